use std::{ops::RangeInclusive, time::Duration};

use tokio::time::timeout;

use crate::{
    ends::BoardEnd,
    protocol::{Hello, SUPPORTED, ToBoard},
};

/// How long a board waits for the hello of a new link.
pub const HELLO_WITHIN: Duration = Duration::from_secs(5);

/// The longest style sheet allowed, bytes.
pub const MAX_STYLE: usize = 64 * 1024;

/// The longest widget id, characters.
const MAX_ID: usize = 40;

/// The longest version, revision or host name, characters.
const MAX_LABEL: usize = 128;

/// How often a reading may be made anew, seconds: up to once a day.
const REFRESH_S: RangeInclusive<u32> = 1..=86_400;

/// Why a board does not take an instance; the text is the `reason` of its `refuse`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing was said in time.
    #[error("no hello within {} s", HELLO_WITHIN.as_secs())]
    NoHello,
    /// The link ended before its hello.
    #[error("the link ended before its hello")]
    Ended,
    /// The first message was another one.
    #[error("the first message is {found}: it must be hello")]
    NotHello {
        /// The type of the message found.
        found: &'static str,
    },
    /// A protocol that this board does not speak.
    #[error("protocol {found} is not spoken here: allowed is {} to {}", SUPPORTED.start(), SUPPORTED.end())]
    Protocol {
        /// The version found.
        found: u32,
    },
    /// A widget id that is none.
    #[error(
        "widget id {found:?} is not allowed: it must be 1 to {MAX_ID} characters, lower-case words \
         of a to z and 0 to 9 joined by single hyphens"
    )]
    WidgetId {
        /// The id found, shortened.
        found: String,
    },
    /// An instance id that is none.
    #[error("instance id {found:?} is not allowed: it must be 16 hexadecimal digits")]
    InstanceId {
        /// The id found, shortened.
        found: String,
    },
    /// A version, revision or host that cannot be shown.
    #[error(
        "{field} {found:?} is not allowed: it must be 1 to {MAX_LABEL} characters with no control \
         characters"
    )]
    Label {
        /// The name of the field.
        field: &'static str,
        /// The text found, shortened.
        found: String,
    },
    /// Readings made too often or too seldom.
    #[error(
        "refresh_s {found} is not allowed: it must be {} to {} seconds",
        REFRESH_S.start(),
        REFRESH_S.end()
    )]
    Refresh {
        /// The seconds found.
        found: u32,
    },
    /// A style sheet that is too long.
    #[error("a style sheet of {found} bytes is not allowed: at most {MAX_STYLE}")]
    Style {
        /// The length found, bytes.
        found: usize,
    },
}

/// Waits for the hello of a new link, [`HELLO_WITHIN`] at most, and checks it.
///
/// # Errors
/// A [`Refusal`] to be sent as the `reason` of a `refuse`.
pub async fn receive_hello(end: &mut BoardEnd) -> Result<Hello, Refusal> {
    let first = timeout(HELLO_WITHIN, end.from_widget.recv()).await;
    match first.map_err(|_| Refusal::NoHello)?.ok_or(Refusal::Ended)? {
        ToBoard::Hello(hello) => check(*hello),
        ToBoard::Tile(_) => Err(Refusal::NotHello { found: "tile" }),
        ToBoard::Bye { .. } => Err(Refusal::NotHello { found: "bye" }),
    }
}

fn check(hello: Hello) -> Result<Hello, Refusal> {
    let Hello { protocol, manifest, style, instance, .. } = &hello;
    if !SUPPORTED.contains(protocol) {
        return Err(Refusal::Protocol { found: *protocol });
    }
    if !is_widget_id(&manifest.id) {
        return Err(Refusal::WidgetId { found: shortened(&manifest.id) });
    }
    if instance.id.len() != 16 || !instance.id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Refusal::InstanceId { found: shortened(&instance.id) });
    }
    let labels = [
        ("manifest.version", &manifest.version),
        ("instance.version", &instance.version),
        ("instance.revision", &instance.revision),
        ("instance.host", &instance.host),
    ];
    if let Some((field, found)) = labels.into_iter().find(|(_, text)| !is_label(text)) {
        return Err(Refusal::Label { field, found: shortened(found) });
    }
    if !REFRESH_S.contains(&manifest.refresh_s) {
        return Err(Refusal::Refresh { found: manifest.refresh_s });
    }
    if style.len() > MAX_STYLE {
        return Err(Refusal::Style { found: style.len() });
    }
    Ok(hello)
}

/// Whether `id` may be that of a widget: at most 40 characters, lower-case words
/// of letters and digits joined by single hyphens.
#[must_use]
pub fn is_widget_id(id: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.len() <= MAX_ID && id.split('-').all(is_word)
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MAX_LABEL && !text.chars().any(char::is_control)
}

/// The start of a text, short enough for a log line.
fn shortened(text: &str) -> String {
    text.chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{ends::in_memory, tests::hello};

    /// What the board says to a hello changed by `change`.
    fn verdict(change: impl FnOnce(&mut Hello)) -> String {
        let mut hello = hello();
        change(&mut hello);
        check(hello).map_or_else(|refusal| refusal.to_string(), |_| "taken".into())
    }

    #[test]
    fn a_good_hello_is_taken() {
        assert_eq!(verdict(|_| {}), "taken");
        for id in ["a", "7", "a-b", "tide-2-go", &"x".repeat(40)] {
            assert_eq!(verdict(|hello| hello.manifest.id = id.into()), "taken");
        }
        assert_eq!(verdict(|hello| hello.style = "x".repeat(MAX_STYLE)), "taken");
        assert_eq!(verdict(|hello| hello.instance.host = "ö".repeat(128)), "taken");
    }

    #[test]
    fn a_bad_hello_is_told_what_is_allowed() {
        assert_eq!(
            verdict(|hello| hello.protocol = 9),
            "protocol 9 is not spoken here: allowed is 1 to 1"
        );
        assert_eq!(
            verdict(|hello| hello.manifest.id = "No\n".into()),
            "widget id \"No\\n\" is not allowed: it must be 1 to 40 characters, lower-case words \
             of a to z and 0 to 9 joined by single hyphens"
        );
        assert_eq!(
            verdict(|hello| hello.instance.id = "12".into()),
            "instance id \"12\" is not allowed: it must be 16 hexadecimal digits"
        );
        assert_eq!(
            verdict(|hello| hello.instance.host = "a\u{7}".into()),
            "instance.host \"a\\u{7}\" is not allowed: it must be 1 to 128 characters with no \
             control characters"
        );
        assert_eq!(
            verdict(|hello| hello.manifest.refresh_s = 0),
            "refresh_s 0 is not allowed: it must be 1 to 86400 seconds"
        );
        assert_eq!(
            verdict(|hello| hello.style = "x".repeat(MAX_STYLE + 1)),
            "a style sheet of 65537 bytes is not allowed: at most 65536"
        );
    }

    #[test]
    fn ids_and_labels_keep_their_bounds() {
        let too_long = "x".repeat(41);
        for id in ["", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "ä", &too_long] {
            assert!(verdict(|hello| hello.manifest.id = id.into()).contains("widget id"), "{id:?}");
        }
        for id in ["", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeg"] {
            assert!(verdict(|hello| hello.instance.id = id.into()).contains("instance id"));
        }
        for label in ["", &"x".repeat(129)] {
            assert!(verdict(|hello| hello.manifest.version = label.into()).contains("version"));
            assert!(verdict(|hello| hello.instance.revision = label.into()).contains("revision"));
        }
    }

    #[tokio::test]
    async fn the_first_message_must_be_hello() {
        let (widget, mut board) = in_memory();
        widget.to_board.send(ToBoard::Bye { reason: "done".into() }).await.unwrap();
        let refusal = receive_hello(&mut board).await.unwrap_err();
        assert_eq!(refusal.to_string(), "the first message is bye: it must be hello");
    }

    #[tokio::test]
    async fn a_link_may_end_before_its_hello() {
        let (widget, mut board) = in_memory();
        drop(widget);
        assert_eq!(receive_hello(&mut board).await, Err(Refusal::Ended));
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_link_is_refused_after_five_seconds() {
        let (_widget, mut board) = in_memory();
        let start = tokio::time::Instant::now();
        let refusal = receive_hello(&mut board).await.unwrap_err();
        assert_eq!(refusal.to_string(), "no hello within 5 s");
        assert_eq!(start.elapsed(), HELLO_WITHIN);
    }

    proptest! {
        #[test]
        fn widget_ids_follow_their_pattern(id in "[a-z0-9]{1,8}(-[a-z0-9]{1,7}){0,4}") {
            prop_assert!(is_widget_id(&id));
        }

        #[test]
        fn a_refusal_stays_short_and_on_one_line(id in "\\PC{0,500}", host in ".{0,500}") {
            let reason = verdict(|hello| {
                hello.manifest.id = id;
                hello.instance.host = host;
            });
            prop_assert!(reason.chars().count() < 1000);
            prop_assert!(!reason.contains('\n'));
        }
    }
}
