//! Where there is no sea, and where the United States are: coarse, for tests.

/// Places without sea within half a degree, degrees north and east.
const INLAND: &[(f64, f64)] = &[
    (50.08, 14.44),   // Prague
    (39.74, -104.99), // Denver
    (40.42, -3.70),   // Madrid
    (52.22, 6.90),    // Enschede
    (48.14, 11.58),   // Munich
    (48.21, 16.37),   // Vienna
    (47.37, 8.54),    // Zürich
    (46.95, 7.45),    // Bern
    (48.86, 2.35),    // Paris
    (52.52, 13.41),   // Berlin
    (52.23, 21.01),   // Warsaw
    (47.50, 19.04),   // Budapest
    (55.76, 37.62),   // Moscow
    (39.93, 32.86),   // Ankara
    (41.88, -87.63),  // Chicago
    (33.75, -84.39),  // Atlanta
    (43.65, -79.38),  // Toronto
    (19.43, -99.13),  // Mexico City
    (4.71, -74.07),   // Bogotá
    (-15.79, -47.88), // Brasília
    (-26.20, 28.05),  // Johannesburg
    (-1.29, 36.82),   // Nairobi
    (9.03, 38.74),    // Addis Ababa
    (28.61, 77.21),   // Delhi
    (39.90, 116.41),  // Beijing
    (-35.28, 149.13), // Canberra
    (-23.70, 133.88), // Alice Springs
];
const HALF_A_DEGREE: f64 = 0.5;

/// The insides of continents: south, north, west, east.
const INTERIORS: &[[f64; 4]] = &[
    [46.5, 51.0, 9.0, 27.0],      // Central Europe
    [39.5, 41.5, -6.0, -2.0],     // the Meseta
    [50.0, 58.0, 31.0, 100.0],    // Russia
    [29.0, 48.0, 75.0, 112.0],    // Central Asia and China
    [34.0, 60.0, -114.0, -96.0],  // the Great Plains
    [16.0, 28.0, -8.0, 28.0],     // the Sahara
    [-10.0, 8.0, 15.0, 35.0],     // the Congo and the Great Lakes
    [-15.0, -2.0, -68.0, -52.0],  // the Amazon
    [-29.0, -20.0, 121.0, 142.0], // Australia
    [-89.9, -80.0, 0.0, 180.0],   // Antarctica
];

/// The outline of the contiguous United States, degrees north and east.
const UNITED_STATES: &[(f64, f64)] = &[
    (48.4, -124.9),
    (49.0, -123.0),
    (49.0, -95.2),
    (48.0, -89.6),
    (46.4, -84.6),
    (43.0, -82.4),
    (41.7, -82.7),
    (42.7, -79.0),
    (43.3, -79.1),
    (43.6, -76.8),
    (45.0, -74.7),
    (45.0, -71.5),
    (47.4, -69.2),
    (47.3, -67.9),
    (44.8, -66.8),
    (41.2, -69.6),
    (35.2, -75.2),
    (30.7, -81.0),
    (25.2, -80.0),
    (24.4, -81.9),
    (28.0, -83.0),
    (28.9, -89.3),
    (29.2, -94.7),
    (25.8, -97.0),
    (28.9, -101.0),
    (29.0, -103.2),
    (31.7, -106.5),
    (31.3, -111.0),
    (32.5, -117.3),
    (34.4, -121.0),
    (40.4, -124.7),
];

/// Whether a place is too far from any sea for the service to have waves there.
pub(crate) fn is_inland(latitude: f64, longitude: f64) -> bool {
    let near = |&(lat, lon): &(f64, f64)| {
        (lat - latitude).abs() <= HALF_A_DEGREE && (lon - longitude).abs() <= HALF_A_DEGREE
    };
    let within = |&[south, north, west, east]: &[f64; 4]| {
        (south..=north).contains(&latitude) && (west..=east).contains(&longitude)
    };
    INLAND.iter().any(near) || INTERIORS.iter().any(within)
}

/// Whether a place is in the contiguous United States: whether a line to the
/// east crosses the outline an odd number of times.
pub(crate) fn is_united_states(latitude: f64, longitude: f64) -> bool {
    let ends = UNITED_STATES.iter().skip(1).chain(UNITED_STATES.first());
    let crossed = UNITED_STATES.iter().zip(ends).filter(|((lat1, lon1), (lat2, lon2))| {
        let spans = (*lat1 > latitude) != (*lat2 > latitude);
        spans && longitude < lon1 + (latitude - lat1) / (lat2 - lat1) * (lon2 - lon1)
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coasts_have_sea_and_the_inland_has_none() {
        for (latitude, longitude) in
            [(50.1, 14.4), (39.7, -105.0), (40.4, -3.7), (52.2, 6.9), (48.0, 11.9), (45.0, -100.0)]
        {
            assert!(is_inland(latitude, longitude), "{latitude}, {longitude}");
        }
        for (latitude, longitude) in [
            (38.72, -9.14),   // Lisbon
            (40.71, -74.01),  // New York
            (53.04, 3.96),    // North Sea
            (59.13, 18.21),   // Stockholm
            (-33.87, 151.21), // Sydney
            (35.68, 139.69),  // Tokyo
            (-22.91, -43.17), // Rio
            (0.0, 0.0),
            (78.22, 15.65), // Longyearbyen
            (53.55, 9.99),  // Hamburg
        ] {
            assert!(!is_inland(latitude, longitude), "{latitude}, {longitude}");
        }
    }

    #[test]
    fn the_united_states_end_somewhere() {
        for (latitude, longitude) in [
            (40.71, -74.01),
            (34.05, -118.24),
            (47.61, -122.33),
            (25.77, -80.20),
            (42.36, -71.06),
            (39.74, -104.99),
            (29.95, -90.07),
            (41.88, -87.63),
            (32.72, -117.10),
        ] {
            assert!(is_united_states(latitude, longitude), "{latitude}, {longitude}");
        }
        for (latitude, longitude) in [
            (38.72, -9.14),
            (43.65, -79.38),
            (45.50, -73.57),
            (49.28, -123.12),
            (25.69, -100.32),
            (23.11, -82.37),
            (21.31, -157.86),
            (51.05, -114.07),
            (39.74, 104.99),
            (-39.74, -104.99),
        ] {
            assert!(!is_united_states(latitude, longitude), "{latitude}, {longitude}");
        }
    }
}
