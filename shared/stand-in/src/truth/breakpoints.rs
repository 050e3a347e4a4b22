//! Air-quality indices from the fine dust in the air, by their published breakpoints.

/// Concentration (μg/m³) and index at each breakpoint of US EPA's index of 2024 for PM2.5.
const US: [(f64, f64); 7] = [
    (0.0, 0.0),
    (9.0, 50.0),
    (35.4, 100.0),
    (55.4, 150.0),
    (125.4, 200.0),
    (225.4, 300.0),
    (325.4, 500.0),
];
/// The same of the European index for PM2.5, in the steps of 20 that Open-Meteo uses.
const EUROPEAN: [(f64, f64); 6] =
    [(0.0, 0.0), (10.0, 20.0), (20.0, 40.0), (25.0, 60.0), (50.0, 80.0), (75.0, 100.0)];

/// US index of a concentration of PM2.5, μg/m³.
pub(super) fn us_index(pm2_5_ugm3: f64) -> f64 {
    interpolate(&US, pm2_5_ugm3)
}

/// European index of a concentration of PM2.5, μg/m³.
pub(super) fn european_index(pm2_5_ugm3: f64) -> f64 {
    interpolate(&EUROPEAN, pm2_5_ugm3)
}

fn interpolate(points: &[(f64, f64)], concentration: f64) -> f64 {
    let within = points.windows(2).find(|pair| concentration <= pair[1].0);
    match within {
        Some([(low, from), (high, to)]) => {
            from + (to - from) * (concentration - low) / (high - low)
        }
        _ => points.last().map_or(0.0, |point| point.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breakpoints_are_met_and_the_scale_ends() {
        for (pm2_5, us, european) in
            [(0.0, 0.0, 0.0), (9.0, 50.0, 18.0), (35.4, 100.0, 68.32), (400.0, 500.0, 100.0)]
        {
            assert!((us_index(pm2_5) - us).abs() < 1e-9);
            assert!((european_index(pm2_5) - european).abs() < 1e-9);
        }
    }
}
