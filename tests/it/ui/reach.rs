//! Context menus, the minimap and walking in the real window.

use egui::{Key, Modifiers, PointerButton, Pos2, Vec2, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    editor::{Command, Menu},
    model::{Channel, Element},
};

use super::{CTRL, Window};

impl Window {
    fn second_click(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.step();
        for pressed in [true, false] {
            self.harness.event(egui::Event::PointerButton {
                pos: at,
                button: PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            self.harness.step();
        }
        self.harness.run();
    }

    fn select(&mut self, text: &str) {
        let name = self.words(text);
        self.click(&name);
    }
}

#[test]
fn the_secondary_button_opens_the_menu_of_what_is_there() {
    let mut window = Window::new();
    let at = window.middle(&window.words("Talks through financing"));
    window.second_click(at);
    assert!(window.has("Edit text") && window.has("Move to lane"));
    window.click("Duplicate");
    assert!(!window.has("Move to lane"), "it closes");
    assert_eq!(window.editor().document.undo_label(), "Undo duplicate card");
}

#[test]
fn a_channel_is_chosen_from_a_submenu() {
    let mut window = Window::new();
    let map = window.map();
    let lanes = &map.lanes;
    let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let card = cards.find(|card| {
        let lane = lanes.iter().find(|lane| lane.id == card.lane).unwrap();
        lane.kind == throughline::model::LaneKind::Touchpoints
            && card.channel != Some(Channel::Email)
    });
    let (id, text) = card.map(|card| (card.id, card.text.clone())).unwrap();
    let at = window.middle(&window.words(&text));
    window.second_click(at);
    for name in ["Channel", "Email"] {
        let entry = window.harness.get_by_role_and_label(Role::Button, name);
        entry.click();
        window.harness.run();
    }
    let map = window.map();
    assert_eq!(map.card(id).unwrap().1.channel, Some(Channel::Email));
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn a_menu_opens_and_closes_by_keyboard_and_the_map_has_the_keys_again() {
    let mut window = Window::new();
    window.select("Talks through financing");
    window.press(Modifiers::SHIFT, Key::F10);
    assert!(window.has("Edit text"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Edit text"));
    let primary = window.editor().selection.primary();
    assert_eq!(
        primary,
        Some(Element::Card(window.card("Talks through financing")))
    );
    window.press(Modifiers::NONE, Key::ArrowRight);
    assert_ne!(
        window.editor().selection.primary(),
        primary,
        "arrows walk again"
    );
    // Its first entry has the keyboard: Enter edits the text.
    window.select("Talks through financing");
    window.press(Modifiers::NONE, Key::Menu);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.editor().text_edit().is_some());
}

#[test]
fn arrows_walk_a_menu_opened_by_keyboard() {
    let mut window = Window::new();
    let card = window.card("Talks through financing");
    window.select("Talks through financing");
    window.press(Modifiers::NONE, Key::Menu);
    let map = window.map();
    for _ in 0..40 {
        window.press(Modifiers::NONE, Key::ArrowDown);
        let mut found = window.harness.query_all_by_label("Delete");
        if found.any(|node| node.is_focused()) {
            break;
        }
    }
    window.press(Modifiers::NONE, Key::Enter);
    assert!(map.card(card).is_some() && window.map().card(card).is_none());
}

#[test]
fn the_secondary_button_during_a_drag_cancels_it_and_opens_nothing() {
    let mut window = Window::new();
    let before = window.map();
    let at = window.middle(&window.words("Talks through financing"));
    window.harness.hover_at(at);
    window.harness.step();
    window.harness.drag_at(at);
    window.harness.step();
    window.harness.hover_at(at + vec2(80.0, 0.0));
    window.harness.step();
    window.second_click(at + vec2(80.0, 0.0));
    assert!(!window.has("Edit text"));
    assert_eq!(*window.map(), *before);
}

#[test]
fn the_minimap_comes_by_itself_on_a_large_map_and_can_be_switched() {
    let mut window = Window::new();
    assert!(!window.has("Minimap"));
    for _ in 0..8 {
        window.press(CTRL, Key::Plus);
    }
    assert!(window.has("Minimap"));
    window.press(CTRL | Modifiers::SHIFT, Key::M);
    assert!(!window.has("Minimap"));
    window.press(CTRL | Modifiers::SHIFT, Key::M);
    assert!(window.has("Minimap"));
    window.press(Modifiers::SHIFT, Key::Num1);
    assert!(window.has("Minimap"), "what was asked for stays");
}

#[test]
fn a_press_in_the_minimap_moves_the_view_there_and_nothing_else() {
    let mut window = Window::new();
    for _ in 0..8 {
        window.press(CTRL, Key::Plus);
    }
    let before = window.map();
    let rect = window.harness.get_by_label("Minimap").rect();
    let size = vec2(1.0, 1.0);
    for (corner, is_right) in [
        (rect.max - 12.0 * size, true),
        (rect.min + 12.0 * size, false),
    ] {
        window.harness.hover_at(corner);
        window.harness.step();
        window.harness.drag_at(corner);
        window.harness.step();
        window.harness.drop_at(corner);
        window.harness.run();
        let middle = window.editor().view.visible().center();
        let last = window.map().stages.len();
        assert!(last > 0);
        assert_eq!(middle.x > 800.0, is_right, "{middle:?}");
    }
    let view = window.editor().view.visible();
    window.drag(rect.center(), Vec2::new(20.0, 10.0));
    let moved = window.editor().view.visible();
    assert!(moved.left() > view.left() && moved.top() > view.top());
    assert_eq!(*window.map(), *before);
    assert!(window.editor().selection.is_empty());
}

#[test]
fn the_view_menu_shows_whether_the_minimap_is_on() {
    let mut window = Window::new();
    window.choose(Menu::View, &Command::ToggleMinimap.name());
    assert!(window.has("Minimap"));
}

#[test]
fn home_end_and_shift_reach_from_the_keyboard() {
    let mut window = Window::new();
    window.select("Talks through financing");
    window.press(Modifiers::NONE, Key::Home);
    let first = window.editor().selection.clone();
    window.press(Modifiers::NONE, Key::End);
    assert_ne!(window.editor().selection, first);
    window.press(CTRL, Key::Home);
    assert_eq!(window.editor().selection.primary(), Some(Element::Header));
    window.select("Talks through financing");
    window.press(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(window.editor().selection.len(), 2);
}

#[test]
fn a_held_key_that_widens_a_stage_is_one_step() {
    let mut window = Window::new();
    window.select("Talks through financing");
    let span = |window: &Window| {
        let map = window.map();
        let card = window.card("Talks through financing");
        map.card(card).unwrap().0.span.value()
    };
    let before = span(&window);
    window
        .harness
        .key_down_modifiers(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    window.harness.step();
    window
        .harness
        .key_down_modifiers(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    window.harness.step();
    window
        .harness
        .key_up_modifiers(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    window.harness.run();
    assert!(span(&window) > before + 0.3, "{} {before}", span(&window));
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn a_card_held_at_the_edge_of_the_canvas_scrolls_the_view_by_itself() {
    let mut window = Window::new();
    window.select("Talks through financing");
    window.press(Modifiers::SHIFT, Key::Num2);
    let at = window.middle(&window.words("Talks through financing"));
    let viewport = window.editor().view.viewport();
    window.harness.hover_at(at);
    window.harness.step();
    window.harness.drag_at(at);
    window.harness.step();
    let edge = pos2(viewport.right() - 4.0, at.y);
    window.harness.hover_at(edge);
    window.harness.step();
    let before = window.editor().view.visible().left();
    for _ in 0..5 {
        window.harness.step();
    }
    let after = window.editor().view.visible().left();
    assert!(after > before + 5.0, "{before} {after}");
    window.press(Modifiers::NONE, Key::Escape);
    let stopped = window.editor().view.visible().left();
    window.harness.step();
    assert_eq!(window.editor().view.visible().left(), stopped);
    assert_eq!(window.editor().document.undo_steps(), 0);
}
