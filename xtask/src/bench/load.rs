//! Requests on connections that stay open, as many as the board answers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    runtime,
    task::JoinSet,
};

use super::{
    Effort, board::Programs, fanout::Stage, memory::VIEWERS, page::PAGE, row::Row,
    statistics::figure,
};
use crate::http::{self, Head};

/// What a browser says of itself with every request of a page.
pub(super) const AS_BROWSER: [(&str, &str); 3] = [
    ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Accept-Language", "en"),
];
/// How many connections ask.
const CONNECTIONS: usize = 32;
/// How often a tile changes meanwhile.
const UPDATE: Duration = Duration::from_secs(1);
/// Before the count begins.
const WARM_UP: Duration = Duration::from_millis(500);

/// How many answers a second so many connections get, each asking again at once.
///
/// # Errors
/// When the board does not take them all, or answers other than with 200.
fn requests_a_second(
    address: &str,
    path: &str,
    connections: usize,
    during: Duration,
) -> Result<f64> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let request = http::request(address, path, &AS_BROWSER, "keep-alive");
    runtime.block_on(count(address, request.into(), connections, during))
}

async fn count(
    address: &str,
    request: Arc<str>,
    connections: usize,
    during: Duration,
) -> Result<f64> {
    let (answers, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let mut asking = JoinSet::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (request, answers, stop) =
            (Arc::clone(&request), Arc::clone(&answers), Arc::clone(&stop));
        asking.spawn(async move { ask(stream, &request, &answers, &stop).await });
    }
    tokio::time::sleep(WARM_UP).await;
    let (began, before) = (Instant::now(), answers.load(Ordering::Relaxed));
    tokio::time::sleep(during).await;
    let (taken, answered) = (began.elapsed(), answers.load(Ordering::Relaxed) - before);
    stop.store(true, Ordering::Relaxed);
    while let Some(asked) = asking.join_next().await {
        asked??;
    }
    Ok(figure(answered) / taken.as_secs_f64())
}

/// Asks again and again on one connection.
async fn ask(
    mut stream: TcpStream,
    request: &str,
    answers: &AtomicUsize,
    stop: &AtomicBool,
) -> Result<()> {
    let mut read = Vec::with_capacity(256 * 1024);
    while !stop.load(Ordering::Relaxed) {
        stream.write_all(request.as_bytes()).await?;
        read.clear();
        answer(&mut stream, &mut read).await?;
        answers.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Reads one whole answer.
async fn answer(stream: &mut TcpStream, read: &mut Vec<u8>) -> Result<()> {
    let mut head: Option<Head> = None;
    loop {
        let more = stream.read_buf(read).await?;
        ensure!(more > 0, "the board ends the connection");
        if head.is_none() {
            head = Head::read(read)?;
        }
        if let Some(head) = &head {
            ensure!(head.status == 200, "status {}", head.status);
            if head.end(read).context("an answer")?.is_some() {
                return Ok(());
            }
        }
    }
}

/// Pages a second, with viewers on and a tile that changes each second.
///
/// # Errors
/// When the board does not answer.
pub(super) fn measure(programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let stage = Stage::set(programs, &[])?;
    stage.crowd.grow_to(VIEWERS, PAGE)?;
    let ends = AtomicBool::new(false);
    let rate = thread::scope(|scope| {
        let updates = scope.spawn(|| stage.change_until(&ends, UPDATE));
        let rate = requests_a_second(stage.address(), PAGE, CONNECTIONS, effort.seconds(6));
        ends.store(true, Ordering::Relaxed);
        // A panic of it is a bug of the bench.
        updates.join().map_err(|_| anyhow::anyhow!("the updates broke off"))??;
        rate
    })?;
    stage.crowd.nobody_lost()?;
    Ok(vec![
        Row::new("page with all data, 32 connections", rate, "/s")
            .at_least(15_000.0)
            .smashing("4,219 without data"),
    ])
}
