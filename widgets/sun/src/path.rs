//! The sun's height over a local day as a curve. All lengths are percent of
//! the picture, from its upper left corner.

use std::fmt::Write;

use astronomy::sun_position;
use widget_kit::{Place, Timestamp};

/// Pieces of the curve: one every half hour.
const PIECES: i64 = 48;
/// The heights at which the twilights end, and how dark each is drawn.
const TWILIGHTS: [(f64, f64, f64); 4] =
    [(0.0, -6.0, 0.12), (-6.0, -12.0, 0.22), (-12.0, -18.0, 0.32), (-18.0, -90.0, 0.42)];
/// The picture shows at least this much sky on either side of the horizon, degrees.
const LEAST_DEG: f64 = 10.0;
/// Room for the sun's disc above and below the curve.
const MARGIN: f64 = 9.0;
/// Local hours with a label.
const LABELLED: [i8; 3] = [6, 12, 18];

/// The picture of one day.
pub(crate) struct Path {
    /// The curve as SVG path data.
    pub(crate) curve: String,
    /// The horizon's height.
    pub(crate) horizon: f64,
    /// The twilights: upper edge, height, opacity.
    pub(crate) bands: Vec<(f64, f64, f64)>,
    /// Where the sun is now.
    pub(crate) disc: (f64, f64),
    /// Whether that is above the horizon.
    pub(crate) up: bool,
    /// The labelled hours and how far right they are.
    pub(crate) hours: Vec<(f64, Timestamp)>,
}

/// Which height is how far down.
struct Scale {
    low_deg: f64,
    high_deg: f64,
}

impl Path {
    /// The local day around `now`, with the disc at `elevation_deg`.
    pub(crate) fn of_day(place: &Place, now: Timestamp, elevation_deg: f64) -> Self {
        let zone = place.time_zone();
        let today = zone.to_datetime(now).date();
        let at = |hour| zone.to_timestamp(today.at(hour, 0, 0, 0)).unwrap_or(now);
        let start = at(0);
        let end = today
            .tomorrow()
            .ok()
            .and_then(|day| zone.to_timestamp(day.at(0, 0, 0, 0)).ok())
            .unwrap_or(now);
        // Days of 23 and of 25 hours fill the picture too.
        let length_s = (end.as_second() - start.as_second()).max(1);
        let x = |time: Timestamp| {
            hundredth(100.0 * (time.as_second() - start.as_second()) as f64 / length_s as f64)
        };
        let heights: Vec<f64> = (0..=PIECES)
            .filter_map(|piece| {
                let time = Timestamp::from_second(start.as_second() + length_s * piece / PIECES);
                let sun =
                    sun_position(time.ok()?, place.latitude, place.longitude, place.elevation);
                Some(sun.ok()?.elevation_deg)
            })
            .collect();
        let scale = Scale::of(&heights);
        Self {
            curve: curve(&heights, &scale),
            horizon: scale.y(0.0),
            bands: scale.bands(),
            disc: (x(now), scale.y(elevation_deg)),
            up: elevation_deg >= 0.0,
            hours: LABELLED.map(|hour| (x(at(hour)), at(hour))).into(),
        }
    }
}

impl Scale {
    fn of(heights: &[f64]) -> Self {
        Self {
            low_deg: heights.iter().copied().fold(-LEAST_DEG, f64::min),
            high_deg: heights.iter().copied().fold(LEAST_DEG, f64::max),
        }
    }

    fn y(&self, height_deg: f64) -> f64 {
        let share = (self.high_deg - height_deg) / (self.high_deg - self.low_deg);
        hundredth(MARGIN + (100.0 - 2.0 * MARGIN) * share).clamp(0.0, 100.0)
    }

    fn bands(&self) -> Vec<(f64, f64, f64)> {
        TWILIGHTS
            .into_iter()
            .map(|(from, to, opacity)| {
                (self.y(from), hundredth(self.y(to) - self.y(from)), opacity)
            })
            .filter(|(_, height, _)| *height > 0.0)
            .collect()
    }
}

fn curve(heights: &[f64], scale: &Scale) -> String {
    let mut data = String::new();
    for (piece, height) in heights.iter().enumerate() {
        let command = if piece == 0 { 'M' } else { 'L' };
        let x = hundredth(100.0 * piece as f64 / PIECES as f64);
        // Writing to a string cannot fail.
        let _ = write!(data, "{command}{x} {}", scale.y(*height));
    }
    data
}

/// Rounded to a hundredth of a percent, which is finer than a pixel and short
/// in the page.
fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
