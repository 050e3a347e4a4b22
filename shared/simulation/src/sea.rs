//! The sea beside a place: waves that the wind of the last hours made, a swell
//! from far away, and the water's temperature.

use jiff::Timestamp;
use weather::{MarineVariable, Place};

use crate::{
    climate::{self, LAPSE_RATE_C_PER_M},
    noise::Channel,
    site::{Site, bell, smoothstep},
    system::{before, hours},
    waters::{self, Waters},
};

const GRAVITY: f64 = 9.81;
/// Length of a deep-water wave for the square of its period, m/s²: g/2π.
const DEEP_WATER: f64 = 1.56;
/// Waves steeper than this (height over length) would break.
const STEEPEST: f64 = 0.07;
/// Swell has run long enough to be no steeper than this.
const STEEPEST_SWELL: f64 = 0.02;
/// The wind of so many hours makes the waves, looked at every two, h.
const WIND_MEMORY_H: [i64; 4] = [0, 2, 4, 6];
/// Over water the wind is this much stronger than over the land beside it.
const OVER_WATER: f64 = 1.3;
/// Mean over peak period of a sea that the wind still feeds.
const MEAN_OF_PEAK: f64 = 0.8;
/// Sea water freezes here, °C.
const FREEZING_C: f64 = -1.9;
/// Ages of the air that has warmed or cooled the sea, days.
const SEASON_MEMORY_DAYS: [i64; 3] = [15, 45, 75];
/// On the yearly mean the sea is so much warmer than the air, °C.
const WARMER_THAN_AIR_C: f64 = 0.5;

/// Waves of one kind.
#[derive(Clone, Copy, Debug)]
struct Waves {
    /// Significant height, m.
    height_m: f64,
    /// Mean period, s.
    period_s: f64,
    /// Direction they come from, degrees.
    from_deg: f64,
}

/// The sea at one instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeaSample {
    wind_sea: Waves,
    swell: Waves,
    surface_c: f64,
}

impl SeaSample {
    /// The value of one variable, in its unit.
    pub(crate) fn value(&self, variable: MarineVariable) -> f64 {
        match variable {
            MarineVariable::WaveHeight => self.together().height_m,
            MarineVariable::WavePeriod => self.together().period_s,
            MarineVariable::WaveDirection => self.together().from_deg,
            MarineVariable::SwellHeight => self.swell.height_m,
            MarineVariable::SwellPeriod => self.swell.period_s,
            MarineVariable::SwellDirection => self.swell.from_deg,
            MarineVariable::WindWaveHeight => self.wind_sea.height_m,
            MarineVariable::SeaSurfaceTemperature => self.surface_c,
        }
    }

    /// Energies, the squares of the heights, add up; period and direction are
    /// means weighted with them.
    fn together(&self) -> Waves {
        let (one, other) = (self.wind_sea, self.swell);
        let height_m = libm::hypot(one.height_m, other.height_m);
        // A trace of swell keeps a sea under ice, which has no energy, in order.
        let energy = (one.height_m * one.height_m, other.height_m * other.height_m + 1e-9);
        let mean_s = (energy.0 + energy.1) / (energy.0 / one.period_s + energy.1 / other.period_s);
        let ((sin_one, cos_one), (sin_other, cos_other)) =
            (libm::sincos(one.from_deg.to_radians()), libm::sincos(other.from_deg.to_radians()));
        let east = energy.0 * sin_one + energy.1 * sin_other;
        let north = energy.0 * cos_one + energy.1 * cos_other;
        Waves {
            height_m,
            period_s: mean_s.max(shortest_s(height_m, STEEPEST)),
            from_deg: libm::atan2(east, north).to_degrees().rem_euclid(360.0),
        }
    }
}

/// The sea beside a site.
pub(crate) struct Sea<'a> {
    site: &'a Site,
    waters: Waters,
    /// How much swell of the oceans comes in (0 to 1).
    openness: f64,
    /// What the place's height takes from the air's temperature, °C.
    height_c: f64,
    /// Mean of the monthly temperatures that the water feels, °C.
    annual_mean_c: f64,
}

impl<'a> Sea<'a> {
    /// None inland.
    pub(crate) fn beside(site: &'a Site, place: &Place) -> Option<Self> {
        let waters = waters::beside(place)?;
        let height_c = place.elevation * LAPSE_RATE_C_PER_M;
        let felt_c = climate::normals(place).mean_c.map(|mean_c| felt_c(mean_c + height_c));
        Some(Self {
            site,
            waters,
            openness: smoothstep(waters.fetch_km / 600.0),
            height_c,
            annual_mean_c: felt_c.iter().sum::<f64>() / 12.0,
        })
    }

    /// All values at an instant.
    pub(crate) fn sample(&self, time: Timestamp) -> SeaSample {
        let surface_c = self.surface_c(time);
        // Ice, which comes with freezing water, lets no waves through.
        let free = smoothstep((surface_c - FREEZING_C) / 1.5);
        SeaSample { wind_sea: self.wind_sea(time, free), swell: self.swell(time, free), surface_c }
    }

    /// What the wind of the last hours has made of its fetch, up to a fully
    /// developed sea.
    ///
    /// Source: Shore Protection Manual (US Army Corps of Engineers 1984),
    /// equations 3-33 to 3-38, with the plain wind speed.
    fn wind_sea(&self, time: Timestamp, free: f64) -> Waves {
        let (mut east, mut north) = (0.0, 0.0);
        for age_h in WIND_MEMORY_H {
            let (speed_mps, from_deg) = self.site.wind(before(time, age_h));
            let (sin, cos) = libm::sincos(from_deg.to_radians());
            east += speed_mps * sin;
            north += speed_mps * cos;
        }
        let mean_mps = libm::hypot(east, north) / WIND_MEMORY_H.len() as f64;
        let speed_mps = (OVER_WATER * mean_mps).max(0.5);
        let fetch = GRAVITY * self.waters.fetch_km * 1000.0 / (speed_mps * speed_mps);
        let height = (1.6e-3 * fetch.sqrt()).min(0.2433);
        let peak_period = (0.2857 * libm::cbrt(fetch)).min(8.134);
        let height_m = free * height * speed_mps * speed_mps / GRAVITY;
        let period_s = MEAN_OF_PEAK * peak_period * speed_mps / GRAVITY;
        Waves {
            height_m,
            period_s: period_s.max(shortest_s(height_m, STEEPEST)),
            from_deg: libm::atan2(east, north).to_degrees().rem_euclid(360.0),
        }
    }

    /// Most in the storm belts and in winter, in groups of some days.
    fn swell(&self, time: Timestamp, free: f64) -> Waves {
        let (noise, hours, latitude) = (self.site.noise, hours(time), self.site.latitude);
        let southern = if latitude < -30.0 { 1.2 } else { 1.0 };
        let belt_m = southern * (0.9 + 1.1 * bell(latitude.abs(), 50.0, 18.0));
        let winter = 1.0 - 0.3 * self.site.season(time).warmth;
        let group = libm::exp(0.35 * noise.wave(Channel::Swell, hours / 40.0) - 0.06);
        let height_m = free * self.openness * belt_m * winter * group;

        let length = 0.6 * noise.smooth(Channel::SwellPeriod, hours / 30.0);
        let usual_s = 4.0 + 4.5 * self.openness + 1.2 * height_m + length;
        let turn_deg = 20.0 * noise.smooth(Channel::SwellDirection, hours / 36.0);
        let usual_deg = self.waters.swell_from_deg.unwrap_or_else(|| ocean_swell_from(latitude));
        Waves {
            height_m,
            period_s: usual_s.max(shortest_s(height_m, STEEPEST_SWELL)),
            from_deg: (usual_deg + turn_deg).rem_euclid(360.0),
        }
    }

    /// Between the yearly mean of the air and that of its last three months; never
    /// colder than freezing sea water.
    fn surface_c(&self, time: Timestamp) -> f64 {
        let recent_c = SEASON_MEMORY_DAYS
            .iter()
            .map(|days| felt_c(self.site.season(before(time, 24 * days)).mean_c + self.height_c))
            .sum::<f64>()
            / SEASON_MEMORY_DAYS.len() as f64;
        let weeks_c = 0.4 * self.site.noise.smooth(Channel::SeaTemperature, hours(time) / 240.0);
        let surface_c = WARMER_THAN_AIR_C + 0.4 * self.annual_mean_c + 0.6 * recent_c + weeks_c;
        surface_c.max(FREEZING_C)
    }
}

/// Water under ice does not feel colder air.
fn felt_c(air_c: f64) -> f64 {
    air_c.max(FREEZING_C)
}

/// The shortest period at which waves of a height are no steeper than `steepness`, s.
fn shortest_s(height_m: f64, steepness: f64) -> f64 {
    (height_m / (DEEP_WATER * steepness)).sqrt()
}

/// Where swell on an open ocean comes from, degrees: the storm belts; that of
/// the southern one reaches past the equator.
fn ocean_swell_from(latitude: f64) -> f64 {
    match latitude {
        north if north > 30.0 => 295.0,
        trades if trades > 12.0 => 315.0,
        tropics if tropics > -30.0 => 210.0,
        _ => 240.0,
    }
}
