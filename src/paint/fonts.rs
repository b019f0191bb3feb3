//! The fonts of a map as epaint wants them, and how it turns their outlines
//! into pixels. The window and every picture use both, or text in a file would
//! not be the text on the screen. Knows bytes and names, no text.

use std::sync::Arc;

use epaint::{
    FontColorTransferFunction, FontFamily,
    text::{FontData, FontDefinitions, TextOptions},
};

use crate::layout::{Face, FontBook};

/// The family under which a face is known to epaint.
#[must_use]
pub fn family(face: Face) -> FontFamily {
    FontFamily::Name(face.name().into())
}

/// Every face with its fallbacks in order. epaint's two own families, which
/// the interface uses, are Inter regular: a monospaced face is never shown.
///
/// Ask again when [`FontBook::revision`] changed.
#[must_use]
pub fn font_definitions(fonts: &FontBook) -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for face in Face::ALL {
        let data = FontData::from_static(face.bytes());
        definitions
            .font_data
            .insert(face.name().to_owned(), Arc::new(data));
        let mut chain = vec![face.name().to_owned()];
        for fallback in fonts.fallbacks(face) {
            // A font can be the regular and the strong one: one name, one entry.
            definitions
                .font_data
                .entry(fallback.name.clone())
                .or_insert_with(|| {
                    let mut data = FontData::from_static(fallback.bytes);
                    data.index = fallback.index;
                    Arc::new(data)
                });
            chain.push(fallback.name.clone());
        }
        if face == Face::Regular {
            for own in [FontFamily::Proportional, FontFamily::Monospace] {
                definitions.families.insert(own, chain.clone());
            }
        }
        definitions.families.insert(family(face), chain);
    }
    definitions
}

/// How glyphs become pixels. epaint's default depends on the theme of the
/// window; this does not, so that a picture does not either.
#[must_use]
pub fn text_options() -> TextOptions {
    TextOptions {
        color_transfer_function: FontColorTransferFunction::Off,
        font_hinting: true,
        subpixel_binning: true,
        ..TextOptions::default()
    }
}
