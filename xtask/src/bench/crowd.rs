//! Viewers by the thousand: each follows the events of a view, as a browser does.

use std::{
    cell::RefCell,
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use tokio::{
    io::{AsyncRead, AsyncWriteExt, ReadBuf},
    net::TcpStream,
    runtime,
    sync::{Semaphore, mpsc},
};

use super::mark::{Finders, Race, Reader};
use crate::http;

/// How many connect at the same time.
const DOORS: usize = 64;
/// How long it may take until all are there.
const WITHIN: Duration = Duration::from_secs(60);
/// How much of a stream is read at once, bytes.
const PIECE: usize = 64 * 1024;

thread_local! {
    /// Viewers of one thread read one after the other.
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; PIECE]);
}

/// The viewers of a board, on a thread of their own; they leave when dropped.
pub(super) struct Crowd {
    /// The addresses that further viewers are to follow.
    come: Option<mpsc::UnboundedSender<Arc<str>>>,
    thread: Option<JoinHandle<()>>,
    seats: Arc<Seats>,
    address: String,
}

/// Who is there.
struct Seats {
    race: Arc<Race>,
    finders: Finders,
    present: AtomicUsize,
    lost: AtomicUsize,
}

impl Crowd {
    /// Nobody yet before the board at this address, host and port.
    ///
    /// # Errors
    /// When there can be no further thread.
    pub(super) fn before(address: &str, race: Arc<Race>) -> Result<Self> {
        let (come, coming) = mpsc::unbounded_channel();
        let seats = Arc::new(Seats {
            race,
            finders: Finders::default(),
            present: AtomicUsize::new(0),
            lost: AtomicUsize::new(0),
        });
        let (address, at) = (address.to_owned(), address.to_owned());
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let all = Arc::clone(&seats);
        let thread = thread::spawn(move || runtime.block_on(usher(at, coming, all)));
        Ok(Self { come: Some(come), thread: Some(thread), seats, address })
    }

    /// Opens the page at `path` once, and lets viewers follow its events until there are
    /// so many in all.
    ///
    /// # Errors
    /// When they do not all get in, or one is thrown out.
    pub(super) fn grow_to(&self, count: usize, path: &str) -> Result<()> {
        let events: Arc<str> = events_of(&self.address, path)?.into();
        let come = self.come.as_ref().context("the crowd has left")?;
        for _ in self.present()..count {
            come.send(Arc::clone(&events)).context("the crowd has left")?;
        }
        let deadline = Instant::now() + WITHIN;
        while self.present() < count {
            self.nobody_lost()?;
            let present = self.present();
            ensure!(Instant::now() < deadline, "only {present} of {count} viewers get in");
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// How many follow.
    pub(super) fn present(&self) -> usize {
        self.seats.present.load(Ordering::Relaxed)
    }

    /// Sees that every stream has held.
    ///
    /// # Errors
    /// When one has ended.
    pub(super) fn nobody_lost(&self) -> Result<()> {
        let lost = self.seats.lost.load(Ordering::Relaxed);
        ensure!(lost == 0, "{lost} viewers lost their stream");
        Ok(())
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        self.come = None;
        if let Some(thread) = self.thread.take() {
            // It has nothing to say.
            let _ = thread.join();
        }
    }
}

/// The address of the events of a page, as its script makes it.
fn events_of(address: &str, path: &str) -> Result<String> {
    let page = http::get(address, path, &[("Accept", "text/html")])?.text()?;
    let attribute = |name: &str| {
        let (_, rest) = page.split_once(&format!(" data-{name}=\""))?;
        Some(rest.split_once('"')?.0.replace("&#38;", "&").replace("&amp;", "&"))
    };
    let events = attribute("events").context("the page names no events")?;
    let since = attribute("since").context("the page has no place in the events")?;
    Ok(format!("/{events}&since={since}"))
}

/// Lets viewers in until nobody comes any more, which ends all.
async fn usher(address: String, mut coming: mpsc::UnboundedReceiver<Arc<str>>, seats: Arc<Seats>) {
    let doors = Arc::new(Semaphore::new(DOORS));
    let address: Arc<str> = address.into();
    while let Some(events) = coming.recv().await {
        let Ok(door) = Arc::clone(&doors).acquire_owned().await else { return };
        let (address, seats) = (Arc::clone(&address), Arc::clone(&seats));
        tokio::spawn(async move {
            let stream = enter(&address, &events).await;
            drop(door);
            if let Ok(stream) = stream {
                seats.follow(stream).await;
            }
            seats.lost.fetch_add(1, Ordering::Relaxed);
        });
    }
}

async fn enter(address: &str, events: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    let headers = [("Accept", "text/event-stream")];
    stream.write_all(http::request(address, events, &headers, "keep-alive").as_bytes()).await?;
    Ok(stream)
}

impl Seats {
    /// Reads until the stream ends.
    async fn follow(&self, mut stream: TcpStream) {
        let mut reader = Reader::default();
        let mut is_seated = false;
        loop {
            let read = poll_fn(|context| {
                BUFFER.with_borrow_mut(|buffer| {
                    let mut piece = ReadBuf::new(buffer);
                    let polled = Pin::new(&mut stream).poll_read(context, &mut piece);
                    polled.map_ok(|()| {
                        let bytes = piece.filled();
                        reader.read(&self.finders, bytes, |mark| self.race.arrived(mark));
                        bytes.len()
                    })
                })
            });
            if !matches!(read.await, Ok(1..)) {
                return;
            }
            if !is_seated {
                is_seated = true;
                self.present.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}
