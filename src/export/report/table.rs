//! A table in a column: as wide as it is, its columns by what they hold. A row
//! is parted only where no page could hold it; the names of the columns stay
//! with the first.

use emath::pos2;

use super::flow::{BODY, Flow, LABEL, Piece, SMALL, STRONG, set};
use crate::{
    layout::{Line, TextStyle},
    scene::{Color, Item},
};

/// Between two columns, in points.
const GAP: f32 = 9.0;
/// Above and below the words of a row.
const PAD: f32 = 3.0;

impl Flow<'_> {
    /// Writes a table.
    pub(super) fn table(&mut self, columns: &[&'static str], rows: &[Vec<String>]) {
        let widths = self.widths(columns, rows);
        let muted = self.theme.muted;
        let head: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        for mut piece in self.row(&head, &widths, |_| (LABEL, muted)) {
            piece.above = 8.0 * self.unit;
            piece.keeps = true;
            self.pieces.push(piece);
        }
        let ink = self.theme.ink;
        for row in rows {
            let pieces = self.row(row, &widths, |place| (style_of(columns, place), ink));
            self.pieces.extend(pieces);
        }
    }

    /// A row; in several pieces where it is higher than a column of the page.
    fn row(
        &mut self,
        cells: &[String],
        widths: &[f32],
        look: impl Fn(usize) -> (TextStyle, Color),
    ) -> Vec<Piece> {
        let mut looks = Vec::with_capacity(cells.len());
        let (mut lines, mut leading, mut down) = (Vec::new(), 0.0_f32, 0.0_f32);
        // Small words stand on the line of the first cell.
        let first = self.style(look(0).0).ascent();
        for (place, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let (style, color) = look(place);
            let style = self.style(style);
            let lower = (first - style.ascent()).max(0.0);
            let block = self.layouter.wrap(cell.trim(), &style, *width);
            (leading, down) = (leading.max(style.leading), down.max(lower));
            looks.push((style, color, lower));
            lines.push(block.lines);
        }
        let room = self.height - down - 2.0 * PAD * self.unit;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a page has few lines"
        )]
        let most = ((room / leading.max(1e-3)) as usize).max(1);
        let all = lines.iter().map(Vec::len).max().unwrap_or_default();
        let mut pieces = Vec::new();
        for start in (0..all.max(1)).step_by(most) {
            let part = lines.iter().map(|lines| {
                let end = start.saturating_add(most).min(lines.len());
                lines.get(start..end).unwrap_or_default()
            });
            let part: Vec<&[Line]> = part.collect();
            let is_last = start.saturating_add(most) >= all;
            pieces.push(self.part_of_row(&part, widths, &looks, is_last));
        }
        pieces
    }

    /// Lines of the cells of a row side by side, with a rule below the last.
    fn part_of_row(
        &self,
        cells: &[&[Line]],
        widths: &[f32],
        looks: &[(TextStyle, Color, f32)],
        is_last: bool,
    ) -> Piece {
        let pad = PAD * self.unit;
        let mut items: Vec<Item> = Vec::new();
        let (mut x, mut height) = (0.0, 0.0_f32);
        for ((lines, width), (style, color, down)) in cells.iter().zip(widths).zip(looks) {
            let corner = pos2(x, pad + down);
            let taken = set(lines, (style, *color), (corner, *width), &mut items);
            height = height.max(taken + down);
            x += width + GAP * self.unit;
        }
        let height = height + 2.0 * pad;
        if is_last {
            items.push(self.rule(pos2(0.0, height), self.width));
        }
        Piece {
            above: 0.0,
            height,
            items,
            keeps: false,
        }
    }

    /// How wide each column is: what it would take on one line where there is
    /// room for all, else by how much it has to say, and never less than its
    /// longest word, as far as there is room for those.
    fn widths(&mut self, columns: &[&'static str], rows: &[Vec<String>]) -> Vec<f32> {
        let label = self.style(LABEL);
        let mut wanted: Vec<(f32, f32)> = Vec::new();
        for (place, name) in columns.iter().enumerate() {
            let mut most = self.layouter.wrap(name, &label, f32::INFINITY).width;
            let mut least = most;
            let style = self.style(style_of(columns, place));
            for cell in rows.iter().filter_map(|row| row.get(place)) {
                let block = self.layouter.wrap(cell, &style, f32::INFINITY);
                most = most.max(block.width);
                for word in cell.split_whitespace() {
                    let block = self.layouter.wrap(word, &style, f32::INFINITY);
                    least = least.max(block.width);
                }
            }
            wanted.push((least + 1.0, most + 1.0));
        }
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let gaps = GAP * self.unit * (columns.len().saturating_sub(1)) as f32;
        shared(&wanted, self.width - gaps)
    }
}

/// Parts a width among columns that have a least and a wanted width. What is
/// left above the least goes by the root of what is wanted, so that a column
/// of sentences is wider than one of names, but not by as much as it is longer.
fn shared(wanted: &[(f32, f32)], width: f32) -> Vec<f32> {
    let least: f32 = wanted.iter().map(|(least, _)| least).sum();
    if least >= width {
        return level(wanted.iter().map(|(least, _)| *least).collect(), width);
    }
    let mut widths: Vec<f32> = wanted.iter().map(|(least, _)| *least).collect();
    let mut left = width - least;
    // Each round gives to those that want more; one that has enough drops out.
    for _ in 0..wanted.len() {
        let lacks = |(held, (_, most)): (&f32, &(f32, f32))| (most - held).max(0.0);
        let lacking: Vec<f32> = widths.iter().zip(wanted).map(lacks).collect();
        let weights: f32 = lacking.iter().map(|lack| lack.sqrt()).sum();
        if weights <= 0.0 || left <= 0.5 {
            break;
        }
        let part = left / weights;
        for (held, lack) in widths.iter_mut().zip(&lacking) {
            let given = (part * lack.sqrt()).min(*lack);
            *held += given;
            left -= given;
        }
    }
    // What nobody wants goes to the first, so that tables end together.
    if let Some(first) = widths.first_mut() {
        *first += left.max(0.0);
    }
    widths
}

/// Widths that are too much together: the largest are cut to one size, so that
/// short words stay whole.
fn level(widths: Vec<f32>, room: f32) -> Vec<f32> {
    let mut order = widths.clone();
    order.sort_by(f32::total_cmp);
    let (mut left, mut most) = (room, room);
    for (done, width) in order.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let open = order.len().saturating_sub(done) as f32;
        most = left / open.max(1.0);
        if *width > most {
            break;
        }
        left -= width;
    }
    widths.into_iter().map(|width| width.min(most)).collect()
}

/// How the cells of a column are set: names strong, quotes as text, and small
/// where there are many columns.
fn style_of(columns: &[&'static str], place: usize) -> TextStyle {
    let is_quote = columns.first() == Some(&"Verbatim");
    match place {
        0 if !is_quote => STRONG,
        0 => BODY,
        _ if columns.len() > 4 => SMALL,
        _ => BODY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_end_leaves_the_other_columns_what_they_need() {
        let endless = 90_000.0;
        let widths = shared(
            &[(endless, endless), (40.0, 60.0), (endless, endless)],
            300.0,
        );
        assert_eq!(widths, [130.0, 40.0, 130.0]);
    }

    #[test]
    fn a_column_of_sentences_is_wider_than_one_of_names_and_words_stay_whole() {
        let widths = shared(&[(50.0, 900.0), (20.0, 20.0), (60.0, 100.0)], 300.0);
        assert_eq!(widths[1], 20.0);
        assert!(widths[0] > widths[2] && widths[2] >= 60.0, "{widths:?}");
        assert!(
            (widths.iter().sum::<f32>() - 300.0).abs() < 1.0,
            "{widths:?}"
        );
    }

    #[test]
    fn columns_fill_the_width_however_little_they_want_or_however_much() {
        assert_eq!(shared(&[(10.0, 50.0), (10.0, 20.0)], 220.0), [200.0, 20.0]);
        assert_eq!(
            shared(&[(300.0, 900.0), (100.0, 900.0)], 200.0),
            [100.0, 100.0]
        );
    }
}
