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
        const BESIDE: &str = "[[x, top - 1], [right + 1, y], [x, bottom + 1], [left - 1, y]]\
            .find(([x, y]) => 0 <= x && x < innerWidth && 0 <= y && y < innerHeight)";
        let Some(beside) = self.move_to(element, BESIDE).await? else {
            let why = "the element fills the window: nothing is beside it";
            return Err(Trouble::Final(why.into()));
        };
        self.perform([beside]).await
    }

    /// Brings a spot into view that is counted from the top left corner of an element, as tests
    /// do, and moves there; to its middle where none is told.
    async fn spot(&self, element: &Element, text: &str) -> Result<PointerAction, Trouble> {
        if text.is_empty() {
            return Ok(over(element, None));
        }
        let (x, y) = coordinates(text).map_err(Trouble::Final)?;
        let scroll = format!(
            "const {{ left, top }} = arguments[0].getBoundingClientRect();\
            const [x, y] = [left + {x}, top + {y}];\
            if (x < 0 || innerWidth <= x || y < 0 || innerHeight <= y)\
                scrollBy({{ left: x - innerWidth / 2, top: y - innerHeight / 2, behavior: 'instant' }});"
        );
        self.execute_on(element, &scroll).await?;
        let there = self.move_to(element, &format!("[left + {x}, top + {y}]")).await?;
        Ok(there.unwrap_or_else(|| over(element, None)))
    }

    /// To a point of the view: an expression of the sides of an element and of the middle `x`
    /// and `y` of its part in view, from which WebDriver counts. (It may count from the corner
    /// of the view too, but not every driver does within a frame.)
    async fn move_to(
        &self,
        element: &Element,
        point: &str,
    ) -> Result<Option<PointerAction>, Trouble> {
        let source = format!(
            "const {{ left, right, top, bottom }} = arguments[0].getBoundingClientRect();\
            const seen = arguments[0].getClientRects()[0];\
            if (!seen) return null;\
            const middle = (from, to, size) => Math.floor((Math.max(from, 0) + Math.min(to, size)) / 2);\
            const x = middle(seen.left, seen.right, innerWidth);\
            const y = middle(seen.top, seen.bottom, innerHeight);\
            const point = {point};\
            return point ? [Math.round(point[0]) - x, Math.round(point[1]) - y] : null;"
        );
        let offset = self.execute_on(element, &source).await?;
        let offset: Option<(f64, f64)> =
            serde_json::from_value(offset).map_err(|error| Trouble::lasting(&error))?;
        let element = element.clone();
        Ok(offset.map(|(x, y)| PointerAction::MoveToElement { element, duration: None, x, y }))
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
