//! What a test looks at: finding elements, and one module for each group of commands.

mod checks;
mod dialog;
mod evidence;
mod form;
mod mouse;
mod script;
mod window;

use fantoccini::{
    Client,
    elements::{Element, ElementRef},
    error::CmdError,
    wd::WebDriverCompatibleCommand,
};
use http::Method;
use serde_json::{Value, json};
use url::Url;

use crate::{locator::Locator, trouble::Trouble, variables::Variables};

pub use checks::check;
pub use dialog::Dialogs;
pub use evidence::Evidence;

/// The type of references to elements in answers (WebDriver, Elements).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser session as a test sees it.
pub struct Page {
    pub(crate) client: Client,
    /// Where relative addresses start.
    pub(crate) base: Option<Url>,
    /// The test's variables.
    pub(crate) variables: Variables,
    /// What is known of dialogs.
    pub(crate) dialogs: Dialogs,
}

/// Finds elements by any strategy of the standard, in the page or in an element.
#[derive(Debug)]
struct FindElements {
    within: Option<String>,
    locator: Locator,
}

impl Page {
    /// What a session shows; `base` is where relative addresses start.
    #[must_use]
    pub fn new(client: Client, base: Option<Url>) -> Self {
        Self { client, base, variables: Variables::default(), dialogs: Dialogs::default() }
    }

    /// The first element that a locator finds.
    ///
    /// # Errors
    /// When there is none, or the browser does not tell.
    pub(crate) async fn find(&self, locator: &str) -> Result<Element, Trouble> {
        let found = self.find_all(locator).await?;
        found
            .into_iter()
            .next()
            .ok_or_else(|| Trouble::Missing(format!("no element is found by {locator}")))
    }

    /// Every element that a locator finds.
    pub(crate) async fn find_all(&self, locator: &str) -> Result<Vec<Element>, Trouble> {
        let locator = Locator::parse(locator).map_err(|error| Trouble::lasting(&error))?;
        self.elements(FindElements { within: None, locator }).await
    }

    /// Every element in another one that a selector finds.
    pub(crate) async fn within(
        &self,
        element: &Element,
        css: &str,
    ) -> Result<Vec<Element>, Trouble> {
        let locator = Locator { using: "css selector", value: css.into() };
        let within = Some(element.element_id().to_string());
        self.elements(FindElements { within, locator }).await
    }

    async fn elements(&self, command: FindElements) -> Result<Vec<Element>, Trouble> {
        let answer = self.client.issue_cmd(command).await?;
        let Some(references) = answer.as_array() else {
            return Err(CmdError::NotW3C(answer).into());
        };
        let ids = references.iter().filter_map(|reference| reference[ELEMENT].as_str());
        let element = |id: &str| {
            Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()))
        };
        Ok(ids.map(element).collect())
    }

    /// A template with its variables replaced.
    pub(crate) fn fill(&self, template: &str) -> String {
        self.variables.fill(template)
    }
}

impl WebDriverCompatibleCommand for FindElements {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        let session = session.unwrap_or_default();
        match &self.within {
            None => base.join(&format!("session/{session}/elements")),
            Some(element) => base.join(&format!("session/{session}/element/{element}/elements")),
        }
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "using": self.locator.using, "value": self.locator.value });
        (Method::POST, Some(body.to_string()))
    }
}

/// A command without a form of its own in the client.
#[derive(Debug)]
pub(crate) struct Extension {
    pub(crate) path: &'static str,
    pub(crate) body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
