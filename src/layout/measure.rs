//! How wide text is: every word is shaped once, by the shaper the painter
//! uses, and remembered, since words repeat. Advances grow linearly with the
//! size, so a width is kept per unit of size. Knows nothing of lines.

use std::sync::Arc;

use harfrust::{FontRef, GlyphBuffer, ShaperData, UnicodeBuffer};
use rustc_hash::FxHashMap;
use skrifa::{
    MetadataProvider as _,
    instance::{LocationRef, Size},
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    fonts::{Face, FontBook},
    pieces::Pieces,
    plans::Plans,
};

/// One font file, ready to shape.
struct ShapedFont {
    font: FontRef<'static>,
    data: ShaperData,
    units_per_em: f32,
    plans: Plans,
}

impl ShapedFont {
    fn new(bytes: &'static [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let data = ShaperData::new(&font);
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(font.metrics(size, location).units_per_em);
        Some(Self {
            font,
            data,
            units_per_em,
            plans: Plans::default(),
        })
    }

    fn shape(&mut self, buffer: UnicodeBuffer) -> GlyphBuffer {
        let shaper = self.data.shaper(&self.font).build();
        self.plans.shape(&shaper, buffer)
    }

    fn has(&self, cluster: &str) -> bool {
        let first = cluster.chars().next();
        first.is_none_or(|c| self.font.charmap().map(c).is_some())
    }
}

/// The fonts of one face, in the order in which they are asked for a glyph.
#[derive(Default)]
struct Family {
    fonts: Vec<ShapedFont>,
    revision: Option<usize>,
}

/// Measures text and remembers what it measured.
pub struct Measure {
    book: FontBook,
    families: [Family; Face::ALL.len()],
    /// The widths of words, by face.
    words: [FxHashMap<Box<str>, f32>; Face::ALL.len()],
    /// Texts that were taken apart, likewise.
    texts: [FxHashMap<Box<str>, Arc<Pieces>>; Face::ALL.len()],
    /// Whether lines come without their text.
    sizes_only: bool,
    /// The text of such a line.
    nothing: Arc<str>,
    buffer: Option<UnicodeBuffer>,
}

impl Default for Measure {
    fn default() -> Self {
        Self {
            book: FontBook::new(),
            families: std::array::from_fn(|_| Family::default()),
            words: std::array::from_fn(|_| FxHashMap::default()),
            texts: std::array::from_fn(|_| FxHashMap::default()),
            sizes_only: false,
            nothing: "".into(),
            buffer: Some(UnicodeBuffer::new()),
        }
    }
}

impl Measure {
    /// Words remembered before all are forgotten, so that a long session does
    /// not grow without end: a map of 100,000 cards has fewer.
    const WORDS: usize = 200_000;

    /// Texts remembered, likewise.
    const TEXTS: usize = 30_000;

    /// The fonts, with the fallbacks that the text measured so far needs.
    #[must_use]
    pub fn book(&self) -> &FontBook {
        &self.book
    }

    /// The width of a piece of text on one line, in units at size 1.
    pub fn width(&mut self, face: Face, text: &str) -> f32 {
        if text.is_empty() {
            return 0.0;
        }
        let words = &mut self.words[face as usize];
        if let Some(width) = words.get(text) {
            return *width;
        }
        if words.len() >= Self::WORDS {
            words.clear();
        }
        let width = self.shape(face, text);
        self.words[face as usize].insert(text.into(), width);
        width
    }

    /// A text in the pieces between which its lines may break.
    pub(super) fn pieces(&mut self, face: Face, text: &str) -> Arc<Pieces> {
        let texts = &mut self.texts[face as usize];
        if let Some(pieces) = texts.get(text) {
            return Arc::clone(pieces);
        }
        if texts.len() >= Self::TEXTS {
            texts.clear();
        }
        let pieces = Arc::new(Pieces::new(text, face, self));
        self.texts[face as usize].insert(text.into(), Arc::clone(&pieces));
        pieces
    }

    /// Does something for which only the sizes of lines count: they come
    /// without their text, which costs more than all else about them.
    pub(super) fn sizes_only<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.sizes_only, true);
        let done = work(self);
        self.sizes_only = before;
        done
    }

    /// A text as a line keeps it.
    pub(super) fn kept(&self, text: &str) -> Arc<str> {
        if self.sizes_only {
            Arc::clone(&self.nothing)
        } else {
            text.into()
        }
    }

    /// Finds fonts for a text without measuring it.
    pub(super) fn cover(&mut self, text: &str) {
        self.book.cover(text);
    }

    /// Shapes run by run as the painter does: each grapheme goes to the first
    /// font that has its first character, and neighbours of one font are
    /// shaped together.
    fn shape(&mut self, face: Face, text: &str) -> f32 {
        if face != Face::Icon {
            self.book.cover(text);
        }
        let Some(family) = Face::ALL
            .iter()
            .position(|held| *held == face)
            .and_then(|index| self.families.get_mut(index))
        else {
            return 0.0;
        };
        if family.revision != Some(self.book.revision()) {
            let bundled = ShapedFont::new(face.bytes(), 0);
            let found = self.book.fallbacks(face);
            family.fonts = bundled
                .into_iter()
                .chain(found.filter_map(|font| ShapedFont::new(font.bytes, font.index)))
                .collect();
            family.revision = Some(self.book.revision());
        }
        let mut width = 0.0;
        let mut run: Option<(usize, std::ops::Range<usize>)> = None;
        let mut buffer = self.buffer.take().unwrap_or_default();
        for (start, cluster) in text.grapheme_indices(true) {
            let font = family
                .fonts
                .iter()
                .position(|font| font.has(cluster))
                .unwrap_or(0);
            let end = start + cluster.len();
            run = Some(match run {
                Some((held, range)) if held == font => (font, range.start..end),
                Some((held, range)) => {
                    (width, buffer) = family.add_run(held, &text[range], width, buffer);
                    (font, start..end)
                }
                None => (font, start..end),
            });
        }
        if let Some((held, range)) = run {
            (width, buffer) = family.add_run(held, &text[range], width, buffer);
        }
        self.buffer = Some(buffer);
        width
    }
}

impl Family {
    fn add_run(
        &mut self,
        font: usize,
        text: &str,
        width: f32,
        mut buffer: UnicodeBuffer,
    ) -> (f32, UnicodeBuffer) {
        let Some(font) = self.fonts.get_mut(font) else {
            return (width, buffer);
        };
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let glyphs = font.shape(buffer);
        let (mut advance, mut last) = (0.0, None);
        for (glyph, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            // What no font has is drawn as one sign a cluster, not one a mark.
            let is_repeated_sign = glyph.glyph_id == 0 && last == Some(glyph.cluster);
            last = Some(glyph.cluster);
            if !is_repeated_sign {
                #[expect(clippy::cast_precision_loss, reason = "an advance is small")]
                let units = place.x_advance as f32;
                advance += units;
            }
        }
        (width + advance / font.units_per_em, glyphs.clear())
    }
}
