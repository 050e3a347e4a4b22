//! What a hostile widget may try, each with what comes of it on a page that
//! does nothing against it.

use Harm::{Covers, Fetches, None, Paints, Runs};

/// What a trap does where nothing stands against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// A script runs.
    Runs,
    /// Another host is asked for something.
    Fetches,
    /// A neighbour is covered.
    Covers,
    /// A neighbour is painted over, though it can be reached.
    Paints,
    /// Nothing in this browser, but in others or after careless cleaning.
    None,
}

/// A picture and its style sheet.
pub(crate) struct Trap {
    pub(crate) harm: Harm,
    pub(crate) html: String,
    pub(crate) style: String,
}

/// Stands in a trap for a script that reports the trap.
const RUN: &str = "RUN";
/// Stands in a trap for an address on another host.
const ELSEWHERE: &str = "ELSEWHERE";

/// Every trap, by its number; each reports to `top.ran` and to `elsewhere`
/// with that number.
pub(crate) fn all(elsewhere: &str) -> Vec<Trap> {
    let pictures = PICTURES.iter().map(|(harm, html)| (*harm, *html, ""));
    let sheets = SHEETS.iter().map(|(harm, css)| (*harm, "<p class='x'>x</p>", *css));
    pictures
        .chain(sheets)
        .enumerate()
        .map(|(number, (harm, html, style))| {
            let arm = |text: &str| {
                text.replace(RUN, &format!("top.ran={number}"))
                    .replace(ELSEWHERE, &format!("{elsewhere}/{number}"))
            };
            Trap { harm, html: arm(html), style: arm(style) }
        })
        .collect()
}

const PICTURES: &[(Harm, &str)] = &[
    // Scripts and handlers.
    (Runs, "<script>RUN</script>"),
    (Runs, "<svg><script>RUN</script></svg>"),
    (Runs, "<img src=x onerror=RUN>"),
    (Runs, "<p onmouseover=RUN>x</p>"),
    (Runs, "<p onclick=RUN>x</p>"),
    (Runs, "<svg onload=RUN></svg>"),
    (Runs, "<svg><image href=x onerror=RUN></image></svg>"),
    (Runs, "<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>"),
    (Runs, "<details open ontoggle=RUN>x</details>"),
    (Runs, "<style>@keyframes k{}</style><p style='animation:k 1s' onanimationstart=RUN>x</p>"),
    (Runs, "<iframe srcdoc='<script>RUN</script>'></iframe>"),
    // Addresses that are scripts.
    (Runs, "<a href='javascript:void(RUN)'>x</a>"),
    (Runs, "<a href='jAvA&Tab;script&colon;void(RUN)'>x</a>"),
    (Runs, "<svg><a href='javascript:void(RUN)'><text y='20'>x</text></a></svg>"),
    (Runs, "<iframe src='javascript:void(RUN)'></iframe>"),
    (Runs, "<form action='javascript:void(RUN)'><button>x</button></form>"),
    // Attributes set after the fact.
    (Runs, "<svg><animate attributeName=x dur=1s onbegin=RUN></animate></svg>"),
    (
        None,
        "<svg><a><animate attributeName=href values='javascript:RUN'></animate><text y='20'>x</text></a></svg>",
    ),
    (
        None,
        "<svg><a><set attributeName=href to='javascript:RUN'></set><text y='20'>x</text></a></svg>",
    ),
    (None, "<svg><set attributeName=onmouseover to=RUN></set><rect width='9' height='9'/></svg>"),
    // Ways out of the element, and tags that never end.
    (Runs, "</div></template><script>RUN</script>"),
    (Runs, "</div></template></div></div></article></main><img src=x onerror=RUN>"),
    (Runs, "<template shadowrootmode=open><script>RUN</script></template>"),
    (Runs, "<!--><img src=x onerror=RUN>-->"),
    (Runs, "<title><img title='</title><img src=x onerror=RUN>'>"),
    (Runs, "<textarea><img title='</textarea><img src=x onerror=RUN>'>"),
    (Runs, "<noscript><p title='</noscript><img src=x onerror=RUN>'>"),
    (Runs, "<div><b><p>open <i><table><tr><td><svg><g><img src=x onerror=RUN>"),
    (Runs, "<svg></p><style><a id='</style><img src=x onerror=RUN>'>"),
    (None, "<svg><desc><title><p title='</title><img src=x onerror=RUN>'>"),
    (
        None,
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=RUN&gt;'>",
    ),
    (None, "<form><math><mtext></form><form><mglyph><style></math><img src onerror=RUN>"),
    // Other hosts.
    (Fetches, "<img src='ELSEWHERE'>"),
    (Fetches, "<link rel=stylesheet href='ELSEWHERE'>"),
    (Fetches, "<iframe src='ELSEWHERE'></iframe>"),
    (Fetches, "<object data='ELSEWHERE'></object>"),
    (Fetches, "<video src='ELSEWHERE' poster='ELSEWHERE' autoplay></video>"),
    (Fetches, "<style>@import 'ELSEWHERE';</style>"),
    (Fetches, "<p style='background:url(ELSEWHERE)'>x</p>"),
    (Fetches, "<svg><image href='ELSEWHERE' width='9' height='9'></image></svg>"),
    (
        Fetches,
        "<svg><filter id=f><feImage href='ELSEWHERE'/></filter><rect filter='url(#f)' width='9' height='9'/></svg>",
    ),
    (
        Fetches,
        "<svg><rect mask='url(ELSEWHERE#m)' cursor='url(ELSEWHERE),auto' width='9' height='9'/></svg>",
    ),
    (Fetches, "</div></template><meta http-equiv=refresh content='0;url=ELSEWHERE'>"),
    (Fetches, "<table background='ELSEWHERE'><tr><td>x</table>"),
    (Fetches, "<input type=image src='ELSEWHERE'>"),
    (
        Fetches,
        "<svg><use href='ELSEWHERE#x'/><rect fill='u\\72l(ELSEWHERE#g)' width='9' height='9'/></svg>",
    ),
    // Over the neighbours.
    (Covers, "<p style='position:fixed;inset:0;z-index:2147483647;background:red'>x</p>"),
    (
        Covers,
        "<style>:host{position:fixed!important;inset:0!important;z-index:2147483647!important;background:red}</style>",
    ),
];

/// Sheets that come with a hello, where a sheet is allowed.
const SHEETS: &[(Harm, &str)] = &[
    (
        Covers,
        ":host{all:initial!important;contain:none!important;display:block!important;\
         position:fixed!important;inset:0!important;z-index:2147483647!important;\
         width:100vw!important;height:100vh!important;background:red!important}",
    ),
    (
        Covers,
        ":host{position:static!important} div,p{position:fixed!important;inset:-9999px!important;\
         z-index:2147483647!important;background:red!important;pointer-events:all!important}",
    ),
    (
        Covers,
        ":host{display:block!important;position:absolute!important;left:-9999px!important;\
         top:-9999px!important;width:30000px!important;height:30000px!important;\
         transform:scale(9)!important;z-index:2147483647!important}",
    ),
    (
        Paints,
        ":host{display:block!important;position:fixed!important;inset:0!important;\
         z-index:2147483647!important;background:red!important;pointer-events:none!important}",
    ),
    (
        Paints,
        ":host{contain:none!important;overflow:visible!important;pointer-events:none!important;\
         outline:9999px solid red!important;box-shadow:0 0 0 9999px red!important}",
    ),
    (
        Paints,
        "p{position:fixed;inset:0;background:white;pointer-events:none;\
         mix-blend-mode:difference;backdrop-filter:invert(1)}",
    ),
    (
        None,
        "html,body,main,article,header,.tile,.top{display:none!important} \
         :host-context(body){display:none!important} ::slotted(*){display:none!important}",
    ),
    (
        Fetches,
        "@import 'ELSEWHERE'; @import url(ELSEWHERE); \
         @font-face{font-family:elsewhere;src:url(ELSEWHERE)} \
         :host{background:url(ELSEWHERE)!important;font-family:elsewhere!important} \
         p{background:image-set('ELSEWHERE' 1x);border-image:url(ELSEWHERE) 9;\
         mask-image:url(ELSEWHERE);filter:url(ELSEWHERE#f);cursor:url(ELSEWHERE),auto} \
         p::before{content:url(ELSEWHERE)}",
    ),
];
