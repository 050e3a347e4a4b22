//! What the hours come to: extremes, sums and the most probable rain.

use widget_kit::Timestamp;

use crate::Hour;

/// WMO codes of frozen precipitation: snow, snow grains, snow showers.
const SNOW: [u8; 6] = [71, 73, 75, 77, 85, 86];

/// Less precipitation than this in all is none: half a hundredth of an inch,
/// mm. What is above it shows as more than zero in every unit system.
const TRACE_MM: f64 = 0.127;

/// From this probability on nobody would call a forecast dry, %.
const RISKY_PCT: f64 = 30.0;

/// The forecast in a few numbers.
pub(crate) struct Outlook {
    /// Temperature at the instant shown, °C; `None` beside a gap.
    pub(crate) now_c: Option<f64>,
    /// The first of the warmest hours.
    pub(crate) highest: Option<Hour>,
    /// The first of the coldest hours.
    pub(crate) lowest: Option<Hour>,
    /// Precipitation to come, mm; `None` where no hour is known.
    pub(crate) total_mm: Option<f64>,
    /// Whether every hour to come is in that sum.
    pub(crate) complete: bool,
    /// In which form it comes.
    pub(crate) form: Form,
    /// The first hour with the highest probability, and that in percent.
    pub(crate) likeliest: Option<(Timestamp, f64)>,
}

/// How precipitation falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Rain,
    Snow,
    Mixed,
}

impl Outlook {
    pub(crate) fn of(hours: &[Hour], now: Timestamp) -> Self {
        // The precipitation of the first hour has fallen already.
        let coming = hours.get(1..).unwrap_or_default();
        let amounts: Vec<f64> = coming.iter().filter_map(|hour| hour.precipitation_mm).collect();
        Self {
            now_c: at(hours, now),
            highest: extreme(hours, |celsius, best| celsius > best),
            lowest: extreme(hours, |celsius, best| celsius < best),
            total_mm: (!amounts.is_empty()).then(|| amounts.iter().sum()),
            complete: amounts.len() == coming.len(),
            form: form(coming),
            likeliest: coming
                .iter()
                .filter_map(|hour| Some((hour.time, hour.precipitation_probability_pct?)))
                .reduce(|best, next| if next.1 > best.1 { next } else { best }),
        }
    }

    /// Whether no precipitation worth the name is expected.
    pub(crate) fn is_dry(&self) -> bool {
        self.total_mm.is_some_and(|total| total < TRACE_MM)
    }

    /// Whether some hour may be wet after all.
    pub(crate) fn is_risky(&self) -> bool {
        self.likeliest.is_some_and(|(_, percent)| percent >= RISKY_PCT)
    }
}

impl Hour {
    /// Whether what falls in this hour is snow.
    pub(crate) fn is_snow(&self) -> bool {
        self.code.is_some_and(|code| SNOW.contains(&code))
    }
}

/// The temperature between the first two hours, °C.
fn at(hours: &[Hour], now: Timestamp) -> Option<f64> {
    let [first, second, ..] = hours else {
        return None;
    };
    let share = (now.as_second() - first.time.as_second()) as f64
        / (second.time.as_second() - first.time.as_second()) as f64;
    let from = first.temperature_c?;
    if share == 0.0 {
        return Some(from);
    }
    Some(from + share * (second.temperature_c? - from))
}

fn extreme(hours: &[Hour], better: impl Fn(f64, f64) -> bool) -> Option<Hour> {
    let known = hours.iter().filter_map(|hour| Some((hour, hour.temperature_c?)));
    let best = known.reduce(|best, next| if better(next.1, best.1) { next } else { best });
    best.map(|(hour, _)| hour.clone())
}

fn form(hours: &[Hour]) -> Form {
    let wet = || hours.iter().filter(|hour| hour.precipitation_mm.is_some_and(|mm| mm > 0.0));
    match (wet().any(Hour::is_snow), wet().all(Hour::is_snow)) {
        (true, true) => Form::Snow,
        (true, false) => Form::Mixed,
        (false, _) => Form::Rain,
    }
}
