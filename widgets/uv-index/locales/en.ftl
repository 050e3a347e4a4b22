title = UV index
max = today up to { $index }
clear-sky = clear sky { $index }
protect-later = Sun protection { $time } to { $until }
protect-now = Sun protection until { $time }
# Where it is unknown when it ends.
protect-later-at-least = Sun protection { $time } to at least { $until }
protect-now-at-least = Sun protection until at least { $time }
protect-again = Sun protection again tomorrow from { $time }
protect-no-more = No more sun protection needed today
protect-never = No sun protection needed today
protect-unknown = Need for sun protection unknown
text = UV index { $index }, { $category }; { $max }, { $sky }. { $protection }.
uv-low = low
uv-moderate = moderate
uv-high = high
uv-very-high = very high
uv-extreme = extreme
