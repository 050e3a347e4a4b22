use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};
use serde_json::Value;
use weather::Place;

use super::Object;

const HOUR: i64 = 3600;

/// How an answer writes local time.
///
/// The service takes the offset of the moment it was asked for the whole
/// answer, across daylight-saving changes too
/// (<https://github.com/open-meteo/open-meteo/issues/1545>). So the offset it
/// states reads its local times right where the rules of the zone would not;
/// the zone stands in where no offset is stated.
pub(crate) struct LocalTime(TimeZone);

impl LocalTime {
    /// As the answer states it, else as the place has it.
    pub(crate) fn of(answer: &Object, place: &Place) -> Self {
        let offset = || {
            let seconds = answer.get("utc_offset_seconds")?.as_i64()?;
            let offset = Offset::from_seconds(seconds.try_into().ok()?).ok()?;
            Some(TimeZone::fixed(offset))
        };
        let zone = || TimeZone::get(answer.get("timezone")?.as_str()?).ok();
        Self(offset().or_else(zone).unwrap_or_else(|| place.time_zone()))
    }

    /// An instant: seconds since 1970 in UTC, or ISO 8601 in local time.
    pub(crate) fn instant(&self, value: &Value) -> Option<Timestamp> {
        if let Some(seconds) = seconds(value) {
            return Timestamp::from_second(seconds).ok();
        }
        let text = value.as_str()?;
        let local = || self.0.to_timestamp(text.parse::<DateTime>().ok()?).ok();
        text.parse().ok().or_else(local)
    }

    /// A local day: the instant of its midnight, or an ISO 8601 date.
    pub(crate) fn date(&self, value: &Value) -> Option<Date> {
        if let Some(text) = value.as_str() {
            return text.parse().ok();
        }
        // Midnight by another offset than the stated one is up to an hour off
        // on either side; noon is on the right day in any case.
        let noon = Timestamp::from_second(seconds(value)?)
            .and_then(|midnight| midnight.checked_add(SignedDuration::from_secs(12 * HOUR)));
        Some(self.0.to_datetime(noon.ok()?).date())
    }
}

/// Whole seconds, which some serialisers write with a fraction of zero.
fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
}
