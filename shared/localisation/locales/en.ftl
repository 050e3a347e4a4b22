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
percent-spacing = {""}

## Days and months, Monday and January first
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

today = Today

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## Dates; -imperial is for readers of imperial units. $weekday, $weekday-short
date = { $weekday }, { $day } { $month }
date-imperial = { $weekday }, { $month } { $day }
date-short = { $day } { $month }
date-short-imperial = { $month } { $day }

## Times: $h23 is 00 to 23, $h12 is 1 to 12, $h11 is 0 to 11, $half is am or pm.
## -12 is for clocks of twelve hours.

# The hours of the clock where the view leaves them open: 12 or 24.
hours = 24
hours-imperial = 12
time = { $h23 }:{ $minute }
time-12 = { $h12 }:{ $minute }{"\u202F"}{ $half }
time-12-imperial = { $h12 }:{ $minute }{"\u202F"}{ $half ->
    [am] AM
   *[pm] PM
}
weekday-and-time = { $weekday } { $time }
hour = { $h23 }
hour-12 = { $h12 }{"\u202F"}{ $half }
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
age-now = just now
age-minutes = { $number }{"\u202F"}min ago
age-hours = { $number }{"\u202F"}h ago
age-days = { $number } days ago

## Where weather comes from; live weather has no word, its service is named
source-simulated = Simulated
source-replay = Replay
attribution = Weather data by Open-Meteo.com

## Compass: the letters that a direction such as NNE is made of
compass-north = N
compass-east = E
compass-south = S
compass-west = W

## Present weather, WMO code table 4677 as far as forecasts use it
condition-0 = Clear
condition-1 = Mainly clear
condition-2 = Partly cloudy
condition-3 = Overcast
condition-45 = Fog
condition-48 = Freezing fog
condition-51 = Light drizzle
condition-53 = Drizzle
condition-55 = Heavy drizzle
condition-56 = Light freezing drizzle
condition-57 = Heavy freezing drizzle
condition-61 = Light rain
condition-63 = Rain
condition-65 = Heavy rain
condition-66 = Light freezing rain
condition-67 = Heavy freezing rain
condition-71 = Light snow
condition-73 = Snow
condition-75 = Heavy snow
condition-77 = Snow grains
condition-80 = Light showers
condition-81 = Showers
condition-82 = Violent showers
condition-85 = Light snow showers
condition-86 = Heavy snow showers
condition-95 = Thunderstorm
condition-96 = Thunderstorm, light hail
condition-99 = Thunderstorm, heavy hail
