//! Puts a map together from its parts, and keeps every part that has not
//! changed: header, stage columns and their cells, curves. Parts are laid out
//! relative to their own corner, so moving one costs nothing.

use std::sync::Arc;

use emath::{Rect, pos2, vec2};

use super::{
    Layout,
    cell::{Cell, CellKey, PlacedLine, place_lines},
    emotion::{self, CurveLine},
    fonts::FontBook,
    header::Header,
    label::{self, CurveLabel, Reach},
    measure::Measure,
    tokens::{self, Look},
};
use crate::model::{
    Card, Divider, KeyMoment, Lane, LaneId, LaneKind, Map, Stage, StageId, Valence,
};

/// A stage as it is laid out.
#[derive(Clone, Debug)]
pub struct StageColumn {
    /// Which stage.
    pub id: StageId,
    /// Its place among the stages.
    pub index: usize,
    /// Its left edge.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// The lines of its chevron, relative to the chevron's corner; the first
    /// `name_lines` are its name.
    pub lines: Vec<PlacedLine>,
    /// How many of the lines are the name.
    pub name_lines: usize,
    /// Its cells, one for each visible lane.
    pub cells: Vec<Arc<Cell>>,
    /// The stage; held so that its address stays its own.
    stage: Arc<Stage>,
    /// The height that its lines need.
    text_height: f32,
}

/// A visible lane as it is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneRow {
    /// Which lane.
    pub id: LaneId,
    /// Its place among all lanes of the map, hidden ones counted.
    pub index: usize,
    /// What its cards are about.
    pub kind: LaneKind,
    /// The line above it.
    pub divider: Option<Divider>,
    /// Its top, below the divider's strip.
    pub y: f32,
    /// Its height, without the strip.
    pub height: f32,
    /// The lines of its name, relative to the lane's corner.
    pub lines: Vec<PlacedLine>,
    /// The height at its top that belongs to the curves: 0 but on the first
    /// emotion lane. Cards, should it have any, are set below.
    pub curves: f32,
    /// Whether it happens out of the customer's sight.
    pub offstage: bool,
}

/// The emotion lane's content.
#[derive(Clone, Debug, PartialEq)]
pub struct Emotion {
    /// The curves, relative to the stages' left end and the zero line.
    pub curves: Vec<CurveLine>,
    /// Their labels, likewise.
    pub labels: Vec<CurveLabel>,
    /// How far the lane reaches from its zero line.
    pub reach: Reach,
    /// The values of the scale, right-aligned in the gutter, from the same
    /// origin.
    pub scale: Vec<PlacedLine>,
    /// Where stages begin and how wide they are, to know when to lay out anew.
    columns: Vec<(f32, f32)>,
}

/// Lays maps out, and remembers the last one.
#[derive(Default)]
pub struct Layouter {
    measure: Measure,
    last: Option<(Map, Arc<Layout>)>,
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
fn is_same(a: &Map, b: &Map) -> bool {
    a.stages.len() == b.stages.len()
        && a.stages
            .iter()
            .zip(&b.stages)
            .all(|(a, b)| Arc::ptr_eq(a, b))
        && a.lanes == b.lanes
        && a.curves == b.curves
        && a.metrics == b.metrics
        && a.scale == b.scale
        && is_same_header(a, b)
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
        _ => Arc::new(Header::new(map, inner, measure)),
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
        stage_top,
        chevron,
        emotion: None,
        scale: map.scale.clone(),
    };
    if lanes.iter().any(|(_, lane)| lane.kind == LaneKind::Emotion) {
        layout.emotion = Some(lay_emotion(map, &layout, old, measure));
    }
    place_lanes(&mut layout, &lanes, measure);
    layout
}

/// Lays out stages and their cells, keeping what has not changed.
fn columns(
    map: &Map,
    lanes: &[(usize, &Lane)],
    old: Option<(&Map, &Layout)>,
    measure: &mut Measure,
) -> Vec<StageColumn> {
    let looks: Vec<(LaneId, Look)> = lanes
        .iter()
        .map(|(_, lane)| (lane.id, Look::of(lane.kind)))
        .collect();
    let same_lanes = old.is_some_and(|(last, layout)| {
        last.metrics == map.metrics
            && layout.lanes.len() == looks.len()
            && layout
                .lanes
                .iter()
                .zip(&looks)
                .all(|(row, (id, look))| row.id == *id && Look::of(row.kind) == *look)
    });
    #[expect(clippy::cast_possible_truncation, reason = "a span is at most 8")]
    let spans: f32 = map
        .stages
        .iter()
        .map(|stage| stage.span.value() as f32)
        .sum();
    let unit = tokens::STAGE.max(tokens::STAGES_AT_LEAST / spans.max(0.25));
    let mut x = tokens::MARGIN + tokens::GUTTER;
    let mut columns = Vec::with_capacity(map.stages.len());
    for (index, stage) in map.stages.iter().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "a span is at most 8")]
        let width = stage.span.value() as f32 * unit;
        let before = old.and_then(|(_, layout)| {
            layout
                .stages
                .get(index)
                .filter(|column| column.id == stage.id)
                .or_else(|| layout.stages.iter().find(|column| column.id == stage.id))
        });
        let column = match before {
            Some(column)
                if same_lanes
                    && Arc::ptr_eq(&column.stage, stage)
                    && column.width == width
                    && (column.index == 0) == (index == 0) =>
            {
                StageColumn {
                    index,
                    x,
                    ..column.clone()
                }
            }
            _ => {
                let cells = cells(map, stage, width, &looks, before, measure);
                column(
                    stage,
                    index,
                    Rect::from_min_size(pos2(x, 0.0), vec2(width, 0.0)),
                    cells,
                    measure,
                )
            }
        };
        x += width;
        columns.push(column);
    }
    columns
}

fn column(
    stage: &Arc<Stage>,
    index: usize,
    area: Rect,
    cells: Vec<Arc<Cell>>,
    measure: &mut Measure,
) -> StageColumn {
    // The notch of every chevron but the first takes room at the left.
    let left = if index == 0 {
        14.0
    } else {
        14.0 + tokens::CHEVRON
    };
    let room = (area.width() - left - tokens::CHEVRON - 4.0).max(8.0);
    let name = measure.wrap(&stage.name, &tokens::STAGE_NAME, room);
    let moment = stage.key_moment.map(KeyMoment::label);
    let known = [
        Some(stage.duration.as_str()).filter(|text| !text.is_empty()),
        moment,
    ];
    let small = known.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name_height = name.height;
    let mut lines = place_lines(name, tokens::STAGE_NAME, pos2(left, 0.0), room);
    let name_lines = lines.len();
    let mut text_height = name_height;
    if !small.is_empty() {
        let block = measure.wrap(&small, &tokens::STAGE_DURATION, room);
        text_height += block.height;
        lines.extend(place_lines(
            block,
            tokens::STAGE_DURATION,
            pos2(left, name_height),
            room,
        ));
    }
    StageColumn {
        id: stage.id,
        index,
        x: area.left(),
        width: area.width(),
        lines,
        name_lines,
        cells,
        stage: Arc::clone(stage),
        text_height,
    }
}

/// The cells of a stage, lane by lane.
fn cells(
    map: &Map,
    stage: &Stage,
    width: f32,
    looks: &[(LaneId, Look)],
    before: Option<&StageColumn>,
    measure: &mut Measure,
) -> Vec<Arc<Cell>> {
    let mut by_lane: Vec<Vec<&Arc<Card>>> = vec![Vec::new(); looks.len()];
    for card in &stage.cards {
        let lane = looks.iter().position(|(id, _)| *id == card.lane);
        if let Some(cards) = lane.and_then(|lane| by_lane.get_mut(lane)) {
            cards.push(card);
        }
    }
    let mut cells = Vec::with_capacity(looks.len());
    for (index, (cards, (_, look))) in by_lane.iter().zip(looks).enumerate() {
        let key = CellKey::new(*look, width, cards.len());
        let old = before.and_then(|column| column.cells.get(index));
        cells.push(Cell::new(cards, key, old, map, measure));
    }
    cells
}

/// The curves and their labels, or the old ones when points, curves and
/// columns are as they were.
fn lay_emotion(
    map: &Map,
    layout: &Layout,
    old: Option<(&Map, &Layout)>,
    measure: &mut Measure,
) -> Arc<Emotion> {
    let columns: Vec<(f32, f32)> = layout
        .stages
        .iter()
        .map(|column| (column.x, column.width))
        .collect();
    if let Some((last, before)) = old
        && let Some(emotion) = &before.emotion
        && emotion.columns == columns
        && last.curves == map.curves
        && last.scale == map.scale
        && last
            .stages
            .iter()
            .zip(&map.stages)
            .all(|(a, b)| Arc::ptr_eq(a, b) || a.points == b.points)
    {
        return Arc::clone(emotion);
    }
    let origin = layout.stages_left();
    let curves = emotion::curves(map, |stage, at| {
        layout
            .stages
            .get(stage)
            .map_or(0.0, |column| column.x_of_point(at) - origin)
    });
    let (labels, reach) = label::place(&curves, layout.stages_width(), measure);
    let scale = scale(map, measure);
    Arc::new(Emotion {
        curves,
        labels,
        reach,
        scale,
        columns,
    })
}

/// The values of the emotion scale, right-aligned before the stages; the
/// map's own words stand for the ends.
fn scale(map: &Map, measure: &mut Measure) -> Vec<PlacedLine> {
    let (best, worst) = match &map.scale {
        Some((best, worst)) => (best.as_str(), worst.as_str()),
        None => ("+2", "−2"),
    };
    let values = [
        (2.0, best),
        (1.0, "+1"),
        (0.0, "0"),
        (-1.0, "−1"),
        (-2.0, worst),
    ];
    let style = tokens::SMALL;
    let room = tokens::GUTTER - 24.0;
    let mut lines = Vec::new();
    for (value, text) in values {
        let block = measure.wrap(text, &style, room);
        let middle = emotion::y_of(Valence::clamped(value));
        let corner = pos2(0.0, middle - block.height / 2.0);
        for mut line in place_lines(block, style, corner, 0.0) {
            line.pos.x = -12.0 - line.width;
            lines.push(line);
        }
    }
    lines
}

/// Finds the height of every lane and puts them below one another.
fn place_lanes(layout: &mut Layout, lanes: &[(usize, &Lane)], measure: &mut Measure) {
    let mut y = layout.stage_top + layout.chevron + tokens::STAGE_ROW_GAP;
    let name_left = tokens::LANE_ICON + 9.0;
    let mut emotion_is_placed = false;
    for (visible, (index, lane)) in lanes.iter().enumerate() {
        let block = measure.wrap(
            &lane.name,
            &tokens::LANE_NAME,
            tokens::GUTTER - name_left - 10.0,
        );
        let mut height = (block.height + 2.0 * tokens::LANE_PAD).max(tokens::LANE);
        let lines = place_lines(
            block,
            tokens::LANE_NAME,
            pos2(name_left, tokens::LANE_PAD + 1.0),
            0.0,
        );
        let mut curves = 0.0;
        if lane.kind == LaneKind::Emotion && !emotion_is_placed {
            emotion_is_placed = true;
            if let Some(emotion) = &layout.emotion {
                curves = emotion.reach.above + emotion.reach.below;
            }
        }
        height = height.max(curves);
        for column in &layout.stages {
            let content = column.cells.get(visible).map_or(0.0, |cell| cell.height);
            if content > 0.0 || curves == 0.0 {
                height = height.max(curves + content + 2.0 * tokens::LANE_PAD);
            }
        }
        if lane.divider.is_some() {
            y += tokens::DIVIDER;
        }
        let is_backstage = matches!(lane.kind, LaneKind::Backstage | LaneKind::SupportProcesses);
        layout.lanes.push(LaneRow {
            id: lane.id,
            index: *index,
            kind: lane.kind,
            divider: lane.divider,
            y,
            height,
            lines,
            curves,
            offstage: is_backstage,
        });
        y += height;
    }
    layout.size.y = y + tokens::MARGIN;
}
