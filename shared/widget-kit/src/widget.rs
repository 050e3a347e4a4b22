use askama::Template;
use link::protocol::{Ambient, Manifest, Notice, Size};
use localisation::Locale;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use weather::{Needs, Timestamp, Weather};

use crate::Package;

/// One kind of weather information, in three pure steps.
pub trait Widget: Send + Sync + 'static {
    /// What the tile says: SI-based units, units in field names, `None` where unknown.
    type Reading: Serialize + JsonSchema;

    /// What the crate brings: `package!("en", "de", "ja")`.
    const PACKAGE: Package;
    /// How much room the tile takes.
    const SIZE: Size;
    /// Where the tile stands: lower comes first.
    const ORDER: u32;
    /// How often a reading is made anew, seconds of the weather clock (1 to 86400).
    const REFRESH_S: u32;

    /// The upstream variables and the horizon wanted.
    fn needs(&self) -> Needs;

    /// Takes from `weather` what the tile says at `now`.
    ///
    /// # Errors
    /// A [`Gap`] where there is nothing to show.
    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Self::Reading, Gap>;

    /// Draws a reading for the eyes and in words.
    ///
    /// # Errors
    /// When the template fails.
    fn draw(&self, reading: &Self::Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError>;

    /// Facts that the board itself uses.
    fn ambient(&self, _reading: &Self::Reading) -> Option<Ambient> {
        None
    }

    /// What deserves a banner across the whole board.
    fn notice(&self, _reading: &Self::Reading, _locale: &Locale<'_>) -> Option<Notice> {
        None
    }
}

/// Why there is nothing to show. The kit puts it into the viewer's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Gap {
    /// There is no such thing here, and that is the truth: no sea in Prague.
    #[error("no coverage at this place")]
    NoCoverage,
    /// The upstream answered without the values that matter.
    #[error("the upstream's answer lacks the values for this tile")]
    Missing,
}

/// What a widget draws: the picture and the same in words and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// An HTML fragment for the widget's shadow root.
    pub html: String,
    /// Plain text with the numbers of the picture.
    pub text: String,
    /// The gist in a few words, for a board in one line; most widgets have none.
    pub line: Option<String>,
}

/// A template that failed.
#[derive(Debug, thiserror::Error)]
#[error("the drawing failed: {0}")]
pub struct DrawError(#[from] askama::Error);

impl Drawing {
    /// Renders a template and keeps `text` beside it.
    ///
    /// # Errors
    /// When the template fails.
    pub fn new(template: &impl Template, text: String) -> Result<Self, DrawError> {
        Ok(Self { html: template.render()?, text, line: None })
    }

    /// The same with its gist in a few words.
    #[must_use]
    pub fn with_line(self, line: impl Into<Option<String>>) -> Self {
        Self { line: line.into(), ..self }
    }
}

/// A [`Widget`] without its reading's type, as the kit handles it.
pub trait AnyWidget: Send + Sync {
    /// What the crate brings.
    fn package(&self) -> Package;
    /// What the widget is.
    fn manifest(&self) -> Manifest;
    /// What it needs.
    fn needs(&self) -> Needs;
    /// Reads and draws.
    ///
    /// # Errors
    /// A [`Gap`], or a template that failed.
    fn render(
        &self,
        weather: &Weather,
        now: Timestamp,
        locale: &Locale<'_>,
    ) -> Result<Rendered, RenderError>;
}

/// A drawn reading.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The reading as JSON.
    pub data: Value,
    /// The reading as picture and text.
    pub drawing: Drawing,
    /// Facts for the board.
    pub ambient: Option<Ambient>,
    /// What deserves a banner.
    pub notice: Option<Notice>,
}

/// Why a widget did not render.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// There is nothing to show.
    #[error(transparent)]
    Gap(#[from] Gap),
    /// The template failed.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// The reading is no JSON.
    #[error("the reading cannot be written: {0}")]
    Data(#[from] serde_json::Error),
    /// The widget panicked.
    #[error("the widget panicked")]
    Panicked,
}

impl<W: Widget> AnyWidget for W {
    fn package(&self) -> Package {
        W::PACKAGE
    }

    fn manifest(&self) -> Manifest {
        Manifest {
            id: W::PACKAGE.id.into(),
            version: W::PACKAGE.version.into(),
            size: W::SIZE,
            order: W::ORDER,
            refresh_s: W::REFRESH_S,
            reading: api::schema::<W::Reading>(),
        }
    }

    fn needs(&self) -> Needs {
        Widget::needs(self)
    }

    fn render(
        &self,
        weather: &Weather,
        now: Timestamp,
        locale: &Locale<'_>,
    ) -> Result<Rendered, RenderError> {
        let reading = self.read(weather, now)?;
        Ok(Rendered {
            drawing: self.draw(&reading, locale)?,
            ambient: self.ambient(&reading),
            notice: self.notice(&reading, locale),
            data: serde_json::to_value(&reading)?,
        })
    }
}
