use fantoccini::elements::Element;

use super::Page;
use crate::{commands::Entry, keys, locator::OptionLocator, trouble::Trouble};

/// What submits a form when it is clicked on.
const SUBMITS: &str =
    "button[type=submit], button:not([type]), input[type=submit], input[type=image]";

/// Fields in which Enter submits a form.
const FIELDS: &str = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file])";

impl Page {
    /// Fills in as a command says.
    pub(crate) async fn enter(
        &self,
        entry: Entry,
        target: &str,
        value: &str,
    ) -> Result<(), Trouble> {
        let element = self.find(target).await?;
        match entry {
            Entry::Type => self.replace(&element, value).await,
            Entry::SendKeys => {
                let keys = keys::replace(value).map_err(|error| Trouble::lasting(&error))?;
                Ok(element.send_keys(&keys).await?)
            }
            Entry::EditContent => {
                if !matches!(element.prop("isContentEditable").await?.as_deref(), Some("true")) {
                    return Err(Trouble::NotYet(format!("{target} is not editable")));
                }
                element.clear().await?;
                Ok(element.send_keys(value).await?)
            }
            Entry::Check(checked) => set_selected(&element, checked).await,
            Entry::Select => {
                let option = self.option(&element, value).await?;
                Ok(option.click().await?)
            }
            Entry::AddSelection => set_selected(&self.option(&element, value).await?, true).await,
            Entry::RemoveSelection => {
                if element.attr("multiple").await?.is_none() {
                    let message = format!("{target} is no list of which many can be chosen");
                    return Err(Trouble::Final(message));
                }
                set_selected(&self.option(&element, value).await?, false).await
            }
            Entry::Submit => self.submit(&element).await,
        }
    }

    async fn replace(&self, element: &Element, value: &str) -> Result<(), Trouble> {
        if element.tag_name().await?.eq_ignore_ascii_case("select") {
            let option = self.option(element, &format!("value={value}")).await?;
            return Ok(option.click().await?);
        }
        // A file field is not typed into, it is told a path.
        if element.attr("type").await?.as_deref() != Some("file") {
            element.clear().await?;
        }
        if !value.is_empty() {
            let keys = keys::replace(value).map_err(|error| Trouble::lasting(&error))?;
            element.send_keys(&keys).await?;
        }
        Ok(())
    }

    /// The option of a list that a locator means.
    async fn option(&self, list: &Element, locator: &str) -> Result<Element, Trouble> {
        let wanted = OptionLocator::parse(locator).map_err(|error| Trouble::lasting(&error))?;
        for (place, option) in self.within(list, "option").await?.into_iter().enumerate() {
            let found = match &wanted {
                OptionLocator::Label(pattern) => pattern.matches(option.text().await?.trim()),
                OptionLocator::Value(pattern) => pattern.matches(&value_of(&option).await?),
                OptionLocator::Id(id) => option.attr("id").await?.as_deref() == Some(id),
                OptionLocator::Index(index) => place == *index,
            };
            if found {
                return Ok(option);
            }
        }
        Err(Trouble::NotYet(format!("the list has no option {locator}")))
    }

    /// The first option that is chosen in a list.
    pub(crate) async fn selected(&self, list: &Element) -> Result<Element, Trouble> {
        for option in self.within(list, "option").await? {
            if option.is_selected().await? {
                return Ok(option);
            }
        }
        Err(Trouble::NotYet("no option is chosen in the list".into()))
    }

    async fn submit(&self, form: &Element) -> Result<(), Trouble> {
        if let Some(button) = self.within(form, SUBMITS).await?.first() {
            return Ok(button.click().await?);
        }
        let fields = self.within(form, FIELDS).await?;
        let Some(field) = fields.first() else {
            return Err(Trouble::Final("the form has no button and no field to submit it".into()));
        };
        Ok(field.send_keys("\u{e007}").await?)
    }
}

/// What a field, list or option holds.
pub(super) async fn value_of(element: &Element) -> Result<String, Trouble> {
    Ok(element.prop("value").await?.unwrap_or_default())
}

async fn set_selected(element: &Element, wanted: bool) -> Result<(), Trouble> {
    if element.is_selected().await? != wanted {
        element.click().await?;
    }
    Ok(())
}
