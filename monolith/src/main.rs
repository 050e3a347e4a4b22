//! The board and every widget in one process. The links are the same as
//! between containers, but in memory; instances that dial the board from
//! outside take tiles over as they do anywhere.

use std::{process::ExitCode, sync::Arc};

use frontend::{Board, program};
use link::BoardEnd;
use service::{CancellationToken, Settings, StartError};
use source::Source;
use tokio::task::JoinSet;
use weather::Clock;
use widget_kit::{AnyWidget, Studio};

/// Every widget there is, a line each.
fn widgets() -> Vec<Box<dyn AnyWidget>> {
    vec![
        Box::new(air_quality::AirQuality),
        Box::new(alerts::Alerts),
        Box::new(climate::Climate),
        Box::new(current_conditions::CurrentConditions),
        Box::new(daily_forecast::DailyForecast),
        Box::new(hourly_forecast::HourlyForecast),
        Box::new(humidity::Humidity),
        Box::new(moon::Moon),
        Box::new(pollen::Pollen),
        Box::new(pressure::Pressure),
        Box::new(rain_nowcast::RainNowcast),
        Box::new(sea_state::SeaState),
        Box::new(sun::Sun),
        Box::new(uv_index::UvIndex),
        Box::new(visibility::Visibility),
        Box::new(wind::Wind),
    ]
}

fn main() -> ExitCode {
    let about = "The weather dashboard in one process: the board and every widget";
    let program = program(env!("CARGO_PKG_NAME"), about);
    // It asks for all its widgets, as much as they would apart.
    let widgets = u32::try_from(widgets().len()).unwrap_or(1);
    let daily_calls = service::DAILY_CALLS.saturating_mul(widgets);
    service::run(service::Program { daily_calls, ..program }, start)
}

async fn start(settings: Settings, stop: CancellationToken) -> Result<(), StartError> {
    let board = Board::build(&settings)?;
    let mut built_in = Vec::new();
    let mut links = JoinSet::new();
    for widget in widgets() {
        built_in.push(link_in_memory(widget, board.source().clone(), &mut links, &stop)?);
    }
    board.run(built_in, stop).await?;
    while links.join_next().await.is_some() {}
    Ok(())
}

/// Sets a widget to work and returns the board's end of its link.
fn link_in_memory(
    widget: Box<dyn AnyWidget>,
    source: Source,
    links: &mut JoinSet<()>,
    stop: &CancellationToken,
) -> Result<BoardEnd, StartError> {
    // The board's welcome sets this clock, as it does across a network.
    let studio = Studio::new(widget, source, Clock::system())
        .map_err(|error| StartError::Other(error.to_string()))?;
    let (widget_end, board_end) = link::in_memory();
    let stop = stop.clone();
    links.spawn(async move {
        widget_kit::serve(Arc::new(studio), widget_end, stop).await;
    });
    Ok(board_end)
}
