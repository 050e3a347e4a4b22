use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    AirVariable, Alerts, DailyVariable, MarineVariable, Place, SourceKind, Variable,
    variable::{Between, Interpolate},
};

/// The weather of one place, as far as somebody asked for it. Every value is optional.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weather {
    /// Where this is the weather of.
    pub place: Place,
    /// Who made it.
    pub source: SourceKind,
    /// When the source was asked, by the weather clock.
    pub fetched_at: Timestamp,
    /// Values for one instant.
    pub current: Option<Current>,
    /// Values every hour.
    pub hourly: Series,
    /// Values every 15 minutes.
    pub quarter_hourly: Series,
    /// Values for local days of the place.
    pub daily: Daily,
    /// What is in the air.
    pub air_quality: Outlook<AirVariable>,
    /// The sea.
    pub marine: Outlook<MarineVariable>,
    /// The days of the 30-year reference, 1991 to 2020.
    pub climate: Daily,
    /// Official warnings; none where nobody asked.
    pub alerts: Option<Alerts>,
}

/// Values for one instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "V: Ord + Deserialize<'de>"))]
pub struct Current<V = Variable> {
    /// The instant they hold for.
    pub time: Timestamp,
    /// What is known then.
    pub values: BTreeMap<V, f64>,
}

/// Values for one instant and for every hour around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "V: Ord + Deserialize<'de>"))]
pub struct Outlook<V> {
    /// Values for one instant.
    pub current: Option<Current<V>>,
    /// Values every hour.
    pub hourly: Series<V>,
}

/// Values on an axis of UTC instants, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "V: Ord + Deserialize<'de>"))]
pub struct Series<V = Variable> {
    /// The axis, ascending.
    pub times: Vec<Timestamp>,
    /// For each variable one entry per instant of the axis.
    pub values: BTreeMap<V, Vec<Option<f64>>>,
}

/// Values for local days of the place, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Daily {
    /// The local days, ascending.
    pub dates: Vec<Date>,
    /// For each variable one entry per day.
    pub values: BTreeMap<DailyVariable, Vec<Option<f64>>>,
}

/// How long a set of current values stands for "now", s.
const CURRENT_HOLDS_S: i64 = 30 * 60;

impl Weather {
    /// No values at all; for widgets that compute from place and time alone.
    #[must_use]
    pub fn empty(place: Place, source: SourceKind, now: Timestamp) -> Self {
        Self {
            place,
            source,
            fetched_at: now,
            current: None,
            hourly: Series::default(),
            quarter_hourly: Series::default(),
            daily: Daily::default(),
            air_quality: Outlook::default(),
            marine: Outlook::default(),
            climate: Daily::default(),
            alerts: None,
        }
    }

    /// The value at `now`: the current one while it is at most 30 minutes
    /// away, else the hourly series, interpolated between its steps.
    #[must_use]
    pub fn at(&self, variable: Variable, now: Timestamp) -> Option<f64> {
        value_at(self.current.as_ref(), &self.hourly, variable, now)
    }

    /// The instant the values shown for `now` hold for, the oldest where several
    /// services were asked: that of a current set while it stands, else the last
    /// step of the hourly series up to `now`. None for what needs no upstream.
    #[must_use]
    pub fn observed_at(&self, now: Timestamp) -> Option<Timestamp> {
        [
            observed_at(self.current.as_ref(), &self.hourly, now),
            observed_at(self.air_quality.current.as_ref(), &self.air_quality.hourly, now),
            observed_at(self.marine.current.as_ref(), &self.marine.hourly, now),
        ]
        .into_iter()
        .flatten()
        .min()
    }
}

impl<V: Interpolate> Outlook<V> {
    /// The value at `now`: the current one while it is at most 30 minutes
    /// away, else the hourly series, interpolated between its steps.
    #[must_use]
    pub fn at(&self, variable: V, now: Timestamp) -> Option<f64> {
        value_at(self.current.as_ref(), &self.hourly, variable, now)
    }
}

fn standing<V>(current: Option<&Current<V>>, now: Timestamp) -> Option<&Current<V>> {
    current.filter(|current| (now.as_second() - current.time.as_second()).abs() <= CURRENT_HOLDS_S)
}

fn value_at<V: Interpolate>(
    current: Option<&Current<V>>,
    hourly: &Series<V>,
    variable: V,
    now: Timestamp,
) -> Option<f64> {
    standing(current, now)
        .and_then(|current| current.values.get(&variable).copied())
        .or_else(|| hourly.at(variable, now))
}

fn observed_at<V: Interpolate>(
    current: Option<&Current<V>>,
    hourly: &Series<V>,
    now: Timestamp,
) -> Option<Timestamp> {
    standing(current, now).map(|current| current.time).or_else(|| {
        let step = hourly.step_before(now)?;
        hourly.times.get(step).copied()
    })
}

impl<V> Default for Series<V> {
    fn default() -> Self {
        Self { times: Vec::new(), values: BTreeMap::new() }
    }
}

impl<V> Default for Outlook<V> {
    fn default() -> Self {
        Self { current: None, hourly: Series::default() }
    }
}

impl<V: Interpolate> Series<V> {
    /// The value at `time`, interpolated in the way of the variable between
    /// the steps on both sides; `None` outside the axis or beside a gap.
    #[must_use]
    pub fn at(&self, variable: V, time: Timestamp) -> Option<f64> {
        let values = self.values.get(&variable)?;
        let step = self.step_before(time)?;
        let (start, before) = (*self.times.get(step)?, (*values.get(step)?)?);
        let elapsed = (time.as_millisecond() - start.as_millisecond()) as f64;
        if elapsed == 0.0 {
            return Some(before);
        }
        let end = self.times.get(step + 1)?;
        let share = elapsed / (end.as_millisecond() - start.as_millisecond()) as f64;
        if variable.between() == Between::Held {
            return Some(before);
        }
        let after = (*values.get(step + 1)?)?;
        Some(match variable.between() {
            Between::Circular => {
                let turn = (after - before + 540.0).rem_euclid(360.0) - 180.0;
                (before + share * turn).rem_euclid(360.0)
            }
            _ => before + share * (after - before),
        })
    }

    /// The steps from `from` (included) to `to` (excluded): instant and index.
    pub fn window(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> impl Iterator<Item = (usize, Timestamp)> + '_ {
        let start = self.times.partition_point(|time| *time < from);
        self.times[start..]
            .iter()
            .take_while(move |time| **time < to)
            .enumerate()
            .map(move |(offset, time)| (start + offset, *time))
    }

    /// The value of one step, by its index.
    #[must_use]
    pub fn value(&self, variable: V, step: usize) -> Option<f64> {
        self.values.get(&variable)?.get(step).copied().flatten()
    }

    /// The index of the last step at or before `time`.
    #[must_use]
    pub fn step_before(&self, time: Timestamp) -> Option<usize> {
        self.times.partition_point(|start| *start <= time).checked_sub(1)
    }

    /// So many instants, `step_s` seconds apart, in time with the steps of the
    /// series: the first is the last of them up to `now`, and they go on where
    /// the series has ended. None where the series starts after `now`.
    #[must_use]
    pub fn instants_from(&self, now: Timestamp, step_s: i64, count: u16) -> Vec<Timestamp> {
        let Some(step) = self.step_before(now).and_then(|step| self.times.get(step)) else {
            return Vec::new();
        };
        let since_s = now.as_second() - step.as_second();
        let first_s = now.as_second() - since_s.rem_euclid(step_s.max(1));
        (0..i64::from(count))
            .filter_map(|step| Timestamp::from_second(first_s + step * step_s).ok())
            .collect()
    }
}

impl Daily {
    /// The value of a local day.
    #[must_use]
    pub fn on(&self, variable: DailyVariable, date: Date) -> Option<f64> {
        let day = self.dates.binary_search(&date).ok()?;
        self.values.get(&variable)?.get(day).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(variable: Variable, values: Vec<Option<f64>>) -> Series {
        let times = (0..values.len())
            .map(|hour| Timestamp::from_second(hour as i64 * 3600).unwrap())
            .collect();
        Series { times, values: BTreeMap::from([(variable, values)]) }
    }

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn values_change_evenly_between_hours() {
        let hourly = series(Variable::Temperature, vec![Some(10.0), Some(14.0)]);
        assert_eq!(hourly.at(Variable::Temperature, minute(15)), Some(11.0));
        assert_eq!(hourly.at(Variable::Temperature, minute(60)), Some(14.0));
        assert_eq!(hourly.at(Variable::Temperature, minute(61)), None);
        assert_eq!(hourly.at(Variable::Temperature, minute(-1)), None);
        assert_eq!(hourly.at(Variable::CloudCover, minute(0)), None);
    }

    #[test]
    fn directions_take_the_shorter_arc() {
        let hourly = series(Variable::WindDirection, vec![Some(350.0), Some(20.0)]);
        assert_eq!(hourly.at(Variable::WindDirection, minute(20)), Some(0.0));
    }

    #[test]
    fn codes_hold_until_the_next_hour() {
        let hourly = series(Variable::WeatherCode, vec![Some(3.0), Some(61.0)]);
        assert_eq!(hourly.at(Variable::WeatherCode, minute(59)), Some(3.0));
    }

    #[test]
    fn a_gap_is_never_bridged() {
        let hourly = series(Variable::Temperature, vec![Some(10.0), None, Some(14.0)]);
        assert_eq!(hourly.at(Variable::Temperature, minute(30)), None);
        assert_eq!(hourly.at(Variable::Temperature, minute(60)), None);
    }

    #[test]
    fn instants_keep_to_the_steps_and_outlast_them() {
        // Hours that begin at half past, as in India.
        let mut hourly = series(Variable::Temperature, vec![None; 3]);
        hourly.times.iter_mut().for_each(|time| *time += std::time::Duration::from_secs(1800));
        let instants = |now| hourly.instants_from(minute(now), 3600, 2);
        assert_eq!(instants(29), []);
        assert_eq!(instants(30), [minute(30), minute(90)]);
        assert_eq!(instants(89), [minute(30), minute(90)]);
        assert_eq!(instants(400), [minute(390), minute(450)]);
        assert_eq!(Series::<Variable>::default().instants_from(minute(0), 3600, 2), []);
    }

    #[test]
    fn a_window_takes_its_start_and_leaves_its_end() {
        let hourly = series(Variable::Temperature, vec![Some(0.0); 5]);
        let steps: Vec<usize> =
            hourly.window(minute(60), minute(180)).map(|(step, _)| step).collect();
        assert_eq!(steps, [1, 2]);
    }
}
