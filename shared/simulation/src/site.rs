use jiff::{Timestamp, tz::TimeZone};
use weather::Place;

use crate::{
    climate,
    noise::{Channel, Noise},
};

/// What is fixed about a place: computed once, used for every instant.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) noise: Noise,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) elevation_km: f64,
    /// How strongly weather systems come through (0 in the tropics to 1).
    pub(crate) storminess: f64,
    /// Standard deviation of the air masses' temperature, °C.
    pub(crate) air_mass_sd_c: f64,
    /// How the terrain turns the wind (radians) and strengthens it (factor).
    pub(crate) terrain: (f64, f64),
    /// Temperatures at mid-month between which straight lines keep the monthly means, °C.
    mid_month_c: [f64; 12],
    precipitation_mm: [f64; 12],
    annual_mean_c: f64,
    half_range_c: f64,
}

/// What is normal for a place on a day of the year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Season {
    /// Mean temperature, °C.
    pub(crate) mean_c: f64,
    /// Mean precipitation of a month, mm.
    pub(crate) precipitation_mm: f64,
    /// From −1 in the coldest to 1 in the warmest month.
    pub(crate) warmth: f64,
}

impl Site {
    pub(crate) fn new(seed: u64, place: &Place) -> Self {
        let noise = Noise::new(seed, place);
        let climate::Normals { mean_c, precipitation_mm } = climate::normals(place);
        let coldest = mean_c.into_iter().fold(f64::INFINITY, f64::min);
        let warmest = mean_c.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Self {
            noise,
            latitude: place.latitude,
            longitude: place.longitude,
            elevation_km: place.elevation / 1000.0,
            storminess: smoothstep((place.latitude.abs() - 15.0) / 35.0),
            // Wide seasons mean a continent, where air masses differ most.
            air_mass_sd_c: (0.6 + 0.13 * (warmest - coldest)).min(5.0),
            terrain: (
                0.3 * noise.normal(Channel::Terrain, 0),
                1.0 + 0.12 * noise.normal(Channel::Terrain, 1),
            ),
            mid_month_c: std::array::from_fn(|month| {
                let beside = mean_c[(month + 11) % 12] + mean_c[(month + 1) % 12];
                1.25 * mean_c[month] - 0.125 * beside
            }),
            precipitation_mm,
            annual_mean_c: mean_c.iter().sum::<f64>() / 12.0,
            half_range_c: (warmest - coldest) / 2.0,
        }
    }

    /// 1 north of the equator, −1 south of it.
    pub(crate) fn hemisphere(&self) -> f64 {
        if self.latitude < 0.0 { -1.0 } else { 1.0 }
    }

    /// What is normal at an instant, between the middles of two months.
    pub(crate) fn season(&self, time: Timestamp) -> Season {
        let date = TimeZone::UTC.to_datetime(time);
        let day = f64::from(date.day() - 1) + f64::from(date.hour()) / 24.0;
        let after_middle = day / f64::from(date.days_in_month()) - 0.5;
        let month = (date.month() - 1) as usize;
        let beside = if after_middle < 0.0 { (month + 11) % 12 } else { (month + 1) % 12 };
        let share = after_middle.abs();
        let between = |values: &[f64; 12]| values[month] * (1.0 - share) + values[beside] * share;
        let mean_c = between(&self.mid_month_c);
        Season {
            mean_c,
            precipitation_mm: between(&self.precipitation_mm),
            // Half a degree keeps the equator, which has no seasons, from making some up.
            warmth: ((mean_c - self.annual_mean_c) / (self.half_range_c + 0.5)).clamp(-1.0, 1.0),
        }
    }
}

/// 0 up to 0, 1 from 1 on, smooth between.
pub(crate) fn smoothstep(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// A bell of height 1 around `centre`.
pub(crate) fn bell(value: f64, centre: f64, width: f64) -> f64 {
    let off = (value - centre) / width;
    libm::exp(-off * off)
}

/// From 0 to 1 around 0, one half there.
pub(crate) fn logistic(value: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-value))
}

/// Near 0 far below 0, near `value` far above it.
pub(crate) fn softplus(value: f64) -> f64 {
    value.max(0.0) + libm::log1p(libm::exp(-value.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_are_seamless_and_keep_the_monthly_means() {
        let places = places::Places::builtin();
        let yakutsk = places.by_id("yakutsk").unwrap();
        let site = Site::new(1, &yakutsk);
        let start: Timestamp = "2025-01-01T00:00:00Z".parse().unwrap();
        let mut sums = [(0.0, 0.0); 12];
        let mut before = site.season(start).mean_c;
        for hour in 0..365 * 24 {
            let time = Timestamp::from_second(start.as_second() + hour * 3600).unwrap();
            let mean_c = site.season(time).mean_c;
            assert!((mean_c - before).abs() < 0.1, "{time}");
            before = mean_c;
            let month = TimeZone::UTC.to_datetime(time).month();
            let (sum, count) = &mut sums[(month - 1) as usize];
            *sum += mean_c;
            *count += 1.0;
        }
        let normals_c = climate::normals(&yakutsk).mean_c;
        for (month, ((sum, count), normal_c)) in (1..).zip(sums.into_iter().zip(normals_c)) {
            assert!((sum / count - normal_c).abs() < 0.7, "month {month}");
        }
    }

    #[test]
    fn the_shapes_are_what_their_names_say() {
        assert_eq!((smoothstep(-1.0), smoothstep(0.5), smoothstep(2.0)), (0.0, 0.5, 1.0));
        assert_eq!((bell(3.0, 3.0, 1.0), logistic(0.0)), (1.0, 0.5));
        assert!((softplus(30.0) - 30.0).abs() < 1e-9 && softplus(-30.0) < 1e-9);
    }
}
