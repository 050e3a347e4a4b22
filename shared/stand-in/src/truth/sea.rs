//! Waves and the warmth of the water, as if there were sea everywhere.

use super::spot::Spot;

impl Spot {
    /// Significant height of all waves, m.
    pub(super) fn wave_height_m(&self) -> f64 {
        libm::hypot(self.wind_wave_height_m(), self.swell_height_m())
    }

    /// Mean period of all waves, s: that of the larger part counts most.
    pub(super) fn wave_period_s(&self) -> f64 {
        let (wind, swell) = (self.wind_wave_height_m(), self.swell_height_m());
        (wind * self.wind_wave_period_s() + swell * self.swell_period_s()) / (wind + swell)
    }

    /// Where the waves come from, degrees: where the larger part does.
    pub(super) fn wave_direction_deg(&self) -> f64 {
        if self.wind_wave_height_m() > self.swell_height_m() {
            self.wind_direction_deg()
        } else {
            self.swell_direction_deg()
        }
    }

    pub(super) fn wind_wave_height_m(&self) -> f64 {
        let wind = self.wind_mps();
        0.012 * wind * wind
    }

    pub(super) fn wind_wave_period_s(&self) -> f64 {
        1.5 + 0.4 * self.wind_mps()
    }

    pub(super) fn swell_height_m(&self) -> f64 {
        1.4 + 0.7 * self.wave(83.0, 0.45) + 0.2 * self.wave(25.0, 0.15)
    }

    pub(super) fn swell_period_s(&self) -> f64 {
        9.5 + 2.5 * self.wave(101.0, 0.65)
    }

    pub(super) fn swell_direction_deg(&self) -> f64 {
        (285.0 + 35.0 * self.wave(121.0, 0.95)).rem_euclid(360.0)
    }

    /// Temperature of the water at the surface, °C; sea water freezes at −1.8 °C.
    pub(super) fn sea_surface_temperature_c(&self) -> f64 {
        let annual = 27.5 - 0.0056 * self.latitude * self.latitude;
        (annual + 3.0 * self.season() + 0.3 * self.warmth_of_day()).max(-1.8)
    }
}
