//! The preview of a pasted table: its cells under the stages and beside the
//! lanes that they go to. Names stay in view while it is scrolled, and only
//! what is seen is drawn.

use std::ops::Range;

use egui::{
    Color32, FontId, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use crate::{
    editor::{Column, Filling, Goes, Options, Row},
    model::LaneKind,
    ui::{
        style::{self, CONTROL, Chrome, SMALL},
        widgets::{elided, menu_field_ui, option_ui},
    },
};

/// The width of the names of lanes.
const LABELS: f32 = 168.0;
/// The height of the names of stages.
const NAMES: f32 = 42.0;
/// A cell is at least and at most so wide.
const CELL: (f32, f32) = (118.0, 220.0);
/// From one line of a cell to the next.
const LEADING: f32 = 16.0;
/// Inside a cell.
const PAD: Vec2 = Vec2::new(8.0, 6.0);
/// So many items of a cell are shown.
const SHOWN: usize = 3;

/// The grid with its measures.
struct Grid<'a> {
    filling: &'a Filling,
    cell: Vec2,
    /// The corner of the whole grid on the screen.
    origin: Pos2,
    /// The part that can be seen.
    seen: Rect,
}

pub(super) fn grid_ui(ui: &mut Ui, filling: &Filling, options: &mut Options) {
    let (columns, rows) = (filling.columns().len(), filling.rows().len());
    let room = ui.available_width();
    #[expect(clippy::cast_precision_loss, reason = "columns and rows of a table")]
    let (across, down) = (columns as f32, rows as f32);
    let width = ((room - LABELS) / across.max(1.0)).clamp(CELL.0, CELL.1);
    let cell = Vec2::new(width, cell_height(filling));
    let size = Vec2::new(LABELS + across * width, NAMES + down * cell.y);
    let tallest = (ui.ctx().content_rect().height() - 370.0).clamp(160.0, 380.0);
    ScrollArea::both()
        .id_salt("preview")
        .max_height(tallest)
        .auto_shrink([true, true])
        .show(ui, |ui| {
            let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
            let grid = Grid {
                filling,
                cell,
                origin: whole.min,
                seen: ui.clip_rect().intersect(whole),
            };
            grid.cells_ui(ui);
            grid.labels_ui(ui, options);
            grid.names_ui(ui);
            let line = Chrome::of(ui).line;
            ui.painter()
                .rect_stroke(grid.seen, 0, Stroke::new(1.0, line), StrokeKind::Inside);
        });
}

/// As many lines as the fullest cell needs, up to those that are shown.
fn cell_height(filling: &Filling) -> f32 {
    let rows = filling.rows().iter();
    let cells = rows.flat_map(|row| {
        let columns = filling.columns().iter();
        columns.map(move |column| filling.items(row, column).len())
    });
    let lines = cells.max().unwrap_or(1).clamp(1, SHOWN);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let lines = lines as f32;
    // A new lane shows its name and a menu of its kind.
    let has_new = filling.rows().iter().any(|row| row.goes == Goes::New);
    let least = if has_new { 56.0 } else { 34.0 };
    (lines * LEADING + 2.0 * PAD.y).max(least)
}

impl Grid<'_> {
    fn x(&self, column: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "columns of a table")]
        let column = column as f32;
        self.origin.x + LABELS + column * self.cell.x
    }

    fn y(&self, row: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let row = row as f32;
        self.origin.y + NAMES + row * self.cell.y
    }

    /// The columns that can be seen.
    fn columns(&self) -> Range<usize> {
        let left = self.seen.left() - self.origin.x - LABELS;
        let right = self.seen.right() - self.origin.x - LABELS;
        range(left, right, self.cell.x, self.filling.columns().len())
    }

    /// The rows that can be seen.
    fn rows(&self) -> Range<usize> {
        let top = self.seen.top() - self.origin.y - NAMES;
        let bottom = self.seen.bottom() - self.origin.y - NAMES;
        range(top, bottom, self.cell.y, self.filling.rows().len())
    }

    fn cells_ui(&self, ui: &mut Ui) {
        for row_index in self.rows() {
            let Some(row) = self.filling.rows().get(row_index) else {
                continue;
            };
            for column_index in self.columns() {
                let Some(column) = self.filling.columns().get(column_index) else {
                    continue;
                };
                let corner = Pos2::new(self.x(column_index), self.y(row_index));
                self.cell_ui(ui, Rect::from_min_size(corner, self.cell), row, column);
            }
        }
    }

    fn cell_ui(&self, ui: &mut Ui, rect: Rect, row: &Row, column: &Column) {
        let chrome = Chrome::of(ui);
        let items = self.filling.items(row, column);
        let goes = row.goes != Goes::Nowhere && column.goes != Goes::Nowhere;
        let fill = if goes { chrome.panel } else { chrome.hover };
        let line = Stroke::new(1.0, chrome.line);
        ui.painter().rect(rect, 0, fill, line, StrokeKind::Inside);
        if items.is_empty() {
            return;
        }
        let ink = if goes { chrome.ink } else { chrome.muted };
        let more = items.len() > SHOWN;
        let shown = if more { SHOWN - 1 } else { items.len() };
        let mut at = rect.min + PAD;
        let mut line = |text: &str, color: Color32| {
            let font = FontId::proportional(SMALL);
            let text = text.replace('\n', " ");
            let galley = elided(ui, &text, font, color, rect.width() - 2.0 * PAD.x);
            ui.painter().galley(at, galley, color);
            at.y += LEADING;
        };
        for item in items.iter().take(shown) {
            line(item, ink);
        }
        if more {
            line(&format!("and {} more", items.len() - shown), chrome.muted);
        }
        let id = ui.scope_id().with(("cell", row.source, column.source));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| {
            let place = format!("{}, {}: {}", row.name, column.name, items.join("; "));
            WidgetInfo::labeled(Role::Cell, true, place)
        });
        response.on_hover_ui(|ui| {
            for item in items.iter().take(20) {
                ui.label(item.chars().take(400).collect::<String>());
            }
        });
    }

    /// The stages, over the top of what is seen.
    fn names_ui(&self, ui: &mut Ui) {
        let chrome = Chrome::of(ui);
        let size = Vec2::new(self.seen.width(), NAMES);
        let strip = Rect::from_min_size(self.seen.min, size);
        ui.painter().rect_filled(strip, 0, chrome.panel);
        for index in self.columns() {
            let Some(column) = self.filling.columns().get(index) else {
                continue;
            };
            let corner = Pos2::new(self.x(index), strip.top());
            let rect = Rect::from_min_size(corner, Vec2::new(self.cell.x, NAMES));
            let (note, color) = match column.goes {
                Goes::New => ("New stage", chrome.accent_ink),
                Goes::Renamed(_) => ("Renamed", chrome.accent_ink),
                Goes::To(_) | Goes::Above => ("", chrome.muted),
                Goes::Nowhere => ("Left out", chrome.muted),
            };
            name_ui(ui, rect, &column.name, (note, color));
        }
        // Over names that have been scrolled under the corner.
        let corner = Rect::from_min_size(self.seen.min, Vec2::new(LABELS, NAMES));
        ui.painter().rect_filled(corner, 0, chrome.panel);
        let below = strip.bottom();
        let line = Stroke::new(1.0, chrome.strong_line);
        ui.painter().hline(strip.x_range(), below, line);
    }

    /// The lanes, over the left of what is seen.
    fn labels_ui(&self, ui: &mut Ui, options: &mut Options) {
        let chrome = Chrome::of(ui);
        let mut place = self.seen;
        place.min.y += NAMES;
        let size = Vec2::new(LABELS, place.height());
        let strip = Rect::from_min_size(place.min, size);
        ui.painter().rect_filled(strip, 0, chrome.panel);
        let mut part = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        part.set_clip_rect(strip);
        for index in self.rows() {
            let Some(row) = self.filling.rows().get(index) else {
                continue;
            };
            let corner = Pos2::new(strip.left(), self.y(index));
            let rect = Rect::from_min_size(corner, Vec2::new(LABELS, self.cell.y));
            let line = Stroke::new(1.0, chrome.line);
            let painter = part.painter().clone();
            painter.rect_stroke(rect, 0, line, StrokeKind::Inside);
            match row.goes {
                Goes::New => Self::new_lane_ui(&mut part, rect, row, options),
                Goes::To(_) | Goes::Renamed(_) => {
                    name_ui(&part, rect, &row.name, ("", chrome.muted));
                }
                Goes::Above => name_ui(&part, rect, "", ("", chrome.muted)),
                Goes::Nowhere => name_ui(&part, rect, &row.name, ("Left out", chrome.muted)),
            }
        }
        let line = Stroke::new(1.0, chrome.strong_line);
        ui.painter().vline(strip.right(), self.seen.y_range(), line);
    }

    /// A lane that is made: its name, and a menu of its kind.
    fn new_lane_ui(ui: &mut Ui, rect: Rect, row: &Row, options: &mut Options) {
        let chrome = Chrome::of(ui);
        let font = style::strong(SMALL);
        let galley = elided(ui, &row.name, font, chrome.ink, rect.width() - 2.0 * PAD.x);
        ui.painter()
            .galley(rect.min + Vec2::new(PAD.x, 4.0), galley, chrome.ink);
        let corner = rect.min + Vec2::new(4.0, 22.0);
        let place = Rect::from_min_size(corner, Vec2::new(rect.width() - 8.0, CONTROL));
        let mut field = ui.new_child(egui::UiBuilder::new().id_salt(row.source).max_rect(place));
        let label = format!("Kind of the new lane {}", row.name);
        let name = format!("New: {}", row.kind.label());
        menu_field_ui(&mut field, &label, (None, &name), place.width(), |ui| {
            for kind in LaneKind::ALL.iter().copied() {
                if option_ui(ui, kind.label(), kind == row.kind).clicked() {
                    options.kinds.insert(row.source, kind);
                    ui.close();
                }
            }
        });
    }
}

/// A name, with a note below it if there is one.
fn name_ui(ui: &Ui, rect: Rect, name: &str, (note, color): (&str, Color32)) {
    let chrome = Chrome::of(ui);
    let room = rect.width() - 2.0 * PAD.x;
    let name = elided(ui, name, style::strong(SMALL), chrome.ink, room);
    let note = elided(ui, note, FontId::proportional(11.0), color, room);
    let height = if note.is_empty() {
        name.size().y
    } else {
        name.size().y + note.size().y
    };
    let at = Pos2::new(rect.left() + PAD.x, rect.center().y - height / 2.0);
    let below = at + Vec2::new(0.0, name.size().y);
    ui.painter().galley(at, name, chrome.ink);
    ui.painter().galley(below, note, color);
}

/// The cells from one place to another.
fn range(from: f32, to: f32, each: f32, count: usize) -> Range<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least zero, and it saturates"
    )]
    let index = |at: f32| (at / each).max(0.0) as usize;
    index(from).min(count)..(index(to) + 1).min(count)
}
