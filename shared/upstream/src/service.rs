use std::time::Duration;

use url::Url;

use crate::UpstreamError;

/// A day, the rhythm of what changes no faster.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The longest that a feed of warnings goes unasked.
const ALERTS: Duration = Duration::from_secs(300);

/// An upstream service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Service {
    Forecast,
    AirQuality,
    Marine,
    Archive,
    Geocoding,
    Nws,
    MeteoAlarm,
}

/// Questions that wait for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Queue {
    Weather,
    /// Thirty years take long, and nothing else waits for them.
    Reference,
    /// Somebody types and waits for it, and no tile does.
    Search,
    Nws,
    MeteoAlarm,
}

impl Queue {
    /// The file by whose lock the processes that share a folder take turns:
    /// only Open-Meteo counts who calls at once.
    pub(crate) fn lock(self) -> Option<&'static str> {
        match self {
            Self::Weather => Some("calls.lock"),
            Self::Reference => Some("reference.lock"),
            Self::Search => Some("search.lock"),
            Self::Nws | Self::MeteoAlarm => None,
        }
    }
}

/// The full endpoint of each service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// Open-Meteo's weather forecast.
    pub forecast: Url,
    /// Open-Meteo's air quality.
    pub air_quality: Url,
    /// Open-Meteo's marine forecast.
    pub marine: Url,
    /// Open-Meteo's archive of past weather.
    pub archive: Url,
    /// Open-Meteo's search for places.
    pub geocoding: Url,
    /// Active alerts of the US National Weather Service.
    pub nws_alerts: Url,
    /// The folder of MeteoAlarm's feeds.
    pub meteoalarm: Url,
}

impl Service {
    pub(crate) const ALL: [Self; 7] = [
        Self::Forecast,
        Self::AirQuality,
        Self::Marine,
        Self::Archive,
        Self::Geocoding,
        Self::Nws,
        Self::MeteoAlarm,
    ];

    /// The word for it among the settings, in file names and in the log.
    pub(crate) fn code(self) -> &'static str {
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

    /// Whether Open-Meteo runs it, and so counts the calls to it.
    pub(crate) fn is_open_meteo(self) -> bool {
        !matches!(self, Self::Nws | Self::MeteoAlarm)
    }

    pub(crate) fn queue(self) -> Queue {
        match self {
            Self::Archive => Queue::Reference,
            Self::Geocoding => Queue::Search,
            Self::Nws => Queue::Nws,
            Self::MeteoAlarm => Queue::MeteoAlarm,
            _ => Queue::Weather,
        }
    }

    /// How long an answer is used before it is asked again, where the fastest
    /// model is asked every `refresh`. The models of air and sea bring new
    /// values by the hour at best; the past does not change.
    pub(crate) fn life(self, refresh: Duration) -> Duration {
        match self {
            Self::Forecast => refresh,
            Self::AirQuality | Self::Marine => refresh * 4,
            Self::Archive => DAY * 365,
            Self::Geocoding => DAY * 30,
            Self::Nws | Self::MeteoAlarm => refresh.min(ALERTS),
        }
    }

    /// How long it is believed that a question has no answer, for a fault of
    /// its own: no longer than the next forecast, or a day where there is no
    /// data for a place, since the fault may have been the service's after all.
    pub(crate) fn life_without(self, error: &UpstreamError, refresh: Duration) -> Duration {
        let longest = if *error == UpstreamError::NotCovered { DAY } else { refresh };
        self.life(refresh).min(longest)
    }
}

impl Endpoints {
    pub(crate) fn of(&self, service: Service) -> &Url {
        match service {
            Service::Forecast => &self.forecast,
            Service::AirQuality => &self.air_quality,
            Service::Marine => &self.marine,
            Service::Archive => &self.archive,
            Service::Geocoding => &self.geocoding,
            Service::Nws => &self.nws_alerts,
            Service::MeteoAlarm => &self.meteoalarm,
        }
    }

    /// The same with Open-Meteo's public hosts replaced by those for customers,
    /// which a key of a paid plan is for. Other hosts stay.
    #[must_use]
    pub(crate) fn for_customers(mut self) -> Self {
        for endpoint in [
            &mut self.forecast,
            &mut self.air_quality,
            &mut self.marine,
            &mut self.archive,
            &mut self.geocoding,
        ] {
            let host = endpoint.host_str().unwrap_or_default();
            if host.ends_with(".open-meteo.com") && !host.starts_with("customer-") {
                let host = format!("customer-{host}");
                // A host with a prefix of letters is a host.
                let _ = endpoint.set_host(Some(&host));
            }
        }
        self
    }

    /// # Errors
    /// When one is no HTTP address.
    pub(crate) fn check(&self) -> Result<(), UpstreamError> {
        match Service::ALL.map(|service| self.of(service).scheme()) {
            schemes if schemes.iter().all(|scheme| matches!(*scheme, "http" | "https")) => Ok(()),
            schemes => {
                let scheme = schemes.iter().find(|scheme| !scheme.starts_with("http"));
                let scheme = scheme.copied().unwrap_or_default();
                Err(UpstreamError::Setup(format!(
                    "its address must start with http or https, not {scheme}"
                )))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoints(host: &str) -> Endpoints {
        let url: Url = format!("https://{host}/v1/x").parse().unwrap();
        Endpoints {
            forecast: url.clone(),
            air_quality: url.clone(),
            marine: url.clone(),
            archive: url.clone(),
            geocoding: url.clone(),
            nws_alerts: url.clone(),
            meteoalarm: url,
        }
    }

    #[test]
    fn a_key_goes_to_the_hosts_for_customers() {
        let customers = endpoints("air-quality-api.open-meteo.com").for_customers();
        let expected = "customer-air-quality-api.open-meteo.com";
        assert_eq!(customers.air_quality.host_str(), Some(expected));
        assert_eq!(customers.clone().for_customers(), customers);
        assert_eq!(customers.nws_alerts.host_str(), Some("air-quality-api.open-meteo.com"));
        let own = endpoints("weather.example");
        assert_eq!(own.clone().for_customers(), own);
    }

    #[test]
    fn only_http_is_spoken() {
        assert_eq!(endpoints("x").check(), Ok(()));
        let mut endpoints = endpoints("x");
        endpoints.marine = "ftp://x/".parse().unwrap();
        assert_eq!(
            endpoints.check().unwrap_err().to_string(),
            "the weather service cannot be asked: its address must start with http or https, not ftp"
        );
    }

    #[test]
    fn what_changes_seldom_is_asked_seldom() {
        let quarter = Duration::from_secs(900);
        assert_eq!(Service::Forecast.life(quarter), quarter);
        assert_eq!(Service::Marine.life(quarter), Duration::from_secs(3600));
        assert_eq!(Service::Archive.life(quarter), Duration::from_secs(365 * 86_400));
        assert_eq!(Service::Nws.life(quarter), Duration::from_secs(300));
    }

    #[test]
    fn a_refusal_is_not_believed_as_long_as_an_answer() {
        let quarter = Duration::from_secs(900);
        let refused = UpstreamError::Refused { status: 400, reason: String::new() };
        for (service, no_data) in [
            (Service::Forecast, quarter),
            (Service::Marine, quarter * 4),
            (Service::Archive, DAY),
            (Service::Geocoding, DAY),
        ] {
            assert_eq!(service.life_without(&refused, quarter), quarter, "{service:?}");
            let not_covered = service.life_without(&UpstreamError::NotCovered, quarter);
            assert_eq!(not_covered, no_data, "{service:?}");
        }
    }
}
