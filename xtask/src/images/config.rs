//! What an image says of itself and how it is run.

use std::env::consts::ARCH;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use super::{USER, archive::Layer, release::Release};
use crate::services::{Role, Service};

/// Where the program lies in every image, so that one Dockerfile makes them all.
pub(super) const PROGRAM: &str = "service";

/// Nanoseconds, in which engines count.
const SECOND: u64 = 1_000_000_000;

/// The configuration of a service's image: the image specification of the Open
/// Container Initiative, with the health check that Docker added to it.
///
/// # Errors
/// When nobody has named this machine's architecture.
pub(super) fn of(service: &Service, release: &Release, layers: &[Layer]) -> Result<Value> {
    let created = release.created.to_string();
    let diff_ids: Vec<&str> = layers.iter().map(Layer::digest).collect();
    let step = |layer: &Layer| json!({ "created": created, "created_by": layer.what() });
    let history: Vec<Value> = layers.iter().map(step).collect();
    let mut config = json!({
        "User": format!("{USER}:{USER}"),
        "ExposedPorts": ports(service.role),
        "Env": environment(service.role),
        "Entrypoint": [format!("/{PROGRAM}")],
        "WorkingDir": "/",
        "Labels": labels(service, release),
        "StopSignal": "SIGTERM",
    });
    if service.role.port().is_some() {
        config["Healthcheck"] = health_check();
    }
    Ok(json!({
        "architecture": architecture(ARCH)?,
        "os": "linux",
        "created": created,
        "config": config,
        "rootfs": { "type": "layers", "diff_ids": diff_ids },
        "history": history,
    }))
}

fn health_check() -> Value {
    json!({
        "Test": ["CMD", format!("/{PROGRAM}"), "healthcheck"],
        "Interval": 10 * SECOND,
        "Timeout": 2 * SECOND,
        "StartPeriod": 10 * SECOND,
        // Engines before version 25 do not know it and wait the whole interval.
        "StartInterval": SECOND,
        "Retries": 3,
    })
}

/// The names that Go, and so every engine, has for architectures.
fn architecture(name: &str) -> Result<&'static str> {
    Ok(match name {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => bail!("no image is made on {other}, only on x86_64 and aarch64"),
    })
}

fn ports(role: Role) -> Map<String, Value> {
    let link = (role == Role::Board).then_some(3031);
    let ports = role.port().into_iter().chain(link);
    ports.map(|port| (format!("{port}/tcp"), json!({}))).collect()
}

/// Inside a container, others come from outside.
fn environment(role: Role) -> Vec<String> {
    let listen = role.port().map(|port| format!("DASHBOARD_LISTEN=0.0.0.0:{port}"));
    let link = (role == Role::Board).then(|| "DASHBOARD_LINK__LISTEN=0.0.0.0:3031".to_owned());
    listen.into_iter().chain(link).collect()
}

fn labels(service: &Service, release: &Release) -> Value {
    json!({
        "org.opencontainers.image.title": service.name,
        "org.opencontainers.image.description": service.description,
        "org.opencontainers.image.version": release.version,
        "org.opencontainers.image.revision": release.revision,
        "org.opencontainers.image.source": release.source,
        "org.opencontainers.image.licenses": release.licences,
        "org.opencontainers.image.created": release.created.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn release() -> Release {
        Release {
            version: "1.2.3".into(),
            revision: "0123456789ab".into(),
            created: Timestamp::from_second(1_700_000_000).unwrap(),
            source: "https://example.org/x".into(),
            licences: "MIT".into(),
        }
    }

    fn service(role: Role) -> Service {
        Service {
            name: "alpha".into(),
            folder: "widgets/alpha".into(),
            description: "A service".into(),
            role,
        }
    }

    #[test]
    fn an_image_says_what_it_is() {
        let layer = Layer::of("nothing", &[], release().created).unwrap();
        let config = of(&service(Role::Widget), &release(), &[layer]).unwrap();
        let label = |name: &str| {
            config["config"]["Labels"][format!("org.opencontainers.image.{name}")].clone()
        };
        for (name, value) in [
            ("title", "alpha"),
            ("version", "1.2.3"),
            ("revision", "0123456789ab"),
            ("source", "https://example.org/x"),
            ("licenses", "MIT"),
            ("created", "2023-11-14T22:13:20Z"),
        ] {
            assert_eq!(label(name), value, "{name}");
        }
        assert_eq!(config["config"]["User"], "65532:65532");
        assert_eq!(config["config"]["Healthcheck"]["Test"][2], "healthcheck");
        assert_eq!(config["history"][0]["created_by"], "nothing");
    }

    #[test]
    fn what_has_no_api_has_no_health_check() {
        let config = of(&service(Role::Runner), &release(), &[]).unwrap();
        assert_eq!(config["config"]["ExposedPorts"], json!({}));
        assert_eq!(config["config"].get("Healthcheck"), None);
    }

    #[test]
    fn only_boards_take_links() {
        let ports = |role| ports(role).keys().cloned().collect::<Vec<_>>();
        assert_eq!(ports(Role::Board), ["3030/tcp", "3031/tcp"]);
        assert_eq!(ports(Role::Widget), ["8080/tcp"]);
        assert_eq!(environment(Role::Widget), ["DASHBOARD_LISTEN=0.0.0.0:8080"]);
    }

    #[test]
    fn an_architecture_without_a_name_is_refused() {
        assert_eq!(architecture("aarch64").unwrap(), "arm64");
        assert!(architecture("sparc").is_err());
    }
}
