//! Aligning, distributing, selecting all of a lane or stage, and making stages
//! wider by steps.

use throughline::{
    editor::{
        Cell, Command,
        Direction::{Down, Right},
        Selection,
    },
    model::{Edit, Element, PointField},
};

use super::harness::TestEditor;

#[test]
fn aligning_gives_every_selected_card_the_same_place_in_its_own_stage() {
    let mut test = TestEditor::new();
    let all = ["Talks through financing", "Workshop", "Posts a review"];
    for (command, at) in [
        (Command::AlignMiddle, 0.5),
        (Command::AlignEnd, 1.0),
        (Command::AlignStart, 0.0),
    ] {
        let stages = all.map(|name| test.card(name).0);
        let steps = test.steps();
        test.select(&all).run(command);
        assert_eq!(all.map(|name| test.card(name).2), [at; 3], "{command:?}");
        assert_eq!(all.map(|name| test.card(name).0), stages);
        assert_eq!(test.steps(), steps + 1, "{command:?} is one step");
        assert!(!command.is_enabled(&test.editor), "{command:?} is done");
    }
    assert_eq!(test.editor.document.undo_label(), "Undo align cards");
}

#[test]
fn aligning_with_the_first_takes_the_place_of_the_topmost() {
    let mut test = TestEditor::new();
    test.select(&["Five-day wait", "Showroom", "Signs the contract"])
        .run(Command::AlignFirst);
    assert_eq!(test.card("Five-day wait").2, 1.0);
    assert_eq!(test.card("Showroom").2, 1.0);
    assert_eq!(test.card("Signs the contract").2, 1.0);
    test.select(&["Showroom"]);
    assert!(!Command::AlignFirst.is_enabled(&test.editor));
}

#[test]
fn emotion_points_are_aligned_in_time_and_keep_their_feeling() {
    let mut test = TestEditor::new();
    test.select(&["Wait", "Recommends", "Unknown"])
        .run(Command::AlignEnd);
    assert_eq!(test.point("Wait"), ("Decision".into(), 1.0, Some(-1.5)));
    assert_eq!(test.point("Unknown"), ("Retention".into(), 1.0, None));
    assert_eq!(
        test.editor.document.undo_label(),
        "Undo align emotion points"
    );
}

#[test]
fn a_point_goes_along_with_the_card_it_belongs_to() {
    let mut test = TestEditor::new();
    let (Element::Card(card), Element::Point(point)) = (test.find("Showroom"), test.find("Wait"))
    else {
        unreachable!("a card and a point")
    };
    let link = Edit::SetPoint(point, PointField::Card(Some(card)));
    test.editor.run(&[link], "link card").unwrap();
    test.select(&["Showroom"]).run(Command::AlignMiddle);
    assert_eq!(test.point("Wait").1, 0.5);
}

#[test]
fn distributing_spaces_the_cards_of_a_lane_evenly_between_the_first_and_the_last() {
    let mut test = TestEditor::new();
    let all = [
        "Books a test drive",
        "Talks through financing",
        "Signs the contract",
    ];
    test.select(&all);
    assert!(
        !Command::Distribute.is_enabled(&test.editor),
        "even already"
    );
    for _ in 0..3 {
        test.select(&["Talks through financing"]).nudge(Right);
    }
    test.undo().undo();
    test.select(&all);
    let before = test.sketch();
    assert!(test.card("Talks through financing").2 > 0.6);
    test.run(Command::Distribute);
    assert_eq!(all.map(|name| test.card(name).2), [0.0, 0.5, 1.0]);
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn cards_at_one_place_are_distributed_over_the_whole_stage() {
    let mut test = TestEditor::new();
    let all = [
        "Books a test drive",
        "Talks through financing",
        "Signs the contract",
    ];
    test.select(&all).run(Command::AlignMiddle);
    test.run(Command::Distribute);
    assert_eq!(all.map(|name| test.card(name).2), [0.0, 0.5, 1.0]);
}

#[test]
fn distributing_takes_no_card_to_another_stage_or_lane() {
    let mut test = TestEditor::new();
    test.run(Command::SelectAll);
    let before: Vec<_> = ["Showroom", "Workshop", "Picks up the car"]
        .map(|name| test.card(name))
        .into();
    test.run(Command::Distribute);
    // Each is alone on its lane of its stage.
    let after: Vec<_> = ["Showroom", "Workshop", "Picks up the car"]
        .map(|name| test.card(name))
        .into();
    assert_eq!(before, after);
}

#[test]
fn all_of_a_lane_and_all_of_a_stage_are_selected_from_whatever_is_selected() {
    let mut test = TestEditor::new();
    test.select(&["Showroom"]).run(Command::SelectLane);
    assert_eq!(test.selected(), ["Showroom", "Workshop"]);
    test.select(&["Touchpoints"]).run(Command::SelectLane);
    assert_eq!(test.selected(), ["Showroom", "Workshop"]);
    test.select(&["Wait"]).run(Command::SelectLane);
    assert_eq!(test.editor.selection.points().count(), 4);
    let cell = Cell {
        stage: test.stage("Retention"),
        lane: test.lane("Doing"),
    };
    test.editor.select(Selection::cell(cell));
    test.run(Command::SelectStage);
    assert_eq!(test.selected(), ["Picks up the car", "Workshop", "Unknown"]);
    test.select(&["Advocacy"]).run(Command::SelectStage);
    // What is hidden stays out.
    assert_eq!(test.selected(), ["Posts a review", "Recommends"]);
    assert_eq!(test.steps(), 0);
}

#[test]
fn a_lane_or_stage_without_anything_cannot_be_selected_from() {
    let mut test = TestEditor::new();
    test.select(&["Backstage"]);
    assert!(!Command::SelectLane.is_enabled(&test.editor));
    test.editor.select(Selection::one(Element::Header));
    assert!(!Command::SelectLane.is_enabled(&test.editor));
    assert!(!Command::SelectStage.is_enabled(&test.editor));
}

#[test]
fn a_stage_is_made_wider_and_narrower_by_steps_and_a_held_key_is_one_step() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.select(&["Showroom"]);
    for _ in 0..3 {
        test.run(Command::Widen);
    }
    test.editor.release_keys();
    assert_eq!(test.steps(), 1);
    assert_eq!(test.editor.document.undo_label(), "Undo resize stage");
    assert_eq!(
        test.difference(&before),
        ["- stage \"Decision\" 1.00", "+ stage \"Decision\" 1.75"]
    );
    test.undo();
    assert_eq!(test.sketch(), before);
    test.select(&["Decision", "Advocacy"]);
    for _ in 0..9 {
        test.run(Command::Narrow);
    }
    test.editor.release_keys();
    let spans: Vec<f64> = test
        .editor
        .map()
        .stages
        .iter()
        .map(|s| s.span.value())
        .collect();
    assert_eq!(spans, [0.25, 1.0, 0.25]);
    assert!(!Command::Narrow.is_enabled(&test.editor));
    assert!(Command::Widen.is_enabled(&test.editor));
}

#[test]
fn moving_and_widening_by_keys_are_two_steps_even_without_letting_go() {
    let mut test = TestEditor::new();
    test.select(&["Showroom"]).run(Command::Move(Right));
    test.run(Command::Move(Down));
    test.run(Command::Widen);
    test.run(Command::Widen);
    test.editor.release_keys();
    assert_eq!(test.steps(), 2);
}
