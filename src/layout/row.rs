//! Lanes as rows: their labels, their heights, and which height of the emotion
//! lane belongs to the curves.

use emath::pos2;

use super::{
    Layout,
    cell::{PlacedLine, place_lines},
    measure::Measure,
    tokens,
};
use crate::model::{Divider, Lane, LaneId, LaneKind};

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

/// Finds the height of every lane and puts them below one another.
pub(super) fn place_lanes(layout: &mut Layout, lanes: &[(usize, &Lane)], measure: &mut Measure) {
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
