use unic_langid::LanguageIdentifier;
use weather::{Language, Units};

use crate::{ENGLISH, LANGUAGES};

/// One language range of an `Accept-Language` header; `None` is `*`.
struct Range {
    language: Option<LanguageIdentifier>,
    quality: f32,
}

impl Range {
    fn parse(item: &str) -> Option<Self> {
        let (tag, parameter) = item.split_once(';').unwrap_or((item, "q=1"));
        let (name, quality) = parameter.split_once('=')?;
        let quality =
            quality.trim().parse().ok().filter(|quality| (0.0..=1.0).contains(quality))?;
        let language = match tag.trim() {
            "*" => None,
            tag => Some(tag.parse().ok()?),
        };
        name.trim().eq_ignore_ascii_case("q").then_some(Self { language, quality })
    }

    fn names(&self, code: &str) -> bool {
        self.language.as_ref().is_some_and(|range| range.language.as_str() == code)
    }
}

/// The ranges of a header, most wanted first; what is malformed is left out.
fn ranges(accept_language: &str) -> Vec<Range> {
    let mut ranges: Vec<Range> = accept_language.split(',').filter_map(Range::parse).collect();
    ranges.sort_by(|one, other| other.quality.total_cmp(&one.quality));
    ranges
}

/// The best language for an `Accept-Language` header (RFC 9110, section 12.5.4;
/// basic filtering of RFC 4647 on the primary subtag). English where nothing fits.
#[must_use]
pub fn negotiate_language(accept_language: &str) -> Language {
    let ranges = ranges(accept_language);
    let named = |code: &str| ranges.iter().any(|range| range.names(code));
    let best = ranges.iter().filter(|range| range.quality > 0.0).find_map(|range| {
        LANGUAGES.iter().find(|code| match range.language {
            Some(_) => range.names(code),
            // The star means any language that the header does not name itself.
            None => !named(code),
        })
    });
    best.unwrap_or(&ENGLISH).parse().unwrap_or_else(|_| Language::english())
}

/// The unit system for an `Accept-Language` header: imperial where American
/// English is wanted most, SI where Japanese is, whose readers know wind in m/s,
/// else metric.
#[must_use]
pub fn negotiate_units(accept_language: &str) -> Units {
    let first = ranges(accept_language).into_iter().find(|range| range.quality > 0.0);
    let Some(wanted) = first.and_then(|range| range.language) else { return Units::Metric };
    match (wanted.language.as_str(), wanted.region.as_ref().map(|region| region.as_str())) {
        ("en", Some("US")) => Units::Imperial,
        ("ja", _) => Units::Si,
        _ => Units::Metric,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_language_wins() {
        for (header, expected) in [
            ("de", "de"),
            ("de-AT,en;q=0.8", "de"),
            ("en;q=0.5, de;q=0.9", "de"),
            ("DE-de", "de"),
            ("fr-FR, fr;q=0.9, de;q=0.3, en;q=0.2", "de"),
            ("de ; q=0.4 , en ; q=0.6", "en"),
            ("en, de", "en"),
            ("fr", "en"),
            ("*", "en"),
            ("en;q=0, *", "de"),
            ("en;q=0.1, *;q=0.5", "de"),
            ("de;q=0", "en"),
            ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
            ("ja-Hira", "ja"),
            ("en;q=0, de;q=0, *", "ja"),
        ] {
            assert_eq!(negotiate_language(header).code(), expected, "{header}");
        }
    }

    #[test]
    fn malformed_parts_are_left_out() {
        for header in ["", ",,;", "de;q=2", "de;q=x", "de;level=1", "d", "de_;", "\u{1F327}"] {
            assert_eq!(negotiate_language(header).code(), "en", "{header}");
        }
        assert_eq!(negotiate_language("!!, de;q=0.2, en;q=nan").code(), "de");
    }

    #[test]
    fn americans_and_japanese_get_their_own_units() {
        for header in ["en-US", "en-us,en;q=0.9", "de;q=0.5,en-Latn-US", "xx!,en-US"] {
            assert_eq!(negotiate_units(header), Units::Imperial, "{header}");
        }
        for header in ["", "en", "en-GB,en-US;q=0.9", "de,en-US;q=0.7", "es-US", "*", "en-US;q=0"] {
            assert_eq!(negotiate_units(header), Units::Metric, "{header}");
        }
        for header in ["ja", "ja-JP,en-US;q=0.7"] {
            assert_eq!(negotiate_units(header), Units::Si, "{header}");
        }
    }
}
