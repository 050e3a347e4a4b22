use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A spot on Earth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// A lower-case word such as `lisbon`, or `latitude,longitude` for a free spot.
    pub id: String,
    /// The name people use, in their own spelling.
    pub name: String,
    /// Degrees north (−90 to 90).
    pub latitude: f64,
    /// Degrees east (−180 to 180).
    pub longitude: f64,
    /// Metres above mean sea level.
    pub elevation: f64,
    /// IANA time zone, for instance `Europe/Lisbon`.
    pub timezone: String,
    /// ISO 3166-1 alpha-2 code; empty at sea and in Antarctica.
    pub country: String,
}

/// Coordinates that are not on Earth.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(
    "{latitude},{longitude} is not on Earth: latitude is allowed from -90 to 90, longitude from -180 to 180"
)]
pub struct InvalidCoordinates {
    /// The latitude found, degrees.
    pub latitude: f64,
    /// The longitude found, degrees.
    pub longitude: f64,
}

impl Place {
    /// Checks a pair of coordinates and rounds it to 4 decimals (about 11 m);
    /// the date line becomes 180° east.
    ///
    /// # Errors
    /// When one of them is out of range or not a number.
    pub fn coordinates(latitude: f64, longitude: f64) -> Result<(f64, f64), InvalidCoordinates> {
        let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        if !on_earth {
            return Err(InvalidCoordinates { latitude, longitude });
        }
        // Adding zero turns -0 into 0, so that one spot has one id.
        let round = |degrees: f64| (degrees * 1e4).round() / 1e4 + 0.0;
        // The date line is 180° east as well as west.
        let longitude = if round(longitude) == -180.0 { 180.0 } else { round(longitude) };
        Ok((round(latitude), longitude))
    }

    /// The place's time zone; UTC where the name is unknown to the bundled database.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.timezone).unwrap_or(TimeZone::UTC)
    }

    /// Great-circle distance to a spot, km.
    #[must_use]
    pub fn distance_km(&self, latitude: f64, longitude: f64) -> f64 {
        distance_km((self.latitude, self.longitude), (latitude, longitude))
    }
}

/// Great-circle distance between two spots, each by its latitude and longitude
/// in degrees, km (haversine on a sphere of radius 6371 km); the same on every machine.
#[must_use]
pub fn distance_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat1, lat2) = (from.0.to_radians(), to.0.to_radians());
    let half_lat = (lat2 - lat1) / 2.0;
    let half_lon = (to.1 - from.1).to_radians() / 2.0;
    let (sin_lat, sin_lon) = (libm::sin(half_lat), libm::sin(half_lon));
    let haversine = sin_lat * sin_lat + libm::cos(lat1) * libm::cos(lat2) * sin_lon * sin_lon;
    2.0 * 6371.0 * libm::asin(haversine.sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_rounded_and_checked() {
        assert_eq!(Place::coordinates(38.722_252, -9.139_337), Ok((38.7223, -9.1393)));
        assert_eq!(Place::coordinates(-0.000_01, 180.0), Ok((0.0, 180.0)));
        assert_eq!(Place::coordinates(-17.0, -179.999_99), Ok((-17.0, 180.0)));
        for (latitude, longitude) in
            [(90.1, 0.0), (0.0, -180.5), (f64::NAN, 0.0), (0.0, f64::INFINITY)]
        {
            assert!(Place::coordinates(latitude, longitude).is_err());
        }
    }

    #[test]
    fn lisbon_to_berlin_is_2311_km() {
        let lisbon = Place {
            id: "lisbon".into(),
            name: "Lisboa".into(),
            latitude: 38.7223,
            longitude: -9.1393,
            elevation: 45.0,
            timezone: "Europe/Lisbon".into(),
            country: "PT".into(),
        };
        assert!((lisbon.distance_km(52.52, 13.405) - 2311.0).abs() < 5.0);
    }
}
