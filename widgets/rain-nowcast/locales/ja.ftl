title = この先2時間の雨
# $form: rain or snow.
dry = この先2時間は降らない見込み
starting = { $time }まで降らない見込み
stopping = { $form ->
    [snow] { $time }頃に雪がやむ見込み
   *[rain] { $time }頃に雨がやむ見込み
}
continuing = { $form ->
    [snow] 雪が2時間以上続く見込み
   *[rain] 雨が2時間以上続く見込み
}
# Where it is unknown what comes after $time.
dry-at-least = 少なくとも{ $time }までは降らない見込み
continuing-at-least = { $form ->
    [snow] 少なくとも{ $time }までは雪が続く見込み
   *[rain] 少なくとも{ $time }までは雨が続く見込み
}
# $known: all quarters of an hour, or some of them only.
amount = { $known ->
    [all] 合計{ $amount }
   *[some] { $amount }以上
}
now = 現在
until = { $time }までに{ $amount }
from-hours = 1時間ごとの値からの推定
