//! Every widget's tile in every state, and the tokens they are made of.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, ContentType},
    web::{Data, Query},
};
use api::ViewQuery;
use askama::Template;
use link::protocol::{Subject, TileState};
use service::Problem;
use weather::View;

use super::{
    Context,
    page::{PageQuery, policy, theme},
    request,
};
use crate::{
    assets,
    frame::Frame,
    hub::{TooManyViews, Watched},
    sky::Sky,
    style::Style,
};

/// The states of which widgets are asked for a sample.
const SAMPLED: [TileState; 4] =
    [TileState::Live, TileState::Stale, TileState::NoCoverage, TileState::Failed];

#[derive(Template)]
#[template(path = "styleguide.html")]
struct Page<'a> {
    view: &'a View,
    theme: &'a str,
    sky: Sky,
    style: &'static str,
    icon: &'static str,
    swatches: &'a Style,
    groups: &'a [Group],
    states: &'a [(TileState, Vec<Frame>)],
}

/// Tokens of one kind.
struct Group {
    kind: &'static str,
    names: Vec<&'static str>,
}

/// `GET /styleguide`
pub(super) async fn page(
    context: Data<Context>,
    query: Query<ViewQuery>,
    page_query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let states = states(&context, &view).await?;
    let groups = groups(design::TOKENS);
    let swatches = swatches(&groups)?;
    let page = Page {
        theme: theme(page_query.theme.as_deref())?,
        sky: Sky::over(&view.place, context.hub.clock.now(), None),
        style: assets::style_name(),
        icon: assets::icon_name(),
        swatches: &swatches,
        groups: &groups,
        view: &view,
        states: &states,
    };
    let page = page.render().map_err(|error| Problem::unavailable(error.to_string()))?;
    let frames = states.iter().flat_map(|(_, frames)| frames);
    let sheets = frames.map(|frame| &*frame.style).chain([&*swatches.sha256]);
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::html())
        .insert_header((header::CONTENT_SECURITY_POLICY, policy(sheets)))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(page))
}

/// Every tile in every state.
async fn states(
    context: &Context,
    view: &View,
) -> Result<Vec<(TileState, Vec<Frame>)>, TooManyViews> {
    let mut states = Vec::new();
    for state in SAMPLED {
        let subject = Subject { view: view.clone(), sample: Some(state) };
        let watched = context.hub.open_subject(&subject).await?;
        states.push((state, context.hub.snapshot(&watched).frames));
    }
    // Nobody has spoken yet in a view that nobody was asked for.
    let unasked = Watched::new(view.clone().into(), false);
    states.push((TileState::Waiting, context.hub.snapshot(&unasked).frames));
    Ok(states)
}

/// The names of the tokens, by the comments above them.
fn groups(tokens: &'static str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in tokens.lines().map(str::trim) {
        if let Some(kind) = line.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) {
            groups.push(Group { kind: kind.trim(), names: Vec::new() });
        } else if let (Some((name, _)), Some(group)) = (line.split_once(':'), groups.last_mut())
            && let Some(name) = name.strip_prefix("--")
        {
            group.names.push(name);
        }
    }
    groups
}

/// A class per token that shows it.
fn swatches(groups: &[Group]) -> Result<Style, Problem> {
    let names = groups.iter().flat_map(|group| &group.names);
    let css: String = names.map(|name| swatch(name)).collect();
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
    format!(".token-{name} i {{ {property}: var(--{name}); }}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_has_a_swatch() {
        let groups = groups(design::TOKENS);
        let count: usize = groups.iter().map(|group| group.names.len()).sum();
        let declared = design::TOKENS.lines().filter(|line| line.starts_with("  --")).count();
        assert_eq!(count, declared);
        let style = swatches(&groups).unwrap();
        assert!(style.css.contains(".token-ink i { background: var(--ink); }"));
        assert!(style.css.contains(".token-text-xl i { font-size: var(--text-xl); }"));
    }
}
