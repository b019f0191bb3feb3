//! The parts of the window that the keyboard goes around with one key: menus,
//! canvas, outline, inspector, find bar. Each part is told by a widget that
//! can have the keyboard, and a ring shows where it is.

use egui::{Context, Id, Memory, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role};

use super::style::{Chrome, RADIUS};

/// A part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// The menus.
    Menus,
    /// The map.
    Canvas,
    /// The outline.
    Outline,
    /// The evidence: feedback, insights, opportunities.
    Evidence,
    /// The inspector.
    Inspector,
    /// The find bar.
    FindBar,
    /// The panel of the filter.
    Filter,
}

/// Where a part of the window is, so that the one that has the keyboard can be
/// told from it, and what takes the keyboard there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Which part.
    pub panel: Panel,
    /// Where it was drawn.
    pub rect: Rect,
    /// What takes the keyboard.
    pub first: Id,
}

/// Remembers where a part of the window was drawn in this frame.
pub(super) fn note(ui: &Ui, panel: Panel, rect: Rect, first: Id) {
    let place = Place { panel, rect, first };
    let now = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(key(panel), (place, now)));
}

fn key(panel: Panel) -> Id {
    Id::unique(("panel of the window", panel as u8))
}

/// Gives the keyboard to the next part of the window that is there.
pub(super) fn go_to_next(ctx: &Context) {
    let now = ctx.cumulative_pass_nr();
    let order = [
        Panel::Menus,
        Panel::Canvas,
        Panel::Outline,
        Panel::Evidence,
        Panel::Inspector,
        Panel::FindBar,
        Panel::Filter,
    ];
    let there: Vec<Place> = order
        .iter()
        .filter_map(|panel| {
            let held = ctx.data(|data| data.get_temp::<(Place, u64)>(key(*panel)));
            // What was not drawn lately is closed.
            held.filter(|(_, pass)| now <= pass + 1)
                .map(|(place, _)| place)
        })
        .collect();
    let focused = ctx.memory(Memory::focused);
    let rect = focused
        .and_then(|id| ctx.read_response(id))
        .map(|held| held.rect);
    // What lies over the canvas is looked at before the canvas.
    let inside = |place: &&Place| {
        Some(place.first) == focused || rect.is_some_and(|rect| place.rect.contains(rect.center()))
    };
    let here = there
        .iter()
        .rev()
        .find(|place| Some(place.first) == focused)
        .or_else(|| there.iter().rev().find(inside));
    let after = here.and_then(|here| there.iter().position(|place| place.panel == here.panel));
    let next = after.map_or(0, |at| (at + 1) % there.len().max(1));
    if let Some(place) = there.get(next) {
        ctx.memory_mut(|memory| memory.request_focus(place.first));
        ctx.request_repaint();
    }
}

/// A place for the keyboard at the beginning of a panel: F6 leads here, Tab on
/// to its fields, and a screen reader says its name.
pub(super) fn landmark_ui(ui: &Ui, panel: Panel, name: &str, rect: Rect) {
    let id = key(panel).with("landmark");
    let top = Rect::from_min_size(rect.min, egui::Vec2::new(rect.width(), 1.0));
    let response = ui.interact(top, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
    if response.has_focus() {
        ring(ui, rect);
    }
    note(ui, panel, rect, id);
}

/// Shows that a part of the window has the keyboard.
pub(super) fn ring(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(2.0, Chrome::of(ui).accent_ink);
    ui.painter()
        .rect_stroke(rect.shrink(2.0), RADIUS, stroke, StrokeKind::Inside);
}
