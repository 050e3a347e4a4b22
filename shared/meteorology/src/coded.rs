/// Declares an enum of words, each with the one code used in JSON, attributes
/// and message keys.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        $name:ident, $key:literal {
            $($(#[$doc:meta])* $variant:ident = $code:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every word, in the order of its scale.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code used in JSON and attributes.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            #[doc = concat!("The message key for its translation, `", $key, "-` and the code.")]
            #[must_use]
            pub fn key(self) -> String {
                format!(concat!($key, "-{}"), self.code().replace('_', "-"))
            }
        }
    };
}

pub(crate) use coded;

#[cfg(test)]
mod tests {
    use crate::Trend;

    #[test]
    fn a_word_has_one_code_everywhere() {
        assert!(Trend::ALL.is_sorted());
        assert_eq!(Trend::RisingSlowly.code(), "rising_slowly");
        assert_eq!(Trend::RisingSlowly.key(), "trend-rising-slowly");
        for word in Trend::ALL {
            let json = serde_json::to_value(word).unwrap();
            assert_eq!(json, word.code());
            assert_eq!(serde_json::from_value::<Trend>(json).unwrap(), *word);
        }
    }
}
