//! What this machine lacks for the demo, and how to get it.

use std::{
    env,
    io::{ErrorKind, Read, Write},
    net::{TcpListener, TcpStream, ToSocketAddrs},
    path::Path,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};
use jiff::{Timestamp, fmt::rfc2822};

use crate::{
    docker::Docker,
    images,
    services::{self, Service},
    tree::Tree,
};

/// A service that live weather comes from; it tells the time in the head of each answer.
const WEATHER: &str = "api.open-meteo.com:80";
/// What images, containers and logs take, bytes.
const DISK: u64 = 1_000_000_000;
/// By how much the clock of this machine may be wrong, s.
const CLOCK_S: i64 = 60;

/// What a look at one thing has found.
enum Finding {
    Good(String),
    /// Worth knowing, and in nobody's way.
    Note(String),
    /// In the way, and how to get it out of the way.
    Bad(String),
}

/// Looks at everything and says what it found; true when nothing is in the way.
///
/// # Errors
/// When the sources cannot be read.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let services = services::all(&Tree::read(root)?)?;
    let docker = Docker::find();
    let time = time_of_service();
    let images = docker.as_ref().ok().map(|docker| images_here(docker, &services));
    let findings = [
        ("engine", engine(docker.as_ref())),
        ("compose", compose(docker.as_ref().ok())),
        ("images", images.unwrap_or_else(|| Finding::Note("no engine has any".into()))),
        ("port", port(docker.as_ref().ok())),
        ("disk", disk(docker.as_ref().ok())),
        ("clock", clock(&time, Timestamp::now())),
        ("network", network(&time)),
    ];
    for (what, finding) in &findings {
        let (mark, words) = match finding {
            Finding::Good(words) => ("ok  ", words),
            Finding::Note(words) => ("note", words),
            Finding::Bad(words) => ("BAD ", words),
        };
        println!("{mark}  {what:<8} {words}");
    }
    let well = !findings.iter().any(|(_, finding)| matches!(finding, Finding::Bad(_)));
    println!("{}", verdict(well, matches!(findings[2].1, Finding::Good(_))));
    Ok(well)
}

fn verdict(well: bool, images: bool) -> &'static str {
    match (well, images) {
        (true, true) => {
            "all works, and with the network unplugged too: \
             cargo xtask up microservices --no-build, with simulated weather"
        }
        (true, false) => "all works; make the images before the network goes: cargo xtask images",
        (false, _) => "not yet: see BAD above",
    }
}

fn engine(docker: Result<&Docker, &anyhow::Error>) -> Finding {
    match docker {
        Ok(docker) => Finding::Good(format!("docker {}", docker.version)),
        Err(error) => Finding::Bad(format!("{error:#}")),
    }
}

fn compose(docker: Option<&Docker>) -> Finding {
    let Some(docker) = docker else { return Finding::Note("no engine to use it with".into()) };
    docker.compose_version().map_or_else(|error| Finding::Bad(format!("{error:#}")), Finding::Good)
}

fn images_here(docker: &Docker, services: &[Service]) -> Finding {
    let tag = match images::tag() {
        Ok(tag) => tag,
        Err(error) => return Finding::Bad(format!("{error:#}")),
    };
    let is_missing = |one: &&Service| {
        let image = format!("{}:{tag}", images::name(&one.name));
        !matches!(docker.image_id(&image), Ok(Some(_)))
    };
    let missing: Vec<&str> =
        services.iter().filter(is_missing).map(|one| one.name.as_str()).collect();
    if missing.is_empty() {
        return Finding::Good(format!("all {} are here as {tag}", services.len()));
    }
    let missing = missing.join(", ");
    Finding::Note(format!("missing as {tag}: {missing}; cargo xtask images makes them"))
}

/// Where compose publishes the board: a port alone is one on every address.
fn publish(setting: Option<String>) -> String {
    let setting = setting.filter(|setting| !setting.is_empty());
    let setting = setting.unwrap_or_else(|| "127.0.0.1:3030".into());
    if setting.contains(':') { setting } else { format!("0.0.0.0:{setting}") }
}

/// Whether the board's port is free, or the board's.
fn port(docker: Option<&Docker>) -> Finding {
    let address = publish(env::var("DASHBOARD_PUBLISH").ok());
    let ours = docker.and_then(|docker| docker.containers().ok()).unwrap_or_default();
    let is_ours = ours.iter().any(|one| {
        let published = docker.and_then(|docker| docker.published(&one.name, 3030).ok().flatten());
        published.as_deref() == Some(address.as_str())
    });
    if is_ours {
        return Finding::Good(format!("{address} is the board's"));
    }
    unused(&address)
}

/// Whether nobody listens at an address.
fn unused(address: &str) -> Finding {
    match TcpListener::bind(address) {
        Ok(_) => Finding::Good(format!("{address} is free")),
        // The engine may what this user may not.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Finding::Note(format!("{address} is for the engine to try"))
        }
        Err(error) => Finding::Bad(format!(
            "{address}: {error}; end what listens there, or DASHBOARD_PUBLISH=127.0.0.1:3033"
        )),
    }
}

fn disk(docker: Option<&Docker>) -> Finding {
    let root = docker.and_then(|docker| docker.info("{{.DockerRootDir}}").ok());
    let folder = root.filter(|folder| Path::new(folder).exists()).unwrap_or_else(|| ".".into());
    match free_bytes(&folder) {
        Ok(free) if free < DISK => Finding::Bad(format!(
            "{} MB are free for the engine, {} are needed: docker system prune",
            free / 1_000_000,
            DISK / 1_000_000
        )),
        Ok(free) => Finding::Good(format!("{} GB are free for the engine", free / 1_000_000_000)),
        Err(error) => Finding::Note(format!("{error:#}")),
    }
}

fn free_bytes(folder: &str) -> Result<u64> {
    let output = Command::new("df").args(["--output=avail", "-B1", folder]).output()?;
    let text = String::from_utf8(output.stdout)?;
    let bytes = text.lines().nth(1).context("df says nothing")?;
    Ok(bytes.trim().parse()?)
}

fn clock(service: &Result<Timestamp>, now: Timestamp) -> Finding {
    let Ok(service) = service else {
        return Finding::Note(format!("{now:.0}; nobody is there to compare it with"));
    };
    let off = now.as_second() - service.as_second();
    if off.abs() > CLOCK_S {
        return Finding::Bad(format!("{off} s off: sudo timedatectl set-ntp true"));
    }
    Finding::Good(format!("{now:.0}, within {CLOCK_S} s of the weather service's"))
}

fn network(service: &Result<Timestamp>) -> Finding {
    match service {
        Ok(_) => Finding::Good("the weather service answers: weather is live".into()),
        Err(error) => Finding::Note(format!(
            "the weather service is not reached ({error:#}): weather is simulated"
        )),
    }
}

/// What time the weather service says it is.
fn time_of_service() -> Result<Timestamp> {
    let within = Duration::from_secs(2);
    let address = WEATHER.to_socket_addrs()?.next().context("no address")?;
    let mut stream = TcpStream::connect_timeout(&address, within)?;
    stream.set_read_timeout(Some(within))?;
    write!(stream, "HEAD / HTTP/1.0\r\nHost: api.open-meteo.com\r\n\r\n")?;
    let mut head = String::new();
    stream.take(8192).read_to_string(&mut head)?;
    date(&head).context("it does not tell the time")
}

/// The time in the head of an answer (RFC 9110, section 6.6.1).
fn date(head: &str) -> Option<Timestamp> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("date:"))?;
    Some(rfc2822::parse(line.split_once(':')?.1.trim()).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_compared_with_the_services() {
        let head = "HTTP/1.1 200 OK\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\n\r\n";
        let time = date(head).unwrap();
        assert_eq!(time.as_second(), 1_700_000_000);
        let now = |off: i64| Timestamp::from_second(1_700_000_000 + off).unwrap();
        assert!(matches!(clock(&Ok(time), now(60)), Finding::Good(_)));
        assert!(matches!(clock(&Ok(time), now(-61)), Finding::Bad(_)));
        assert!(matches!(clock(&Err(anyhow::anyhow!("no way")), now(0)), Finding::Note(_)));
        assert_eq!(date("HTTP/1.1 200 OK\r\n\r\n"), None);
    }

    #[test]
    fn the_board_is_published_where_compose_does() {
        let at = |setting: &str| publish(Some(setting.into()));
        assert_eq!([publish(None), at("")], ["127.0.0.1:3030"; 2]);
        assert_eq!([at("8080"), at("0.0.0.0:80")], ["0.0.0.0:8080", "0.0.0.0:80"]);
    }

    #[test]
    fn a_port_in_use_is_in_the_way() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        assert!(matches!(unused(&address), Finding::Bad(words) if words.contains(&address)));
        drop(taken);
        assert!(matches!(unused(&address), Finding::Good(_)));
    }

    #[test]
    fn the_last_line_says_what_to_do() {
        assert!(verdict(true, true).contains("unplugged"));
        assert!(verdict(true, false).contains("cargo xtask images"));
        assert!(verdict(false, true).contains("BAD"));
    }
}
