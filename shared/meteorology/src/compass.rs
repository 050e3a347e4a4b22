use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One of the sixteen points of the compass, clockwise from north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the points themselves")]
pub enum CompassPoint {
    N,
    Nne,
    Ne,
    Ene,
    E,
    Ese,
    Se,
    Sse,
    S,
    Ssw,
    Sw,
    Wsw,
    W,
    Wnw,
    Nw,
    Nnw,
}

impl CompassPoint {
    /// All points, clockwise from north.
    pub const ALL: [Self; 16] = [
        Self::N,
        Self::Nne,
        Self::Ne,
        Self::Ene,
        Self::E,
        Self::Ese,
        Self::Se,
        Self::Sse,
        Self::S,
        Self::Ssw,
        Self::Sw,
        Self::Wsw,
        Self::W,
        Self::Wnw,
        Self::Nw,
        Self::Nnw,
    ];

    /// The English abbreviation, for instance `NNE`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::N => "N",
            Self::Nne => "NNE",
            Self::Ne => "NE",
            Self::Ene => "ENE",
            Self::E => "E",
            Self::Ese => "ESE",
            Self::Se => "SE",
            Self::Sse => "SSE",
            Self::S => "S",
            Self::Ssw => "SSW",
            Self::Sw => "SW",
            Self::Wsw => "WSW",
            Self::W => "W",
            Self::Wnw => "WNW",
            Self::Nw => "NW",
            Self::Nnw => "NNW",
        }
    }
}

impl fmt::Display for CompassPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The compass point nearest to a direction in degrees clockwise from north.
/// Any finite angle is brought to one turn; what is not finite counts as north.
#[must_use]
pub fn compass_point(direction_deg: f64) -> CompassPoint {
    let sector = (direction_deg.rem_euclid(360.0) / 22.5).round() as usize;
    CompassPoint::ALL[sector % 16]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_in_the_middle_of_its_sector() {
        for (index, point) in CompassPoint::ALL.into_iter().enumerate() {
            let middle = index as f64 * 22.5;
            for direction in
                [middle, middle - 11.24, middle + 11.24, middle - 720.0, middle + 360.0]
            {
                assert_eq!(compass_point(direction), point, "{direction}°");
            }
        }
    }

    #[test]
    fn sectors_meet_half_way() {
        assert_eq!(compass_point(11.24), CompassPoint::N);
        assert_eq!(compass_point(11.26), CompassPoint::Nne);
        assert_eq!(compass_point(348.76), CompassPoint::N);
        assert_eq!(compass_point(348.74), CompassPoint::Nnw);
    }

    #[test]
    fn no_angle_is_out_of_reach() {
        for direction in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e-17, -0.0] {
            assert_eq!(compass_point(direction), CompassPoint::N, "{direction}");
        }
        assert!(CompassPoint::ALL.contains(&compass_point(f64::MAX)));
    }

    #[test]
    fn points_are_written_as_their_code() {
        for point in CompassPoint::ALL {
            assert_eq!(serde_json::to_value(point).unwrap(), point.code());
        }
        assert_eq!(compass_point(22.5).to_string(), "NNE");
    }
}
