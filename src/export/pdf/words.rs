//! Lines of text as glyphs that know the characters they show, in the order in
//! which they are read, so that what is copied out is what was written.

use emath::Pos2;
use krilla::{
    geom::Point,
    text::{GlyphId, KrillaGlyph},
};

use super::{super::shape::Run, Canvas, shapes::filled};
use crate::{layout::Face, scene::TextLine};

impl Canvas<'_, '_> {
    pub(super) fn text(&mut self, line: &TextLine) {
        let shaped = self.pens.shaper.line(line.face, &line.text);
        self.surface.set_fill(Some(filled(line.color)));
        self.surface.set_stroke(None);
        let pos = self.grid.corner(line.pos);
        for run in &shaped.runs {
            let typeface = self.pens.shaper.typeface(run.font);
            let colored = typeface.is_some_and(|typeface| {
                let mut glyphs = run.glyphs.iter();
                glyphs.any(|glyph| typeface.is_colored(glyph.id))
            });
            // An icon is a picture: it has no characters to be copied.
            let is_picture = colored || line.face == Face::Icon;
            self.run((line, &shaped.meant), pos, run, is_picture);
            if colored {
                // Readers draw fonts with colors in black, so an emoji is a
                // picture, and what is copied is a blank that stands for it.
                self.blanks((line, &shaped.meant), pos, run);
            }
        }
    }

    /// Draws a run of a line; the text is what is copied of the line.
    fn run(&mut self, (line, text): (&TextLine, &str), pos: Pos2, run: &Run, is_picture: bool) {
        let glyphs = run.glyphs.iter().map(|glyph| KrillaGlyph {
            glyph_id: GlyphId::new(glyph.id),
            text_range: glyph.cluster.clone(),
            x_advance: glyph.advance,
            x_offset: glyph.offset.0,
            y_offset: glyph.offset.1,
            y_advance: 0.0,
            location: None,
        });
        let glyphs: Vec<KrillaGlyph> = glyphs.collect();
        if let (Some(font), Some(first)) = (self.pens.font(run.font), run.glyphs.first()) {
            let x = pos.x + first.pen * line.size;
            let start = Point::from_xy(x, pos.y + run.drop * line.size);
            self.surface
                .draw_glyphs(start, &glyphs, font, text, line.size, is_picture);
        }
    }

    /// Draws blanks in the place of a run, with the characters of the run.
    fn blanks(&mut self, (line, text): (&TextLine, &str), pos: Pos2, run: &Run) {
        if let Some((font, blank)) = self.pens.shaper.blank(line.face) {
            let mut run = Run {
                font,
                drop: 0.0,
                ..run.clone()
            };
            for glyph in &mut run.glyphs {
                glyph.id = blank;
            }
            self.run((line, text), pos, &run, false);
        }
    }
}
