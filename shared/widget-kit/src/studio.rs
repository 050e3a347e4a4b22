use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::SignedDuration;
use link::protocol::{Hello, Instance, Manifest, PROTOCOL, Subject, Tile, TileState};
use localisation::{Locale, Words};
use serde_json::Value;
use service::readings::Reading;
use source::{Answer, Source, UpstreamError};
use weather::{Clock, Needs, SourceKind, Timestamp, View, Weather};

use crate::{
    AnyWidget, Gap, InvalidPackage,
    metrics::Metrics,
    readings::Readings,
    widget::{RenderError, Rendered},
};

/// The shortest time between two drawings of one view, however fast the clock runs.
const SHORTEST_REFRESH: Duration = Duration::from_millis(500);

/// How soon a drawing is tried again that failed.
const RETRY: Duration = Duration::from_secs(15);

/// How long a tile stays valid beyond its refresh, so that a late one is no stale one.
const GRACE: Duration = Duration::from_secs(15);

/// The most places whose last good weather is kept.
const MAX_REMEMBERED: usize = 64;

/// Why the samples of stale and failed tiles are what they are.
const SAMPLE_PROBLEM: UpstreamError = UpstreamError::Unreachable("no answer in time");

/// How old the weather of a stale sample is.
const SAMPLE_AGE: Duration = Duration::from_secs(2 * 3600);

/// One widget at work: it turns views into tiles.
pub struct Studio {
    widget: Box<dyn AnyWidget>,
    manifest: Manifest,
    needs: Needs,
    words: Words,
    kit_words: Words,
    source: Source,
    clock: Clock,
    instance: Instance,
    started: Instant,
    last_good: Mutex<HashMap<String, Arc<Weather>>>,
    pub(crate) metrics: Metrics,
    pub(crate) readings: Readings,
}

impl Studio {
    /// Sets `widget` up to draw weather from `source` by `clock`.
    ///
    /// # Errors
    /// When the widget's words do not parse.
    pub fn new(
        widget: Box<dyn AnyWidget>,
        source: Source,
        clock: Clock,
    ) -> Result<Self, InvalidPackage> {
        let package = widget.package();
        let kit_words = Words::new(localisation::locales!("en", "de", "ja"))
            .map_err(|source| InvalidPackage { id: env!("CARGO_PKG_NAME"), source })?;
        Ok(Self {
            manifest: widget.manifest(),
            needs: widget.needs(),
            words: package.words()?,
            kit_words,
            source,
            clock,
            instance: Instance {
                id: service::instance_id().into(),
                version: package.version.into(),
                revision: service::REVISION.into(),
                host: service::host_name(),
            },
            started: Instant::now(),
            last_good: Mutex::default(),
            metrics: Metrics::new(package.id, package.version),
            readings: Readings::default(),
            widget,
        })
    }

    /// What the widget is.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its style sheet.
    #[must_use]
    pub fn style(&self) -> &'static str {
        self.widget.package().style
    }

    /// The weather clock it draws by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Where its weather comes from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What this instance says of itself when it dials a board.
    #[must_use]
    pub fn hello(&self) -> Hello {
        Hello {
            protocol: PROTOCOL,
            manifest: self.manifest.clone(),
            style: self.style().into(),
            instance: self.instance.clone(),
            uptime_ms: self.uptime_ms(),
        }
    }

    /// How long this instance has been running, ms.
    #[must_use]
    pub fn uptime_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// How long to wait from one drawing of a view to the next.
    #[must_use]
    pub fn refresh(&self) -> Duration {
        let refresh = Duration::from_secs(self.manifest.refresh_s.into());
        let speed = self.clock.speed();
        if speed > 1.0 { refresh.div_f64(speed).max(SHORTEST_REFRESH) } else { refresh }
    }

    /// How long to wait after this answer: no longer than until the source may
    /// have something newer.
    fn pause(&self, answer: &Answer) -> Duration {
        let longest = match answer.problem {
            None | Some(UpstreamError::NotCovered) => self.refresh(),
            Some(_) => self.refresh().min(RETRY),
        };
        answer.again_in.clamp(SHORTEST_REFRESH, longest.max(SHORTEST_REFRESH))
    }

    /// Draws the tile for a view. Never fails: what goes wrong is the tile's state.
    pub async fn tile(&self, view: &View) -> Tile {
        self.draw(&view.clone().into()).await.0
    }

    /// What a tile says, for the metrics.
    pub(crate) fn reading(&self, tile: &Tile) -> Reading {
        let Manifest { id, reading, .. } = &self.manifest;
        Reading::new(id, &tile.subject.view.place.id, tile.state, &tile.data, reading)
    }

    /// The tile, and how long to wait before it is drawn again.
    pub(crate) async fn draw(&self, subject: &Subject) -> (Tile, Duration) {
        let began = Instant::now();
        let (mut tile, pause) = match subject.sample {
            Some(state) => (self.sample(&subject.view, state, self.now()), self.refresh()),
            None => {
                let answer =
                    self.source.weather(&subject.view.place, &self.needs, self.now()).await;
                let pause = self.pause(&answer);
                // An answer that was long in coming may begin after it was asked for.
                (self.tile_of(&subject.view, answer, self.now()), pause)
            }
        };
        tile.subject.sample = subject.sample;
        tile.took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tile.traceparent = Some(traceparent());
        self.metrics.drawn(tile.state, began.elapsed());
        tracing::debug!(
            widget = self.manifest.id,
            state = tile.state.code(),
            traceparent = tile.traceparent,
            "drew a tile"
        );
        (tile, pause)
    }

    /// Now on the weather clock, in whole seconds.
    fn now(&self) -> Timestamp {
        whole_seconds(self.clock.now())
    }

    pub(crate) fn tile_of(&self, view: &View, answer: Answer, now: Timestamp) -> Tile {
        let Answer { weather, problem, is_old, .. } = answer;
        match (weather, problem) {
            (Some(weather), problem) => {
                let reason = problem.map(|error| self.upstream_text(view, now, &error));
                self.fresh(view, &Arc::new(weather), reason, is_old, now)
            }
            (None, Some(UpstreamError::NotCovered) | None) => self.not_covered(view, None, now),
            (None, Some(error)) => {
                let reason = self.upstream_text(view, now, &error);
                self.last_good(view, reason, now)
            }
        }
    }

    /// The tile of weather that came, or was kept: `reason` says why no newer
    /// one came, `is_old` whether that shows.
    fn fresh(
        &self,
        view: &View,
        weather: &Arc<Weather>,
        reason: Option<String>,
        is_old: bool,
        now: Timestamp,
    ) -> Tile {
        match self.render(view, weather, now) {
            Ok(rendered) => {
                self.remember(view, weather);
                match reason.filter(|_| is_old) {
                    Some(reason) => self.stale(view, weather, rendered, reason, now),
                    None => self.live(view, weather, rendered, now),
                }
            }
            Err(RenderError::Gap(Gap::NoCoverage)) => {
                self.not_covered(view, Some(weather.source), now)
            }
            Err(RenderError::Gap(Gap::Missing)) => {
                let reason = reason.unwrap_or_else(|| self.locale(view, now).text("gap-missing"));
                self.last_good(view, reason, now)
            }
            Err(error) => {
                tracing::error!(widget = self.manifest.id, %error, "a drawing failed");
                let reason = self.locale(view, now).text("gap-broken");
                let blank = self.blank(view, Some(weather.source), now);
                without_picture(blank, TileState::Failed, reason)
            }
        }
    }

    /// The tile of weather made up for it, in a state of one's choice.
    pub(crate) fn sample(&self, view: &View, state: TileState, now: Timestamp) -> Tile {
        let weather = self.source.sample(&view.place, &self.needs, now);
        let rendered = self.render(view, &weather, now);
        let reason = self.upstream_text(view, now, &SAMPLE_PROBLEM);
        match (state, rendered) {
            (TileState::Failed, _) => {
                without_picture(self.blank(view, Some(weather.source), now), state, reason)
            }
            (TileState::Stale, Ok(rendered)) => {
                let fetched_at = now.saturating_sub(SAMPLE_AGE).unwrap_or(now);
                self.stale(view, &Weather { fetched_at, ..weather }, rendered, reason, now)
            }
            (TileState::Live | TileState::Waiting, Ok(rendered)) => {
                self.live(view, &weather, rendered, now)
            }
            _ => self.not_covered(view, Some(weather.source), now),
        }
    }

    fn not_covered(&self, view: &View, source: Option<SourceKind>, now: Timestamp) -> Tile {
        let reason = self.locale(view, now).text("gap-no-coverage");
        without_picture(self.blank(view, source, now), TileState::NoCoverage, reason)
    }

    /// The last weather that could be drawn, marked stale, or the failure.
    fn last_good(&self, view: &View, reason: String, now: Timestamp) -> Tile {
        let last = self.remembered().get(&view.place.id).cloned();
        let rendered = last.and_then(|weather| {
            let rendered = self.render(view, &weather, now).ok()?;
            Some((weather, rendered))
        });
        match rendered {
            Some((weather, rendered)) => self.stale(view, &weather, rendered, reason, now),
            None => without_picture(self.blank(view, None, now), TileState::Failed, reason),
        }
    }

    fn live(&self, view: &View, weather: &Weather, rendered: Rendered, now: Timestamp) -> Tile {
        let observed_at = self.observed_at(weather, now);
        filled(Tile { observed_at, ..self.blank(view, Some(weather.source), now) }, rendered)
    }

    /// A tile as old as its weather, even where that foretold this hour.
    fn stale(
        &self,
        view: &View,
        weather: &Weather,
        rendered: Rendered,
        reason: String,
        now: Timestamp,
    ) -> Tile {
        let observed_at = self.observed_at(weather, now).min(weather.fetched_at);
        let blank = self.blank(view, Some(weather.source), now);
        let state = TileState::Stale;
        filled(Tile { observed_at, state, reason: Some(reason), ..blank }, rendered)
    }

    /// Why the upstream gave nothing new, in the viewer's words.
    fn upstream_text(&self, view: &View, now: Timestamp, error: &UpstreamError) -> String {
        self.locale(view, now).text_with("gap-upstream", &[("problem", error.code().into())])
    }

    /// Reads and draws; a panic in a widget is that tile's failure and nobody else's.
    fn render(
        &self,
        view: &View,
        weather: &Weather,
        now: Timestamp,
    ) -> Result<Rendered, RenderError> {
        let locale = Locale::new(&self.words, view, now);
        catch_unwind(AssertUnwindSafe(|| self.widget.render(weather, now, &locale)))
            .unwrap_or(Err(RenderError::Panicked))
    }

    /// A live tile for the view with nothing on it yet.
    fn blank(&self, view: &View, source: Option<SourceKind>, now: Timestamp) -> Tile {
        Tile {
            subject: view.clone().into(),
            title: Locale::new(&self.words, view, now).text("title"),
            state: TileState::Live,
            reason: None,
            source,
            observed_at: now,
            valid_until: self.valid_until(now),
            html: String::new(),
            text: String::new(),
            line: None,
            data: Value::Null,
            ambient: None,
            notice: None,
            took_ms: 0,
            traceparent: None,
        }
    }

    /// A place-and-time widget holds for now; others for the instant of their values.
    fn observed_at(&self, weather: &Weather, now: Timestamp) -> Timestamp {
        weather.observed_at(now).filter(|time| *time <= now).unwrap_or(now)
    }

    /// Three refreshes and some grace from now, by the weather clock.
    fn valid_until(&self, now: Timestamp) -> Timestamp {
        let speed = self.clock.speed().max(1.0);
        let valid = (self.refresh() * 3 + GRACE).mul_f64(speed);
        SignedDuration::try_from(valid)
            .ok()
            .and_then(|valid| now.checked_add(valid).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// The kit's own words for a view.
    pub(crate) fn locale<'a>(&'a self, view: &'a View, now: Timestamp) -> Locale<'a> {
        Locale::new(&self.kit_words, view, now)
    }

    fn remember(&self, view: &View, weather: &Arc<Weather>) {
        let mut last_good = self.remembered();
        if last_good.len() >= MAX_REMEMBERED && !last_good.contains_key(&view.place.id) {
            let oldest = last_good.iter().min_by_key(|(_, weather)| weather.fetched_at);
            if let Some(place) = oldest.map(|(place, _)| place.clone()) {
                last_good.remove(&place);
            }
        }
        last_good.insert(view.place.id.clone(), Arc::clone(weather));
    }

    fn remembered(&self) -> MutexGuard<'_, HashMap<String, Arc<Weather>>> {
        self.last_good.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn filled(tile: Tile, rendered: Rendered) -> Tile {
    Tile {
        html: rendered.drawing.html,
        text: rendered.drawing.text,
        line: rendered.drawing.line,
        data: rendered.data,
        ambient: rendered.ambient,
        notice: rendered.notice,
        ..tile
    }
}

/// Nothing a tile says changes within a second.
fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

/// The board draws the reason where there is no picture.
fn without_picture(tile: Tile, state: TileState, reason: String) -> Tile {
    Tile { state, text: reason.clone(), reason: Some(reason), ..tile }
}

/// A new root in W3C Trace Context.
fn traceparent() -> String {
    // All zeros are not allowed by the standard.
    format!("00-{:032x}-{:016x}-01", fastrand::u128(1..), fastrand::u64(1..))
}
