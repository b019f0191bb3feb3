//! The feedback log in the window: opened, filled, searched, filtered, changed
//! by the many, dragged onto the map.

use std::sync::Arc;

use egui::{Key, Modifiers, Pos2, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::{
    editor::Menu,
    model::{
        Edit, Element, Feedback, FeedbackId, FeedbackKind, FeedbackSource, StageId, Subject, Survey,
    },
};

use super::{CTRL, Window};

const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

fn entry(verbatim: &str) -> Feedback {
    Feedback::new(FeedbackId(0), verbatim)
}

/// What four customers said of the sample map.
fn told(first: StageId) -> Vec<Feedback> {
    vec![
        Feedback {
            kind: Some(FeedbackKind::Usability),
            source: Some(FeedbackSource::Survey),
            survey: Some(Survey::Nps),
            score: Some(4.0),
            date: "2026-02-03".into(),
            stage: Some(first),
            ..entry("I could not find the price on the page")
        },
        Feedback {
            kind: Some(FeedbackKind::Pricing),
            topic: "Price".into(),
            ..entry("The price was not what I was told")
        },
        Feedback {
            kind: Some(FeedbackKind::Usability),
            ..entry("Booking a test drive took two clicks")
        },
        entry("Great people"),
    ]
}

impl Window {
    /// A window with the log open, and these entries in it.
    fn with_log(told: impl FnOnce(StageId) -> Vec<Feedback>) -> Self {
        let mut window = Self::new();
        window.fill_log(told);
        window.choose(Menu::View, "Feedback log");
        window
    }

    fn fill_log(&mut self, told: impl FnOnce(StageId) -> Vec<Feedback>) {
        let first = self.map().stages[0].id;
        let of_sample = self.map().feedback.iter().map(|told| told.id).collect();
        let remove = Edit::RemoveFeedback(of_sample);
        let add = Edit::AddFeedback(Arc::new(told(first)));
        let editor = self.harness.state_mut().editor_mut();
        editor.run(&[remove, add], "fill the log").unwrap();
        self.harness.run();
    }

    /// The words of the rows that are shown.
    fn rows(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(Role::ListBoxOption);
        rows.filter_map(|row| row.accesskit_node().label())
            .collect()
    }

    /// The middle of the row that begins with these words.
    fn row(&self, words: &str) -> Pos2 {
        let mut rows = self.harness.query_all_by_role(Role::ListBoxOption);
        let row = rows.find(|row| {
            let label = row.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(words))
        });
        row.unwrap().rect().center()
    }

    fn press_row(&mut self, words: &str, held: Modifiers) {
        let at = self.row(words);
        self.harness.hover_at(at);
        self.harness.step();
        let input = self.harness.input_mut();
        input.events.push(egui::Event::ModifiersChanged(held));
        for pressed in [true, false] {
            input.events.push(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: held,
            });
        }
        self.harness.step();
        let input = self.harness.input_mut();
        input.events.push(egui::Event::ModifiersChanged(NONE));
        self.harness.run();
    }

    fn steps(&self) -> usize {
        self.editor().document.undo_steps()
    }

    fn told(&self, words: &str) -> Arc<Feedback> {
        let map = self.map();
        let mut all = map.feedback.iter();
        Arc::clone(all.find(|told| told.verbatim.starts_with(words)).unwrap())
    }
}

#[test]
fn an_empty_log_says_what_it_is_for_and_takes_the_first_entry() {
    let mut window = Window::with_log(|_| Vec::new());
    assert!(window.has("What customers said"));
    window.click("Add feedback");
    let before = window.steps();
    let field = window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Verbatim");
    field.type_text("Too many forms");
    window.harness.run();
    window.press(CTRL, Key::Enter);
    assert_eq!(window.map().feedback.len(), 1);
    assert_eq!(window.map().feedback[0].verbatim, "Too many forms");
    assert_eq!(window.steps(), before + 1);
    let field = window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Verbatim");
    field.type_text("Nice showroom");
    window.harness.run();
    window.click("Add");
    assert_eq!(window.rows(), ["Too many forms", "Nice showroom"]);
    // In the field, the key would take back what was typed there.
    window.press(NONE, Key::Escape);
    assert!(!window.has("New feedback"));
    window.press(CTRL, Key::Z);
    assert_eq!(window.map().feedback.len(), 1);
}

#[test]
fn words_narrow_the_log_and_the_way_back_is_shown() {
    let mut window = Window::with_log(told);
    assert_eq!(window.rows().len(), 4);
    window.harness.get_by_label("Search the log").focus();
    window.harness.run();
    window
        .harness
        .get_by_label("Search the log")
        .type_text("PRICE not");
    window.harness.run();
    assert_eq!(window.rows().len(), 2);
    assert!(window.has("2 of 4"));
    window.click("Show all");
    assert!(window.has("4 entries"));
    assert_eq!(window.rows().len(), 4);
}

#[test]
fn a_cell_of_the_heat_table_shows_its_entries_and_then_all() {
    let mut window = Window::with_log(told);
    window.click("Types by stages");
    let cell = "Usability, Not assigned: 1";
    window.click(cell);
    assert_eq!(
        window.rows(),
        ["Booking a test drive took two clicks, Usability"]
    );
    window.click(cell);
    assert_eq!(window.rows().len(), 4);
    window.click("Type Usability");
    assert_eq!(window.rows().len(), 2);
}

#[test]
fn a_heading_sorts_up_down_and_not_at_all() {
    let mut window = Window::with_log(told);
    window.click("Sort by verbatim");
    assert!(window.rows()[0].starts_with("Booking"));
    window.click("Verbatim, sorted upward");
    assert!(window.rows()[0].starts_with("The price"));
    window.click("Verbatim, sorted downward");
    assert!(window.rows()[0].starts_with("I could"));
}

#[test]
fn many_entries_get_a_type_in_one_step() {
    let mut window = Window::with_log(told);
    window.press_row("I could", NONE);
    window.press_row("Booking", SHIFT);
    assert!(window.has("3 entries selected"));
    let before = window.steps();
    window.click("Type: Different");
    window.click("Reliability");
    let map = window.map();
    let kinds: Vec<_> = map.feedback.iter().map(|told| told.kind).collect();
    let reliability = Some(FeedbackKind::Reliability);
    assert_eq!(kinds, [reliability, reliability, reliability, None]);
    assert_eq!(window.steps(), before + 1);
    window.press(CTRL, Key::Z);
    assert_eq!(window.told("Booking").kind, Some(FeedbackKind::Usability));
}

#[test]
fn the_keyboard_walks_selects_and_removes() {
    let mut window = Window::with_log(told);
    window.press(NONE, Key::ArrowDown);
    window.press(SHIFT, Key::ArrowDown);
    assert!(window.has("2 entries selected"));
    window.press(CTRL, Key::A);
    assert!(window.has("4 entries selected"));
    assert!(window.editor().selection.is_empty(), "the map is not meant");
    window.press(NONE, Key::Home);
    window.press(NONE, Key::Delete);
    assert_eq!(window.map().feedback.len(), 3);
    window.press(CTRL, Key::Z);
    assert_eq!(window.map().feedback.len(), 4);
    window.press(NONE, Key::End);
    window.press(NONE, Key::Enter);
    let field = window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Verbatim");
    assert!(field.is_focused());
    field.type_text(" there");
    window.harness.run();
    assert!(window.told("Great").verbatim.contains("there"));
}

#[test]
fn entries_dragged_onto_a_card_belong_to_it() {
    let mut window = Window::with_log(told);
    let name = window.words("Talks through financing");
    let card = window.card("Talks through financing");
    window.press_row("The price", NONE);
    window.press_row("Great", CTRL);
    let (from, to) = (window.row("Great"), window.middle(&name));
    let before = window.steps();
    window.drag(from, to - from);
    assert_eq!(window.told("Great").subject(), Subject::Card(card));
    assert_eq!(window.told("The price").subject(), Subject::Card(card));
    assert_eq!(window.told("Booking").subject(), Subject::Map);
    assert_eq!(window.steps(), before + 1);
    window.press(CTRL, Key::Z);
    assert_eq!(window.told("Great").subject(), Subject::Map);
}

#[test]
fn escape_lets_a_dragged_entry_go_where_it_was() {
    let mut window = Window::with_log(told);
    let before = window.map();
    let name = window.words("Talks through financing");
    let (from, to) = (window.row("Great"), window.middle(&name));
    window.harness.hover_at(from);
    window.harness.step();
    window.harness.drag_at(from);
    window.harness.step();
    for share in [0.3, 1.0] {
        window.harness.hover_at(from + (to - from) * share);
        window.harness.step();
    }
    window.press(NONE, Key::Escape);
    window.harness.drop_at(to);
    window.harness.run();
    assert_eq!(*window.map(), *before);
}

#[test]
fn the_inspector_leads_to_what_is_said_of_a_stage() {
    let mut window = Window::new();
    window.fill_log(told);
    let stage = window.map().stages[0].id;
    let editor = window.harness.state_mut().editor_mut();
    editor.go_to(Element::Stage(stage));
    window.harness.run();
    window.click("1 quote in the log");
    assert_eq!(window.rows().len(), 1);
    assert!(window.has("1 of 4"));
    // The log follows the map until it is told not to.
    let name = window.map().stages[0].name.clone();
    window.click(&format!("Selected: {name}"));
    assert_eq!(window.rows().len(), 4);
}

#[test]
fn wrong_scores_and_days_are_told_and_days_not_taken() {
    let mut window = Window::with_log(told);
    window.press_row("I could", NONE);
    let retype = |window: &mut Window, name: &str, text: &str| {
        window.harness.get_by_label(name).scroll_to_me();
        window.harness.run();
        window.harness.get_by_label(name).focus();
        window.harness.run();
        window.press(CTRL, Key::A);
        window.harness.get_by_label(name).type_text(text);
        window.harness.run();
        window.press(NONE, Key::Tab);
    };
    retype(&mut window, "Score", "12");
    assert_eq!(window.told("I could").score, Some(12.0));
    assert!(window.has_part("NPS answers go from 0 to 10"));
    retype(&mut window, "Score", "good");
    assert_eq!(window.told("I could").score, Some(12.0));
    assert!(window.has_part("is not a number"));
    retype(&mut window, "Date", "2026-02-30");
    assert_eq!(window.told("I could").date, "2026-02-03");
    assert!(window.has_part("day of the calendar"));
    retype(&mut window, "Date", "2026-02-28");
    assert_eq!(window.told("I could").date, "2026-02-28");
}

#[test]
fn topics_in_use_are_offered() {
    let mut window = Window::with_log(told);
    window.press_row("I could", NONE);
    window.harness.get_by_label("Topic Price").scroll_to_me();
    window.harness.run();
    window.click("Topic Price");
    assert_eq!(window.told("I could").topic, "Price");
}

#[test]
fn of_a_long_log_only_the_rows_in_view_are_built() {
    let window = Window::with_log(|_| {
        let numbers = 0..5_000;
        numbers
            .map(|number| entry(&format!("Entry {number}")))
            .collect()
    });
    assert!(window.has("5000 entries"));
    let rows = window.rows().len();
    assert!((5..40).contains(&rows), "{rows} rows");
}
