use jiff::civil::{Date, date};

use crate::{
    Service,
    truth::{AIR, DAILY, FORECAST, HISTORY, MARINE, Variable},
};

/// What one of Open-Meteo's forecasting services has.
#[derive(Debug)]
pub(crate) struct Profile {
    /// Its variables of an instant: for `current`, `hourly` and `minutely_15`.
    pub(crate) instants: &'static [Variable],
    /// Its daily variables.
    pub(crate) days: &'static [&'static [Variable]],
    /// What its error words call a variable: of an instant, of a day.
    pub(crate) kinds: (&'static str, &'static str),
    /// How far apart current values are, s.
    pub(crate) current_step_s: i64,
    /// Days forecast unless asked otherwise, and at most.
    pub(crate) forecast_days: (i64, i64),
    /// Past days at most.
    pub(crate) past_days: i64,
    /// The first date it has.
    pub(crate) first: Date,
    /// Whether it needs a first and a last date.
    pub(crate) needs_dates: bool,
    /// Whether it has nothing inland.
    pub(crate) at_sea: bool,
}

static OF_FORECAST: Profile = Profile {
    instants: FORECAST,
    days: &[HISTORY, DAILY],
    kinds: ("WeatherVariable", "ForecastVariableDaily"),
    current_step_s: 900,
    forecast_days: (7, 16),
    past_days: 92,
    first: date(2016, 1, 1),
    needs_dates: false,
    at_sea: false,
};

static OF_AIR_QUALITY: Profile = Profile {
    instants: AIR,
    days: &[],
    kinds: ("CamsVariable", "CamsVariableDaily"),
    current_step_s: 3600,
    forecast_days: (5, 7),
    past_days: 92,
    first: date(2013, 1, 1),
    needs_dates: false,
    at_sea: false,
};

static OF_MARINE: Profile = Profile {
    instants: MARINE,
    days: &[],
    kinds: ("MarineVariable", "MarineVariableDaily"),
    current_step_s: 900,
    forecast_days: (7, 16),
    past_days: 92,
    first: date(1940, 1, 1),
    needs_dates: false,
    at_sea: true,
};

static OF_ARCHIVE: Profile = Profile {
    instants: &[],
    days: &[HISTORY],
    kinds: ("ArchiveVariable", "ArchiveVariableDaily"),
    current_step_s: 3600,
    forecast_days: (1, 1),
    past_days: 0,
    first: date(1940, 1, 1),
    needs_dates: true,
    at_sea: false,
};

impl Profile {
    /// The profile of a service that forecasts, or has history.
    pub(crate) fn of(service: Service) -> Option<&'static Self> {
        match service {
            Service::Forecast => Some(&OF_FORECAST),
            Service::AirQuality => Some(&OF_AIR_QUALITY),
            Service::Marine => Some(&OF_MARINE),
            Service::Archive => Some(&OF_ARCHIVE),
            Service::Geocoding | Service::Nws | Service::MeteoAlarm => None,
        }
    }

    /// The variable of an instant of that name.
    pub(crate) fn instant(&self, name: &str) -> Option<&'static Variable> {
        self.instants.iter().find(|variable| variable.name == name)
    }

    /// The daily variable of that name.
    pub(crate) fn day(&self, name: &str) -> Option<&'static Variable> {
        self.days.iter().copied().flatten().find(|variable| variable.name == name)
    }
}
