//! The front-end service: the board without any widget of its own.

use std::process::ExitCode;

use frontend::{Board, program};

fn main() -> ExitCode {
    let program = program(env!("CARGO_PKG_NAME"), "The board of the weather dashboard");
    service::run(program, |settings, stop| async move {
        Board::build(&settings)?.run(Vec::new(), stop).await
    })
}
