//! The phase in a word: of a time, where the almanac's phases are instants.

use astronomy::{MoonPhase, next_moon_phase};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::Timestamp;

/// A phase is called by the name of its instant from so long before it until so
/// long after, s: half a day, so that it has the name for one day.
const NEAR_S: i64 = 12 * 3600;

/// The phase in a word: the four of the almanac within 12 h of their instants,
/// and what lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It stands with the sun.
    NewMoon,
    /// It waxes to the half.
    WaxingCrescent,
    /// Half of it is lit, and it waxes.
    FirstQuarter,
    /// It waxes from the half to the full.
    WaxingGibbous,
    /// It stands opposite the sun.
    FullMoon,
    /// It wanes from the full to the half.
    WaningGibbous,
    /// Half of it is lit, and it wanes.
    LastQuarter,
    /// It wanes from the half.
    WaningCrescent,
}

/// The almanac's phases, each with what it is called before it and at it.
const PHASES: [(MoonPhase, Phase, Phase); 4] = [
    (MoonPhase::NewMoon, Phase::WaningCrescent, Phase::NewMoon),
    (MoonPhase::FirstQuarter, Phase::WaxingCrescent, Phase::FirstQuarter),
    (MoonPhase::FullMoon, Phase::WaxingGibbous, Phase::FullMoon),
    (MoonPhase::LastQuarter, Phase::WaningGibbous, Phase::LastQuarter),
];

impl Phase {
    /// What the moon is called at an instant.
    pub(crate) fn at(now: Timestamp) -> Self {
        // Before the first instants of time there is no phase to be near to.
        let from = Timestamp::from_second(now.as_second() - NEAR_S).unwrap_or(now);
        let mut coming =
            PHASES.map(|(phase, before, at)| (next_moon_phase(phase, from), before, at));
        coming.sort_by_key(|(time, ..)| *time);
        let [(time, before, at), ..] = coming;
        if time.as_second() - now.as_second() <= NEAR_S { at } else { before }
    }

    /// The message that names it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::NewMoon => "new-moon",
            Self::WaxingCrescent => "waxing-crescent",
            Self::FirstQuarter => "first-quarter",
            Self::WaxingGibbous => "waxing-gibbous",
            Self::FullMoon => "full-moon",
            Self::WaningGibbous => "waning-gibbous",
            Self::LastQuarter => "last-quarter",
            Self::WaningCrescent => "waning-crescent",
        }
    }
}
