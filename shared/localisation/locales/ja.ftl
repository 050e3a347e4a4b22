# The words every component shares, as the Japan Meteorological Agency writes them.

## Units
# What stands between a number and its unit.
unit-spacing = {""}
unit-celsius = ℃
unit-fahrenheit = °F
unit-kilometres-per-hour = km/h
unit-miles-per-hour = mph
unit-metres-per-second = m/s
unit-millimetres = mm
unit-inches = in
unit-hectopascals = hPa
unit-inches-of-mercury = inHg
unit-metres = m
unit-kilometres = km
unit-feet = ft
unit-miles = mi
unit-percent = %
unit-degrees = °
unit-hours = 時間
# What stands between a number and its percent sign.
percent-spacing = {""}

## Days and months, Monday and January first
weekday-1 = 月曜日
weekday-2 = 火曜日
weekday-3 = 水曜日
weekday-4 = 木曜日
weekday-5 = 金曜日
weekday-6 = 土曜日
weekday-7 = 日曜日

weekday-short-1 = 月
weekday-short-2 = 火
weekday-short-3 = 水
weekday-short-4 = 木
weekday-short-5 = 金
weekday-short-6 = 土
weekday-short-7 = 日

today = 今日

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

month-short-1 = 1月
month-short-2 = 2月
month-short-3 = 3月
month-short-4 = 4月
month-short-5 = 5月
month-short-6 = 6月
month-short-7 = 7月
month-short-8 = 8月
month-short-9 = 9月
month-short-10 = 10月
month-short-11 = 11月
month-short-12 = 12月

## Dates; -imperial is for readers of imperial units. $weekday, $weekday-short
date = { $month }{ $day }日({ $weekday-short })
date-imperial = { $month }{ $day }日({ $weekday-short })
date-short = { $month }{ $day }日
date-short-imperial = { $month }{ $day }日

## Times: $h23 is 00 to 23, $h12 is 1 to 12, $h11 is 0 to 11, $half is am or pm.
## -12 is for clocks of twelve hours.

# The hours of the clock where the view leaves them open: 12 or 24.
hours = 24
hours-imperial = 24
time = { $h23 }:{ $minute }
time-12 = { $half ->
    [am] 午前
   *[pm] 午後
}{ $h11 }:{ $minute }
time-12-imperial = { $half ->
    [am] 午前
   *[pm] 午後
}{ $h11 }:{ $minute }
weekday-and-time = { $weekday }曜{ $time }
hour = { $h23 }時
hour-12 = { $half ->
    [am] 午前
   *[pm] 午後
}{ $h11 }時
hour-12-imperial = { $half ->
    [am] 午前
   *[pm] 午後
}{ $h11 }時

## Between words and sentences
comma = 、
semicolon = 。
full-stop = 。
sentence-spacing = {""}

## Spans of time
duration-seconds = { $number }秒
duration-minutes = { $number }分
duration-hours = { $number }時間
duration-days = { $number }日
duration-pair = { $large }{ $small }
age-now = たった今
age-minutes = { $number }分前
age-hours = { $number }時間前
age-days = { $number }日前

## Where weather comes from; live weather has no word, its service is named
source-simulated = シミュレーション
source-replay = 記録の再生
attribution = 気象データ: Open-Meteo.com

## Compass: the letters that a direction such as NNE is made of
compass-north = 北
compass-east = 東
compass-south = 南
compass-west = 西

## Present weather, WMO code table 4677 as far as forecasts use it
condition-0 = 快晴
condition-1 = 晴れ
condition-2 = 一部曇り
condition-3 = 曇り
condition-45 = 霧
condition-48 = 着氷性の霧
condition-51 = 弱い霧雨
condition-53 = 霧雨
condition-55 = 強い霧雨
condition-56 = 弱い着氷性の霧雨
condition-57 = 強い着氷性の霧雨
condition-61 = 弱い雨
condition-63 = 雨
condition-65 = 強い雨
condition-66 = 弱い着氷性の雨
condition-67 = 強い着氷性の雨
condition-71 = 弱い雪
condition-73 = 雪
condition-75 = 強い雪
condition-77 = 霧雪
condition-80 = 弱いにわか雨
condition-81 = にわか雨
condition-82 = 激しいにわか雨
condition-85 = 弱いにわか雪
condition-86 = 強いにわか雪
condition-95 = 雷雨
condition-96 = 弱いひょうを伴う雷雨
condition-99 = 強いひょうを伴う雷雨
