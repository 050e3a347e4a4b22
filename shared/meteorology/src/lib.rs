//! Published formulas and scales of meteorology, pure and in SI-based units.
//!
//! Each item names its source. Nothing here does I/O or knows the time.

mod apparent_temperature;
mod beaufort;
mod compass;
mod condition;
mod magnus;

pub use apparent_temperature::{FeelsLike, FeelsLikeCause, feels_like, heat_index_c, wind_chill_c};
pub use beaufort::{Beaufort, beaufort};
pub use compass::{CompassPoint, compass_point};
pub use condition::{Condition, Icon};
pub use magnus::{dew_point_c, relative_humidity_pct, saturation_vapour_pressure_hpa};
