//! What comes: hours, days, and the rain of the next two hours.

use crate::{
    served::{
        DAY_S, HOUR_S, MIDNIGHT, QUARTER_S, after, at, between, day, hourly, hours, now,
        quarter_hour, step_before,
    },
    shown::tile,
    written::{number, percent, precipitation, temperature, time, weekday, weekday_and_time},
};

#[tokio::test]
async fn hourly_forecast() {
    let tile = tile("hourly-forecast").await;
    assert_eq!(tile.count("/hours"), 48);
    for (index, hour) in hours(48).enumerate() {
        let field = |name: &str| format!("/hours/{index}/{name}");
        tile.is_at(&field("time"), hour);
        tile.has(&field("temperature_c"), hourly("temperature_2m", hour));
        tile.has(&field("precipitation_mm"), hourly("precipitation", hour));
        let probability = hourly("precipitation_probability", hour);
        tile.has(&field("precipitation_probability_pct"), probability);
        tile.is(&field("code"), hourly("weather_code", hour) as u8);
    }

    let warmth = |hour| hourly("temperature_2m", hour);
    let warmest = hours(48).rev().max_by(|a, b| warmth(*a).total_cmp(&warmth(*b))).unwrap();
    let coldest = hours(48).min_by(|a, b| warmth(*a).total_cmp(&warmth(*b))).unwrap();
    let rain_mm: f64 = hours(48).skip(1).map(|hour| hourly("precipitation", hour)).sum();
    assert!(rain_mm > 1.0, "it rains: {rain_mm}");
    let risk = |hour| hourly("precipitation_probability", hour);
    let likeliest = hours(48).skip(1).map(risk).fold(0.0, f64::max);
    tile.says(|units| {
        let mut words = vec![
            format!("Now {}", temperature(between("temperature_2m", now()), units)),
            format!("{} of rain", precipitation(rain_mm, units)),
            format!("({})", percent(likeliest)),
        ];
        for (name, hour) in [("High", warmest), ("low", coldest)] {
            let when = weekday_and_time(hour, units);
            words.push(format!("{name} {} ({when})", temperature(warmth(hour), units)));
        }
        for hour in [3, 6, 9, 12].map(|index| hours(48).nth(index).unwrap()) {
            words.push(format!("{} {}", time(hour, units), temperature(warmth(hour), units)));
        }
        words
    });
    tile.shows(|units| format!("Now {}", temperature(between("temperature_2m", now()), units)));
    tile.shows(|units| temperature(warmth(warmest), units));
}

#[tokio::test]
async fn daily_forecast() {
    let tile = tile("daily-forecast").await;
    assert_eq!(tile.count("/days"), 10);
    for index in 0..10 {
        let field = |name: &str| format!("/days/{index}/{name}");
        // A local day and its date in UTC begin an hour apart.
        let date = after(at(MIDNIGHT), index * DAY_S + HOUR_S).strftime("%Y-%m-%d").to_string();
        tile.is(&field("date"), date);
        tile.has(&field("max_c"), day("temperature_2m_max", index));
        tile.has(&field("min_c"), day("temperature_2m_min", index));
        tile.has(&field("precipitation_mm"), day("precipitation_sum", index));
        let probability = day("precipitation_probability_max", index);
        tile.has(&field("precipitation_probability_pct"), probability);
        tile.has(&field("sunshine_h"), day("sunshine_duration", index) / 3600.0);
        tile.is(&field("code"), day("weather_code", index) as u8);
    }

    tile.says(|units| {
        let sentence = |index: i64| {
            let name = match index {
                0 => "Today".to_owned(),
                _ => weekday(after(at(MIDNIGHT), index * DAY_S)),
            };
            let max = temperature(day("temperature_2m_max", index), units);
            let min = temperature(day("temperature_2m_min", index), units);
            format!("{name}: {} to {max}", min.split(' ').next().unwrap())
        };
        (0..10).map(sentence).collect()
    });
    tile.says(|units| {
        let wet = |index: &i64| day("precipitation_sum", *index) >= 0.127;
        let amount = |index: i64| {
            let risk = percent(day("precipitation_probability_max", index));
            format!("{} ({risk})", precipitation(day("precipitation_sum", index), units))
        };
        let sun = |index| number(day("sunshine_duration", index) / 3600.0, 1);
        let amounts = (0..10).filter(wet).map(amount);
        amounts.chain((0..10).map(|index| format!("{} h of sunshine", sun(index)))).collect()
    });
    tile.shows(|_| {
        let days = (0..10).map(|index| weekday(after(at(MIDNIGHT), index * DAY_S)));
        days.collect::<Vec<_>>().join(" ")
    });
    tile.shows(|units| {
        let range = |index| {
            let [max, min] = ["temperature_2m_max", "temperature_2m_min"]
                .map(|name| temperature(day(name, index), units))
                .map(|value| value.split(' ').next().unwrap().to_owned());
            format!("{max}° {min}°")
        };
        (0..10).map(range).collect::<Vec<_>>().join(" ")
    });
}

#[tokio::test]
async fn rain_nowcast() {
    let tile = tile("rain-nowcast").await;
    let running = step_before(now(), QUARTER_S);
    let ends: Vec<_> = (1..=8).map(|quarter| after(running, quarter * QUARTER_S)).collect();
    let amounts: Vec<f64> = ends.iter().map(|end| quarter_hour("precipitation", *end)).collect();
    let first_wet = amounts.iter().position(|mm| *mm >= 0.05).expect("rain is near");
    assert!(first_wet > 0, "it is still dry");
    let begins = after(ends[first_wet], -QUARTER_S);

    assert_eq!(tile.count("/steps"), 8);
    for (index, (end, mm)) in ends.iter().zip(&amounts).enumerate() {
        tile.is_at(&format!("/steps/{index}/time"), *end);
        tile.has(&format!("/steps/{index}/mm"), *mm);
    }
    tile.is("/outlook/kind", "starting");
    tile.is_at("/outlook/at", begins);

    let total_mm: f64 = amounts.iter().sum();
    tile.says(|units| {
        vec![
            format!("Dry until {}", time(begins, units)),
            format!("Until {}", time(ends[7], units)),
            format!("{} in all", precipitation(total_mm, units)),
        ]
    });
    tile.shows(|units| format!("Dry until {}", time(begins, units)));
    tile.shows(|units| format!("{} in all", precipitation(total_mm, units)));
}
