//! The path under which viewers reach the board behind a proxy.

use service::SettingsError;

/// Segments that each follow a slash, such as `/weather`; empty at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BasePath(String);

impl BasePath {
    /// Reads `board.base_path`.
    ///
    /// # Errors
    /// When it is no path from the root.
    pub(crate) fn parse(text: &str) -> Result<Self, SettingsError> {
        let path = text.trim_end_matches('/');
        let is_segment = |segment: &str| {
            let plain = |char: char| char.is_ascii_alphanumeric() || "-._~".contains(char);
            !segment.is_empty() && !matches!(segment, "." | "..") && segment.chars().all(plain)
        };
        let is_path = path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(is_segment));
        if is_path || text == "/" {
            Ok(Self(path.into()))
        } else {
            Err(SettingsError::key(
                "board.base_path",
                format!("{text:?} is not allowed: / or a path such as /weather/"),
            ))
        }
    }

    /// The path without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_end_with_a_slash() {
        let paths = ["/", "/weather", "/weather/", "/a/b-c/"];
        let read = paths.map(|text| BasePath::parse(text).unwrap().0);
        assert_eq!(read, ["", "/weather", "/weather", "/a/b-c"]);
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for bad in ["", "weather", "//", "/a//b", "/../x", "/a b", "/{x}", "http://x/"] {
            let error = BasePath::parse(bad).unwrap_err().to_string();
            assert!(error.contains("board.base_path") && error.contains(bad), "{error}");
        }
    }
}
