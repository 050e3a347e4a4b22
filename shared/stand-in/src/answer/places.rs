//! The places that the search knows.

/// A place, with what the service tells of it.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) id: u32,
    /// Language and name; the first is English.
    pub(crate) names: &'static [(&'static str, &'static str)],
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    /// m.
    pub(crate) elevation: Option<f64>,
    pub(crate) feature_code: &'static str,
    /// ISO code, GeoNames id and English name of its country.
    pub(crate) country: Option<(&'static str, u32, &'static str)>,
    /// Id and name of its state or region.
    pub(crate) region: Option<(u32, &'static str)>,
    pub(crate) timezone: &'static str,
    pub(crate) population: Option<u32>,
}

/// This far from a known place its time zone holds, degrees.
const NEAR: f64 = 2.0;

/// The known place near by, if any.
pub(crate) fn near(latitude: f64, longitude: f64) -> Option<&'static Place> {
    let distance =
        |place: &Place| (place.latitude - latitude).abs().max((place.longitude - longitude).abs());
    let nearest = PLACES.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)));
    nearest.filter(|place| distance(place) <= NEAR)
}

const USA: Option<(&str, u32, &str)> = Some(("US", 6_252_001, "United States"));

pub(crate) static PLACES: &[Place] = &[
    Place {
        id: 900_001,
        names: &[("en", "Lisbon"), ("pt", "Lisboa"), ("de", "Lissabon"), ("ja", "リスボン")],
        latitude: 38.7223,
        longitude: -9.1393,
        elevation: Some(45.0),
        feature_code: "PPLC",
        country: Some(("PT", 2_264_397, "Portugal")),
        region: Some((900_101, "Lisboa")),
        timezone: "Europe/Lisbon",
        population: Some(517_802),
    },
    Place {
        id: 900_002,
        names: &[("en", "Springfield")],
        latitude: 39.8017,
        longitude: -89.6437,
        elevation: Some(180.0),
        feature_code: "PPLA",
        country: USA,
        region: Some((900_102, "Illinois")),
        timezone: "America/Chicago",
        population: Some(114_394),
    },
    Place {
        id: 900_003,
        names: &[("en", "Springfield")],
        latitude: 42.1015,
        longitude: -72.5898,
        elevation: Some(22.0),
        feature_code: "PPLA2",
        country: USA,
        region: Some((900_103, "Massachusetts")),
        timezone: "America/New_York",
        population: Some(155_929),
    },
    Place {
        id: 900_004,
        names: &[("en", "Springfield")],
        latitude: 37.2153,
        longitude: -93.2982,
        elevation: Some(396.0),
        feature_code: "PPLA2",
        country: USA,
        region: Some((900_104, "Missouri")),
        timezone: "America/Chicago",
        population: Some(169_176),
    },
    Place {
        id: 900_005,
        names: &[("en", "New York"), ("ja", "ニューヨーク")],
        latitude: 40.7143,
        longitude: -74.006,
        elevation: Some(10.0),
        feature_code: "PPL",
        country: USA,
        region: Some((900_105, "New York")),
        timezone: "America/New_York",
        population: Some(8_804_190),
    },
    Place {
        id: 900_006,
        names: &[("en", "Munich"), ("de", "München")],
        latitude: 48.1374,
        longitude: 11.5755,
        elevation: Some(524.0),
        feature_code: "PPLA",
        country: Some(("DE", 2_921_044, "Germany")),
        region: Some((900_106, "Bavaria")),
        timezone: "Europe/Berlin",
        population: Some(1_260_391),
    },
    Place {
        id: 900_007,
        names: &[("en", "Prague"), ("cs", "Praha"), ("de", "Prag")],
        latitude: 50.088,
        longitude: 14.4208,
        elevation: Some(202.0),
        feature_code: "PPLC",
        country: Some(("CZ", 3_077_311, "Czechia")),
        region: Some((900_107, "Prague")),
        timezone: "Europe/Prague",
        population: Some(1_165_581),
    },
    Place {
        id: 900_008,
        names: &[("en", "Reykjavik"), ("is", "Reykjavík")],
        latitude: 64.1355,
        longitude: -21.8954,
        elevation: Some(37.0),
        feature_code: "PPLC",
        country: Some(("IS", 2_629_691, "Iceland")),
        region: None,
        timezone: "Atlantic/Reykjavik",
        population: Some(118_918),
    },
    Place {
        id: 900_009,
        names: &[("en", "Tokyo"), ("de", "Tokio"), ("ja", "東京")],
        latitude: 35.6895,
        longitude: 139.6917,
        elevation: Some(44.0),
        feature_code: "PPLC",
        country: Some(("JP", 1_861_060, "Japan")),
        region: Some((900_109, "Tokyo")),
        timezone: "Asia/Tokyo",
        population: Some(9_733_276),
    },
    Place {
        id: 900_010,
        names: &[("en", "Sydney")],
        latitude: -33.8678,
        longitude: 151.2073,
        elevation: Some(58.0),
        feature_code: "PPLA",
        country: Some(("AU", 2_077_456, "Australia")),
        region: Some((900_110, "New South Wales")),
        timezone: "Australia/Sydney",
        population: Some(4_627_345),
    },
    Place {
        id: 900_011,
        names: &[("en", "Kolkata"), ("de", "Kalkutta")],
        latitude: 22.5626,
        longitude: 88.363,
        elevation: Some(11.0),
        feature_code: "PPLA",
        country: Some(("IN", 1_269_750, "India")),
        region: Some((900_111, "West Bengal")),
        timezone: "Asia/Kolkata",
        population: Some(4_631_392),
    },
    // A settlement whose height nobody has recorded.
    Place {
        id: 900_012,
        names: &[("en", "Longyearbyen")],
        latitude: 78.2233,
        longitude: 15.6469,
        elevation: None,
        feature_code: "PPLC",
        country: Some(("SJ", 607_072, "Svalbard and Jan Mayen")),
        region: None,
        timezone: "Arctic/Longyearbyen",
        population: Some(2_060),
    },
    // A place of no country.
    Place {
        id: 900_013,
        names: &[("en", "Ross Ice Shelf"), ("de", "Ross-Schelfeis")],
        latitude: -81.5,
        longitude: -175.0,
        elevation: Some(60.0),
        feature_code: "GLCR",
        country: None,
        region: None,
        timezone: "Antarctica/McMurdo",
        population: None,
    },
];
