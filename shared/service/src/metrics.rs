//! Metrics in the OpenMetrics text format.

use actix_web::HttpResponse;
use prometheus_client::{encoding::text::encode, registry::Registry};

/// The media type of the format.
const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The answer to `GET /metrics`.
#[must_use]
pub fn response(registry: &Registry) -> HttpResponse {
    let mut text = String::new();
    match encode(&mut text, registry) {
        Ok(()) => HttpResponse::Ok().content_type(CONTENT_TYPE).body(text),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}
