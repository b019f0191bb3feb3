//! What is a heading, a paragraph or a picture, for those who have a page read
//! to them. Rules, boxes and icons are decoration.

use std::num::NonZeroU16;

use krilla::tagging::{Artifact, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagKind};

use super::{super::naming, Canvas};
use crate::{
    layout::Face,
    model::Element,
    scene::{Item, TextLine},
};

/// The parts of a page so far, each with how early it is read.
#[derive(Default)]
pub(super) struct Tags {
    parts: Vec<(u8, TagGroup)>,
}

impl Tags {
    /// All parts as one.
    pub(super) fn section(mut self) -> TagGroup {
        self.parts.sort_by_key(|(rank, _)| *rank);
        let parts = self.parts.into_iter().map(|(_, part)| Node::Group(part));
        TagGroup::with_children(Tag::Section, parts.collect())
    }
}

/// What the next items are.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Decoration,
    Words { is_title: bool },
    Picture,
}

impl Canvas<'_, '_> {
    /// Draws items that show an element, or none.
    pub(super) fn items(&mut self, items: &[Item], element: Option<Element>, tags: &mut Tags) {
        let largest = items.iter().filter_map(naming::line);
        let largest = largest.fold(0.0_f32, |size, line| size.max(line.size));
        let is_header = element == Some(Element::Header);
        let kind = |item: &Item| match item {
            Item::Text(line) if is_read(line) => Kind::Words {
                is_title: is_header && line.size >= largest,
            },
            Item::Picture { .. } => Kind::Picture,
            Item::Text(_)
            | Item::Rect { .. }
            | Item::Polygon { .. }
            | Item::Polyline { .. }
            | Item::Circle { .. }
            | Item::Area { .. } => Kind::Decoration,
        };
        let rank = rank(element);
        let mut words: Option<(Kind, TagGroup)> = None;
        for part in items.chunk_by(|a, b| kind(a) == kind(b)) {
            match part.first().map(kind) {
                Some(Kind::Decoration) => self.as_artifact(|canvas| canvas.draw(part)),
                Some(Kind::Picture) => {
                    for picture in part {
                        self.figure(picture, &naming::words(items), rank, tags);
                    }
                }
                Some(found) => {
                    let content = self.tagged(ContentTag::Span(SpanTag::empty()), part);
                    match &mut words {
                        Some((held, group)) if *held == found => group.push(content),
                        Some(_) | None => {
                            tags.parts
                                .extend(words.take().map(|(_, group)| (rank, group)));
                            let title = found == Kind::Words { is_title: true };
                            let tag = tag(element, title, naming::words(items));
                            words =
                                Some((found, TagGroup::with_children(tag, vec![content.into()])));
                        }
                    }
                }
                None => {}
            }
        }
        tags.parts.extend(words.map(|(_, group)| (rank, group)));
    }

    /// Draws what is not read.
    pub(super) fn as_artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        self.surface
            .start_tagged(ContentTag::Artifact(Artifact::default()));
        draw(self);
        self.surface.end_tagged();
    }

    fn figure(&mut self, item: &Item, words: &str, rank: u8, tags: &mut Tags) {
        let content = self.tagged(ContentTag::Other, std::slice::from_ref(item));
        let alt = if words.is_empty() {
            "Picture".to_owned()
        } else {
            format!("Picture: {words}")
        };
        let figure = TagGroup::with_children(Tag::Figure(Some(alt)), vec![content.into()]);
        tags.parts.push((rank, figure));
    }

    fn tagged(&mut self, tag: ContentTag<'_>, items: &[Item]) -> Identifier {
        let content = self.surface.start_tagged(tag);
        self.draw(items);
        self.surface.end_tagged();
        content
    }

    fn draw(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Text(line) => self.text(line),
                Item::Picture { instead, .. } => {
                    if !self.picture(item) {
                        self.draw(instead);
                    }
                }
                Item::Rect { .. }
                | Item::Polygon { .. }
                | Item::Polyline { .. }
                | Item::Circle { .. }
                | Item::Area { .. } => self.shape(item),
            }
        }
    }
}

fn is_read(line: &TextLine) -> bool {
    line.face != Face::Icon && !line.text.trim().is_empty()
}

/// How early an element is read: the header, then the stages, then the rest.
fn rank(element: Option<Element>) -> u8 {
    match element {
        Some(Element::Header | Element::Persona(_)) => 0,
        Some(Element::Stage(_)) => 1,
        Some(
            Element::Lane(_)
            | Element::Card(_)
            | Element::Point(_)
            | Element::Curve(_)
            | Element::Divider(_),
        )
        | None => 2,
    }
}

fn tag(element: Option<Element>, is_title: bool, words: String) -> TagKind {
    let level = match element {
        Some(Element::Header) if is_title => 1,
        Some(Element::Stage(_)) => 2,
        Some(Element::Lane(_)) => 3,
        Some(
            Element::Header
            | Element::Persona(_)
            | Element::Card(_)
            | Element::Point(_)
            | Element::Curve(_)
            | Element::Divider(_),
        )
        | None => 0,
    };
    match NonZeroU16::new(level) {
        Some(level) => Tag::Hn(level, Some(words)).into(),
        None => Tag::P.into(),
    }
}
