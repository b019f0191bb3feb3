//! Signs of fonts as paths in font units, written relative and whole, which
//! is shortest; and signs that have colors of their own as small pictures.

use emath::{pos2, vec2};
use skrifa::{
    GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use super::super::{Page, png, shape::Typeface};
use crate::{
    layout::{Face, FontBook},
    scene::{Color, Item, Scene, TextLine},
};

/// The outline of a sign, y downward; empty for a blank.
pub(super) fn outline(typeface: &Typeface, glyph: u32) -> String {
    let mut pen = Pen::default();
    let outlines = typeface.font.outline_glyphs();
    if let Some(outline) = outlines.get(GlyphId::new(glyph)) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if outline.draw(settings, &mut pen).is_err() {
            return String::new();
        }
    }
    pen.path
}

/// Pixels to the em of a sign with colors: sharp at four times the size of
/// the text of a card.
const PIXELS: u32 = 96;

/// A sign that has colors, drawn by the painter: a PNG two ems wide and high,
/// in which the line's pen is half an em from the left and its baseline half
/// an em from the bottom.
pub(super) fn colored(cluster: &str, face: Face, book: &FontBook) -> Option<Vec<u8>> {
    let line = TextLine {
        pos: pos2(0.5, 1.5),
        text: cluster.into(),
        face,
        size: 1.0,
        color: Color::hex(0),
        width: 1.0,
    };
    let scene = Scene {
        size: vec2(2.0, 2.0),
        background: Color::hex(0x00FF_FFFF),
        items: vec![Item::Text(line)],
        groups: Vec::new(),
    };
    let page = Page::sized(2 * PIXELS, 2 * PIXELS).transparent();
    png(&scene, book, &page, &|_| true).ok()
}

/// Writes a path.
#[derive(Default)]
struct Pen {
    path: String,
    at: (i32, i32),
    command: char,
}

impl Pen {
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        #[expect(clippy::cast_possible_truncation, reason = "font units are small")]
        let whole = |(x, y): (f32, f32)| (x.round() as i32, -y.round() as i32);
        let points = points.iter().map(|point| whole(*point));
        let points: Vec<(i32, i32)> = points.collect();
        let from = self.at;
        self.at = points.last().copied().unwrap_or(from);
        let (dx, dy) = (
            self.at.0.saturating_sub(from.0),
            self.at.1.saturating_sub(from.1),
        );
        match (command, dx, dy) {
            ('l', 0, 0) => {}
            ('l', _, 0) => self.write('h', &[dx]),
            ('l', 0, _) => self.write('v', &[dy]),
            ('M', ..) => self.write('M', &[self.at.0, self.at.1]),
            _ => {
                let relative = points
                    .iter()
                    .flat_map(|(x, y)| [x.saturating_sub(from.0), y.saturating_sub(from.1)]);
                let relative: Vec<i32> = relative.collect();
                self.write(command, &relative);
            }
        }
    }

    fn write(&mut self, command: char, numbers: &[i32]) {
        let mut is_first = command != self.command;
        if is_first {
            self.path.push(command);
            self.command = command;
        }
        for number in numbers {
            if *number < 0 {
                self.path.push('-');
            } else if !is_first {
                self.path.push(' ');
            }
            is_first = false;
            super::write::whole(&mut self.path, u64::from(number.unsigned_abs()));
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('l', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('c', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
        self.command = 'z';
    }
}
