//! A workshop in the window: notes, a walk, the timer and votes, by keyboard
//! and pointer.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Pos2};
use egui_kittest::Harness;
use throughline::{
    editor::{Command, Menu},
    file::OsDisk,
    model::{Card, Element, LaneKind},
    ui::App,
};

use super::{Answers, CTRL, Window};

const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..CTRL
};

impl Window {
    fn say(&mut self, text: &str) {
        self.harness.event(Event::Text(text.into()));
        self.harness.run();
    }

    fn hit(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    /// The cards with a text: their stage by its place, and their lane.
    fn notes(&self, text: &str) -> Vec<(usize, LaneKind)> {
        let map = self.map();
        let stages = map.stages.iter().enumerate();
        let cards = stages.flat_map(|(index, stage)| stage.cards.iter().map(move |it| (index, it)));
        let found = cards.filter(|(_, card)| card.text == text);
        found
            .map(|(index, card)| (index, map.lane(card.lane).unwrap().1.kind))
            .collect()
    }

    fn any_card(&self, text: &str) -> Card {
        let id = self.card(text);
        Card::clone(self.map().card(id).unwrap().1)
    }

    fn click_at(&mut self, at: Pos2, modifiers: Modifiers) {
        self.harness.hover_at(at);
        self.harness.step();
        for pressed in [true, false] {
            self.harness.event(Event::ModifiersChanged(modifiers));
            self.harness.event(Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers,
            });
            self.harness.step();
        }
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.harness.run();
    }

    /// So many seconds go by.
    fn wait(&mut self, seconds: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + seconds);
        self.harness.step();
        self.harness.input_mut().time = None;
    }
}

/// A window on a day of which tests know the date.
fn on_a_day() -> Window {
    let answers = Answers::default();
    let mut app = App::new(Arc::new(OsDisk), Box::new(answers.clone()));
    app.set_today("2026-11-27");
    Window::of(app, answers, Harness::builder().with_size([1440.0, 900.0]))
}

#[test]
fn notes_of_a_show_become_cards_one_after_the_other() {
    let mut window = on_a_day();
    window.hit(Key::F5);
    window.hit(Key::Num2);
    let page = window.editor().shown_page();
    let steps = window.editor().document.undo_steps();
    window.hit(Key::N);
    assert!(window.has("Note: What do they do?"));
    window.say("Asks a friend");
    window.hit(Key::Enter);
    assert_eq!(window.notes("Asks a friend"), [(1, LaneKind::Actions)]);
    let card = window.any_card("Asks a friend");
    assert_eq!(card.source, "Workshop 2026-11-27");
    // The next one at once, on another lane; its letters are no keys.
    window.hit(Key::Tab);
    window.hit(Key::Tab);
    assert!(window.has("Note: What do they remember?"));
    window.say("Bright TV, N of V");
    window.hit(Key::Enter);
    assert_eq!(window.notes("Bright TV, N of V"), [(1, LaneKind::Thoughts)]);
    window.press(Modifiers::SHIFT, Key::Tab);
    assert!(window.has("Note: What do they say?"));
    window.press(CTRL, Key::Num4);
    window.say("Two weeks without news");
    window.hit(Key::Enter);
    let pains = window.notes("Two weeks without news");
    assert_eq!(pains, [(1, LaneKind::PainPoints)]);
    assert_eq!(window.editor().document.undo_steps(), steps + 3);
    assert_eq!(window.editor().shown_page(), page);
    // Nothing is typed: undo is that of the map.
    window.press(CTRL, Key::Z);
    assert_eq!(window.notes("Two weeks without news"), []);
    window.hit(Key::Enter);
    assert_eq!(window.editor().document.undo_steps(), steps + 2);
    window.hit(Key::Escape);
    assert!(!window.has("Note: What hurts here?"));
    assert_eq!(window.editor().shown_page(), page, "Escape was the bar's");
}

#[test]
fn what_is_half_typed_is_kept_as_long_as_the_show() {
    let mut window = Window::new();
    window.hit(Key::F5);
    window.hit(Key::Num2);
    window.hit(Key::N);
    window.say("Half a th");
    window.hit(Key::Escape);
    window.hit(Key::Num3);
    window.hit(Key::N);
    window.say("ought");
    window.hit(Key::Enter);
    assert_eq!(window.notes("Half a thought"), [(2, LaneKind::Actions)]);
    window.say("Gone");
    // Pages are turned while it is open.
    window.hit(Key::PageUp);
    assert_eq!(
        window.editor().shown_page().unwrap().0,
        Some(window.map().stages[1].id)
    );
    window.hit(Key::F5);
    window.hit(Key::F5);
    window.hit(Key::Num1);
    window.hit(Key::N);
    window.hit(Key::Enter);
    assert_eq!(window.notes("Gone"), []);
}

#[test]
fn on_the_overview_the_stage_of_a_note_is_chosen() {
    let mut window = Window::new();
    window.hit(Key::F5);
    window.click("Take a note");
    let first = window.map().stages[0].name.clone();
    assert!(window.has(&format!("Stage: {first}")));
    window.hit(Key::PageDown);
    window.hit(Key::PageDown);
    window.say("Signs");
    window.hit(Key::Enter);
    assert_eq!(window.notes("Signs"), [(2, LaneKind::Actions)]);
    assert_eq!(window.editor().shown_page(), Some((None, 0)));
    let last = window.map().stages[4].name.clone();
    window.click(&format!("Stage: {}", window.map().stages[2].name));
    window.click(&last);
    window.say("Tells others");
    window.hit(Key::Enter);
    assert_eq!(window.notes("Tells others"), [(4, LaneKind::Actions)]);
}

#[test]
fn a_note_is_captured_beside_the_show_as_well() {
    let mut window = Window::new();
    let card = window.words("Talks through financing");
    window.click(&card);
    window.press(CTRL_SHIFT, Key::J);
    window.press(CTRL, Key::Num5);
    window.say("Say the whole price");
    window.hit(Key::Enter);
    let ideas = window.notes("Say the whole price");
    assert_eq!(ideas, [(2, LaneKind::Opportunities)]);
    window.hit(Key::Escape);
    assert!(!window.has("Note: What could be better?"));
    let held = window.editor().selection.primary();
    assert!(held.is_some(), "Escape was the bar's");
    window.hit(Key::ArrowRight);
    assert_ne!(
        window.editor().selection.primary(),
        held,
        "the map has the keys"
    );
}

#[test]
fn a_walk_begins_with_who_is_there_and_asks_at_every_stage() {
    let mut window = Window::new();
    let before = window.map().participants.len();
    window.press(CTRL, Key::F5);
    assert!(window.has("Name of a participant"));
    window.say("Ada");
    window.hit(Key::Enter);
    window.say("Grace N");
    window.hit(Key::Enter);
    assert_eq!(window.map().participants.len(), before + 2);
    window.click("Remove Ada");
    assert_eq!(window.map().participants.last().unwrap(), "Grace N");
    assert_eq!(window.map().participants.len(), before + 1);
    window.hit(Key::Enter);
    assert_eq!(
        window.editor().shown_page().unwrap().0,
        Some(window.map().stages[0].id)
    );
    let asked = |window: &Window, counts: [usize; 3]| {
        let note = |count| if count == 1 { "note" } else { "notes" };
        let [does, says, remembers] = counts;
        window.has(&format!(
            "What do they do? {does} {}, What do they say? {says} {}, \
             What do they remember? {remembers} {}",
            note(does),
            note(says),
            note(remembers)
        ))
    };
    assert!(asked(&window, [0, 0, 0]));
    window.say("Opens the letter");
    window.hit(Key::Enter);
    window.hit(Key::Tab);
    window.say("At last");
    window.hit(Key::Enter);
    assert!(asked(&window, [1, 1, 0]));
    window.press(CTRL, Key::Z);
    assert!(asked(&window, [1, 0, 0]));
    let first = window.editor().shown_page().unwrap().0;
    while window.editor().shown_page().unwrap().0 == first {
        window.hit(Key::PageDown);
    }
    assert!(asked(&window, [0, 0, 0]), "the next stage");
    assert!(window.has("Note: What do they say?"), "the bar stays open");
    window.hit(Key::Escape);
    window.hit(Key::Escape);
    assert!(!window.editor().is_presenting());
}

#[test]
fn the_timer_counts_down_stands_and_is_said_to_those_who_listen() {
    let mut window = Window::new();
    window.hit(Key::F5);
    window.hit(Key::Num1);
    window.hit(Key::T);
    window.press(Modifiers::SHIFT, Key::T);
    assert!(window.has("Timer: 5:00, not started"));
    for _ in 0..3 {
        window.hit(Key::ArrowDown);
    }
    assert!(window.has("Timer: 2:00, not started"));
    assert!(
        window.editor().selection.is_empty(),
        "arrows were the timer's"
    );
    window.hit(Key::T);
    window.wait(59.0);
    assert!(!window.has("1 minute left"));
    window.wait(2.0);
    assert!(window.has("1 minute left"));
    window.hit(Key::T);
    window.wait(300.0);
    assert!(window.has_part(", paused"), "it stands");
    window.hit(Key::Plus);
    window.hit(Key::Minus);
    window.hit(Key::T);
    // Pages are turned as ever, and each stage has its own.
    window.hit(Key::ArrowRight);
    assert!(window.has("Timer: 2:00"));
    window.hit(Key::ArrowLeft);
    window.wait(70.0);
    assert!(window.has("Time is up"));
    assert!(window.has("Timer: 0:00"));
    window.press(Modifiers::SHIFT, Key::T);
    window.press(Modifiers::SHIFT, Key::T);
    assert!(!window.has_part("Timer:"));
}

#[test]
fn a_room_votes_by_clicks_and_keys_and_sees_the_order() {
    let mut window = Window::new();
    window.hit(Key::F5);
    window.hit(Key::Num3);
    let page = window.editor().shown_page();
    window.hit(Key::V);
    assert!(window.has_part("Voting:"));
    let name = window.words("Talks through financing");
    let at = window.middle(&name);
    for _ in 0..3 {
        window.click_at(at, Modifiers::NONE);
    }
    assert_eq!(window.any_card("Talks through financing").votes, 3);
    assert!(window.editor().text_edit().is_none(), "no double click");
    window.click_at(at, Modifiers::SHIFT);
    assert_eq!(window.any_card("Talks through financing").votes, 2);
    // By keyboard: the card that is lit.
    window.hit(Key::ArrowDown);
    while !matches!(window.editor().selection.primary(), Some(Element::Card(_))) {
        window.hit(Key::ArrowDown);
    }
    let Some(Element::Card(lit)) = window.editor().selection.primary() else {
        panic!("a card is lit");
    };
    let votes = |window: &Window| window.map().card(lit).unwrap().1.votes;
    let had = votes(&window);
    for key in [Key::Plus, Key::Plus, Key::Plus, Key::Plus, Key::Minus] {
        window.hit(key);
    }
    assert_eq!(votes(&window), had + 3);
    window.press(CTRL, Key::Z);
    assert_eq!(votes(&window), had + 4, "one step each");
    window.hit(Key::O);
    assert!(window.has("Cards by votes"));
    assert_eq!(window.editor().shown_page(), page);
    window.hit(Key::Escape);
    assert!(!window.has("Cards by votes"));
    window.hit(Key::Num1);
    window.hit(Key::O);
    window.hit(Key::Enter);
    assert_eq!(window.editor().shown_page().unwrap().0, page.unwrap().0);
    assert!(window.editor().selection.primary().is_some(), "it is lit");
    window.hit(Key::V);
    assert!(!window.has_part("Voting:"));
    window.hit(Key::O);
    assert_eq!(
        window.editor().shown_page(),
        Some((None, 0)),
        "O is the overview"
    );
}

#[test]
fn votes_are_given_and_cleared_beside_the_show() {
    let mut window = Window::sized(1440.0, 1300.0);
    assert!(!Command::ClearVotes.is_enabled(window.editor()));
    window.press(CTRL_SHIFT, Key::D);
    let name = window.words("Talks through financing");
    let at = window.middle(&name);
    window.click_at(at, Modifiers::NONE);
    window.click_at(at, Modifiers::NONE);
    assert_eq!(window.any_card("Talks through financing").votes, 2);
    assert!(window.editor().text_edit().is_none());
    window.hit(Key::Plus);
    window.hit(Key::Minus);
    window.click_at(at, Modifiers::SHIFT);
    assert_eq!(window.any_card("Talks through financing").votes, 1);
    window.click("Ranking");
    assert!(window.has("Cards by votes"));
    window.hit(Key::Escape);
    window.click("Done");
    assert!(!window.editor().is_voting());
    window.click_at(at, Modifiers::NONE);
    assert_eq!(window.any_card("Talks through financing").votes, 1);
    window.click("One vote more");
    assert_eq!(window.any_card("Talks through financing").votes, 2);
    window.choose(Menu::Map, "Clear all votes");
    assert_eq!(window.any_card("Talks through financing").votes, 0);
    window.press(CTRL, Key::Z);
    assert_eq!(window.any_card("Talks through financing").votes, 2);
}

#[test]
fn escape_ends_a_vote_and_no_more() {
    let mut window = Window::new();
    window.press(CTRL_SHIFT, Key::D);
    assert!(window.editor().is_voting());
    window.hit(Key::Escape);
    assert!(!window.editor().is_voting());
    window.hit(Key::F5);
    window.hit(Key::Num2);
    window.hit(Key::V);
    window.hit(Key::Escape);
    assert!(!window.editor().is_voting() && window.editor().is_presenting());
}
