//! The search without any script.

use super::*;

#[tokio::test]
async fn a_form_leads_to_a_page_of_links() {
    let dashboard = Dashboard::board_alone(&[("board.places", "tokyo;nairobi")]).await;
    let board = dashboard.page("/?units=si&lang=de&theme=dark").await.body;
    assert!(board.contains("role=\"search\" action=\"places\" method=\"get\""));
    assert!(board.contains("<input type=\"hidden\" name=\"units\" value=\"si\">"));

    let page = dashboard.page("/places?q=san&units=si&lang=de&theme=dark").await;
    assert_eq!(page.status, 200);
    let body = page.body;
    assert!(body.contains("<html lang=\"de\" data-theme=\"dark\""), "{body}");
    assert!(body.contains("<h2>10 Orte</h2>"), "{body}");
    let link = "<a href=\"./?place=santiago&#38;units=si&#38;lang=de&#38;theme=dark\">Santiago</a>";
    assert!(body.contains(link), "{body}");
    for listed in ["Lissabon", "Tokio", "Nairobi"] {
        assert!(body.contains(&format!(">{listed}</a>")), "{listed}: {body}");
    }
    let nothing = dashboard.page("/places?q=zzzzzz").await.body;
    assert!(nothing.contains("<h2>No such place is known.</h2>"), "{nothing}");
    assert!(dashboard.page("/places").await.body.contains("On this board"));
}

#[tokio::test]
async fn the_one_place_of_that_name_is_gone_to() {
    let dashboard = Dashboard::board_alone(&[]).await;
    for (query, address) in [
        ("q=wien&units=si", "./?place=vienna&units=si"),
        ("q=Strassburg", "./?place=strasbourg"),
        ("q=38.7,-9.1&theme=dark", "./?place=38.7%2C-9.1&theme=dark"),
    ] {
        let page = dashboard.page_alone(&format!("/places?{query}")).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (303, address), "{query}");
    }
    // Two places have this name, and no place has the other.
    for query in ["q=valencia", "q=york"] {
        assert_eq!(dashboard.page_alone(&format!("/places?{query}")).await.status, 200, "{query}");
    }
}

#[tokio::test]
async fn what_is_searched_for_is_shown_and_never_run() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let body = dashboard.page("/places?q=%22%3E%3Cscript%3E&x=%22%3E%3Cscript%3E").await.body;
    assert!(!body.contains("<script>"), "{body}");
}
