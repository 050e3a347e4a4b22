gap-no-coverage = Not available at this place.
gap-missing = The weather service has no values for this right now.
gap-broken = This tile could not be drawn.
gap-upstream =
    No fresh weather: { $problem ->
        [setup] the weather service cannot be asked as this is set up.
        [unreachable] the weather service does not answer.
        [busy] the weather service is busy.
        [unavailable] the weather service is out of order.
        [refused] the weather service refuses the question.
       *[malformed] the weather service’s answer cannot be read.
    }
