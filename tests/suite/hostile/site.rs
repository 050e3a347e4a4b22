//! A small web site that remembers what it was asked for.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A site on a port of its own, until the test ends.
pub(crate) struct Site {
    address: SocketAddr,
    visits: Arc<Mutex<Visits>>,
}

#[derive(Default)]
struct Visits {
    connections: usize,
    paths: Vec<String>,
}

impl Site {
    /// Starts a site whose pages `page` makes from their paths.
    pub(crate) async fn serving(page: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let visits = Arc::new(Mutex::<Visits>::default());
        let (page, noted) = (Arc::new(page), Arc::clone(&visits));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                note(&noted).connections += 1;
                let (page, noted) = (Arc::clone(&page), Arc::clone(&noted));
                tokio::spawn(async move {
                    // A visitor may leave at any time.
                    let _ = answer(stream, &*page, &noted).await;
                });
            }
        });
        Self { address, visits }
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        note(&self.visits).connections
    }

    /// The paths that were asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        note(&self.visits).paths.clone()
    }
}

fn note(visits: &Mutex<Visits>) -> std::sync::MutexGuard<'_, Visits> {
    visits.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(
    mut stream: TcpStream,
    page: &(impl Fn(&str) -> String + Sync),
    visits: &Mutex<Visits>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let request = lines.next_line().await?.unwrap_or_default();
    while lines.next_line().await?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let body = page(&path);
    note(visits).paths.push(path);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await
}
