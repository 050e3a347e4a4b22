use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};

use crate::{Dashboard, WITHIN};

/// A widget that a test plays itself, frame by frame.
pub struct RogueWidget {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl RogueWidget {
    /// Connects to a board's link port without saying anything.
    ///
    /// # Errors
    /// What the board answers when it does not take the connection.
    pub async fn connect(
        dashboard: &Dashboard,
        token: Option<&str>,
    ) -> Result<Self, tungstenite::Error> {
        Self::dial(&format!("ws://{}/", dashboard.address(3031)), token).await
    }

    /// The same at any address.
    ///
    /// # Errors
    /// What the board answers when it does not take the connection.
    pub async fn dial(url: &str, token: Option<&str>) -> Result<Self, tungstenite::Error> {
        let mut request = url.into_client_request()?;
        if let Some(token) = token {
            let value = format!("Bearer {token}").parse().expect("a header's value");
            request.headers_mut().insert("authorization", value);
        }
        let (socket, _) = connect_async(request).await?;
        Ok(Self { socket })
    }

    /// Connects and says hello as `id`, first in order, with a style sheet.
    ///
    /// # Panics
    /// When it is not welcome.
    pub async fn join(dashboard: &Dashboard, id: &str, style: &str) -> Self {
        let mut widget = Self::connect(dashboard, None).await.expect("a link");
        widget.send(&Self::hello(id, style)).await;
        widget.receive_type("welcome").await;
        widget
    }

    /// A good hello.
    #[must_use]
    pub fn hello(id: &str, style: &str) -> Value {
        json!({
            "type": "hello",
            "protocol": 1,
            "manifest": {
                "id": id, "version": "9.9.9", "size": "small", "order": 1, "refresh_s": 60,
                "reading": { "type": "object" },
            },
            "style": style,
            "instance": {
                "id": "00112233aabbccdd", "version": "9.9.9", "revision": "rogue", "host": "test",
            },
            "uptime_ms": 0,
        })
    }

    /// A live tile for a view, valid for ever.
    #[must_use]
    pub fn tile(view: &Value, html: &str, text: &str) -> Value {
        json!({
            "type": "tile",
            "view": view,
            "title": "Rogue",
            "state": "live",
            "source": "simulated",
            "observed_at": "2025-01-01T00:00:00Z",
            "valid_until": "2199-01-01T00:00:00Z",
            "html": html,
            "text": text,
            "data": { "text": text },
            "took_ms": 1,
        })
    }

    /// Sends a message.
    ///
    /// # Panics
    /// When the link is gone.
    pub async fn send(&mut self, message: &Value) {
        self.send_frame(Message::text(message.to_string())).await.expect("the link is up");
    }

    /// Sends any frame.
    ///
    /// # Errors
    /// When the link is gone.
    pub async fn send_frame(&mut self, frame: Message) -> Result<(), tungstenite::Error> {
        self.socket.send(frame).await
    }

    /// The next message; none when the board has closed the link.
    ///
    /// # Panics
    /// When neither happens in time.
    pub async fn receive(&mut self) -> Option<Value> {
        loop {
            let frame = timeout(WITHIN, self.socket.next()).await.expect("a message in time")?;
            match frame.ok()? {
                Message::Text(text) => return serde_json::from_str(&text).ok(),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    /// The next message of a type.
    ///
    /// # Panics
    /// When the link ends before it comes.
    pub async fn receive_type(&mut self, kind: &str) -> Value {
        loop {
            let message = self.receive().await.unwrap_or_else(|| panic!("the end before {kind}"));
            if message["type"] == kind {
                return message;
            }
        }
    }
}
