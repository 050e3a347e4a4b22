//! A widget's tile in every state, as a board gets it.

use std::collections::BTreeMap;

use link::protocol::{Tile, TileState};
use service::SourceSettings;
use source::{Answer, Source};
use weather::{Clock, Current, Daily, Outlook, Series, Timestamp, Units, View, Weather};

use super::{at, place, simulated};
use crate::{Studio, Widget};

/// The looks of which there are snapshots, each with its name.
pub const LOOKS: [(&str, Units, &str); 3] = [
    ("states-metric-en", Units::Metric, "en"),
    ("states-imperial-de", Units::Imperial, "de"),
    ("states-si-ja", Units::Si, "ja"),
];

/// The tile of simulated weather in every state, for a snapshot: live, of
/// weather with gaps, stale, not covered, failed. The place is Lisbon, where
/// every widget has coverage, on a morning in May.
///
/// # Panics
/// When the widget cannot be set up, or a tile is in another state.
#[expect(clippy::expect_used, reason = "for tests")]
pub fn states<W: Widget>(widget: impl Fn() -> W, units: Units, lang: &str) -> String {
    let (place, now) = (&place("lisbon"), at("2026-05-14T10:05:00Z"));
    let studio = || studio(widget(), now);
    let view =
        View { place: place.clone(), units, lang: lang.parse().expect("a language"), hours: None };
    let sample = |state| {
        let tile = studio().sample(&view, state, now);
        assert_eq!(tile.state, state);
        tile
    };
    let live = sample(TileState::Live);
    let with_gaps = with_gaps(simulated(&widget(), place, now));
    let gaps = studio().tile_of(&view, Answer::lasting(with_gaps), now);
    let stale = sample(TileState::Stale);
    assert_eq!((&stale.html, &stale.text), (&live.html, &live.text), "only its frame tells");
    let stale = Tile { html: "(the same)".into(), text: String::new(), ..stale };
    let [elsewhere, failed] = [TileState::NoCoverage, TileState::Failed].map(sample);
    [live, gaps, stale, elsewhere, failed].iter().map(written).collect()
}

#[expect(clippy::expect_used, reason = "for tests")]
fn studio<W: Widget>(widget: W, now: Timestamp) -> Studio {
    let clock = Clock::starting(Some(now), 0.0).expect("a clock");
    let source = Source::new(&SourceSettings::default()).expect("a source");
    Studio::new(Box::new(widget), source, clock).expect("a package")
}

fn written(tile: &Tile) -> String {
    let reason = tile.reason.as_deref().unwrap_or("-");
    let line = tile.line.iter().map(|line| format!("In short: {line}\n")).collect::<String>();
    format!(
        "== {} · {} · of {} · {reason}\n{line}{}\n{}\n\n",
        tile.state.code(),
        tile.title,
        tile.observed_at,
        tile.text,
        tile.html
    )
}

/// The same weather without every third value.
fn with_gaps(weather: Weather) -> Weather {
    Weather {
        current: weather.current.map(thinned),
        hourly: Series { values: holed(weather.hourly.values), ..weather.hourly },
        quarter_hourly: Series {
            values: holed(weather.quarter_hourly.values),
            ..weather.quarter_hourly
        },
        daily: Daily { values: holed(weather.daily.values), ..weather.daily },
        air_quality: outlook(weather.air_quality),
        marine: outlook(weather.marine),
        climate: Daily { values: holed(weather.climate.values), ..weather.climate },
        ..weather
    }
}

fn outlook<V: Ord>(outlook: Outlook<V>) -> Outlook<V> {
    Outlook {
        current: outlook.current.map(thinned),
        hourly: Series { values: holed(outlook.hourly.values), ..outlook.hourly },
    }
}

/// Without the third variable, the sixth …
fn thinned<V: Ord>(current: Current<V>) -> Current<V> {
    let kept = current.values.into_iter().enumerate().filter(|(number, _)| number % 3 != 2);
    Current { values: kept.map(|(_, value)| value).collect(), ..current }
}

/// Without the third value of each variable, the sixth …
fn holed<V: Ord>(values: BTreeMap<V, Vec<Option<f64>>>) -> BTreeMap<V, Vec<Option<f64>>> {
    let holes = |values: Vec<Option<f64>>| {
        let numbered = values.into_iter().enumerate();
        numbered.map(|(number, value)| value.filter(|_| number % 3 != 2)).collect()
    };
    values.into_iter().map(|(variable, values)| (variable, holes(values))).collect()
}
