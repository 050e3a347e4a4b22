title = Gegen 30 Jahre
warmer = wärmer als üblich
cooler = kühler als üblich
usual = wie üblich
unknown = heute unbekannt
range = sonst { $min } bis { $max }
today = heute
warmer-than = Wärmer als { $share } vergleichbarer Tage
cooler-than = Kühler als { $share } vergleichbarer Tage
text = { $side ->
    [unknown] Heute ist unbekannt, { $range }.
   *[known] Heute bis { $today }, { $anomaly }: { $sentence }, { $range }.
} { $rank }Verglichen mit dieser Jahreszeit in { $years } Jahren von 1991 bis 2020, als die Höchstwerte der Tage zwischen { $low } und { $high } lagen.
