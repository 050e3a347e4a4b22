//! Tile HTML comes from outside: it is re-serialised through an allowlist of
//! elements and attributes, so that only a picture is left.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::Builder;

const HTML_ELEMENTS: &[&str] = &[
    "abbr",
    "b",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "i",
    "li",
    "ol",
    "p",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
];

/// No `use`, `image`, `a`, `style`, `animate`, `set` or `foreignObject`: those
/// fetch, navigate, restyle or change attributes after the fact.
const SVG_ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "text",
    "title",
    "tspan",
];

const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "class",
    "clip-path",
    "cx",
    "cy",
    "d",
    "datetime",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "lang",
    "offset",
    "opacity",
    "pathLength",
    "points",
    "preserveAspectRatio",
    "r",
    "role",
    "rx",
    "ry",
    "scope",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "title",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HTML_ELEMENTS.iter().chain(SVG_ELEMENTS).copied().collect::<HashSet<_>>())
        .generic_attributes(ATTRIBUTES.iter().copied().collect::<HashSet<_>>())
        .tag_attributes(HashMap::new())
        .clean_content_tags(HashSet::from(["script", "style", "template", "iframe", "math"]))
        .attribute_filter(|_, _, value| local(value));
    builder
});

/// Drops values that refer to anything but an element of the same tile.
fn local(value: &str) -> Option<Cow<'_, str>> {
    let lower = value.to_ascii_lowercase();
    let references = lower.matches("url(").count();
    let internal = lower.matches("url(#").count();
    // A backslash could spell `url(` in CSS escapes.
    let suspicious = value.contains('\\') || lower.contains("javascript:");
    (references == internal && !suspicious).then_some(Cow::Borrowed(value))
}

/// The HTML with everything gone that is no picture.
pub(crate) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_comes_through_unchanged() {
        let drawing = concat!(
            r#"<div class="now"><span class="big">12</span><svg viewBox="0 0 10 10" role="img" aria-label="x">"#,
            r#"<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="red"></stop></linearGradient></defs>"#,
            r##"<path d="M0 0L1 1" fill="url(#g)" stroke-width="2"></path></svg></div>"##,
        );
        let cleaned = clean(drawing);
        for part in [
            "viewBox=\"0 0 10 10\"",
            "<linearGradient",
            "fill=\"url(#g)\"",
            "d=\"M0 0L1 1\"",
            "class=\"big\"",
        ] {
            assert!(cleaned.contains(part), "{part} is gone from {cleaned}");
        }
        assert_eq!(clean(&cleaned), cleaned);
    }

    #[test]
    fn nothing_that_acts_is_left() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<p onclick=alert(1)>x</p>",
            "<a href='javascript:alert(1)'>x</a>",
            "</template><script>alert(1)</script>",
            "<template shadowrootmode=open><script>alert(1)</script></template>",
            "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
            "<svg><set attributeName=onmouseover to=alert(1) /></svg>",
            "<svg><use href='data:image/svg+xml,x#y'/></svg>",
            "<svg><foreignObject><iframe src='//evil.example'></iframe></foreignObject></svg>",
            "<svg><style>@import '//evil.example'</style></svg>",
            "<style>:host{position:fixed!important}</style>",
            "<div style='background:url(//evil.example)'>x</div>",
            "<svg><rect fill='url(//evil.example/x#y)'/></svg>",
            "<svg><rect fill='u\\72l(//evil.example)'/></svg>",
            "<link rel=stylesheet href=//evil.example>",
            "<base href=//evil.example>",
            "<meta http-equiv=refresh content='0;url=//evil.example'>",
            "<form action=//evil.example><button>x</button></form>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<div><p>unclosed <b>tags <svg><g>",
        ] {
            let cleaned = clean(hostile).to_ascii_lowercase();
            // Escaped text is words, not elements.
            let markup = scraped(&cleaned);
            for trace in [
                "script",
                "onerror",
                "onclick",
                "onmouseover",
                "javascript",
                "template",
                "animate",
                "<set",
                "<use",
                "foreignobject",
                "iframe",
                "style",
                "evil.example",
                "<link",
                "<base",
                "<meta",
                "<form",
                "<img",
            ] {
                assert!(!markup.contains(trace), "{hostile} left {markup}");
            }
            assert_eq!(clean(&cleaned).to_ascii_lowercase(), cleaned, "unstable: {hostile}");
        }
    }

    /// The tags of `html` without its text.
    fn scraped(html: &str) -> String {
        let mut tags = String::new();
        for tag in html.split('<').skip(1) {
            tags.push('<');
            tags.push_str(tag.split('>').next().unwrap_or_default());
        }
        tags
    }
}
