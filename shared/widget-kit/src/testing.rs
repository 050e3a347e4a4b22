//! What a widget's own tests need: its tile from given weather, without any
//! network, board or running clock.

mod states;

use localisation::{Locale, Words};
use weather::{Current, Place, Series, SourceKind, Timestamp, Units, Variable, View, Weather};

pub use states::{LOOKS, states};

use crate::{AnyWidget, Drawing, Gap, RenderError, Rendered, Widget};

/// Reads and draws `weather` at `now`, in a unit system and a language.
///
/// # Errors
/// The widget's gap.
///
/// # Panics
/// When the words do not parse, the language is none or the template fails:
/// in a test each is a failure.
#[expect(clippy::panic, reason = "for tests")]
pub fn render<W: Widget>(
    widget: &W,
    weather: &Weather,
    now: Timestamp,
    units: Units,
    lang: &str,
) -> Result<Rendered, Gap> {
    let words = words::<W>();
    let view = View {
        place: weather.place.clone(),
        units,
        lang: lang.parse().unwrap_or_else(|error| panic!("{error}")),
        hours: None,
    };
    match AnyWidget::render(widget, weather, now, &Locale::new(&words, &view, now)) {
        Ok(rendered) => Ok(rendered),
        Err(RenderError::Gap(gap)) => Err(gap),
        Err(error) => panic!("{error}"),
    }
}

/// Simulated weather of `place` that covers the widget's needs at `now`.
pub fn simulated<W: Widget>(widget: &W, place: &Place, now: Timestamp) -> Weather {
    simulation::Simulation::default().weather(place, &Widget::needs(widget), now)
}

/// Weather of `place` with these values for `now` and nothing else.
#[must_use]
pub fn only_now(place: Place, now: Timestamp, values: &[(Variable, f64)]) -> Weather {
    let mut weather = Weather::empty(place, SourceKind::Simulated, now);
    weather.current = Some(Current { time: now, values: values.iter().copied().collect() });
    weather
}

/// A variable and its value in each hour, by the hour's number.
pub type Hourly = (Variable, fn(f64) -> f64);

/// An hourly series of `count` hours from `first` on.
///
/// # Panics
/// Past the end of the calendar.
#[must_use]
#[expect(clippy::expect_used, reason = "for tests")]
pub fn hourly(first: Timestamp, count: u16, values: &[Hourly]) -> Series {
    let hours = 0..count;
    let time = |hour: u16| Timestamp::from_second(first.as_second() + i64::from(hour) * 3600);
    Series {
        times: hours.clone().map(|hour| time(hour).expect("a date")).collect(),
        values: values
            .iter()
            .map(|(variable, value)| {
                (*variable, hours.clone().map(|hour| Some(value(hour.into()))).collect())
            })
            .collect(),
    }
}

/// An instant in RFC 3339.
///
/// # Panics
/// When it is none.
#[must_use]
#[expect(clippy::expect_used, reason = "for tests")]
pub fn at(time: &str) -> Timestamp {
    time.parse().expect("an instant")
}

/// Checks what every tile keeps to: the board lets no more through, no word is
/// missing, and no number is none.
///
/// # Panics
/// When the tile does not keep to it.
pub fn assert_sound(tile: &Rendered) {
    let Drawing { html, text, line } = &tile.drawing;
    for forbidden in ["style=", "<style", "<script", "href", "NaN", "inf"] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
    for words in [html, text].into_iter().chain(line) {
        assert!(!words.contains('⟨') && !words.contains("{$"), "a word is missing in {words}");
    }
    assert!(!html.is_empty() && !text.is_empty(), "a blank tile");
}

/// Checks that the text has every number that stands beside the picture.
///
/// # Panics
/// When one is missing, or there are none.
pub fn assert_text_has_the_numbers(tile: &Rendered) {
    let Drawing { html, text, .. } = &tile.drawing;
    let numbers = numbers(html);
    assert!(!numbers.is_empty(), "no number in {html}");
    for number in numbers {
        assert!(text.contains(&number), "{number} of {html} is not in {text}");
    }
}

/// The numbers a viewer reads after the picture.
fn numbers(html: &str) -> Vec<String> {
    let words = html.split_once("</svg>").map_or(html, |(_, words)| words);
    let text: String = words.split('<').filter_map(|tag| Some(tag.split_once('>')?.1)).collect();
    text.split(|char: char| !(char.is_ascii_digit() || ",.\u{2212}".contains(char)))
        .filter(|word| word.contains(|char: char| char.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// A built-in place by its id.
///
/// # Panics
/// When there is none.
#[must_use]
#[expect(clippy::panic, reason = "for tests")]
pub fn place(id: &str) -> Place {
    match places::Places::builtin().by_id(id) {
        Some(place) => place,
        None => panic!("no place {id}"),
    }
}

/// The widget's words.
#[expect(clippy::panic, reason = "for tests")]
fn words<W: Widget>() -> Words {
    W::PACKAGE.words().unwrap_or_else(|error| panic!("{error}"))
}
