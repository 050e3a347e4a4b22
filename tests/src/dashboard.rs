use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::atomic::{AtomicU8, Ordering},
};

use serde_json::Value;

use crate::{Answer, Process, Stream, eventually, get, get_alone, get_as};

include!(concat!(env!("OUT_DIR"), "/widgets.rs"));

/// Whether all of them have to fit a wall, as the sixteen do that the project comes with.
pub const FIT_A_WALL: bool = WIDGETS.len() <= 16;

/// The shape in which the same dashboard runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topology {
    /// One process.
    Monolith,
    /// The board and each widget in a process of its own.
    Microservices,
    /// A monolith, and an outside instance of `wind` that dials it.
    Mixed,
}

/// A configuration key with its value.
pub type Setting<'a> = (&'a str, &'a str);

/// A running dashboard; it ends when dropped.
pub struct Dashboard {
    /// The process with the board.
    pub board: Option<Process>,
    /// The widget processes by the names they were started with.
    pub widgets: BTreeMap<String, Process>,
    topology: Topology,
    ip: Ipv4Addr,
    settings: Vec<(String, String)>,
    next_port: u16,
}

/// A loopback address that no other test uses, so that ports never collide.
fn unused_ip() -> Ipv4Addr {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    let [.., high, low] = std::process::id().to_be_bytes();
    Ipv4Addr::new(127, high.max(1), low, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// `source.kind` as the environment spells it.
fn variable(key: &str) -> String {
    format!("DASHBOARD_{}", key.replace('.', "__").to_uppercase())
}

impl Dashboard {
    /// Starts a dashboard on simulated weather, or as `settings` say, and
    /// waits until every widget shows.
    pub async fn spawn(topology: Topology, settings: &[Setting<'_>]) -> Self {
        let mut dashboard = Self::prepare(topology, settings);
        dashboard.start_all();
        dashboard.until_all_show().await;
        dashboard
    }

    /// Starts every process of this shape.
    pub fn start_all(&mut self) {
        self.start_board();
        match self.topology {
            Topology::Monolith => {}
            Topology::Microservices => {
                for widget in WIDGETS {
                    self.start_widget(widget, widget, &[]);
                }
            }
            Topology::Mixed => self.start_widget("wind", "wind", &[]),
        }
    }

    /// Starts a board without any widget, for tests that play the widgets.
    pub async fn board_alone(settings: &[Setting<'_>]) -> Self {
        let mut dashboard = Self::prepare(Topology::Microservices, settings);
        dashboard.start_board();
        dashboard.until_ready().await;
        dashboard
    }

    /// A dashboard of which nothing has been started yet.
    #[must_use]
    pub fn prepare(topology: Topology, settings: &[Setting<'_>]) -> Self {
        let ip = unused_ip();
        let mut all = vec![
            (variable("source.kind"), "simulated".to_owned()),
            (variable("link.listen"), format!("{ip}:3031")),
            (variable("link.board"), format!("ws://{ip}:3031")),
        ];
        all.extend(settings.iter().map(|(key, value)| (variable(key), (*value).to_owned())));
        Self { board: None, widgets: BTreeMap::new(), topology, ip, settings: all, next_port: 8080 }
    }

    /// Starts the process with the board, or starts it again.
    pub fn start_board(&mut self) {
        self.board = None;
        let program = match self.topology {
            Topology::Microservices => "frontend",
            Topology::Monolith | Topology::Mixed => "monolith",
        };
        let listen = self.address(3030);
        self.board = Some(Process::start(program, &self.with(listen, &[])));
    }

    /// Starts an instance of `widget` under a name of the test's choice.
    pub fn start_widget(&mut self, name: &str, widget: &str, settings: &[Setting<'_>]) {
        let listen = self.address(self.next_port);
        self.next_port += 1;
        let process = Process::start(widget, &self.with(listen, settings));
        self.widgets.insert(name.into(), process);
    }

    /// The settings of one more process, which listens at `listen`.
    fn with(&self, listen: SocketAddr, settings: &[Setting<'_>]) -> Vec<(String, String)> {
        let mut all = self.settings.clone();
        all.push((variable("listen"), listen.to_string()));
        all.extend(settings.iter().map(|(key, value)| (variable(key), (*value).to_owned())));
        all
    }

    /// Takes a widget's process out, to stop or kill it.
    ///
    /// # Panics
    /// When none was started under that name.
    #[must_use]
    pub fn take(&mut self, name: &str) -> Process {
        self.widgets.remove(name).expect("a widget of that name")
    }

    /// An address of this dashboard.
    #[must_use]
    pub fn address(&self, port: u16) -> SocketAddr {
        (self.ip, port).into()
    }

    /// The full URL of a path on the board.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address(3030))
    }

    /// Asks the board as a script does.
    pub async fn get(&self, path: &str) -> Answer {
        get(&self.url(path)).await
    }

    /// Asks the board as a browser does.
    pub async fn page(&self, path: &str) -> Answer {
        get_as(&self.url(path), &[("accept", "text/html")]).await
    }

    /// The same without following where the answer leads.
    pub async fn page_alone(&self, path: &str) -> Answer {
        get_alone(&self.url(path), &[("accept", "text/html")]).await
    }

    /// Opens the stream of a view and reads from it as a browser does.
    pub async fn stream(&self, query: &str) -> Stream {
        Stream::open(&self.url(&format!("/events{query}")), None).await
    }

    /// The tiles of a view by widget.
    pub async fn tiles(&self, query: &str) -> BTreeMap<String, Value> {
        let answer = self.get(&format!("/api/tiles{query}")).await.json();
        let tiles = answer["tiles"].as_array().cloned().unwrap_or_default();
        tiles
            .into_iter()
            .map(|tile| (tile["widget"].as_str().unwrap_or_default().to_owned(), tile))
            .collect()
    }

    /// Waits until the board says that it is ready.
    pub async fn until_ready(&self) {
        let ready = self.url("/health/ready");
        eventually("the board is ready", || async {
            let answer = crate::http::client().get(&ready).send().await;
            answer.is_ok_and(|answer| answer.status() == 200).then_some(())
        })
        .await;
    }

    /// Waits until every widget has a tile in the default view that is not `waiting`.
    pub async fn until_all_show(&self) {
        self.until_ready().await;
        eventually("every widget shows", || async {
            let tiles = self.tiles("").await;
            let show =
                |widget: &&str| tiles.get(*widget).is_some_and(|tile| tile["state"] != "waiting");
            WIDGETS.iter().all(show).then_some(())
        })
        .await;
    }

    /// Waits until the tile of `widget` in the default view is as `wanted`.
    pub async fn until_tile(
        &self,
        widget: &str,
        what: &str,
        wanted: impl Fn(&Value) -> bool,
    ) -> Value {
        eventually(&format!("{widget}: {what}"), || async {
            self.tiles("").await.remove(widget).filter(&wanted)
        })
        .await
    }

    /// The linked instances of a widget, as the fleet tells them.
    pub async fn instances(&self, widget: &str) -> Vec<Value> {
        let mut fleet = self.get("/api/fleet").await.json();
        let all = fleet["instances"].as_array_mut().map(std::mem::take).unwrap_or_default();
        all.into_iter().filter(|entry| entry["widget"] == widget).collect()
    }

    /// Waits until so many instances of a widget are linked.
    pub async fn until_instances(&self, widget: &str, count: usize) {
        eventually(&format!("{count} instances of {widget}"), || async {
            (self.instances(widget).await.len() == count).then_some(())
        })
        .await;
    }

    /// Waits until an instance of a widget other than `known` has sent a good tile.
    pub async fn until_it_sent(&self, widget: &str, known: &str) {
        eventually(&format!("a tile of another {widget}"), || async {
            let instances = self.instances(widget).await;
            let other = instances.iter().find(|entry| entry["instance"]["id"] != known)?;
            (other["tiles"].as_u64()? > other["failed_tiles"].as_u64()?).then_some(())
        })
        .await;
    }

    /// Waits until an instance of a widget has been linked for 5 s.
    pub async fn until_settled(&self, widget: &str) {
        eventually(&format!("{widget} is settled"), || async {
            let instances = self.instances(widget).await;
            instances.iter().any(|entry| entry["linked_s"].as_u64() >= Some(5)).then_some(())
        })
        .await;
    }

    /// Waits until a metric of the board is as `wanted`.
    pub async fn until_metric(&self, name: &str, wanted: impl Fn(f64) -> bool) {
        eventually(&format!("{name} as wanted"), || async {
            let metrics = self.get("/metrics").await.body;
            let line =
                metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
            wanted(line.parse().ok()?).then_some(())
        })
        .await;
    }
}
