//! Wording a question to a service.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use url::Url;
use weather::{DailyVariable, Needs, Place};

use crate::{Endpoints, alerts::Feed, names::Named, service::Service};

/// The furthest the forecast reaches, local days.
const MAX_DAYS: u16 = 16;
/// The furthest the forecast of the air reaches, local days.
const MAX_AIR_DAYS: u16 = 7;
/// The longest history the forecast service keeps, h.
const MAX_PAST_HOURS: u16 = 92 * 24;
/// Steps beyond the last full one, so that any instant of the horizon lies
/// between two steps: the running one counts, and one closes the last interval.
const CLOSING_STEPS: u16 = 2;

/// The years of the reference (the WMO's normals of 1991 to 2020).
const REFERENCE: (&str, &str) = ("1991-01-01", "2020-12-31");
/// Days in them.
const REFERENCE_DAYS: u16 = 10_958;
/// Places wanted from a search.
const MATCHES: u16 = 10;
/// Variables that the free service counts as one call.
const VARIABLES_A_CALL: f64 = 10.0;
/// Days that the free service counts as one call.
const DAYS_A_CALL: f64 = 14.0;

/// A question to one service, without the key. Equal questions have equal answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Request {
    pub(crate) service: Service,
    /// What follows the endpoint in the path.
    pub(crate) path: Option<String>,
    /// The query parameters in a fixed order.
    pub(crate) query: Vec<(&'static str, String)>,
    /// For whom an answer that is the same for many is read.
    reader: Option<String>,
    variables: usize,
    days: u16,
}

impl Request {
    /// Asks for exactly what is needed of the weather of a place.
    pub(crate) fn forecast(place: &Place, needs: &Needs) -> Self {
        let mut request = Self::of_spot(Service::Forecast, place);
        request.set("wind_speed_unit", "ms");
        if !needs.current.is_empty() {
            request.ask("current", &needs.current);
        }
        if !needs.hourly.is_empty() {
            request.ask("hourly", &needs.hourly);
            request.hours(needs, MAX_DAYS);
        }
        if !needs.quarter_hourly.is_empty() {
            request.ask("minutely_15", &needs.quarter_hourly);
            let past = past_hours(needs);
            request.set("past_minutely_15", (past * 4).to_string());
            request
                .set("forecast_minutely_15", steps(needs.forecast_hours, 4, MAX_DAYS).to_string());
            request.reach(past, needs.forecast_hours);
        }
        if !needs.daily.is_empty() {
            request.ask("daily", &needs.daily);
            let days = needs.forecast_days.clamp(1, MAX_DAYS);
            request.set("forecast_days", days.to_string());
            request.days = request.days.max(days);
        }
        request
    }

    /// Asks for what is needed of the air.
    pub(crate) fn air_quality(place: &Place, needs: &Needs) -> Self {
        let mut request = Self::of_spot(Service::AirQuality, place);
        request.ask("hourly", &needs.air_quality);
        request.hours(needs, MAX_AIR_DAYS);
        request
    }

    /// Asks for what is needed of the sea.
    pub(crate) fn marine(place: &Place, needs: &Needs) -> Self {
        let mut request = Self::of_spot(Service::Marine, place);
        request.ask("hourly", &needs.marine);
        request.hours(needs, MAX_DAYS);
        request
    }

    /// Asks for the highest and lowest temperature of every day of the reference.
    pub(crate) fn climate(place: &Place) -> Self {
        let mut request = Self::of_spot(Service::Archive, place);
        // Dates need no offset, of which there were several in thirty years.
        request.set("timeformat", "iso8601");
        request.ask(
            "daily",
            &BTreeSet::from([DailyVariable::TemperatureMax, DailyVariable::TemperatureMin]),
        );
        request.set("start_date", REFERENCE.0);
        request.set("end_date", REFERENCE.1);
        request.days = REFERENCE_DAYS;
        request
    }

    /// Asks for places by name, in a language by its ISO 639 code.
    pub(crate) fn places(name: &str, language: &str) -> Self {
        let mut request = Self::new(Service::Geocoding);
        request.set("name", name);
        request.set("count", MATCHES.to_string());
        request.set("language", language);
        request.set("format", "json");
        request
    }

    /// Asks the feed of warnings that covers a place.
    pub(crate) fn alerts(place: &Place, feed: &Feed) -> Self {
        match feed {
            Feed::Nws => {
                let mut request = Self::new(Service::Nws);
                request.set("point", format!("{},{}", place.latitude, place.longitude));
                request
            }
            Feed::MeteoAlarm { slug } => {
                let path = Some(format!("feeds-{slug}"));
                // What holds here is found by the name of the place and by its spot.
                let Place { name, latitude, longitude, .. } = place;
                let reader = Some(format!("{name} {latitude},{longitude}"));
                Self { path, reader, ..Self::new(Service::MeteoAlarm) }
            }
        }
    }

    /// How many calls the free service counts this as: more than ten variables
    /// or two weeks are several
    /// (<https://open-meteo.com/en/pricing>).
    pub(crate) fn weight(&self) -> f64 {
        let variables = (self.variables as f64 / VARIABLES_A_CALL).max(1.0);
        variables * (f64::from(self.days) / DAYS_A_CALL).max(1.0)
    }

    /// The address that answers it.
    pub(crate) fn url(&self, endpoints: &Endpoints) -> Url {
        let mut url = endpoints.of(self.service).clone();
        if let Some(path) = &self.path
            && let Ok(mut segments) = url.path_segments_mut()
        {
            segments.pop_if_empty().push(path);
        }
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        url
    }

    fn new(service: Service) -> Self {
        Self { service, path: None, query: Vec::new(), reader: None, variables: 0, days: 0 }
    }

    fn of_spot(service: Service, place: &Place) -> Self {
        Self { query: spot(place), ..Self::new(service) }
    }

    fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, value.into()));
    }

    fn ask<V: Named>(&mut self, block: &'static str, variables: &BTreeSet<V>) {
        self.variables += variables.len();
        self.set(block, names(variables));
    }

    fn hours(&mut self, needs: &Needs, max_days: u16) {
        let past = past_hours(needs);
        self.set("past_hours", past.to_string());
        self.set("forecast_hours", steps(needs.forecast_hours, 1, max_days).to_string());
        self.reach(past, needs.forecast_hours);
    }

    fn reach(&mut self, past_hours: u16, forecast_hours: u16) {
        let hours = past_hours.saturating_add(forecast_hours);
        self.days = self.days.max(hours.div_ceil(24));
    }
}

/// At least one, so that a clock which is behind the service's finds its own
/// hour where the service's is the next already.
fn past_hours(needs: &Needs) -> u16 {
    needs.past_hours.clamp(1, MAX_PAST_HOURS)
}

fn spot(place: &Place) -> Vec<(&'static str, String)> {
    let mut query =
        vec![("latitude", place.latitude.to_string()), ("longitude", place.longitude.to_string())];
    // Zero means "unknown" for a free spot; the service then takes its own terrain model.
    if place.elevation != 0.0 {
        query.push(("elevation", place.elevation.to_string()));
    }
    // The same fallback as `Place::time_zone`, so that its days and ours agree.
    let known = TimeZone::get(&place.timezone).is_ok();
    let zone = if known { place.timezone.as_str() } else { "GMT" };
    query.push(("timezone", zone.to_owned()));
    query.push(("timeformat", "unixtime".to_owned()));
    query
}

fn names<V: Named>(variables: &BTreeSet<V>) -> String {
    variables.iter().map(|variable| variable.name()).collect::<Vec<_>>().join(",")
}

fn steps(hours: u16, per_hour: u16, max_days: u16) -> u16 {
    let max_hours = max_days * 24;
    (hours.min(max_hours) * per_hour + CLOSING_STEPS).min(max_hours * per_hour)
}

#[cfg(test)]
mod tests {
    use weather::{AirVariable, MarineVariable, Variable};

    use super::*;

    fn place() -> Place {
        Place {
            id: "lisbon".into(),
            name: "Lisboa".into(),
            latitude: 38.7223,
            longitude: -9.1393,
            elevation: 45.0,
            timezone: "Europe/Lisbon".into(),
            country: "PT".into(),
        }
    }

    fn parameter(request: &Request, name: &str) -> Option<String> {
        request.query.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn exactly_what_is_needed_is_asked() {
        let needs = Needs::nothing().current([Variable::WindSpeed, Variable::Temperature]).hourly(
            [Variable::Precipitation],
            24,
            48,
        );
        let request = Request::forecast(&place(), &needs);
        let expected = [
            ("latitude", "38.7223"),
            ("longitude", "-9.1393"),
            ("elevation", "45"),
            ("timezone", "Europe/Lisbon"),
            ("timeformat", "unixtime"),
            ("wind_speed_unit", "ms"),
            ("current", "temperature_2m,wind_speed_10m"),
            ("hourly", "precipitation"),
            ("past_hours", "24"),
            ("forecast_hours", "50"),
        ];
        assert_eq!(request.query, expected.map(|(key, value)| (key, value.to_owned())));
    }

    #[test]
    fn quarter_hours_and_days_have_their_own_horizons() {
        let needs = Needs::nothing()
            .quarter_hourly([Variable::Precipitation], 2)
            .daily([DailyVariable::TemperatureMax, DailyVariable::WeatherCode], 10);
        let request = Request::forecast(&place(), &needs);
        assert_eq!(parameter(&request, "past_minutely_15").as_deref(), Some("4"));
        assert_eq!(parameter(&request, "forecast_minutely_15").as_deref(), Some("10"));
        assert_eq!(
            parameter(&request, "daily").as_deref(),
            Some("temperature_2m_max,weather_code")
        );
        assert_eq!(parameter(&request, "forecast_days").as_deref(), Some("10"));
        assert_eq!(parameter(&request, "hourly"), None);
    }

    #[test]
    fn horizons_stay_within_what_the_service_has() {
        let needs = Needs::nothing()
            .hourly([Variable::Temperature], u16::MAX, u16::MAX)
            .quarter_hourly([Variable::Temperature], u16::MAX)
            .daily([DailyVariable::TemperatureMax], u16::MAX);
        let request = Request::forecast(&place(), &needs);
        assert_eq!(parameter(&request, "past_hours").as_deref(), Some("2208"));
        assert_eq!(parameter(&request, "forecast_hours").as_deref(), Some("384"));
        assert_eq!(parameter(&request, "forecast_minutely_15").as_deref(), Some("1536"));
        assert_eq!(parameter(&request, "forecast_days").as_deref(), Some("16"));
    }

    #[test]
    fn an_unknown_zone_and_elevation_are_left_to_the_service() {
        let place = Place { elevation: 0.0, timezone: "Mars/Olympus".into(), ..place() };
        let request = Request::forecast(&place, &Needs::nothing().current([Variable::IsDay]));
        assert_eq!(parameter(&request, "elevation"), None);
        assert_eq!(parameter(&request, "timezone").as_deref(), Some("GMT"));
    }

    #[test]
    fn air_and_sea_have_their_own_endpoints_and_horizons() {
        let needs = Needs::nothing()
            .air_quality([AirVariable::Pm2_5, AirVariable::OlivePollen], 24, 500)
            .marine([MarineVariable::SwellHeight], 24);
        let air = Request::air_quality(&place(), &needs);
        assert_eq!(parameter(&air, "hourly").as_deref(), Some("pm2_5,olive_pollen"));
        assert_eq!(parameter(&air, "forecast_hours").as_deref(), Some("168"));
        assert_eq!(parameter(&air, "wind_speed_unit"), None);
        let sea = Request::marine(&place(), &needs);
        assert_eq!((sea.service, air.service), (Service::Marine, Service::AirQuality));
        assert_eq!(parameter(&sea, "hourly").as_deref(), Some("swell_wave_height"));
    }

    #[test]
    fn the_reference_is_thirty_years_of_dates() {
        let request = Request::climate(&place());
        assert_eq!(parameter(&request, "start_date").as_deref(), Some("1991-01-01"));
        assert_eq!(parameter(&request, "end_date").as_deref(), Some("2020-12-31"));
        assert_eq!(parameter(&request, "timeformat").as_deref(), Some("iso8601"));
    }

    #[test]
    fn the_weight_is_what_the_free_service_counts() {
        let weight = |needs: &Needs| Request::forecast(&place(), needs).weight();
        let ten = || Variable::ALL.into_iter().take(10);
        assert_eq!(weight(&Needs::nothing().hourly(ten(), 24, 48)), 1.0);
        assert_eq!(weight(&Needs::nothing().hourly(Variable::ALL, 24, 48)), 1.5);
        assert_eq!(weight(&Needs::nothing().hourly(ten(), 24 * 14, 24 * 14)), 2.0);
        let thirty_years = Request::climate(&place()).weight();
        assert!((782.0..783.0).contains(&thirty_years), "{thirty_years}");
    }

    #[test]
    fn a_feed_is_a_point_or_a_country() {
        let endpoint = |url: &str| url.parse::<Url>().unwrap();
        let endpoints = Endpoints {
            forecast: endpoint("http://h/v1/forecast"),
            air_quality: endpoint("http://h/a"),
            marine: endpoint("http://h/m"),
            archive: endpoint("http://h/r"),
            geocoding: endpoint("http://h/g"),
            nws_alerts: endpoint("http://h/alerts/active"),
            meteoalarm: endpoint("http://h/warnings/"),
        };
        let url = |feed: &Feed| Request::alerts(&place(), feed).url(&endpoints).to_string();
        assert_eq!(url(&Feed::Nws), "http://h/alerts/active?point=38.7223%2C-9.1393");
        let portugal = Feed::MeteoAlarm { slug: "portugal" };
        assert_eq!(url(&portugal), "http://h/warnings/feeds-portugal");
        let search = Request::places("São Tomé", "de").url(&endpoints).to_string();
        assert_eq!(search, "http://h/g?name=S%C3%A3o+Tom%C3%A9&count=10&language=de&format=json");
    }
}
