//! The keyboard: walking, moving, commands and their shortcuts.

use std::collections::BTreeMap;

use throughline::{
    editor::{
        Command, Direction,
        Direction::{Down, Left, Right, Up},
        Key, Menu, Modifiers, Ran, Selection, Shortcut, describe,
    },
    model::{Element, LaneKind},
};

use super::harness::TestEditor;

#[test]
fn arrows_walk_cards_in_the_order_of_time_across_stages() {
    let mut test = TestEditor::new();
    test.click("Books a test drive");
    let mut walked = Vec::new();
    for _ in 0..6 {
        walked.extend(test.walk(Right).selected());
    }
    assert_eq!(
        walked,
        [
            "Talks through financing",
            "Signs the contract",
            "Picks up the car",
            "Posts a review",
            "Posts a review",
            "Posts a review",
        ]
    );
    assert_eq!(test.walk(Left).selected(), ["Picks up the car"]);
}

#[test]
fn arrows_go_to_the_nearest_moment_of_the_next_lane() {
    let mut test = TestEditor::new();
    test.click("Signs the contract");
    assert_eq!(test.walk(Down).selected(), ["Showroom"]);
    assert_eq!(test.walk(Down).selected(), ["Wait"]);
    assert_eq!(test.walk(Left).selected(), ["Test drive"]);
    assert_eq!(test.walk(Down).selected(), ["Five-day wait"]);
    assert_eq!(test.walk(Down).selected(), ["Five-day wait"]);
    assert_eq!(test.walk(Up).selected(), ["Test drive"]);
}

#[test]
fn arrows_reach_stages_header_and_lanes() {
    let mut test = TestEditor::new();
    test.click("Picks up the car");
    assert_eq!(test.walk(Up).selected(), ["Retention"]);
    assert_eq!(test.walk(Left).selected(), ["Decision"]);
    assert_eq!(test.walk(Up).selected(), ["header"]);
    assert_eq!(test.walk(Down).selected(), ["Decision"]);
    assert_eq!(test.walk(Down).selected(), ["Books a test drive"]);
    assert_eq!(test.walk(Left).selected(), ["Doing"]);
    assert_eq!(test.walk(Down).selected(), ["Touchpoints"]);
    assert_eq!(test.walk(Right).selected(), ["Showroom"]);
}

#[test]
fn every_shown_card_and_point_is_reached_by_arrows_alone() {
    let mut test = TestEditor::new();
    let mut seen = std::collections::BTreeSet::new();
    test.click("Doing");
    for _ in 0..test.editor.map().lanes.len() {
        let lane = test.selected();
        test.walk(Right);
        for _ in 0..12 {
            seen.extend(test.selected());
            test.walk(Right);
        }
        test.select(&[&lane[0]]).walk(Down);
    }
    assert_eq!(seen.len(), 8 + 4, "{seen:?}");
}

#[test]
fn with_nothing_selected_an_arrow_goes_to_the_first_card() {
    let mut test = TestEditor::new();
    assert_eq!(test.walk(Down).selected(), ["Books a test drive"]);
}

#[test]
fn walking_on_an_empty_map_does_nothing() {
    let mut test = TestEditor::of(throughline::model::Map::default());
    for direction in [Left, Right, Up, Down] {
        test.walk(direction).nudge(direction);
    }
    assert!(test.editor.selection.is_empty());
    assert_eq!(test.steps(), 0);
}

#[test]
fn walking_brings_what_it_selects_into_view() {
    let mut test = TestEditor::new();
    test.editor.view.set_zoom_at(emath::Pos2::ZERO, 4.0);
    test.select(&["Books a test drive"]);
    for _ in 0..3 {
        test.walk(Right);
    }
    let rect = test.rect("Picks up the car");
    let seen = test.editor.view.visible();
    assert!(seen.contains_rect(rect), "{seen:?} {rect:?}");
}

#[test]
fn alt_arrows_move_a_card_across_stages_and_lanes() {
    let mut test = TestEditor::new();
    test.select(&["Signs the contract"]);
    test.nudge(Right);
    let (stage, _, at) = test.card("Signs the contract");
    assert_eq!((&*stage, at), ("Retention", 0.0));
    test.nudge(Right);
    assert_eq!(test.card("Signs the contract").2, 0.25);
    test.nudge(Down);
    assert_eq!(test.card("Signs the contract").1, "Touchpoints");
    test.nudge(Down);
    assert_eq!(test.card("Signs the contract").1, "Pain points");
    test.nudge(Down);
    assert_eq!(test.card("Signs the contract").1, "Pain points");
    test.nudge(Left).nudge(Left);
    let (stage, _, at) = test.card("Signs the contract");
    assert_eq!((&*stage, at), ("Decision", 1.0));
}

#[test]
fn alt_arrows_move_a_point_in_time_and_feeling() {
    let mut test = TestEditor::new();
    test.select(&["Test drive"]);
    test.nudge(Up).nudge(Up).nudge(Up);
    assert_eq!(test.point("Test drive").2, Some(2.0));
    test.nudge(Down);
    assert_eq!(test.point("Test drive").2, Some(1.75));
    test.nudge(Right);
    assert_eq!(test.point("Test drive").1, 0.25);
    assert_eq!(test.editor.document.undo_label(), "Undo move emotion point");
}

#[test]
fn alt_arrows_reorder_stages_and_lanes() {
    let mut test = TestEditor::new();
    test.select(&["Decision"])
        .nudge(Right)
        .nudge(Right)
        .nudge(Right);
    assert_eq!(test.editor.map().stages[2].name, "Decision");
    test.select(&["Doing"]).nudge(Down);
    assert_eq!(test.editor.map().lanes[1].name, "Doing");
    assert_eq!(test.editor.document.undo_label(), "Undo move lane");
}

#[test]
fn a_key_held_down_is_one_step() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.select(&["Books a test drive"]);
    for _ in 0..7 {
        test.editor.nudge(Right);
    }
    test.editor.release_keys();
    assert_eq!(test.steps(), 1);
    assert_eq!(test.card("Books a test drive").0, "Retention");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn escape_while_a_key_is_held_takes_the_moves_back() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.select(&["Books a test drive"]);
    test.editor.nudge(Right);
    test.run(Command::ClearSelection);
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    assert_eq!(test.selected(), ["Books a test drive"]);
    test.run(Command::ClearSelection);
    assert!(test.selected().is_empty());
}

#[test]
fn select_all_takes_shown_cards_and_points() {
    let mut test = TestEditor::new();
    test.run(Command::SelectAll);
    assert_eq!(test.editor.selection.cards().count(), 8);
    assert_eq!(test.editor.selection.points().count(), 4);
    test.run(Command::Delete);
    assert_eq!(test.editor.map().card_count(), 1);
    assert_eq!(test.steps(), 1);
}

#[test]
fn shortcuts_are_unique() {
    let mut taken: BTreeMap<Shortcut, Command> = BTreeMap::new();
    for command in Command::all() {
        if let Some(shortcut) = command.shortcut() {
            let other = taken.insert(shortcut, command);
            assert_eq!(other, None, "{} of {command:?}", shortcut.label());
            assert_eq!(Command::of_shortcut(shortcut), Some(command));
        }
    }
    assert!(taken.len() > 30);
}

#[test]
fn every_command_is_in_one_menu_and_has_a_name_of_its_own() {
    let mut names = BTreeMap::new();
    let in_menus: Vec<_> = Menu::ALL.into_iter().flat_map(Menu::commands).collect();
    assert_eq!(in_menus.len(), Command::all().count());
    for command in in_menus {
        let other = names.insert(command.name(), command);
        assert_eq!(other, None, "{}", command.name());
    }
}

#[test]
fn shortcuts_read_as_menus_write_them() {
    assert_eq!(Command::SaveAs.shortcut().unwrap().label(), "Ctrl+Shift+S");
    assert_eq!(Command::Move(Up).shortcut().unwrap().label(), "Alt+↑");
    let plain = Shortcut {
        modifiers: Modifiers::NONE,
        key: Key::Delete,
    };
    assert_eq!(Command::of_shortcut(plain), Some(Command::Delete));
}

#[test]
fn every_command_runs_or_asks_for_the_window_and_keeps_the_map_sound() {
    for command in Command::all() {
        for selected in [
            &[][..],
            &["Showroom"],
            &["Wait"],
            &["Decision"],
            &["Doing"],
            &["Emotion"],
        ] {
            let mut test = TestEditor::new();
            test.select(selected);
            let enabled = command.is_enabled(&test.editor);
            let ran = test.run(command);
            assert!(
                enabled || ran == Ran::Done,
                "{command:?} ran though disabled"
            );
            test.editor.settle();
            assert!(test.editor.map().check().is_empty());
        }
    }
}

#[test]
fn only_what_can_go_that_way_can_be_moved() {
    let mut test = TestEditor::new();
    let curve = test.editor.map().curves[0].id;
    let ways = |test: &mut TestEditor, name: &str| {
        test.select(&[name]);
        Direction::ALL.map(|way| Command::Move(way).is_enabled(&test.editor))
    };
    // Left, right, up, down.
    assert_eq!(ways(&mut test, "Decision"), [false, true, false, false]);
    assert_eq!(ways(&mut test, "Touchpoints"), [false, false, true, true]);
    assert_eq!(
        ways(&mut test, "Books a test drive"),
        [false, true, false, true]
    );
    test.editor.select(Selection::one(Element::Curve(curve)));
    let none = Direction::ALL.map(|way| Command::Move(way).is_enabled(&test.editor));
    assert_eq!(none, [false; 4]);
}

#[test]
fn a_disabled_command_does_nothing() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    for command in [
        Command::Undo,
        Command::Redo,
        Command::Delete,
        Command::Cut,
        Command::Copy,
        Command::Duplicate,
        Command::Move(Left),
        Command::Move(Right),
        Command::Move(Up),
        Command::Move(Down),
    ] {
        assert!(!command.is_enabled(&test.editor), "{command:?}");
        assert_eq!(test.run(command), Ran::Done);
    }
    assert_eq!((test.sketch(), test.steps()), (before, 0));
}

#[test]
fn adding_stage_lane_card_and_persona_is_one_step_each() {
    let mut test = TestEditor::new();
    test.select(&["Decision"]).run(Command::AddStage);
    test.type_text("Delivery");
    test.run(Command::AddLane(LaneKind::Quotes));
    test.run(Command::AddPersona);
    let names: Vec<_> = test.editor.map().stages.iter().map(|s| &*s.name).collect();
    assert_eq!(names, ["Decision", "Delivery", "Retention", "Advocacy"]);
    assert!(
        test.editor
            .map()
            .lanes
            .iter()
            .any(|l| l.kind == LaneKind::Quotes)
    );
    assert_eq!(test.steps(), 3);
    test.select(&["Workshop"]).run(Command::AddCard);
    test.type_text("Letter");
    test.editor.settle();
    assert_eq!(test.card("Letter").0, "Retention");
    assert_eq!(test.steps(), 4);
}

#[test]
fn a_new_stage_can_be_taken_back_while_its_name_is_typed() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.run(Command::AddStage);
    test.type_text("Delivery");
    test.editor.cancel_text();
    assert_eq!((test.sketch(), test.steps()), (before, 0));
    assert!(test.editor.selection.is_empty());
}

#[test]
fn a_lane_is_hidden_and_shown_again() {
    let mut test = TestEditor::new();
    test.select(&["Touchpoints"]).run(Command::ToggleLane);
    let touchpoints = test.find("Touchpoints");
    assert!(test.editor.layout().rect_of(touchpoints).is_none());
    assert_eq!(test.editor.document.undo_label(), "Undo hide lane");
    test.run(Command::ToggleLane);
    assert!(test.editor.layout().rect_of(touchpoints).is_some());
}

#[test]
fn elements_are_described_in_the_fields_words() {
    let test = TestEditor::new();
    let say = |name: &str| describe(test.editor.map(), test.find(name));
    assert_eq!(say("Showroom"), "touchpoint \"Showroom\", Decision, 1 of 1");
    assert_eq!(
        say("Talks through financing"),
        "action \"Talks through financing\", Decision, 2 of 3"
    );
    assert_eq!(
        say("Five-day wait"),
        "pain point \"Five-day wait\", Decision, 1 of 1"
    );
    assert_eq!(
        say("Community team"),
        "card \"Community team\" on Backstage, Advocacy, 1 of 1"
    );
    assert_eq!(
        say("Wait"),
        "emotion point \"Wait\", −1.5, Decision, 2 of 2"
    );
    assert_eq!(
        say("Unknown"),
        "emotion point \"Unknown\", not known, Retention, 1 of 1"
    );
    assert_eq!(say("Retention"), "stage \"Retention\", 2 of 3");
    assert_eq!(say("Backstage"), "lane \"Backstage\", 5 of 5, hidden");
    assert_eq!(
        describe(test.editor.map(), Element::Header),
        "map \"Replacing an ageing car\""
    );
}
