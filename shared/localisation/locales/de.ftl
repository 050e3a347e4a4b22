# The words every component shares. A narrow no-break space (U+202F) keeps a number and its unit on one line.

## Units
# What stands between a number and its unit.
unit-spacing = {"\u202F"}
unit-celsius = °C
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
unit-hours = h
# What stands between a number and its percent sign.
percent-spacing = {"\u202F"}

## Days and months, Monday and January first
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag

weekday-short-1 = Mo
weekday-short-2 = Di
weekday-short-3 = Mi
weekday-short-4 = Do
weekday-short-5 = Fr
weekday-short-6 = Sa
weekday-short-7 = So

today = Heute

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.

## Dates; -imperial is for readers of imperial units. $weekday, $weekday-short
date = { $weekday }, { $day }. { $month }
date-imperial = { $weekday }, { $day }. { $month }
date-short = { $day }. { $month }
date-short-imperial = { $day }. { $month }

## Times: $h23 is 00 to 23, $h12 is 1 to 12, $h11 is 0 to 11, $half is am or pm.
## -12 is for clocks of twelve hours.

# The hours of the clock where the view leaves them open: 12 or 24.
hours = 24
hours-imperial = 24
time = { $h23 }:{ $minute }
time-12 = { $h12 }:{ $minute }{"\u202F"}{ $half ->
    [am] AM
   *[pm] PM
}
time-12-imperial = { $h12 }:{ $minute }{"\u202F"}{ $half ->
    [am] AM
   *[pm] PM
}
weekday-and-time = { $weekday } { $time }
hour = { $h23 }
hour-12 = { $h12 }{"\u202F"}{ $half ->
    [am] AM
   *[pm] PM
}
hour-12-imperial = { $h12 }{"\u202F"}{ $half ->
    [am] AM
   *[pm] PM
}

## Between words and sentences
comma = {", "}
semicolon = {"; "}
full-stop = .
sentence-spacing = {" "}

## Spans of time
duration-seconds = { $number }{"\u202F"}s
duration-minutes = { $number }{"\u202F"}min
duration-hours = { $number }{"\u202F"}h
duration-days = { $number }{"\u202F"}d
duration-pair = { $large } { $small }
age-now = gerade eben
age-minutes = vor { $number }{"\u202F"}min
age-hours = vor { $number }{"\u202F"}h
age-days = vor { $number } Tagen

## Where weather comes from; live weather has no word, its service is named
source-simulated = Simuliert
source-replay = Aufzeichnung
attribution = Wetterdaten von Open-Meteo.com

## Compass: the letters that a direction such as NNE is made of
compass-north = N
compass-east = O
compass-south = S
compass-west = W

## Present weather, WMO code table 4677 as far as forecasts use it
condition-0 = Klar
condition-1 = Überwiegend klar
condition-2 = Teils bewölkt
condition-3 = Bedeckt
condition-45 = Nebel
condition-48 = Gefrierender Nebel
condition-51 = Leichter Nieselregen
condition-53 = Nieselregen
condition-55 = Starker Nieselregen
condition-56 = Leichter gefrierender Niesel
condition-57 = Starker gefrierender Niesel
condition-61 = Leichter Regen
condition-63 = Regen
condition-65 = Starker Regen
condition-66 = Leichter gefrierender Regen
condition-67 = Starker gefrierender Regen
condition-71 = Leichter Schneefall
condition-73 = Schneefall
condition-75 = Starker Schneefall
condition-77 = Schneegriesel
condition-80 = Leichte Schauer
condition-81 = Schauer
condition-82 = Heftige Schauer
condition-85 = Leichte Schneeschauer
condition-86 = Starke Schneeschauer
condition-95 = Gewitter
condition-96 = Gewitter, leichter Hagel
condition-99 = Gewitter, starker Hagel
