//! What is read: instants, places, languages, units and screens.

use acceptance::FIT_A_WALL;

/// A screen, in CSS pixels.
#[derive(Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Whether the board has to fit it.
    pub(crate) is_wall: bool,
}

const fn screen(width: u32, height: u32, is_wall: bool) -> Screen {
    Screen { width, height, is_wall }
}

pub(crate) const SCREENS: [Screen; 5] = [
    screen(1920, 1080, FIT_A_WALL),
    screen(3840, 2160, FIT_A_WALL),
    screen(1280, 800, false),
    screen(820, 1180, false),
    screen(390, 844, false),
];

/// A further language joins here.
pub(crate) const LANGUAGES: [&str; 3] = ["en", "de", "ja"];

pub(crate) const UNITS: [&str; 3] = ["metric", "imperial", "si"];

/// Polar day and night, tropics, monsoon, desert, coast, ice, height, the open
/// sea, inland, and names as long as there are.
pub(crate) const PLACES: [&str; 10] = [
    "place=lisbon",
    "place=90,0&name=North%20Pole",
    "place=singapore",
    "place=mumbai",
    "place=riyadh",
    "place=la-paz",
    "place=reykjavik",
    "place=-48.88,-123.39&name=Point%20Nemo",
    "place=-53.15,-70.9&name=Punta%20Arenas,%20Magallanes%20y%20la%20Ant%C3%A1rtica%20Chilena",
    "place=52.5,13.4&name=Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
];

/// A page to read: place, language, units, and the screens to read it on.
pub(crate) type Page = (&'static str, &'static str, &'static str, Vec<Screen>);

/// Two instants a month, at every hour of the day.
pub(crate) fn instants() -> Vec<String> {
    let instant = |number: usize| {
        let (month, day, hour) = (number / 2 + 1, 4 + 15 * (number % 2), number * 7 % 24);
        format!("2026-{month:02}-{day:02}T{hour:02}:00:00Z")
    };
    (0..24).map(instant).collect()
}

/// The path of a page.
pub(crate) fn page(path: &str, place: &str, language: &str, units: &str) -> String {
    let theme = if units == UNITS[0] { "light" } else { "dark" };
    format!("{path}?{place}&lang={language}&units={units}&theme={theme}")
}

/// The pages to read at an instant: each place in every language and unit on
/// every screen, or each place once, so that over all instants it is seen in
/// every language and unit and on every screen.
pub(crate) fn sample(instant: usize, is_whole: bool) -> Vec<Page> {
    let wordings: Vec<_> = LANGUAGES
        .iter()
        .flat_map(|language| UNITS.iter().map(move |units| (*language, *units)))
        .collect();
    let places = PLACES.iter().enumerate();
    if is_whole {
        let all = |(_, place): (usize, &&'static str)| {
            let place = *place;
            let page = move |(language, units): (_, _)| (place, language, units, SCREENS.to_vec());
            wordings.clone().into_iter().map(page).collect::<Vec<_>>()
        };
        return places.flat_map(all).collect();
    }
    places
        .map(|(number, place)| {
            let turn = instant + number * instants().len();
            let (language, units) = wordings[turn % wordings.len()];
            (*place, language, units, vec![SCREENS[turn % SCREENS.len()]])
        })
        .collect()
}
