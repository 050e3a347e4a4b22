//! The sky behind the board: the sky over the place.

use serde::Serialize;
use weather::{Place, Timestamp};

/// What the page paints, by codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Sky {
    /// How high the sun stands: `day`, `twilight` (down to −12°) or `night`.
    pub(crate) sun: &'static str,
    /// How much of the sky is covered: `clear`, `cloudy` or `overcast`.
    pub(crate) sky: &'static str,
}

impl Sky {
    /// The sky over `place`, where `cloud_cover_pct` of it is covered as far as is known.
    pub(crate) fn over(place: &Place, now: Timestamp, cloud_cover_pct: Option<f64>) -> Self {
        Self { sun: sun(place, now), sky: cover(cloud_cover_pct) }
    }
}

fn sun(place: &Place, now: Timestamp) -> &'static str {
    match astronomy::sun_position(now, place.latitude, place.longitude, place.elevation) {
        Ok(sun) if sun.elevation_deg > 0.0 => "day",
        Ok(sun) if sun.elevation_deg > -12.0 => "twilight",
        Ok(_) => "night",
        Err(_) => "day",
    }
}

fn cover(cloud_cover_pct: Option<f64>) -> &'static str {
    match cloud_cover_pct {
        Some(cover) if cover >= 80.0 => "overcast",
        Some(cover) if cover >= 30.0 => "cloudy",
        _ => "clear",
    }
}
