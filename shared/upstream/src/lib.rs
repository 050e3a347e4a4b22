//! The only crate that talks to weather services.
//!
//! [`Client`] asks [Open-Meteo](https://open-meteo.com) (forecast, air quality,
//! marine, archive, search for places) and the feeds of official warnings (NWS,
//! MeteoAlarm) for exactly what a [`weather::Needs`] names, and answers with a
//! [`weather::Weather`] in the units of the `weather` crate. Equal questions
//! share one call, young answers are reused, and the last good one stands in
//! where no new one comes.
//!
//! Inside, from the question to the answer: `parts` tells which services are
//! asked; `request` words a question; `slot` holds what is known of one;
//! `store` keeps it on disk; `caller` calls in turn (`turns`), within a
//! `budget`, and not while the `circuit` is open; `http` carries; `answer` and
//! `alerts` read what came (`names` and `units` say how the service calls and
//! measures a quantity). `recording` writes answers down to play them later.

mod alerts;
mod answer;
mod budget;
mod caller;
mod circuit;
mod client;
mod error;
mod http;
mod limits;
mod names;
mod parts;
mod recording;
mod request;
mod service;
mod slot;
mod store;
mod turns;
mod units;

pub use answer::Found;
pub use client::{Client, Settings};
pub use error::UpstreamError;
pub use limits::Limits;
pub use parts::Answer;
pub use recording::{Recording, RecordingError};
pub use service::Endpoints;
