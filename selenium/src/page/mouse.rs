use std::time::Duration;

use fantoccini::{
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
};
use serde_json::Value;

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
        if gesture == Gesture::Click {
            return Ok(element.click().await?);
        }
        self.reveal(&element).await?;
        match gesture {
            Gesture::Out => return self.leave(&element).await,
            Gesture::DragAndDrop => return self.drag(&element, &self.find(value).await?).await,
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
            true => self.spot(&element, value).await?,
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

    /// Scrolls until an element is in view: not every driver does before actions.
    async fn reveal(&self, element: &Element) -> Result<(), Trouble> {
        const SOURCE: &str = "arguments[0].scrollIntoView(\
            { behavior: 'instant', block: 'nearest', inline: 'nearest' })";
        self.execute_on(element, SOURCE).await.map(drop)
    }

    async fn drag(&self, element: &Element, onto: &Element) -> Result<(), Trouble> {
        self.reveal(onto).await?;
        self.reveal(element).await?;
        // In one request where that can be: in Chromium a page loses a pointer between two.
        if self.is_in_view(onto).await? {
            return self.perform([over(element, None), DOWN, over(onto, Some(DRAG)), UP]).await;
        }
        self.perform([over(element, None), DOWN]).await?;
        self.reveal(onto).await?;
        self.perform([over(onto, Some(DRAG)), UP]).await
    }

    /// Whether the pointer can be moved onto the middle of an element.
    async fn is_in_view(&self, element: &Element) -> Result<bool, Trouble> {
        const SOURCE: &str = "const { left, right, top, bottom } = arguments[0].getBoundingClientRect();\
            const [x, y] = [(left + right) / 2, (top + bottom) / 2];\
            return 0 <= x && x < innerWidth && 0 <= y && y < innerHeight;";
        Ok(self.execute_on(element, SOURCE).await? == true)
    }

    /// Moves the pointer off an element, to whichever side has room.
    async fn leave(&self, element: &Element) -> Result<(), Trouble> {
        const SOURCE: &str = "const { left, right, top, bottom } = arguments[0].getBoundingClientRect();\
            const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;\
            const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;\
            return [[x, top - 1], [right + 1, y], [x, bottom + 1], [left - 1, y]]\
                .map(([x, y]) => [Math.round(x), Math.round(y)])\
                .find(([x, y]) => 0 <= x && x < innerWidth && 0 <= y && y < innerHeight);";
        let beside = self.execute_on(element, SOURCE).await?;
        if beside.is_null() {
            return Err(Trouble::Final(
                "the element fills the window: nothing is beside it".into(),
            ));
        }
        self.perform([move_to(beside)?]).await
    }

    /// Brings a spot into view that is counted from the top left corner of an element, as tests
    /// do, and moves there. WebDriver counts from the middle of the part that is in view, which
    /// is also where none is told.
    async fn spot(&self, element: &Element, text: &str) -> Result<PointerAction, Trouble> {
        if text.is_empty() {
            return Ok(over(element, None));
        }
        let (x, y) = coordinates(text).map_err(Trouble::Final)?;
        let source = format!(
            "const spot = () => {{ const {{ left, top }} = arguments[0].getBoundingClientRect();\
                return [Math.round(left + {x}), Math.round(top + {y})]; }};\
            const [x, y] = spot();\
            if (x < 0 || innerWidth <= x || y < 0 || innerHeight <= y)\
                scrollBy({{ left: x - innerWidth / 2, top: y - innerHeight / 2, behavior: 'instant' }});\
            return spot();"
        );
        move_to(self.execute_on(element, &source).await?)
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

/// To a point of the view, two numbers of CSS pixels from its top left corner.
fn move_to(point: Value) -> Result<PointerAction, Trouble> {
    let (x, y) = serde_json::from_value(point).map_err(|error| Trouble::lasting(&error))?;
    Ok(PointerAction::MoveTo { duration: None, x, y })
}
