use actix_web::{HttpRequest, http::header};
use api::ViewQuery;
use service::Problem;
use weather::View;

use super::Context;
use crate::hub::TooManyViews;

/// The view a request asks for.
pub(super) fn view(
    context: &Context,
    query: &ViewQuery,
    request: &HttpRequest,
) -> Result<View, Problem> {
    let accepted = text(request, header::ACCEPT_LANGUAGE);
    query
        .view(&context.places, &context.default_place, accepted)
        .map_err(|error| Problem::bad_request(error.to_string()))
}

/// A header's value, empty where it is missing or no text.
pub(super) fn text(request: &HttpRequest, name: header::HeaderName) -> &str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

impl From<TooManyViews> for Problem {
    fn from(error: TooManyViews) -> Self {
        Self::unavailable(error.to_string())
    }
}
