//! The keys that `sendKeys` knows: `${KEY_ENTER}` and its like.

use thiserror::Error;

use crate::suggest;

/// Selenium's names of keys and their code points (WebDriver, Keyboard Actions).
const KEYS: &[(&str, char)] = &[
    ("NULL", '\u{e000}'),
    ("CANCEL", '\u{e001}'),
    ("HELP", '\u{e002}'),
    ("BACKSPACE", '\u{e003}'),
    ("BACK_SPACE", '\u{e003}'),
    ("BKSP", '\u{e003}'),
    ("TAB", '\u{e004}'),
    ("CLEAR", '\u{e005}'),
    ("RETURN", '\u{e006}'),
    ("ENTER", '\u{e007}'),
    ("SHIFT", '\u{e008}'),
    ("CONTROL", '\u{e009}'),
    ("CTRL", '\u{e009}'),
    ("ALT", '\u{e00a}'),
    ("PAUSE", '\u{e00b}'),
    ("ESCAPE", '\u{e00c}'),
    ("ESC", '\u{e00c}'),
    ("SPACE", '\u{e00d}'),
    ("PAGE_UP", '\u{e00e}'),
    ("PGUP", '\u{e00e}'),
    ("PAGE_DOWN", '\u{e00f}'),
    ("PGDN", '\u{e00f}'),
    ("END", '\u{e010}'),
    ("HOME", '\u{e011}'),
    ("LEFT", '\u{e012}'),
    ("ARROW_LEFT", '\u{e012}'),
    ("UP", '\u{e013}'),
    ("ARROW_UP", '\u{e013}'),
    ("RIGHT", '\u{e014}'),
    ("ARROW_RIGHT", '\u{e014}'),
    ("DOWN", '\u{e015}'),
    ("ARROW_DOWN", '\u{e015}'),
    ("INSERT", '\u{e016}'),
    ("INS", '\u{e016}'),
    ("DELETE", '\u{e017}'),
    ("DEL", '\u{e017}'),
    ("SEMICOLON", '\u{e018}'),
    ("EQUALS", '\u{e019}'),
    ("NUMPAD0", '\u{e01a}'),
    ("N0", '\u{e01a}'),
    ("NUMPAD1", '\u{e01b}'),
    ("N1", '\u{e01b}'),
    ("NUMPAD2", '\u{e01c}'),
    ("N2", '\u{e01c}'),
    ("NUMPAD3", '\u{e01d}'),
    ("N3", '\u{e01d}'),
    ("NUMPAD4", '\u{e01e}'),
    ("N4", '\u{e01e}'),
    ("NUMPAD5", '\u{e01f}'),
    ("N5", '\u{e01f}'),
    ("NUMPAD6", '\u{e020}'),
    ("N6", '\u{e020}'),
    ("NUMPAD7", '\u{e021}'),
    ("N7", '\u{e021}'),
    ("NUMPAD8", '\u{e022}'),
    ("N8", '\u{e022}'),
    ("NUMPAD9", '\u{e023}'),
    ("N9", '\u{e023}'),
    ("MULTIPLY", '\u{e024}'),
    ("MUL", '\u{e024}'),
    ("ADD", '\u{e025}'),
    ("PLUS", '\u{e025}'),
    ("SEPARATOR", '\u{e026}'),
    ("SEP", '\u{e026}'),
    ("SUBTRACT", '\u{e027}'),
    ("MINUS", '\u{e027}'),
    ("DECIMAL", '\u{e028}'),
    ("PERIOD", '\u{e028}'),
    ("DIVIDE", '\u{e029}'),
    ("DIV", '\u{e029}'),
    ("F1", '\u{e031}'),
    ("F2", '\u{e032}'),
    ("F3", '\u{e033}'),
    ("F4", '\u{e034}'),
    ("F5", '\u{e035}'),
    ("F6", '\u{e036}'),
    ("F7", '\u{e037}'),
    ("F8", '\u{e038}'),
    ("F9", '\u{e039}'),
    ("F10", '\u{e03a}'),
    ("F11", '\u{e03b}'),
    ("F12", '\u{e03c}'),
    ("META", '\u{e03d}'),
    ("COMMAND", '\u{e03d}'),
];

/// A `${KEY_…}` that is no key.
#[derive(Debug, Error)]
#[error("unknown key {found}{hint}")]
pub struct UnknownKey {
    found: String,
    hint: String,
}

/// A text with every `${KEY_…}` replaced by its code point.
///
/// # Errors
/// When one is no key.
pub fn replace(text: &str) -> Result<String, UnknownKey> {
    let mut parts = text.split("${KEY_");
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else {
            // No end, so no key.
            replaced.push_str("${KEY_");
            replaced.push_str(part);
            continue;
        };
        replaced.push(key(name)?);
        replaced.push_str(rest);
    }
    Ok(replaced)
}

fn key(name: &str) -> Result<char, UnknownKey> {
    let found = KEYS.iter().find(|(known, _)| *known == name);
    found.map(|(_, code)| *code).ok_or_else(|| UnknownKey {
        found: format!("${{KEY_{name}}}"),
        hint: suggest::hint(name, KEYS.iter().map(|(known, _)| *known)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_code_points_among_other_text() {
        assert_eq!(replace("ab${KEY_ENTER}c${KEY_F12}").unwrap(), "ab\u{e007}c\u{e03c}");
        assert_eq!(replace("${other} ${KEY_").unwrap(), "${other} ${KEY_");
    }

    #[test]
    fn an_unknown_key_gets_a_hint() {
        let error = replace("${KEY_ENTRE}").unwrap_err().to_string();
        assert_eq!(error, "unknown key ${KEY_ENTRE}; did you mean \"ENTER\"?");
    }
}
