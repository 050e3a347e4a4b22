use crate::hundredth;

/// A stretch along one axis of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The end nearer to the picture's origin.
    pub from: f64,
    /// The other end.
    pub to: f64,
}

impl Span {
    /// Between two positions, in this order.
    #[must_use]
    pub fn new(from: f64, to: f64) -> Self {
        Self { from, to }
    }

    /// How long it is: the width or the height of an SVG `rect`.
    #[must_use]
    pub fn length(&self) -> f64 {
        hundredth(self.to - self.from)
    }

    /// As much of it from its start on, so that what fills it keeps a distance
    /// to the next; `share` is from 0 to 1.
    #[must_use]
    pub fn first(&self, share: f64) -> Self {
        Self::new(self.from, hundredth(self.from + share * self.length()))
    }
}

/// Makes one of neighbours that touch. The spans come in ascending order.
pub fn joined(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.to >= span.from => last.to = span.to,
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_rounded() {
        assert_eq!(Span::new(6.38, 40.78).length(), 34.4);
    }

    #[test]
    fn the_first_part_starts_where_the_whole_does() {
        assert_eq!(Span::new(20.0, 22.13).first(0.85), Span::new(20.0, 21.81));
    }

    #[test]
    fn neighbours_become_one() {
        let spans = [(0.0, 2.5), (2.5, 4.0), (6.0, 7.0), (7.0, 9.0), (9.5, 10.0)];
        let spans = joined(spans.map(|(from, to)| Span::new(from, to)));
        assert_eq!(spans, [Span::new(0.0, 4.0), Span::new(6.0, 9.0), Span::new(9.5, 10.0)]);
        assert_eq!(joined([]), []);
    }
}
