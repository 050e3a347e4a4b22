title = Nächste 10 Tage
# $condition: with a comma before it; empty where nobody knows. $rain: wet, dry or unknown. $sunshine: known or unknown.
day = { $day }: { $min } bis { $max }{ $condition }, { $rain ->
    [dry] trocken (Risiko { $probability })
    [wet] { $amount } ({ $probability })
   *[unknown] Niederschlag unbekannt ({ $probability })
}{ $sunshine ->
    [known] , { $sun } Sonne
   *[unknown] {""}
}.
