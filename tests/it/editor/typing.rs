//! Typing in place, panel fields, clipboard.

use throughline::{
    editor::{CaretStart, Command, Ran, Then},
    model::{CardField, Edit, Element, MapField},
};

use super::harness::TestEditor;

#[test]
fn typing_is_one_undo_step_however_many_keys_it_took() {
    let mut test = TestEditor::new();
    test.double_click("Showroom");
    for text in ["S", "Sh", "Shop"] {
        test.type_text(text);
    }
    test.editor.finish_text(Then::Done);
    assert_eq!(test.card("Shop").1, "Touchpoints");
    assert_eq!(test.steps(), 1);
    assert_eq!(test.editor.document.undo_label(), "Undo edit card");
    test.undo();
    assert!(test.try_find("Showroom").is_some());
}

#[test]
fn escape_gives_the_text_back() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.double_click("Decision").type_text("Choice");
    test.editor.cancel_text();
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    assert!(test.editor.text_edit().is_none());
}

#[test]
fn text_that_did_not_change_is_no_step() {
    let mut test = TestEditor::new();
    test.double_click("Showroom").type_text("Show");
    test.type_text("Showroom");
    test.editor.finish_text(Then::Done);
    assert_eq!(test.steps(), 0);
    assert!(!test.editor.document.is_modified());
}

#[test]
fn a_press_elsewhere_keeps_the_text() {
    let mut test = TestEditor::new();
    test.double_click("Showroom").type_text("Shop");
    test.click("Workshop");
    assert!(test.editor.text_edit().is_none());
    assert!(test.try_find("Shop").is_some());
    assert_eq!(
        (test.steps(), test.selected()),
        (1, vec!["Workshop".into()])
    );
}

#[test]
fn enter_after_a_new_card_types_the_next_one() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Pain points");
    test.double_click_at(cell);
    for text in ["One", "Two", "Three"] {
        test.type_text(text);
        let then = test.editor.text_edit().unwrap().on_enter();
        assert_eq!(then, Then::Another);
        test.editor.finish_text(then);
    }
    // Enter on an empty card ends it.
    let then = test.editor.text_edit().unwrap().on_enter();
    test.editor.finish_text(then);
    assert!(test.editor.text_edit().is_none());
    assert_eq!(test.steps(), 3);
    for text in ["One", "Two", "Three"] {
        assert_eq!(test.card(text).0, "Advocacy");
    }
}

#[test]
fn what_is_typed_next_is_in_view_however_long_the_list() {
    for fitted in [true, false] {
        let mut test = TestEditor::new();
        test.run(Command::Fit);
        if !fitted {
            test.run(Command::ZoomActual);
        }
        let cell = test.cell("Advocacy", "Doing");
        test.double_click_at(cell);
        for number in 0..30 {
            test.type_text(format!("Card {number}").as_str());
            test.editor.finish_text(Then::Another);
            let element = test.editor.text_edit().unwrap().element;
            let rect = test.editor.layout().rect_of(element).unwrap();
            assert!(test.editor.view.visible().contains_rect(rect), "{number}");
        }
        assert_eq!(test.editor.view.is_fitted(), fitted);
        test.editor.finish_text(Then::NextCell);
        let element = test.editor.text_edit().unwrap().element;
        let rect = test.editor.layout().rect_of(element).unwrap();
        assert!(test.editor.view.visible().contains_rect(rect));
    }
}

#[test]
fn tab_to_a_card_that_exists_puts_the_caret_after_its_text() {
    let mut test = TestEditor::new();
    test.double_click("Picks up the car");
    let starts = |test: &TestEditor| test.editor.text_edit().unwrap().starts;
    assert_eq!(starts(&test), CaretStart::All);
    test.editor.finish_text(Then::NextCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Posts a review");
    assert_eq!(starts(&test), CaretStart::End);
    test.editor.finish_text(Then::PreviousCell);
    assert_eq!(starts(&test), CaretStart::End);
    test.editor.finish_text(Then::Done);
    test.run(Command::EditText);
    assert_eq!(starts(&test), CaretStart::All);
}

#[test]
fn tab_goes_to_the_next_cell_and_wraps_to_the_next_lane() {
    let mut test = TestEditor::new();
    test.double_click("Picks up the car");
    test.editor.finish_text(Then::NextCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Posts a review");
    test.editor.finish_text(Then::NextCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Showroom");
    test.editor.finish_text(Then::PreviousCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Posts a review");
    assert_eq!(test.steps(), 0);
}

#[test]
fn tab_to_an_empty_cell_begins_a_card_that_is_dropped_when_left_empty() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.double_click("Workshop");
    test.editor.finish_text(Then::NextCell);
    assert!(test.editor.text_edit().unwrap().is_new());
    test.editor.finish_text(Then::Done);
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    assert!(test.editor.selection.empty_cell().is_some());
}

#[test]
fn tab_from_a_stage_goes_to_the_next_stage() {
    let mut test = TestEditor::new();
    test.double_click("Decision").type_text("Choice");
    test.editor.finish_text(Then::NextCell);
    assert_eq!(test.editor.text_edit().unwrap().text, "Retention");
    assert_eq!(test.editor.document.undo_label(), "Undo rename stage");
}

#[test]
fn undo_while_typing_takes_the_typing_back() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.double_click("Showroom").type_text("Shop");
    test.undo();
    assert!(test.editor.text_edit().is_none());
    assert_eq!(test.sketch(), before);
    test.redo();
    assert!(test.try_find("Shop").is_some());
}

#[test]
fn deleting_what_is_being_typed_is_safe() {
    let mut test = TestEditor::new();
    test.double_click("Showroom").type_text("Shop");
    test.run(Command::Delete);
    assert!(test.try_find("Shop").is_none());
    assert!(test.try_find("Showroom").is_none());
    test.undo().undo();
    assert!(test.try_find("Showroom").is_some());
}

#[test]
fn a_panel_field_is_one_step_and_another_field_the_next() {
    let mut test = TestEditor::new();
    for title in ["R", "Re", "Replace"] {
        let edit = Edit::SetMap(MapField::Title(title.into()));
        test.editor.preview_field(&[edit], "edit map");
    }
    let scenario = Edit::SetMap(MapField::Scenario("Third repair".into()));
    test.editor.preview_field(&[scenario], "edit map");
    test.editor.settle();
    assert_eq!(test.steps(), 2);
    assert_eq!(test.editor.map().title, "Replace");
    assert_eq!(test.editor.map().scenario, "Third repair");
}

#[test]
fn a_field_of_an_element_that_is_gone_is_told_once() {
    let mut test = TestEditor::new();
    let Element::Card(id) = test.find("Showroom") else {
        panic!("no card")
    };
    test.select(&["Showroom"]).run(Command::Delete);
    let edit = Edit::SetCard(id, CardField::Note("late".into()));
    test.editor.preview_field(&[edit], "edit card");
    assert!(test.editor.take_trouble().is_some());
    assert!(test.editor.take_trouble().is_none());
    assert!(!test.editor.document.in_gesture());
}

#[test]
fn copy_and_paste_keep_every_field_and_give_plain_text() {
    let mut test = TestEditor::new();
    let Element::Card(id) = test.find("Showroom") else {
        panic!("no card")
    };
    let note = Edit::SetCard(id, CardField::Note("By the river".into()));
    test.editor.run(&[note], "edit card").unwrap();
    test.select(&["Showroom", "Workshop"]);
    let Ran::Copied(text) = test.run(Command::Copy) else {
        panic!("nothing copied")
    };
    let table = "\tDecision\tRetention\nTouchpoints\tShowroom\tWorkshop";
    assert_eq!(text, table);
    let steps = test.steps();
    test.editor.paste(&text);
    assert_eq!(test.steps(), steps + 1);
    assert_eq!(test.editor.document.undo_label(), "Undo paste 2 cards");
    assert_eq!(test.selected(), ["Showroom", "Workshop"]);
    let cards = test
        .editor
        .map()
        .stages
        .iter()
        .flat_map(|s| s.cards.clone());
    let notes = cards.filter(|card| card.note == "By the river").count();
    assert_eq!(notes, 2);
}

#[test]
fn cut_removes_and_paste_puts_into_the_cell_that_was_clicked() {
    let mut test = TestEditor::new();
    test.select(&["Signs the contract"]);
    let Ran::Copied(text) = test.run(Command::Cut) else {
        panic!("nothing cut")
    };
    assert!(test.try_find("Signs the contract").is_none());
    let cell = test.cell("Advocacy", "Touchpoints");
    test.click_at(cell);
    test.editor.paste(&text);
    let (stage, lane, _) = test.card("Signs the contract");
    assert_eq!((&*stage, &*lane), ("Advocacy", "Touchpoints"));
}

#[test]
fn pasting_lines_makes_cards_in_the_cell() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Pain points");
    test.click_at(cell);
    test.editor.paste("Alpha\n\nBeta\r\nGamma\n");
    for text in ["Alpha", "Beta", "Gamma"] {
        let (stage, lane, _) = test.card(text);
        assert_eq!((&*stage, &*lane), ("Advocacy", "Pain points"));
    }
    assert_eq!((test.steps(), test.selected().len()), (1, 3));
}

#[test]
fn a_paste_that_is_too_large_is_refused_and_told() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.editor.paste(&"x\n".repeat(6000));
    assert_eq!(test.sketch(), before);
    assert!(test.editor.take_trouble().unwrap().contains("5000"));
}

#[test]
fn cards_of_one_map_can_be_pasted_into_another() {
    let mut test = TestEditor::new();
    test.select(&["Five-day wait", "Showroom"]);
    test.run(Command::Copy);
    let mut other = TestEditor::of(throughline::model::Template::FiveStages.map());
    other.editor.clip = test.editor.clip.clone();
    let text = other.editor.clip.text();
    other.editor.paste(&text);
    assert_eq!(other.card("Five-day wait").1, "Pain points");
    assert_eq!(other.card("Showroom").1, "Touchpoints");
}

#[test]
fn duplicate_copies_cards_beside_themselves() {
    let mut test = TestEditor::new();
    test.select(&["Showroom", "Five-day wait"]);
    test.run(Command::Duplicate);
    let sketch = test.sketch();
    for line in [
        "card \"Showroom\" Decision 0.00 on Touchpoints",
        "card \"Five-day wait\" Decision 0.50 on Pain points",
    ] {
        assert_eq!(sketch.lines().filter(|l| *l == line).count(), 2, "{sketch}");
    }
    assert_eq!(test.editor.document.undo_label(), "Undo duplicate 2 cards");
}

#[test]
fn duplicating_a_stage_copies_its_content() {
    let mut test = TestEditor::new();
    test.select(&["Decision"]).run(Command::Duplicate);
    let map = test.editor.map();
    assert_eq!(map.stages.len(), 4);
    assert_eq!(map.stages[1].cards.len(), map.stages[0].cards.len());
}
