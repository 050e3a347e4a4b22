title = Wind
gusts = gusts { $speed }
force = Bft { $force } { $label }
# $air: moving, or calm, which has no direction.
text = { $air ->
    [calm] { $speed }, { $gusts }. Beaufort { $force }: { $label }.
   *[moving] { $speed } from { $direction }, { $gusts }. Beaufort { $force }: { $label }.
}
line = { $air ->
    [calm] { $speed }, { $label }
   *[moving] { $speed } { $direction }
}
beaufort-0 = calm
beaufort-1 = light air
beaufort-2 = light breeze
beaufort-3 = gentle breeze
beaufort-4 = moderate breeze
beaufort-5 = fresh breeze
beaufort-6 = strong breeze
beaufort-7 = near gale
beaufort-8 = gale
beaufort-9 = strong gale
beaufort-10 = storm
beaufort-11 = violent storm
beaufort-12 = hurricane force
