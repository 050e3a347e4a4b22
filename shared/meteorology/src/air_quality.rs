//! Indices of air quality, from concentrations in µg/m³.

mod european;
mod us;

pub use european::{
    EuropeanAqi, EuropeanCategory, european_aqi, european_sub_index, european_sub_indices,
};
pub use us::{UsAqi, UsAverage, UsCategory, us_aqi, us_sub_index, us_sub_indices};

use crate::coded::coded;

coded! {
    /// A pollutant that counts in an index of air quality.
    Pollutant, "pollutant" {
        /// Particles of up to 2.5 µm.
        Pm25 = "pm2_5",
        /// Particles of up to 10 µm.
        Pm10 = "pm10",
        /// Ozone, O₃.
        Ozone = "ozone",
        /// Nitrogen dioxide, NO₂.
        NitrogenDioxide = "nitrogen_dioxide",
        /// Sulphur dioxide, SO₂.
        SulphurDioxide = "sulphur_dioxide",
        /// Carbon monoxide, CO.
        CarbonMonoxide = "carbon_monoxide",
    }
}

/// What is in the air: means of one hour, µg/m³. `None` where unknown.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct Concentrations {
    /// Particles of up to 2.5 µm, µg/m³.
    pub pm2_5_ugm3: Option<f64>,
    /// Particles of up to 10 µm, µg/m³.
    pub pm10_ugm3: Option<f64>,
    /// Ozone, µg/m³.
    pub ozone_ugm3: Option<f64>,
    /// Nitrogen dioxide, µg/m³.
    pub nitrogen_dioxide_ugm3: Option<f64>,
    /// Sulphur dioxide, µg/m³.
    pub sulphur_dioxide_ugm3: Option<f64>,
    /// Carbon monoxide, µg/m³.
    pub carbon_monoxide_ugm3: Option<f64>,
}

impl Concentrations {
    /// Each pollutant's concentration, µg/m³, from a function of it.
    #[must_use]
    pub fn from_fn(ugm3: impl Fn(Pollutant) -> Option<f64>) -> Self {
        Self {
            pm2_5_ugm3: ugm3(Pollutant::Pm25),
            pm10_ugm3: ugm3(Pollutant::Pm10),
            ozone_ugm3: ugm3(Pollutant::Ozone),
            nitrogen_dioxide_ugm3: ugm3(Pollutant::NitrogenDioxide),
            sulphur_dioxide_ugm3: ugm3(Pollutant::SulphurDioxide),
            carbon_monoxide_ugm3: ugm3(Pollutant::CarbonMonoxide),
        }
    }

    /// The concentration of one pollutant, µg/m³; a negative one, as models may
    /// give, counts as 0, one that is not finite as unknown.
    #[must_use]
    pub fn of(&self, pollutant: Pollutant) -> Option<f64> {
        let found = match pollutant {
            Pollutant::Pm25 => self.pm2_5_ugm3,
            Pollutant::Pm10 => self.pm10_ugm3,
            Pollutant::Ozone => self.ozone_ugm3,
            Pollutant::NitrogenDioxide => self.nitrogen_dioxide_ugm3,
            Pollutant::SulphurDioxide => self.sulphur_dioxide_ugm3,
            Pollutant::CarbonMonoxide => self.carbon_monoxide_ugm3,
        };
        found.filter(|value| value.is_finite()).map(|value| value.max(0.0))
    }
}

/// The pollutant with the greatest index, the first of those that tie.
fn dominant<I: PartialOrd>(
    indices: impl IntoIterator<Item = (Pollutant, I)>,
) -> Option<(Pollutant, I)> {
    indices.into_iter().reduce(|worst, next| if next.1 > worst.1 { next } else { worst })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusable_concentrations_are_unknown() {
        let air = Concentrations {
            pm2_5_ugm3: Some(f64::NAN),
            pm10_ugm3: Some(-0.2),
            ozone_ugm3: Some(40.0),
            ..Concentrations::default()
        };
        assert_eq!(air.of(Pollutant::Pm25), None);
        assert_eq!(air.of(Pollutant::Pm10), Some(0.0));
        assert_eq!(air.of(Pollutant::Ozone), Some(40.0));
        assert_eq!(air.of(Pollutant::CarbonMonoxide), None);
    }

    #[test]
    fn each_pollutant_has_its_own_concentration() {
        let air = Concentrations::from_fn(|pollutant| Some(f64::from(pollutant as u8)));
        let found: Vec<Option<f64>> = Pollutant::ALL.iter().map(|each| air.of(*each)).collect();
        assert_eq!(found, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0].map(Some));
    }

    #[test]
    fn the_first_of_equals_dominates() {
        let indices = [(Pollutant::Pm25, 40), (Pollutant::Pm10, 50), (Pollutant::Ozone, 50)];
        assert_eq!(dominant(indices), Some((Pollutant::Pm10, 50)));
        assert_eq!(dominant::<u16>([]), None);
    }
}
