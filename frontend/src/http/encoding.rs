//! Which packed form of a body a viewer gets.

use actix_web::{
    HttpRequest,
    http::header::{AcceptEncoding, ContentEncoding, Encoding, Header},
};

/// The best of the forms there are beside the plain one; the plain one where none
/// of them is accepted.
pub(super) fn negotiated(request: &HttpRequest, packed: &[ContentEncoding]) -> ContentEncoding {
    let Ok(accepted) = AcceptEncoding::parse(request) else {
        return ContentEncoding::Identity;
    };
    let known: Vec<Encoding> = [ContentEncoding::Identity]
        .iter()
        .chain(packed)
        .map(|encoding| Encoding::Known(*encoding))
        .collect();
    match accepted.negotiate(known.iter()) {
        Some(Encoding::Known(encoding)) if packed.contains(&encoding) => encoding,
        // What accepts nothing at all has been refused before.
        _ => ContentEncoding::Identity,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{http::header::ACCEPT_ENCODING, test::TestRequest};

    use super::*;

    #[test]
    fn who_asks_gets_the_best_that_it_takes() {
        use ContentEncoding::{Brotli, Gzip, Identity};
        for (accepted, both, gzip) in [
            ("gzip, deflate, br, zstd", Brotli, Gzip),
            ("gzip", Gzip, Gzip),
            ("br;q=0.5, gzip;q=0.9", Gzip, Gzip),
            ("gzip;q=0, br", Brotli, Identity),
            ("identity", Identity, Identity),
            ("zstd", Identity, Identity),
            ("", Identity, Identity),
            ("no;such;thing=", Identity, Identity),
        ] {
            let request = TestRequest::default().insert_header((ACCEPT_ENCODING, accepted));
            let request = request.to_http_request();
            assert_eq!(negotiated(&request, &[Brotli, Gzip]), both, "{accepted}");
            assert_eq!(negotiated(&request, &[Gzip]), gzip, "{accepted}");
        }
        let silent = TestRequest::default().to_http_request();
        assert_eq!(negotiated(&silent, &[Brotli, Gzip]), Identity);
    }
}
