board-title = Wetter in { $place }
board-empty = Noch ist kein Widget auf diesem Board. Es zeigt sie, sobald sie kommen.
state-live = Aktuell
state-stale = Veraltet
state-no-coverage = Hier nicht
state-failed = Gestört
state-waiting = Wartet
# How many tiles failed, in a board of one line.
line-failed = { $count } gestört
reason-waiting = Sein Widget hat noch nicht gesprochen.
reason-gone = Sein Widget ist fort; dies ist das Letzte, was es sagte.
reason-old = Sein Widget schweigt zu lange.
# $severity: unknown, minor, moderate, severe, extreme.
notice = { $severity ->
    [extreme] Extreme Warnung
    [severe] Schwere Warnung
   *[other] Warnung
}
notice-until = bis { $time }
connection-lost = Keine Verbindung zum Board. Diese Zahlen werden nicht mehr erneuert.
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
fleet-title = Flotte
fleet-board = Board
fleet-story = Was geschah
fleet-zone = Zeiten von { $place }
fleet-nobody = Keine Instanz
fleet-instances = { $count ->
    [one] { $count } Instanz
   *[other] { $count } Instanzen
}
fleet-views = { $count ->
    [one] { $count } Ansicht
   *[other] { $count } Ansichten
}
fleet-viewers = { $count ->
    [one] { $count } Zuschauer
   *[other] { $count } Zuschauer
}
role-shows = zeigt
role-standby = steht bereit
role-leaving = geht
link-built-in = eingebaut
link-dialled = angewählt
link-gone = fort
label-version = Version
label-revision = Revision
label-host = Rechner
label-link = Link
label-latency = Latenz
label-uptime = Läuft seit
label-tile-age = Kachel vor
label-tiles = Kacheln
label-failed = Gestört
label-error = Letzte Störung
# $who is a widget and its version, as in: wind 1.1.0.
event-joined = { $who } kam dazu
event-came-back = { $who } kam zurück
event-took-over = { $who } übernahm von { $other }
event-left = { $who } ging
event-lost = { $who } fiel aus
event-fell-silent = { $who } verstummte
event-cut-off = { $who } wurde getrennt
event-refused = { $peer } wurde abgewiesen: { $reason }{ $times ->
    [one] {""}
   *[other] {" "}({ $times }-mal)
}
other-built-in = der eingebauten
other-dialled = einer gleichen Version
# How each of these sentences goes on: why one took over …
why-newer = {""}
why-dialled = {""}
why-settled = {", "}die noch zu jung ist
why-failed = {", "}die gestört war
why-left = {", "}die ging
why-lost = {", "}die ausfiel
# … and how long a loss was felt.
recovery = {"; "}wieder live nach { $time }
recovery-at-once = {"; "}die Kachel blieb live
recovery-open = {"; "}seither nicht live
recovery-none = {""}
xray-name = Röntgen
xray-shown = Röntgen: Jede Kachel zeigt die Instanz dahinter.
xray-hidden = Die Kacheln zeigen wieder das Wetter.
xray-key = Die Taste X dreht die Kacheln um
settings = Einstellungen
settings-units = Einheiten
units-metric = °C, km/h
units-imperial = °F, mph
units-si = °C, m/s
settings-language = Sprache
language-name = Deutsch
settings-theme = Farben
theme-auto = Nach der Sonne
settings-wall = An der Wand
settings-kiosk = Kiosk: ohne Bedienung und Mauszeiger (Escape beendet ihn)
settings-dim = Nachts dunkler
settings-cycle = Im Wechsel zeigen
settings-cycle-hint = Orte mit Sekunden, durch Semikolon getrennt, etwa „lisbon 30; tokyo imperial 20“.
settings-cycle-add = Diesen Ort hinzufügen
settings-show = Anzeigen
arrange = Kacheln anordnen
arrange-hint = Kacheln ziehen, oder mit ihren Knöpfen und den Pfeiltasten bewegen.
arrange-grip = Mit den Pfeiltasten bewegen oder ziehen
arrange-earlier = Nach vorn
arrange-later = Nach hinten
arrange-away = Verbergen oder zeigen
arrange-reset = Übliche Ordnung
arrange-done = Fertig
arrange-moved = { $title }: { $position } von { $count }
arrange-shown = { $title } wird gezeigt
arrange-hidden = { $title } ist verborgen
settings-hours = Uhrzeit
hours-usual = Wie üblich
hours-12 = 2:30 PM
hours-24 = 14:30
