//! Health: `live` (the process answers) and `ready` (it does its work), and
//! the question a container without a shell asks of its own program.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

use actix_web::HttpResponse;
use schemars::JsonSchema;
use serde::Serialize;

/// How long `healthcheck` waits for each step, a little under a container's limit of 2 s.
const LIMIT: Duration = Duration::from_millis(1800);

/// How a program is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Health {
    /// In one word.
    pub status: HealthStatus,
    /// What is in the way of being ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How a program is, in one word.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HealthStatus {
    /// It answers.
    Live,
    /// It does its work.
    Ready,
    /// It does not, yet or any more.
    #[serde(rename = "not ready")]
    NotReady,
}

impl Health {
    /// The process answers.
    pub const LIVE: Self = Self { status: HealthStatus::Live, reason: None };

    /// Whether it does its work, or what is in the way.
    #[must_use]
    pub fn with(obstacle: Option<&str>) -> Self {
        let status = if obstacle.is_none() { HealthStatus::Ready } else { HealthStatus::NotReady };
        Self { status, reason: obstacle.map(Into::into) }
    }
}

/// The answer to `GET /health/live`.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health::LIVE)
}

/// The answer to `GET /health/ready`: 200, or 503 with what is in the way.
#[must_use]
pub fn ready(obstacle: Option<&str>) -> HttpResponse {
    let mut answer = match obstacle {
        None => HttpResponse::Ok(),
        Some(_) => HttpResponse::ServiceUnavailable(),
    };
    answer.json(Health::with(obstacle))
}

/// Asks the program listening at `listen` whether it is ready.
///
/// # Errors
/// When it does not answer in time or answers anything but 200.
pub fn check(listen: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect_timeout(&reachable(listen), LIMIT)?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.set_write_timeout(Some(LIMIT))?;
    stream.write_all(b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    match status.get(9..) {
        Some(b"200") => Ok(()),
        code => {
            let code = String::from_utf8_lossy(code.unwrap_or_default()).into_owned();
            Err(io::Error::other(format!("/health/ready answered {code}")))
        }
    }
}

/// An address to reach a listener by: loopback where it listens everywhere.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_on_all_addresses_is_asked_on_loopback() {
        assert_eq!(reachable(([0, 0, 0, 0], 80).into()), ([127, 0, 0, 1], 80).into());
        assert_eq!(reachable(([10, 0, 0, 7], 80).into()), ([10, 0, 0, 7], 80).into());
    }

    #[test]
    fn only_200_is_healthy() {
        for (answer, healthy) in [("200 OK", true), ("503 Service Unavailable", false)] {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap();
            let server = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 256];
                let _ = stream.read(&mut request).unwrap();
                stream.write_all(format!("HTTP/1.0 {answer}\r\n\r\n").as_bytes()).unwrap();
            });
            assert_eq!(check(address).is_ok(), healthy, "{answer}");
            server.join().unwrap();
        }
    }
}
