//! Clicks, double clicks, tools, cursor and overlay.

use emath::{Pos2, Rect, pos2};
use throughline::{
    editor::{Command, Cursor, Interaction, Then, Tool},
    model::{Edit, Element, LaneField, LaneKind, Valence},
    scene::{Item, ThemeName},
};

use super::harness::{SHIFT, TestEditor};

#[test]
fn a_click_selects_and_a_click_on_nothing_clears() {
    let mut test = TestEditor::new();
    test.click("Showroom");
    assert_eq!(test.selected(), ["Showroom"]);
    let empty = test.cell("Advocacy", "Pain points");
    test.click_at(empty);
    assert!(test.selected().is_empty());
    assert!(test.editor.selection.empty_cell().is_some());
}

#[test]
fn shift_click_adds_and_takes_away() {
    let mut test = TestEditor::new();
    test.click("Showroom").holding(SHIFT).click("Workshop");
    assert_eq!(test.selected(), ["Showroom", "Workshop"]);
    test.click("Showroom");
    assert_eq!(test.selected(), ["Workshop"]);
}

#[test]
fn header_stages_lanes_and_points_can_be_selected() {
    let mut test = TestEditor::new();
    for name in ["Retention", "Doing", "Wait"] {
        test.click(name);
        assert_eq!(test.selected(), [name]);
    }
    let header = test.editor.layout().rect_of(Element::Header).unwrap();
    test.click_at(header.center());
    assert_eq!(test.selected(), ["header"]);
}

#[test]
fn double_clicking_an_empty_cell_adds_a_card_there_and_types_it() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let cell = test.cell("Retention", "Pain points");
    test.double_click_at(cell)
        .type_text("Letter is full of jargon");
    test.editor.finish_text(Then::Done);
    let (stage, lane, _) = test.card("Letter is full of jargon");
    assert_eq!((&*stage, &*lane), ("Retention", "Pain points"));
    assert_eq!(test.steps(), 1);
    assert_eq!(test.editor.document.undo_label(), "Undo add pain point");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn double_clicking_the_curve_adds_a_point_to_it() {
    let mut test = TestEditor::new();
    let (a, b) = (test.rect("Test drive").center(), test.rect("Wait").center());
    let zero = test.editor.layout().y_of(Valence::default()).unwrap();
    test.double_click_at(pos2(f32::midpoint(a.x, b.x), zero));
    assert_eq!(test.selected(), [""]);
    assert!(
        test.sketch().contains("point \"\" Decision 0.50 0"),
        "{}",
        test.sketch()
    );
    // Its word is typed next; Escape leaves it without one.
    let text = test.editor.text_edit().unwrap();
    assert!(text.is_new());
    test.type_text("Halfway");
    assert_eq!(test.selected(), ["Halfway"]);
    test.editor.cancel_text();
    assert_eq!((test.selected(), test.steps()), (vec![String::new()], 1));
    test.undo();
    assert_eq!(test.try_find(""), None);
}

#[test]
fn a_feeling_is_placed_in_tenths_and_settles_on_half_steps() {
    let mut test = TestEditor::new();
    let x = test.rect("Retention").center().x + 90.0;
    for (meant, set) in [(1.28, "+1.3"), (1.4, "+1.5"), (-0.32, "−0.3"), (-0.9, "−1")] {
        let y = test.editor.layout().y_of(Valence::clamped(meant)).unwrap();
        test.double_click_at(pos2(x, y));
        test.editor.cancel_text();
        let sketch = test.sketch();
        let line = sketch
            .lines()
            .find(|l| l.starts_with("point \"\" Retention"));
        assert!(line.unwrap().ends_with(set), "{meant}: {line:?}");
        test.undo();
    }
}

#[test]
fn a_card_by_double_click_stands_in_line_with_others_or_where_cards_stand() {
    let mut test = TestEditor::new();
    let (cell, first) = (
        test.cell("Advocacy", "Touchpoints"),
        test.rect("Posts a review"),
    );
    // In a stage of its own, near flush left and near the middle.
    for (x, at) in [(first.center().x + 4.0, 0.0), (cell.x - 4.0, 0.5)] {
        test.double_click_at(pos2(x, cell.y));
        test.type_text("Forum");
        test.editor.settle();
        let Element::Card(id) = test.find("Forum") else {
            panic!("a card")
        };
        let place = test.editor.map().card(id).unwrap().1.at.value();
        assert!((place - at).abs() < 0.002, "{place} is not {at}");
        test.undo();
    }
}

#[test]
fn double_clicking_the_emotion_lane_adds_a_point() {
    let mut test = TestEditor::new();
    let x = test.rect("Retention").center().x + 90.0;
    let y = test.editor.layout().y_of(Valence::clamped(-2.0)).unwrap();
    test.double_click_at(pos2(x, y));
    let sketch = test.sketch();
    let line = sketch
        .lines()
        .find(|l| l.starts_with("point \"\" Retention"))
        .unwrap();
    assert!(line.ends_with("−2"), "{line}");
}

#[test]
fn double_clicks_edit_card_stage_lane_point_and_title() {
    let mut test = TestEditor::new();
    for name in ["Showroom", "Retention", "Doing", "Wait"] {
        test.double_click(name);
        assert_eq!(test.editor.text_edit().unwrap().text, name);
        test.editor.cancel_text();
    }
    let header = test.editor.layout().rect_of(Element::Header).unwrap();
    test.double_click_at(header.left_top() + emath::vec2(90.0, 12.0));
    assert_eq!(
        test.editor.text_edit().unwrap().text,
        "Replacing an ageing car"
    );
}

#[test]
fn a_tool_places_a_card_on_the_lane_of_its_kind() {
    let mut test = TestEditor::new();
    test.run(Command::PickTool(Tool::PainPoint));
    assert_eq!(test.editor.interaction.tool(), Tool::PainPoint);
    // Clicked on another lane.
    let cell = test.cell("Advocacy", "Doing");
    test.click_at(cell).type_text("No answer");
    test.editor.finish_text(Then::Done);
    let (stage, lane, _) = test.card("No answer");
    assert_eq!((&*stage, &*lane), ("Advocacy", "Pain points"));
    assert_eq!(test.editor.interaction.tool(), Tool::Select);
}

#[test]
fn a_tool_adds_the_lane_it_needs_in_the_same_step() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.run(Command::PickTool(Tool::Opportunity));
    let cell = test.cell("Advocacy", "Doing");
    test.click_at(cell).type_text("Referral link");
    test.editor.finish_text(Then::Done);
    assert_eq!(test.card("Referral link").1, "Opportunities");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn a_tool_shows_the_hidden_lane_it_needs() {
    let mut test = TestEditor::new();
    let lane = test.lane("Pain points");
    test.editor
        .run(&[Edit::SetLane(lane, LaneField::Hidden(true))], "hide lane")
        .unwrap();
    test.run(Command::PickTool(Tool::PainPoint));
    let cell = test.cell("Advocacy", "Doing");
    test.click_at(cell).type_text("No answer");
    test.editor.finish_text(Then::Done);
    assert!(!test.editor.map().lane(lane).unwrap().1.hidden);
    assert_eq!(test.card("No answer").1, "Pain points");
}

#[test]
fn the_card_tool_adds_to_the_lane_that_is_clicked() {
    let mut test = TestEditor::new();
    test.editor.pick_tool(Tool::Card);
    let cell = test.cell("Retention", "Touchpoints");
    test.click_at(cell).type_text("Letter");
    test.editor.finish_text(Then::Done);
    assert_eq!(test.card("Letter").1, "Touchpoints");
}

/// Where the new element of the tool in hand is shown.
fn ghost(test: &TestEditor) -> Option<Rect> {
    if let Interaction::Placing { ghost, .. } = test.editor.interaction {
        ghost
    } else {
        None
    }
}

#[test]
fn a_tool_clicked_where_no_stage_is_makes_nothing_and_stays_in_hand() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    let size = test.editor.layout().size;
    let header = test.editor.layout().rect_of(Element::Header).unwrap();
    let gutter = test.rect("Doing").center();
    for tool in [Tool::Touchpoint, Tool::Card, Tool::EmotionPoint] {
        test.editor.pick_tool(tool);
        for pos in [
            header.center(),
            gutter,
            size.to_pos2() + emath::vec2(-3.0, 40.0),
            pos2(-5.0, gutter.y),
        ] {
            test.drag_to(pos);
            assert_eq!(ghost(&test), None);
            assert_eq!(test.editor.interaction.cursor(), Cursor::NotAllowed);
            test.click_at(pos);
        }
        assert_eq!(test.editor.interaction.tool(), tool);
    }
    assert_eq!((test.sketch(), test.steps()), (before, 0));
}

#[test]
fn a_tool_shows_exactly_where_its_card_will_land() {
    for tool in [Tool::Card, Tool::PainPoint, Tool::Touchpoint] {
        for (stage, lane) in [
            ("Decision", "Doing"),
            ("Decision", "Touchpoints"),
            ("Retention", "Pain points"),
            ("Advocacy", "Emotion"),
        ] {
            for by in [-100.0, -20.0, 0.0, 70.0] {
                let mut test = TestEditor::new();
                test.editor.pick_tool(tool);
                let pos = test.cell(stage, lane) + emath::vec2(by, 0.0);
                test.drag_to(pos);
                let shown = ghost(&test).unwrap();
                test.click_at(pos);
                let element = test.editor.text_edit().unwrap().element;
                let landed = test.editor.layout().rect_of(element).unwrap();
                let place = format!("{tool:?} {stage} {lane} {by}: {shown:?} {landed:?}");
                assert!((shown.top() - landed.top()).abs() < 0.5, "{place}");
                assert!((shown.height() - landed.height()).abs() < 0.5, "{place}");
                let slack = shown.expand(0.5).x_range();
                let inside = slack.contains(landed.left()) && slack.contains(landed.right());
                assert!(inside, "{place}");
            }
        }
    }
}

#[test]
fn a_tool_on_a_chevron_puts_its_card_in_that_stage() {
    let mut test = TestEditor::new();
    test.editor.pick_tool(Tool::PainPoint);
    test.click("Retention").type_text("No answer");
    test.editor.finish_text(Then::Done);
    let (stage, lane, _) = test.card("No answer");
    assert_eq!((&*stage, &*lane), ("Retention", "Pain points"));
}

#[test]
fn a_tool_whose_lane_is_out_of_view_makes_nothing() {
    let mut test = TestEditor::new();
    let chevron = test.rect("Retention");
    test.editor.view.fit_rect(chevron, 8.0);
    let strip = Rect::from_min_size(Pos2::ZERO, emath::vec2(1400.0, 200.0));
    test.editor.set_viewport(strip);
    test.editor.view.fit_rect(chevron.expand(9.0), 8.0);
    test.editor.pick_tool(Tool::PainPoint);
    test.click("Retention");
    assert!(test.editor.text_edit().is_none());
    assert_eq!(test.editor.interaction.cursor(), Cursor::NotAllowed);
}

#[test]
fn the_emotion_tool_shows_the_value_it_will_set() {
    let mut test = TestEditor::new();
    let theme = ThemeName::Light.theme();
    test.editor.pick_tool(Tool::EmotionPoint);
    let y = test.editor.layout().y_of(Valence::clamped(1.5)).unwrap();
    let x = test.rect("Retention").center().x;
    test.drag_to(pos2(x, y + 2.0));
    let items = test.editor.overlay(theme);
    let shows = |item: &Item| matches!(item, Item::Text(line) if &*line.text == "+1.5");
    assert!(items.iter().any(shows), "{items:?}");
}

#[test]
fn the_emotion_tool_adds_a_point_and_with_shift_stays_in_hand() {
    let mut test = TestEditor::new();
    test.editor.pick_tool(Tool::EmotionPoint);
    let layout = test.editor.layout();
    let y = layout.y_of(Valence::clamped(1.0)).unwrap();
    let x = test.rect("Retention").center().x;
    test.holding(SHIFT).click_at(pos2(x + 80.0, y));
    assert_eq!(test.editor.interaction.tool(), Tool::EmotionPoint);
    test.holding(throughline::editor::Modifiers::NONE)
        .click_at(pos2(x + 40.0, y));
    assert_eq!(test.editor.interaction.tool(), Tool::Select);
    let count = test
        .sketch()
        .lines()
        .filter(|l| l.ends_with("+1") && l.starts_with("point \"\""))
        .count();
    assert_eq!(count, 2);
}

#[test]
fn escape_puts_a_tool_away() {
    let mut test = TestEditor::new();
    test.editor.pick_tool(Tool::Metric);
    test.run(Command::ClearSelection);
    assert_eq!(test.editor.interaction.tool(), Tool::Select);
}

#[test]
fn an_emotion_point_on_a_map_without_lane_or_curve_brings_both() {
    let mut test = TestEditor::new();
    test.select(&["Emotion"]);
    test.run(Command::Delete);
    let curve = test.editor.map().curves[0].id;
    test.editor
        .run(&[Edit::Remove(Element::Curve(curve))], "delete curve")
        .unwrap();
    test.run(Command::AddPoint);
    let map = test.editor.map();
    assert_eq!((map.curves.len(), map.stages[0].points.len()), (1, 1));
    assert!(map.lanes.iter().any(|lane| lane.kind == LaneKind::Emotion));
}

#[test]
fn the_cursor_tells_what_a_press_will_do() {
    let mut test = TestEditor::new();
    let edge = test.rect("Decision").right_center();
    let card = test.rect("Showroom").center();
    let empty = test.cell("Advocacy", "Pain points");
    test.drag_to(card);
    assert_eq!(test.editor.interaction.cursor(), Cursor::Grab);
    test.press_at(card);
    assert_eq!(test.editor.interaction.cursor(), Cursor::Grabbing);
    test.release().drag_to(edge);
    assert_eq!(test.editor.interaction.cursor(), Cursor::ResizeHorizontal);
    test.drag_to(empty);
    assert_eq!(test.editor.interaction.cursor(), Cursor::Default);
    test.editor.pick_tool(Tool::Card);
    test.drag_to(empty);
    assert_eq!(test.editor.interaction.cursor(), Cursor::Crosshair);
}

#[test]
fn nothing_can_be_placed_on_a_map_without_stages() {
    let mut test = TestEditor::of(throughline::model::Map::default());
    test.editor.pick_tool(Tool::Touchpoint);
    test.drag_to(pos2(300.0, 100.0));
    assert_eq!(test.editor.interaction.cursor(), Cursor::NotAllowed);
    test.click_at(pos2(300.0, 100.0));
    assert_eq!(test.steps(), 0);
    assert!(test.editor.text_edit().is_none());
}

#[test]
fn the_overlay_shows_ring_ghost_guide_and_marquee_when_they_are_there() {
    let mut test = TestEditor::new();
    let theme = ThemeName::Light.theme();
    assert!(test.editor.overlay(theme).is_empty());
    test.click("Showroom");
    assert_eq!(test.editor.overlay(theme).len(), 1);
    let column = test.rect("Five-day wait").left();
    let by = column - test.rect("Books a test drive").left() + 3.0;
    test.press("Books a test drive").drag_by(by, 0.0);
    let items = test.editor.overlay(theme);
    let guides = items
        .iter()
        .filter(|i| matches!(i, Item::Polyline { .. }))
        .count();
    assert_eq!(guides, 1);
    // The ring and the guide: it lands where the hand is.
    assert_eq!(items.len(), 2, "{items:?}");
    test.release().press("Wait").drag_by(0.0, -30.0);
    let items = test.editor.overlay(theme);
    let value = items.iter().find_map(|item| {
        if let Item::Text(line) = item {
            Some(line.text.to_string())
        } else {
            None
        }
    });
    assert_eq!(value.as_deref(), Some("−0.5"));
}

#[test]
fn a_ring_is_as_thick_on_the_screen_at_every_zoom() {
    let mut test = TestEditor::new();
    test.click("Showroom");
    for zoom in [0.5, 1.0, 4.0] {
        test.editor.view.set_zoom_at(Pos2::ZERO, zoom);
        let rect = test.rect("Showroom");
        test.editor.view.fit_rect(rect, zoom);
        let items = test.editor.overlay(ThemeName::Dark.theme());
        let Some(Item::Rect {
            stroke: Some(stroke),
            ..
        }) = items.first()
        else {
            panic!("{items:?}")
        };
        assert!((stroke.width * test.editor.view.zoom() - 2.0).abs() < 1e-4);
    }
}

#[test]
fn the_pointer_leaving_the_canvas_ends_hover_but_no_drag() {
    let mut test = TestEditor::new();
    let card = test.rect("Showroom").center();
    test.drag_to(card)
        .send(throughline::editor::Pointer::Leave, card);
    assert_eq!(test.editor.interaction, Interaction::Idle { hover: None });
    test.press("Showroom").drag_by(50.0, 0.0);
    test.send(throughline::editor::Pointer::Leave, card);
    assert!(test.editor.interaction.is_held());
}
