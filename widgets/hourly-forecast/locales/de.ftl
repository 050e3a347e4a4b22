title = Nächste 48 Stunden
now = Jetzt { $temperature }
# $known: all hours, or some of them only.
rain = { $known ->
    [all] { $amount } Regen
   *[some] mindestens { $amount } Regen
}
snow = { $known ->
    [all] { $amount } als Schnee
   *[some] mindestens { $amount } als Schnee
}
rain-and-snow = { $known ->
    [all] { $amount } Regen und Schnee
   *[some] mindestens { $amount } Regen und Schnee
}
dry = { $known ->
    [all] Trocken
   *[some] Trocken, soweit bekannt
}
mostly-dry = { $known ->
    [all] Meist trocken
   *[some] Meist trocken, soweit bekannt
}
unknown = Niederschlag unbekannt
# $form: the id of the message above.
likeliest = { $form ->
    [dry] , Risiko bis { $percent } ({ $time })
    [mostly-dry] , Risiko bis { $percent } ({ $time })
   *[other] , am ehesten { $time } ({ $percent })
}
high = Höchstwert { $temperature } ({ $time })
low = Tiefstwert { $temperature } ({ $time })
# $condition: with a comma before it; empty where nobody knows.
hour = { $time } { $temperature }{ $condition }
