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
search-label = Search for a place
search-placeholder = City or latitude,longitude
search-none = No such place is known.
search-count = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
search-lost = The board does not answer. Try again soon.
search-favourites = Favourites
search-recent = Recent
search-favourite = Favourite
search-here = Use my location
search-here-asking = Asking where you are …
search-here-denied = Your browser may not tell where you are. Allow it in its settings for this page, or type a place.
search-here-unknown = Your browser does not know where you are. Type a place.
places-title = Places
places-back = Back to the board
places-listed = On this board
