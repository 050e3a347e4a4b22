use std::{
    io::{BufRead, BufReader, ErrorKind},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{
    Client, ClientBuilder,
    actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    error::{CmdError, ErrorStatus},
    wd::{Locator, WebDriverCompatibleCommand, WindowHandle},
};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::{eventually, skip::skip};

/// A browser without a window; it ends when dropped.
pub struct Browser {
    client: Client,
    _driver: Driver,
    _profile: TempDir,
}

/// A running chromedriver with the browsers it started, in one process group; they end
/// when it is dropped.
pub struct Driver {
    child: Child,
    port: u16,
}

/// A command of Chromium's that the standard does not know.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl Browser {
    /// Opens a browser whose page is so many CSS pixels wide and high; none,
    /// and a line that says so, where no browser is installed.
    ///
    /// # Panics
    /// When there is one and it does not start, or none and `REQUIRE_BROWSER` is set.
    pub async fn open(width: u32, height: u32) -> Option<Self> {
        Self::open_with(width, height, &[]).await
    }

    /// The same with further arguments for the browser.
    ///
    /// # Panics
    /// As [`open`](Self::open).
    pub async fn open_with(width: u32, height: u32, arguments: &[&str]) -> Option<Self> {
        let driver = Driver::start()?;
        let profile = TempDir::new().expect("a folder for the profile");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&profile, width, height, arguments))
            .connect(&driver.url())
            .await
            .expect("a browser session");
        Some(Self { client, _driver: driver, _profile: profile })
    }

    /// Runs a script in every page to come before anything of the page does.
    ///
    /// # Panics
    /// When the browser does not take it.
    pub async fn before_every_page(&self, script: &str) {
        let params = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", params).await;
    }

    /// Gives the page so many CSS pixels, whatever the window has.
    ///
    /// # Panics
    /// When the browser does not.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Has every page see that its viewer asks for something, such as
    /// `("prefers-contrast", "more")`.
    ///
    /// # Panics
    /// When the browser does not.
    pub async fn prefer(&self, feature: &str, value: &str) {
        let features = json!([{ "name": feature, "value": value }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What Chromium's developer tools answer to a command.
    ///
    /// # Panics
    /// When they do not take it.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.command("goog/cdp/execute", body).await
    }

    /// Runs no script of any page to come; [`value`](Self::value) goes on to work.
    ///
    /// # Panics
    /// When the browser does not take it.
    pub async fn without_javascript(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Lets the pages of an origin know where the browser is, degrees north and
    /// east, or has it refuse to tell.
    ///
    /// # Panics
    /// When the browser does not take it.
    pub async fn locate(&self, origin: &str, spot: Option<(f64, f64)>) {
        let setting = if spot.is_some() { "granted" } else { "denied" };
        let permission = json!({ "name": "geolocation" });
        let params = json!({ "origin": origin, "permission": permission, "setting": setting });
        self.devtools("Browser.setPermission", params).await;
        if let Some((latitude, longitude)) = spot {
            let params = json!({ "latitude": latitude, "longitude": longitude, "accuracy": 10 });
            self.devtools("Emulation.setGeolocationOverride", params).await;
        }
    }

    /// Presses a key by its name in the standard, such as `Tab`, or types one character.
    ///
    /// # Panics
    /// When the browser does not take it.
    pub async fn press(&self, key: &str) {
        let code = match key {
            "Tab" => '\u{e004}',
            "Enter" => '\u{e007}',
            "Escape" => '\u{e00c}',
            "End" => '\u{e010}',
            "Home" => '\u{e011}',
            "ArrowLeft" => '\u{e012}',
            "ArrowRight" => '\u{e014}',
            "ArrowUp" => '\u{e013}',
            "ArrowDown" => '\u{e015}',
            other => other.chars().next().expect("a key"),
        };
        let keys = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: code })
            .then(KeyAction::Up { value: code });
        self.client.perform_actions(keys).await.expect("a key press");
    }

    /// Types a text, key by key, wherever the focus is.
    ///
    /// # Panics
    /// When the browser does not take it.
    pub async fn type_text(&self, text: &str) {
        for letter in text.chars() {
            self.press(&letter.to_string()).await;
        }
    }

    /// Touches the middle of the first element that matches a selector.
    ///
    /// # Panics
    /// When there is no such element.
    pub async fn tap(&self, selector: &str) {
        let middle = format!(
            "(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])\
             (document.querySelector({}).getBoundingClientRect())",
            json!(selector)
        );
        let middle = self.value(&middle).await;
        let point = json!({ "x": middle[0], "y": middle[1] });
        let touch = |kind: &str, points: Value| json!({ "type": kind, "touchPoints": points });
        self.devtools("Input.dispatchTouchEvent", touch("touchStart", json!([point]))).await;
        self.devtools("Input.dispatchTouchEvent", touch("touchEnd", json!([]))).await;
    }

    /// Goes to an address and waits until the page is there with all it holds.
    ///
    /// # Panics
    /// When there is no such page.
    pub async fn visit(&self, url: &str) {
        self.client.goto(url).await.expect("a page");
    }

    /// The value of a JavaScript expression in the page; a promise is awaited.
    ///
    /// # Panics
    /// When it throws.
    pub async fn value(&self, expression: &str) -> Value {
        let script = format!("return ({expression})");
        let value = self.client.execute(&script, Vec::new()).await;
        value.unwrap_or_else(|error| panic!("{error} in {expression}"))
    }

    /// Waits until a JavaScript expression is true in the page.
    ///
    /// # Panics
    /// When it is not in time, or throws.
    pub async fn until(&self, expression: &str) {
        eventually(expression, || async { self.value(expression).await.as_bool()?.then_some(()) })
            .await;
    }

    /// The tab that is looked at.
    ///
    /// # Panics
    /// When the browser does not tell.
    pub async fn tab(&self) -> WindowHandle {
        self.client.window().await.expect("a tab")
    }

    /// Opens a further tab and looks at it.
    ///
    /// # Panics
    /// When the browser opens none.
    pub async fn open_tab(&self) -> WindowHandle {
        let tab = self.client.new_window(true).await.expect("a tab").handle;
        self.switch_to(&tab).await;
        tab
    }

    /// Looks at another tab.
    ///
    /// # Panics
    /// When it is gone.
    pub async fn switch_to(&self, tab: &WindowHandle) {
        self.client.switch_to_window(tab.clone()).await.expect("the tab");
    }

    /// Clicks on the first element that a selector finds.
    ///
    /// # Panics
    /// When there is none that could be clicked on.
    pub async fn click(&self, selector: &str) {
        let element = self.client.find(Locator::Css(selector)).await.expect("an element");
        element.click().await.unwrap_or_else(|error| panic!("{error} at {selector}"));
    }

    /// Drags the first element that a selector finds onto that of another.
    ///
    /// # Panics
    /// When one of them is not there.
    pub async fn drag(&self, from: &str, onto: &str) {
        let find = async |selector| self.client.find(Locator::Css(selector)).await;
        let (from, onto) = (find(from).await.expect("from"), find(onto).await.expect("onto"));
        let slowly = Some(Duration::from_millis(50));
        let over =
            |element| PointerAction::MoveToElement { element, duration: slowly, x: 0.0, y: 0.0 };
        let drag = MouseActions::new("mouse".into())
            .then(over(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(over(onto))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(drag).await.expect("a drag");
    }

    /// How many DOM nodes the pages have, and the bytes that their scripts hold.
    ///
    /// # Panics
    /// When the browser does not tell.
    pub async fn sizes(&self) -> (f64, f64) {
        let devtools = async |command: &str| self.devtools(command, json!({})).await;
        // What only garbage held is garbage the second time.
        devtools("HeapProfiler.collectGarbage").await;
        devtools("HeapProfiler.collectGarbage").await;
        let nodes = devtools("Memory.getDOMCounters").await["nodes"].as_f64();
        let heap = devtools("Runtime.getHeapUsage").await["usedSize"].as_f64();
        (nodes.expect("a count"), heap.expect("a size"))
    }

    /// How the first element that matches a selector looks, as a PNG.
    ///
    /// # Panics
    /// When there is no such element.
    pub async fn picture(&self, selector: &str) -> Vec<u8> {
        let element = self.client.find(Locator::Css(selector)).await.expect("an element");
        element.screenshot().await.expect("its picture")
    }

    /// What the browser wrote to its console since the last time: refusals of
    /// the page's policy, failed requests, uncaught errors.
    ///
    /// # Panics
    /// When the browser does not tell.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.command("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().expect("a list of entries");
        entries.iter().filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
    }

    /// Whether a dialog stands over the page.
    ///
    /// # Panics
    /// When the browser does not tell.
    pub async fn has_dialog(&self) -> bool {
        match self.client.get_alert_text().await {
            Ok(_) => true,
            Err(CmdError::Standard(error)) if error.error == ErrorStatus::NoSuchAlert => false,
            Err(error) => panic!("{error}"),
        }
    }

    async fn command(&self, path: &'static str, body: Value) -> Value {
        let answer = self.client.issue_cmd(Extension { path, body }).await;
        answer.unwrap_or_else(|error| panic!("{error} in {path}"))
    }
}

impl Driver {
    /// Starts a driver on a free port; none, and a line that says so, where no browser is
    /// installed.
    ///
    /// # Panics
    /// When there is one and it does not start, or none and `REQUIRE_BROWSER` is set.
    #[must_use]
    pub fn start() -> Option<Self> {
        let spawned = Command::new("chromedriver")
            .arg("--port=0")
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = match spawned {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                skip("no chromedriver here (Debian: apt-get install chromium-driver)");
                return None;
            }
            spawned => spawned.expect("chromedriver starts"),
        };
        let output = child.stdout.take().expect("its output");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        Some(Self { child, port: port.expect("chromedriver says its port") })
    }

    /// Where it takes commands.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Either may have ended already.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
    }
}

fn capabilities(profile: &TempDir, width: u32, height: u32, more: &[&str]) -> Map<String, Value> {
    let mut arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--no-first-run".to_owned(),
        "--no-proxy-server".to_owned(),
        // The browser ends with its driver.
        "--remote-debugging-pipe".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
        format!("--window-size={width},{height}"),
    ];
    arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
    let capabilities = json!({
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
        "unhandledPromptBehavior": "ignore",
    });
    capabilities.as_object().cloned().unwrap_or_default()
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(
        &self,
        base_url: &reqwest::Url,
        session_id: Option<&str>,
    ) -> Result<reqwest::Url, <reqwest::Url as std::str::FromStr>::Err> {
        base_url.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &reqwest::Url) -> (reqwest::Method, Option<String>) {
        (reqwest::Method::POST, Some(self.body.to_string()))
    }
}
