use fluent_bundle::FluentValue;

use crate::{GAP, Quantity};

/// A value that a message names, as in `{ $hours }`.
///
/// Numbers choose plural forms and are written in the message's language with
/// at most three decimals and with grouping; what should stand as it is (a
/// year, a value with its unit) is passed as text.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Stands in the message as it is.
    Text(String),
    /// Written in the message's language; not a number gives the gap sign.
    Number(f64),
}

impl Argument {
    pub(crate) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => text.as_str().into(),
            // Rounded here, so that the plural form fits the digits shown.
            Self::Number(number) if number.is_finite() => round_to_thousandths(*number).into(),
            Self::Number(_) => GAP.into(),
        }
    }
}

/// Leaves alone what is too large to have thousandths.
fn round_to_thousandths(number: f64) -> f64 {
    if number.abs() < 1e12 { (number * 1e3).round() / 1e3 } else { number }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Quantity> for Argument {
    fn from(quantity: Quantity) -> Self {
        Self::Text(quantity.to_string())
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

macro_rules! from_small_integers {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Argument {
            fn from(number: $integer) -> Self {
                Self::Number(f64::from(number))
            }
        }
    )+};
}

from_small_integers!(i8, u8, i16, u16, i32, u32);
