//! A presentation of native shapes: a slide for each page, every card a shape
//! with its text inside, curves that can be bent, notes with what the slide
//! does not show. `drawing` reads the page's scene and says which shapes it
//! is, `write` sets them down, `package` packs the file. Written by ECMA-376.

mod bezier;
mod deck;
mod drawing;
mod frame;
mod icon;
mod letters;
mod notes;
mod outline;
mod package;
mod pictures;
mod shape;
mod text;
mod theme;
mod words;
mod write;
mod xml;

use emath::{Rect, Vec2, pos2};

use self::{
    drawing::Drawing,
    package::{Package, relation},
    shape::{Body, Form, Label, Node, Paragraph, Run, Shape, Side},
    write::{Place, Writer},
};
use super::{Document, ExportError, Sheet};
use crate::{layout::Face, model::Map, scene::Color};

/// The least and the largest side of a slide, in points: 1 and 56 inches.
const SIDES: (f32, f32) = (72.0, 4032.0);

/// A presentation with a slide for each page of a document. `map` is the one
/// that was drawn; its texts and notes go along. `progress` is told the share
/// that is done, 0 to 1, and stops the work by returning false.
///
/// # Errors
///
/// `progress` said stop, or the parts could not be packed.
pub fn pptx(
    map: &Map,
    document: &Document,
    progress: &dyn Fn(f32) -> bool,
) -> Result<Vec<u8>, ExportError> {
    let mut package = Package::default();
    let mut drawing = Drawing::new(map);
    let slides = document.sheets.len();
    let size = size(document.points);
    for (index, sheet) in document.sheets.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a count of pages is small")]
        let share = index as f32 / slides as f32;
        if !progress(share) {
            return Err(ExportError::Cancelled);
        }
        let nodes = titled(drawing.nodes(&sheet.scene), map, sheet, (slides, size));
        let scene = sheet.scene.size.max(Vec2::splat(1.0));
        let scale = (size / scene).min_elem();
        let place = Place {
            corner: 0.5 * (size - scale * scene),
            scale,
        };
        let background = (!document.page.transparent).then_some(sheet.scene.background);
        let bytes = slide(&nodes, place, background);
        add_slide(
            &mut package,
            (index.saturating_add(1), bytes),
            &nodes,
            &drawing,
        );
        let notes = notes::notes(map, sheet, index == 0);
        let bytes = frame::notes_page(|xml| notes::write(xml, &notes));
        add_notes(&mut package, index.saturating_add(1), bytes);
    }
    for (index, media) in drawing.pictures.media().iter().enumerate() {
        package.add_media(media_path(index, media.ending), media.bytes.clone());
    }
    let theme = document
        .sheets
        .first()
        .map(|sheet| theme::theme_of(&sheet.scene));
    let named = (words::title(map), theme.unwrap_or_default());
    deck::add(&mut package, named, size, slides);
    let root = vec![
        relation(1, "officeDocument", "ppt/presentation.xml"),
        relation(2, "core-properties", "docProps/core.xml"),
        relation(3, "extended-properties", "docProps/app.xml"),
    ];
    Ok(package.packed(&root)?)
}

/// A slide's size in points, within the limits of the format.
fn size(points: Vec2) -> Vec2 {
    let points = points.max(Vec2::splat(1.0));
    let larger = (SIDES.0 / points.min_elem()).max(1.0);
    let smaller = (SIDES.1 / (larger * points).max_elem()).min(1.0);
    (larger * smaller * points).max(Vec2::splat(SIDES.0))
}

fn media_path(index: usize, ending: &str) -> String {
    format!("ppt/media/image{}.{ending}", index.saturating_add(1))
}

/// Gives a slide its title, by which outlines and screen readers name it. A
/// slide alone has that of its header; of several, or without a header, each
/// has a title of its own above the edge, where programs put hidden ones.
fn titled(
    mut nodes: Vec<Node>,
    map: &Map,
    sheet: &Sheet,
    (slides, size): (usize, Vec2),
) -> Vec<Node> {
    let mut has_title = false;
    for node in &mut nodes {
        if let Node::Shape(shape) = node {
            shape.is_title &= slides == 1 && !has_title;
            has_title |= shape.is_title;
        }
    }
    if has_title {
        return nodes;
    }
    let title = words::title(map);
    let text = if slides > 1 && !sheet.name.is_empty() {
        format!("{title}: {}", words::one_line(&sheet.name))
    } else {
        title.into()
    };
    let height = 0.06 * size.y;
    let scale = (size / sheet.scene.size.max(Vec2::splat(1.0))).min_elem();
    let corner = pos2(0.0, -1.5 * height / scale);
    let rect = Rect::from_min_size(corner, Vec2::new(size.x, height) / scale);
    let mut shape = Shape::new(Label::named("Title"), rect, Form::Rect);
    shape.is_title = true;
    shape.text = Some(Body {
        paragraphs: vec![Paragraph {
            runs: vec![Run {
                text: words::one_line(&text),
                face: Face::Bold,
                size: 0.5 * height / scale,
                color: Color::hex(0x0080_8080),
            }],
            leading: 0.6 * height / scale,
            before: 0.0,
            side: Side::Left,
            is_rtl: false,
        }],
        insets: [0.0; 4],
        in_middle: false,
        shrinks: true,
    });
    nodes.insert(0, Node::Shape(Box::new(shape)));
    nodes
}

fn slide(nodes: &[Node], place: Place, background: Option<Color>) -> Vec<u8> {
    frame::root("p:sld", &[], |xml| {
        xml.node("p:cSld", &[], |xml| {
            if let Some(color) = background {
                xml.node("p:bg", &[], |xml| {
                    xml.node("p:bgPr", &[], |xml| {
                        write::solid(xml, color);
                        xml.leaf("a:effectLst", &[]);
                    });
                });
            }
            xml.node("p:spTree", &[], |xml| {
                frame::tree_root(xml);
                let mut writer = Writer::new(xml, place);
                for node in nodes {
                    writer.node(node, false);
                }
            });
        });
        frame::as_the_master(xml);
    })
}

fn add_slide(
    package: &mut Package,
    (number, bytes): (usize, Vec<u8>),
    nodes: &[Node],
    drawing: &Drawing<'_>,
) {
    let mut relations = vec![
        relation(1, "slideLayout", "../slideLayouts/slideLayout1.xml"),
        relation(
            2,
            "notesSlide",
            &format!("../notesSlides/notesSlide{number}.xml"),
        ),
    ];
    let mut shown = std::collections::BTreeSet::new();
    for node in nodes {
        node.add_pictures(&mut shown);
    }
    for index in shown {
        let media = drawing.pictures.media().get(index);
        let ending = media.map_or("png", |media| media.ending);
        let target = format!("../media/image{}.{ending}", index.saturating_add(1));
        relations.push((write::picture_relation(index), "image", target));
    }
    let path = format!("ppt/slides/slide{number}.xml");
    package.add(&path, "presentationml.slide", bytes, &relations);
}

fn add_notes(package: &mut Package, number: usize, bytes: Vec<u8>) {
    let relations = vec![
        relation(1, "notesMaster", "../notesMasters/notesMaster1.xml"),
        relation(2, "slide", &format!("../slides/slide{number}.xml")),
    ];
    let path = format!("ppt/notesSlides/notesSlide{number}.xml");
    package.add(&path, "presentationml.notesSlide", bytes, &relations);
}
