//! The browsers that are there: found by name, used while they live.

mod drivers;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, error::NewSessionError};
use futures_util::future::{BoxFuture, FutureExt, Shared, join_all};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use thiserror::Error;
use tokio::sync::{Mutex, Notify};
use url::Url;

/// How long a driver may take to start a browser.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a browser may take to end.
const END_TIMEOUT: Duration = Duration::from_secs(15);

/// How often drivers are asked that are not there yet, or are busy.
const ASK_EVERY: Duration = Duration::from_millis(250);

/// Which browser, and how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Firefox.
    Firefox,
    /// Chrome or Chromium.
    Chrome,
}

/// How sessions are made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which browser.
    pub kind: Kind,
    /// Whether pages run no scripts.
    pub no_javascript: bool,
    /// Whether windows can be seen.
    pub headed: bool,
    /// The size of a window, pixels.
    pub window: Option<(u32, u32)>,
    /// Further capabilities, merged into ours.
    pub capabilities: Map<String, Value>,
}

/// No browser could be had.
#[derive(Debug, Error)]
#[error("no browser: {}", reasons.join("; "))]
pub struct NoBrowser {
    /// What each driver said.
    pub reasons: Vec<String>,
}

/// All drivers, and which are in use.
pub struct Browsers {
    settings: Settings,
    state: Mutex<Vec<Driver>>,
    freed: Notify,
    /// What is open or being opened, by number, so that all can be closed at once.
    open: Mutex<BTreeMap<u64, Opening>>,
    /// Sessions at one driver at the same time.
    share: usize,
}

/// A session that is open or will be, or why there is none; shared, so that it can be awaited
/// and closed when the test that asked for it is given up.
type Opening = Shared<BoxFuture<'static, Result<Client, String>>>;

struct Driver {
    url: Url,
    busy: usize,
    dead: Option<String>,
}

/// An open session; give it back with [`Browsers::close`].
pub struct Session {
    /// What talks to it.
    pub client: Client,
    /// The address of its driver, `host:port`.
    pub browser: String,
    driver: usize,
    number: u64,
}

impl Browsers {
    /// Finds every driver behind the addresses; a name stands for all its addresses.
    /// Waits until one answers, `wait` at most.
    ///
    /// # Errors
    /// When none does.
    pub async fn find(
        urls: &[Url],
        sessions: Option<usize>,
        settings: Settings,
        wait: Duration,
    ) -> Result<(Self, usize), NoBrowser> {
        let began = Instant::now();
        loop {
            let (found, reasons) = drivers::answering(urls).await;
            if !found.is_empty() {
                let sessions = sessions.unwrap_or(found.len()).max(1);
                let share = sessions.div_ceil(found.len());
                let driver = |url| Driver { url, busy: 0, dead: None };
                let state = Mutex::new(found.into_iter().map(driver).collect());
                let (freed, open) = (Notify::new(), Mutex::default());
                return Ok((Self { settings, state, freed, open, share }, sessions));
            }
            if began.elapsed() >= wait {
                return Err(NoBrowser { reasons });
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
    }

    /// Opens a session where a browser is free, elsewhere than at `avoid` where that can be.
    ///
    /// # Errors
    /// When no driver that lives starts a browser.
    pub async fn open(&self, avoid: Option<&str>) -> Result<Session, NoBrowser> {
        loop {
            let freed = self.freed.notified();
            let Some((driver, url)) = self.take(avoid).await? else {
                freed.await;
                continue;
            };
            let (number, opening) = self.begin(&url).await;
            match opening.await {
                Ok(client) => {
                    return Ok(Session { client, browser: address(&url), driver, number });
                }
                Err(reason) => {
                    self.open.lock().await.remove(&number);
                    self.state.lock().await[driver].dead = Some(reason);
                    self.release(driver).await;
                }
            }
        }
    }

    /// Begins to open a session, and notes it.
    async fn begin(&self, url: &Url) -> (u64, Opening) {
        let opening = connect(self.settings.clone(), url.clone()).boxed().shared();
        let mut open = self.open.lock().await;
        let number = open.last_key_value().map_or(0, |(number, _)| number + 1);
        open.insert(number, opening.clone());
        (number, opening)
    }

    /// Ends a session and frees its place.
    pub async fn close(&self, session: Session) {
        end(session.client).await;
        self.open.lock().await.remove(&session.number);
        self.release(session.driver).await;
    }

    /// The drivers that were given up, for they start no browser any more: each with the reason.
    pub async fn given_up(&self) -> Vec<String> {
        self.state.lock().await.iter().filter_map(|driver| driver.dead.clone()).collect()
    }

    /// Ends every session, in the middle of whatever it does, and those that are just being
    /// opened: a driver starts a browser also where nobody waits for it any more.
    pub async fn close_all(&self) {
        let open = std::mem::take(&mut *self.open.lock().await);
        let close = async |opening| {
            if let Ok(Ok(client)) = tokio::time::timeout(END_TIMEOUT, opening).await {
                end(client).await;
            }
        };
        join_all(open.into_values().map(close)).await;
    }

    async fn release(&self, driver: usize) {
        self.state.lock().await[driver].busy -= 1;
        self.freed.notify_waiters();
    }

    /// Takes a place at the least busy driver; none while all are taken.
    async fn take(&self, avoid: Option<&str>) -> Result<Option<(usize, Url)>, NoBrowser> {
        let mut drivers = self.state.lock().await;
        if drivers.iter().all(|driver| driver.dead.is_some()) {
            let reasons = drivers.iter().filter_map(|driver| driver.dead.clone()).collect();
            return Err(NoBrowser { reasons });
        }
        let free = drivers
            .iter()
            .enumerate()
            .filter(|(_, driver)| driver.dead.is_none() && driver.busy < self.share);
        let best = free
            .min_by_key(|(_, driver)| (avoid == Some(address(&driver.url).as_str()), driver.busy));
        let Some((index, url)) = best.map(|(index, driver)| (index, driver.url.clone())) else {
            return Ok(None);
        };
        drivers[index].busy += 1;
        Ok(Some((index, url)))
    }
}

/// Has a driver start a browser.
async fn connect(settings: Settings, url: Url) -> Result<Client, String> {
    let say = |error: &dyn std::fmt::Display| format!("{}: {error}", address(&url));
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(settings.capabilities());
    let opening = async {
        loop {
            match builder.connect(url.as_str()).await {
                Err(error) if is_busy(&error) => tokio::time::sleep(ASK_EVERY).await,
                opened => return opened,
            }
        }
    };
    let connected = tokio::time::timeout(START_TIMEOUT, opening).await;
    let client = connected
        .map_err(|_| say(&"no browser started in time"))?
        .map_err(|error: NewSessionError| say(&error))?;
    if let Some((width, height)) = settings.window {
        client.set_window_size(width, height).await.map_err(|error| say(&error))?;
    }
    Ok(client)
}

/// Whether a driver of one session has that one still: a health check's, or one that ends.
fn is_busy(error: &NewSessionError) -> bool {
    error.to_string().contains("already started")
}

/// Ends a session; a browser that has died cannot be told to.
async fn end(client: Client) {
    let _ = tokio::time::timeout(END_TIMEOUT, client.close()).await;
}

impl Settings {
    fn capabilities(&self) -> Map<String, Value> {
        let mut all = match self.kind {
            Kind::Firefox => {
                let arguments: &[&str] = if self.headed { &[] } else { &["-headless"] };
                let prefs = json!({ "javascript.enabled": !self.no_javascript });
                json!({
                    "browserName": "firefox",
                    "moz:firefoxOptions": { "args": arguments, "prefs": prefs },
                })
            }
            Kind::Chrome => {
                let mut arguments = vec![
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                ];
                if !self.headed {
                    arguments.push("--headless");
                }
                let setting = if self.no_javascript { 2 } else { 1 };
                let prefs =
                    json!({ "profile.managed_default_content_settings.javascript": setting });
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": { "args": arguments, "prefs": prefs },
                    "goog:loggingPrefs": { "browser": "ALL" },
                })
            }
        };
        all["unhandledPromptBehavior"] = "ignore".into();
        merge(&mut all, &Value::Object(self.capabilities.clone()));
        all.as_object().cloned().unwrap_or_default()
    }
}

/// Lays one value over another: objects by key, lists end to end.
fn merge(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                merge(under.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (Value::Array(under), Value::Array(over)) => under.extend(over.clone()),
        (under, over) => *under = over.clone(),
    }
}

fn address(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_are_laid_over_ours() {
        let more = json!({"moz:firefoxOptions": {"binary": "/opt/firefox", "args": ["-p"]}});
        let settings = Settings {
            kind: Kind::Firefox,
            no_javascript: true,
            headed: false,
            window: None,
            capabilities: more.as_object().cloned().unwrap(),
        };
        let all = Value::Object(settings.capabilities());
        assert_eq!(all["moz:firefoxOptions"]["binary"], "/opt/firefox");
        assert_eq!(all["moz:firefoxOptions"]["args"], json!(["-headless", "-p"]));
        assert_eq!(all["moz:firefoxOptions"]["prefs"]["javascript.enabled"], false);
    }
}
