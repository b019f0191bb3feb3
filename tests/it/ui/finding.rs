//! Palette, find bar, filter and outline in the window.

use std::sync::Arc;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use throughline::{
    editor::{self, Command, Menu},
    model::Element,
};

use super::{CTRL, Window};

const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

fn write(window: &mut Window, text: &str) {
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.harness.run();
}

fn rows(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all(by().role(Role::ListBoxOption));
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}

#[test]
fn the_palette_goes_to_an_element_and_brings_it_into_view() {
    let mut window = Window::new();
    for _ in 0..8 {
        window.press(CTRL, Key::Plus);
    }
    window.press(CTRL, Key::K);
    write(&mut window, "word mouth");
    window.press(NONE, Key::Enter);
    let card = Element::Card(window.card("Word of mouth"));
    assert_eq!(window.editor().selection.primary(), Some(card));
    let name = editor::describe(&window.map(), card);
    assert!(window.has(&name), "it is in view");
    assert!(!window.editor().document.is_modified());
}

#[test]
fn the_palette_shows_what_was_used_lately_first() {
    let mut window = Window::new();
    window.press(CTRL, Key::K);
    let first = rows(&window).first().cloned().unwrap();
    assert!(first.starts_with("New map"), "{first}");
    write(&mut window, "Snap to columns");
    window.press(NONE, Key::Enter);
    assert!(!window.editor().snapping);
    window.press(CTRL, Key::K);
    let first = rows(&window).first().cloned().unwrap();
    assert!(first.starts_with("Snap to columns"), "{first}");
}

#[test]
fn the_palette_says_why_a_command_cannot_run_and_does_not_run_it() {
    let mut window = Window::new();
    window.press(CTRL, Key::K);
    assert!(rows(&window).iter().all(|row| !row.starts_with("Redo")));
    write(&mut window, "redo");
    let row = rows(&window).first().cloned().unwrap();
    assert_eq!(row, "Redo, Nothing to redo");
    window.press(NONE, Key::Enter);
    assert!(window.harness.state().has_dialog(), "it stays open");
}

#[test]
fn the_palette_is_chosen_from_by_arrows_and_by_the_bar() {
    let mut window = Window::new();
    window.click("Search or run a command");
    write(&mut window, "theme");
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowUp);
    let chosen = window.harness.query_all(by().role(Role::ListBoxOption));
    let chosen = chosen.filter(|row| row.accesskit_node().is_selected() == Some(true));
    let chosen: Vec<_> = chosen
        .filter_map(|row| row.accesskit_node().label())
        .collect();
    assert_eq!(chosen.len(), 1);
    assert_eq!(Some(&chosen[0]), rows(&window).get(1));
    window.press(NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn the_find_bar_goes_from_match_to_match_and_gives_the_keyboard_back() {
    let mut window = Window::new();
    window.press(CTRL, Key::F);
    write(&mut window, "SHOWROOM");
    let count = window.editor().search.matches().len();
    assert!(count > 1);
    let at = |place: usize| format!("{place} of {count}");
    assert!(window.has(&at(1)), "found while typing");
    let first = window.editor().selection.primary();
    window.press(NONE, Key::Enter);
    assert!(window.has(&at(2)));
    assert_ne!(window.editor().selection.primary(), first);
    window.press(SHIFT, Key::Enter);
    assert!(window.has(&at(1)));
    window.press(NONE, Key::F3);
    assert!(window.has(&at(2)));
    window.press(SHIFT, Key::F3);
    assert!(window.has(&at(1)));
    let field = window
        .harness
        .get_by_role_and_label(Role::TextInput, "Find in the map");
    assert!(field.is_focused());
    assert!(!window.editor().document.is_modified());
    window.press(NONE, Key::Escape);
    assert!(!window.has(&at(1)));
    assert_eq!(
        window.editor().selection.primary(),
        first,
        "what was found stays selected"
    );
    // The canvas has the keyboard, for what is selected on it.
    let name = editor::describe(&window.map(), first.unwrap());
    assert!(window.harness.get_by_label(&name).is_focused());
    window.press(NONE, Key::F3);
    let again = (1..=count).any(|place| window.has(&at(place)));
    assert!(again, "the text is kept");
}

#[test]
fn what_is_on_a_hidden_lane_is_said_and_shown_on_demand() {
    let mut window = Window::new();
    window
        .harness
        .get_by_label_contains("lane \"Touchpoints\"")
        .click_accesskit();
    window.harness.run();
    window.choose(Menu::Map, "Hide or show lane");
    window.press(CTRL, Key::F);
    write(&mut window, "dealer website");
    assert!(window.has("On the hidden lane “Touchpoints”"));
    window.click("Show lane");
    let card = Element::Card(window.card("Dealer website"));
    assert_eq!(window.editor().selection.primary(), Some(card));
    let name = editor::describe(&window.map(), card);
    assert!(window.has(&name));
}

#[test]
fn a_filter_is_chosen_said_and_taken_off_and_never_exported() {
    let mut window = Window::new();
    let before = window.map();
    window.press(CTRL | SHIFT, Key::F);
    let plain = window.harness.render().unwrap();
    let chip = window.harness.get_by_label_contains("Evidence: Proposed, ");
    chip.click();
    window.harness.run();
    assert!(window.editor().filter.is_on());
    let dimmed = window.harness.render().unwrap();
    assert_ne!(plain.as_raw(), dimmed.as_raw(), "the rest is dimmed");
    let said = window
        .harness
        .query_all_by_label_contains("Filter: ")
        .next();
    let said = said.and_then(|node| node.accesskit_node().label()).unwrap();
    assert!(said.contains(" shown. Show everything"), "{said}");
    window.press(CTRL | SHIFT, Key::F);
    window.harness.get_by_label(&said).click();
    window.harness.run();
    assert!(!window.editor().filter.is_on());
    assert!(Arc::ptr_eq(&window.map(), &before), "the map never knew");
}

#[test]
fn the_outline_is_walked_by_keys_and_selects_what_it_is_at() {
    let mut window = Window::new();
    window.press(CTRL | SHIFT, Key::U);
    assert!(
        window
            .harness
            .get_by_role_and_label(Role::Tree, "Outline")
            .is_focused()
    );
    window.press(NONE, Key::ArrowDown);
    assert_eq!(window.editor().selection.primary(), Some(Element::Header));
    window.press(NONE, Key::End);
    let map = window.map();
    let last = map.stages.last().unwrap();
    let is_last = |element: Element| {
        let mut cards = last.cards.iter();
        cards.any(|card| Element::Card(card.id) == element)
    };
    let selected = window.editor().selection.primary();
    assert!(selected.is_some_and(is_last), "{selected:?}");
    // Left: to its lane, folds that, to its stage, folds that away too.
    for _ in 0..3 {
        window.press(NONE, Key::ArrowLeft);
    }
    assert_eq!(
        window.editor().selection.primary(),
        Some(Element::Stage(last.id))
    );
    window.press(NONE, Key::ArrowLeft);
    window.press(NONE, Key::End);
    assert_eq!(
        window.editor().selection.primary(),
        Some(Element::Stage(last.id))
    );
    window.press(NONE, Key::F2);
    assert!(window.harness.get_by_label("Text on the map").is_focused());
    write(&mut window, "Telling others");
    // Enter goes on to a new stage, Escape does without it.
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::Escape);
    assert_eq!(window.map().stages.last().unwrap().name, "Telling others");
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn the_outline_follows_the_canvas_and_builds_only_what_is_in_view() {
    let mut window = Window::sized(1440.0, 700.0);
    window.press(CTRL | SHIFT, Key::U);
    let card = Element::Card(window.card("Word of mouth"));
    let name = editor::describe(&window.map(), card);
    let in_tree = |window: &Window| {
        let rows = window.harness.query_all(by().role(Role::TreeItem));
        let rows: Vec<_> = rows
            .filter_map(|row| row.accesskit_node().label())
            .collect();
        (rows.contains(&name), rows.len())
    };
    let (shown, count) = in_tree(&window);
    assert!(!shown && count < 40, "{count} rows are built");
    let node = window.harness.get_by_role_and_label(Role::ListItem, &name);
    node.click_accesskit();
    window.harness.run();
    assert_eq!(window.editor().selection.primary(), Some(card));
    let (shown, count) = in_tree(&window);
    assert!(shown && count < 40, "the tree scrolls to what was selected");
    window.press(CTRL | SHIFT, Key::U);
    assert_eq!(in_tree(&window).1, 0);
}

#[test]
fn the_commands_of_finding_are_switched_in_their_menus() {
    let mut window = Window::new();
    window.choose(Menu::View, "Outline");
    assert!(
        window
            .harness
            .query_all(by().role(Role::Tree))
            .next()
            .is_some()
    );
    window.choose(Menu::View, "Filter…");
    assert!(window.has("Close the filter"));
    window.choose(Menu::Edit, "Find…");
    assert!(window.has("Close the find bar"));
    assert!(!Command::ClearFilter.is_enabled(window.editor()));
}
