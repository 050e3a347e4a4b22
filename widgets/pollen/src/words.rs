//! The words of the tile.

use meteorology::PollenLevel;
use widget_kit::Locale;

use crate::{Count, Day, Reading};

/// What matters most now: the plant with the strongest level.
pub(crate) fn headline(reading: &Reading, locale: &Locale<'_>) -> String {
    if let Some(count) = Count::strongest(&reading.plants) {
        let (plant, level) = (plant(count, locale), level(count, locale));
        return locale.text_with("strongest", &[("plant", plant.into()), ("level", level.into())]);
    }
    let is_known = reading.plants.iter().all(|count| count.level.is_some());
    let flies = reading.days.iter().any(|day| Count::strongest(&day.plants).is_some());
    locale.text(match (is_known, flies) {
        (false, _) => "nothing-known",
        (true, true) => "nothing-now",
        (true, false) => "nothing",
    })
}

/// Its number and that of the day; else the strongest plant of the day; none where
/// nothing flies at all.
pub(crate) fn note(reading: &Reading, locale: &Locale<'_>) -> Option<String> {
    let today = &reading.days.first()?.plants;
    let now = Count::strongest(&reading.plants);
    let strongest = now.or_else(|| Count::strongest(today))?;
    let mean = Count::of(strongest.plant, today)?;
    let words = [
        ("plant", plant(strongest, locale).into()),
        ("now", grains(strongest, locale).into()),
        ("mean", grains(mean, locale).into()),
    ];
    Some(locale.text_with(if now.is_some() { "note-now" } else { "note-today" }, &words))
}

/// The tile in sentences.
pub(crate) fn text(reading: &Reading, locale: &Locale<'_>) -> String {
    let clauses: Vec<String> =
        [headline(reading, locale)].into_iter().chain(note(reading, locale)).collect();
    let mut sentences = vec![locale.sentences(&clauses)];
    sentences.push(sentence(&locale.text("now"), &reading.plants, locale));
    let of_day = |day: &Day| sentence(&locale.today_or_weekday(day.date), &day.plants, locale);
    sentences.extend(reading.days.iter().map(of_day));
    locale.paragraph(&sentences)
}

/// The plants that fly or that nothing is known of, and that there are no others.
fn sentence(label: &str, counts: &[Count], locale: &Locale<'_>) -> String {
    let count = |count: &&Count| {
        let words = [
            ("plant", plant(count, locale).into()),
            ("level", level(count, locale).into()),
            ("grains", grains(count, locale).into()),
        ];
        locale.text_with(if count.level.is_some() { "count" } else { "unknown" }, &words)
    };
    let named: Vec<&Count> =
        counts.iter().filter(|count| count.level != Some(PollenLevel::None)).collect();
    let mut words: Vec<String> = named.iter().map(count).collect();
    if counts.iter().all(|count| count.level.is_none()) {
        words = vec![locale.text("all-unknown")];
    } else if words.is_empty() {
        words.push(locale.text("none"));
    } else if words.len() < counts.len() {
        words.push(locale.text("no-others"));
    }
    let counts = locale.list(&words).into();
    locale.text_with("counts", &[("label", label.into()), ("counts", counts)])
}

fn plant(count: &Count, locale: &Locale<'_>) -> String {
    locale.text(&count.plant.key())
}

fn level(count: &Count, locale: &Locale<'_>) -> String {
    count.level.map(|level| locale.text(&level.key())).unwrap_or_default()
}

fn grains(count: &Count, locale: &Locale<'_>) -> String {
    locale.quantity(count.grains_m3, 0, "").value
}
