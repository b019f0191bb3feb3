//! Undo, redo, the modified mark and the bound of history.

use std::sync::Arc;

use throughline::{
    editor::{Command, Document, HistoryLimit},
    model::{CardField, CardId, Edit, Element, MapField},
};

use super::harness::{TestEditor, small_map};

fn title(text: &str) -> Edit {
    Edit::SetMap(MapField::Title(text.into()))
}

#[test]
fn undo_and_redo_walk_the_same_states() {
    let mut test = TestEditor::new();
    let mut states = vec![test.sketch()];
    for name in ["Signs the contract", "Workshop", "Posts a review"] {
        test.press(name).drag_by(-130.0, 0.0).release();
        states.push(test.sketch());
    }
    for state in states.iter().rev().skip(1) {
        assert_eq!(&test.undo().sketch(), state);
    }
    for state in &states[1..] {
        assert_eq!(&test.redo().sketch(), state);
    }
    assert!(!test.editor.document.can_redo());
}

#[test]
fn only_a_commit_that_changes_something_clears_redo() {
    let mut document = Document::new(small_map());
    document.edit("rename", &[title("A")]).unwrap();
    document.undo();
    document
        .edit("nothing", &[title("Replacing an ageing car")])
        .unwrap();
    assert!(document.can_redo());
    document.edit("rename", &[title("B")]).unwrap();
    assert!(!document.can_redo());
    assert_eq!(document.redo_label(), "Redo");
}

#[test]
fn the_modified_mark_clears_when_undo_returns_to_the_saved_state() {
    let mut test = TestEditor::new();
    assert!(!test.editor.document.is_modified());
    test.press("Showroom").drag_by(130.0, 0.0).release();
    assert!(test.editor.document.is_modified());
    let map = Arc::clone(test.editor.map());
    test.editor.document.mark_saved(map);
    assert!(!test.editor.document.is_modified());
    test.undo();
    assert!(test.editor.document.is_modified());
    test.redo();
    assert!(!test.editor.document.is_modified());
}

#[test]
fn changing_back_by_hand_clears_the_modified_mark_too() {
    let mut document = Document::new(small_map());
    document.edit("rename", &[title("A")]).unwrap();
    assert!(document.is_modified());
    document
        .edit("rename", &[title("Replacing an ageing car")])
        .unwrap();
    assert!(!document.is_modified());
    document.mark_unsaved();
    assert!(document.is_modified());
}

#[test]
fn labels_name_what_undo_and_redo_do() {
    let mut test = TestEditor::new();
    assert_eq!(test.editor.document.undo_label(), "Undo");
    test.select(&["Showroom"]).run(Command::Delete);
    assert_eq!(test.editor.document.undo_label(), "Undo delete card");
    test.undo();
    assert_eq!(test.editor.document.redo_label(), "Redo delete card");
}

#[test]
fn selection_drops_what_undo_takes_away() {
    let mut test = TestEditor::new();
    test.run(Command::AddPoint);
    assert_eq!(test.editor.selection.len(), 1);
    test.undo();
    assert!(test.editor.selection.is_empty());
}

#[test]
fn selection_and_view_are_not_undone() {
    let mut test = TestEditor::new();
    test.press("Showroom").drag_by(130.0, 0.0).release();
    test.click("Workshop");
    test.run(Command::ZoomIn);
    let zoom = test.editor.view.zoom();
    test.undo();
    assert_eq!(test.selected(), ["Workshop"]);
    assert_eq!(test.editor.view.zoom(), zoom);
}

#[test]
fn an_edit_of_something_that_does_not_exist_changes_nothing() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let edits = [
        title("A"),
        Edit::SetCard(CardId(9999), CardField::MomentOfTruth(true)),
    ];
    assert!(test.editor.run(&edits, "edit").is_err());
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    assert!(test.editor.take_trouble().is_some());
}

#[test]
fn history_is_bound_by_steps_and_drops_the_oldest() {
    let limit = HistoryLimit {
        steps: 3,
        ..HistoryLimit::default()
    };
    let mut document = Document::with_limit(small_map(), limit);
    for number in 0..10 {
        document
            .edit("rename", &[title(&number.to_string())])
            .unwrap();
    }
    assert_eq!(document.undo_steps(), 3);
    while document.undo() {}
    assert_eq!(document.map().title, "6");
    while document.redo() {}
    assert_eq!(document.map().title, "9");
}

#[test]
fn history_is_bound_by_bytes_that_are_not_shared() {
    let limit = HistoryLimit {
        bytes: 300_000,
        ..HistoryLimit::default()
    };
    let mut document = Document::with_limit(small_map(), limit);
    let card = document.map().stages[0].cards[0].id;
    for number in 0..100 {
        let note = number.to_string().repeat(20_000);
        let edit = Edit::SetCard(card, CardField::Note(note));
        document.edit("edit card", &[edit]).unwrap();
    }
    let kept = document.undo_steps();
    assert!((2..20).contains(&kept), "{kept}");
    // Steps that leave the long note alone share it and cost little.
    for number in 0..20 {
        document
            .edit("rename", &[title(&number.to_string())])
            .unwrap();
    }
    assert!(document.undo_steps() >= 20, "{}", document.undo_steps());
}

#[test]
fn a_preview_twice_is_a_preview_once() {
    let mut once = Document::new(small_map());
    let mut twice = Document::new(small_map());
    let lane = once.map().lanes[0].clone();
    let add = Edit::Add(throughline::model::New::Lane(0, lane));
    let first = once.preview(std::slice::from_ref(&add)).unwrap();
    twice.preview(std::slice::from_ref(&add)).unwrap();
    let second = twice.preview(&[add]).unwrap();
    assert_eq!(first, second);
    assert_eq!(once.map(), twice.map());
}

#[test]
fn a_step_shares_the_stages_it_did_not_touch() {
    let mut document = Document::new(small_map());
    let before = Arc::clone(document.map());
    let card = before.stages[0].cards[0].id;
    document
        .edit("delete", &[Edit::Remove(Element::Card(card))])
        .unwrap();
    assert!(!Arc::ptr_eq(&before.stages[0], &document.map().stages[0]));
    assert!(Arc::ptr_eq(&before.stages[1], &document.map().stages[1]));
    assert!(Arc::ptr_eq(
        &before.stages[0].cards[1],
        &document.map().stages[0].cards[0]
    ));
}

#[test]
fn deleting_several_things_is_one_step_even_when_one_holds_the_other() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.select(&["Showroom", "Decision", "Doing", "Wait", "Five-day wait"]);
    test.run(Command::Delete);
    assert!(test.try_find("Signs the contract").is_none());
    assert_eq!(test.steps(), 1);
    assert!(test.editor.selection.is_empty());
    test.undo();
    assert_eq!(test.sketch(), before);
}
