//! The visible elements for screen readers (and tests): what is only painted
//! would not exist for them. Costs nothing while nobody listens, and nothing
//! for what is out of view or too small to be told apart.

use egui::{
    Id, Rect, Sense, Ui, WidgetInfo,
    accesskit::{Action, Role},
};

use crate::{
    editor::{self, Editor, Selection},
    layout::Layout,
    model::{Element, Map},
};

/// Elements smaller than this on the screen, in points, are not named.
const SMALLEST: f32 = 6.0;
/// The most elements that are named at once.
const MOST: usize = 2_000;

/// The stable id of an element on the canvas.
pub(in crate::ui) fn id_of(element: Element) -> Id {
    Id::unique(("throughline element", element))
}

/// Registers the elements in view, and does what a screen reader asks of them.
pub(super) fn name_elements(ui: &Ui, canvas: Rect, editor: &mut Editor) {
    let listened = ui
        .ctx()
        .accesskit_node_builder(super::id(), |_| ())
        .is_some();
    if !listened {
        return;
    }
    let layout = editor.layout();
    let view = super::visible(editor, canvas);
    let mut wanted = None;
    for element in in_view(editor.map(), &layout, view).take(MOST) {
        let Some(rect) = layout.rect_of(element) else {
            continue;
        };
        let rect = (editor.view.screen_from_map() * rect).intersect(canvas);
        if rect.is_positive() && rect.height() >= SMALLEST {
            name(ui, rect, editor.map(), &editor.selection, element);
            let asked = ui.input(|input| {
                input.has_accesskit_action_request(id_of(element), Action::Click)
                    || input.has_accesskit_action_request(id_of(element), Action::Focus)
            });
            if asked {
                wanted = Some(element);
            }
        }
    }
    if let Some(element) = wanted {
        editor.settle();
        editor.selection = Selection::one(element);
        ui.memory_mut(|memory| memory.request_focus(super::id()));
    }
}

fn in_view<'a>(map: &'a Map, layout: &'a Layout, view: Rect) -> impl Iterator<Item = Element> + 'a {
    let columns = layout.columns_in(view).iter();
    let rows = layout.rows_in(view).1.iter();
    std::iter::once(Element::Header)
        .chain(columns.map(|column| Element::Stage(column.id)))
        .chain(rows.map(|row| Element::Lane(row.id)))
        .chain(
            map.curves
                .iter()
                .filter(|curve| !curve.hidden)
                .map(|curve| Element::Curve(curve.id)),
        )
        .chain(layout.visible_cards(view).map(|(id, _)| Element::Card(id)))
        .chain(
            layout
                .visible_points(view)
                .map(|(id, _)| Element::Point(id)),
        )
}

fn name(ui: &Ui, rect: Rect, map: &Map, selection: &Selection, element: Element) {
    let response = ui.interact(rect, id_of(element), Sense::hover());
    let selected = selection.contains(element);
    let label = editor::describe(map, element);
    let feeling = match element {
        Element::Point(id) => map.point(id).and_then(|(_, point)| point.feeling),
        Element::Header
        | Element::Persona(_)
        | Element::Stage(_)
        | Element::Lane(_)
        | Element::Card(_)
        | Element::Curve(_) => None,
    };
    response.widget_info(|| match (element, feeling) {
        (Element::Point(_), Some(feeling)) => WidgetInfo::slider(true, feeling.value(), &label),
        (Element::Stage(_), _) => WidgetInfo::selected(Role::ColumnHeader, true, selected, &label),
        (Element::Lane(_), _) => WidgetInfo::selected(Role::RowHeader, true, selected, &label),
        _ => WidgetInfo::selected(Role::ListItem, true, selected, &label),
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
