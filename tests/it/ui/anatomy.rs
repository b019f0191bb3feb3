//! The inspector's fields for what a map is made of: lines between lanes,
//! channels, key moments, personas, and what several cards share.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    editor::{self, Menu},
    model::{Channel, Details, Divider, Element, KeyMoment},
};

use super::{CTRL, Window};

impl Window {
    /// Selects an element by the words that a screen reader has for it.
    fn take(&mut self, element: Element) {
        let words = editor::describe(&self.map(), element);
        self.harness.get_by_label(&words).click_accesskit();
        self.harness.run();
        assert_eq!(self.editor().selection.primary(), Some(element));
    }

    /// Types into a field of the inspector, and leaves it.
    fn fill(&mut self, role: Role, field: &str, text: &str) {
        self.harness.get_by_role_and_label(role, field).focus();
        self.harness.run();
        let node = self.harness.get_by_role_and_label(role, field);
        node.type_text(text);
        self.harness.run();
        self.press(Modifiers::NONE, Key::Tab);
    }

    fn enter(&mut self, field: &str, text: &str) {
        self.harness.get_by_label(field).focus();
        self.harness.run();
        self.harness.get_by_label(field).type_text(text);
        self.harness.run();
        self.press(Modifiers::NONE, Key::Enter);
    }
}

#[test]
fn a_line_between_lanes_is_named_and_moved_by_its_fields() {
    let mut window = Window::new();
    window.take(Element::Divider(Divider::Visibility));
    let below = |window: &Window| {
        let map = window.map();
        map.divider(Divider::Visibility)
            .map(|(_, lane)| lane.name.clone())
    };
    assert_eq!(below(&window).as_deref(), Some("Backstage"));
    window.click("Move up");
    assert_eq!(below(&window).as_deref(), Some("Opportunities"));
    window.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(below(&window).as_deref(), Some("Backstage"));
    window.press(Modifiers::NONE, Key::Delete);
    assert_eq!(below(&window), None);
    window.press(CTRL, Key::Z);
    assert_eq!(below(&window).as_deref(), Some("Backstage"));
}

#[test]
fn a_lane_is_moved_over_a_line_and_duplicated_by_its_fields() {
    let mut window = Window::new();
    let lane = |window: &Window, name: &str| {
        let map = window.map();
        let lanes = map.lanes.iter().filter(|lane| lane.name == name);
        lanes.map(|lane| lane.id).collect::<Vec<_>>()
    };
    let backstage = lane(&window, "Backstage")[0];
    window.take(Element::Lane(backstage));
    window.click("Move up");
    let map = window.map();
    let (_, below) = map.divider(Divider::Visibility).unwrap();
    assert_eq!(below.name, "Metrics");
    window.click("Duplicate");
    let copies = lane(&window, "Backstage");
    assert_eq!(copies.len(), 2);
    let on = |lane| {
        let map = window.map();
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        cards.filter(|card| card.lane == lane).count()
    };
    assert_eq!(on(copies[0]), on(copies[1]));
    let primary = window.editor().selection.primary();
    assert_eq!(primary, Some(Element::Lane(copies[1])));
}

#[test]
fn an_own_channel_is_added_renamed_and_removed_where_it_is_chosen() {
    let mut window = Window::new();
    let card = window.card("Showroom");
    window.take(Element::Card(card));
    let channel = |window: &Window| window.map().card(card).unwrap().1.channel;
    window.enter("Own channel", "Test track");
    let map = window.map();
    let own = map.channels.last().unwrap();
    assert_eq!(own.name, "Test track");
    assert_eq!(channel(&window), Some(Channel::Own(own.id)));
    // The same name again is the same channel.
    window.enter("Own channel", "test track");
    assert_eq!(window.map().channels.len(), map.channels.len());
    window.fill(Role::TextInput, "Name of the channel", "!");
    let map = window.map();
    let name = map.channels.last().unwrap().name.clone();
    assert!(name.contains('!'), "{name}");
    window.click(&format!("Remove channel {name}"));
    assert_eq!(channel(&window), None);
    assert_eq!(window.map().channels.len(), map.channels.len() - 1);
    window.press(CTRL, Key::Z);
    assert!(channel(&window).is_some());
}

#[test]
fn a_key_moment_has_a_name_of_its_own() {
    let mut window = Window::new();
    let map = window.map();
    let stage = map.stages.iter().find(|stage| stage.key_moment.is_some());
    let stage = stage.unwrap().id;
    window.take(Element::Stage(stage));
    window.fill(Role::TextInput, "What the key moment is called", "Aha");
    let map = window.map();
    let (_, stage) = map.stage(stage).unwrap();
    assert_eq!(stage.key_moment_label(), Some("Aha"));
    assert_ne!(stage.key_moment, Some(KeyMoment::Own));
}

#[test]
fn another_persona_is_put_first() {
    let mut window = Window::new();
    window.click("Add persona");
    let map = window.map();
    let (lead, new) = (map.personas[0].id, map.personas[1].id);
    window.take(Element::Persona(new));
    window.harness.get_by_label("Put first").click_accesskit();
    window.harness.run();
    assert_eq!(window.map().personas[0].id, new);
    window.take(Element::Persona(lead));
    window.harness.get_by_label("Move up").click_accesskit();
    window.harness.run();
    assert_eq!(window.map().personas[0].id, lead);
}

#[test]
fn hidden_lanes_come_back_by_list_and_by_menu() {
    let mut window = Window::new();
    let hidden = |window: &Window| {
        let map = window.map();
        map.lanes.iter().filter(|lane| lane.hidden).count()
    };
    for eye in ["Hide Doing", "Hide Thinking"] {
        window.harness.get_by_label(eye).click_accesskit();
        window.harness.run();
    }
    assert_eq!(hidden(&window), 2);
    window.harness.get_by_label("Show Doing").click_accesskit();
    window.harness.run();
    assert_eq!(hidden(&window), 1);
    window.choose(Menu::Map, "Show all lanes");
    assert_eq!(hidden(&window), 0);
}

#[test]
fn what_several_cards_share_is_changed_for_all_at_once() {
    let mut window = Window::new();
    window.press(CTRL, Key::A);
    window.fill(Role::TextInput, "Owner", "Everyone");
    let map = window.map();
    let cards = || map.stages.iter().flat_map(|stage| &stage.cards);
    assert!(cards().all(|card| card.owner == "Everyone"));
    assert_eq!(window.editor().document.undo_steps(), 1);
    let first = editor::describe(&map, Element::Card(cards().next().unwrap().id));
    let (head, tail) = first.split_at(1);
    assert!(window.has(&(head.to_uppercase() + tail)));
    window.click("Undo edit owner");
    assert!(!window.editor().document.is_modified());
}

#[test]
fn what_a_card_does_not_show_is_said_beside_its_fields() {
    let mut window = Window::new();
    let pain = window.card("Financing answer takes five days");
    window.take(Element::Card(pain));
    assert_eq!(window.map().details, Details::Key);
    let said = "Not shown on cards: status, owner, evidence";
    assert_eq!(window.count(said), 1);
    window.choose_in(Menu::View, "Details on cards", "Text only");
    let said = "Not shown on cards: severity, status, owner, evidence";
    assert_eq!(window.count(said), 1);
    let all = window.harness.get_by_label("Show all details");
    all.scroll_to_me();
    window.harness.run();
    window.click("Show all details");
    assert_eq!(window.map().details, Details::All);
    assert!(window.harness.query_by_label("Show all details").is_none());
    assert_eq!(
        window.editor().document.undo_label(),
        "Undo set details on cards"
    );
    window.press(CTRL, Key::Z);
    assert_eq!(window.map().details, Details::Text);
}
