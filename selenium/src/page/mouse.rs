use std::time::Duration;

use fantoccini::{
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
};

use super::Page;
use crate::{commands::Gesture, compile::coordinates, trouble::Trouble};

/// How long a move takes that pages must see as one.
const DRAG: Duration = Duration::from_millis(100);

const DOWN: PointerAction = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
const UP: PointerAction = PointerAction::Up { button: MOUSE_BUTTON_LEFT };

impl Page {
    /// Does with the mouse what a command says.
    pub(crate) async fn gesture(
        &self,
        gesture: Gesture,
        target: &str,
        value: &str,
    ) -> Result<(), Trouble> {
        let element = self.find(target).await?;
        match gesture {
            Gesture::Click => return Ok(element.click().await?),
            Gesture::Out => return self.leave(&element).await,
            Gesture::DragAndDrop => {
                let onto = self.find(value).await?;
                let path = [over(&element, None), DOWN, over(&onto, Some(DRAG)), UP];
                return self.perform(path).await;
            }
            _ => {}
        }
        let at = matches!(
            gesture,
            Gesture::ClickAt
                | Gesture::DoubleClickAt
                | Gesture::DownAt
                | Gesture::UpAt
                | Gesture::MoveAt
        );
        let there = match at {
            true => spot(&element, value).await?,
            false => over(&element, None),
        };
        let presses: &[PointerAction] = match gesture {
            Gesture::ClickAt => &[DOWN, UP],
            Gesture::DoubleClick | Gesture::DoubleClickAt => &[DOWN, UP, DOWN, UP],
            Gesture::Down | Gesture::DownAt => &[DOWN],
            Gesture::Up | Gesture::UpAt => &[UP],
            _ => &[],
        };
        self.perform([there].into_iter().chain(presses.iter().cloned())).await
    }

    /// Moves the pointer off an element, to whichever side has room.
    async fn leave(&self, element: &Element) -> Result<(), Trouble> {
        let (_, _, width, height) = element.rectangle().await?;
        let (across, down) = (width / 2.0 + 1.0, height / 2.0 + 1.0);
        let mut outcome = Ok(());
        for (x, y) in [(0.0, -down), (across, 0.0), (0.0, down), (-across, 0.0)] {
            outcome = self.perform([offset(element, x.round(), y.round())]).await;
            if matches!(outcome, Ok(()) | Err(Trouble::Died(_))) {
                return outcome;
            }
        }
        outcome
    }

    async fn perform(
        &self,
        actions: impl IntoIterator<Item = PointerAction>,
    ) -> Result<(), Trouble> {
        let mouse = MouseActions::new("mouse".into());
        let actions = actions.into_iter().fold(mouse, |mouse, action| mouse.then(action));
        Ok(self.client.perform_actions(actions).await?)
    }
}

/// The middle of an element.
fn over(element: &Element, duration: Option<Duration>) -> PointerAction {
    PointerAction::MoveToElement { element: element.clone(), duration, x: 0.0, y: 0.0 }
}

/// So many CSS pixels from the middle of an element.
fn offset(element: &Element, x: f64, y: f64) -> PointerAction {
    PointerAction::MoveToElement { element: element.clone(), duration: None, x, y }
}

/// A spot counted from the top left corner of an element, as tests do; WebDriver counts
/// from its middle, which is also where none is told.
async fn spot(element: &Element, text: &str) -> Result<PointerAction, Trouble> {
    if text.is_empty() {
        return Ok(over(element, None));
    }
    let (x, y) = coordinates(text).map_err(Trouble::Final)?;
    let (_, _, width, height) = element.rectangle().await?;
    Ok(offset(element, (x - width / 2.0).round(), (y - height / 2.0).round()))
}
