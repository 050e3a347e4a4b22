use std::collections::BTreeMap;

use anyhow::Result;

use super::board::{self, Tile};
use crate::docker::{Container, Docker};

/// Prints every container with what it runs, how it is, and what its tile shows;
/// false when one of them is not well.
///
/// # Errors
/// When there is no engine.
pub(crate) fn run() -> Result<bool> {
    let docker = Docker::find()?;
    let containers = docker.containers()?;
    if containers.is_empty() {
        println!("nothing runs; cargo xtask up monolith, or microservices, starts it");
        return Ok(true);
    }
    let mut tiles = BTreeMap::new();
    for container in &containers {
        if let Some(address) = docker.published(&container.name, 3030)? {
            println!("the board: http://{address}/");
            for tile in board::tiles(&address).unwrap_or_default() {
                tiles.insert(tile.widget.clone(), tile);
            }
        }
    }
    let mut revisions = BTreeMap::new();
    for container in &containers {
        let label = "{{index .Config.Labels \"org.opencontainers.image.revision\"}}";
        let revision = docker.image(&container.image, label)?.unwrap_or_default();
        revisions.insert(container.name.clone(), revision);
    }
    print!("{}", table(&containers, &revisions, &tiles));
    let well = tiles.values().all(Tile::is_good) && containers.iter().all(Container::is_healthy);
    Ok(well)
}

fn table(
    containers: &[Container],
    revisions: &BTreeMap<String, String>,
    tiles: &BTreeMap<String, Tile>,
) -> String {
    let mut table =
        format!("{:<20} {:<20} {:<26} {}\n", "service", "revision", "container", "tile");
    for container in containers {
        let revision = revisions.get(&container.name).map_or("", String::as_str);
        let tile = tiles.get(&container.service).map(words).unwrap_or_default();
        let line =
            format!("{:<20} {revision:<20} {:<26} {tile}", container.service, container.status);
        table += line.trim_end();
        table.push('\n');
    }
    let built_in = tiles
        .values()
        .filter(|tile| !containers.iter().any(|container| container.service == tile.widget));
    for tile in built_in {
        let line = format!("{:<20} {:<20} {:<26} {}", tile.widget, "", "built in", words(tile));
        table += &line;
        table.push('\n');
    }
    table
}

fn words(tile: &Tile) -> String {
    let age = tile.age_s.map(|age| format!(", {age} s old")).unwrap_or_default();
    let reason = tile.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{}{age}{reason}", tile.state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_stands_beside_its_tile() {
        let container = Container {
            id: "0123456789ab".into(),
            name: "p_sun_1".into(),
            service: "sun".into(),
            state: "running".into(),
            status: "Up 2 minutes (healthy)".into(),
            image: "x".into(),
        };
        let tile = |widget: &str, state: &str| Tile {
            widget: widget.into(),
            state: state.into(),
            reason: None,
            age_s: Some(4),
        };
        let tiles = [("sun", "live"), ("moon", "stale")]
            .map(|(widget, state)| (widget.to_owned(), tile(widget, state)));
        let revisions = BTreeMap::from([("p_sun_1".to_owned(), "abc".to_owned())]);
        let table = table(&[container], &revisions, &tiles.into());
        let rows: Vec<Vec<&str>> =
            table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(rows[1].join(" "), "sun abc Up 2 minutes (healthy) live, 4 s old");
        assert_eq!(rows[2].join(" "), "moon built in stale, 4 s old");
    }
}
