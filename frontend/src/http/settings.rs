//! The panel where a viewer chooses how the board is shown: a form, so that
//! every choice has an address.

use localisation::{LANGUAGES, Locale};
use weather::{HourCycle, Language, Units, View};

use super::{
    presentation::{Presentation, THEMES},
    request::{Carried, given_name},
};
use crate::words;

/// The panel, for one page.
pub(super) struct Settings {
    pub(super) title: String,
    pub(super) choices: Vec<Choice>,
    /// What the page's address says beside, to be said by the next one too.
    pub(super) kept: Vec<(String, String)>,
    /// Whether a key alone flips the tiles, which speech input may not want.
    pub(super) keys: String,
    pub(super) wall: String,
    pub(super) kiosk: String,
    pub(super) dim: String,
    pub(super) cycle: String,
    pub(super) cycle_hint: String,
    pub(super) add: String,
    /// How the present view is written as a stop of a cycle.
    pub(super) stop: String,
    pub(super) show: String,
}

/// What the page says while its tiles are arranged.
pub(super) struct Arranging {
    pub(super) title: String,
    pub(super) hint: String,
    pub(super) grip: String,
    pub(super) earlier: String,
    pub(super) later: String,
    pub(super) away: String,
    pub(super) reset: String,
    pub(super) done: String,
    /// Said of a moved tile; the script fills the braces in.
    pub(super) moved: String,
    pub(super) shown: String,
    pub(super) hidden: String,
}

impl Arranging {
    pub(super) fn new(locale: &Locale<'_>) -> Self {
        let title = ("title", "{title}".into());
        let place = [title.clone(), ("position", "{position}".into()), ("count", "{count}".into())];
        Self {
            title: locale.text("arrange"),
            hint: locale.text("arrange-hint"),
            grip: locale.text("arrange-grip"),
            earlier: locale.text("arrange-earlier"),
            later: locale.text("arrange-later"),
            away: locale.text("arrange-away"),
            reset: locale.text("arrange-reset"),
            done: locale.text("arrange-done"),
            moved: locale.text_with("arrange-moved", &place),
            shown: locale.text_with("arrange-shown", std::slice::from_ref(&title)),
            hidden: locale.text_with("arrange-hidden", std::slice::from_ref(&title)),
        }
    }
}

/// One of several to choose.
pub(super) struct Choice {
    pub(super) key: &'static str,
    pub(super) label: String,
    pub(super) options: Vec<Choosable>,
}

pub(super) struct Choosable {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// The keys that the panel's own fields say.
const ASKED: [&str; 8] = ["units", "lang", "hours", "theme", "kiosk", "dim", "cycle", "stop"];

impl Settings {
    /// The panel of a page with this view and presentation.
    pub(super) fn new(
        view: &View,
        presentation: &Presentation,
        carried: &Carried,
        locale: &Locale<'_>,
    ) -> Self {
        Self {
            title: locale.text("settings"),
            choices: vec![
                units(view, locale),
                languages(view, locale),
                hours(view, locale),
                themes(presentation, locale),
            ],
            kept: kept(view, carried),
            keys: locale.text("xray-key"),
            wall: locale.text("settings-wall"),
            kiosk: locale.text("settings-kiosk"),
            dim: locale.text("settings-dim"),
            cycle: locale.text("settings-cycle"),
            cycle_hint: locale.text("settings-cycle-hint"),
            add: locale.text("settings-cycle-add"),
            stop: stop(view),
            show: locale.text("settings-show"),
        }
    }
}

fn units(view: &View, locale: &Locale<'_>) -> Choice {
    let options = Units::ALL.into_iter().map(|units| Choosable {
        value: units.code().into(),
        label: locale.text(&format!("units-{}", units.code())),
        chosen: units == view.units,
    });
    Choice { key: "units", label: locale.text("settings-units"), options: options.collect() }
}

/// Each language by the name that its speakers give it.
fn languages(view: &View, locale: &Locale<'_>) -> Choice {
    let option = |lang: Language| {
        let spoken = View { lang, ..view.clone() };
        Choosable {
            value: spoken.lang.code().into(),
            label: words::locale(&spoken, locale.now()).text("language-name"),
            chosen: spoken.lang == view.lang,
        }
    };
    let languages = LANGUAGES.iter().filter_map(|code| code.parse().ok());
    Choice {
        key: "lang",
        label: locale.text("settings-language"),
        options: languages.map(option).collect(),
    }
}

/// Empty stands for what is usual in the language.
fn hours(view: &View, locale: &Locale<'_>) -> Choice {
    let asked = view.hours.map_or("", HourCycle::code);
    let options = ["", "12", "24"].into_iter().map(|hours| Choosable {
        value: hours.into(),
        label: locale.text(match hours {
            "12" => "hours-12",
            "24" => "hours-24",
            _ => "hours-usual",
        }),
        chosen: hours == asked,
    });
    Choice { key: "hours", label: locale.text("settings-hours"), options: options.collect() }
}

fn themes(presentation: &Presentation, locale: &Locale<'_>) -> Choice {
    let options = THEMES.into_iter().map(|theme| Choosable {
        value: theme.into(),
        label: locale.text(&format!("theme-{theme}")),
        chosen: theme == presentation.theme,
    });
    Choice { key: "theme", label: locale.text("settings-theme"), options: options.collect() }
}

fn kept(view: &View, carried: &Carried) -> Vec<(String, String)> {
    let mut kept = carried.clone().without(&ASKED).0;
    kept.push(("place".into(), view.place.id.clone()));
    kept.extend(given_name(&view.place).map(|name| ("name".into(), name.into())));
    kept
}

/// The present view as a stop: its place, and its name where it has no other.
fn stop(view: &View) -> String {
    let id = &view.place.id;
    // Spaces and semicolons part what a cycle says.
    given_name(&view.place)
        .map_or_else(|| id.clone(), |name| format!("{id} name={}", name.replace([' ', ';'], "_")))
}
