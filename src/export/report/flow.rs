//! Words put into columns and columns onto pages: wrapped lines with what is
//! kept together. Sizes are in points; how many units of the page a point is,
//! the flow is told. Knows no map.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use crate::{
    layout::{Face, Layouter, Line, TextStyle},
    scene::{Color, Item, Stroke, TextLine, Theme},
};

/// The text of a report, in points.
pub(super) const BODY: TextStyle = TextStyle::new(Face::Regular, 10.5, 15.0);
/// The same, for names.
pub(super) const STRONG: TextStyle = TextStyle::new(Face::SemiBold, 10.5, 15.0);
/// What is said beside it.
pub(super) const SMALL: TextStyle = TextStyle::new(Face::Regular, 9.0, 12.5);
/// The names of columns.
pub(super) const LABEL: TextStyle = TextStyle::new(Face::SemiBold, 9.0, 12.5);
/// A heading inside a chapter.
pub(super) const HEADING: TextStyle = TextStyle::new(Face::SemiBold, 11.5, 16.0);
/// The heading of a chapter.
pub(super) const CHAPTER: TextStyle = TextStyle::new(Face::Bold, 16.0, 21.0);

/// Something that is not parted.
pub(super) struct Piece {
    /// The room above it, where it does not begin a column.
    pub(super) above: f32,
    /// Its height.
    pub(super) height: f32,
    /// Its items, from its own corner.
    pub(super) items: Vec<Item>,
    /// Whether it stays with what comes after it.
    pub(super) keeps: bool,
}

/// Pieces in the order in which they are read.
pub(super) struct Flow<'a> {
    /// What breaks lines.
    pub(super) layouter: &'a mut Layouter,
    /// The colors.
    pub(super) theme: &'a Theme,
    /// The width of a column, in units.
    pub(super) width: f32,
    /// The height of a column, in units.
    pub(super) height: f32,
    /// Units of a point.
    pub(super) unit: f32,
    /// What was written.
    pub(super) pieces: Vec<Piece>,
}

impl Flow<'_> {
    /// A style of points in units.
    pub(super) fn style(&self, style: TextStyle) -> TextStyle {
        TextStyle::new(
            style.face,
            style.size * self.unit,
            style.leading * self.unit,
        )
    }

    /// A text, a piece a line: it may be parted anywhere.
    pub(super) fn text(&mut self, text: &str, look: (TextStyle, Color), above: f32, left: f32) {
        let style = self.style(look.0);
        let room = self.width - left * self.unit;
        let block = self.layouter.wrap(text.trim(), &style, room);
        let mut above = above * self.unit;
        let last = block.lines.len().saturating_sub(1);
        for (place, line) in block.lines.into_iter().enumerate() {
            // No line of a text stands alone in a column.
            let keeps = place < last && (place == 0 || place.saturating_add(1) == last);
            let shift = if line.rtl { room - line.width } else { 0.0 };
            let text = Item::Text(TextLine {
                pos: pos2(left * self.unit + shift, style.ascent()),
                text: line.text,
                face: style.face,
                size: style.size,
                color: look.1,
                width: line.width,
            });
            self.pieces.push(Piece {
                above,
                height: style.leading,
                items: vec![text],
                keeps,
            });
            above = 0.0;
        }
    }

    /// A heading, which is never the last of a column.
    pub(super) fn heading(&mut self, text: &str, style: TextStyle, above: f32) {
        let start = self.pieces.len();
        let ink = self.theme.ink;
        self.text(text, (style, ink), above, 0.0);
        for piece in self.pieces.iter_mut().skip(start) {
            piece.keeps = true;
        }
    }

    /// A sentence after a dot.
    pub(super) fn item(&mut self, text: &str) {
        let start = self.pieces.len();
        let (ink, muted) = (self.theme.ink, self.theme.muted);
        self.text(text, (BODY, ink), 4.0, 12.0);
        let style = self.style(BODY);
        let radius = 1.7 * self.unit;
        if let Some(first) = self.pieces.get_mut(start) {
            first.items.push(Item::Circle {
                center: pos2(3.0 * self.unit, style.ascent() - style.size * 0.33),
                radius,
                fill: Some(muted),
                stroke: None,
            });
        }
    }

    /// Lines to write on.
    pub(super) fn room(&mut self, lines: u8) {
        let height = 24.0 * self.unit;
        for _ in 0..lines {
            let rule = self.rule(pos2(0.0, height - 1.0), self.width);
            self.pieces.push(Piece {
                above: 0.0,
                height,
                items: vec![rule],
                keeps: false,
            });
        }
    }

    /// A thin line to the right.
    pub(super) fn rule(&self, from: Pos2, width: f32) -> Item {
        Item::Polyline {
            points: vec![from, from + vec2(width, 0.0)],
            stroke: Stroke {
                width: 0.75 * self.unit,
                color: self.theme.line.mix(self.theme.neutral, 0.3),
            },
            dash: None,
        }
    }
}

/// The items of lines from a corner, in a style of units, in so much room; and
/// how high they are.
pub(super) fn set(
    lines: &[Line],
    (style, color): (&TextStyle, Color),
    (corner, room): (Pos2, f32),
    items: &mut Vec<Item>,
) -> f32 {
    let mut bottom = corner.y;
    for line in lines {
        let left = if line.rtl { room - line.width } else { 0.0 };
        items.push(Item::Text(TextLine {
            pos: pos2(corner.x + left, bottom + style.ascent()),
            text: line.text.clone(),
            face: style.face,
            size: style.size,
            color,
            width: line.width,
        }));
        bottom += style.leading;
    }
    bottom - corner.y
}

/// The items of every page that pieces take, in columns: `columns` are the
/// places of a page's columns, left to right.
pub(super) fn paged(pieces: Vec<Piece>, columns: &[Rect]) -> Vec<Vec<Item>> {
    let mut pages: Vec<Vec<Item>> = Vec::new();
    let mut place = columns.len();
    let (mut corner, mut bottom) = (Pos2::ZERO, f32::NEG_INFINITY);
    let mut is_top = true;
    let needs = together(&pieces);
    let full = columns.first().map_or(0.0, Rect::height);
    for (piece, need) in pieces.into_iter().zip(needs) {
        let above = if is_top { 0.0 } else { piece.above };
        // What no column holds is parted all the same.
        let need = if need > full { piece.height } else { need };
        if corner.y + above + need > bottom || pages.is_empty() {
            place = place.saturating_add(1);
            if place >= columns.len() {
                place = 0;
                pages.push(Vec::new());
            }
            let column = columns.get(place).copied().unwrap_or(Rect::ZERO);
            (corner, bottom) = (column.min, column.bottom());
        } else {
            corner.y += above;
        }
        let by = corner.to_vec2();
        if let Some(page) = pages.last_mut() {
            page.extend(piece.items.into_iter().map(|item| moved(item, by)));
        }
        corner.y += piece.height;
        is_top = false;
    }
    pages
}

/// How high each piece is with those it stays with.
fn together(pieces: &[Piece]) -> Vec<f32> {
    let mut heights = vec![0.0; pieces.len()];
    let mut below = 0.0;
    for (piece, height) in pieces.iter().zip(&mut heights).rev() {
        *height = if piece.keeps {
            piece.height + below
        } else {
            piece.height
        };
        below = *height + piece.above;
    }
    heights
}

/// An item elsewhere.
fn moved(item: Item, by: Vec2) -> Item {
    let all = |points: Vec<Pos2>| points.into_iter().map(|point| point + by).collect();
    match item {
        Item::Rect {
            rect,
            radius,
            fill,
            stroke,
        } => Item::Rect {
            rect: rect.translate(by),
            radius,
            fill,
            stroke,
        },
        Item::Circle {
            center,
            radius,
            fill,
            stroke,
        } => Item::Circle {
            center: center + by,
            radius,
            fill,
            stroke,
        },
        Item::Polyline {
            points,
            stroke,
            dash,
        } => Item::Polyline {
            points: all(points),
            stroke,
            dash,
        },
        Item::Polygon { points, fill } => Item::Polygon {
            points: all(points),
            fill,
        },
        Item::Text(line) => Item::Text(TextLine {
            pos: line.pos + by,
            ..line
        }),
        // Reports hold neither areas nor pictures.
        Item::Area { .. } | Item::Picture { .. } => item,
    }
}
