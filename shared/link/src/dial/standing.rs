use std::{collections::BTreeMap, net::SocketAddr};

/// How a widget stands with the boards it dials, by their addresses: taken, or
/// refused for a reason. One that has not answered, or is gone, is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing(BTreeMap<SocketAddr, Result<(), String>>);

impl Standing {
    /// Why no board takes this widget; none where one does, or none has answered.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        let taken = self.0.values().any(Result::is_ok);
        let refusal = self.0.values().find_map(|answer| answer.as_ref().err());
        refusal.filter(|_| !taken).map(String::as_str)
    }

    pub(super) fn set(&mut self, board: SocketAddr, answer: Option<Result<(), String>>) {
        match answer {
            Some(answer) => self.0.insert(board, answer),
            None => self.0.remove(&board),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_counts_while_no_board_takes_the_widget() {
        let [first, second] = [1, 2].map(|end| SocketAddr::from(([127, 0, 0, end], 3031)));
        let mut standing = Standing::default();
        assert_eq!(standing.refusal(), None);
        standing.set(first, Some(Err("full".into())));
        assert_eq!(standing.refusal(), Some("full"));
        standing.set(second, Some(Ok(())));
        assert_eq!(standing.refusal(), None);
        standing.set(second, None);
        assert_eq!(standing.refusal(), Some("full"));
        standing.set(first, None);
        assert_eq!(standing, Standing::default());
    }
}
