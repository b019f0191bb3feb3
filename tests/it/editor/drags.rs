//! Drags: cards, points, stages, lanes, edges.

use emath::{Pos2, Rect, pos2, vec2};
use throughline::{
    editor::{Command, Interaction, Pointer},
    model::{CardField, Edit, Element, PointField},
    scene::Item,
};

use super::harness::{ALT, SHIFT, STEP, TestEditor};

#[test]
fn dragging_a_card_is_one_undo_step() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.press("Showroom");
    for _ in 0..10 {
        test.drag_by(9.0, 1.0);
    }
    test.release();
    assert_ne!(test.sketch(), before);
    assert_eq!(test.steps(), 1);
    assert_eq!(test.editor.document.undo_label(), "Undo move card");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn dragging_a_card_to_another_stage_and_lane_takes_it_there() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let target = test.cell("Advocacy", "Pain points");
    test.press("Talks through financing")
        .drag_to(target)
        .release();
    let (stage, lane, _) = test.card("Talks through financing");
    assert_eq!((&*stage, &*lane), ("Advocacy", "Pain points"));
    // And nothing else has changed.
    assert_eq!(test.difference(&before).len(), 2);
}

#[test]
fn a_press_without_a_move_is_no_drag() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.press("Showroom").drag_by(2.0, 2.0).release();
    assert_eq!(test.sketch(), before);
    assert_eq!(test.steps(), 0);
    assert_eq!(test.selected(), ["Showroom"]);
}

#[test]
fn a_drag_begins_after_four_points_of_the_screen() {
    let mut test = TestEditor::new();
    test.press("Showroom").drag_by(3.9, 0.0);
    assert!(matches!(
        test.editor.interaction,
        Interaction::Pressed { .. }
    ));
    test.drag_by(0.2, 0.0);
    assert!(matches!(test.editor.interaction, Interaction::Moving(_)));
}

#[test]
fn escape_puts_a_dragged_card_back() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.press("Showroom").drag_by(200.0, 0.0);
    assert_ne!(test.sketch(), before);
    test.escape();
    assert_eq!(test.sketch(), before);
    assert_eq!(test.steps(), 0);
    test.release();
    assert_eq!(test.sketch(), before);
}

#[test]
fn escape_keeps_redo() {
    let mut test = TestEditor::new();
    test.press("Showroom").drag_by(200.0, 0.0).release().undo();
    test.press("Workshop").drag_by(-100.0, 0.0).escape();
    assert!(test.editor.document.can_redo());
}

#[test]
fn a_drag_back_to_its_origin_changes_nothing_and_keeps_redo() {
    let mut test = TestEditor::new();
    test.press("Showroom").drag_by(200.0, 0.0).release().undo();
    let before = test.sketch();
    test.press("Workshop")
        .drag_by(-100.0, 30.0)
        .drag_by(100.0, -30.0)
        .release();
    assert_eq!(test.sketch(), before);
    assert_eq!(test.steps(), 0);
    assert!(test.editor.document.can_redo());
}

#[test]
fn undo_while_dragging_takes_back_the_drag_alone() {
    let mut test = TestEditor::new();
    test.press("Showroom").drag_by(200.0, 0.0).release();
    let moved = test.sketch();
    test.press("Workshop").drag_by(-100.0, 0.0).undo();
    assert_eq!(test.sketch(), moved);
    assert_eq!(test.steps(), 1);
    assert!(!test.editor.interaction.is_held());
}

#[test]
fn several_cards_keep_their_places_to_each_other() {
    let mut test = TestEditor::new();
    test.select(&["Books a test drive", "Talks through financing"]);
    let (first, second) = (
        test.rect("Books a test drive"),
        test.rect("Talks through financing"),
    );
    test.holding(ALT)
        .press("Books a test drive")
        .drag_by(17.0, 0.0)
        .release();
    let moved = test.rect("Books a test drive").left() - first.left();
    assert!((moved - 17.0).abs() < 0.5, "{moved}");
    let moved = test.rect("Talks through financing").left() - second.left();
    assert!((moved - 17.0).abs() < 0.5, "{moved}");
    assert_eq!(test.editor.document.undo_label(), "Undo move 2 cards");
    assert_eq!(test.steps(), 1);
}

#[test]
fn several_cards_go_down_by_as_many_lanes() {
    let mut test = TestEditor::new();
    test.select(&["Books a test drive", "Showroom"]);
    let target = test.cell("Decision", "Touchpoints");
    test.press("Books a test drive").drag_to(target).release();
    assert_eq!(test.card("Books a test drive").1, "Touchpoints");
    // Emotion holds no cards, so the next lane below is pain points.
    assert_eq!(test.card("Showroom").1, "Pain points");
}

#[test]
fn pressing_a_selected_card_keeps_the_others_until_release() {
    let mut test = TestEditor::new();
    test.select(&["Showroom", "Workshop"]);
    test.press("Showroom");
    assert_eq!(test.selected().len(), 2);
    test.release();
    assert_eq!(test.selected(), ["Showroom"]);
}

#[test]
fn a_dragged_card_snaps_to_the_column_of_a_card_on_another_lane() {
    let mut test = TestEditor::new();
    let column = test.rect("Five-day wait");
    let from = test.rect("Books a test drive");
    let near = column.left() - from.left() + 4.0;
    test.press("Books a test drive").drag_by(near, 0.0);
    let Interaction::Moving(drag) = &test.editor.interaction else {
        panic!("no drag")
    };
    assert!((drag.guide().unwrap().x - column.left()).abs() < 0.1);
    test.release();
    assert!((test.rect("Books a test drive").left() - column.left()).abs() < 0.1);
}

/// The ends of the lines of the overlay, from top to bottom.
fn guides(test: &mut TestEditor) -> Vec<(Pos2, Pos2)> {
    let theme = throughline::scene::ThemeName::Light.theme();
    let items = test.editor.overlay(theme);
    let lines = items.iter().filter_map(|item| {
        if let Item::Polyline { points, .. } = item {
            Some((points[0], points[points.len() - 1]))
        } else {
            None
        }
    });
    lines.collect()
}

#[test]
fn a_guide_runs_from_the_dragged_card_to_the_nearest_one_in_its_column_and_ends_there() {
    let mut test = TestEditor::new();
    // Both stand at the left of the stage; the one on the same lane is nearer.
    let from = test.rect("Signs the contract");
    let column = test.rect("Books a test drive");
    assert_eq!(test.rect("Showroom").left(), column.left());
    let by = column.left() - from.left() + 1.0;
    test.press("Signs the contract").drag_by(by, 0.0);
    let landing = test.rect("Signs the contract");
    let other = test.rect("Books a test drive");
    let ends = (
        pos2(other.left(), other.top()),
        pos2(other.left(), landing.bottom()),
    );
    assert_eq!(guides(&mut test), [ends]);
}

#[test]
fn there_is_no_guide_where_the_card_lands_out_of_line() {
    let mut test = TestEditor::new();
    for step in 1..60_u8 {
        let by = 9.0 * f32::from(step);
        test.press("Books a test drive").drag_by(by, 100.0);
        let landing = test.rect("Books a test drive");
        for (from, to) in guides(&mut test) {
            let near = |x: f32| (x - from.x).abs() <= 0.5;
            assert!(near(landing.left()) || near(landing.center().x));
            assert!(from.y >= landing.top() - 0.1 || to.y <= landing.bottom() + 0.1);
        }
        test.escape();
    }
}

#[test]
fn nothing_snaps_to_a_card_that_is_out_of_view() {
    let mut test = TestEditor::new();
    // Away from where cards stand by themselves.
    test.press("Five-day wait").drag_by(-60.0, 0.0).release();
    let column = test.rect("Five-day wait").left();
    let near = column - test.rect("Books a test drive").left() + 4.0;
    let doing = test.rect("Doing");
    let right = test.editor.layout().size.x;
    // "Talks through financing" is in that column too, and in view.
    test.select(&["Talks through financing"])
        .run(Command::Delete);
    let lane = Rect::from_min_max(doing.min, pos2(right, doing.bottom()));
    let strip = Rect::from_min_size(Pos2::ZERO, vec2(1400.0, 150.0));
    test.editor.set_viewport(strip);
    test.editor.view.fit_rect(lane, 8.0);
    let visible = test.editor.view.visible();
    let wait = test.rect("Five-day wait");
    assert!(!visible.intersects(wait), "{visible:?} {wait:?}");
    test.press("Books a test drive")
        .drag_by(near, 0.0)
        .release();
    let left = test.rect("Books a test drive").left();
    assert!((left - column - 4.0).abs() < 0.1, "{left} {column}");
}

#[test]
fn a_card_in_hand_is_outlined_at_the_pointer_only_where_it_lands_elsewhere() {
    let mut test = TestEditor::new();
    let theme = throughline::scene::ThemeName::Light.theme();
    let outlines = |test: &mut TestEditor| {
        let items = test.editor.overlay(theme);
        let filled = items
            .iter()
            .filter(|item| matches!(item, Item::Rect { fill: Some(_), .. }));
        assert_eq!(filled.count(), 0, "{items:?}");
        items
            .iter()
            .filter(|item| matches!(item, Item::Rect { .. }))
            .count()
    };
    test.holding(ALT).press("Showroom").drag_by(30.0, 1.0);
    assert_eq!(outlines(&mut test), 1);
    test.drag_by(0.0, 20.0);
    assert_eq!(outlines(&mut test), 2);
}

#[test]
fn alt_suspends_snapping() {
    let mut test = TestEditor::new();
    let column = test.rect("Five-day wait").left();
    let near = column - test.rect("Books a test drive").left() + 4.0;
    test.holding(ALT)
        .press("Books a test drive")
        .drag_by(near, 0.0)
        .release();
    let left = test.rect("Books a test drive").left();
    assert!((left - column - 4.0).abs() < 0.1, "{left} {column}");
}

#[test]
fn snapping_can_be_switched_off() {
    let mut test = TestEditor::new();
    test.run(Command::ToggleSnapping);
    let column = test.rect("Five-day wait").left();
    let near = column - test.rect("Books a test drive").left() + 4.0;
    test.press("Books a test drive")
        .drag_by(near, 0.0)
        .release();
    assert!((test.rect("Books a test drive").left() - column - 4.0).abs() < 0.1);
}

#[test]
fn shift_keeps_a_card_on_its_lane() {
    let mut test = TestEditor::new();
    test.press("Books a test drive")
        .holding(SHIFT)
        .drag_by(120.0, 90.0)
        .release();
    let (_, lane, at) = test.card("Books a test drive");
    assert_eq!(lane, "Doing");
    assert!(at > 0.0);
}

#[test]
fn shift_keeps_a_card_at_its_moment() {
    let mut test = TestEditor::new();
    let y = test.cell("Decision", "Pain points").y - test.rect("Signs the contract").center().y;
    test.press("Signs the contract")
        .holding(SHIFT)
        .drag_by(30.0, y)
        .release();
    let (_, lane, at) = test.card("Signs the contract");
    assert_eq!((&*lane, at), ("Pain points", 1.0));
}

#[test]
fn a_card_dropped_beside_the_map_lands_on_the_nearest_place() {
    let mut test = TestEditor::new();
    test.press("Showroom")
        .drag_to(pos2(9000.0, -900.0))
        .release();
    let (stage, lane, at) = test.card("Showroom");
    assert_eq!((&*stage, &*lane, at), ("Advocacy", "Doing", 1.0));
}

#[test]
fn a_card_takes_the_points_that_belong_to_it_along() {
    let mut test = TestEditor::new();
    let (Element::Card(card), Element::Point(point)) =
        (test.find("Books a test drive"), test.find("Test drive"))
    else {
        panic!("wrong kinds")
    };
    let link = Edit::SetPoint(point, PointField::Card(Some(card)));
    test.editor.run(&[link], "link").unwrap();
    let target = test.cell("Retention", "Doing");
    test.press("Books a test drive").drag_to(target).release();
    assert_eq!(test.point("Test drive").0, "Retention");
    assert_eq!(test.point("Test drive").2, Some(1.5));
    let label = test.editor.document.undo_label();
    assert_eq!(label, "Undo move card and its emotion point");
}

#[test]
fn a_point_that_goes_along_with_its_card_wears_a_ring_while_it_does() {
    let mut test = TestEditor::new();
    let (Element::Card(card), Element::Point(point)) =
        (test.find("Books a test drive"), test.find("Test drive"))
    else {
        panic!("wrong kinds")
    };
    let link = Edit::SetPoint(point, PointField::Card(Some(card)));
    test.editor.run(&[link], "link").unwrap();
    let target = test.cell("Retention", "Doing");
    test.press("Books a test drive").drag_to(target);
    let center = test.rect("Test drive").center();
    let theme = throughline::scene::ThemeName::Light.theme();
    let items = test.editor.overlay(theme);
    let ring = |item: &Item| matches!(item, Item::Circle { center: c, .. } if *c == center);
    assert_eq!(items.iter().filter(|item| ring(item)).count(), 1);
}

#[test]
fn dragging_a_point_changes_time_and_feeling_together() {
    let mut test = TestEditor::new();
    let zero = test
        .editor
        .layout()
        .y_of(throughline::model::Valence::default())
        .unwrap();
    let x = test.rect("Test drive").center().x + 60.0;
    test.holding(ALT)
        .press("Test drive")
        .drag_to(pos2(x, zero))
        .release();
    let (stage, at, feeling) = test.point("Test drive");
    assert_eq!((&*stage, feeling), ("Decision", Some(0.0)));
    assert!(at > 0.3);
    assert_eq!(test.editor.document.undo_label(), "Undo move emotion point");
}

#[test]
fn a_point_snaps_to_half_steps_of_feeling() {
    let mut test = TestEditor::new();
    test.press("Recommends").drag_by(0.0, 13.0).release();
    assert_eq!(test.point("Recommends").2, Some(0.5));
    test.holding(ALT)
        .press("Recommends")
        .drag_by(0.0, 6.0)
        .release();
    let feeling = test.point("Recommends").2.unwrap();
    assert!(feeling > 0.2 && feeling < 0.4, "{feeling}");
}

#[test]
fn a_point_snaps_to_the_middle_of_a_card() {
    let mut test = TestEditor::new();
    let middle = test.rect("Talks through financing").center().x;
    let by = middle - test.rect("Test drive").center().x + 5.0;
    test.press("Test drive").drag_by(by, 0.0).release();
    assert!((test.rect("Test drive").center().x - middle).abs() < 0.1);
}

#[test]
fn shift_keeps_a_point_at_its_moment_or_its_feeling() {
    let mut test = TestEditor::new();
    test.press("Test drive")
        .holding(SHIFT)
        .drag_by(9.0, 58.0)
        .release();
    assert_eq!(test.point("Test drive").1, 0.2);
    assert_eq!(test.point("Test drive").2, Some(-0.5));
    test.holding(throughline::editor::Modifiers::NONE)
        .press("Wait");
    test.holding(SHIFT).drag_by(-50.0, 9.0).release();
    assert_eq!(test.point("Wait").2, Some(-1.5));
    assert!(test.point("Wait").1 < 0.8);
}

#[test]
fn a_point_goes_to_the_next_stage_when_it_is_dragged_over() {
    let mut test = TestEditor::new();
    let x = test.rect("Retention").center().x;
    let y = test.rect("Wait").center().y;
    test.holding(ALT)
        .press("Wait")
        .drag_to(pos2(x, y))
        .release();
    assert_eq!(test.point("Wait").0, "Retention");
    assert!((test.point("Wait").1 - 0.5).abs() < 0.01);
}

#[test]
fn an_unknown_feeling_stays_unknown_until_it_is_dragged_up_or_down() {
    let mut test = TestEditor::new();
    test.press("Unknown").drag_by(60.0, 3.0).release();
    assert_eq!(test.point("Unknown").2, None);
    assert!(test.point("Unknown").1 > 0.5);
    test.press("Unknown").drag_by(0.0, -40.0).release();
    assert!(test.point("Unknown").2.is_some_and(|feeling| feeling > 0.5));
}

#[test]
fn a_feeling_never_leaves_its_scale() {
    let mut test = TestEditor::new();
    test.press("Test drive").drag_by(0.0, -4000.0).release();
    assert_eq!(test.point("Test drive").2, Some(2.0));
}

#[test]
fn dragging_a_stage_header_moves_the_stage_with_its_content() {
    let mut test = TestEditor::new();
    let x = test.rect("Advocacy").center().x + 9.0;
    let y = test.rect("Decision").center().y;
    test.press("Decision").drag_to(pos2(x, y)).release();
    let names: Vec<_> = test
        .editor
        .map()
        .stages
        .iter()
        .map(|s| s.name.clone())
        .collect();
    assert_eq!(names, ["Retention", "Advocacy", "Decision"]);
    assert_eq!(test.card("Showroom").0, "Decision");
    assert_eq!(test.editor.document.undo_label(), "Undo move stage");
    assert_eq!(test.steps(), 1);
}

#[test]
fn dragging_a_stage_edge_resizes_the_stage() {
    let mut test = TestEditor::new();
    let rect = test.rect("Decision");
    let edge = pos2(rect.right(), rect.center().y);
    test.holding(ALT)
        .press_at(edge)
        .drag_by(rect.width() / 2.0, 0.0)
        .release();
    let (_, stage) = test.editor.map().stage(test.stage("Decision")).unwrap();
    assert!(
        (stage.span.value() - 1.5).abs() < 0.01,
        "{}",
        stage.span.value()
    );
    assert_eq!(test.editor.document.undo_label(), "Undo resize stage");
    assert!((test.rect("Decision").width() - rect.width() * 1.5).abs() < 1.0);
}

#[test]
fn a_stage_snaps_to_the_width_of_the_others() {
    let mut test = TestEditor::new();
    let rect = test.rect("Decision");
    let edge = pos2(rect.right(), rect.center().y);
    test.holding(ALT)
        .press_at(edge)
        .drag_by(77.0, 0.0)
        .release();
    let rect = test.rect("Decision");
    let edge = pos2(rect.right(), rect.center().y);
    test.holding(throughline::editor::Modifiers::NONE)
        .press_at(edge)
        .drag_by(-74.0, 0.0)
        .release();
    let (_, stage) = test.editor.map().stage(test.stage("Decision")).unwrap();
    assert_eq!(stage.span.value(), 1.0);
}

#[test]
fn a_stage_never_gets_narrower_than_a_quarter() {
    let mut test = TestEditor::new();
    let rect = test.rect("Decision");
    test.press_at(pos2(rect.right(), rect.center().y))
        .drag_by(-2000.0, 0.0)
        .release();
    let (_, stage) = test.editor.map().stage(test.stage("Decision")).unwrap();
    assert_eq!(stage.span.value(), 0.25);
}

#[test]
fn dragging_a_lane_label_moves_the_lane() {
    let mut test = TestEditor::new();
    let y = test.rect("Pain points").center().y + 5.0;
    let x = test.rect("Doing").center().x;
    test.press("Doing").drag_to(pos2(x, y)).release();
    let names: Vec<_> = test
        .editor
        .map()
        .lanes
        .iter()
        .map(|l| l.name.clone())
        .collect();
    assert_eq!(
        names,
        [
            "Touchpoints",
            "Emotion",
            "Pain points",
            "Doing",
            "Backstage"
        ]
    );
    assert_eq!(test.editor.document.undo_label(), "Undo move lane");
}

#[test]
fn a_drags_target_does_not_slide_while_the_map_makes_room() {
    let mut test = TestEditor::new();
    // A long text grows the lane it is moved to, which moves what is below.
    let Element::Card(card) = test.find("Signs the contract") else {
        panic!("no card")
    };
    let text = "Signs the contract, and the next one, and the guarantee, and the insurance";
    let edit = Edit::SetCard(card, CardField::Text(text.into()));
    test.editor.run(&[edit], "edit card").unwrap();
    let target = test.cell("Retention", "Pain points");
    test.press(text).drag_to(target);
    let there = test.sketch();
    for _ in 0..5 {
        test.drag_to(target);
        assert_eq!(test.sketch(), there);
    }
    test.release();
    assert_eq!(test.sketch(), there);
}

#[test]
fn a_second_press_without_a_release_cancels_the_drag() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.press("Showroom").drag_by(120.0, 0.0);
    test.send(Pointer::Down, Pos2::ZERO).release();
    assert_eq!(test.sketch(), before);
}

#[test]
fn a_selected_point_and_card_move_together_in_time() {
    let mut test = TestEditor::new();
    test.select(&["Picks up the car", "Unknown"]);
    let before = (test.card("Picks up the car").2, test.point("Unknown").1);
    test.holding(ALT)
        .press("Picks up the car")
        .drag_by(STEP.x, STEP.y)
        .release();
    assert!(test.card("Picks up the car").2 > before.0);
    assert!(test.point("Unknown").1 > before.1);
    assert_eq!(test.editor.document.undo_label(), "Undo move 2 elements");
}

#[test]
fn a_marquee_selects_what_it_meets_and_changes_nothing() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let from = test.rect("Talks through financing").left_top() - vec2(4.0, 4.0);
    let to = test.rect("Signs the contract").center();
    test.press_at(from).drag_to(to);
    assert!(matches!(
        test.editor.interaction,
        Interaction::Selecting { .. }
    ));
    test.release();
    assert_eq!(
        test.selected(),
        ["Talks through financing", "Signs the contract"]
    );
    assert_eq!((test.sketch(), test.steps()), (before, 0));
}

#[test]
fn a_marquee_with_shift_adds_and_escape_gives_back() {
    let mut test = TestEditor::new();
    test.click("Workshop");
    let from = test.rect("Talks through financing").left_top() - vec2(4.0, 4.0);
    let to = test.rect("Signs the contract").center();
    test.holding(SHIFT).press_at(from).drag_to(to);
    assert_eq!(test.selected().len(), 3);
    test.escape();
    assert_eq!(test.selected(), ["Workshop"]);
}
