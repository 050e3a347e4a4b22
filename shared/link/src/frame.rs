use serde::{Serialize, de::DeserializeOwned};
use tokio_tungstenite::tungstenite::{Bytes, Error, Message, error::CapacityError};

use crate::protocol::{MAX_FRAME, ToBoard, ToWidget};

/// How much of a parser's complaint is repeated to the peer, characters.
const MAX_COMPLAINT: usize = 200;

/// What an end of a link hears and says, and how strict it is.
pub(crate) trait Side {
    /// The messages it receives.
    type Hears: DeserializeOwned;
    /// The messages it sends.
    type Says: Serialize;
    /// The types of the messages it receives, in words.
    const ALLOWED: &'static str;

    /// Its last word to a peer that sent a bad frame; `None` at an end that
    /// refuses nobody and passes over messages it does not know.
    fn refusal(bad: &BadFrame) -> Option<Self::Says>;
}

/// The board's side: strict, since anybody may dial it.
pub(crate) enum Board {}

impl Side for Board {
    type Hears = ToBoard;
    type Says = ToWidget;
    const ALLOWED: &'static str = "hello, tile, bye";

    fn refusal(bad: &BadFrame) -> Option<ToWidget> {
        Some(ToWidget::Refuse { reason: bad.to_string() })
    }
}

/// The widget's side: lenient, since its board may be newer.
pub(crate) enum Widget {}

impl Side for Widget {
    type Hears = ToWidget;
    type Says = ToBoard;
    const ALLOWED: &'static str = "welcome, watch, unwatch, refuse";

    fn refusal(_: &BadFrame) -> Option<ToBoard> {
        None
    }
}

/// What is wrong with a frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadFrame {
    #[error("frame of more than {MAX_FRAME} bytes")]
    TooLong,
    #[error("frame is not text: allowed is one JSON message in UTF-8")]
    NotText,
    #[error("frame is not a message: {complaint}; allowed are {allowed}")]
    NotMessage { complaint: String, allowed: &'static str },
}

/// What came in from a WebSocket.
#[derive(Debug)]
pub(crate) enum Heard<M> {
    Message(M),
    /// A sign of life, no more.
    Pulse,
    /// The answer to the ping that carried this.
    Pong(Bytes),
    Bad(BadFrame),
    Closed,
    Broken(Error),
}

/// Reads what the WebSocket yielded. Never panics, whatever the peer sent.
pub(crate) fn hear<S: Side>(received: Option<Result<Message, Error>>) -> Heard<S::Hears> {
    match received {
        Some(Ok(Message::Text(text))) => match message(&text) {
            Ok(message) => Heard::Message(message),
            Err(complaint) => Heard::Bad(BadFrame::NotMessage { complaint, allowed: S::ALLOWED }),
        },
        Some(Ok(Message::Binary(_)) | Err(Error::Utf8(_))) => Heard::Bad(BadFrame::NotText),
        Some(Ok(Message::Pong(payload))) => Heard::Pong(payload),
        Some(Ok(Message::Ping(_) | Message::Frame(_))) => Heard::Pulse,
        Some(Ok(Message::Close(_))) | None => Heard::Closed,
        Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) => {
            Heard::Bad(BadFrame::TooLong)
        }
        Some(Err(error)) => Heard::Broken(error),
    }
}

/// The message in a text, or the parser's complaint.
fn message<M: DeserializeOwned>(text: &str) -> Result<M, String> {
    let message = serde_json::from_str(text).map_err(|error| one_line(&error.to_string()))?;
    // Serde also reads the fields of an object from an array.
    if !text.trim_start().starts_with('{') {
        return Err("it is not an object".into());
    }
    Ok(message)
}

/// The frame of a message; `None`, and an error in the log, for one that the
/// peer could only refuse: it would cost the link and help nobody.
pub(crate) fn frame<M: Serialize>(message: &M) -> Option<Message> {
    match serde_json::to_string(message) {
        Ok(text) if text.len() <= MAX_FRAME => Some(Message::from(text)),
        Ok(text) => {
            tracing::error!(bytes = text.len(), allowed = MAX_FRAME, "message too long, not sent");
            None
        }
        Err(error) => {
            tracing::error!(%error, "message without a JSON form, not sent");
            None
        }
    }
}

/// A complaint fit for a log line: it may quote whatever the peer sent.
fn one_line(complaint: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    complaint.chars().take(MAX_COMPLAINT).map(visible).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::tests::{hello, tile, view};

    fn board_hears(text: &str) -> Heard<ToBoard> {
        hear::<Board>(Some(Ok(Message::text(text))))
    }

    fn reason(heard: &Heard<ToBoard>) -> String {
        match heard {
            Heard::Bad(bad) => bad.to_string(),
            other => panic!("taken: {other:?}"),
        }
    }

    #[test]
    fn a_bad_frame_is_told_what_is_allowed() {
        assert_eq!(
            reason(&board_hears("so?")),
            "frame is not a message: expected value at line 1 column 1; allowed are hello, tile, bye"
        );
        assert_eq!(
            reason(&board_hears(r#"{"type":"dance"}"#)),
            "frame is not a message: unknown variant `dance`, expected one of `hello`, `tile`, \
             `bye` at line 1 column 15; allowed are hello, tile, bye"
        );
        assert_eq!(
            reason(&board_hears(r#"["bye","now"]"#)),
            "frame is not a message: it is not an object; allowed are hello, tile, bye"
        );
        assert_eq!(
            reason(&hear::<Board>(Some(Ok(Message::binary(vec![1]))))),
            "frame is not text: allowed is one JSON message in UTF-8"
        );
    }

    #[test]
    fn a_complaint_never_repeats_a_whole_frame() {
        let quoted = format!(r#"{{"type":"{}\n"}}"#, "x".repeat(MAX_FRAME / 2));
        let reason = reason(&board_hears(&quoted));
        assert!(reason.len() < 300 && !reason.contains('\n'), "{reason}");
    }

    #[test]
    fn a_message_too_long_is_not_sent() {
        assert!(frame(&ToBoard::Bye { reason: "x".repeat(MAX_FRAME) }).is_none());
        assert!(frame(&ToBoard::Bye { reason: "x".repeat(MAX_FRAME - 40) }).is_some());
    }

    fn to_board() -> impl Strategy<Value = ToBoard> {
        prop_oneof![
            ("\\PC{0,20}", any::<u64>()).prop_map(|(style, uptime_ms)| {
                ToBoard::Hello(Box::new(crate::protocol::Hello { style, uptime_ms, ..hello() }))
            }),
            (".{0,40}", proptest::option::of(".{0,9}"), any::<u64>()).prop_map(
                |(html, reason, took_ms)| {
                    ToBoard::Tile(Box::new(crate::protocol::Tile {
                        html,
                        reason,
                        took_ms,
                        data: json!({ "level": took_ms }),
                        ..tile("lisbon")
                    }))
                }
            ),
            ".{0,40}".prop_map(|reason| ToBoard::Bye { reason }),
        ]
    }

    fn to_widget() -> impl Strategy<Value = ToWidget> {
        prop_oneof![
            Just(ToWidget::Welcome(crate::tests::welcome())),
            "[a-z]{1,9}".prop_map(|place| ToWidget::Watch(view(&place).into())),
            "[a-z]{1,9}".prop_map(|place| ToWidget::Unwatch(view(&place).into())),
            ".{0,40}".prop_map(|reason| ToWidget::Refuse { reason }),
        ]
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "(hello|tile|bye|type|\\PC{0,5})".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            let key = "(type|reason|view|manifest|\\PC{0,5})";
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::btree_map(key, inner, 0..6).prop_map(Value::from_iter),
            ]
        })
    }

    /// The frame of `message` with a field more than this version knows.
    fn from_a_newer_peer(message: &impl Serialize) -> Option<Result<Message, Error>> {
        let mut json = serde_json::to_value(message).unwrap();
        json["field_of_a_later_version"] = json!([1, { "type": "bye" }]);
        Some(Ok(Message::text(json.to_string())))
    }

    proptest! {
        #[test]
        fn messages_to_the_board_survive_the_frame(message in to_board()) {
            let sent = frame(&message).unwrap();
            let Heard::Message(heard) = hear::<Board>(Some(Ok(sent))) else { panic!("bad") };
            prop_assert_eq!(&heard, &message);
            let Heard::Message(heard) = hear::<Board>(from_a_newer_peer(&message)) else { panic!("bad") };
            prop_assert_eq!(&heard, &message);
        }

        #[test]
        fn messages_to_the_widget_survive_the_frame(message in to_widget()) {
            let sent = frame(&message).unwrap();
            let Heard::Message(heard) = hear::<Widget>(Some(Ok(sent))) else { panic!("bad") };
            prop_assert_eq!(&heard, &message);
            let Heard::Message(heard) = hear::<Widget>(from_a_newer_peer(&message)) else { panic!("bad") };
            prop_assert_eq!(&heard, &message);
        }

        #[test]
        fn any_json_is_taken_or_refused(json in any_json()) {
            match board_hears(&json.to_string()) {
                Heard::Message(message) => {
                    let known = serde_json::to_value(message).unwrap();
                    prop_assert_eq!(&json["type"], &known["type"]);
                }
                heard => prop_assert!(reason(&heard).ends_with("allowed are hello, tile, bye")),
            }
        }

        #[test]
        fn any_text_is_taken_or_refused(text in ".{0,200}") {
            prop_assert!(reason(&board_hears(&text)).starts_with("frame is not a message"));
        }
    }
}
