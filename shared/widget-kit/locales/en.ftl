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
        [not-covered] the weather service has nothing for this place any more.
        [empty] the weather service has no values for this right now.
        [budget-spent] it has been asked as often as is allowed today.
        [not-recorded] the recording holds none for this place.
       *[malformed] the weather service’s answer cannot be read.
    }
