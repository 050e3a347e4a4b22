//! The picture and its words. Lengths are percent of the picture.

use std::mem;

use askama::Template;
use widget_kit::{
    AlertFeed, Locale,
    chart::{Mark, Span, TimeAxis},
};

use crate::{Reading, Warning};

/// How many warnings are shown, the worst among them.
const SHOWN: usize = 4;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    /// What warns, or that nothing does.
    title: String,
    /// The code of that, a class.
    state: &'static str,
    /// The worst that is known to hold here, and others.
    worst: Option<Row>,
    others: Vec<Row>,
    /// How many there are in all; empty for one.
    count: String,
    /// What must be said of the feed.
    note: String,
    /// Noons, and midnights with the name of the day.
    marks: Vec<(Mark, String)>,
}

/// A warning, together with those that say the same of another time.
struct Row {
    event: String,
    severity: &'static str,
    word: String,
    /// When, or where if not here.
    facts: String,
    source: String,
    is_here: bool,
    official: bool,
    bars: Vec<Span>,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let axis = TimeAxis::ahead(&locale.view().place, locale.now(), hazards::HOURS);
        let mut rows = rows(&reading.alerts, &axis, locale);
        let count = [("count", rows.len().into())];
        rows.truncate(SHOWN);
        let others = rows.split_off(rows.iter().take(1).filter(|row| row.is_here).count());
        let worst = rows.pop();
        let (silent, note) = silent(reading);
        let day = |mark: Mark| (mark, locale.weekday_short(locale.local_date(mark.time)));
        Self {
            title: worst.as_ref().map_or_else(|| locale.text(silent), |row| row.event.clone()),
            state: worst.as_ref().map_or(silent, |row| row.severity),
            worst,
            others,
            count: locale.text_with("count", &count),
            note: note.map(|id| locale.text(id)).unwrap_or_default(),
            marks: axis.marks(12).map(day).collect(),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        let title = self.worst.is_none().then(|| self.title.clone());
        let rows = self.worst.iter().chain(&self.others).flat_map(|row| row.clauses(locale));
        let clauses = title.into_iter().chain(rows).chain([self.count.clone(), self.note.clone()]);
        locale.sentences(&clauses.collect::<Vec<String>>())
    }

    /// The rows with a bar in the hours ahead.
    fn lanes(&self) -> Vec<&Row> {
        self.worst.iter().chain(&self.others).filter(|row| !row.bars.is_empty()).collect()
    }
}

/// What stands in the place of a warning where none holds here, and what must be
/// said of the feed in any case.
fn silent(Reading { alerts, feed }: &Reading) -> (&'static str, Option<&'static str>) {
    let is_official = alerts.iter().all(|warning| warning.official);
    match (feed, alerts.is_empty()) {
        (AlertFeed::Ok, true) => ("calm", Some("calm-note")),
        (AlertFeed::Ok, false) => ("elsewhere", None),
        (AlertFeed::NotCovered, true) => ("uncovered", Some("uncovered-note")),
        (AlertFeed::NotCovered, false) => ("uncovered", None),
        (AlertFeed::Down, true) => ("down", Some("down-note")),
        (AlertFeed::Down, false) if is_official => ("down", Some("feed-down")),
        (AlertFeed::Down, false) => ("down", Some("feed-down-hazards")),
    }
}

fn rows(warnings: &[Warning], axis: &TimeAxis<'_>, locale: &Locale<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in warnings.iter().map(|warning| Row::of(warning, axis, locale)) {
        match rows.iter_mut().find(|kept| kept.key() == row.key()) {
            Some(kept) => {
                if kept.facts != row.facts {
                    kept.facts = locale.list(&[mem::take(&mut kept.facts), row.facts]);
                }
                kept.bars.extend(row.bars);
            }
            None => rows.push(row),
        }
    }
    rows
}

impl Row {
    fn of(warning: &Warning, axis: &TimeAxis<'_>, locale: &Locale<'_>) -> Self {
        let Warning { severity, onset, ends, is_here, official, .. } = *warning;
        let bar = Some(axis.span(onset, ends)).filter(|bar| is_here && bar.length() > 0.0);
        Self {
            event: event(warning, locale),
            severity: severity.code(),
            word: locale.text(&format!("severity-{}", severity.code())),
            facts: if is_here { when(warning, locale) } else { areas(&warning.areas, locale) },
            source: if official { issuer(warning, locale) } else { locale.text("derived") },
            is_here,
            official,
            bars: bar.into_iter().collect(),
        }
    }

    /// What rows that can be one have in common.
    fn key(&self) -> impl PartialEq + '_ {
        (&self.event, self.severity, self.is_here, self.official)
    }

    fn clauses(&self, locale: &Locale<'_>) -> Vec<String> {
        let facts = ("facts", locale.list(&[self.word.clone(), self.facts.clone()]).into());
        let row = locale.text_with("row", &[("event", self.event.as_str().into()), facts]);
        match self.official {
            true => vec![said_by(&row, &self.source)],
            false => vec![row, self.source.clone()],
        }
    }
}

/// The worst that holds here, or that nobody knows, in a few words; none where
/// nothing warns.
pub(crate) fn line(Reading { alerts, feed }: &Reading, locale: &Locale<'_>) -> Option<String> {
    let worst = alerts.first().filter(|one| one.is_here).map(|one| headline(one, locale));
    worst.or_else(|| (*feed == AlertFeed::Down).then(|| locale.text("down")))
}

/// One line for a banner, which itself says until when.
pub(crate) fn headline(warning: &Warning, locale: &Locale<'_>) -> String {
    let mut line = event(warning, locale);
    if let Some(start) = warning.start(locale.now()) {
        let start = ("start", locale.moment(start).into());
        line = locale.text_with("banner", &[("event", line.into()), start]);
    }
    let by = if warning.official { issuer(warning, locale) } else { locale.text("forecast") };
    said_by(&line, &by)
}

fn said_by(sentence: &str, issuer: &str) -> String {
    if issuer.is_empty() { sentence.to_owned() } else { format!("{sentence} ({issuer})") }
}

fn event(warning: &Warning, locale: &Locale<'_>) -> String {
    match warning.official {
        true => locale.foreign(&warning.event),
        false => locale.text(&format!("hazard-{}", warning.event.replace('_', "-"))),
    }
}

fn issuer(warning: &Warning, locale: &Locale<'_>) -> String {
    locale.foreign(warning.issuer.as_deref().unwrap_or_default())
}

/// When it holds, as seen from now.
fn when(warning: &Warning, locale: &Locale<'_>) -> String {
    let start = warning.start(locale.now()).map(|start| locale.moment(start));
    let end = warning.ends.map(|end| locale.moment(end));
    let id = match (&start, &end) {
        (None, Some(_)) => "until",
        (None, None) => "until-further-notice",
        (Some(_), Some(_)) => "from-to",
        (Some(_), None) => "from",
    };
    let [start, end] = [start, end].map(|time| time.unwrap_or_default().into());
    locale.text_with(id, &[("start", start), ("end", end)])
}

fn areas(names: &[String], locale: &Locale<'_>) -> String {
    match names {
        [] => locale.text("other-area"),
        [name] => locale.foreign(name),
        [name, ..] => format!("{} …", locale.foreign(name)),
    }
}
