//! A page as an SVG: shapes as shapes, every element of the map as a group
//! with its name, text as outlines (or as text with its fonts inside). Valid
//! XML without scripts and without references to the outside, the same bytes
//! on every run. Knows scenes; not how they came to be.

mod fonts;
mod outline;
mod shapes;
mod words;
mod write;

use std::{collections::BTreeMap, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use emath::Vec2;

use self::fonts::Embedding;
use super::{Document, ExportError, Sheet, grid::Grid, naming, picture::Embedded, shape::Shaper};
use crate::{
    layout::FontBook,
    model::Picture,
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
    let page = &document.page;
    page.check()?;
    let scene = &sheet.scene;
    let mut drawing = Drawing::new(fonts, Grid::new(scene.size, page.pixels()));
    if text {
        drawing.embedding = Some(Embedding::new(&scene.items, &mut drawing.shaper));
    }
    if !page.transparent {
        let mut ground = scene.background;
        ground.0[3] = 255;
        drawing.rect(drawing.grid.seen(), 0.0, Some(ground), None);
    }
    drawing.scene(scene);
    Ok(drawing.finish(sheet, document).into_bytes())
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
    /// Pictures by address; `None` for one that cannot be decoded.
    pictures: BTreeMap<usize, Option<Arc<Held>>>,
    /// How many things of `defs` have a number for a name.
    count: u64,
}

/// A picture as it is written.
struct Held {
    /// The file as a `data:` address.
    address: String,
    /// In pixels.
    size: Vec2,
}

impl<'a> Drawing<'a> {
    fn new(book: &'a FontBook, grid: Grid) -> Self {
        Self {
            book,
            grid,
            shaper: Shaper::new(book),
            embedding: None,
            defs: String::new(),
            body: String::new(),
            signs: BTreeMap::new(),
            pictures: BTreeMap::new(),
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
                *again += 1;
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
        self.count += 1;
        let mut name = kind.to_owned();
        write::whole(&mut name, self.count);
        name
    }

    /// A picture, decoded once.
    fn held(&mut self, picture: &Arc<Picture>) -> Option<Arc<Held>> {
        let address = Arc::as_ptr(picture).addr();
        let held = self.pictures.entry(address).or_insert_with(|| {
            let file = Embedded::new(picture)?;
            let kind = if file.is_jpeg { "jpeg" } else { "png" };
            let address = format!("data:image/{kind};base64,{}", STANDARD.encode(&file.bytes));
            let size = file.size;
            Some(Arc::new(Held { address, size }))
        });
        held.clone()
    }

    /// The whole file.
    fn finish(self, sheet: &Sheet, document: &Document) -> String {
        let page = &document.page;
        let mut out = String::with_capacity(self.body.len() + self.defs.len() + 1024);
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
