title = 10日間予報
# $condition: with a comma before it; empty where nobody knows. $rain: wet, dry or unknown. $sunshine: known or unknown.
day = { $day }: { $min }～{ $max }{ $condition }、{ $rain ->
    [dry] 降水なし（降水確率{ $probability }）
    [wet] 降水量{ $amount }（降水確率{ $probability }）
   *[unknown] 降水量不明（降水確率{ $probability }）
}{ $sunshine ->
    [known] 、日照{ $sun }
   *[unknown] {""}
}。
