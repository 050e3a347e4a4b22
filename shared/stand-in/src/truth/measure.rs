//! Kinds of quantities and how Open-Meteo writes them.

use serde::Deserialize;

/// A kind of quantity; its comment says in which unit the truth has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// °C.
    Temperature,
    /// m/s.
    Speed,
    /// Degrees.
    Direction,
    /// mm.
    Water,
    /// cm.
    Snow,
    /// hPa.
    Pressure,
    /// m.
    Length,
    /// %.
    Share,
    /// 1, with decimals.
    Index,
    /// 0 or 1.
    Flag,
    /// A code of a table.
    Code,
    /// J/kg.
    Energy,
    /// s.
    Duration,
    /// μg/m³.
    Concentration,
    /// Grains/m³.
    Grains,
    /// US air quality index.
    UsIndex,
    /// European air quality index.
    EuropeanIndex,
    /// Unix seconds; written as the answer writes times.
    Instant,
}

/// In which units a request wants its answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Units {
    pub(crate) temperature: TemperatureUnit,
    pub(crate) speed: SpeedUnit,
    pub(crate) water: WaterUnit,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TemperatureUnit {
    #[default]
    Celsius,
    Fahrenheit,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SpeedUnit {
    #[default]
    Kmh,
    Ms,
    Mph,
    Kn,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WaterUnit {
    #[default]
    Mm,
    Inch,
}

/// How values of a quantity are written: unit, decimals, and the line from the truth's unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    pub(crate) unit: &'static str,
    decimals: usize,
    factor: f64,
    offset: f64,
}

impl Measure {
    const fn plain(unit: &'static str, decimals: usize) -> Self {
        Self::scaled(unit, decimals, 1.0)
    }

    const fn scaled(unit: &'static str, decimals: usize, factor: f64) -> Self {
        Self { unit, decimals, factor, offset: 0.0 }
    }

    /// A value of the truth in this unit, not rounded.
    pub(crate) fn convert(self, value: f64) -> f64 {
        value * self.factor + self.offset
    }

    /// A converted value with its decimals; zero has no sign.
    pub(crate) fn format(self, converted: f64) -> String {
        let text = format!("{converted:.*}", self.decimals);
        let zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        if zero { text.replace('-', "") } else { text }
    }
}

impl Quantity {
    /// Units and decimals as the service has them. Factors are the exact
    /// definitions of the international inch, foot, mile and nautical mile.
    pub(crate) fn measure(self, units: &Units) -> Measure {
        match (self, units.water) {
            (Self::Temperature, _) => temperature(units.temperature),
            (Self::Speed, _) => speed(units.speed),
            (Self::Direction, _) => Measure::plain("°", 0),
            (Self::Water, WaterUnit::Mm) => Measure::plain("mm", 2),
            (Self::Water, WaterUnit::Inch) => Measure::scaled("inch", 3, 1.0 / 25.4),
            (Self::Snow, WaterUnit::Mm) => Measure::plain("cm", 2),
            (Self::Snow, WaterUnit::Inch) => Measure::scaled("inch", 3, 1.0 / 2.54),
            (Self::Length, WaterUnit::Mm) => Measure::plain("m", 2),
            (Self::Length, WaterUnit::Inch) => Measure::scaled("ft", 3, 1.0 / 0.3048),
            (Self::Pressure, _) => Measure::plain("hPa", 1),
            (Self::Share, _) => Measure::plain("%", 0),
            (Self::Index, _) => Measure::plain("", 2),
            (Self::Flag, _) => Measure::plain("", 0),
            (Self::Code, _) => Measure::plain("wmo code", 0),
            (Self::Energy, _) => Measure::plain("J/kg", 1),
            (Self::Duration, _) => Measure::plain("s", 2),
            (Self::Concentration, _) => Measure::plain("μg/m³", 1),
            (Self::Grains, _) => Measure::plain("grains/m³", 1),
            (Self::UsIndex, _) => Measure::plain("USAQI", 0),
            (Self::EuropeanIndex, _) => Measure::plain("EAQI", 0),
            (Self::Instant, _) => Measure::plain("unixtime", 0),
        }
    }
}

fn temperature(unit: TemperatureUnit) -> Measure {
    match unit {
        TemperatureUnit::Celsius => Measure::plain("°C", 1),
        TemperatureUnit::Fahrenheit => {
            Measure { unit: "°F", decimals: 1, factor: 1.8, offset: 32.0 }
        }
    }
}

fn speed(unit: SpeedUnit) -> Measure {
    match unit {
        SpeedUnit::Kmh => Measure::scaled("km/h", 1, 3.6),
        SpeedUnit::Ms => Measure::plain("m/s", 2),
        SpeedUnit::Mph => Measure::scaled("mp/h", 1, 1.0 / 0.447_04),
        SpeedUnit::Kn => Measure::scaled("kn", 1, 3600.0 / 1852.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_rounded_in_the_unit_asked_for() {
        let units = Units {
            temperature: TemperatureUnit::Fahrenheit,
            speed: SpeedUnit::Mph,
            water: WaterUnit::Inch,
        };
        let write = |quantity: Quantity, units: &Units, value| {
            let measure = quantity.measure(units);
            (measure.unit, measure.format(measure.convert(value)))
        };
        let metric = Units::default();
        let (c, f) = (("°C", "-17.8".to_owned()), ("°F", "0.0".to_owned()));
        assert_eq!(write(Quantity::Temperature, &metric, -17.79), c);
        assert_eq!(write(Quantity::Temperature, &units, -17.79), f);
        assert_eq!(write(Quantity::Speed, &metric, 10.0), ("km/h", "36.0".to_owned()));
        assert_eq!(write(Quantity::Speed, &units, 4.4704), ("mp/h", "10.0".to_owned()));
        assert_eq!(write(Quantity::Water, &units, 12.7), ("inch", "0.500".to_owned()));
        assert_eq!(write(Quantity::Length, &units, 304.8), ("ft", "1000.000".to_owned()));
        assert_eq!(write(Quantity::Share, &units, 61.4), ("%", "61".to_owned()));
    }
}
