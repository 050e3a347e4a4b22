//! The weather as a picture, put together from a few shared pieces.

use meteorology::Icon;

/// What hangs below the clouds.
#[derive(Clone, Copy)]
pub(crate) enum Fall {
    Drizzle,
    Rain,
    Flake,
    Grain,
    Hail,
    Bolt,
    Fog,
}

/// The picture, 64 units wide and high: what is further back comes first.
pub(crate) struct Sky {
    /// The transform that puts the sun or the moon into its place.
    pub(crate) light: Option<&'static str>,
    /// Whether it is the sun.
    pub(crate) is_day: Option<bool>,
    /// The transforms of the clouds.
    pub(crate) clouds: &'static [&'static str],
    /// From left to right.
    pub(crate) falls: &'static [Fall],
}

const ALONE: Option<&str> = Some("translate(32 32) scale(1.4)");
const LARGE: Option<&str> = Some("translate(29 28) scale(1.2)");
const BEHIND: Option<&str> = Some("translate(43 21) scale(0.85)");
const PEEKING: Option<&str> = Some("translate(46 16) scale(0.75)");

const WISP: &[&str] = &["translate(42 47) scale(0.62)"];
const CLOUD: &[&str] = &["translate(31 37)"];
const HIGH: &[&str] = &["translate(32 28)"];
const DECK: &[&str] = &["translate(42 25) scale(0.75)", "translate(29 38)"];

impl Sky {
    /// The picture of a condition, by day, by night or where that is unknown.
    pub(crate) fn new(icon: Icon, is_day: Option<bool>) -> Self {
        use Fall::{Bolt, Drizzle, Flake, Fog, Grain, Hail, Rain};
        let (light, clouds, falls): (_, &[&str], &[Fall]) = match icon {
            Icon::Clear => (ALONE, &[], &[]),
            Icon::MostlyClear => (LARGE, WISP, &[]),
            Icon::PartlyCloudy => (BEHIND, CLOUD, &[]),
            Icon::Overcast => (None, DECK, &[]),
            Icon::Fog => (None, HIGH, &[Fog]),
            Icon::Drizzle => (None, HIGH, &[Drizzle, Drizzle, Drizzle]),
            Icon::FreezingDrizzle => (None, HIGH, &[Drizzle, Flake, Drizzle]),
            Icon::Rain => (None, HIGH, &[Rain, Rain, Rain]),
            Icon::FreezingRain => (None, HIGH, &[Rain, Flake, Rain]),
            Icon::Snow => (None, HIGH, &[Flake, Flake, Flake]),
            Icon::SnowGrains => (None, HIGH, &[Grain, Grain, Grain]),
            Icon::RainShowers => (PEEKING, HIGH, &[Rain, Rain, Rain]),
            Icon::SnowShowers => (PEEKING, HIGH, &[Flake, Flake, Flake]),
            Icon::Thunderstorm => (None, HIGH, &[Rain, Bolt, Rain]),
            Icon::ThunderstormHail => (None, HIGH, &[Hail, Bolt, Hail]),
        };
        Self { light, is_day, clouds, falls }
    }
}
