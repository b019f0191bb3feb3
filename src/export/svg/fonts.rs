//! The fonts inside an SVG whose text stays text: cut down to the glyphs that
//! are used. Where every character is a glyph of its own, as in most scripts,
//! the font holds just these, and the file says where each stands; a second
//! glyph of a character, as the colon between digits, is in a variant of the
//! font. Where characters join and change, as in Arabic, the font keeps its
//! numbering and its rules, and the reader shapes the words as was done here.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use skrifa::{
    GlyphId, MetadataProvider as _, Tag,
    attribute::Style,
    raw::{TableProvider as _, tables::glyf},
    string::StringId,
};
use subsetter::GlyphRemapper;
use write_fonts::{FontBuilder, read, tables::cmap::Cmap, types};

use super::super::{
    naming,
    shape::{Run, Shaper, Typeface},
};
use crate::{
    layout::Face,
    scene::{Item, TextLine},
};

/// How the text of a font is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Every character at its place.
    Plain,
    /// The first character of a run at its place.
    Shaped,
}

/// The fonts that are inside.
pub(super) struct Embedding {
    fonts: BTreeMap<usize, (Way, Used)>,
    style: String,
}

/// What is used of a font.
#[derive(Default)]
struct Used {
    glyphs: BTreeSet<u32>,
    /// The glyphs of each character, the usual one first.
    chars: BTreeMap<char, Vec<u32>>,
    is_shaped: bool,
    has_colors: bool,
}

impl Embedding {
    /// The fonts that the words of some items need.
    pub(super) fn new(items: &[Item], shaper: &mut Shaper) -> Self {
        let mut used: BTreeMap<usize, Used> = BTreeMap::new();
        each_line(items, &mut |line| {
            if line.face != Face::Icon {
                let shaped = shaper.line(line.face, &line.text);
                for run in &shaped.runs {
                    if let Some(typeface) = shaper.typeface(run.font) {
                        used.entry(run.font).or_default().take(line, run, typeface);
                    }
                }
            }
        });
        let (mut fonts, mut style) = (BTreeMap::new(), String::new());
        for (font, used) in used {
            let Some(typeface) = shaper.typeface(font).filter(|_| !used.has_colors) else {
                continue;
            };
            let way = if used.is_shaped {
                Way::Shaped
            } else {
                Way::Plain
            };
            let files: Option<Vec<Vec<u8>>> = match way {
                Way::Shaped => with_rules(typeface, &used.glyphs).map(|file| vec![file]),
                Way::Plain => (0..used.variants())
                    .map(|variant| with_characters(typeface, &used.of(variant)))
                    .collect(),
            };
            for (variant, bytes) in files.iter().flatten().enumerate() {
                describe(&mut style, (font, variant), typeface, bytes);
            }
            if files.is_some() {
                fonts.insert(font, (way, used));
            }
        }
        Self { fonts, style }
    }

    /// How the text of a font is written; `None` when it becomes outlines.
    pub(super) fn way(&self, font: usize) -> Option<Way> {
        self.fonts.get(&font).map(|(way, _)| *way)
    }

    /// Which variant of a font shows a character as a glyph.
    pub(super) fn variant(&self, font: usize, text: &str, glyph: u32) -> usize {
        let chars = self.fonts.get(&font).map(|(_, used)| &used.chars);
        let c = text.chars().next();
        let glyphs = chars.zip(c).and_then(|(chars, c)| chars.get(&c));
        let found = glyphs.and_then(|glyphs| glyphs.iter().position(|held| *held == glyph));
        found.unwrap_or(0)
    }

    /// The fonts and their classes in CSS.
    pub(super) fn style(&self) -> &str {
        &self.style
    }
}

impl Used {
    fn take(&mut self, line: &TextLine, run: &Run, typeface: &Typeface) {
        self.is_shaped |= run.rtl;
        for glyph in &run.glyphs {
            self.glyphs.insert(glyph.id);
            self.has_colors |= typeface.is_colored(glyph.id);
            let mut cluster = line.text.get(glyph.cluster.clone()).unwrap_or("").chars();
            // Readers disagree about the places of characters of two units.
            let only = cluster.next().filter(|c| c.len_utf16() == 1);
            match (only, cluster.next()) {
                (Some(c), None) if glyph.offset.1 == 0.0 => {
                    let usual = typeface.glyph_of(c);
                    let glyphs = self.chars.entry(c).or_default();
                    if glyphs.is_empty() {
                        glyphs.extend(usual);
                    }
                    if !glyphs.contains(&glyph.id) {
                        glyphs.push(glyph.id);
                    }
                }
                _ => self.is_shaped = true,
            }
        }
        // A character that became several glyphs has no place of its own.
        let mut pairs = run.glyphs.iter().zip(run.glyphs.iter().skip(1));
        self.is_shaped |= pairs.any(|(a, b)| a.cluster == b.cluster);
    }

    /// How many fonts it takes to show every glyph of every character.
    fn variants(&self) -> usize {
        self.chars.values().map(Vec::len).max().unwrap_or(0)
    }

    /// The characters of a variant.
    fn of(&self, variant: usize) -> BTreeMap<char, u32> {
        let glyphs = self.chars.iter();
        glyphs
            .filter_map(|(c, glyphs)| Some((*c, *glyphs.get(variant)?)))
            .collect()
    }
}

/// Visits every line, also those that stand in for pictures.
fn each_line(items: &[Item], visit: &mut dyn FnMut(&TextLine)) {
    for item in items {
        if let Some(line) = naming::line(item) {
            visit(line);
        } else if let Item::Picture { instead, .. } = item {
            each_line(instead, visit);
        }
    }
}

/// Appends a font and its class.
fn describe(
    style: &mut String,
    (font, variant): (usize, usize),
    typeface: &Typeface,
    bytes: &[u8],
) {
    let name = family(typeface);
    let own = match variant {
        0 => format!("'{name}'"),
        _ => format!("'{name} {variant}'"),
    };
    let attributes = typeface.font.attributes();
    let slant = match attributes.style {
        Style::Normal => "normal",
        Style::Italic | Style::Oblique(_) => "italic",
    };
    let weight = attributes.weight.value();
    let look = format!("font-weight:{weight};font-style:{slant}");
    let class = class_name(font, variant);
    style.push_str("@font-face{font-family:");
    style.push_str(&own);
    style.push(';');
    style.push_str(&look);
    style.push_str(";src:url(data:font/ttf;base64,");
    STANDARD.encode_string(bytes, style);
    style.push_str(")}\n.");
    style.push_str(&class);
    style.push_str("{font-family:");
    style.push_str(&own);
    if variant > 0 {
        style.push_str(",'");
        style.push_str(&name);
        style.push('\'');
    }
    // Programs that take no font from a file take one like it: not wider, so
    // that words stay on their cards.
    if Face::ALL.iter().any(|face| face.name() == name) {
        style.push_str(",'Helvetica Neue',Arial");
    }
    style.push_str(",sans-serif;");
    style.push_str(&look);
    style.push_str(";text-rendering:geometricPrecision}\n");
}

/// The name of a font's family, as far as it can stand in a style sheet.
fn family(typeface: &Typeface) -> String {
    let ids = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME];
    let mut names = ids
        .into_iter()
        .flat_map(|id| typeface.font.localized_strings(id));
    let name = names.next().map(|name| name.to_string());
    let name = name.unwrap_or_default();
    name.chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))
        .collect()
}

/// The class of a font's text.
pub(super) fn class_name(font: usize, variant: usize) -> String {
    match variant {
        0 => format!("f{font}"),
        _ => format!("f{font}v{variant}"),
    }
}

/// A font of just these characters.
fn with_characters(typeface: &Typeface, chars: &BTreeMap<char, u32>) -> Option<Vec<u8>> {
    let mut mapper = GlyphRemapper::new();
    let mut mappings = Vec::new();
    for (c, glyph) in chars {
        let new = mapper.remap(u16::try_from(*glyph).ok()?);
        mappings.push((*c, types::GlyphId::new(u32::from(new))));
    }
    let subset = subsetter::subset(typeface.bytes, typeface.index, &mapper).ok()?;
    let mut builder = FontBuilder::new();
    builder
        .add_table(&Cmap::from_mappings(mappings).ok()?)
        .ok()?;
    copy(&mut builder, typeface, &[b"OS/2"]);
    builder.copy_missing_tables(read::FontRef::new(&subset).ok()?);
    Some(builder.build())
}

/// A font with its own numbering and rules, and the outlines of these glyphs
/// alone; `None` when its outlines are of another kind.
fn with_rules(typeface: &Typeface, glyphs: &BTreeSet<u32>) -> Option<Vec<u8>> {
    let font = &typeface.font;
    let (loca, outlines) = (font.loca(None).ok()?, font.glyf().ok()?);
    let mut wanted = glyphs.clone();
    let mut open: Vec<u32> = wanted.iter().copied().chain([0]).collect();
    while let Some(glyph) = open.pop() {
        wanted.insert(glyph);
        if let Ok(Some(glyf::Glyph::Composite(parts))) =
            loca.get_glyf(GlyphId::new(glyph), &outlines)
        {
            let parts = parts
                .components()
                .map(|part| u32::from(part.glyph.to_u16()));
            open.extend(parts.filter(|part| !wanted.contains(part)));
        }
    }
    let bytes = outlines.offset_data().as_bytes();
    let (mut glyf, mut places) = (Vec::new(), Vec::new());
    for glyph in 0..loca.len() {
        places.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
        if u32::try_from(glyph).is_ok_and(|glyph| wanted.contains(&glyph)) {
            let range = loca.get_raw(glyph)?..loca.get_raw(glyph.saturating_add(1))?;
            let range = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
            glyf.extend_from_slice(bytes.get(range)?);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    places.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    let mut head = font.table_data(Tag::new(b"head"))?.as_bytes().to_vec();
    // The places are long numbers.
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    let post = font.table_data(Tag::new(b"post"))?;
    let mut post = post.as_bytes().get(..32)?.to_vec();
    // Without the names of glyphs.
    post.get_mut(..4)?.copy_from_slice(&[0, 3, 0, 0]);
    let mut builder = FontBuilder::new();
    for (tag, data) in [
        (b"glyf", glyf),
        (b"loca", places),
        (b"head", head),
        (b"post", post),
    ] {
        builder.add_raw(types::Tag::new(tag), data);
    }
    let kept: [&[u8; 4]; 12] = [
        b"cmap", b"GDEF", b"GPOS", b"GSUB", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"cvt ",
        b"fpgm", b"prep",
    ];
    copy(&mut builder, typeface, &kept);
    Some(builder.build())
}

/// Copies tables as they are.
fn copy(builder: &mut FontBuilder<'_>, typeface: &Typeface, tags: &[&[u8; 4]]) {
    for tag in tags {
        if let Some(data) = typeface.font.table_data(Tag::new(tag)) {
            builder.add_raw(types::Tag::new(tag), data.as_bytes().to_vec());
        }
    }
}
