use std::{net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A stand-in weather service that gives the same answer to every request.
pub struct Upstream {
    address: SocketAddr,
}

impl Upstream {
    /// Starts answering with `body` on a free port, until the test ends.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn serving(body: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let body = Arc::new(body);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&body)));
            }
        });
        Self { address }
    }

    /// Its address as a full endpoint.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/v1/forecast", self.address)
    }
}

async fn answer(mut stream: TcpStream, body: Arc<String>) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read_exact(&mut byte).await.is_err() {
            return;
        }
        request.push(byte[0]);
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // The client may have gone.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
}
