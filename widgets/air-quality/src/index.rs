//! The two indices side by side: where each is at home, and its bands.

use meteorology::{Concentrations, Pollutant, european_sub_indices, us_sub_indices};
use widget_kit::{Place, chart::Scale};

use crate::Reading;

/// How many bands either index has.
pub(crate) const BANDS: usize = 6;

/// Countries of Europe (ISO 3166-1) with land under other zones than `Europe/…`.
const BEYOND_ZONES: [&str; 6] = ["CY", "ES", "FO", "IS", "PT", "SJ"];

/// Which index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Index {
    /// The European Air Quality Index.
    European,
    /// The US Air Quality Index.
    Us,
}

impl Index {
    /// The one that people of the place know: the European in Europe, else that of the US.
    pub(crate) fn of_place(place: &Place) -> Self {
        let is_europe =
            place.timezone.starts_with("Europe/") || BEYOND_ZONES.contains(&place.country.as_str());
        if is_europe { Self::European } else { Self::Us }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::European => Self::Us,
            Self::Us => Self::European,
        }
    }

    /// Its value to show and the message key of its category, where they are known.
    /// The European one is rounded up: 20.4 is beyond the band that ends with 20.
    pub(crate) fn of(self, reading: &Reading) -> Option<(f64, String)> {
        Some(match self {
            Self::European => (reading.european_aqi?.ceil(), reading.european_category?.key()),
            Self::Us => (reading.us_aqi?.into(), reading.us_category?.key()),
        })
    }

    /// Its class, and the end of the message keys for its names.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::European => "european",
            Self::Us => "us",
        }
    }

    /// The index of each pollutant that has one, by hourly values up to now.
    pub(crate) fn of_each(self, hours: &[Concentrations]) -> Vec<(Pollutant, f64)> {
        match self {
            Self::European => hours.last().map(european_sub_indices).unwrap_or_default(),
            Self::Us => {
                us_sub_indices(hours).into_iter().map(|(of, index)| (of, index.into())).collect()
            }
        }
    }

    /// In which band an index is, and how far up all of them (0 to [`BANDS`]):
    /// each takes the same room, and the last, which is open, a full one at most.
    pub(crate) fn band(self, index: f64) -> (usize, f64) {
        let limits: [f64; BANDS + 1] = match self {
            Self::European => [0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0],
            Self::Us => [0.0, 50.0, 100.0, 150.0, 200.0, 300.0, 500.0],
        };
        let band = limits[1..BANDS].partition_point(|upper| *upper < index);
        let ends = (band as f64, (band + 1) as f64);
        let level = Scale::new((limits[band], limits[band + 1]), ends).at(index);
        (band, level.min(BANDS as f64))
    }
}
