//! Stages as columns: their widths, the lines of their chevrons and their
//! cells. A column whose stage, width and lanes have not changed is used again.

use std::sync::Arc;

use emath::{Pos2, Rect, pos2, vec2};

use super::{
    Layout, Setting,
    cell::{Cell, CellKey, PlacedLine, place_lines},
    layouter::shows_alike,
    measure::Measure,
    tokens::{self, Look},
};
use crate::model::{Card, Lane, LaneId, Map, Stage, StageId};

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
    /// The corner of the flag before the words of its key moment, relative to
    /// the chevron's corner.
    pub flag: Option<Pos2>,
    /// Its cells, one for each visible lane.
    pub cells: Vec<Arc<Cell>>,
    /// The stage; held so that its address stays its own.
    pub(super) stage: Arc<Stage>,
    /// The height that its lines need.
    pub text_height: f32,
}

/// Lays out stages and their cells, keeping what has not changed.
pub(super) fn columns(
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
        shows_alike(last, map)
            && layout.lanes.len() == looks.len()
            && layout
                .lanes
                .iter()
                .zip(&looks)
                .all(|(row, (id, look))| row.id == *id && Look::of(row.kind) == *look)
    });
    // An own channel may have another name now.
    let old = old.filter(|(last, _)| last.channels == map.channels);
    let mut x = tokens::MARGIN + tokens::GUTTER;
    let mut columns = Vec::with_capacity(map.stages.len());
    for (index, (stage, width)) in map.stages.iter().zip(widths(map)).enumerate() {
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
                let set = (width, Setting::Sheet);
                let cells = cells(map, stage, set, &looks, before, measure);
                column(
                    stage,
                    (index, index == 0, Setting::Sheet),
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

/// The widths of all stages on the sheet.
#[expect(clippy::cast_possible_truncation, reason = "a span is at most 8")]
pub(super) fn widths(map: &Map) -> impl Iterator<Item = f32> + '_ {
    let spans = || map.stages.iter().map(|stage| stage.span.value() as f32);
    let unit = tokens::STAGE.max(tokens::STAGES_AT_LEAST / spans().sum::<f32>().max(0.25));
    spans().map(move |span| span * unit)
}

/// A stage with its cells in an area. Besides its place among the stages counts
/// whether it is the first that is shown, and what it is laid out for.
pub(super) fn column(
    stage: &Arc<Stage>,
    (index, is_first, setting): (usize, bool, Setting),
    area: Rect,
    cells: Vec<Arc<Cell>>,
    measure: &mut Measure,
) -> StageColumn {
    // The notch of every chevron but the first takes room at the left.
    let left = if is_first {
        14.0
    } else {
        14.0 + tokens::CHEVRON
    };
    let room = (area.width() - left - tokens::CHEVRON - 4.0).max(8.0);
    let name = measure.wrap(&stage.name, &tokens::STAGE_NAME, room);
    let known = [&stage.duration, &stage.owner];
    let known = known.into_iter().map(|text| text.trim());
    let known: Vec<&str> = known.filter(|text| !text.is_empty()).collect();
    let small = known.join(" · ");
    let style = tokens::STAGE_DURATION.at_least(setting.least());
    let name_height = name.height;
    let mut lines = place_lines(name, tokens::STAGE_NAME, pos2(left, 0.0), room);
    let name_lines = lines.len();
    let mut text_height = name_height;
    let mut corner = pos2(left, name_height);
    let mut taken = 0.0;
    if !small.is_empty() {
        let block = measure.wrap(&small, &style, room);
        taken = if block.lines.len() == 1 {
            block.width + 10.0
        } else {
            room
        };
        text_height += block.height;
        lines.extend(place_lines(block, style, corner, room));
    }
    let mut flag = None;
    if let Some(moment) = stage.key_moment_label() {
        let shift = tokens::FLAG + 3.0;
        let block = measure.wrap(moment, &style, (room - shift).max(8.0));
        // Beside duration and owner, or below them.
        let fits = block.lines.len() == 1 && taken + shift + block.width <= room;
        if taken > 0.0 && fits {
            corner.x += taken;
        } else {
            corner.y = text_height;
            text_height += block.height;
        }
        flag = Some(corner);
        let words = pos2(corner.x + shift, corner.y);
        lines.extend(place_lines(block, style, words, 0.0));
    }
    StageColumn {
        id: stage.id,
        index,
        x: area.left(),
        width: area.width(),
        lines,
        name_lines,
        flag,
        cells,
        stage: Arc::clone(stage),
        text_height,
    }
}

impl StageColumn {
    /// Moves what stands below the name beside it, where all of it fits.
    pub(super) fn on_one_line(&mut self) {
        const GAP: f32 = 14.0;
        let [name, small @ ..] = self.lines.as_mut_slice() else {
            return;
        };
        let Some(first) = small.first() else {
            return;
        };
        let shift = vec2(name.width + GAP, name.pos.y - first.pos.y);
        let is_one = self.name_lines == 1 && small.iter().all(|line| line.pos.y == first.pos.y);
        let end = small.iter().map(|line| line.pos.x + line.width);
        let end = end.fold(0.0, f32::max) + shift.x;
        if !is_one || end > self.width - tokens::CHEVRON - 4.0 {
            return;
        }
        // The flag stands at the top of its words, which are smaller.
        let level = tokens::STAGE_NAME.ascent() - first.style.ascent();
        self.flag = self.flag.map(|corner| pos2(corner.x + shift.x, level));
        for line in small {
            line.pos += shift;
        }
        self.text_height = tokens::STAGE_NAME.leading;
    }
}

/// The cells of a stage, lane by lane.
pub(super) fn cells(
    map: &Map,
    stage: &Stage,
    (width, setting): (f32, Setting),
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
        let key = CellKey::new(*look, (width, setting, map.details), cards.len());
        let old = before.and_then(|column| column.cells.get(index));
        cells.push(Cell::new(cards, key, old, map, measure));
    }
    cells
}
