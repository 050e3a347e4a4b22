//! What somebody may have meant.

/// How alike two names must be, 0 to 1 (Jaro–Winkler).
const ALIKE: f64 = 0.75;

/// The known name that is most like an unknown one; none where none is.
pub(crate) fn nearest<'a>(
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let found = found.to_lowercase().replace(' ', "");
    let likeness = |name: &str| strsim::jaro_winkler(&found, &name.to_lowercase());
    known
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// `; did you mean "click"?`, or nothing.
pub(crate) fn hint<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(found, known).map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_nonsense_none() {
        let known = ["click", "clickAt", "check"];
        assert_eq!(nearest("clik", known), Some("click"));
        assert_eq!(nearest("click at", known), Some("clickAt"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(hint("chekc", known), "; did you mean \"check\"?");
    }
}
