//! Metrics in the OpenMetrics text format.

use std::fmt;

use actix_web::HttpResponse;
use prometheus_client::{
    encoding::text::{encode_eof, encode_registry},
    registry::Registry,
};

/// The media type of the format, without its parameters.
pub const MEDIA_TYPE: &str = "application/openmetrics-text";

/// The answer to `GET /metrics`; no two registries may have a metric in common.
#[must_use]
pub fn response(registries: &[&Registry]) -> HttpResponse {
    let content_type = format!("{MEDIA_TYPE}; version=1.0.0; charset=utf-8");
    match encode(registries) {
        Ok(text) => HttpResponse::Ok().content_type(content_type).body(text),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

fn encode(registries: &[&Registry]) -> Result<String, fmt::Error> {
    let mut text = String::new();
    for registry in registries {
        encode_registry(&mut text, registry)?;
    }
    encode_eof(&mut text)?;
    Ok(text)
}
