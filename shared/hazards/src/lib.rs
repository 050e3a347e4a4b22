//! What a forecast says is dangerous, by published limits: for places that no
//! official warnings come from. It takes the place of none: a warning service
//! also weighs how unusual the weather is and how widespread.
//!
//! Nothing here does I/O or knows the time.

mod conditions;
mod hazard;
mod spells;

use weather::{
    AirVariable, Alert, Needs, Timestamp, Urgency,
    Variable::{
        Precipitation, RelativeHumidity, Temperature, UvIndex, WeatherCode, WindGust, WindSpeed,
    },
    Weather,
};

pub use conditions::Conditions;
pub use hazard::Hazard;

use crate::spells::{Spell, spells};

/// Hours looked ahead.
pub const HOURS: u16 = 48;

/// What [`expected`] looks at: ten variables, the most that count as one call. Of
/// the air those that reach the upper bands of the European index oftenest.
#[must_use]
pub fn needs() -> Needs {
    let weather =
        [Temperature, RelativeHumidity, Precipitation, WeatherCode, WindSpeed, WindGust, UvIndex];
    let air = [AirVariable::Pm2_5, AirVariable::Pm10, AirVariable::Ozone];
    Needs::nothing().hourly(weather, 0, HOURS).air_quality(air, 0, HOURS)
}

/// The hazards of the next 48 hours, hazard by hazard; `None` where no weather is
/// known of them: clean air alone gives no all-clear.
///
/// They have the form of warnings that nobody has issued: the event is the
/// [code](Hazard::code) of a hazard, headline and issuer are empty. They begin
/// with the first hour that is dangerous, the running one at the earliest, and
/// end with the last; those that last to the end of the forecast have no end.
#[must_use]
pub fn expected(weather: &Weather, now: Timestamp) -> Option<Vec<Alert>> {
    let hours = Conditions::ahead(weather, now, HOURS);
    let spells = spells(&hours);
    let is_known = !spells.is_empty() || hours.iter().any(|(_, hour)| hour.knows_weather());
    let alert = |(hazard, spell)| alert(hazard, spell, now);
    is_known.then(|| spells.into_iter().map(alert).collect())
}

fn alert(hazard: Hazard, spell: Spell, now: Timestamp) -> Alert {
    Alert {
        event: hazard.code().to_owned(),
        severity: spell.severity,
        urgency: urgency(spell.onset, now),
        headline: String::new(),
        onset: Some(spell.onset),
        ends: spell.ends,
        issuer: String::new(),
        areas: Vec::new(),
        is_here: true,
    }
}

/// As the Common Alerting Protocol 1.2 has it: expected is within the next hour.
fn urgency(onset: Timestamp, now: Timestamp) -> Urgency {
    match onset.as_second() - now.as_second() {
        ..=0 => Urgency::Immediate,
        1..=3600 => Urgency::Expected,
        _ => Urgency::Future,
    }
}
