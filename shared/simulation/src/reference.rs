//! The days of 1991 to 2020, which the present is held against.
//!
//! They come from the generator's own temperature, evaluated more quickly: the
//! slow parts every three hours with straight lines between, season and sun
//! once a day. Then the calendar days are centred, because a mean over thirty
//! draws is still up to 2 °C off what the generator calls normal.

use std::{array, collections::BTreeMap, panic::resume_unwind, thread};

use jiff::{Timestamp, civil::Date, civil::date};
use weather::{Daily, DailyVariable, TimeZone};

use crate::{
    noise::Channel,
    sample::{RIPPLE_C, lasting_cloud},
    site::{Season, Site},
    sun::Sun,
    system::{RainLaw, heating_course, mean_hour_angle},
};

const FIRST: Date = date(1991, 1, 1);
const LAST: Date = date(2020, 12, 31);
const DAY_S: i64 = 86_400;
const HOUR_S: i64 = 3600;
/// Hours between the knots of the slow parts.
const KNOT_H: usize = 3;
const KNOTS: usize = 24 / KNOT_H + 1;

/// Highest and lowest temperature of a day, °C.
type Extremes = (f64, f64);

/// Highest and lowest temperature of every local day of the reference; none
/// for a day that the place left out when it changed sides of the date line.
pub(crate) fn days(site: &Site, zone: &TimeZone) -> Daily {
    let dates: Vec<Date> =
        FIRST.series(jiff::Span::new().days(1)).take_while(|day| *day <= LAST).collect();
    let starts: Vec<i64> = dates
        .iter()
        .copied()
        .chain(LAST.tomorrow())
        .filter_map(|day| day.to_zoned(zone.clone()).ok())
        .map(|start| start.timestamp().as_second())
        .collect();
    let hours = Hours::new(site, &starts);
    let extremes: Vec<Option<Extremes>> =
        starts.windows(2).map(|bounds| hours.extremes(bounds[0], bounds[1])).collect();
    let shifts = shifts(site, &dates, &starts, &extremes);
    let column = |pick: fn(Extremes) -> f64| {
        let days = extremes.iter().zip(&dates);
        days.map(|(day, date)| Some(pick((*day)?) - shifts.get(&key(*date))?)).collect()
    };
    let values = BTreeMap::from([
        (DailyVariable::TemperatureMax, column(|(max_c, _)| max_c)),
        (DailyVariable::TemperatureMin, column(|(_, min_c)| min_c)),
    ]);
    Daily { dates, values }
}

/// A day of the calendar, whatever the year.
fn key(date: Date) -> (i8, i8) {
    (date.month(), date.day())
}

/// How far the middle between highest and lowest lies above the normal mean,
/// on average over the years, for every day of the calendar, °C.
fn shifts(
    site: &Site,
    dates: &[Date],
    starts: &[i64],
    extremes: &[Option<Extremes>],
) -> BTreeMap<(i8, i8), f64> {
    let mut sums: BTreeMap<(i8, i8), (f64, f64)> = BTreeMap::new();
    for ((date, start_s), day) in dates.iter().zip(starts).zip(extremes) {
        let Some((max_c, min_c)) = day else { continue };
        let (sum_c, count) = sums.entry(key(*date)).or_default();
        *sum_c += (max_c + min_c) / 2.0 - season(site, start_s + DAY_S / 2).mean_c;
        *count += 1.0;
    }
    sums.into_iter().map(|(day, (sum_c, count))| (day, sum_c / count)).collect()
}

fn season(site: &Site, second: i64) -> Season {
    site.season(Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH))
}

/// Temperatures of consecutive whole hours.
struct Hours {
    /// Hours since 1970 of the first.
    first: i64,
    temperatures_c: Vec<f64>,
}

impl Hours {
    /// The hours of all UTC days that reach into the local days.
    fn new(site: &Site, starts: &[i64]) -> Self {
        let day = |start: Option<&i64>| start.map_or(0, |start_s| start_s.div_euclid(DAY_S));
        let (first, last) = (day(starts.first()), day(starts.last()));
        let heating: [f64; 24] =
            array::from_fn(|hour| heating_course(mean_hour_angle(hour as f64, site.longitude)));
        let days: Vec<i64> = (first..=last).collect();
        let all = |days: &[i64]| -> Vec<f64> {
            days.iter().flat_map(|day| temperatures_c(site, *day, &heating)).collect()
        };
        Self { first: 24 * first, temperatures_c: in_halves(&days, all) }
    }

    /// Over the whole hours from `start_s` (included) to `end_s` (excluded).
    fn extremes(&self, start_s: i64, end_s: i64) -> Option<Extremes> {
        let index = |second: i64| usize::try_from(-(-second).div_euclid(HOUR_S) - self.first).ok();
        let hours = self.temperatures_c.get(index(start_s)?..index(end_s)?)?.iter().copied();
        Some((hours.clone().reduce(f64::max)?, hours.reduce(f64::min)?))
    }
}

/// Works on both halves at the same time: a first page waits for it.
fn in_halves<T: Sync, R: Send>(all: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let (early, late) = all.split_at(all.len() / 2);
    thread::scope(|scope| {
        let late = scope.spawn(|| work(late));
        let mut done = work(early);
        done.extend(late.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done
    })
}

/// The temperature of every hour of a UTC day, counted from 1970, as a sample
/// has it to a few tenths of a degree.
fn temperatures_c(site: &Site, day: i64, heating: &[f64; 24]) -> [f64; 24] {
    let noon = Timestamp::from_second(day * DAY_S + DAY_S / 2).unwrap_or(Timestamp::UNIX_EPOCH);
    let season = site.season(noon);
    let daily_course = Sun::at(noon, site.latitude, site.longitude).daily_course;
    let threshold = RainLaw::new(&season).threshold;
    let midnight = (24 * day) as f64;
    // Air mass and daily range at the knots.
    let knots: [(f64, f64); KNOTS] = array::from_fn(|knot| {
        let hours = midnight + (KNOT_H * knot) as f64;
        let cloud = lasting_cloud(site.slow_wetness(hours), threshold);
        let air_mass_c = season.air_mass_c(site.air_mass_sd_c, site.warm_sector(hours));
        (air_mass_c, season.daily_range_c(daily_course, cloud))
    });
    array::from_fn(|hour| {
        let (knot, share) = (hour / KNOT_H, (hour % KNOT_H) as f64 / KNOT_H as f64);
        let between = |from: f64, to: f64| from + share * (to - from);
        let air_mass_c = between(knots[knot].0, knots[knot + 1].0);
        let range_c = between(knots[knot].1, knots[knot + 1].1);
        let ripple = site.noise.smooth(Channel::Ripple, midnight + hour as f64);
        air_mass_c + 0.5 * range_c * heating[hour] + RIPPLE_C * ripple
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Step;

    fn site(id: &str) -> (Site, TimeZone) {
        let places = places::Places::builtin();
        let place = places.by_id(id).unwrap();
        (Site::new(1981, &place), place.time_zone())
    }

    #[test]
    fn the_quick_hours_are_those_of_the_samples() {
        for id in ["lisbon", "moscow", "yakutsk", "singapore", "la-paz", "ushuaia", "south-pole"] {
            let (site, _) = site(id);
            let starts: [i64; 2] = [1_000_000_000, 1_000_000_000 + 400 * DAY_S];
            let hours = Hours::new(&site, &starts);
            let (mut squares, mut worst) = (0.0, 0.0_f64);
            for (hour, quick_c) in hours.temperatures_c.iter().enumerate() {
                let second = (hours.first + hour as i64) * HOUR_S;
                let time = Timestamp::from_second(second).unwrap();
                let off_c = quick_c - site.sample(time, Step::Hour).temperature_c;
                squares += off_c * off_c;
                worst = worst.max(off_c.abs());
            }
            let typical_c = (squares / hours.temperatures_c.len() as f64).sqrt();
            assert!(typical_c < 0.3 && worst < 1.5, "{id}: {typical_c} {worst}");
        }
    }

    #[test]
    fn every_calendar_day_is_normal_on_average() {
        for id in ["lisbon", "moscow", "singapore", "sydney", "apia", "longyearbyen"] {
            let (site, zone) = site(id);
            let daily = days(&site, &zone);
            assert_eq!(daily.dates.len(), 10_958);
            let mut sums: BTreeMap<(i8, i8), (f64, f64, f64)> = BTreeMap::new();
            for day in &daily.dates {
                let value = |variable| daily.on(variable, *day);
                let (Some(max_c), Some(min_c)) =
                    (value(DailyVariable::TemperatureMax), value(DailyVariable::TemperatureMin))
                else {
                    assert_eq!((id, day.to_string().as_str()), ("apia", "2011-12-30"));
                    continue;
                };
                assert!(min_c <= max_c, "{id} {day}");
                let noon = day.at(12, 0, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
                let sum = sums.entry(key(*day)).or_default();
                *sum =
                    (sum.0 + (max_c + min_c) / 2.0, sum.1 + site.season(noon).mean_c, sum.2 + 1.0);
            }
            assert_eq!(sums.len(), 366);
            for (day, (found_c, normal_c, count)) in sums {
                let off_c = (found_c - normal_c) / count;
                assert!(off_c.abs() < 0.2, "{id} {day:?}: {off_c}");
            }
        }
    }
}
