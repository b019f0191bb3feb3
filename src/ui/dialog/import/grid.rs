//! The table of a file, with what its columns are taken for above them, or for
//! stages across its rows beside them. Names and numbers of lines stay in view
//! while it is scrolled, and only what is seen is drawn.

use std::{collections::BTreeMap, ops::Range};

use egui::{
    Color32, FontId, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use super::form::ImportForm;
use crate::{
    file::import::{Layout, Meaning, Row, Understood},
    ui::{
        style::{self, CONTROL, Chrome, SMALL},
        widgets::{elided, menu_field_ui, option_ui},
    },
};

/// The width of the numbers of lines.
const NUMBERS: f32 = 46.0;
/// The width of the names of rows with what they are taken for.
const LABELS: f32 = 186.0;
/// A column is at least and at most so wide.
const COLUMN: (f32, f32) = (150.0, 280.0);
/// The height of a name, of a row of cells, and of a row with a menu.
const NAME: f32 = 26.0;
const ROW: f32 = 25.0;
const TALL: f32 = NAME + CONTROL + 6.0;
/// From one line of a cell to the next.
const LEADING: f32 = 16.0;
/// Inside a cell.
const PAD: Vec2 = Vec2::new(8.0, 5.0);
/// The width of columns is judged by so many rows.
const JUDGED: usize = 40;
/// So much of a cell is shown under the pointer, in characters.
const TOLD: usize = 600;

/// The grid with its measures.
struct Grid<'a> {
    known: &'a Understood,
    /// What the rows below the head are.
    body: &'a [Row],
    /// Rows are taken for something, not columns.
    across: bool,
    /// Where columns begin, from the end of the fixed ones, and the last ends.
    edges: Vec<f32>,
    /// The corner of the whole grid on the screen.
    origin: Pos2,
    /// The part that can be seen.
    seen: Rect,
}

/// Draws the table into the room there is; how much of its height it took.
pub(super) fn grid_ui(ui: &mut Ui, form: &mut ImportForm, known: &Understood) -> f32 {
    let across = known.layout == Some(Layout::StagesAcross);
    let body = known
        .rows
        .get(usize::from(known.header)..)
        .unwrap_or_default();
    let room = ui.available_size();
    let mut grid = Grid {
        known,
        body,
        across,
        edges: edges(known, across, room.x),
        origin: Pos2::ZERO,
        seen: Rect::NOTHING,
    };
    let mut area = ScrollArea::both()
        .id_salt("import table")
        .max_height(room.y)
        .auto_shrink([false, true]);
    if let Some(line) = form.goal.take() {
        form.marked = Some(line);
        let row = grid.row_of(line);
        area = area.vertical_scroll_offset((row - 1.0).max(0.0) * grid.row_height());
    }
    let mut chosen = None;
    let shown = area.show(ui, |ui| {
        let (whole, _) = ui.allocate_exact_size(grid.size(), Sense::hover());
        grid.origin = whole.min;
        grid.seen = ui.clip_rect().intersect(whole);
        grid.cells_ui(ui, form.marked);
        grid.numbers_ui(ui);
        chosen = grid.heads_ui(ui);
        if across {
            chosen = chosen.or(grid.labels_ui(ui));
        }
        grid.corner_ui(ui);
        let line = Stroke::new(1.0, Chrome::of(ui).line);
        ui.painter()
            .rect_stroke(grid.seen, 0, line, StrokeKind::Inside);
    });
    if let Some((place, meaning)) = chosen {
        form.take(place, meaning);
        ui.ctx().request_repaint();
    }
    shown.inner_rect.height().min(grid.size().y + 14.0)
}

/// Where columns begin, and the last ends: as wide as their words, with what
/// room is left given to all of them.
fn edges(known: &Understood, across: bool, room: f32) -> Vec<f32> {
    let rows = known.rows.get(..known.rows.len().min(JUDGED));
    let rows = rows.unwrap_or_default();
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let count = count.max(if across { 0 } else { known.columns.len() });
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(column));
        let longest = cells
            .map(|cell| cell.chars().take(60).map(wide).sum())
            .fold(0.0, f32::max);
        (longest + 2.0 * PAD.x).clamp(COLUMN.0, COLUMN.1)
    };
    let widths: Vec<f32> = (usize::from(across)..count).map(width).collect();
    let fixed = NUMBERS + if across { LABELS } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "columns of a table")]
    let each = (room - fixed - widths.iter().sum::<f32>()).max(0.0) / widths.len().max(1) as f32;
    let mut edges = vec![0.0];
    let mut at = 0.0;
    for width in widths {
        at += width + each;
        edges.push(at);
    }
    edges
}

/// About how wide a letter is; those of East Asia fill a square.
fn wide(letter: char) -> f32 {
    if ('\u{1100}'..='\u{ffdc}').contains(&letter) {
        12.0
    } else {
        6.6
    }
}

impl Grid<'_> {
    /// The width of what stays in view on the left.
    fn fixed(&self) -> f32 {
        NUMBERS + if self.across { LABELS } else { 0.0 }
    }

    /// The height of what stays in view at the top.
    fn head(&self) -> f32 {
        match (self.across, self.known.header) {
            (true, true) => NAME,
            (true, false) => 0.0,
            (false, _) => TALL,
        }
    }

    fn row_height(&self) -> f32 {
        if self.across { TALL } else { ROW }
    }

    fn size(&self) -> Vec2 {
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let rows = self.body.len() as f32;
        let width = self.edges.last().copied().unwrap_or_default();
        Vec2::new(self.fixed() + width, self.head() + rows * self.row_height())
    }

    /// The row that a line of the file is in.
    fn row_of(&self, line: usize) -> f32 {
        let after = self.body.partition_point(|row| row.line <= line);
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let row = after.saturating_sub(1) as f32;
        row
    }

    /// Left and right of a column on the screen.
    fn column(&self, column: usize) -> (f32, f32) {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or_default();
        let left = self.origin.x + self.fixed();
        (left + edge(column), left + edge(column + 1))
    }

    fn top(&self, row: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let row = row as f32;
        self.origin.y + self.head() + row * self.row_height()
    }

    /// The columns that can be seen.
    fn columns(&self) -> Range<usize> {
        let count = self.edges.len().saturating_sub(1);
        let from = self.seen.left() - self.origin.x;
        let to = self.seen.right() - self.origin.x - self.fixed();
        let first = self.edges.partition_point(|edge| *edge <= from);
        let last = self.edges.partition_point(|edge| *edge < to);
        first.saturating_sub(1).min(count)..last.min(count)
    }

    /// The rows that can be seen.
    fn rows(&self) -> Range<usize> {
        let from = (self.seen.top() - self.origin.y) / self.row_height();
        let to = (self.seen.bottom() - self.origin.y - self.head()) / self.row_height();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at least zero, and it saturates"
        )]
        let index = |at: f32| at.max(0.0) as usize;
        index(from).min(self.body.len())..(index(to) + 1).min(self.body.len())
    }

    fn meaning(&self, place: usize) -> Option<Meaning> {
        self.known
            .columns
            .get(place)
            .and_then(|column| column.meaning)
    }

    fn cells_ui(&self, ui: &mut Ui, marked: Option<usize>) {
        let first = usize::from(self.across);
        let marked = marked.map(|line| self.row_of(line));
        for index in self.rows() {
            let Some(row) = self.body.get(index) else {
                continue;
            };
            #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
            let is_marked = marked == Some(index as f32);
            for column in self.columns() {
                let (left, right) = self.column(column);
                let top = self.top(index);
                let rect = Rect::from_min_max(
                    Pos2::new(left, top),
                    Pos2::new(right, top + self.row_height()),
                );
                let text = row.cells.get(column + first).map_or("", String::as_str);
                let taken = self.meaning(if self.across { index } else { column });
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
        let size = Vec2::new(NUMBERS, self.seen.height());
        let strip = Rect::from_min_size(self.seen.min, size);
        ui.painter().rect_filled(strip, 0, chrome.panel);
        let mut told: BTreeMap<usize, &str> = BTreeMap::new();
        for (line, text) in &self.known.remarks {
            told.entry(*line).or_insert(text);
        }
        for index in self.rows() {
            let Some(row) = self.body.get(index) else {
                continue;
            };
            let rect = Rect::from_min_size(
                Pos2::new(strip.left(), self.top(index)),
                Vec2::new(NUMBERS, self.row_height()),
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
            if let Some(remark) = told.get(&row.line) {
                let dot = Pos2::new(rect.left() + 8.0, rect.center().y);
                ui.painter().circle_filled(dot, 3.0, chrome.caution);
                let id = ui.scope_id().with(("told", row.line));
                ui.interact(rect, id, Sense::hover()).on_hover_text(*remark);
            }
        }
        let line = Stroke::new(1.0, chrome.line);
        ui.painter().vline(strip.right(), self.seen.y_range(), line);
    }

    /// The names of the columns, and for a table by columns what each is taken
    /// for; what was chosen.
    fn heads_ui(&self, ui: &mut Ui) -> Option<(usize, Meaning)> {
        if self.head() == 0.0 {
            return None;
        }
        let chrome = Chrome::of(ui);
        let size = Vec2::new(self.seen.width(), self.head());
        let strip = Rect::from_min_size(self.seen.min, size);
        ui.painter().rect_filled(strip, 0, chrome.panel);
        let mut part = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        part.set_clip_rect(
            strip
                .with_min_x(strip.left() + self.fixed())
                .intersect(self.seen),
        );
        let first = usize::from(self.across);
        let mut chosen = None;
        for column in self.columns() {
            let (left, right) = self.column(column);
            let rect = Rect::from_min_max(
                Pos2::new(left, strip.top()),
                Pos2::new(right, strip.bottom()),
            );
            let name = self.name(column + first);
            let line = Stroke::new(1.0, chrome.line);
            part.painter().vline(rect.right(), rect.y_range(), line);
            if self.across {
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
        let corner = self.seen.min + Vec2::new(NUMBERS, self.head());
        let strip = Rect::from_min_max(corner, Pos2::new(corner.x + LABELS, self.seen.bottom()));
        ui.painter().rect_filled(strip, 0, chrome.panel);
        let mut part = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        part.set_clip_rect(strip.intersect(self.seen));
        let mut chosen = None;
        for index in self.rows() {
            let top = self.top(index);
            let rect = Rect::from_min_size(
                Pos2::new(strip.left(), top),
                Vec2::new(LABELS, self.row_height()),
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
        ui.painter().vline(strip.right(), self.seen.y_range(), line);
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
        if self.head() == 0.0 {
            return;
        }
        let chrome = Chrome::of(ui);
        let size = Vec2::new(self.fixed(), self.head());
        let corner = Rect::from_min_size(self.seen.min, size);
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
