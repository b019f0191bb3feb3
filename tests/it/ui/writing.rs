//! Typing a map down in the window, and its clipboard: keys are counted, and
//! windows share what was copied.

use std::{fs, path::Path};

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    file::{self, limits},
    model::{Element, Map, Template},
};

use super::{CTRL, Window};

const NONE: Modifiers = Modifiers::NONE;

/// A window with a new map, and a count of the keys that were pressed beside
/// those of the texts.
struct Hand {
    window: Window,
    keys: usize,
    // Holds the file of the map as long as the window.
    _folder: tempfile::TempDir,
}

impl Hand {
    fn new(map: &Map) -> Self {
        Self::in_window(Window::new(), map)
    }

    fn in_window(mut window: Window, map: &Map) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.journey.ron");
        fs::write(&path, file::write(map).unwrap()).unwrap();
        window.harness.state_mut().open(&path);
        window.harness.run();
        Self {
            window,
            keys: 0,
            _folder: folder,
        }
    }

    fn key(&mut self, key: Key) {
        self.keys += 1;
        self.window.press(NONE, key);
    }

    fn back(&mut self, key: Key) {
        self.keys += 1;
        self.window.press(Modifiers::SHIFT, key);
    }

    fn text(&mut self, text: &str) {
        self.window.harness.event(Event::Text(text.to_owned()));
        self.window.harness.run();
    }

    fn paste(&mut self, text: &str) {
        self.window.harness.event(Event::Paste(text.to_owned()));
        self.window.harness.run();
    }

    /// The texts of the cards of a stage, in the order in which they were made.
    fn cards(&self, stage: usize) -> Vec<String> {
        let map = self.window.map();
        let cards = map.stages[stage].cards.iter();
        cards.map(|card| card.text.clone()).collect()
    }
}

/// Copies with the keyboard, and gives the text that the system's clipboard
/// then has.
fn copy(window: &mut Window) -> String {
    window.harness.event(Event::Copy);
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| {
        if let egui::OutputCommand::CopyText(text) = command {
            Some(text.clone())
        } else {
            None
        }
    });
    window.harness.run();
    text.unwrap()
}

#[test]
fn twenty_cards_over_five_stages_take_two_keys_each_and_no_pointer() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    hand.key(Key::Enter);
    for stage in 0..5 {
        for card in 0..4 {
            hand.text(&format!("Card {stage} {card}"));
            hand.key(if card < 3 { Key::Enter } else { Key::Tab });
        }
    }
    // The last Tab went on to the next lane; nothing was begun there.
    hand.key(Key::Escape);
    assert_eq!(hand.keys, 22);
    assert!(hand.keys <= 2 * 20);
    for stage in 0..5 {
        let wanted: Vec<_> = (0..4).map(|card| format!("Card {stage} {card}")).collect();
        assert_eq!(hand.cards(stage), wanted);
    }
    let map = hand.window.map();
    assert_eq!(map.card_count(), 20);
    let lane = map.lanes[0].id;
    let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
    assert!(cards.all(|card| card.lane == lane));
    assert_eq!(hand.window.editor().document.undo_steps(), 20);
}

#[test]
fn a_row_of_cards_lane_by_lane_takes_one_key_each() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    hand.key(Key::Enter);
    for card in 0..20 {
        hand.text(&format!("{card}"));
        hand.key(Key::Tab);
    }
    hand.key(Key::Escape);
    assert_eq!(hand.keys, 22);
    // Four lanes of five; the emotion lane is passed over.
    assert_eq!(hand.cards(0), ["0", "5", "10", "15"]);
    assert_eq!(hand.cards(4), ["4", "9", "14", "19"]);
}

#[test]
fn stages_are_typed_from_a_blank_map_without_the_pointer() {
    let mut hand = Hand::new(&Template::Blank.map());
    // Down from nothing is the first stage.
    hand.key(Key::ArrowDown);
    hand.key(Key::Enter);
    for name in ["Discover", "Try", "Buy", "Use", "Renew"] {
        hand.text(name);
        hand.key(Key::Enter);
    }
    hand.key(Key::Enter);
    let names: Vec<_> = hand
        .window
        .map()
        .stages
        .iter()
        .map(|s| s.name.clone())
        .collect();
    assert_eq!(names, ["Discover", "Try", "Buy", "Use", "Renew"]);
    assert_eq!(hand.keys, 8);
}

#[test]
fn shift_and_tab_go_back_to_what_was_typed() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    hand.key(Key::Enter);
    hand.text("One");
    hand.key(Key::Tab);
    hand.back(Key::Tab);
    hand.text(" more");
    hand.key(Key::Escape);
    // Escape takes back what was typed last.
    assert_eq!(hand.cards(0), ["One"]);
    assert!(hand.cards(1).is_empty());
}

#[test]
fn letters_on_a_selected_card_take_tools_and_change_no_text() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    hand.key(Key::Enter);
    hand.text("One");
    hand.key(Key::Enter);
    hand.key(Key::Escape);
    hand.window.press(NONE, Key::T);
    assert_eq!(hand.cards(0), ["One"]);
    hand.window.press(NONE, Key::Escape);
}

#[test]
fn pasting_while_a_text_is_typed_is_text() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    hand.key(Key::Enter);
    hand.paste("a\tb\u{0}\nc");
    assert!(!hand.window.harness.state().has_dialog());
    hand.key(Key::Tab);
    hand.key(Key::Escape);
    assert_eq!(hand.cards(0), ["a\tb\nc"]);
}

#[test]
fn a_pasted_table_is_shown_before_it_fills_the_map() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    let before = hand.window.map();
    hand.paste("\tAwareness\tDecision\tWin back\nDoing\tSees an ad\tSigns\t\nLegal\t\ta\tb");
    let window = &mut hand.window;
    assert!(window.has("Paste a table"));
    assert!(window.has("Makes 4 cards, 1 new stage and 1 new lane. Nothing is left out."));
    assert!(window.has("Doing, Awareness: Sees an ad"));
    assert!(window.has("Kind of the new lane Legal: New: Custom"));
    window.click("Add stages and lanes that are missing");
    assert!(window.has("Makes 2 cards. 2 cells are left out."));
    window.click("Add stages and lanes that are missing");
    window.press(NONE, Key::Escape);
    assert_eq!(*window.map(), *before);
    hand.paste("\tAwareness\tDecision\tWin back\nDoing\tSees an ad\tSigns\t\nLegal\t\ta\tb");
    // The button has the keyboard.
    hand.key(Key::Enter);
    let window = &mut hand.window;
    assert!(!window.harness.state().has_dialog());
    assert_eq!(window.map().stages.len(), 6);
    assert_eq!(window.map().card_count(), 4);
    assert!(window.has("Pasted 4 cards"));
    window.press(CTRL, Key::Z);
    assert_eq!(*window.map(), *before);
}

#[test]
fn the_preview_reads_a_text_in_other_ways_and_names_kinds() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    hand.paste("Legal,x\nDoing,y");
    let window = &mut hand.window;
    window.click("Kind of the new lane Legal: New: Custom");
    window.click("Backstage");
    assert!(window.has("Kind of the new lane Legal: New: Backstage"));
    window.click("Lines");
    assert!(window.has("Makes 2 cards. Nothing is left out."));
    window.click("Paste");
    assert_eq!(hand.cards(0), ["Legal,x", "Doing,y"]);
}

#[test]
fn a_text_that_is_too_large_is_refused_in_a_sentence() {
    let mut hand = Hand::new(&Template::FiveStages.map());
    let before = hand.window.map();
    hand.paste(&"x".repeat(limits::PASTED_BYTES + 1));
    let window = &mut hand.window;
    assert!(window.has("This could not be done"));
    window.press(NONE, Key::Escape);
    hand.paste(&"a\tb\n".repeat(300));
    // The preview says so, and cannot be pasted.
    let window = &mut hand.window;
    assert!(window.has(
        "nothing was pasted: the map would have 301 lanes, and 200 is the limit; paste a part of it"
    ));
    window.press(NONE, Key::Escape);
    assert_eq!(*window.map(), *before);
}

/// A window that shares its copies in a folder.
fn sharing(folder: &Path) -> Window {
    let mut window = Window::new();
    window.harness.state_mut().share_clips_in(folder.to_owned());
    window
}

fn select(window: &mut Window, text: &str) {
    let at = window.middle(&window.words(text));
    window.harness.hover_at(at);
    window.harness.step();
    window.harness.drag_at(at);
    window.harness.drop_at(at);
    window.harness.run();
}

#[test]
fn another_window_pastes_a_card_with_all_its_fields() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = sharing(folder.path());
    let card = one.card("Talks through financing");
    let original = one.map().card(card).unwrap().1.as_ref().clone();
    select(&mut one, "Talks through financing");
    let text = copy(&mut one);
    assert_eq!(text, "Talks through financing");
    let mut other = Hand::in_window(sharing(folder.path()), &Template::FiveStages.map());
    other.paste(&text);
    let map = other.window.map();
    let pasted = &map.stages[0].cards[0];
    assert_eq!(
        (&pasted.text, &pasted.note),
        (&original.text, &original.note)
    );
    assert_eq!(pasted.evidence, original.evidence);
    assert!(!original.note.is_empty() || original.evidence.is_some());
    // Another text is that text, whatever was copied before.
    other.paste("Something else");
    assert!(other.cards(0).contains(&"Something else".to_owned()));
    // A file that is damaged counts for nothing.
    let kept = folder.path().join("copied.ron");
    let damaged = fs::read_to_string(&kept)
        .unwrap()
        .replace("lanes", "planes");
    fs::write(&kept, damaged).unwrap();
    let mut third = Hand::in_window(sharing(folder.path()), &Template::FiveStages.map());
    third.paste(&text);
    let map = third.window.map();
    assert_eq!(map.stages[0].cards[0].text, text);
    assert!(map.stages[0].cards[0].note.is_empty());
    assert!(!third.window.harness.state().has_dialog());
}

#[test]
fn a_copy_outlives_the_map_it_was_made_from() {
    let mut window = Window::new();
    select(&mut window, "Talks through financing");
    let text = copy(&mut window);
    let mut hand = Hand::in_window(window, &Template::FiveStages.map());
    hand.paste(&text);
    let map = hand.window.map();
    assert!(map.stages[0].cards[0].evidence.is_some() || !map.stages[0].cards[0].note.is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_leaves_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = sharing(&folder.path().join("missing"));
    select(&mut window, "Talks through financing");
    assert_eq!(copy(&mut window), "Talks through financing");
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn a_touchpoint_is_typed_beside_the_icon_of_its_channel() {
    let mut window = Window::new();
    let map = window.map();
    let touchpoint = map.stages.iter().flat_map(|stage| &stage.cards);
    let touchpoint = touchpoint
        .into_iter()
        .filter(|card| card.channel.is_some())
        .nth(3)
        .unwrap();
    let name = editor_words(&map, touchpoint.id);
    for (modifiers, key) in [(CTRL, Key::Num0), (Modifiers::SHIFT, Key::Num1)] {
        window.press(modifiers, key);
        let pill = window.harness.get_by_label(&name).rect();
        window.double_click(pill.center());
        let zoom = window.editor().view.zoom();
        let field = window.harness.get_by_label("Text on the map").rect();
        // The icon ends 22 units from the pill's edge.
        assert!(
            field.left() >= pill.left() + 22.0 * zoom - 1.0,
            "{pill:?} {field:?}"
        );
        window.press(NONE, Key::Escape);
    }
}

fn editor_words(map: &Map, card: throughline::model::CardId) -> String {
    throughline::editor::describe(map, Element::Card(card))
}

#[test]
fn a_label_that_tab_comes_to_is_typed_over() {
    let mut hand = Hand::new(&Template::Blank.map());
    hand.window.press(CTRL, Key::K);
    hand.text("Edit title");
    hand.key(Key::Enter);
    hand.text("Rolling out");
    hand.key(Key::Tab);
    hand.text("Trial");
    hand.key(Key::Enter);
    hand.key(Key::Escape);
    let map = hand.window.map();
    let names: Vec<&str> = map.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Trial"]);
}
