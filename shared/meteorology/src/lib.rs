//! Published formulas and scales of meteorology, pure and in SI-based units.
//!
//! Each item names its source. Nothing here does I/O or knows the time.

mod air_quality;
mod apparent_temperature;
mod beaufort;
mod climatology;
mod coded;
mod compass;
mod condition;
mod douglas;
mod humidity;
mod magnus;
mod pollen;
mod pressure;
mod uv;
mod visibility;

pub use air_quality::{
    Concentrations, EuropeanAqi, EuropeanCategory, Pollutant, UsAqi, UsAverage, UsCategory,
    european_aqi, european_sub_index, european_sub_indices, us_aqi, us_sub_index, us_sub_indices,
};
pub use apparent_temperature::{FeelsLike, FeelsLikeCause, feels_like, heat_index_c, wind_chill_c};
pub use beaufort::{Beaufort, beaufort};
pub use climatology::{Density, normal, percentile_rank, same_time_of_year};
pub use compass::{CompassPoint, compass_point};
pub use condition::{Condition, Icon};
pub use douglas::{Douglas, douglas};
pub use humidity::{Comfort, comfort, vapour_pressure_deficit_kpa, wet_bulb_c};
pub use magnus::{dew_point_c, relative_humidity_pct, saturation_vapour_pressure_hpa};
pub use pollen::{Plant, PollenLevel, pollen_level};
pub use pressure::{Trend, trend};
pub use uv::{UvCategory, protection_window, uv_category};
pub use visibility::{
    FogConditions, FogReason, FogRisk, VisibilityClass, fog_risk, visibility_class,
};
