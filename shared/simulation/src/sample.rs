use jiff::Timestamp;
use meteorology::relative_humidity_pct;
use weather::Variable;

use crate::{
    code::{Sky, weather_code},
    noise::Channel,
    site::{Season, Site, bell, logistic, softplus},
    sun::{Sun, is_up},
    system::{RainLaw, heating_course, hours, mixing},
};

/// The simulated weather at one instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Air temperature 2 m above ground, °C.
    pub temperature_c: f64,
    /// Dew point 2 m above ground, °C (at most the temperature).
    pub dew_point_c: f64,
    /// Relative humidity, % (0 to 100), of temperature and dew point by Magnus.
    pub relative_humidity_pct: f64,
    /// Precipitation of the step that ends at the instant, mm.
    pub precipitation_mm: f64,
    /// Probability of precipitation in that step, % (0 to 100).
    pub precipitation_probability_pct: f64,
    /// Weather code of WMO table 4677 as Open-Meteo narrows it.
    pub weather_code: u8,
    /// Total cloud cover, % (0 to 100).
    pub cloud_cover_pct: f64,
    /// Pressure at mean sea level, hPa (940 to 1060).
    pub pressure_msl_hpa: f64,
    /// Mean wind speed 10 m above ground, m/s.
    pub wind_speed_mps: f64,
    /// Strongest gust, m/s (at least the wind speed).
    pub wind_gust_mps: f64,
    /// Direction the wind comes from, degrees (0 to 360).
    pub wind_direction_deg: f64,
    /// Horizontal visibility, m.
    pub visibility_m: f64,
    /// UV index under the actual sky.
    pub uv_index: f64,
    /// UV index if the sky were clear.
    pub uv_index_clear_sky: f64,
    /// Whether the sun is up.
    pub is_day: bool,
    /// Sunshine of an hour like this instant, s (0 to 3600).
    pub sunshine_s: f64,
}

impl Sample {
    /// The value of one variable, in its unit.
    #[must_use]
    pub fn value(&self, variable: Variable) -> f64 {
        match variable {
            Variable::Temperature => self.temperature_c,
            Variable::DewPoint => self.dew_point_c,
            Variable::RelativeHumidity => self.relative_humidity_pct,
            Variable::Precipitation => self.precipitation_mm,
            Variable::PrecipitationProbability => self.precipitation_probability_pct,
            Variable::WeatherCode => f64::from(self.weather_code),
            Variable::CloudCover => self.cloud_cover_pct,
            Variable::PressureMsl => self.pressure_msl_hpa,
            Variable::WindSpeed => self.wind_speed_mps,
            Variable::WindGust => self.wind_gust_mps,
            Variable::WindDirection => self.wind_direction_deg,
            Variable::Visibility => self.visibility_m,
            Variable::UvIndex => self.uv_index,
            Variable::UvIndexClearSky => self.uv_index_clear_sky,
            Variable::IsDay => f64::from(u8::from(self.is_day)),
        }
    }
}

/// How long the precipitation of a sample was gathered.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    QuarterHour,
    Hour,
}

impl Step {
    fn quarters(self) -> i64 {
        match self {
            Self::QuarterHour => 1,
            Self::Hour => 4,
        }
    }
}

/// One instant at a site, on the way to its sample.
struct Moment<'a> {
    site: &'a Site,
    hours: f64,
    season: Season,
    sun: Sun,
    /// The wetness index from which it rains here and now.
    threshold: f64,
    /// Mean rate of precipitation in the step, mm/h.
    rate_mm_h: f64,
}

impl Site {
    /// All values at an instant.
    pub(crate) fn sample(&self, time: Timestamp, step: Step) -> Sample {
        let rain = self.rain(time, step.quarters());
        let moment = self.moment(time, rain.mm * 4.0 / step.quarters() as f64);
        let is_day = is_up(&moment.sun, time, self.latitude, self.longitude);
        let cloud_cover_pct = moment.cloud_cover_pct();
        let (temperature_c, dew_point_c) = moment.temperature_and_dew_point_c();
        let relative_humidity_pct = relative_humidity_pct(temperature_c, dew_point_c);
        let (wind_speed_mps, wind_direction_deg) = moment.wind();
        let visibility_m =
            moment.visibility_m(temperature_c, relative_humidity_pct, wind_speed_mps);
        let uv_index_clear_sky = if is_day { moment.uv_index_clear_sky() } else { 0.0 };
        let clear_share = cloud_transmission(cloud_cover_pct);
        Sample {
            temperature_c,
            dew_point_c,
            relative_humidity_pct,
            precipitation_mm: rain.mm,
            precipitation_probability_pct: rain.probability_pct(),
            weather_code: weather_code(&Sky {
                rate_mm_h: moment.rate_mm_h,
                temperature_c,
                cloud_cover_pct,
                fog: visibility_m < FOG_BELOW_M,
                instability: moment.instability(temperature_c),
            }),
            cloud_cover_pct,
            pressure_msl_hpa: moment.pressure_msl_hpa(),
            wind_speed_mps,
            wind_gust_mps: moment.gust_mps(wind_speed_mps),
            wind_direction_deg,
            visibility_m,
            uv_index: uv_index_clear_sky * clear_share,
            uv_index_clear_sky,
            is_day,
            sunshine_s: moment.sunshine_s(cloud_cover_pct),
        }
    }

    /// Speed of the wind (m/s) and the direction it comes from (degrees), as in the sample.
    pub(crate) fn wind(&self, time: Timestamp) -> (f64, f64) {
        self.moment(time, 0.0).wind()
    }

    fn moment(&self, time: Timestamp, rate_mm_h: f64) -> Moment<'_> {
        let season = self.season(time);
        Moment {
            site: self,
            hours: hours(time),
            threshold: RainLaw::new(&season).threshold,
            season,
            sun: Sun::at(time, self.latitude, self.longitude),
            rate_mm_h,
        }
    }
}

/// Fog is a visibility below this, m (WMO).
const FOG_BELOW_M: f64 = 1000.0;
/// Fog needs at least this relative humidity, %.
const FOG_FROM_PCT: f64 = 95.0;
/// Rain needs at least this cloud cover, %.
const RAIN_CLOUD_PCT: f64 = 60.0;

/// The share of radiation that passes a cloud cover in %; found for all of the
/// sun's radiation, taken for UV too.
///
/// Source: Kasten and Czeplak, Solar and terrestrial radiation dependent on
/// the amount and type of cloud, Solar Energy 24 (1980) 177–189.
pub(crate) fn cloud_transmission(cloud_cover_pct: f64) -> f64 {
    1.0 - 0.75 * libm::pow(cloud_cover_pct / 100.0, 3.4)
}

/// Standard deviation of the ripples in temperature, °C.
pub(crate) const RIPPLE_C: f64 = 0.25;

/// Cloud without its quick changes (0 to 1), which the ground answers to.
pub(crate) fn lasting_cloud(slow_wetness: f64, threshold: f64) -> f64 {
    logistic((slow_wetness - threshold + 1.4) / 0.5)
}

impl Season {
    /// Temperature of the air mass, °C.
    pub(crate) fn air_mass_c(&self, sd_c: f64, warm_sector: f64) -> f64 {
        self.mean_c + sd_c * (1.0 - 0.2 * self.warmth) * warm_sector
    }

    /// What the sun adds to the temperature from dawn to afternoon, °C.
    pub(crate) fn daily_range_c(&self, daily_course: f64, lasting_cloud: f64) -> f64 {
        (8.0 + 10.0 * self.dryness()) * daily_course.sqrt() * (1.0 - 0.55 * lasting_cloud)
    }

    fn dryness(&self) -> f64 {
        40.0 / (40.0 + self.precipitation_mm)
    }
}

impl Moment<'_> {
    fn noise(&self, channel: Channel, step_h: f64) -> f64 {
        self.site.noise.smooth(channel, self.hours / step_h)
    }

    fn mixing(&self) -> f64 {
        mixing(&self.sun)
    }

    fn cloud_cover_pct(&self) -> f64 {
        let margin = self.site.wetness(self.hours) - self.threshold;
        let broken = 0.4 * self.noise(Channel::Cloud, 1.5);
        let cover_pct = 100.0 * logistic((margin + 1.5 + broken) / 0.4);
        if self.rate_mm_h > 0.0 { cover_pct.max(RAIN_CLOUD_PCT) } else { cover_pct }
    }

    fn lasting_cloud(&self) -> f64 {
        lasting_cloud(self.site.slow_wetness(self.hours), self.threshold)
    }

    /// The air mass sets the level and the moisture, the sun the daily course:
    /// wide under clear and dry skies. The dew point follows the air mass, and
    /// the temperature where it cools down to it.
    fn temperature_and_dew_point_c(&self) -> (f64, f64) {
        let air_mass_c =
            self.season.air_mass_c(self.site.air_mass_sd_c, self.site.warm_sector(self.hours));
        let range_c = self.season.daily_range_c(self.sun.daily_course, self.lasting_cloud());
        let temperature_c = air_mass_c
            + 0.5 * range_c * heating_course(self.sun.hour_angle)
            + RIPPLE_C * self.noise(Channel::Ripple, 1.0);

        let margin = self.site.wetness(self.hours) - self.threshold;
        let warm_air = 1.0 + 0.02 * (air_mass_c - 10.0).max(0.0);
        let depression_c = (1.4 + 2.2 * self.season.dryness()) * warm_air * softplus(-margin);
        let to_saturation_c = temperature_c - (air_mass_c - depression_c);
        (temperature_c, temperature_c - 0.6 * softplus(to_saturation_c / 0.6))
    }

    /// The mean of the latitude, passing systems, and the tide of the
    /// atmosphere twice a day (1.16 hPa at the equator, about ten o'clock;
    /// Haurwitz, The geographical distribution of the solar semidiurnal
    /// pressure oscillation, Meteorological Papers 2 (1956)).
    fn pressure_msl_hpa(&self) -> f64 {
        let (site, distance) = (self.site, self.site.latitude.abs());
        let subpolar = if site.latitude < 0.0 {
            -20.0 * bell(distance, 65.0, 12.0)
        } else {
            -3.0 * bell(distance, 62.0, 10.0)
        };
        let zonal = 1012.0 + 5.0 * bell(distance, 32.0, 12.0) + subpolar;
        let depth_hpa = (1.0 + 8.0 * site.storminess) * (1.0 - 0.25 * self.season.warmth);
        let systems = depth_hpa * site.trough(self.hours)
            + 0.8 * site.storminess * site.band(self.hours + 1.0);
        let cos_latitude = libm::cos(distance.to_radians());
        let ten_o_clock = -std::f64::consts::PI / 6.0;
        let tide = 1.16
            * cos_latitude
            * cos_latitude
            * cos_latitude
            * libm::cos(2.0 * (self.sun.hour_angle - ten_o_clock));
        (zonal - systems + tide).clamp(940.0, 1060.0)
    }

    /// Speed (m/s) and the direction it comes from (degrees): the prevailing
    /// wind of the latitude and, around passing systems, poleward ahead of a
    /// trough, westerly in it, equatorward behind: veering in the north,
    /// backing in the south.
    fn wind(&self) -> (f64, f64) {
        let (site, distance) = (self.site, self.site.latitude.abs());
        let prevailing = 3.0 * bell(distance, 47.0, 14.0)
            - 4.0 * bell(distance, 0.0, 17.0)
            - 2.0 * bell(distance, 78.0, 10.0);
        let strength = (0.9 + 3.0 * site.storminess) * (1.0 - 0.2 * self.season.warmth);
        let east = prevailing
            + strength * 0.7 * site.trough(self.hours)
            + strength * 0.4 * self.noise(Channel::WindEast, 5.0);
        let poleward = -1.5 * bell(distance, 14.0, 9.0)
            + strength * 0.9 * site.warm_sector(self.hours)
            + strength * 0.4 * self.noise(Channel::WindNorth, 5.0);
        let north = poleward * site.hemisphere();

        let (turn, exposure) = site.terrain;
        let eddy = 0.12 * self.noise(Channel::Eddy, 0.6);
        let friction = exposure.clamp(0.6, 1.4) * (0.7 + 0.45 * self.mixing()) * (1.0 + eddy);
        let from = libm::atan2(-east, -north) + turn + 0.5 * eddy;
        let from_deg = from.to_degrees().rem_euclid(360.0);
        (libm::hypot(east, north) * friction, from_deg)
    }

    fn gust_mps(&self, wind_speed_mps: f64) -> f64 {
        let gustiness = 1.25 + 0.35 * self.mixing() + 0.12 * self.noise(Channel::Gust, 0.7).abs();
        wind_speed_mps * gustiness + 0.3 + 0.4 * self.rate_mm_h.min(15.0)
    }

    /// Humid air is hazy, rain and snow dim it; fog grows near saturation
    /// where there is little wind to stir it.
    fn visibility_m(&self, temperature_c: f64, humidity_pct: f64, wind_speed_mps: f64) -> f64 {
        let haze = self.noise(Channel::Haze, 3.0);
        let dry_share = (1.0 - humidity_pct / 100.0).max(0.0);
        let clear_m = 1000.0 * (4.0 + 46.0 * libm::pow(dry_share, 0.6)) * libm::exp(0.15 * haze);
        if self.rate_mm_h > 0.0 {
            let dimming = if temperature_c <= 1.0 { 4.0 } else { 0.6 };
            return (clear_m / (1.0 + dimming * self.rate_mm_h)).max(FOG_BELOW_M);
        }
        if humidity_pct < FOG_FROM_PCT {
            return clear_m;
        }
        let density = humidity_pct - 97.0 - wind_speed_mps / 3.0 + 0.5 * haze;
        (clear_m * libm::exp(-4.0 * density.max(0.0))).max(50.0)
    }

    /// Showers from 0.5, thunder from 1: warm ground, the afternoon, cold air
    /// behind a trough, and chance.
    fn instability(&self, temperature_c: f64) -> f64 {
        0.06 * (temperature_c - 15.0).clamp(-10.0, 15.0)
            + 0.7 * self.mixing()
            + 0.3 * (-self.site.warm_sector(self.hours)).clamp(0.0, 1.5)
            + 0.5 * self.noise(Channel::Convection, 3.0)
    }

    /// UV index under a clear sky with 300 Dobson units of ozone, 6 % more for
    /// each km of height.
    ///
    /// Source: Madronich, Analytic formula for the clear-sky UV index,
    /// Photochemistry and Photobiology 83 (2007) 1537–1538.
    fn uv_index_clear_sky(&self) -> f64 {
        let height = 1.0 + 0.06 * self.site.elevation_km.max(0.0);
        12.5 * libm::pow(self.sun.sin_elevation.max(0.0), 2.42) * height
    }

    /// Sunshine of an hour like this moment, s: the sun counts once it is about
    /// 5° up (direct radiation over 120 W/m², WMO).
    fn sunshine_s(&self, cloud_cover_pct: f64) -> f64 {
        let strength = (self.sun.sin_elevation / 0.17).clamp(0.0, 1.0);
        3600.0 * strength * (1.0 - cloud_cover_pct / 100.0)
    }
}
