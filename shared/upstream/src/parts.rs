//! Which services have a part in what is needed, and one answer of all parts.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use weather::{AlertFeed, Alerts, Needs, Place, SourceKind, Weather};

use crate::{
    UpstreamError,
    alerts::{self, Feed},
    answer,
    request::Request,
    service::Service,
    slot::Known,
};

/// What the services say of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The last good weather, as much of it as there is.
    pub weather: Option<Weather>,
    /// What is in the way of newer weather, or of any.
    pub problem: Option<UpstreamError>,
    /// Whether the weather is so old that viewers must know.
    pub is_old: bool,
    /// When asking again may bring something new.
    pub again_in: Duration,
}

impl Answer {
    /// Weather that nothing newer will follow.
    #[must_use]
    pub fn lasting(weather: Weather) -> Self {
        Self { weather: Some(weather), problem: None, is_old: false, again_in: Duration::MAX }
    }

    /// Nothing, for a reason.
    #[must_use]
    pub fn nothing(problem: UpstreamError, again_in: Duration) -> Self {
        Self { weather: None, problem: Some(problem), is_old: false, again_in }
    }

    /// One answer of the parts that are known. A part that is missing leaves
    /// the others; where all are missing, so is the weather.
    pub(crate) fn of(
        parts: Vec<(Part, Known<Weather>)>,
        place: &Place,
        needs: &Needs,
        now: Timestamp,
    ) -> Self {
        let mut weather = Weather::empty(place.clone(), SourceKind::OpenMeteo, now);
        if needs.alerts {
            weather.alerts = Some(Alerts::default());
        }
        let mut found = parts.is_empty() || needs.alerts;
        let mut answer = Self::lasting(weather.clone());
        let mut oldest = Duration::ZERO;
        for (part, known) in parts {
            answer.again_in = answer.again_in.min(known.again_in);
            if part.is_feed() {
                weather.alerts = Some(in_force(&known, now));
                continue;
            }
            match (&known.value, known.problem) {
                // That this place has none of it leaves the rest.
                (None, Some(UpstreamError::NotCovered)) => continue,
                (value, problem) => {
                    if let Some((value, age)) = value {
                        part.put(value, &mut weather);
                        found = true;
                        // A reference is of the past, whenever it was asked for.
                        oldest =
                            oldest.max(if part == Part::Climate { Duration::ZERO } else { *age });
                    }
                    answer.problem = answer.problem.or(problem);
                }
            }
            answer.is_old |= known.is_old;
        }
        let age = SignedDuration::try_from(oldest).unwrap_or(SignedDuration::MAX);
        weather.fetched_at = now.saturating_sub(age).unwrap_or(now);
        if !found {
            answer.problem = answer.problem.or(Some(UpstreamError::NotCovered));
        }
        answer.weather = found.then_some(weather);
        answer
    }
}

/// The warnings of a feed that have not ended, and how it stands.
fn in_force(known: &Known<Weather>, now: Timestamp) -> Alerts {
    let feed = if known.value.is_none() || known.is_old { AlertFeed::Down } else { AlertFeed::Ok };
    let known = known.value.as_ref().and_then(|(weather, _)| weather.alerts.clone());
    Alerts { feed, alerts: alerts::in_force(known.unwrap_or_default().alerts, now) }
}

/// The part of one service.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Forecast,
    AirQuality,
    Marine,
    Climate,
    Alerts(Feed),
}

impl Part {
    /// The parts of what is needed of a place.
    pub(crate) fn of(place: &Place, needs: &Needs) -> Vec<Self> {
        let feed = if needs.alerts { alerts::feed(place) } else { None };
        [
            (!needs.has_no_forecast()).then_some(Self::Forecast),
            (!needs.air_quality.is_empty()).then_some(Self::AirQuality),
            (!needs.marine.is_empty()).then_some(Self::Marine),
            needs.climate.then_some(Self::Climate),
            feed.map(Self::Alerts),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(crate) fn request(&self, place: &Place, needs: &Needs) -> Request {
        match self {
            Self::Forecast => Request::forecast(place, needs),
            Self::AirQuality => Request::air_quality(place, needs),
            Self::Marine => Request::marine(place, needs),
            Self::Climate => Request::climate(place),
            Self::Alerts(feed) => Request::alerts(place, feed),
        }
    }

    /// Reads this part, and nothing else, out of a body.
    pub(crate) fn read(
        &self,
        body: &[u8],
        place: &Place,
        needs: &Needs,
    ) -> Result<Weather, UpstreamError> {
        match self {
            Self::Alerts(feed) => {
                let alerts = alerts::read(feed, body, place)?;
                let empty =
                    Weather::empty(place.clone(), SourceKind::OpenMeteo, Timestamp::UNIX_EPOCH);
                Ok(Weather { alerts: Some(Alerts { feed: AlertFeed::Ok, alerts }), ..empty })
            }
            part => answer::read(part, body, place, needs),
        }
    }

    /// The word for it in a recording.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Forecast => Service::Forecast.code(),
            Self::AirQuality => Service::AirQuality.code(),
            Self::Marine => Service::Marine.code(),
            Self::Climate => Service::Archive.code(),
            Self::Alerts(Feed::Nws) => Service::Nws.code(),
            Self::Alerts(Feed::MeteoAlarm { .. }) => Service::MeteoAlarm.code(),
        }
    }

    /// The file that holds it in a recording.
    pub(crate) fn file(&self) -> String {
        format!("{}.json", self.code())
    }

    fn is_feed(&self) -> bool {
        matches!(self, Self::Alerts(_))
    }

    /// Puts this part of `from` into `into`.
    pub(crate) fn put(&self, from: &Weather, into: &mut Weather) {
        match self {
            Self::Forecast => {
                into.current.clone_from(&from.current);
                into.hourly.clone_from(&from.hourly);
                into.quarter_hourly.clone_from(&from.quarter_hourly);
                into.daily.clone_from(&from.daily);
            }
            Self::AirQuality => into.air_quality.clone_from(&from.air_quality),
            Self::Marine => into.marine.clone_from(&from.marine),
            Self::Climate => into.climate.clone_from(&from.climate),
            Self::Alerts(_) => into.alerts.clone_from(&from.alerts),
        }
    }
}
