use stand_in::{Service, StandIn};

use crate::Setting;

/// The settings that send a dashboard to the stand-in services.
#[must_use]
pub fn endpoints(stand_in: &StandIn) -> Vec<(String, String)> {
    let key = |service: Service| format!("source.urls.{}", service.code());
    Service::ALL.map(|service| (key(service), stand_in.url(service))).into()
}

/// The same with further settings.
#[must_use]
pub fn live<'a>(endpoints: &'a [(String, String)], more: &[Setting<'a>]) -> Vec<Setting<'a>> {
    let endpoints = endpoints.iter().map(|(key, url)| (key.as_str(), url.as_str()));
    endpoints.chain(more.iter().copied()).collect()
}
