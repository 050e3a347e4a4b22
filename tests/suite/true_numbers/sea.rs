//! The sea.

use meteorology::{compass_point, douglas};
use serde_json::json;

use crate::{
    served::{between, now},
    shown::tile,
    written::{height, number, temperature},
};

#[tokio::test]
async fn sea_state() {
    let tile = tile("sea-state").await;
    let [wave_m, swell_m] = ["wave_height", "swell_wave_height"].map(|name| between(name, now()));
    let degree = douglas(wave_m);
    let water_c = between("sea_surface_temperature", now());

    tile.has("/wave_height_m", wave_m);
    tile.has("/wave_period_s", between("wave_period", now()));
    tile.has("/wave_direction_deg", between("wave_direction", now()));
    tile.has("/swell_height_m", swell_m);
    tile.has("/swell_period_s", between("swell_wave_period", now()));
    tile.has("/swell_direction_deg", between("swell_wave_direction", now()));
    tile.has("/sea_surface_temperature_c", water_c);
    tile.is("/douglas", json!(degree));

    tile.says(|units| {
        let train = |kind: &str| {
            let from = compass_point(between(&format!("{kind}_direction"), now()));
            let period = number(between(&format!("{kind}_period"), now()), 0);
            format!("from {from}, {period} s")
        };
        let wind_sea = height(between("wind_wave_height", now()), units);
        vec![
            format!("Waves {} {}", height(wave_m, units), train("wave")),
            format!("{} (Douglas {})", degree.label, degree.degree),
            format!("Wind sea {wind_sea}"),
            format!("Swell {} {}", height(swell_m, units), train("swell_wave")),
            format!("Water {}", temperature(water_c, units)),
        ]
    });
    tile.shows(|units| height(wave_m, units));
}
