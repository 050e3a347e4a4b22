title = Next 10 days
# $condition: with a comma before it; empty where nobody knows. $rain: wet, dry or unknown. $sunshine: known or unknown.
day = { $day }: { $min } to { $max }{ $condition }, { $rain ->
    [dry] dry (risk { $probability })
    [wet] { $amount } ({ $probability })
   *[unknown] precipitation unknown ({ $probability })
}{ $sunshine ->
    [known] , { $sun } of sunshine
   *[unknown] {""}
}.
