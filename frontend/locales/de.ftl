board-title = Wetter in { $place }
board-empty = Noch ist kein Widget auf diesem Board. Es zeigt sie, sobald sie kommen.
state-live = Aktuell
state-stale = Veraltet
state-no-coverage = Hier nicht
state-failed = Gestört
state-waiting = Wartet
reason-waiting = Sein Widget hat noch nicht gesprochen.
reason-gone = Sein Widget ist fort; dies ist das Letzte, was es sagte.
reason-old = Sein Widget schweigt zu lange.
source-simulated = Simuliert
source-replay = Aufzeichnung
# $severity: unknown, minor, moderate, severe, extreme.
notice = { $severity ->
    [extreme] Extreme Warnung
    [severe] Schwere Warnung
   *[other] Warnung
}
notice-until = bis { $time }
connection-lost = Keine Verbindung zum Board. Diese Zahlen werden nicht mehr erneuert.
attribution = Wetterdaten von Open-Meteo.com
styleguide-title = Gestaltung
styleguide-about = Jede Kachel in jedem Zustand, mit erfundenem Wetter für { $place }, und die Tokens, aus denen sie gemacht sind.
styleguide-tokens = Tokens
styleguide-board = Zum Board
theme-light = Hell
theme-dark = Dunkel
search-label = Einen Ort suchen
search-placeholder = Stadt oder Breite,Länge
search-none = So ein Ort ist nicht bekannt.
search-count = { $count ->
    [one] { $count } Ort
   *[other] { $count } Orte
}
search-lost = Das Board antwortet nicht. Versuchen Sie es bald wieder.
search-favourites = Favoriten
search-recent = Zuletzt
search-favourite = Favorit
search-here = Meinen Standort verwenden
search-here-asking = Frage nach Ihrem Standort …
search-here-denied = Ihr Browser darf Ihren Standort nicht nennen. Erlauben Sie es in seinen Einstellungen für diese Seite, oder geben Sie einen Ort ein.
search-here-unknown = Ihr Browser kennt Ihren Standort nicht. Geben Sie einen Ort ein.
places-title = Orte
places-back = Zurück zum Board
places-listed = Auf diesem Board
