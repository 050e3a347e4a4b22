use serde::Serialize;

/// A public service that is stood in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "&'static str")]
pub enum Service {
    /// Open-Meteo's forecast.
    Forecast,
    /// Open-Meteo's gases, dust and pollen.
    AirQuality,
    /// Open-Meteo's waves.
    Marine,
    /// Open-Meteo's history.
    Archive,
    /// Open-Meteo's search for places.
    Geocoding,
    /// Warnings of the US National Weather Service.
    Nws,
    /// Warnings of the European national services.
    MeteoAlarm,
}

impl Service {
    /// All there are, in a fixed order.
    pub const ALL: [Self; 7] = [
        Self::Forecast,
        Self::AirQuality,
        Self::Marine,
        Self::Archive,
        Self::Geocoding,
        Self::Nws,
        Self::MeteoAlarm,
    ];

    /// Its name in configuration and in the control API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Forecast => "forecast",
            Self::AirQuality => "air_quality",
            Self::Marine => "marine",
            Self::Archive => "archive",
            Self::Geocoding => "geocoding",
            Self::Nws => "nws_alerts",
            Self::MeteoAlarm => "meteoalarm",
        }
    }

    /// The service of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }

    /// Its endpoint; what is asked of MeteoAlarm lies below its endpoint.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Forecast => "/v1/forecast",
            Self::AirQuality => "/v1/air-quality",
            Self::Marine => "/v1/marine",
            Self::Archive => "/v1/archive",
            Self::Geocoding => "/v1/search",
            Self::Nws => "/alerts/active",
            Self::MeteoAlarm => "/meteoalarm",
        }
    }

    /// The service that is asked at a path.
    pub(crate) fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| match service {
            Self::MeteoAlarm => path
                .strip_prefix(service.path())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            _ => path == service.path(),
        })
    }
}

impl From<Service> for &'static str {
    fn from(service: Service) -> Self {
        service.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_service_is_found_at_its_path_and_by_its_code() {
        for service in Service::ALL {
            assert_eq!(Service::at(service.path()), Some(service));
            assert_eq!(Service::from_code(service.code()), Some(service));
        }
        assert_eq!(Service::at("/meteoalarm/feeds-portugal"), Some(Service::MeteoAlarm));
        assert_eq!(Service::at("/meteoalarms"), None);
        assert_eq!(Service::at("/v1/forecast/x"), None);
    }
}
