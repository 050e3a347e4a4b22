//! The picture and its words.

use askama::Template;
use meteorology::{FogRisk, VisibilityClass};
use widget_kit::{Locale, Quantity, chart::hundredth};

use crate::Reading;

/// The ridges from the farthest to the nearest, each where a class begins: how
/// far it is, m, how high its label stands, %, and its outline in SVG path data.
const RIDGES: [(f64, f64, &str); 5] = [
    (40e3, 16.0, "M0 30L10 17L18 25L33 4L46 24L58 11L71 27L84 14L100 24"),
    (20e3, 37.0, "M0 40Q12 26 26 38T52 36T78 35T100 38"),
    (10e3, 57.0, "M0 56C14 44 26 46 40 56S68 48 80 52S94 58 100 54"),
    (4e3, 76.0, "M0 70Q20 62 46 73T100 68"),
    (1e3, 96.0, "M0 90C20 78 44 80 64 88S90 92 100 85"),
];
/// How strong the faintest ridge in sight is.
const FAINTEST: f64 = 0.3;
/// At the limit of visibility this much is left of the contrast of something
/// black (WMO-No. 8, volume I, chapter 9: meteorological optical range).
const CONTRAST_LEFT: f64 = 0.05;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    distance: Quantity,
    class: String,
    fog: String,
    /// The code of the risk, a class; empty where it is unknown.
    risk: &'static str,
    /// From the farthest on; none where the visibility is unknown.
    ridges: Vec<Ridge>,
}

struct Ridge {
    distance: Quantity,
    label_y: f64,
    outline: &'static str,
    /// How strong it looks; none where it is out of sight.
    opacity: Option<f64>,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let class = reading.class.map(VisibilityClass::key);
        let fog = reading.fog_risk.zip(reading.fog_reason);
        let fog = fog.map(|(risk, reason)| {
            let arguments = [(risk.key(), "risk"), (reason.key(), "reason")]
                .map(|(key, name)| (name, locale.text(&key).into()));
            locale.text_with("fog", &arguments)
        });
        let visibility_m = reading.visibility_m.into_iter();
        Self {
            distance: locale.distance(reading.visibility_m),
            class: class.map_or_else(|| locale.gap().into(), |key| locale.text(&key)),
            fog: fog.unwrap_or_else(|| locale.text("fog-unknown")),
            risk: reading.fog_risk.map_or("", FogRisk::code),
            ridges: visibility_m.flat_map(|visibility_m| ridges(visibility_m, locale)).collect(),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        let distances = |in_sight: bool| {
            let ridges = self.ridges.iter().rev();
            let ridges = ridges.filter(|ridge| ridge.opacity.is_some() == in_sight);
            locale.list(&ridges.map(|ridge| ridge.distance.to_string()).collect::<Vec<_>>())
        };
        let ridges = [("in-sight", distances(true)), ("out-of-sight", distances(false))];
        let ridges = ridges.into_iter().filter(|(_, distances)| !distances.is_empty());
        let ridges =
            ridges.map(|(id, distances)| locale.text_with(id, &[("distances", distances.into())]));
        let distance = self.distance.clone().into();
        let arguments = [("distance", distance), ("class", self.class.as_str().into())];
        let sentences = [locale.text_with("text", &arguments), self.fog.clone()];
        let sentences: Vec<String> = sentences.into_iter().chain(ridges).collect();
        locale.sentences(&sentences)
    }
}

fn ridges(visibility_m: f64, locale: &Locale<'_>) -> impl Iterator<Item = Ridge> {
    RIDGES.into_iter().map(move |(distance_m, label_y, outline)| Ridge {
        distance: locale.distance(distance_m),
        label_y,
        outline,
        opacity: (distance_m <= visibility_m).then(|| {
            let contrast = libm::pow(CONTRAST_LEFT, distance_m / visibility_m);
            hundredth(FAINTEST + (1.0 - FAINTEST) * contrast)
        }),
    })
}
