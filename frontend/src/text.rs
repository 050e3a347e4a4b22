//! The board as plain text: whole for terminals, in one line for status bars.

use std::collections::BTreeSet;

use link::protocol::TileState;
use localisation::Locale;

use crate::{banner::Banner, frame::Frame, hub::Snapshot};

/// How wide a terminal may be counted on to be, columns.
const WIDTH: usize = 78;

const INDENT: &str = "  ";

/// Parts what stands side by side.
const DOT: &str = " · ";

/// One of the ways to write a board: of a place by its name, as it looks now.
pub(crate) type Write = fn(&str, &Snapshot, &Locale<'_>) -> String;

/// The whole board in words.
pub(crate) fn board(place: &str, snapshot: &Snapshot, locale: &Locale<'_>) -> String {
    let date = locale.date(locale.local_date(locale.now()));
    let heading = [printable(place), date, locale.time(locale.now())].join(DOT);
    let mut lines = vec![textwrap::fill(&heading, WIDTH)];
    if let Some(notice) = &snapshot.notice {
        let Banner { label, headline, until, .. } = Banner::new(notice, locale);
        lines.extend([String::new(), indented(&format!("{label}: {headline} ({until})"))]);
    }
    if snapshot.frames.is_empty() {
        lines.extend([String::new(), locale.text("board-empty")]);
    }
    for frame in snapshot.frames.iter().filter(|frame| !frame.is_hidden) {
        lines.extend([String::new(), textwrap::fill(&heading_of(frame, locale), WIDTH)]);
        let repeated = frame.reason.as_ref() == Some(&frame.text);
        let reason = frame.reason.as_deref().filter(|_| !repeated).unwrap_or_default();
        let told = frame.text.lines().chain(reason.lines());
        lines.extend(told.map(|line| indented(&printable(line))));
    }
    if snapshot.is_of_service() {
        lines.extend([String::new(), locale.text("attribution")]);
    }
    lines.join("\n") + "\n"
}

/// The gist of the board in one line: what tiles say in a few words, in the
/// order of the board; how many failed, since silence could be taken for calm.
pub(crate) fn line(place: &str, snapshot: &Snapshot, locale: &Locale<'_>) -> String {
    let frames = || snapshot.frames.iter().filter(|frame| !frame.is_hidden);
    let mut parts: Vec<String> = frames().filter_map(gist).collect();
    let failed = frames().filter(|frame| frame.state == TileState::Failed.code()).count();
    if failed > 0 {
        parts.push(locale.text_with("line-failed", &[("count", failed.into())]));
    }
    if parts.is_empty() {
        parts.push(nothing_said(snapshot, locale));
    }
    let sources: BTreeSet<&str> = frames()
        .filter(|frame| frame.line.is_some() && !frame.source_label.is_empty())
        .map(|frame| frame.source_label.as_str())
        .collect();
    parts.extend(sources.into_iter().map(Into::into));
    parts.insert(0, printable(place));
    parts.join(DOT) + "\n"
}

/// What a tile says in a few words, with its state where that is not live.
fn gist(frame: &Frame) -> Option<String> {
    let line = frame.line.as_ref()?;
    let state = &frame.state_label;
    Some(if state.is_empty() { line.clone() } else { format!("{line} ({state})") })
}

/// Why a line says nothing: the state of the first tile, or that there is none.
fn nothing_said(snapshot: &Snapshot, locale: &Locale<'_>) -> String {
    match snapshot.frames.first() {
        None => locale.text("board-empty"),
        Some(frame) if frame.state_label.is_empty() => locale.gap().into(),
        Some(frame) => frame.state_label.clone(),
    }
}

/// The title of a tile, with what must be known to trust it.
fn heading_of(frame: &Frame, locale: &Locale<'_>) -> String {
    let is_stale = frame.state == TileState::Stale.code();
    let age = if is_stale { frame.age.as_str() } else { "" };
    let notes: Vec<String> = [frame.state_label.as_str(), age, &frame.source_label]
        .into_iter()
        .filter(|note| !note.is_empty())
        .map(Into::into)
        .collect();
    let title = printable(&frame.title);
    if notes.is_empty() { title } else { format!("{title} ({})", locale.list(&notes)) }
}

/// Lines that fit a terminal, indented.
fn indented(line: &str) -> String {
    let options = textwrap::Options::new(WIDTH).initial_indent(INDENT).subsequent_indent(INDENT);
    textwrap::fill(line, options)
}

/// Text without the control characters that would command a terminal.
fn printable(text: &str) -> String {
    one_line(text, usize::MAX)
}

/// The start of a text in one line, without control characters.
pub(crate) fn one_line(text: &str, max_characters: usize) -> String {
    text.chars().filter(|character| !character.is_control()).take(max_characters).collect()
}

#[cfg(test)]
mod tests;
