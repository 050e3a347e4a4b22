//! What is normal for a month at a place: a table of reference stations,
//! carried to any spot.
//!
//! The stations' values approximate the normals that national services publish
//! through WMO (1991–2020, or 1961–1990 where there are no newer ones): close
//! enough to simulate a climate, not a source to quote.
//! Between stations they are weighted by the inverse square of the distance:
//! temperatures as departures from a zonal mean, at sea level with the lapse
//! rate of the ICAO standard atmosphere. Far from all the zonal mean stands.

use std::sync::LazyLock;

use weather::Place;

/// Fall of temperature with height in the ICAO standard atmosphere, °C per m.
pub(crate) const LAPSE_RATE_C_PER_M: f64 = 0.0065;
/// At this distance a station counts as much as the zonal mean, km.
const STATION_REACH_KM: f64 = 1200.0;
/// How many stations, the nearest ones, have a say.
const STATIONS: usize = 4;
/// Below this distance a station's own value stands, km.
const AT_STATION_KM: f64 = 0.1;

/// A year of normals, January first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normals {
    /// Mean temperature of each month, °C.
    pub mean_c: [f64; 12],
    /// Precipitation of each month, mm.
    pub precipitation_mm: [f64; 12],
}

/// A reference station, its temperatures at sea level as departures from the zonal mean.
struct Station {
    latitude: f64,
    longitude: f64,
    departure_c: [f64; 12],
    precipitation_mm: [f64; 12],
}

static STATION_TABLE: LazyLock<Vec<Station>> =
    LazyLock::new(|| rows().filter_map(station).collect());

/// The normals at a place.
#[must_use]
pub fn normals(place: &Place) -> Normals {
    let mut nearest: Vec<(f64, &Station)> = STATION_TABLE
        .iter()
        .map(|station| (place.distance_km(station.latitude, station.longitude), station))
        .collect();
    nearest.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    nearest.truncate(STATIONS);

    let zonal = zonal(place.latitude);
    let mut departure_c = [0.0; 12];
    let mut precipitation_mm = zonal.precipitation_mm;
    let mut weights = 1.0;
    for (distance_km, station) in nearest {
        let ratio = STATION_REACH_KM / distance_km.max(AT_STATION_KM);
        let weight = ratio * ratio;
        weights += weight;
        for month in 0..12 {
            departure_c[month] += weight * station.departure_c[month];
            precipitation_mm[month] += weight * station.precipitation_mm[month];
        }
    }
    let height_c = place.elevation * LAPSE_RATE_C_PER_M;
    Normals {
        mean_c: std::array::from_fn(|month| {
            zonal.mean_c[month] + departure_c[month] / weights - height_c
        }),
        precipitation_mm: precipitation_mm.map(|mm| mm / weights),
    }
}

/// Rough means around a parallel at sea level: colder and with wider seasons
/// towards the poles, wet at the equator and in the westerlies.
fn zonal(latitude: f64) -> Normals {
    let distance = latitude.abs();
    let annual_mean_c = 27.0 - 0.0075 * distance * distance;
    let (half_range_c, warmest) =
        if latitude < 0.0 { (0.09 * distance, 0.5) } else { (0.22 * distance, 6.5) };
    let wet = |centre: f64, width: f64| {
        let off = (distance - centre) / width;
        libm::exp(-off * off)
    };
    let precipitation_mm = 15.0 + 160.0 * wet(0.0, 12.0) + 60.0 * wet(47.0, 15.0);
    Normals {
        mean_c: std::array::from_fn(|month| {
            let phase = (month as f64 - warmest) * std::f64::consts::TAU / 12.0;
            annual_mean_c + half_range_c * libm::cos(phase)
        }),
        precipitation_mm: [precipitation_mm; 12],
    }
}

fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("../data/climate.csv").lines().skip(1)
}

/// One row: name, latitude, longitude, elevation (m), 12 temperatures (°C), 12 sums (mm).
fn station(row: &str) -> Option<Station> {
    let values: Vec<f64> = row.split(',').skip(1).map(str::parse).collect::<Result<_, _>>().ok()?;
    let (&[latitude, longitude, elevation_m], normals) = values.split_first_chunk()?;
    let (means, sums) = normals.split_first_chunk::<12>()?;
    let zonal = zonal(latitude);
    let height_c = elevation_m * LAPSE_RATE_C_PER_M;
    Some(Station {
        latitude,
        longitude,
        departure_c: std::array::from_fn(|month| means[month] + height_c - zonal.mean_c[month]),
        precipitation_mm: sums.try_into().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(latitude: f64, longitude: f64, elevation: f64) -> Place {
        Place {
            id: format!("{latitude},{longitude}"),
            name: String::new(),
            latitude,
            longitude,
            elevation,
            timezone: "UTC".into(),
            country: String::new(),
        }
    }

    #[test]
    fn every_row_is_a_station_and_keeps_its_own_values() {
        for row in rows() {
            let station = station(row).unwrap_or_else(|| panic!("not a station: {row}"));
            let fields: Vec<f64> =
                row.split(',').skip(1).map(|field| field.parse().unwrap()).collect();
            let place = spot(station.latitude, station.longitude, fields[2]);
            let normals = normals(&place);
            for month in 0..12 {
                let (mean_c, mm) = (fields[3 + month], fields[15 + month]);
                assert!((-65.0..45.0).contains(&mean_c) && (0.0..2000.0).contains(&mm), "{row}");
                assert!((normals.mean_c[month] - mean_c).abs() < 0.01, "{row}");
                assert!((normals.precipitation_mm[month] - mm).abs() < 0.05, "{row}");
            }
        }
    }

    #[test]
    fn stations_stand_where_the_cities_are() {
        let places = places::Places::builtin();
        for row in rows() {
            let fields: Vec<&str> = row.split(',').collect();
            let city = places.by_id(fields[0]).unwrap_or_else(|| panic!("no such city: {row}"));
            let stood = [city.latitude, city.longitude, city.elevation];
            let stands = [1, 2, 3].map(|field| fields[field].parse::<f64>().unwrap());
            assert_eq!(stood, stands, "{row}");
        }
    }

    fn january_and_july_c(place: &Place) -> (f64, f64) {
        let mean_c = normals(place).mean_c;
        (mean_c[0], mean_c[6])
    }

    #[test]
    fn hills_are_colder_and_hemispheres_opposite() {
        let (foot, top) = (spot(47.4, 9.5, 400.0), spot(47.4, 9.5, 2400.0));
        let cooling = january_and_july_c(&foot).1 - january_and_july_c(&top).1;
        assert!((cooling - 13.0).abs() < 1e-9);
        for latitude in [35.0, 50.0, 65.0, 80.0] {
            let (north, south) = (spot(latitude, -35.0, 0.0), spot(-latitude, -20.0, 0.0));
            let [north, south] = [north, south].map(|place| january_and_july_c(&place));
            assert!(north.1 > north.0 && south.1 < south.0);
        }
    }

    #[test]
    fn the_open_ocean_has_a_plausible_climate() {
        let point_nemo = spot(-48.88, -123.39, 0.0);
        let (january_c, july_c) = january_and_july_c(&point_nemo);
        assert!((8.0..14.0).contains(&january_c) && (4.0..11.0).contains(&july_c));
        let atlantic = spot(0.0, -25.0, 0.0);
        assert!((24.0..30.0).contains(&normals(&atlantic).mean_c[3]));
    }
}
