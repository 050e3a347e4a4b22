//! What is breathed in: pollutants and pollen.

use meteorology::{
    Concentrations, EuropeanCategory, Plant, PollenLevel, Pollutant, european_sub_index,
    pollen_level, us_aqi,
};
use weather::Timestamp;

use crate::{
    served::{DAY_S, HOUR_S, MIDNIGHT, after, at, between, hourly, now},
    shown::tile,
    tile::Tile,
    written::{number, weekday},
};

const POLLUTANTS: [Pollutant; 5] = [
    Pollutant::Pm25,
    Pollutant::Pm10,
    Pollutant::Ozone,
    Pollutant::NitrogenDioxide,
    Pollutant::SulphurDioxide,
];

fn air(time: Timestamp) -> Concentrations {
    let value = |name| Some(between(name, time));
    Concentrations {
        pm2_5_ugm3: value("pm2_5"),
        pm10_ugm3: value("pm10"),
        ozone_ugm3: value("ozone"),
        nitrogen_dioxide_ugm3: value("nitrogen_dioxide"),
        sulphur_dioxide_ugm3: value("sulphur_dioxide"),
        carbon_monoxide_ugm3: value("carbon_monoxide"),
    }
}

#[tokio::test]
async fn air_quality() {
    let tile = tile("air-quality").await;
    let air_now = air(now());
    let day: Vec<Concentrations> =
        (0..24).rev().map(|age| air(after(now(), -age * HOUR_S))).collect();
    let us = us_aqi(&day).unwrap();
    let sub_index = |each: &Pollutant| european_sub_index(*each, air_now.of(*each).unwrap());
    let sub_indices = POLLUTANTS.iter().map(|each| (*each, sub_index(each).unwrap()));
    let (dominant, european) = sub_indices.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    let band = EuropeanCategory::of(european);

    tile.is("/us_aqi", us.index);
    tile.is("/us_category", us.category.code());
    tile.has("/european_aqi", european);
    tile.is("/european_category", band.code());
    // In Europe it is the European index that one pollutant dominates.
    tile.is("/dominant", dominant.code());
    let amounts = [
        ("pm2_5", "fine particles PM2.5"),
        ("pm10", "particles PM10"),
        ("ozone", "ozone"),
        ("nitrogen_dioxide", "nitrogen dioxide"),
        ("sulphur_dioxide", "sulphur dioxide"),
        ("carbon_monoxide", "carbon monoxide"),
    ];
    for (name, _) in amounts {
        tile.has(&format!("/pollutants/{name}_ugm3"), between(name, now()));
    }

    tile.says(|_| {
        let amounts = amounts.map(|(name, words)| {
            let ugm3 = between(name, now());
            format!("{words} {} µg/m³", number(ugm3, if ugm3 < 9.95 { 1 } else { 0 }))
        });
        let indices = [
            format!("{}, {}", number(european.ceil(), 0), band.code().replace('_', " ")),
            format!("{}, {}", us.index, us.category.code().replace('_', " ")),
        ];
        amounts.into_iter().chain(indices).collect()
    });
    tile.shows(|_| format!("{} {}", number(european.ceil(), 0), band.code().replace('_', " ")));
}

/// A plant's pollen at an instant, grains/m³.
fn grains(plant: Plant, time: Timestamp) -> f64 {
    between(&format!("{}_pollen", plant.code()), time)
}

/// The mean of the hours of a local day, by its number from today.
fn mean_of_day(plant: Plant, number: i64) -> f64 {
    let start = after(at(MIDNIGHT), number * DAY_S);
    let hours = (0..24).map(|hour| after(start, hour * HOUR_S));
    hours.map(|hour| hourly(&format!("{}_pollen", plant.code()), hour)).sum::<f64>() / 24.0
}

/// Checks the plants of the data, one after the other.
fn has_plants(tile: &Tile, pointer: &str, grains_m3: impl Fn(Plant) -> f64) {
    assert_eq!(tile.count(pointer), 6);
    for (index, plant) in Plant::ALL.iter().enumerate() {
        let level = pollen_level(*plant, grains_m3(*plant));
        tile.is(&format!("{pointer}/{index}/plant"), plant.code());
        tile.is(&format!("{pointer}/{index}/level"), level.code());
        tile.has(&format!("{pointer}/{index}/grains_m3"), grains_m3(*plant));
    }
}

/// The sentence of an instant or a day: what flies, and how much of it.
fn sentence(name: &str, grains_m3: impl Fn(Plant) -> f64) -> String {
    let count = |plant: &Plant| {
        let grains_m3 = grains_m3(*plant);
        let level = pollen_level(*plant, grains_m3);
        let (plant, word) = (capitalised(plant.code()), level.code().replace('_', " "));
        (level > PollenLevel::None).then(|| format!("{plant} {word} ({})", number(grains_m3, 0)))
    };
    let flying: Vec<String> = Plant::ALL.iter().filter_map(count).collect();
    format!("{name}: {}", flying.join(", "))
}

fn capitalised(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

#[tokio::test]
async fn pollen() {
    let tile = tile("pollen").await;
    assert!(grains(Plant::Grass, now()) > 50.0 && grains(Plant::Olive, now()) > 1.0, "in June");

    has_plants(tile, "/plants", |plant| grains(plant, now()));
    assert_eq!(tile.count("/days"), 4);
    for number in 0..4 {
        let start = after(at(MIDNIGHT), number * DAY_S);
        let date = after(start, HOUR_S).strftime("%Y-%m-%d").to_string();
        tile.is(&format!("/days/{number}/date"), date);
        has_plants(tile, &format!("/days/{number}/plants"), |plant| mean_of_day(plant, number));
    }

    tile.says(|_| {
        let day = |number: i64| match number {
            0 => "Today".to_owned(),
            _ => weekday(after(at(MIDNIGHT), number * DAY_S)),
        };
        let days = (0..4).map(|number| sentence(&day(number), |plant| mean_of_day(plant, number)));
        days.chain([sentence("Now", |plant| grains(plant, now()))]).collect()
    });
    // Of the plant that matters most, now and on average today.
    tile.shows(|_| number(grains(Plant::Grass, now()), 0));
    tile.shows(|_| number(mean_of_day(Plant::Grass, 0), 0));
    tile.shows(|_| "grains/m³");
}
