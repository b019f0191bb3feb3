//! Pictures on a page: those of the map as drawings inside the page, and those
//! in the map, which are defined once at its end and shown by reference, in
//! the drawings and beside the texts. Nothing is loaded from outside.

use emath::{Pos2, Rect, Vec2};

use super::write::Page;
use crate::{
    export::{
        Document, ExportError,
        picture::covering,
        svg::{self, Held},
    },
    layout::FontBook,
    model::Map,
};

/// The size that the smallest text of a picture has at least, in CSS pixels;
/// where that makes it wider than the screen, it scrolls.
const SMALLEST: f32 = 9.0;
/// How wide the picture of the map is at most without scrolling, in CSS pixels.
const WIDEST: f32 = 1262.0;
/// A picture that is wider by little is shrunk to that, to so much of its size.
const SHRUNK: f32 = 0.85;
/// How high a picture of a card is at most, in CSS pixels.
const HIGHEST: f32 = 260.0;

/// Every page of the document.
pub(super) fn pictures(
    page: &mut Page,
    document: &Document,
    fonts: &FontBook,
) -> Result<(), ExportError> {
    page.open_with("section", "sheet pictures", &[("id", "picture")]);
    page.element("h2", "", "The journey at a glance");
    let hint = "Wider than this screen: scroll it sideways.";
    page.element("p", "hint", hint);
    let count = document.sheets.len();
    for (index, sheet) in document.sheets.iter().enumerate() {
        let drawing = svg::part(sheet, document, fonts, &mut page.pictures)?;
        page.open("figure", "");
        page.scroll("picture", "Picture of the map", |page| {
            page.raw(&inlined(&drawing, index.saturating_add(1)));
        });
        if count > 1 {
            let caption = format!(
                "Part {} of {count}: {}",
                index.saturating_add(1),
                sheet.name
            );
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
    let is_near = wide > WIDEST && wide * SHRUNK <= WIDEST;
    let wide = if is_near { WIDEST } else { wide };
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
/// and with names that no other drawing of the page has; pictures keep theirs,
/// which the page shares. Text in it has no quotes that are not escaped, so
/// what looks like an attribute is one.
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
    let shared = svg::PICTURE;
    let own = format!("href=\"#p{number}-{shared}");
    drawing.replace(&own, &format!("href=\"#{shared}"))
}

/// A picture of the map by its name; `None` when it is not there, or damaged.
pub(super) fn held(page: &mut Page, map: &Map, name: &str) -> Option<Held> {
    page.pictures.held(map.pictures.get(name)?)
}

/// Shows all of a picture, in its own size or as large as there is room. What
/// says what it shows may be empty where that is read beside it.
pub(super) fn whole(page: &mut Page, picture: Held, says: &str) {
    let size = picture.size;
    let width = size.x.min(HIGHEST * size.x / size.y).ceil();
    let width = width.to_string();
    show(
        page,
        picture,
        Rect::from_min_size(Pos2::ZERO, size),
        &[("width", &width)],
        says,
    );
}

/// Shows the middle of a picture in a round frame of a class, as the drawings
/// show a portrait.
pub(super) fn portrait(page: &mut Page, picture: Held, class: &str, says: &str) {
    let side = picture.size.min_elem();
    let frame = Rect::from_min_size(Pos2::ZERO, Vec2::splat(side));
    let part = frame.translate(-covering(frame, picture.size).min.to_vec2());
    show(page, picture, part, &[("class", class)], says);
}

/// Shows a part of a picture, in its pixels.
fn show(page: &mut Page, picture: Held, part: Rect, attributes: &[(&str, &str)], says: &str) {
    let (at, size) = (part.min, part.size());
    let view = format!("{} {} {} {}", at.x, at.y, size.x, size.y);
    let mut all = vec![("viewBox", view.as_str())];
    all.extend(attributes);
    if says.is_empty() {
        all.push(("aria-hidden", "true"));
    } else {
        all.extend([("role", "img"), ("aria-label", says)]);
    }
    page.open_with("svg", "", &all);
    let mut shown = String::new();
    picture.whole(&mut shown);
    page.raw(&shown);
    page.close("svg");
}

/// Every picture that was shown, once. Where nothing is displayed, browsers
/// find nothing either, so this is displayed without a size.
pub(super) fn definitions(page: &mut Page) {
    let all = page.pictures.definitions().to_owned();
    if !all.is_empty() {
        page.raw("<svg class=\"held\" width=\"0\" height=\"0\" aria-hidden=\"true\">\n<defs>\n");
        page.raw(&all);
        page.raw("</defs>\n</svg>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_inside_a_page_has_names_of_its_own_no_prolog_and_the_pictures_of_the_page() {
        let file = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
                    xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\"><path id=\"g1\"/>\
                    <use xlink:href=\"#g1\" fill=\"url(#a1)\"/>\
                    <use xlink:href=\"#picture-1\"/></svg>";
        assert_eq!(
            inlined(file, 2),
            "<svg width=\"9\"><path id=\"p2-g1\"/>\
             <use xlink:href=\"#p2-g1\" fill=\"url(#p2-a1)\"/>\
             <use xlink:href=\"#picture-1\"/></svg>"
        );
    }
}
