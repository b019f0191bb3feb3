//! The headings of the list, in two lines as its rows have them: a press sorts
//! by one, a further press turns the order around.

use egui::{
    Align2, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::order::{Order, Sort};
use crate::ui::{
    icon,
    style::{self, Chrome, SMALL},
    widgets,
};

/// The height of a line of headings.
const LINE: f32 = 22.0;
/// The width of the control for votes.
const VOTES: f32 = 76.0;
/// The width of the controls for impact and effort.
const LEVEL: f32 = 60.0;
/// Between two controls.
pub(super) const GAP: f32 = 6.0;

/// Where across the list its columns begin and end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// The stage, votes, impact and effort.
    pub(super) upper: [(f32, f32); 4],
    /// Status, owner and metric.
    pub(super) lower: [(f32, f32); 3],
}

impl Columns {
    /// The columns of a list between two places.
    pub(super) fn between(left: f32, right: f32) -> Self {
        let (left, right) = (left + 24.0, right - 8.0);
        let effort = right - LEVEL;
        let impact = effort - GAP - LEVEL;
        let votes = impact - GAP - VOTES;
        let third = (right - left - 2.0 * GAP) / 3.0;
        let lower = [0.0, 1.0, 2.0].map(|place| {
            let start = left + place * (third + GAP);
            (start, start + third)
        });
        Self {
            upper: [
                (left, votes - GAP),
                (votes, votes + VOTES),
                (impact, impact + LEVEL),
                (effort, right),
            ],
            lower,
        }
    }
}

/// Draws the headings. The order that a press asks for.
pub(super) fn head_ui(ui: &mut Ui, order: Order) -> Option<Order> {
    let size = vec2(ui.available_width(), 2.0 * LINE + 2.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let columns = Columns::between(rect.left(), rect.right() - 6.0);
    let upper = [
        ("Stage", Sort::Journey),
        ("Votes", Sort::Votes),
        ("Impact", Sort::Impact),
        ("Effort", Sort::Effort),
    ];
    let lower = [
        ("Status", Sort::Status),
        ("Owner", Sort::Owner),
        ("Metric", Sort::Metric),
    ];
    let upper = columns.upper.into_iter().zip(upper).map(|it| (0.0, it));
    let lower = columns.lower.into_iter().zip(lower).map(|it| (LINE, it));
    let mut pressed = None;
    for (down, ((left, right), (name, sort))) in upper.chain(lower) {
        let top = rect.top() + down;
        let place = Rect::from_min_max(pos2(left, top), pos2(right, top + LINE));
        if column_ui(ui, place, (name, sort), order) {
            pressed = Some(order.pressed(sort));
        }
    }
    let line = Chrome::of(ui).strong_line;
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, (1.0, line));
    pressed
}

/// The heading of a column. Whether it was pressed.
fn column_ui(ui: &Ui, place: Rect, (name, sort): (&str, Sort), order: Order) -> bool {
    let chrome = Chrome::of(ui);
    let id = Id::unique(("opportunity column", sort));
    let response = ui.interact(place, id, Sense::click());
    let is_on = order.sort == sort;
    let spoken = match (is_on, order.is_downward()) {
        (false, _) => format!("Sort by {}", name.to_lowercase()),
        (true, true) => format!("{name}, sorted downward"),
        (true, false) => format!("{name}, sorted upward"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &spoken));
    let color = if is_on || response.hovered() || response.has_focus() {
        chrome.ink
    } else {
        chrome.muted
    };
    let font = style::strong(SMALL);
    let painter = ui.painter();
    let shown = painter.text(place.left_center(), Align2::LEFT_CENTER, name, font, color);
    if is_on {
        let arrow = if order.is_downward() {
            icon::CARET_DOWN
        } else {
            icon::CARET_UP
        };
        let corner = pos2(shown.right() + 2.0, place.top());
        let at = Rect::from_min_size(corner, vec2(13.0, LINE));
        widgets::paint_icon(ui, at, arrow, 11.0, chrome.accent_ink);
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, chrome.accent_ink);
        let around = response.rect.expand2(vec2(4.0, 0.0));
        ui.painter()
            .rect_stroke(around, 5, ring, StrokeKind::Inside);
    }
    response.clicked()
}
