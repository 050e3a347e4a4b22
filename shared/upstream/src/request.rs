//! Wording a question to the forecast service.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use weather::{Needs, Place};

use crate::names::Named;

/// The furthest the forecast reaches, local days.
const MAX_DAYS: u16 = 16;
/// The furthest the forecast reaches, h.
const MAX_HOURS: u16 = MAX_DAYS * 24;
/// The longest history the forecast service keeps, h.
const MAX_PAST_HOURS: u16 = 92 * 24;
/// Steps beyond the last full one, so that any instant of the horizon lies
/// between two steps: the running one counts, and one closes the last interval.
const CLOSING_STEPS: u16 = 2;

/// A question: its query parameters without the key. Equal questions have equal answers.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Request(Vec<(&'static str, String)>);

impl Request {
    /// Asks for exactly what is needed of a place.
    pub(crate) fn forecast(place: &Place, needs: &Needs) -> Self {
        let mut query = spot(place);
        if !needs.current.is_empty() {
            query.push(("current", names(&needs.current)));
        }
        let past = needs.past_hours.min(MAX_PAST_HOURS);
        if !needs.hourly.is_empty() {
            query.push(("hourly", names(&needs.hourly)));
            query.push(("past_hours", past.to_string()));
            query.push(("forecast_hours", steps(needs.forecast_hours, 1).to_string()));
        }
        if !needs.quarter_hourly.is_empty() {
            query.push(("minutely_15", names(&needs.quarter_hourly)));
            query.push(("past_minutely_15", (past * 4).to_string()));
            query.push(("forecast_minutely_15", steps(needs.forecast_hours, 4).to_string()));
        }
        if !needs.daily.is_empty() {
            query.push(("daily", names(&needs.daily)));
            query.push(("forecast_days", needs.forecast_days.clamp(1, MAX_DAYS).to_string()));
        }
        Self(query)
    }

    /// The query parameters in a fixed order.
    pub(crate) fn parameters(&self) -> &[(&'static str, String)] {
        &self.0
    }
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
    query.push(("wind_speed_unit", "ms".to_owned()));
    query
}

fn names<V: Named>(variables: &BTreeSet<V>) -> String {
    variables.iter().map(|variable| variable.name()).collect::<Vec<_>>().join(",")
}

fn steps(hours: u16, per_hour: u16) -> u16 {
    (hours.min(MAX_HOURS) * per_hour + CLOSING_STEPS).min(MAX_HOURS * per_hour)
}

#[cfg(test)]
mod tests {
    use weather::{DailyVariable, Variable};

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
        request.parameters().iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
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
        assert_eq!(request.0, expected.map(|(key, value)| (key, value.to_owned())));
    }

    #[test]
    fn quarter_hours_and_days_have_their_own_horizons() {
        let needs = Needs::nothing()
            .quarter_hourly([Variable::Precipitation], 2)
            .daily([DailyVariable::TemperatureMax, DailyVariable::WeatherCode], 10);
        let request = Request::forecast(&place(), &needs);
        assert_eq!(parameter(&request, "past_minutely_15").as_deref(), Some("0"));
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
}
