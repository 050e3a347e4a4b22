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
