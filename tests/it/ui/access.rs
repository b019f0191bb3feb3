//! The window without a pointer and without eyes: everything has a name, and a
//! whole map is built through the accessibility tree and the keyboard alone.

use std::path::Path;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use throughline::{
    editor::{self, Command},
    file::{self, OsDisk},
    model::{Element, LaneId, LaneKind, Map, Stage},
};

use super::{CTRL, Window};

/// Hands that only press keys, type, and do what a screen reader can do.
struct Hands {
    window: Window,
    keys: usize,
    actions: usize,
    letters: usize,
}

impl Hands {
    fn new() -> Self {
        Self {
            window: Window::new(),
            keys: 0,
            actions: 0,
            letters: 0,
        }
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.keys += 1;
        self.window.press(modifiers, key);
    }

    fn write(&mut self, text: &str) {
        self.letters += text.chars().count();
        let text = egui::Event::Text(text.to_owned());
        self.window.harness.event(text);
        self.window.harness.run();
    }

    /// Writes where a text on the map is open; a screen reader says so.
    fn write_on_map(&mut self, text: &str) {
        let field = self.window.harness.get_by_label("Text on the map");
        assert!(field.is_focused(), "the text on the map has the keyboard");
        self.write(text);
    }

    /// Runs a command by the palette.
    fn run(&mut self, command: &str) {
        self.key(CTRL, Key::K);
        self.write(command);
        self.key(Modifiers::NONE, Key::Enter);
    }

    /// Activates what has this role and name.
    fn activate(&mut self, role: Role, name: &str) {
        self.actions += 1;
        let node = self.window.harness.get_by_role_and_label(role, name);
        node.click_accesskit();
        self.window.harness.run();
    }

    /// Gives the keyboard to what has this role and name.
    fn focus(&mut self, role: Role, name: &str) {
        self.actions += 1;
        self.window
            .harness
            .get_by_role_and_label(role, name)
            .focus();
        self.window.harness.run();
    }

    /// Gives a slider a value.
    fn set(&mut self, name: &str, value: f64) {
        self.actions += 1;
        let node = self
            .window
            .harness
            .get_by_role_and_label(Role::Slider, name);
        node.set_value_accesskit(value);
        self.window.harness.run();
    }

    fn map(&self) -> std::sync::Arc<Map> {
        self.window.map()
    }
}

fn tool() -> Map {
    let path = "assets/samples/planning-tool-rollout.journey.ron";
    file::load(&OsDisk, Path::new(path)).unwrap().map
}

/// The texts of a cell in the order of time.
fn texts(stage: &Stage, lane: LaneId) -> Vec<String> {
    let mut cards: Vec<_> = stage
        .cards
        .iter()
        .filter(|card| card.lane == lane)
        .collect();
    cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
    cards.into_iter().map(|card| card.text.clone()).collect()
}

/// Feeling, word and place of the points of a stage in the order of time.
fn points(stage: &Stage) -> Vec<(Option<f64>, String, i64)> {
    let mut points: Vec<_> = stage.points.iter().collect();
    points.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
    let told = points.into_iter().map(|point| {
        #[expect(clippy::cast_possible_truncation, reason = "a share in percent")]
        let at = (point.at.value() * 100.0).round() as i64;
        let feeling = point.feeling.map(throughline::model::Valence::value);
        (feeling, point.word.clone(), at)
    });
    told.collect()
}

#[test]
fn a_whole_map_is_built_through_the_accessibility_tree_alone() {
    let wanted = tool();
    let mut hands = Hands::new();
    hands.run("New blank map");
    assert_eq!(hands.map().card_count(), 0);
    hands.run("Edit title");
    hands.write_on_map(&wanted.title);
    hands.key(Modifiers::NONE, Key::Enter);
    build_stages(&mut hands, &wanted);
    hands.key(Modifiers::SHIFT, Key::Num1);
    build_lanes(&mut hands, &wanted);
    hands.key(Modifiers::SHIFT, Key::Num1);
    let before = hands.keys;
    build_cards(&mut hands, &wanted);
    let for_cards = hands.keys - before;
    hands.key(Modifiers::SHIFT, Key::Num1);
    build_points(&mut hands, &wanted);
    let built = hands.map();
    assert!(built.check().is_empty());
    assert_eq!(built.title, wanted.title);
    let lanes = |map: &Map| -> Vec<(String, LaneKind)> {
        let lanes = map.lanes.iter();
        lanes.map(|lane| (lane.name.clone(), lane.kind)).collect()
    };
    assert_eq!(lanes(&built), lanes(&wanted));
    assert_eq!(built.stages.len(), wanted.stages.len());
    for (built_stage, stage) in built.stages.iter().zip(&wanted.stages) {
        assert_eq!(built_stage.name, stage.name);
        assert_eq!(points(built_stage), points(stage), "{}", stage.name);
        for (built_lane, lane) in built.lanes.iter().zip(&wanted.lanes) {
            let mut have = texts(built_stage, built_lane.id);
            let mut want = texts(stage, lane.id);
            // Where a row is full, the next card begins a row below.
            have.sort();
            want.sort();
            assert_eq!(have, want, "{} on {}", lane.name, stage.name);
        }
    }
    let cards = wanted.card_count();
    eprintln!(
        "{cards} cards: {for_cards} keys beside {} letters in all; whole map: {} keys, {} actions",
        hands.letters, hands.keys, hands.actions
    );
    assert!(for_cards <= 2 * cards, "{for_cards} keys for {cards} cards");
}

fn build_stages(hands: &mut Hands, wanted: &Map) {
    for (index, stage) in wanted.stages.iter().enumerate() {
        if index == 0 {
            let name = editor::describe(&hands.map(), Element::Stage(hands.map().stages[0].id));
            hands.activate(Role::ColumnHeader, &name);
            hands.key(Modifiers::NONE, Key::F2);
        }
        hands.write_on_map(&stage.name);
        // Enter goes on to the next stage, a new one after the last.
        hands.key(Modifiers::NONE, Key::Enter);
    }
    hands.key(Modifiers::NONE, Key::Escape);
}

fn build_lanes(hands: &mut Hands, wanted: &Map) {
    for (index, lane) in wanted.lanes.iter().enumerate() {
        if index == 0 {
            let first = hands.map().lanes[0].clone();
            assert_eq!(first.kind, lane.kind);
            let name = editor::describe(&hands.map(), Element::Lane(first.id));
            hands.activate(Role::RowHeader, &name);
        } else {
            hands.run(&Command::AddLane(lane.kind).name());
        }
        let typing = hands.window.editor().text_edit().is_some();
        let last = hands.map().lanes.last().map(|lane| lane.name.clone());
        if last.as_deref() != Some(&lane.name) || typing {
            if !typing {
                hands.key(Modifiers::NONE, Key::F2);
            }
            hands.write_on_map(&lane.name);
            hands.key(Modifiers::NONE, Key::Enter);
        }
        if hands.window.editor().text_edit().is_some() {
            hands.key(Modifiers::NONE, Key::Escape);
        }
    }
}

/// Types the cells down, lane by lane: Enter for the next card of a cell, Tab
/// for the next cell.
fn build_cards(hands: &mut Hands, wanted: &Map) {
    let map = hands.map();
    let first = editor::describe(&map, Element::Stage(map.stages[0].id));
    hands.activate(Role::ColumnHeader, &first);
    hands.key(CTRL, Key::J);
    let lanes = wanted
        .lanes
        .iter()
        .filter(|lane| lane.kind != LaneKind::Emotion);
    for lane in lanes {
        for stage in &wanted.stages {
            for (index, text) in texts(stage, lane.id).iter().enumerate() {
                if index > 0 {
                    hands.key(Modifiers::NONE, Key::Enter);
                }
                hands.write_on_map(text);
            }
            hands.key(Modifiers::NONE, Key::Tab);
        }
    }
    if hands.window.editor().text_edit().is_some() {
        hands.key(Modifiers::NONE, Key::Escape);
    }
}

fn build_points(hands: &mut Hands, wanted: &Map) {
    for (index, stage) in wanted.stages.iter().enumerate() {
        for (feeling, word, at) in points(stage) {
            let map = hands.map();
            let name = editor::describe(&map, Element::Stage(map.stages[index].id));
            hands.activate(Role::ColumnHeader, &name);
            hands.run("Add emotion point");
            if hands.window.editor().text_edit().is_some() {
                hands.key(Modifiers::NONE, Key::Escape);
            }
            #[expect(clippy::cast_precision_loss, reason = "a percentage")]
            hands.set("Position in the stage", at as f64);
            let element = hands.window.editor().selection.primary().unwrap();
            match feeling {
                Some(feeling) => {
                    let name = editor::describe(&hands.map(), element);
                    hands.set(&name, feeling);
                }
                None => hands.activate(Role::CheckBox, "Not known"),
            }
            if !word.is_empty() {
                hands.focus(Role::TextInput, "Word");
                hands.write(&word);
                hands.key(Modifiers::NONE, Key::Tab);
            }
        }
    }
}

/// Every node that can be operated has a name.
fn assert_named(window: &Window, place: &str) {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::Slider,
        Role::TextInput,
        Role::MultilineTextInput,
        Role::ComboBox,
        Role::RadioButton,
        Role::SpinButton,
        Role::Link,
        Role::TreeItem,
        Role::ListItem,
        Role::ListBoxOption,
    ];
    let mut seen = 0;
    for role in roles {
        for node in window.harness.query_all(by().role(role)) {
            seen += 1;
            let node = node.accesskit_node();
            let label = node.label().unwrap_or_default();
            assert!(
                !label.trim().is_empty(),
                "a {role:?} of {place} has no name: {node:?}"
            );
        }
    }
    assert!(seen > 0, "{place} has nothing to operate");
}

#[test]
fn every_widget_of_every_dialog_has_a_name() {
    for command in [
        Command::New,
        Command::OpenPath,
        Command::OpenSample,
        Command::Export,
        Command::FindCommand,
        Command::Keys,
        Command::About,
    ] {
        let mut window = Window::new();
        window.press(CTRL, Key::K);
        window.harness.event(egui::Event::Text(command.name()));
        window.harness.run();
        if command != Command::FindCommand {
            window.press(Modifiers::NONE, Key::Enter);
        }
        assert!(window.harness.state().has_dialog(), "{command:?}");
        assert_named(&window, &command.name());
    }
}

#[test]
fn every_widget_of_every_panel_has_a_name() {
    let mut window = Window::new();
    window.press(CTRL | Modifiers::SHIFT, Key::U);
    window.press(CTRL | Modifiers::SHIFT, Key::F);
    window.press(CTRL, Key::F);
    assert_named(&window, "the window");
    let map = window.map();
    let mut elements = vec![
        Element::Persona(map.personas[0].id),
        Element::Curve(map.curves[0].id),
    ];
    elements.extend(map.lanes.first().map(|lane| Element::Lane(lane.id)));
    for stage in map.stages.iter().take(2) {
        elements.push(Element::Stage(stage.id));
        elements.extend(stage.points.first().map(|point| Element::Point(point.id)));
        elements.extend(stage.cards.iter().map(|card| Element::Card(card.id)));
    }
    for element in elements {
        let name = editor::describe(&map, element);
        let nodes: Vec<_> = window.harness.query_all_by_label(&name).collect();
        if let Some(node) = nodes.first() {
            node.click_accesskit();
            window.harness.run();
            assert_named(&window, &name);
        }
    }
}

#[test]
fn every_element_has_its_role_name_value_and_place() {
    let window = Window::new();
    let map = window.map();
    let touchpoint = Element::Card(window.card("Finance desk"));
    let name = editor::describe(&map, touchpoint);
    assert!(
        name.starts_with("touchpoint \"Finance desk\", Decision, "),
        "{name}"
    );
    let node = window.harness.get_by_label(&name);
    let value = node.accesskit_node().value().unwrap();
    assert!(value.contains("Person"), "{value}");
    let divider = map.lanes.iter().find_map(|lane| lane.divider).unwrap();
    let name = editor::describe(&map, Element::Divider(divider));
    window.harness.get_by_role_and_label(Role::Splitter, &name);
    for stage in &map.stages {
        let name = editor::describe(&map, Element::Stage(stage.id));
        window
            .harness
            .get_by_role_and_label(Role::ColumnHeader, &name);
    }
}

#[test]
fn an_emotion_point_is_raised_and_lowered_by_a_screen_reader() {
    let mut window = Window::new();
    let map = window.map();
    let point = map.stages[0].points[0].clone();
    let before = point.feeling.unwrap().value();
    let feeling = |window: &Window| {
        let map = window.map();
        map.point(point.id).unwrap().1.feeling.unwrap().value()
    };
    let name = |window: &Window| editor::describe(&window.map(), Element::Point(point.id));
    window
        .harness
        .get_by_label(&name(&window))
        .increment_accesskit();
    window.harness.run();
    assert_eq!(feeling(&window), before + 0.25);
    window
        .harness
        .get_by_label(&name(&window))
        .decrement_accesskit();
    window.harness.run();
    assert_eq!(feeling(&window), before);
    window
        .harness
        .get_by_label(&name(&window))
        .set_value_accesskit(9.0);
    window.harness.run();
    assert_eq!(feeling(&window), 2.0);
    assert_eq!(window.editor().document.undo_steps(), 3);
}

#[test]
fn one_key_goes_around_the_panels() {
    let mut window = Window::new();
    window.press(CTRL | Modifiers::SHIFT, Key::U);
    window.press(CTRL, Key::F);
    let focused = |window: &Window| {
        let node = window
            .harness
            .query_all(by())
            .find(egui_kittest::Node::is_focused);
        node.map_or_else(String::new, |node| {
            let label = node.accesskit_node().label();
            label.unwrap_or_default()
        })
    };
    assert_eq!(focused(&window), "Find in the map");
    let mut seen = Vec::new();
    for _ in 0..5 {
        window.press(Modifiers::NONE, Key::F6);
        seen.push(focused(&window));
    }
    let order = [
        "File",
        "Journey map",
        "Outline",
        "Inspector",
        "Find in the map",
    ];
    assert_eq!(seen, order);
}
