//! Showing a map: where keys and clicks lead, what stays bright, and that the
//! end leaves everything as it was.

use emath::{Pos2, Rect, pos2, vec2};
use throughline::{
    editor::{Blank, Editor, Selection, Turn},
    layout::Setting,
    model::{Element, LaneKind, Map, StageId, stress_map},
};

const SCREEN: Rect = Rect {
    min: Pos2::ZERO,
    max: pos2(1920.0, 1080.0),
};

fn show(map: Map) -> Editor {
    let mut editor = Editor::new(map);
    editor.set_viewport(Rect::from_min_size(pos2(0.0, 48.0), vec2(1100.0, 800.0)));
    editor.present(None);
    editor.present_on(SCREEN);
    editor
}

fn here(editor: &mut Editor) -> (Option<StageId>, usize) {
    let (pages, at) = editor.pages().expect("a show runs");
    let page = pages.get(at).expect("its page");
    (page.stage, page.number)
}

fn place(editor: &mut Editor) -> usize {
    editor.pages().expect("a show runs").1
}

#[test]
fn a_show_goes_from_the_overview_through_every_page_and_back() {
    let mut editor = show(stress_map(200));
    let stages: Vec<StageId> = editor.map().stages.iter().map(|stage| stage.id).collect();
    let (pages, _) = editor.pages().unwrap();
    let mut seen = Vec::new();
    for at in 0..pages.len() {
        assert_eq!(place(&mut editor), at);
        seen.push(here(&mut editor).0);
        editor.turn(Turn::Next);
    }
    assert_eq!(place(&mut editor), pages.len() - 1, "the last page stays");
    seen.dedup();
    assert_eq!(seen.first(), Some(&None), "the overview is first");
    let shown: Vec<StageId> = seen.into_iter().flatten().collect();
    assert_eq!(shown, stages);
    for _ in 0..pages.len() {
        editor.turn(Turn::Previous);
    }
    assert_eq!(place(&mut editor), 0);
}

#[test]
fn digits_and_ends_lead_straight_to_their_page() {
    let mut editor = show(stress_map(200));
    let third = editor.map().stages[2].id;
    editor.turn(Turn::Stage(2));
    assert_eq!(here(&mut editor), (Some(third), 0));
    editor.turn(Turn::Stage(77));
    assert_eq!(
        here(&mut editor),
        (Some(third), 0),
        "there is no such stage"
    );
    editor.turn(Turn::Overview);
    assert_eq!(here(&mut editor), (None, 0));
    editor.turn(Turn::Last);
    let last = editor.map().stages.last().map(|stage| stage.id);
    assert_eq!(here(&mut editor).0, last);
}

#[test]
fn stepping_reaches_every_card_once_and_dims_the_rest() {
    let mut editor = show(stress_map(60));
    editor.turn(Turn::Stage(0));
    let stage = editor.map().stages[0].clone();
    let mut reached = Vec::new();
    assert!(editor.lit().is_none());
    loop {
        editor.step(true);
        if here(&mut editor).0 != Some(stage.id) {
            break;
        }
        assert!(editor.lit().is_some());
        reached.extend(editor.selection.primary());
    }
    let mut wanted: Vec<Element> = stage
        .cards
        .iter()
        .filter(|card| {
            let lane = editor.map().lane(card.lane);
            lane.is_some_and(|(_, lane)| !lane.hidden)
        })
        .map(|card| Element::Card(card.id))
        .chain(stage.points.iter().map(|point| Element::Point(point.id)))
        .collect();
    wanted.sort_unstable();
    reached.sort_unstable();
    assert_eq!(reached, wanted);
    editor.step(false);
    assert_eq!(
        here(&mut editor).0,
        Some(stage.id),
        "back to the page before"
    );
    editor.turn(Turn::Next);
    assert!(editor.selection.is_empty(), "a new page is not dimmed");
}

#[test]
fn a_blank_screen_shows_the_same_page_again() {
    let mut editor = show(stress_map(60));
    editor.turn(Turn::Next);
    let at = place(&mut editor);
    editor.toggle_blank(Blank::Black);
    assert_eq!(editor.blank(), Some(Blank::Black));
    editor.turn(Turn::Next);
    assert_eq!((editor.blank(), place(&mut editor)), (None, at));
    editor.toggle_blank(Blank::Black);
    editor.toggle_blank(Blank::White);
    assert_eq!(editor.blank(), Some(Blank::White));
    editor.toggle_blank(Blank::White);
    assert_eq!(editor.blank(), None);
    editor.toggle_blank(Blank::Black);
    editor.click_page(pos2(900.0, 540.0));
    assert_eq!((editor.blank(), place(&mut editor)), (None, at));
}

#[test]
fn the_end_leaves_selection_view_and_map_as_they_were() {
    let mut editor = Editor::new(stress_map(60));
    editor.set_viewport(Rect::from_min_size(pos2(0.0, 48.0), vec2(1100.0, 800.0)));
    editor.view.zoom_at(pos2(300.0, 300.0), 1.7);
    editor.view.pan_by(vec2(-31.0, 17.0));
    let card = editor.map().stages[3].cards[0].id;
    editor.select(Selection::one(Element::Card(card)));
    let (view, selection) = (editor.view.clone(), editor.selection.clone());
    let (map, layout) = (editor.map().clone(), editor.layout());
    let stage = editor.stage_to_present();
    assert_eq!(stage, Some(editor.map().stages[3].id));
    editor.present(stage);
    editor.present_on(SCREEN);
    assert_eq!(here(&mut editor).0, stage);
    editor.turn(Turn::Next);
    editor.step(true);
    editor.toggle_blank(Blank::Black);
    editor.stop_presenting();
    assert!(!editor.is_presenting());
    assert_eq!(editor.view, view);
    assert_eq!(editor.selection, selection);
    assert!(std::sync::Arc::ptr_eq(editor.map(), &map));
    assert_eq!(editor.layout().size, layout.size);
}

#[test]
fn typing_on_a_page_is_one_step_of_the_same_history() {
    let mut editor = show(stress_map(60));
    editor.turn(Turn::Stage(1));
    let layout = editor.layout();
    assert_eq!(layout.setting, Setting::Stage);
    let sheet = Rect::from_min_size(Pos2::ZERO, layout.size);
    let (id, rect) = layout.visible_cards(sheet).next().expect("a card");
    let element = editor.editable_at(rect.center());
    assert_eq!(element, Some(Element::Card(id)));
    let old = editor.map().card(id).unwrap().1.text.clone();
    editor.edit_text(Element::Card(id));
    for text in ["N", "Ne", "New words"] {
        editor.type_text(text.into());
        editor.present_on(SCREEN);
        assert!(editor.layout().rect_of(Element::Card(id)).is_some());
    }
    // The words grow beyond the page: the page goes along.
    editor.type_text("word ".repeat(400));
    editor.present_on(SCREEN);
    assert!(editor.layout().rect_of(Element::Card(id)).is_some());
    editor.settle();
    assert_eq!(editor.document.undo_steps(), 1);
    editor.undo();
    assert_eq!(editor.map().card(id).unwrap().1.text, old);
    editor.stop_presenting();
}

#[test]
fn a_click_dims_the_rest_goes_on_or_goes_to_a_stage() {
    let mut editor = show(stress_map(60));
    let layout = editor.layout();
    let column = &layout.stages[2];
    let id = column.id;
    editor.click_page(layout.chevron_rect(column).center());
    assert_eq!(here(&mut editor), (Some(id), 0), "a stage of the overview");
    let layout = editor.layout();
    let sheet = Rect::from_min_size(Pos2::ZERO, layout.size);
    let (card, rect) = layout.visible_cards(sheet).next().expect("a card");
    editor.click_page(rect.center());
    assert_eq!(editor.selection.primary(), Some(Element::Card(card)));
    editor.click_page(rect.center());
    assert!(editor.selection.is_empty());
    editor.click_page(layout.lane_label_rect(&layout.lanes[0]).center());
    assert!(matches!(editor.selection.primary(), Some(Element::Lane(_))));
    let at = place(&mut editor);
    let nothing = pos2(layout.size.x * 0.6, layout.size.y - 1.0);
    editor.click_page(nothing);
    assert!(editor.selection.is_empty());
    assert_eq!(
        place(&mut editor),
        at,
        "the first click only ends the dimming"
    );
    editor.click_page(nothing);
    assert_eq!(place(&mut editor), at + 1);
    editor.click_page(pos2(1.0, layout.size.y - 1.0));
    assert_eq!(place(&mut editor), at);
}

#[test]
fn a_map_without_stages_or_lanes_can_be_shown() {
    let mut map = stress_map(60);
    map.lanes.retain(|lane| lane.kind == LaneKind::Emotion);
    for stage in &mut map.stages {
        std::sync::Arc::make_mut(stage).cards.clear();
    }
    let mut editor = show(map);
    editor.turn(Turn::Next);
    editor.step(true);
    assert!(editor.selection.primary().is_some(), "an emotion point");
    let mut editor = show(Map::default());
    editor.turn(Turn::Next);
    editor.step(true);
    editor.click_page(pos2(500.0, 300.0));
    assert_eq!(here(&mut editor), (None, 0));
}
