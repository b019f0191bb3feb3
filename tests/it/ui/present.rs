//! The show in the window: keys and clickers, clicks, typing on a page, and
//! that its end leaves the window as it was.

use egui::{Event, Key, Modifiers, ViewportCommand, pos2};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    editor::Blank,
    model::{Element, StageId},
};

use super::{Window, colors};

impl Window {
    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    /// The stage that is shown, and which of its pages; none without a show.
    fn page(&self) -> Option<(Option<StageId>, usize)> {
        self.editor().shown_page()
    }

    fn stage(&self, index: usize) -> Option<StageId> {
        self.map().stages.get(index).map(|stage| stage.id)
    }

    /// Presses a key and gives what that asked of the window system.
    fn asks_after(&mut self, key: Key) -> Vec<ViewportCommand> {
        let pressed = Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        self.harness.input_mut().events.push(pressed);
        self.harness.step();
        let commands = self.commands();
        self.harness.run();
        commands
    }
}

#[test]
fn f5_fills_the_screen_and_escape_leaves_all_as_it_was() {
    let mut window = Window::new();
    let card = window.words("Talks through financing");
    window.click(&card);
    window.press(Modifiers::COMMAND, Key::Plus);
    let (view, selection) = (
        window.editor().view.clone(),
        window.editor().selection.clone(),
    );
    assert!(window.has("Export"));
    let asked = window.asks_after(Key::F5);
    assert!(
        asked.contains(&ViewportCommand::Fullscreen(true)),
        "{asked:?}"
    );
    assert_eq!(window.page(), Some((None, 0)));
    assert!(!window.has("Export"), "no chrome");
    window.key(Key::PageDown);
    window.key(Key::ArrowDown);
    let asked = window.asks_after(Key::Escape);
    assert!(
        asked.contains(&ViewportCommand::Fullscreen(false)),
        "{asked:?}"
    );
    assert_eq!(window.page(), None);
    assert!(window.has("Export"));
    assert_eq!(window.editor().view, view);
    assert_eq!(window.editor().selection, selection);
}

#[test]
fn shift_f5_begins_with_the_stage_that_is_worked_on() {
    let mut window = Window::new();
    let card = window.words("Talks through financing");
    window.click(&card);
    window.press(Modifiers::SHIFT, Key::F5);
    assert_eq!(window.page(), Some((window.stage(2), 0)));
    window.key(Key::F5);
    assert_eq!(window.page(), None, "a clicker's start key ends as well");
}

#[test]
fn keyboard_and_clicker_turn_the_pages() {
    let mut window = Window::new();
    window.click("Present");
    for (key, back) in [
        (Key::ArrowRight, Key::ArrowLeft),
        (Key::PageDown, Key::PageUp),
        (Key::Space, Key::Backspace),
        (Key::Enter, Key::PageUp),
    ] {
        window.key(key);
        assert_eq!(window.page(), Some((window.stage(0), 0)), "{key:?}");
        window.key(back);
        assert_eq!(window.page(), Some((None, 0)), "{back:?}");
    }
    window.key(Key::Num4);
    assert_eq!(window.page(), Some((window.stage(3), 0)));
    window.press(Modifiers::SHIFT, Key::Space);
    assert_eq!(window.page().unwrap().0, window.stage(2));
    window.key(Key::End);
    assert_eq!(window.page().unwrap().0, window.stage(4));
    window.key(Key::O);
    assert_eq!(window.page(), Some((None, 0)));
}

#[test]
fn the_screen_goes_black_and_comes_back() {
    let mut window = Window::sized(640.0, 400.0);
    window.key(Key::F5);
    window.key(Key::Num2);
    for key in [Key::B, Key::Period] {
        window.key(key);
        assert_eq!(window.editor().blank(), Some(Blank::Black));
        let seen = colors(&mut window);
        assert_eq!(seen.keys().collect::<Vec<_>>(), [&[0, 0, 0]]);
        window.key(key);
        assert_eq!(window.editor().blank(), None);
    }
    window.key(Key::W);
    assert_eq!(window.editor().blank(), Some(Blank::White));
    window.key(Key::ArrowRight);
    assert_eq!(window.editor().blank(), None);
    assert_eq!(window.page(), Some((window.stage(1), 0)), "the same page");
}

#[test]
fn a_card_is_edited_where_it_is_shown() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num3);
    let card = window.card("Talks through financing");
    let words = window.words("Talks through financing");
    let place = window.middle(&words);
    window.double_click(place);
    assert_eq!(
        window.editor().text_edit().unwrap().element,
        Element::Card(card)
    );
    window
        .harness
        .event(Event::Text("Signs nothing yet. B".into()));
    window.harness.run();
    // Keys of the show are letters now.
    window.key(Key::B);
    assert_eq!(window.editor().blank(), None);
    // Before a room Enter is the end, and no new card.
    window.key(Key::Enter);
    assert!(window.editor().text_edit().is_none());
    assert_eq!(
        window.map().card(card).unwrap().1.text,
        "Signs nothing yet. B"
    );
    assert_eq!(window.page(), Some((window.stage(2), 0)));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(
        window.map().card(card).unwrap().1.text,
        "Talks through financing"
    );
    window.double_click(place);
    window.harness.event(Event::Text("Oh".into()));
    window.harness.run();
    window.key(Key::Escape);
    assert_eq!(
        window.map().card(card).unwrap().1.text,
        "Talks through financing"
    );
    assert!(window.page().is_some(), "the first Escape is the text's");
    window.key(Key::Escape);
    assert!(window.page().is_none());
}

#[test]
fn what_is_shown_is_named_for_screen_readers() {
    let mut window = Window::new();
    let words = window.words("Talks through financing");
    window.key(Key::F5);
    window.key(Key::Num3);
    assert!(window.has(&words));
    assert!(window.has("Presentation"));
    window.key(Key::Num1);
    assert!(!window.has(&words), "it is on another page");
}

#[test]
fn clicks_on_nothing_go_on_and_the_second_button_goes_back() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num1);
    let nothing = pos2(1000.0, 20.0);
    window.harness.hover_at(nothing);
    window.harness.step();
    window.harness.drag_at(nothing);
    window.harness.step();
    window.harness.drop_at(nothing);
    window.harness.run();
    let after = window.page();
    assert_ne!(after, Some((window.stage(0), 0)));
    for pressed in [true, false] {
        window.harness.event(Event::PointerButton {
            pos: nothing,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    window.harness.run();
    assert_eq!(window.page(), Some((window.stage(0), 0)));
}

#[test]
fn the_window_of_the_editor_fills_the_screen_by_f11() {
    let mut window = Window::new();
    let asked = window.asks_after(Key::F11);
    assert!(
        asked.contains(&ViewportCommand::Fullscreen(true)),
        "{asked:?}"
    );
    assert!(window.harness.query_by_label("Export").is_some());
}
