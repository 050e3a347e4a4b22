title = Air quality
# $cause: the symbol of the dominant pollutant, or none.
big-european = European index{ $cause ->
    [none] {""}
   *[other] {" "}due to { $cause }
}
big-us = US index{ $cause ->
    [none] {""}
   *[other] {" "}due to { $cause }
}
other-european = Europe: { $value }, { $category }
other-us = US: { $value }, { $category }
unit = µg/m³
text = { $name }: { $value }, { $category }. { $other }. In the air: { $amounts }.

## Pollutants in words and in symbols
pollutant-pm2-5 = fine particles PM2.5
pollutant-pm10 = particles PM10
pollutant-ozone = ozone
pollutant-nitrogen-dioxide = nitrogen dioxide
pollutant-sulphur-dioxide = sulphur dioxide
pollutant-carbon-monoxide = carbon monoxide
symbol-pm2-5 = PM2.5
symbol-pm10 = PM10
symbol-ozone = O₃
symbol-nitrogen-dioxide = NO₂
symbol-sulphur-dioxide = SO₂
symbol-carbon-monoxide = CO

## Categories of either index
european-aqi-good = good
european-aqi-fair = fair
european-aqi-moderate = moderate
european-aqi-poor = poor
european-aqi-very-poor = very poor
european-aqi-extremely-poor = extremely poor
us-aqi-good = good
us-aqi-moderate = moderate
us-aqi-unhealthy-for-sensitive-groups = unhealthy for sensitive groups
us-aqi-unhealthy = unhealthy
us-aqi-very-unhealthy = very unhealthy
us-aqi-hazardous = hazardous
