use std::time::{Duration, Instant};

use serde_json::Value;

use super::{LOOK_EVERY, Runner};
use crate::{
    commands::{Action, Execution, Kind, Parameter, Stored, When},
    compile::{Step, number},
    locator,
    page::check,
    trouble::Trouble,
};

impl Runner<'_> {
    /// Does what a command says, again and again while it cannot be done yet; returns
    /// what is worth noting.
    pub(super) async fn attempt(
        &mut self,
        step: &Step,
        target: &str,
        value: &str,
    ) -> Result<Option<String>, Trouble> {
        if !is_about_dialogs(step.command.action) {
            self.page.close_read_alert().await?;
        }
        let windows = match &step.opens {
            Some(_) => self.page.windows().await?,
            None => Vec::new(),
        };
        let note = self.until_done(step, target, value).await?;
        self.page.answer_pending().await?;
        if let Some(window) = &step.opens {
            let handle = self.page.new_window(&windows, window.timeout).await?;
            self.page.variables.set(&window.variable, handle);
        }
        Ok(note)
    }

    /// Whether the expression of a command is true, once no dialog is in its way.
    pub(super) async fn decide(&mut self, step: &Step) -> Result<bool, Trouble> {
        self.page.close_read_alert().await?;
        let outcome = loop {
            match self.page.is_true(&step.target).await {
                Err(trouble) if self.is_answered(&trouble).await => {}
                outcome => break outcome?,
            }
        };
        self.page.answer_pending().await?;
        Ok(outcome)
    }

    /// Whether the trouble was a dialog that came late, which is now answered as a command
    /// before has said. Drivers say so in many ways: `unexpected alert open` is only one.
    async fn is_answered(&mut self, trouble: &Trouble) -> bool {
        !matches!(trouble, Trouble::Died(_)) && matches!(self.page.answer_pending().await, Ok(true))
    }

    async fn until_done(
        &mut self,
        step: &Step,
        target: &str,
        value: &str,
    ) -> Result<Option<String>, Trouble> {
        let timeout = self.timeout_of(step, value)?;
        let began = Instant::now();
        loop {
            let trouble = match self.once(step, target, value).await {
                Ok(note) => return Ok(note),
                Err(trouble) if self.is_answered(&trouble).await => continue,
                Err(trouble @ (Trouble::Final(_) | Trouble::Died(_))) => return Err(trouble),
                Err(trouble) => trouble,
            };
            if began.elapsed() >= timeout {
                return self.by_another_locator(step, value, trouble).await;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Tries the further locators that the IDE recorded.
    async fn by_another_locator(
        &mut self,
        step: &Step,
        value: &str,
        trouble: Trouble,
    ) -> Result<Option<String>, Trouble> {
        let has_locator = step.command.target == Parameter::Needs(Kind::Locator);
        if !has_locator || !matches!(trouble, Trouble::Missing(_)) {
            return Err(trouble);
        }
        for fallback in &step.fallbacks {
            let locator = self.page.fill(fallback);
            match self.once(step, &locator, value).await {
                Ok(_) => return Ok(Some(format!("found by {locator}"))),
                Err(trouble @ Trouble::Died(_)) => return Err(trouble),
                Err(_) => {}
            }
        }
        Err(trouble)
    }

    fn timeout_of(&self, step: &Step, value: &str) -> Result<Duration, Trouble> {
        let waits = matches!(step.command.action, Action::Wait { .. });
        let says = step.command.value == Parameter::Takes(Kind::Milliseconds);
        if waits && says && !value.is_empty() {
            return Ok(Duration::from_millis(number(value).map_err(Trouble::Final)?));
        }
        Ok(self.timeout)
    }

    async fn once(
        &mut self,
        step: &Step,
        target: &str,
        value: &str,
    ) -> Result<Option<String>, Trouble> {
        match step.command.action {
            Action::Check { subject, holds, .. } => {
                check(self.page, subject, holds, target, value).await?;
            }
            Action::Wait { condition, holds } => {
                self.page.awaited(condition, holds, target, value).await?;
            }
            Action::Store(stored) => return self.store(stored, target, value).await.map(Some),
            Action::Mouse(gesture) => self.page.gesture(gesture, target, value).await?,
            Action::Form(entry) => self.page.enter(entry, target, value).await?,
            Action::Dialog { answer, when: When::Visible } => {
                self.page.answer_visible(answer, target).await?;
            }
            Action::Dialog { answer, when: When::Next } => self.page.answer_next(answer, target),
            Action::Window(view) => self.page.look(view, target).await?,
            Action::Script(execution) => return self.script(execution, step).await,
            Action::Echo => return Ok(Some(target.into())),
            Action::Pause => tokio::time::sleep(milliseconds(target)?).await,
            Action::SetSpeed => self.speed = milliseconds(target)?,
            // Flow is no single command, and nobody watches a debugger here.
            Action::Flow(_) | Action::Debugger => {}
        }
        Ok(None)
    }

    async fn script(
        &mut self,
        execution: Execution,
        step: &Step,
    ) -> Result<Option<String>, Trouble> {
        let script = self.page.variables.script(&step.target);
        let result = match execution {
            Execution::Run | Execution::Execute => self.page.execute(script).await?,
            Execution::ExecuteAsync => self.page.execute_promise(script).await?,
        };
        let name = step.value.trim();
        if execution == Execution::Run || name.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.keep(name, result)))
    }

    async fn store(&mut self, stored: Stored, target: &str, name: &str) -> Result<String, Trouble> {
        let page = &self.page;
        let (name, value): (&str, Value) = match stored {
            Stored::Text => (name, target.into()),
            Stored::ElementText => (name, page.find(target).await?.text().await?.into()),
            Stored::Value => (name, page.find(target).await?.prop("value").await?.into()),
            Stored::Title => (target, page.client.title().await?.into()),
            Stored::Attribute => {
                let (element, attribute) =
                    locator::attribute(target).map_err(|error| Trouble::lasting(&error))?;
                let element = page.find(element).await?;
                let value = match attribute {
                    // The attribute is what the field held at first.
                    "value" => element.prop(attribute).await?,
                    "style" => page.style(&element).await?,
                    _ => element.attr(attribute).await?,
                };
                (name, value.into())
            }
            Stored::ElementCount => (name, page.find_all(target).await?.len().into()),
            Stored::XpathCount => {
                let path = target.strip_prefix("xpath=").unwrap_or(target);
                (name, page.find_all(&format!("xpath={path}")).await?.len().into())
            }
            Stored::Json => {
                (name, serde_json::from_str(target).map_err(|error| Trouble::lasting(&error))?)
            }
            Stored::WindowHandle => (target, String::from(page.client.window().await?).into()),
        };
        Ok(self.keep(name, value))
    }

    fn keep(&mut self, name: &str, value: Value) -> String {
        let note = format!("{name} = {value}");
        self.page.variables.set(name, value);
        note
    }
}

fn is_about_dialogs(action: Action) -> bool {
    use crate::commands::Subject::{Alert, Confirmation, Prompt};
    match action {
        Action::Dialog { .. } => true,
        Action::Check { subject, .. } => matches!(subject, Alert | Confirmation | Prompt),
        _ => false,
    }
}

fn milliseconds(text: &str) -> Result<Duration, Trouble> {
    number(text).map(Duration::from_millis).map_err(Trouble::Final)
}
