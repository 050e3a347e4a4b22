//! Sunrise, solar noon and sunset against reference tables: the project's own
//! in `tests/data`, and larger ones of NREL and the US Naval Observatory where
//! they are present.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may stop at once, and says what it skips"
)]

use astronomy::{SunDay, SunState, sun_day};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{Offset, TimeZone},
};

const TRANSITS: &str = include_str!("data/transits.csv");
const ALMANAC: &str = include_str!("data/almanac.csv");
const TOLERANCE_S: i64 = 60;

/// A row's day (UTC) and place.
struct Row<'a> {
    text: &'a str,
    date: Date,
    latitude: f64,
    longitude: f64,
    rest: Vec<&'a str>,
}

#[test]
fn own_transits_agree() {
    assert_eq!(check_transits(TRANSITS), 12);
}

#[test]
fn own_almanac_agrees() {
    assert_eq!(check_almanac(ALMANAC), 14);
}

#[test]
fn nrel_reference_transits_agree() {
    if let Some(table) = recorded("solarpositioning-spa_reference_testdata.csv") {
        assert!(check_transits(&table) > 100);
    }
}

#[test]
fn naval_observatory_almanac_agrees() {
    if let Some(table) = recorded("solarpositioning-usno_reference_testdata.csv") {
        assert!(check_almanac(&table) > 100);
    }
}

fn recorded(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures/vectors/");
    let table = std::fs::read_to_string(format!("{folder}{name}")).ok();
    if table.is_none() {
        eprintln!("SKIPPED: {name} is not here; our own tables were compared");
    }
    table
}

/// Rows of date, latitude, longitude, sunrise, transit, sunset; all three
/// empty in the polar day and night. Says how many there were.
fn check_transits(table: &str) -> usize {
    let rows = rows(table);
    for row in &rows {
        let [sunrise, transit, sunset] = row.rest[..] else { panic!("{}", row.text) };
        check_event(row, sunrise, |day| day.sunrise);
        check_event(row, sunset, |day| day.sunset);
        if !transit.is_empty() {
            check_event(row, transit, |day| Some(day.solar_noon));
        }
    }
    rows.len()
}

/// Rows of date, latitude, longitude, type, sunrise, sunset. Says how many there were.
fn check_almanac(table: &str) -> usize {
    let rows = rows(table);
    for row in &rows {
        let [kind, sunrise, sunset] = row.rest[..] else { panic!("{}", row.text) };
        let state = match kind {
            "NORMAL" => SunState::Normal,
            "ALL_DAY" => SunState::PolarDay,
            "ALL_NIGHT" => SunState::PolarNight,
            _ => panic!("{}", row.text),
        };
        assert_eq!(mean_time_day(row, row.date).state, state, "{}", row.text);
        check_event(row, sunrise, |day| day.sunrise);
        check_event(row, sunset, |day| day.sunset);
    }
    rows.len()
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|text| {
            let mut cells = text.split(',').map(str::trim);
            let mut next = || cells.next().unwrap();
            Row {
                text,
                date: next()[..10].parse().unwrap(),
                latitude: next().parse().unwrap(),
                longitude: next().parse().unwrap(),
                rest: cells.collect(),
            }
        })
        .collect()
}

/// The tables count UTC days, the crate local ones: the event at a UTC time of
/// day belongs to the date it has in local mean time.
fn check_event(row: &Row<'_>, time: &str, event: impl Fn(&SunDay) -> Option<Timestamp>) {
    if time.is_empty() {
        assert_eq!(event(&mean_time_day(row, row.date)), None, "{}", row.text);
        return;
    }
    let time: Time = time.parse().unwrap();
    let expected = row.date.to_datetime(time).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let local_date = expected.to_zoned(mean_time(row)).date();
    let found = event(&mean_time_day(row, local_date)).unwrap();
    let off = found.duration_since(expected).as_secs();
    assert!(off.abs() <= TOLERANCE_S, "{}: expected {expected}, found {found}", row.text);
}

fn mean_time_day(row: &Row<'_>, local_date: Date) -> SunDay {
    sun_day(local_date, &mean_time(row), row.latitude, row.longitude).unwrap()
}

fn mean_time(row: &Row<'_>) -> TimeZone {
    TimeZone::fixed(Offset::from_seconds((row.longitude * 240.0) as i32).unwrap())
}
