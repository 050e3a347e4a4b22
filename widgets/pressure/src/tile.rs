//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use widget_kit::{
    Locale, Quantity,
    chart::{Scale, TimeAxis, extent, highest, line, lowest},
};

use crate::{HOUR_S, Reading, TENDENCY_HOURS};

/// Where the curve runs: the heights of its highest and lowest pressure.
const CURVE: (f64, f64) = (28.0, 62.0);
/// The curve spans at least this much, hPa, so that a calm day looks calm.
const LEAST_RANGE_HPA: f64 = 10.0;
/// The arrow stands on end from this tendency on, hPa: a very rapid one.
const STEEPEST_HPA: f64 = 8.0;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    pressure: Quantity,
    trend: String,
    tendency: String,
    /// How far the arrow is turned from level, degrees clockwise; none without a tendency.
    turn: Option<f64>,
    /// Set where the pressure is not that of now.
    note: Option<String>,
    /// The last 24 hours as SVG path data, broken at gaps.
    curve: String,
    /// The pressure shown, on the curve.
    dot: (f64, f64),
    /// The first of the highest and of the lowest pressures, and where on the curve.
    extremes: Vec<(Quantity, (f64, f64))>,
    from: String,
    to: String,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let (history, now) = (&reading.history, locale.now());
        let start = history.first().map_or(now, |hour| hour.time);
        let axis = TimeAxis::new(&locale.view().place, start, now);
        let latest = (reading.measured_at, reading.msl_hpa);
        let hours = history.iter().filter_map(|hour| Some((hour.time, hour.msl_hpa?)));
        let known = || hours.clone().chain([latest]);
        let range = extent(known().map(|(_, hpa)| hpa), LEAST_RANGE_HPA);
        let (low_hpa, high_hpa) = range.unwrap_or_default();
        let height = Scale::new((high_hpa, low_hpa), CURVE);
        let spot = |(time, hpa)| (axis.x(time), height.at(hpa));
        let extremes = [highest(known()), lowest(known())].into_iter().flatten();
        // The line goes on to now where that is known.
        let end = (reading.measured_at == now).then_some(latest);
        let points = history.iter().map(|hour| Some((hour.time, hour.msl_hpa?))).chain([end]);
        let turn = Scale::new((-STEEPEST_HPA, STEEPEST_HPA), (90.0, -90.0));
        let time = locale.time(reading.measured_at);
        let trend = reading.trend.map_or("trend-unknown".into(), |trend| trend.key());
        let tendency = locale.pressure_difference(reading.tendency_3h_hpa);
        let span = locale.duration((TENDENCY_HOURS * HOUR_S) as f64);
        Self {
            pressure: locale.pressure(reading.msl_hpa),
            trend: locale.text(&trend),
            tendency: locale
                .text_with("tendency", &[("difference", tendency.into()), ("span", span.into())]),
            turn: reading.tendency_3h_hpa.map(|hpa| turn.at(hpa).clamp(-90.0, 90.0)),
            note: end.is_none().then(|| locale.text_with("as-of", &[("time", time.into())])),
            curve: line(points.map(|point| point.map(spot))),
            dot: spot(latest),
            extremes: extremes.map(|point| (locale.pressure(point.1), spot(point))).collect(),
            from: locale.weekday_and_time(start),
            to: locale.text("now"),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        let [high, low] = [self.extremes.first(), self.extremes.last()]
            .map(|extreme| extreme.map_or(locale.gap().into(), |(value, _)| value.to_string()));
        let text = locale.text_with(
            "text",
            &[
                ("pressure", self.pressure.clone().into()),
                ("trend", self.trend.as_str().into()),
                ("tendency", self.tendency.as_str().into()),
                ("from", self.from.as_str().into()),
                ("high", high.into()),
                ("low", low.into()),
            ],
        );
        match &self.note {
            Some(note) => locale.paragraph(&[text, locale.sentences(std::slice::from_ref(note))]),
            None => text,
        }
    }
}
