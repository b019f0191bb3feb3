//! The visible elements for screen readers (and tests): what is only painted
//! would not exist for them. Each has its name, its place among its like, its
//! value and what can be done with it. Costs nothing while nobody listens, and
//! nothing for what is out of view or too small to be told apart; the outline
//! has the rest.

use std::{collections::BTreeMap, sync::Arc};

use egui::{
    Id, Rect, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::{Action, ActionData, Role},
};

use crate::{
    editor::{self, Editor, Selection},
    layout::Layout,
    model::{CurveId, CurveKind, Divider, Element, Map, PointId, Valence},
};

/// Elements smaller than this on the screen, in points, are not named.
const SMALLEST: f32 = 6.0;
/// The most elements that are named at once.
const MOST: usize = 1_000;
/// How much one step changes a feeling.
const STEP: f64 = 0.25;

/// The words for elements, as long as the map stays the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    map: Option<Arc<Map>>,
    words: BTreeMap<Element, Words>,
}

/// What there is to say of an element.
#[derive(Debug)]
struct Words {
    name: String,
    value: String,
    /// How it feels, for an emotion point.
    feeling: Option<Valence>,
    /// The middle of its scale: 0 of a feeling, 3 of a dramatic arc.
    middle: f64,
}

/// The stable id of an element on the canvas.
pub(super) fn id_of(element: Element) -> Id {
    Id::unique(("throughline element", element))
}

/// What a screen reader asked for.
enum Wish {
    Select(Element),
    Reveal(Element),
    Feel(PointId, Valence),
}

impl Names {
    /// Registers the elements in view, and does what a screen reader asks of
    /// them.
    pub(super) fn name_elements(&mut self, ui: &mut Ui, canvas: Rect, editor: &mut Editor) {
        let current = editor.selection.primary();
        let listened = ui.ctx().accesskit_node_builder(super::id(), |node| {
            if let Some(element) = current {
                node.set_active_descendant(id_of(element).accesskit_id());
            }
        });
        if listened.is_none() {
            return;
        }
        let map = Arc::clone(editor.map());
        if self.map.as_ref().is_none_or(|old| !Arc::ptr_eq(old, &map)) {
            self.words.clear();
            self.map = Some(Arc::clone(&map));
        }
        let layout = editor.layout();
        let view = super::visible(editor, canvas);
        let to_screen = editor.view.screen_from_map();
        let mut wish = None;
        // They belong to the canvas, which has the keyboard for them.
        let builder = UiBuilder::new()
            .id_salt("elements")
            .max_rect(canvas)
            .accessibility_parent(super::id());
        let inside = ui.new_child(builder);
        for (element, rect) in in_view(&map, &layout, view).take(MOST) {
            let rect = (to_screen * rect).intersect(canvas);
            // Lines and points are small at any zoom.
            let is_small = matches!(element, Element::Divider(_) | Element::Point(_));
            let smallest = if is_small { 0.5 } else { SMALLEST };
            if !rect.is_positive() || rect.height() < smallest {
                continue;
            }
            let words = self
                .words
                .entry(element)
                .or_insert_with(|| words_of(&map, element));
            name(&inside, rect, element, words, &editor.selection);
            wish = asked(ui, element, words).or(wish);
        }
        match wish {
            Some(Wish::Select(element)) => {
                editor.settle();
                editor.select(Selection::one(element));
                ui.memory_mut(|memory| memory.request_focus(super::id()));
            }
            Some(Wish::Reveal(element)) => {
                if let Some(rect) = layout.rect_of(element) {
                    editor.view.reveal(rect);
                }
            }
            Some(Wish::Feel(point, feeling)) => editor.set_feeling(point, feeling),
            None => {}
        }
    }
}

fn words_of(map: &Map, element: Element) -> Words {
    Words {
        middle: match element {
            Element::Point(id) => map
                .point(id)
                .map_or(0.0, |(_, point)| middle(map, point.curve)),
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Card(_)
            | Element::Curve(_)
            | Element::Divider(_) => 0.0,
        },
        name: editor::describe(map, element),
        value: editor::value_of(map, element),
        feeling: match element {
            Element::Point(id) => map.point(id).and_then(|(_, point)| point.feeling),
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Card(_)
            | Element::Curve(_)
            | Element::Divider(_) => None,
        },
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

/// What a screen reader asks of an element in this frame.
fn asked(ui: &Ui, element: Element, words: &Words) -> Option<Wish> {
    let id = id_of(element);
    let asks = |action| ui.input(|input| input.has_accesskit_action_request(id, action));
    if asks(Action::Click) || asks(Action::Focus) {
        return Some(Wish::Select(element));
    }
    if asks(Action::ScrollIntoView) {
        return Some(Wish::Reveal(element));
    }
    let Element::Point(point) = element else {
        return None;
    };
    let feel = |value: f64| Some(Wish::Feel(point, Valence::clamped(value - words.middle)));
    let now = words.feeling.map_or(0.0, Valence::value) + words.middle;
    if asks(Action::Increment) {
        return feel(now + STEP);
    }
    if asks(Action::Decrement) {
        return feel(now - STEP);
    }
    let value = ui.input(|input| {
        let mut requests = input.accesskit_action_requests(id, Action::SetValue);
        requests.find_map(|request| match &request.data {
            Some(ActionData::NumericValue(value)) => Some(*value),
            Some(ActionData::Value(text)) => text.trim().parse().ok(),
            _ => None,
        })
    });
    feel(value?)
}

fn name(ui: &Ui, rect: Rect, element: Element, words: &Words, selection: &Selection) {
    let response = ui.interact(rect, id_of(element), Sense::hover());
    let selected = selection.contains(element);
    let label = words.name.as_str();
    let info = |role| WidgetInfo::selected(role, true, selected, label);
    response.widget_info(|| match (element, words.feeling) {
        (Element::Point(_), Some(feeling)) => {
            WidgetInfo::slider(true, feeling.value() + words.middle, label)
        }
        (Element::Stage(_), _) => info(Role::ColumnHeader),
        (Element::Lane(_), _) => info(Role::RowHeader),
        (Element::Divider(_), _) => info(Role::Splitter),
        (
            Element::Header
            | Element::Persona(_)
            | Element::Card(_)
            | Element::Point(_)
            | Element::Curve(_),
            _,
        ) => info(Role::ListItem),
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(Action::Click);
        node.add_action(Action::Focus);
        node.add_action(Action::ScrollIntoView);
        node.set_selected(selected);
        if !words.value.is_empty() {
            node.set_value(words.value.as_str());
        }
        if matches!(element, Element::Point(_)) {
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
            node.add_action(Action::SetValue);
            node.set_min_numeric_value(words.middle - 2.0);
            node.set_max_numeric_value(words.middle + 2.0);
            node.set_numeric_value_step(STEP);
        }
    });
}

/// The middle of a curve's scale: a feeling goes from −2 to +2, the tension of
/// a dramatic arc from 1 to 5.
fn middle(map: &Map, curve: CurveId) -> f64 {
    match map.curve(curve).map(|curve| curve.kind) {
        Some(CurveKind::Tension) => 3.0,
        Some(CurveKind::Emotion) | None => 0.0,
    }
}
