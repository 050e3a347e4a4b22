//! How the wind blows: speed, gusts and direction now, the Beaufort force, and
//! the last 24 hours as a trail on the rose.

use askama::Template;
use meteorology::{Beaufort, CompassPoint, beaufort, compass_point};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Quantity, Size, Timestamp, Variable, Weather,
    Widget,
    chart::{Scale, hundredth, polar},
    package,
};

/// Hours of history on the rose.
const TRAIL_HOURS: u16 = 24;

/// The variables the rose needs.
const VARIABLES: [Variable; 3] = [Variable::WindSpeed, Variable::WindGust, Variable::WindDirection];

/// Radius of the rose's rim in its drawing.
const RIM: f64 = 38.0;

/// The widget.
pub struct Wind;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Mean speed 10 m above ground, m/s.
    pub speed_mps: f64,
    /// Strongest gust, m/s.
    pub gust_mps: Option<f64>,
    /// Where the wind comes from, degrees clockwise from north.
    pub direction_deg: Option<f64>,
    /// The same on the 16-point compass.
    pub compass: Option<CompassPoint>,
    /// Force on the WMO Beaufort scale.
    pub beaufort: Beaufort,
    /// The last 24 hours, oldest first.
    pub trail: Vec<TrailPoint>,
}

/// The wind at one hour.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrailPoint {
    /// The hour.
    pub time: Timestamp,
    /// Mean speed, m/s.
    pub speed_mps: Option<f64>,
    /// Where the wind came from, degrees clockwise from north.
    pub direction_deg: Option<f64>,
}

/// A spot on the rose: the older, the fainter.
struct Dot {
    x: f64,
    y: f64,
    opacity: f64,
}

#[derive(Template)]
#[template(path = "tile.html")]
struct Tile {
    speed: Quantity,
    gusts: String,
    force: String,
    /// None of a calm.
    direction: Option<String>,
    /// Where on the rim the arrow stands, degrees; none without a direction.
    heading: Option<f64>,
    points: [String; 4],
    dots: Vec<Dot>,
}

impl Widget for Wind {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 50;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        Needs::nothing().current(VARIABLES).hourly(VARIABLES, TRAIL_HOURS, 1)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let speed_mps = weather.at(Variable::WindSpeed, now).ok_or(Gap::Missing)?;
        let direction_deg = weather.at(Variable::WindDirection, now);
        Ok(Reading {
            speed_mps,
            gust_mps: weather.at(Variable::WindGust, now),
            direction_deg,
            compass: direction_deg.map(compass_point),
            beaufort: beaufort(speed_mps),
            trail: trail(weather, now),
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let speed = locale.speed(reading.speed_mps);
        let label = locale.text(&format!("beaufort-{}", reading.beaufort.force));
        let force = locale.text_with(
            "force",
            &[("force", reading.beaufort.force.into()), ("label", label.as_str().into())],
        );
        let direction = match reading.compass {
            Some(point) => locale.compass(point.code()),
            None => locale.gap().into(),
        };
        let gusts = locale.text_with("gusts", &[("speed", locale.speed(reading.gust_mps).into())]);
        let air = if reading.is_calm() { "calm" } else { "moving" };
        let words = [
            ("air", air.into()),
            ("speed", speed.clone().into()),
            ("direction", direction.as_str().into()),
            ("gusts", gusts.as_str().into()),
            ("force", reading.beaufort.force.into()),
            ("label", label.into()),
        ];
        let (text, line) = (locale.text_with("text", &words), locale.text_with("line", &words));
        let tile = Tile {
            speed,
            gusts,
            force,
            direction: (!reading.is_calm()).then_some(direction),
            heading: reading.direction_deg.filter(|_| !reading.is_calm()).map(hundredth),
            points: ["N", "E", "S", "W"].map(|point| locale.compass(point)),
            dots: dots(&reading.trail),
        };
        Ok(Drawing::new(&tile, text)?.with_line(line))
    }
}

impl Reading {
    /// Whether the air is still. A calm has no direction (WMO-No. 306, code table
    /// 0877), though a model always states one.
    fn is_calm(&self) -> bool {
        self.beaufort.force == 0
    }
}

fn trail(weather: &Weather, now: Timestamp) -> Vec<TrailPoint> {
    let Some(last) = weather.hourly.step_before(now) else {
        return Vec::new();
    };
    let first = last.saturating_sub(usize::from(TRAIL_HOURS));
    (first..=last)
        .filter_map(|step| {
            Some(TrailPoint {
                time: *weather.hourly.times.get(step)?,
                speed_mps: weather.hourly.value(Variable::WindSpeed, step),
                direction_deg: weather.hourly.value(Variable::WindDirection, step),
            })
        })
        .collect()
}

/// The trail in polar coordinates: angle by direction, distance by speed. The
/// strongest hour lies on the rim, or a fresh breeze where all were weaker.
fn dots(trail: &[TrailPoint]) -> Vec<Dot> {
    let known: Vec<(f64, f64)> =
        trail.iter().filter_map(|point| Some((point.speed_mps?, point.direction_deg?))).collect();
    let full = known.iter().map(|(speed, _)| *speed).fold(8.0, f64::max);
    let opacity = Scale::new((0.0, known.len() as f64), (0.15, 1.0));
    known
        .iter()
        .zip(1_u32..)
        .map(|((speed, direction), rank)| {
            let (x, y) = polar(*direction, RIM * speed / full);
            Dot { x, y, opacity: opacity.at(rank.into()) }
        })
        .collect()
}
