use std::collections::BTreeSet;

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
};
use unic_langid::LanguageIdentifier;

use crate::{Argument, ENGLISH, numbers::MessageNumbers};

/// The messages of one component in all its languages.
#[derive(Default)]
pub struct Words {
    languages: Vec<Messages>,
}

/// One language of a component.
struct Messages {
    code: String,
    bundle: FluentBundle<FluentResource>,
    ids: BTreeSet<String>,
}

/// Why Fluent sources cannot serve as words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// There is no English, which every other language falls back to.
    #[error("English (en) is missing")]
    NoEnglish,
    /// A code that names no language.
    #[error("{code:?} is not a language code")]
    Code {
        /// The code found.
        code: String,
    },
    /// A text that is not Fluent, or that gives one message twice.
    #[error("the {language} messages cannot be used: {reason}")]
    Source {
        /// Code of the language.
        language: String,
        /// Every complaint of the parser.
        reason: String,
    },
}

impl Words {
    /// Reads pairs of ISO 639 code and Fluent text, as
    /// [`locales!`](crate::locales) gives them.
    ///
    /// # Errors
    /// When English is missing, a code names no language, or a text is not
    /// Fluent or gives one message twice.
    pub fn new(sources: &[(&str, &str)]) -> Result<Self, WordsError> {
        let languages = sources
            .iter()
            .map(|(code, text)| Messages::new(code, text))
            .collect::<Result<Vec<_>, _>>()?;
        let words = Self { languages };
        if words.speaks(ENGLISH) { Ok(words) } else { Err(WordsError::NoEnglish) }
    }

    /// The codes of all languages, in the order given.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|messages| messages.code.as_str())
    }

    /// Whether the component has messages in a language.
    #[must_use]
    pub fn speaks(&self, code: &str) -> bool {
        self.languages().any(|known| known == code)
    }

    /// Pairs of language and message id that another language of this component
    /// has and that one lacks; empty when all is translated. For tests.
    #[must_use]
    pub fn missing(&self) -> Vec<(String, String)> {
        let all: BTreeSet<&String> = self.languages.iter().flat_map(|one| &one.ids).collect();
        let lacks = |messages: &Messages, id: &String| !messages.ids.contains(id);
        self.languages
            .iter()
            .flat_map(|messages| {
                let ids = all.iter().filter(|id| lacks(messages, id));
                ids.map(|id| (messages.code.clone(), (*id).clone()))
            })
            .collect()
    }

    /// A message in one language; `None` where that language lacks it.
    pub(crate) fn message(
        &self,
        code: &str,
        id: &str,
        arguments: &[(&str, Argument)],
    ) -> Option<String> {
        self.languages.iter().find(|messages| messages.code == code)?.message(id, arguments)
    }
}

impl Messages {
    fn new(code: &str, text: &str) -> Result<Self, WordsError> {
        let language: LanguageIdentifier =
            code.parse().map_err(|_| WordsError::Code { code: code.into() })?;
        let unusable = |reasons: Vec<String>| WordsError::Source {
            language: code.into(),
            reason: reasons.join("; "),
        };
        let resource = FluentResource::try_new(text.to_owned())
            .map_err(|(_, errors)| unusable(errors.iter().map(ToString::to_string).collect()))?;
        let ids = message_ids(&resource);
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks would show as boxes in a terminal, and no language here needs them.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, memoizer| match value {
            FluentValue::Number(number) => memoizer
                .with_try_get::<MessageNumbers, _, _>((), |style| style.0.shortest(number.value))
                .ok()
                .flatten(),
            _ => None,
        }));
        bundle
            .add_resource(resource)
            .map_err(|errors| unusable(errors.iter().map(FluentError::to_string).collect()))?;
        Ok(Self { code: code.into(), bundle, ids })
    }

    fn message(&self, id: &str, arguments: &[(&str, Argument)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.to_fluent())).collect();
        // A missing argument stays visible as {$name}: the rest is still worth reading.
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new());
        Some(text.into_owned())
    }
}

fn message_ids(resource: &FluentResource) -> BTreeSet<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_must_be_there() {
        assert_eq!(Words::new(&[("de", "a = A")]).err(), Some(WordsError::NoEnglish));
        assert!(Words::new(&[("en", "a = A")]).is_ok());
    }

    #[test]
    fn a_bad_source_is_refused_with_its_language() {
        for text in ["a = {", "= nothing", "a = A\na = B"] {
            let error = Words::new(&[("en", "a = A"), ("de", text)]).err().unwrap();
            assert!(matches!(&error, WordsError::Source { language, .. } if language == "de"));
            assert!(error.to_string().starts_with("the de messages cannot be used: "));
        }
        let error = Words::new(&[("en", "a = A"), ("english!", "")]).err();
        assert_eq!(error, Some(WordsError::Code { code: "english!".into() }));
    }

    #[test]
    fn missing_messages_are_found_both_ways() {
        let words = Words::new(&[("en", "a = A\nb = B"), ("de", "b = B\nc = C")]).unwrap();
        let expected = [("en", "c"), ("de", "a")].map(|(code, id)| (code.into(), id.into()));
        assert_eq!(words.missing(), expected);
        assert_eq!(words.languages().collect::<Vec<_>>(), ["en", "de"]);
    }

    #[test]
    fn words_are_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Words::default());
    }
}
