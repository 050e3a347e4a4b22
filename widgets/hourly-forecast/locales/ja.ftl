title = 48時間予報
now = 現在{ $temperature }
# $known: all hours, or some of them only.
rain = { $known ->
    [all] 雨{ $amount }
   *[some] 雨{ $amount }以上
}
snow = { $known ->
    [all] 雪（降水量{ $amount }）
   *[some] 雪（降水量{ $amount }以上）
}
rain-and-snow = { $known ->
    [all] 雨と雪{ $amount }
   *[some] 雨と雪{ $amount }以上
}
dry = { $known ->
    [all] 降水なし
   *[some] 判明分は降水なし
}
mostly-dry = { $known ->
    [all] ほぼ降水なし
   *[some] 判明分はほぼ降水なし
}
unknown = 降水量不明
# $form: the id of the message above.
likeliest = { $form ->
    [dry] 、降水確率は最大{ $percent }（{ $time }）
    [mostly-dry] 、降水確率は最大{ $percent }（{ $time }）
   *[other] 、降水確率が最も高いのは{ $time }（{ $percent }）
}
high = 最高{ $temperature }（{ $time }）
low = 最低{ $temperature }（{ $time }）
# $condition: with a comma before it; empty where nobody knows.
hour = { $time } { $temperature }{ $condition }
