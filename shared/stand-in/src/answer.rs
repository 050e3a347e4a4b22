//! What the services answer.

mod asked;
mod axis;
mod body;
mod clock;
mod countries;
mod geocoding;
mod land;
mod meteoalarm;
mod nws;
mod places;
mod profile;
mod refusal;
mod zone;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    Service,
    reply::{JSON, Reply},
    words,
};
use asked::Asked;
use profile::Profile;
use refusal::Refusal;

/// What a service is asked.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) service: Service,
    pub(crate) path: String,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) user_agent: String,
    /// What the service takes for now.
    pub(crate) now: Timestamp,
}

/// How many requests the free service counts a question as; 1 where it is refused.
pub(crate) fn weight(question: &Question) -> f64 {
    Profile::of(question.service)
        .and_then(|profile| Asked::parse(profile, &question.query, question.now).ok())
        .map_or(1.0, |asked| asked.weight())
}

/// The answer to a question, or the service's words why there is none.
pub(crate) fn compute(question: &Question) -> Reply {
    let answer = match question.service {
        Service::Nws => return nws::answer(question),
        Service::MeteoAlarm => return meteoalarm::answer(question),
        Service::Geocoding => geocoding::answer(&question.query),
        service => match Profile::of(service) {
            Some(profile) => forecast(profile, question),
            None => Err(Refusal::NoData),
        },
    };
    match answer {
        Ok(body) => Reply::new(200, JSON, body),
        Err(refusal) => words::error(question.service, 400, &refusal.to_string()),
    }
}

fn forecast(profile: &Profile, question: &Question) -> Result<String, Refusal> {
    let asked = Asked::parse(profile, &question.query, question.now)?;
    let inland = |place: &asked::Place| land::is_inland(place.latitude, place.longitude);
    if profile.at_sea && asked.places.iter().any(inland) {
        return Err(Refusal::NoData);
    }
    Ok(body::write(&asked))
}
