use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Concentrations, Pollutant, dominant};
use crate::coded::coded;

coded! {
    /// A category of the US Air Quality Index.
    UsCategory, "us-aqi" {
        /// Index up to 50.
        Good = "good",
        /// 51 to 100.
        Moderate = "moderate",
        /// 101 to 150.
        UnhealthyForSensitiveGroups = "unhealthy_for_sensitive_groups",
        /// 151 to 200.
        Unhealthy = "unhealthy",
        /// 201 to 300.
        VeryUnhealthy = "very_unhealthy",
        /// 301 and above.
        Hazardous = "hazardous",
    }
}

impl UsCategory {
    /// The category of an index.
    #[must_use]
    pub fn of(index: u16) -> Self {
        Self::ALL[INDICES[..5].partition_point(|(_, high)| *high < index)]
    }
}

/// The US Air Quality Index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UsAqi {
    /// Index, from 0; above 500 it is beyond the published scale.
    pub index: u16,
    /// The category it falls into.
    pub category: UsCategory,
    /// The pollutant it comes from.
    pub dominant: Pollutant,
}

/// A mean that has breakpoints, in the units the agency states it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UsAverage {
    /// PM2.5 over 24 hours, µg/m³.
    Pm25Day,
    /// PM10 over 24 hours, µg/m³.
    Pm10Day,
    /// Ozone over 8 hours, ppm.
    OzoneEightHours,
    /// Ozone over one hour, ppm; counts from 0.125 on.
    OzoneHour,
    /// Carbon monoxide over 8 hours, ppm.
    CarbonMonoxideEightHours,
    /// Sulphur dioxide over one hour, ppb.
    SulphurDioxideHour,
    /// Sulphur dioxide over 24 hours, ppb; counts from 305 on.
    SulphurDioxideDay,
    /// Nitrogen dioxide over one hour, ppb.
    NitrogenDioxideHour,
}

/// The lowest and the highest index of each category. Since 2024 hazardous is
/// one segment and no longer two.
const INDICES: [(u16, u16); 6] =
    [(0, 50), (51, 100), (101, 150), (151, 200), (201, 300), (301, 500)];

/// Breakpoints of a mean.
struct Breakpoints {
    /// Steps to a unit: concentrations are cut off to whole steps.
    steps: f64,
    /// The category of the first segment, as a place in [`INDICES`].
    first: usize,
    /// The lowest and highest concentration of each segment, in steps.
    segments: &'static [(u16, u16)],
}

impl UsAverage {
    const ALL: [Self; 8] = [
        Self::Pm25Day,
        Self::Pm10Day,
        Self::OzoneEightHours,
        Self::OzoneHour,
        Self::CarbonMonoxideEightHours,
        Self::SulphurDioxideHour,
        Self::SulphurDioxideDay,
        Self::NitrogenDioxideHour,
    ];

    /// Table 6 of the source.
    fn breakpoints(self) -> Breakpoints {
        let (steps, first, segments): (f64, usize, &'static [(u16, u16)]) = match self {
            Self::Pm25Day => (
                10.0,
                0,
                &[(0, 90), (91, 354), (355, 554), (555, 1254), (1255, 2254), (2255, 3254)],
            ),
            Self::Pm10Day => {
                (1.0, 0, &[(0, 54), (55, 154), (155, 254), (255, 354), (355, 424), (425, 604)])
            }
            Self::OzoneEightHours => {
                (1000.0, 0, &[(0, 54), (55, 70), (71, 85), (86, 105), (106, 200)])
            }
            Self::OzoneHour => (1000.0, 2, &[(125, 164), (165, 204), (205, 404), (405, 604)]),
            Self::CarbonMonoxideEightHours => {
                (10.0, 0, &[(0, 44), (45, 94), (95, 124), (125, 154), (155, 304), (305, 504)])
            }
            Self::SulphurDioxideHour => (1.0, 0, &[(0, 35), (36, 75), (76, 185), (186, 304)]),
            Self::SulphurDioxideDay => (1.0, 4, &[(305, 604), (605, 1004)]),
            Self::NitrogenDioxideHour => {
                (1.0, 0, &[(0, 53), (54, 100), (101, 360), (361, 649), (650, 1249), (1250, 2049)])
            }
        };
        Breakpoints { steps, first, segments }
    }

    fn pollutant(self) -> Pollutant {
        match self {
            Self::Pm25Day => Pollutant::Pm25,
            Self::Pm10Day => Pollutant::Pm10,
            Self::OzoneEightHours | Self::OzoneHour => Pollutant::Ozone,
            Self::CarbonMonoxideEightHours => Pollutant::CarbonMonoxide,
            Self::SulphurDioxideHour | Self::SulphurDioxideDay => Pollutant::SulphurDioxide,
            Self::NitrogenDioxideHour => Pollutant::NitrogenDioxide,
        }
    }

    /// How many hours the mean is over.
    fn hours(self) -> usize {
        match self {
            Self::Pm25Day | Self::Pm10Day | Self::SulphurDioxideDay => 24,
            Self::OzoneEightHours | Self::CarbonMonoxideEightHours => 8,
            Self::OzoneHour | Self::SulphurDioxideHour | Self::NitrogenDioxideHour => 1,
        }
    }

    /// How many µg/m³ one of its units is. Gases at 25 °C and 1013.25 hPa, the
    /// conditions the agency refers them to (40 CFR 50.3), where a mole fills
    /// 24.465 l; molar masses, g/mol, from the atomic weights of IUPAC.
    fn ugm3_per_unit(self) -> f64 {
        const MOLE_L: f64 = 24.465;
        let ppb = |grams_per_mole: f64| grams_per_mole / MOLE_L;
        match self.pollutant() {
            Pollutant::Pm25 | Pollutant::Pm10 => 1.0,
            Pollutant::Ozone => 1000.0 * ppb(47.997),
            Pollutant::CarbonMonoxide => 1000.0 * ppb(28.010),
            Pollutant::SulphurDioxide => ppb(64.064),
            Pollutant::NitrogenDioxide => ppb(46.005),
        }
    }
}

/// The US Air Quality Index at the last of up to 24 hourly values, the oldest
/// first, that follow each other without a gap (unknown values are `None`); that
/// of the worst pollutant. `None` where no mean can be had.
///
/// Means reach back from the last hour: 24 hours for particles, 8 for ozone and
/// carbon monoxide, one for the other gases; also one for ozone and 24 for
/// sulphur dioxide where these reach the breakpoints made for them. As in 40 CFR
/// 50 a mean needs three quarters of its hours. AirNow's NowCast, which weighs
/// recent hours more, is another thing.
///
/// Source: see [`us_sub_index`].
#[must_use]
pub fn us_aqi(hours: &[Concentrations]) -> Option<UsAqi> {
    let (dominant, index) = dominant(us_sub_indices(hours))?;
    Some(UsAqi { index, category: UsCategory::of(index), dominant })
}

/// The index of each pollutant that has one, by hourly values as for [`us_aqi`].
#[must_use]
pub fn us_sub_indices(hours: &[Concentrations]) -> Vec<(Pollutant, u16)> {
    let worst = |pollutant: Pollutant| {
        UsAverage::ALL
            .into_iter()
            .filter(|average| average.pollutant() == pollutant)
            .filter_map(|average| {
                let ugm3 = mean(hours, pollutant, average.hours())?;
                us_sub_index(average, ugm3 / average.ugm3_per_unit())
            })
            .max()
    };
    Pollutant::ALL.iter().filter_map(|pollutant| Some((*pollutant, worst(*pollutant)?))).collect()
}

/// The mean of the last hours, where three quarters of them are known.
fn mean(hours: &[Concentrations], pollutant: Pollutant, count: usize) -> Option<f64> {
    let last = hours.iter().rev().take(count);
    let known: Vec<f64> = last.filter_map(|hour| hour.of(pollutant)).collect();
    let enough = !known.is_empty() && 4 * known.len() >= 3 * count;
    // Divide first: the sum of huge values has no number.
    enough.then(|| known.iter().map(|value| value / known.len() as f64).sum())
}

/// The index of one mean, in the unit of its variant. A negative concentration
/// counts as 0. `None` where it is not finite, and below the breakpoints of
/// those means that only define high values.
///
/// Concentrations are cut off, not rounded: ozone to 0.001 ppm, PM2.5 to
/// 0.1 µg/m³, carbon monoxide to 0.1 ppm, the others to whole units. Above the
/// last breakpoint its segment goes on (so an index may be above 500), but
/// ozone over 8 hours stops at 300 and sulphur dioxide over one hour at 200:
/// above these the other mean decides.
///
/// Source: EPA, Technical Assistance Document for the Reporting of Daily Air
/// Quality, EPA-454/B-24-002 (May 2024), table 6 and equation 1; 40 CFR 58,
/// appendix G.
#[must_use]
pub fn us_sub_index(average: UsAverage, concentration: f64) -> Option<u16> {
    if !concentration.is_finite() {
        return None;
    }
    let Breakpoints { steps, first, segments } = average.breakpoints();
    // A little more, so that 35.9 is not cut off to 35.8.
    let cut = (concentration.max(0.0) * steps + 1e-6).floor();
    let at = segments.partition_point(|(low, _)| f64::from(*low) <= cut).checked_sub(1)?;
    let (low, high) = segments[at];
    let (index_low, index_high) = INDICES[first + at];
    let rise = f64::from(index_high - index_low) / f64::from(high - low);
    let index = (rise * (cut - f64::from(low)) + f64::from(index_low)).round();
    let is_last_category = first + at == INDICES.len() - 1;
    let capped = if is_last_category { index } else { index.min(f64::from(index_high)) };
    Some(capped as u16)
}

#[cfg(test)]
#[path = "us_tests.rs"]
mod tests;
