//! A page as an SVG: shapes as shapes, every element of the map as a group
//! with its name, text as outlines (or as text with its fonts inside). Valid
//! XML without scripts and without references to the outside, the same bytes
//! on every run. Knows scenes; not how they came to be.

mod fonts;
mod outline;
mod pictures;
mod shapes;
mod words;
mod write;

use std::collections::BTreeMap;

use self::fonts::Embedding;
pub(super) use self::pictures::{Held, NAME as PICTURE, Pictures};
use super::{Document, ExportError, Sheet, grid::Grid, naming, shape::Shaper};
use crate::{
    layout::FontBook,
    scene::{Item, Scene},
};

/// A page as an SVG file, as wide and high in pixels as the document's page.
/// With `text` its words can be selected, searched and edited, and the fonts
/// are inside, cut down to what is used; programs that ignore such fonts show
/// others. Without, words are outlines and look the same everywhere.
///
/// # Errors
///
/// The page is beyond its limits.
pub fn svg(
    sheet: &Sheet,
    document: &Document,
    fonts: &FontBook,
    text: bool,
) -> Result<Vec<u8>, ExportError> {
    let mut pictures = Pictures::default();
    let mut drawing = drawn(sheet, document, (fonts, text), &mut pictures)?;
    drawing.defs.push_str(drawing.pictures.definitions());
    Ok(drawing.finish(sheet, document).into_bytes())
}

/// A page as an SVG file whose words are outlines and whose pictures are
/// defined somewhere else: it is a part of something that holds them.
///
/// # Errors
///
/// The page is beyond its limits.
pub(super) fn part(
    sheet: &Sheet,
    document: &Document,
    fonts: &FontBook,
    pictures: &mut Pictures,
) -> Result<String, ExportError> {
    let drawing = drawn(sheet, document, (fonts, false), pictures)?;
    Ok(drawing.finish(sheet, document))
}

/// Everything on a page, with or without text that stays text.
fn drawn<'a>(
    sheet: &Sheet,
    document: &Document,
    (fonts, text): (&'a FontBook, bool),
    pictures: &'a mut Pictures,
) -> Result<Drawing<'a>, ExportError> {
    let page = &document.page;
    page.check()?;
    let scene = &sheet.scene;
    let grid = Grid::new(scene.size, page.pixels());
    let mut drawing = Drawing::new(fonts, grid, pictures);
    if text {
        drawing.embedding = Some(Embedding::new(&scene.items, &mut drawing.shaper));
    }
    if !page.transparent {
        let mut ground = scene.background;
        ground.0[3] = 255;
        drawing.rect(drawing.grid.seen(), 0.0, Some(ground), None);
    }
    drawing.scene(scene);
    Ok(drawing)
}

/// What is written so far.
struct Drawing<'a> {
    book: &'a FontBook,
    grid: Grid,
    shaper: Shaper,
    /// The fonts inside, when text stays text.
    embedding: Option<Embedding>,
    /// What is drawn more than once, or refers to nothing else.
    defs: String,
    body: String,
    /// Signs of fonts by font and number, and whether there is anything to
    /// see of them.
    signs: BTreeMap<(usize, u32), bool>,
    /// What its pictures are called.
    pictures: &'a mut Pictures,
    /// How many things of `defs` have a number for a name.
    count: u64,
}

impl<'a> Drawing<'a> {
    fn new(book: &'a FontBook, grid: Grid, pictures: &'a mut Pictures) -> Self {
        Self {
            book,
            grid,
            shaper: Shaper::new(book),
            embedding: None,
            defs: String::new(),
            body: String::new(),
            signs: BTreeMap::new(),
            pictures,
            count: 0,
        }
    }

    /// The items, those of an element in a group of their own.
    fn scene(&mut self, scene: &Scene) {
        let mut done = 0;
        let mut names = BTreeMap::new();
        let items = |from: usize, to: usize| scene.items.get(from..to).unwrap_or_default();
        for group in &scene.groups {
            let (start, end) = (group.items.start.max(done), group.items.end);
            self.items(items(done, start));
            let own = items(start, end);
            if !own.is_empty() {
                let (kind, number) = naming::kind(group.element);
                let mut id = kind.to_owned();
                if let Some(number) = number {
                    id.push('-');
                    write::whole(&mut id, u64::from(number));
                }
                let again: &mut u64 = names.entry(id.clone()).or_default();
                *again = again.saturating_add(1);
                if *again > 1 {
                    id.push('.');
                    write::whole(&mut id, *again);
                }
                self.body.push_str("<g id=\"");
                self.body.push_str(&id);
                self.body.push_str("\"><title>");
                write::text(&mut self.body, &naming::title(group.element, own));
                self.body.push_str("</title>");
                self.items(own);
                self.body.push_str("</g>\n");
            }
            done = done.max(end);
        }
        self.items(items(done, scene.items.len()));
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.item(item);
        }
    }

    /// The name of a new thing in `defs`.
    fn name(&mut self, kind: &str) -> String {
        self.count = self.count.saturating_add(1);
        let mut name = kind.to_owned();
        write::whole(&mut name, self.count);
        name
    }

    /// The whole file.
    fn finish(self, sheet: &Sheet, document: &Document) -> String {
        let page = &document.page;
        let mut out = String::with_capacity(
            self.body
                .len()
                .saturating_add(self.defs.len())
                .saturating_add(1024),
        );
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        for (name, pixels) in [("width", page.width), ("height", page.height)] {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            write::whole(&mut out, u64::from(pixels));
            out.push('"');
        }
        let seen = self.grid.seen();
        out.push_str(" viewBox=\"");
        for (index, value) in [seen.min.x, seen.min.y, seen.width(), seen.height()]
            .into_iter()
            .enumerate()
        {
            if index > 0 {
                out.push(' ');
            }
            write::scale(&mut out, value);
        }
        out.push_str("\" role=\"img\">\n<title>");
        write::text(&mut out, &document.title);
        out.push_str("</title>\n<desc>Customer journey map");
        if !sheet.name.is_empty() {
            out.push_str(", ");
            write::text(&mut out, &sheet.name);
        }
        out.push_str("</desc>\n");
        if let Some(embedding) = &self.embedding {
            out.push_str("<style>");
            out.push_str(embedding.style());
            out.push_str("</style>\n");
        }
        if !self.defs.is_empty() {
            out.push_str("<defs>\n");
            out.push_str(&self.defs);
            out.push_str("</defs>\n");
        }
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }
}
