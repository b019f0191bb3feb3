//! What people who tried the window stumbled over, so that nobody does again.

use std::fs;

use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::{
    editor::Menu,
    model::{Element, PointId, Valence},
};

use super::{CTRL, Picked, Window};

const NONE: Modifiers = Modifiers::NONE;

/// Every emotion point with a feeling.
fn points(window: &Window) -> Vec<(PointId, f64)> {
    let map = window.map();
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    points
        .filter_map(|point| Some((point.id, point.feeling?.value())))
        .collect()
}

fn place_of(window: &Window, id: PointId) -> Pos2 {
    let layout = throughline::editor::Editor::new((*window.map()).clone()).layout();
    let rect = layout.rect_of(Element::Point(id)).unwrap();
    window.editor().view.screen_from_map() * rect.center()
}

#[test]
fn a_point_that_is_only_selected_is_no_change_whatever_its_feeling() {
    let mut window = Window::new();
    let all = points(&window);
    assert!(all.iter().any(|(_, feeling)| *feeling == 1.8), "{all:?}");
    for (id, feeling) in all {
        let place = place_of(&window, id);
        window.harness.hover_at(place);
        window.harness.step();
        window.harness.drag_at(place);
        window.harness.drop_at(place);
        window.harness.run();
        window.harness.run_steps(12);
        let editor = window.editor();
        assert_eq!(editor.selection.primary(), Some(Element::Point(id)));
        assert!(!editor.document.in_gesture(), "{feeling}");
        assert!(!editor.document.is_modified(), "{feeling}");
        window.press(NONE, Key::F2);
        assert!(window.editor().text_edit().is_some(), "{feeling}");
        window.press(NONE, Key::Escape);
    }
}

#[test]
fn a_selected_point_is_dragged_with_the_inspector_open() {
    let mut window = Window::new();
    let (id, before) = points(&window).into_iter().find(|it| it.1 == 1.8).unwrap();
    let place = place_of(&window, id);
    window.drag(place, egui::Vec2::new(0.0, 40.0));
    let map = window.map();
    let after = map
        .point(id)
        .unwrap()
        .1
        .feeling
        .map(Valence::value)
        .unwrap();
    assert!(after < before - 0.5, "{before} became {after}");
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn an_export_to_a_typed_path_asks_before_it_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keep.mmd");
    fs::write(&path, "mine").unwrap();
    let mut window = Window::new();
    window.answer(Picked::NoDialog);
    window.choose(Menu::File, "Export…");
    window.click("Mermaid");
    window.click("Export…");
    let field = window.harness.get_by_label("Path");
    field.focus();
    window.press(CTRL, Key::A);
    let field = window.harness.get_by_label("Path");
    field.type_text(path.to_str().unwrap());
    window.harness.run();
    window.press(NONE, Key::Enter);
    assert!(window.has("Replace the file?"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    window.click("Cancel");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    window.answer(Picked::NoDialog);
    window.choose(Menu::File, "Export…");
    window.click("Mermaid");
    window.click("Export…");
    window.press(CTRL, Key::A);
    let field = window.harness.get_by_label("Path");
    field.type_text(path.to_str().unwrap());
    window.harness.run();
    window.press(NONE, Key::Enter);
    window.click("Replace");
    window.wait_for_export();
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written.starts_with("journey") || written.contains("\njourney"),
        "{written}"
    );
}

#[test]
fn a_path_opens_with_its_name_selected_whatever_was_typed_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::new();
    // A caret is left in the middle of another path.
    window.choose(Menu::File, "Open by path…");
    let field = window.harness.get_by_label("Path");
    field.type_text("/tmp/nope.ron");
    window.harness.run();
    window.press(NONE, Key::Escape);
    window.choose(Menu::File, "Save to path…");
    let field = window.harness.get_by_label("Path");
    field.type_text("my map");
    window.harness.run();
    let field = window.harness.get_by_label("Path");
    let value = field.accesskit_node().value().unwrap();
    assert!(value.ends_with("my map.journey.ron"), "{value}");
    assert!(!value.contains("ageing"), "{value}");
    drop(folder);
}

/// Chooses what the inspector has a button for too.
fn from_menu(window: &mut Window, entry: &str) {
    window.open(Menu::Map);
    window
        .harness
        .get_all_by_label(entry)
        .last()
        .unwrap()
        .click();
    window.harness.run();
}

#[test]
fn a_persona_a_curve_and_a_lane_of_ones_own_are_named_as_soon_as_they_are_there() {
    let mut window = Window::new();
    from_menu(&mut window, "Add persona");
    window.harness.event(egui::Event::Text("Bob".into()));
    window.harness.run();
    assert_eq!(window.map().personas.last().unwrap().name, "Bob");
    window.harness.event(egui::Event::Text(" Baker".into()));
    window.harness.run();
    assert_eq!(window.map().personas.last().unwrap().name, "Bob Baker");
    from_menu(&mut window, "Add curve");
    window.harness.event(egui::Event::Text("Trust".into()));
    window.harness.run();
    assert_eq!(window.map().curves.last().unwrap().name, "Trust");
    window.press(NONE, Key::Enter);
    window.choose_in(Menu::Map, "Add lane", "Add lane: custom");
    window.harness.event(egui::Event::Text("Data".into()));
    window.harness.run();
    window.press(NONE, Key::Enter);
    assert!(window.map().lanes.iter().any(|lane| lane.name == "Data"));
}

#[test]
fn typing_at_the_edge_of_a_map_that_is_shown_as_a_whole_leaves_it_where_it_is() {
    let mut window = Window::sized(1024.0, 700.0);
    window.press(Modifiers::SHIFT, Key::Num1);
    let before = window.editor().view.screen_from_map();
    assert!(window.editor().view.is_fitted());
    let card = window.middle(&window.words("Refers a colleague"));
    window.double_click(card);
    window
        .harness
        .event(egui::Event::Text("Tells colleagues at length".into()));
    window.harness.run();
    let field = window.harness.get_by_label("Text on the map").rect();
    let canvas = window.editor().view.viewport();
    assert!(field.right() <= canvas.right(), "{field:?} {canvas:?}");
    let after = window.editor().view.screen_from_map();
    assert_eq!(before.translation.x, after.translation.x);
    window.press(NONE, Key::Escape);
    assert_eq!(window.editor().view.screen_from_map(), before);
    assert!(window.editor().view.is_fitted());
}

#[test]
fn a_map_shown_as_a_whole_stays_so_when_panels_open() {
    let mut window = Window::sized(1024.0, 700.0);
    assert!(window.editor().view.is_fitted());
    window.choose(Menu::View, "Outline");
    let (view, size) = (window.editor().view.clone(), {
        throughline::editor::Editor::new((*window.map()).clone())
            .layout()
            .size
    });
    let right = (view.screen_from_map() * size.to_pos2()).x;
    assert!(
        right <= view.viewport().right(),
        "{right} {:?}",
        view.viewport()
    );
    assert!(view.is_fitted());
}

#[test]
fn menus_are_opened_and_walked_by_keys() {
    let mut window = Window::new();
    window.press(NONE, Key::F10);
    assert!(window.has("Save as…"), "the first menu is open");
    window.press(NONE, Key::ArrowRight);
    assert!(window.has("Select all") && !window.has("Save as…"));
    window.press(NONE, Key::ArrowRight);
    assert!(window.has("Fit map"));
    window.press(NONE, Key::ArrowLeft);
    assert!(window.has("Select all"));
    // Undo and Redo cannot be chosen yet, nor can what needs a selection.
    window.press(NONE, Key::ArrowDown);
    let focused = |window: &Window, name: &str| {
        let found = window.harness.query_all_by_label(name);
        found.into_iter().any(|node| node.is_focused())
    };
    window.press(NONE, Key::ArrowDown);
    assert!(!focused(&window, "Journey map"), "the map is left alone");
    for _ in 0..12 {
        if focused(&window, "Select all") {
            break;
        }
        window.press(NONE, Key::ArrowDown);
    }
    assert!(focused(&window, "Select all"));
    window.press(NONE, Key::Enter);
    assert!(window.editor().selection.len() > 40);
    window.press(NONE, Key::F10);
    window.press(NONE, Key::Escape);
    assert!(!window.has("Save as…"));
}

#[test]
fn nothing_is_lost_of_what_is_typed_faster_than_frames() {
    for burst in [1, 2, 3, 7, 100] {
        let mut window = Window::new();
        window.choose(Menu::File, "New blank map");
        let enter = |pressed| egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: NONE,
        };
        let names: Vec<String> = (1..=12).map(|card| format!("come {card}")).collect();
        // Enter on the map opens the first card.
        let mut events = vec![enter(true), enter(false)];
        for name in &names {
            let letters = name.chars().map(|c| egui::Event::Text(c.to_string()));
            events.extend(letters);
            events.extend([enter(true), enter(false)]);
        }
        for part in events.chunks(burst) {
            window
                .harness
                .input_mut()
                .events
                .extend(part.iter().cloned());
            window.harness.step();
        }
        window.harness.run();
        window.press(NONE, Key::Escape);
        let map = window.map();
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        let mut cards: Vec<_> = cards.collect();
        cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
        let texts: Vec<_> = cards.iter().map(|card| card.text.clone()).collect();
        assert_eq!(texts, names, "{burst} events a frame");
        let tool = window.editor().interaction.tool();
        assert_eq!(tool, throughline::editor::Tool::Select);
    }
}

#[test]
fn a_double_click_beside_a_new_card_goes_on_there_whatever_its_field_covers() {
    let mut window = Window::sized(1024.0, 700.0);
    window.press(Modifiers::SHIFT, Key::Num1);
    let layout = throughline::editor::Editor::new((*window.map()).clone()).layout();
    let (lane, stage) = (window.map().lanes[0].id, window.map().stages[4].id);
    let cell = layout.cell_rect(stage, lane).unwrap();
    let screen = window.editor().view.screen_from_map();
    let before = window.map().stages[4].cards.len();
    let low = cell.bottom() - 4.0;
    window.double_click(screen * egui::pos2(cell.left() + 40.0, low));
    window
        .harness
        .event(egui::Event::Text("Says a word".into()));
    window.harness.run();
    let field = window.harness.get_by_label("Text on the map").rect();
    window.harness.run_steps(12);
    let beside = egui::pos2(field.right() - 6.0, field.center().y);
    window.double_click(beside);
    window.harness.event(egui::Event::Text("Another".into()));
    window.harness.run();
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::Escape);
    let texts: Vec<_> = window.map().stages[4].cards[before..]
        .iter()
        .map(|card| card.text.clone())
        .collect();
    assert_eq!(texts, ["Says a word", "Another"]);
}

#[test]
fn a_drag_that_is_let_go_and_saved_in_one_frame_is_a_move_and_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quick.journey.ron");
    let mut window = Window::new();
    window.answer(Picked::Path(path.clone()));
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let text = "Repair bills come as a surprise";
    let (id, before) = (window.card(text), window.map());
    let layout = throughline::editor::Editor::new((*before).clone()).layout();
    let rect = layout.rect_of(Element::Card(id)).unwrap();
    let screen = window.editor().view.screen_from_map();
    let (from, to) = (
        screen * rect.center(),
        screen * (rect.center() + egui::vec2(rect.width() * 0.9, 0.0)),
    );
    window.harness.hover_at(from);
    window.harness.step();
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(to);
    window.harness.step();
    let key = |pressed| egui::Event::Key {
        key: Key::S,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: CTRL,
    };
    let release = egui::Event::PointerButton {
        pos: to,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: NONE,
    };
    let held = egui::Event::ModifiersChanged(CTRL);
    let events = [release, held, key(true)];
    window.harness.input_mut().events.extend(events);
    window.harness.step();
    let events = [key(false), egui::Event::ModifiersChanged(NONE)];
    window.harness.input_mut().events.extend(events);
    window.harness.run();
    let count = |map: &throughline::model::Map| {
        let stages = map.stages.iter();
        stages.map(|stage| stage.cards.len()).sum::<usize>()
    };
    assert_eq!(count(&window.map()), count(&before));
    assert_ne!(*window.map(), *before);
    assert!(!window.editor().document.is_modified());
    let saved = throughline::file::load(&throughline::file::OsDisk, &path).unwrap();
    assert_eq!(saved.map, *window.map());
}
