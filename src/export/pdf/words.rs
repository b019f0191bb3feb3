//! Lines of text as glyphs that know the characters they show, in the order in
//! which they are read, so that what is copied out is what was written.

use krilla::{
    geom::Point,
    text::{GlyphId, KrillaGlyph},
};

use super::{Canvas, shapes::filled};
use crate::{layout::Face, scene::TextLine};

impl Canvas<'_, '_> {
    pub(super) fn text(&mut self, line: &TextLine) {
        let shaped = self.pens.shaper.line(line.face, &line.text);
        self.surface.set_fill(Some(filled(line.color)));
        self.surface.set_stroke(None);
        let pos = self.grid.corner(line.pos);
        let is_icon = line.face == Face::Icon;
        for run in &shaped.runs {
            let (Some(font), Some(first)) = (self.pens.font(run.font), run.glyphs.first()) else {
                continue;
            };
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
            let x = pos.x + first.pen * line.size;
            let y = pos.y + run.drop * line.size;
            let start = Point::from_xy(x, y);
            // An icon is a picture: it has no characters to be copied.
            self.surface
                .draw_glyphs(start, &glyphs, font, &line.text, line.size, is_icon);
        }
    }
}
