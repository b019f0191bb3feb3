//! The opportunities beside the canvas: a list that is edited in place, and a
//! picture in which they are dragged.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::model::Status;

use super::{CTRL, Window};

impl Window {
    fn opportunities(&mut self) {
        let keys = Modifiers {
            shift: true,
            ..CTRL
        };
        self.press(keys, Key::B);
    }

    /// Impact and effort of a card.
    fn worth(&self, text: &str) -> (Option<u8>, Option<u8>) {
        let map = self.map();
        let (_, card) = map.card(self.card(text)).unwrap();
        let value =
            |level: Option<throughline::model::Level>| level.map(throughline::model::Level::value);
        (value(card.impact), value(card.effort))
    }
}

const IDEA: &str = "Repair-or-replace calculator";

fn spoken(window: &Window) -> String {
    let (impact, effort) = window.worth(IDEA);
    format!(
        "Opportunity {IDEA}, Awareness, impact {} of 5, effort {} of 5",
        impact.unwrap(),
        effort.unwrap()
    )
}

#[test]
fn a_dot_is_dragged_to_other_levels_as_one_undo_step() {
    let mut window = Window::new();
    window.opportunities();
    window.click("Picture");
    let before = window.worth(IDEA);
    assert_eq!(before, (Some(4), Some(2)));
    let name = spoken(&window);
    let dot = window.harness.get_by_role_and_label(Role::Button, &name);
    let from = dot.rect().center();
    window.drag(from, vec2(180.0, 130.0));
    let after = window.worth(IDEA);
    assert!(after.0 < before.0 && after.1 > before.1, "{after:?}");
    window.press(CTRL, Key::Z);
    assert_eq!(window.worth(IDEA), before);
}

#[test]
fn escape_puts_a_dragged_dot_back_and_arrow_keys_move_it_a_level() {
    let mut window = Window::new();
    window.opportunities();
    window.click("Picture");
    let before = window.worth(IDEA);
    let name = spoken(&window);
    let dot = window.harness.get_by_role_and_label(Role::Button, &name);
    let from = dot.rect().center();
    window.harness.hover_at(from);
    window.harness.step();
    window.harness.drag_at(from);
    window.harness.step();
    for share in [0.5, 1.0] {
        window.harness.hover_at(from + share * vec2(180.0, 130.0));
        window.harness.step();
    }
    assert_ne!(window.worth(IDEA), before, "shown while it is dragged");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.worth(IDEA), before);
    window.harness.drop_at(from + vec2(180.0, 130.0));
    window.harness.run();
    assert_eq!(window.worth(IDEA), before);
    window
        .harness
        .get_by_role_and_label(Role::Button, &name)
        .focus();
    window.harness.run();
    window.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(window.worth(IDEA), (Some(5), Some(2)));
    window.press(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.worth(IDEA), (Some(5), Some(3)));
    window.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(window.worth(IDEA), (Some(5), Some(3)), "5 is the most");
}

#[test]
fn the_list_begins_with_what_is_worth_most_and_is_edited_in_place() {
    let mut window = Window::new();
    window.opportunities();
    let name = spoken(&window);
    window
        .harness
        .get_by_role_and_label(Role::ListItem, &name)
        .click();
    window.harness.run();
    let card = window.card(IDEA);
    let element = throughline::model::Element::Card(card);
    assert_eq!(window.editor().selection.primary(), Some(element));
    let field = format!("Owner of {IDEA}");
    window.harness.get_by_label(&field).focus();
    window.harness.run();
    window.harness.get_by_label(&field).type_text("!");
    window.harness.run();
    let owner = |window: &Window| {
        let map = window.map();
        let (_, held) = map.card(card).unwrap();
        (held.owner.clone(), held.status)
    };
    assert!(owner(&window).0.contains('!'));
    assert_eq!(owner(&window).1, Some(Status::Planned));
}

#[test]
fn a_heading_sorts_the_list_and_a_further_press_turns_it_around() {
    let mut window = Window::new();
    window.opportunities();
    let first = |window: &Window| {
        let rows = window.harness.get_all_by_role(Role::ListItem);
        let names = rows.filter_map(|row| Some((row.rect().top(), row.accesskit_node().label()?)));
        let names = names.filter(|(_, name)| name.starts_with("Opportunity "));
        let top = names.min_by(|a, b| a.0.total_cmp(&b.0));
        top.map(|(_, name)| name).unwrap()
    };
    assert!(first(&window).contains("One page with the total cost"));
    window.click("Sort by stage");
    assert!(first(&window).contains("Repair-or-replace calculator"));
    window.click("Stage, sorted upward");
    assert!(first(&window).contains("Referral link in the app"));
    window.click("Stage, sorted downward");
    assert!(first(&window).contains("Repair-or-replace calculator"));
    assert!(window.has("Order: As in the journey"));
}

#[test]
fn votes_are_counted_up_and_down_one_undo_step_a_press() {
    let mut window = Window::new();
    window.opportunities();
    let card = window.card(IDEA);
    let votes = |window: &Window| {
        let map = window.map();
        map.card(card).unwrap().1.votes
    };
    let (more, less) = (
        format!("One vote more for {IDEA}"),
        format!("One vote less for {IDEA}"),
    );
    window.click(&less);
    assert_eq!(votes(&window), 0, "there is nothing to take back");
    window.click(&more);
    window.click(&more);
    assert_eq!(votes(&window), 2);
    window.click(&less);
    assert_eq!(votes(&window), 1);
    window.press(CTRL, Key::Z);
    assert_eq!(votes(&window), 2);
    window.press(CTRL, Key::Z);
    assert_eq!(votes(&window), 1);
}
