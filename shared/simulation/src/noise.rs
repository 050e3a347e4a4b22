use weather::Place;

/// Side of the cells that share their noise, in cells per degree.
const CELLS_PER_DEGREE: f64 = 4.0;
/// How many lattice points lie under the window at any instant.
const TAPS: i64 = 4;

/// What a stream of random numbers is for; streams are independent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Channel {
    /// Passing highs and lows.
    Synoptic,
    /// What an air mass is like whatever the pressure.
    AirMass,
    /// Rain bands.
    Band,
    /// Showers within a band.
    Shower,
    /// Convection.
    Convection,
    /// Broken cloud.
    Cloud,
    /// Gustiness.
    Gust,
    /// Local wind, eastward part.
    WindEast,
    /// Local wind, northward part.
    WindNorth,
    /// What the wind does from one reading to the next.
    Eddy,
    /// Ripples in temperature.
    Ripple,
    /// Haze and fog.
    Haze,
    /// What the terrain does to the wind; drawn once.
    Terrain,
    /// How much a place emits; drawn once.
    Emission,
    /// Days of dirty and of clean air.
    Smog,
    /// Days of much and of little pollen.
    Pollen,
    /// Swell arriving from far away.
    Swell,
    /// How long the swell is.
    SwellPeriod,
    /// How far the swell turns from its usual way.
    SwellDirection,
    /// Warm and cold weeks of the sea.
    SeaTemperature,
}

/// Random numbers that depend on nothing but seed, place and index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise {
    key: u64,
}

impl Noise {
    /// The noise of a place; spots in one cell of a quarter of a degree share it.
    pub(crate) fn new(seed: u64, place: &Place) -> Self {
        let cell = |degrees: f64| libm::round(degrees * CELLS_PER_DEGREE) as i64;
        let row = cell(place.latitude);
        let column = cell(place.longitude).rem_euclid(cell(360.0));
        Self { key: hash(hash(hash(seed) ^ row as u64) ^ column as u64) }
    }

    /// A nearly normal number (mean 0, variance 1, within ±3.47): the sum of
    /// four uniform ones, after Irwin and Hall.
    pub(crate) fn normal(self, channel: Channel, index: i64) -> f64 {
        let bits = hash(hash(self.key ^ channel as u64) ^ index as u64);
        let sum: u64 = (0..4).map(|part| (bits >> (16 * part)) & 0xffff).sum();
        ((sum as f64 + 2.0) / 65536.0 - 2.0) * 3.0_f64.sqrt()
    }

    /// A smooth process of mean 0 and variance 1 that forgets within two steps.
    pub(crate) fn smooth(self, channel: Channel, steps: f64) -> f64 {
        self.convolve(channel, steps, |_, bell| bell)
    }

    /// A wave of mean 0 and variance 1 whose period wanders about four steps.
    /// Its window is odd, so that it averages out over a few periods.
    pub(crate) fn wave(self, channel: Channel, steps: f64) -> f64 {
        self.convolve(channel, steps, |distance, bell| distance * bell)
    }

    fn convolve(self, channel: Channel, steps: f64, window: impl Fn(f64, f64) -> f64) -> f64 {
        let first = libm::floor(steps) as i64 - 1;
        let (mut sum, mut power) = (0.0, 0.0);
        for index in first..first + TAPS {
            let distance = steps - index as f64;
            let fall = 1.0 - distance * distance / 4.0;
            let weight = window(distance, fall * fall);
            sum += weight * self.normal(channel, index);
            power += weight * weight;
        }
        sum / power.sqrt()
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, Fast splittable
/// pseudorandom number generators, OOPSLA 2014) after one step of its counter.
fn hash(value: u64) -> u64 {
    let mut bits = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOISE: Noise = Noise { key: 42 };

    /// Mean, variance and the correlation of values `lag` apart.
    fn moments(process: impl Fn(f64) -> f64, lag: f64) -> (f64, f64, f64) {
        let count = 40_000;
        let (mut sum, mut squares, mut products) = (0.0, 0.0, 0.0);
        for step in 0..count {
            let at = f64::from(step) * 0.37;
            let (here, there) = (process(at), process(at + lag));
            sum += here;
            squares += here * here;
            products += here * there;
        }
        let count = f64::from(count);
        (sum / count, squares / count, products / count)
    }

    #[test]
    fn the_hash_is_splitmix64() {
        // The first outputs of the reference implementation for seed 0.
        assert_eq!(hash(0), 0xe220_a839_7b1d_cdaf);
        assert_eq!(hash(0x9e37_79b9_7f4a_7c15), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn processes_have_mean_0_and_variance_1() {
        for process in [Noise::smooth, Noise::wave] {
            let (mean, variance, _) = moments(|at| process(NOISE, Channel::Band, at), 0.0);
            assert!(mean.abs() < 0.05, "{mean}");
            assert!((variance - 1.0).abs() < 0.05, "{variance}");
        }
    }

    #[test]
    fn memory_is_as_long_as_promised() {
        let smooth = |lag| moments(|at| NOISE.smooth(Channel::Band, at), lag).2;
        assert!(smooth(0.5) > 0.7 && smooth(4.0).abs() < 0.05);
        let wave = |lag| moments(|at| NOISE.wave(Channel::Band, at), lag).2;
        assert!(wave(0.2) > 0.8 && wave(1.8) < -0.3 && wave(4.0).abs() < 0.05);
    }

    #[test]
    fn channels_are_independent() {
        let product = |at| NOISE.smooth(Channel::Band, at) * NOISE.smooth(Channel::Cloud, at);
        assert!(moments(product, 0.0).0.abs() < 0.05);
    }

    #[test]
    fn both_sides_of_the_date_line_are_one_place() {
        let place = |longitude| Place {
            id: String::new(),
            name: String::new(),
            latitude: -17.0,
            longitude,
            elevation: 0.0,
            timezone: "UTC".into(),
            country: String::new(),
        };
        assert_eq!(Noise::new(1, &place(180.0)).key, Noise::new(1, &place(-180.0)).key);
        assert_ne!(Noise::new(1, &place(180.0)).key, Noise::new(2, &place(180.0)).key);
        assert_ne!(Noise::new(1, &place(10.0)).key, Noise::new(1, &place(11.0)).key);
    }
}
