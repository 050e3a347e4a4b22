use std::collections::BTreeSet;

use crate::{AirVariable, DailyVariable, MarineVariable, Variable};

/// What a widget asks of the upstream for one place.
///
/// Values for "now" come from `current`; series run from `past_hours` before
/// now to `forecast_hours` after it, those of the air and the sea too; daily
/// values over `forecast_days` local days from today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Needs {
    /// Variables wanted for this instant.
    pub current: BTreeSet<Variable>,
    /// Variables wanted hour by hour.
    pub hourly: BTreeSet<Variable>,
    /// Variables wanted every 15 minutes.
    pub quarter_hourly: BTreeSet<Variable>,
    /// Variables wanted day by day.
    pub daily: BTreeSet<DailyVariable>,
    /// Constituents of the air wanted, hour by hour.
    pub air_quality: BTreeSet<AirVariable>,
    /// Quantities of the sea wanted, hour by hour.
    pub marine: BTreeSet<MarineVariable>,
    /// Whether the 30-year reference of the place is wanted.
    pub climate: bool,
    /// Whether official warnings are wanted.
    pub alerts: bool,
    /// Hours of history wanted, h.
    pub past_hours: u16,
    /// Hours of forecast wanted, h.
    pub forecast_hours: u16,
    /// Local days of forecast wanted, today included.
    pub forecast_days: u16,
}

impl Needs {
    /// Nothing: the widget computes all from place and time.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Whether no upstream value is wanted at all.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.has_no_forecast()
            && self.air_quality.is_empty()
            && self.marine.is_empty()
            && !self.climate
            && !self.alerts
    }

    /// Whether nothing of the weather forecast is wanted.
    #[must_use]
    pub fn has_no_forecast(&self) -> bool {
        self.current.is_empty()
            && self.hourly.is_empty()
            && self.quarter_hourly.is_empty()
            && self.daily.is_empty()
    }

    /// Adds values for this instant.
    #[must_use]
    pub fn current(mut self, variables: impl IntoIterator<Item = Variable>) -> Self {
        self.current.extend(variables);
        self
    }

    /// Adds hourly series from `past_hours` before now to `forecast_hours` after it.
    #[must_use]
    pub fn hourly(
        mut self,
        variables: impl IntoIterator<Item = Variable>,
        past_hours: u16,
        forecast_hours: u16,
    ) -> Self {
        self.hourly.extend(variables);
        self.reach(past_hours, forecast_hours)
    }

    /// Adds 15-minute series over the next `forecast_hours`.
    #[must_use]
    pub fn quarter_hourly(
        mut self,
        variables: impl IntoIterator<Item = Variable>,
        forecast_hours: u16,
    ) -> Self {
        self.quarter_hourly.extend(variables);
        self.reach(0, forecast_hours)
    }

    /// Adds daily values for `forecast_days` local days, today included.
    #[must_use]
    pub fn daily(
        mut self,
        variables: impl IntoIterator<Item = DailyVariable>,
        forecast_days: u16,
    ) -> Self {
        self.daily.extend(variables);
        self.forecast_days = self.forecast_days.max(forecast_days);
        self
    }

    /// Adds constituents of the air from `past_hours` before now to `forecast_hours` after it.
    #[must_use]
    pub fn air_quality(
        mut self,
        variables: impl IntoIterator<Item = AirVariable>,
        past_hours: u16,
        forecast_hours: u16,
    ) -> Self {
        self.air_quality.extend(variables);
        self.reach(past_hours, forecast_hours)
    }

    /// Adds quantities of the sea over the next `forecast_hours`.
    #[must_use]
    pub fn marine(
        mut self,
        variables: impl IntoIterator<Item = MarineVariable>,
        forecast_hours: u16,
    ) -> Self {
        self.marine.extend(variables);
        self.reach(0, forecast_hours)
    }

    /// Adds the 30-year reference of the place.
    #[must_use]
    pub fn climate(self) -> Self {
        Self { climate: true, ..self }
    }

    /// Adds official warnings.
    #[must_use]
    pub fn alerts(self) -> Self {
        Self { alerts: true, ..self }
    }

    fn reach(mut self, past_hours: u16, forecast_hours: u16) -> Self {
        self.past_hours = self.past_hours.max(past_hours);
        self.forecast_hours = self.forecast_hours.max(forecast_hours);
        self
    }
}
