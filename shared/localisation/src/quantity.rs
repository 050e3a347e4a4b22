use std::fmt;

use weather::Units;

use crate::{GAP, Locale};

/// Metres in a statute mile, exactly.
const MILE_M: f64 = 1609.344;
/// Metres in a foot, exactly.
const FOOT_M: f64 = 0.3048;
/// Millimetres in an inch, exactly.
const INCH_MM: f64 = 25.4;
/// Metres per second in a mile per hour, exactly.
const MILE_PER_HOUR_MPS: f64 = 0.447_04;
/// Kilometres per hour in a metre per second, exactly.
const KILOMETRE_PER_HOUR: f64 = 3.6;
/// Hectopascals in a conventional inch of mercury (NIST SP 811, appendix B.8).
const INCH_OF_MERCURY_HPA: f64 = 33.863_89;

/// A value with its unit, each as text, so that a picture can set them apart.
///
/// As a whole it reads `12 °C`, with a narrow no-break space between, or what the
/// language wants there. A missing value is the gap sign without a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number, or the gap sign.
    pub value: String,
    /// The unit; empty beside the gap sign.
    pub unit: String,
    spacing: String,
}

impl Quantity {
    /// A missing value.
    fn gap() -> Self {
        Self { value: GAP.into(), unit: String::new(), spacing: String::new() }
    }

    /// The same without a sign before it, for words that tell the sign.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.value = self.value.trim_start_matches(['+', '\u{2212}']).into();
        self
    }

    fn spaced_by(mut self, spacing: impl Into<String>) -> Self {
        self.spacing = spacing.into();
        self
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)?;
        if !self.unit.is_empty() {
            write!(f, "{}{}", self.spacing, self.unit)?;
        }
        Ok(())
    }
}

impl Locale<'_> {
    /// A value in any other unit, already in that unit and written so.
    pub fn quantity(&self, value: impl Into<Option<f64>>, decimals: u8, unit: &str) -> Quantity {
        match value.into().filter(|value| value.is_finite()) {
            Some(value) => self.with_unit(self.number(value, decimals), unit),
            None => Quantity::gap(),
        }
    }

    fn with_unit(&self, value: String, unit: &str) -> Quantity {
        Quantity { value, unit: unit.into(), spacing: self.shared("unit-spacing", &[]) }
    }

    /// A value in a unit that the shared words name.
    fn measured(&self, value: Option<f64>, decimals: u8, unit_id: &str) -> Quantity {
        self.quantity(value, decimals, &self.shared(unit_id, &[]))
    }

    /// An air or water temperature given in °C: whole °C or °F.
    pub fn temperature(&self, celsius: impl Into<Option<f64>>) -> Quantity {
        self.temperature_with(celsius, 0)
    }

    /// A temperature given in °C, with so many decimals.
    pub fn temperature_with(&self, celsius: impl Into<Option<f64>>, decimals: u8) -> Quantity {
        let celsius = celsius.into();
        if self.imperial() {
            let fahrenheit = celsius.map(|celsius| celsius * 1.8 + 32.0);
            self.measured(fahrenheit, decimals, "unit-fahrenheit")
        } else {
            self.measured(celsius, decimals, "unit-celsius")
        }
    }

    /// A difference of temperatures given in kelvin: signed, one decimal, °C or °F.
    pub fn temperature_difference(&self, kelvin: impl Into<Option<f64>>) -> Quantity {
        let (factor, unit_id) =
            if self.imperial() { (1.8, "unit-fahrenheit") } else { (1.0, "unit-celsius") };
        match kelvin.into().map(|kelvin| kelvin * factor) {
            Some(difference) if difference.is_finite() => {
                let value = self.signed_number(difference, 1);
                self.with_unit(value, &self.shared(unit_id, &[]))
            }
            _ => Quantity::gap(),
        }
    }

    /// A speed given in m/s: whole km/h or mph, or m/s with one decimal.
    pub fn speed(&self, metres_per_second: impl Into<Option<f64>>) -> Quantity {
        let mps = metres_per_second.into();
        match self.view().units {
            Units::Metric => {
                let kmh = mps.map(|mps| mps * KILOMETRE_PER_HOUR);
                self.measured(kmh, 0, "unit-kilometres-per-hour")
            }
            Units::Imperial => {
                let mph = mps.map(|mps| mps / MILE_PER_HOUR_MPS);
                self.measured(mph, 0, "unit-miles-per-hour")
            }
            Units::Si => self.measured(mps, 1, "unit-metres-per-second"),
        }
    }

    /// Less precipitation than this is none: half a hundredth of an inch, mm. What is
    /// not below it shows as more than zero in every unit system.
    pub const TRACE_MM: f64 = 0.127;

    /// An amount of rain given in mm: mm with one decimal, or inches with two.
    pub fn precipitation(&self, millimetres: impl Into<Option<f64>>) -> Quantity {
        let mm = millimetres.into();
        if self.imperial() {
            self.measured(mm.map(|mm| mm / INCH_MM), 2, "unit-inches")
        } else {
            self.measured(mm, 1, "unit-millimetres")
        }
    }

    /// An air pressure given in hPa: whole hPa, or inches of mercury with two decimals.
    pub fn pressure(&self, hectopascals: impl Into<Option<f64>>) -> Quantity {
        let hpa = hectopascals.into();
        if self.imperial() {
            let inches = hpa.map(|hpa| hpa / INCH_OF_MERCURY_HPA);
            self.measured(inches, 2, "unit-inches-of-mercury")
        } else {
            self.measured(hpa, 0, "unit-hectopascals")
        }
    }

    /// A difference of air pressures given in hPa: signed, one decimal, or inches
    /// of mercury with two.
    pub fn pressure_difference(&self, hectopascals: impl Into<Option<f64>>) -> Quantity {
        let (factor, decimals, unit_id) = if self.imperial() {
            (1.0 / INCH_OF_MERCURY_HPA, 2, "unit-inches-of-mercury")
        } else {
            (1.0, 1, "unit-hectopascals")
        };
        match hectopascals.into().map(|hpa| hpa * factor) {
            Some(difference) if difference.is_finite() => {
                let value = self.signed_number(difference, decimals);
                self.with_unit(value, &self.shared(unit_id, &[]))
            }
            _ => Quantity::gap(),
        }
    }

    /// A distance over ground given in metres: whole km or miles, with one
    /// decimal under ten; less than a kilometre in metres, less than a mile
    /// with two decimals.
    pub fn distance(&self, metres: impl Into<Option<f64>>) -> Quantity {
        let metres = metres.into();
        if self.imperial() {
            let miles = metres.map(|metres| metres / MILE_M);
            let decimals = match miles {
                Some(miles) if miles < 0.995 => 2,
                Some(miles) if miles < 9.95 => 1,
                _ => 0,
            };
            return self.measured(miles, decimals, "unit-miles");
        }
        // The limits are those of the rounded value: 999.6 m is 1.0 km, 9.96 km is 10 km.
        match metres {
            Some(metres) if metres < 999.5 => self.measured(Some(metres), 0, "unit-metres"),
            Some(metres) if metres < 9950.0 => {
                self.measured(Some(metres / 1e3), 1, "unit-kilometres")
            }
            _ => self.measured(metres.map(|metres| metres / 1e3), 0, "unit-kilometres"),
        }
    }

    /// A height of waves or snow given in metres: metres or feet with one decimal.
    pub fn height(&self, metres: impl Into<Option<f64>>) -> Quantity {
        let metres = metres.into();
        if self.imperial() {
            self.measured(metres.map(|metres| metres / FOOT_M), 1, "unit-feet")
        } else {
            self.measured(metres, 1, "unit-metres")
        }
    }

    /// A share given in percent: whole, `45%` or `45 %` by language.
    pub fn percent(&self, percent: impl Into<Option<f64>>) -> Quantity {
        self.measured(percent.into(), 0, "unit-percent")
            .spaced_by(self.shared("percent-spacing", &[]))
    }

    /// An angle given in degrees: whole, `270°`.
    pub fn degrees(&self, degrees: impl Into<Option<f64>>) -> Quantity {
        self.measured(degrees.into(), 0, "unit-degrees").spaced_by("")
    }
}
