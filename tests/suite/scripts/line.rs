//! The board in one line, and the forms of the board.

use acceptance::{Answer, Dashboard, RogueWidget, Setting, every_shape, get_as};
use serde_json::json;

const FROZEN: &[Setting<'_>] = &[("clock.start_at", "2026-07-14T12:00:00Z"), ("clock.speed", "0")];

async fn line(dashboard: &Dashboard, query: &str) -> String {
    let answer = dashboard.get(&format!("/?format=line{query}")).await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    let text = answer.body.strip_suffix('\n').expect("a newline at the end").to_owned();
    assert!(!text.contains('\n'), "{text}");
    text
}

every_shape!(a_status_bar_gets_one_line, FROZEN, async |dashboard: &Dashboard| {
    let tiles = dashboard.tiles("").await;
    let now = &tiles["current-conditions"]["data"];
    let wind = &tiles["wind"]["data"];
    let celsius = now["temperature_c"].as_f64().unwrap();
    let speed = wind["speed_mps"].as_f64().unwrap();
    let point = wind["compass"].as_str().unwrap();
    for (query, temperature, blows, place, source) in [
        (
            "&lang=en",
            format!("{celsius:.0}\u{202f}°C"),
            format!("{:.0}\u{202f}km/h {point}", speed * 3.6),
            "Lisbon",
            "Simulated",
        ),
        (
            "&lang=de&units=imperial",
            format!("{:.0}\u{202f}°F", celsius * 1.8 + 32.0),
            format!("\u{202f}mph {}", point.replace('E', "O")),
            "Lissabon",
            "Simuliert",
        ),
        (
            "&lang=ja&units=si",
            format!("{celsius:.0}"),
            format!("の風{speed:.1}m/s"),
            "リスボン",
            "シミュレーション",
        ),
    ] {
        let told = line(dashboard, query).await;
        let parts: Vec<&str> = told.split(" · ").collect();
        assert!(parts[0] == place && parts[1].contains(&temperature), "{told}");
        assert!(parts.len() >= 5 && parts[3].contains(&blows), "{told}");
        assert_eq!(parts.last(), Some(&source), "{told}");
    }
    let few = line(dashboard, "&lang=en&tiles=wind,-current-conditions,-rain-nowcast").await;
    assert!(few.starts_with("Lisbon · ") && few.split(" · ").nth(1).unwrap().contains("km/h"));
    assert!(!few.contains('°'), "{few}");
});

every_shape!(the_form_asked_for_is_given, FROZEN, async |dashboard: &Dashboard| {
    let ask = async |query: &str, accept: &str| -> Answer {
        let headers = [("user-agent", "curl/8.14"), ("accept", accept)];
        get_as(&dashboard.url(&format!("/{query}")), &headers).await
    };
    let page = ask("?format=html", "text/plain").await;
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.body.starts_with("<!doctype html>"), "{}", page.body);
    let text = ask("?format=text", "text/html").await;
    assert!(text.header("content-type").starts_with("text/plain"));
    assert_eq!(text.body, ask("", "*/*").await.body);
    let refused = ask("?format=xml", "*/*").await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let detail = "format: \"xml\" is not known: html, text, line";
    assert_eq!(refused.json()["detail"], detail);
});

#[tokio::test]
async fn a_line_comes_with_the_tile_or_not_and_cannot_break_out() {
    let dashboard = Dashboard::board_alone(&[]).await;
    assert!(line(&dashboard, "").await.contains("No widget has joined"));
    let mut rogue = RogueWidget::join(&dashboard, "tide", "").await;
    let watched = rogue.receive_type("watch").await;
    // As older widgets send it.
    rogue.send(&RogueWidget::tile(&watched["view"], "<p>1</p>", "1")).await;
    dashboard.until_tile("tide", "shows", |tile| tile["state"] == "live").await;
    assert_eq!(line(&dashboard, "").await, "Lisbon · –");
    let mut tile = RogueWidget::tile(&watched["view"], "<p>2</p>", "2");
    tile["line"] = json!(["1.3 m\n\u{1b}[2J", &"x".repeat(500)].concat());
    tile["data"] = json!({ "new": true });
    rogue.send(&tile).await;
    dashboard.until_tile("tide", "is new", |tile| tile["data"]["new"] == true).await;
    let told = line(&dashboard, "").await;
    assert!(told.starts_with("Lisbon · 1.3 m[2Jxxx") && told.len() < 120, "{told:?}");
    drop(rogue);
    dashboard.until_tile("tide", "is stale", |tile| tile["state"] == "stale").await;
    let told = line(&dashboard, "").await;
    assert!(told.contains("x (Stale)"), "{told:?}");
}
