use jiff::{Timestamp, civil::Date, tz::TimeZone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use solar_positioning::{Horizon, HorizonState, Location, SolarEvents};

use crate::{OutOfRange, julian};

/// Whether the sun crosses the horizon on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SunState {
    /// It rises or sets, or both.
    Normal,
    /// It is up all day.
    PolarDay,
    /// It is down all day.
    PolarNight,
}

/// The sun on one local day of a place; instants to the nearest second.
///
/// The day is the one around the solar noon of the local date, from 12 h before
/// it to 12 h after it. So all events are in their natural order and belong to
/// that noon: where the sun sets at 00:03, that is the sunset of the evening
/// before. Each event is `None` where the sun does not cross its height then:
/// it stays above, as in white nights, or below.
///
/// On the day a polar day or night begins or ends there may be only a sunrise or
/// only a sunset; the state is normal then, and the day lasts from the start or
/// to the end of those 24 h. Beyond 89° of latitude, and on polar days of a few
/// minutes, the season moves the sun as fast as the hour does, and both events
/// may lie on one side of noon.
#[derive(Clone, Debug, PartialEq)]
pub struct SunDay {
    /// Whether the sun rises or sets at all.
    pub state: SunState,
    /// The sun's upper limb appears (true centre at −50′).
    pub sunrise: Option<Timestamp>,
    /// The sun's upper limb disappears (true centre at −50′).
    pub sunset: Option<Timestamp>,
    /// The sun's centre rises above −6°.
    pub civil_dawn: Option<Timestamp>,
    /// The sun's centre sinks below −6°.
    pub civil_dusk: Option<Timestamp>,
    /// The sun's centre rises above −12°.
    pub nautical_dawn: Option<Timestamp>,
    /// The sun's centre sinks below −12°.
    pub nautical_dusk: Option<Timestamp>,
    /// The sun's centre rises above −18°.
    pub astronomical_dawn: Option<Timestamp>,
    /// The sun's centre sinks below −18°.
    pub astronomical_dusk: Option<Timestamp>,
    /// The sun crosses the meridian; also in the polar night.
    pub solar_noon: Timestamp,
    /// How long the sun is up, s: 0 in the polar night, 86,400 on a polar day.
    pub day_length_s: f64,
}

/// The sun on a local day at a place in degrees north and east, at sea level.
///
/// The day is that of the first solar noon from 12 h before 12:00 on the clocks
/// of `zone`: the one on the local date, wherever clocks follow the sun to
/// within half a day. A date which the zone skipped (Samoa had no 2011-12-30)
/// gives the day that followed.
///
/// # Errors
/// When the place is not on Earth or the year is not from −2000 to 6000.
pub fn sun_day(
    date: Date,
    zone: &TimeZone,
    latitude: f64,
    longitude: f64,
) -> Result<SunDay, OutOfRange> {
    let clock_noon = date.at(12, 0, 0, 0).to_zoned(zone.clone()).map_err(OutOfRange::new)?;
    let location = Location { latitude, longitude };
    let day = SolarDay::around(julian::from_timestamp(clock_noon.timestamp()), location)?;

    let sun = day.crossings(Horizon::SunriseSunset)?;
    let civil = day.crossings(Horizon::CivilTwilight)?;
    let nautical = day.crossings(Horizon::NauticalTwilight)?;
    let astronomical = day.crossings(Horizon::AstronomicalTwilight)?;
    let timestamp = |event: Option<f64>| event.map(julian::to_timestamp).transpose();
    Ok(SunDay {
        state: sun.state(),
        sunrise: timestamp(sun.rise)?,
        sunset: timestamp(sun.set)?,
        civil_dawn: timestamp(civil.rise)?,
        civil_dusk: timestamp(civil.set)?,
        nautical_dawn: timestamp(nautical.rise)?,
        nautical_dusk: timestamp(nautical.set)?,
        astronomical_dawn: timestamp(astronomical.rise)?,
        astronomical_dusk: timestamp(astronomical.set)?,
        solar_noon: julian::to_timestamp(day.noon)?,
        day_length_s: day.length_s(&sun),
    })
}

/// Half a day on either side of a solar noon. Times are Julian dates.
struct SolarDay {
    location: Location,
    delta_t_s: f64,
    noon: f64,
}

/// How the sun crosses one height on a solar day.
struct Crossings {
    rise: Option<f64>,
    set: Option<f64>,
    below_at_start: bool,
}

impl SolarDay {
    /// The day of the first solar noon from half a day before `clock_noon`.
    fn around(clock_noon: f64, location: Location) -> Result<Self, OutOfRange> {
        let delta_t_s = julian::delta_t_s(clock_noon)?;
        // Noons are up to 24 h 30 s apart.
        let (from, to) = (clock_noon - 0.5, clock_noon + 0.51);
        let noon = SolarEvents::new()
            .next_transit_from_julian(from, to, location.longitude, delta_t_s)
            .map_err(OutOfRange::new)?
            .ok_or_else(|| OutOfRange::new("no solar noon on this day"))?;
        Ok(Self { location, delta_t_s, noon })
    }

    fn start(&self) -> f64 {
        self.noon - 0.5
    }

    fn end(&self) -> f64 {
        self.noon + 0.5
    }

    /// The rise and the set around noon.
    ///
    /// The lowest sun is not exactly half a day from noon. So where nights last
    /// minutes, a night may lie at either end of these 24 h: its set, or its
    /// rise, then belongs to the neighbouring day.
    fn crossings(&self, horizon: Horizon) -> Result<Crossings, OutOfRange> {
        let (start, end) = (self.start(), self.end());
        let events = SolarEvents::new()
            .for_interval_from_julian(start, end, self.location, self.delta_t_s, horizon)
            .map_err(OutOfRange::new)?;
        let (rises, sets, noon) = (&events.rises, &events.sets, self.noon);
        let next_day = |rise: &f64| sets.iter().any(|set| noon <= *set && set < rise);
        let day_before = |set: &f64| rises.iter().any(|rise| set < rise && *rise <= noon);
        Ok(Crossings {
            rise: rises.iter().copied().find(|rise| !next_day(rise)),
            set: sets.iter().copied().rfind(|set| !day_before(set)),
            below_at_start: events.state_at_start == HorizonState::Below,
        })
    }

    fn length_s(&self, sun: &Crossings) -> f64 {
        if sun.state() == SunState::PolarNight {
            return 0.0;
        }
        let (rise, set) = (sun.rise.unwrap_or(self.start()), sun.set.unwrap_or(self.end()));
        (set - rise) * 86_400.0
    }
}

impl Crossings {
    fn state(&self) -> SunState {
        match (self.rise, self.set) {
            (None, None) if self.below_at_start => SunState::PolarNight,
            (None, None) => SunState::PolarDay,
            _ => SunState::Normal,
        }
    }
}
