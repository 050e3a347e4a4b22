use super::{AT, LOCATOR, Row};
use crate::commands::{
    Action, Answer, Entry, Gesture, Kind,
    Parameter::{Needs, None, Takes},
    View, When,
};

pub(super) const PAGES: &[Row] = &[
    (
        "open",
        Action::Window(View::Open),
        Needs(Kind::Url),
        None,
        "goes to an address and waits until the page is there",
    ),
    (
        "setWindowSize",
        Action::Window(View::SetSize),
        Needs(Kind::Size),
        None,
        "gives the window a size, its frame included",
    ),
    (
        "selectWindow",
        Action::Window(View::SelectWindow),
        Needs(Kind::Window),
        None,
        "looks at another window or tab: `handle=${variable}`",
    ),
    (
        "selectFrame",
        Action::Window(View::SelectFrame),
        Needs(Kind::Frame),
        None,
        "looks into a frame: a locator, `index=0`, `relative=parent` or `relative=top`",
    ),
    ("close", Action::Window(View::Close), None, None, "closes the window"),
];

pub(super) const FORMS: &[Row] = &[
    (
        "type",
        Action::Form(Entry::Type),
        LOCATOR,
        Takes(Kind::Text),
        "replaces what a field holds; chooses by value in a list; names the file of a file field",
    ),
    (
        "sendKeys",
        Action::Form(Entry::SendKeys),
        LOCATOR,
        Takes(Kind::Keys),
        "types after what a field holds; `${KEY_ENTER}` and its like are keys",
    ),
    (
        "editContent",
        Action::Form(Entry::EditContent),
        LOCATOR,
        Takes(Kind::Text),
        "replaces the text of an editable element",
    ),
    ("check", Action::Form(Entry::Check(true)), LOCATOR, None, "checks a box or radio button"),
    ("uncheck", Action::Form(Entry::Check(false)), LOCATOR, None, "unchecks a box"),
    (
        "select",
        Action::Form(Entry::Select),
        LOCATOR,
        Needs(Kind::Option),
        "chooses from a list by `label=` (or nothing), `value=`, `id=` or `index=` from 0; label and value may be patterns",
    ),
    (
        "addSelection",
        Action::Form(Entry::AddSelection),
        LOCATOR,
        Needs(Kind::Option),
        "adds to what is chosen in a list of many",
    ),
    (
        "removeSelection",
        Action::Form(Entry::RemoveSelection),
        LOCATOR,
        Needs(Kind::Option),
        "takes from what is chosen in a list of many",
    ),
    (
        "submit",
        Action::Form(Entry::Submit),
        LOCATOR,
        None,
        "submits a form by its button, else by Enter in a field",
    ),
];

pub(super) const MOUSE: &[Row] = &[
    ("click", Action::Mouse(Gesture::Click), LOCATOR, None, "clicks on an element"),
    (
        "clickAt",
        Action::Mouse(Gesture::ClickAt),
        LOCATOR,
        AT,
        "clicks at a spot, from the element's top left corner",
    ),
    ("doubleClick", Action::Mouse(Gesture::DoubleClick), LOCATOR, None, "clicks twice"),
    ("doubleClickAt", Action::Mouse(Gesture::DoubleClickAt), LOCATOR, AT, "clicks twice at a spot"),
    (
        "mouseDown",
        Action::Mouse(Gesture::Down),
        LOCATOR,
        None,
        "presses the left button over an element",
    ),
    ("mouseDownAt", Action::Mouse(Gesture::DownAt), LOCATOR, AT, "presses it at a spot"),
    (
        "mouseUp",
        Action::Mouse(Gesture::Up),
        LOCATOR,
        None,
        "releases the left button over an element",
    ),
    ("mouseUpAt", Action::Mouse(Gesture::UpAt), LOCATOR, AT, "releases it at a spot"),
    ("mouseMoveAt", Action::Mouse(Gesture::MoveAt), LOCATOR, AT, "moves the pointer to a spot"),
    ("mouseOver", Action::Mouse(Gesture::Over), LOCATOR, None, "moves the pointer onto an element"),
    ("mouseOut", Action::Mouse(Gesture::Out), LOCATOR, None, "moves the pointer off an element"),
    (
        "dragAndDropToObject",
        Action::Mouse(Gesture::DragAndDrop),
        LOCATOR,
        LOCATOR,
        "drags an element onto another",
    ),
];

const fn dialog(answer: Answer, when: When) -> Action {
    Action::Dialog { answer, when }
}

pub(super) const DIALOGS: &[Row] = &[
    (
        "acceptAlert",
        dialog(Answer::Accept, When::Visible),
        None,
        None,
        "accepts the alert that shows",
    ),
    (
        "acceptConfirmation",
        dialog(Answer::Accept, When::Visible),
        None,
        None,
        "says OK to the question that shows",
    ),
    (
        "dismissConfirmation",
        dialog(Answer::Dismiss, When::Visible),
        None,
        None,
        "says Cancel to the question that shows",
    ),
    (
        "answerPrompt",
        dialog(Answer::Text, When::Visible),
        Takes(Kind::Text),
        None,
        "answers the prompt that shows",
    ),
    (
        "dismissPrompt",
        dialog(Answer::Dismiss, When::Visible),
        None,
        None,
        "says Cancel to the prompt that shows",
    ),
    (
        "webdriverChooseOkOnVisibleConfirmation",
        dialog(Answer::Accept, When::Visible),
        None,
        None,
        "says OK to the question that shows",
    ),
    (
        "webdriverChooseCancelOnVisibleConfirmation",
        dialog(Answer::Dismiss, When::Visible),
        None,
        None,
        "says Cancel to the question that shows",
    ),
    (
        "webdriverAnswerOnVisiblePrompt",
        dialog(Answer::Text, When::Visible),
        Takes(Kind::Text),
        None,
        "answers the prompt that shows",
    ),
    (
        "webdriverChooseCancelOnVisiblePrompt",
        dialog(Answer::Dismiss, When::Visible),
        None,
        None,
        "says Cancel to the prompt that shows",
    ),
    (
        "chooseOkOnNextConfirmation",
        dialog(Answer::Accept, When::Next),
        None,
        None,
        "will say OK to the next question",
    ),
    (
        "chooseCancelOnNextConfirmation",
        dialog(Answer::Dismiss, When::Next),
        None,
        None,
        "will say Cancel to the next question",
    ),
    (
        "answerOnNextPrompt",
        dialog(Answer::Text, When::Next),
        Takes(Kind::Text),
        None,
        "will answer the next prompt",
    ),
    (
        "chooseCancelOnNextPrompt",
        dialog(Answer::Dismiss, When::Next),
        None,
        None,
        "will say Cancel to the next prompt",
    ),
];
