//! Somebody who reads pages in a browser and notes what cannot be read.

use std::fmt;

use acceptance::Browser;
use serde_json::Value;

use crate::views::Screen;

const CHECK: &str = include_str!("check.js");

pub(crate) struct Reader {
    browser: Browser,
    pages: usize,
    looks: usize,
    texts: u64,
    faults: Vec<String>,
}

impl Reader {
    /// A reader; none where there is no browser.
    pub(crate) async fn open() -> Option<Self> {
        // What turns and drifts is no text, and takes time.
        let arguments = ["--force-prefers-reduced-motion", "--hide-scrollbars"];
        let browser = Browser::open_with(1920, 1080, &arguments).await?;
        Some(Self { browser, pages: 0, looks: 0, texts: 0, faults: Vec::new() })
    }

    /// Reads a page on each of some screens.
    pub(crate) async fn read(&mut self, url: &str, screens: &[Screen], instant: &str) {
        self.browser.visit(url).await;
        self.pages += 1;
        let (_, path) = url.split_once("3030").unwrap();
        for screen in screens {
            self.look(*screen, &format!("{path} at {instant}")).await;
        }
    }

    /// Reads the page that is there on a screen.
    pub(crate) async fn look(&mut self, screen: Screen, what: &str) {
        let Screen { width, height, is_wall } = screen;
        self.browser.resize(width, height).await;
        let found = self.browser.value(&format!("({CHECK})({is_wall})")).await;
        self.looks += 1;
        self.texts += found["texts"].as_u64().unwrap();
        let told = |fault: &Value| {
            let [widget, text, wrong] = ["widget", "text", "what"].map(|key| fault[key].as_str());
            let (widget, text, wrong) = (widget.unwrap(), text.unwrap(), wrong.unwrap());
            format!("{widget}, {width}×{height}, {what}: “{text}”: {wrong}")
        };
        self.faults.extend(found["faults"].as_array().unwrap().iter().map(told));
    }

    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.browser.value(expression).await
    }

    /// The faults noted since the last time.
    pub(crate) fn take_faults(&mut self) -> Vec<String> {
        std::mem::take(&mut self.faults)
    }

    /// Fails if there was a fault, or nothing to read.
    pub(crate) fn finish(self) {
        assert!(self.texts > 0, "there was nothing to read");
        assert!(self.faults.is_empty(), "{self}:\n{}", self.faults.join("\n"));
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pages, looks, texts, faults, .. } = self;
        write!(out, "{pages} pages, {looks} screens, {texts} texts, {} faults", faults.len())
    }
}
