//! Lanes and the lines between them, by pointer, keys and commands.

use std::collections::BTreeSet;

use throughline::{
    editor::{Command, Direction, describe},
    model::{Divider, Edit, Element, Evidence, LaneField, LaneId, Map},
};

use super::harness::{TestEditor, small_map};

/// Doing | Touchpoints, Emotion, Pain points ‖ Backstage, all shown.
fn blueprint() -> TestEditor {
    let mut map = small_map();
    let lane = |name: &str| map.lanes.iter().find(|lane| lane.name == name).unwrap().id;
    let edits = [
        Edit::SetLane(lane("Backstage"), LaneField::Hidden(false)),
        Edit::MoveDivider(Divider::Interaction, Some(lane("Touchpoints"))),
        Edit::MoveDivider(Divider::Visibility, Some(lane("Backstage"))),
    ];
    map.apply_all(&edits).unwrap();
    TestEditor::of(map)
}

/// The lanes and lines in order.
fn order(test: &TestEditor) -> String {
    let mut words = Vec::new();
    for lane in &test.editor.map().lanes {
        words.extend(lane.divider.map(|divider| match divider {
            Divider::Interaction => "|",
            Divider::Visibility => "‖",
            Divider::InternalInteraction => "¦",
        }));
        let first = lane.name.split(' ').next().unwrap();
        words.push(if lane.hidden { "(hidden)" } else { first });
    }
    words.join(" ")
}

const START: &str = "Doing | Touchpoints Emotion Pain ‖ Backstage";

fn line_at(test: &mut TestEditor, divider: Divider) -> emath::Pos2 {
    let layout = test.editor.layout();
    layout.rect_of(Element::Divider(divider)).unwrap().center()
}

#[test]
fn a_line_is_selected_dragged_and_put_back() {
    let mut test = blueprint();
    assert_eq!(order(&test), START);
    let pos = line_at(&mut test, Divider::Visibility);
    test.click_at(pos);
    assert_eq!(test.selected(), ["Line of visibility"]);
    let (pain, steps) = (test.rect("Pain points"), test.steps());
    test.press_at(pos)
        .drag_to(pain.left_top() + emath::vec2(60.0, 4.0));
    assert_eq!(order(&test), "Doing | Touchpoints Emotion ‖ Pain Backstage");
    test.drag_to(pos);
    assert_eq!(order(&test), START);
    test.drag_to(pain.left_top() + emath::vec2(60.0, 4.0))
        .release();
    assert_eq!(test.steps(), steps + 1);
    assert_eq!(order(&test), "Doing | Touchpoints Emotion ‖ Pain Backstage");
    test.undo();
    assert_eq!(order(&test), START);
}

#[test]
fn a_lane_is_dropped_above_or_below_a_line() {
    let mut test = blueprint();
    let line = line_at(&mut test, Divider::Visibility);
    let up = emath::vec2(0.0, -4.0);
    test.press("Doing").drag_to(line + up);
    assert_eq!(order(&test), "| Touchpoints Emotion Pain Doing ‖ Backstage");
    test.drag_to(line - up);
    assert_eq!(order(&test), "| Touchpoints Emotion Pain ‖ Doing Backstage");
    test.escape();
    assert_eq!(order(&test), START);
    // From below as well; and a lane crosses the line beside it.
    test.press("Pain points").drag_to(line - up).release();
    assert_eq!(order(&test), "Doing | Touchpoints Emotion ‖ Pain Backstage");
    let line = line_at(&mut test, Divider::Visibility);
    test.press("Backstage").drag_to(line + up).release();
    assert_eq!(order(&test), "Doing | Touchpoints Emotion Backstage ‖ Pain");
}

#[test]
fn alt_and_arrows_move_lanes_over_lines_and_lines_over_lanes() {
    let mut test = blueprint();
    test.select(&["Pain points"]).nudge(Direction::Down);
    assert_eq!(order(&test), "Doing | Touchpoints Emotion ‖ Pain Backstage");
    test.nudge(Direction::Down);
    assert_eq!(order(&test), "Doing | Touchpoints Emotion ‖ Backstage Pain");
    test.nudge(Direction::Up).nudge(Direction::Up);
    assert_eq!(order(&test), START);
    let line = Element::Divider(Divider::Visibility);
    test.editor.select([line].into_iter().collect());
    test.nudge(Direction::Up);
    assert_eq!(order(&test), "Doing | Touchpoints Emotion ‖ Pain Backstage");
    test.nudge(Direction::Down);
    assert_eq!(order(&test), START);
    assert!(!Command::Move(Direction::Down).is_enabled(&test.editor));
    assert!(!Command::Move(Direction::Left).is_enabled(&test.editor));
}

#[test]
fn a_lane_alone_below_a_line_changes_sides_with_its_neighbor() {
    let mut test = blueprint();
    test.select(&["Backstage"]).nudge(Direction::Up);
    assert_eq!(order(&test), "Doing | Touchpoints Emotion Backstage ‖ Pain");
    test.undo();
    assert_eq!(order(&test), START);
}

#[test]
fn a_hidden_lane_keeps_its_line_in_the_picture() {
    let mut test = blueprint();
    test.select(&["Backstage"]).run(Command::ToggleLane);
    assert_eq!(order(&test), "Doing | Touchpoints Emotion Pain ‖ (hidden)");
    let line = line_at(&mut test, Divider::Visibility);
    assert!(line.y > test.rect("Pain points").bottom());
    let map = test.editor.map();
    let words = describe(map, Element::Divider(Divider::Visibility));
    assert_eq!(words, "line of visibility, below \"Pain points\"");
    test.run(Command::ShowLanes);
    assert_eq!(order(&test), START);
    assert!(!Command::ShowLanes.is_enabled(&test.editor));
    let map = test.editor.map();
    let words = describe(map, Element::Divider(Divider::Visibility));
    assert_eq!(
        words,
        "line of visibility, between \"Pain points\" and \"Backstage\""
    );
}

#[test]
fn lines_are_added_where_a_blueprint_has_them_and_only_once() {
    let mut test = TestEditor::new();
    test.run(Command::ShowLanes);
    test.editor
        .select(throughline::editor::Selection::default());
    test.run(Command::AddDivider(Divider::Visibility));
    assert_eq!(order(&test), "Doing Touchpoints Emotion Pain ‖ Backstage");
    assert_eq!(test.selected(), ["Line of visibility"]);
    assert!(!Command::AddDivider(Divider::Visibility).is_enabled(&test.editor));
    test.select(&["Showroom"]);
    test.run(Command::AddDivider(Divider::Interaction));
    assert_eq!(order(&test), START);
    test.run(Command::Delete);
    assert_eq!(order(&test), "Doing Touchpoints Emotion Pain ‖ Backstage");
}

#[test]
fn arrows_walk_over_lines() {
    let mut test = blueprint();
    test.select(&["Doing"]).walk(Direction::Down);
    assert_eq!(test.selected(), ["Line of interaction"]);
    test.walk(Direction::Down);
    assert_eq!(test.selected(), ["Touchpoints"]);
    test.walk(Direction::Up).walk(Direction::Up);
    assert_eq!(test.selected(), ["Doing"]);
}

#[test]
fn a_lane_is_duplicated_with_its_cards_in_one_step() {
    let mut test = blueprint();
    let (before, steps) = (test.sketch(), test.steps());
    test.select(&["Touchpoints"]).run(Command::Duplicate);
    assert_eq!(
        order(&test),
        "Doing | Touchpoints Touchpoints Emotion Pain ‖ Backstage"
    );
    assert_eq!(test.steps(), steps + 1);
    let map = test.editor.map();
    let copy = map.lanes[2].id;
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let texts: Vec<&str> = cards
        .filter(|card| card.lane == copy)
        .map(|card| card.text.as_str())
        .collect();
    assert_eq!(texts, ["Showroom", "Workshop"]);
    let selected: Vec<Element> = test.editor.selection.iter().collect();
    assert_eq!(selected, [Element::Lane(copy)]);
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn evidence_and_moments_of_truth_are_set_on_several_at_once() {
    let mut test = TestEditor::new();
    let observed = Command::SetEvidence(Evidence::Observed);
    assert!(!observed.is_enabled(&test.editor));
    let steps = test.steps();
    test.select(&["Showroom", "Wait"]).run(observed);
    test.run(Command::ToggleMoment);
    assert_eq!(test.steps(), steps + 2);
    let state = |test: &TestEditor| {
        let (Element::Card(card), Element::Point(point)) =
            (test.find("Showroom"), test.find("Wait"))
        else {
            panic!("a card and a point")
        };
        let map = test.editor.map();
        let (card, point) = (map.card(card).unwrap().1, map.point(point).unwrap().1);
        let all = [card.moment_of_truth, point.moment_of_truth];
        ([card.evidence, point.evidence], all)
    };
    let observed_both = [Some(Evidence::Observed); 2];
    assert_eq!(state(&test), (observed_both, [true, true]));
    test.select(&["Showroom"]).run(Command::ToggleMoment);
    test.select(&["Showroom", "Wait"])
        .run(Command::ToggleMoment);
    assert_eq!(state(&test), (observed_both, [true, true]));
    test.run(Command::ToggleMoment);
    test.run(observed);
    assert_eq!(state(&test), ([None; 2], [false, false]));
}

#[test]
fn moving_a_lane_takes_no_other_lane_over_a_line() {
    let (mut moved, mut crossed) = (0, 0);
    crate::maps::law(60, 16_000, |u| {
        let mut map = crate::maps::any_map(u)?;
        if map.lanes.is_empty() {
            return Ok(());
        }
        let lane = u.choose(&map.lanes)?.id;
        let to = u.int_in_range(0..=map.lanes.len())?;
        // The lanes above each line, the moved one left out.
        let sides = |map: &Map| {
            let above = |divider| {
                let (place, _) = map.divider(divider)?;
                let above = map.lanes.iter().take(place).map(|held| held.id);
                let others: BTreeSet<_> = above.filter(|id| *id != lane).collect();
                Some((place, others))
            };
            Divider::ALL.iter().map(|it| above(*it)).collect::<Vec<_>>()
        };
        let before = sides(&map);
        map.apply(&Edit::MoveLane(lane, to)).unwrap();
        let after = sides(&map);
        let kept = std::iter::zip(&before, &after).all(|(before, after)| {
            before.as_ref().map(|it| &it.1) == after.as_ref().map(|it| &it.1)
        });
        let places = |sides: &[Option<(usize, BTreeSet<LaneId>)>]| {
            let places = sides.iter().map(|side| side.as_ref().map(|it| it.0));
            places.collect::<Vec<_>>()
        };
        // A line that would lose its lane changes sides with it instead.
        assert!(
            kept || places(&before) == places(&after),
            "{before:?} {after:?}"
        );
        assert_eq!(map.check(), []);
        moved += 1;
        crossed += usize::from(places(&before) != places(&after));
        Ok(())
    });
    assert!(
        moved > 30 && crossed > 3,
        "{moved} moved, {crossed} crossed"
    );
}
