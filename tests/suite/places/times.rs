//! Local times, converted once more from the instants in the data.

use serde_json::Value;
use weather::{Date, TimeZone, Timestamp};

use crate::{data::instants, page::Article};

/// A place's own time.
pub(crate) struct Local {
    pub(crate) zone: TimeZone,
    /// The instant shown.
    pub(crate) now: Timestamp,
}

impl Local {
    fn write(&self, instant: Timestamp, format: &str) -> String {
        instant.to_zoned(self.zone.clone()).strftime(format).to_string()
    }

    pub(crate) fn time(&self, instant: Timestamp) -> String {
        self.write(instant, "%H:%M")
    }

    pub(crate) fn date(&self, instant: Timestamp) -> String {
        self.write(instant, "%A, %-d %B")
    }

    pub(crate) fn date_and_time(&self, instant: Timestamp) -> String {
        format!("{} · {}", self.date(instant), self.time(instant))
    }

    fn day(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.zone.clone()).date()
    }
}

/// Rounded to the minute, as almanacs do.
fn nearest_minute(instant: Timestamp) -> Timestamp {
    Timestamp::from_second((instant.as_second() + 30).div_euclid(60) * 60).unwrap()
}

fn instant(value: &Value) -> Option<Timestamp> {
    value.as_str().map(|text| text.parse().unwrap())
}

/// Checks the times of a tile: each that it tells is the local time of an
/// instant in its data or now, and those of some widgets are where they belong.
pub(crate) fn check(widget: &str, data: &Value, article: &Article<'_>, local: &Local) {
    let known: Vec<String> = instants(data)
        .into_iter()
        .chain([local.now])
        .flat_map(|instant| [local.time(instant), local.time(nearest_minute(instant))])
        .collect();
    // The data of the day ends before this.
    let text = article.text.split("again tomorrow from").next().unwrap_or_default();
    let picture = article.picture.split("again tomorrow from").next().unwrap_or_default();
    for shown in [text, picture].into_iter().flat_map(clock_times) {
        assert!(known.iter().any(|time| time == shown), "{widget}: {shown} in {}", article.text);
    }
    let told = match widget {
        "sun" => sun(data, local),
        "moon" => moon(data, local),
        "hourly-forecast" => hourly(data, local),
        "daily-forecast" => daily(data, local),
        "rain-nowcast" => {
            vec![format!("Until {}", local.time(instant(&data["steps"][7]["time"]).unwrap()))]
        }
        _ => Vec::new(),
    };
    let mut rest = article.text;
    for words in told {
        let found = rest.find(&words);
        assert!(found.is_some(), "{widget}: {words:?} is not in {rest:?} of {:?}", article.text);
        rest = &rest[found.unwrap_or_default() + words.len()..];
    }
}

/// The times of day in a text: `14:45`.
fn clock_times(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_digit() && letter != ':')
        .filter(|word| word.len() == 5 && word.as_bytes()[2] == b':')
}

/// The events of the local day.
fn sun(data: &Value, local: &Local) -> Vec<String> {
    let events = ["sunrise", "solar_noon", "sunset"].map(|event| instant(&data[event]));
    for event in events.into_iter().flatten() {
        assert_eq!(local.day(event), local.day(local.now), "{data}");
    }
    let [rise, noon, set] =
        events.map(|event| event.map_or("–".into(), |event| local.time(nearest_minute(event))));
    vec![format!("Sunrise {rise}, solar noon {noon}, sunset {set}.")]
}

fn moon(data: &Value, local: &Local) -> Vec<String> {
    let event = |name: &str, words: &str| {
        let event = instant(&data[name])?;
        assert_eq!(local.day(event), local.day(local.now), "{name}: {data}");
        Some(format!("{words} today at {}.", local.time(nearest_minute(event))))
    };
    let next = instant(&data["next_new"]).map(nearest_minute).unwrap();
    let new = local.write(next, "Next new moon %-d %b at %H:%M");
    [event("moonrise", "Rises"), event("moonset", "Sets"), Some(new)]
        .into_iter()
        .flatten()
        .collect()
}

/// The running hour first; the text tells the extremes and four hours.
fn hourly(data: &Value, local: &Local) -> Vec<String> {
    let hours = data["hours"].as_array().unwrap();
    let time = |hour: &Value| instant(&hour["time"]).unwrap();
    let passed_s = local.now.as_second() - time(&hours[0]).as_second();
    assert!((0..3600).contains(&passed_s), "{data}");
    let celsius = |hour: &Value| hour["temperature_c"].as_f64().unwrap();
    let first = |better: fn(f64, f64) -> bool| {
        let better = |best, hour| if better(celsius(hour), celsius(best)) { hour } else { best };
        local.write(time(hours.iter().reduce(better).unwrap()), "(%a %H:%M)")
    };
    let extremes = [first(|one, other| one > other), first(|one, other| one < other)];
    let told = [3, 6, 9, 12].map(|hour| format!("{} ", local.time(time(&hours[hour]))));
    extremes.into_iter().chain(told).collect()
}

/// Ten local days from today on.
fn daily(data: &Value, local: &Local) -> Vec<String> {
    let days = data["days"].as_array().unwrap();
    let dates: Vec<Date> =
        days.iter().map(|day| day["date"].as_str().unwrap().parse().unwrap()).collect();
    let today = local.day(local.now);
    let expected = std::iter::successors(Some(today), |date| date.tomorrow().ok());
    assert!(dates.iter().copied().eq(expected.take(10)), "{dates:?}");
    let names = dates[1..].iter().map(|date| format!("{}:", date.strftime("%a")));
    std::iter::once("Today:".to_owned()).chain(names).collect()
}
