use std::sync::LazyLock;

use fixed_decimal::SignDisplay;
use weather::{SourceKind, TimeZone, Timestamp, Units, View};

use crate::{Argument, ENGLISH, GAP, SHARED, Words, numbers::Numbers};

/// The words of this crate. A test holds that they parse; without them ids would show.
static SHARED_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(SHARED).unwrap_or_default());

/// One view's way of writing: the component's words and the shared ones, the
/// unit system, the number style and the time zone.
///
/// Cheap to make, so each drawing has its own. A missing value and one that is
/// not finite show as the [gap sign](Self::gap).
pub struct Locale<'a> {
    words: &'a Words,
    view: &'a View,
    now: Timestamp,
    lang: &'a str,
    numbers: &'static Numbers,
    pub(crate) zone: TimeZone,
}

impl<'a> Locale<'a> {
    /// The way of writing for a view, at an instant of the weather clock.
    #[must_use]
    pub fn new(words: &'a Words, view: &'a View, now: Timestamp) -> Self {
        let wanted = view.lang.code();
        // A tile half in one language and half in another would help nobody.
        let spoken = words.speaks(wanted) && SHARED_WORDS.speaks(wanted);
        let lang = if spoken { wanted } else { ENGLISH };
        Self { words, view, now, lang, numbers: Numbers::of(lang), zone: view.place.time_zone() }
    }

    /// The view written for.
    #[must_use]
    pub fn view(&self) -> &View {
        self.view
    }

    /// The instant shown.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The code of the language in use: English where the component or this
    /// crate does not speak the view's.
    #[must_use]
    pub fn lang(&self) -> &str {
        self.lang
    }

    /// Stands where a value is missing: an en dash.
    #[must_use]
    pub fn gap(&self) -> &'static str {
        GAP
    }

    /// A message without arguments, see [`Self::text_with`].
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// A message of the component, else the shared one, else either in English,
    /// else the id itself in ⟨⟩.
    #[must_use]
    pub fn text_with(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        [self.lang, ENGLISH]
            .into_iter()
            .find_map(|lang| {
                let own = self.words.message(lang, id, arguments);
                own.or_else(|| SHARED_WORDS.message(lang, id, arguments))
            })
            .unwrap_or_else(|| format!("⟨{id}⟩"))
    }

    /// A shared message, whatever the component calls by the same id.
    pub(crate) fn shared(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        SHARED_WORDS.message(self.lang, id, arguments).unwrap_or_else(|| format!("⟨{id}⟩"))
    }

    /// A shared message that readers of imperial units expect in another form.
    pub(crate) fn shared_by_units(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        if self.imperial() {
            self.shared(&format!("{id}-imperial"), arguments)
        } else {
            self.shared(id, arguments)
        }
    }

    /// Clauses as sentences one after the other, each with its full stop; empty
    /// ones are left out.
    #[must_use]
    pub fn sentences(&self, clauses: &[String]) -> String {
        let stop = self.shared("full-stop", &[]);
        let told = clauses.iter().filter(|clause| !clause.is_empty());
        let sentences: Vec<String> = told.map(|clause| format!("{clause}{stop}")).collect();
        self.paragraph(&sentences)
    }

    /// Whole sentences one after the other.
    #[must_use]
    pub fn paragraph(&self, sentences: &[String]) -> String {
        sentences.join(&self.shared("sentence-spacing", &[]))
    }

    /// What is listed, with commas between.
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        items.join(&self.shared("comma", &[]))
    }

    pub(crate) fn imperial(&self) -> bool {
        self.view.units == Units::Imperial
    }

    /// A number with exactly so many decimals, grouped, with the decimal sign of
    /// the language and a true minus (U+2212); halves are rounded away from
    /// zero, and zero has no sign.
    #[must_use]
    pub fn number(&self, value: f64, decimals: u8) -> String {
        self.numbers.fixed(value, decimals, SignDisplay::Negative).unwrap_or_else(|| GAP.into())
    }

    /// A difference: as [`Self::number`], with a plus before what is above zero.
    #[must_use]
    pub fn signed_number(&self, value: f64, decimals: u8) -> String {
        self.numbers.fixed(value, decimals, SignDisplay::ExceptZero).unwrap_or_else(|| GAP.into())
    }

    /// Somebody else's words, in one line. What runs from right to left is kept
    /// from turning the words around it, by the isolates of Unicode Annex 9.
    #[must_use]
    pub fn foreign(&self, words: &str) -> String {
        let line = words.split_whitespace().collect::<Vec<&str>>().join(" ");
        if line.contains(may_turn) { format!("\u{2068}{line}\u{2069}") } else { line }
    }

    /// What weather is called that is not live: `Simulated`, `Replay`; empty for
    /// live weather and where there is none.
    #[must_use]
    pub fn source(&self, kind: Option<SourceKind>) -> String {
        match kind {
            Some(SourceKind::Simulated) => self.shared("source-simulated", &[]),
            Some(SourceKind::Replay) => self.shared("source-replay", &[]),
            Some(SourceKind::OpenMeteo) | None => String::new(),
        }
    }

    /// The direction a compass point is written with: `NNE` is NNO in German and
    /// 北北東 in Japanese.
    ///
    /// Takes any of the 32 points made of the letters N, E, S and W; other
    /// characters are kept.
    #[must_use]
    pub fn compass(&self, point: &str) -> String {
        point
            .chars()
            .map(|letter| match letter {
                'N' => self.shared("compass-north", &[]),
                'E' => self.shared("compass-east", &[]),
                'S' => self.shared("compass-south", &[]),
                'W' => self.shared("compass-west", &[]),
                other => other.into(),
            })
            .collect()
    }
}

/// Whether a character runs from right to left, or tells others to.
fn may_turn(char: char) -> bool {
    matches!(char,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
