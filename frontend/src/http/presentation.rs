//! How a page presents its view, as its address says.

use api::ViewQuery;
use serde::Deserialize;
use service::{Problem, http::quote};

use crate::{
    arrangement::Arrangement,
    cycle::{self, Stop},
};

/// The themes there are, the usual one first.
pub(super) const THEMES: [&str; 3] = ["auto", "dark", "light"];

/// What a page may be asked beside its view.
#[derive(Deserialize)]
pub(super) struct PresentationQuery {
    theme: Option<String>,
    xray: Option<String>,
    kiosk: Option<String>,
    dim: Option<String>,
    cycle: Option<String>,
    stop: Option<usize>,
    tiles: Option<String>,
}

/// What a page shows beside its view.
pub(super) struct Presentation {
    /// One of [`THEMES`].
    pub(super) theme: &'static str,
    /// Tiles show the instances behind them.
    pub(super) xray: bool,
    /// Nothing to press and no cursor.
    pub(super) kiosk: bool,
    /// Darker while it is night at the place.
    pub(super) dim: bool,
    /// The views shown in turn, as they were asked for.
    pub(super) cycle: String,
    /// The same, each with its time.
    pub(super) stops: Vec<Stop>,
    /// Which of them shows, from 1.
    pub(super) stop: usize,
    /// In which order tiles stand, and which are put away.
    pub(super) arrangement: Arrangement,
}

impl PresentationQuery {
    /// Its theme alone, for pages that show no tiles.
    ///
    /// # Errors
    /// When there is no such theme; says which there are.
    pub(super) fn theme(&self) -> Result<&'static str, Problem> {
        theme(self.theme.as_deref())
    }

    /// Reads it; where no arrangement is asked for it is the `usual` one.
    ///
    /// # Errors
    /// When something is not known; names the key and what is allowed.
    pub(super) fn read(self, usual: &Arrangement) -> Result<Presentation, Problem> {
        let cycle = self.cycle.unwrap_or_default();
        let stops = cycle::parse(&cycle)
            .map_err(|error| Problem::bad_request(format!("cycle: {error}")))?;
        let stop = self.stop.unwrap_or(1);
        if stop != 1 && !(1..=stops.len()).contains(&stop) {
            let detail = format!("stop: {stop} is not allowed: 1 to {}", stops.len().max(1));
            return Err(Problem::bad_request(detail));
        }
        let arrangement = match self.tiles {
            Some(tiles) => {
                tiles.parse().map_err(|error| Problem::bad_request(format!("tiles: {error}")))?
            }
            None => usual.clone(),
        };
        Ok(Presentation {
            theme: theme(self.theme.as_deref())?,
            xray: flag("xray", self.xray.as_deref())?,
            kiosk: flag("kiosk", self.kiosk.as_deref())?,
            dim: flag("dim", self.dim.as_deref())?,
            cycle,
            stops,
            stop,
            arrangement,
        })
    }
}

impl Presentation {
    /// What is looked at: what a cycle's stop leaves open is as asked for.
    pub(super) fn view_query(&self, asked: ViewQuery) -> ViewQuery {
        match self.stops.get(self.stop - 1) {
            Some(stop) => stop.query.clone().or(asked),
            None => asked,
        }
    }
}

/// The theme of this name; the usual one where none is named.
///
/// # Errors
/// When there is no such theme; says which there are.
fn theme(asked: Option<&str>) -> Result<&'static str, Problem> {
    one_of("theme", asked.unwrap_or(THEMES[0]), &THEMES)
}

/// The one of the `known` values of a key that is asked for.
///
/// # Errors
/// When it is none of them; says which there are.
pub(super) fn one_of(
    key: &str,
    asked: &str,
    known: &[&'static str],
) -> Result<&'static str, Problem> {
    known.iter().copied().find(|known| *known == asked).ok_or_else(|| {
        let allowed = known.join(", ");
        Problem::bad_request(format!("{key}: {:?} is not known: {allowed}", quote(asked)))
    })
}

/// A switch of the address: on where it stands, unless it says `0`.
fn flag(key: &str, asked: Option<&str>) -> Result<bool, Problem> {
    match asked {
        None | Some("0") => Ok(false),
        Some("" | "1") => Ok(true),
        Some(other) => {
            Err(Problem::bad_request(format!("{key}: {:?} is not known: 1 or 0", quote(other))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_is_on_where_it_stands() {
        let asked = [None, Some("0"), Some(""), Some("1")];
        let read = asked.map(|asked| flag("kiosk", asked).unwrap());
        assert_eq!(read, [false, false, true, true]);
        let problem = flag("kiosk", Some("maybe")).unwrap_err();
        assert_eq!(problem.detail, "kiosk: \"maybe\" is not known: 1 or 0");
    }
}
