use actix_web::{HttpRequest, http::header, web::Query};
use api::ViewQuery;
use service::Problem;
use url::form_urlencoded::Serializer;
use weather::{Place, View};

use super::Context;
use crate::{hub::TooManyViews, search::FoundPlace};

/// What belongs to one place or one search, and not to how a viewer looks.
const OF_A_PLACE: [&str; 3] = ["place", "name", "q"];

/// The most parameters that go from one address into the next.
const MAX_CARRIED: usize = 16;

/// The name that an address gives a place: one by coordinates has none of its own.
pub(super) fn given_name(place: &Place) -> Option<&str> {
    place.id.contains(',').then_some(&place.name)
}

/// The query that names a view, whoever asks.
pub(super) fn query_of(view: &View) -> String {
    let place = &view.place;
    let mut query = Serializer::new(String::new());
    query.append_pair("place", &place.id);
    if let Some(name) = given_name(place) {
        query.append_pair("name", name);
    }
    query.append_pair("units", view.units.code()).append_pair("lang", view.lang.code());
    if let Some(hours) = view.hours {
        query.append_pair("hours", hours.code());
    }
    query.finish()
}

/// The parameters of an address that hold for every place: units, language,
/// theme and whatever else a page is asked.
#[derive(Clone)]
pub(super) struct Carried(pub(super) Vec<(String, String)>);

impl Carried {
    pub(super) fn of(request: &HttpRequest) -> Self {
        // A query that is none has nothing to carry.
        let query = Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut parameters = query.map(Query::into_inner).unwrap_or_default();
        parameters.retain(|(name, _)| !OF_A_PLACE.contains(&name.as_str()));
        parameters.truncate(MAX_CARRIED);
        Self(parameters)
    }

    /// The same but for these parameters.
    pub(super) fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }

    /// The address of the board that shows a place in the same way, from a page beside it.
    pub(super) fn address_of(&self, place: &FoundPlace) -> String {
        // Who chooses a place has seen enough of a cycle.
        let rest = self.clone().without(&["cycle", "stop"]);
        let address = ("place", place.address.as_str());
        if place.needs_name() {
            rest.address_with(&[address, ("name", &place.name)])
        } else {
            rest.address_with(&[address])
        }
    }

    /// The same with these parameters.
    pub(super) fn address_with(&self, parameters: &[(&str, &str)]) -> String {
        if parameters.is_empty() && self.0.is_empty() {
            return "./".into();
        }
        let start = String::from("./?");
        let length = start.len();
        let mut query = Serializer::for_suffix(start, length);
        query.extend_pairs(parameters).extend_pairs(&self.0);
        query.finish()
    }
}

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

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn what_is_not_of_the_place_is_carried_on() {
        let carried =
            |address: &str| Carried::of(&TestRequest::with_uri(address).to_http_request());
        let from = carried("/places?q=x&units=si&place=lisbon&name=n&kiosk=&theme=a%26b");
        assert_eq!(
            from.address_with(&[("place", "rome")]),
            "./?place=rome&units=si&kiosk=&theme=a%26b"
        );
        assert_eq!(carried("/places?q=x").address_with(&[]), "./");
        assert!(carried(&format!("/?{}", "x=1&".repeat(99))).0.len() <= MAX_CARRIED);
    }
}
