//! One thing to be decided: what it is about, how it was, and the two values
//! to choose of, beside each other.

use std::sync::Arc;

use egui::{
    Color32, Galley, Rect, RichText, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role, text::LayoutJob,
};

use crate::{
    model::{Choice, Conflict},
    ui::{
        dialog::changes::sentence_case,
        style::{self, Chrome, SMALL, TEXT},
        widgets,
    },
};

/// Between the two values.
const BETWEEN: f32 = 10.0;
/// Inside the edge of a value.
const PAD: Vec2 = Vec2::new(12.0, 9.0);
/// The mark of what is chosen, and the room it takes with the name of a side.
const MARK: f32 = 14.0;
const NAME: f32 = 20.0;

/// Draws it; what was chosen, if anything was.
pub(super) fn conflict_ui(ui: &mut Ui, conflict: &Conflict) -> Option<Choice> {
    let chrome = Chrome::of(ui);
    let title = sentence_case(&conflict.what) + ": " + conflict.field;
    let title = RichText::new(title).font(style::strong(TEXT));
    ui.label(title.color(chrome.ink));
    widgets::note_ui(ui, &format!("Before: {}", conflict.base));
    let whole = ui.available_width();
    let width = ((whole - BETWEEN) / 2.0).max(40.0);
    let sides = [
        (Choice::Mine, "Yours", &conflict.mine),
        (Choice::Theirs, "Theirs", &conflict.theirs),
    ];
    let values = sides.map(|(_, _, words)| wrapped(ui, words, width - 2.0 * PAD.x, chrome.ink));
    let tallest = values
        .iter()
        .map(|value| value.size().y)
        .fold(0.0, f32::max);
    let height = NAME + tallest + 2.0 * PAD.y;
    let (row, _) = ui.allocate_exact_size(Vec2::new(whole, height), Sense::hover());
    let mut chosen = None;
    for (place, ((choice, name, words), value)) in sides.into_iter().zip(values).enumerate() {
        let left = if place == 0 {
            row.left()
        } else {
            row.right() - width
        };
        let rect = Rect::from_min_size(egui::pos2(left, row.top()), Vec2::new(width, height));
        let response = ui.interact(rect, ui.scope_id().with(("side", place)), Sense::click());
        let is_chosen = conflict.choice == choice;
        let spoken = format!("{}, {}, {name}: {words}", conflict.what, conflict.field);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &spoken));
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        paint(ui, rect, (name, value), is_chosen, &response);
        if response.clicked() {
            chosen = Some(choice);
        }
    }
    ui.add_space(12.0);
    chosen
}

fn wrapped(ui: &Ui, words: &str, width: f32, color: Color32) -> Arc<Galley> {
    let font = egui::FontId::proportional(TEXT);
    let job = LayoutJob::simple(words.to_owned(), font, color, width);
    ui.painter().layout_job(job)
}

fn paint(
    ui: &Ui,
    rect: Rect,
    (name, value): (&str, Arc<Galley>),
    is_chosen: bool,
    response: &egui::Response,
) {
    let chrome = Chrome::of(ui);
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => chrome.tint,
        (false, true) => chrome.hover,
        (false, false) => chrome.panel,
    };
    let edge = if is_chosen {
        Stroke::new(1.5, chrome.accent_ink)
    } else {
        Stroke::new(1.0, chrome.strong_line)
    };
    let painter = ui.painter();
    painter.rect(rect, style::RADIUS, fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        let stroke = Stroke::new(2.0, chrome.accent_ink);
        let outside = StrokeKind::Outside;
        painter.rect_stroke(rect.expand(1.0), style::RADIUS + 1, stroke, outside);
    }
    let middle = rect.min + PAD + Vec2::splat(MARK / 2.0);
    let ring = if is_chosen {
        chrome.accent_ink
    } else {
        chrome.muted
    };
    painter.circle_stroke(middle, MARK / 2.0 - 0.5, Stroke::new(1.5, ring));
    if is_chosen {
        painter.circle_filled(middle, MARK / 2.0 - 3.5, ring);
    }
    let color = if is_chosen {
        chrome.accent_ink
    } else {
        chrome.muted
    };
    painter.text(
        middle + Vec2::new(MARK / 2.0 + 7.0, 0.0),
        egui::Align2::LEFT_CENTER,
        name,
        style::strong(SMALL),
        color,
    );
    let at = rect.min + PAD + Vec2::new(0.0, NAME);
    painter.galley(at, value, chrome.ink);
}
