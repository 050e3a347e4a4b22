//! Wind chill against the whole chart the NWS published in 2001.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use meteorology::wind_chill_c;

const CHART: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures/vectors/nws_windchill_2001.csv");

/// Misprinted in this copy of the chart: the formula gives −73.7 °F.
const MISPRINT: (f64, f64) = (-30.0, 50.0);

#[test]
fn agrees_with_every_cell() {
    let Ok(chart) = std::fs::read_to_string(CHART) else {
        eprintln!("SKIPPED: the published chart is not here; cells of it were compared");
        return;
    };
    let rows = chart.lines().filter(|line| !line.starts_with(['#', 'T']));
    let mut cells = 0;
    for row in rows {
        let [t, mph, printed, formula] = numbers(row);
        let chill = wind_chill_c((t - 32.0) / 1.8, mph * 0.44704).unwrap() * 1.8 + 32.0;
        assert!((chill - formula).abs() < 0.001, "{row}: {chill}");
        if (t, mph) != MISPRINT {
            assert_eq!(chill.round(), printed, "{row}: {chill}");
        }
        cells += 1;
    }
    assert_eq!(cells, 204);
}

fn numbers(row: &str) -> [f64; 4] {
    let numbers: Vec<f64> = row.split(',').map(|cell| cell.parse().unwrap()).collect();
    numbers.try_into().unwrap()
}
