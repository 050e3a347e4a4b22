//! Runs a stand-in for the public weather services until it is told to stop.

use std::{
    io::{self, Write},
    net::{Ipv4Addr, SocketAddr},
    process::ExitCode,
};

use clap::Parser;
use stand_in::{Service, StandIn};
use tokio::{
    runtime::Builder,
    signal::unix::{SignalKind, signal},
};

/// Stand in for the public weather services: prints its endpoints as settings and runs until
/// SIGTERM or SIGINT
#[derive(Parser)]
#[command(name = "stand-in", version)]
struct Arguments {
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 8090)))]
    listen: SocketAddr,
}

fn main() -> ExitCode {
    let listen = Arguments::parse().listen;
    match Builder::new_current_thread()
        .enable_all()
        .build()
        .and_then(|runtime| runtime.block_on(run(listen)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error closed: the exit code still tells.
            let _ = writeln!(io::stderr(), "stand-in: {listen}: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(listen: SocketAddr) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let services = StandIn::listen(listen).await?;
    print(&services)?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

fn print(services: &StandIn) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for service in Service::ALL {
        let key = service.code().to_uppercase();
        writeln!(output, "DASHBOARD_SOURCE__URLS__{key}={}", services.url(service))?;
    }
    output.flush()
}
