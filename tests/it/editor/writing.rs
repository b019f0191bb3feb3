//! Typing a map down: one text after the other, without the pointer.

use throughline::{
    editor::{Command, Then},
    file::limits,
    model::{Element, LaneKind, Template},
};

use super::harness::TestEditor;

/// Presses Enter on the map.
fn begin(test: &mut TestEditor) {
    let command = test.editor.on_enter();
    test.run(command);
}

/// Types a text and presses Enter.
fn enter(test: &mut TestEditor, text: &str) {
    test.type_text(text);
    let then = test.editor.text_edit().unwrap().on_enter();
    test.editor.finish_text(then);
}

/// Types a text and presses Tab.
fn tab(test: &mut TestEditor, text: &str) {
    test.type_text(text);
    test.editor.finish_text(Then::NextCell);
}

fn stages(test: &TestEditor) -> Vec<String> {
    let stages = test.editor.map().stages.iter();
    stages.map(|stage| stage.name.clone()).collect()
}

fn lanes(test: &TestEditor) -> Vec<(String, LaneKind)> {
    let lanes = test.editor.map().lanes.iter();
    lanes.map(|lane| (lane.name.clone(), lane.kind)).collect()
}

#[test]
fn enter_fills_a_row_and_then_columns_so_that_time_goes_on_as_it_was_typed() {
    let mut test = TestEditor::of(Template::FiveStages.map());
    begin(&mut test);
    let names = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"];
    for text in &names[..3] {
        enter(&mut test, text);
    }
    test.editor.cancel_text();
    let [one, two, three] = ["One", "Two", "Three"].map(|name| test.rect(name));
    assert_eq!((one.top(), two.top()), (two.top(), three.top()));
    assert!(one.right() < two.left() && two.right() < three.left());
    test.select(&["Three"]);
    begin(&mut test);
    for text in ["Three", "Four", "Five", "Six", "Seven"] {
        enter(&mut test, text);
    }
    test.editor.cancel_text();
    let rects = names.map(|name| test.rect(name));
    for (column, cards) in rects.chunks(3).enumerate() {
        for (first, second) in cards.iter().zip(&cards[1..]) {
            assert_eq!(first.left(), second.left(), "{column}: {rects:?}");
            assert!(first.bottom() < second.top(), "{column}: {rects:?}");
        }
    }
    assert_eq!((rects[0].top(), rects[3].top()), (one.top(), one.top()));
    assert!(rects[2].right() < rects[3].left() && rects[5].right() < rects[6].left());
    let mut cards: Vec<_> = test.editor.map().stages[0].cards.iter().collect();
    cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
    let texts: Vec<_> = cards.iter().map(|card| card.text.as_str()).collect();
    assert_eq!(texts, names, "in the order of time");
    // The last step made room and is undone as one.
    test.undo();
    let back = test.rect("Three").left() - rects[0].left();
    assert!((back - 96.7).abs() < 0.1, "{back}");
    assert_eq!(test.try_find("Seven"), None);
}

#[test]
fn cards_that_were_moved_by_hand_stay_when_their_row_is_full() {
    let mut test = TestEditor::of(Template::FiveStages.map());
    begin(&mut test);
    for text in ["One", "Two", "Three"] {
        enter(&mut test, text);
    }
    test.editor.cancel_text();
    test.press("Two").drag_by(6.0, 0.0).release();
    let held = ["One", "Two", "Three"].map(|name| test.rect(name));
    test.select(&["Three"]);
    begin(&mut test);
    enter(&mut test, "Three");
    enter(&mut test, "Four");
    test.editor.cancel_text();
    assert_eq!(["One", "Two", "Three"].map(|name| test.rect(name)), held);
    let four = test.rect("Four");
    assert_eq!(four.left(), held[2].left(), "not before the third");
    assert!(four.top() > held[2].bottom());
}

#[test]
fn enter_goes_below_where_the_row_has_no_room() {
    for lane in ["Doing", "Touchpoints", "Pain points"] {
        let mut test = TestEditor::new();
        let cell = test.cell("Advocacy", lane);
        test.double_click_at(cell);
        // The second is the last that fits beside the first, in the middle.
        let texts = ["One", "Two that is longer", "Three", "4"];
        for text in texts {
            enter(&mut test, text);
        }
        test.editor.cancel_text();
        let rects = texts.map(|text| test.rect(text));
        for (index, rect) in rects.iter().enumerate() {
            for other in rects.iter().skip(index + 1) {
                assert!(!rect.intersects(*other), "{lane}: {rects:?}");
                let after = other.left() > rect.left() || other.top() > rect.top();
                assert!(after, "{lane}: {rects:?}");
            }
        }
    }
}

#[test]
fn enter_in_a_card_that_exists_opens_the_next_one_and_escape_drops_it() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.double_click("Talks through financing");
    let then = test.editor.text_edit().unwrap().on_enter();
    assert_eq!(then, Then::Another);
    test.editor.finish_text(then);
    let text = test.editor.text_edit().unwrap();
    assert!(text.is_new() && text.text.is_empty());
    test.editor.cancel_text();
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    // Its row is full, so that the next lies below it.
    test.double_click("Talks through financing");
    test.editor.finish_text(Then::Another);
    enter(&mut test, "Asks again");
    test.editor.cancel_text();
    let (above, below) = (
        test.rect("Talks through financing"),
        test.rect("Asks again"),
    );
    assert_eq!(above.left(), below.left());
    assert!(above.bottom() < below.top());
}

#[test]
fn enter_on_an_empty_card_ends_typing_in_its_cell() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Pain points");
    test.double_click_at(cell);
    enter(&mut test, "Only one");
    enter(&mut test, " ");
    assert!(test.editor.text_edit().is_none());
    assert_eq!(test.steps(), 1);
    let cell = test.editor.selection.empty_cell().unwrap();
    assert_eq!(cell.lane, test.lane("Pain points"));
}

#[test]
fn enter_with_nothing_selected_begins_in_the_cell_that_was_clicked() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Touchpoints");
    test.click_at(cell);
    begin(&mut test);
    enter(&mut test, "Forum");
    assert_eq!(test.card("Forum").1, "Touchpoints");
    test.editor.cancel_text();
    // On the emotion lane it is a point.
    let cell = test.cell("Advocacy", "Emotion");
    test.click_at(cell);
    let points = test.editor.map().stages[2].points.len();
    begin(&mut test);
    assert_eq!(test.editor.map().stages[2].points.len(), points + 1);
    // What is selected is typed.
    test.select(&["Showroom"]);
    begin(&mut test);
    assert_eq!(test.editor.text_edit().unwrap().text, "Showroom");
}

#[test]
fn enter_and_tab_on_stage_labels_make_the_next_stages() {
    let mut test = TestEditor::of(Template::Blank.map());
    test.double_click("First stage");
    enter(&mut test, "Discover");
    enter(&mut test, "Try");
    tab(&mut test, "Buy");
    tab(&mut test, "Use");
    // An empty one is not kept, whichever key leaves it.
    test.editor.finish_text(Then::NextCell);
    assert!(test.editor.text_edit().is_none());
    assert_eq!(stages(&test), ["Discover", "Try", "Buy", "Use"]);
    assert_eq!(test.steps(), 4);
    test.double_click("Try");
    test.editor.finish_text(Then::PreviousCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Discover");
    test.editor.finish_text(Then::PreviousCell);
    assert_eq!(test.editor.text_edit().unwrap().element, Element::Header);
    test.editor.finish_text(Then::NextCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Discover");
    test.editor.cancel_text();
    while test.editor.undo() {}
    assert_eq!(stages(&test), ["First stage"]);
}

#[test]
fn enter_on_a_lane_label_makes_a_lane_of_the_kind_it_names() {
    let mut test = TestEditor::of(Template::Blank.map());
    test.double_click("Doing");
    enter(&mut test, "Doing");
    enter(&mut test, "Pains");
    tab(&mut test, "Legal");
    tab(&mut test, "Feelings");
    test.editor.finish_text(Then::Done);
    let own = |name: &str, kind| (name.to_owned(), kind);
    assert_eq!(
        lanes(&test),
        [
            own("Doing", LaneKind::Actions),
            own("Pains", LaneKind::PainPoints),
            own("Legal", LaneKind::Custom),
            own("Feelings", LaneKind::Emotion),
        ]
    );
    // The kind is part of the same step.
    test.undo();
    assert_eq!(lanes(&test).len(), 3);
}

#[test]
fn tab_between_lane_labels_passes_over_hidden_lanes() {
    let mut test = TestEditor::new();
    test.double_click("Pain points");
    test.editor.finish_text(Then::NextCell);
    // "Backstage" is hidden: below the last lane in view comes a new one.
    assert!(test.editor.text_edit().unwrap().is_new());
    test.editor.finish_text(Then::Done);
    assert!(test.try_find("Backstage").is_some());
}

#[test]
fn characters_that_cannot_be_seen_are_not_typed() {
    let mut test = TestEditor::new();
    test.double_click("Showroom");
    test.type_text("Show\u{0}\u{1b}[31m\u{202e}room\u{2069}\r\nand \u{200f}more");
    test.editor.finish_text(Then::Done);
    assert!(test.try_find("Show[31mroom\nand \u{200f}more").is_some());
    test.double_click("Workshop");
    test.type_text(&"x".repeat(limits::TEXT_CHARS + 9));
    let typed = test.editor.text_edit().unwrap().text.len();
    assert_eq!(typed, limits::TEXT_CHARS);
    test.editor.cancel_text();
}

#[test]
fn a_stage_that_is_added_by_its_command_keeps_its_name_untyped() {
    let mut test = TestEditor::new();
    test.run(Command::AddStage);
    test.editor.finish_text(Then::Done);
    assert!(test.try_find("New stage").is_some());
}
