gap-no-coverage = An diesem Ort nicht verfügbar.
gap-missing = Der Wetterdienst hat dafür gerade keine Werte.
gap-broken = Diese Kachel ließ sich nicht zeichnen.
gap-upstream = Kein frisches Wetter: { $problem }.
