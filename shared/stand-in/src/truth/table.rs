//! Every variable: its name, its quantity and its formula.

use super::{
    day::Day,
    measure::Quantity,
    pollution::{ALDER, BIRCH, GRASS, MUGWORT, OLIVE, RAGWEED},
    spot::{Spot, Step},
};

/// A variable as Open-Meteo names it.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) quantity: Quantity,
    formula: Formula,
}

/// How a variable is computed, in the unit of its quantity.
#[derive(Clone, Copy, Debug)]
enum Formula {
    /// From the instant.
    At(fn(&Spot) -> f64),
    /// From the instant, where it is known at all.
    Regional(fn(&Spot) -> Option<f64>),
    /// The amount of the hour that ends there.
    Amount(fn(&Spot) -> f64),
    /// From the 24 h that begin there.
    Over(fn(&Day) -> f64),
}

impl Variable {
    /// The variable of a name, whatever service has it; at an instant rather than daily.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        let mut instants = FORECAST.iter().chain(AIR).chain(MARINE);
        instants.find(|variable| variable.name == name).or_else(|| Self::find_daily(name))
    }

    /// The daily variable of a name.
    pub(super) fn find_daily(name: &str) -> Option<&'static Self> {
        HISTORY.iter().chain(DAILY).find(|variable| variable.name == name)
    }

    /// Its value in the unit of its quantity, unrounded.
    pub(crate) fn at(&self, spot: &Spot, step: Step) -> Option<f64> {
        match self.formula {
            Formula::At(value) => Some(value(spot)),
            Formula::Regional(value) => value(spot),
            Formula::Amount(value) => Some(match step {
                Step::Hour => value(spot),
                Step::QuarterHour => value(&spot.at_hour(spot.hours.ceil())) / 4.0,
            }),
            Formula::Over(value) => Some(value(&Day(*spot))),
        }
    }
}

macro_rules! variables {
    ($($name:ident: $quantity:ident, $kind:ident($formula:expr);)*) => {
        &[$(Variable {
            name: stringify!($name),
            quantity: Quantity::$quantity,
            formula: Formula::$kind($formula),
        }),*]
    };
}

/// At an instant, from the forecast.
pub(crate) static FORECAST: &[Variable] = variables! {
    temperature_2m: Temperature, At(Spot::temperature_c);
    dew_point_2m: Temperature, At(Spot::dew_point_c);
    relative_humidity_2m: Share, At(Spot::humidity_pct);
    apparent_temperature: Temperature, At(Spot::apparent_temperature_c);
    precipitation: Water, Amount(Spot::precipitation_mm);
    rain: Water, Amount(Spot::rain_mm);
    snowfall: Snow, Amount(Spot::snowfall_cm);
    precipitation_probability: Share, At(Spot::precipitation_probability_pct);
    weather_code: Code, At(Spot::weather_code);
    cloud_cover: Share, At(Spot::cloud_pct);
    pressure_msl: Pressure, At(Spot::pressure_msl_hpa);
    surface_pressure: Pressure, At(Spot::surface_pressure_hpa);
    wind_speed_10m: Speed, At(Spot::wind_mps);
    wind_gusts_10m: Speed, At(Spot::gust_mps);
    wind_direction_10m: Direction, At(Spot::wind_direction_deg);
    visibility: Length, At(Spot::visibility_m);
    uv_index: Index, At(Spot::uv_index);
    uv_index_clear_sky: Index, At(Spot::uv_index_clear_sky);
    is_day: Flag, At(Spot::is_day);
    cape: Energy, At(Spot::cape_jkg);
};

/// Over a day, from the archive and from the forecast.
pub(crate) static HISTORY: &[Variable] = variables! {
    temperature_2m_max: Temperature, Over(|day| day.max(Spot::temperature_c));
    temperature_2m_min: Temperature, Over(|day| day.min(Spot::temperature_c));
    temperature_2m_mean: Temperature, Over(|day| day.mean(Spot::temperature_c));
    precipitation_sum: Water, Over(|day| day.sum(Spot::precipitation_mm));
};

/// Over a day, from the forecast alone.
pub(crate) static DAILY: &[Variable] = variables! {
    precipitation_probability_max: Share, Over(|day| day.max(Spot::precipitation_probability_pct));
    sunshine_duration: Duration, Over(|day| day.sum(Spot::sunshine_s));
    weather_code: Code, Over(|day| day.max(Spot::weather_code));
    uv_index_max: Index, Over(|day| day.max(Spot::uv_index));
    wind_speed_10m_max: Speed, Over(|day| day.max(Spot::wind_mps));
    wind_gusts_10m_max: Speed, Over(|day| day.max(Spot::gust_mps));
    sunrise: Instant, Over(Day::sunrise_s);
    sunset: Instant, Over(Day::sunset_s);
};

/// At an instant, from the service for what is in the air.
pub(crate) static AIR: &[Variable] = variables! {
    pm2_5: Concentration, At(Spot::pm2_5_ugm3);
    pm10: Concentration, At(Spot::pm10_ugm3);
    ozone: Concentration, At(Spot::ozone_ugm3);
    nitrogen_dioxide: Concentration, At(Spot::nitrogen_dioxide_ugm3);
    sulphur_dioxide: Concentration, At(Spot::sulphur_dioxide_ugm3);
    carbon_monoxide: Concentration, At(Spot::carbon_monoxide_ugm3);
    us_aqi: UsIndex, At(Spot::us_aqi);
    european_aqi: EuropeanIndex, At(Spot::european_aqi);
    uv_index: Index, At(Spot::uv_index);
    uv_index_clear_sky: Index, At(Spot::uv_index_clear_sky);
    is_day: Flag, At(Spot::is_day);
    alder_pollen: Grains, Regional(|spot| spot.pollen(&ALDER));
    birch_pollen: Grains, Regional(|spot| spot.pollen(&BIRCH));
    grass_pollen: Grains, Regional(|spot| spot.pollen(&GRASS));
    mugwort_pollen: Grains, Regional(|spot| spot.pollen(&MUGWORT));
    olive_pollen: Grains, Regional(|spot| spot.pollen(&OLIVE));
    ragweed_pollen: Grains, Regional(|spot| spot.pollen(&RAGWEED));
};

/// At an instant, from the service for the sea.
pub(crate) static MARINE: &[Variable] = variables! {
    wave_height: Length, At(Spot::wave_height_m);
    wave_period: Duration, At(Spot::wave_period_s);
    wave_direction: Direction, At(Spot::wave_direction_deg);
    wind_wave_height: Length, At(Spot::wind_wave_height_m);
    wind_wave_period: Duration, At(Spot::wind_wave_period_s);
    wind_wave_direction: Direction, At(Spot::wind_direction_deg);
    swell_wave_height: Length, At(Spot::swell_height_m);
    swell_wave_period: Duration, At(Spot::swell_period_s);
    swell_wave_direction: Direction, At(Spot::swell_direction_deg);
    sea_surface_temperature: Temperature, At(Spot::sea_surface_temperature_c);
};
