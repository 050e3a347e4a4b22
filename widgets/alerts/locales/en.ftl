title = Warnings
# Where nothing warns: the official service has nothing, has something for other
# areas only, does not answer, or there is none.
calm = No warnings
calm-note = The official service has none in force
elsewhere = No warning names this place
down = Warnings unknown
down-note = The official service does not answer; the forecast shows no hazard
uncovered = No hazard ahead
uncovered-note = By the forecast; no official service is read for this place
# Beside warnings; those of the forecast have hollow signs.
feed-down = The official service does not answer
feed-down-hazards = Official service down; hollow: forecast
derived = From the forecast, not an official warning
forecast = forecast
# $count: a number; of one and of none nothing is said.
count = { $count ->
    [0] {""}
    [1] {""}
   *[other] { $count } in all
}
banner = { $event }: from { $start }
# $facts: how severe, when, where.
row = { $event }: { $facts }
other-area = elsewhere
until = until { $end }
until-further-notice = until further notice
from = from { $start }
from-to = { $start } to { $end }
severity-unknown = severity unknown
severity-minor = minor
severity-moderate = moderate
severity-severe = severe
severity-extreme = extreme
hazard-heat = Heat
hazard-frost = Frost
hazard-gale = Gale
hazard-heavy-rain = Heavy rain
hazard-freezing-rain = Freezing rain
hazard-snow = Snow
hazard-thunderstorm = Thunderstorm
hazard-uv = Strong UV
hazard-air-quality = Poor air
