//! Lines of text as glyphs with places, for the formats that hold outlines or
//! fonts: shaped by the same shaper, from the same fonts and in the same runs
//! as measuring and painting do, so a line is as wide in a file as on the
//! screen. Knows fonts and single lines; no format and no color.

use std::{cell::OnceCell, collections::HashMap, ops::Range, rc::Rc, sync::Arc};

use harfrust::{Direction, FontRef, GlyphBuffer, ShaperData, UnicodeBuffer};
use skrifa::{
    GlyphId, MetadataProvider as _,
    charmap::Charmap,
    instance::{LocationRef, Size},
    raw::TableProvider as _,
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::reading::{as_meant, reading_order};
use crate::layout::{Face, FontBook, Plans};

/// A font file that glyphs are taken from.
pub(super) struct Typeface {
    /// The file, parsed.
    pub(super) font: FontRef<'static>,
    /// The file.
    pub(super) bytes: &'static [u8],
    /// Which font of a collection.
    pub(super) index: u32,
    /// Font units to the em.
    pub(super) units_per_em: f32,
    /// Whether some of its glyphs have colors of their own.
    has_colors: bool,
    charmap: Charmap<'static>,
    /// From its ascent to its descent, and the ascent, in ems.
    height: f32,
    ascent: f32,
    shaper: OnceCell<ShaperData>,
    plans: Plans,
}

/// A glyph of a run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Its number in the font.
    pub(super) id: u32,
    /// The bytes of the line that it shows, alone or with its neighbors.
    pub(super) cluster: Range<usize>,
    /// Where the pen is before it, in ems from the left end of the line.
    pub(super) pen: f32,
    /// From one glyph to the next, in ems.
    pub(super) advance: f32,
    /// How far it is off the pen, to the right and upward, in ems.
    pub(super) offset: (f32, f32),
}

/// Neighboring glyphs of one font.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Which font, for [`Shaper::typeface`].
    pub(super) font: usize,
    /// The bytes of the line that it shows.
    pub(super) text: Range<usize>,
    /// How far its baseline is below that of the line, in ems: a fallback is
    /// centered on the face it stands in for.
    pub(super) drop: f32,
    /// Whether it reads from right to left.
    pub(super) rtl: bool,
    /// From left to right, at least one.
    pub(super) glyphs: Vec<Glyph>,
}

/// A line as glyphs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shaped {
    /// In the order in which they are read.
    pub(super) runs: Vec<Run>,
    /// The line byte for byte, with the characters that are meant in place of
    /// their mirror images: what is copied.
    pub(super) meant: Arc<str>,
    /// In ems.
    pub(super) width: f32,
}

/// Shapes lines, and remembers them: they repeat from page to page.
pub(super) struct Shaper {
    fonts: Vec<Typeface>,
    /// By face, the fonts that are asked for a glyph, in order.
    families: [Vec<usize>; Face::ALL.len()],
    lines: HashMap<(Face, Arc<str>), Rc<Shaped>>,
    buffer: Option<UnicodeBuffer>,
}

impl Shaper {
    /// A shaper with the fonts of a map.
    pub(super) fn new(book: &FontBook) -> Self {
        let mut fonts: Vec<Typeface> = Vec::new();
        let mut take = |bytes: &'static [u8], index: u32| {
            let held = fonts
                .iter()
                .position(|font| std::ptr::eq(font.bytes, bytes) && font.index == index);
            held.or_else(|| {
                fonts.push(Typeface::new(bytes, index)?);
                Some(fonts.len().saturating_sub(1))
            })
        };
        let families = Face::ALL.map(|face| {
            let fallbacks = book.fallbacks(face).map(|found| (found.bytes, found.index));
            let chain = std::iter::once((face.bytes(), 0)).chain(fallbacks);
            chain
                .filter_map(|(bytes, index)| take(bytes, index))
                .collect()
        });
        Self {
            fonts,
            families,
            lines: HashMap::new(),
            buffer: None,
        }
    }

    /// The font of a run.
    pub(super) fn typeface(&self, font: usize) -> Option<&Typeface> {
        self.fonts.get(font)
    }

    /// A face's own font, and its glyph for a blank: one as wide as an em, if
    /// it has one.
    pub(super) fn blank(&self, face: Face) -> Option<(usize, u32)> {
        let at = Face::ALL.iter().position(|held| *held == face)?;
        let font = *self.families.get(at)?.first()?;
        let typeface = self.fonts.get(font)?;
        let wide = typeface.glyph_of('\u{2003}');
        Some((font, wide.or_else(|| typeface.glyph_of(' '))?))
    }

    /// A line of text in a face.
    pub(super) fn line(&mut self, face: Face, text: &Arc<str>) -> Rc<Shaped> {
        let key = (face, Arc::clone(text));
        if let Some(shaped) = self.lines.get(&key) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape(face, text));
        self.lines.insert(key, Rc::clone(&shaped));
        shaped
    }

    fn shape(&mut self, face: Face, text: &str) -> Shaped {
        let at = Face::ALL.iter().position(|held| *held == face);
        let family = at.and_then(|at| self.families.get(at));
        let family = family.map(Vec::as_slice).unwrap_or_default();
        let mut shaped = Shaped::default();
        let mut buffer = self.buffer.take().unwrap_or_default();
        for (font, range) in segments(&self.fonts, family, text) {
            let Some(typeface) = self.fonts.get_mut(font) else {
                continue;
            };
            buffer.push_str(text.get(range.clone()).unwrap_or_default());
            buffer.guess_segment_properties();
            let rtl = buffer.direction() == Direction::RightToLeft;
            let glyphs = typeface.shape(buffer);
            let run = Run {
                font,
                text: range,
                drop: 0.0,
                rtl,
                glyphs: Vec::new(),
            };
            let run = placed(run, &glyphs, typeface.units_per_em, &mut shaped.width);
            shaped.runs.extend(run);
            buffer = glyphs.clear();
        }
        self.buffer = Some(buffer);
        let main = family.first().and_then(|first| self.fonts.get(*first));
        for run in &mut shaped.runs {
            if let (Some(main), Some(own)) = (main, self.fonts.get(run.font)) {
                run.drop = own.ascent - main.ascent + 0.5 * (main.height - own.height);
            }
        }
        in_reading_order(text, shaped)
    }
}

impl Typeface {
    fn new(bytes: &'static [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em.max(1));
        let has_colors = font.colr().is_ok()
            || font.sbix().is_ok()
            || font.cbdt().is_ok()
            || font.ebdt().is_ok();
        Some(Self {
            charmap: font.charmap(),
            bytes,
            index,
            units_per_em,
            has_colors,
            ascent: metrics.ascent / units_per_em,
            height: (metrics.ascent - metrics.descent + metrics.leading) / units_per_em,
            shaper: OnceCell::new(),
            plans: Plans::default(),
            font,
        })
    }

    /// The glyph that stands for a character by itself.
    pub(super) fn glyph_of(&self, c: char) -> Option<u32> {
        self.charmap.map(c).map(GlyphId::to_u32)
    }

    /// Whether a glyph is a picture, as an emoji is, and no outline.
    pub(super) fn is_colored(&self, glyph: u32) -> bool {
        let glyph = GlyphId::new(glyph);
        self.has_colors
            && (self.font.color_glyphs().get(glyph).is_some()
                || self
                    .font
                    .bitmap_strikes()
                    .glyph_for_size(Size::unscaled(), glyph)
                    .is_some())
    }

    fn shape(&mut self, buffer: UnicodeBuffer) -> GlyphBuffer {
        let data = self.shaper.get_or_init(|| ShaperData::new(&self.font));
        let shaper = data.shaper(&self.font).build();
        self.plans.shape(&shaper, buffer)
    }
}

/// The parts of a line that are shaped together: each grapheme goes to the
/// first font that has its first character.
fn segments(fonts: &[Typeface], family: &[usize], text: &str) -> Vec<(usize, Range<usize>)> {
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for (start, cluster) in text.grapheme_indices(true) {
        let has = |font: &&usize| {
            let typeface = fonts.get(**font);
            let first = cluster.chars().next();
            typeface.is_some_and(|font| first.is_none_or(|c| font.glyph_of(c).is_some()))
        };
        let Some(font) = family.iter().find(has).or(family.first()) else {
            continue;
        };
        let end = start.saturating_add(cluster.len());
        match parts.last_mut() {
            Some((held, range)) if held == font => range.end = end,
            Some(_) | None => parts.push((*font, start..end)),
        }
    }
    parts
}

/// A run with the glyphs of a buffer, which begin at `pen` and move it on.
fn placed(mut run: Run, buffer: &GlyphBuffer, units_per_em: f32, pen: &mut f32) -> Option<Run> {
    #[expect(clippy::cast_precision_loss, reason = "font units are small")]
    let ems = |units: i32| units as f32 / units_per_em;
    let infos = buffer.glyph_infos();
    let start = |cluster: u32| {
        run.text
            .start
            .saturating_add(usize::try_from(cluster).unwrap_or(0))
    };
    let mut last = None;
    for (index, (info, place)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
        let is_repeated_sign = info.glyph_id == 0 && last == Some(info.cluster);
        last = Some(info.cluster);
        if is_repeated_sign {
            continue;
        }
        let is_other = |other: &&harfrust::GlyphInfo| other.cluster != info.cluster;
        let next = if run.rtl {
            infos
                .get(..index)
                .unwrap_or_default()
                .iter()
                .rfind(is_other)
        } else {
            infos.get(index..).unwrap_or_default().iter().find(is_other)
        };
        let end = next.map_or(run.text.end, |next| start(next.cluster));
        run.glyphs.push(Glyph {
            id: info.glyph_id,
            cluster: start(info.cluster)..end.max(start(info.cluster)),
            pen: *pen,
            advance: ems(place.x_advance),
            offset: (ems(place.x_offset), ems(place.y_offset)),
        });
        *pen += ems(place.x_advance);
    }
    (!run.glyphs.is_empty()).then_some(run)
}

/// The runs of a line in the order in which they are read, cut where that
/// order jumps.
fn in_reading_order(text: &str, shaped: Shaped) -> Shaped {
    let order = reading_order(text);
    let meant = as_meant(text, &order).into();
    if order.len() < 2 {
        return Shaped { meant, ..shaped };
    }
    let mut runs = Vec::new();
    for part in order.into_iter().map(|part| part.range) {
        for run in &shaped.runs {
            let begins_here = |glyph: &&Glyph| part.contains(&glyph.cluster.start);
            let glyphs: Vec<Glyph> = run.glyphs.iter().filter(begins_here).cloned().collect();
            if !glyphs.is_empty() {
                let text = run.text.start.max(part.start)..run.text.end.min(part.end);
                runs.push(Run {
                    text,
                    glyphs,
                    ..run.clone()
                });
            }
        }
    }
    Shaped {
        runs,
        meant,
        ..shaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Measure;

    #[test]
    fn lines_are_as_wide_as_they_were_measured() {
        let mut measure = Measure::default();
        for text in [
            "Compare the offers of three dealers",
            "AVATAR, To. We (Ty) fi fl 10:30 -> 3x",
            "比較する オファー 제안",
            "ابحث عن عروض",
            "שלום עולם",
            "ตัวแทนจำหน่าย",
            "प्रस्ताव की तुलना",
            "Happy 😀 end",
        ] {
            for face in [Face::Regular, Face::SemiBold, Face::Italic] {
                let text: Arc<str> = text.into();
                let style = crate::layout::TextStyle::new(face, 12.5, 16.5);
                let measured = measure.line_width(&text, &style);
                let mut shaper = Shaper::new(measure.book());
                let shaped = shaper.line(face, &text).width * style.size;
                // Measured word by word, drawn line by line: letters may stand
                // nearer to a blank, never farther.
                assert!(
                    (measured * 0.985 - 0.1..measured + 0.3).contains(&shaped),
                    "{text} is {shaped} units wide, and was measured as {measured}"
                );
            }
        }
    }

    #[test]
    fn every_byte_of_a_line_is_shown_by_a_run_in_reading_order() {
        let mut measure = Measure::default();
        let text: Arc<str> = crate::layout::visual_order("مرحبا Anna, שלום 12").0;
        let style = crate::layout::TextStyle::new(Face::Regular, 12.0, 16.0);
        measure.line_width(&text, &style);
        let shaped = Shaper::new(measure.book()).line(Face::Regular, &text);
        let read: String = shaped
            .runs
            .iter()
            .map(|run| &text[run.text.clone()])
            .collect();
        assert_eq!(read, "مرحبا Anna, שלום 12");
    }
}
