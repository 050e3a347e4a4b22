//! A proxy before the board that fails in the ways proxies do.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use acceptance::eventually;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    /// Passes everything on.
    Pass,
    /// Keeps connections and passes nothing on.
    Silent,
    /// Ends connections and answers every request with 502.
    BadGateway,
    /// The same for streams alone.
    NoStreams,
}

impl Mood {
    fn refuses(self, request: &str) -> bool {
        match self {
            Self::Pass | Self::Silent => false,
            Self::BadGateway => true,
            Self::NoStreams => request.starts_with("GET /events"),
        }
    }
}

/// A proxy that a test controls; it ends with the test.
pub(crate) struct Proxy {
    address: SocketAddr,
    mood: watch::Sender<Mood>,
    refused: Arc<AtomicUsize>,
    build: watch::Sender<Option<String>>,
}

impl Proxy {
    /// Starts one before `board`.
    pub(crate) async fn start(board: SocketAddr) -> Self {
        let listener = TcpListener::bind((board.ip(), 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (mood, build) = (watch::Sender::new(Mood::Pass), watch::Sender::new(None));
        let refused = Arc::new(AtomicUsize::new(0));
        let parts = (mood.subscribe(), build.subscribe(), Arc::clone(&refused));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (mood, build, refused) = parts.clone();
                tokio::spawn(async move {
                    // A connection that breaks is its browser's business.
                    let _ = serve(client, board, mood, build, &refused).await;
                });
            }
        });
        Self { address, mood, refused, build }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn pass(&self) {
        self.mood.send_replace(Mood::Pass);
    }

    pub(crate) fn fall_silent(&self) {
        self.mood.send_replace(Mood::Silent);
    }

    pub(crate) fn answer_502(&self) {
        self.mood.send_replace(Mood::BadGateway);
    }

    pub(crate) fn refuse_streams(&self) {
        self.mood.send_replace(Mood::NoStreams);
    }

    /// Writes another build into every page.
    pub(crate) fn pretend_builds_are(&self, build: &str) {
        self.build.send_replace(Some(build.to_owned()));
    }

    /// Waits until so many requests were answered with 502.
    pub(crate) async fn until_asked(&self, times: usize) {
        eventually("the page asks again", || async {
            (self.refused.load(Ordering::Relaxed) >= times).then_some(())
        })
        .await;
    }
}

async fn serve(
    mut client: TcpStream,
    board: SocketAddr,
    mut mood: watch::Receiver<Mood>,
    build: watch::Receiver<Option<String>>,
    refused: &AtomicUsize,
) -> std::io::Result<()> {
    let request = head(&mut client).await?;
    if mood.borrow().refuses(&request) {
        refused.fetch_add(1, Ordering::Relaxed);
        let answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\
                      Content-Length: 3\r\nConnection: close\r\n\r\nno\n";
        return client.write_all(answer.as_bytes()).await;
    }
    let mut upstream = TcpStream::connect(board).await?;
    // One request a connection, and no compression: what comes can be rewritten.
    let lines = request.lines().filter(|line| {
        let line = line.to_ascii_lowercase();
        !line.is_empty() && !line.starts_with("connection:") && !line.starts_with("accept-encoding")
    });
    let mut forwarded: String = lines.map(|line| format!("{line}\r\n")).collect();
    forwarded.push_str("Connection: close\r\n\r\n");
    upstream.write_all(forwarded.as_bytes()).await?;
    let build = build.borrow().clone();
    if let Some(build) = build.filter(|_| request.starts_with("GET /?")) {
        let mut page = String::new();
        upstream.read_to_string(&mut page).await?;
        return client.write_all(with_build(&page, &build).as_bytes()).await;
    }
    let (mut from_board, _keep) = upstream.split();
    let (_unread, mut to_client) = client.split();
    let mut buffer = [0; 16 * 1024];
    loop {
        tokio::select! {
            read = from_board.read(&mut buffer) => match read? {
                0 => return Ok(()),
                _ if *mood.borrow() == Mood::Silent => {}
                count => to_client.write_all(&buffer[..count]).await?,
            },
            changed = mood.changed() => {
                if changed.is_err() || mood.borrow().refuses(&request) {
                    return Ok(());
                }
            }
        }
    }
}

/// The head of a request; it has no body.
async fn head(client: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// The same page, of the same length, from another build.
fn with_build(page: &str, build: &str) -> String {
    let (before, rest) = page.split_once("data-build=\"").expect("a build");
    let (real, after) = rest.split_once('"').expect("its end");
    let build = format!("{build:x<width$}", width = real.len());
    format!("{before}data-build=\"{build}\"{after}")
}
