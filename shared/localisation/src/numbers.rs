use std::sync::LazyLock;

use fixed_decimal::{
    Decimal, FloatPrecision, Sign, SignDisplay, UnsignedDecimal, UnsignedRoundingMode,
};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

use crate::LANGUAGES;

/// How one language writes numbers; plain digits where ICU knows no style.
pub(crate) struct Numbers(Option<DecimalFormatter>);

impl Numbers {
    fn new(code: &str) -> Self {
        let formatter = icu_locale_core::Locale::try_from_str(code)
            .ok()
            .map(|locale| DecimalFormatterPreferences::from(&locale))
            .and_then(|style| DecimalFormatter::try_new(style, Default::default()).ok());
        Self(formatter)
    }

    /// The style of a language; each is made once.
    pub(crate) fn of(code: &str) -> &'static Self {
        static PLAIN: Numbers = Numbers(None);
        static STYLES: LazyLock<Vec<(&str, Numbers)>> = LazyLock::new(|| {
            let styles = LANGUAGES.iter().map(|&code| (code, Numbers::new(code)));
            styles.collect()
        });
        STYLES.iter().find(|(known, _)| *known == code).map_or(&PLAIN, |(_, style)| style)
    }

    /// A number with exactly so many decimals, halves rounded away from zero;
    /// `None` unless it is finite.
    pub(crate) fn fixed(&self, value: f64, decimals: u8, sign: SignDisplay) -> Option<String> {
        let mut magnitude = rounded(value, decimals)?;
        magnitude.pad_end(-i16::from(decimals));
        Some(self.write(value, magnitude, sign))
    }

    /// A number with as many decimals as it has, at most three.
    pub(crate) fn shortest(&self, value: f64) -> Option<String> {
        let magnitude = rounded(value, 3)?.trimmed_end();
        Some(self.write(value, magnitude, SignDisplay::Negative))
    }

    fn write(&self, value: f64, magnitude: UnsignedDecimal, display: SignDisplay) -> String {
        let sign = if value < 0.0 { Sign::Negative } else { Sign::None };
        let mut decimal = Decimal::new(sign, magnitude).with_sign_display(display);
        // Put by hand: ICU writes the hyphen, which is too short beside a numeral.
        let prefix = match decimal.sign {
            Sign::None => "",
            Sign::Negative => "\u{2212}",
            Sign::Positive => "+",
        };
        decimal.sign = Sign::None;
        match &self.0 {
            Some(formatter) => format!("{prefix}{}", formatter.format(&decimal)),
            None => format!("{prefix}{decimal}"),
        }
    }
}

fn rounded(value: f64, decimals: u8) -> Option<UnsignedDecimal> {
    // The shortest decimal that means this float: a reader rounds 1.005 to 1.01.
    let mut magnitude =
        UnsignedDecimal::try_from_f64(value.abs(), FloatPrecision::RoundTrip).ok()?;
    magnitude.round_with_mode(-i16::from(decimals), UnsignedRoundingMode::HalfExpand);
    Some(magnitude)
}

/// The style by which Fluent writes the numbers in its messages.
pub(crate) struct MessageNumbers(pub(crate) &'static Numbers);

impl Memoizable for MessageNumbers {
    type Args = ();
    type Error = std::convert::Infallible;

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        Ok(Self(Numbers::of(lang.language.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(code: &str, value: f64, decimals: u8) -> String {
        let number = Numbers::of(code).fixed(value, decimals, SignDisplay::Negative);
        number.unwrap_or_else(|| "none".into())
    }

    #[test]
    fn each_language_has_its_marks() {
        assert_eq!(fixed("en", 1_234_567.891, 2), "1,234,567.89");
        assert_eq!(fixed("de", 1_234_567.891, 2), "1.234.567,89");
        assert_eq!(fixed("de", 1013.0, 0), "1.013");
        assert_eq!(fixed("xx", 1234.5, 1), "1234.5");
    }

    #[test]
    fn zero_has_no_sign_and_minus_is_a_minus() {
        assert_eq!(fixed("en", -0.0, 0), "0");
        assert_eq!(fixed("en", -0.04, 1), "0.0");
        assert_eq!(fixed("en", -0.05, 1), "\u{2212}0.1");
        let signed = |value| Numbers::of("en").fixed(value, 1, SignDisplay::ExceptZero);
        assert_eq!(signed(1.24).as_deref(), Some("+1.2"));
        assert_eq!(signed(0.04).as_deref(), Some("0.0"));
    }

    #[test]
    fn halves_go_away_from_zero_in_decimal() {
        assert_eq!(fixed("en", 12.5, 0), "13");
        assert_eq!(fixed("en", -12.5, 0), "\u{2212}13");
        assert_eq!(fixed("en", 1.005, 2), "1.01");
        assert_eq!(fixed("en", 9.96, 1), "10.0");
    }

    #[test]
    fn what_is_not_finite_is_not_written() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(fixed("de", value, 0), "none");
        }
    }

    #[test]
    fn shortest_keeps_three_decimals_at_most() {
        let shortest = |value| Numbers::of("de").shortest(value).unwrap();
        assert_eq!(shortest(1000.0), "1.000");
        assert_eq!(shortest(2.5), "2,5");
        assert_eq!(shortest(0.123_456), "0,123");
    }
}
