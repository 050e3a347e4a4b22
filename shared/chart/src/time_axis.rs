use std::iter;

use astronomy::is_sun_up;
use weather::{Place, TimeZone, Timestamp};

use crate::{Scale, Span, hundredth, joined};

/// How finely nights are searched. Half a piece is a sixth of a percent of the
/// axis, a pixel or two of a wide picture.
const NIGHT_PIECES: u32 = 300;

/// A span of time at a place, from the left edge of a picture, 0, to its right
/// edge, 100.
///
/// Positions are true to elapsed time: where the clocks change, a local day is
/// an hour shorter or longer, and so are its distances.
#[derive(Clone, Debug)]
pub struct TimeAxis<'a> {
    place: &'a Place,
    zone: TimeZone,
    start: Timestamp,
    end: Timestamp,
}

/// A full local hour on a [`TimeAxis`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// How far right.
    pub x: f64,
    /// When.
    pub time: Timestamp,
    /// The hour on the clocks of the place (0 to 23); 0 is where a day begins.
    pub hour: i8,
}

impl<'a> TimeAxis<'a> {
    /// From `start` to `end`.
    #[must_use]
    pub fn new(place: &'a Place, start: Timestamp, end: Timestamp) -> Self {
        Self { place, zone: place.time_zone(), start, end }
    }

    /// The place's local day around an instant: 24 hours, or 23 or 25 where the
    /// clocks change.
    #[must_use]
    pub fn local_day(place: &'a Place, instant: Timestamp) -> Self {
        let now = instant.to_zoned(place.time_zone());
        let start = now.start_of_day();
        let end = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
        // Both exist but in the first and the last day of the calendar.
        let or_now = |day: Result<jiff::Zoned, _>| day.map_or(instant, |day| day.timestamp());
        Self::new(place, or_now(start), or_now(end))
    }

    /// So many hours from `now` on.
    #[must_use]
    pub fn ahead(place: &'a Place, now: Timestamp, hours: u16) -> Self {
        let end = Timestamp::from_second(now.as_second().saturating_add(i64::from(hours) * 3600));
        Self::new(place, now, end.unwrap_or(Timestamp::MAX))
    }

    /// From one instant to another, as much of it as is on the axis; what has no
    /// known beginning or end reaches to the edge.
    #[must_use]
    pub fn span(&self, from: Option<Timestamp>, to: Option<Timestamp>) -> Span {
        let x = |time: Option<Timestamp>, edge| time.map_or(edge, |time| self.x(time));
        Span::new(x(from, 0.0), x(to, 100.0))
    }

    /// How far right an instant is; at the edge where it is beyond.
    #[must_use]
    pub fn x(&self, time: Timestamp) -> f64 {
        let seconds = (self.start.as_second() as f64, self.end.as_second() as f64);
        Scale::new(seconds, (0.0, 100.0)).at(time.as_second() as f64).clamp(0.0, 100.0)
    }

    /// Both ends of the axis and the instants that cut it into so many equal pieces.
    pub fn instants(&self, pieces: u32) -> impl Iterator<Item = Timestamp> {
        let (start_s, pieces) = (self.start.as_second(), i64::from(pieces.max(1)));
        let length_s = self.end.as_second() - start_s;
        (0..=pieces).filter_map(move |piece| {
            Timestamp::from_second(start_s + length_s * piece / pieces).ok()
        })
    }

    /// The local hours on the axis that are multiples of `every`, at least 1;
    /// 6 gives midnight, 6, 12 and 18 o'clock. An hour that the clocks skip
    /// stands where they go on, one that comes twice where it comes first.
    pub fn marks(&self, every: usize) -> impl Iterator<Item = Mark> {
        let day_of = move |time| self.zone.to_datetime(time).date();
        let last = day_of(self.end);
        let days = iter::successors(Some(day_of(self.start)), |day| day.tomorrow().ok());
        days.take_while(move |day| *day <= last)
            .flat_map(move |day| (0..24).step_by(every.max(1)).map(move |hour| (day, hour)))
            .filter_map(move |(day, hour)| {
                let time = self.zone.to_timestamp(day.at(hour, 0, 0, 0)).ok()?;
                // Samoa skipped a whole day in 2011; its hours are no marks of the next.
                let is_shown = (self.start..=self.end).contains(&time) && day_of(time) == day;
                is_shown.then(|| Mark { x: self.x(time), time, hour })
            })
    }

    /// When the sun is down at the place, to a sixth of a percent of the axis.
    #[must_use]
    pub fn nights(&self) -> Vec<Span> {
        let Place { latitude, longitude, .. } = *self.place;
        let is_dark = |time| !is_sun_up(time, latitude, longitude);
        let samples: Vec<(f64, bool)> =
            self.instants(NIGHT_PIECES).map(|time| (self.x(time), is_dark(time))).collect();
        joined(samples.windows(2).filter_map(|pair| {
            let [(from, starts_dark), (to, ends_dark)] = *pair else { return None };
            let middle = hundredth((from + to) / 2.0);
            match (starts_dark, ends_dark) {
                (true, true) => Some(Span::new(from, to)),
                (true, false) => Some(Span::new(from, middle)),
                (false, true) => Some(Span::new(middle, to)),
                (false, false) => None,
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(latitude: f64, longitude: f64, timezone: &str) -> Place {
        Place {
            id: "here".into(),
            name: "Here".into(),
            latitude,
            longitude,
            elevation: 0.0,
            timezone: timezone.into(),
            country: String::new(),
        }
    }

    fn lisbon() -> Place {
        place(38.7223, -9.1393, "Europe/Lisbon")
    }

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    /// The hours marked and the hours that have passed until then.
    fn hours(axis: &TimeAxis<'_>, every: usize) -> Vec<(i8, f64)> {
        let length_h = (axis.end.as_second() - axis.start.as_second()) as f64 / 3600.0;
        let marks = axis.marks(every);
        marks.map(|mark| (mark.hour, (mark.x * length_h / 10.0).round() / 10.0)).collect()
    }

    #[test]
    fn instants_stand_in_proportion_and_within_the_axis() {
        let place = lisbon();
        let axis = TimeAxis::new(&place, at("2026-01-01T00:00:00Z"), at("2026-01-01T08:00:00Z"));
        for (time, x) in [
            ("2026-01-01T00:00:00Z", 0.0),
            ("2026-01-01T03:00:00Z", 37.5),
            ("2026-01-01T08:00:00Z", 100.0),
            ("2025-12-31T00:00:00Z", 0.0),
            ("2026-01-02T00:00:00Z", 100.0),
        ] {
            assert_eq!(axis.x(at(time)), x, "{time}");
        }
    }

    #[test]
    fn a_span_of_time_reaches_to_the_edge_where_it_is_open() {
        let place = lisbon();
        let axis = TimeAxis::ahead(&place, at("2026-01-01T00:00:00Z"), 8);
        let (two, six) = (Some(at("2026-01-01T02:00:00Z")), Some(at("2026-01-01T06:00:00Z")));
        assert_eq!(axis.span(two, six), Span::new(25.0, 75.0));
        assert_eq!(axis.span(None, six), Span::new(0.0, 75.0));
        assert_eq!(axis.span(two, None), Span::new(25.0, 100.0));
        assert_eq!(axis.span(None, Some(at("2026-01-02T00:00:00Z"))).length(), 100.0);
        assert_eq!(TimeAxis::ahead(&place, Timestamp::MAX, 8).end, Timestamp::MAX);
    }

    #[test]
    fn the_axis_is_cut_into_equal_pieces() {
        let place = lisbon();
        let axis = TimeAxis::new(&place, at("2026-01-01T00:00:00Z"), at("2026-01-01T08:00:00Z"));
        let positions: Vec<f64> = axis.instants(4).map(|time| axis.x(time)).collect();
        assert_eq!(positions, [0.0, 25.0, 50.0, 75.0, 100.0]);
    }

    #[test]
    fn a_local_day_is_as_long_as_the_clocks_make_it() {
        for (now, start, hours) in [
            ("2026-01-15T12:00:00Z", "2026-01-15T00:00:00Z", 24),
            ("2026-03-29T12:00:00Z", "2026-03-29T00:00:00Z", 23),
            ("2026-07-15T23:30:00Z", "2026-07-15T23:00:00Z", 24),
            ("2026-10-25T12:00:00Z", "2026-10-24T23:00:00Z", 25),
        ] {
            let place = lisbon();
            let day = TimeAxis::local_day(&place, at(now));
            assert_eq!(day.start, at(start), "{now}");
            assert_eq!(day.end.as_second() - day.start.as_second(), hours * 3600, "{now}");
        }
    }

    #[test]
    fn marks_are_full_local_hours() {
        let delhi = place(28.61, 77.21, "Asia/Kolkata");
        let axis = TimeAxis::new(&delhi, at("2025-12-28T12:30:00Z"), at("2025-12-29T12:30:00Z"));
        // It is 18:00 there at the start.
        assert_eq!(hours(&axis, 6), [(18, 0.0), (0, 6.0), (6, 12.0), (12, 18.0), (18, 24.0)]);
        assert_eq!(axis.marks(6).nth(1).unwrap().time, at("2025-12-28T18:30:00Z"));
        assert_eq!(axis.marks(0).count(), 25);
    }

    #[test]
    fn marks_keep_to_the_clocks_when_they_change() {
        let place = lisbon();
        let spring = TimeAxis::local_day(&place, at("2026-03-29T12:00:00Z"));
        assert_eq!(hours(&spring, 6), [(0, 0.0), (6, 5.0), (12, 11.0), (18, 17.0), (0, 23.0)]);
        let autumn = TimeAxis::local_day(&place, at("2026-10-25T12:00:00Z"));
        assert_eq!(hours(&autumn, 6), [(0, 0.0), (6, 7.0), (12, 13.0), (18, 19.0), (0, 25.0)]);
    }

    #[test]
    fn a_midnight_that_the_clocks_skip_is_still_where_the_day_begins() {
        // Clocks in Santiago go from 24:00 on 5 September to 01:00.
        let santiago = place(-33.45, -70.67, "America/Santiago");
        let axis = TimeAxis::new(&santiago, at("2026-09-05T16:00:00Z"), at("2026-09-06T16:00:00Z"));
        assert_eq!(hours(&axis, 12), [(12, 0.0), (0, 12.0), (12, 23.0)]);
    }

    #[test]
    fn a_day_that_a_zone_skipped_has_no_marks() {
        let apia = place(-13.83, -171.77, "Pacific/Apia");
        let axis = TimeAxis::new(&apia, at("2011-12-29T22:00:00Z"), at("2011-12-30T22:00:00Z"));
        assert_eq!(hours(&axis, 12), [(12, 0.0), (0, 12.0), (12, 24.0)]);
    }

    #[test]
    fn nights_last_from_sunset_to_sunrise() {
        let place = lisbon();
        // Sunset at 17:23, sunrise at 07:54.
        let axis = TimeAxis::new(&place, at("2025-12-28T12:00:00Z"), at("2025-12-29T12:00:00Z"));
        let nights = axis.nights();
        let [night] = nights[..] else { panic!("one night, not {nights:?}") };
        assert!((night.from - 22.43).abs() < 0.18 && (night.to - 82.91).abs() < 0.18, "{night:?}");
    }

    #[test]
    fn a_day_has_a_night_at_either_end() {
        let place = lisbon();
        let nights = TimeAxis::local_day(&place, at("2026-03-20T12:00:00Z")).nights();
        assert_eq!(nights.len(), 2);
        assert_eq!((nights[0].from, nights[1].to), (0.0, 100.0));
    }

    #[test]
    fn polar_days_have_no_night_and_polar_nights_no_day() {
        let longyearbyen = place(78.22, 15.65, "Arctic/Longyearbyen");
        let nights = |now| TimeAxis::local_day(&longyearbyen, at(now)).nights();
        assert_eq!(nights("2026-06-28T12:00:00Z"), []);
        assert_eq!(nights("2026-12-28T12:00:00Z"), [Span::new(0.0, 100.0)]);
    }
}
