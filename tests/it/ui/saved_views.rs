//! Saved views in the window: saved under a name, shown from the menu, changed
//! and removed.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    editor::{Command, Menu},
    model::{LaneKind, Map},
};

use super::{CTRL, Window};

const SUBMENU: &str = "Saved views";

fn hidden(map: &Map) -> Vec<&str> {
    let lanes = map.lanes.iter().filter(|lane| lane.hidden);
    lanes.map(|lane| lane.name.as_str()).collect()
}

fn first_lane(map: &Map) -> String {
    let lane = map.lanes.iter().find(|lane| lane.kind != LaneKind::Emotion);
    lane.unwrap().name.clone()
}

/// Saves a view without the first lane that holds cards and the first stage.
fn save(window: &mut Window, name: &str) -> String {
    window.choose_in(Menu::View, SUBMENU, &Command::SaveView.name());
    window.harness.get_by_label("Name").type_text(name);
    let (lane, stage) = (
        first_lane(&window.map()),
        window.map().stages[0].name.clone(),
    );
    let boxes = |window: &Window, name: &str| {
        let all = window
            .harness
            .query_all_by_role_and_label(egui::accesskit::Role::CheckBox, name);
        all.count()
    };
    assert_eq!(boxes(window, &lane), 1);
    for part in [&lane, &stage] {
        let tick = window
            .harness
            .get_by_role_and_label(egui::accesskit::Role::CheckBox, part);
        tick.click();
        window.harness.run();
    }
    window.click("Save view");
    lane
}

#[test]
fn a_view_is_saved_under_a_name_and_shown_from_the_menu_in_one_step() {
    let mut window = Window::new();
    let lane = save(&mut window, "For the board");
    let view = window.map().views[0].clone();
    assert_eq!(view.name, "For the board");
    assert_eq!(view.summary(), "without 1 stage and 1 lane");
    assert_eq!(hidden(&window.map()), Vec::<&str>::new());
    window.choose_in(Menu::View, SUBMENU, "Show view For the board");
    assert_eq!(hidden(&window.map()), [lane.as_str()]);
    assert!(window.has("“For the board” is shown; exports of it are without 1 stage too"));
    assert_eq!(window.editor().document.undo_steps(), 2);
    window.choose_in(Menu::View, SUBMENU, &Command::ShowAll.name());
    assert_eq!(hidden(&window.map()), Vec::<&str>::new());
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    assert!(window.map().views.is_empty());
}

#[test]
fn a_view_is_renamed_and_removed_from_the_list() {
    let mut window = Window::new();
    save(&mut window, "For the board");
    window.choose_in(Menu::View, SUBMENU, &Command::SavedViews.name());
    window.click("Change… For the board");
    window.harness.get_by_label("Name").focus();
    window.harness.run();
    window.press(Modifiers::NONE, Key::End);
    window.harness.get_by_label("Name").type_text("s");
    window.harness.run();
    window.click("Save view");
    assert_eq!(window.map().views[0].name, "For the boards");
    assert_eq!(window.map().views.len(), 1);
    window.choose_in(Menu::View, SUBMENU, &Command::SavedViews.name());
    window.click("Remove For the boards");
    assert!(window.map().views.is_empty());
    assert!(window.harness.state().has_dialog());
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn a_view_needs_a_name_before_it_is_saved() {
    let mut window = Window::new();
    window.choose_in(Menu::View, SUBMENU, &Command::SaveView.name());
    window.click("Save view");
    assert!(window.harness.state().has_dialog());
    assert!(window.map().views.is_empty());
}
