//! Pictures on a page: those of the map as drawings inside the page, and those
//! in the map as `data:` addresses. Nothing is loaded from outside.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::write::Page;
use crate::{
    export::{Document, ExportError, svg},
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
        let drawing = svg(sheet, document, fonts, false)?;
        let drawing = String::from_utf8(drawing).map_err(|fault| {
            let reason = format!("the picture could not be put on the page: {fault}");
            ExportError::Text(reason)
        })?;
        page.open("figure", "");
        page.scroll("picture", "Picture of the map", |page| {
            page.raw(&inlined(&drawing, index + 1));
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

/// An SVG file as a part of a page: without what only a file of its own needs,
/// and with names that no other picture of the page has. Text in it has no
/// quotes that are not escaped, so what looks like an attribute is one.
fn inlined(drawing: &str, number: usize) -> String {
    let start = drawing.find("<svg").unwrap_or_default();
    let mut drawing = drawing.get(start..).unwrap_or_default().to_owned();
    for space in [
        " xmlns=\"http://www.w3.org/2000/svg\"",
        " xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
    ] {
        drawing = drawing.replacen(space, "", 1);
    }
    for before in [" id=\"", "href=\"#", "=\"url(#"] {
        drawing = drawing.replace(before, &format!("{before}p{number}-"));
    }
    drawing
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_inside_a_page_has_names_of_its_own_and_no_prolog() {
        let file = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
                    xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\"><path id=\"g1\"/>\
                    <use xlink:href=\"#g1\" fill=\"url(#a1)\"/></svg>";
        assert_eq!(
            inlined(file, 2),
            "<svg width=\"9\"><path id=\"p2-g1\"/>\
             <use xlink:href=\"#p2-g1\" fill=\"url(#p2-a1)\"/></svg>"
        );
    }
}
