//! A tile as the board frames it: state, age, source and instance around the
//! widget's picture. The page draws it, and the stream sends it.

use std::sync::Arc;

use api::InstanceReport;
use link::{
    Origin, Vitals,
    protocol::{Manifest, Size, Tile, TileState},
};
use localisation::Locale;
use serde::Serialize;
use weather::{SourceKind, Timestamp};

use crate::{style::Style, xray::Xray};

/// A framed tile.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    pub(crate) widget: String,
    pub(crate) size: &'static str,
    pub(crate) title: String,
    pub(crate) state: &'static str,
    /// The state in words; empty while live.
    pub(crate) state_label: String,
    pub(crate) reason: Option<String>,
    /// `simulated` and its like, in words; empty for live weather.
    pub(crate) source_label: String,
    /// Whether it shows what a service has measured or forecast, which is to be named then.
    pub(crate) is_of_service: bool,
    pub(crate) observed_at: Option<Timestamp>,
    /// The local time of that instant.
    pub(crate) observed: String,
    /// How long ago that was, in words; empty within the first minute.
    pub(crate) age: String,
    pub(crate) instance: Option<InstanceReport>,
    /// What else stands behind it.
    pub(crate) xray: Xray,
    pub(crate) text: String,
    /// Its gist, for a board in one line.
    #[serde(skip)]
    pub(crate) line: Option<String>,
    pub(crate) html: String,
    /// Whether a viewer put it away.
    #[serde(skip)]
    pub(crate) is_hidden: bool,
    /// The style sheet, by its hash.
    pub(crate) style: String,
    /// The sheet itself, for the page alone.
    #[serde(skip)]
    pub(crate) css: Arc<Style>,
}

/// A widget as one of its instances brings it.
#[derive(Debug, PartialEq)]
pub(crate) struct Edition {
    pub(crate) manifest: Manifest,
    pub(crate) style: Arc<Style>,
}

/// A tile that arrived, its HTML cleaned, with the instance that sent it.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) tile: Tile,
    /// When it came, by the system clock.
    pub(crate) at: Timestamp,
    pub(crate) instance: InstanceReport,
    /// The number of its version's colour.
    pub(crate) colour: u32,
    pub(crate) origin: Origin,
    pub(crate) vitals: Vitals,
    pub(crate) edition: Arc<Edition>,
}

impl Frame {
    /// Frames a tile in the state it is shown in.
    pub(crate) fn new(
        received: &Received,
        state: TileState,
        reason: Option<String>,
        locale: &Locale<'_>,
    ) -> Self {
        let tile = &received.tile;
        let Edition { manifest, style } = &*received.edition;
        let age_s = locale.now().duration_since(tile.observed_at).as_secs_f64().max(0.0);
        Self {
            widget: manifest.id.clone(),
            size: manifest.size.code(),
            title: tile.title.clone(),
            state: state.code(),
            state_label: state_label(state, locale),
            reason,
            source_label: locale.source(tile.source),
            is_of_service: tile.source.is_some_and(SourceKind::is_of_service),
            observed_at: Some(tile.observed_at),
            observed: locale.time(tile.observed_at),
            age: if age_s < 60.0 { String::new() } else { locale.age(age_s) },
            instance: Some(received.instance.clone()),
            xray: Xray::new(received, locale),
            text: tile.text.clone(),
            line: tile.line.clone(),
            html: tile.html.clone(),
            is_hidden: false,
            style: style.sha256.clone(),
            css: Arc::clone(style),
        }
    }

    /// The frame of a tile that nobody has sent yet.
    pub(crate) fn waiting(edition: &Edition, locale: &Locale<'_>) -> Self {
        let Edition { manifest, style } = edition;
        let reason = locale.text("reason-waiting");
        Self {
            widget: manifest.id.clone(),
            size: manifest.size.code(),
            title: manifest.id.replace('-', " "),
            state_label: state_label(TileState::Waiting, locale),
            text: reason.clone(),
            reason: Some(reason),
            style: style.sha256.clone(),
            css: Arc::clone(style),
            ..Self::blank()
        }
    }

    /// A frame without any tile, from which pages make those of widgets that join later.
    pub(crate) fn blank() -> Self {
        Self {
            widget: String::new(),
            size: Size::default().code(),
            title: String::new(),
            state: TileState::Waiting.code(),
            state_label: String::new(),
            reason: None,
            source_label: String::new(),
            is_of_service: false,
            observed_at: None,
            observed: String::new(),
            age: String::new(),
            instance: None,
            xray: Xray::default(),
            text: String::new(),
            line: None,
            html: String::new(),
            is_hidden: false,
            style: String::new(),
            css: Arc::default(),
        }
    }
}

pub(crate) fn state_label(state: TileState, locale: &Locale<'_>) -> String {
    match state {
        TileState::Live => String::new(),
        TileState::Stale => locale.text("state-stale"),
        TileState::NoCoverage => locale.text("state-no-coverage"),
        TileState::Failed => locale.text("state-failed"),
        TileState::Waiting => locale.text("state-waiting"),
    }
}
