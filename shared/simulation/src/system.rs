//! The weather systems that pass over a site: what pressure, cloud, rain, wind
//! and air mass have in common.

use std::f64::consts::{PI, SQRT_2, TAU};

use jiff::{SignedDuration, Timestamp};

use crate::{
    noise::Channel,
    site::{Season, Site, logistic},
    sun::Sun,
};

/// A quarter of the wandering period of highs and lows, h.
const SYNOPTIC_STEP_H: f64 = 28.0;
/// The warm sector runs ahead of the trough, h.
const WARM_SECTOR_LEAD_H: f64 = 20.0;
/// The rain runs ahead of the trough, h.
const RAIN_LEAD_H: f64 = 5.0;
/// How long a rain band is remembered, in half steps, h.
const BAND_STEP_H: f64 = 3.5;
/// Hours of a mean month.
const MONTH_H: f64 = 730.5;
/// Less than this is not rain, mm/h.
const TRACE_MM_H: f64 = 0.1;

/// Hours since 1970, as the noise counts them.
pub(crate) fn hours(time: Timestamp) -> f64 {
    time.as_millisecond() as f64 / 3.6e6
}

/// So many hours earlier, or the beginning of time.
pub(crate) fn before(time: Timestamp, hours: i64) -> Timestamp {
    time.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN)
}

/// How the wetness index becomes rain: above a threshold, in proportion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RainLaw {
    /// The wetness index from which it rains.
    pub(crate) threshold: f64,
    /// Rate for each unit above it, mm/h.
    slope_mm_h: f64,
}

impl RainLaw {
    /// The law under which a standard normal index makes the normal amount.
    /// Warm rain is short and heavy, cold rain long and light.
    pub(crate) fn new(season: &Season) -> Self {
        let typical_mm_h = (0.7 * libm::exp(0.06 * (season.mean_c - 10.0))).clamp(0.15, 3.0);
        let share = (season.precipitation_mm / (MONTH_H * typical_mm_h)).clamp(0.0005, 0.35);
        // Tukey's lambda distribution inverts the normal one well enough to choose a threshold.
        let threshold = 4.91 * (libm::pow(1.0 - share, 0.14) - libm::pow(share, 0.14));
        let share = 0.5 * libm::erfc(threshold / SQRT_2);
        let density = libm::exp(-threshold * threshold / 2.0) / TAU.sqrt();
        let mean_excess = density / share - threshold;
        let wet_hours = MONTH_H * share;
        Self { threshold, slope_mm_h: season.precipitation_mm / (wet_hours * mean_excess) }
    }
}

/// Precipitation of a step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rain {
    /// Sum, mm.
    pub(crate) mm: f64,
    /// How far the wetness index got above the threshold.
    pub(crate) margin: f64,
}

impl Rain {
    /// The probability that a forecast would give, %.
    pub(crate) fn probability_pct(self) -> f64 {
        100.0 * logistic((self.margin + 0.15) / 0.25)
    }
}

impl Site {
    /// Standardised low pressure: positive in a trough, negative in a ridge.
    pub(crate) fn trough(&self, hours: f64) -> f64 {
        self.noise.wave(Channel::Synoptic, hours / SYNOPTIC_STEP_H)
    }

    /// Standardised warmth of the air mass: positive ahead of a trough, negative behind it.
    pub(crate) fn warm_sector(&self, hours: f64) -> f64 {
        0.8 * self.trough(hours + WARM_SECTOR_LEAD_H)
            + 0.6 * self.noise.wave(Channel::AirMass, hours / SYNOPTIC_STEP_H)
    }

    /// Standardised strength of the rain bands within a system.
    pub(crate) fn band(&self, hours: f64) -> f64 {
        self.noise.smooth(Channel::Band, hours / BAND_STEP_H)
    }

    /// The share of weather systems in the wetness index: it alone moves slowly.
    pub(crate) fn slow_wetness(&self, hours: f64) -> f64 {
        self.synoptic_share() * self.trough(hours + RAIN_LEAD_H)
    }

    /// The wetness index, standard normal: systems, their bands and, in the
    /// tropics, the afternoon.
    pub(crate) fn wetness(&self, hours: f64) -> f64 {
        let synoptic = self.synoptic_share();
        let afternoon = 0.45 * (1.0 - self.storminess);
        let band = (1.0 - synoptic * synoptic - afternoon * afternoon).sqrt();
        self.slow_wetness(hours)
            + band * self.band(hours)
            + afternoon * SQRT_2 * afternoon_course(mean_hour_angle(hours, self.longitude))
    }

    fn synoptic_share(&self) -> f64 {
        0.45 + 0.35 * self.storminess
    }

    /// Precipitation of the `quarters` quarter hours that end at `end`.
    pub(crate) fn rain(&self, end: Timestamp, quarters: i64) -> Rain {
        let none = Rain { mm: 0.0, margin: f64::NEG_INFINITY };
        (0..quarters).fold(none, |sum, quarter| {
            let end = end.saturating_sub(SignedDuration::from_mins(15 * quarter));
            let one = self.quarter_hour_rain(end.unwrap_or(Timestamp::MIN));
            Rain { mm: sum.mm + one.mm, margin: sum.margin.max(one.margin) }
        })
    }

    fn quarter_hour_rain(&self, end: Timestamp) -> Rain {
        let middle = hours(end) - 0.125;
        let law = RainLaw::new(&self.season(end));
        let margin = self.wetness(middle) - law.threshold;
        if margin <= 0.0 {
            return Rain { mm: 0.0, margin };
        }
        // Log-normal with mean 1, so that the monthly sums stay.
        let shower = libm::exp(0.5 * self.noise.smooth(Channel::Shower, middle * 2.0) - 0.125);
        let rate_mm_h = law.slope_mm_h * margin * shower;
        let mm = if rate_mm_h < TRACE_MM_H { 0.0 } else { rate_mm_h / 4.0 };
        Rain { mm, margin }
    }
}

/// The daily course of heated ground, mean 0: most about half past two by the
/// sun, least after five in the morning.
pub(crate) fn heating_course(hour_angle: f64) -> f64 {
    let late = hour_angle - PI / 3.0;
    (libm::cos(late) - 0.2 * libm::sin(2.0 * late)) / 1.07
}

/// How strongly the sun stirs the lowest air (0 to 1).
pub(crate) fn mixing(sun: &Sun) -> f64 {
    heating_course(sun.hour_angle).max(0.0) * sun.daily_course.sqrt()
}

/// The daily course of convection, mean 0: most at four in the afternoon.
fn afternoon_course(hour_angle: f64) -> f64 {
    libm::cos(hour_angle - PI / 3.0)
}

/// The hour angle of the mean sun, radians.
pub(crate) fn mean_hour_angle(hours: f64, longitude: f64) -> f64 {
    (hours.rem_euclid(24.0) - 12.0) * PI / 12.0 + longitude.to_radians()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rain_law_gives_back_the_normal_amount() {
        for (mean_c, precipitation_mm) in [(10.0, 55.0), (27.0, 200.0), (-30.0, 8.0), (28.0, 900.0)]
        {
            let season = Season { mean_c, precipitation_mm, warmth: 0.0 };
            let law = RainLaw::new(&season);
            let (mut sum, mut step) = (0.0, -6.0);
            while step < 6.0 {
                let density = libm::exp(-step * step / 2.0) / TAU.sqrt();
                sum += density * 0.001 * law.slope_mm_h * (step - law.threshold).max(0.0) * MONTH_H;
                step += 0.001;
            }
            assert!((sum / precipitation_mm - 1.0).abs() < 0.01, "{season:?}: {sum}");
        }
    }

    #[test]
    fn heating_is_strongest_in_the_afternoon_and_weakest_at_dawn() {
        let at = |hour: f64| heating_course((hour - 12.0) * PI / 12.0);
        let quarters: Vec<f64> = (0..96).map(|quarter| at(f64::from(quarter) / 4.0)).collect();
        let best =
            |better: fn(f64, f64) -> bool| {
                (0..96).fold(0, |best, quarter| {
                    if better(quarters[quarter], quarters[best]) { quarter } else { best }
                }) as f64
                    / 4.0
            };
        assert!((14.0..15.5).contains(&best(|one, other| one > other)));
        assert!((4.5..6.5).contains(&best(|one, other| one < other)));
        assert!(quarters.iter().sum::<f64>().abs() < 1e-9);
    }
}
