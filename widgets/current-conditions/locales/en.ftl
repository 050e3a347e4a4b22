title = Now
cloud-cover = Cloud cover { $cover }
# $cause: wind, humid, dry (hot, but dry air cools), air (no index holds) or unknown.
feels = { $cause ->
    [wind] Feels like { $temperature } because of the wind
    [humid] Feels like { $temperature } in the humid air
    [dry] Feels like { $temperature } in the dry air
    [air] Feels like { $temperature }, just like the air
   *[unknown] Feels like { $temperature }
}
# $trend: warmer, colder, same or unknown.
change = { $trend ->
    [warmer] { $difference } warmer than yesterday at this hour
    [colder] { $difference } colder than yesterday at this hour
    [same] As warm as yesterday at this hour
   *[unknown] No value of yesterday to compare
}
text = { $temperature }. { $condition }. { $feels }. { $change }.
