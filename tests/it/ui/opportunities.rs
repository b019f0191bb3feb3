//! The opportunities beside the canvas: a list that is edited in place, and a
//! picture in which they are dragged.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
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
