//! How people write the numbers: in the unit system asked for, with the
//! decimals of everyday use. Spaces are plain here, whatever the tiles take.

use weather::{TimeZone, Timestamp, Units};

/// A number with thousands set apart; halves are rounded away from zero, and
/// zero has no sign.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let digits = rounded(value.abs(), decimals);
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let is_zero = digits.chars().all(|char| matches!(char, '0' | '.'));
    let sign = if value < 0.0 && !is_zero { "\u{2212}" } else { "" };
    format!("{sign}{grouped}{rest}")
}

fn rounded(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).expect("few decimals"));
    format!("{:.decimals$}", (value * scale).round() / scale)
}

/// A difference: what is above zero has a plus.
pub(crate) fn signed(value: f64, decimals: usize) -> String {
    let written = number(value, decimals);
    let is_zero = !written.contains(|char: char| ('1'..='9').contains(&char));
    if value > 0.0 && !is_zero { format!("+{written}") } else { written }
}

pub(crate) fn percent(share: f64) -> String {
    format!("{}%", number(share, 0))
}

pub(crate) fn temperature(celsius: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} °F", number(celsius * 1.8 + 32.0, 0)),
        _ => format!("{} °C", number(celsius, 0)),
    }
}

/// A difference of temperatures with its sign, K.
pub(crate) fn signed_temperature(kelvin: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} °F", signed(kelvin * 1.8, 1)),
        _ => format!("{} °C", signed(kelvin, 1)),
    }
}

pub(crate) fn speed(mps: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} km/h", number(mps * 3.6, 0)),
        Units::Imperial => format!("{} mph", number(mps / 0.447_04, 0)),
        Units::Si => format!("{} m/s", number(mps, 1)),
    }
}

pub(crate) fn precipitation(mm: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} in", number(mm / 25.4, 2)),
        _ => format!("{} mm", number(mm, 1)),
    }
}

pub(crate) fn pressure(hpa: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} inHg", number(hpa / 33.8639, 2)),
        _ => format!("{} hPa", number(hpa, 0)),
    }
}

pub(crate) fn pressure_difference(hpa: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} inHg", signed(hpa / 33.8639, 2)),
        _ => format!("{} hPa", signed(hpa, 1)),
    }
}

/// A distance of ten kilometres, or miles, and more.
pub(crate) fn long_distance(metres: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} mi", number(metres / 1609.344, 0)),
        _ => format!("{} km", number(metres / 1000.0, 0)),
    }
}

pub(crate) fn height(metres: f64, units: Units) -> String {
    match units {
        Units::Imperial => format!("{} ft", number(metres / 0.3048, 1)),
        _ => format!("{} m", number(metres, 1)),
    }
}

/// The time on Lisbon's clocks, to the nearest minute.
pub(crate) fn time(instant: Timestamp, units: Units) -> String {
    clock(instant, if units == Units::Imperial { "%-I:%M %p" } else { "%H:%M" })
}

/// The same with the day of the week.
pub(crate) fn weekday_and_time(instant: Timestamp, units: Units) -> String {
    format!("{} {}", weekday(instant), time(instant, units))
}

/// The day of the week in Lisbon, short.
pub(crate) fn weekday(instant: Timestamp) -> String {
    clock(instant, "%a")
}

/// The day and the month.
pub(crate) fn date(instant: Timestamp, units: Units) -> String {
    clock(instant, if units == Units::Imperial { "%b %-d" } else { "%-d %b" })
}

fn clock(instant: Timestamp, format: &str) -> String {
    let minute = Timestamp::from_second((instant.as_second() + 30).div_euclid(60) * 60);
    let zone = TimeZone::get("Europe/Lisbon").expect("a zone");
    minute.expect("an instant").to_zoned(zone).strftime(format).to_string()
}
