//! The insights panel: what it says, what it selects, and what is set aside.

use std::sync::Arc;

use egui::{Key, Modifiers, OutputCommand, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use throughline::{
    editor::{Command, Editor, Menu, Selection},
    file::OsDisk,
    model::{Edit, Element, Map, MapField, Rule, Template, stress_map},
    ui::App,
};

use super::{Answers, CTRL, Window};

const LOW: &str = "The worst moment is “Five-day wait for financing” in “Decision” (−1.6).";
const FALL: &str = "Feelings fall most from “Test drive” in “Decision” (+1.5) to “Five-day wait for \
                    financing” in “Decision” (−1.6).";
const REASON: &str = "Reason for dismissing the insight";

/// The sample of a car purchase in June, with the panel open.
fn opened() -> Window {
    let mut window = on_day("2026-06-01");
    window.choose(Menu::View, &Command::ToggleInsights.name());
    wait(&mut window);
    window
}

/// A window on a day, high enough to show a list to its end.
fn on_day(day: &str) -> Window {
    let answers = Answers::default();
    let mut app = App::new(Arc::new(OsDisk), Box::new(answers.clone()));
    app.set_today(day);
    Window::of(app, answers, Harness::builder().with_size([1440.0, 1200.0]))
}

/// Waits until the map was looked at.
fn wait(window: &mut Window) {
    for _ in 0..4_000 {
        window.harness.step();
        if !window.harness.state().is_looking_for_insights() {
            window.harness.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    unreachable!("the insights never came");
}

fn show(window: &mut Window, map: Map) {
    *window.harness.state_mut().editor_mut() = Editor::new(map);
    wait(window);
}

/// The text that a button puts on the clipboard.
fn copied(window: &mut Window, button: &str) -> Option<String> {
    window.harness.get_by_label(button).click();
    for _ in 0..6 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        let text = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            OutputCommand::CopyImage(_)
            | OutputCommand::OpenUrl(_)
            | OutputCommand::TextSelectionSettled(_) => None,
        });
        if text.is_some() {
            return text;
        }
    }
    None
}

fn begins_with(window: &Window, text: &str) -> usize {
    let all = window.harness.query_all_by_label_contains(text);
    all.count()
}

#[test]
fn an_insight_selects_all_it_speaks_of() {
    let mut window = opened();
    assert!(window.has("How it feels"));
    window.click(FALL);
    let selection = &window.editor().selection;
    assert_eq!(selection.points().count(), 2);
    window.click(LOW);
    let point = window.editor().selection.points().next().unwrap();
    let map = window.map();
    assert_eq!(
        map.point(point).unwrap().1.word,
        "Five-day wait for financing"
    );
    let row = window.harness.get_by_role_and_label(Role::Button, LOW);
    assert_eq!(
        row.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
}

#[test]
fn enter_on_an_insight_goes_there_too() {
    let mut window = opened();
    window.harness.get_by_label(LOW).focus();
    window.harness.run();
    assert_eq!(window.editor().selection.points().count(), 0);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.editor().selection.points().count(), 1);
}

#[test]
fn an_insight_is_dismissed_with_a_reason_in_one_step_and_brought_back() {
    let mut window = opened();
    let none = Edit::SetMap(MapField::Dismissed(Vec::new()));
    let editor = window.harness.state_mut().editor_mut();
    editor.run(&[none], "bring all back").unwrap();
    wait(&mut window);
    window.click(&format!("Dismiss: {LOW}"));
    let steps = window.editor().document.undo_steps();
    window
        .harness
        .get_by_label(REASON)
        .type_text("A new desk opens");
    window.harness.run();
    assert_eq!(window.editor().document.undo_steps(), steps);
    window.press(Modifiers::NONE, Key::Enter);
    wait(&mut window);
    assert_eq!(window.editor().document.undo_steps(), steps + 1);
    let dismissal = window.map().dismissed.last().unwrap().clone();
    assert_eq!(dismissal.rule, Rule::Low);
    assert_eq!(dismissal.reason, "A new desk opens");
    assert!(!window.has(LOW));
    window.click("Dismissed");
    let row = format!("{LOW} Reason: A new desk opens");
    assert!(window.has(&row));
    window.click(&format!("Bring back: {LOW}"));
    wait(&mut window);
    assert!(window.has(LOW));
    assert!(window.map().dismissed.is_empty());
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    wait(&mut window);
    assert!(window.has(LOW));
    assert_eq!(window.editor().document.undo_steps(), steps);
}

#[test]
fn without_a_reason_nothing_is_dismissed_and_escape_gives_up() {
    let mut window = opened();
    let before = window.map().dismissed.clone();
    window.click(&format!("Dismiss: {LOW}"));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has(REASON), "it asks on");
    window.harness.get_by_label(REASON).type_text("Be");
    window.harness.run();
    window.press(Modifiers::NONE, Key::Escape);
    window.harness.run();
    assert!(!window.has(REASON));
    assert_eq!(window.map().dismissed, before);
    assert!(window.has(LOW));
    let row = window.harness.get_by_role_and_label(Role::Button, LOW);
    assert!(row.is_focused(), "the keyboard is where it was");
}

#[test]
fn questions_are_copied_one_by_one_and_all_at_once() {
    let mut window = opened();
    let text = "How would you rate your overall satisfaction with “Workshop”? (1 very dissatisfied \
                to 5 very satisfied)";
    let label = format!("Copy question: {text}");
    assert_eq!(copied(&mut window, &label).as_deref(), Some(text));
    let all = copied(&mut window, "Copy all").unwrap();
    assert!(
        all.contains("“Workshop” in “Retention” (CSAT survey, 1 to 5)\nHow would"),
        "{all}"
    );
    assert_eq!(all.matches('?').count(), 4);
}

#[test]
fn a_map_that_is_only_begun_is_told_what_will_come() {
    let mut window = opened();
    show(&mut window, Template::Blank.map());
    assert_eq!(begins_with(&window, "Insights come as the map fills"), 1);
    assert!(window.has("The map does not say whose journey it is: it has no persona."));
    assert!(!window.has("Ask here"));
}

#[test]
fn a_long_list_is_shown_in_parts_and_no_sentence_is_lost() {
    let mut window = opened();
    show(&mut window, stress_map(10_000));
    assert!(begins_with(&window, " more") > 0);
    let before = begins_with(&window, "Copy question: ");
    let mores = window.harness.query_all_by_label_contains("Show 60 of");
    mores.last().unwrap().click_accesskit();
    window.harness.run();
    assert!(begins_with(&window, "Copy question: ") > before);
}

#[test]
fn the_tab_counts_and_a_change_of_the_map_is_seen() {
    let mut window = opened();
    let has = |window: &Window, text: &str| begins_with(window, text) > 0;
    assert!(!has(&window, "it has no scenario"));
    let edit = Edit::SetMap(MapField::Scenario(String::new()));
    let editor = window.harness.state_mut().editor_mut();
    assert!(editor.run(&[edit], "clear scenario").is_ok());
    wait(&mut window);
    assert!(has(&window, "it has no scenario"));
    window.click("The map does not say in which situation the journey begins: it has no scenario.");
    assert_eq!(window.editor().selection, Selection::one(Element::Header));
}

#[test]
fn a_review_is_due_on_its_day() {
    let due = "The review planned for 10 September 2026 is due.";
    assert!(!opened().has(due));
    let mut window = on_day("2026-09-10");
    window.choose(Menu::View, &Command::ToggleInsights.name());
    wait(&mut window);
    assert!(window.has(due));
}

#[test]
fn while_a_hand_changes_the_map_the_last_insights_stay() {
    let mut window = opened();
    let at = window.middle(&window.words("Talks through financing"));
    let before = window.map();
    window.harness.drag_at(at);
    window.harness.step();
    window.harness.hover_at(at + egui::Vec2::new(60.0, 0.0));
    window.harness.step();
    window.harness.step();
    assert!(window.editor().document.in_gesture());
    assert!(!Arc::ptr_eq(&before, &window.map()));
    assert!(!window.harness.state().is_looking_for_insights());
    assert!(window.has(LOW));
    window.harness.drop_at(at + egui::Vec2::new(60.0, 0.0));
    wait(&mut window);
    let low = "The worst moment is “Five-day wait for financing” in “Retention” (−1.6).";
    assert!(window.has(low), "it went along with its card");
}
