use fantoccini::error::CmdError;

use super::Page;
use crate::{commands::Answer, trouble::Trouble};

/// What is known of alerts, questions and prompts.
#[derive(Clone, Debug, Default)]
pub struct Dialogs {
    /// How the next one will be answered.
    pending: Option<Pending>,
    /// What the one said that was answered last and not yet asked for.
    answered: Option<String>,
    /// Whether an alert shows that a test has read; the next command closes it.
    read_alert: bool,
}

/// How a dialog will be answered.
#[derive(Clone, Debug)]
struct Pending {
    answer: Answer,
    text: String,
}

impl Page {
    /// Answers the dialog that shows. The IDE writes down an answer twice, before and
    /// after: the second finds none, and that is well where the first was given.
    pub(crate) async fn answer_visible(
        &mut self,
        answer: Answer,
        text: &str,
    ) -> Result<(), Trouble> {
        self.dialogs.read_alert = false;
        match self.answer(answer, text).await {
            Err(error) if error.is_no_such_alert() && self.dialogs.answered.take().is_some() => {
                Ok(())
            }
            outcome => Ok(outcome?),
        }
    }

    async fn answer(&self, answer: Answer, text: &str) -> Result<(), CmdError> {
        match answer {
            Answer::Dismiss => self.client.dismiss_alert().await,
            Answer::Accept => self.client.accept_alert().await,
            Answer::Text => {
                self.client.send_alert_text(text).await?;
                self.client.accept_alert().await
            }
        }
    }

    /// The next dialog will be answered so.
    pub(crate) fn answer_next(&mut self, answer: Answer, text: &str) {
        let pending = Pending { answer, text: text.into() };
        self.dialogs = Dialogs { pending: Some(pending), ..Dialogs::default() };
    }

    /// What a dialog says: the one that shows, else the one that was answered last.
    pub(crate) async fn dialog_text(&mut self, is_alert: bool) -> Result<String, Trouble> {
        match self.client.get_alert_text().await {
            Ok(text) => {
                self.dialogs.read_alert = is_alert;
                Ok(text)
            }
            Err(error) if error.is_no_such_alert() => {
                let answered = self.dialogs.answered.clone();
                answered.ok_or_else(|| Trouble::NotYet("no dialog shows".into()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Closes an alert that a test has read, as the IDE does.
    pub(crate) async fn close_read_alert(&mut self) -> Result<(), Trouble> {
        if std::mem::take(&mut self.dialogs.read_alert) {
            ignore_no_alert(self.client.accept_alert().await)?;
        }
        Ok(())
    }

    /// Answers a dialog as a command before has said; whether there was one to answer.
    pub(crate) async fn answer_pending(&mut self) -> Result<bool, Trouble> {
        let Some(pending) = self.dialogs.pending.clone() else { return Ok(false) };
        let text = match self.client.get_alert_text().await {
            Ok(text) => text,
            Err(error) if error.is_no_such_alert() => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        self.dialogs.pending = None;
        self.dialogs.read_alert = false;
        self.answer(pending.answer, &pending.text).await?;
        self.dialogs.answered = Some(text);
        Ok(true)
    }
}

fn ignore_no_alert(outcome: Result<(), CmdError>) -> Result<(), Trouble> {
    match outcome {
        Err(error) if error.is_no_such_alert() => Ok(()),
        outcome => Ok(outcome?),
    }
}
