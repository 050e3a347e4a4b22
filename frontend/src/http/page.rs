//! The page: complete with data in the first answer.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, ContentType},
    web::{Data, Query},
};
use api::ViewQuery;
use askama::Template;
use localisation::Patterns;
use service::Problem;
use weather::View;

use super::{
    Context,
    encoding::negotiated,
    format::{Format, FormatQuery},
    pages::{Key, Moment, PACKED},
    places::SearchForm,
    policy::{policy, rendered},
    presentation::{Presentation, PresentationQuery},
    request::{self, Carried},
    settings::{Arranging, Settings},
};
use crate::{
    arrangement::Arrangement, assets, banner::Banner, cycle::Stop, frame::Frame, hub::Snapshot,
    sky::Sky, text, words, xray::Labels,
};

#[derive(Template)]
#[template(path = "board.html")]
struct Page<'a> {
    view: &'a View,
    /// What the place is called in the language of the view.
    place: &'a str,
    search: SearchForm<'a>,
    settings: Settings,
    arrange: Arranging,
    banner: Option<Banner>,
    frames: &'a [Frame],
    blank: Frame,
    presentation: &'a Presentation,
    /// How tiles stand where no viewer has another wish.
    usual: &'a Arrangement,
    cycle: Vec<Turn>,
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
    attribution: String,
    /// Whether the service is to be named now.
    is_of_service: bool,
    style: &'static str,
    script: &'static str,
    icon: &'static str,
    manifest: &'static str,
    build: &'static str,
    since: String,
    /// The query of this view's events.
    events: String,
}

/// One view of a cycle on the page.
struct Turn {
    address: String,
    seconds: u32,
    is_current: bool,
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
    presentation: Query<PresentationQuery>,
    format: Query<FormatQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let format = format.read(&request)?;
    let presentation = presentation.into_inner().read(&context.arrangement)?;
    check_stops(&context, &presentation, &request)?;
    let query = presentation.view_query(query.into_inner());
    let view = request::view(&context, &query, &request)?;
    let watched = context.hub.open(&view).await?;
    let look = || {
        let mut snapshot = context.hub.snapshot(&watched);
        presentation.arrangement.apply(&mut snapshot.frames);
        snapshot
    };
    let write = match format {
        Format::Html => None,
        Format::Text => Some(text::board as text::Write),
        Format::Line => Some(text::line as text::Write),
    };
    if let Some(write) = write {
        let locale = words::locale(&view, context.hub.clock.now());
        let place = context.places.name_in(&view.place, locale.lang());
        let text = write(place, &look(), &locale);
        let mut answer = HttpResponse::Ok();
        answer.insert_header(ContentType::plaintext());
        return Ok(fresh(answer).body(text));
    }
    let key = Key::new(request.query_string(), &view, negotiated(&request, &PACKED));
    let moment = Moment::of(&watched, &context.hub.clock);
    let page = context.pages.get(key, moment, || {
        let snapshot = look();
        let sheets = snapshot.frames.iter().map(|frame| &*frame.style);
        let policy = policy(&context.frame_ancestors, sheets);
        Ok((policy, html(&context, &view, &presentation, &request, &snapshot)?))
    })?;
    Ok(page.answer())
}

/// Whoever keeps the answer asks again, and for each kind of viewer apart.
pub(super) fn fresh(mut answer: HttpResponseBuilder) -> HttpResponseBuilder {
    answer
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "Accept, Accept-Encoding, Accept-Language, User-Agent"));
    answer
}

fn html(
    context: &Context,
    view: &View,
    presentation: &Presentation,
    request: &HttpRequest,
    snapshot: &Snapshot,
) -> Result<String, Problem> {
    let clock = context.hub.clock.reading();
    let locale = words::locale(view, clock.now);
    let place = context.places.name_in(&view.place, locale.lang());
    let carried = Carried::of(request);
    let page = Page {
        view,
        place,
        search: SearchForm::new(&locale, "", &carried),
        settings: Settings::new(view, presentation, &carried, &locale),
        arrange: Arranging::new(&locale),
        banner: snapshot.notice.as_ref().map(|notice| Banner::new(notice, &locale)),
        frames: &snapshot.frames,
        blank: Frame::blank(),
        presentation,
        usual: &context.arrangement,
        cycle: turns(presentation, &carried),
        labels: Labels::new(&locale),
        flip: Flip {
            name: locale.text("xray-name"),
            shown: locale.text("xray-shown"),
            hidden: locale.text("xray-hidden"),
        },
        fleet: locale.text("fleet-title"),
        query: request.query_string(),
        sky: snapshot.sky,
        title: locale.text_with("board-title", &[("place", place.into())]),
        time: locale.time(clock.now),
        date: locale.date(locale.local_date(clock.now)),
        now: clock.now.to_string(),
        patterns: locale.patterns(),
        speed: clock.speed,
        empty: locale.text("board-empty"),
        lost: locale.text("connection-lost"),
        attribution: locale.text("attribution"),
        is_of_service: snapshot.is_of_service(),
        style: assets::style_name(),
        script: assets::script_name(),
        icon: assets::icon_name(),
        manifest: assets::manifest_name(),
        build: assets::build(),
        since: format!("{}-{}", context.hub.boot(), snapshot.sequence),
        events: request::query_of(view),
    };
    rendered(&page)
}

/// Refuses a cycle before it fails in the middle of the night.
fn check_stops(
    context: &Context,
    presentation: &Presentation,
    request: &HttpRequest,
) -> Result<(), Problem> {
    let check = |stop: &Stop| {
        request::view(context, &stop.query, request)
            .map_err(|problem| Problem::bad_request(format!("cycle: {}", problem.detail)))
    };
    presentation.stops.iter().try_for_each(|stop| check(stop).map(|_| ()))
}

/// The views shown in turn, each with its address.
fn turns(presentation: &Presentation, carried: &Carried) -> Vec<Turn> {
    let rest = carried.clone().without(&["stop"]);
    let turn = |(number, stop): (usize, &Stop)| Turn {
        address: rest.address_with(&[("stop", &number.to_string())]),
        seconds: stop.seconds,
        is_current: number == presentation.stop,
    };
    (1..).zip(&presentation.stops).map(turn).collect()
}
