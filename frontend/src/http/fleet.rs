//! Every linked instance, as JSON and as a page.

use actix_web::{
    HttpResponse,
    http::header::{self, ContentType},
    web::Data,
};
use askama::Template;
use service::Problem;

use super::Context;
use crate::{assets, hub::FleetReport};

#[derive(Template)]
#[template(path = "fleet.html")]
struct Page<'a> {
    fleet: &'a FleetReport,
    style: &'a str,
    icon: &'a str,
}

/// `GET /api/fleet`
pub(super) async fn report(context: Data<Context>) -> HttpResponse {
    HttpResponse::Ok().json(context.hub.fleet())
}

/// `GET /fleet`
pub(super) async fn page(context: Data<Context>) -> Result<HttpResponse, Problem> {
    let fleet = context.hub.fleet();
    let page = Page { fleet: &fleet, style: assets::style_name(), icon: assets::icon_name() };
    let page = page.render().map_err(|error| Problem::unavailable(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::html())
        .insert_header((header::CONTENT_SECURITY_POLICY, super::page::policy(std::iter::empty())))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(page))
}
