//! What a container may, and where it is reached from.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use acceptance::docker;

use super::stack::Stack;

fn inspect(what: &[&str]) -> Vec<Value> {
    serde_json::from_str(&docker(&[&["inspect"], what].concat())).expect("JSON")
}

/// The networks of a container, by the names they have in the compose files.
fn networks(stack: &Stack, container: &Value) -> BTreeSet<String> {
    let networks = container["NetworkSettings"]["Networks"].as_object().expect("networks");
    let prefix = format!("{}_", stack.project);
    networks.keys().map(|name| name.trim_start_matches(&prefix).to_owned()).collect()
}

#[tokio::test]
async fn a_container_may_no_more_than_it_needs() {
    let stack = Stack::up("microservices", &[]).await;
    let containers = stack.containers();
    let names: Vec<&str> = containers.values().map(String::as_str).collect();
    for container in inspect(&names) {
        let name = container["Name"].to_string();
        let host = &container["HostConfig"];
        assert_eq!(container["Config"]["User"], "65532:65532", "{name}");
        assert_eq!(host["ReadonlyRootfs"], true, "{name}");
        assert_eq!(host["CapDrop"], json!(["ALL"]), "{name}");
        assert_eq!(host["SecurityOpt"], json!(["no-new-privileges:true"]), "{name}");
        assert_eq!(host["RestartPolicy"]["Name"], "unless-stopped", "{name}");
        assert_eq!(host["LogConfig"]["Config"]["max-file"], "3", "{name}");
        assert!(host["Memory"].as_u64() > Some(0), "{name}");
        assert!(host["PidsLimit"].as_u64() > Some(0), "{name}");
        let image = &inspect(&[container["Image"].as_str().unwrap()])[0];
        for label in ["title", "version", "revision", "source", "licenses", "created"] {
            let label = format!("org.opencontainers.image.{label}");
            assert!(image["Config"]["Labels"][&label].is_string(), "{name}: {label}");
        }
    }
}

#[tokio::test]
async fn only_the_board_is_reached_from_outside() {
    let stack = Stack::up("microservices", &[]).await;
    for (service, container) in stack.containers() {
        let container = &inspect(&[&container])[0];
        let (wanted, published) = match service.as_str() {
            "frontend" => (["link", "public"], 1),
            _ => (["egress", "link"], 0),
        };
        let networks = networks(&stack, container);
        assert_eq!(networks.iter().map(String::as_str).collect::<Vec<_>>(), wanted, "{service}");
        let ports = container["NetworkSettings"]["Ports"].as_object().unwrap();
        let bound: Vec<&Value> = ports.values().filter_map(Value::as_array).flatten().collect();
        assert_eq!(bound.len(), published, "{service}");
        let is_loopback = |port: &&Value| port["HostIp"].as_str().unwrap().starts_with("127.");
        assert!(bound.iter().all(is_loopback), "{service}");
    }
    let link = format!("{}_link", stack.project);
    assert_eq!(inspect(&[&link])[0]["Internal"], true);
}
