//! What every program here does alike: [`run`] reads the command line and the
//! [`Settings`], sets up logging, runs the program until it is told to stop,
//! and answers `healthcheck`. With it come the small HTTP pieces that the
//! board and the widgets share: [`Problem`], [`health`], [`metrics`] and [`readings`].

mod arguments;
pub mod health;
pub mod http;
mod instance;
mod logging;
pub mod metrics;
mod problem;
mod program;
pub mod readings;
mod secret;
mod settings;
mod stop;

pub use instance::{REVISION, host_name, instance_id};
pub use problem::Problem;
pub use program::{Program, StartError, run};
pub use secret::Secret;
pub use settings::{
    BoardSettings, ClockSettings, DAILY_CALLS, LinkSettings, LogFormat, LogSettings, Settings,
    SettingsError, SourceSetting, SourceSettings, SourceUrls,
};
pub use tokio_util::sync::CancellationToken;
