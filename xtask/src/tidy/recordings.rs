//! Recorded answers of the weather services stay out of the project.

use super::Violation;
use crate::tree::Tree;

/// The recordings that the project was developed against.
const RECORDINGS: &[&str] = &[
    "air-quality-enschede-2026-10-03.json",
    "control-flow.side",
    "current-stockholm-2026-06-21.json",
    "error-catalogue.json",
    "forecast-imperial-virga.json",
    "forecast-new-york-2025-12-28-daily.json",
    "forecast-new-york-2025-12-28.json",
    "forecast-null-eighth-day.json",
    "geocoding-missing-fields.json",
    "geocoding-no-match.json",
    "geocoding.json",
    "marine-north-sea-2026-10-03.json",
    "marine-stockholm-2026-06-21.json",
    "meteoalarm-netherlands-2026-03.json",
    "models-one-covering.json",
    "not-covered-bare-nan.txt",
    "nws-2019-12-20.json",
    "nws_windchill_2001.csv",
    "solarpositioning-spa_reference_testdata.csv",
    "solarpositioning-usno_reference_testdata.csv",
    "store-examples.side",
    "wait-for.side",
];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.files()
        .filter(|(path, _)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            RECORDINGS.contains(&name)
        })
        .map(|(path, _)| {
            let message = "is named as a recording; tests bring twins with numbers of their own";
            Violation::new(path, 1, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    #[test]
    fn a_recording_is_found_wherever_it_lies() {
        for name in RECORDINGS {
            let path = format!("shared/upstream/tests/data/{name}");
            let place = format!("{path}:1");
            assert_found(check, &sound().with(&path, "{}"), &[(&place, "twins")]);
        }
        let twin = "shared/upstream/tests/data/forecast-twin-new-york.json";
        assert_found(check, &sound().with(twin, "{}"), &[]);
    }
}
