//! The sun's height over a local day as a curve. All lengths are percent of
//! the picture, from its upper left corner.

use astronomy::sun_position;
use widget_kit::{
    Locale,
    chart::{Scale, Span, TimeAxis, area, extent, line},
};

/// Pieces of the curve: one every half hour.
const PIECES: u32 = 48;
/// How dark each twilight is drawn, and the heights where it begins and ends.
const TWILIGHTS: [(f64, f64, f64); 4] =
    [(0.12, 0.0, -6.0), (0.22, -6.0, -12.0), (0.32, -12.0, -18.0), (0.42, -18.0, -90.0)];
/// The picture shows at least this much sky on either side of the horizon, degrees.
const LEAST_DEG: f64 = 10.0;
/// From where to where the curve may go: the rest is room for the sun's disc.
const RANGE: (f64, f64) = (9.0, 91.0);

/// The picture of one day.
pub(crate) struct Path {
    /// The curve as SVG path data.
    pub(crate) curve: String,
    /// What is under it.
    pub(crate) daylight: String,
    /// The horizon's height.
    pub(crate) horizon: f64,
    /// How dark the twilights are, and from where to where.
    pub(crate) twilights: Vec<(f64, Span)>,
    /// Where the sun is now.
    pub(crate) disc: (f64, f64),
    /// Whether that is above the horizon.
    pub(crate) is_up: bool,
    /// How far right some hours are, and their labels.
    pub(crate) hours: Vec<(f64, String)>,
}

impl Path {
    /// The local day around the instant shown, with the disc at `elevation_deg`.
    pub(crate) fn of_day(elevation_deg: f64, locale: &Locale<'_>) -> Self {
        let place = &locale.view().place;
        let axis = TimeAxis::local_day(place, locale.now());
        let elevation = |time| {
            let sun = sun_position(time, place.latitude, place.longitude, place.elevation);
            Some((axis.x(time), sun.ok()?.elevation_deg))
        };
        let elevations: Vec<_> = axis.instants(PIECES).map(elevation).collect();
        let known = elevations.iter().flatten().map(|(_, degrees)| *degrees);
        let range = extent(known.chain([-LEAST_DEG, LEAST_DEG]), 0.0);
        let (lowest, highest) = range.unwrap_or_default();
        let height = Scale::new((highest, lowest), RANGE);
        let edge = |degrees| height.at(degrees).min(100.0);
        let points = elevations.iter().map(|point| point.map(|(x, deg)| (x, height.at(deg))));
        let twilights = TWILIGHTS.map(|(dark, from, to)| (dark, Span::new(edge(from), edge(to))));
        let inner = axis.marks(6).filter(|mark| mark.hour > 0);
        Self {
            curve: line(points.clone()),
            daylight: area(points, 100.0),
            horizon: height.at(0.0),
            twilights: twilights.into_iter().filter(|(_, band)| band.length() > 0.0).collect(),
            disc: (axis.x(locale.now()), height.at(elevation_deg)),
            is_up: elevation_deg >= 0.0,
            hours: inner.map(|mark| (mark.x, locale.axis_label(mark.time))).collect(),
        }
    }
}
