use fantoccini::elements::Element;

use super::{Page, form::value_of};
use crate::{
    commands::{Condition, Subject},
    pattern::Pattern,
    trouble::Trouble,
};

/// Compares what a subject is with what a command expects; `holds` false for the opposite.
///
/// # Errors
/// When it does not hold.
pub async fn check(
    page: &mut Page,
    subject: Subject,
    holds: bool,
    target: &str,
    value: &str,
) -> Result<(), Trouble> {
    match subject {
        Subject::Variable => {
            // A pattern would be a surprise: values are any text.
            compare(
                "the variable",
                &Pattern::Exact(value.into()),
                &page.variables.text(target),
                holds,
            )
        }
        Subject::Title => pattern("the title", target, page.client.title().await?.trim(), holds),
        Subject::Alert | Subject::Confirmation | Subject::Prompt => {
            let text = page.dialog_text(subject == Subject::Alert).await?;
            pattern("the dialog", target, &text, holds)
        }
        Subject::ElementPresent => presence(page, target, holds).await,
        Subject::Text => pattern("the text", value, &page.find(target).await?.text().await?, holds),
        Subject::Value => {
            let text = field_value(&page.find(target).await?).await?;
            pattern("the value", value, text.trim(), holds)
        }
        Subject::Checked => {
            let checked = page.find(target).await?.is_selected().await?;
            state(checked, holds, target, "checked")
        }
        Subject::Editable => {
            let editable = is_editable(&page.find(target).await?).await?;
            state(editable, holds, target, "editable")
        }
        Subject::SelectedLabel => {
            let option = page.selected(&page.find(target).await?).await?;
            pattern("the label chosen", value, option.text().await?.trim(), holds)
        }
        Subject::SelectedValue => {
            let option = page.selected(&page.find(target).await?).await?;
            pattern("the value chosen", value, &value_of(&option).await?, holds)
        }
    }
}

impl Page {
    /// Whether what a command waits for has come.
    pub(crate) async fn awaited(
        &self,
        condition: Condition,
        holds: bool,
        target: &str,
        value: &str,
    ) -> Result<(), Trouble> {
        match condition {
            Condition::Present => presence(self, target, holds).await,
            Condition::Visible => {
                let found = self.find_all(target).await?;
                let visible = match found.first() {
                    Some(element) => element.is_displayed().await?,
                    None => false,
                };
                state(visible, holds, target, "visible")
            }
            Condition::Editable => {
                let editable = is_editable(&self.find(target).await?).await?;
                state(editable, holds, target, "editable")
            }
            Condition::Text => {
                pattern("the text", value, &self.find(target).await?.text().await?, holds)
            }
        }
    }
}

async fn presence(page: &Page, target: &str, holds: bool) -> Result<(), Trouble> {
    if holds {
        return page.find(target).await.map(drop);
    }
    let present = !page.find_all(target).await?.is_empty();
    state(present, false, target, "there")
}

/// What a field holds; a box is `on` or `off`.
async fn field_value(element: &Element) -> Result<String, Trouble> {
    match element.attr("type").await?.as_deref() {
        Some("checkbox" | "radio") => {
            Ok(if element.is_selected().await? { "on" } else { "off" }.into())
        }
        _ => value_of(element).await,
    }
}

async fn is_editable(element: &Element) -> Result<bool, Trouble> {
    Ok(element.is_enabled().await? && element.attr("readonly").await?.is_none())
}

fn state(is: bool, holds: bool, target: &str, word: &str) -> Result<(), Trouble> {
    let not = if is { "" } else { "not " };
    if is == holds { Ok(()) } else { Err(Trouble::NotYet(format!("{target} is {not}{word}"))) }
}

fn pattern(what: &str, expected: &str, found: &str, holds: bool) -> Result<(), Trouble> {
    compare(
        what,
        &Pattern::parse(expected).map_err(|error| Trouble::lasting(&error))?,
        found,
        holds,
    )
}

fn compare(what: &str, expected: &Pattern, found: &str, holds: bool) -> Result<(), Trouble> {
    if expected.matches(found) == holds {
        return Ok(());
    }
    let wanted = if holds { "expected" } else { "expected anything but" };
    Err(Trouble::NotYet(format!("{what} is {found:?}; {wanted} {}", expected.quoted())))
}
