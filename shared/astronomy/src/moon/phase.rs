use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::terms::{NEW_AND_FULL, PLANETS, QUARTERS};
use crate::{
    angle::{cos_deg, polynomial, sin_deg},
    julian,
};

/// The mean new moon of 2000 January 6, a Julian ephemeris day, and the mean
/// time from one to the next, days.
const FIRST_NEW_MOON: f64 = 2_451_550.097_66;
const SYNODIC_MONTH: f64 = 29.530_588_861;
const MONTHS_PER_CENTURY: f64 = 1236.85;

/// The four phases of the moon which are instants: its ecliptic longitude is
/// that of the sun, or 90°, 180° or 270° further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoonPhase {
    /// It stands with the sun.
    NewMoon,
    /// Half of it is lit, and it waxes.
    FirstQuarter,
    /// It stands opposite the sun.
    FullMoon,
    /// Half of it is lit, and it wanes.
    LastQuarter,
}

impl MoonPhase {
    /// How far into the month it is, in months.
    fn part_of_month(self) -> f64 {
        match self {
            Self::NewMoon => 0.0,
            Self::FirstQuarter => 0.25,
            Self::FullMoon => 0.5,
            Self::LastQuarter => 0.75,
        }
    }
}

/// The first time the moon reaches a phase after an instant, to the second:
/// right to some 20 s now, and later as far as ΔT is known (Meeus, chapter 49).
///
/// The last instant there is, where the phase would come after it.
#[must_use]
pub fn next_moon_phase(phase: MoonPhase, after: Timestamp) -> Timestamp {
    near(phase, after).into_iter().find(|time| *time > after).unwrap_or(Timestamp::MAX)
}

/// The last new moon at or before an instant, from which the moon's age counts.
///
/// The first instant there is, where the new moon would come before it.
#[must_use]
pub fn last_new_moon(before: Timestamp) -> Timestamp {
    let times = near(MoonPhase::NewMoon, before);
    times.into_iter().rfind(|time| *time <= before).unwrap_or(Timestamp::MIN)
}

/// A phase in the five months around an instant, in order; the first months and
/// the last ones of time have none.
fn near(phase: MoonPhase, time: Timestamp) -> Vec<Timestamp> {
    let months = (julian::from_timestamp(time) - FIRST_NEW_MOON) / SYNODIC_MONTH;
    (-2..=2)
        .map(|month| months.floor() + f64::from(month) + phase.part_of_month())
        .filter_map(|k| julian::to_timestamp(julian::from_ephemeris(ephemeris_day(phase, k))).ok())
        .collect()
}

/// The Julian ephemeris day of a phase, by k: months since the first new moon
/// of 2000, a quarter for each phase (Meeus, 49.1 and pages 351 and 352).
fn ephemeris_day(phase: MoonPhase, k: f64) -> f64 {
    let t = k / MONTHS_PER_CENTURY;
    let mean = SYNODIC_MONTH * k
        + polynomial(t, &[FIRST_NEW_MOON, 0.0, 0.000_154_37, -0.000_000_150, 0.000_000_000_73]);
    let orbits = Orbits::at(k);
    let periodic = match phase {
        MoonPhase::NewMoon => orbits.new_or_full(|[new, _, ..]| *new),
        MoonPhase::FullMoon => orbits.new_or_full(|[_, full, ..]| *full),
        MoonPhase::FirstQuarter => orbits.quarters() + orbits.half_way_between_quarters(),
        MoonPhase::LastQuarter => orbits.quarters() - orbits.half_way_between_quarters(),
    };
    mean + periodic - 0.000_17 * sin_deg(orbits.node) + planets(k)
}

/// The angles which the series are made of, degrees (Meeus, 49.4 to 49.7).
struct Orbits {
    /// How the eccentricity of the Earth's orbit shrinks terms with M.
    eccentricity: f64,
    /// M
    sun_anomaly: f64,
    /// M′
    moon_anomaly: f64,
    /// F
    latitude_argument: f64,
    /// Ω
    node: f64,
}

impl Orbits {
    fn at(k: f64) -> Self {
        let t = k / MONTHS_PER_CENTURY;
        let angle =
            |per_month: f64, coefficients: &[f64]| per_month * k + polynomial(t, coefficients);
        Self {
            eccentricity: polynomial(t, &[1.0, -0.002_516, -0.000_007_4]),
            sun_anomaly: angle(29.105_356_70, &[2.5534, 0.0, -0.000_001_4, -0.000_000_11]),
            moon_anomaly: angle(
                385.816_935_28,
                &[201.5643, 0.0, 0.010_758_2, 0.000_012_38, -0.000_000_058],
            ),
            latitude_argument: angle(
                390.670_502_84,
                &[160.7108, 0.0, -0.001_611_8, -0.000_002_27, 0.000_000_011],
            ),
            node: angle(-1.563_755_88, &[124.7746, 0.0, 0.002_067_2, 0.000_002_15]),
        }
    }

    fn sine(&self, [power, m, mp, f]: [i32; 4]) -> f64 {
        let shrink = match power {
            0 => 1.0,
            1 => self.eccentricity,
            _ => self.eccentricity * self.eccentricity,
        };
        let angle = f64::from(m) * self.sun_anomaly
            + f64::from(mp) * self.moon_anomaly
            + f64::from(f) * self.latitude_argument;
        shrink * sin_deg(angle)
    }

    /// Days, by the coefficient that a row has for the phase.
    fn new_or_full(&self, coefficient: impl Fn(&[i32; 6]) -> i32) -> f64 {
        let term = |row: &[i32; 6]| {
            let [_, _, power, m, mp, f] = *row;
            f64::from(coefficient(row)) * 1e-5 * self.sine([power, m, mp, f])
        };
        NEW_AND_FULL.iter().map(term).sum()
    }

    /// Days.
    fn quarters(&self) -> f64 {
        let terms = QUARTERS.iter();
        terms
            .map(|[days, e, m, mp, f]| f64::from(*days) * 1e-5 * self.sine([*e, *m, *mp, *f]))
            .sum()
    }

    /// W, days: added to the first quarter, taken from the last one.
    fn half_way_between_quarters(&self) -> f64 {
        let (m, mp, f) = (self.sun_anomaly, self.moon_anomaly, self.latitude_argument);
        0.003_06 - 0.000_38 * self.eccentricity * cos_deg(m) + 0.000_26 * cos_deg(mp)
            - 0.000_02 * cos_deg(mp - m)
            + 0.000_02 * cos_deg(mp + m)
            + 0.000_02 * cos_deg(2.0 * f)
    }
}

/// What the planets add to every phase, days.
fn planets(k: f64) -> f64 {
    let t = k / MONTHS_PER_CENTURY;
    let terms = PLANETS.iter().enumerate().map(|(index, [start, per_month, coefficient])| {
        let bend = if index == 0 { -0.009_173 * t * t } else { 0.0 };
        coefficient * 1e-6 * sin_deg(start + per_month * k + bend)
    });
    terms.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_moon_agrees_with_meeus_example_49a() {
        let day = ephemeris_day(MoonPhase::NewMoon, -283.0);
        assert!((day - 2_443_192.651_18).abs() < 0.000_01, "{day}");
    }

    #[test]
    fn the_last_quarter_agrees_with_meeus_example_49b() {
        let day = ephemeris_day(MoonPhase::LastQuarter, 544.75);
        assert!((day - 2_467_636.491_86).abs() < 0.000_01, "{day}");
    }
}
