title = 平年との比較
warmer = 平年より高い
cooler = 平年より低い
usual = 平年並み
unknown = 今日の値は不明
range = 平年{ $min }～{ $max }
today = 今日
warmer-than = この時期の{ $share }の日より高い
cooler-than = この時期の{ $share }の日より低い
# $side: unknown or known.
text = { $side ->
    [unknown] 今日の値は不明（{ $range }）。
   *[known] 今日の最高気温{ $today }、平年差{ $anomaly }: { $sentence }（{ $range }）。
}{ $rank }1991～2020年のうち{ $years }年間の同じ時期との比較。最高気温は{ $low }～{ $high }でした。
