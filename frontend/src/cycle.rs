//! Several views that a page shows in turn, each for a time of its own.

use api::ViewQuery;

/// How long a view shows where its stop does not tell, s.
const USUAL_S: u32 = 30;

/// The shortest and the longest time that a view may show, s.
const ALLOWED_S: std::ops::RangeInclusive<u32> = 5..=3600;

/// The most stops of a cycle.
const MAX_STOPS: usize = 24;

/// One view of a cycle.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    /// What is looked at; what it leaves open is the viewer's own.
    pub(crate) query: ViewQuery,
    /// For how long, s.
    pub(crate) seconds: u32,
}

/// A text that names no cycle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CycleError {
    /// There are more stops than a cycle may have.
    #[error("{0} stops are too many: at most {MAX_STOPS}")]
    TooMany(usize),
    /// A stop begins with no place.
    #[error("a stop is a place and what differs there, such as \"tokyo imperial ja 20\"")]
    NoPlace,
    /// A view would flash by, or stay for ever.
    #[error("{0} s is not allowed: 5 to 3600")]
    Time(u32),
    /// A word that says nothing about a view.
    #[error("{0:?} is not known: units, a language, seconds, or name= with _ for spaces")]
    Word(String),
}

/// Reads stops parted by `;`, each a place and, in any order, a unit system, a
/// language, `name=` with `_` for spaces, and seconds: `lisbon 30; tokyo ja 20`.
///
/// # Errors
/// When a stop says something else; tells what is allowed.
pub(crate) fn parse(text: &str) -> Result<Vec<Stop>, CycleError> {
    let stops: Vec<&str> = text.split(';').filter(|stop| !stop.trim().is_empty()).collect();
    if stops.len() > MAX_STOPS {
        return Err(CycleError::TooMany(stops.len()));
    }
    stops.into_iter().map(stop).collect()
}

fn stop(text: &str) -> Result<Stop, CycleError> {
    let mut words = text.split_whitespace();
    let place = words.next().ok_or(CycleError::NoPlace)?;
    let query = ViewQuery { place: Some(place.into()), ..ViewQuery::default() };
    words.try_fold(Stop { query, seconds: USUAL_S }, with)
}

/// The stop with what one more word says of it.
fn with(mut stop: Stop, word: &str) -> Result<Stop, CycleError> {
    if let Some(name) = word.strip_prefix("name=") {
        stop.query.name = Some(name.replace('_', " "));
    } else if let Ok(seconds) = word.parse() {
        stop.seconds = Some(seconds)
            .filter(|seconds| ALLOWED_S.contains(seconds))
            .ok_or(CycleError::Time(seconds))?;
    } else if word.parse::<weather::Units>().is_ok() {
        stop.query.units = Some(word.into());
    } else if word.parse::<weather::Language>().is_ok() {
        stop.query.lang = Some(word.into());
    } else {
        return Err(CycleError::Word(word.chars().take(32).collect()));
    }
    Ok(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_a_place_and_what_differs_there() {
        let stops = parse("lisbon; 47.9,8.1 name=Bad_Boll ja si 20 ;").unwrap();
        let [lisbon, other] = &stops[..] else { panic!("two stops") };
        assert_eq!((lisbon.query.place.as_deref(), lisbon.seconds), (Some("lisbon"), 30));
        assert_eq!(lisbon.query.units, None);
        let ViewQuery { place, name, units, lang, .. } = &other.query;
        let texts = [place, name, units, lang].map(|text| text.as_deref().unwrap_or_default());
        assert_eq!(texts, ["47.9,8.1", "Bad Boll", "si", "ja"]);
        assert_eq!(other.seconds, 20);
    }

    #[test]
    fn nothing_is_no_cycle() {
        assert_eq!(parse(" ; ").unwrap().len(), 0);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(parse("lisbon 4").unwrap_err(), CycleError::Time(4));
        assert_eq!(parse("lisbon 3601").unwrap_err(), CycleError::Time(3601));
        assert_eq!(parse("lisbon Kelvin").unwrap_err(), CycleError::Word("Kelvin".into()));
        assert_eq!(parse(&"x;".repeat(25)).unwrap_err(), CycleError::TooMany(25));
    }
}
