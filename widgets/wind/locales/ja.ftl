title = 風
gusts = 最大瞬間風速{ $speed }
force = 風力{ $force } { $label }
# $air: moving, or calm, which has no direction.
text = { $air ->
    [calm] 風速{ $speed }、{ $gusts }。風力{ $force }: { $label }。
   *[moving] { $direction }の風{ $speed }、{ $gusts }。風力{ $force }: { $label }。
}
line = { $air ->
    [calm] { $label } { $speed }
   *[moving] { $direction }の風{ $speed }
}
beaufort-0 = 静穏
beaufort-1 = 至軽風
beaufort-2 = 軽風
beaufort-3 = 軟風
beaufort-4 = 和風
beaufort-5 = 疾風
beaufort-6 = 雄風
beaufort-7 = 強風
beaufort-8 = 疾強風
beaufort-9 = 大強風
beaufort-10 = 全強風
beaufort-11 = 暴風
beaufort-12 = 颶風
