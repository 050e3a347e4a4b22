//! Where there is a sea, how far the wind can run over it, and where its swell
//! comes from: boxes on the globe, in place of a map.
//!
//! The inland boxes lie in the cores of the continents and hold no sea, ice
//! shelves and lakes aside. They do not fill the continents: a spot in the rest
//! of a coastal plain counts as coast.

use std::sync::LazyLock;

use weather::Place;

/// From this height on a place is not by the sea, m.
const INLAND_FROM_M: f64 = 200.0;
/// What the wind finds on an open ocean, km.
const OPEN_FETCH_KM: f64 = 600.0;

/// The sea beside a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Waters {
    /// How far the wind can run over it, km.
    pub(crate) fetch_km: f64,
    /// Where swell usually comes from, degrees; by the latitude where none is given.
    pub(crate) swell_from_deg: Option<f64>,
}

/// A box on the globe; none of them crosses the date line.
struct Region {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
    /// None inland.
    waters: Option<Waters>,
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| rows().filter_map(region).collect());

/// The sea beside a place: that of the first box it lies in, else an open
/// ocean; none inland and in the hills.
pub(crate) fn beside(place: &Place) -> Option<Waters> {
    if place.elevation > INLAND_FROM_M {
        return None;
    }
    let (latitude, longitude) = (place.latitude, place.longitude);
    let within = |region: &&Region| {
        (region.south..=region.north).contains(&latitude)
            && (region.west..=region.east).contains(&longitude)
    };
    let ocean = Some(Waters { fetch_km: OPEN_FETCH_KM, swell_from_deg: None });
    REGIONS.iter().find(within).map_or(ocean, |region| region.waters)
}

fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("../data/waters.csv").lines().skip(1)
}

/// One row: name, south, north, west, east (degrees), fetch (km, 0 inland), swell from (degrees).
fn region(row: &str) -> Option<Region> {
    let (row, swell) = row.rsplit_once(',')?;
    let values: Vec<f64> = row.split(',').skip(1).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [south, north, west, east, fetch_km] = values.try_into().ok()?;
    let waters = Waters { fetch_km, swell_from_deg: swell.parse().ok() };
    Some(Region { south, north, west, east, waters: (fetch_km > 0.0).then_some(waters) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The built-in places up to 200 m without a sea.
    const INLAND: &str = "beijing wuhan moscow dhaka cairo nanjing hanoi baghdad shenyang ahmedabad harbin jinan \
        zhengzhou faisalabad ibadan berlin changsha kyiv kanpur toronto chicago lucknow daegu \
        manaus paris bucharest palembang montreal budapest warsaw vienna patna novosibirsk \
        phnom-penh san-antonio khulna asuncion daejeon kharkiv milan basra dallas belgrade \
        nizhny-novgorod kazan mandalay omsk prague varanasi samara birmingham krasnoyarsk \
        cologne brussels ottawa volgograd perm ciudad-guayana austin managua dnipro rosario \
        naypyidaw vientiane nashville seville wroclaw zagreb portland frankfurt detroit \
        chisinau memphis dusseldorf cuiaba dortmund manchester dresden milwaukee bremen \
        vilnius leeds poznan sacramento lyon hanover toulouse leipzig gomel tamale bratislava \
        luxor bologna aswan iasi iquitos florence cleveland brest orlando plovdiv cincinnati \
        munster mannheim foz-do-iguacu kaunas karlsruhe st-louis strasbourg tampere timisoara \
        nis lille sylhet yakutsk rennes novi-sad debrecen liege uppsala oxford szeged \
        cambridge pecs siem-reap udon-thani salto mostar tartu rovaniemi tozeur garoua \
        fairbanks flores belmopan ein-bokek";

    #[test]
    fn every_row_is_a_region() {
        for row in rows() {
            let region = region(row).unwrap_or_else(|| panic!("not a region: {row}"));
            assert!((-90.0..region.north).contains(&region.south) && region.north <= 90.0, "{row}");
            assert!((-180.0..region.east).contains(&region.west) && region.east <= 180.0, "{row}");
            let Some(waters) = region.waters else { continue };
            assert!((20.0..=600.0).contains(&waters.fetch_km), "{row}");
            assert!(waters.swell_from_deg.is_none_or(|from| (0.0..360.0).contains(&from)), "{row}");
        }
    }

    #[test]
    fn cities_have_a_sea_where_there_is_one() {
        let places = places::Places::builtin();
        let inland: Vec<&str> = INLAND.split_whitespace().collect();
        for place in places.all() {
            let expected = place.elevation <= 200.0 && !inland.contains(&place.id.as_str());
            assert_eq!(beside(&place).is_some(), expected, "{}", place.id);
        }
        assert!(inland.iter().all(|id| places.by_id(id).is_some()));
    }

    #[test]
    fn the_open_ocean_is_open_and_the_plains_are_not() {
        let places = places::Places::builtin();
        for spot in ["0,-30", "-48.88,-123.39", "45,-40", "10,180", "-60,-180"] {
            let waters = beside(&places.parse(spot, None).unwrap()).unwrap();
            assert!(waters.fetch_km >= 500.0, "{spot}");
        }
        for spot in ["49.5,15", "52,60", "23,10", "-25,135", "40,-100", "-10,-55", "-85,0"] {
            assert_eq!(beside(&places.parse(spot, None).unwrap()), None, "{spot}");
        }
    }
}
