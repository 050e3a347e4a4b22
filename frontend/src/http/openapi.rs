//! What the API offers, for programs that read such things.

use actix_web::{HttpResponse, web::Data};
use api::{Answer, Operation, Parameter, TileReport};

use super::{
    Context, JOINING, fleet,
    format::FORMATS,
    places::{self, PlacesReport},
    presentation::THEMES,
    tiles::{self, TilesReport},
};
use crate::{board::default_view, hub::TooManyViews};

/// `GET /api/openapi.json`
pub(super) async fn document(context: Data<Context>) -> HttpResponse {
    let operations: Vec<Operation> =
        [of_tiles(&context), of_places(), of_fleet(), api::watching(JOINING).into()].concat();
    let (title, version) = ("Weather Dashboard", env!("CARGO_PKG_VERSION"));
    HttpResponse::Ok().json(api::document(title, version, &operations))
}

/// The tiles of a view in every form.
fn of_tiles(context: &Context) -> Vec<Operation> {
    let view = context.listed.first().cloned().map(default_view);
    let all =
        view.map(|view| TilesReport { view, notice: None, tiles: vec![TileReport::example()] });
    let unknown = tiles::unknown("tides", &["tide".into()]);
    let watched = |path, summary| {
        let full = Answer::problem(&TooManyViews(32).into());
        Operation::get(path, summary).of_view().answers(full)
    };
    let tiles = Answer::by_schema(200, "The tiles", api::schema::<TilesReport>().to_value(), &all);
    vec![
        watched("/", "The board as a page, as text, or in one line")
            .with(&of_the_page())
            .answers(Answer::of("text/html", "The board"))
            .answers(
                Answer::of("text/plain", "The board").like("Lisbon · 1.25\u{202f}m, rising\n"),
            ),
        watched("/events", "What changes, as server-sent events")
            .answers(Answer::of("text/event-stream", "The events")),
        watched("/api/tiles", "The tiles of a view").answers(tiles),
        watched("/api/tiles/{widget}", "One tile of a view")
            .answers(Answer::json(200, "The tile", &TileReport::example()))
            .answers(Answer::problem(&unknown)),
        watched("/styleguide", "Every tile in every state")
            .with(&[theme()])
            .answers(Answer::of("text/html", "The page")),
    ]
}

fn of_places() -> Vec<Operation> {
    let searched = |path, summary| {
        let q = "A part of a place's name in any language, or latitude,longitude";
        Operation::get(path, summary).with(&[Parameter::new("q", q)]).of_view()
    };
    let search = "Places by name: the built-in ones, then what the live service finds";
    let found: PlacesReport = places::example();
    vec![
        searched("/api/places", search).answers(Answer::json(200, "What was found", &found)),
        searched("/places", "The search for places, as a page")
            .with(&[theme()])
            .answers(Answer::of("text/html", "The page")),
    ]
}

fn of_fleet() -> Vec<Operation> {
    let summary = "Every linked instance, and what happened";
    vec![
        Operation::get("/api/fleet", summary).answers(Answer::json(
            200,
            "The fleet",
            &fleet::example(),
        )),
        Operation::get("/fleet", "The same as a page")
            .with(&[theme()])
            .of_view()
            .answers(Answer::of("text/html", "The page")),
        Operation::get("/fleet/events", "What changes of that page, as server-sent events")
            .of_view()
            .answers(Answer::of("text/event-stream", "The events")),
    ]
}

/// What the page may be asked beside its view.
fn of_the_page() -> [Parameter; 8] {
    let format = "The form; without it the page for browsers and text for terminals";
    let switch = |name, description| Parameter::new(name, description).one_of(["1", "0"]);
    [
        Parameter::new("format", format).one_of(FORMATS),
        Parameter::new("tiles", "The order of the tiles, those of hidden ones after a -"),
        theme(),
        switch("xray", "Show the instances behind the tiles"),
        switch("kiosk", "No controls and no cursor"),
        switch("dim", "Darker while it is night at the place"),
        Parameter::new("cycle", "Views to show in turn, parted by ;"),
        Parameter::new("stop", "Which of them shows, from 1"),
    ]
}

fn theme() -> Parameter {
    Parameter::new("theme", "The colours").one_of(THEMES)
}
