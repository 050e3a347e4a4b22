/// What decides the weather code of a step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sky {
    /// Precipitation of the step, mm per hour.
    pub(crate) rate_mm_h: f64,
    /// Air temperature, °C.
    pub(crate) temperature_c: f64,
    /// Total cloud cover, %.
    pub(crate) cloud_cover_pct: f64,
    /// Whether it is foggy (and dry).
    pub(crate) fog: bool,
    /// How unstable the air is: showers from 0.5, thunder from 1.
    pub(crate) instability: f64,
}

/// Up to this temperature precipitation is snow, °C.
const SNOW_UP_TO_C: f64 = 1.0;
/// Thunder needs at least this, °C.
const THUNDER_FROM_C: f64 = 12.0;

/// The code of WMO table 4677 as Open-Meteo narrows it. The rates of rain are
/// those of the WMO Guide to Instruments (2.5 and 10 mm/h); cloud cover is cut
/// as Open-Meteo does, at 20, 50 and 80 %.
pub(crate) fn weather_code(sky: &Sky) -> u8 {
    if sky.rate_mm_h <= 0.0 {
        return dry(sky);
    }
    let showers = sky.instability > 0.5;
    if sky.temperature_c <= SNOW_UP_TO_C {
        return snow(sky.rate_mm_h, showers);
    }
    let thunder =
        sky.instability > 1.0 && sky.temperature_c >= THUNDER_FROM_C && sky.rate_mm_h >= 1.5;
    match sky.rate_mm_h {
        rate if thunder && sky.instability > 1.8 && rate >= 8.0 => 96,
        _ if thunder => 95,
        rate if showers => grade(rate, [2.5, 10.0], [80, 81, 82]),
        rate if rate < 0.3 => grade(rate, [0.1, 0.2], [51, 53, 55]),
        rate => grade(rate, [2.5, 10.0], [61, 63, 65]),
    }
}

fn dry(sky: &Sky) -> u8 {
    match sky.cloud_cover_pct {
        _ if sky.fog && sky.temperature_c < 0.0 => 48,
        _ if sky.fog => 45,
        cloud if cloud < 20.0 => 0,
        cloud if cloud < 50.0 => 1,
        cloud if cloud < 80.0 => 2,
        _ => 3,
    }
}

fn snow(rate_mm_h: f64, showers: bool) -> u8 {
    if showers {
        return if rate_mm_h < 1.0 { 85 } else { 86 };
    }
    grade(rate_mm_h, [0.5, 2.0], [71, 73, 75])
}

fn grade(rate_mm_h: f64, bounds: [f64; 2], codes: [u8; 3]) -> u8 {
    codes[bounds.iter().filter(|bound| rate_mm_h >= **bound).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Sky = Sky {
        rate_mm_h: 0.0,
        temperature_c: 20.0,
        cloud_cover_pct: 10.0,
        fog: false,
        instability: 0.0,
    };

    #[test]
    fn each_sky_has_its_code() {
        for (sky, code) in [
            (FINE, 0),
            (Sky { cloud_cover_pct: 20.0, ..FINE }, 1),
            (Sky { cloud_cover_pct: 79.0, ..FINE }, 2),
            (Sky { cloud_cover_pct: 100.0, ..FINE }, 3),
            (Sky { fog: true, ..FINE }, 45),
            (Sky { fog: true, temperature_c: -5.0, ..FINE }, 48),
            (Sky { rate_mm_h: 0.15, ..FINE }, 53),
            (Sky { rate_mm_h: 2.5, ..FINE }, 63),
            (Sky { rate_mm_h: 11.0, instability: 0.6, ..FINE }, 82),
            (Sky { rate_mm_h: 2.0, instability: 1.2, ..FINE }, 95),
            (Sky { rate_mm_h: 9.0, instability: 2.0, ..FINE }, 96),
            (Sky { rate_mm_h: 2.0, instability: 1.2, temperature_c: 8.0, ..FINE }, 80),
            (Sky { rate_mm_h: 0.2, temperature_c: 0.5, ..FINE }, 71),
            (Sky { rate_mm_h: 3.0, temperature_c: -9.0, ..FINE }, 75),
            (Sky { rate_mm_h: 3.0, temperature_c: -9.0, instability: 0.7, ..FINE }, 86),
        ] {
            assert_eq!(weather_code(&sky), code, "{sky:?}");
        }
    }
}
