//! The board: it takes tiles from widget instances over the link and serves
//! them to viewers as a page, a stream, an API and plain text.
//!
//! It names no widget, anywhere: what there is to show, and how it looks,
//! comes over the link. [`Board`] is the whole program but its `main`; a
//! monolith hands it the board's ends of in-memory links.

mod arrangement;
mod assets;
mod banner;
mod base_path;
mod board;
mod cycle;
mod feed;
mod frame;
mod http;
mod hub;
mod metrics;
mod sanitise;
mod search;
mod sky;
mod style;
mod text;
mod words;
mod xray;

pub use board::{Board, program};
