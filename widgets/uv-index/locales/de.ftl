title = UV-Index
max = heute bis { $index }
clear-sky = ohne Wolken { $index }
protect-later = Sonnenschutz von { $time } bis { $until }
protect-now = Sonnenschutz bis { $time }
# Where it is unknown when it ends.
protect-later-at-least = Sonnenschutz von { $time } bis mindestens { $until }
protect-now-at-least = Sonnenschutz bis mindestens { $time }
protect-again = Sonnenschutz wieder morgen ab { $time }
protect-no-more = Heute kein Sonnenschutz mehr nötig
protect-never = Heute kein Sonnenschutz nötig
protect-unknown = Bedarf an Sonnenschutz unbekannt
text = UV-Index { $index }, { $category }; { $max }, { $sky }. { $protection }.
uv-low = niedrig
uv-moderate = mittel
uv-high = hoch
uv-very-high = sehr hoch
uv-extreme = extrem
