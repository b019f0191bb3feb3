//! Templates, touchpoints that are suggested, hints, keys and licences.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::{
    editor::Command,
    model::{Channel, LaneKind, Template},
};

use super::{CTRL, Window};

fn type_text(window: &mut Window, text: &str) {
    window.harness.event(egui::Event::Text(text.into()));
    window.harness.run();
}

/// A new map from a template, through the dialog.
fn begin(window: &mut Window, template: Template) {
    window.press(CTRL, Key::N);
    window.click(template.label());
}

/// Presses what has this name as a hand does, a frame for each move.
fn press_slowly(window: &mut Window, name: &str) {
    let at = window.middle(name);
    window.harness.hover_at(at);
    window.harness.step();
    window.harness.drag_at(at);
    window.harness.step();
    window.harness.drop_at(at);
    window.harness.run();
}

/// The touchpoints of the map: text, channel, place of their stage.
fn touchpoints(window: &Window) -> Vec<(String, Option<Channel>, usize)> {
    let map = window.map();
    let lane = map
        .lanes
        .iter()
        .find(|lane| lane.kind == LaneKind::Touchpoints);
    let lane = lane.map(|lane| lane.id);
    let stages = map.stages.iter().enumerate();
    stages
        .flat_map(|(index, stage)| stage.cards.iter().map(move |card| (index, card)))
        .filter(|(_, card)| Some(card.lane) == lane)
        .map(|(index, card)| (card.text.clone(), card.channel, index))
        .collect()
}

#[test]
fn every_template_has_a_card_with_a_picture_and_begins_a_map() {
    for template in Template::ALL {
        let mut window = Window::new();
        window.press(CTRL, Key::N);
        let card = window.harness.get_by_label(template.label());
        assert!(card.rect().width() > 150.0 && card.rect().height() > 140.0);
        window.click(template.label());
        assert_eq!(*window.map(), template.map());
        assert!(!window.harness.state().has_dialog());
    }
}

#[test]
fn templates_are_chosen_by_keyboard_and_none_is_out_of_a_small_window() {
    let mut window = Window::sized(800.0, 560.0);
    window.press(CTRL, Key::N);
    for template in Template::ALL {
        let rect = window.harness.get_by_label(template.label()).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= 800.0, "{rect:?}");
        assert!(rect.top() >= 0.0 && rect.bottom() <= 560.0, "{rect:?}");
    }
    assert!(
        window
            .harness
            .get_by_label("Five stages")
            .accesskit_node()
            .is_focused()
    );
    window.press(Modifiers::NONE, Key::Tab);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(*window.map(), Template::ALL[1].map());
}

#[test]
fn a_suggested_touchpoint_is_taken_with_its_channel_as_one_step() {
    let mut window = Window::new();
    begin(&mut window, Template::FiveStages);
    window.press(CTRL, Key::Space);
    assert!(window.has("TV commercial"));
    type_text(&mut window, "word");
    assert!(window.has("Word of mouth") && !window.has("TV commercial"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::Escape);
    let taken = ("Word of mouth".to_owned(), Some(Channel::Person), 0);
    assert_eq!(touchpoints(&window), [taken]);
    assert_eq!(window.editor().document.undo_steps(), 1);
    window.press(CTRL, Key::Z);
    assert!(touchpoints(&window).is_empty());
}

#[test]
fn who_does_not_look_at_the_suggestions_keeps_their_own_words() {
    let mut window = Window::new();
    begin(&mut window, Template::FiveStages);
    window.press(CTRL, Key::Space);
    type_text(&mut window, "Sur");
    assert!(window.has("Survey"));
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(touchpoints(&window), [("Sur".to_owned(), None, 0)]);

    // Up from the first line is back in the field.
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Space);
    type_text(&mut window, "Ev");
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowUp);
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(touchpoints(&window), [("Ev".to_owned(), None, 0)]);
}

#[test]
fn a_suggestion_is_taken_by_a_click() {
    let mut window = Window::new();
    begin(&mut window, Template::FiveStages);
    window.press(CTRL, Key::Space);
    press_slowly(&mut window, "Social post");
    let taken = ("Social post".to_owned(), Some(Channel::Social), 0);
    assert_eq!(touchpoints(&window), [taken]);
    assert!(window.editor().text_edit().is_none());
}

#[test]
fn other_lanes_and_old_touchpoints_are_left_alone() {
    let mut window = Window::new();
    let at = window.middle(&window.words("Finance desk"));
    window.double_click(at);
    assert!(window.editor().text_edit().is_some());
    assert!(!window.has("Sales call"), "an old one");
    window.press(CTRL, Key::Space);
    type_text(&mut window, "sal");
    assert!(window.has("Sales call"), "when it is asked for");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    let at = window.middle(&window.words("Talks through financing"));
    window.double_click(at);
    assert!(!window.has("Sales call") && !window.has("Financing offer"));
}

#[test]
fn the_sheet_of_keys_has_every_key_and_finds_them() {
    let mut window = Window::sized(1024.0, 700.0);
    window.press(Modifiers::NONE, Key::F1);
    for command in Command::all() {
        if let Some(keys) = command.shortcut() {
            let label = keys.label();
            assert!(window.has(&label), "{label} of {command:?}");
        }
    }
    type_text(&mut window, "zoom selection");
    assert!(window.has("Zoom to selection") && !window.has("Save as"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn the_licences_of_program_fonts_and_libraries_can_be_read() {
    let mut window = Window::new();
    window.press(Modifiers::NONE, Key::F1);
    window.press(Modifiers::NONE, Key::Escape);
    window.choose(throughline::editor::Menu::Help, "About Throughline");
    window.click("Licences…");
    let title = window.harness.get_by_label("Licences").rect();
    assert!(
        title.left() < 420.0,
        "not where the smaller one was: {title:?}"
    );
    assert!(window.has("MIT License"));
    press_slowly(&mut window, "Inter (type)");
    let contains = |window: &Window, part| {
        let mut found = window.harness.query_all_by_label_contains(part);
        found.next().is_some()
    };
    assert!(contains(&window, "SIL Open Font License"));
    press_slowly(&mut window, "Libraries");
    assert!(contains(&window, "MIT OR Apache-2.0"));
}

#[test]
fn every_library_that_is_linked_is_among_the_licences() {
    let manifest = include_str!("../../../Cargo.toml");
    let listed = include_str!("../../../assets/licences/libraries.txt");
    let own = manifest.split("[dependencies]\n").nth(1).unwrap();
    let own = own.split("\n[").next().unwrap();
    for line in own.lines().filter(|line| line.contains('=')) {
        let name = line.split(' ').next().unwrap();
        let entry = format!("\n{name} ");
        assert!(
            listed.contains(&entry),
            "{name} is missing in assets/licences/libraries.txt"
        );
    }
}

/// How many pixels differ between two pictures of the window.
fn changed(one: &image::RgbaImage, other: &image::RgbaImage) -> usize {
    one.pixels()
        .zip(other.pixels())
        .filter(|(a, b)| a != b)
        .count()
}

#[test]
fn what_a_cell_is_for_is_shown_over_the_map_and_is_no_part_of_it() {
    let mut window = Window::new();
    begin(&mut window, Template::FiveStages);
    let map = window.map();
    let layout = throughline::layout::Layouter::new().layout(&map);
    let row = layout
        .lanes
        .iter()
        .find(|row| row.kind == LaneKind::Thoughts)
        .unwrap();
    let corner = layout.cell_corner(&layout.stages[2], row);
    let view = window.editor().view.screen_from_map();
    let inside = view * (corner + egui::Vec2::new(60.0, 0.5 * row.height));
    let outside = view * (corner + egui::Vec2::new(60.0, -400.0));

    window.harness.hover_at(outside);
    window.harness.run();
    let before = window.harness.render().unwrap();
    window.harness.hover_at(inside);
    window.harness.run();
    let with_hint = window.harness.render().unwrap();
    assert!(changed(&before, &with_hint) > 200, "the hint is seen");
    let theme = map.theme.theme();
    let part = throughline::scene::Part::whole(&layout);
    let items = throughline::scene::content(&map, &layout, theme, part).items;
    let words = format!("{items:?}");
    assert!(
        !words.contains("Double-click"),
        "what exports draw has none"
    );
    window.harness.hover_at(outside);
    window.harness.run();
    let after = window.harness.render().unwrap();
    assert_eq!(changed(&before, &after), 0);
}
