use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan, civil::Date};
use weather::{
    AlertFeed, Alerts, Current, Daily, DailyVariable, Needs, Place, Series, SourceKind, TimeZone,
    Variable, Weather,
};

use crate::{
    air::{Air, AirSample},
    reference,
    sample::{Sample, Step},
    sea::{Sea, SeaSample},
    site::Site,
};

const HOUR_S: i64 = 3600;
const QUARTER_HOUR_S: i64 = 900;

/// The weather of a site that `needs` asks for.
pub(crate) fn weather(site: &Site, place: &Place, needs: &Needs, now: Timestamp) -> Weather {
    let mut weather = Weather::empty(place.clone(), SourceKind::Simulated, now);
    if !needs.current.is_empty() {
        let sample = site.sample(now, Step::QuarterHour);
        let values = needs.current.iter().map(|variable| (*variable, sample.value(*variable)));
        weather.current = Some(Current { time: now, values: values.collect() });
    }
    let start_s = now.as_second() - i64::from(needs.past_hours) * HOUR_S;
    let end_s = now.as_second() + i64::from(needs.forecast_hours) * HOUR_S;
    if !needs.hourly.is_empty() {
        let times = axis(start_s, end_s, HOUR_S);
        weather.hourly = weather_series(site, times, Step::Hour, &needs.hourly);
    }
    if !needs.quarter_hourly.is_empty() {
        let times = axis(now.as_second(), end_s, QUARTER_HOUR_S);
        weather.quarter_hourly =
            weather_series(site, times, Step::QuarterHour, &needs.quarter_hourly);
    }
    if !needs.daily.is_empty() {
        weather.daily = daily(site, &place.time_zone(), needs, now);
    }
    if !needs.air_quality.is_empty() {
        let (times, air) = (axis(start_s, end_s, HOUR_S), Air::new(site, place));
        let samples: Vec<AirSample> = times.iter().map(|time| air.sample(*time)).collect();
        weather.air_quality.hourly = series(times, &samples, &needs.air_quality, AirSample::value);
    }
    // A place without a sea has no marine values at all.
    if let (false, Some(sea)) = (needs.marine.is_empty(), Sea::beside(site, place)) {
        let times = axis(start_s, end_s, HOUR_S);
        let samples: Vec<SeaSample> = times.iter().map(|time| sea.sample(*time)).collect();
        weather.marine.hourly =
            series(times, &samples, &needs.marine, |sample, variable| Some(sample.value(variable)));
    }
    if needs.climate {
        weather.climate = reference::days(site, &place.time_zone());
    }
    if needs.alerts {
        // Nobody warns officially of made-up weather.
        weather.alerts = Some(Alerts { feed: AlertFeed::NotCovered, alerts: Vec::new() });
    }
    weather
}

/// The whole steps that enclose a window of Unix seconds.
fn axis(start_s: i64, end_s: i64, step_s: i64) -> Vec<Timestamp> {
    let first = start_s.div_euclid(step_s);
    let last = -(-end_s).div_euclid(step_s);
    (first..=last).filter_map(|step| Timestamp::from_second(step * step_s).ok()).collect()
}

fn weather_series(
    site: &Site,
    times: Vec<Timestamp>,
    step: Step,
    variables: &BTreeSet<Variable>,
) -> Series {
    let samples: Vec<Sample> = times.iter().map(|time| site.sample(*time, step)).collect();
    series(times, &samples, variables, |sample, variable| Some(sample.value(variable)))
}

/// A column of values for each variable from the samples of an axis.
fn series<V: Copy + Ord, S>(
    times: Vec<Timestamp>,
    samples: &[S],
    variables: &BTreeSet<V>,
    value: impl Fn(&S, V) -> Option<f64>,
) -> Series<V> {
    let column = |variable: V| samples.iter().map(|sample| value(sample, variable)).collect();
    let values = variables.iter().map(|variable| (*variable, column(*variable))).collect();
    Series { times, values }
}

fn daily(site: &Site, zone: &TimeZone, needs: &Needs, now: Timestamp) -> Daily {
    let today = now.to_zoned(zone.clone()).date();
    let mut daily = Daily::default();
    for offset in 0..needs.forecast_days {
        let Some(day) = Day::new(site, zone, today, offset) else {
            break;
        };
        daily.dates.push(day.date);
        for variable in &needs.daily {
            daily.values.entry(*variable).or_default().push(day.value(*variable));
        }
    }
    daily
}

/// A local day, which has 23 or 25 hours where the clocks change.
struct Day {
    date: Date,
    /// Hourly samples from its start (included) to its end (excluded).
    instants: Vec<Sample>,
    /// Hourly samples from its start (excluded) to its end (included): the steps within it.
    steps: Vec<Sample>,
}

impl Day {
    /// `None` beyond the end of the calendar.
    fn new(site: &Site, zone: &TimeZone, today: Date, offset: u16) -> Option<Self> {
        let date = today.checked_add(i32::from(offset).days()).ok()?;
        let start = date.to_zoned(zone.clone()).ok()?.timestamp();
        let end = date.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp();
        let samples: BTreeMap<Timestamp, Sample> = axis(start.as_second(), end.as_second(), HOUR_S)
            .into_iter()
            .map(|time| (time, site.sample(time, Step::Hour)))
            .collect();
        let within = |keep: &dyn Fn(Timestamp) -> bool| {
            samples.iter().filter(|(time, _)| keep(**time)).map(|(_, sample)| *sample).collect()
        };
        Some(Self {
            date,
            instants: within(&|time| start <= time && time < end),
            steps: within(&|time| start < time && time <= end),
        })
    }

    fn value(&self, variable: DailyVariable) -> Option<f64> {
        let instants = |value: fn(&Sample) -> f64| self.instants.iter().map(value);
        let steps = |value: fn(&Sample) -> f64| self.steps.iter().map(value);
        match variable {
            DailyVariable::TemperatureMax => instants(|at| at.temperature_c).reduce(f64::max),
            DailyVariable::TemperatureMin => instants(|at| at.temperature_c).reduce(f64::min),
            DailyVariable::PrecipitationSum => {
                steps(|step| step.precipitation_mm).reduce(|sum, mm| sum + mm)
            }
            DailyVariable::PrecipitationProbabilityMax => {
                steps(|step| step.precipitation_probability_pct).reduce(f64::max)
            }
            DailyVariable::SunshineDuration => {
                instants(|at| at.sunshine_s).reduce(|sum, seconds| sum + seconds)
            }
            DailyVariable::WeatherCode => {
                steps(|step| f64::from(step.weather_code)).reduce(f64::max)
            }
        }
    }
}
