//! Several curves: adding, copying, dragging, walking and rating them, and the
//! points that go along with cards.

use std::sync::Arc;

use emath::{Pos2, pos2};
use throughline::{
    editor::{
        Command,
        Direction::{Down, Left, Right, Up},
        Selection, Tool, describe, value_label,
    },
    layout::{Hit, Mark},
    model::{
        At, Curve, CurveField, CurveId, CurveKind, CurveState, Edit, Element, EmotionPoint,
        Evidence, Lane, LaneField, LaneId, LaneKind, Level, LineStyle, Map, New, Persona,
        PersonaId, PointField, PointId, Valence,
    },
};

use super::harness::{TestEditor, point, small_map};

/// The small map with a second curve, "Hoped for", of three points.
fn two_curves() -> TestEditor {
    let mut map = small_map();
    let curve = Curve {
        style: LineStyle::Dashed,
        state: CurveState::Future,
        ..Curve::new(CurveId(0), "Hoped for")
    };
    map.apply(&Edit::Add(New::Curve(Box::new(curve)))).unwrap();
    let curve = map.curves[1].id;
    for (stage, at, feeling, word) in [
        (0, 0.3, 1.0, "Easy start"),
        (0, 0.9, 0.5, "Quick answer"),
        (2, 0.2, 2.0, "Delight"),
    ] {
        let point = EmotionPoint {
            word: word.into(),
            ..point(curve, at, Some(feeling))
        };
        let stage = map.stages[stage].id;
        map.apply(&Edit::Add(New::Point(stage, Box::new(point))))
            .unwrap();
    }
    TestEditor::of(map)
}

/// The same with a second emotion lane, "Hopes", that has the second curve.
fn two_lanes() -> TestEditor {
    let test = two_curves();
    let mut map = Map::clone(test.editor.map());
    let lane = Lane::new(LaneId(0), LaneKind::Emotion, "Hopes");
    map.apply(&Edit::Add(New::Lane(99, lane))).unwrap();
    let lane = map.lanes.last().unwrap().id;
    let curve = map.curves[1].id;
    map.apply(&Edit::SetCurve(curve, CurveField::Lane(Some(lane))))
        .unwrap();
    TestEditor::of(map)
}

impl TestEditor {
    fn curve(&self, name: &str) -> Curve {
        let mut curves = self.editor.map().curves.iter();
        curves.find(|curve| curve.name == name).unwrap().clone()
    }

    /// The words of a curve's points, in the order of time.
    fn words_on(&self, name: &str) -> Vec<String> {
        let id = self.curve(name).id;
        let map = self.editor.map();
        let points = map.stages.iter().flat_map(|stage| &stage.points);
        let own = points.filter(|point| point.curve == id);
        own.map(|point| point.word.clone()).collect()
    }

    /// A place of the first stage on a lane, at a feeling.
    fn place(&mut self, lane: &str, at: f64, feeling: f64) -> Pos2 {
        let (stage, lane) = (self.editor.map().stages[0].id, self.lane(lane));
        let layout = self.editor.layout();
        let mut rows = layout.emotion_rows();
        let (_, _, origin) = rows.find(|(row, ..)| row.id == lane).unwrap();
        let x = layout.x_of(stage, At::clamped(at)).unwrap();
        let y = throughline::layout::y_from(origin.y, Valence::clamped(feeling));
        Pos2::new(x, y)
    }
}

#[test]
fn a_curve_that_is_added_differs_from_all_others() {
    let mut test = TestEditor::new();
    for count in 2..=4 {
        test.run(Command::AddCurve);
        assert_eq!(test.editor.map().curves.len(), count);
        assert_eq!(test.steps(), count - 1);
        let curves = &test.editor.map().curves;
        let last = &curves[count - 1];
        assert_eq!(
            test.editor.selection.primary(),
            Some(Element::Curve(last.id))
        );
        for (index, other) in curves.iter().enumerate().take(count - 1) {
            assert_ne!(other.name, last.name);
            assert_ne!(other.style, last.style);
            let map = test.editor.map();
            assert_ne!(map.curve_swatch(index), map.curve_swatch(count - 1));
        }
    }
    assert_eq!(test.editor.map().curves[1].name, "Future state");
    assert_eq!(test.editor.map().curves[1].state, CurveState::Future);
}

#[test]
fn the_next_curve_is_for_the_next_persona_without_one() {
    let mut map = small_map();
    for (id, name) in [(900, "Ada"), (901, "Björn")] {
        map.personas.push(Persona::new(PersonaId(id), name));
    }
    map.restore_mint();
    let mut test = TestEditor::of(map);
    let mut added = Vec::new();
    for _ in 0..4 {
        test.run(Command::AddCurve);
        let curve = test.editor.map().curves.last().unwrap().clone();
        added.push((curve.name, curve.persona.map(|id| id.0)));
    }
    // The curve of the map's beginning is that of the first persona.
    let expected = [
        ("Björn", Some(901)),
        ("Ada, future state", Some(900)),
        ("Björn, future state", Some(901)),
        ("Curve", None),
    ];
    let expected = expected.map(|(name, id)| (name.to_owned(), id));
    assert_eq!(added, expected);
}

#[test]
fn a_copy_of_a_curve_has_its_points_and_is_its_future() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.select(&["Emotion"]);
    // The lane has that name as well.
    let curve = test.editor.map().curves[0].id;
    test.editor
        .select([Element::Curve(curve)].into_iter().collect());
    test.run(Command::Duplicate);
    assert_eq!(test.steps(), 1);
    assert_eq!(test.words_on("Future state"), test.words_on("Emotion"));
    let copy = test.curve("Future state");
    assert_eq!(copy.state, CurveState::Future);
    assert_eq!(
        test.editor.selection.primary(),
        Some(Element::Curve(copy.id))
    );
    let map = Arc::clone(test.editor.map());
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    for point in points.filter(|point| point.curve == copy.id) {
        assert_eq!(point.evidence, Some(Evidence::Proposed));
    }
    test.run(Command::Duplicate);
    assert_eq!(test.editor.map().curves[2].name, "Future state copy");
    test.undo().undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn the_points_of_a_fresh_copy_are_dragged_away_from_the_first_curve() {
    let mut test = TestEditor::new();
    let curve = test.editor.map().curves[0].id;
    test.editor
        .select([Element::Curve(curve)].into_iter().collect());
    test.run(Command::Duplicate);
    let start = test.rect("Test drive").center();
    test.press_at(start).drag_by(0.0, 40.0).release();
    // The name finds the first curve's point.
    assert_eq!(test.point("Test drive").2, Some(1.5));
    let map = Arc::clone(test.editor.map());
    let Some(Element::Point(id)) = test.editor.selection.primary() else {
        panic!("a point was dragged")
    };
    let (_, dragged) = map.point(id).unwrap();
    assert_eq!(dragged.curve, map.curves[1].id);
    assert_eq!(dragged.feeling.map(Valence::value), Some(0.0));
}

#[test]
fn a_curve_that_is_removed_takes_its_points_along() {
    let mut test = two_curves();
    let before = test.sketch();
    test.click_legend("Hoped for");
    test.run(Command::Delete);
    assert_eq!(test.editor.map().curves.len(), 1);
    assert!(test.try_find("Delight").is_none());
    assert!(test.try_find("Test drive").is_some());
    test.undo();
    assert_eq!(test.sketch(), before);
}

impl TestEditor {
    fn click_legend(&mut self, name: &str) -> &mut Self {
        let id = self.curve(name).id;
        let rect = self.editor.layout().legend_rect(id).unwrap();
        self.click_at(rect.center())
    }
}

#[test]
fn a_click_on_the_legend_selects_and_a_second_one_renames() {
    let mut test = two_curves();
    test.click_legend("Hoped for");
    assert_eq!(test.selected(), ["Hoped for"]);
    let id = test.curve("Hoped for").id;
    let rect = test.editor.layout().legend_rect(id).unwrap();
    assert_eq!(
        test.editor.layout().hit(rect.center(), 0.0),
        Hit::Legend(id)
    );
    test.double_click_at(rect.center());
    test.type_text("Wished for");
    test.editor.finish_text(throughline::editor::Then::Done);
    assert_eq!(test.editor.map().curves[1].name, "Wished for");
}

#[test]
fn one_curve_of_feelings_needs_no_legend() {
    let mut test = TestEditor::new();
    assert!(test.editor.layout().emotions[0].legend.is_empty());
    let mut test = two_curves();
    assert_eq!(test.editor.layout().emotions[0].legend.len(), 2);
    let id = test.curve("Hoped for").id;
    let hide = Edit::SetCurve(id, CurveField::Hidden(true));
    test.editor.run(&[hide], "hide curve").unwrap();
    assert!(test.editor.layout().emotions[0].legend.is_empty());
    // A dramatic arc says that it has a scale of its own.
    let id = test.curve("Emotion").id;
    let arc = Edit::SetCurve(id, CurveField::Kind(CurveKind::Tension));
    test.editor.run(&[arc], "set kind of curve").unwrap();
    let legend = &test.editor.layout().emotions[0].legend;
    assert_eq!(&*legend[0].lines[0].text, "Emotion, 1 to 5");
}

#[test]
fn a_point_of_the_second_curve_is_dragged_like_any_other() {
    let mut test = two_curves();
    let before = test.sketch();
    test.press("Quick answer").drag_by(0.0, -30.0).release();
    let (_, at, feeling) = test.point("Quick answer");
    assert_eq!((at, feeling), (0.9, Some(1.5)));
    assert_eq!(test.difference(&before).len(), 2);
    assert_eq!(test.steps(), 1);
}

#[test]
fn new_points_go_to_the_selected_curve_else_to_the_first_shown() {
    let mut test = two_curves();
    let pos = test.place("Emotion", 0.55, 1.5);
    test.double_click_at(pos);
    let (first, second) = (test.curve("Emotion").id, test.curve("Hoped for").id);
    let created = |test: &TestEditor| {
        let Some(Element::Point(id)) = test.editor.selection.primary() else {
            panic!("no point is selected")
        };
        test.editor.map().point(id).unwrap().1.curve
    };
    assert_eq!(created(&test), first);
    test.undo().click_legend("Hoped for");
    test.editor.pick_tool(Tool::EmotionPoint);
    test.click_at(pos);
    assert_eq!(created(&test), second);
    // A double click on the line itself adds to that line.
    test.undo();
    test.editor.select(Selection::default());
    let layout = test.editor.layout();
    let run = layout.emotions[0].curves[1].runs[0].clone();
    let origin = layout.emotion_rows().next().unwrap().2;
    let on_line = run[run.len() / 4] + origin.to_vec2();
    assert!(matches!(layout.hit(on_line, 0.0), Hit::Curve { curve, .. } if curve == second));
    test.double_click_at(on_line);
    assert_eq!(created(&test), second);
}

#[test]
fn two_emotion_lanes_have_a_curve_each() {
    let mut test = two_lanes();
    let layout = test.editor.layout();
    let held: Vec<usize> = layout
        .emotions
        .iter()
        .map(|held| held.curves.len())
        .collect();
    assert_eq!(held, [1, 1]);
    let (high, low) = (test.rect("Test drive"), test.rect("Easy start"));
    assert!(high.bottom() < low.top());
    // The feeling is read on the point's own lane.
    test.press("Easy start").drag_by(0.0, 27.0).release();
    assert_eq!(test.point("Easy start").2, Some(0.0));
    // A new point goes to the curve of the lane that was pointed at.
    let pos = test.place("Hopes", 0.6, -1.0);
    test.double_click_at(pos);
    let Some(Element::Point(id)) = test.editor.selection.primary() else {
        panic!("no point was made")
    };
    let map = Arc::clone(test.editor.map());
    let (_, made) = map.point(id).unwrap();
    assert_eq!(made.curve, map.curves[1].id);
    assert_eq!(made.feeling.map(Valence::value), Some(-1.0));
}

#[test]
fn an_emotion_lane_without_a_curve_gets_one_with_its_first_point() {
    let mut test = TestEditor::new();
    let lane = Lane::new(LaneId(0), LaneKind::Emotion, "Second");
    let new = Edit::Add(New::Lane(99, lane));
    test.editor.run(&[new], "add lane").unwrap();
    let pos = test.place("Second", 0.5, 1.0);
    test.double_click_at(pos);
    let map = Arc::clone(test.editor.map());
    assert_eq!(map.curves.len(), 2);
    assert_eq!(map.curves[1].lane, Some(test.lane("Second")));
    assert_eq!(test.editor.layout().emotions[1].curves.len(), 1);
    test.undo();
    assert_eq!(test.editor.map().curves.len(), 1);
}

#[test]
fn a_curve_goes_with_its_lane() {
    let mut test = two_lanes();
    let lane = test.lane("Hopes");
    let hide = Edit::SetLane(lane, LaneField::Hidden(true));
    test.editor.run(&[hide], "hide lane").unwrap();
    assert!(test.editor.layout().rect_of(test.find("Delight")).is_none());
    test.run(Command::SelectAll);
    assert!(!test.selected().contains(&"Delight".to_owned()));
    // A lane of another kind or none at all: the first emotion lane has it.
    let kind = Edit::SetLane(lane, LaneField::Kind(LaneKind::Custom));
    test.editor.run(&[kind], "set kind of lane").unwrap();
    assert!(test.editor.layout().rect_of(test.find("Delight")).is_some());
    let gone = Edit::Remove(Element::Lane(lane));
    test.editor.run(&[gone], "delete lane").unwrap();
    assert_eq!(test.curve("Hoped for").lane, None);
    assert_eq!(test.editor.layout().emotions[0].curves.len(), 2);
}

#[test]
fn a_point_of_a_hidden_curve_goes_along_with_its_card() {
    let mut test = two_curves();
    let Element::Card(card) = test.find("Talks through financing") else {
        panic!("a card")
    };
    let Element::Point(id) = test.find("Quick answer") else {
        panic!("a point")
    };
    let hidden = test.curve("Hoped for").id;
    let edits = [
        Edit::SetPoint(id, PointField::Card(Some(card))),
        Edit::SetCurve(hidden, CurveField::Hidden(true)),
    ];
    test.editor.run(&edits, "link and hide").unwrap();
    let before = test.sketch();
    test.press("Talks through financing")
        .drag_by(300.0, 0.0)
        .release();
    assert_eq!(test.card("Talks through financing").0, "Retention");
    let (stage, at, feeling) = test.point("Quick answer");
    assert_eq!((stage.as_str(), feeling), ("Retention", Some(0.5)));
    assert!(at > 0.8, "it was at 0.9 and is at {at}");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn arrows_stay_on_a_curve_and_change_to_the_next() {
    let mut test = two_curves();
    test.click("Test drive");
    assert_eq!(test.walk(Right).selected(), ["Wait"]);
    assert_eq!(test.walk(Down).selected(), ["Quick answer"]);
    assert_eq!(test.walk(Right).selected(), ["Delight"]);
    assert_eq!(test.walk(Left).selected(), ["Quick answer"]);
    assert_eq!(test.walk(Left).selected(), ["Easy start"]);
    assert_eq!(test.walk(Up).selected(), ["Test drive"]);
    assert_eq!(test.walk(Up).selected(), ["Showroom"]);
    test.click("Easy start");
    assert_eq!(test.walk(Down).selected(), ["Five-day wait"]);
    // The lane is one to walk over, however many curves it has.
    let lane = test.lane("Emotion");
    test.editor
        .select([Element::Lane(lane)].into_iter().collect());
    assert_eq!(test.walk(Down).selected(), ["Pain points"]);
    assert_eq!(test.walk(Up).selected(), ["Emotion"]);
    assert_eq!(test.walk(Right).selected(), ["Test drive"]);
}

#[test]
fn digits_rate_feelings_severity_and_impact() {
    let mut test = TestEditor::new();
    test.click("Wait").run(Command::Rate(5));
    assert_eq!(test.point("Wait").2, Some(2.0));
    assert_eq!(test.editor.document.undo_label(), "Undo set feeling");
    test.run(Command::Rate(1));
    assert_eq!(test.point("Wait").2, Some(-2.0));
    test.run(Command::FeelingUnknown);
    assert_eq!(test.point("Wait").2, None);
    test.undo().undo();
    assert_eq!(test.point("Wait").2, Some(2.0));
    test.select(&["Wait", "Unknown"]).run(Command::Rate(4));
    assert_eq!(
        (test.point("Wait").2, test.point("Unknown").2),
        (Some(1.0), Some(1.0))
    );
    test.click("Five-day wait").run(Command::Rate(4));
    let Element::Card(id) = test.find("Five-day wait") else {
        panic!("a card")
    };
    let severity = test.editor.map().card(id).unwrap().1.severity;
    assert_eq!(severity.map(Level::value), Some(4));
    assert!(!Command::FeelingUnknown.is_enabled(&test.editor));
    test.click("Showroom");
    assert!(!Command::Rate(3).is_enabled(&test.editor));
}

#[test]
fn a_point_added_by_a_command_goes_to_the_selected_curve_and_to_a_free_place() {
    let mut test = two_curves();
    test.click("Delight").run(Command::AddPoint);
    let Some(Element::Point(id)) = test.editor.selection.primary() else {
        panic!("no point was made")
    };
    let (stage, point) = test.editor.map().point(id).unwrap();
    assert_eq!(stage.name, "Advocacy");
    assert_eq!(point.curve, test.curve("Hoped for").id);
    test.click("Workshop").run(Command::AddPoint);
    let Some(Element::Point(id)) = test.editor.selection.primary() else {
        panic!("no point was made")
    };
    let (_, point) = test.editor.map().point(id).unwrap();
    assert_eq!(point.card.map(Element::Card), test.try_find("Workshop"));
    assert_eq!(point.at.value(), 1.0);
}

#[test]
fn a_gap_is_never_drawn_as_a_feeling() {
    let mut test = TestEditor::new();
    let layout = test.editor.layout();
    let curve = &layout.emotions[0].curves[0];
    // Test drive and wait, a gap, and one alone that has no line but a mark.
    assert_eq!(curve.runs.len(), 1);
    let wait = curve.points[1].pos.x;
    let last = curve.runs[0].last().unwrap();
    assert!((last.x - wait).abs() < 0.1);
    let marks: Vec<Mark> = curve.points.iter().map(|mark| mark.mark).collect();
    assert_eq!(marks, [Mark::Face, Mark::Face, Mark::Unknown, Mark::Face]);
    assert_eq!(layout.visible_points(emath::Rect::EVERYTHING).count(), 4);
}

#[test]
fn two_gaps_at_one_moment_lie_beside_each_other() {
    let mut test = two_curves();
    let Element::Point(id) = test.find("Unknown") else {
        panic!("a point")
    };
    let (stage, known) = test.editor.map().point(id).unwrap();
    let gap = EmotionPoint::new(PointId(0), test.curve("Hoped for").id, known.at, None);
    let new = Edit::Add(New::Point(stage.id, Box::new(gap)));
    let made = test
        .editor
        .run(&[new], "add emotion point")
        .unwrap()
        .unwrap();
    let (first, second) = (
        test.rect("Unknown"),
        test.editor.layout().rect_of(made).unwrap(),
    );
    assert!(!first.intersects(second), "{first:?} meets {second:?}");
}

#[test]
fn a_dramatic_arc_counts_from_one_to_five_and_has_no_faces() {
    let mut test = two_curves();
    let id = test.curve("Hoped for").id;
    let arc = Edit::SetCurve(id, CurveField::Kind(CurveKind::Tension));
    test.editor.run(&[arc], "set kind of curve").unwrap();
    let layout = test.editor.layout();
    let marks = &layout.emotions[0].curves[1].points;
    assert!(
        marks.iter().all(|mark| mark.mark == Mark::Turn),
        "{marks:?}"
    );
    let words: Vec<&str> = layout.emotions[0]
        .scale
        .iter()
        .map(|line| &*line.text)
        .collect();
    assert_eq!(
        words,
        ["+2", "+1", "0", "−1", "−2", "5", "4", "3", "2", "1"]
    );
    let delight = test.find("Delight");
    assert_eq!(
        describe(test.editor.map(), delight),
        "emotion point \"Delight\" of \"Hoped for\", 5, Advocacy, 1 of 1"
    );
    assert_eq!(
        value_label(CurveKind::Tension, Some(Valence::clamped(0.5))),
        "3.5"
    );
}

#[test]
fn clicks_between_its_points_go_on_with_a_further_curve() {
    let mut test = TestEditor::new();
    test.run(Command::AddCurve);
    test.editor.settle();
    let curve = test.editor.map().curves.last().unwrap().id;
    test.editor.select(Selection::one(Element::Curve(curve)));
    let layout = test.editor.layout();
    let y = layout.y_of(Valence::clamped(-2.0)).unwrap();
    for name in ["Decision", "Retention"] {
        let x = test.rect(name).center().x + 60.0;
        test.double_click_at(pos2(x, y));
        test.editor.cancel_text();
        let map = test.editor.map();
        let points = map.stages.iter().flat_map(|stage| &stage.points);
        let own = points.filter(|point| point.curve == curve).count();
        assert!(own > 0, "{name}");
    }
    let map = test.editor.map();
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    assert_eq!(points.filter(|point| point.curve == curve).count(), 2);
}
