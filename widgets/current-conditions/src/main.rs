//! The current-conditions widget as a program of its own.

fn main() -> std::process::ExitCode {
    widget_kit::run(current_conditions::CurrentConditions)
}
