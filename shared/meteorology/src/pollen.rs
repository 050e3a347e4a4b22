use crate::coded::coded;

coded! {
    /// A plant whose pollen is forecast.
    Plant, "plant" {
        /// Alder, *Alnus*.
        Alder = "alder",
        /// Birch, *Betula*.
        Birch = "birch",
        /// Grasses, *Poaceae*.
        Grass = "grass",
        /// Mugwort, *Artemisia*.
        Mugwort = "mugwort",
        /// Olive, *Olea*.
        Olive = "olive",
        /// Ragweed, *Ambrosia*.
        Ragweed = "ragweed",
    }
}

coded! {
    /// How much pollen of a plant is in the air.
    PollenLevel, "pollen-level" {
        /// Less than one grain in a cubic metre.
        None = "none",
        /// Weak (schwach): the most sensitive feel it.
        Low = "low",
        /// Moderate (mässig).
        Moderate = "moderate",
        /// Strong (stark).
        High = "high",
        /// Very strong (sehr stark).
        VeryHigh = "very_high",
    }
}

/// The level of a plant's pollen by its grains/m³, which are rounded to whole
/// grains as counts are. A count that is negative or not a number is none.
///
/// The classes are for daily means at a pollen trap; an hourly value may pass
/// them for a while. Countries draw them differently, since how people react
/// depends on the region, so they say how much pollen there is and not who
/// falls ill.
///
/// Source: MeteoSwiss, Belastungsklassen der allergenen Pollenarten, for all
/// but the olive, which does not grow there. Olive: Red Española de
/// Aerobiología (low 1–50, moderate 51–200, high above 200); very high from
/// 400 is ours, where Florido et al., International Archives of Allergy and
/// Immunology 119 (1999) 133–137, saw symptoms in most patients of Jaén.
#[must_use]
pub fn pollen_level(plant: Plant, grains_m3: f64) -> PollenLevel {
    let lower_limits = lower_limits(plant);
    let counted = grains_m3.round();
    PollenLevel::ALL[lower_limits.partition_point(|limit| *limit <= counted)]
}

/// The least grains/m³ of low, moderate, high and very high.
fn lower_limits(plant: Plant) -> [f64; 4] {
    match plant {
        Plant::Alder => [1.0, 11.0, 70.0, 250.0],
        Plant::Birch => [1.0, 11.0, 70.0, 300.0],
        Plant::Grass => [1.0, 20.0, 50.0, 150.0],
        Plant::Mugwort => [1.0, 6.0, 15.0, 50.0],
        Plant::Olive => [1.0, 51.0, 201.0, 400.0],
        Plant::Ragweed => [1.0, 6.0, 11.0, 40.0],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_are_the_published_classes() {
        use PollenLevel::*;
        for (plant, grains, expected) in [
            (Plant::Birch, 0.0, None),
            (Plant::Birch, 0.4, None),
            (Plant::Birch, 1.0, Low),
            (Plant::Birch, 10.0, Low),
            (Plant::Birch, 11.0, Moderate),
            (Plant::Birch, 69.0, Moderate),
            (Plant::Birch, 70.0, High),
            (Plant::Birch, 299.0, High),
            (Plant::Birch, 300.0, VeryHigh),
            (Plant::Alder, 249.0, High),
            (Plant::Alder, 250.0, VeryHigh),
            (Plant::Grass, 19.0, Low),
            (Plant::Grass, 20.0, Moderate),
            (Plant::Grass, 50.0, High),
            (Plant::Grass, 150.0, VeryHigh),
            (Plant::Mugwort, 5.0, Low),
            (Plant::Mugwort, 14.0, Moderate),
            (Plant::Mugwort, 49.0, High),
            (Plant::Ragweed, 6.0, Moderate),
            (Plant::Ragweed, 11.0, High),
            (Plant::Ragweed, 40.0, VeryHigh),
            (Plant::Olive, 50.0, Low),
            (Plant::Olive, 200.0, Moderate),
            (Plant::Olive, 201.0, High),
            (Plant::Olive, 400.0, VeryHigh),
            (Plant::Olive, f64::NAN, None),
            (Plant::Olive, -1.0, None),
        ] {
            assert_eq!(pollen_level(plant, grains), expected, "{plant:?} {grains}");
        }
    }

    #[test]
    fn limits_rise() {
        for plant in Plant::ALL {
            assert!(lower_limits(*plant).is_sorted_by(|a, b| a < b), "{plant:?}");
        }
    }

    proptest! {
        #[test]
        fn more_pollen_is_never_a_lower_level(
            plant in prop::sample::select(Plant::ALL),
            grains in any::<f64>(),
            more in 0.0..1000.0_f64,
        ) {
            prop_assert!(pollen_level(plant, grains) <= pollen_level(plant, grains + more));
        }
    }
}
