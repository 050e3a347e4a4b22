//! The picture. Lengths are percent of it.

use askama::Template;
use meteorology::{Plant, PollenLevel};
use widget_kit::{
    Locale,
    chart::{Scale, line},
};

use crate::{Count, Day, Reading, words};

/// From where to where the days go, right of the plants' names.
const WIDTH: (f64, f64) = (30.0, 100.0);
/// From where to where the plants go, below the days' names.
const HEIGHT: (f64, f64) = (13.0, 100.0);

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    /// The code of the strongest level now, a class.
    code: &'static str,
    headline: String,
    note: Option<String>,
    /// Where the days stand, and their names.
    days: Vec<(f64, String)>,
    plants: Vec<Row>,
    /// The dots of each level, as SVG path data.
    dots: Vec<(&'static str, String)>,
    /// Stands where a level is unknown.
    gap: &'static str,
}

/// One plant.
struct Row {
    name: String,
    y: f64,
    /// Where the days stand, and its level on them.
    cells: Vec<(f64, Option<PollenLevel>)>,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let strongest = Count::strongest(&reading.plants).and_then(|count| count.level);
        let x = Scale::new((0.0, reading.days.len() as f64), WIDTH);
        let column = |(day, number): (&Day, u32)| {
            (x.at(f64::from(number) + 0.5), locale.today_or_weekday(day.date))
        };
        let days: Vec<(f64, String)> = reading.days.iter().zip(0..).map(column).collect();
        let plants: Vec<Row> =
            Plant::ALL.iter().map(|plant| row(*plant, reading, &days, locale)).collect();
        Self {
            code: strongest.map_or("", PollenLevel::code),
            headline: words::headline(reading, locale),
            note: words::note(reading, locale),
            days,
            dots: PollenLevel::ALL.iter().map(|level| dots(*level, &plants)).collect(),
            plants,
            gap: locale.gap(),
        }
    }
}

impl Row {
    /// Whether its pollen is in the air on any day.
    fn flies(&self) -> bool {
        self.cells.iter().any(|(_, level)| *level > Some(PollenLevel::None))
    }
}

fn row(plant: Plant, reading: &Reading, days: &[(f64, String)], locale: &Locale<'_>) -> Row {
    let y = Scale::new((0.0, Plant::ALL.len() as f64), HEIGHT);
    let levels = reading.days.iter().map(|day| Count::of(plant, &day.plants)?.level);
    Row {
        name: locale.text(&plant.key()),
        y: y.at(f64::from(plant as u8) + 0.5),
        cells: days.iter().map(|(x, _)| *x).zip(levels).collect(),
    }
}

/// A level's code and its dots: a dot is a point beside gaps.
fn dots(level: PollenLevel, rows: &[Row]) -> (&'static str, String) {
    let cells = rows.iter().flat_map(|row| row.cells.iter().map(|cell| (row.y, cell)));
    let points = cells.filter(|(_, (_, found))| *found == Some(level));
    (level.code(), line(points.flat_map(|(y, (x, _))| [Some((*x, y)), None])))
}
