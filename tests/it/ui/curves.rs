//! Curves in the inspector: the list with its toggles, the fields of a curve,
//! and the fields of a point on a dramatic arc.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::{
    editor::{self, Menu},
    model::{Curve, CurveKind, Element, LineStyle},
};

use super::Window;

impl Window {
    fn curves(&self) -> Vec<Curve> {
        self.map().curves.clone()
    }

    /// By the button of the inspector's list.
    fn add_curve(&mut self) {
        self.harness.get_by_label("Add curve").scroll_to_me();
        self.harness.run();
        self.click("Add curve");
    }

    fn last(&self) -> Curve {
        self.curves().last().unwrap().clone()
    }
}

#[test]
fn curves_are_listed_with_a_toggle_each() {
    let mut window = Window::new();
    window.add_curve();
    let added = window.last();
    assert_eq!(window.curves().len(), 2);
    assert_eq!(
        window.editor().selection.primary(),
        Some(Element::Curve(added.id))
    );
    window.click("Show the map's own fields");
    let hide = format!("Hide {}", added.name);
    window.harness.get_by_label(&hide).scroll_to_me();
    window.harness.run();
    window.click(&hide);
    assert!(window.last().hidden);
    window.click(&format!("Show {}", added.name));
    assert!(!window.last().hidden);
}

#[test]
fn the_fields_of_a_curve_change_it() {
    let mut window = Window::new();
    window.add_curve();
    window.click("Dramatic arc");
    assert_eq!(window.last().kind, CurveKind::Tension);
    window.click("Long dashes");
    assert_eq!(window.last().style, LineStyle::LongDashed);
    let id = window.last().id;
    window.harness.get_by_label("Move up").scroll_to_me();
    window.harness.run();
    window.click("Move up");
    assert_eq!(window.curves()[0].id, id);
    window.click("Duplicate with its points");
    assert_eq!(window.curves().len(), 3);
    assert_eq!(window.last().kind, CurveKind::Tension);
}

#[test]
fn a_point_of_an_arc_is_a_slider_from_one_to_five() {
    let mut window = Window::new();
    window.add_curve();
    window.click("Dramatic arc");
    window.choose(Menu::Map, "Add emotion point");
    let value = |window: &Window| {
        let primary = window.editor().selection.primary().unwrap();
        let name = editor::describe(&window.map(), primary);
        let node = window.harness.get_by_label(&name);
        node.accesskit_node().numeric_value()
    };
    assert_eq!(value(&window), Some(3.0));
    window.press(Modifiers::NONE, Key::Num5);
    assert_eq!(value(&window), Some(5.0));
    window.press(Modifiers::NONE, Key::Num0);
    let primary = window.editor().selection.primary().unwrap();
    let Element::Point(id) = primary else {
        panic!("{primary:?} is no point")
    };
    assert_eq!(window.map().point(id).unwrap().1.feeling, None);
}
