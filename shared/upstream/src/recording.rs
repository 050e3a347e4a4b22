//! Answers of the services for a few places, recorded to be played later.
//!
//! A recording is a folder with one folder for each place. In it `place.json`
//! says which place and when, and each service's answer is a file as it came.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use weather::{
    AirVariable, Alerts, DailyVariable, MarineVariable, Needs, Place, SourceKind, Variable, Weather,
};

use crate::{Answer, Client, UpstreamError, alerts, parts::Part};

/// The file that says what the others are.
const LABEL: &str = "place.json";

/// How far from a recorded place its weather holds, km.
const HOLDS_KM: f64 = 5.0;

/// Days and hours that a recording reaches: as far as the services look.
const DAYS: u16 = 16;
const PAST_HOURS: u16 = 48;

/// Why a recording cannot be made or played.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file holds something else.
    #[error("{}: this is no part of a recording: {reason}", path.display())]
    Content {
        /// Which file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The folder holds no recorded place.
    #[error("{}: no recorded place is in this folder", .0.display())]
    Empty(PathBuf),
    /// A service gave no answer to record.
    #[error("{service}: {error}")]
    Service {
        /// Which one.
        service: &'static str,
        /// Why not.
        error: UpstreamError,
    },
}

/// What is recorded of a place, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Label {
    place: Place,
    recorded_at: Timestamp,
    /// The services that know nothing of the place.
    not_covered: BTreeSet<String>,
}

/// A recording, read.
#[derive(Debug)]
pub struct Recording(Vec<Recorded>);

/// One place.
#[derive(Debug)]
struct Recorded {
    label: Label,
    weather: Weather,
}

impl Client {
    /// Records everything that the services say of a place in a folder of its
    /// own inside `folder`, which it returns.
    ///
    /// # Errors
    /// When a service does not answer, or a file cannot be written. What a
    /// service does not cover is left out.
    pub async fn record(&self, place: &Place, folder: &Path) -> Result<PathBuf, RecordingError> {
        let needs = everything();
        let mut bodies = Vec::new();
        let mut not_covered = BTreeSet::new();
        let recorded_at = Timestamp::now();
        for part in Part::of(place, &needs) {
            let request = part.request(place, &needs);
            let read = |body: &[u8]| part.read(body, place, &needs);
            match self.fetch(&request, read).await {
                Ok(body) => bodies.push((part, body)),
                Err(UpstreamError::NotCovered) => {
                    not_covered.insert(part.code().to_owned());
                }
                Err(error) => {
                    return Err(RecordingError::Service { service: part.code(), error });
                }
            }
        }
        let folder = folder.join(place.id.replace(',', "_"));
        write(&folder, &Label { place: place.clone(), recorded_at, not_covered }, &bodies)?;
        Ok(folder)
    }
}

/// All that any widget may need.
fn everything() -> Needs {
    let hours = DAYS * 24;
    Needs::nothing()
        .current(Variable::ALL)
        .hourly(Variable::ALL, PAST_HOURS, hours)
        .quarter_hourly([Variable::Precipitation, Variable::WeatherCode], hours)
        .daily(DailyVariable::ALL, DAYS)
        .air_quality(AirVariable::ALL, PAST_HOURS, hours)
        .marine(MarineVariable::ALL, hours)
        .climate()
        .alerts()
}

fn write(folder: &Path, label: &Label, bodies: &[(Part, Vec<u8>)]) -> Result<(), RecordingError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| RecordingError::File { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    for (part, body) in bodies {
        let path = folder.join(part.file());
        fs::write(&path, body).map_err(failed(&path))?;
    }
    // Last, so that a folder with a label is whole.
    let path = folder.join(LABEL);
    let text = serde_json::to_vec_pretty(label).map_err(io::Error::from).map_err(failed(&path))?;
    fs::write(&path, text).map_err(failed(&path))
}

impl Recording {
    /// Reads a recording.
    ///
    /// # Errors
    /// When the folder holds none, or a file of it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, RecordingError> {
        let failed = |source| RecordingError::File { path: folder.to_owned(), source };
        let mut places = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.join(LABEL).is_file() {
                places.push(Recorded::read(&path)?);
            }
        }
        places.sort_by(|one, other| one.label.place.id.cmp(&other.label.place.id));
        match places.is_empty() {
            true => Err(RecordingError::Empty(folder.to_owned())),
            false => Ok(Self(places)),
        }
    }

    /// When it was recorded; the last of several places counts, so that none
    /// of them is of the future.
    #[must_use]
    pub fn recorded_at(&self) -> Timestamp {
        let times = self.0.iter().map(|recorded| recorded.label.recorded_at);
        times.max().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The recorded weather of a place, or why there is none. A place within
    /// 5 km of a recorded one has its weather.
    #[must_use]
    pub fn weather(&self, place: &Place, needs: &Needs, now: Timestamp) -> Answer {
        let near = |recorded: &&Recorded| {
            recorded.label.place.distance_km(place.latitude, place.longitude) <= HOLDS_KM
        };
        match self.0.iter().find(near) {
            Some(recorded) => recorded.answer(place, needs, now),
            None => Answer::nothing(UpstreamError::NotRecorded, Duration::MAX),
        }
    }
}

impl Recorded {
    fn read(folder: &Path) -> Result<Self, RecordingError> {
        let path = folder.join(LABEL);
        let text = fs::read(&path)
            .map_err(|source| RecordingError::File { path: path.clone(), source })?;
        let label: Label = serde_json::from_slice(&text)
            .map_err(|error| RecordingError::Content { path, reason: error.to_string() })?;
        let mut weather =
            Weather::empty(label.place.clone(), SourceKind::Replay, label.recorded_at);
        let needs = everything();
        for part in Part::of(&label.place, &needs) {
            let path = folder.join(part.file());
            let body = match fs::read(&path) {
                Ok(body) => body,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(source) => return Err(RecordingError::File { path, source }),
            };
            let read = part.read(&body, &label.place, &needs);
            let read =
                read.map_err(|error| RecordingError::Content { path, reason: error.to_string() })?;
            part.put(&read, &mut weather);
        }
        Ok(Self { label, weather })
    }

    fn answer(&self, place: &Place, needs: &Needs, now: Timestamp) -> Answer {
        let fetched_at = self.label.recorded_at.min(now);
        let mut weather = Weather::empty(place.clone(), SourceKind::Replay, fetched_at);
        let mut problem = None;
        let mut found = needs.alerts;
        for part in Part::of(place, needs) {
            if self.has(&part) {
                part.put(&self.weather, &mut weather);
                found = true;
            } else if self.label.not_covered.contains(part.code()) {
                problem = problem.or(Some(UpstreamError::NotCovered));
            } else {
                problem = Some(UpstreamError::NotRecorded);
            }
        }
        if needs.alerts {
            weather.alerts = Some(self.alerts(now));
        }
        if found {
            return Answer::lasting(weather);
        }
        Answer::nothing(problem.unwrap_or(UpstreamError::NotRecorded), Duration::MAX)
    }

    fn has(&self, part: &Part) -> bool {
        let weather = &self.weather;
        match part {
            Part::Forecast => weather.current.is_some() || !weather.hourly.times.is_empty(),
            Part::AirQuality => !weather.air_quality.hourly.times.is_empty(),
            Part::Marine => !weather.marine.hourly.times.is_empty(),
            Part::Climate => !weather.climate.dates.is_empty(),
            Part::Alerts(_) => weather.alerts.is_some(),
        }
    }

    fn alerts(&self, now: Timestamp) -> Alerts {
        let Alerts { feed, alerts } = self.weather.alerts.clone().unwrap_or_default();
        Alerts { feed, alerts: alerts::in_force(alerts, now) }
    }
}
