//! A report as one page of HTML: what the map says of itself, the picture, and
//! the chapters. A single file that loads nothing and runs nothing, as the page
//! of the map is.

use super::{lists, picture, write::Page};
use crate::{
    export::{Block, Document, ExportError, Report},
    layout::FontBook,
    model::Map,
};

/// A report with the pictures of a document, as a page of HTML in UTF-8.
///
/// # Errors
///
/// A picture of the map cannot be drawn: its page is beyond the limits.
pub fn report_html(
    map: &Map,
    report: &Report,
    document: &Document,
    fonts: &FontBook,
) -> Result<Vec<u8>, ExportError> {
    let mut page = Page::default();
    super::head(&mut page, map, document);
    page.raw("<body>\n<main>\n<header class=\"sheet\">\n");
    page.element("h1", "", &report.title);
    let facts: Vec<(&str, String)> = report.facts.clone();
    page.facts("facts", &facts);
    page.raw("</header>\n");
    picture::pictures(&mut page, document, fonts)?;
    for chapter in &report.chapters {
        page.open("section", "sheet");
        page.element("h2", "", chapter.title);
        for block in &chapter.blocks {
            write(block, &mut page);
        }
        page.close("section");
    }
    page.raw("<footer>Customer journey map, made with Throughline.</footer>\n");
    page.raw("</main>\n");
    picture::definitions(&mut page);
    page.raw("</body>\n</html>\n");
    Ok(page.finish().into_bytes())
}

fn write(block: &Block, page: &mut Page) {
    match block {
        Block::Heading(text) => page.element("h3", "", text),
        Block::Text(text) => page.element("p", "", text),
        Block::Items(items) => {
            page.open("ul", "");
            for item in items {
                page.element("li", "", item);
            }
            page.close("ul");
        }
        Block::Table(columns, rows) => table(columns, rows, page),
        Block::Question {
            place,
            how,
            words,
            has_room,
        } => {
            page.element("h3", "", place);
            page.element("p", "how", how);
            page.element("blockquote", "", words);
            room(if *has_room { 2 } else { 0 }, page);
        }
        Block::Room(lines) => room(*lines, page),
    }
}

/// Lines to write on, once the page is printed.
fn room(lines: u8, page: &mut Page) {
    for _ in 0..lines {
        page.raw("<div class=\"room\"></div>\n");
    }
}

fn table(columns: &[&'static str], rows: &[Vec<String>], page: &mut Page) {
    let label = columns.first().copied().unwrap_or_default();
    lists::table(page, label, columns, |page| {
        for row in rows {
            page.open("tr", "");
            for (place, cell) in row.iter().enumerate() {
                let (tag, attributes) = match place {
                    0 => ("th", &[("dir", "auto"), ("scope", "row")][..]),
                    _ => ("td", &[("dir", "auto")][..]),
                };
                page.open_with(tag, "", attributes);
                page.text(cell.trim());
                page.close(tag);
            }
            page.close("tr");
        }
    });
}
