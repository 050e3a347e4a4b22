//! Writing the answer of one of Open-Meteo's forecasting services.

use std::{fmt::Write as _, time::Instant};

use super::{
    asked::{Asked, Block, Place, Section, TimeFormat},
    clock,
};
use crate::truth::{Quantity, Spot, Variable};

/// Cells of the grid on which the service computes, per degree.
const CELLS_PER_DEGREE: f64 = 16.0;

/// The JSON of an answer: an object for one place, an array for several.
pub(crate) fn write(asked: &Asked) -> String {
    let places = asked.places.iter().enumerate();
    let answers: Vec<String> = places.map(|(id, place)| of_place(asked, id, place)).collect();
    match &answers[..] {
        [one] => one.clone(),
        several => format!("[{}]", several.join(",")),
    }
}

fn of_place(asked: &Asked, id: usize, place: &Place) -> String {
    let began = Instant::now();
    let sections: String =
        asked.sections.iter().map(|section| of_section(asked, section, place)).collect();
    let cell = |degrees: f64| (degrees * CELLS_PER_DEGREE).round() / CELLS_PER_DEGREE;
    let mut text = format!(
        r#"{{"latitude":{:?},"longitude":{:?},"generationtime_ms":{:?},"utc_offset_seconds":{},"timezone":"{}","timezone_abbreviation":"{}""#,
        cell(place.latitude),
        cell(place.longitude),
        began.elapsed().as_secs_f64() * 1000.0,
        place.zone.offset_s,
        place.zone.name,
        place.zone.abbreviation,
    );
    if place.elevation.is_finite() {
        push(&mut text, format_args!(r#","elevation":{:.1}"#, place.elevation));
    }
    if id > 0 {
        push(&mut text, format_args!(r#","location_id":{id}"#));
    }
    text + &sections + "}"
}

/// The units and the values of a block, each with a comma before it.
fn of_section(asked: &Asked, section: &Section, place: &Place) -> String {
    let (block, time_unit) = (section.block, time_unit(asked.time_format));
    let axis = asked.axis(block, place);
    let mut units = format!(r#"{{"time":"{time_unit}""#);
    let mut values = match block {
        Block::Current => {
            units += r#","interval":"seconds""#;
            let time = time(asked, block, place, axis.start);
            format!(r#"{{"time":{time},"interval":{}"#, axis.step)
        }
        _ => {
            let times = axis.times().map(|second| time(asked, block, place, second));
            format!(r#"{{"time":{}"#, array(times))
        }
    };
    for variable in &section.variables {
        let unit = match variable.quantity {
            Quantity::Instant => time_unit,
            quantity => quantity.measure(&asked.units).unit,
        };
        push(&mut units, format_args!(r#","{}":"{unit}""#, variable.name));
        let cells = axis.times().map(|second| cell(asked, block, place, variable, second));
        let cells = match block {
            Block::Current => cells.collect(),
            _ => array(cells),
        };
        push(&mut values, format_args!(r#","{}":{cells}"#, variable.name));
    }
    let name = block.name();
    format!(r#","{name}_units":{units}}},"{name}":{values}}}"#)
}

fn array(cells: impl Iterator<Item = String>) -> String {
    let mut text = "[".to_owned();
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        text += &cell;
    }
    text + "]"
}

/// A value as JSON.
fn cell(asked: &Asked, block: Block, place: &Place, variable: &Variable, second: i64) -> String {
    let spot = Spot::at_second(second, place.latitude, place.longitude);
    let Some(value) = variable.at(&spot, asked.step(block)) else { return "null".into() };
    if variable.quantity == Quantity::Instant {
        return clock_time(asked.time_format, value as i64, place.zone.offset_s);
    }
    let measure = variable.quantity.measure(&asked.units);
    measure.format(measure.convert(value))
}

fn time_unit(format: TimeFormat) -> &'static str {
    match format {
        TimeFormat::Iso8601 => "iso8601",
        TimeFormat::UnixTime => "unixtime",
    }
}

/// A place on the axis of a block as JSON: days are dates.
fn time(asked: &Asked, block: Block, place: &Place, second: i64) -> String {
    match (block, asked.time_format) {
        (Block::Daily, TimeFormat::Iso8601) => {
            format!("\"{}\"", clock::civil(second + place.zone.offset_s).date())
        }
        (_, format) => clock_time(format, second, place.zone.offset_s),
    }
}

fn clock_time(format: TimeFormat, second: i64, offset_s: i64) -> String {
    match format {
        TimeFormat::UnixTime => second.to_string(),
        TimeFormat::Iso8601 => {
            let local = clock::civil(second + offset_s);
            format!("\"{}T{:02}:{:02}\"", local.date(), local.hour(), local.minute())
        }
    }
}

fn push(text: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(part);
}
