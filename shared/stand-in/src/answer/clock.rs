//! Instants as text.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

pub(crate) const HOUR_S: i64 = 3600;
pub(crate) const DAY_S: i64 = 86_400;

/// A Unix second, or the nearest that there is.
pub(crate) fn timestamp(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(if second < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// The date and time of a Unix second of UTC.
pub(crate) fn civil(second: i64) -> DateTime {
    Offset::UTC.to_datetime(timestamp(second))
}

/// The Unix second at which a date begins in UTC.
pub(crate) fn midnight(date: Date) -> i64 {
    Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).map_or(0, Timestamp::as_second)
}

/// RFC 3339 with a numeric offset, some hours after the whole hour of `now`.
pub(crate) fn stamp(now: Timestamp, hours: i64, offset: Offset) -> String {
    let second = now.as_second().div_euclid(HOUR_S) * HOUR_S + hours * HOUR_S;
    let zoned = timestamp(second).to_zoned(TimeZone::fixed(offset));
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
