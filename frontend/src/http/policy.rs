//! How the board's pages are answered, and the content policy they come with:
//! what they may load and do, and which pages may show them in a frame.

use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::header::{self, ContentType},
};
use askama::Template;
use service::{Problem, SettingsError};

/// Who may embed the board: sources as the policy writes them.
#[derive(Clone, Debug)]
pub(crate) struct FrameAncestors(String);

impl FrameAncestors {
    /// Reads `board.frame_ancestors`: `self`, and origins of pages. Nobody may
    /// embed the board where there are none.
    ///
    /// # Errors
    /// When one is no origin.
    pub(crate) fn parse(origins: &[String]) -> Result<Self, SettingsError> {
        let sources: Result<Vec<String>, _> = origins.iter().map(|text| source(text)).collect();
        let sources = sources?;
        Ok(Self(if sources.is_empty() { "'none'".into() } else { sources.join(" ") }))
    }
}

fn source(text: &str) -> Result<String, SettingsError> {
    let is_host = |char: char| char.is_ascii_alphanumeric() || ".-*:[]".contains(char);
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        _ if text == "self" => Ok("'self'".into()),
        Some(host) if !host.is_empty() && host.chars().all(is_host) => Ok(text.into()),
        _ => Err(SettingsError::key(
            "board.frame_ancestors",
            format!("{text:?} is not allowed: self, or an origin such as https://intranet.example"),
        )),
    }
}

/// The beginning of an answer that is a page, with these style sheets of its own.
pub(super) fn page_answer<'a>(
    ancestors: &FrameAncestors,
    sheets: impl Iterator<Item = &'a str>,
) -> HttpResponseBuilder {
    page_under(&policy(ancestors, sheets))
}

/// The beginning of an answer that is a page under a policy.
pub(super) fn page_under(policy: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header(ContentType::html())
        .insert_header((header::CONTENT_SECURITY_POLICY, policy));
    answer
}

/// A page as HTML.
///
/// # Errors
/// When a part of it cannot be written.
pub(super) fn rendered(page: &impl Template) -> Result<String, Problem> {
    page.render().map_err(|error| Problem::unavailable(error.to_string()))
}

/// The policy of a page: itself, style sheets by their SHA-256, and nothing else.
pub(super) fn policy<'a>(
    ancestors: &FrameAncestors,
    sheets: impl Iterator<Item = &'a str>,
) -> String {
    let mut hashes: Vec<String> = sheets.map(|sha256| format!(" 'sha256-{sha256}'")).collect();
    hashes.sort_unstable();
    hashes.dedup();
    format!(
        "default-src 'self'; style-src 'self'{}; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors {}; require-trusted-types-for 'script'; \
         trusted-types tile",
        hashes.concat(),
        ancestors.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(origins: &[&str]) -> Result<String, SettingsError> {
        let origins: Vec<String> = origins.iter().map(|origin| (*origin).to_owned()).collect();
        FrameAncestors::parse(&origins).map(|ancestors| ancestors.0)
    }

    #[test]
    fn nobody_embeds_the_board_unless_told_so() {
        assert_eq!(parse(&[]).unwrap(), "'none'");
        let origins = ["self", "https://intranet.example", "http://*.lan:8080"];
        assert_eq!(parse(&origins).unwrap(), "'self' https://intranet.example http://*.lan:8080");
    }

    #[test]
    fn nothing_else_gets_into_the_policy() {
        for bad in ["", "*", "https://", "https://a.example; script-src *", "https://a b", "none"] {
            let error = parse(&[bad]).unwrap_err().to_string();
            assert!(error.contains("board.frame_ancestors") && error.contains(bad), "{error}");
        }
    }
}
