//! New versions that are at fault do not reach a viewer.

use acceptance::WIDGETS;

use super::{
    images::{Images, mutant},
    moves::{SPEED, Viewer, succeed},
    stack::Stack,
};

/// In which way a version is at fault, and what is said of it.
const WAYS: [(&str, &str); 4] = [
    ("panics", "its program ended"),
    ("fails", "its tiles fail: as it is meant to"),
    ("silent", "it has no link to the board"),
    ("crashes", "its program ended"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_version_reaches_no_viewer() {
    let images = Images::tagged();
    let stack = Stack::up("monolith", &[SPEED, images.setting()]).await;
    succeed(&stack, &["split", "wind"]);
    let container = stack.container("wind");
    let tiles = stack.dashboard.tiles("").await;
    let ours = &tiles["wind"]["instance"]["id"];
    for (way, reason) in WAYS {
        let image = mutant(&images, way);
        let viewer = Viewer::watch(&stack).await;
        let replace = ["replace", "wind", "--image", &image];
        let said = tokio::task::block_in_place(|| stack.xtask(&replace));
        println!("{way}: {}", said.text);
        assert!(!said.is_success && said.text.contains(reason), "{way}: {}", said.text);
        let seen = viewer.seen().await;
        seen.is_live(way);
        for event in seen.tiles("wind") {
            assert_eq!(event.data["instance"]["id"], *ours, "{way}");
        }
        assert_eq!(stack.container("wind"), container, "{way}: the old one stays");
        assert_eq!(stack.containers().len(), 2, "{way}: the new one is removed");
        assert_eq!(images.beside(), Vec::<String>::new(), "{way}: and so are its names");
    }
    assert_eq!(stack.dashboard.tiles("").await.len(), WIDGETS.len());

    // Good for long enough to show, and then not.
    let image = mutant(&images, "wavers");
    let said = tokio::task::block_in_place(|| stack.xtask(&["replace", "wind", "--image", &image]));
    println!("{}", said.text);
    assert!(!said.is_success && said.text.contains("fail again and again"), "{}", said.text);
    assert_eq!(stack.container("wind"), container);
    assert_eq!(stack.containers().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_replaced_is_told() {
    let images = Images::tagged();
    let stack = Stack::up("monolith", &[SPEED, images.setting()]).await;
    let sun = images.wind("").replace("wind", "sun");
    let fails = |verb: &[&str], reason: &str| {
        let said = tokio::task::block_in_place(|| stack.xtask(verb));
        assert!(!said.is_success && said.text.contains(reason), "{verb:?}: {}", said.text);
    };
    fails(&["split", "tide"], "no widget is named \"tide\"");
    fails(&["replace", "wind", "--image", &sun], "cargo xtask split wind");
    succeed(&stack, &["split", "wind"]);
    fails(&["replace", "wind", "--image", &sun], "is an image of \"sun\"");
    fails(&["replace", "wind", "--image", "no/such:image"], "has no image");
    fails(&["rollback", "wind"], "no version of wind before");
    let same = succeed(&stack, &["replace", "wind", "--image", &images.wind("")]);
    assert!(same.contains("runs that version already"), "{same}");
}
