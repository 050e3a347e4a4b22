//! Today against thirty years.

use crate::{
    served::{DAY_S, after, at, day, of_day},
    shown::tile,
    written::{number, percent, signed_temperature, temperature},
};

/// So many days before and after today are the same time of year.
const REACH_DAYS: i64 = 7;

/// What the archive has of the same time of year. It, too, has one offset from
/// UTC for all its days: that of now.
fn reference(variable: &str) -> Vec<f64> {
    let of_year = |year: i64| {
        let today = at(&format!("{year}-06-18T23:00:00Z"));
        let days = -REACH_DAYS..=REACH_DAYS;
        days.map(move |number| of_day(variable, after(today, number * DAY_S)))
    };
    (1991..=2020).flat_map(of_year).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[tokio::test]
async fn climate() {
    let tile = tile("climate").await;
    let (maxima, minima) = (reference("temperature_2m_max"), reference("temperature_2m_min"));
    let today_c = day("temperature_2m_max", 0);
    let (normal_max_c, normal_min_c) = (mean(&maxima), mean(&minima));
    let anomaly_k = today_c - normal_max_c;
    let cooler = maxima.iter().filter(|max| **max < today_c).count() as f64;
    let equal = maxima.iter().filter(|max| **max == today_c).count() as f64;
    let percentile = 100.0 * (cooler + equal / 2.0) / maxima.len() as f64;

    tile.has("/today_max_c", today_c);
    tile.has("/normal_max_c", normal_max_c);
    tile.has("/normal_min_c", normal_min_c);
    tile.has("/anomaly_c", anomaly_k);
    tile.has("/percentile", percentile);
    tile.has("/years", 30.0);

    assert!(anomaly_k > 1.0 && (50.0..99.0).contains(&percentile), "{anomaly_k}, {percentile}");
    let lowest = maxima.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = maxima.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    tile.says(|units| {
        let usual = temperature(normal_min_c, units);
        let (low, high) = (temperature(lowest, units), temperature(highest, units));
        vec![
            format!("Today up to {}", temperature(today_c, units)),
            format!("{}: warmer than usual", signed_temperature(anomaly_k, units)),
            format!("{} to {}", usual.split(' ').next().unwrap(), temperature(normal_max_c, units)),
            format!("Warmer than {} of comparable days", percent(percentile)),
            format!("{} years from 1991 to 2020", number(30.0, 0)),
            format!("from {low} to {high}"),
        ]
    });
    tile.shows(|units| signed_temperature(anomaly_k, units));
}
