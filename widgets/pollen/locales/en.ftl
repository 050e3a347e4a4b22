title = Pollen
strongest = { $plant }: { $level }
nothing = No pollen
nothing-now = No pollen now
nothing-known = No pollen known
unit = grains/m³
note-now = Now { $now }, daily mean { $mean }{"\u202F"}{ unit }
note-today = Daily mean: { $plant } { $mean }{"\u202F"}{ unit }

## The text: what is known of each plant now and on each day
now = Now
counts = { $label }: { $counts }.
count = { $plant } { $level } ({ $grains })
unknown = { $plant } unknown
all-unknown = unknown
no-others = otherwise none
none = none

plant-alder = Alder
plant-birch = Birch
plant-grass = Grass
plant-mugwort = Mugwort
plant-olive = Olive
plant-ragweed = Ragweed
pollen-level-none = none
pollen-level-low = low
pollen-level-moderate = moderate
pollen-level-high = high
pollen-level-very-high = very high
