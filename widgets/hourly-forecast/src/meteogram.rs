//! The drawing's geometry. All lengths are percent of the picture, from its
//! upper left corner.

use std::{fmt::Write, iter};

use astronomy::is_sun_up;
use widget_kit::{Locale, Place, Timestamp};

use crate::{Hour, outlook::Outlook};

/// Where the curve runs: the heights of its highest and lowest temperature.
const CURVE: (f64, f64) = (22.0, 60.0);
/// How high the bar of the wettest hour is.
const TALLEST_BAR: f64 = 30.0;
/// A bar of full height stands for this much at least, mm, so that drizzle stays small.
const FULL_BAR_MM: f64 = 2.0;
/// The curve spans at least this much, K, so that a calm day looks calm.
const LEAST_RANGE_K: f64 = 6.0;
/// A bar whose rain is next to impossible can still be seen.
const FAINTEST: f64 = 0.3;
/// How finely nights are searched, s: about three pixels of a wide tile.
const NIGHT_STEP_S: i64 = 600;
/// Local hours with a mark on the axis.
const MARKED: [i8; 4] = [0, 6, 12, 18];

/// The picture of the hours.
pub(crate) struct Meteogram {
    scale: Scale,
    /// The temperature as SVG path data, broken at gaps.
    pub(crate) curve: String,
    /// The instant shown, on the curve.
    pub(crate) now: Option<(f64, f64)>,
    /// Precipitation hour by hour.
    pub(crate) bars: Vec<Bar>,
    /// SVG path data under every hour whose precipitation is known.
    pub(crate) ground: String,
    /// From where to where the sun is down: left edge and width.
    pub(crate) nights: Vec<(f64, f64)>,
    /// The marks of the axis: how far right, when, and the local hour.
    pub(crate) marks: Vec<(f64, Timestamp, i8)>,
}

/// The precipitation of one hour.
pub(crate) struct Bar {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// By its probability; `None` where that is unknown.
    pub(crate) opacity: Option<f64>,
    pub(crate) snow: bool,
}

/// Where an instant and a temperature are in the picture.
struct Scale {
    start_s: i64,
    end_s: i64,
    middle_c: f64,
    range_k: f64,
}

impl Meteogram {
    pub(crate) fn of(hours: &[Hour], outlook: &Outlook, locale: &Locale<'_>) -> Self {
        let scale = Scale::of(hours, outlook);
        let place = &locale.view().place;
        Self {
            curve: curve(hours, &scale),
            now: outlook.now_c.map(|celsius| (scale.x(locale.now()), scale.y(celsius))),
            bars: bars(hours, &scale),
            ground: ground(hours, &scale),
            nights: nights(place, &scale),
            marks: marks(place, &scale),
            scale,
        }
    }

    /// Where a temperature stands at an instant.
    pub(crate) fn spot(&self, time: Timestamp, celsius: f64) -> (f64, f64) {
        (self.scale.x(time), self.scale.y(celsius))
    }
}

impl Scale {
    fn of(hours: &[Hour], outlook: &Outlook) -> Self {
        let second = |hour: Option<&Hour>| hour.map_or(0, |hour| hour.time.as_second());
        let celsius = |hour: &Option<Hour>| hour.as_ref().and_then(|hour| hour.temperature_c);
        let high_c = celsius(&outlook.highest).unwrap_or_default();
        let low_c = celsius(&outlook.lowest).unwrap_or_default();
        Self {
            start_s: second(hours.first()),
            end_s: second(hours.last()),
            middle_c: (high_c + low_c) / 2.0,
            range_k: (high_c - low_c).max(LEAST_RANGE_K),
        }
    }

    fn x(&self, time: Timestamp) -> f64 {
        self.x_at(time.as_second())
    }

    fn x_at(&self, second: i64) -> f64 {
        let share = (second - self.start_s) as f64 / (self.end_s - self.start_s).max(1) as f64;
        hundredth(100.0 * share.clamp(0.0, 1.0))
    }

    fn y(&self, celsius: f64) -> f64 {
        let (top, bottom) = CURVE;
        let share = 0.5 - (celsius - self.middle_c) / self.range_k;
        hundredth(top + (bottom - top) * share)
    }
}

fn curve(hours: &[Hour], scale: &Scale) -> String {
    let mut data = String::new();
    for run in hours.split(|hour| hour.temperature_c.is_none()) {
        let mut command = 'M';
        for hour in run {
            let Some(celsius) = hour.temperature_c else {
                continue;
            };
            // Writing to a string cannot fail.
            let _ = write!(data, "{command}{} {}", scale.x(hour.time), scale.y(celsius));
            command = 'L';
        }
        if run.len() == 1 {
            // A lone hour is a dot.
            data.push_str("h0");
        }
    }
    data
}

/// Left edge, right edge and hour of each step that ends in an hour shown.
fn steps<'a>(hours: &'a [Hour], scale: &'a Scale) -> impl Iterator<Item = (f64, f64, &'a Hour)> {
    hours.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((scale.x(from.time), scale.x(to.time), to)),
        _ => None,
    })
}

fn bars(hours: &[Hour], scale: &Scale) -> Vec<Bar> {
    let amounts = steps(hours, scale).filter_map(|(_, _, hour)| hour.precipitation_mm);
    let full_mm = amounts.fold(FULL_BAR_MM, f64::max);
    let bar = |(from, to, hour): (f64, f64, &Hour)| {
        let height = TALLEST_BAR * hour.precipitation_mm.filter(|mm| *mm > 0.0)? / full_mm;
        Some(Bar {
            x: from,
            y: hundredth(100.0 - height),
            width: hundredth((to - from) * 0.85),
            height: hundredth(height),
            opacity: hour
                .precipitation_probability_pct
                .map(|percent| hundredth(FAINTEST + (1.0 - FAINTEST) * percent / 100.0)),
            snow: hour.is_snow(),
        })
    };
    steps(hours, scale).filter_map(bar).collect()
}

fn ground(hours: &[Hour], scale: &Scale) -> String {
    let mut data = String::new();
    let mut end = None;
    for (from, to, _) in steps(hours, scale).filter(|(_, _, hour)| hour.precipitation_mm.is_some())
    {
        if end != Some(from) {
            // Writing to a string cannot fail.
            let _ = write!(data, "M{from} 100");
        }
        let _ = write!(data, "H{to}");
        end = Some(to);
    }
    data
}

fn nights(place: &Place, scale: &Scale) -> Vec<(f64, f64)> {
    let steps = (scale.end_s - scale.start_s) / NIGHT_STEP_S;
    let dark: Vec<(f64, bool)> = (0..=steps)
        .filter_map(|step| {
            let second = scale.start_s + step * NIGHT_STEP_S;
            let time = Timestamp::from_second(second).ok()?;
            Some((scale.x_at(second), !is_sun_up(time, place.latitude, place.longitude)))
        })
        .collect();
    dark.chunk_by(|a, b| a.1 == b.1)
        .filter_map(|run| match (run.first()?, run.last()?) {
            ((from, true), (to, _)) => Some((*from, hundredth(to - from))),
            _ => None,
        })
        .collect()
}

fn marks(place: &Place, scale: &Scale) -> Vec<(f64, Timestamp, i8)> {
    let zone = place.time_zone();
    let date = |second| Some(zone.to_datetime(Timestamp::from_second(second).ok()?).date());
    let (Some(first), Some(last)) = (date(scale.start_s), date(scale.end_s)) else {
        return Vec::new();
    };
    let days = iter::successors(Some(first), |day| day.tomorrow().ok());
    days.take_while(|day| *day <= last)
        .flat_map(|day| MARKED.map(|hour| (day.at(hour, 0, 0, 0), hour)))
        .filter_map(|(local, hour)| Some((zone.to_timestamp(local).ok()?, hour)))
        .filter(|(time, _)| (scale.start_s..=scale.end_s).contains(&time.as_second()))
        .map(|(time, hour)| (scale.x(time), time, hour))
        .collect()
}

/// Rounded to a hundredth of a percent, which is finer than a pixel and short
/// in the page.
fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
