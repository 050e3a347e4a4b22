//! What the services say when they say no.

use serde_json::json;

use crate::{
    Service,
    reply::{JSON, PROBLEM, Reply, phrase},
};

/// The page that a hotel's network puts before the internet.
pub(crate) const CAPTIVE_PORTAL: &str = "<!DOCTYPE html>
<html><head><title>Welcome to our guest network</title></head>
<body><h1>Sign in to go online</h1>
<form action=\"/login\" method=\"post\"><input name=\"room\"><button>Connect</button></form>
</body></html>
";

/// A place that the forecast does not cover: no JSON, since bare `nan` is none.
pub(crate) const NOT_COVERED: &str = "{\"latitude\":nan,\"longitude\":nan,\
\"generationtime_ms\":0.0210762,\"utc_offset_seconds\":0,\"timezone\":\"GMT\",\
\"timezone_abbreviation\":\"GMT\"}";

/// What follows a body that broke off while it was streamed.
pub(crate) const BROKEN_STREAM: &str = "Unexpected error while streaming data: timeoutReached";

/// Open-Meteo's own words for a status.
pub(crate) fn reason(status: u16) -> &'static str {
    match status {
        400 => "No data is available for this location",
        401 => "API key required. Please add &apikey= to the URL.",
        403 => "This API endpoint requires the API Professional or Enterprise plan",
        429 => "Minutely API request limit exceeded. Please try again in one minute.",
        503 => "The service is overloaded",
        status => phrase(status),
    }
}

/// An error as a service words it.
pub(crate) fn error(service: Service, status: u16, reason: &str) -> Reply {
    match service {
        Service::Nws => {
            let body = json!({
                "correlationId": "5f1d3a7c",
                "title": phrase(status),
                "type": format!("https://api.weather.gov/problems/{status}"),
                "status": status,
                "detail": reason,
                "instance": "https://api.weather.gov/requests/5f1d3a7c",
            });
            Reply::new(status, PROBLEM, body.to_string())
        }
        _ => Reply::new(status, JSON, json!({"error": true, "reason": reason}).to_string()),
    }
}
