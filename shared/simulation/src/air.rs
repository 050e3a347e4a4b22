//! What is in the air: emissions of traffic and heating, how far wind and sun
//! stir them away, what rain washes out, ozone that the sun makes, and pollen.

use jiff::{Timestamp, tz::TimeZone};
use weather::{AirVariable, Place};

use crate::{
    noise::Channel,
    pollen,
    sample::{Sample, Step, cloud_transmission},
    site::{Site, bell, logistic},
    sun::Sun,
    system::{before, heating_course, hours, mixing},
};

/// Where particles come from in great amounts: latitude, longitude, reach
/// (degrees) and how much they add to the usual ones.
const HOT_SPOTS: [(f64, f64, f64, f64); 5] = [
    (28.0, 80.0, 9.0, 3.5),
    (35.0, 115.0, 8.0, 1.5),
    (12.0, 8.0, 12.0, 1.2),
    (27.0, 46.0, 12.0, 1.2),
    (45.3, 9.5, 1.5, 0.7),
];
/// Names of time zones that islands and ships use, where little is emitted.
const OCEAN_ZONES: [&str; 6] =
    ["Antarctica/", "Arctic/", "Atlantic/", "Etc/", "Indian/", "Pacific/"];
/// What emits on an island, against a city.
const ISLAND_EMISSION: f64 = 0.25;
/// Traffic at the weekend, against other days.
const WEEKEND: f64 = 0.6;
/// Rain still acts after so many hours, in quarter hours.
const RAIN_MEMORY_QUARTERS: i64 = 24;
/// Ozone of clean air, µg/m³.
const CLEAN_OZONE_UGM3: f64 = 62.0;

/// The air at one instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AirSample {
    pm2_5_ugm3: f64,
    pm10_ugm3: f64,
    ozone_ugm3: f64,
    nitrogen_dioxide_ugm3: f64,
    sulphur_dioxide_ugm3: f64,
    carbon_monoxide_ugm3: f64,
    /// Alder, birch, grass, mugwort, olive, ragweed, grains/m³; none outside Europe.
    pollen_grains_m3: Option<[f64; 6]>,
}

const PLANTS: [AirVariable; 6] = [
    AirVariable::AlderPollen,
    AirVariable::BirchPollen,
    AirVariable::GrassPollen,
    AirVariable::MugwortPollen,
    AirVariable::OlivePollen,
    AirVariable::RagweedPollen,
];

impl AirSample {
    /// The value of one variable, in its unit; none for pollen where nobody forecasts it.
    pub(crate) fn value(&self, variable: AirVariable) -> Option<f64> {
        let [alder, birch, grass, mugwort, olive, ragweed] =
            self.pollen_grains_m3.map_or([None; 6], |plants| plants.map(Some));
        match variable {
            AirVariable::Pm2_5 => Some(self.pm2_5_ugm3),
            AirVariable::Pm10 => Some(self.pm10_ugm3),
            AirVariable::Ozone => Some(self.ozone_ugm3),
            AirVariable::NitrogenDioxide => Some(self.nitrogen_dioxide_ugm3),
            AirVariable::SulphurDioxide => Some(self.sulphur_dioxide_ugm3),
            AirVariable::CarbonMonoxide => Some(self.carbon_monoxide_ugm3),
            AirVariable::AlderPollen => alder,
            AirVariable::BirchPollen => birch,
            AirVariable::GrassPollen => grass,
            AirVariable::MugwortPollen => mugwort,
            AirVariable::OlivePollen => olive,
            AirVariable::RagweedPollen => ragweed,
        }
    }
}

/// The air over a site.
pub(crate) struct Air<'a> {
    site: &'a Site,
    zone: TimeZone,
    /// What the place emits (about 1 in a city).
    emission: f64,
    /// How much dust, smoke and coal its part of the world adds (from 1).
    region: f64,
}

/// What the weather does to the air at one instant.
struct Conditions {
    sample: Sample,
    hours: f64,
    hour_angle: f64,
    /// Precipitation of the last hours, mm.
    recent_mm: f64,
    /// How little is stirred away (about 0.1 to 2.5).
    stagnation: f64,
    /// How much is heated (0 to 1).
    heating: f64,
    /// How much traffic there is (0.1 to 1.2).
    traffic: f64,
    /// How strongly the sun has stirred the air lately (0 to 1).
    lately_mixed: f64,
    /// How strongly the sun has shone lately, at the top of the clouds (0 to 1).
    lately_sunny: f64,
}

impl<'a> Air<'a> {
    pub(crate) fn new(site: &'a Site, place: &Place) -> Self {
        let island = OCEAN_ZONES.iter().any(|zone| place.timezone.starts_with(zone));
        let more = HOT_SPOTS.iter().map(|(latitude, longitude, reach, more)| {
            more * bell(site.latitude, *latitude, *reach) * bell(site.longitude, *longitude, *reach)
        });
        Self {
            site,
            zone: place.time_zone(),
            emission: libm::exp(0.2 * site.noise.normal(Channel::Emission, 0))
                * if island { ISLAND_EMISSION } else { 1.0 },
            region: 1.0 + more.sum::<f64>(),
        }
    }

    /// All values at an instant.
    pub(crate) fn sample(&self, time: Timestamp) -> AirSample {
        let at = self.conditions(time);
        let days = libm::exp(0.3 * self.site.noise.smooth(Channel::Smog, at.hours / 30.0));
        let local = self.emission * at.stagnation * days;
        let washed = 0.3 + 0.7 * libm::exp(-0.5 * at.recent_mm);

        let smoke = 18.0 * local * (0.3 * at.traffic + 0.7 * at.heating + 0.2);
        let pm2_5_ugm3 = washed * self.region * (3.5 * days + smoke);
        let wind_mps = at.sample.wind_speed_mps;
        // Wind raises dust and spray, where they are not wet.
        let raised = 3.0 + 4.0 * self.region * logistic((wind_mps - 9.0) / 1.5);
        let nitrogen_dioxide_ugm3 = (2.0 * self.emission
            + 50.0 * local * (0.55 * at.traffic + 0.25 * at.heating + 0.06))
            * (1.0 - 0.3 * at.lately_sunny)
            * (0.85 + 0.15 * washed);
        AirSample {
            pm2_5_ugm3,
            pm10_ugm3: 1.35 * pm2_5_ugm3 + washed * raised,
            ozone_ugm3: self.ozone_ugm3(&at, nitrogen_dioxide_ugm3),
            nitrogen_dioxide_ugm3,
            sulphur_dioxide_ugm3: washed
                * (0.5 + 5.0 * local * self.region.min(2.5) * (0.25 + 0.6 * at.heating)),
            carbon_monoxide_ugm3: 110.0
                + 260.0 * local * self.region.sqrt() * (0.4 * at.traffic + 0.7 * at.heating + 0.1),
            pollen_grains_m3: pollen::is_covered(self.site.latitude, self.site.longitude)
                .then(|| PLANTS.map(|plant| self.pollen_grains_m3(&at, plant, time))),
        }
    }

    fn conditions(&self, time: Timestamp) -> Conditions {
        let (site, sample) = (self.site, self.site.sample(time, Step::Hour));
        let sun = |age_h| Sun::at(before(time, age_h), site.latitude, site.longitude);
        let suns = [0, 2, 4].map(sun);
        let mean = |of: fn(&Sun) -> f64| suns.iter().map(of).sum::<f64>() / suns.len() as f64;
        let heating = logistic((6.0 - sample.temperature_c) / 5.0);
        let stirred = (1.0 + sample.wind_speed_mps / 2.5) * (0.6 + 1.2 * mixing(&suns[0]));
        Conditions {
            hours: hours(time),
            hour_angle: suns[0].hour_angle,
            recent_mm: sample.precipitation_mm
                + 0.5 * site.rain(before(time, 1), RAIN_MEMORY_QUARTERS).mm,
            // Cold ground keeps the air above it from rising.
            stagnation: (1.0 + 0.5 * heating) / stirred,
            heating,
            traffic: self.traffic(time),
            lately_mixed: mean(mixing),
            lately_sunny: mean(|sun| sun.sin_elevation.max(0.0)),
            sample,
        }
    }

    /// Rush hours by the clocks of the place, and less at the weekend.
    fn traffic(&self, time: Timestamp) -> f64 {
        let local = time.to_zoned(self.zone.clone());
        let hour = f64::from(local.hour()) + f64::from(local.minute()) / 60.0;
        let rush = bell(hour, 8.0, 1.5) + 0.9 * bell(hour, 18.5, 2.2);
        let traffic = 0.1 + 0.8 * rush + 0.35 * bell(hour, 13.0, 5.0);
        // Sunday is the seventh day.
        let weekend = local.weekday().to_monday_one_offset() > 5;
        if weekend { WEEKEND * traffic } else { traffic }
    }

    /// The sun makes ozone of warm air that stands; the ground and fresh
    /// nitrogen oxides take it away, most where no mixing brings more down.
    fn ozone_ugm3(&self, at: &Conditions, nitrogen_dioxide_ugm3: f64) -> f64 {
        let (sample, wind_mps) = (&at.sample, at.sample.wind_speed_mps);
        let brought_down = 0.55 + 0.45 * (at.lately_mixed + wind_mps / 12.0).min(1.0);
        let warmth = logistic((sample.temperature_c - 18.0) / 5.0);
        let made = 95.0 * at.lately_sunny * warmth * cloud_transmission(sample.cloud_cover_pct)
            / (1.0 + wind_mps / 12.0);
        let fuel = 0.4 + 0.6 * self.emission.min(1.5);
        (CLEAN_OZONE_UGM3 * brought_down + fuel * made) / (1.0 + nitrogen_dioxide_ugm3 / 90.0)
    }

    /// Released in dry warmth by day, carried by some wind, washed out by rain;
    /// none in a rainy night.
    fn pollen_grains_m3(&self, at: &Conditions, plant: AirVariable, time: Timestamp) -> f64 {
        let sample = &at.sample;
        if !sample.is_day && sample.precipitation_mm > 0.0 {
            return 0.0;
        }
        let local = time.to_zoned(self.zone.clone());
        let day = f64::from(local.day_of_year());
        let (latitude, longitude) = (self.site.latitude, self.site.longitude);
        let usual = pollen::seasonal_grains_m3(plant, latitude, longitude, day);
        let course = 0.3 + 1.4 * heating_course(at.hour_angle).max(0.0);
        let warm = logistic((sample.temperature_c - 7.0) / 3.0);
        let falling = if sample.precipitation_mm > 0.0 { 0.5 } else { 1.0 };
        let dry =
            falling * libm::exp(-1.5 * at.recent_mm) * (1.3 - sample.relative_humidity_pct / 125.0);
        let carried = 0.7 + 0.5 * (sample.wind_speed_mps / 6.0).min(1.0);
        let days = libm::exp(0.5 * self.site.noise.smooth(Channel::Pollen, at.hours / 24.0));
        usual * course * warm * dry * carried * days
    }
}
