//! The kit around a made-up widget: what becomes of weather, gaps, failures
//! and panics, and how a link is served.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::Arc,
    time::Duration,
};

use askama::Template;
use link::protocol::{PROTOCOL, Subject, Tile, TileState, ToBoard, ToWidget, Welcome};
use schemars::JsonSchema;
use serde::Serialize;
use service::{CancellationToken, SourceSetting, SourceSettings, SourceUrls};
use source::Source;
use url::Url;
use weather::{Clock, ClockReading, SourceKind};
use widget_kit::{
    DrawError, Drawing, Ended, Gap, Locale, Needs, Package, Size, Studio, Timestamp, Units,
    Variable, View, Weather, Widget, serve,
};

/// What the made-up widget does with the weather it gets.
#[derive(Clone, Copy)]
enum Alpha {
    Shows,
    NotHere,
    Panics,
}

#[derive(Serialize, JsonSchema)]
struct Reading {
    temperature_c: f64,
    read_at: Timestamp,
}

#[derive(Template)]
#[template(source = "<p>{{ value }}</p>", ext = "html")]
struct Picture {
    value: String,
}

impl Widget for Alpha {
    type Reading = Reading;

    const PACKAGE: Package = Package {
        id: "alpha",
        version: "1.2.3",
        style: include_str!("fixture/style.css"),
        words: &[("en", "title = Alpha"), ("de", "title = Alfa")],
    };
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 1;
    const REFRESH_S: u32 = 60;

    fn needs(&self) -> Needs {
        Needs::nothing().current([Variable::Temperature])
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        match self {
            Self::Shows => weather
                .at(Variable::Temperature, now)
                .map(|temperature_c| Reading { temperature_c, read_at: now })
                .ok_or(Gap::Missing),
            Self::NotHere => Err(Gap::NoCoverage),
            Self::Panics => panic!("alpha is broken"),
        }
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let value = locale.temperature(reading.temperature_c).to_string();
        Drawing::new(&Picture { value: value.clone() }, value)
    }
}

fn noon() -> Timestamp {
    "2026-07-14T12:00:00Z".parse().unwrap()
}

fn frozen() -> Clock {
    Clock::starting(Some(noon()), 0.0).unwrap()
}

fn settings(kind: SourceSetting, forecast: &str) -> SourceSettings {
    SourceSettings {
        kind,
        urls: SourceUrls { forecast: Url::parse(forecast).unwrap(), ..SourceUrls::default() },
        refresh_s: 0,
        ..SourceSettings::default()
    }
}

fn studio(widget: Alpha, settings: &SourceSettings) -> Studio {
    Studio::new(Box::new(widget), Source::new(settings).unwrap(), frozen()).unwrap()
}

fn simulated(widget: Alpha) -> Studio {
    studio(widget, &settings(SourceSetting::Simulated, "http://127.0.0.1:1/"))
}

fn view(lang: &str) -> View {
    View {
        place: places::Places::builtin().by_id("lisbon").unwrap(),
        units: Units::Metric,
        lang: lang.parse().unwrap(),
        hours: None,
    }
}

#[tokio::test]
async fn weather_becomes_a_live_tile() {
    let tile = simulated(Alpha::Shows).tile(&view("de")).await;
    assert_eq!(tile.state, TileState::Live);
    assert_eq!(tile.title, "Alfa");
    assert_eq!(tile.source, Some(SourceKind::Simulated));
    assert_eq!(tile.observed_at, noon());
    assert!(tile.data["temperature_c"].is_f64());
    assert_eq!(tile.html, format!("<p>{}</p>", tile.text));
    let trace = tile.traceparent.unwrap();
    assert_eq!((trace.len(), &trace[..3], &trace[52..]), (55, "00-", "-01"));
}

#[tokio::test]
async fn what_is_not_here_is_said_in_words() {
    let tile = simulated(Alpha::NotHere).tile(&view("en")).await;
    assert_eq!(tile.state, TileState::NoCoverage);
    assert_eq!(tile.reason.as_deref(), Some("Not available at this place."));
    assert_eq!(tile.text, "Not available at this place.");
    assert!(tile.data.is_null() && tile.html.is_empty());
}

#[tokio::test]
async fn a_panic_is_one_failed_tile() {
    let tile = simulated(Alpha::Panics).tile(&view("en")).await;
    assert_eq!(tile.state, TileState::Failed);
    assert_eq!(tile.reason.as_deref(), Some("This tile could not be drawn."));
}

#[tokio::test]
async fn without_an_answer_the_last_good_weather_shows_as_stale() {
    let forecast = answers_once(FORECAST, || ());
    let studio = studio(Alpha::Shows, &settings(SourceSetting::OpenMeteo, &forecast));
    let live = studio.tile(&view("en")).await;
    assert_eq!(live.state, TileState::Live, "{live:?}");
    assert_eq!(live.data["temperature_c"], 21.5);

    let stale = studio.tile(&view("en")).await;
    assert_eq!(stale.state, TileState::Stale);
    assert_eq!((&stale.data, &stale.html), (&live.data, &live.html));
    let reason = stale.reason.unwrap();
    assert!(reason.starts_with("No fresh weather: "), "{reason}");
}

#[tokio::test]
async fn an_answer_is_read_at_the_time_it_comes() {
    let (clock, later) = (frozen(), noon() + Duration::from_secs(60));
    let service_clock = clock.clone();
    let forecast = answers_once(FORECAST, move || {
        service_clock.set(ClockReading { now: later, speed: 0.0 }).unwrap();
    });
    let source = Source::new(&settings(SourceSetting::OpenMeteo, &forecast)).unwrap();
    let studio = Studio::new(Box::new(Alpha::Shows), source, clock).unwrap();
    let tile = studio.tile(&view("en")).await;
    assert_eq!(tile.data["read_at"], later.to_string(), "{tile:?}");
}

#[tokio::test]
async fn without_any_answer_the_tile_failed() {
    let studio = studio(Alpha::Shows, &settings(SourceSetting::OpenMeteo, "http://127.0.0.1:1/"));
    let tile = studio.tile(&view("en")).await;
    assert_eq!(tile.state, TileState::Failed);
    assert!(tile.reason.is_some() && tile.data.is_null() && tile.source.is_none());
}

#[tokio::test]
async fn a_link_is_served_from_hello_to_bye() {
    let studio = Arc::new(simulated(Alpha::Shows));
    let (widget_end, mut board) = link::in_memory();
    let stop = CancellationToken::new();
    let served = tokio::spawn(serve(Arc::clone(&studio), widget_end, stop.clone()));

    let hello = link::receive_hello(&mut board).await.unwrap();
    assert_eq!((hello.manifest.id.as_str(), hello.manifest.version.as_str()), ("alpha", "1.2.3"));
    assert!(hello.manifest.reading.to_value()["properties"]["temperature_c"].is_object());

    let clock = ClockReading { now: "2026-01-01T00:00:00Z".parse().unwrap(), speed: 0.0 };
    let welcome = Welcome { protocol: PROTOCOL, clock, source: SourceKind::Simulated };
    board.to_widget.send(ToWidget::Welcome(welcome)).await.unwrap();
    board.to_widget.send(ToWidget::Watch(view("en").into())).await.unwrap();
    let tile = next_tile(&mut board).await;
    assert_eq!(tile.observed_at, clock.now, "the board's clock wins");

    stop.cancel();
    let ToBoard::Bye { .. } = board.from_widget.recv().await.unwrap() else {
        panic!("a bye comes before the end");
    };
    assert_eq!(served.await.unwrap(), Ended::Stopped);
    assert!(board.from_widget.recv().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_watched_view_is_drawn_until_it_is_unwatched() {
    let (widget_end, mut board) = link::in_memory();
    tokio::spawn(serve(Arc::new(simulated(Alpha::Shows)), widget_end, CancellationToken::new()));
    link::receive_hello(&mut board).await.unwrap();
    board.to_widget.send(ToWidget::Watch(view("en").into())).await.unwrap();
    for _ in 0..3 {
        next_tile(&mut board).await;
    }
    board.to_widget.send(ToWidget::Unwatch(view("en").into())).await.unwrap();
    let hour = Duration::from_secs(3600);
    let more = async {
        // One may have been on its way.
        next_tile(&mut board).await;
        next_tile(&mut board).await;
    };
    assert!(tokio::time::timeout(hour, more).await.is_err(), "still drawn though nobody looks");
}

#[tokio::test]
async fn a_sample_is_made_up_and_stands_in_for_nothing() {
    // A live source that nothing answers.
    let studio = studio(Alpha::Shows, &settings(SourceSetting::OpenMeteo, "http://127.0.0.1:1/"));
    let (widget_end, mut board) = link::in_memory();
    tokio::spawn(serve(Arc::new(studio), widget_end, CancellationToken::new()));
    link::receive_hello(&mut board).await.unwrap();
    for state in [TileState::Live, TileState::Stale, TileState::NoCoverage, TileState::Failed] {
        let subject = Subject { view: view("en"), sample: Some(state) };
        board.to_widget.send(ToWidget::Watch(subject.clone())).await.unwrap();
        let tile = next_tile(&mut board).await;
        assert_eq!((&tile.subject, tile.state), (&subject, state));
        assert_eq!(tile.source, Some(SourceKind::Simulated));
        assert_eq!(tile.html.is_empty(), tile.data.is_null());
    }
    board.to_widget.send(ToWidget::Watch(view("en").into())).await.unwrap();
    assert_eq!(next_tile(&mut board).await.state, TileState::Failed, "no made-up weather");
}

#[tokio::test]
async fn a_refusal_ends_the_link() {
    let (widget_end, mut board) = link::in_memory();
    let served = tokio::spawn(serve(
        Arc::new(simulated(Alpha::Shows)),
        widget_end,
        CancellationToken::new(),
    ));
    link::receive_hello(&mut board).await.unwrap();
    board.to_widget.send(ToWidget::Refuse { reason: "full".into() }).await.unwrap();
    assert_eq!(served.await.unwrap(), Ended::Refused("full".into()));
}

async fn next_tile(board: &mut link::BoardEnd) -> Tile {
    match board.from_widget.recv().await.unwrap() {
        ToBoard::Tile(tile) => *tile,
        other => panic!("{other:?} instead of a tile"),
    }
}

/// 21.5 °C at noon.
const FORECAST: &str = concat!(
    r#"{"latitude":38.7,"longitude":-9.1,"utc_offset_seconds":0,"timezone":"GMT","#,
    r#""current_units":{"time":"unixtime","temperature_2m":"°C"},"#,
    r#""current":{"time":1784030400,"temperature_2m":21.5}}"#,
);

/// A service that answers one request and is gone, and does something before.
fn answers_once(body: &'static str, before: impl FnOnce() + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).unwrap();
        before();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
        write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    });
    format!("http://{address}/v1/forecast")
}
