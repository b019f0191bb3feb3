//! Pictures on a page: those of the map, and those
//! in the map as `data:` addresses. Nothing is loaded from outside.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::write::Page;
use crate::{
    export::{Document, ExportError, png},
    layout::FontBook,
    model::Map,
};

/// The size that the smallest text of a picture has at least, in CSS pixels;
/// where that makes it wider than the screen, it scrolls.
const SMALLEST: f32 = 9.0;

/// Every page of the document.
pub(super) fn pictures(
    page: &mut Page,
    document: &Document,
    fonts: &FontBook,
) -> Result<(), ExportError> {
    page.open_with("section", "sheet pictures", &[("id", "picture")]);
    page.element("h2", "", "The journey at a glance");
    let count = document.sheets.len();
    for (index, sheet) in document.sheets.iter().enumerate() {
        let bytes = png(&sheet.scene, fonts, &document.page, &|_| true)?;
        let address = format!("data:image/png;base64,{}", STANDARD.encode(bytes));
        let alt = format!("Picture of the map, {}", sheet.name);
        page.open("figure", "");
        page.scroll("picture", "Picture of the map", |page| {
            page.open_with("img", "", &[("src", &address), ("alt", &alt)]);
        });
        if count > 1 {
            let caption = format!("Part {} of {count}: {}", index + 1, sheet.name);
            page.element("figcaption", "", &caption);
        }
        page.close("figure");
    }
    page.close("section");
    Ok(())
}

/// The width in CSS pixels at which the smallest text of the document's
/// pictures can still be read.
pub(super) fn least(document: &Document) -> u32 {
    let points = document.smallest;
    let wide = document.points.x * SMALLEST / points.max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within its limits"
    )]
    if wide.is_finite() {
        wide.ceil().clamp(320.0, 4000.0) as u32
    } else {
        320
    }
}

/// A picture of the map as an address that holds all of it; `None` when it is
/// not there, damaged, or of no kind that browsers show.
pub(super) fn address(map: &Map, name: &str) -> Option<String> {
    let bytes = map.pictures.get(name)?.bytes()?;
    let kind = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpeg",
        [b'G', b'I', b'F', b'8', ..] => "gif",
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => "webp",
        _ => return None,
    };
    Some(format!(
        "data:image/{kind};base64,{}",
        STANDARD.encode(bytes)
    ))
}
