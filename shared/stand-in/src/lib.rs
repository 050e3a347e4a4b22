//! Stands in for the public weather services, in tests and where there is no network.
//!
//! [`StandIn`] is a server that answers as Open-Meteo (forecast, air quality,
//! marine, archive, place search), the US National Weather Service and
//! MeteoAlarm do: their parameters, units, shapes, quirks and error words, with
//! values from a known [`truth`]. Each service can go wrong in every way of
//! [`Fault`], and every request is counted as a [`Call`].
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! use stand_in::{Fault, Service, StandIn, truth};
//!
//! let services = StandIn::start().await.unwrap();
//! services.freeze(Some("2026-03-01T12:00:00Z".parse().unwrap()));
//! let endpoint = services.url(Service::Forecast);
//! // … point the client under test at the endpoint and let it ask …
//! # assert!(endpoint.ends_with("/v1/forecast"));
//! let now = "2026-03-01T12:00:00Z".parse().unwrap();
//! let expected_c = truth::value("temperature_2m", now, 38.7223, -9.1393);
//! # assert!(expected_c.is_some());
//! services.set_fault_of(Service::Forecast, Fault::status(429));
//! // … and again …
//! assert!(services.most_at_once() <= 1);
//! # });
//! ```
//!
//! The program `stand-in --listen ADDRESS` runs one until it is told to stop,
//! prints its endpoints as settings of the programs under test, and is driven
//! by HTTP: `GET /` lists the controls.
//!
//! # Quirks of the real services that are kept
//!
//! - One UTC offset, that of now, holds for a whole answer, also across the
//!   change to summer time. Local times, and the local midnights of daily
//!   `unixtime`, are by that offset.
//! - Where the offset is no whole hour, "the current hour" is found by the
//!   offset cut to whole hours: in India series begin up to 90 minutes before now.
//! - `hourly` without `forecast_hours` and `past_hours` covers the days of
//!   `forecast_days` and `past_days`; `minutely_15` alone covers three days.
//! - In polar day and night sunrise and sunset are the Unix epoch.
//! - `current` has the amounts of 15 minutes, `hourly` those of the hour before.
//! - The place of an answer is that of a grid cell near by, not the one asked for.
//! - A key that is unknown is ignored, and so is `apikey`.
//!
//! # What is simpler than the real services
//!
//! - Values do not depend on the parameter `elevation`, which is only repeated.
//! - `timezone=auto` takes the zone of a place of the search near by, else one
//!   by the longitude.
//! - Land and sea, the border of the United States and Europe are coarse.
//! - Place search compares the beginnings of names.
//! - At most 100 places and two million values are answered at once.
//! - Warnings are made up around now, and so are the ids of their regions.
//!
//! # A redirect
//!
//! [`Fault::Redirect`] leads to `/moved` and the same path and query, where the
//! service is without fault: a client that follows it gets an answer, and both
//! requests are counted, each with its own path.

mod answer;
mod connection;
mod control;
mod deliver;
mod fault;
mod ledger;
mod reply;
mod request;
mod server;
mod service;
mod spoil;
mod stand_in;
mod state;
pub mod truth;
mod words;

pub use fault::Fault;
pub use ledger::{Call, Tally};
pub use service::Service;
pub use stand_in::StandIn;
