//! Where the rows and columns of a file's table are on the screen. Knows sizes
//! and places, and nothing of what is drawn there.

use std::ops::Range;

use egui::{Pos2, Rect, Vec2};

use crate::{file::import::Understood, ui::style::CONTROL};

/// The width of the numbers of lines.
pub(super) const NUMBERS: f32 = 46.0;
/// The width of the names of rows with what they are taken for.
pub(super) const LABELS: f32 = 186.0;
/// The height of a name.
pub(super) const NAME: f32 = 26.0;
/// Inside a cell.
pub(super) const PAD: Vec2 = Vec2::new(8.0, 5.0);
/// The height of a row of cells, and of one with a menu.
const ROW: f32 = 25.0;
const TALL: f32 = NAME + CONTROL + 6.0;
/// A column is at least and at most so wide.
const COLUMN: (f32, f32) = (150.0, 280.0);
/// The width of columns is judged by so many rows.
const JUDGED: usize = 40;

/// The measures of a table.
pub(super) struct Measures {
    /// Rows are taken for something, not columns.
    pub(super) across: bool,
    /// Its first row holds names.
    pub(super) has_names: bool,
    /// How many rows it has below the names.
    pub(super) count: usize,
    /// Where columns begin, from the end of the fixed ones, and the last ends.
    pub(super) edges: Vec<f32>,
    /// The corner of the whole table on the screen.
    pub(super) origin: Pos2,
    /// The part that can be seen.
    pub(super) seen: Rect,
}

impl Measures {
    /// Those of a table that has so much room from left to right, not placed
    /// yet.
    pub(super) fn new(known: &Understood, across: bool, room: f32) -> Self {
        let names = usize::from(known.header);
        Self {
            across,
            has_names: known.header,
            count: known.rows.len().saturating_sub(names),
            edges: edges(known, across, room),
            origin: Pos2::ZERO,
            seen: Rect::NOTHING,
        }
    }

    /// The width of what stays in view on the left.
    pub(super) fn fixed(&self) -> f32 {
        NUMBERS + if self.across { LABELS } else { 0.0 }
    }

    /// The height of what stays in view at the top.
    pub(super) fn head(&self) -> f32 {
        match (self.across, self.has_names) {
            (true, true) => NAME,
            (true, false) => 0.0,
            (false, _) => TALL,
        }
    }

    pub(super) fn row_height(&self) -> f32 {
        if self.across { TALL } else { ROW }
    }

    pub(super) fn size(&self) -> Vec2 {
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let rows = self.count as f32;
        let width = self.edges.last().copied().unwrap_or_default();
        Vec2::new(self.fixed() + width, self.head() + rows * self.row_height())
    }

    /// Left and right of a column on the screen.
    pub(super) fn column(&self, column: usize) -> (f32, f32) {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or_default();
        let left = self.origin.x + self.fixed();
        (left + edge(column), left + edge(column + 1))
    }

    pub(super) fn top(&self, row: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "rows of a table")]
        let row = row as f32;
        self.origin.y + self.head() + row * self.row_height()
    }

    /// The columns that can be seen.
    pub(super) fn columns(&self) -> Range<usize> {
        let count = self.edges.len().saturating_sub(1);
        let from = self.seen.left() - self.origin.x;
        let to = self.seen.right() - self.origin.x - self.fixed();
        let first = self.edges.partition_point(|edge| *edge <= from);
        let last = self.edges.partition_point(|edge| *edge < to);
        first.saturating_sub(1).min(count)..last.min(count)
    }

    /// The rows that can be seen.
    pub(super) fn rows(&self) -> Range<usize> {
        let from = (self.seen.top() - self.origin.y) / self.row_height();
        let to = (self.seen.bottom() - self.origin.y - self.head()) / self.row_height();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at least zero, and it saturates"
        )]
        let index = |at: f32| at.max(0.0) as usize;
        index(from).min(self.count)..(index(to) + 1).min(self.count)
    }
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
