//! The page: complete with data in the first answer.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, ContentType},
    web::{Data, Query},
};
use api::ViewQuery;
use askama::Template;
use localisation::Patterns;
use serde::Deserialize;
use service::Problem;
use weather::{SourceKind, View};

use super::{
    Context,
    places::SearchForm,
    request::{self, Carried},
};
use crate::{
    assets, banner::Banner, frame::Frame, hub::Snapshot, sky::Sky, text, words, xray::Labels,
};

/// What a page may be asked beside its view.
#[derive(Deserialize)]
pub(super) struct PageQuery {
    pub(super) theme: Option<String>,
    /// Given, with whatever value, where the tiles show their backs.
    xray: Option<String>,
}

#[derive(Template)]
#[template(path = "board.html")]
struct Page<'a> {
    view: &'a View,
    /// What the place is called in the language of the view.
    place: &'a str,
    search: SearchForm<'a>,
    banner: Option<Banner>,
    frames: &'a [Frame],
    blank: Frame,
    theme: &'a str,
    xray: bool,
    labels: Labels,
    flip: Flip,
    fleet: String,
    /// The address's query, for links that keep the view.
    query: &'a str,
    sky: Sky,
    title: String,
    time: String,
    date: String,
    now: String,
    patterns: Patterns,
    speed: f64,
    empty: String,
    lost: String,
    attribution: Option<String>,
    style: &'static str,
    script: &'static str,
    icon: &'static str,
    build: &'static str,
    since: String,
}

/// The words of the button that flips the tiles.
struct Flip {
    name: String,
    shown: String,
    hidden: String,
}

/// `GET /`
pub(super) async fn page(
    context: Data<Context>,
    query: Query<ViewQuery>,
    page_query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let look = Look {
        theme: theme(page_query.theme.as_deref())?,
        xray: page_query.xray.is_some(),
        query: request.query_string(),
    };
    let watched = context.hub.open(&view).await?;
    let snapshot = context.hub.snapshot(&watched);
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "Accept, Accept-Language, User-Agent"));
    if wants_text(&request) {
        let locale = words::locale(&view, context.hub.clock.now());
        let text =
            text::board(context.places.name_in(&view.place, locale.lang()), &snapshot, &locale);
        return Ok(answer.insert_header(ContentType::plaintext()).body(text));
    }
    let policy = policy(snapshot.frames.iter().map(|frame| &*frame.style));
    let page = html(&context, &view, &look, &Carried::of(&request), &snapshot)?;
    Ok(answer
        .insert_header(ContentType::html())
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .body(page))
}

/// How a page is to look, beside its view.
struct Look<'a> {
    theme: &'a str,
    xray: bool,
    query: &'a str,
}

fn html(
    context: &Context,
    view: &View,
    look: &Look<'_>,
    carried: &Carried,
    snapshot: &Snapshot,
) -> Result<String, Problem> {
    let clock = context.hub.clock.reading();
    let locale = words::locale(view, clock.now);
    let live = snapshot
        .reports
        .iter()
        .any(|report| matches!(report.source, Some(SourceKind::OpenMeteo | SourceKind::Replay)));
    let place = context.places.name_in(&view.place, locale.lang());
    let page = Page {
        view,
        place,
        search: SearchForm::new(&locale, "", carried),
        banner: snapshot.notice.as_ref().map(|notice| Banner::new(notice, &locale)),
        frames: &snapshot.frames,
        blank: Frame::blank(),
        theme: look.theme,
        xray: look.xray,
        labels: Labels::new(&locale),
        flip: Flip {
            name: locale.text("xray-name"),
            shown: locale.text("xray-shown"),
            hidden: locale.text("xray-hidden"),
        },
        fleet: locale.text("fleet-title"),
        query: look.query,
        sky: snapshot.sky,
        title: locale.text_with("board-title", &[("place", place.into())]),
        time: locale.time(clock.now),
        date: locale.date(locale.local_date(clock.now)),
        now: clock.now.to_string(),
        patterns: locale.patterns(),
        speed: clock.speed,
        empty: locale.text("board-empty"),
        lost: locale.text("connection-lost"),
        attribution: live.then(|| locale.text("attribution")),
        style: assets::style_name(),
        script: assets::script_name(),
        icon: assets::icon_name(),
        build: assets::build(),
        since: format!("{}-{}", context.hub.boot(), snapshot.sequence),
    };
    page.render().map_err(|error| Problem::unavailable(error.to_string()))
}

/// What a page may load and do: itself, style sheets by their SHA-256, and nothing else.
pub(super) fn policy<'a>(sheets: impl Iterator<Item = &'a str>) -> String {
    let mut hashes: Vec<String> = sheets.map(|sha256| format!(" 'sha256-{sha256}'")).collect();
    hashes.sort_unstable();
    hashes.dedup();
    format!(
        "default-src 'self'; style-src 'self'{}; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types tile",
        hashes.concat()
    )
}

pub(super) fn theme(asked: Option<&str>) -> Result<&str, Problem> {
    match asked.unwrap_or("auto") {
        theme @ ("auto" | "dark" | "light") => Ok(theme),
        other => {
            let other: String = other.chars().take(32).collect();
            Err(Problem::bad_request(format!("theme: {other:?} is not known: auto, dark or light")))
        }
    }
}

/// Whether the one who asks is a terminal rather than a browser.
fn wants_text(request: &HttpRequest) -> bool {
    let accepted = request::text(request, header::ACCEPT);
    let agent = request::text(request, header::USER_AGENT).to_ascii_lowercase();
    let is_terminal =
        ["curl/", "wget/", "httpie/", "xh/"].iter().any(|name| agent.starts_with(name));
    let asks_html = accepted.contains("text/html");
    !asks_html && (is_terminal || accepted.contains("text/plain"))
}
