//! From the unit an answer states to the unit of the model.

/// A kind of quantity; its name says the unit of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// °C.
    Temperature,
    /// m/s.
    Speed,
    /// mm.
    WaterDepth,
    /// m.
    Distance,
    /// hPa.
    Pressure,
    /// %.
    Share,
    /// Degrees.
    Angle,
    /// s.
    Duration,
    /// µg/m³.
    Concentration,
    /// Grains of pollen, 1/m³.
    Grains,
    /// A code, an index, yes or no.
    Number,
}

/// Turns a number in a stated unit into one in the unit of the model.
pub(crate) type Conversion = fn(f64) -> f64;

/// The conversion from `unit`, spelled as Open-Meteo spells it, for a quantity;
/// `None` where the unit is unknown. Factors are the exact definitions of the
/// international foot (0.3048 m), mile and nautical mile (1852 m).
pub(crate) fn conversion(quantity: Quantity, unit: &str) -> Option<Conversion> {
    let conversion: Conversion = match (quantity, unit) {
        (Quantity::Temperature, "°C")
        | (Quantity::Speed, "m/s")
        | (Quantity::WaterDepth, "mm")
        | (Quantity::Distance, "m")
        | (Quantity::Pressure, "hPa")
        | (Quantity::Share, "%")
        | (Quantity::Angle, "°")
        | (Quantity::Duration, "s" | "seconds")
        // The micro sign and the Greek letter look the same.
        | (Quantity::Concentration, "μg/m³" | "µg/m³")
        | (Quantity::Grains, "grains/m³")
        | (Quantity::Number, "" | "wmo code") => |value| value,
        (Quantity::Temperature, "°F") => |fahrenheit| (fahrenheit - 32.0) / 1.8,
        (Quantity::Speed, "km/h") => |kilometres| kilometres / 3.6,
        (Quantity::Speed, "mp/h" | "mph") => |miles| miles * 0.447_04,
        (Quantity::Speed, "kn") => |knots| knots * 1852.0 / 3600.0,
        (Quantity::WaterDepth, "inch") => |inches| inches * 25.4,
        (Quantity::WaterDepth, "cm") => |centimetres| centimetres * 10.0,
        (Quantity::Distance, "km") => |kilometres| kilometres * 1000.0,
        (Quantity::Distance, "ft") => |feet| feet * 0.3048,
        _ => return None,
    };
    Some(conversion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_units_become_the_units_of_the_model() {
        let cases = [
            (Quantity::Temperature, "°C", 21.5, 21.5),
            (Quantity::Temperature, "°F", 212.0, 100.0),
            (Quantity::Temperature, "°F", -40.0, -40.0),
            (Quantity::Speed, "km/h", 36.0, 10.0),
            (Quantity::Speed, "mp/h", 10.0, 4.4704),
            (Quantity::Speed, "kn", 10.0, 5.144_444_444_444_445),
            (Quantity::WaterDepth, "inch", 0.5, 12.7),
            (Quantity::Distance, "ft", 1000.0, 304.8),
            (Quantity::Distance, "km", 24.1, 24_100.0),
            (Quantity::Number, "wmo code", 61.0, 61.0),
        ];
        for (quantity, unit, stated, expected) in cases {
            let found = conversion(quantity, unit).unwrap()(stated);
            assert!((found - expected).abs() < 1e-9, "{stated} {unit}: {found}, not {expected}");
        }
    }

    #[test]
    fn a_unit_of_another_quantity_is_unknown() {
        assert!(conversion(Quantity::Temperature, "m/s").is_none());
        assert!(conversion(Quantity::Speed, "furlongs").is_none());
        assert!(conversion(Quantity::Temperature, "").is_none());
    }
}
