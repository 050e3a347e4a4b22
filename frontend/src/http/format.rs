//! In which form the board is answered.

use actix_web::{HttpRequest, http::header};
use serde::Deserialize;
use service::Problem;

use super::{presentation::one_of, request};

/// How the query names the forms.
pub(super) const FORMATS: [&str; 3] = ["html", "text", "line"];

/// What a query says of the form.
#[derive(Deserialize)]
pub(super) struct FormatQuery {
    format: Option<String>,
}

/// A form of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// The page.
    Html,
    /// The whole board in words.
    Text,
    /// Its gist in one line.
    Line,
}

impl FormatQuery {
    /// The form asked for; where none is, the one that suits who asks.
    ///
    /// # Errors
    /// When there is no such form; says which there are.
    pub(super) fn read(&self, request: &HttpRequest) -> Result<Format, Problem> {
        let Some(asked) = &self.format else {
            return Ok(Format::suiting(request));
        };
        Ok(match one_of("format", asked, &FORMATS)? {
            "text" => Format::Text,
            "line" => Format::Line,
            _ => Format::Html,
        })
    }
}

impl Format {
    /// Words for a terminal, the page for a browser.
    fn suiting(request: &HttpRequest) -> Self {
        let accepted = request::text(request, header::ACCEPT);
        let agent = request::text(request, header::USER_AGENT).to_ascii_lowercase();
        let is_terminal =
            ["curl/", "wget/", "httpie/", "xh/"].iter().any(|name| agent.starts_with(name));
        let asks_html = accepted.contains("text/html");
        let wants_text = !asks_html && (is_terminal || accepted.contains("text/plain"));
        if wants_text { Self::Text } else { Self::Html }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn read(format: Option<&str>, accept: &str, agent: &str) -> Result<Format, Problem> {
        let request = TestRequest::default()
            .insert_header((header::ACCEPT, accept))
            .insert_header((header::USER_AGENT, agent));
        FormatQuery { format: format.map(Into::into) }.read(&request.to_http_request())
    }

    #[test]
    fn who_asks_gets_what_suits() {
        for (accept, agent, expected) in [
            ("text/html,*/*;q=0.8", "Mozilla/5.0", Format::Html),
            ("*/*", "Mozilla/5.0", Format::Html),
            ("text/plain", "Mozilla/5.0", Format::Text),
            ("*/*", "curl/8.14", Format::Text),
            ("text/html", "curl/8.14", Format::Html),
        ] {
            assert_eq!(read(None, accept, agent).unwrap(), expected, "{accept} {agent}");
        }
    }

    #[test]
    fn a_form_asked_for_is_given_whoever_asks() {
        for (name, expected) in FORMATS.into_iter().zip([Format::Html, Format::Text, Format::Line])
        {
            for accept in ["text/html", "text/plain"] {
                assert_eq!(read(Some(name), accept, "curl/8.14").unwrap(), expected);
            }
        }
        let problem = read(Some("xml"), "*/*", "curl/8.14").unwrap_err();
        assert_eq!(problem.detail, "format: \"xml\" is not known: html, text, line");
    }
}
