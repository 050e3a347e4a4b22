//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use meteorology::Comfort;
use widget_kit::{
    Locale, Quantity,
    chart::{Scale, Span},
};

use crate::Reading;

/// Where one word for the comfort ends and the next begins, and the ends of the
/// picture: dew points, °F, in which the scale is made.
const LIMITS_F: [f64; 6] = [30.0, 50.0, 55.0, 60.0, 65.0, 80.0];
/// Where the dot of a dew point may stand, that it is whole.
const DOT: (f64, f64) = (2.0, 98.0);
/// Nearer to an end than this, the label runs away from it.
const LABEL: (f64, f64) = (30.0, 70.0);

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    humidity: Quantity,
    comfort: String,
    bands: Vec<Band>,
    dew_point: String,
    /// Where the dew point is on the scale.
    dot: Option<f64>,
    /// The values that have no place on it, with their names.
    wet_bulb: (String, Quantity),
    deficit: (String, Quantity),
}

/// The dew points of one word.
struct Band {
    code: &'static str,
    is_here: bool,
    span: Span,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let scale = Scale::new((LIMITS_F[0], LIMITS_F[5]), (0.0, 100.0));
        let limits =
            LIMITS_F.windows(2).map(|pair| Span::new(scale.at(pair[0]), scale.at(pair[1])));
        let band = |(word, span): (&Comfort, Span)| Band {
            code: word.code(),
            is_here: reading.comfort == Some(*word),
            span,
        };
        let dew_point = locale.temperature(reading.dew_point_c);
        let fahrenheit = reading.dew_point_c.map(|celsius| celsius * 1.8 + 32.0);
        Self {
            humidity: locale.percent(reading.relative_humidity_pct),
            comfort: match reading.comfort {
                Some(word) => locale.text(&word.key()),
                None => locale.gap().into(),
            },
            bands: Comfort::ALL.iter().zip(limits).map(band).collect(),
            dew_point: locale.text_with("dew-point", &[("temperature", dew_point.into())]),
            dot: fahrenheit.map(|fahrenheit| scale.at(fahrenheit).clamp(DOT.0, DOT.1)),
            wet_bulb: (locale.text("wet-bulb"), locale.temperature(reading.wet_bulb_c)),
            deficit: (
                locale.text("deficit"),
                locale.quantity(reading.vapour_pressure_deficit_kpa, 2, "kPa"),
            ),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        locale.text_with(
            "text",
            &[
                ("humidity", self.humidity.clone().into()),
                ("comfort", self.comfort.as_str().into()),
                ("dew-point", self.dew_point.as_str().into()),
                ("wet-bulb", self.wet_bulb.1.clone().into()),
                ("deficit", self.deficit.1.clone().into()),
            ],
        )
    }

    /// Where the label begins: at an end of the picture, or about the dot.
    fn label(&self) -> (f64, &'static str) {
        match self.dot {
            Some(x) if x > LABEL.1 => (100.0, "end"),
            Some(x) if x >= LABEL.0 => (x, "middle"),
            _ => (0.0, "start"),
        }
    }
}
