//! Types by stages as a small heat table: a number and a shade in each cell. A
//! press on a cell shows its entries, a press on a heading those of a row or a
//! column; the same press again shows all.

use std::collections::BTreeSet;

use egui::{
    Align, Align2, Color32, FontId, Layout, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, accesskit::Role,
};

use super::{FeedbackLog, name_of};
use crate::{
    editor::{Heat, Sieve},
    model::{Map, StageId, Subject},
    ui::{
        icon,
        style::{self, Chrome, SMALL},
        widgets,
    },
};

/// The width of the names of types.
const NAMES: f32 = 128.0;
/// The least width of a column.
const CELL: f32 = 44.0;
/// The height of a row.
const ROW: f32 = 24.0;
/// The most rows that are seen at once.
const ROWS: f32 = 9.0;

impl FeedbackLog {
    /// Draws the heading that folds the table, how much is shown, and the
    /// table when it is unfolded.
    pub(super) fn heat_ui(&mut self, ui: &mut Ui, map: &Map) {
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            self.fold_ui(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.shown_ui(ui);
            });
        });
        if !self.heat {
            return;
        }
        let mut sieve = std::mem::take(&mut self.log.sieve);
        let heat = &self.log.counts().heat;
        let columns = Columns::new(ui, heat.stages.len());
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        let rows = heat.kinds.len() as f32;
        ScrollArea::both()
            .id_salt("types by stages")
            .max_height((rows + 1.0).min(ROWS) * ROW)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                ui.spacing_mut().interact_size.y = ROW;
                heads_ui(ui, map, heat, (&columns, &mut sieve));
                for (kind, counts) in &heat.kinds {
                    ui.horizontal(|ui| {
                        let is_row = sieve.kinds.len() == 1 && sieve.kinds.contains(kind);
                        let name = (kind.label(), format!("Type {}", kind.label()));
                        if head_ui(ui, &name, Vec2::new(NAMES, ROW), is_row) {
                            sieve.kinds = only(kind, is_row);
                        }
                        for (stage, count) in heat.stages.iter().zip(counts) {
                            let cell = Cell {
                                count: *count,
                                warmth: heat.warmth(*count),
                                is_chosen: sieve.is_cell(kind, *stage),
                                name: format!("{}, {}", kind.label(), stage_name(map, *stage)),
                            };
                            if cell.ui(ui, columns.cell) {
                                sieve.toggle_cell(kind.clone(), *stage);
                            }
                        }
                    });
                }
            });
        self.log.sieve = sieve;
        ui.add_space(4.0);
    }

    fn fold_ui(&mut self, ui: &mut Ui) {
        let chrome = Chrome::of(ui);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(128.0, 26.0), Sense::click());
        let title = "Types by stages";
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.heat, title));
        if response.clicked() {
            self.heat = !self.heat;
        }
        let color = if response.hovered() || response.has_focus() {
            chrome.ink
        } else {
            chrome.muted
        };
        let caret = if self.heat {
            icon::CARET_DOWN
        } else {
            icon::CARET_RIGHT
        };
        let place = Rect::from_min_size(rect.min, Vec2::new(14.0, rect.height()));
        widgets::paint_icon(ui, place, caret, 12.0, color);
        ui.painter().text(
            rect.left_center() + Vec2::new(20.0, 0.0),
            Align2::LEFT_CENTER,
            title,
            style::strong(SMALL),
            color,
        );
    }
}

/// How wide the columns are.
struct Columns {
    cell: Vec2,
}

impl Columns {
    fn new(ui: &Ui, count: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a number of stages")]
        let even = (ui.available_width() - NAMES) / count.max(1) as f32;
        Self {
            cell: Vec2::new(even.max(CELL), ROW),
        }
    }
}

/// The names of the stages.
fn heads_ui(ui: &mut Ui, map: &Map, heat: &Heat, (columns, sieve): (&Columns, &mut Sieve)) {
    ui.horizontal(|ui| {
        ui.add_space(NAMES);
        for stage in &heat.stages {
            let is_column = sieve.stages.len() == 1 && sieve.stages.contains(stage);
            let full = stage_name(map, *stage);
            let name = (full.as_str(), format!("Stage {full}"));
            if head_ui(ui, &name, columns.cell, is_column) {
                sieve.stages = only(stage, is_column);
            }
        }
    });
}

/// This choice alone, or none when it is chosen already.
fn only<T: Clone + Ord>(choice: &T, is_chosen: bool) -> BTreeSet<T> {
    if is_chosen {
        BTreeSet::new()
    } else {
        BTreeSet::from([choice.clone()])
    }
}

fn stage_name(map: &Map, stage: Option<StageId>) -> String {
    name_of(map, stage.map_or(Subject::Map, Subject::Stage))
}

/// The heading of a row or a column. Says whether it was pressed.
fn head_ui(ui: &mut Ui, (text, name): &(&str, String), size: Vec2, is_chosen: bool) -> bool {
    let chrome = Chrome::of(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, name));
    let color = match (is_chosen, response.hovered() || response.has_focus()) {
        (true, _) => chrome.accent_ink,
        (false, true) => chrome.ink,
        (false, false) => chrome.muted,
    };
    let font = if is_chosen {
        style::strong(SMALL)
    } else {
        FontId::proportional(SMALL)
    };
    let is_column = size.x < NAMES || rect.left() > ui.max_rect().left() + 1.0;
    let galley = widgets::elided(ui, text, font, color, size.x - 8.0);
    let x = if is_column {
        rect.center().x - galley.size().x / 2.0
    } else {
        rect.left()
    };
    let pos = egui::pos2(x, rect.center().y - galley.size().y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(pos, galley, color);
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(*text);
    }
    clicked
}

/// A cell of the table.
struct Cell {
    count: usize,
    warmth: f32,
    is_chosen: bool,
    name: String,
}

impl Cell {
    /// Draws it. Says whether it was pressed.
    fn ui(self, ui: &mut Ui, size: Vec2) -> bool {
        let chrome = Chrome::of(ui);
        let sense = if self.count > 0 || self.is_chosen {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let inside = rect.shrink(1.0);
        if self.count > 0 {
            let name = format!("{}: {}", self.name, self.count);
            response
                .widget_info(|| WidgetInfo::selected(Role::Button, true, self.is_chosen, &name));
            let share = 0.07 + 0.33 * self.warmth;
            let fill = chrome.panel.lerp_to_gamma(chrome.accent_ink, share);
            ui.painter().rect_filled(inside, 4, fill);
        }
        let (text, color) = match self.count {
            0 => ("–".to_owned(), chrome.strong_line),
            count => (count.to_string(), chrome.ink),
        };
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            text,
            FontId::proportional(SMALL),
            color,
        );
        let ring = if self.is_chosen {
            Stroke::new(2.0, chrome.accent_ink)
        } else if self.count > 0 && (response.hovered() || response.has_focus()) {
            Stroke::new(1.0, chrome.accent_ink)
        } else {
            Stroke::new(0.0, Color32::TRANSPARENT)
        };
        ui.painter()
            .rect_stroke(inside, 4, ring, StrokeKind::Inside);
        response.on_hover_text(self.name).clicked()
    }
}
