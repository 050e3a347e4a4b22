board-title = Weather in { $place }
board-empty = No widget has joined this board yet. It shows them as they come.
state-live = Live
state-stale = Stale
state-no-coverage = Not here
state-failed = Failed
state-waiting = Waiting
reason-waiting = Its widget has not spoken yet.
reason-gone = Its widget is gone; this is the last it said.
reason-old = Its widget has not spoken for too long.
source-simulated = Simulated
source-replay = Replay
# $severity: unknown, minor, moderate, severe, extreme.
notice = { $severity ->
    [extreme] Extreme warning
    [severe] Severe warning
   *[other] Warning
}
notice-until = until { $time }
connection-lost = No connection to the board. These numbers are no longer updated.
attribution = Weather data by Open-Meteo.com
styleguide-title = Style guide
styleguide-about = Every tile in every state, of made-up weather for { $place }, and the tokens they are made of.
styleguide-tokens = Tokens
styleguide-board = Board
theme-light = Light
theme-dark = Dark
