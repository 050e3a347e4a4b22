use localisation::{LANGUAGES, negotiate_language, negotiate_units};
use places::{PlaceError, Places};
use serde::Deserialize;
use weather::{HourCycle, Language, ParseViewError, Units, View};

/// The query parameters that name a view.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ViewQuery {
    /// A place's id, or `latitude,longitude`.
    pub place: Option<String>,
    /// What to call a place given by coordinates.
    pub name: Option<String>,
    /// `metric`, `imperial` or `si`.
    pub units: Option<String>,
    /// An ISO 639 code.
    pub lang: Option<String>,
    /// `12` or `24`.
    pub hours: Option<String>,
}

/// A query that names no view.
#[derive(Debug, thiserror::Error)]
pub enum ViewQueryError {
    /// The place is unknown or not on Earth.
    #[error("place: {0}")]
    Place(#[from] PlaceError),
    /// The unit system is unknown.
    #[error("units: {0}")]
    Units(ParseViewError),
    /// No clock has so many hours.
    #[error("hours: {0}")]
    Hours(ParseViewError),
    /// The language is not spoken here.
    #[error("lang: {found:?} is not spoken here: one of {}", LANGUAGES.join(", "))]
    Language {
        /// What was found.
        found: String,
    },
}

impl ViewQuery {
    /// The same with what it leaves open taken from `other`; a name comes with its place.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let others_name = other.name.filter(|_| self.place.is_none());
        Self {
            place: self.place.or(other.place),
            name: self.name.or(others_name),
            units: self.units.or(other.units),
            lang: self.lang.or(other.lang),
            hours: self.hours.or(other.hours),
        }
    }

    /// The view this query names. What it leaves open comes from `default_place`
    /// and from the request's `Accept-Language`.
    ///
    /// # Errors
    /// When a parameter names nothing known; says what was found and what is allowed.
    pub fn view(
        &self,
        places: &Places,
        default_place: &str,
        accept_language: &str,
    ) -> Result<View, ViewQueryError> {
        let place = self.place.as_deref().unwrap_or(default_place);
        Ok(View {
            place: places.parse(place, self.name.as_deref())?,
            units: self.units(accept_language)?,
            lang: self.language(accept_language)?,
            hours: self.hours()?,
        })
    }

    fn units(&self, accept_language: &str) -> Result<Units, ViewQueryError> {
        match &self.units {
            Some(code) => code.parse().map_err(ViewQueryError::Units),
            None => Ok(negotiate_units(accept_language)),
        }
    }

    fn hours(&self) -> Result<Option<HourCycle>, ViewQueryError> {
        // A form says it without a value where nothing is chosen.
        let hours = self.hours.as_deref().filter(|hours| !hours.is_empty());
        hours.map(str::parse).transpose().map_err(ViewQueryError::Hours)
    }

    fn language(&self, accept_language: &str) -> Result<Language, ViewQueryError> {
        match &self.lang {
            Some(code) => code
                .parse()
                .ok()
                .filter(|lang: &Language| LANGUAGES.contains(&lang.code()))
                .ok_or_else(|| ViewQueryError::Language { found: code.chars().take(32).collect() }),
            None => Ok(negotiate_language(accept_language)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_inherited_with_its_place_alone() {
        let query = |place: Option<&str>, name: Option<&str>| ViewQuery {
            place: place.map(Into::into),
            name: name.map(Into::into),
            ..ViewQuery::default()
        };
        let home = query(Some("47.9,8.1"), Some("Home"));
        for (asked, wanted) in [
            (query(None, None), ("47.9,8.1", Some("Home"))),
            (query(None, Some("Cabin")), ("47.9,8.1", Some("Cabin"))),
            (query(Some("38.72,-9.14"), None), ("38.72,-9.14", None)),
            (query(Some("38.72,-9.14"), Some("Alfama")), ("38.72,-9.14", Some("Alfama"))),
        ] {
            let ViewQuery { place, name, .. } = asked.or(home.clone());
            assert_eq!((place.as_deref().unwrap(), name.as_deref()), wanted);
        }
    }
}
