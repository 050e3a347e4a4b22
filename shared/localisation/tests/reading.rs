//! What readers of English, German and Japanese see, in every unit system.

#![allow(clippy::unwrap_used)] // clippy takes helpers in this folder for shipped code

use localisation::{Argument, Locale, Words};
use weather::{Date, HourCycle, Place, SourceKind, Timestamp, Units, View};

const OWN_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "title = Wind\n\
         only-english = Only here\n\
         gusts = { $count ->\n    [one] { $count } gust\n   *[other] { $count } gusts\n}\n\
         to = Up to { $value }\n",
    ),
    (
        "de",
        "title = Windlage\n\
         gusts = { $count ->\n    [one] { $count } Böe\n   *[other] { $count } Böen\n}\n\
         to = Bis { $value }\n\
         time = Uhrzeit\n",
    ),
    ("ja", "title = 風\nto = 最大{ $value }\n"),
];

fn view(lang: &str, units: Units, timezone: &str) -> View {
    View {
        place: Place {
            id: "somewhere".into(),
            name: "Somewhere".into(),
            latitude: 10.0,
            longitude: 20.0,
            elevation: 30.0,
            timezone: timezone.into(),
            country: String::new(),
        },
        units,
        lang: lang.parse().unwrap(),
        hours: None,
    }
}

/// Asks the locale of a view, with narrow no-break spaces made visible as `_`.
fn read<T: ToString>(view: &View, ask: impl Fn(&Locale<'_>) -> T) -> String {
    let words = Words::new(OWN_WORDS).unwrap();
    let answer = ask(&Locale::new(&words, view, instant("2025-12-28T12:00:00Z"))).to_string();
    answer.replace('\u{202F}', "_")
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn english(units: Units) -> View {
    view("en", units, "UTC")
}

fn german(units: Units) -> View {
    view("de", units, "UTC")
}

fn japanese(units: Units) -> View {
    view("ja", units, "UTC")
}

#[test]
fn every_weather_code_has_words() {
    let codes = [
        0, 1, 2, 3, 45, 48, 51, 53, 55, 56, 57, 61, 63, 65, 66, 67, 71, 73, 75, 77, 80, 81, 82, 85,
        86, 95, 96, 99,
    ];
    for view in [english(Units::Metric), german(Units::Metric), japanese(Units::Metric)] {
        for code in codes {
            let words = read(&view, |locale| locale.text(&format!("condition-{code}")));
            assert!(!words.starts_with('⟨') && words.chars().count() <= 30, "{code}: {words}");
        }
    }
    let rain = |view| read(&view, |locale| locale.text("condition-61"));
    assert_eq!(rain(english(Units::Si)), "Light rain");
    assert_eq!(rain(german(Units::Si)), "Leichter Regen");
}

#[test]
fn messages_fall_back_step_by_step() {
    let text = |id: &str| read(&german(Units::Metric), |locale| locale.text(id));
    assert_eq!(text("title"), "Windlage");
    assert_eq!(text("weekday-7"), "Sonntag");
    assert_eq!(text("only-english"), "Only here");
    assert_eq!(text("nowhere"), "⟨nowhere⟩");
}

#[test]
fn an_own_message_does_not_replace_what_the_shared_words_are_used_for() {
    let view = german(Units::Metric);
    assert_eq!(read(&view, |locale| locale.text("time")), "Uhrzeit");
    assert_eq!(read(&view, |locale| locale.time(locale.now())), "12:00");
}

#[test]
fn an_unknown_language_is_english_throughout() {
    let view = view("xx", Units::Metric, "UTC");
    assert_eq!(read(&view, |locale| locale.lang().to_owned()), "en");
    assert_eq!(read(&view, |locale| locale.text("title")), "Wind");
    assert_eq!(read(&view, |locale| locale.number(1234.5, 1)), "1,234.5");
    assert_eq!(read(&view, |locale| locale.weekday(date("2025-12-28"))), "Sunday");
}

#[test]
fn arguments_choose_plurals_and_are_written_in_the_language() {
    let gusts = |view: View, count: Argument| {
        read(&view, |locale| locale.text_with("gusts", &[("count", count.clone())]))
    };
    assert_eq!(gusts(english(Units::Metric), 1.into()), "1 gust");
    assert_eq!(gusts(english(Units::Metric), 1.000_04.into()), "1 gust");
    assert_eq!(gusts(english(Units::Metric), 1.5.into()), "1.5 gusts");
    assert_eq!(gusts(german(Units::Metric), 1_i64.into()), "1 Böe");
    assert_eq!(gusts(german(Units::Metric), 12_000_usize.into()), "12.000 Böen");
    assert_eq!(gusts(german(Units::Metric), f64::NAN.into()), "– Böen");
    assert_eq!(gusts(german(Units::Metric), "viele".into()), "viele Böen");
    let to = read(&german(Units::Metric), |locale| {
        locale.text_with("to", &[("value", locale.speed(10.0).into())])
    });
    assert_eq!(to, "Bis 36_km/h");
}

#[test]
fn quantities_in_metric_units() {
    let say = |ask: fn(&Locale<'_>) -> localisation::Quantity| read(&english(Units::Metric), ask);
    assert_eq!(say(|locale| locale.temperature(12.4)), "12_°C");
    assert_eq!(say(|locale| locale.temperature(-0.4)), "0_°C");
    assert_eq!(say(|locale| locale.temperature_with(-12.34, 1)), "\u{2212}12.3_°C");
    assert_eq!(say(|locale| locale.temperature_difference(1.2)), "+1.2_°C");
    assert_eq!(say(|locale| locale.temperature_difference(-1.2)), "\u{2212}1.2_°C");
    assert_eq!(say(|locale| locale.temperature_difference(-0.0)), "0.0_°C");
    assert_eq!(say(|locale| locale.speed(10.0)), "36_km/h");
    assert_eq!(say(|locale| locale.precipitation(0.25)), "0.3_mm");
    assert_eq!(say(|locale| locale.pressure(1013.25)), "1,013_hPa");
    assert_eq!(say(|locale| locale.pressure_difference(1.26)), "+1.3_hPa");
    assert_eq!(say(|locale| locale.pressure_difference(-0.04)), "0.0_hPa");
    assert_eq!(say(|locale| locale.percent(45.0)), "45%");
    assert_eq!(say(|locale| locale.degrees(270.0)), "270°");
    assert_eq!(say(|locale| locale.height(1.25)), "1.3_m");
    assert_eq!(say(|locale| locale.quantity(12.34, 1, "µg/m³")), "12.3_µg/m³");
}

#[test]
fn quantities_in_imperial_units() {
    let say = |ask: fn(&Locale<'_>) -> localisation::Quantity| read(&english(Units::Imperial), ask);
    assert_eq!(say(|locale| locale.temperature(-40.0)), "\u{2212}40_°F");
    assert_eq!(say(|locale| locale.temperature(0.0)), "32_°F");
    assert_eq!(say(|locale| locale.temperature(100.0)), "212_°F");
    assert_eq!(say(|locale| locale.temperature_difference(10.0)), "+18.0_°F");
    assert_eq!(say(|locale| locale.speed(44.704)), "100_mph");
    assert_eq!(say(|locale| locale.precipitation(25.4)), "1.00_in");
    assert_eq!(say(|locale| locale.pressure(1013.25)), "29.92_inHg");
    assert_eq!(say(|locale| locale.pressure(980.0)), "28.94_inHg");
    assert_eq!(say(|locale| locale.pressure_difference(-3.4)), "\u{2212}0.10_inHg");
    assert_eq!(say(|locale| locale.height(3.048)), "10.0_ft");
}

#[test]
fn what_is_no_trace_shows_in_every_unit() {
    let rain = |units, mm: f64| read(&english(units), |locale| locale.precipitation(mm).value);
    assert_eq!(rain(Units::Imperial, Locale::TRACE_MM - 0.001), "0.00");
    assert_eq!(rain(Units::Imperial, Locale::TRACE_MM), "0.01");
    assert_eq!(rain(Units::Metric, Locale::TRACE_MM), "0.1");
}

#[test]
fn quantities_in_german_and_si() {
    let say = |ask: fn(&Locale<'_>) -> localisation::Quantity| read(&german(Units::Si), ask);
    assert_eq!(say(|locale| locale.temperature(12.4)), "12_°C");
    assert_eq!(say(|locale| locale.speed(3.25)), "3,3_m/s");
    assert_eq!(say(|locale| locale.pressure(1013.25)), "1.013_hPa");
    assert_eq!(say(|locale| locale.percent(45.0)), "45_%");
    assert_eq!(say(|locale| locale.degrees(270.0)), "270°");
}

#[test]
fn distances_change_unit_and_decimals_where_they_round_to_the_next() {
    let metric = |metres: f64| read(&english(Units::Metric), |locale| locale.distance(metres));
    assert_eq!(metric(0.0), "0_m");
    assert_eq!(metric(999.4), "999_m");
    assert_eq!(metric(999.6), "1.0_km");
    assert_eq!(metric(9949.0), "9.9_km");
    assert_eq!(metric(9950.0), "10_km");
    assert_eq!(metric(384_400_000.0), "384,400_km");
    let imperial = |metres: f64| read(&english(Units::Imperial), |locale| locale.distance(metres));
    assert_eq!(imperial(400.0), "0.25_mi");
    assert_eq!(imperial(1609.344), "1.0_mi");
    assert_eq!(imperial(16_093.44), "10_mi");
}

#[test]
fn what_is_missing_is_a_gap_without_unit() {
    for view in [english(Units::Imperial), german(Units::Metric)] {
        assert_eq!(read(&view, |locale| locale.temperature(None)), "–");
        assert_eq!(read(&view, |locale| locale.temperature_difference(f64::NAN)), "–");
        assert_eq!(read(&view, |locale| locale.pressure_difference(None)), "–");
        assert_eq!(read(&view, |locale| locale.percent(f64::INFINITY)), "–");
        assert_eq!(read(&view, |locale| locale.distance(f64::NAN)), "–");
        assert_eq!(read(&view, |locale| locale.number(f64::NAN, 1)), "–");
        assert_eq!(read(&view, |locale| locale.time(None)), "–");
        assert_eq!(read(&view, |locale| locale.duration(None)), "–");
        assert_eq!(read(&view, |locale| locale.age(f64::NAN)), "–");
        assert!(read(&view, |locale| locale.speed(None).unit).is_empty());
    }
}

#[test]
fn times_follow_language_and_units() {
    let at = |view: View, text: &str| {
        read(&view, |locale| {
            format!("{} {}", locale.time(instant(text)), locale.hour(instant(text)))
        })
    };
    assert_eq!(at(english(Units::Metric), "2025-06-01T14:45:00Z"), "14:45 14");
    assert_eq!(at(english(Units::Metric), "2025-06-01T04:05:59Z"), "04:05 04");
    assert_eq!(at(english(Units::Imperial), "2025-06-01T14:45:00Z"), "2:45_PM 2_PM");
    assert_eq!(at(english(Units::Imperial), "2025-06-01T00:05:00Z"), "12:05_AM 12_AM");
    assert_eq!(at(english(Units::Imperial), "2025-06-01T12:00:00Z"), "12:00_PM 12_PM");
    assert_eq!(at(german(Units::Imperial), "2025-06-01T14:45:00Z"), "14:45 14");
}

/// The forms of CLDR 45: `hm` of en-GB, en, de and ja, `Hm` of each, with the hour
/// of the last in two digits, as on a clock and as JMA does.
#[test]
fn a_view_may_choose_the_hours_of_its_clock() {
    let at = |view: View, hours: HourCycle, text: &str| {
        let view = View { hours: Some(hours), ..view };
        read(&view, |locale| {
            format!("{} {}", locale.time(instant(text)), locale.hour(instant(text)))
        })
    };
    let (noon, night) = ("2025-06-01T12:05:00Z", "2025-06-01T00:05:00Z");
    for (view, at_half_past_two, at_noon, at_night, whole_day) in [
        (english(Units::Metric), "2:30_pm 2_pm", "12:05_pm 12_pm", "12:05_am 12_am", "14:30 14"),
        (english(Units::Imperial), "2:30_PM 2_PM", "12:05_PM 12_PM", "12:05_AM 12_AM", "14:30 14"),
        (german(Units::Metric), "2:30_PM 2_PM", "12:05_PM 12_PM", "12:05_AM 12_AM", "14:30 14"),
        (
            japanese(Units::Si),
            "午後2:30 午後2時",
            "午後0:05 午後0時",
            "午前0:05 午前0時",
            "14:30 14時",
        ),
    ] {
        let twelve = |text| at(view.clone(), HourCycle::Twelve, text);
        assert_eq!(twelve("2025-06-01T14:30:00Z"), at_half_past_two);
        assert_eq!(twelve(noon), at_noon);
        assert_eq!(twelve(night), at_night);
        assert_eq!(at(view, HourCycle::TwentyFour, "2025-06-01T14:30:00Z"), whole_day);
    }
}

#[test]
fn japanese_is_written_as_the_weather_service_does() {
    let of = |ask: fn(&Locale<'_>) -> String| read(&japanese(Units::Si), ask);
    assert_eq!(of(|locale| locale.temperature(-3.2).to_string()), "\u{2212}3℃");
    assert_eq!(of(|locale| locale.speed(12.34).to_string()), "12.3m/s");
    assert_eq!(of(|locale| locale.pressure(1013.4).to_string()), "1,013hPa");
    assert_eq!(of(|locale| locale.percent(45.0).to_string()), "45%");
    assert_eq!(of(|locale| locale.temperature_difference(1.24).to_string()), "+1.2℃");
    assert_eq!(of(|locale| locale.time(instant("2025-12-28T04:05:00Z"))), "04:05");
    assert_eq!(of(|locale| locale.weekday_and_time(instant("2025-12-28T14:45:00Z"))), "日曜14:45");
    assert_eq!(of(|locale| locale.date(date("2026-11-24"))), "11月24日(火)");
    assert_eq!(of(|locale| locale.date_short(date("2026-01-04"))), "1月4日");
    assert_eq!(of(|locale| locale.weekday(date("2026-11-24"))), "火曜日");
    assert_eq!(of(|locale| locale.duration(34_020.0)), "9時間27分");
    assert_eq!(of(|locale| locale.age(0.0)), "たった今");
    assert_eq!(of(|locale| locale.age(300_000.0)), "3日前");
    assert_eq!(of(|locale| locale.compass("NNE")), "北北東");
    assert_eq!(of(|locale| locale.compass("SE")), "南東");
    assert_eq!(of(|locale| locale.text("condition-80")), "弱いにわか雨");
    let wind = [("value", "5".into())];
    assert_eq!(read(&japanese(Units::Si), |locale| locale.text_with("to", &wind)), "最大5");
}

#[test]
fn weather_that_is_not_live_is_called_so() {
    let kinds = [SourceKind::Simulated, SourceKind::Replay, SourceKind::OpenMeteo].map(Some);
    for (view, words) in [
        (english(Units::Metric), ["Simulated", "Replay", "", ""]),
        (german(Units::Metric), ["Simuliert", "Aufzeichnung", "", ""]),
        (japanese(Units::Metric), ["シミュレーション", "記録の再生", "", ""]),
    ] {
        for (kind, expected) in kinds.into_iter().chain([None]).zip(words) {
            assert_eq!(read(&view, |locale| locale.source(kind)), expected);
        }
    }
}

#[test]
fn sentences_and_lists_have_the_marks_of_the_language() {
    let parts = ["A", "", "B"].map(str::to_owned);
    for (view, sentences, list) in [
        (english(Units::Metric), "A. B.", "A, B"),
        (german(Units::Metric), "A. B.", "A, B"),
        (japanese(Units::Metric), "A。B。", "A、B"),
    ] {
        assert_eq!(read(&view, |locale| locale.sentences(&parts)), sentences);
        assert_eq!(read(&view, |locale| locale.list(&["A".into(), "B".into()])), list);
    }
}

#[test]
fn a_time_may_have_its_local_day() {
    let sunday = instant("2025-12-28T14:45:00Z");
    let of = |view: View| read(&view, |locale| locale.weekday_and_time(sunday));
    assert_eq!(of(english(Units::Imperial)), "Sun 2:45_PM");
    assert_eq!(of(german(Units::Metric)), "So 14:45");
    assert_eq!(of(view("en", Units::Metric, "Pacific/Kiritimati")), "Mon 04:45");
}

#[test]
fn the_day_of_now_is_today() {
    // At the place it is Monday already.
    for (lang, today, next) in [("en", "Today", "Tue"), ("de", "Heute", "Di"), ("ja", "今日", "火")]
    {
        let view = view(lang, Units::Metric, "Pacific/Kiritimati");
        let of = |day: &str| read(&view, |locale| locale.today_or_weekday(date(day)));
        assert_eq!((of("2025-12-29"), of("2025-12-30")), (today.into(), next.into()));
        assert_ne!(of("2025-12-28"), today);
    }
}

#[test]
fn a_moment_is_as_brief_as_it_can_be_told() {
    for (text, en, de) in [
        ("2025-12-28T14:45:00Z", "2:45_PM", "14:45"),
        ("2025-12-29T00:00:00Z", "Mon 12:00_AM", "Mo 00:00"),
        ("2026-01-03T23:59:00Z", "Sat 11:59_PM", "Sa 23:59"),
        ("2026-01-04T00:00:00Z", "Jan 4", "4. Jan."),
        ("2025-12-22T08:00:00Z", "Mon 8:00_AM", "Mo 08:00"),
        ("2025-12-21T08:00:00Z", "Dec 21", "21. Dez."),
    ] {
        for (view, expected) in [(english(Units::Imperial), en), (german(Units::Metric), de)] {
            let view = View { place: Place { timezone: "UTC".into(), ..view.place }, ..view };
            assert_eq!(read(&view, |locale| locale.moment(instant(text))), expected, "{text}");
        }
    }
}

#[test]
fn foreign_words_are_one_line_that_turns_nothing() {
    let of = |words: &str| read(&english(Units::Metric), |locale| locale.foreign(words));
    assert_eq!(of(" Flood\r\nwatch\tfor\u{2028}all "), "Flood watch for all");
    assert_eq!(of("Überflutung — 洪水"), "Überflutung — 洪水");
    assert_eq!(of(""), "");
    for words in ["אזהרה", "Flood تحذير", "\u{202e}tfel", "\u{2067}x"] {
        assert_eq!(of(words), format!("\u{2068}{words}\u{2069}"));
    }
}

#[test]
fn an_axis_has_hours_and_names_days_where_they_begin() {
    let label = |timezone: &str, text: &str| {
        let view = view("en", Units::Metric, timezone);
        read(&view, |locale| locale.axis_label(instant(text)))
    };
    assert_eq!(label("Europe/Berlin", "2025-12-28T17:00:00Z"), "18");
    assert_eq!(label("Europe/Berlin", "2025-12-28T23:00:00Z"), "Mon");
    assert_eq!(label("Asia/Kolkata", "2025-12-28T18:30:00Z"), "Mon");
    // Clocks went from 24:00 on Saturday to 01:00.
    assert_eq!(label("America/Santiago", "2025-09-07T04:00:00Z"), "Sun");
    assert_eq!(label("America/Santiago", "2025-09-07T05:00:00Z"), "02");
}

#[test]
fn local_times_jump_with_daylight_saving() {
    let berlin = |text: &str| {
        let view = view("de", Units::Metric, "Europe/Berlin");
        read(&view, |locale| locale.time(instant(text)))
    };
    assert_eq!(berlin("2025-03-30T00:59:59Z"), "01:59");
    assert_eq!(berlin("2025-03-30T01:00:00Z"), "03:00");
    assert_eq!(berlin("2025-10-26T00:30:00Z"), "02:30");
    assert_eq!(berlin("2025-10-26T01:30:00Z"), "02:30");
}

#[test]
fn local_days_belong_to_the_place() {
    let kathmandu = view("en", Units::Metric, "Asia/Kathmandu");
    let evening = instant("2025-12-27T18:15:00Z");
    assert_eq!(read(&kathmandu, |locale| locale.time(evening)), "00:00");
    assert_eq!(read(&kathmandu, |locale| locale.local_date(evening)), "2025-12-28");
    let nowhere = view("en", Units::Metric, "Not/AZone");
    assert_eq!(read(&nowhere, |locale| locale.time(evening)), "18:15");
}

#[test]
fn dates_follow_language_and_units() {
    let say = |view: View| {
        let day = date("2025-12-28");
        let short = read(&view, |locale| {
            format!("{} / {}", locale.weekday_short(day), locale.date_short(day))
        });
        format!("{} / {short}", read(&view, |locale| locale.date(day)))
    };
    assert_eq!(say(english(Units::Metric)), "Sunday, 28 December / Sun / 28 Dec");
    assert_eq!(say(english(Units::Imperial)), "Sunday, December 28 / Sun / Dec 28");
    assert_eq!(say(german(Units::Metric)), "Sonntag, 28. Dezember / So / 28. Dez.");
    assert_eq!(
        read(&german(Units::Metric), |locale| locale.date(date("2026-03-02"))),
        "Montag, 2. März"
    );
}

#[test]
fn spans_are_told_in_their_two_largest_units() {
    let span = |seconds: f64| read(&english(Units::Metric), |locale| locale.duration(seconds));
    assert_eq!(span(-0.4), "0_s");
    assert_eq!(span(59.7), "1_min");
    assert_eq!(span(134.0), "2_min 14_s");
    assert_eq!(span(-134.0), "\u{2212}2_min 14_s");
    assert_eq!(span(599.6), "10_min");
    assert_eq!(span(27.0 * 60.0 + 10.0), "27_min");
    assert_eq!(span(3599.0), "1_h");
    assert_eq!(span(34_020.0), "9_h 27_min");
    assert_eq!(span(86_400.0), "24_h");
    assert_eq!(span(172_799.0), "2_d");
    assert_eq!(span(183_600.0), "2_d 3_h");
}

#[test]
fn ages_count_full_units() {
    let english = |seconds: f64| read(&english(Units::Metric), |locale| locale.age(seconds));
    assert_eq!(english(-5.0), "just now");
    assert_eq!(english(59.9), "just now");
    assert_eq!(english(239.0), "3_min ago");
    assert_eq!(english(7200.0), "2_h ago");
    assert_eq!(english(172_800.0), "2 days ago");
    let german = |seconds: f64| read(&german(Units::Metric), |locale| locale.age(seconds));
    assert_eq!(german(0.0), "gerade eben");
    assert_eq!(german(180.0), "vor 3_min");
    assert_eq!(german(172_799.0), "vor 47_h");
    assert_eq!(german(300_000.0), "vor 3 Tagen");
}

#[test]
fn the_german_east_is_an_o() {
    let point = |view: View, point: &str| read(&view, |locale| locale.compass(point));
    assert_eq!(point(english(Units::Metric), "NNE"), "NNE");
    assert_eq!(point(german(Units::Metric), "NNE"), "NNO");
    assert_eq!(point(german(Units::Metric), "ESE"), "OSO");
    assert_eq!(point(german(Units::Metric), "SSW"), "SSW");
}
