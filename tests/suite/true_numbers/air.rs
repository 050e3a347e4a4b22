//! The air around: warmth, wind, moisture, pressure, sight.

use astronomy::is_sun_up;
use meteorology::{
    Condition, FeelsLikeCause, FogConditions, beaufort, comfort, compass_point, dew_point_c,
    feels_like, fog_risk, trend, vapour_pressure_deficit_kpa, visibility_class, wet_bulb_c,
};
use serde_json::json;

use crate::{
    served::{DAY_S, HOUR_S, LATITUDE, LONGITUDE, after, between, current, hourly, now, past_day},
    shown::tile,
    written::{
        self, long_distance, number, percent, pressure_difference, signed_temperature, speed,
        temperature, weekday_and_time,
    },
};

#[tokio::test]
async fn current_conditions() {
    let tile = tile("current-conditions").await;
    let temperature_c = current("temperature_2m");
    let humidity_pct = between("relative_humidity_2m", now());
    let feels = feels_like(temperature_c, Some(humidity_pct), Some(current("wind_speed_10m")));
    assert_eq!(feels.cause, FeelsLikeCause::HeatIndex, "the instant is a hot one");
    let condition = Condition::from_code(current("weather_code") as u8).unwrap();
    let change_k = temperature_c - between("temperature_2m", after(now(), -DAY_S));

    tile.has("/temperature_c", temperature_c);
    tile.has("/feels_like_c", feels.temperature_c);
    tile.is("/feels_like_cause", "heat_index");
    tile.is("/condition", json!(condition));
    tile.is("/is_day", true);
    tile.has("/cloud_cover_pct", between("cloud_cover", now()));
    tile.has("/change_from_yesterday_c", change_k);

    // The sign is said in a word.
    let (warmth, change_k) =
        if change_k > 0.0 { ("warmer", change_k) } else { ("colder", -change_k) };
    tile.says(|units| {
        vec![
            temperature(temperature_c, units),
            format!("Feels like {}", temperature(feels.temperature_c, units)),
            format!("{} {warmth} than yesterday", &signed_temperature(change_k, units)[1..]),
        ]
    });
    tile.shows(|units| temperature(temperature_c, units));
}

#[tokio::test]
async fn wind() {
    let tile = tile("wind").await;
    let (speed_mps, gust_mps) = (current("wind_speed_10m"), current("wind_gusts_10m"));
    let direction_deg = current("wind_direction_10m");
    let (force, point) = (beaufort(speed_mps), compass_point(direction_deg));

    tile.has("/speed_mps", speed_mps);
    tile.has("/gust_mps", gust_mps);
    tile.has("/direction_deg", direction_deg);
    tile.is("/compass", point.code());
    tile.is("/beaufort", json!(force));
    assert_eq!(tile.count("/trail"), 25);
    for (index, hour) in past_day().enumerate() {
        tile.is_at(&format!("/trail/{index}/time"), hour);
        tile.has(&format!("/trail/{index}/speed_mps"), hourly("wind_speed_10m", hour));
        tile.has(&format!("/trail/{index}/direction_deg"), hourly("wind_direction_10m", hour));
    }

    tile.says(|units| {
        vec![
            format!("{} from {point}", speed(speed_mps, units)),
            format!("gusts {}", speed(gust_mps, units)),
            format!("Beaufort {}: {}", force.force, force.label),
        ]
    });
    tile.shows(|units| speed(speed_mps, units));
}

#[tokio::test]
async fn humidity() {
    let tile = tile("humidity").await;
    let (celsius, percent_now) = (current("temperature_2m"), current("relative_humidity_2m"));
    let dew_point = dew_point_c(celsius, percent_now);
    let wet_bulb = wet_bulb_c(celsius, percent_now).unwrap();
    let deficit_kpa = vapour_pressure_deficit_kpa(celsius, percent_now);
    // The service's own dew point is another function; both come from one formula.
    assert!((dew_point - current("dew_point_2m")).abs() < 0.2, "{dew_point}");

    tile.has("/relative_humidity_pct", percent_now);
    tile.has("/dew_point_c", dew_point);
    tile.has("/wet_bulb_c", wet_bulb);
    tile.has("/vapour_pressure_deficit_kpa", deficit_kpa);
    tile.is("/comfort", comfort(dew_point).code());

    tile.says(|units| {
        vec![
            percent(percent_now),
            format!("Dew point {}", temperature(dew_point, units)),
            format!("wet bulb {}", temperature(wet_bulb, units)),
            format!("{} kPa", number(deficit_kpa, 2)),
            comfort(dew_point).code().to_owned(),
        ]
    });
    tile.shows(|_| format!("{} %", number(percent_now, 0)));
}

#[tokio::test]
async fn pressure() {
    let tile = tile("pressure").await;
    let msl_hpa = between("pressure_msl", now());
    let change_hpa = msl_hpa - between("pressure_msl", after(now(), -3 * HOUR_S));

    tile.has("/msl_hpa", msl_hpa);
    tile.has("/tendency_3h_hpa", change_hpa);
    tile.is("/trend", trend(change_hpa).code());
    assert_eq!(tile.count("/history"), 25);
    for (index, hour) in past_day().enumerate() {
        tile.is_at(&format!("/history/{index}/time"), hour);
        tile.has(&format!("/history/{index}/msl_hpa"), hourly("pressure_msl", hour));
    }

    let past = past_day().map(|hour| hourly("pressure_msl", hour)).chain([msl_hpa]);
    let lowest = past.clone().fold(f64::INFINITY, f64::min);
    let highest = past.fold(f64::NEG_INFINITY, f64::max);
    tile.says(|units| {
        vec![
            written::pressure(msl_hpa, units),
            format!("{} in 3 h", pressure_difference(change_hpa, units)),
            format!("Since {}", weekday_and_time(past_day().next().unwrap(), units)),
            format!("lowest {}", written::pressure(lowest, units)),
            format!("highest {}", written::pressure(highest, units)),
        ]
    });
    tile.shows(|units| written::pressure(msl_hpa, units));
}

#[tokio::test]
async fn visibility() {
    let tile = tile("visibility").await;
    let visibility_m = current("visibility");
    let temperature_c = current("temperature_2m");
    let (risk, reason) = fog_risk(FogConditions {
        temperature_c,
        dew_point_c: dew_point_c(temperature_c, current("relative_humidity_2m")),
        wind_speed_mps: Some(current("wind_speed_10m")),
        cloud_cover_pct: Some(current("cloud_cover")),
        is_night: !is_sun_up(now(), LATITUDE, LONGITUDE),
    });

    tile.has("/visibility_m", visibility_m);
    tile.is("/class", visibility_class(visibility_m).code());
    tile.is("/fog_risk", risk.code());
    tile.is("/fog_reason", reason.code());

    assert!(visibility_m > 16.1e3, "whole kilometres, and miles: {visibility_m}");
    tile.says(|units| vec![long_distance(visibility_m, units)]);
    tile.shows(|units| long_distance(visibility_m, units));
}
