//! The alerts widget as a program of its own.

fn main() -> std::process::ExitCode {
    widget_kit::run(alerts::Alerts)
}
