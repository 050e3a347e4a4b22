//! Every program alike: help, configuration, health check, graceful stop.

use std::time::{Duration, Instant};

use acceptance::{Dashboard, Process, Topology, WIDGETS};

fn programs() -> impl Iterator<Item = &'static str> {
    ["monolith", "frontend"].into_iter().chain(WIDGETS)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_program_explains_itself() {
    for name in programs() {
        let help = Process::run(name, &["--help"], &[]);
        assert!(help.status.success(), "{name}");
        for word in ["--config", "--print-config", "healthcheck", "DASHBOARD_SOURCE__KIND"] {
            assert!(text(&help.stdout).contains(word), "{name} --help lacks {word}");
        }
    }
}

#[test]
fn every_program_prints_its_configuration_without_secrets() {
    let settings = [
        ("DASHBOARD_LINK__TOKEN".to_owned(), "hunter2".to_owned()),
        ("DASHBOARD_CLOCK__SPEED".to_owned(), "60".to_owned()),
    ];
    for name in programs() {
        let printed = Process::run(name, &["--print-config"], &settings);
        assert!(printed.status.success(), "{name}");
        let printed = text(&printed.stdout);
        assert!(printed.contains("speed = 60"), "{name}: {printed}");
        assert!(printed.contains("token = \"***\"") && !printed.contains("hunter2"), "{name}");
    }
}

#[test]
fn a_health_check_without_a_program_fails() {
    let nobody = [("DASHBOARD_LISTEN".to_owned(), "127.0.0.1:1".to_owned())];
    for name in programs() {
        let check = Process::run(name, &["healthcheck"], &nobody);
        assert_eq!(check.status.code(), Some(1), "{name}");
    }
}

#[tokio::test]
async fn a_running_program_is_healthy() {
    let dashboard = Dashboard::spawn(Topology::Microservices, &[]).await;
    for (port, name) in [(3030, "frontend"), (8080, WIDGETS[0])] {
        let listen = [("DASHBOARD_LISTEN".to_owned(), dashboard.address(port).to_string())];
        let check = Process::run(name, &["healthcheck"], &listen);
        assert!(check.status.success(), "{name}: {}", text(&check.stderr));
    }
}

#[tokio::test]
async fn a_program_asked_to_stop_says_bye_and_ends_well() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, &[]).await;
    // A viewer's open stream must not hold the board up.
    let _viewer = dashboard.stream("").await;
    for widget in WIDGETS {
        let began = Instant::now();
        let status = dashboard.take(widget).stop().await;
        assert_eq!(status.code(), Some(0), "{widget}");
        assert!(began.elapsed() < Duration::from_secs(5), "{widget}");
    }
    let board = dashboard.board.take().unwrap();
    assert_eq!(board.output().matches("a widget says bye").count(), WIDGETS.len());
    let began = Instant::now();
    assert_eq!(board.stop().await.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_monolith_ends_well_under_a_viewer() {
    let mut dashboard = Dashboard::spawn(Topology::Monolith, &[]).await;
    let _viewer = dashboard.stream("").await;
    let board = dashboard.board.take().unwrap();
    let output = board.output();
    let line = output.lines().find(|line| line.starts_with("Weather Dashboard on http://"));
    assert!(line.is_some_and(|line| line.ends_with("with simulated weather")), "{output}");
    let began = Instant::now();
    assert_eq!(board.stop().await.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(5));
}
