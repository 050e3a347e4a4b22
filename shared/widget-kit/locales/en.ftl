gap-no-coverage = Not available at this place.
gap-missing = The weather service has no values for this right now.
gap-broken = This tile could not be drawn.
gap-upstream = No fresh weather: { $problem }.
