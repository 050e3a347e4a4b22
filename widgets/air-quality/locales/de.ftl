title = Luftqualität
# $cause: the symbol of the dominant pollutant, or none.
big-european = Europa-Index{ $cause ->
    [none] {""}
   *[other] {" "}wegen { $cause }
}
big-us = US-Index{ $cause ->
    [none] {""}
   *[other] {" "}wegen { $cause }
}
other-european = Europa: { $value }, { $category }
other-us = USA: { $value }, { $category }
unit = µg/m³
text = { $name }: { $value }, { $category }. { $other }. In der Luft: { $amounts }.

## Pollutants in words and in symbols
pollutant-pm2-5 = Feinstaub PM2,5
pollutant-pm10 = Feinstaub PM10
pollutant-ozone = Ozon
pollutant-nitrogen-dioxide = Stickstoffdioxid
pollutant-sulphur-dioxide = Schwefeldioxid
pollutant-carbon-monoxide = Kohlenmonoxid
symbol-pm2-5 = PM2,5
symbol-pm10 = PM10
symbol-ozone = O₃
symbol-nitrogen-dioxide = NO₂
symbol-sulphur-dioxide = SO₂
symbol-carbon-monoxide = CO

## Categories of either index
european-aqi-good = gut
european-aqi-fair = ordentlich
european-aqi-moderate = mäßig
european-aqi-poor = schlecht
european-aqi-very-poor = sehr schlecht
european-aqi-extremely-poor = äußerst schlecht
us-aqi-good = gut
us-aqi-moderate = mäßig
us-aqi-unhealthy-for-sensitive-groups = ungesund für Empfindliche
us-aqi-unhealthy = ungesund
us-aqi-very-unhealthy = sehr ungesund
us-aqi-hazardous = gefährlich
