//! The compose files: one way to run the dashboard as a container, one as many.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Result;

use crate::{
    images,
    services::{self, BOARD, MONOLITH, Role, Service},
    tree::Tree,
};

const MONOLITH_FILE: &str = "compose/monolith.yaml";
const MICROSERVICES_FILE: &str = "compose/microservices.yaml";

/// Settings that are taken from the shell where it has them.
const FROM_SHELL: [&str; 23] = [
    "BOARD__BASE_PATH",
    "BOARD__DEFAULT",
    "BOARD__FRAME_ANCESTORS",
    "BOARD__MAX_VIEWS",
    "BOARD__PLACES",
    "BOARD__TILES",
    "BOARD__TRUSTED_PROXIES",
    "CLOCK__SPEED",
    "CLOCK__START_AT",
    "LINK__TOKEN",
    "LOG__FORMAT",
    "LOG__LEVEL",
    "SOURCE__API_KEY",
    "SOURCE__DAILY_CALLS",
    "SOURCE__KIND",
    "SOURCE__REFRESH_S",
    "SOURCE__URLS__AIR_QUALITY",
    "SOURCE__URLS__ARCHIVE",
    "SOURCE__URLS__FORECAST",
    "SOURCE__URLS__GEOCODING",
    "SOURCE__URLS__MARINE",
    "SOURCE__URLS__METEOALARM",
    "SOURCE__URLS__NWS_ALERTS",
];

/// Writes the files anew.
///
/// # Errors
/// When a service has no readable manifest, or a file cannot be written.
pub(crate) fn run(root: &Path) -> Result<()> {
    for (path, text) in files(&Tree::read(root)?)? {
        let file = root.join(&path);
        fs::create_dir_all(file.parent().unwrap_or(root))?;
        fs::write(&file, text)?;
        println!("wrote {path}");
    }
    Ok(())
}

/// The path and the text of each file.
///
/// # Errors
/// When a service has no readable manifest.
pub(crate) fn files(tree: &Tree) -> Result<BTreeMap<String, String>> {
    let (monolith, apart): (Vec<Service>, Vec<Service>) =
        services::all(tree)?.into_iter().partition(|service| service.name == MONOLITH);
    Ok(BTreeMap::from([
        (
            MONOLITH_FILE.to_owned(),
            file("The board and every widget in one container.", MONOLITH_FILE, &monolith),
        ),
        (
            MICROSERVICES_FILE.to_owned(),
            file(
                "The board, and each widget in a container of its own.",
                MICROSERVICES_FILE,
                &apart,
            ),
        ),
    ]))
}

fn file(what: &str, path: &str, services: &[Service]) -> String {
    let blocks: String = services.iter().map(block).collect();
    let settings: String = FROM_SHELL.iter().map(|key| format!("  DASHBOARD_{key}:\n")).collect();
    let egress = if services.iter().any(|one| one.role == Role::Widget) {
        "  # Widgets reach the weather services by it.\n  egress: {}\n"
    } else {
        ""
    };
    format!(
        "# {what}
# Made by `cargo xtask compose`, which `cargo xtask tidy` compares it with.
#
#   docker compose --file {path} up
#
# Viewers find the board at DASHBOARD_PUBLISH, 127.0.0.1:3030 where it is not set.
# Settings without a value below are taken from the shell.

x-service: &service
  restart: unless-stopped
  read_only: true
  cap_drop: [ALL]
  security_opt: [\"no-new-privileges:true\"]
  mem_limit: 64m
  pids_limit: 64
  stop_grace_period: 10s
  logging:
    driver: json-file
    options: {{max-size: 1m, max-file: \"3\"}}
  volumes: [\"cache:/cache\"]

x-settings: &settings
  DASHBOARD_LINK__BOARD: ws://board:3031
  DASHBOARD_SOURCE__CACHE_DIR: /cache
{settings}
services:
{blocks}
networks:
  # Viewers come by it.
  public: {{}}
  # The board and its widgets; nobody else, and no way out.
  link:
    internal: true
{egress}
volumes:
  # The last good answers of the weather services.
  cache: {{}}
"
    )
}

fn block(service: &Service) -> String {
    let Service { name, role, .. } = service;
    let image = images::name(name);
    let port = role.port().map(|port| format!(", PORT: \"{port}\"")).unwrap_or_default();
    let rest = if *role == Role::Board {
        "    # Each viewer takes some 10 KiB.
    mem_limit: 256m
    networks:
      public:
        aliases: [board]
      link:
        aliases: [board]
    ports: [\"${DASHBOARD_PUBLISH:-127.0.0.1:3030}:3030\"]
"
    } else {
        "    networks: [link, egress]\n"
    };
    format!(
        "  {name}:
    <<: *service
    image: {image}:${{TAG:-latest}}
    build:
      context: ..
      dockerfile: docker/Dockerfile
      args: {{SERVICE: {name}{port}, REVISION: \"${{REVISION:-unknown}}\"}}
    environment: *settings
{rest}"
    )
}

/// Which of the two ways to run it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Shape {
    /// One container
    Monolith,
    /// One for the board and one for each widget
    Microservices,
}

impl Shape {
    /// Its file, from the workspace root.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Monolith => MONOLITH_FILE,
            Self::Microservices => MICROSERVICES_FILE,
        }
    }

    /// The shape whose viewers meet this service.
    pub(crate) fn of_board(service: &str) -> Option<Self> {
        [Self::Monolith, Self::Microservices].into_iter().find(|shape| shape.board() == service)
    }

    /// The service that viewers meet.
    pub(crate) fn board(self) -> &'static str {
        match self {
            Self::Monolith => MONOLITH,
            Self::Microservices => BOARD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::sound;

    #[test]
    fn every_widget_has_a_block_and_only_the_board_is_published() {
        let files = files(&sound()).unwrap();
        let apart = &files[MICROSERVICES_FILE];
        for service in ["frontend", "alpha", "beta-ray"] {
            assert_eq!(apart.matches(&format!("\n  {service}:\n    <<: *service")).count(), 1);
        }
        assert!(!apart.contains("monolith:\n"));
        assert_eq!(apart.matches("    ports:").count(), 1);
        assert_eq!(apart.matches("networks: [link, egress]").count(), 2);
        let one = &files[MONOLITH_FILE];
        assert_eq!(one.matches("<<: *service").count(), 1);
        assert!(!one.contains("egress"), "its way out is the public network");
    }
}
