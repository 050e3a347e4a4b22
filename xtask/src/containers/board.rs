//! What a running board says of its tiles.

use std::{
    io::{Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// How long an answer may take.
const WITHIN: Duration = Duration::from_secs(5);

/// One tile of the default view.
pub(super) struct Tile {
    pub(super) widget: String,
    /// `live`, `stale`, `no_coverage`, `failed` or `waiting`.
    pub(super) state: String,
    pub(super) reason: Option<String>,
    /// Seconds since the weather it shows.
    pub(super) age_s: Option<i64>,
}

impl Tile {
    /// Whether it shows something that holds now.
    pub(super) fn is_good(&self) -> bool {
        ["live", "no_coverage"].contains(&self.state.as_str())
    }
}

/// The tiles of the default view of the board at `address`, host and port.
///
/// # Errors
/// When nobody answers there, or no board.
pub(super) fn tiles(address: &str) -> Result<Vec<Tile>> {
    let answer = get(address, "/api/tiles")?;
    let tiles = answer["tiles"].as_array().context("no list of tiles")?;
    let tile = |tile: &Value| {
        let text = |key: &str| tile[key].as_str().map(str::to_owned);
        Some(Tile {
            widget: text("widget")?,
            state: text("state")?,
            reason: text("reason"),
            age_s: tile["age_s"].as_i64(),
        })
    };
    Ok(tiles.iter().filter_map(tile).collect())
}

fn get(address: &str, path: &str) -> Result<Value> {
    let socket = address.to_socket_addrs()?.next().context("no address")?;
    let mut stream = TcpStream::connect_timeout(&socket, WITHIN)?;
    stream.set_read_timeout(Some(WITHIN))?;
    // HTTP/1.0 has no chunks, and the end of the body is the end of the connection.
    stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8(answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("no answer")?;
    ensure!(head.split(' ').nth(1) == Some("200"), "{path}: {}", head.lines().next().unwrap_or(""));
    Ok(serde_json::from_str(body)?)
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    /// The address of a board that answers one request with this.
    fn answering(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]);
            stream.write_all(answer.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn tiles_are_read_from_a_board() {
        let address = answering(
            "HTTP/1.0 200 OK\r\n\r\n{\"tiles\":[{\"widget\":\"a\",\"state\":\"live\",\"reason\":null,\
             \"age_s\":3},{\"widget\":\"b\",\"state\":\"failed\",\"reason\":\"why\"}]}",
        );
        let tiles = tiles(&address).unwrap();
        assert!(tiles[0].is_good() && tiles[0].age_s == Some(3));
        assert_eq!(tiles[1].reason.as_deref(), Some("why"));
        assert!(!tiles[1].is_good());
    }

    #[test]
    fn another_server_is_told() {
        let address = answering("HTTP/1.0 404 Not Found\r\n\r\n");
        let error = tiles(&address).err().unwrap().to_string();
        assert_eq!(error, "/api/tiles: HTTP/1.0 404 Not Found");
    }
}
