//! The picture. All lengths are percent of it, from its upper left corner.

use askama::Template;
use widget_kit::{
    Locale, Quantity, Timestamp,
    chart::{Mark, Scale, Span, TimeAxis, extent, highest, joined, line, lowest},
};

use crate::{
    Hour, Reading,
    words::{Rain, rain},
};

/// Where the curve runs: the heights of its highest and lowest temperature.
const CURVE: (f64, f64) = (22.0, 60.0);
/// The curve spans at least this much, K, so that a calm day looks calm.
const LEAST_RANGE_K: f64 = 6.0;
/// From where to where the bar of the wettest hour goes.
const TALLEST_BAR: (f64, f64) = (100.0, 70.0);
/// A bar of full height stands for this much at least, mm, so that drizzle stays small.
const FULL_BAR_MM: f64 = 2.0;
/// The opacities of impossible and of certain rain: all of it can be seen.
const OPACITY: (f64, f64) = (0.3, 1.0);

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    pub(crate) now: String,
    pub(crate) rain: Rain,
    /// The temperature as SVG path data, broken at gaps.
    curve: String,
    /// The instant shown, on the curve.
    dot: Option<(f64, f64)>,
    /// The first of the highest and of the lowest temperatures, and where on the curve.
    pub(crate) extremes: Vec<(Timestamp, Quantity, (f64, f64))>,
    /// The hours whose precipitation is known.
    bars: Vec<Bar>,
    /// All of these hours without a gap.
    ground: Vec<Span>,
    nights: Vec<Span>,
    marks: Vec<(Mark, String)>,
}

/// The precipitation of one hour.
struct Bar {
    hour: Span,
    height: Span,
    /// By its probability; `None` where that is unknown.
    opacity: Option<f64>,
    snow: bool,
}

impl Tile {
    pub(crate) fn of(Reading { hours, now_c }: &Reading, locale: &Locale<'_>) -> Self {
        let time = |hour: Option<&Hour>| hour.map_or(locale.now(), |hour| hour.time);
        let axis = TimeAxis::new(&locale.view().place, time(hours.first()), time(hours.last()));
        let temperatures = hours.iter().filter_map(|hour| Some((hour.time, hour.temperature_c?)));
        let extremes = [highest(temperatures.clone()), lowest(temperatures)].into_iter().flatten();
        let range = extent(extremes.clone().map(|(_, celsius)| celsius), LEAST_RANGE_K);
        let (low_c, high_c) = range.unwrap_or_default();
        let height = Scale::new((high_c, low_c), CURVE);
        let spot = |time, celsius| (axis.x(time), height.at(celsius));
        let extreme = |(time, celsius)| (time, locale.temperature(celsius), spot(time, celsius));
        let now = locale.temperature(*now_c).into();
        let bars = bars(hours, &axis);
        Self {
            now: locale.text_with("now", &[("temperature", now)]),
            // The precipitation of the first hour has fallen already.
            rain: rain(hours.get(1..).unwrap_or_default(), locale),
            curve: line(hours.iter().map(|hour| Some(spot(hour.time, hour.temperature_c?)))),
            dot: now_c.map(|celsius| spot(locale.now(), celsius)),
            extremes: extremes.map(extreme).collect(),
            ground: joined(bars.iter().map(|bar| bar.hour)),
            bars,
            nights: axis.nights(),
            marks: axis.marks(6).map(|mark| (mark, locale.axis_label(mark.time))).collect(),
        }
    }
}

fn bars(hours: &[Hour], axis: &TimeAxis<'_>) -> Vec<Bar> {
    let pairs = hours.iter().zip(hours.iter().skip(1));
    let amounts = pairs.clone().filter_map(|(_, hour)| hour.precipitation_mm);
    let height = Scale::new((0.0, amounts.fold(FULL_BAR_MM, f64::max)), TALLEST_BAR);
    let opacity = Scale::new((0.0, 100.0), OPACITY);
    let bar = |(from, hour): (&Hour, &Hour)| {
        Some(Bar {
            hour: Span::new(axis.x(from.time), axis.x(hour.time)),
            height: Span::new(height.at(hour.precipitation_mm?), TALLEST_BAR.0),
            opacity: hour.precipitation_probability_pct.map(|percent| opacity.at(percent)),
            snow: hour.is_snow(),
        })
    };
    pairs.filter_map(bar).collect()
}
