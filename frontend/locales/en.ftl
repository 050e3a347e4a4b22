board-title = Weather in { $place }
board-empty = No widget has joined this board yet. It shows them as they come.
state-live = Live
state-stale = Stale
state-no-coverage = Not here
state-failed = Failed
state-waiting = Waiting
# How many tiles failed, in a board of one line.
line-failed = { $count } failed
reason-waiting = Its widget has not spoken yet.
reason-gone = Its widget is gone; this is the last it said.
reason-old = Its widget has not spoken for too long.
# $severity: unknown, minor, moderate, severe, extreme.
notice = { $severity ->
    [extreme] Extreme warning
    [severe] Severe warning
   *[other] Warning
}
notice-until = until { $time }
connection-lost = No connection to the board. These numbers are no longer updated.
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
fleet-title = Fleet
fleet-board = Board
fleet-story = What happened
fleet-zone = Times of { $place }
fleet-nobody = No instance
fleet-instances = { $count ->
    [one] { $count } instance
   *[other] { $count } instances
}
fleet-views = { $count ->
    [one] { $count } view
   *[other] { $count } views
}
fleet-viewers = { $count ->
    [one] { $count } viewer
   *[other] { $count } viewers
}
role-shows = shows
role-standby = stands by
role-leaving = leaves
link-built-in = built in
link-dialled = dialled
link-gone = gone
label-version = Version
label-revision = Revision
label-host = Host
label-link = Link
label-latency = Latency
label-uptime = Up for
label-tile-age = Last tile
label-tiles = Tiles
label-failed = Failed
label-error = Last failure
# $who is a widget and its version, as in: wind 1.1.0.
event-joined = { $who } joined
event-came-back = { $who } came back
event-took-over = { $who } took over from { $other }
event-left = { $who } left
event-lost = { $who } was lost
event-fell-silent = { $who } fell silent
event-cut-off = { $who } was cut off
event-refused = { $peer } was refused: { $reason }{ $times ->
    [one] {""}
   *[other] {" "}({ $times } times)
}
other-built-in = the built-in one
other-dialled = one of the same version
# How each of these sentences goes on: why one took over …
why-newer = {""}
why-dialled = {""}
why-settled = {", "}which is too young
why-failed = {", "}which had failed
why-left = {", "}which left
why-lost = {", "}which was lost
# … and how long a loss was felt.
recovery = {"; "}live again after { $time }
recovery-at-once = {"; "}its tile stayed live
recovery-open = {"; "}not live since
recovery-none = {""}
xray-name = X-ray
xray-shown = X-ray: every tile shows the instance behind it.
xray-hidden = The tiles show the weather again.
xray-key = The key X flips the tiles
settings = Settings
settings-units = Units
units-metric = °C, km/h
units-imperial = °F, mph
units-si = °C, m/s
settings-language = Language
language-name = English
settings-theme = Theme
theme-auto = By the sun
settings-wall = On a wall
settings-kiosk = Kiosk: no controls, no cursor (Escape ends it)
settings-dim = Darker at night
settings-cycle = Show in turn
settings-cycle-hint = Places with seconds, parted by semicolons, as in “lisbon 30; tokyo imperial 20”.
settings-cycle-add = Add this place
settings-show = Show
arrange = Arrange tiles
arrange-hint = Drag tiles, or move them with their buttons and the arrow keys.
arrange-grip = Move with the arrow keys, or drag
arrange-earlier = Move towards the front
arrange-later = Move towards the end
arrange-away = Hide or show
arrange-reset = Usual order
arrange-done = Done
arrange-moved = { $title }: { $position } of { $count }
arrange-shown = { $title } is shown
arrange-hidden = { $title } is hidden
settings-hours = Time
hours-usual = As usual
hours-12 = 2:30 pm
hours-24 = 14:30
