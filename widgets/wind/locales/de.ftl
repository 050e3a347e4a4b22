title = Wind
gusts = Böen { $speed }
force = Bft { $force } { $label }
# $air: moving, or calm, which has no direction.
text = { $air ->
    [calm] { $speed }, { $gusts }. Windstärke { $force }: { $label }.
   *[moving] { $speed } aus { $direction }, { $gusts }. Windstärke { $force }: { $label }.
}
line = { $air ->
    [calm] { $speed }, { $label }
   *[moving] { $speed } { $direction }
}
beaufort-0 = Windstille
beaufort-1 = leiser Zug
beaufort-2 = leichte Brise
beaufort-3 = schwache Brise
beaufort-4 = mäßige Brise
beaufort-5 = frische Brise
beaufort-6 = starker Wind
beaufort-7 = steifer Wind
beaufort-8 = stürmischer Wind
beaufort-9 = Sturm
beaufort-10 = schwerer Sturm
beaufort-11 = orkanartiger Sturm
beaufort-12 = Orkan
