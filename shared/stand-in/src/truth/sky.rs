//! Air, water and wind.

use super::{spot::Spot, sun};

/// Precipitation is snow up to this temperature, °C.
const SNOW_UP_TO_C: f64 = 1.0;
/// Above this wetness it rains.
const RAIN_FROM: f64 = 0.62;
/// Fog needs this relative humidity, %, and so little wind, m/s.
const FOG_FROM_PCT: f64 = 95.0;
const FOG_UP_TO_MPS: f64 = 4.0;
/// The Magnus constants of Alduchov and Eskridge (1996), 1 and °C.
const MAGNUS: (f64, f64) = (17.625, 243.04);

impl Spot {
    /// Passing weather, −1.1 (fair) to 1.1 (foul).
    fn wetness(&self) -> f64 {
        0.5 * self.wave(67.0, 0.0) + 0.35 * self.wave(29.3, 0.31) + 0.25 * self.wave(11.7, 0.62)
    }

    /// Air temperature, °C.
    pub(super) fn temperature_c(&self) -> f64 {
        let distance = self.latitude.abs();
        let annual = 27.0 - 0.0068 * distance * distance;
        let half_range = if self.latitude < 0.0 { 0.12 } else { 0.22 } * distance;
        let daily = (6.5 - 0.06 * distance) * self.warmth_of_day();
        let passing = 2.4 * self.wave(131.0, 0.17) + 1.4 * self.wave(41.0, 0.53);
        annual + half_range * self.season() + daily + passing
    }

    /// Relative humidity, %.
    pub(super) fn humidity_pct(&self) -> f64 {
        (66.0 + 32.0 * self.wetness() - 12.0 * self.warmth_of_day()).clamp(30.0, 100.0)
    }

    /// Dew point, °C, by the Magnus formula.
    pub(super) fn dew_point_c(&self) -> f64 {
        let temperature = self.temperature_c();
        let (a, b) = MAGNUS;
        let saturation =
            libm::log(self.humidity_pct() / 100.0) + a * temperature / (b + temperature);
        b * saturation / (a - saturation)
    }

    /// What the temperature feels like, °C, by Steadman's formula for the shade
    /// as the Australian Bureau of Meteorology gives it.
    pub(super) fn apparent_temperature_c(&self) -> f64 {
        let temperature = self.temperature_c();
        let (a, b) = MAGNUS;
        let saturation_hpa = 6.1094 * libm::exp(a * temperature / (b + temperature));
        let vapour_hpa = saturation_hpa * self.humidity_pct() / 100.0;
        temperature + 0.33 * vapour_hpa - 0.7 * self.wind_mps() - 4.0
    }

    /// Total cloud cover, %.
    pub(super) fn cloud_pct(&self) -> f64 {
        (55.0 + 75.0 * self.wetness()).clamp(0.0, 100.0)
    }

    /// Precipitation of the hour that ends here, mm.
    pub(super) fn precipitation_mm(&self) -> f64 {
        9.0 * (self.wetness() - RAIN_FROM).max(0.0)
    }

    /// How likely precipitation is, %.
    pub(super) fn precipitation_probability_pct(&self) -> f64 {
        100.0 / (1.0 + libm::exp((0.55 - self.wetness()) / 0.15))
    }

    /// What of the precipitation falls as rain, mm.
    pub(super) fn rain_mm(&self) -> f64 {
        if self.snows() { 0.0 } else { self.precipitation_mm() }
    }

    /// What of the precipitation falls as snow, cm: 7 cm for 10 mm of water.
    pub(super) fn snowfall_cm(&self) -> f64 {
        if self.snows() { self.precipitation_mm() * 0.7 } else { 0.0 }
    }

    fn snows(&self) -> bool {
        self.temperature_c() <= SNOW_UP_TO_C
    }

    fn fog(&self) -> bool {
        self.precipitation_mm() < 0.005
            && self.humidity_pct() >= FOG_FROM_PCT
            && self.wind_mps() <= FOG_UP_TO_MPS
    }

    /// A code of WMO table 4677, from the few that are in use here.
    pub(super) fn weather_code(&self) -> f64 {
        let precipitation = self.precipitation_mm();
        // What is written as 0.00 mm is no rain.
        if precipitation < 0.005 {
            return self.dry_code();
        }
        let grade = |codes: [f64; 3]| match precipitation {
            ..1.0 => codes[0],
            ..2.5 => codes[1],
            _ => codes[2],
        };
        if self.snows() {
            grade([71.0, 73.0, 75.0])
        } else if self.cape_jkg() > 900.0 && precipitation > 1.5 {
            95.0
        } else if precipitation < 0.3 {
            51.0
        } else {
            grade([61.0, 63.0, 65.0])
        }
    }

    fn dry_code(&self) -> f64 {
        match self.cloud_pct() {
            _ if self.fog() => 45.0,
            ..20.0 => 0.0,
            ..50.0 => 1.0,
            ..80.0 => 2.0,
            _ => 3.0,
        }
    }

    /// Air pressure at sea level, hPa: lowest when the weather is foulest.
    pub(super) fn pressure_msl_hpa(&self) -> f64 {
        1014.0 - 11.0 * self.wave(67.0, 0.03) - 6.0 * self.wave(173.0, 0.4)
    }

    /// Air pressure at the ground, hPa: 12 % less for each km (barometric formula, near the ground).
    pub(super) fn surface_pressure_hpa(&self) -> f64 {
        self.pressure_msl_hpa() * libm::exp(-0.12 * self.elevation_m() / 1000.0)
    }

    /// Wind speed, m/s.
    pub(super) fn wind_mps(&self) -> f64 {
        let passing = 4.5 * self.wave(43.0, 0.71) + 2.5 * self.wave(17.3, 0.05);
        (6.5 + passing + 1.2 * self.wave(5.1, 0.9)).max(0.0)
    }

    /// Gusts, m/s.
    pub(super) fn gust_mps(&self) -> f64 {
        1.0 + 1.5 * self.wind_mps() + 0.8 * self.precipitation_mm()
    }

    /// Where the wind comes from, degrees.
    pub(super) fn wind_direction_deg(&self) -> f64 {
        (240.0 + 95.0 * self.wave(53.0, 0.22) + 50.0 * self.wave(13.1, 0.8)).rem_euclid(360.0)
    }

    /// Visibility, m.
    pub(super) fn visibility_m(&self) -> f64 {
        let precipitation = self.precipitation_mm();
        if self.fog() {
            return 400.0 + 100.0 * self.wave(7.0, 0.0);
        }
        (9000.0 + 450.0 * (100.0 - self.humidity_pct())) / (1.0 + precipitation)
    }

    /// Energy for thunderstorms, J/kg.
    pub(super) fn cape_jkg(&self) -> f64 {
        (55.0 * (self.temperature_c() - 10.0) * (self.wetness() + 0.3)).clamp(0.0, 4000.0)
    }

    /// Whether the sun is up, 0 or 1.
    pub(super) fn is_day(&self) -> f64 {
        f64::from(u8::from(sun::elevation_deg(self) > sun::HORIZON_DEG))
    }

    /// UV index without cloud: Madronich (2007) for 300 Dobson units.
    pub(super) fn uv_index_clear_sky(&self) -> f64 {
        let height = libm::sin(sun::elevation_deg(self).to_radians()).max(0.0);
        12.5 * libm::pow(height, 2.42)
    }

    /// UV index.
    pub(super) fn uv_index(&self) -> f64 {
        self.uv_index_clear_sky() * (1.0 - 0.6 * libm::pow(self.cloud_pct() / 100.0, 3.0))
    }

    /// Sunshine in an hour like this instant, s: the sun counts once it is some 5° up.
    pub(super) fn sunshine_s(&self) -> f64 {
        let strength = (sun::elevation_deg(self) / 5.0).clamp(0.0, 1.0);
        3600.0 * strength * (1.0 - self.cloud_pct() / 100.0)
    }
}
