use proptest::prelude::*;

use super::*;

#[test]
fn examples_of_the_agency_come_out() {
    for (average, concentration, expected) in [
        (UsAverage::Pm25Day, 35.9, 102),
        (UsAverage::OzoneEightHours, 0.078, 126),
        (UsAverage::OzoneEightHours, 0.078_53, 126),
        (UsAverage::CarbonMonoxideEightHours, 8.4, 90),
    ] {
        assert_eq!(us_sub_index(average, concentration), Some(expected), "{average:?}");
    }
}

#[test]
fn segments_begin_and_end_at_the_published_breakpoints() {
    for average in UsAverage::ALL {
        let Breakpoints { steps, first, segments } = average.breakpoints();
        for (at, (low, high)) in segments.iter().enumerate() {
            let (index_low, index_high) = INDICES[first + at];
            let index = |in_steps: u16| us_sub_index(average, f64::from(in_steps) / steps);
            assert_eq!(index(*low), Some(index_low), "{average:?} {low}");
            assert_eq!(index(*high), Some(index_high), "{average:?} {high}");
            assert_eq!(UsCategory::of(index_low), UsCategory::ALL[first + at]);
            assert_eq!(UsCategory::of(index_high), UsCategory::ALL[first + at]);
        }
        assert!(segments.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0), "{average:?}");
    }
}

#[test]
fn concentrations_are_cut_off_and_not_rounded() {
    assert_eq!(us_sub_index(UsAverage::Pm25Day, 9.099), Some(50));
    assert_eq!(us_sub_index(UsAverage::Pm25Day, 9.1), Some(51));
    assert_eq!(us_sub_index(UsAverage::Pm10Day, 54.99), Some(50));
    assert_eq!(us_sub_index(UsAverage::NitrogenDioxideHour, 100.9), Some(100));
}

#[test]
fn beyond_the_table_the_line_goes_on_or_the_other_mean_decides() {
    assert_eq!(us_sub_index(UsAverage::Pm25Day, 325.4), Some(500));
    assert_eq!(us_sub_index(UsAverage::Pm25Day, 425.4), Some(699));
    assert_eq!(us_sub_index(UsAverage::OzoneEightHours, 0.3), Some(300));
    assert_eq!(us_sub_index(UsAverage::SulphurDioxideHour, 900.0), Some(200));
    assert_eq!(us_sub_index(UsAverage::OzoneHour, 0.124), None);
    assert_eq!(us_sub_index(UsAverage::SulphurDioxideDay, 304.0), None);
    assert_eq!(us_sub_index(UsAverage::Pm25Day, -1.0), Some(0));
    assert_eq!(us_sub_index(UsAverage::Pm25Day, f64::NAN), None);
}

#[test]
fn gases_are_converted_at_25_degrees() {
    // Factors of the EPA's tables: 1 ppb is 1.96 µg/m³ of ozone, 1.88 of NO2,
    // 2.62 of SO2; 1 ppm is 1145 µg/m³ of CO.
    for (average, expected) in [
        (UsAverage::OzoneHour, 1960.0),
        (UsAverage::NitrogenDioxideHour, 1.88),
        (UsAverage::SulphurDioxideHour, 2.62),
        (UsAverage::CarbonMonoxideEightHours, 1145.0),
        (UsAverage::Pm10Day, 1.0),
    ] {
        let found = average.ugm3_per_unit();
        assert!((found / expected - 1.0).abs() < 0.002, "{average:?}: {found}");
    }
}

fn day(air: Concentrations) -> Vec<Concentrations> {
    vec![air; 24]
}

#[test]
fn the_worst_pollutant_dominates() {
    let air = Concentrations {
        pm2_5_ugm3: Some(35.9),
        pm10_ugm3: Some(60.0),
        ozone_ugm3: Some(100.0),
        nitrogen_dioxide_ugm3: Some(11.2),
        sulphur_dioxide_ugm3: Some(2.5),
        carbon_monoxide_ugm3: Some(229.0),
    };
    let found = us_aqi(&day(air)).unwrap();
    let category = UsCategory::UnhealthyForSensitiveGroups;
    assert_eq!(found, UsAqi { index: 102, category, dominant: Pollutant::Pm25 });
    assert_eq!(us_sub_indices(&day(air)).len(), 6);
    assert_eq!(us_aqi(&day(Concentrations::default())), None);
    assert_eq!(us_aqi(&[]), None);
}

#[test]
fn means_reach_back_from_the_last_hour() {
    let ozone = |ugm3| Concentrations { ozone_ugm3: Some(ugm3), ..Concentrations::default() };
    let ppb = UsAverage::OzoneHour.ugm3_per_unit() / 1000.0;
    // 78 ppb over the last 8 hours, nothing before.
    let mut hours = vec![ozone(0.0); 16];
    hours.extend([ozone(78.5 * ppb); 8]);
    assert_eq!(us_sub_indices(&hours), [(Pollutant::Ozone, 126)]);
    // One hour of 164 ppb after hours of none: the index of the hour is the greater.
    let mut spike = vec![ozone(0.0); 23];
    spike.push(ozone(164.5 * ppb));
    assert_eq!(us_sub_indices(&spike), [(Pollutant::Ozone, 150)]);
}

#[test]
fn a_mean_needs_three_quarters_of_its_hours() {
    let known = Concentrations { pm2_5_ugm3: Some(35.9), ..Concentrations::default() };
    let mut hours = day(known);
    hours[..6].fill(Concentrations::default());
    assert_eq!(us_aqi(&hours).map(|found| found.index), Some(102));
    hours[..7].fill(Concentrations::default());
    assert_eq!(us_aqi(&hours), None);
    assert_eq!(us_aqi(&[known; 17]), None);
}

proptest! {
    #[test]
    fn more_is_never_better(
        average in prop::sample::select(UsAverage::ALL.to_vec()),
        concentration in -1.0..2500.0_f64,
        more in 0.0..500.0_f64,
    ) {
        let steps = average.breakpoints().steps;
        let index = |concentration| us_sub_index(average, concentration / steps);
        prop_assert!(index(concentration) <= index(concentration + more));
    }

    #[test]
    fn nothing_panics(values in prop::collection::vec(any::<Option<f64>>(), 0..40)) {
        let hours: Vec<_> = values
            .into_iter()
            .map(|value| Concentrations {
                pm2_5_ugm3: value,
                pm10_ugm3: value,
                ozone_ugm3: value,
                nitrogen_dioxide_ugm3: value,
                sulphur_dioxide_ugm3: value,
                carbon_monoxide_ugm3: value,
            })
            .collect();
        if let Some(found) = us_aqi(&hours) {
            prop_assert_eq!(found.category, UsCategory::of(found.index));
        }
    }
}
