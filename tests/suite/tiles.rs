//! What viewers and scripts get, in every shape.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

use std::io::Read;

use acceptance::{Dashboard, Stream, WIDGETS, every_shape, get, get_as, get_bytes};
use serde_json::Value;

/// A clock that stands still, so that two looks show the same.
const FROZEN: &[acceptance::Setting] =
    &[("clock.start_at", "2026-07-14T12:00:00Z"), ("clock.speed", "0")];

/// What a reader of the English metric board expects to see of the data.
fn shown(tiles: &std::collections::BTreeMap<String, Value>) -> Vec<String> {
    let number = |widget: &str, pointer: &str| {
        let value = tiles[widget]["data"].pointer(pointer).and_then(Value::as_f64);
        value.unwrap_or_else(|| panic!("{widget} lacks {pointer}"))
    };
    let whole = |value: f64| format!("{:.0}", value.round()).replace('-', "\u{2212}");
    vec![
        format!("{}\u{202f}°C", whole(number("current-conditions", "/temperature_c"))),
        format!("{}\u{202f}km/h", whole(number("wind", "/speed_mps") * 3.6)),
        format!("{}\u{202f}°C", whole(number("hourly-forecast", "/hours/0/temperature_c"))),
        format!("Sunrise {}", local_time(&tiles["sun"]["data"]["sunrise"])),
    ]
}

/// The local time in Lisbon, an hour ahead of UTC in July.
fn local_time(instant: &Value) -> String {
    let time: weather::Timestamp = instant.as_str().unwrap().parse().unwrap();
    let zone = weather::TimeZone::get("Europe/Lisbon").unwrap();
    // Rounded to the minute, as almanacs do.
    let rounded = weather::Timestamp::from_second((time.as_second() + 30) / 60 * 60).unwrap();
    rounded.to_zoned(zone).strftime("%H:%M").to_string()
}

every_shape!(every_tile_is_live_and_labelled, &[], async |dashboard: &Dashboard| {
    let tiles = dashboard.tiles("").await;
    assert_eq!(tiles.len(), WIDGETS.len());
    for (widget, tile) in &tiles {
        assert_eq!(tile["state"], "live", "{tile}");
        assert_eq!(tile["source"], "simulated", "{tile}");
        assert!(tile["data"].is_object(), "{widget}");
        for field in ["id", "version", "revision", "host", "started_at"] {
            assert!(tile["instance"][field].is_string(), "{widget}: {field}");
        }
        let alone = dashboard.get(&format!("/api/tiles/{widget}")).await.json();
        assert_eq!(alone["widget"], *widget);
    }
});

every_shape!(the_page_and_the_text_show_the_same_numbers, FROZEN, async |dashboard: &Dashboard| {
    let expected = shown(&dashboard.tiles("").await);
    let page = dashboard.page("/").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let text = get_as(&dashboard.url("/"), &[("user-agent", "curl/8.0"), ("accept", "*/*")]).await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    let unwrapped = text.body.replace("\n  ", " ");
    for words in expected {
        assert!(page.body.contains(&words), "{words:?} is not in {}", page.body);
        assert!(unwrapped.contains(&words), "{words:?} is not in {}", text.body);
    }
    assert!(text.body.lines().all(|line| line.chars().count() <= 80), "{}", text.body);
    for widget in WIDGETS {
        assert!(page.body.contains(&format!("data-widget=\"{widget}\"")), "{widget}");
    }
    assert!(text.body.contains("(Simulated)"));
});

every_shape!(language_and_units_change_words_and_numbers, FROZEN, async |dashboard: &Dashboard| {
    let celsius = dashboard.tiles("").await["current-conditions"]["data"]["temperature_c"].as_f64();
    let fahrenheit = format!("{:.0}\u{202f}°F", (celsius.unwrap() * 1.8 + 32.0).round());
    let german = dashboard.page("/?lang=de&units=imperial").await.body;
    for words in [fahrenheit.as_str(), "lang=\"de\"", "Dienstag, 14. Juli", "Aufgang", "mph"] {
        assert!(german.contains(words), "{words:?} is not in {german}");
    }
    let headers = [("accept", "text/html"), ("accept-language", "de-AT,de;q=0.9,en;q=0.5")];
    let negotiated = get_as(&dashboard.url("/"), &headers).await.body;
    assert!(negotiated.contains("Dienstag, 14. Juli") && negotiated.contains("km/h"));
    // Data is the same whatever it is drawn in.
    let metric = dashboard.tiles("").await;
    let imperial = dashboard.tiles("?lang=de&units=imperial").await;
    assert_eq!(metric["wind"]["data"], imperial["wind"]["data"]);
});

every_shape!(japanese_is_spoken_by_every_tile, FROZEN, async |dashboard: &Dashboard| {
    let headers = [("accept", "text/html"), ("accept-language", "ja-JP,ja;q=0.9,en;q=0.5")];
    let page = get_as(&dashboard.url("/"), &headers).await.body;
    for words in ["lang=\"ja\"", "7月14日(火)", "13:00", "m/s", "シミュレーション"] {
        assert!(page.contains(words), "{words:?} is not in {page}");
    }
    let tiles = dashboard.tiles("?lang=ja").await;
    let english = dashboard.tiles("?lang=en").await;
    let is_japanese = |letter| matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    for (widget, tile) in &tiles {
        let title = tile["title"].as_str().unwrap();
        assert!(title.contains(is_japanese), "{widget}: {title}");
        assert_eq!(tile["data"], english[widget]["data"]);
    }
    let terminal = [("user-agent", "curl/8.0"), ("accept", "*/*")];
    let text = get_as(&dashboard.url("/?lang=ja"), &terminal).await.body;
    assert!(text.contains("リスボン · 7月14日(火) · 13:00"), "{text}");
    for line in text.lines() {
        let columns: usize =
            line.chars().map(|letter| if is_japanese(letter) { 2 } else { 1 }).sum();
        assert!(columns <= 80, "{line}");
    }
});

every_shape!(a_view_may_choose_the_hours_of_its_clock, FROZEN, async |dashboard: &Dashboard| {
    for (query, now, sunset) in [
        ("lang=en&hours=12", "1:00\u{202f}pm", "9:01\u{202f}pm"),
        ("lang=en&units=imperial&hours=24", "13:00", "21:01"),
        ("lang=de&hours=12", "1:00\u{202f}PM", "9:01\u{202f}PM"),
        ("lang=ja&hours=12", "午後1:00", "午後9:01"),
        ("lang=ja&hours=24", "13:00", "21:01"),
    ] {
        let page = dashboard.page(&format!("/?{query}")).await.body;
        assert!(page.contains(&format!("\">{now}</time>")), "{query}: {now} is not in {page}");
        assert!(page.contains(sunset), "{query}: {sunset} is not in {page}");
    }
    let chosen = dashboard.get("/api/tiles?hours=12").await.json();
    assert_eq!(chosen["view"]["hours"], "12");
    assert!(dashboard.get("/api/tiles").await.json()["view"].get("hours").is_none());
});

/// What there is in some parts of the world only.
const REGIONAL: [&str; 2] = ["pollen", "sea-state"];

every_shape!(any_spot_on_earth_has_tiles, FROZEN, async |dashboard: &Dashboard| {
    for place in ["tokyo", "longyearbyen", "-77.85,166.67", "0,-180", "-90,0", "27.99,86.93"] {
        let tiles = dashboard.tiles(&format!("?place={place}")).await;
        for (widget, tile) in &tiles {
            let is_honest = REGIONAL.contains(&&**widget) && tile["state"] == "no_coverage";
            assert!(is_honest || tile["state"] == "live", "{place} {widget}: {tile}");
        }
        let page = dashboard.page(&format!("/?place={place}&name=Here%20%26%20there")).await.body;
        assert!(!page.contains("NaN"), "{place}");
        assert_eq!(page.contains("Here &#38; there"), place.contains(','), "{place}: {page}");
    }
});

every_shape!(what_the_api_documents_is_there, &[], async |dashboard: &Dashboard| {
    let document = dashboard.get("/api/openapi.json").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() > 5);
    for (path, operation) in paths {
        let path = path.replace("{widget}", "wind").replace("/api/places", "/api/places?q=lis");
        let content = operation["get"]["responses"]["200"]["content"].as_object().unwrap();
        let documented = content.keys().next().unwrap();
        if documented == "text/event-stream" {
            Stream::open(&dashboard.url(&path), None).await.next().await;
            continue;
        }
        let answer = get_as(&dashboard.url(&path), &[("accept", "text/html")]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with(documented), "{path}");
    }
    let tile = &paths["/api/tiles/{widget}"]["get"]["responses"]["200"]["content"];
    let fields = tile["application/json"]["schema"]["properties"].as_object().unwrap();
    for field in
        ["widget", "title", "state", "reason", "source", "observed_at", "age_s", "instance", "data"]
    {
        assert!(fields.contains_key(field), "{field}");
    }
});

every_shape!(the_fleet_knows_every_instance, &[], async |dashboard: &Dashboard| {
    let fleet = dashboard.get("/api/fleet").await.json();
    let instances = fleet["instances"].as_array().unwrap();
    for widget in WIDGETS {
        let shows =
            instances.iter().filter(|entry| entry["widget"] == widget && entry["state"] == "shows");
        assert_eq!(shows.count(), 1, "{widget}: {fleet}");
    }
    let page = dashboard.page("/fleet").await.body;
    assert!(page.contains("wind") && page.contains("shows"));
});

every_shape!(pages_are_walled_in_and_assets_last, &[], async |dashboard: &Dashboard| {
    let page = dashboard.page("/").await;
    let policy = page.header("content-security-policy");
    for rule in [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types tile",
        "style-src 'self' 'sha256-",
    ] {
        assert!(policy.contains(rule), "{rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(page.headers.get("set-cookie").is_none());
    assert!(!page.body.contains(" style=\"") && !page.body.contains("<script>"));
    let assets: Vec<&str> =
        page.body.split('"').filter(|part| part.starts_with("assets/")).collect();
    assert_eq!(assets.len(), 4, "one style sheet, one script, one icon, one manifest");
    for asset in assets {
        let answer = dashboard.get(&format!("/{asset}")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("cache-control").contains("immutable"));
    }
});

every_shape!(each_viewer_gets_the_best_packing_it_takes, FROZEN, async |dashboard: &Dashboard| {
    let plain = dashboard.page("/").await;
    let style = plain.body.split('"').find(|part| part.ends_with(".css")).unwrap();
    let style = format!("/{style}");
    for (path, accepted, expected) in [
        ("/", "gzip, deflate, br, zstd", "gzip"),
        ("/", "gzip;q=0.2, identity;q=0.9", ""),
        ("/", "gzip;q=0", ""),
        (&style, "gzip, deflate, br, zstd", "br"),
        (&style, "br;q=0.1, gzip", "gzip"),
        (&style, "identity", ""),
    ] {
        let headers = [("accept-encoding", accepted), ("accept", "text/html")];
        let answer = get_as(&dashboard.url(path), &headers).await;
        assert_eq!(answer.header("content-encoding"), expected, "{path} to {accepted}");
        let vary = answer.header("vary").to_ascii_lowercase();
        assert!(vary.contains("accept-encoding"), "{path}: {vary}");
    }
    let headers = [("accept-encoding", "gzip"), ("accept", "text/html")];
    let zipped = get_bytes(&dashboard.url("/"), &headers).await;
    let mut unzipped = String::new();
    flate2::read::GzDecoder::new(&zipped[..]).read_to_string(&mut unzipped).unwrap();
    assert!(unzipped.ends_with("</html>"), "{unzipped}");
    for widget in WIDGETS {
        assert!(unzipped.contains(&format!("data-widget=\"{widget}\"")), "{widget}");
    }
});

every_shape!(no_viewer_gets_what_another_asked_for, FROZEN, async |dashboard: &Dashboard| {
    let views = [
        ("?place=38.72,-9.14&name=Ana", "<h1>Ana</h1>"),
        ("?place=38.72,-9.14&name=Bert", "<h1>Bert</h1>"),
        ("?place=38.72,-9.14&name=Ana&theme=dark", "data-theme=\"dark\""),
        ("?place=38.72,-9.14&name=Ana&kiosk", " data-kiosk"),
        ("?place=38.72,-9.14&name=Ana&tiles=-wind", "tiles=-wind"),
    ];
    // The second time from what was kept of the first.
    for _ in 0..2 {
        for (query, words) in views {
            let page = dashboard.page(&format!("/{query}")).await.body;
            assert!(page.contains(words), "{query}");
            for (_, others) in views.iter().filter(|view| view.1 != words) {
                let is_of_both = query.contains("name=Ana") && others.contains("Ana");
                assert!(is_of_both || !page.contains(others), "{query}: {others}");
            }
        }
        for (language, words) in [("de", "lang=\"de\""), ("ja", "lang=\"ja\"")] {
            let headers = [("accept", "text/html"), ("accept-language", language)];
            assert!(get_as(&dashboard.url("/"), &headers).await.body.contains(words));
        }
    }
});

every_shape!(a_board_is_healthy_and_counts, &[], async |dashboard: &Dashboard| {
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(dashboard.get(path).await.status, 200, "{path}");
    }
    dashboard.until_metric("board_tiles_received_total", |tiles| tiles >= 4.0).await;
    dashboard.until_metric("board_views", |views| views >= 1.0).await;
});

#[tokio::test]
async fn every_widget_answers_for_itself() {
    let dashboard = Dashboard::spawn(acceptance::Topology::Microservices, FROZEN).await;
    for (port, widget) in (8080..).zip(WIDGETS) {
        let url = |path: &str| format!("http://{}{path}", dashboard.address(port));
        let tile = get(&url("/api/tile?place=stockholm&lang=de")).await.json();
        assert_eq!((&tile["widget"], &tile["state"]), (&widget.into(), &"live".into()), "{tile}");
        let manifest = get(&url("/api/manifest")).await.json();
        let fields = manifest["reading"]["properties"].as_object().unwrap();
        let data = tile["data"].as_object().unwrap();
        assert!(data.keys().eq(fields.keys()), "{widget}: the schema names {fields:?}");
        assert_eq!(get(&url("/api/openapi.json")).await.json()["openapi"], "3.1.0");
        assert!(get(&url("/metrics")).await.body.contains("tiles_drawn_total"));
        let page = get(&url("/?lang=de")).await.body;
        assert!(page.contains("Lissabon · live · Simuliert") && page.contains("<iframe"), "{page}");
        assert!(!page.contains("open-meteo.com"), "it shows nothing of theirs: {page}");
        let picture = get(&url("/picture")).await.body;
        assert!(picture.contains("<main>") && !picture.contains("<main></main>"), "{picture}");
        assert_eq!(get(&url("/api/tile?place=atlantis")).await.status, 400);
    }
}
