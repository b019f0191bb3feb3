//! Lanes as rows: their labels, their heights, and which height of the emotion
//! lane belongs to the curves.

use emath::{Rect, pos2, vec2};

use super::{
    Layout, Setting,
    cell::{PlacedLine, place_lines},
    heading::at_most,
    measure::Measure,
    text::Block,
    tokens,
};
use crate::model::{Divider, Lane, LaneId, LaneKind, Map};

/// The most lines of a lane's name on a page, where it stands on every one.
const LABEL_LINES: usize = 4;

/// A visible lane as it is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneRow {
    /// Which lane.
    pub id: LaneId,
    /// Its place among all lanes of the map, hidden ones counted.
    pub index: usize,
    /// What its cards are about.
    pub kind: LaneKind,
    /// The lines above it, from top to bottom: its own, after those of hidden
    /// lanes before it.
    pub dividers: Vec<Divider>,
    /// Its top, below the strips of the lines.
    pub y: f32,
    /// Its height, without the strips.
    pub height: f32,
    /// The lines of its name, relative to the lane's corner.
    pub lines: Vec<PlacedLine>,
    /// The height at its top that belongs to the curves: 0 but on an emotion
    /// lane. Cards, should it have any, are set below.
    pub curves: f32,
    /// Whether it happens out of the customer's sight.
    pub offstage: bool,
}

impl LaneRow {
    /// The top of the first line above it, or its own.
    #[must_use]
    pub fn top(&self) -> f32 {
        self.y - strips(self.dividers.len())
    }
}

impl Layout {
    /// The lines between lanes and their strips over the whole width, from top
    /// to bottom.
    pub fn dividers(&self) -> impl Iterator<Item = (Divider, Rect)> + '_ {
        let width = self.size.x - 2.0 * tokens::MARGIN;
        let rows = self.lanes.iter().map(|row| (row.top(), &row.dividers));
        let end = self.lanes_bottom() - strips(self.closing.len());
        rows.chain([(end, &self.closing)])
            .flat_map(move |(top, dividers)| {
                dividers.iter().enumerate().map(move |(index, divider)| {
                    let corner = pos2(tokens::MARGIN, top + strips(index));
                    let size = vec2(width, tokens::DIVIDER);
                    (*divider, Rect::from_min_size(corner, size))
                })
            })
    }
}

/// The height of so many lines between lanes.
pub(super) fn strips(count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let count = count as f32;
    count * tokens::DIVIDER
}

/// The lines that are drawn above each visible lane, and below the last one.
/// The line of a hidden lane stays where the lane is.
fn dividers_of(map: &Map, lanes: &[(usize, &Lane)]) -> (Vec<Vec<Divider>>, Vec<Divider>) {
    let (mut above, mut waiting) = (Vec::new(), Vec::new());
    for lane in &map.lanes {
        waiting.extend(lane.divider);
        if lanes.iter().any(|(_, shown)| shown.id == lane.id) {
            above.push(std::mem::take(&mut waiting));
        }
    }
    (above, waiting)
}

/// Where the name of a lane begins, from the lane's left edge.
pub(super) const LABEL_LEFT: f32 = tokens::LANE_ICON + 9.0;

/// The name of a lane, broken into lines.
pub(super) fn label(lane: &Lane, gutter: f32, measure: &mut Measure) -> Block {
    let room = gutter - LABEL_LEFT - 10.0;
    measure.wrap(&lane.name, &tokens::LANE_NAME, room)
}

/// Finds the height of every lane and puts them below one another.
pub(super) fn place_lanes(
    map: &Map,
    layout: &mut Layout,
    lanes: &[(usize, &Lane)],
    measure: &mut Measure,
) {
    let (mut above, closing) = dividers_of(map, lanes);
    let mut y = layout.stage_top + layout.chevron + tokens::STAGE_ROW_GAP;
    for (visible, (index, lane)) in lanes.iter().enumerate() {
        let block = label(lane, layout.gutter, measure);
        let (block, least) = match layout.setting {
            Setting::Sheet => (block, tokens::LANE),
            Setting::Page => (block, tokens::LANE - 18.0 + 2.0 * layout.pad),
            Setting::Stage => (
                at_most(block, LABEL_LINES),
                tokens::LANE - 18.0 + 2.0 * layout.pad,
            ),
            Setting::Overview => (at_most(block, LABEL_LINES), 0.0),
        };
        let mut height = (block.height + 2.0 * layout.pad).max(least);
        let lines = place_lines(
            block,
            tokens::LANE_NAME,
            pos2(LABEL_LEFT, layout.pad + 1.0),
            0.0,
        );
        let mut emotions = layout.emotions.iter();
        let own = emotions.find(|emotion| emotion.lane == lane.id);
        let curves = own.map_or(0.0, |own| own.reach.above + own.reach.below);
        height = height.max(curves);
        for column in &layout.stages {
            let content = column.cells.get(visible).map_or(0.0, |cell| cell.height);
            if content > 0.0 || curves == 0.0 {
                height = height.max(curves + content + 2.0 * layout.pad);
            }
        }
        let dividers = above
            .get_mut(visible)
            .map(std::mem::take)
            .unwrap_or_default();
        y += strips(dividers.len());
        let is_backstage = matches!(lane.kind, LaneKind::Backstage | LaneKind::SupportProcesses);
        layout.lanes.push(LaneRow {
            id: lane.id,
            index: *index,
            kind: lane.kind,
            dividers,
            y,
            height,
            lines,
            curves,
            offstage: is_backstage,
        });
        y += height;
    }
    layout.size.y = y + strips(closing.len()) + tokens::MARGIN;
    layout.closing = closing;
}
