//! Every linked instance and its story, as JSON and as a page that lives.

mod example;
mod words;

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Query},
};
use api::ViewQuery;
use askama::Template;
use bytes::Bytes;
use localisation::Locale;
use serde::Serialize;
use service::Problem;
use tokio::sync::watch::Receiver;
use weather::View;

use super::{
    Context,
    events::{self, StreamQuery, Subject},
    policy::{page_answer, rendered},
    presentation::PresentationQuery,
    request,
};
use crate::{
    assets,
    feed::encode,
    hub::{FleetReport, Watched},
    sky::Sky,
    words as board_words,
};
pub(super) use example::example;
use words::{Line, Row, count_words, lines, rows};

#[derive(Template)]
#[template(path = "fleet.html")]
struct Page<'a> {
    view: &'a View,
    theme: &'a str,
    sky: Sky,
    title: String,
    board: String,
    story: String,
    zone: String,
    lost: String,
    /// The address's query, for the way back to the board.
    query: &'a str,
    counts: Vec<String>,
    rows: Vec<Row>,
    lines: Vec<Line>,
    style: &'static str,
    script: &'static str,
    icon: &'static str,
    build: &'static str,
}

#[derive(Template)]
#[template(path = "fleet/counts.html")]
struct Counts {
    counts: Vec<String>,
}

#[derive(Template)]
#[template(path = "fleet/widgets.html")]
struct Widgets {
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "fleet/story.html")]
struct Story {
    lines: Vec<Line>,
}

/// What of a page changes, each part as HTML; none where it has not changed.
#[derive(Default, PartialEq, Serialize)]
struct Parts {
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    widgets: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<String>,
}

/// `GET /api/fleet`
pub(super) async fn report(context: Data<Context>) -> HttpResponse {
    HttpResponse::Ok().json(context.hub.fleet())
}

/// `GET /fleet`
pub(super) async fn page(
    context: Data<Context>,
    query: Query<ViewQuery>,
    presentation: Query<PresentationQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    // Where no further view can be watched the fleet is of others' views.
    let watched = context.hub.open(&view).await.ok();
    let now = context.hub.clock.now();
    let locale = board_words::locale(&view, now);
    let fleet = context.hub.fleet();
    let place = view.place.name.as_str().into();
    let page = Page {
        view: &view,
        theme: presentation.theme()?,
        sky: Sky::over(&view.place, now, None),
        title: locale.text("fleet-title"),
        board: locale.text("fleet-board"),
        story: locale.text("fleet-story"),
        zone: locale.text_with("fleet-zone", &[("place", place)]),
        lost: locale.text("connection-lost"),
        query: request.query_string(),
        counts: count_words(&fleet, &locale),
        rows: rows(&fleet, watched.as_deref(), &locale),
        lines: lines(&fleet, &locale),
        style: assets::style_name(),
        script: assets::script_name(),
        icon: assets::icon_name(),
        build: assets::build(),
    };
    Ok(page_answer(&context.frame_ancestors, std::iter::empty())
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::VARY, "Accept-Language"))
        .body(rendered(&page)?))
}

/// `GET /fleet/events`
pub(super) async fn events(
    context: Data<Context>,
    query: Query<ViewQuery>,
    stream_query: Query<StreamQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let watched = context.hub.open(&view).await.ok();
    let fleet = Fleet {
        news: context.hub.follow_fleet(),
        looks: watched.map(|watched| (watched.feed.subscribe(), watched)),
        view,
        told: Parts::default(),
    };
    Ok(events::answer(&context, &stream_query, fleet))
}

/// The fleet as one page shows it.
struct Fleet {
    view: View,
    news: Receiver<Arc<FleetReport>>,
    /// The parts that the page has.
    told: Parts,
    /// Whoever looks at the fleet looks at a view: its tiles are drawn.
    looks: Option<(Receiver<u64>, Arc<Watched>)>,
}

impl Subject for Fleet {
    async fn changed(&mut self) -> Option<()> {
        self.news.changed().await.ok()?;
        // Waiting counts as looking; `newer` is yet to look.
        self.news.mark_changed();
        Some(())
    }

    fn newer(&mut self) -> Option<Bytes> {
        // What was made before anybody followed is old.
        if !self.news.has_changed().ok()? {
            return None;
        }
        let fleet = Arc::clone(&self.news.borrow_and_update());
        let locale = board_words::locale(&self.view, weather::Timestamp::now());
        let parts =
            Parts::new(&fleet, self.looks.as_ref().map(|(_, watched)| &**watched), &locale).ok()?;
        let news = parts.beyond(&self.told);
        self.told = parts;
        if news == Parts::default() {
            return None;
        }
        Some(encode("fleet", None, &serde_json::to_string(&news).ok()?))
    }
}

impl Parts {
    fn new(
        fleet: &FleetReport,
        looked_at: Option<&Watched>,
        locale: &Locale<'_>,
    ) -> Result<Self, askama::Error> {
        Ok(Self {
            counts: Some(Counts { counts: count_words(fleet, locale) }.render()?),
            widgets: Some(Widgets { rows: rows(fleet, looked_at, locale) }.render()?),
            story: Some(Story { lines: lines(fleet, locale) }.render()?),
        })
    }

    /// The parts of these that are not the same in `told`.
    fn beyond(&self, told: &Self) -> Self {
        let news = |part: &Option<String>, told: &Option<String>| {
            part.clone().filter(|part| Some(part) != told.as_ref())
        };
        Self {
            counts: news(&self.counts, &told.counts),
            widgets: news(&self.widgets, &told.widgets),
            story: news(&self.story, &told.story),
        }
    }
}
