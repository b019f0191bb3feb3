//! From a scene to what a slide is made of: every element of the map one shape
//! or one group, with its text inside the shape that it stands on. Knows items
//! and what they show; no XML and no units but those of the scene.

use std::collections::BTreeMap;

use emath::{Rect, vec2};

use super::{
    outline,
    pictures::Pictures,
    shape::{Body, Form, Label, Node, Shape, Side},
    text::{self, Passage, passages},
    words::{self, Texts},
};
use crate::{
    layout::tokens::Look,
    model::{Element, Map},
    scene::{Item, Scene},
};

/// What slides are drawn from, beside their scenes.
pub(super) struct Drawing<'a> {
    map: &'a Map,
    loose: Texts,
    /// The pictures met so far.
    pub(super) pictures: Pictures,
}

/// How a run of items is read.
struct Reading<'a> {
    texts: &'a Texts,
    /// Which element it shows, if one.
    element: Option<Element>,
}

impl<'a> Drawing<'a> {
    /// For the slides of a map.
    pub(super) fn new(map: &'a Map) -> Self {
        Self {
            map,
            loose: words::loose_texts(map),
            pictures: Pictures::default(),
        }
    }

    /// Everything on a slide, from back to front. What is read first, the
    /// header, comes first: nothing lies under it.
    pub(super) fn nodes(&mut self, scene: &Scene) -> Vec<Node> {
        let (mut header, mut nodes) = (Vec::new(), Vec::new());
        let mut at = 0;
        for group in &scene.groups {
            let items = |range| scene.items.get(range).unwrap_or_default();
            nodes.extend(self.loose(items(at..group.items.start.max(at))));
            let shown = items(group.items.clone());
            if group.element == Element::Header {
                header.extend(self.parts(shown, group.element));
            } else {
                let parts = self.parts(shown, group.element);
                let label = words::label(self.map, group.element);
                nodes.extend(together(parts, label));
            }
            at = group.items.end.max(at);
        }
        nodes.extend(self.loose(scene.items.get(at..).unwrap_or_default()));
        header.append(&mut nodes);
        header
    }

    /// What belongs to no element: rules, the scale, words at the curves.
    fn loose(&mut self, items: &[Item]) -> Vec<Node> {
        let texts = std::mem::take(&mut self.loose);
        let reading = Reading {
            texts: &texts,
            element: None,
        };
        let nodes = self.read(items, &reading);
        self.loose = texts;
        nodes
    }

    fn parts(&mut self, items: &[Item], element: Element) -> Vec<Node> {
        let texts = words::texts(self.map, element);
        let reading = Reading {
            texts: &texts,
            element: Some(element),
        };
        self.read(items, &reading)
    }

    fn read(&mut self, items: &[Item], reading: &Reading<'_>) -> Vec<Node> {
        let title = words::title(self.map);
        let is_title = |drawn: &str| {
            reading.element == Some(Element::Header)
                && reading.texts.of(drawn).unwrap_or(drawn).trim() == title
        };
        let passages = passages(items, self.joins(reading.element), is_title);
        let mut hosted: BTreeMap<usize, usize> = BTreeMap::new();
        let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, passage) in passages.iter().enumerate() {
            match host(items, passage, reading.element.is_some(), &hosted) {
                Some(at) => hosted.insert(at, index),
                None => starts.insert(passage.start(), index),
            };
        }
        let written: Vec<usize> = passages.iter().flat_map(Passage::items).collect();
        let mut nodes: Vec<Node> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if let Some(passage) = starts.get(&at).and_then(|index| passages.get(*index)) {
                nodes.push(boxed(passage, reading, is_title(&passage.drawn())));
            }
            if written.binary_search(&at).is_ok() {
                continue;
            }
            if let Item::Picture { .. } = item {
                nodes.extend(self.picture(item, reading));
                continue;
            }
            if outline::joins_last(item, &mut nodes) {
                continue;
            }
            let is_stage = matches!(reading.element, Some(Element::Stage(_)));
            let Some(mut shape) = outline::shape(item, is_stage) else {
                continue;
            };
            let inside = hosted.get(&at).and_then(|index| passages.get(*index));
            if let Some(passage) = inside {
                shape.label = Label::named(words::brief(&passage.drawn()));
                let limits = limits(items, at, passage, shape.rect);
                write_in(&mut shape, passage, limits, reading);
            }
            if let Some(bar) = nodes.last_mut() {
                outline::trim_bar(bar, &shape);
            }
            nodes.push(Node::Shape(Box::new(shape)));
        }
        nodes
    }

    /// Whether texts of an element that stand like one are one.
    fn joins(&self, element: Option<Element>) -> bool {
        match element {
            Some(Element::Header | Element::Stage(_)) => true,
            Some(Element::Card(id)) => {
                let lane = self
                    .map
                    .card(id)
                    .and_then(|(_, card)| self.map.lane(card.lane));
                lane.is_some_and(|(_, lane)| Look::of(lane.kind) == Look::Metric)
            }
            Some(
                Element::Persona(_)
                | Element::Lane(_)
                | Element::Point(_)
                | Element::Curve(_)
                | Element::Divider(_),
            )
            | None => false,
        }
    }

    /// A picture, or what is drawn instead of one that cannot be.
    fn picture(&mut self, item: &Item, reading: &Reading<'_>) -> Vec<Node> {
        let Item::Picture {
            rect,
            radius,
            picture,
            instead,
        } = item
        else {
            return Vec::new();
        };
        let mut label = Label::named("Picture");
        if reading.element == Some(Element::Header)
            && let Some(persona) = self.map.personas.first()
        {
            label = words::persona_label(persona);
        }
        match self.pictures.framed(picture, (*rect, *radius), label) {
            Some(frame) => vec![Node::Picture(frame)],
            None => self.read(instead, reading),
        }
    }
}

/// Several parts as one group, or the only one by itself.
fn together(mut parts: Vec<Node>, label: Label) -> Option<Node> {
    match parts.len() {
        0 => None,
        1 => parts.pop().map(|part| part.labelled(label)),
        _ => Some(match outline::one_line(&parts) {
            Some(shape) => Node::Shape(Box::new(shape)).labelled(label),
            None => Node::Group(label, parts),
        }),
    }
}

/// The filled item that a passage stands on: the last before it that has room
/// for all of it and holds no other. What belongs to no element stands on the
/// item right before it.
fn host(
    items: &[Item],
    passage: &Passage<'_>,
    in_element: bool,
    taken: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let start = passage.start();
    let from = if in_element {
        0
    } else {
        start.saturating_sub(1)
    };
    let rect = passage.rect();
    let holds = |at: &usize| {
        let found = items.get(*at).and_then(outline::filled);
        found.is_some_and(|outer| outer.expand(1.0).contains_rect(rect.shrink(1.0)))
    };
    let found = (from..start).rev().find(holds)?;
    (!taken.contains_key(&found)).then_some(found)
}

/// How far to the left and right a text on an item may reach: to what stands
/// beside it.
fn limits(items: &[Item], host: usize, passage: &Passage<'_>, outer: Rect) -> (f32, f32) {
    let rect = passage.rect();
    let (mut left, mut right) = (outer.left() + 1.0, outer.right() - 1.0);
    if !passage.is_one_line() {
        return (left, right);
    }
    for item in items.iter().skip(host.saturating_add(1)) {
        let other = outline::bounds(item);
        if other.top() >= rect.bottom() || other.bottom() <= rect.top() {
            continue;
        }
        if other.left() >= rect.right() - 0.5 {
            right = right.min(other.left() - 1.0);
        } else if other.right() <= rect.left() + 0.5 {
            left = left.max(other.right() + 1.0);
        }
    }
    (left, right)
}

/// Writes a passage into the shape that it stands on.
fn write_in(shape: &mut Shape, passage: &Passage<'_>, limits: (f32, f32), reading: &Reading<'_>) {
    let (rect, outer) = (passage.rect(), shape.rect);
    let inner = shape.text_rect();
    let is_centered = (rect.center().x - outer.center().x).abs() < 0.8 && passage.is_one_line();
    let is_level = (rect.center().y - outer.center().y).abs() < 1.0;
    let is_stage = matches!(reading.element, Some(Element::Stage(_)));
    let in_middle = is_level && (is_stage || passage.is_one_line());
    let side = match passage.side() {
        Side::Left if is_centered => Side::Middle,
        side @ (Side::Left | Side::Middle | Side::Right) => side,
    };
    let mut paragraphs = passage.paragraphs(side, reading.texts);
    let side = paragraphs.first().map_or(side, |first| first.side);
    // A little more room than the lines were broken in, for no two programs
    // measure a word alike; less than would change the breaks.
    let width = if passage.is_one_line() {
        f32::INFINITY
    } else {
        let pad = (rect.left() - outer.left()).min(outer.right() - rect.right());
        let most = 0.4 * rect.width() + 0.6 * passage.widest();
        (outer.width() - 2.0 * pad + 1.5).min(most)
    };
    let least = if passage.is_one_line() { 1.05 } else { 1.02 };
    let width = width.max(least * rect.width() + 0.3);
    let (mut left, mut right) = (rect.left(), rect.right());
    match side {
        Side::Left => right = (left + width).min(limits.1.max(left + least * rect.width())),
        Side::Right => left = (right - width).max(limits.0.min(right - least * rect.width())),
        Side::Middle => {
            let free = (limits.1 - right).min(left - limits.0).max(0.3);
            let more = (0.5 * (width - rect.width())).min(free);
            (left, right) = (left - more, right + more);
        }
    }
    let mut rise = passage.rise();
    if in_middle && passage.is_one_line() {
        // Lines as high as their letters stand where they are drawn, and fit
        // in the lowest of boxes.
        rise = 0.0;
        for paragraph in &mut paragraphs {
            paragraph.leading = 0.0;
        }
    }
    shape.text = Some(Body {
        paragraphs,
        insets: [
            left - inner.left(),
            if in_middle {
                0.0
            } else {
                rect.top() - inner.top() - rise
            },
            inner.right() - right,
            if in_middle {
                2.0 * rise
            } else {
                inner.bottom() - rect.bottom() - 2.0
            },
        ],
        in_middle,
        shrinks: true,
    });
}

/// A passage that stands on nothing, as a box of its own.
fn boxed(passage: &Passage<'_>, reading: &Reading<'_>, is_title: bool) -> Node {
    let drawn = passage.drawn();
    let mut rect = passage.rect();
    // What belongs to no element stands at a point of a curve.
    let is_label = reading.element.is_none() && reading.texts.of(&drawn).is_some();
    let side = match passage.side() {
        // The values of the scale stand before the rules.
        Side::Left if text::is_number(&drawn) => Side::Right,
        Side::Left if is_label => Side::Middle,
        side @ (Side::Left | Side::Middle | Side::Right) => side,
    };
    let mut paragraphs = passage.paragraphs(side, reading.texts);
    if let (Some(Element::Lane(_)), Side::Left) = (reading.element, side) {
        // It stands beside its icon, whichever way it reads.
        for paragraph in &mut paragraphs {
            paragraph.side = Side::Left;
        }
    }
    let more = passage.safe_width() - rect.width();
    match paragraphs.first().map_or(side, |first| first.side) {
        Side::Left => rect.max.x += more,
        Side::Middle => rect = rect.expand2(vec2(0.5 * more, 0.0)),
        Side::Right => rect.min.x -= more,
    }
    rect = rect.translate(vec2(0.0, -passage.rise()));
    // Programs round heights, and would shrink what is a hair too high.
    rect.max.y += 1.5;
    let text = reading.texts.of(&drawn).unwrap_or(&drawn);
    let name = words::brief(text);
    let name = if words::is_divider(&drawn) || reading.element.is_some() {
        name
    } else {
        format!("Label: {name}")
    };
    let mut shape = Shape::new(Label::named(name), rect, Form::Rect);
    shape.is_title = is_title;
    shape.text = Some(Body {
        paragraphs,
        insets: [0.0; 4],
        in_middle: false,
        shrinks: is_title || !passage.is_one_line(),
    });
    Node::Shape(Box::new(shape))
}
