//! The design tokens: CSS custom properties that the board sets on the page
//! and that every tile inherits through its shadow root. A widget's style
//! sheet uses these names for colours, type and space, and nothing else of
//! the board's.

/// The tokens as a style sheet.
pub const TOKENS: &str = include_str!("tokens.css");

/// How many colours there are to tell versions apart: the tokens `version-0` and so on.
pub const VERSION_COLOURS: u32 = 10;

/// The number of the colour that a version has wherever it shows, below
/// [`VERSION_COLOURS`]. Versions that differ by one in one of their parts, or
/// by two, have different colours.
#[must_use]
pub fn version_colour(version: &str, revision: &str) -> u32 {
    const WEIGHTS: [u32; 3] = [7, 1, 3];
    let parts = version.split(|character: char| !character.is_ascii_digit());
    let numbers = parts.map(|part| part.parse().unwrap_or(0_u32));
    let number = WEIGHTS.iter().zip(numbers).fold(0_u32, |sum, (weight, number)| {
        sum.wrapping_add(weight.wrapping_mul(number % VERSION_COLOURS))
    });
    // FNV-1a: the same in every build, unlike the standard library's hashes.
    let hash = revision
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (number + hash % VERSION_COLOURS) % VERSION_COLOURS
}

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

    #[test]
    fn every_version_can_be_read_on_a_card() {
        let colours = colours();
        let of = |name: &str| colours.iter().find(|(known, _)| *known == name).unwrap().1;
        for number in 0..VERSION_COLOURS {
            let name = format!("version-{number}");
            for (ink, card) in of(&name).into_iter().zip(of("card")) {
                assert!(contrast(ink, card) >= 4.5, "{name}: {:.2}", contrast(ink, card));
            }
        }
    }

    #[test]
    fn near_versions_differ_and_a_colour_stays() {
        let near = ["1.4.2", "1.4.3", "1.4.4", "1.5.2", "1.6.2", "2.4.2", "3.4.2"];
        let colour = |version| version_colour(version, "dev");
        for other in &near[1..] {
            assert_ne!(colour(near[0]), colour(other), "{other}");
        }
        assert_eq!(version_colour("1.4.2", "dev"), 3);
        assert_ne!(version_colour("1.4.2", "4f1c2aa"), version_colour("1.4.2", "9b0d3e7"));
        for odd in ["", "next", "999999999999.1", "1.2.3.4-rc.1"] {
            assert!(version_colour(odd, odd) < VERSION_COLOURS, "{odd}");
        }
    }
}
