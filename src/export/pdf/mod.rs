//! A map's pages as a PDF: vector drawings with text that can be selected and
//! searched in every script, fonts cut down to what is used, bookmarks by
//! stage, and tags that say what is a heading. The same bytes on every run:
//! nothing is taken from the clock. Knows scenes; not how they came to be.

mod shapes;
mod tags;
mod words;

use std::{collections::BTreeMap, sync::Arc};

use emath::{Pos2, Rect, TSTransform, Vec2, pos2};
use krilla::{
    Data, Document as Pdf,
    destination::XyzDestination,
    geom::{Point, Transform},
    image::Image,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    surface::Surface,
    tagging::{TagGroup, TagTree},
    text::Font,
};

use self::tags::Tags;
use super::{Document, ExportError, Sheet, grid::Grid, naming, picture::Embedded, shape::Shaper};
use crate::{
    layout::FontBook,
    model::{Element, Picture},
    scene::{Item, Scene},
};

/// A document as a PDF file, a page a sheet, of its size in points. The
/// background is left out when the document's page is transparent. `progress`
/// is told the share that is done, 0 to 1, and stops the work by returning
/// false.
///
/// # Errors
///
/// The page is beyond its limits, a font cannot be embedded, or `progress`
/// said stop.
pub fn pdf(
    document: &Document,
    fonts: &FontBook,
    progress: &dyn Fn(f32) -> bool,
) -> Result<Vec<u8>, ExportError> {
    document.page.check()?;
    let go_on = |share| progress(share).then_some(()).ok_or(ExportError::Cancelled);
    let size = document.points.max(Vec2::splat(1.0));
    let settings = PageSettings::from_wh(size.x, size.y);
    let settings =
        settings.ok_or_else(|| ExportError::Pdf(format!("no page of {size:?} points")))?;
    let mut pdf = Pdf::new();
    let mut pens = Pens::new(fonts);
    let (mut tree, mut outline) = (TagTree::new(), Outline::new());
    for (index, sheet) in document.sheets.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a count of pages is small")]
        go_on(DRAWN * index as f32 / document.sheets.len() as f32)?;
        let grid = Grid::new(sheet.scene.size, document.page.pixels());
        let place = placed(sheet.scene.size, size);
        let mut page = pdf.start_page_with(settings.clone());
        let ground = (!document.page.transparent).then_some(size);
        let mut canvas = Canvas {
            surface: page.surface(),
            pens: &mut pens,
            grid,
        };
        tree.push(canvas.sheet(&sheet.scene, ground, place));
        drop(canvas);
        page.finish();
        bookmarks(sheet, index, place, &mut outline);
    }
    go_on(DRAWN)?;
    let language = language(document);
    let about = Metadata::new()
        .title(document.title.clone())
        .creator("Throughline".to_owned())
        .language(language.to_owned());
    pdf.set_metadata(about);
    pdf.set_tag_tree(tree.with_lang(Some(language.to_owned())));
    pdf.set_outline(outline);
    let bytes = pdf.finish();
    let bytes = bytes.map_err(|cause| ExportError::Pdf(format!("{cause:?}")))?;
    go_on(1.0)?;
    Ok(bytes)
}

/// The share of the work that is done when all is drawn, and fonts are left.
const DRAWN: f32 = 0.6;

/// Points of the page from units of the scene: in the middle, as large as it
/// fits.
fn placed(scene: Vec2, page: Vec2) -> TSTransform {
    let scale = (page / scene.max(Vec2::splat(1.0))).min_elem();
    TSTransform::new(0.5 * (page - scale * scene), scale)
}

/// A bookmark for every stage that a page shows, where its heading is.
fn bookmarks(sheet: &Sheet, page: usize, place: TSTransform, outline: &mut Outline) {
    for (id, name) in &sheet.stages {
        let groups = &sheet.scene.groups;
        let heading = groups
            .iter()
            .find(|group| group.element == Element::Stage(*id));
        let items = heading.and_then(|group| sheet.scene.items.get(group.items.clone()));
        let corner = items.map_or(Pos2::ZERO, corner);
        let at = place * corner;
        let target = XyzDestination::new(page, Point::from_xy(at.x.max(0.0), at.y.max(0.0)));
        outline.push_child(OutlineNode::new(name.clone(), target));
    }
}

/// The top left corner of some items, as far as they are shapes.
fn corner(items: &[Item]) -> Pos2 {
    let mut bounds = Rect::NOTHING;
    for item in items {
        match item {
            Item::Rect { rect, .. } | Item::Picture { rect, .. } => bounds |= *rect,
            Item::Polygon { points, .. }
            | Item::Polyline { points, .. }
            | Item::Area { points, .. } => bounds |= Rect::from_points(points),
            Item::Text(_) | Item::Circle { .. } => {}
        }
    }
    if bounds.is_finite() {
        bounds.min
    } else {
        Pos2::ZERO
    }
}

/// The language of a map, by its script; maps of Latin script say nothing
/// about theirs, and count as English, as the program's own words are.
fn language(document: &Document) -> &'static str {
    let scenes = document.sheets.iter().map(|sheet| &sheet.scene);
    let lines = scenes
        .flat_map(|scene| &scene.items)
        .filter_map(naming::line);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for c in lines.flat_map(|line| line.text.chars()) {
        let found = match c as u32 {
            0x0041..=0x024F => "en",
            0x0370..=0x03FF => "el",
            0x0400..=0x04FF => "ru",
            0x0590..=0x05FF => "he",
            0x0600..=0x06FF => "ar",
            0x0900..=0x097F => "hi",
            0x0E00..=0x0E7F => "th",
            0x3040..=0x30FF => "ja",
            0xAC00..=0xD7AF => "ko",
            0x4E00..=0x9FFF => "zh",
            _ => continue,
        };
        let count = counts.entry(found).or_default();
        *count = count.saturating_add(1);
    }
    // Japanese is written with Chinese characters between its own.
    let kana = counts.get("ja").copied().unwrap_or(0);
    if let Some(han) = counts
        .get_mut("zh")
        .filter(|han| kana.saturating_mul(10) > **han)
    {
        let shared = std::mem::take(han);
        counts.insert("ja", kana.saturating_add(shared));
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or("en", |(found, _)| found)
}

/// What is drawn with, from page to page.
struct Pens {
    shaper: Shaper,
    /// By their place in the shaper.
    fonts: BTreeMap<usize, Option<Font>>,
    /// By address; `None` for one that cannot be decoded.
    pictures: BTreeMap<usize, Option<(Image, Vec2)>>,
}

impl Pens {
    fn new(book: &FontBook) -> Self {
        Self {
            shaper: Shaper::new(book),
            fonts: BTreeMap::new(),
            pictures: BTreeMap::new(),
        }
    }

    fn font(&mut self, font: usize) -> Option<Font> {
        let typeface = self.shaper.typeface(font)?;
        let load = || Font::new(Data::from(typeface.bytes), typeface.index);
        self.fonts.entry(font).or_insert_with(load).clone()
    }

    /// A picture and its size in pixels, decoded once.
    fn picture(&mut self, picture: &Arc<Picture>) -> Option<(Image, Vec2)> {
        let address = Arc::as_ptr(picture).addr();
        let load = || {
            let file = Embedded::new(picture)?;
            let (size, data) = (file.size, Data::from(file.bytes.into_owned()));
            let image = if file.is_jpeg {
                Image::from_jpeg(data, true)
            } else {
                Image::from_png(data, true)
            };
            Some((image.ok()?, size))
        };
        self.pictures.entry(address).or_insert_with(load).clone()
    }
}

/// A page that is drawn on.
struct Canvas<'s, 'p> {
    surface: Surface<'s>,
    pens: &'p mut Pens,
    grid: Grid,
}

impl Canvas<'_, '_> {
    /// Draws a scene, and behind it the page of a size in points; tells what
    /// it is made of.
    fn sheet(&mut self, scene: &Scene, ground: Option<Vec2>, place: TSTransform) -> TagGroup {
        if let Some(size) = ground {
            self.ground(scene, size);
        }
        let TSTransform {
            translation,
            scaling,
        } = place;
        self.surface.push_transform(&Transform::from_row(
            scaling,
            0.0,
            0.0,
            scaling,
            translation.x,
            translation.y,
        ));
        let mut tags = Tags::default();
        let items = |from: usize, to: usize| scene.items.get(from..to).unwrap_or_default();
        let mut done = 0;
        for group in &scene.groups {
            let (start, end) = (group.items.start.max(done), group.items.end);
            self.items(items(done, start), None, &mut tags);
            self.items(items(start, end), Some(group.element), &mut tags);
            done = done.max(end);
        }
        self.items(items(done, scene.items.len()), None, &mut tags);
        self.surface.pop();
        tags.section()
    }

    fn ground(&mut self, scene: &Scene, size: Vec2) {
        let mut ground = scene.background;
        ground.0[3] = 255;
        let page = Rect::from_min_size(pos2(0.0, 0.0), size);
        self.as_artifact(|canvas| canvas.rect(page, 0.0, Some(ground), None));
    }
}
