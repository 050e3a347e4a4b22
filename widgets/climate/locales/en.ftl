title = Against 30 years
warmer = warmer than usual
cooler = cooler than usual
usual = as usual
unknown = today unknown
range = usually { $min } to { $max }
today = today
warmer-than = Warmer than { $share } of comparable days
cooler-than = Cooler than { $share } of comparable days
text = { $side ->
    [unknown] Today is unknown, { $range }.
   *[known] Today up to { $today }, { $anomaly }: { $sentence }, { $range }.
} { $rank }Compared with this time of year in { $years } years from 1991 to 2020, when the highest of a day were from { $low } to { $high }.
