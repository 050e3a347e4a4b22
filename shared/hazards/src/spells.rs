use weather::{Severity, Timestamp};

use crate::{Conditions, Hazard};

const HOUR_S: i64 = 3600;
/// The longest pause within a spell, s.
const PAUSE_S: i64 = 3 * HOUR_S;

/// A stretch of time in which a hazard lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spell {
    /// That of its worst hour.
    pub(crate) severity: Severity,
    pub(crate) onset: Timestamp,
    /// None where it lasts to the end of what is known.
    pub(crate) ends: Option<Timestamp>,
}

/// Every spell of every hazard in hours that come with the instants they end at,
/// in ascending order.
pub(crate) fn spells(hours: &[(Timestamp, Conditions)]) -> Vec<(Hazard, Spell)> {
    let of = |hazard: Hazard| of(hazard, hours).into_iter().map(move |spell| (hazard, spell));
    Hazard::ALL.into_iter().flat_map(of).collect()
}

/// Those of one hazard. A short pause does not part a spell.
fn of(hazard: Hazard, hours: &[(Timestamp, Conditions)]) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    let mut last_s = i64::MIN;
    for (time, hour) in hours {
        let Some(severity) = hazard.severity(hour) else { continue };
        let begun_s = time.as_second() - HOUR_S;
        match spells.last_mut().filter(|_| begun_s - last_s <= PAUSE_S) {
            Some(spell) => {
                (spell.severity, spell.ends) = (severity.max(spell.severity), Some(*time));
            }
            None => {
                let onset = Timestamp::from_second(begun_s).unwrap_or(*time);
                spells.push(Spell { severity, onset, ends: Some(*time) });
            }
        }
        last_s = time.as_second();
    }
    let horizon = hours.last().map(|(time, _)| *time);
    if let Some(spell) = spells.last_mut() {
        spell.ends = spell.ends.filter(|ends| Some(*ends) != horizon);
    }
    spells
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use weather::Severity::{Moderate, Severe};

    use super::*;

    fn instant(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * HOUR_S).unwrap()
    }

    /// Gusts by the hour, the first of which ends at one o'clock.
    fn gusts(mps: &[f64]) -> Vec<(Timestamp, Conditions)> {
        let hour = |mps: &f64| Conditions { wind_gust_mps: Some(*mps), ..Conditions::default() };
        (1..).map(instant).zip(mps.iter().map(hour)).collect()
    }

    fn gales(mps: &[f64]) -> Vec<(Severity, i64, Option<i64>)> {
        let found = spells(&gusts(mps));
        assert!(found.iter().all(|(hazard, _)| *hazard == Hazard::Gale));
        let hour = |time: Timestamp| time.as_second() / HOUR_S;
        let spell =
            |(_, spell): (Hazard, Spell)| (spell.severity, hour(spell.onset), spell.ends.map(hour));
        found.into_iter().map(spell).collect()
    }

    #[test]
    fn a_spell_lasts_from_the_start_of_its_first_hour_to_the_end_of_its_last() {
        assert_eq!(gales(&[]), []);
        assert_eq!(gales(&[5.0, 20.0, 5.0]), [(Moderate, 1, Some(2))]);
        assert_eq!(gales(&[20.0, 30.0, 20.0, 5.0]), [(Severe, 0, Some(3))]);
        // It may go on beyond what is known.
        assert_eq!(gales(&[5.0, 20.0, 20.0]), [(Moderate, 1, None)]);
    }

    #[test]
    fn a_pause_of_three_hours_parts_no_spell() {
        assert_eq!(gales(&[20.0, 5.0, 5.0, 5.0, 20.0, 5.0]), [(Moderate, 0, Some(5))]);
        let two = [(Moderate, 0, Some(1)), (Severe, 5, Some(6))];
        assert_eq!(gales(&[20.0, 5.0, 5.0, 5.0, 5.0, 30.0, 5.0]), two);
    }

    #[test]
    fn each_hazard_has_spells_of_its_own() {
        let mut hours = gusts(&[20.0, 20.0, 5.0]);
        hours[1].1.uv_index = Some(8.0);
        hours[2].1.uv_index = Some(8.0);
        let found: Vec<_> = spells(&hours)
            .into_iter()
            .map(|(hazard, spell)| (hazard, spell.onset, spell.ends))
            .collect();
        let gale = (Hazard::Gale, instant(0), Some(instant(2)));
        assert_eq!(found, [gale, (Hazard::Uv, instant(1), None)]);
    }

    proptest! {
        #[test]
        fn spells_hold_every_dangerous_hour(mps in prop::collection::vec(0.0..60.0_f64, 0..40)) {
            let found = spells(&gusts(&mps));
            for (time, hour) in gusts(&mps) {
                if let Some(severity) = Hazard::Gale.severity(&hour) {
                    prop_assert!(found.iter().any(|(_, spell)| spell.onset < time
                        && spell.ends.is_none_or(|ends| time <= ends)
                        && severity <= spell.severity));
                }
            }
        }
    }
}
