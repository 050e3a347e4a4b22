//! Every widget's tile in every state, and the tokens they are made of.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Query},
};
use api::ViewQuery;
use askama::Template;
use link::protocol::{Subject, TileState};
use localisation::Locale;
use service::Problem;
use weather::View;

use super::{
    Context,
    policy::{page_answer, rendered},
    presentation::PresentationQuery,
    request,
};
use crate::{
    assets,
    frame::{Frame, state_label},
    hub::{TooManyViews, Watched},
    sky::Sky,
    style::Style,
    words,
    xray::Labels,
};

/// The states of which widgets are asked for a sample.
const SAMPLED: [TileState; 4] =
    [TileState::Live, TileState::Stale, TileState::NoCoverage, TileState::Failed];

#[derive(Template)]
#[template(path = "styleguide.html")]
struct Page<'a> {
    view: &'a View,
    theme: &'a str,
    labels: Labels,
    sky: Sky,
    style: &'static str,
    icon: &'static str,
    swatches: &'a Style,
    groups: &'a [Group],
    words: &'a Headings,
    states: &'a [(String, Vec<Frame>)],
}

/// What the page says around its tiles.
struct Headings {
    title: String,
    about: String,
    tokens: String,
    board: String,
    light: String,
    dark: String,
}

/// Tokens of one kind.
struct Group {
    kind: &'static str,
    tokens: Vec<Token>,
}

/// A custom property of the design.
struct Token {
    name: &'static str,
    value: &'static str,
}

/// `GET /styleguide`
pub(super) async fn page(
    context: Data<Context>,
    query: Query<ViewQuery>,
    presentation: Query<PresentationQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let locale = words::locale(&view, context.hub.clock.now());
    let states = states(&context, &view, &locale).await?;
    let groups = groups(design::TOKENS);
    let swatches = swatches(&groups)?;
    let page = Page {
        theme: presentation.theme()?,
        labels: Labels::new(&locale),
        sky: Sky::over(&view.place, context.hub.clock.now(), None),
        style: assets::style_name(),
        icon: assets::icon_name(),
        swatches: &swatches,
        groups: &groups,
        words: &Headings::new(&locale),
        view: &view,
        states: &states,
    };
    let frames = states.iter().flat_map(|(_, frames)| frames);
    let sheets = frames.map(|frame| &*frame.style).chain([&*swatches.sha256]);
    Ok(page_answer(&context.frame_ancestors, sheets)
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(rendered(&page)?))
}

/// Every tile in every state, under a heading each.
async fn states(
    context: &Context,
    view: &View,
    locale: &Locale<'_>,
) -> Result<Vec<(String, Vec<Frame>)>, TooManyViews> {
    let heading = |state: TileState| match state {
        TileState::Live => locale.text("state-live"),
        other => state_label(other, locale),
    };
    let mut states = Vec::new();
    for state in SAMPLED {
        let subject = Subject { view: view.clone(), sample: Some(state) };
        let watched = context.hub.open_subject(&subject).await?;
        states.push((heading(state), context.hub.snapshot(&watched).frames));
    }
    // Nobody has spoken yet in a view that nobody was asked for.
    let unasked = Watched::new(view.clone().into(), false);
    states.push((heading(TileState::Waiting), context.hub.snapshot(&unasked).frames));
    Ok(states)
}

impl Headings {
    fn new(locale: &Locale<'_>) -> Self {
        let place = locale.view().place.name.as_str();
        Self {
            title: locale.text("styleguide-title"),
            about: locale.text_with("styleguide-about", &[("place", place.into())]),
            tokens: locale.text("styleguide-tokens"),
            board: locale.text("styleguide-board"),
            light: locale.text("theme-light"),
            dark: locale.text("theme-dark"),
        }
    }
}

impl Token {
    /// Its values by day and by night, where it has two.
    fn themes(&self) -> Option<(&'static str, &'static str)> {
        self.value.strip_prefix("light-dark(")?.strip_suffix(')')?.split_once(", ")
    }

    /// What its swatch says: nothing where it shows a box.
    fn sample(&self) -> &'static str {
        if self.name.starts_with("text") || self.name == "font" { "Aa 0" } else { "" }
    }
}

/// The tokens of the first rule, by the comments above them.
fn groups(tokens: &'static str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in tokens.lines().map(str::trim).take_while(|line| *line != "}") {
        if let Some(kind) = line.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) {
            groups.push(Group { kind: kind.trim(), tokens: Vec::new() });
        } else if let (Some((name, value)), Some(group)) = (line.split_once(':'), groups.last_mut())
            && let Some(name) = name.strip_prefix("--")
        {
            group.tokens.push(Token { name, value: value.trim().trim_end_matches(';') });
        }
    }
    groups
}

/// A class per token that shows it.
fn swatches(groups: &[Group]) -> Result<Style, Problem> {
    let tokens = groups.iter().flat_map(|group| &group.tokens);
    let css: String = tokens.map(|token| swatch(token.name)).collect();
    Style::new(&css).map_err(|error| Problem::unavailable(error.to_string()))
}

fn swatch(name: &str) -> String {
    let property = match name.split('-').next() {
        Some("text") => "font-size",
        Some("font") => "font-family",
        Some("space") => "inline-size",
        Some("radius") => "border-radius",
        Some("quick" | "slow") => "transition-duration",
        _ => "background",
    };
    format!(".token-{name} .sample {{ {property}: var(--{name}); }}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_has_a_swatch() {
        let groups = groups(design::TOKENS);
        let count: usize = groups.iter().map(|group| group.tokens.len()).sum();
        let declared = design::TOKENS.lines().filter(|line| line.starts_with("  --")).count();
        assert_eq!(count, declared);
        let style = swatches(&groups).unwrap();
        assert!(style.css.contains(".token-ink .sample { background: var(--ink); }"));
        assert!(style.css.contains(".token-text-xl .sample { font-size: var(--text-xl); }"));
    }
}
