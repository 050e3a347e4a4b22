//! The banner across the board: the worst of what the tiles ask for.

use link::protocol::{Notice, Severity};
use localisation::Locale;
use serde::Serialize;
use weather::Timestamp;

use crate::{hub::Shown, text::one_line};

/// The longest headline taken from a widget, characters.
const MAX_HEADLINE: usize = 200;

/// A banner in words. The page draws it, and the stream sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Banner {
    pub(crate) severity: Severity,
    /// The severity in words.
    pub(crate) label: String,
    pub(crate) headline: String,
    /// When it ends, in words.
    pub(crate) until: String,
}

/// What a tile asks for, cut to what a banner holds.
pub(crate) fn clean(notice: &Notice) -> Notice {
    Notice { headline: one_line(&notice.headline, MAX_HEADLINE), ..*notice }
}

/// The worst of what the tiles ask for and what has not ended; of equals, what ends last.
pub(crate) fn worst<'a>(
    shown: impl Iterator<Item = &'a Shown>,
    now: Timestamp,
) -> Option<&'a Notice> {
    shown
        .filter_map(|shown| shown.received.tile.notice.as_ref())
        .filter(|notice| notice.until > now)
        .max_by_key(|notice| (notice.severity, notice.until))
}

impl Banner {
    pub(crate) fn new(notice: &Notice, locale: &Locale<'_>) -> Self {
        Self {
            severity: notice.severity,
            label: locale.text_with("notice", &[("severity", notice.severity.code().into())]),
            headline: notice.headline.clone(),
            until: locale.text_with(
                "notice-until",
                &[("time", locale.weekday_and_time(notice.until).into())],
            ),
        }
    }
}
