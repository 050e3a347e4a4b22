//! Answers on disk: for a restart, for other processes, and whatever happens
//! to the folder.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use stand_in::{Fault, Service, StandIn};
use support::{LIMITS, now, place, settings};
use tempfile::TempDir;
use upstream::{Answer, Client, Endpoints, Settings};
use weather::{Needs, Variable};

const LIFE: Duration = Duration::from_secs(900);

fn with_cache(stand_in: &StandIn, folder: &Path, life: Duration) -> Client {
    let cache_dir = Some(folder.to_owned());
    let settings = Settings { cache_dir, ..settings(stand_in, life) };
    Client::with_limits(settings, LIMITS).unwrap()
}

async fn ask(client: &Client) -> Answer {
    let needs = Needs::nothing().hourly([Variable::Temperature], 24, 48);
    client.weather(&place(), &needs, now()).await
}

fn answers(folder: &TempDir) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "answer")).collect()
}

#[tokio::test]
async fn two_clients_of_one_folder_ask_once() {
    let stand_in = StandIn::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (one, other) =
        (with_cache(&stand_in, folder.path(), LIFE), with_cache(&stand_in, folder.path(), LIFE));
    let (first, second) = tokio::join!(ask(&one), ask(&other));
    assert_eq!(first.weather.unwrap().hourly, second.weather.unwrap().hourly);
    assert_eq!((stand_in.calls().len(), stand_in.most_at_once()), (1, 1));
}

#[tokio::test]
async fn after_a_restart_in_an_outage_the_last_weather_has_its_true_age() {
    let stand_in = StandIn::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let good = ask(&with_cache(&stand_in, folder.path(), LIFE)).await.weather.unwrap();
    make_older(&answers(&folder)[0], Duration::from_secs(2 * 3600));

    stand_in.set_fault(Fault::Reset);
    let restarted = with_cache(&stand_in, folder.path(), LIFE);
    let answer = ask(&restarted).await;
    assert!(answer.is_old && answer.problem.is_some());
    let weather = answer.weather.unwrap();
    assert_eq!(weather.hourly, good.hourly);
    let age = now().duration_since(weather.fetched_at);
    assert!((7200..7260).contains(&age.as_secs()), "{age}");
    assert!(restarted.answered_lately());

    stand_in.clear_faults();
    let fresh = support::eventually("it recovers", || async {
        let answer = ask(&restarted).await;
        (!answer.is_old).then_some(answer)
    })
    .await;
    assert_eq!(fresh.problem, None);
}

/// Makes an answer say that it came earlier.
fn make_older(path: &Path, by: Duration) {
    let content = fs::read_to_string(path).unwrap();
    let (head, body) = content.split_once('\n').unwrap();
    let mut head: serde_json::Value = serde_json::from_str(head).unwrap();
    let fetched_at: weather::Timestamp = head["fetched_at"].as_str().unwrap().parse().unwrap();
    head["fetched_at"] = (fetched_at - by).to_string().into();
    fs::write(path, format!("{head}\n{body}")).unwrap();
}

#[tokio::test]
async fn a_corrupt_answer_is_replaced() {
    let stand_in = StandIn::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    ask(&with_cache(&stand_in, folder.path(), LIFE)).await;
    let path = answers(&folder).remove(0);
    for scratch in ["", "{", "\n\n", "not an answer at all\nreally"] {
        fs::write(&path, scratch).unwrap();
        let answer = ask(&with_cache(&stand_in, folder.path(), LIFE)).await;
        assert_eq!((answer.weather.is_some(), answer.problem), (true, None));
        assert!(fs::read(&path).unwrap().len() > 1000, "it was replaced");
    }
}

#[tokio::test]
async fn what_is_no_folder_does_not_stop_the_weather() {
    let stand_in = StandIn::start().await.unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    for folder in [file.path(), Path::new("/proc/no/such/folder"), Path::new("/dev/full")] {
        let client = with_cache(&stand_in, folder, Duration::from_millis(50));
        for _ in 0..2 {
            let answer = ask(&client).await;
            assert_eq!((answer.weather.is_some(), answer.problem), (true, None), "{folder:?}");
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }
}

/// The variables that turn this test program into one that writes to a folder
/// as fast as it can.
const WRITER: (&str, &str) = ("CACHE_WRITER_URL", "CACHE_WRITER_FOLDER");

/// The part of the process that is killed; nothing where nobody asks for it.
#[tokio::test]
async fn writer() {
    let (Ok(url), Ok(folder)) = (std::env::var(WRITER.0), std::env::var(WRITER.1)) else {
        return;
    };
    let endpoint: url::Url = url.parse().unwrap();
    let endpoints = Endpoints {
        forecast: endpoint.clone(),
        air_quality: endpoint.clone(),
        marine: endpoint.clone(),
        archive: endpoint.clone(),
        geocoding: endpoint.clone(),
        nws_alerts: endpoint.clone(),
        meteoalarm: endpoint,
    };
    let client = Client::new(Settings {
        endpoints,
        api_key: None,
        refresh: Duration::ZERO,
        daily_calls: 1_000_000,
        cache_dir: Some(folder.into()),
        spread: Duration::ZERO,
    });
    let client = client.unwrap();
    loop {
        ask(&client).await;
    }
}

#[tokio::test]
async fn a_writer_that_is_killed_at_any_instant_leaves_whole_answers() {
    let stand_in = StandIn::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    ask(&with_cache(&stand_in, folder.path(), LIFE)).await.weather.unwrap();
    let mut written = 0;
    for round in 0..200 {
        stand_in.clear_faults();
        let before = modified(&answers(&folder)[0]);
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture"])
            .env(WRITER.0, stand_in.url(Service::Forecast))
            .env(WRITER.1, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        support::eventually("it writes", || async {
            (modified(&answers(&folder)[0]) > before).then_some(())
        })
        .await;
        tokio::time::sleep(Duration::from_micros(fastrand::u64(0..8000))).await;
        writer.kill().unwrap();
        writer.wait().unwrap();
        written += usize::from(modified(&answers(&folder)[0]) > before);

        stand_in.set_fault(Fault::Reset);
        let answer = ask(&with_cache(&stand_in, folder.path(), LIFE)).await;
        assert!(answer.weather.is_some(), "round {round}: {:?}", answer.problem);
        assert_eq!(answers(&folder).len(), 1, "round {round}");
    }
    assert_eq!(written, 200, "each was killed after it had begun to write");
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}
