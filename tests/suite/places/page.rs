//! What a page must be, whatever it shows.

use weather::Timestamp;

use crate::times::Local;

/// Words that only a program writes.
const RAW: [&str; 6] = ["NaN", "nan", "inf", "Infinity", "null", "undefined"];

/// Checks that a page or a text has no value that somebody forgot to write for people.
pub(crate) fn check_whole(page: &str, name: &str) {
    // Path data runs letters and numbers together.
    assert!(!page.contains("NaN"), "{name}: {page}");
    let mut words = page.split(|letter: char| !letter.is_alphanumeric());
    let raw = words.find(|word| RAW.contains(word));
    assert_eq!(raw, None, "{name}: {page}");
    // The signs around the id of a message that nobody wrote.
    assert!(!page.contains(['⟨', '⟩']), "{name}: {page}");
}

/// Checks that every time on a page is the local time of the instant it stands
/// for; the backs of the tiles count from one.
pub(crate) fn check_clocks(page: &str, local: &Local) {
    let fronts = page.split("<dl class=\"xray\"").enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.split_once("</dl>").unwrap().1,
    });
    let fronts: String = fronts.collect();
    let times: Vec<(&str, &str)> = fronts
        .split("<time datetime=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once("</time>")?.0.split_once("\">"))
        .collect();
    assert!(times.len() > 1, "{page}");
    for (instant, shown) in times {
        let instant: Timestamp = instant.parse().unwrap();
        assert_eq!(shown, local.time(instant), "{instant}");
    }
    assert!(page.contains(&format!("<p class=\"date\">{}</p>", local.date(local.now))), "{page}");
}

/// The parts of a tile as a page frames it.
pub(crate) struct Article<'a> {
    pub(crate) picture: &'a str,
    pub(crate) text: &'a str,
    reason: &'a str,
}

impl<'a> Article<'a> {
    /// The one of a widget.
    pub(crate) fn of(page: &'a str, widget: &str) -> Self {
        let (_, rest) = page.split_once(&format!("data-widget=\"{widget}\"")).expect(widget);
        let (article, _) = rest.split_once("</article>").expect(widget);
        let part = |from: &str, to: &str| {
            let (_, rest) = article.split_once(from).expect(from);
            rest.split_once(to).expect(to).0
        };
        Self {
            picture: part("</style><div>", "</div></template>"),
            text: part("<p class=\"text\">", "</p>"),
            reason: part("<p class=\"reason\">", "</p>"),
        }
    }

    /// Checks that there is something to see and something to read: a picture
    /// with words in it, or why there is none.
    pub(crate) fn check_filled(&self, state: &str) {
        let Self { picture, text, reason } = self;
        assert!(text.split_whitespace().count() > 2, "{text:?}");
        if state == "live" {
            let words = picture.split('>').filter_map(|part| part.split('<').next());
            assert!(words.flat_map(str::split_whitespace).next().is_some(), "{text} {picture:?}");
        } else {
            assert!(!reason.is_empty(), "{text}");
        }
    }
}
