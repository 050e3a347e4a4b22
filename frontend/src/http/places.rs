//! The search for places, as JSON and as a page that needs no script.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Query},
};
use api::ViewQuery;
use askama::Template;
use localisation::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use service::Problem;
use weather::View;

use super::{
    Context,
    policy::{page_answer, rendered},
    presentation::PresentationQuery,
    request::{self, Carried},
};
use crate::{assets, search::FoundPlace, sky::Sky, words};

/// The longest text that is searched for, characters.
pub(super) const MAX_QUERY: usize = 64;

/// The most that is counted in words: the favourites and recent places of a browser.
const MAX_OFFERED: u16 = 16;

#[derive(Deserialize)]
pub(super) struct SearchQuery {
    q: Option<String>,
}

/// The answer to `GET /api/places`.
#[derive(Serialize, JsonSchema)]
pub(super) struct PlacesReport {
    /// What was searched for.
    query: String,
    /// What was found, best first.
    places: Vec<FoundPlace>,
}

/// What a search may find, as the API's description shows it.
pub(super) fn example() -> PlacesReport {
    let address = "39.8017,-89.6437";
    let springfield = FoundPlace {
        id: address.into(),
        name: "Springfield".into(),
        admin: Some("Illinois".into()),
        country: "US".into(),
        latitude: 39.8017,
        longitude: -89.6437,
        elevation_m: Some(180.0),
        timezone: "America/Chicago".into(),
        address: address.into(),
    };
    PlacesReport { query: "springf".into(), places: vec![springfield] }
}

/// The search field of a page.
pub(super) struct SearchForm<'a> {
    /// What stands in it.
    pub(super) text: &'a str,
    /// What is kept of the page's address.
    pub(super) carried: &'a Carried,
    pub(super) label: String,
    pub(super) placeholder: String,
    pub(super) here: String,
    pub(super) favourite: String,
    pub(super) words: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "places.html")]
struct Page<'a> {
    view: &'a View,
    theme: &'a str,
    sky: Sky,
    style: &'static str,
    icon: &'static str,
    title: String,
    search: SearchForm<'a>,
    back: String,
    back_label: String,
    said: String,
    found: Vec<Link>,
    listed_label: String,
    listed: Vec<Link>,
}

/// A place to go to.
struct Link {
    address: String,
    name: String,
    detail: String,
}

/// `GET /api/places`
pub(super) async fn report(
    context: Data<Context>,
    query: Query<SearchQuery>,
    view_query: Query<ViewQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &view_query, &request)?;
    let text = query.text()?;
    context.clients.count_search(&request)?;
    if text.is_empty() {
        return Err(Problem::bad_request(format!(
            "q: a part of a place's name, or latitude,longitude, is needed: 1 to {MAX_QUERY} characters"
        )));
    }
    let places = context.search.find(text, view.lang.code()).await;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .json(PlacesReport { query: text.into(), places }))
}

/// `GET /places`
pub(super) async fn page(
    context: Data<Context>,
    query: Query<SearchQuery>,
    view_query: Query<ViewQuery>,
    presentation: Query<PresentationQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &view_query, &request)?;
    let theme = presentation.theme()?;
    let text = query.text()?;
    let carried = Carried::of(&request);
    let found = if text.is_empty() {
        Vec::new()
    } else {
        context.clients.count_search(&request)?;
        context.search.find(text, view.lang.code()).await
    };
    let mut exact = found.iter().filter(|found| context.search.is_exact(found, text));
    if let (Some(place), None) = (exact.next(), exact.next()) {
        return Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, carried.address_of(place)))
            .finish());
    }
    let page = html(&context, &view, theme, text, &carried, &found)?;
    Ok(page_answer(&context.frame_ancestors, std::iter::empty())
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "Accept-Language"))
        .body(page))
}

fn html(
    context: &Context,
    view: &View,
    theme: &str,
    text: &str,
    carried: &Carried,
    found: &[FoundPlace],
) -> Result<String, Problem> {
    let now = context.hub.clock.now();
    let locale = words::locale(view, now);
    let link = |place: &FoundPlace| Link::new(place, carried);
    let listed = context.listed.iter().map(|place| context.search.listed(place, locale.lang()));
    let page = Page {
        view,
        theme,
        sky: Sky::over(&view.place, now, None),
        style: assets::style_name(),
        icon: assets::icon_name(),
        title: locale.text("places-title"),
        search: SearchForm::new(&locale, text, carried),
        back: carried.address_with(&[]),
        back_label: locale.text("places-back"),
        said: if text.is_empty() { String::new() } else { counted(&locale, found.len()) },
        found: found.iter().map(link).collect(),
        listed_label: locale.text("places-listed"),
        listed: listed.map(|place| link(&place)).collect(),
    };
    rendered(&page)
}

/// How many places there are, in words.
fn counted(locale: &Locale<'_>, count: usize) -> String {
    match count {
        0 => locale.text("search-none"),
        count => locale.text_with("search-count", &[("count", count.into())]),
    }
}

impl SearchQuery {
    /// What is searched for, maybe nothing.
    fn text(&self) -> Result<&str, Problem> {
        let text = self.q.as_deref().unwrap_or_default().trim();
        match text.chars().count() {
            0..=MAX_QUERY => Ok(text),
            length => Err(Problem::bad_request(format!(
                "q: {length} characters are too many: up to {MAX_QUERY} are allowed"
            ))),
        }
    }
}

impl<'a> SearchForm<'a> {
    pub(super) fn new(locale: &Locale<'_>, text: &'a str, carried: &'a Carried) -> Self {
        let counts: Vec<String> =
            (0..=MAX_OFFERED).map(|count| counted(locale, count.into())).collect();
        let said = [
            ("lost", "search-lost"),
            ("favourites", "search-favourites"),
            ("recent", "search-recent"),
            ("asking", "search-here-asking"),
            ("denied", "search-here-denied"),
            ("unknown", "search-here-unknown"),
        ];
        let said = said.map(|(name, id)| (name, locale.text(id)));
        Self {
            text,
            carried,
            label: locale.text("search-label"),
            placeholder: locale.text("search-placeholder"),
            here: locale.text("search-here"),
            favourite: locale.text("search-favourite"),
            words: said.into_iter().chain([("counts", counts.join("|"))]).collect(),
        }
    }
}

impl Link {
    fn new(place: &FoundPlace, carried: &Carried) -> Self {
        let parts = [place.admin.as_deref().unwrap_or_default(), &place.country];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            address: carried.address_of(place),
            name: place.name.clone(),
            detail: parts.join(", "),
        }
    }
}
