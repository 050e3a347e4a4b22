//! The board as plain text, for terminals.

use std::fmt::Write;

use localisation::Locale;

use crate::{banner::Banner, hub::Snapshot};

/// How wide a terminal may be counted on to be, columns.
const WIDTH: usize = 78;

const INDENT: &str = "  ";

/// The whole board in words.
pub(crate) fn board(place: &str, snapshot: &Snapshot, locale: &Locale<'_>) -> String {
    let date = locale.date(locale.local_date(locale.now()));
    let mut text = format!("{} · {date} · {}\n", printable(place), locale.time(locale.now()));
    if let Some(notice) = &snapshot.notice {
        let Banner { label, headline, until, .. } = Banner::new(notice, locale);
        text.extend(["\n", &wrapped(&format!("{label}: {headline} ({until})")), "\n"]);
    }
    if snapshot.frames.is_empty() {
        text.extend(["\n", &locale.text("board-empty"), "\n"]);
    }
    for frame in snapshot.frames.iter().filter(|frame| !frame.is_hidden) {
        let notes = [frame.state_label.clone(), frame.source_label.clone()];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}", printable(&frame.title));
        if !notes.is_empty() {
            let _ = write!(text, " ({})", locale.list(&notes));
        }
        text.push('\n');
        let repeated = frame.reason.as_ref() == Some(&frame.text);
        let reason = frame.reason.as_deref().filter(|_| !repeated).unwrap_or_default();
        for line in frame.text.lines().chain(reason.lines()) {
            text.extend([&wrapped(&printable(line)), "\n"]);
        }
    }
    text
}

/// Lines that fit a terminal, indented.
fn wrapped(line: &str) -> String {
    let options = textwrap::Options::new(WIDTH).initial_indent(INDENT).subsequent_indent(INDENT);
    textwrap::fill(line, options)
}

/// Text without the control characters that would command a terminal.
fn printable(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}
