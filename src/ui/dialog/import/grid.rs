//! The table of a file, with what its columns are taken for above them, or for
//! stages across its rows beside them. Names and numbers of lines stay in view
//! while it is scrolled, and only what is seen is drawn.

use egui::{
    Color32, FontId, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use super::{
    form::ImportForm,
    measures::{LABELS, Measures, NAME, NUMBERS, PAD},
    reading::Known,
};
use crate::{
    file::import::{Layout, Meaning, Row, Understood},
    ui::{
        style::{self, CONTROL, Chrome, SMALL},
        widgets::{elided, menu_field_ui, option_ui},
    },
};

/// From one line of a cell to the next.
const LEADING: f32 = 16.0;
/// So much of a cell is shown under the pointer, in characters.
const TOLD: usize = 600;

/// The grid with its measures.
struct Grid<'a> {
    known: &'a Understood,
    /// Lines and what there is to say of them, in their order.
    remarks: &'a [(usize, String)],
    /// What the rows below the head are.
    body: &'a [Row],
    /// Where everything is.
    at: Measures,
}

/// Draws the table into the room there is; how much of its height it took.
pub(super) fn grid_ui(ui: &mut Ui, form: &mut ImportForm, all: &Known) -> f32 {
    let known = &*all.understood;
    let across = known.layout == Some(Layout::StagesAcross);
    let body = known
        .rows
        .get(usize::from(known.header)..)
        .unwrap_or_default();
    let room = ui.available_size();
    let mut grid = Grid {
        known,
        remarks: all.remarks(),
        body,
        at: Measures::new(known, across, room.x),
    };
    let mut area = ScrollArea::both()
        .id_salt("import table")
        .max_height(room.y)
        .auto_shrink([false, true]);
    if let Some(line) = form.goal.take() {
        form.marked = Some(line);
        let row = grid.row_of(line);
        area = area.vertical_scroll_offset((row - 1.0).max(0.0) * grid.at.row_height());
    }
    let mut chosen = None;
    let shown = area.show(ui, |ui| {
        let (whole, _) = ui.allocate_exact_size(grid.at.size(), Sense::hover());
        grid.at.origin = whole.min;
        grid.at.seen = ui.clip_rect().intersect(whole);
        grid.cells_ui(ui, form.marked);
        grid.numbers_ui(ui);
        chosen = grid.heads_ui(ui);
        if across {
            chosen = chosen.or(grid.labels_ui(ui));
        }
        grid.corner_ui(ui);
        let line = Stroke::new(1.0, Chrome::of(ui).line);
        ui.painter()
            .rect_stroke(grid.at.seen, 0, line, StrokeKind::Inside);
    });
    if let Some((place, meaning)) = chosen {
        form.take(place, meaning);
        ui.ctx().request_repaint();
    }
    shown.inner_rect.height().min(grid.at.size().y + 14.0)
}

impl Grid<'_> {
    /// The row that a line of the file is in.
    fn row_of(&self, line: usize) -> f32 {
        let after = self.body.partition_point(|row| row.line <= line);
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let row = after.saturating_sub(1) as f32;
        row
    }

    /// The first there is to say about a line; remarks are in their order.
    fn remark(&self, line: usize) -> Option<&str> {
        let remarks = self.remarks;
        let at = remarks.partition_point(|(other, _)| *other < line);
        let (found, text) = remarks.get(at)?;
        (*found == line).then_some(text.as_str())
    }

    fn meaning(&self, place: usize) -> Option<Meaning> {
        self.known
            .columns
            .get(place)
            .and_then(|column| column.meaning)
    }

    fn cells_ui(&self, ui: &mut Ui, marked: Option<usize>) {
        let first = usize::from(self.at.across);
        let marked = marked.map(|line| self.row_of(line));
        for index in self.at.rows() {
            let Some(row) = self.body.get(index) else {
                continue;
            };
            #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
            let is_marked = marked == Some(index as f32);
            for column in self.at.columns() {
                let (left, right) = self.at.column(column);
                let top = self.at.top(index);
                let rect = Rect::from_min_max(
                    Pos2::new(left, top),
                    Pos2::new(right, top + self.at.row_height()),
                );
                let text = row.cells.get(column + first).map_or("", String::as_str);
                let taken = self.meaning(if self.at.across { index } else { column });
                let is_out = taken == Some(Meaning::Nothing);
                let name = self.name(column + first);
                let id = ui.scope_id().with(("cell", row.line, column));
                cell_ui(ui, (rect, id), (text, &name), (is_out, is_marked));
            }
        }
    }

    /// The name of a column of the file.
    fn name(&self, column: usize) -> String {
        let head = self.known.rows.first().filter(|_| self.known.header);
        let name = head.and_then(|head| head.cells.get(column));
        let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
        name.map_or_else(|| format!("Column {}", column + 1), str::to_owned)
    }

    /// The numbers of the lines, with a mark at those there is something to
    /// say about.
    fn numbers_ui(&self, ui: &mut Ui) {
        let chrome = Chrome::of(ui);
        let size = Vec2::new(NUMBERS, self.at.seen.height());
        let strip = Rect::from_min_size(self.at.seen.min, size);
        ui.painter().rect_filled(strip, 0, chrome.panel);
        for index in self.at.rows() {
            let Some(row) = self.body.get(index) else {
                continue;
            };
            let rect = Rect::from_min_size(
                Pos2::new(strip.left(), self.at.top(index)),
                Vec2::new(NUMBERS, self.at.row_height()),
            );
            let number = row.line.to_string();
            let text = elided(ui, &number, FontId::proportional(11.0), chrome.muted, 40.0);
            let at = Pos2::new(
                rect.right() - 8.0 - text.size().x,
                rect.center().y - 0.5 * text.size().y,
            );
            ui.painter().galley(at, text, chrome.muted);
            let below = Stroke::new(1.0, chrome.line);
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 0.5, below);
            if let Some(remark) = self.remark(row.line) {
                let dot = Pos2::new(rect.left() + 8.0, rect.center().y);
                ui.painter().circle_filled(dot, 3.0, chrome.caution);
                let id = ui.scope_id().with(("told", row.line));
                ui.interact(rect, id, Sense::hover()).on_hover_text(remark);
            }
        }
        let line = Stroke::new(1.0, chrome.line);
        ui.painter()
            .vline(strip.right(), self.at.seen.y_range(), line);
    }

    /// The names of the columns, and for a table by columns what each is taken
    /// for; what was chosen.
    fn heads_ui(&self, ui: &mut Ui) -> Option<(usize, Meaning)> {
        if self.at.head() == 0.0 {
            return None;
        }
        let chrome = Chrome::of(ui);
        let size = Vec2::new(self.at.seen.width(), self.at.head());
        let strip = Rect::from_min_size(self.at.seen.min, size);
        ui.painter().rect_filled(strip, 0, chrome.panel);
        let mut part = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        part.set_clip_rect(
            strip
                .with_min_x(strip.left() + self.at.fixed())
                .intersect(self.at.seen),
        );
        let first = usize::from(self.at.across);
        let mut chosen = None;
        for column in self.at.columns() {
            let (left, right) = self.at.column(column);
            let rect = Rect::from_min_max(
                Pos2::new(left, strip.top()),
                Pos2::new(right, strip.bottom()),
            );
            let name = self.name(column + first);
            let line = Stroke::new(1.0, chrome.line);
            part.painter().vline(rect.right(), rect.y_range(), line);
            if self.at.across {
                name_ui(&part, rect, &name, chrome.ink);
            } else if let Some(meaning) = self.taken_ui(&mut part, rect, column, &name) {
                chosen = Some((column, meaning));
            }
        }
        let line = Stroke::new(1.0, chrome.strong_line);
        ui.painter().hline(strip.x_range(), strip.bottom(), line);
        chosen
    }

    /// The names of the rows, and what each is taken for; what was chosen.
    fn labels_ui(&self, ui: &mut Ui) -> Option<(usize, Meaning)> {
        let chrome = Chrome::of(ui);
        let corner = self.at.seen.min + Vec2::new(NUMBERS, self.at.head());
        let strip = Rect::from_min_max(corner, Pos2::new(corner.x + LABELS, self.at.seen.bottom()));
        ui.painter().rect_filled(strip, 0, chrome.panel);
        let mut part = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        part.set_clip_rect(strip.intersect(self.at.seen));
        let mut chosen = None;
        for index in self.at.rows() {
            let top = self.at.top(index);
            let rect = Rect::from_min_size(
                Pos2::new(strip.left(), top),
                Vec2::new(LABELS, self.at.row_height()),
            );
            let line = Stroke::new(1.0, chrome.line);
            part.painter()
                .hline(rect.x_range(), rect.bottom() - 0.5, line);
            let cell = self.body.get(index).and_then(|row| row.cells.first());
            let name = cell.map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            let name = name.map_or_else(|| "No name".to_owned(), str::to_owned);
            if let Some(meaning) = self.taken_ui(&mut part, rect, index, &name) {
                chosen = Some((index, meaning));
            }
        }
        let line = Stroke::new(1.0, chrome.strong_line);
        ui.painter()
            .vline(strip.right(), self.at.seen.y_range(), line);
        chosen
    }

    /// A name, and below it a menu of what it is taken for.
    fn taken_ui(&self, ui: &mut Ui, rect: Rect, place: usize, name: &str) -> Option<Meaning> {
        let chrome = Chrome::of(ui);
        let held = self.meaning(place);
        let is_out = held == Some(Meaning::Nothing);
        let ink = if is_out { chrome.muted } else { chrome.ink };
        let above = rect.with_max_y(rect.top() + NAME);
        name_ui(ui, above, name, ink);
        let room = Rect::from_min_size(
            Pos2::new(rect.left() + 4.0, above.bottom()),
            Vec2::new(rect.width() - 8.0, CONTROL),
        );
        let salt = ("taken", place);
        let mut field = ui.new_child(egui::UiBuilder::new().id_salt(salt).max_rect(room));
        let label = format!("What “{name}” is");
        let current = self
            .known
            .columns
            .get(place)
            .map_or("", |column| column.label());
        let mut chosen = None;
        menu_field_ui(&mut field, &label, (None, current), room.width(), |ui| {
            let layout = self.known.layout.unwrap_or(Layout::StagesDown);
            for meaning in Meaning::choices(layout) {
                let is_held =
                    held == Some(meaning) || (held.is_none() && meaning.label() == current);
                if option_ui(ui, meaning.label(), is_held).clicked() {
                    chosen = Some(meaning);
                    ui.close();
                }
            }
        });
        chosen.filter(|meaning| held != Some(*meaning))
    }

    /// What is over everything that scrolls, where both strips meet.
    fn corner_ui(&self, ui: &Ui) {
        if self.at.head() == 0.0 {
            return;
        }
        let chrome = Chrome::of(ui);
        let size = Vec2::new(self.at.fixed(), self.at.head());
        let corner = Rect::from_min_size(self.at.seen.min, size);
        ui.painter().rect_filled(corner, 0, chrome.panel);
        let text = elided(
            ui,
            "Line",
            FontId::proportional(11.0),
            chrome.muted,
            NUMBERS,
        );
        let at =
            corner.left_bottom() + Vec2::new(NUMBERS - 8.0 - text.size().x, -6.0 - text.size().y);
        ui.painter().galley(at, text, chrome.muted);
        let line = Stroke::new(1.0, chrome.strong_line);
        ui.painter().hline(corner.x_range(), corner.bottom(), line);
    }
}

/// A name at the left of its place.
fn name_ui(ui: &Ui, rect: Rect, name: &str, ink: Color32) {
    let room = rect.width() - 2.0 * PAD.x;
    let name = name.replace('\n', " ");
    let galley = elided(ui, &name, style::strong(SMALL), ink, room);
    let at = Pos2::new(rect.left() + PAD.x, rect.center().y - 0.5 * galley.size().y);
    ui.painter().galley(at, galley, ink);
}

/// A cell: as many of its lines as there is room for, and all under the
/// pointer.
fn cell_ui(
    ui: &mut Ui,
    (rect, id): (Rect, egui::Id),
    (text, name): (&str, &str),
    (out, marked): (bool, bool),
) {
    let chrome = Chrome::of(ui);
    let fill = match (out, marked) {
        (_, true) => chrome.tint,
        (true, false) => chrome.hover,
        (false, false) => chrome.panel,
    };
    let line = Stroke::new(1.0, chrome.line);
    ui.painter().rect_filled(rect, 0, fill);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let ink = if out { chrome.muted } else { chrome.ink };
    let font = FontId::proportional(SMALL);
    let room = rect.width() - 2.0 * PAD.x;
    let fits = ((rect.height() - 2.0 * PAD.y) / LEADING).max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few lines"
    )]
    let fits = fits as usize;
    let short: String = text.chars().take(TOLD).collect();
    let mut job = egui::text::LayoutJob::simple(short.clone(), font, ink, room);
    job.wrap.max_rows = fits;
    job.wrap.break_anywhere = false;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    let top = if fits == 1 {
        rect.center().y - 0.5 * galley.size().y
    } else {
        rect.top() + PAD.y
    };
    ui.painter()
        .galley(Pos2::new(rect.left() + PAD.x, top), galley, ink);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, format!("{name}: {short}")));
    if is_cut {
        response.on_hover_text(short);
    }
}
