//! Walking by arrow keys: empty cells, the moment that up and down keep, lines
//! between lanes, far ends, and taking up more with shift.

use throughline::{
    editor::{
        Command,
        Direction::{Down, Left, Right, Up},
        Far,
    },
    model::{Divider, Edit, Element, LaneKind, Template},
};

use super::harness::TestEditor;

/// The cell that was walked to: stage and lane.
fn cell(test: &TestEditor) -> Option<(String, String)> {
    let cell = test.editor.selection.empty_cell()?;
    let map = test.editor.map();
    let stage = map.stage(cell.stage).unwrap().1.name.clone();
    let lane = map.lane(cell.lane).unwrap().1.name.clone();
    Some((stage, lane))
}

#[test]
fn a_cell_without_cards_is_a_stop_and_one_with_cards_is_none() {
    let mut test = TestEditor::new();
    test.select(&["Workshop"]).walk(Right);
    assert_eq!(cell(&test), Some(("Advocacy".into(), "Touchpoints".into())));
    assert!(test.selected().is_empty());
    test.walk(Left);
    assert_eq!(test.selected(), ["Workshop"]);
    test.walk(Left);
    assert_eq!(test.selected(), ["Showroom"]);
}

#[test]
fn up_and_down_stay_in_the_stage_and_keep_their_moment() {
    let mut test = TestEditor::new();
    test.select(&["Signs the contract"]);
    assert_eq!(test.walk(Down).selected(), ["Showroom"]);
    assert_eq!(
        test.walk(Down).selected(),
        ["Wait"],
        "the later of the points"
    );
    assert_eq!(test.walk(Down).selected(), ["Five-day wait"]);
    test.walk(Up).walk(Up);
    assert_eq!(test.walk(Up).selected(), ["Signs the contract"]);
    // To the stage's header and back.
    test.walk(Up);
    assert_eq!(test.selected(), ["Decision"]);
    assert_eq!(test.walk(Down).selected(), ["Signs the contract"]);
}

#[test]
fn another_selection_forgets_the_moment_that_was_kept() {
    let mut test = TestEditor::new();
    test.select(&["Signs the contract"]).walk(Down);
    assert_eq!(test.selected(), ["Showroom"]);
    test.select(&["Books a test drive"]).select(&["Showroom"]);
    // The same element again goes on; one that is walked to sideways does not.
    test.walk(Left).walk(Right);
    assert_eq!(test.walk(Up).selected(), ["Books a test drive"]);
}

#[test]
fn an_empty_map_is_filled_by_arrows_and_enter_alone() {
    let mut test = TestEditor::of(Template::FiveStages.map());
    test.walk(Down);
    assert_eq!(test.selected(), ["Awareness"]);
    test.walk(Down);
    assert_eq!(cell(&test).unwrap().0, "Awareness");
    assert_eq!(test.editor.on_enter(), Command::AddCard);
    for _ in 0..3 {
        test.walk(Down);
    }
    let (stage, lane) = cell(&test).unwrap();
    let map = test.editor.map();
    let kind = map.lanes.iter().find(|l| l.name == lane).unwrap().kind;
    let adds = test.editor.on_enter();
    test.run(adds);
    test.type_text("First");
    test.editor.settle();
    if kind == LaneKind::Emotion {
        assert_eq!(test.editor.map().stages[0].points.len(), 1);
    } else {
        assert_eq!(test.card("First"), (stage, lane, 0.0));
    }
}

#[test]
fn enter_on_an_empty_cell_of_the_emotion_lane_adds_a_point_there() {
    let mut test = TestEditor::of(Template::FiveStages.map());
    let emotion = test
        .editor
        .map()
        .lanes
        .iter()
        .find(|l| l.kind == LaneKind::Emotion);
    let name = emotion.unwrap().name.clone();
    test.select(&[&name]).walk(Right).walk(Right);
    assert_eq!(test.editor.on_enter(), Command::AddPoint);
    test.run(Command::AddPoint);
    assert_eq!(test.editor.map().stages[1].points.len(), 1);
}

#[test]
fn lines_between_lanes_are_reached_along_the_labels() {
    let mut test = TestEditor::new();
    let lane = test.lane("Touchpoints");
    let line = Edit::MoveDivider(Divider::Interaction, Some(lane));
    test.editor.run(&[line], "set line").unwrap();
    test.select(&["Doing"]);
    assert_eq!(test.walk(Down).selected(), ["Line of interaction"]);
    assert_eq!(test.walk(Right).selected(), ["Showroom"]);
    test.editor
        .select(throughline::editor::Selection::one(Element::Divider(
            Divider::Interaction,
        )));
    assert_eq!(test.walk(Down).selected(), ["Touchpoints"]);
    assert_eq!(test.walk(Up).selected(), ["Line of interaction"]);
    assert_eq!(test.walk(Up).selected(), ["Doing"]);
    assert_eq!(test.walk(Up).selected(), ["header"]);
    // Between cards the line is passed over.
    test.select(&["Books a test drive"]);
    assert_eq!(test.walk(Down).selected(), ["Showroom"]);
}

#[test]
fn home_and_end_go_to_the_first_and_the_last_stage_on_the_same_lane() {
    let mut test = TestEditor::new();
    test.select(&["Picks up the car"]);
    test.editor.walk_far(Far::FirstStage);
    assert_eq!(test.selected(), ["Books a test drive"]);
    test.editor.walk_far(Far::LastStage);
    assert_eq!(test.selected(), ["Posts a review"]);
    test.select(&["Workshop"]);
    test.editor.walk_far(Far::LastStage);
    assert_eq!(cell(&test), Some(("Advocacy".into(), "Touchpoints".into())));
    test.select(&["Retention"]);
    test.editor.walk_far(Far::LastStage);
    assert_eq!(test.selected(), ["Advocacy"]);
    test.editor.walk_far(Far::Start);
    assert_eq!(test.selected(), ["header"]);
    test.editor.walk_far(Far::End);
    assert_eq!(cell(&test), Some(("Advocacy".into(), "Pain points".into())));
}

#[test]
fn shift_and_arrows_take_up_more_and_leave_it_again() {
    let mut test = TestEditor::new();
    test.select(&["Books a test drive"]);
    test.editor.walk_extending(Right);
    test.editor.walk_extending(Right);
    assert_eq!(
        test.selected(),
        [
            "Books a test drive",
            "Talks through financing",
            "Signs the contract"
        ]
    );
    test.editor.walk_extending(Left);
    assert_eq!(
        test.selected(),
        ["Books a test drive", "Talks through financing"]
    );
    test.editor.walk_extending(Down);
    assert_eq!(test.selected().len(), 3);
    assert!(test.selected().contains(&"Showroom".into()));
    test.select(&["Decision"]);
    test.editor.walk_extending(Right);
    assert_eq!(test.selected(), ["Decision", "Retention"]);
    test.editor.walk_extending(Up);
    assert_eq!(
        test.selected(),
        ["Decision", "Retention"],
        "no header with stages"
    );
}
