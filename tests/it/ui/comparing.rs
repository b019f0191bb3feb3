//! Holding the open map against another: the pages of the dialog, the other's
//! curve over the map, and the future state.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tempfile::TempDir;
use throughline::{
    editor::Menu,
    file,
    model::{CardField, CurveState, Edit, LaneKind, LineStyle, Map, Status, Valence},
};

use super::{CTRL, Picked, Window};

/// A window with the first sample, and the same map as it was: one pain more,
/// and everything felt a step worse.
fn compared() -> (Window, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::new();
    let mut was = Map::clone(&window.map());
    let points: Vec<Edit> = was
        .stages
        .iter()
        .flat_map(|stage| stage.points.iter().map(move |point| (stage.id, point)))
        .filter_map(|(stage, point)| {
            Some(Edit::PlacePoint {
                point: point.id,
                stage,
                at: point.at,
                feeling: Some(Valence::clamped(point.feeling?.value() - 1.0)),
            })
        })
        .collect();
    assert!(points.len() > 5);
    was.apply_all(&points).unwrap();
    let path = folder.path().join("before.journey.ron");
    fs::write(&path, file::write(&was).unwrap()).unwrap();
    let pain = {
        let map = window.map();
        let lane = map
            .lanes
            .iter()
            .find(|lane| lane.kind == LaneKind::PainPoints);
        let lane = lane.unwrap().id;
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        cards
            .filter(|card| card.lane == lane)
            .map(|card| card.id)
            .next()
            .unwrap()
    };
    let done = Edit::SetCard(pain, CardField::Status(Some(Status::Done)));
    window
        .harness
        .state_mut()
        .editor_mut()
        .run(&[done], "finish")
        .unwrap();
    window.answer(Picked::Path(path));
    window.choose(Menu::File, "Compare with…");
    (window, folder)
}

#[test]
fn a_comparison_tells_changes_shows_both_maps_and_what_became_of_pains() {
    let (mut window, _folder) = compared();
    assert!(window.has("Compared with before.journey.ron"));
    window.click("Side by side");
    window.wait_for_preview();
    assert!(window.has("before.journey.ron") && window.has("The open map"));
    let pages = window.harness.query_all_by_label_contains("Preview: ");
    assert_eq!(pages.count(), 2, "both maps are drawn");
    window
        .harness
        .get_by_label_contains("Pains and feelings")
        .click();
    window.harness.run();
    assert!(window.has_part("Repair bills come as a surprise” in Awareness is done"));
    assert!(window.has_part("feels better"));
}

#[test]
fn the_other_curve_lies_over_the_map_until_the_comparison_ends() {
    let (mut window, _folder) = compared();
    window.click("Show its curve on the map");
    assert!(window.has("The dotted line is the curve of before.journey.ron."));
    assert!(window.editor().ghost.is_some());
    let curves = window.map().curves.len();
    window.click("Stop comparing");
    assert!(window.editor().ghost.is_none());
    assert!(!window.has("Stop comparing"));
    assert_eq!(window.map().curves.len(), curves, "it was only looked at");
}

#[test]
fn the_other_curve_becomes_one_of_the_map_in_one_step() {
    let (mut window, _folder) = compared();
    window.click("Show its curve on the map");
    let before = window.map();
    window.click("Add its curve to the map");
    let map = window.map();
    let added = map.curves.last().unwrap();
    assert_eq!(added.name, "before.journey.ron");
    assert_eq!(added.style, LineStyle::Dotted);
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    let count = points.filter(|point| point.curve == added.id).count();
    assert!(count > 5, "{count} points");
    assert!(window.editor().ghost.is_none());
    window.press(CTRL, Key::Z);
    assert_eq!(*window.map(), *before);
}

#[test]
fn the_future_state_is_compared_with_the_present_or_it_is_said_how_to_make_one() {
    let mut window = Window::new();
    window.choose(Menu::File, "Compare with the future state");
    assert!(window.has("There is no future state yet"));
    window.press(Modifiers::NONE, Key::Escape);
    let curve = window.map().lead_curve(CurveState::Current).unwrap().id;
    let editor = window.harness.state_mut().editor_mut();
    editor.go_to(throughline::model::Element::Curve(curve));
    editor.command(throughline::editor::Command::Duplicate);
    let map = editor.map().clone();
    let future = map.lead_curve(CurveState::Future).unwrap().id;
    let better: Vec<Edit> = map
        .stages
        .iter()
        .flat_map(|stage| stage.points.iter().map(move |point| (stage.id, point)))
        .filter(|(_, point)| point.curve == future)
        .map(|(stage, point)| Edit::PlacePoint {
            point: point.id,
            stage,
            at: point.at,
            feeling: Some(Valence::clamped(2.0)),
        })
        .collect();
    editor.run(&better, "wish").unwrap();
    window.harness.run();
    window.choose(Menu::File, "Compare with the future state");
    assert!(window.has("Compared with its future state"));
    assert!(window.has_part("feels better"));
}
