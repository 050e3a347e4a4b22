title = 大気質
# $cause: the symbol of the dominant pollutant, or none.
big-european = 欧州指数{ $cause ->
    [none] {""}
   *[other] {" "}主因 { $cause }
}
big-us = 米国指数{ $cause ->
    [none] {""}
   *[other] {" "}主因 { $cause }
}
other-european = 欧州: { $value } { $category }
other-us = 米国: { $value } { $category }
unit = µg/m³
text = { $name }: { $value } { $category }。{ $other }。大気中の濃度: { $amounts }。

## Pollutants in words and in symbols
pollutant-pm2-5 = 微小粒子状物質PM2.5
pollutant-pm10 = 粒子状物質PM10
pollutant-ozone = オゾン
pollutant-nitrogen-dioxide = 二酸化窒素
pollutant-sulphur-dioxide = 二酸化硫黄
pollutant-carbon-monoxide = 一酸化炭素
symbol-pm2-5 = PM2.5
symbol-pm10 = PM10
symbol-ozone = O₃
symbol-nitrogen-dioxide = NO₂
symbol-sulphur-dioxide = SO₂
symbol-carbon-monoxide = CO

## Categories of either index
european-aqi-good = 良い
european-aqi-fair = おおむね良い
european-aqi-moderate = 中程度
european-aqi-poor = 悪い
european-aqi-very-poor = 非常に悪い
european-aqi-extremely-poor = 極めて悪い
us-aqi-good = 良い
us-aqi-moderate = 中程度
us-aqi-unhealthy-for-sensitive-groups = 敏感な人の健康に良くない
us-aqi-unhealthy = 健康に良くない
us-aqi-very-unhealthy = 健康に非常に良くない
us-aqi-hazardous = 危険
