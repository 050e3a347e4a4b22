//! The weather that the services answer with: a known function of time and
//! place, made up, smooth and the same on every machine.
//!
//! Nothing here forecasts or remembers. Passing systems are sums of a few sine
//! waves, so that rain comes with cloud, moist air and low pressure; seasons
//! and days follow the latitude and the sun. A test that got an answer can
//! compute what must have been in it.

mod breakpoints;
mod day;
mod measure;
mod pollution;
mod sea;
mod sky;
mod spot;
mod sun;
mod table;

use jiff::Timestamp;

use measure::Measure;
pub(crate) use measure::{Quantity, Units};
pub(crate) use spot::{Spot, Step};
pub(crate) use table::{AIR, DAILY, FORECAST, HISTORY, MARINE, Variable};

/// The value of a variable, named as Open-Meteo names it, in the service's
/// default metric unit (km/h for wind) and rounded to the decimals it uses.
///
/// An amount such as `precipitation` is that of the hour that ends at `time`. A
/// daily variable is that of the 24 h that begin at `time`, as in [`day`]. `None`
/// where there is no such variable, or none at this place: pollen outside
/// Europe. Latitude and longitude in degrees north and east.
#[must_use]
pub fn value(variable: &str, time: Timestamp, latitude: f64, longitude: f64) -> Option<f64> {
    let spot = Spot::new(time, latitude, longitude);
    rounded(Variable::find(variable)?, &spot, Step::Hour)
}

/// As [`value`], but not rounded: what to convert into other units, since the
/// services round in the unit asked for (to two decimals in m/s).
#[must_use]
pub fn exact(variable: &str, time: Timestamp, latitude: f64, longitude: f64) -> Option<f64> {
    let variable = Variable::find(variable)?;
    let value = variable.at(&Spot::new(time, latitude, longitude), Step::Hour)?;
    Some(default_measure(variable).convert(value))
}

/// As [`value`], but amounts are those of the 15 minutes that end at `time`,
/// as in the blocks `minutely_15` and `current` (not that of `air_quality`).
#[must_use]
pub fn quarter_hour(variable: &str, time: Timestamp, latitude: f64, longitude: f64) -> Option<f64> {
    let spot = Spot::new(time, latitude, longitude);
    rounded(Variable::find(variable)?, &spot, Step::QuarterHour)
}

/// As [`value`], for the daily variable of a name (`weather_code` is also one
/// of an instant) over the 24 h that begin at `start`. `sunrise` and `sunset`
/// are Unix seconds, 0 where the sun does not rise or set.
#[must_use]
pub fn day(variable: &str, start: Timestamp, latitude: f64, longitude: f64) -> Option<f64> {
    let spot = Spot::new(start, latitude, longitude);
    rounded(Variable::find_daily(variable)?, &spot, Step::Hour)
}

/// The height of the ground that the services assume where none is given, m.
#[must_use]
pub fn elevation(latitude: f64, longitude: f64) -> f64 {
    Spot::new(Timestamp::UNIX_EPOCH, latitude, longitude).elevation_m().round()
}

fn rounded(variable: &Variable, spot: &Spot, step: Step) -> Option<f64> {
    let measure = default_measure(variable);
    measure.format(measure.convert(variable.at(spot, step)?)).parse().ok()
}

fn default_measure(variable: &Variable) -> Measure {
    variable.quantity.measure(&Units::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timestamps(from: &str, step_h: i64, count: i64) -> impl Iterator<Item = Timestamp> {
        let from: Timestamp = from.parse().unwrap();
        (0..count).map(move |step| {
            Timestamp::from_second(from.as_second() + step * step_h * 3600).unwrap()
        })
    }

    const PLACES: [(f64, f64); 6] = [
        (38.72, -9.14),
        (64.15, -21.94),
        (-33.87, 151.21),
        (0.0, 0.0),
        (90.0, 0.0),
        (-77.85, 166.67),
    ];

    /// The least and the most that a variable is at any place over a year.
    fn range(variable: &str) -> (f64, f64) {
        let mut range = (f64::INFINITY, f64::NEG_INFINITY);
        for (latitude, longitude) in PLACES {
            for time in timestamps("2026-01-01T00:00:00Z", 5, 365 * 24 / 5) {
                let value = value(variable, time, latitude, longitude).unwrap();
                range = (range.0.min(value), range.1.max(value));
            }
        }
        range
    }

    #[test]
    fn values_stay_in_sensible_ranges() {
        for (variable, least, most) in [
            ("temperature_2m", -65.0, 45.0),
            ("dew_point_2m", -75.0, 35.0),
            ("apparent_temperature", -85.0, 55.0),
            ("relative_humidity_2m", 30.0, 100.0),
            ("precipitation", 0.0, 20.0),
            ("precipitation_probability", 0.0, 100.0),
            ("cloud_cover", 0.0, 100.0),
            ("pressure_msl", 960.0, 1060.0),
            ("surface_pressure", 930.0, 1060.0),
            ("wind_speed_10m", 0.0, 72.0),
            ("wind_gusts_10m", 0.0, 144.0),
            ("wind_direction_10m", 0.0, 360.0),
            (stringify!(visibility), 100.0, 50_000.0),
            ("uv_index", 0.0, 13.0),
            ("is_day", 0.0, 1.0),
            ("cape", 0.0, 5000.0),
            ("pm2_5", 0.0, 60.0),
            ("us_aqi", 0.0, 200.0),
            ("european_aqi", 0.0, 100.0),
            ("wave_height", 0.0, 8.0),
            ("sea_surface_temperature", -2.0, 33.0),
        ] {
            let (low, high) = range(variable);
            assert!(low >= least && high <= most, "{variable}: {low} to {high}");
            assert!(low < high, "{variable} is always {low}");
        }
    }

    #[test]
    fn it_is_mostly_dry_and_rain_has_its_sky() {
        let (mut wet, mut all) = (0, 0);
        for time in timestamps("2026-01-01T00:00:00Z", 1, 365 * 24) {
            let at = |variable| value(variable, time, 38.72, -9.14).unwrap();
            all += 1;
            if at("precipitation") > 0.0 {
                wet += 1;
                assert!(at("cloud_cover") >= 60.0 && at("weather_code") >= 51.0, "{time}");
            } else {
                assert!(at("weather_code") <= 48.0, "{time}");
            }
            assert!(at("dew_point_2m") <= at("temperature_2m"), "{time}");
            assert!(at("wind_gusts_10m") >= at("wind_speed_10m"), "{time}");
        }
        assert!(wet * 4 < all && wet * 50 > all, "{wet} of {all} hours are wet");
    }

    #[test]
    fn seasons_are_opposite_and_afternoons_warm() {
        let mean = |from, latitude| {
            let values = timestamps(from, 1, 24 * 20)
                .map(|time| exact("temperature_2m", time, latitude, 0.0));
            values.map(Option::unwrap).sum::<f64>() / 480.0
        };
        assert!(mean("2026-07-10T00:00:00Z", 52.0) > mean("2026-01-10T00:00:00Z", 52.0) + 10.0);
        assert!(mean("2026-07-10T00:00:00Z", -38.0) < mean("2026-01-10T00:00:00Z", -38.0) - 3.0);
    }

    #[test]
    fn days_agree_with_their_hours() {
        let (latitude, longitude) = (52.52, 13.41);
        for start in timestamps("2026-01-01T23:00:00Z", 24 * 7, 52) {
            let hours: Vec<Timestamp> = timestamps(&start.to_string(), 1, 24).collect();
            let over = |variable| {
                hours.iter().map(move |time| value(variable, *time, latitude, longitude).unwrap())
            };
            let day = |variable| day(variable, start, latitude, longitude).unwrap();
            let max = over("temperature_2m").fold(f64::NEG_INFINITY, f64::max);
            let min = over("temperature_2m").fold(f64::INFINITY, f64::min);
            assert_eq!((day("temperature_2m_max"), day("temperature_2m_min")), (max, min));
            let sum = over("precipitation").sum::<f64>();
            assert!((day("precipitation_sum") - sum).abs() < 0.13, "{start}: {sum}");
            assert_eq!(day("weather_code"), over("weather_code").fold(0.0, f64::max));
            assert!(day("sunrise") < day("sunset"));
        }
    }

    #[test]
    fn quarters_of_an_hour_add_up() {
        let end: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        for hour in 0..500 {
            let end = end.as_second() + hour * 3600;
            let at = |second| Timestamp::from_second(second).unwrap();
            let whole = value("precipitation", at(end), 52.0, 13.0).unwrap();
            let quarters: f64 = (0..4)
                .map(|quarter| {
                    quarter_hour("precipitation", at(end - quarter * 900), 52.0, 13.0).unwrap()
                })
                .sum();
            assert!((whole - quarters).abs() < 0.025, "{whole} mm, {quarters} mm");
        }
    }

    #[test]
    fn what_is_unknown_is_none() {
        let time = Timestamp::UNIX_EPOCH;
        assert_eq!(value("temperature_3m", time, 0.0, 0.0), None);
        assert_eq!(value("grass_pollen", time, 40.7, -74.0), None);
        assert!(value("grass_pollen", time, 38.7, -9.1).is_some());
    }
}
