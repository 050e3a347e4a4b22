use std::time::Duration;

/// How much time and room asking may take, and how patient it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Time to connect.
    pub connect: Duration,
    /// Time from the request to the last byte of its answer.
    pub total: Duration,
    /// The same for a probe.
    pub probe: Duration,
    /// How long somebody waits for a new answer who could be shown an old one.
    pub patience: Duration,
    /// Size of an answer after decompression, bytes.
    pub body_bytes: usize,
    /// How long a service is left alone after its first failure.
    pub shortest_pause: Duration,
    /// The longest that it is left alone, unless it asks for more.
    pub longest_pause: Duration,
    /// A day, in which so many calls are allowed.
    pub day: Duration,
    /// How many references of 30 years are asked a day. Each counts as some
    /// 780 of the 10,000 calls that the free service allows.
    pub references_a_day: u32,
    /// How many searches for places are asked a day: whoever types cannot use
    /// up what the weather needs.
    pub searches_a_day: u32,
}

impl Limits {
    /// The same for answers that are used no longer than `refresh`: who asks so
    /// often has a service of his own, and wants it back as soon.
    #[must_use]
    pub(crate) fn at_pace(self, refresh: Duration) -> Self {
        Self {
            shortest_pause: self.shortest_pause.min(refresh / 450),
            longest_pause: self.longest_pause.min(refresh / 3),
            ..self
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            total: Duration::from_secs(10),
            probe: Duration::from_secs(2),
            patience: Duration::from_secs(1),
            body_bytes: 16 * 1024 * 1024,
            shortest_pause: Duration::from_secs(2),
            longest_pause: Duration::from_secs(300),
            day: Duration::from_secs(24 * 3600),
            references_a_day: 3,
            searches_a_day: 500,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_keep_to_the_pace_of_the_answers() {
        let usual = Limits::default();
        for slow in [900, 86_400] {
            assert_eq!(usual.at_pace(Duration::from_secs(slow)), usual);
        }
        let fast = usual.at_pace(Duration::from_secs(9));
        assert_eq!(fast.shortest_pause, Duration::from_millis(20));
        assert_eq!(fast.longest_pause, Duration::from_secs(3));
    }
}
