title = Jetzt
cloud-cover = Bewölkung { $cover }
# $cause: wind, humid, dry (hot, but dry air cools), air (no index holds) or unknown.
feels = { $cause ->
    [wind] Gefühlt { $temperature } wegen des Windes
    [humid] Gefühlt { $temperature } in der feuchten Luft
    [dry] Gefühlt { $temperature } in der trockenen Luft
    [air] Gefühlt { $temperature }, genau wie die Luft
   *[unknown] Gefühlt { $temperature }
}
# $trend: warmer, colder, same or unknown.
change = { $trend ->
    [warmer] { $difference } wärmer als gestern um diese Zeit
    [colder] { $difference } kälter als gestern um diese Zeit
    [same] So warm wie gestern um diese Zeit
   *[unknown] Kein Wert von gestern zum Vergleich
}
text = { $temperature }. { $condition }. { $feels }. { $change }.
