use jiff::{Timestamp, tz::TimeZone};

use super::{clock::HOUR_S, places, refusal::Refusal};

/// The offset of one answer, and what it calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) name: String,
    pub(crate) abbreviation: String,
    /// From UTC at now, s.
    pub(crate) offset_s: i64,
}

impl Zone {
    /// The zone that a request names: an IANA name, `auto` or `GMT`.
    pub(crate) fn resolve(
        name: &str,
        latitude: f64,
        longitude: f64,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let name = match name {
            "auto" => auto(latitude, longitude),
            name => name.to_owned(),
        };
        let zone = TimeZone::get(&name).map_err(|_| Refusal::Timezone)?;
        let offset_s = i64::from(zone.to_offset(now).seconds());
        let name = zone.iana_name().unwrap_or(&name).to_owned();
        Ok(Self { name, abbreviation: abbreviation(offset_s), offset_s })
    }
}

/// The zone of a known place near by, else by the longitude.
fn auto(latitude: f64, longitude: f64) -> String {
    if let Some(place) = places::near(latitude, longitude) {
        return place.timezone.to_owned();
    }
    // The signs of these names are the other way round: Etc/GMT-2 is east.
    match (longitude / 15.0).round() as i64 {
        0 => "GMT".to_owned(),
        hours @ 1.. => format!("Etc/GMT-{hours}"),
        hours => format!("Etc/GMT+{}", -hours),
    }
}

fn abbreviation(offset_s: i64) -> String {
    let (sign, size) = (if offset_s < 0 { '-' } else { '+' }, offset_s.abs());
    match (size / HOUR_S, size % HOUR_S / 60) {
        (0, 0) => "GMT".to_owned(),
        (hours, 0) => format!("GMT{sign}{hours}"),
        (hours, minutes) => format!("GMT{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_and_found() {
        let now = "2026-07-01T12:00:00Z".parse().unwrap();
        for (asked, name, abbreviation, offset_s) in [
            ("Europe/Lisbon", "Europe/Lisbon", "GMT+1", 3600),
            ("america/denver", "America/Denver", "GMT-6", -21_600),
            ("Asia/Kolkata", "Asia/Kolkata", "GMT+5:30", 19_800),
            ("GMT", "GMT", "GMT", 0),
        ] {
            let zone = Zone::resolve(asked, 0.0, 0.0, now).unwrap();
            let expected = Zone { name: name.into(), abbreviation: abbreviation.into(), offset_s };
            assert_eq!(zone, expected);
        }
        let auto =
            |latitude, longitude| Zone::resolve("auto", latitude, longitude, now).unwrap().name;
        assert_eq!(auto(38.7, -9.1), "Europe/Lisbon");
        assert_eq!(auto(-48.9, -123.4), "Etc/GMT+8");
        assert_eq!(auto(-30.0, 75.0), "Etc/GMT-5");
        for longitude in [-180.0, 180.0] {
            assert!(Zone::resolve("auto", -60.0, longitude, now).is_ok());
        }
        assert_eq!(Zone::resolve("Mars/Olympus", 0.0, 0.0, now), Err(Refusal::Timezone));
    }
}
