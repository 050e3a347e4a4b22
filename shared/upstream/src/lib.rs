//! The only crate that talks to weather services.
//!
//! [`OpenMeteo`] asks the [Open-Meteo](https://open-meteo.com) forecast for
//! exactly what a [`weather::Needs`] names, and answers with a
//! [`weather::Weather`] in the units of the `weather` crate. Equal requests
//! share one call; young answers are reused.
//!
//! Inside: `request` words the question, `http` carries it, `answer` reads
//! what comes back (`names` and `units` say how the service calls and measures
//! a quantity), and `memory` keeps it.

mod answer;
mod client;
mod error;
mod http;
mod memory;
mod names;
mod request;
mod units;

pub use client::{OpenMeteo, Settings};
pub use error::UpstreamError;
pub use http::Limits;
