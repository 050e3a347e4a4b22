//! The design tokens: CSS custom properties that the board sets on the page
//! and that every tile inherits through its shadow root. A widget's style
//! sheet uses these names for colours, type and space, and nothing else of
//! the board's.

/// The tokens as a style sheet.
pub const TOKENS: &str = include_str!("tokens.css");

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the first rule, each token that is a colour: its name, its light and its dark.
    fn colours() -> Vec<(&'static str, [u32; 2])> {
        let lines = TOKENS.lines().take_while(|line| *line != "}");
        let colour = |text: &str| u32::from_str_radix(text.trim_start_matches('#'), 16).unwrap();
        lines
            .filter_map(|line| {
                let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
                let (light, dark) = value.trim_end_matches(");").split_once(", ")?;
                Some((name, [colour(light), colour(dark)]))
            })
            .collect()
    }

    /// Relative luminance by WCAG 2.2.
    fn luminance(colour: u32) -> f64 {
        let [_, red, green, blue] = colour.to_be_bytes().map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_as_wcag_defines_it() {
        assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 1e-9);
        assert!((contrast(0x77_7777, 0xff_ffff) - 4.478).abs() < 1e-3);
    }

    #[test]
    fn whatever_is_drawn_on_a_card_stands_out_from_it() {
        let colours = colours();
        let (_, card) = colours.iter().find(|(name, _)| *name == "card").unwrap();
        // Those that are no sign by themselves.
        let quiet = ["ground", "card", "line", "sunshine"];
        let signs = colours.iter().filter(|(name, _)| !quiet.contains(name));
        assert!(signs.clone().count() >= 10);
        for (name, both) in signs {
            let least = if name.starts_with("ink") { 4.5 } else { 3.0 };
            for (colour, card) in both.iter().zip(card) {
                let found = contrast(*colour, *card);
                assert!(found >= least, "{name}: {colour:06x} on {card:06x} is {found:.2}");
            }
        }
    }
}
