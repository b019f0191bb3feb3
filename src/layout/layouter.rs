//! Puts a map together from its parts, and keeps every part that has not
//! changed: header, stage columns and their cells, curves. Parts are laid out
//! relative to their own corner, so moving one costs nothing.

use std::sync::Arc;

use emath::vec2;

use super::{
    Layout, Setting,
    column::columns,
    feelings::lay_emotions,
    fonts::FontBook,
    header::Header,
    heading::at_most,
    measure::Measure,
    page::Pages,
    row::place_lanes,
    text::{Block, TextStyle},
    tokens,
};
use crate::model::{Lane, Map, same_figures};

/// Lays maps out, and remembers the last one.
#[derive(Default)]
pub struct Layouter {
    pub(super) measure: Measure,
    last: Option<(Map, Arc<Layout>)>,
    /// The pages of the map that was presented last.
    pub(super) pages: Pages,
}

impl Layouter {
    /// A layouter that has seen no map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The fonts, with the fallbacks that the maps so far needed.
    #[must_use]
    pub fn fonts(&self) -> &FontBook {
        self.measure.book()
    }

    /// Finds fonts for a text that is not laid out here.
    pub fn cover(&mut self, text: &str) {
        self.measure.cover(text);
    }

    /// A text in lines no wider than `room` units, in the fonts that it needs.
    pub fn wrap(&mut self, text: &str, style: &TextStyle, room: f32) -> Block {
        self.measure.wrap(text, style, room)
    }

    /// A text on one line no wider than `room` units, shortened with an ellipsis
    /// if need be, and its width.
    pub fn one_line(&mut self, text: &str, style: &TextStyle, room: f32) -> (Arc<str>, f32) {
        if text.is_empty() {
            return ("".into(), 0.0);
        }
        let block = at_most(self.measure.wrap(text, style, room), 1);
        let line = block.lines.into_iter().next();
        line.map_or_else(|| ("".into(), 0.0), |line| (line.text, line.width))
    }

    /// Lays a map out; the very same layout when nothing of it has changed.
    pub fn layout(&mut self, map: &Map) -> Arc<Layout> {
        if let Some((last, layout)) = &self.last
            && is_same(last, map)
        {
            return Arc::clone(layout);
        }
        let last = self.last.take();
        let old = last.as_ref().map(|(map, layout)| (map, &**layout));
        let layout = Arc::new(build(map, old, &mut self.measure));
        self.last = Some((map.clone(), Arc::clone(&layout)));
        layout
    }
}

/// Whether two maps look the same, told without reading their cards.
pub(super) fn is_same(a: &Map, b: &Map) -> bool {
    a.stages.len() == b.stages.len()
        && a.stages
            .iter()
            .zip(&b.stages)
            .all(|(a, b)| Arc::ptr_eq(a, b))
        && a.lanes == b.lanes
        && a.curves == b.curves
        && a.scale == b.scale
        && a.marks_evidence == b.marks_evidence
        && shows_alike(a, b)
        && is_same_header(a, b)
}

/// Whether the same cards look the same on two maps: what they refer to, and
/// how much of them is shown.
pub(super) fn shows_alike(a: &Map, b: &Map) -> bool {
    a.metrics == b.metrics
        && same_figures(a, b)
        && a.pictures == b.pictures
        && a.channels == b.channels
        && a.details == b.details
}

fn is_same_header(a: &Map, b: &Map) -> bool {
    a.title == b.title
        && a.kind == b.kind
        && a.personas == b.personas
        && a.scenario == b.scenario
        && a.goal == b.goal
        && a.scope == b.scope
        && a.expectations == b.expectations
}

fn build(map: &Map, old: Option<(&Map, &Layout)>, measure: &mut Measure) -> Layout {
    let lanes: Vec<(usize, &Lane)> = map
        .lanes
        .iter()
        .enumerate()
        .filter(|(_, lane)| !lane.hidden)
        .collect();
    let stages = columns(map, &lanes, old, measure);
    let stages_width: f32 = stages.iter().map(|column| column.width).sum();
    let inner = tokens::GUTTER + stages_width.max(tokens::STAGES_AT_LEAST);
    let header = match old {
        Some((last, layout)) if layout.header.size.x == inner && is_same_header(last, map) => {
            Arc::clone(&layout.header)
        }
        _ => Arc::new(Header::new(map, inner, Setting::Sheet, measure)),
    };
    let chevron = stages
        .iter()
        .fold(tokens::STAGE_ROW - 12.0, |height, column| {
            height.max(column.text_height + 10.0)
        });
    let stage_top = tokens::MARGIN + header.size.y;
    let mut layout = Layout {
        size: vec2(inner + 2.0 * tokens::MARGIN, 0.0),
        header,
        stages,
        lanes: Vec::new(),
        closing: Vec::new(),
        stage_top,
        chevron,
        emotions: Vec::new(),
        pad: tokens::LANE_PAD,
        gutter: tokens::GUTTER,
        setting: Setting::Sheet,
    };
    layout.emotions = lay_emotions(map, &layout, old, measure);
    place_lanes(map, &mut layout, &lanes, measure);
    layout
}
