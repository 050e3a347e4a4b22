//! What a widget's own tests need: its tile from given weather, without any
//! network, board or running clock.

use localisation::{Locale, Words};
use weather::{Place, Timestamp, Units, View, Weather};

use crate::{AnyWidget, Gap, RenderError, Rendered, Widget};

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

/// A built-in place by its id.
///
/// # Panics
/// When there is none.
#[must_use]
#[expect(clippy::panic, reason = "for tests")]
pub fn place(id: &str) -> Place {
    match places::Places::builtin().by_id(id) {
        Some(place) => place.clone(),
        None => panic!("no place {id}"),
    }
}

/// The widget's words.
#[expect(clippy::panic, reason = "for tests")]
fn words<W: Widget>() -> Words {
    W::PACKAGE.words().unwrap_or_else(|error| panic!("{error}"))
}
