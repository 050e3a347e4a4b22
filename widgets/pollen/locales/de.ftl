title = Pollenflug
strongest = { $plant }: { $level }
nothing = Keine Pollen
nothing-now = Zurzeit keine Pollen
nothing-known = Keine Pollen bekannt
unit = Pollen/m³
note-now = Jetzt { $now }, im Tagesmittel { $mean }{"\u202F"}{ unit }
note-today = Tagesmittel: { $plant } { $mean }{"\u202F"}{ unit }

## The text: what is known of each plant now and on each day
now = Jetzt
counts = { $label }: { $counts }.
count = { $plant } { $level } ({ $grains })
unknown = { $plant } unbekannt
all-unknown = unbekannt
no-others = sonst keine
none = keine

plant-alder = Erle
plant-birch = Birke
plant-grass = Gräser
plant-mugwort = Beifuß
plant-olive = Olive
plant-ragweed = Ambrosia
pollen-level-none = keine
pollen-level-low = schwach
pollen-level-moderate = mäßig
pollen-level-high = stark
pollen-level-very-high = sehr stark
