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
    window.key(Key::Escape);
    assert!(window.page().is_some(), "the first Escape ends the dimming");
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
    assert!(window.page().is_some(), "the second ends the dimming");
    window.key(Key::Escape);
    assert!(window.page().is_none());
}

#[test]
fn enter_types_the_text_of_what_is_lit() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num3);
    window.key(Key::ArrowDown);
    let lit = window.editor().selection.primary();
    assert!(lit.is_some());
    window.key(Key::Enter);
    let typed = window.editor().text_edit().map(|text| text.element);
    assert_eq!(typed, lit);
    window.harness.event(Event::Text("Said by the room".into()));
    window.harness.run();
    window.key(Key::Enter);
    assert!(window.editor().text_edit().is_none());
    let card = window.card("Said by the room");
    assert_eq!(lit, Some(Element::Card(card)));
}

#[test]
fn escape_lifts_black_then_the_light_and_ends_the_show_last() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num2);
    window.key(Key::ArrowDown);
    window.key(Key::B);
    assert_eq!(window.editor().blank(), Some(Blank::Black));
    window.key(Key::Escape);
    assert_eq!(window.editor().blank(), None);
    assert!(window.editor().selection.primary().is_some());
    window.key(Key::Escape);
    assert!(window.editor().selection.is_empty());
    assert_eq!(window.page(), Some((window.stage(1), 0)));
    window.key(Key::Escape);
    assert_eq!(window.page(), None);
}

#[test]
fn a_double_click_in_an_empty_cell_types_a_new_card_there() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num1);
    let thinking = window.middle(&window.words("Is it worth fixing again?"));
    // The right half of that lane is empty.
    window.double_click(pos2(1_100.0, thinking.y));
    let text = window.editor().text_edit().expect("a text is typed");
    let Element::Card(card) = text.element else {
        panic!("{text:?} is no card");
    };
    assert_eq!(window.page(), Some((window.stage(0), 0)), "the same page");
    window.harness.event(Event::Text("Who can help?".into()));
    window.harness.run();
    window.key(Key::Enter);
    let map = window.map();
    let (stage, held) = map.card(card).unwrap();
    assert_eq!(held.text, "Who can help?");
    assert_eq!(Some(stage.id), window.stage(0));
    let beside = window.card("Is it worth fixing again?");
    assert_eq!(held.lane, map.card(beside).unwrap().1.lane);
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn a_double_click_turns_one_page_at_most() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.double_click(pos2(1_000.0, 20.0));
    assert_eq!(window.page(), Some((window.stage(0), 0)));
    let chevron = pos2(700.0, 100.0);
    window.key(Key::O);
    window.double_click(chevron);
    let (stage, number) = window.page().unwrap();
    assert!(stage.is_some() && number == 0);
    assert!(window.editor().text_edit().is_none());
}

#[test]
fn control_j_types_a_card_on_the_stage_that_is_shown() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.press(Modifiers::COMMAND, Key::J);
    assert!(window.editor().text_edit().is_none(), "not on the overview");
    window.key(Key::Num4);
    window.press(Modifiers::COMMAND, Key::J);
    window
        .harness
        .event(Event::Text("Asked in the room".into()));
    window.harness.run();
    window.key(Key::Enter);
    let card = window.card("Asked in the room");
    let map = window.map();
    assert_eq!(Some(map.card(card).unwrap().0.id), window.stage(3));
    assert_eq!(window.page().unwrap().0, window.stage(3));
}

#[test]
fn tab_in_a_show_goes_down_the_lanes_of_the_same_stage() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num3);
    let place = window.middle(&window.words("Talks through financing"));
    window.double_click(place);
    let lane_of = |window: &Window| {
        let Some(Element::Card(card)) = window.editor().text_edit().map(|text| text.element) else {
            panic!("no card is typed");
        };
        let map = window.map();
        let (stage, held) = map.card(card).unwrap();
        assert_eq!(Some(stage.id), window.stage(2));
        map.lane(held.lane).unwrap().1.name.clone()
    };
    let mut lanes = vec![lane_of(&window)];
    for _ in 0..3 {
        window.key(Key::Tab);
        lanes.push(lane_of(&window));
    }
    assert_eq!(lanes, ["Doing", "Touchpoints", "Thinking", "Pain points"]);
    window.press(Modifiers::SHIFT, Key::Tab);
    assert_eq!(lane_of(&window), "Thinking");
    assert_eq!(window.page().unwrap().0, window.stage(2));
}

/// How many pixels of the bottom have the dark color of the line with the keys.
fn dark_below(window: &mut Window) -> usize {
    let image = window.harness.render().unwrap();
    let (width, height) = image.dimensions();
    // The test's own margin is dark as well.
    let inside = image
        .enumerate_pixels()
        .filter(|(x, y, _)| (20..width - 20).contains(x) && (height - 70..height - 20).contains(y));
    let is_dark = |[red, green, blue, _]: [u8; 4]| red < 80 && green < 90 && blue < 110;
    inside.filter(|(_, _, pixel)| is_dark(pixel.0)).count()
}

#[test]
fn the_hint_of_keys_ends_with_the_first_key_and_is_shown_once() {
    let mut window = Window::new();
    window.key(Key::F5);
    assert!(dark_below(&mut window) > 10_000, "the line is there");
    window.key(Key::O);
    assert!(dark_below(&mut window) < 2_000);
    window.key(Key::Escape);
    assert_eq!(window.page(), None);
    window.key(Key::F5);
    assert!(dark_below(&mut window) < 2_000, "once is enough");
}

#[test]
fn f1_lists_the_keys_of_a_show() {
    let mut window = Window::new();
    window.key(Key::F5);
    window.key(Key::Num2);
    window.key(Key::F1);
    for words in ["Circle around the pointer", "Black screen", "Right click"] {
        assert!(window.has(words), "{words}");
    }
    window.key(Key::Escape);
    assert!(!window.has("Black screen"));
    assert_eq!(
        window.page(),
        Some((window.stage(1), 0)),
        "the show goes on"
    );
    window.key(Key::F1);
    window.key(Key::ArrowLeft);
    assert!(!window.has("Black screen"));
    assert_eq!(
        window.page().unwrap().0,
        window.stage(0),
        "it turns as well"
    );
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
