//! What a drag does besides moving: it scrolls at the edge of the canvas, and
//! with the command key it copies.

use emath::{Pos2, Rect, pos2, vec2};
use throughline::{
    editor::{Command, Cursor, Modifiers, Pointer},
    model::{Edit, Element, PointField},
};

use super::harness::{SHIFT, TestEditor};

const COMMAND: Modifiers = Modifiers {
    command: true,
    ..Modifiers::NONE
};

/// A map that is larger than its canvas, looked at from its top left.
fn zoomed() -> TestEditor {
    let mut test = TestEditor::new();
    let canvas = Rect::from_min_size(pos2(0.0, 0.0), vec2(700.0, 500.0));
    test.editor.set_viewport(canvas);
    test.editor.view.set_zoom_at(Pos2::ZERO, 1.0);
    let corner = test.editor.view.screen_from_map() * Pos2::ZERO;
    test.editor.view.pan_by(-corner.to_vec2());
    test
}

/// A frame with the pointer resting on the screen.
fn rest(test: &mut TestEditor, pos: Pos2) -> bool {
    test.editor.scroll_at_edge(pos, Modifiers::NONE, 0.016)
}

fn press_on_screen(test: &mut TestEditor, name: &str) -> Pos2 {
    test.press(name);
    let middle = test.rect(name).center();
    test.editor.view.screen_from_map() * middle
}

#[test]
fn a_card_held_at_the_edge_goes_on_under_a_still_pointer() {
    let mut test = zoomed();
    let from = press_on_screen(&mut test, "Books a test drive");
    let edge = pos2(695.0, from.y);
    let to = test.editor.view.map_from_screen() * edge;
    test.drag_to(to);
    let (before, stage) = (
        test.editor.view.visible().left(),
        test.card("Books a test drive").0,
    );
    let mut frames = 0;
    while rest(&mut test, edge) {
        frames += 1;
        assert!(frames < 500, "it comes to an end");
    }
    assert!(frames > 10, "{frames}");
    assert!(test.editor.view.visible().left() > before + 100.0);
    assert_ne!(
        test.card("Books a test drive").0,
        stage,
        "it was taken along"
    );
    assert_eq!(test.steps(), 0);
    let pos = test.editor.view.map_from_screen() * edge;
    test.send(Pointer::Up, pos);
    assert_eq!(test.steps(), 1);
    assert!(!rest(&mut test, edge), "nothing is dragged any more");
}

#[test]
fn the_nearer_to_the_edge_the_faster() {
    let speed = |x: f32| {
        let mut test = zoomed();
        let from = press_on_screen(&mut test, "Books a test drive");
        let at = pos2(x, from.y);
        let to = test.editor.view.map_from_screen() * at;
        test.drag_to(to);
        let before = test.editor.view.visible().left();
        rest(&mut test, at);
        test.editor.view.visible().left() - before
    };
    assert_eq!(speed(600.0), 0.0);
    let (slow, fast, outside) = (speed(665.0), speed(690.0), speed(760.0));
    assert!(
        slow > 0.0 && fast > 2.0 * slow && outside >= fast,
        "{slow} {fast} {outside}"
    );
}

#[test]
fn escape_at_the_edge_puts_the_card_back_and_stops() {
    let mut test = zoomed();
    let before = test.sketch();
    let from = press_on_screen(&mut test, "Books a test drive");
    let edge = pos2(698.0, from.y);
    let to = test.editor.view.map_from_screen() * edge;
    test.drag_to(to);
    assert!(rest(&mut test, edge));
    test.escape();
    assert!(!rest(&mut test, edge));
    assert_eq!((test.sketch(), test.steps()), (before, 0));
}

#[test]
fn the_view_stops_where_the_map_ends_and_never_scrolls_what_fits() {
    let mut test = TestEditor::new();
    test.press("Books a test drive").drag_by(300.0, 0.0);
    assert!(
        !rest(&mut test, pos2(1399.0, 300.0)),
        "all of it is in view"
    );
    let mut test = zoomed();
    let from = press_on_screen(&mut test, "Books a test drive");
    let edge = pos2(1.0, from.y);
    let to = test.editor.view.map_from_screen() * edge;
    test.drag_to(to);
    let mut frames = 0;
    while rest(&mut test, edge) {
        frames += 1;
        assert!(frames < 100, "there is little before the first stage");
    }
    assert!(test.editor.view.visible().left() >= -61.0);
}

#[test]
fn a_press_or_a_hover_at_the_edge_scrolls_nothing() {
    let mut test = zoomed();
    assert!(!rest(&mut test, pos2(699.0, 200.0)));
    test.press("Books a test drive");
    assert!(!rest(&mut test, pos2(699.0, 200.0)));
}

#[test]
fn a_drag_that_begins_at_the_edge_scrolls_only_further_out() {
    let mut test = zoomed();
    // The card's middle comes to lie 20 points from the right edge.
    let middle = test.rect("Books a test drive").center();
    let on_screen = test.editor.view.screen_from_map() * middle;
    test.editor.view.pan_by(vec2(680.0 - on_screen.x, 0.0));
    test.press("Books a test drive").drag_by(-8.0, 0.0);
    assert!(!rest(&mut test, pos2(672.0, on_screen.y)));
    assert!(!rest(&mut test, pos2(680.0, on_screen.y)));
    assert!(rest(&mut test, pos2(694.0, on_screen.y)));
}

#[test]
fn a_stage_a_frame_and_an_edge_scroll_as_well() {
    for name in ["Decision", "Wait"] {
        let mut test = zoomed();
        let from = press_on_screen(&mut test, name);
        let edge = pos2(697.0, from.y);
        let to = test.editor.view.map_from_screen() * edge;
        test.drag_to(to);
        assert!(rest(&mut test, edge), "{name}");
    }
    let mut test = zoomed();
    let from = test.cell("Decision", "Doing");
    test.press_at(from);
    let edge = pos2(697.0, 450.0);
    let to = test.editor.view.map_from_screen() * edge;
    test.drag_to(to);
    let before = test.editor.selection.len();
    while rest(&mut test, edge) {}
    assert!(
        test.editor.selection.len() > before,
        "the frame grows with the view"
    );
}

#[test]
fn with_the_command_key_a_drag_leaves_the_card_and_makes_a_copy() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let to = test.cell("Advocacy", "Doing");
    test.press("Showroom").holding(COMMAND).drag_to(to);
    assert_eq!(test.editor.interaction.cursor(), Cursor::Copy);
    test.release();
    let came = test.difference(&before);
    assert_eq!(came.len(), 1, "{came:?}");
    let cards = test
        .editor
        .map()
        .stages
        .iter()
        .flat_map(|stage| &stage.cards);
    let twice: Vec<_> = cards.filter(|card| card.text == "Showroom").collect();
    assert_eq!(twice.len(), 2);
    assert_eq!(
        test.card("Showroom").0,
        "Decision",
        "the first is where it was"
    );
    assert_eq!(test.selected(), ["Showroom"]);
    assert!(
        !test.editor.selection.contains(test.find("Showroom")),
        "the copy is selected"
    );
    assert_eq!(test.editor.document.undo_label(), "Undo duplicate card");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn the_command_key_may_be_pressed_and_let_go_during_the_drag() {
    let mut test = TestEditor::new();
    let count = test.editor.map().card_count();
    test.press("Showroom").drag_by(120.0, 0.0);
    test.holding(COMMAND).drag_by(10.0, 0.0);
    assert_eq!(test.editor.map().card_count(), count + 1);
    test.holding(Modifiers::NONE).drag_by(10.0, 0.0);
    assert_eq!(test.editor.map().card_count(), count);
    test.release();
    assert_eq!(test.editor.document.undo_label(), "Undo move card");
}

#[test]
fn escape_while_copying_leaves_nothing_behind() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.press("Showroom").holding(COMMAND).drag_by(90.0, 60.0);
    test.escape();
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    assert_eq!(test.selected(), ["Showroom"]);
}

#[test]
fn a_copied_drag_that_returns_to_its_origin_makes_nothing() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.press("Showroom").holding(COMMAND).drag_by(90.0, 0.0);
    test.drag_by(-90.0, 0.0).release();
    assert_eq!((test.sketch(), test.steps()), (before, 0));
}

#[test]
fn several_cards_and_their_points_are_copied_together() {
    let mut test = TestEditor::new();
    let (Element::Card(card), Element::Point(point)) = (test.find("Showroom"), test.find("Wait"))
    else {
        unreachable!("a card and a point")
    };
    let link = Edit::SetPoint(point, PointField::Card(Some(card)));
    test.editor.run(&[link], "link card").unwrap();
    test.click("Books a test drive")
        .holding(SHIFT)
        .click("Showroom");
    test.holding(Modifiers::NONE);
    let (cards, points) = (test.editor.map().card_count(), 4);
    test.press("Showroom")
        .holding(COMMAND)
        .drag_by(310.0, 0.0)
        .release();
    assert_eq!(test.editor.map().card_count(), cards + 2);
    let all: Vec<_> = test
        .editor
        .map()
        .stages
        .iter()
        .flat_map(|s| &s.points)
        .collect();
    assert_eq!(all.len(), points + 1);
    let copy = all.iter().max_by_key(|point| point.id).unwrap();
    assert!(
        copy.card.is_some_and(|of| of != card),
        "it belongs to the copy"
    );
    assert_eq!(test.steps(), 2);
    assert_eq!(test.editor.selection.len(), 3);
}

#[test]
fn a_copy_lines_up_with_what_it_is_a_copy_of() {
    let mut test = TestEditor::new();
    let from = test.rect("Talks through financing");
    test.press("Talks through financing").holding(COMMAND);
    test.drag_by(3.0, 130.0).release();
    let copy = test.editor.selection.iter().next().unwrap();
    let rect = test.editor.layout().rect_of(copy).unwrap();
    assert!(
        (rect.left() - from.left()).abs() < 0.6 || (rect.center().x - from.center().x).abs() < 0.6
    );
    test.run(Command::Undo);
}

#[test]
fn a_stage_is_copied_with_all_it_holds() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let to = test.rect("Advocacy").right_center();
    test.press("Decision").holding(COMMAND).drag_to(to);
    assert_eq!(test.editor.interaction.cursor(), Cursor::Copy);
    test.release();
    let stages = &test.editor.map().stages;
    let names: Vec<_> = stages.iter().map(|stage| &*stage.name).collect();
    assert_eq!(names, ["Decision", "Retention", "Advocacy", "Decision"]);
    assert_eq!(stages[3].cards.len(), stages[0].cards.len());
    assert_eq!(stages[3].points.len(), 2);
    let copy = Element::Stage(stages[3].id);
    assert_eq!(test.editor.selection.primary(), Some(copy));
    assert_eq!(test.editor.document.undo_label(), "Undo duplicate stage");
    test.undo();
    assert_eq!(test.sketch(), before);
    test.press("Decision").holding(COMMAND).drag_to(to);
    test.escape();
    assert_eq!((test.sketch(), test.steps()), (before, 0));
}
