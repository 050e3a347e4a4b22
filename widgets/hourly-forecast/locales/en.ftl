title = Next 48 hours
now = Now { $temperature }
# $known: all hours, or some of them only.
rain = { $known ->
    [all] { $amount } of rain
   *[some] at least { $amount } of rain
}
snow = { $known ->
    [all] { $amount } as snow
   *[some] at least { $amount } as snow
}
rain-and-snow = { $known ->
    [all] { $amount } of rain and snow
   *[some] at least { $amount } of rain and snow
}
dry = { $known ->
    [all] Dry
   *[some] Dry as far as known
}
mostly-dry = { $known ->
    [all] Mostly dry
   *[some] Mostly dry as far as known
}
unknown = Precipitation unknown
# $form: the id of the message above.
likeliest = { $form ->
    [dry] , risk up to { $percent } ({ $time })
    [mostly-dry] , risk up to { $percent } ({ $time })
   *[other] , most likely { $time } ({ $percent })
}
high = High { $temperature } ({ $time })
low = low { $temperature } ({ $time })
# $condition: with a comma before it; empty where nobody knows.
hour = { $time } { $temperature }{ $condition }
