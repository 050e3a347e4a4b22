use tracing_subscriber::{
    Layer, filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt,
};

use crate::{LogFormat, LogSettings};

/// Sends log events to standard error in the format and from the level set.
pub(crate) fn start(settings: &LogSettings, levels: Targets) {
    let output = fmt::layer().with_writer(std::io::stderr);
    let layer = match settings.format {
        LogFormat::Text => output.boxed(),
        LogFormat::Json => output.json().flatten_event(true).boxed(),
    };
    // A second start in one process, as in tests, keeps the first.
    let _ = tracing_subscriber::registry().with(layer.with_filter(levels)).try_init();
}
