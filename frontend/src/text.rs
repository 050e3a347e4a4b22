//! The board as plain text, for terminals.

use std::fmt::Write;

use localisation::Locale;

use crate::frame::Frame;

/// The whole board in words.
pub(crate) fn board(frames: &[Frame], locale: &Locale<'_>) -> String {
    let place = &locale.view().place.name;
    let date = locale.date(locale.local_date(locale.now()));
    let mut text = format!("{} · {date} · {}\n", printable(place), locale.time(locale.now()));
    if frames.is_empty() {
        text.extend(["\n", &locale.text("board-empty"), "\n"]);
    }
    for frame in frames {
        let notes: Vec<&str> = [&frame.state_label, &frame.source_label]
            .into_iter()
            .map(String::as_str)
            .filter(|note| !note.is_empty())
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}", printable(&frame.title));
        if !notes.is_empty() {
            let _ = write!(text, " ({})", notes.join(", "));
        }
        text.push('\n');
        for line in frame.text.lines() {
            let _ = writeln!(text, "  {}", printable(line));
        }
        let repeated = frame.reason.as_ref() == Some(&frame.text);
        if let Some(reason) = frame.reason.as_ref().filter(|_| !repeated) {
            let _ = writeln!(text, "  {}", printable(reason));
        }
    }
    text
}

/// Text without the control characters that would command a terminal.
fn printable(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}
