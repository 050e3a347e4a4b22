title = Warnungen
# Where nothing warns: the official service has nothing, has something for other
# areas only, does not answer, or there is none.
calm = Keine Warnungen
calm-note = Vom amtlichen Dienst gilt keine
elsewhere = Keine Warnung nennt diesen Ort
down = Warnungen unbekannt
down-note = Der amtliche Dienst antwortet nicht; die Vorhersage zeigt keine Gefahr
uncovered = Keine Gefahr in Sicht
uncovered-note = Laut Vorhersage; für diesen Ort wird kein amtlicher Dienst gelesen
# Beside warnings; those of the forecast have hollow signs.
feed-down = Der amtliche Dienst antwortet nicht
feed-down-hazards = Keine amtliche Antwort; hohl: Vorhersage
derived = Aus der Vorhersage, keine amtliche Warnung
forecast = Vorhersage
# $count: a number; of one and of none nothing is said.
count = { $count ->
    [0] {""}
    [1] {""}
   *[other] { $count } insgesamt
}
banner = { $event }: ab { $start }
# $facts: how severe, when, where.
row = { $event }: { $facts }
other-area = anderswo
until = bis { $end }
until-further-notice = bis auf Weiteres
from = ab { $start }
from-to = { $start } bis { $end }
severity-unknown = Stufe unbekannt
severity-minor = gering
severity-moderate = mäßig
severity-severe = schwer
severity-extreme = extrem
hazard-heat = Hitze
hazard-frost = Frost
hazard-gale = Sturmböen
hazard-heavy-rain = Kräftiger Regen
hazard-freezing-rain = Gefrierender Regen
hazard-snow = Schnee
hazard-thunderstorm = Gewitter
hazard-uv = Starke UV-Strahlung
hazard-air-quality = Schlechte Luft
