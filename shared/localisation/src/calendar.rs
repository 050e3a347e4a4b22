use weather::{Date, HourCycle, Timestamp};

use crate::{Argument, GAP, Locale};

const MINUTE_S: f64 = 60.0;
const HOUR_S: f64 = 60.0 * MINUTE_S;
const DAY_S: f64 = 24.0 * HOUR_S;

/// Durations shorter than this are written with their seconds.
const SECONDS_SHOWN_BELOW_S: f64 = 10.0 * MINUTE_S;
/// Durations and ages from here on are written in days.
const DAYS_SHOWN_FROM_S: f64 = 2.0 * DAY_S;

/// How a script in the page writes the local time and day, with names in braces
/// where their values go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patterns {
    /// The time before noon, of `{h23}` (00 to 23), `{h12}` (1 to 12), `{h11}`
    /// (0 to 11) and `{minute}` (00 to 59).
    pub am: String,
    /// The time from noon on.
    pub pm: String,
    /// The day, of `{weekday}`, `{weekday-short}`, `{day}` (1 to 31) and `{month}`.
    pub date: String,
}

impl Locale<'_> {
    /// The local day of an instant at the place.
    #[must_use]
    pub fn local_date(&self, instant: Timestamp) -> Date {
        self.zone.to_datetime(instant).date()
    }

    /// The local time of an instant by the clock of the view: `14:45` or
    /// `2:45 pm`. Where the view leaves that open, readers of English with
    /// imperial units get twelve hours, as `2:45 PM`, and all others twenty-four.
    pub fn time(&self, instant: impl Into<Option<Timestamp>>) -> String {
        match instant.into() {
            Some(instant) => self.shared_by_hours("time", &self.clock(instant)),
            None => GAP.into(),
        }
    }

    /// The local time of an instant with its day of the week: `Tue 14:45`. Over
    /// more than a day each time comes twice.
    #[must_use]
    pub fn weekday_and_time(&self, instant: Timestamp) -> String {
        let weekday = self.weekday_short(self.local_date(instant)).into();
        let time = self.time(instant).into();
        self.shared("weekday-and-time", &[("weekday", weekday), ("time", time)])
    }

    /// An instant as briefly as it can be told from now: its [`Self::time`] today,
    /// its [`Self::weekday_and_time`] within six days, else its [`Self::date_short`].
    #[must_use]
    pub fn moment(&self, instant: Timestamp) -> String {
        let (today, date) = (self.local_date(self.now()), self.local_date(instant));
        match (date - today).get_days().abs() {
            0 => self.time(instant),
            1..=6 => self.weekday_and_time(instant),
            _ => self.date_short(date),
        }
    }

    /// The local hour of an instant as a short label of an axis: `14` or `2 pm`,
    /// by the rule of [`Self::time`].
    #[must_use]
    pub fn hour(&self, instant: Timestamp) -> String {
        self.shared_by_hours("hour", &self.clock(instant))
    }

    /// The label of a full hour on an axis of local time: the [`Self::hour`],
    /// and the short name of the day where that begins.
    #[must_use]
    pub fn axis_label(&self, instant: Timestamp) -> String {
        let day = instant.to_zoned(self.zone.clone()).start_of_day();
        // Where the clocks skip midnight, a day begins at one o'clock.
        match day.is_ok_and(|start| start.timestamp() == instant) {
            true => self.weekday_short(self.local_date(instant)),
            false => self.hour(instant),
        }
    }

    fn clock(&self, instant: Timestamp) -> [(&'static str, Argument); 5] {
        let local = self.zone.to_datetime(instant);
        let (hour, half_day) = (local.hour(), local.hour() % 12);
        [
            ("h23", format!("{hour:02}").into()),
            ("h12", if half_day == 0 { 12 } else { half_day }.into()),
            ("h11", half_day.into()),
            ("minute", format!("{:02}", local.minute()).into()),
            ("half", if hour < 12 { "am" } else { "pm" }.into()),
        ]
    }

    /// A shared message of which clocks of twelve hours have another form.
    fn shared_by_hours(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        match self.hours() {
            HourCycle::TwentyFour => self.shared(id, arguments),
            HourCycle::Twelve => self.shared_by_units(&format!("{id}-12"), arguments),
        }
    }

    fn hours(&self) -> HourCycle {
        let usual = || self.shared_by_units("hours", &[]).parse();
        self.view().hours.unwrap_or_else(|| usual().unwrap_or(HourCycle::TwentyFour))
    }

    /// How to write what [`Self::time`] and [`Self::date`] do.
    #[must_use]
    pub fn patterns(&self) -> Patterns {
        let names = ["h23", "h12", "h11", "minute"].map(in_braces);
        let time = |half: &str| {
            self.shared_by_hours("time", &[&names[..], &[("half", half.into())]].concat())
        };
        let date = ["weekday", "weekday-short", "day", "month"].map(in_braces);
        Patterns { am: time("am"), pm: time("pm"), date: self.shared_by_units("date", &date) }
    }

    /// A day with its weekday: `Sunday, 28 December`, `Sonntag, 28. Dezember`,
    /// `12月28日(日)`; in English with imperial units `Sunday, December 28`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.shared_by_units(
            "date",
            &[
                ("weekday", self.weekday(date).into()),
                ("weekday-short", self.weekday_short(date).into()),
                ("day", date.day().into()),
                ("month", self.numbered("month", date.month()).into()),
            ],
        )
    }

    /// A day without its weekday, short: `28 Dec`, `28. Dez.`; in English with
    /// imperial units `Dec 28`.
    #[must_use]
    pub fn date_short(&self, date: Date) -> String {
        self.shared_by_units(
            "date-short",
            &[
                ("day", date.day().into()),
                ("month", self.numbered("month-short", date.month()).into()),
            ],
        )
    }

    /// The day of the week in full: `Sunday`.
    #[must_use]
    pub fn weekday(&self, date: Date) -> String {
        self.numbered("weekday", date.weekday().to_monday_one_offset())
    }

    /// The day of the week, short: `Sun`, `So`.
    #[must_use]
    pub fn weekday_short(&self, date: Date) -> String {
        self.numbered("weekday-short", date.weekday().to_monday_one_offset())
    }

    /// What a day is called beside its neighbours: `Today`, else its [`Self::weekday_short`].
    #[must_use]
    pub fn today_or_weekday(&self, date: Date) -> String {
        if date == self.local_date(self.now()) {
            return self.shared("today", &[]);
        }
        self.weekday_short(date)
    }

    fn numbered(&self, id: &str, number: i8) -> String {
        self.shared(&format!("{id}-{number}"), &[])
    }

    /// A span of time given in seconds, in its two largest units: `45 s`,
    /// `2 min 14 s` (seconds only below ten minutes), `9 h 27 min`, and from
    /// 48 hours on `2 d 3 h`.
    pub fn duration(&self, seconds: impl Into<Option<f64>>) -> String {
        match seconds.into().filter(|seconds| seconds.is_finite()) {
            Some(seconds) if seconds.round() < 0.0 => format!("\u{2212}{}", self.span(-seconds)),
            Some(seconds) => self.span(seconds.abs()),
            None => GAP.into(),
        }
    }

    fn span(&self, seconds: f64) -> String {
        let (whole_s, whole_min) = (seconds.round(), (seconds / MINUTE_S).round());
        if whole_s < MINUTE_S {
            self.amount("duration-seconds", whole_s)
        } else if whole_s < SECONDS_SHOWN_BELOW_S {
            self.two_units(whole_s, MINUTE_S, "duration-minutes", "duration-seconds")
        } else if whole_min * MINUTE_S < HOUR_S {
            self.amount("duration-minutes", whole_min)
        } else if whole_min * MINUTE_S < DAYS_SHOWN_FROM_S {
            self.two_units(whole_min, HOUR_S / MINUTE_S, "duration-hours", "duration-minutes")
        } else {
            let whole_h = (seconds / HOUR_S).round();
            self.two_units(whole_h, DAY_S / HOUR_S, "duration-days", "duration-hours")
        }
    }

    /// So many small units, of which `ratio` make a large one.
    fn two_units(&self, small: f64, ratio: f64, large_id: &str, small_id: &str) -> String {
        let large = self.amount(large_id, (small / ratio).floor());
        let rest = small % ratio;
        if rest == 0.0 {
            return large;
        }
        let rest = self.amount(small_id, rest);
        self.shared("duration-pair", &[("large", large.into()), ("small", rest.into())])
    }

    /// How long ago, given in seconds, in full units: `just now` (below a minute
    /// or in the future), `3 min ago`, `5 h ago`, and from 48 hours on `2 days ago`.
    pub fn age(&self, seconds: impl Into<Option<f64>>) -> String {
        let Some(seconds) = seconds.into().filter(|seconds| seconds.is_finite()) else {
            return GAP.into();
        };
        if seconds < MINUTE_S {
            self.shared("age-now", &[])
        } else if seconds < HOUR_S {
            self.amount("age-minutes", (seconds / MINUTE_S).floor())
        } else if seconds < DAYS_SHOWN_FROM_S {
            self.amount("age-hours", (seconds / HOUR_S).floor())
        } else {
            self.amount("age-days", (seconds / DAY_S).floor())
        }
    }

    fn amount(&self, id: &str, number: f64) -> String {
        self.shared(id, &[("number", number.into())])
    }
}

fn in_braces(name: &'static str) -> (&'static str, Argument) {
    (name, format!("{{{name}}}").into())
}
