mod meteoalarm;

use proptest::prelude::*;

use super::*;

const METEOALARM: Feed = Feed::MeteoAlarm { slug: "germany" };

fn cologne() -> Place {
    Place {
        id: "cologne".into(),
        name: "Köln".into(),
        latitude: 50.94,
        longitude: 6.96,
        elevation: 44.0,
        timezone: "Europe/Berlin".into(),
        country: "DE".into(),
    }
}

fn twin(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn events(alerts: &[Alert]) -> Vec<(&str, Severity)> {
    alerts.iter().map(|alert| (alert.event.as_str(), alert.severity)).collect()
}

#[test]
fn the_nws_warns_of_what_is_real_and_has_not_been_replaced() {
    let alerts = read(&Feed::Nws, &twin("alerts-twin-nws.json"), &cologne()).unwrap();
    let expected = [
        ("High Wind Warning", Severity::Severe),
        ("Coastal Flood Watch", Severity::Moderate),
        ("Special Weather Statement", Severity::Unknown),
    ];
    assert_eq!(events(&alerts), expected);
    let wind = &alerts[0];
    assert!(alerts.iter().all(|alert| alert.is_here));
    assert_eq!(wind.urgency, Urgency::Expected);
    assert_eq!(wind.headline, "High Wind Warning until Wednesday", "in one line");
    assert_eq!(wind.onset.unwrap().to_string(), "2026-02-03T18:00:00Z");
    assert_eq!(wind.ends.unwrap().to_string(), "2026-02-04T14:00:00Z", "not when it expires");
    assert_eq!(wind.areas, ["Salt Marsh Coast", "Inner Dunes"]);
    assert_eq!(wind.issuer, "NWS Twin Harbor");
    let statement = &alerts[2];
    assert_eq!(statement.onset.unwrap().to_string(), "2026-02-03T14:10:00Z", "when effective");
    assert_eq!(statement.ends.unwrap().to_string(), "2026-02-03T20:00:00Z");
}

#[test]
fn meteoalarm_warns_by_level_and_region_and_green_is_no_warning() {
    let alerts = read(&METEOALARM, &twin("alerts-twin-meteoalarm.json"), &cologne()).unwrap();
    let found: Vec<_> = alerts
        .iter()
        .map(|alert| (alert.is_here, alert.event.as_str(), alert.severity, alert.areas.join("+")))
        .collect();
    let expected = [
        (true, "Rain", Severity::Severe, "Bergland"),
        (true, "Moderate wind warning", Severity::Moderate, "Köln"),
        (false, "Severe snow-ice warning", Severity::Severe, "Sauerland"),
        (false, "Moderate wind warning", Severity::Moderate, "Eifel+Westerwald"),
    ];
    assert_eq!(found, expected.map(|(here, event, level, area)| (here, event, level, area.into())));
    assert_eq!(alerts[1].headline, "Gusts in Köln", "in English");
    assert_eq!(alerts[1].issuer, "Twin Weather Institute");
    assert_eq!(alerts[1].ends.unwrap().to_string(), "2026-02-04T05:00:00Z");
}

#[test]
fn the_country_decides_the_feed() {
    let of = |country: &str| feed(&Place { country: country.into(), ..cologne() });
    assert_eq!(of("US"), Some(Feed::Nws));
    assert_eq!(of("PR"), Some(Feed::Nws));
    assert_eq!(of("GB"), Some(Feed::MeteoAlarm { slug: "united-kingdom" }));
    assert_eq!(of("de"), Some(METEOALARM));
    assert_eq!((of("JP"), of("")), (None, None));
}

#[test]
fn what_is_no_feed_is_told_and_a_broken_entry_left_out() {
    let read = |body: &str| read(&METEOALARM, body.as_bytes(), &cologne());
    let reason = |body: &str| read(body).unwrap_err().to_string();
    assert!(reason("<html>Sign in</html>").contains("sign-in"));
    assert!(reason("").contains("it is empty"));
    assert!(reason("{\"warnings\":[").contains("not JSON"));
    assert!(reason("{\"features\":[]}").contains("no feed of warnings"));
    assert_eq!(read("{\"warnings\":[7,{},{\"alert\":{\"status\":\"Actual\"}}]}"), Ok(Vec::new()));
}

#[test]
fn long_texts_and_long_feeds_are_cut() {
    let long = "wind ".repeat(1000);
    let feature = |number: usize| {
        serde_json::json!({"properties": {
            "id": number.to_string(), "status": "Actual", "messageType": "Alert",
            "event": format!("{number} {long}"), "headline": long, "senderName": long,
            "areaDesc": (0..1000).map(|area| format!("Area {area}; ")).collect::<String>()
        }})
    };
    let features: Vec<_> = (0..500).map(feature).collect();
    let body = serde_json::json!({"features": features}).to_string();
    let alerts = read(&Feed::Nws, body.as_bytes(), &cologne()).unwrap();
    let alerts = in_force(alerts, Timestamp::UNIX_EPOCH);
    assert_eq!(alerts.len(), MAX_ALERTS);
    let alert = &alerts[0];
    assert_eq!(alert.event.chars().count(), MAX_NAME);
    assert_eq!(alert.headline.chars().count(), MAX_HEADLINE);
    assert_eq!((alert.areas.len(), alert.severity), (MAX_AREAS, Severity::Unknown));
}

proptest! {
    #[test]
    fn cut_and_scratched_feeds_never_panic(
        end in 0..9000_usize,
        scratches in prop::collection::vec((0..9000_usize, any::<u8>()), 0..8),
    ) {
        for (feed, name) in
            [(Feed::Nws, "alerts-twin-nws.json"), (METEOALARM, "alerts-twin-meteoalarm.json")]
        {
            let mut body = twin(name);
            if end % 3 == 0 {
                body.truncate(end);
            }
            for &(index, byte) in &scratches {
                if let Some(place) = body.get_mut(index) {
                    *place = byte;
                }
            }
            let _ = read(&feed, &body, &cologne());
        }
    }
}
