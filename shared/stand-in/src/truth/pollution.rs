//! What is in the air that should not be: gases, dust and pollen.

use super::{breakpoints, spot::Spot};

/// Where the European model has pollen, degrees.
const EUROPE_LATITUDES: std::ops::RangeInclusive<f64> = 30.0..=72.0;
const EUROPE_LONGITUDES: std::ops::RangeInclusive<f64> = -25.0..=45.0;

/// When and how much a plant flowers.
pub(super) struct Plant {
    /// Day of the year.
    peak: f64,
    /// Days from the peak to a third of it.
    width: f64,
    /// Grains/m³.
    most: f64,
}

pub(super) const ALDER: Plant = Plant { peak: 60.0, width: 25.0, most: 70.0 };
pub(super) const BIRCH: Plant = Plant { peak: 112.0, width: 18.0, most: 300.0 };
pub(super) const GRASS: Plant = Plant { peak: 165.0, width: 38.0, most: 120.0 };
pub(super) const MUGWORT: Plant = Plant { peak: 215.0, width: 25.0, most: 40.0 };
pub(super) const OLIVE: Plant = Plant { peak: 140.0, width: 22.0, most: 150.0 };
pub(super) const RAGWEED: Plant = Plant { peak: 245.0, width: 22.0, most: 60.0 };

impl Spot {
    /// Fine dust, μg/m³.
    pub(super) fn pm2_5_ugm3(&self) -> f64 {
        (13.0 + 8.0 * self.wave(97.0, 0.1) + 4.0 * self.wave(19.0, 0.4)).max(0.5)
    }

    /// Dust, μg/m³.
    pub(super) fn pm10_ugm3(&self) -> f64 {
        self.pm2_5_ugm3() * 1.4 + 4.0 + 2.0 * self.wave(31.0, 0.7)
    }

    /// Ozone, μg/m³: most in the afternoon.
    pub(super) fn ozone_ugm3(&self) -> f64 {
        68.0 + 26.0 * self.warmth_of_day() + 14.0 * self.season() + 8.0 * self.wave(59.0, 0.6)
    }

    /// Nitrogen dioxide, μg/m³: least in the afternoon.
    pub(super) fn nitrogen_dioxide_ugm3(&self) -> f64 {
        18.0 - 8.0 * self.warmth_of_day() + 6.0 * self.wave(37.0, 0.3)
    }

    /// Sulphur dioxide, μg/m³.
    pub(super) fn sulphur_dioxide_ugm3(&self) -> f64 {
        2.4 + 1.3 * self.wave(45.0, 0.8)
    }

    /// Carbon monoxide, μg/m³.
    pub(super) fn carbon_monoxide_ugm3(&self) -> f64 {
        215.0 + 60.0 * self.wave(71.0, 0.2)
    }

    pub(super) fn us_aqi(&self) -> f64 {
        breakpoints::us_index(self.pm2_5_ugm3())
    }

    pub(super) fn european_aqi(&self) -> f64 {
        breakpoints::european_index(self.pm2_5_ugm3())
    }

    /// Pollen of a plant, grains/m³; none is known outside Europe.
    pub(super) fn pollen(&self, plant: &Plant) -> Option<f64> {
        let in_europe = EUROPE_LATITUDES.contains(&self.latitude)
            && EUROPE_LONGITUDES.contains(&self.longitude);
        in_europe.then(|| {
            let off = (self.day_of_year() - plant.peak) / plant.width;
            let today = 0.75 + 0.2 * self.wave(33.0, 0.5) + 0.05 * self.warmth_of_day();
            plant.most * libm::exp(-off * off) * today
        })
    }
}
