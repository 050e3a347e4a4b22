use serde_json::json;

use super::{Extension, Page};

/// The longest page source that is kept, bytes.
const MAX_SOURCE: usize = 200_000;

/// What the browser showed when a command failed; each part where the browser has it.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The address.
    pub url: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// A picture, PNG.
    pub screenshot: Option<Vec<u8>>,
    /// The page as it was, cut where it is very long.
    pub source: Option<String>,
    /// What the browser wrote to its console.
    pub log: Vec<String>,
}

impl Page {
    /// Asks the browser for everything that helps to understand a failure.
    pub(crate) async fn evidence(&self) -> Evidence {
        Evidence {
            url: self.client.current_url().await.ok().map(Into::into),
            title: self.client.title().await.ok(),
            screenshot: self.client.screenshot().await.ok(),
            source: self.client.source().await.ok().map(cut),
            log: self.log().await,
        }
    }

    /// The console's lines, which only some drivers tell.
    async fn log(&self) -> Vec<String> {
        let command = Extension { path: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.client.issue_cmd(command).await.unwrap_or_default();
        let entries = entries.as_array().into_iter().flatten();
        let text = |key: &str, entry: &serde_json::Value| {
            entry[key].as_str().unwrap_or_default().to_owned()
        };
        entries
            .map(|entry| format!("{} {}", text("level", entry), text("message", entry)))
            .collect()
    }
}

fn cut(mut source: String) -> String {
    if source.len() > MAX_SOURCE {
        source.truncate(source.floor_char_boundary(MAX_SOURCE));
        source.push('…');
    }
    source
}
