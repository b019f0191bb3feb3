//! Entries that are dragged onto the canvas: what is under the pointer is lit
//! up, the entries hang at the pointer with their number, letting go links
//! them, and Escape leaves everything as it was.

use egui::{
    Color32, Context, CursorIcon, FontId, Id, Key, LayerId, Modifiers, Order, Painter, Pos2, Rect,
    Stroke, StrokeKind, Vec2,
};

use super::{FeedbackLog, name_of, row::one_line, search::short};
use crate::{
    editor::Editor,
    layout::{Hit, Layout},
    model::{Edit, FeedbackField, FeedbackId, Map, Subject},
    ui::{
        ask::Asks,
        style::{self, Chrome, SMALL, TEXT},
    },
};

/// The width of what hangs at the pointer.
const WIDTH: f32 = 250.0;

/// Entries on their way.
#[derive(Debug)]
pub(super) struct Carried {
    ids: Vec<FeedbackId>,
    words: String,
}

impl Carried {
    /// These entries; the words are those of the one under the pointer.
    pub(super) fn new(ids: Vec<FeedbackId>, words: &str) -> Self {
        Self {
            ids,
            words: short(&one_line(words), 64),
        }
    }
}

impl FeedbackLog {
    /// Draws what is dragged over the canvas, and links it where it is let go.
    pub(in crate::ui::evidence) fn carry_ui(
        &mut self,
        ctx: &Context,
        editor: &mut Editor,
        asks: &mut Asks,
    ) {
        let Some(carried) = &self.carried else { return };
        let escapes = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
            || ctx.input(|input| input.pointer.secondary_pressed());
        let pos = ctx.input(|input| input.pointer.latest_pos());
        let (Some(pos), false) = (pos, escapes) else {
            self.carried = None;
            return;
        };
        let about = about_at(editor, pos);
        if !ctx.input(|input| input.pointer.primary_down()) {
            if let Some(about) = about {
                let ids = carried.ids.clone();
                let edit = Edit::SetFeedback(ids, FeedbackField::About(about));
                asks.run(edit, "link feedback");
            }
            self.carried = None;
            return;
        }
        let over = editor.view.viewport().contains(pos);
        ctx.set_cursor_icon(match (about, over) {
            (Some(_), _) => CursorIcon::Copy,
            (None, true) => CursorIcon::NotAllowed,
            (None, false) => CursorIcon::Grabbing,
        });
        let layer = LayerId::new(Order::Tooltip, Id::unique("carried feedback"));
        let painter = ctx.layer_painter(layer);
        if let Some(about) = about {
            let canvas = painter.with_clip_rect(editor.view.viewport());
            light(&canvas, editor, about);
        }
        let map = std::sync::Arc::clone(editor.map());
        carried.paint(&painter, pos, (about, &map));
    }
}

impl Carried {
    /// Hangs the entries at the pointer.
    fn paint(&self, painter: &Painter, pos: Pos2, (about, map): (Option<Subject>, &Map)) {
        let chrome = Chrome::behind(&painter.ctx().global_style().visuals);
        let title = match self.ids.len() {
            1 if self.words.is_empty() => "1 entry".to_owned(),
            1 => format!("“{}”", self.words),
            count => format!("{count} entries"),
        };
        let aim = match about {
            Some(about) => format!("Link to {}", short(&name_of(map, about), 40)),
            None => "Drop it on a card or a stage".to_owned(),
        };
        let room = WIDTH - 24.0;
        let title = painter.layout(title, FontId::proportional(TEXT), chrome.ink, room);
        let aim_ink = if about.is_some() {
            chrome.accent_ink
        } else {
            chrome.muted
        };
        let aim = painter.layout(aim, style::strong(SMALL), aim_ink, room);
        let width = title.size().x.max(aim.size().x) + 24.0;
        let height = title.size().y + aim.size().y + 20.0;
        let mut rect = Rect::from_min_size(pos + Vec2::new(14.0, 12.0), Vec2::new(width, height));
        let screen = painter.ctx().content_rect();
        if rect.right() > screen.right() {
            rect = rect.translate(Vec2::new(-width - 22.0, 0.0));
        }
        if rect.bottom() > screen.bottom() {
            rect = rect.translate(Vec2::new(0.0, -height - 20.0));
        }
        painter.add(chrome.float().as_shape(rect, 9));
        let edge = Stroke::new(1.0, chrome.strong_line);
        painter.rect(rect, 9, chrome.panel, edge, StrokeKind::Inside);
        let corner = rect.min + Vec2::new(12.0, 9.0);
        let below = corner + Vec2::new(0.0, title.size().y + 2.0);
        painter.galley(corner, title, chrome.ink);
        painter.galley(below, aim, aim_ink);
    }
}

/// What entries are linked to that are let go at a place of the screen.
fn about_at(editor: &mut Editor, pos: Pos2) -> Option<Subject> {
    if !editor.view.viewport().contains(pos) {
        return None;
    }
    let place = editor.view.map_from_screen() * pos;
    let place = editor.pinned().place(place);
    let slop = 2.0 * editor.view.pixel();
    match editor.layout().hit(place, slop) {
        Hit::Card(id) => Some(Subject::Card(id)),
        Hit::Point(id) => {
            let (stage, point) = editor.map().point(id)?;
            Some(point.card.map_or(Subject::Stage(stage.id), Subject::Card))
        }
        Hit::Stage(stage)
        | Hit::StageEdge(stage)
        | Hit::Cell { stage, .. }
        | Hit::Curve { stage, .. } => Some(Subject::Stage(stage)),
        Hit::Legend(_)
        | Hit::Lane(_)
        | Hit::Divider(_)
        | Hit::Persona(_)
        | Hit::Header
        | Hit::Paper
        | Hit::Desk => None,
    }
}

/// Shows where the entries would go: a ring around a card, a veil over the
/// whole column of a stage.
fn light(painter: &Painter, editor: &mut Editor, about: Subject) {
    let layout = editor.layout();
    let Some(rect) = place_of(&layout, about) else {
        return;
    };
    let rect = editor.view.screen_from_map() * rect;
    let chrome = Chrome::behind(&painter.ctx().global_style().visuals);
    let veil = chrome.accent.gamma_multiply(0.10);
    let fill = match about {
        Subject::Card(_) => Color32::TRANSPARENT,
        Subject::Stage(_) | Subject::Map => veil,
    };
    let ring = Stroke::new(2.0, chrome.accent_ink);
    painter.rect(rect.expand(3.0), 8, fill, ring, StrokeKind::Inside);
}

fn place_of(layout: &Layout, about: Subject) -> Option<Rect> {
    match about {
        Subject::Map => None,
        Subject::Card(id) => layout.rect_of(crate::model::Element::Card(id)),
        Subject::Stage(id) => {
            let column = layout.stages.iter().find(|column| column.id == id)?;
            let top = layout.chevron_rect(column).top();
            let corner = Pos2::new(column.x, top);
            let end = Pos2::new(column.x + column.width, layout.size.y);
            Some(Rect::from_min_max(corner, end))
        }
    }
}
