//! Sun, moon and ultraviolet light.

use astronomy::{
    MoonPhase, last_new_moon, moon_day, moon_light, moon_position, next_moon_phase, sun_day,
    sun_position,
};
use meteorology::{compass_point, protection_window, uv_category};
use weather::Timestamp;

use crate::{
    served::{DAY_S, HOUR_S, LATITUDE, LONGITUDE, MIDNIGHT, after, at, between, hourly, now},
    shown::{all, tile},
    written::{date, long_distance, number, percent, time},
};

#[tokio::test]
async fn sun() {
    let tile = tile("sun").await;
    let zone = weather::TimeZone::get("Europe/Lisbon").unwrap();
    let today = now().to_zoned(zone.clone()).date();
    let on = |date| sun_day(date, &zone, LATITUDE, LONGITUDE).unwrap();
    let (day, before) = (on(today), on(today.yesterday().unwrap()));
    let position = sun_position(now(), LATITUDE, LONGITUDE, all().await.place.elevation).unwrap();

    tile.has("/elevation_deg", position.elevation_deg);
    tile.has("/azimuth_deg", position.azimuth_deg);
    let events = [
        ("/sunrise", day.sunrise),
        ("/sunset", day.sunset),
        ("/solar_noon", Some(day.solar_noon)),
        ("/civil_dawn", day.civil_dawn),
        ("/civil_dusk", day.civil_dusk),
        ("/nautical_dawn", day.nautical_dawn),
        ("/nautical_dusk", day.nautical_dusk),
        ("/astronomical_dawn", day.astronomical_dawn),
        ("/astronomical_dusk", day.astronomical_dusk),
    ];
    for (pointer, event) in events {
        tile.is_at(pointer, event.unwrap());
    }
    let longer_s = day.day_length_s - before.day_length_s;
    tile.has("/day_length_s", day.day_length_s);
    tile.has("/day_length_change_s", longer_s);
    tile.is("/state", "normal");
    assert!((1.0..60.0).contains(&longer_s), "the solstice is near: {longer_s}");

    let minutes = (day.day_length_s / 60.0).round();
    let length = format!("{} h {} min", (minutes / 60.0).floor(), minutes % 60.0);
    tile.says(|units| {
        let mut words: Vec<String> =
            events.iter().map(|(_, event)| time(event.unwrap(), units)).collect();
        words.extend([
            format!("Sunrise {}", time(day.sunrise.unwrap(), units)),
            format!("{}° above the horizon", number(position.elevation_deg, 0)),
            format!(
                "{} ({}°)",
                compass_point(position.azimuth_deg),
                number(position.azimuth_deg, 0)
            ),
            format!("Day length {length}, {} s longer", number(longer_s, 0)),
        ]);
        words
    });
    tile.shows(|_| length.as_str());
    tile.shows(|units| time(day.sunset.unwrap(), units));
}

#[tokio::test]
async fn moon() {
    let tile = tile("moon").await;
    let zone = weather::TimeZone::get("Europe/Lisbon").unwrap();
    let day = moon_day(now().to_zoned(zone.clone()).date(), &zone, LATITUDE, LONGITUDE);
    let lit_pct = moon_light(now()).illuminated_fraction * 100.0;
    let age_days = now().duration_since(last_new_moon(now())).as_secs_f64() / DAY_S as f64;
    let distance_km = moon_position(now()).distance_km;
    let next = [
        ("Next new moon", "/next_new", MoonPhase::NewMoon),
        ("first quarter", "/next_first_quarter", MoonPhase::FirstQuarter),
        ("full moon", "/next_full", MoonPhase::FullMoon),
        ("last quarter", "/next_last_quarter", MoonPhase::LastQuarter),
    ]
    .map(|(words, pointer, phase)| (words, pointer, next_moon_phase(phase, now())));
    assert!((1.0..6.5).contains(&age_days), "a young moon: {age_days}");

    tile.is("/phase", "waxing_crescent");
    tile.has("/illumination_pct", lit_pct);
    tile.has("/age_days", age_days);
    tile.is_at("/moonrise", day.rise.unwrap());
    tile.is_at("/moonset", day.set.unwrap());
    for (_, pointer, instant) in next {
        tile.is_at(pointer, instant);
    }
    tile.has("/distance_km", distance_km);

    tile.says(|units| {
        let mut words = vec![
            format!("{} lit", percent(lit_pct)),
            format!("{} days after new moon", number(age_days, 1)),
            long_distance(distance_km * 1000.0, units),
            format!("Rises today at {}", time(day.rise.unwrap(), units)),
            format!("Sets today at {}", time(day.set.unwrap(), units)),
        ];
        words.extend(next.map(|(words, _, instant)| {
            format!("{words} {} at {}", date(instant, units), time(instant, units))
        }));
        words
    });
    tile.shows(|_| format!("{} lit", percent(lit_pct)));
}

#[tokio::test]
async fn uv_index() {
    let tile = tile("uv-index").await;
    let (index, clear_sky) = (between("uv_index", now()), between("uv_index_clear_sky", now()));
    let hours: Vec<Timestamp> = (0..=24).map(|hour| after(at(MIDNIGHT), hour * HOUR_S)).collect();
    let of_day = hours.iter().map(|hour| (hour.as_second(), hourly("uv_index", *hour)));
    let max_today = of_day.clone().map(|(_, index)| index).fold(0.0, f64::max);
    let (from, until) = protection_window(of_day).expect("the sun burns in June");
    let [from, until] = [from, until].map(|second| Timestamp::from_second(second).unwrap());
    let category = uv_category(index).code();

    tile.has("/uv_index", index);
    tile.has("/clear_sky_uv_index", clear_sky);
    tile.is("/category", category);
    tile.has("/max_today", max_today);
    tile.is_at("/protect_from", from);
    tile.is_at("/protect_until", until);

    assert!(from < now() && now() < until, "one should be in the shade");
    tile.says(|_| {
        vec![
            format!("UV index {}, {}", number(index, 0), category.replace('_', " ")),
            format!("today up to {}", number(max_today, 0)),
            format!("clear sky {}", number(clear_sky, 0)),
        ]
    });
    tile.shows(|_| format!("{} {}", number(index, 0), category.replace('_', " ")));
    // To the minute; a window need not be rounded as an almanac's times are.
    tile.says(|units| {
        vec![format!("until {}", time(after(until, -until.as_second() % 60), units))]
    });
}
