use jiff::Timestamp;

use super::terms::{LATITUDE, LONGITUDE_AND_DISTANCE};
use crate::{
    angle::{cos_deg, polynomial, sin_deg, wrap_deg},
    ecliptic, julian,
};

/// Where the moon is, seen from the centre of the Earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MoonPosition {
    /// Apparent ecliptic longitude, true equinox of date, degrees (0 to 360).
    pub longitude_deg: f64,
    /// Ecliptic latitude of date, degrees north (−5.3 to 5.3).
    pub latitude_deg: f64,
    /// From the centre of the Earth to that of the moon, km (356,000 to 407,000).
    pub distance_km: f64,
}

/// Where the moon is at an instant: to about 10″ in longitude and 4″ in latitude
/// within some centuries of 2000 (Meeus, chapter 47, after ELP-2000/82).
///
/// Apparent: with the nutation, and with the time light takes, which is in the
/// series.
#[must_use]
pub fn moon_position(time: Timestamp) -> MoonPosition {
    position(julian::centuries(julian::to_ephemeris(julian::from_timestamp(time))))
}

/// The apparent position at Julian centuries of TT since J2000.0.
pub(super) fn position(t: f64) -> MoonPosition {
    let mean = MeanMoon::at(t);
    let nutation = ecliptic::nutation(t).in_longitude;
    let (longitude, distance) = mean.longitude_and_distance_sums();
    MoonPosition {
        longitude_deg: wrap_deg(mean.longitude + longitude / 1e6 + nutation),
        latitude_deg: mean.latitude_sum() / 1e6,
        distance_km: 385_000.56 + distance / 1e3,
    }
}

/// The angles which the series are made of, degrees (Meeus, 47.1 to 47.6).
struct MeanMoon {
    longitude: f64,
    /// Mean elongation D, anomaly M of the sun, anomaly M′ of the moon, and
    /// argument of latitude F.
    arguments: [f64; 4],
    /// How the eccentricity of the Earth's orbit shrinks terms with M.
    eccentricity: f64,
    venus: f64,
    jupiter: f64,
    flattening: f64,
}

impl MeanMoon {
    fn at(t: f64) -> Self {
        let elongation =
            [297.850_192_1, 445_267.111_403_4, -0.001_881_9, 1.0 / 545_868.0, -1.0 / 113_065_000.0];
        let sun_anomaly = [357.529_109_2, 35_999.050_290_9, -0.000_153_6, 1.0 / 24_490_000.0];
        let moon_anomaly =
            [134.963_396_4, 477_198.867_505_5, 0.008_741_4, 1.0 / 69_699.0, -1.0 / 14_712_000.0];
        let latitude_argument = [
            93.272_095_0,
            483_202.017_523_3,
            -0.003_653_9,
            -1.0 / 3_526_000.0,
            1.0 / 863_310_000.0,
        ];
        let longitude =
            [218.316_447_7, 481_267.881_234_21, -0.001_578_6, 1.0 / 538_841.0, -1.0 / 65_194_000.0];
        Self {
            longitude: polynomial(t, &longitude),
            arguments: [
                polynomial(t, &elongation),
                polynomial(t, &sun_anomaly),
                polynomial(t, &moon_anomaly),
                polynomial(t, &latitude_argument),
            ],
            eccentricity: polynomial(t, &[1.0, -0.002_516, -0.000_007_4]),
            venus: 119.75 + 131.849 * t,
            jupiter: 53.09 + 479_264.290 * t,
            flattening: 313.45 + 481_266.484 * t,
        }
    }

    /// The angle of a term, degrees, and the factor of its coefficient.
    fn term(&self, multiples: [i32; 4]) -> (f64, f64) {
        let angle = multiples.iter().zip(self.arguments).map(|(n, x)| f64::from(*n) * x).sum();
        let factor = match multiples[1].abs() {
            0 => 1.0,
            1 => self.eccentricity,
            _ => self.eccentricity * self.eccentricity,
        };
        (angle, factor)
    }

    /// Σl, 10⁻⁶ degrees, and Σr, m.
    fn longitude_and_distance_sums(&self) -> (f64, f64) {
        let [_, _, _, latitude_argument] = self.arguments;
        let longitude = 3958.0 * sin_deg(self.venus)
            + 1962.0 * sin_deg(self.longitude - latitude_argument)
            + 318.0 * sin_deg(self.jupiter);
        let terms = LONGITUDE_AND_DISTANCE.iter();
        terms.fold((longitude, 0.0), |(longitude, distance), [d, m, mp, f, sine, cosine]| {
            let (angle, factor) = self.term([*d, *m, *mp, *f]);
            (
                longitude + f64::from(*sine) * factor * sin_deg(angle),
                distance + f64::from(*cosine) * factor * cos_deg(angle),
            )
        })
    }

    /// Σb, 10⁻⁶ degrees.
    fn latitude_sum(&self) -> f64 {
        let [_, _, moon_anomaly, latitude_argument] = self.arguments;
        let latitude = -2235.0 * sin_deg(self.longitude)
            + 382.0 * sin_deg(self.flattening)
            + 175.0 * sin_deg(self.venus - latitude_argument)
            + 175.0 * sin_deg(self.venus + latitude_argument)
            + 127.0 * sin_deg(self.longitude - moon_anomaly)
            - 115.0 * sin_deg(self.longitude + moon_anomaly);
        LATITUDE.iter().fold(latitude, |latitude, [d, m, mp, f, sine]| {
            let (angle, factor) = self.term([*d, *m, *mp, *f]);
            latitude + f64::from(*sine) * factor * sin_deg(angle)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1992 April 12, 0h TD.
    const EXAMPLE_47A: f64 = -0.077_221_081_451;

    fn assert_near(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance, "{value} is not {expected} ± {tolerance}");
    }

    #[test]
    fn the_sums_agree_with_meeus_example_47a() {
        let mean = MeanMoon::at(EXAMPLE_47A);
        let (longitude, distance) = mean.longitude_and_distance_sums();
        assert_near(longitude, -1_127_527.0, 1.0);
        assert_near(mean.latitude_sum(), -3_229_126.0, 1.0);
        assert_near(distance, -16_590_875.0, 1.0);
        assert_near(wrap_deg(mean.longitude + longitude / 1e6), 133.162_655, 1e-6);
    }

    #[test]
    fn the_position_agrees_with_meeus_example_47a() {
        let moon = position(EXAMPLE_47A);
        // The book adds 16.595″ of nutation, which the short series has to 0.5″.
        assert_near(moon.longitude_deg, 133.167_265, 0.5 / 3600.0);
        assert_near(moon.latitude_deg, -3.229_126, 1e-6);
        assert_near(moon.distance_km, 368_409.7, 0.05);
    }
}
