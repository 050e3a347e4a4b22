//! How values are written on the command line.

use clap::ValueEnum;

/// The name by which a command line chooses this value.
pub(crate) fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
