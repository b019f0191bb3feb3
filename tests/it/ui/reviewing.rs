//! When a map should be reviewed: the word on opening, and the fields.

use std::fs;

use tempfile::TempDir;
use throughline::{
    file,
    model::{Map, Review},
};

use super::Window;

const TODAY: &str = "2026-11-27";

/// A window on a day with a file open whose map has this review.
fn opened(review: Review) -> (Window, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::new();
    let map = Map {
        review,
        ..Map::clone(&window.map())
    };
    let path = folder.path().join("car.journey.ron");
    fs::write(&path, file::write(&map).unwrap()).unwrap();
    let app = window.harness.state_mut();
    app.set_today(TODAY);
    app.open(&path);
    window.harness.run();
    (window, folder)
}

fn review(reviewed: &str, next: &str) -> Review {
    Review {
        reviewed: reviewed.into(),
        next: next.into(),
        triggers: vec!["New channel on the market".into()],
        happened: Vec::new(),
    }
}

#[test]
fn a_map_that_should_be_reviewed_says_so_when_it_is_opened() {
    let (mut window, _folder) = opened(review("2026-05-01", "2026-11-01"));
    assert!(window.has("The review planned for 1 November 2026 is due."));
    assert!(
        !window.harness.state().has_dialog(),
        "it takes nothing away"
    );
    window.click("Review…");
    window.click("6 months");
    let reviewed = window.map().review.clone();
    assert_eq!(reviewed, review(TODAY, "2027-05-27"));
    assert!(!window.has_part("The review planned"));
}

#[test]
fn a_map_whose_time_has_not_come_is_quiet() {
    for next in ["2026-11-28", "", "soon"] {
        let (window, _folder) = opened(review("", next));
        assert!(!window.has_part("review planned"), "{next}");
    }
}

#[test]
fn what_has_happened_asks_for_a_review_and_goes_with_it() {
    let (mut window, _folder) = opened(review("", TODAY));
    window.click("Review…");
    window.click("New channel on the market");
    assert_eq!(window.map().review.happened, ["New channel on the market"]);
    let due = "The map is to be reviewed, since this has happened: “New channel on the market”.";
    assert!(window.has(due));
    window.click("Add “New feature”");
    assert_eq!(window.map().review.triggers.len(), 2);
    window.click("12 months");
    let review = window.map().review.clone();
    assert_eq!(review.happened, Vec::<String>::new());
    assert_eq!((&*review.reviewed, &*review.next), (TODAY, "2027-11-27"));
}
