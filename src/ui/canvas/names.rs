//! The visible elements for screen readers (and tests): what is only painted
//! would not exist for them. Costs nothing while nobody listens, and nothing
//! for what is out of view or too small to be told apart.

use std::{collections::BTreeMap, sync::Arc};

use egui::{
    Id, Rect, Sense, Ui, WidgetInfo,
    accesskit::{Action, Role},
};

use crate::{
    editor::{self, Editor, Selection},
    layout::Layout,
    model::{Divider, Element, Map},
};

/// Elements smaller than this on the screen, in points, are not named.
const SMALLEST: f32 = 6.0;
/// The most elements that are named at once.
const MOST: usize = 1_000;

/// The words for elements, as long as the map stays the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    map: Option<Arc<Map>>,
    labels: BTreeMap<Element, String>,
}

/// The stable id of an element on the canvas.
pub(super) fn id_of(element: Element) -> Id {
    Id::unique(("throughline element", element))
}

impl Names {
    /// Registers the elements in view, and does what a screen reader asks of
    /// them.
    pub(super) fn name_elements(&mut self, ui: &Ui, canvas: Rect, editor: &mut Editor) {
        let listened = ui
            .ctx()
            .accesskit_node_builder(super::id(), |_| ())
            .is_some();
        if !listened {
            return;
        }
        let map = Arc::clone(editor.map());
        if self.map.as_ref().is_none_or(|old| !Arc::ptr_eq(old, &map)) {
            self.labels.clear();
            self.map = Some(Arc::clone(&map));
        }
        let layout = editor.layout();
        let view = super::visible(editor, canvas);
        let to_screen = editor.view.screen_from_map();
        let mut wanted = None;
        for (element, rect) in in_view(&map, &layout, view).take(MOST) {
            let rect = (to_screen * rect).intersect(canvas);
            if !rect.is_positive() || rect.height() < SMALLEST {
                continue;
            }
            let label = self
                .labels
                .entry(element)
                .or_insert_with(|| editor::describe(&map, element));
            name(ui, rect, (&map, element), label, &editor.selection);
            let asks = |action| {
                ui.input(|input| input.has_accesskit_action_request(id_of(element), action))
            };
            if asks(Action::Click) || asks(Action::Focus) {
                wanted = Some(element);
            }
        }
        if let Some(element) = wanted {
            editor.settle();
            editor.select(Selection::one(element));
            ui.memory_mut(|memory| memory.request_focus(super::id()));
        }
    }
}

fn in_view<'a>(
    map: &'a Map,
    layout: &'a Layout,
    view: Rect,
) -> impl Iterator<Item = (Element, Rect)> + 'a {
    let columns = layout.columns_in(view).iter();
    let rows = layout.rows_in(view).1.iter();
    let curves = map.curves.iter().filter(|curve| !curve.hidden);
    let personas = map
        .personas
        .iter()
        .map(|persona| Element::Persona(persona.id));
    let few = std::iter::once(Element::Header)
        .chain(personas)
        .chain(columns.map(|column| Element::Stage(column.id)))
        .chain(rows.map(|row| Element::Lane(row.id)))
        .chain(Divider::ALL.iter().copied().map(Element::Divider))
        .chain(curves.map(|curve| Element::Curve(curve.id)))
        .chain(
            layout
                .visible_points(view)
                .map(|(id, _)| Element::Point(id)),
        )
        .filter_map(|element| Some((element, layout.rect_of(element)?)));
    let cards = layout.visible_cards(view);
    few.chain(cards.map(|(id, rect)| (Element::Card(id), rect)))
}

fn name(ui: &Ui, rect: Rect, (map, element): (&Map, Element), label: &str, selection: &Selection) {
    let response = ui.interact(rect, id_of(element), Sense::hover());
    let selected = selection.contains(element);
    let feeling = match element {
        Element::Point(id) => map.point(id).and_then(|(_, point)| point.feeling),
        Element::Header
        | Element::Persona(_)
        | Element::Stage(_)
        | Element::Lane(_)
        | Element::Card(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    };
    response.widget_info(|| match (element, feeling) {
        (Element::Point(_), Some(feeling)) => WidgetInfo::slider(true, feeling.value(), label),
        (Element::Stage(_), _) => WidgetInfo::selected(Role::ColumnHeader, true, selected, label),
        (Element::Lane(_), _) => WidgetInfo::selected(Role::RowHeader, true, selected, label),
        _ => WidgetInfo::selected(Role::ListItem, true, selected, label),
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(Action::Click);
        node.add_action(Action::Focus);
        node.set_selected(selected);
        if feeling.is_some() {
            node.set_min_numeric_value(-2.0);
            node.set_max_numeric_value(2.0);
        }
    });
}
