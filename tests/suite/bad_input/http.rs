//! Requests that cannot be answered as asked.

use std::net::SocketAddr;

use acceptance::{Answer, Dashboard, Process, RogueWidget, Stream, WITHIN, get, get_as};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::{FLAT, answer_to};

/// The longest answer to bad input, bytes: nobody's input is sent back at length.
const SHORT: usize = 1_000;

fn assert_problem(answer: &Answer, status: u16, words: &[&str]) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json", "{answer:?}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{answer:?}");
    assert!(answer.body.len() < SHORT, "{} bytes", answer.body.len());
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    assert!(problem["type"].is_string() && problem["title"].is_string(), "{problem}");
    let detail = problem["detail"].as_str().expect("a detail");
    for word in words {
        assert!(detail.contains(word), "{detail:?} lacks {word:?}");
    }
}

#[tokio::test]
async fn a_view_that_is_none_is_a_problem_that_says_what_is_allowed() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let long = format!("place={}", "x".repeat(20_000));
    let cases: &[(&str, &[&str])] = &[
        ("place=atlantis", &["place", "atlantis", "lisbon"]),
        ("place=lisbonn", &["lisbonn", "did you mean lisbon?"]),
        ("place=", &["place", "is allowed"]),
        ("place=91,0", &["91,0", "-90 to 90"]),
        ("place=0,-180.5", &["-180.5", "-180 to 180"]),
        ("place=NaN,0", &["NaN", "-90 to 90"]),
        ("place=1e999,0", &["inf", "-90 to 90"]),
        ("place=1,2,3", &["2,3", "latitude,longitude"]),
        ("place=Paris,France", &["Paris", "latitude,longitude"]),
        ("place=%00%1b%5b31m", &["place"]),
        ("place=..%2f..%2fetc%2fpasswd", &["place"]),
        (&long, &["place"]),
        ("place=lisbon&place=berlin", &["place"]),
        ("units=furlongs", &["units", "furlongs", "metric, imperial, si"]),
        ("lang=xx", &["lang", "xx", "de", "ja"]),
        ("hours=13", &["hours", "13", "12, 24"]),
        ("lang=%3Cscript%3E", &["lang", "en"]),
    ];
    for path in ["/", "/events", "/api/tiles", "/api/tiles/wind"] {
        for (query, words) in cases {
            assert_problem(&dashboard.get(&format!("{path}?{query}")).await, 400, words);
        }
    }
    let theme = dashboard.page("/?theme=neon").await;
    assert_problem(&theme, 400, &["theme", "neon", "auto, dark, light"]);
    let cases: &[(&str, &[&str])] = &[
        ("kiosk=maybe", &["kiosk", "maybe", "1 or 0"]),
        ("dim=2", &["dim", "2", "1 or 0"]),
        ("cycle=lisbon+4", &["cycle", "4 s", "5 to 3600"]),
        ("cycle=lisbon;atlantis", &["cycle", "atlantis", "lisbon"]),
        ("cycle=lisbon+furlongs!", &["cycle", "furlongs!", "units"]),
        ("tiles=Wind", &["tiles", "Wind", "commas"]),
        ("tiles=%3Cscript%3E", &["tiles", "<script>"]),
    ];
    for (query, words) in cases {
        assert_problem(&dashboard.page(&format!("/?{query}")).await, 400, words);
    }
    assert_eq!(dashboard.get("/api/fleet").await.json()["views"], 0, "none is watched");
}

#[tokio::test]
async fn what_is_not_there_is_a_problem() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let _widget = RogueWidget::join(&dashboard, "tide", "").await;
    let long = format!("/{}", "x".repeat(20_000));
    let cases: &[(&str, &[&str])] = &[
        ("/api/tiles/soup", &["soup", "tide"]),
        ("/nowhere", &["/nowhere", "/api/openapi.json"]),
        ("/assets/board.0.js", &["board.0.js"]),
        ("/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", &["passwd"]),
        ("/health/../../etc/passwd", &["/etc/passwd"]),
        (&long, &["/xxx"]),
    ];
    for (path, words) in cases {
        assert_problem(&dashboard.get(path).await, 404, words);
    }
    for path in [&long[..], "/api/tiles/"] {
        assert_problem(&dashboard.get(&format!("{path}{long}")).await, 404, &[]);
    }
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let address = dashboard.address(3030);
    for path in ["/", "/events", "/api/tiles", "/api/fleet", "/metrics", "/health/live"] {
        for method in ["POST", "PUT", "DELETE", "BREW"] {
            let request =
                format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            let answer = answer_to(address, request.as_bytes()).await;
            assert!(answer.starts_with("HTTP/1.1 405 "), "{method} {path}: {answer}");
            let head = answer.to_ascii_lowercase();
            assert!(head.contains("content-type: application/problem+json\r\n"), "{answer}");
            assert!(head.contains("allow: get, head\r\n"), "{answer}");
            assert!(answer.contains(&format!("{method} is not allowed at {path}")), "{answer}");
        }
    }
}

#[tokio::test]
async fn broken_requests_are_answered_or_cut_and_nobody_notices() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let address = dashboard.address(3030);
    let long = "x".repeat(1 << 20);
    for request in [
        "\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03".to_owned(),
        "so?\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "GET /api/tiles HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n".to_owned(),
        "GET /api/tiles HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"
            .to_owned(),
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nso?\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\nHost: x\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: x\r\nX: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: x\r\n".repeat(1_000)),
    ] {
        let answer = answer_to(address, request.as_bytes()).await;
        let start: String = request.chars().take(40).collect();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{start:?}: {answer}");
        assert!(answer.len() < SHORT, "{start:?}: {answer}");
        assert_eq!(dashboard.get("/health/live").await.status, 200, "after {start:?}");
    }
}

#[tokio::test]
async fn odd_headers_are_passed_over() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let long = "de-".repeat(4_000);
    for (name, value) in [
        ("accept-language", "de;q=2, *;q=-1, ;;;,,, \u{e9}"),
        ("accept-language", &long),
        ("accept", "text/html;q=so?, */"),
        ("accept-encoding", "gzip;q=9, so?"),
        ("user-agent", "\u{fe}\u{ff}"),
        ("cookie", &long),
    ] {
        let answer = get_as(&dashboard.url("/api/tiles"), &[(name, value)]).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
    }
}

#[tokio::test]
async fn a_stream_with_an_odd_id_starts_from_the_beginning() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let _widget = RogueWidget::join(&dashboard, "tide", "").await;
    let long = "9".repeat(4_000);
    let first = dashboard.stream("").await.next_where(|event| !event.id.is_empty()).await;
    let (boot, _) = first.id.split_once('-').expect("boot-sequence");
    let of_this_run = [format!("{boot}-"), format!("{boot}--1"), format!("{boot}-{long}")];
    for id in ["x", "-", "--", "0-0", "\u{e9}", &long]
        .into_iter()
        .chain(of_this_run.iter().map(String::as_str))
    {
        let url = dashboard.url("/events");
        let by_header = Stream::open(&url, Some(id)).await;
        let by_query = Stream::open(&format!("{url}?since={id}&build=so%3f"), None).await;
        for mut stream in [by_header, by_query] {
            let event = stream.next_where(|event| !event.id.is_empty()).await;
            assert_eq!(event.name, "layout", "after {id}");
        }
    }
}

#[tokio::test]
async fn a_name_is_shown_as_text() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let query = "?lang=en&place=38.7,-9.1&name=%3Cscript%3Ealert(1)%3C/script%3E%00%07%e2%80%ae%0a%22%27%3E";
    let page = dashboard.page(&format!("/{query}")).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert!(page.body.contains("alert(1)"), "the name is shown");
    let shown = "<script>alert(1)</script> \"'>";
    let report = dashboard.get(&format!("/api/tiles{query}")).await.json();
    assert_eq!(report["view"]["place"]["name"], shown);
    for odd in ['\0', '\u{7}', '\u{202e}'] {
        assert!(!page.body.contains(odd), "{odd:?} is shown");
    }
    let long = format!("?lang=en&place=38.7,-9.1&name={}", "x".repeat(20_000));
    let report = dashboard.get(&format!("/api/tiles{long}")).await.json();
    assert_eq!(report["view"]["place"]["name"].as_str().map(str::len), Some(64));
}

#[tokio::test]
async fn who_never_ends_a_request_is_cut_off() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut slow = TcpStream::connect(dashboard.address(3030)).await.expect("a connection");
    slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.expect("sent");
    let mut answer = Vec::new();
    timeout(WITHIN, slow.read_to_end(&mut answer)).await.expect("an end in time").expect("a close");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert_eq!(dashboard.get("/health/live").await.status, 200);
}

/// A hundred megabytes.
const HUGE: usize = 100_000_000;

/// Sends a request's head and then a huge body, as far as it is taken; the
/// most memory that `process` used meanwhile, bytes.
async fn pour(address: SocketAddr, head: &str, process: &Process) -> u64 {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(head.as_bytes()).await.expect("sent");
    let (mut reader, mut writer) = stream.split();
    let chunk = format!("{:x}\r\n{}\r\n", 65_534, "x".repeat(65_534));
    let mut peak = process.memory();
    let pouring = async {
        for number in 0..HUGE / chunk.len() {
            if writer.write_all(chunk.as_bytes()).await.is_err() {
                break;
            }
            if number % 64 == 0 {
                peak = peak.max(process.memory());
            }
        }
        // It may be closed already.
        let _ = writer.shutdown().await;
    };
    let answered = async {
        let mut answer = Vec::new();
        // A reset is an end too.
        let _ = reader.read_to_end(&mut answer).await;
        answer
    };
    let (answer, ()) = timeout(WITHIN, async { tokio::join!(answered, pouring) })
        .await
        .unwrap_or_else(|_| panic!("no end of {head:?}"));
    let answer = String::from_utf8_lossy(&answer);
    // A reset may overtake the answer; the link port gives none to what is no WebSocket.
    let refused = answer.starts_with("HTTP/1.1 413 ") || answer.starts_with("HTTP/1.1 411 ");
    let is_problem = answer.contains("content-type: application/problem+json\r\n");
    assert!(answer.is_empty() || refused && is_problem, "{head:?}: {answer}");
    peak.max(process.memory())
}

/// The heads of requests with a huge body to `path`, one with its length and one without.
fn heads(path: &str) -> impl Iterator<Item = String> {
    let lengths = [format!("Content-Length: {HUGE}"), "Transfer-Encoding: chunked".to_owned()];
    let methods = ["POST", "GET"];
    methods.into_iter().flat_map(move |method| {
        let path = path.to_owned();
        lengths
            .clone()
            .map(move |length| format!("{method} {path} HTTP/1.1\r\nHost: x\r\n{length}\r\n\r\n"))
    })
}

#[tokio::test]
async fn a_body_of_100_mb_is_refused_with_flat_memory() {
    let mut dashboard = Dashboard::board_alone(&[("link.token", "open-sesame")]).await;
    dashboard.start_widget("wind", "wind", &[]);
    dashboard.until_tile("wind", "live", |tile| tile["state"] == "live").await;
    let widget = dashboard.take("wind");
    let process = dashboard.board.as_ref().expect("a board");
    let targets = [
        (3030, process, &["/", "/events", "/api/tiles", "/nowhere"][..]),
        (3031, process, &["/"][..]),
        (8080, &widget, &["/", "/api/tile", "/nowhere"][..]),
    ];
    for (port, process, paths) in targets {
        let before = process.memory();
        for head in paths.iter().flat_map(|path| heads(path)) {
            let peak = pour(dashboard.address(port), &head, process).await;
            let grown = peak.saturating_sub(before);
            assert!(grown < FLAT, "{port} grew by {grown} bytes for {head:?}");
        }
    }
    assert_eq!(dashboard.get("/api/tiles").await.status, 200);
    let tile = get(&format!("http://{}/api/tile", dashboard.address(8080))).await;
    assert_eq!(tile.json()["state"], Value::from("live"));
}
