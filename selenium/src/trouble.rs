//! Why a command did not succeed, and whether it may a moment later.

use std::fmt;

use fantoccini::error::{CmdError, ErrorStatus};
use serde_json::Value;
use thiserror::Error;

/// Why a command did not succeed.
#[derive(Debug, Error)]
pub enum Trouble {
    /// There is no such element yet; another locator may find it.
    #[error("{0}")]
    Missing(String),
    /// It does not hold, or cannot be done, yet.
    #[error("{0}")]
    NotYet(String),
    /// It will not become better.
    #[error("{0}")]
    Final(String),
    /// The browser or its driver is gone.
    #[error("the browser is gone: {0}")]
    Died(String),
}

impl Trouble {
    /// Trouble that stays, from anything that can be said.
    pub(crate) fn lasting(error: &dyn fmt::Display) -> Self {
        Self::Final(error.to_string())
    }
}

/// What drivers say, as an unknown error, when the browser behind them ended.
const DEATHS: &[&str] = &[
    "not connected to DevTools",
    "chrome not reachable",
    "session deleted",
    "page crash",
    "tab crashed",
    "Failed to decode response from marionette",
    "without establishing a connection",
    "(os error 111)",
    "invalid session id",
];

impl From<CmdError> for Trouble {
    fn from(error: CmdError) -> Self {
        match &error {
            CmdError::Standard(standard) => {
                let message = first_line(&standard.message);
                let said = format!("{}: {message}", standard.error());
                // Chromium's driver says the kind of error itself.
                let said =
                    if message.starts_with(&standard.error()) { message.clone() } else { said };
                match standard.error {
                    ErrorStatus::InvalidSessionId => Self::Died(message),
                    _ if DEATHS.iter().any(|death| standard.message.contains(death)) => {
                        Self::Died(message)
                    }
                    ErrorStatus::NoSuchElement => Self::Missing(message),
                    ErrorStatus::StaleElementReference
                    | ErrorStatus::DetachedShadowRoot
                    | ErrorStatus::ElementClickIntercepted
                    | ErrorStatus::ElementNotInteractable
                    | ErrorStatus::InvalidElementState
                    | ErrorStatus::MoveTargetOutOfBounds
                    | ErrorStatus::NoSuchAlert
                    | ErrorStatus::NoSuchFrame
                    | ErrorStatus::NoSuchWindow => Self::NotYet(said),
                    _ => Self::Final(said),
                }
            }
            // Drivers give up a command under which a dialog opens, and call it done.
            CmdError::NotW3C(Value::Null) => {
                Self::NotYet("the driver answered nothing, as when a dialog opens".into())
            }
            CmdError::Failed(_) | CmdError::FailedC(_) | CmdError::Lost(_) => {
                Self::Died(error.to_string())
            }
            _ => Self::Final(error.to_string()),
        }
    }
}

/// Drivers add versions and stacks on further lines.
fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim().to_owned()
}
