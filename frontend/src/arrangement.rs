//! In which order tiles stand on a page, and which of them do not show.

use std::{fmt, str::FromStr};

use link::is_widget_id;

use crate::frame::Frame;

/// The most tiles that an arrangement names.
const MAX_NAMED: usize = 64;

/// The tiles that stand first, in this order; each may be hidden. Those it
/// does not name follow as they stand by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arrangement(Vec<Named>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    widget: String,
    is_hidden: bool,
}

/// A text that is no arrangement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArrangementError {
    /// Something between the commas is no id of a widget.
    #[error("{0:?} is no widget: ids parted by commas are allowed, a hidden one after a -")]
    NoWidget(String),
    /// There are more than any board has.
    #[error("{0} widgets are too many: at most {MAX_NAMED}")]
    TooMany(usize),
}

impl FromStr for Arrangement {
    type Err = ArrangementError;

    /// Reads ids parted by commas, those of hidden tiles after a `-`:
    /// `wind,sun,-moon`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let items: Vec<&str> =
            text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
        if items.len() > MAX_NAMED {
            return Err(ArrangementError::TooMany(items.len()));
        }
        items.into_iter().map(named).collect::<Result<_, _>>().map(Self)
    }
}

fn named(item: &str) -> Result<Named, ArrangementError> {
    let (widget, is_hidden) = item.strip_prefix('-').map_or((item, false), |rest| (rest, true));
    if is_widget_id(widget) {
        Ok(Named { widget: widget.into(), is_hidden })
    } else {
        Err(ArrangementError::NoWidget(item.chars().take(64).collect()))
    }
}

impl fmt::Display for Arrangement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Named { widget, is_hidden }) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let sign = if *is_hidden { "-" } else { "" };
            write!(f, "{comma}{sign}{widget}")?;
        }
        Ok(())
    }
}

impl Arrangement {
    /// Puts frames into this order and hides what it hides.
    pub(crate) fn apply(&self, frames: &mut [Frame]) {
        let named = |frame: &Frame| self.0.iter().position(|named| named.widget == frame.widget);
        for frame in &mut *frames {
            frame.is_hidden = named(frame).is_some_and(|index| self.0[index].is_hidden);
        }
        frames.sort_by_key(|frame| named(frame).unwrap_or(self.0.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(widgets: &[&str]) -> Vec<Frame> {
        let frame = |widget: &&str| Frame { widget: (*widget).into(), ..Frame::blank() };
        widgets.iter().map(frame).collect()
    }

    #[test]
    fn named_tiles_come_first_and_the_rest_as_they_were() {
        let arrangement: Arrangement = "delta, -gamma,,gone,beta".parse().unwrap();
        assert_eq!(arrangement.to_string(), "delta,-gamma,gone,beta");
        let mut frames = frames(&["alpha", "beta", "gamma", "other", "delta"]);
        arrangement.apply(&mut frames);
        let shown: Vec<_> =
            frames.iter().map(|frame| (frame.widget.as_str(), frame.is_hidden)).collect();
        let expected = [
            ("delta", false),
            ("gamma", true),
            ("beta", false),
            ("alpha", false),
            ("other", false),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_is_no_widget_is_named() {
        for bad in ["Beta", "--beta", "beta;delta", "../x"] {
            let error = bad.parse::<Arrangement>().unwrap_err();
            assert_eq!(error, ArrangementError::NoWidget(bad.into()));
        }
        let many = "x,".repeat(65).parse::<Arrangement>().unwrap_err();
        assert_eq!(many.to_string(), "65 widgets are too many: at most 64");
    }
}
