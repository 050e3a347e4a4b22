//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use meteorology::Density;
use widget_kit::{
    Locale, Quantity,
    chart::{Scale, Span, area, extent},
};

use crate::Reading;

/// Less than this away from the mean is usual, K.
const USUAL_K: f64 = 0.5;
/// The picture spans at least this much, K, so that even weather looks even.
const LEAST_RANGE_K: f64 = 12.0;
/// Where the hill's foot and its top are.
const HILL: (f64, f64) = (100.0, 8.0);
/// The hill ends so many widths of its curves beyond its last values.
const TAIL: f64 = 2.5;
/// The least of those widths, K: values may all be one.
const LEAST_WIDTH_K: f64 = 0.2;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    anomaly: Quantity,
    /// Against what is usual: a class, and the message that says it.
    side: &'static str,
    sentence: String,
    usual: String,
    rank: String,
    /// How often it was how warm, as SVG path data.
    hill: String,
    /// Today's value and where it stands.
    today: Option<(Quantity, f64)>,
    today_name: String,
    /// Where the days stand that today is warmer than, or cooler.
    passed: Option<Span>,
    /// The mean of the reference.
    normal: (Quantity, f64),
    /// The lowest and the highest of the reference.
    ends: [(Quantity, f64); 2],
    years: String,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let density = Density::new(&reading.maxima_c, LEAST_WIDTH_K);
        let ends_c = extent(reading.maxima_c.iter().copied(), 0.0).unwrap_or_default();
        let tail_k = TAIL * density.width();
        let tails_c = [ends_c.0 - tail_k, ends_c.1 + tail_k];
        let shown = tails_c.into_iter().chain(reading.today_max_c);
        let range_c = extent(shown, LEAST_RANGE_K).unwrap_or_default();
        let scale = Scale::new(range_c, (0.0, 100.0));
        let mark = |celsius| (locale.temperature(celsius), scale.at(celsius));
        let is_below = reading.anomaly_c.is_some_and(|anomaly_k| anomaly_k < 0.0);
        let side = match reading.anomaly_c {
            None => "unknown",
            Some(anomaly_k) if anomaly_k.abs() < USUAL_K => "usual",
            Some(_) if is_below => "cooler",
            Some(_) => "warmer",
        };
        let min = locale.temperature(reading.normal_min_c).value;
        let max = locale.temperature(reading.normal_max_c);
        Self {
            anomaly: locale.temperature_difference(reading.anomaly_c),
            side,
            sentence: locale.text(side),
            usual: locale.text_with("range", &[("min", min.into()), ("max", max.into())]),
            rank: reading
                .percentile
                .map_or(String::new(), |rank| self::rank(rank, is_below, locale)),
            hill: hill(&density, range_c),
            today: reading.today_max_c.map(mark),
            today_name: locale.text("today"),
            passed: reading.today_max_c.map(|max_c| match scale.at(max_c) {
                x if is_below => Span::new(x, 100.0),
                x => Span::new(0.0, x),
            }),
            normal: mark(reading.normal_max_c),
            ends: [mark(ends_c.0), mark(ends_c.1)],
            years: locale.number(reading.years as f64, 0),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        let today = self.today.as_ref().map(|(value, _)| value.to_string());
        let today = today.unwrap_or_else(|| locale.gap().into());
        let [(low, _), (high, _)] = &self.ends;
        let rank = match self.rank.as_str() {
            "" => String::new(),
            // With room for the sentence that follows.
            rank => locale.paragraph(&[locale.sentences(&[rank.into()]), String::new()]),
        };
        locale.text_with(
            "text",
            &[
                ("side", self.side.into()),
                ("today", today.into()),
                ("anomaly", self.anomaly.clone().into()),
                ("sentence", self.sentence.as_str().into()),
                ("range", self.usual.as_str().into()),
                ("rank", rank.into()),
                ("years", self.years.as_str().into()),
                ("low", low.clone().into()),
                ("high", high.clone().into()),
            ],
        )
    }
}

/// Than how many days of the reference today is warmer, or cooler.
fn rank(percentile: f64, is_below: bool, locale: &Locale<'_>) -> String {
    let (side, share) =
        if is_below { ("cooler-than", 100.0 - percentile) } else { ("warmer-than", percentile) };
    // All are all only where none is left.
    let share = locale.percent(if share < 100.0 { share.min(99.0) } else { share });
    locale.text_with(side, &[("share", share.into())])
}

/// How often it was how warm, as SVG path data.
fn hill(density: &Density<'_>, (low_c, high_c): (f64, f64)) -> String {
    let celsius = |percent: u32| low_c + (high_c - low_c) * f64::from(percent) / 100.0;
    let points: Vec<(f64, f64)> =
        (0..=100).map(|percent| (f64::from(percent), density.at(celsius(percent)))).collect();
    let top = points.iter().map(|(_, density)| *density).fold(0.0, f64::max);
    let height = Scale::new((0.0, top), HILL);
    area(points.iter().map(|(x, density)| Some((*x, height.at(*density)))), HILL.0)
}
