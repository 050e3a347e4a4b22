title = 現在の天気
cloud-cover = 雲量{ $cover }
# $cause: wind, humid, dry (hot, but dry air cools), air (no index holds) or unknown.
feels = { $cause ->
    [wind] 風のため体感温度は{ $temperature }
    [humid] 湿気のため体感温度は{ $temperature }
    [dry] 空気が乾いていて体感温度は{ $temperature }
    [air] 体感温度は気温と同じ{ $temperature }
   *[unknown] 体感温度{ $temperature }
}
# $trend: warmer, colder, same or unknown.
change = { $trend ->
    [warmer] 昨日の同じ時刻より{ $difference }高い
    [colder] 昨日の同じ時刻より{ $difference }低い
    [same] 昨日の同じ時刻と同じ気温
   *[unknown] 昨日の値がなく比較できません
}
text = 気温{ $temperature }。{ $condition }。{ $feels }。{ $change }。
