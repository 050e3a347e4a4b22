title = Nächste zwei Stunden
# $form: rain or snow.
dry = Zwei Stunden lang trocken
starting = Trocken bis { $time }
stopping = { $form ->
    [snow] Schnee hört etwa { $time } auf
   *[rain] Regen hört etwa { $time } auf
}
continuing = { $form ->
    [snow] Schnee für zwei Stunden und länger
   *[rain] Regen für zwei Stunden und länger
}
# Where it is unknown what comes after $time.
dry-at-least = Trocken bis mindestens { $time }
continuing-at-least = { $form ->
    [snow] Schnee bis mindestens { $time }
   *[rain] Regen bis mindestens { $time }
}
# $known: all quarters of an hour, or some of them only.
amount = { $known ->
    [all] { $amount } insgesamt
   *[some] mindestens { $amount }
}
now = jetzt
until = Bis { $time } { $amount }
from-hours = Aus Stundenwerten geschätzt
