//! Text as epaint shapes: every line is shaped on its own, at the size at which
//! it is drawn, and stands on its baseline. What is too small to read is a bar.
//! Knows one line at a time, and breaks none.

use emath::{Pos2, Rect, TSTransform, vec2};
use epaint::{
    Color32, FontFamily, FontId, TextShape,
    text::{Galley, LayoutJob},
};

use super::shapes::{Painter, TextSizes, color};
use crate::{layout::Face, scene::TextLine};

/// Pixels to the em beyond which glyphs are enlarged: epaint draws none of
/// more than 1024 pixels, and large ones fill its atlas.
const LARGEST: f32 = 400.0;

impl Painter<'_, '_> {
    pub(super) fn text(&mut self, line: &TextLine) {
        let scale = self.transform.scaling;
        let pos = self.transform * line.pos;
        let size = line.size * scale;
        let bounds = Rect::from_min_max(
            pos - vec2(0.5 * size, 1.2 * size),
            pos + vec2(line.width * scale + size, 0.5 * size),
        );
        if line.text.is_empty() || !self.sees(bounds) {
            return;
        }
        let pixels = size * self.detail.pixels_per_point;
        if pixels < self.detail.least_text {
            self.bar(line, pos, pixels);
            return;
        }
        let shaped_scale = match self.detail.texts {
            TextSizes::Exact => scale,
            TextSizes::Quantized => quarter_octave(scale),
        };
        let shaped_scale = shaped_scale * (LARGEST / pixels).min(1.0);
        // Shaped without its color, so that a line fading in is shaped once.
        let font = FontId::new(line.size * shaped_scale, self.family(line.face));
        let text = line.text.as_ref().to_owned();
        let job = LayoutJob::simple_singleline(text, font, Color32::PLACEHOLDER);
        let galley = self.fonts.layout_job(job);
        let corner = -vec2(0.0, baseline(&galley));
        if shaped_scale == scale {
            let shape = TextShape::new(pos + corner, galley, color(line.color));
            self.push(shape.into());
        } else {
            let mut shape = TextShape::new(corner.to_pos2(), galley, color(line.color));
            shape.transform(TSTransform::new(pos.to_vec2(), scale / shaped_scale));
            self.push(shape.into());
        }
    }

    /// Text that is too small to read, as the weight it has on the page.
    fn bar(&mut self, line: &TextLine, pos: Pos2, pixels: f32) {
        let scale = self.transform.scaling;
        let width = line.width * scale;
        if line.face == Face::Icon || pixels < 1.5 || width * self.detail.pixels_per_point < 1.0 {
            return;
        }
        let x_height = 0.5 * line.size * scale;
        let rect = Rect::from_min_size(pos - vec2(0.0, x_height), vec2(width, x_height));
        self.quad(rect, color(line.color).gamma_multiply(0.4));
    }

    fn family(&self, face: Face) -> FontFamily {
        let at = Face::ALL.iter().position(|other| *other == face);
        at.map_or(FontFamily::Proportional, |at| self.families[at].clone())
    }
}

/// How far below the top of a galley its line's baseline is: that of the face
/// itself, on which epaint centers a fallback. In whole pixels, as it has it.
fn baseline(galley: &Galley) -> f32 {
    let Some(row) = galley.rows.first() else {
        return 0.0;
    };
    row.glyphs.first().map_or(0.0, |glyph| {
        let ascent = glyph.font_ascent + row.size.y - glyph.line_height;
        row.pos.y + (ascent * galley.pixels_per_point).round() / galley.pixels_per_point
    })
}

/// The power of 2 to the quarters that is nearest.
fn quarter_octave(scale: f32) -> f32 {
    (0.25 * (4.0 * scale.log2()).round()).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_notches_are_their_own_quarter_octave() {
        for notch in -20..20_i16 {
            let scale = (0.25 * f32::from(notch)).exp2();
            assert_eq!(quarter_octave(scale), scale);
            assert_eq!(quarter_octave(scale * 1.05), scale);
        }
    }
}
