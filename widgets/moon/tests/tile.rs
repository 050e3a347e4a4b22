//! The tile from the place and the time alone: what it says and how it looks.

#![expect(clippy::unwrap_used, reason = "in a test a panic is a failure")]

use moon::Moon;
use serde_json::Value;
use widget_kit::{
    Needs, Rendered, Timestamp, Units, Widget,
    testing::{
        LOOKS, assert_sound, assert_text_has_the_numbers, at, place, render, simulated, states,
    },
};

const KEYS: [&str; 10] = [
    "phase",
    "illumination_pct",
    "age_days",
    "moonrise",
    "moonset",
    "next_new",
    "next_first_quarter",
    "next_full",
    "next_last_quarter",
    "distance_km",
];
const HOUR_S: i64 = 3600;

fn draw(id: &str, now: Timestamp, units: Units, lang: &str) -> Rendered {
    let weather = simulated(&Moon, &place(id), now);
    let tile = render(&Moon, &weather, now, units, lang).unwrap();
    assert_sound(&tile);
    tile
}

fn tile(id: &str, now: &str) -> Rendered {
    draw(id, at(now), Units::Metric, "en")
}

fn later(time: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(time.as_second() + seconds).unwrap()
}

fn instant(event: &Value) -> Timestamp {
    at(event.as_str().unwrap())
}

/// The local time of an event of the reading.
fn local(id: &str, event: &Value) -> String {
    place(id).time_zone().to_datetime(instant(event)).strftime("%F %H:%M").to_string()
}

/// The value of the first attribute of that name after a mark.
fn attribute<'a>(html: &'a str, mark: &str, name: &str) -> Option<&'a str> {
    let (_, after) = html.split_once(mark)?;
    after.split_once(&format!("{name}=\""))?.1.split('"').next()
}

#[test]
fn the_tile_in_both_languages() {
    for (name, id, now, units, lang) in [
        ("metric-en", "lisbon", "2025-12-28T15:00:00Z", Units::Metric, "en"),
        ("imperial-de", "auckland", "2026-07-10T12:00:00Z", Units::Imperial, "de"),
    ] {
        let tile = draw(id, at(now), units, lang);
        let data = serde_json::to_string_pretty(&tile.data).unwrap();
        let drawing = tile.drawing;
        insta::assert_snapshot!(name, format!("{}\n\n{}\n\n{data}", drawing.text, drawing.html));
    }
}

#[test]
fn the_reading_has_exactly_the_published_fields() {
    for id in ["lisbon", "south-pole"] {
        let tile = tile(id, "2025-12-28T15:00:00Z");
        let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
        assert_eq!(keys, KEYS);
    }
}

#[test]
fn rise_and_set_are_those_of_the_almanac_in_local_time() {
    let tile = tile("berlin", "2026-01-01T12:00:00Z");
    assert_eq!(local("berlin", &tile.data["moonrise"]), "2026-01-01 13:21");
    assert_eq!(local("berlin", &tile.data["moonset"]), "2026-01-01 06:38");
    // The tile has the nearest minute; these are 13:21:48 and 06:38:51 by PyEphem.
    for words in [&tile.drawing.text, &tile.drawing.html] {
        assert!(words.contains("13:22") && words.contains("06:39"), "{words}");
    }
}

#[test]
fn the_day_is_that_of_the_place() {
    // It is 28 December already on the Line Islands, 14 hours ahead.
    let tile = tile("kiritimati", "2025-12-27T11:00:00Z");
    for event in ["moonrise", "moonset"] {
        let event = local("kiritimati", &tile.data[event]);
        assert!(event.starts_with("2025-12-28 "), "{event}");
    }
}

#[test]
fn a_month_has_a_day_without_a_rise_and_one_without_a_set() {
    let noon = |day: i64| later(at("2026-01-01T12:00:00Z"), day * 24 * HOUR_S);
    for (event, english, german) in [
        ("moonrise", "Does not rise today.", "Geht heute nicht auf."),
        ("moonset", "Does not set today.", "Geht heute nicht unter."),
    ] {
        let without: Vec<Timestamp> = (0..28)
            .map(noon)
            .filter(|now| draw("lisbon", *now, Units::Metric, "en").data[event].is_null())
            .collect();
        assert!(matches!(without.len(), 1 | 2), "{event}: {without:?}");
        let english_tile = draw("lisbon", without[0], Units::Metric, "en").drawing;
        assert!(english_tile.text.contains(english), "{}", english_tile.text);
        assert!(english_tile.html.contains("<b>not today</b>"), "{}", english_tile.html);
        let german_tile = draw("lisbon", without[0], Units::Metric, "de").drawing;
        assert!(german_tile.text.contains(german), "{}", german_tile.text);
        assert!(german_tile.html.contains("<b>keiner</b>"), "{}", german_tile.html);
    }
}

#[test]
fn the_phases_are_those_of_the_almanac() {
    let tile = tile("london", "2026-01-01T00:00:00Z");
    for (field, minute) in [
        ("next_full", "2026-01-03T10:03:00Z"),
        ("next_last_quarter", "2026-01-10T15:48:00Z"),
        ("next_new", "2026-01-18T19:52:00Z"),
        ("next_first_quarter", "2026-01-26T04:47:00Z"),
    ] {
        let off_s = instant(&tile.data[field]).as_second() - at(minute).as_second();
        assert!(off_s.abs() < 60, "{field} is {off_s} s off");
    }
}

/// A name of the lunar calendar such as 三日月 is that of one day.
#[test]
fn between_the_quarters_japanese_names_are_those_of_a_span() {
    for (now, name) in [
        ("2026-01-22T12:00:00Z", "上弦前の月"),
        ("2026-01-29T12:00:00Z", "上弦過ぎの月"),
        ("2026-01-06T12:00:00Z", "満月過ぎの月"),
        ("2026-01-14T12:00:00Z", "有明月"),
    ] {
        let text = draw("tokyo", at(now), Units::Metric, "ja").drawing.text;
        assert!(text.starts_with(&format!("{name}、")), "{now}: {text}");
    }
}

#[test]
fn a_phase_has_its_name_for_the_day_around_its_instant() {
    let start = tile("lisbon", "2026-01-01T00:00:00Z").data;
    for (field, before, name, after, share) in [
        ("next_new", "waning_crescent", "new_moon", "waxing_crescent", 0.0),
        ("next_first_quarter", "waxing_crescent", "first_quarter", "waxing_gibbous", 50.0),
        ("next_full", "waxing_gibbous", "full_moon", "waning_gibbous", 100.0),
        ("next_last_quarter", "waning_gibbous", "last_quarter", "waning_crescent", 50.0),
    ] {
        let instant = instant(&start[field]);
        let at = |hours| draw("lisbon", later(instant, hours * HOUR_S), Units::Metric, "en").data;
        for (hours, phase) in [
            (-72, before),
            (-13, before),
            (-11, name),
            (0, name),
            (11, name),
            (13, after),
            (72, after),
        ] {
            assert_eq!(at(hours)["phase"], phase, "{hours} h after {field}");
        }
        let illumination = at(0)["illumination_pct"].as_f64().unwrap();
        assert!((illumination - share).abs() < 0.5, "{illumination} at {field}");
    }
}

#[test]
fn the_age_starts_at_the_new_moon() {
    let age = |now| tile("lisbon", now).data["age_days"].as_f64().unwrap();
    assert!(age("2026-01-18T19:51:00Z") > 29.2);
    assert!(age("2026-01-18T19:53:00Z") < 0.01);
    assert!((age("2026-01-28T19:52:00Z") - 10.0).abs() < 0.01);
}

#[test]
fn the_distance_is_in_the_units_of_the_view() {
    let text = |units| draw("lisbon", at("2026-01-01T21:44:00Z"), units, "en").drawing.text;
    // The perigee of 2026 January 1, 360,348 km.
    assert!(text(Units::Metric).contains("360,3"), "{}", text(Units::Metric));
    assert!(text(Units::Si).contains("\u{202f}km away"));
    assert!(text(Units::Imperial).contains("223,9"), "{}", text(Units::Imperial));
    assert!(text(Units::Imperial).contains("\u{202f}mi away"));
}

#[test]
fn the_hemispheres_see_the_same_moon_turned_around() {
    for now in ["2026-01-24T20:00:00Z", "2026-01-30T20:00:00Z", "2026-01-12T04:00:00Z"] {
        let [lisbon, sydney] = ["lisbon", "sydney"].map(|id| tile(id, now).drawing.html);
        let turn = |html| attribute(html, "<g", "transform");
        assert_eq!((turn(&lisbon), turn(&sydney)), (Some("rotate(0)"), Some("rotate(180)")));
        let picture = |html: &str| {
            let (_, from_group) = html.split_once(")\">").unwrap();
            from_group.split_once("</svg>").unwrap().0.to_owned()
        };
        let whole = [&lisbon, &sydney].map(|html| picture(html.split_once("<g ").unwrap().1));
        assert_eq!(whole[0], whole[1], "{now}");
    }
}

#[test]
fn in_the_north_the_waxing_moon_is_lit_on_the_right() {
    for (now, is_right, terminator) in [
        ("2026-01-22T20:00:00Z", true, "0 0 0 0 -48Z"),
        ("2026-01-29T20:00:00Z", true, "0 0 1 0 -48Z"),
        ("2026-01-07T04:00:00Z", false, "0 0 1 0 -48Z"),
        ("2026-01-14T04:00:00Z", false, "0 0 0 0 -48Z"),
    ] {
        let html = tile("lisbon", now).drawing.html;
        let tilt = attribute(&html, "class=\"lit\"", "transform").unwrap();
        let degrees = tilt.trim_start_matches("rotate(").trim_end_matches(')');
        let rightward = degrees.parse::<f64>().unwrap().to_radians().cos();
        assert!(if is_right { rightward > 0.85 } else { rightward < -0.85 }, "{now}: {tilt}");
        assert!(attribute(&html, "class=\"lit\"", "d").unwrap().ends_with(terminator), "{html}");
    }
}

#[test]
fn half_a_moon_has_a_straight_terminator_and_a_new_one_no_light() {
    let start = tile("lisbon", "2026-01-01T00:00:00Z").data;
    let html = |field: &str| {
        let now = instant(&start[field]);
        draw("lisbon", now, Units::Metric, "en").drawing.html
    };
    let width = |field| -> f64 {
        let html = html(field);
        let (_, terminator) =
            attribute(&html, "class=\"lit\"", "d").unwrap().rsplit_once('A').unwrap();
        terminator.split(' ').next().unwrap().parse().unwrap()
    };
    assert!(width("next_first_quarter") < 0.3 && width("next_last_quarter") < 0.3);
    assert!(width("next_full") > 47.5);
    let new = html("next_new");
    assert!(!new.contains("class=\"lit\"") && new.contains("class=\"edge\""), "{new}");
}

#[test]
fn the_pole_has_days_all_up_and_days_all_down() {
    let mut states = [0, 0];
    for day in 0..28 {
        let now = later(at("2026-01-01T12:00:00Z"), day * 24 * HOUR_S);
        let tile = draw("south-pole", now, Units::Metric, "en");
        let (text, html) = (tile.drawing.text, tile.drawing.html);
        for (state, side) in ["Above", "Below"].iter().enumerate() {
            if text.contains(&format!("{side} the horizon all day.")) {
                assert!(tile.data["moonrise"].is_null() && tile.data["moonset"].is_null());
                assert!(html.contains(&format!("<p>{side} the horizon<b>all day</b>")), "{html}");
                states[state] += 1;
            }
        }
    }
    assert!(states.iter().all(|days| *days > 8), "{states:?}");
}

#[test]
fn every_place_has_a_sound_tile_in_all_units_and_languages() {
    for id in ["south-pole", "longyearbyen", "quito", "kiritimati", "apia", "auckland"] {
        for step in 0..31 {
            let now = later(at("2026-02-01T00:00:00Z"), step * 23 * HOUR_S);
            for units in Units::ALL {
                for lang in ["en", "de"] {
                    assert_text_has_the_numbers(&draw(id, now, units, lang));
                }
            }
        }
    }
}

#[test]
fn every_language_has_every_message() {
    assert_eq!(Moon::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn no_upstream_is_asked() {
    assert_eq!(Moon.needs(), Needs::nothing());
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Moon, units, lang));
    }
}
