title = Next two hours
# $form: rain or snow.
dry = Dry for the next two hours
starting = Dry until { $time }
stopping = { $form ->
    [snow] Snow stops about { $time }
   *[rain] Rain stops about { $time }
}
continuing = { $form ->
    [snow] Snow for two hours and more
   *[rain] Rain for two hours and more
}
# Where it is unknown what comes after $time.
dry-at-least = Dry at least until { $time }
continuing-at-least = { $form ->
    [snow] Snow at least until { $time }
   *[rain] Rain at least until { $time }
}
# $known: all quarters of an hour, or some of them only.
amount = { $known ->
    [all] { $amount } in all
   *[some] at least { $amount }
}
now = now
until = Until { $time } { $amount }
from-hours = Estimated from hourly values
