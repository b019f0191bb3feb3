//! What the parts of a page are called, for readers that cannot see them and
//! for the lists of objects in drawing programs. Knows scenes; no format.

use super::reading::as_read;
use crate::{
    layout::Face,
    model::Element,
    scene::{Item, TextLine},
};

/// The kind of an element as one lower-case word, and its number, if any.
pub(super) fn kind(element: Element) -> (&'static str, Option<u32>) {
    match element {
        Element::Header => ("header", None),
        Element::Persona(id) => ("persona", Some(id.0)),
        Element::Stage(id) => ("stage", Some(id.0)),
        Element::Lane(id) => ("lane", Some(id.0)),
        Element::Card(id) => ("card", Some(id.0)),
        Element::Point(id) => ("point", Some(id.0)),
        Element::Curve(id) => ("curve", Some(id.0)),
        Element::Divider(_) => ("divider", None),
    }
}

/// An element in words: what it is and what is written on it.
pub(super) fn title(element: Element, items: &[Item]) -> String {
    let kind = match element {
        Element::Header => "Header",
        Element::Persona(_) => "Persona",
        Element::Stage(_) => "Stage",
        Element::Lane(_) => "Lane",
        Element::Card(_) => "Card",
        Element::Point(_) => "Emotion point",
        Element::Curve(_) => "Emotion curve",
        Element::Divider(_) => "Line between lanes",
    };
    let words = words(items);
    if words.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}: {words}")
    }
}

/// What is written on some items, as it is read.
pub(super) fn words(items: &[Item]) -> String {
    let mut words = String::new();
    for item in items {
        if let Some(line) = line(item)
            && line.face != Face::Icon
            && !line.text.trim().is_empty()
        {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(as_read(&line.text).trim());
        }
    }
    words
}

/// The line of text that an item is.
pub(super) fn line(item: &Item) -> Option<&TextLine> {
    match item {
        Item::Text(line) => Some(line),
        Item::Rect { .. }
        | Item::Polygon { .. }
        | Item::Polyline { .. }
        | Item::Circle { .. }
        | Item::Area { .. }
        | Item::Picture { .. } => None,
    }
}
