//! Drags of stages and lanes: what order they mean, and how wide a stage
//! becomes. Read on the layout as it was when the drag began.

use crate::{
    layout::Layout,
    model::{Edit, LaneId, Map, Span, StageField, StageId},
};

/// The edits that put a stage where the pointer is.
pub(super) fn move_stage(stage: StageId, x: f32, layout: &Layout) -> Vec<Edit> {
    let others = layout.stages.iter().filter(|column| column.id != stage);
    let index = others
        .filter(|column| column.x + column.width / 2.0 < x)
        .count();
    vec![Edit::MoveStage(stage, index)]
}

/// The edits that put a lane where the pointer is. Hidden lanes stay behind
/// the visible one they follow.
pub(super) fn move_lane(lane: LaneId, y: f32, map: &Map, layout: &Layout) -> Vec<Edit> {
    let rows = || {
        layout
            .lanes
            .iter()
            .map(|row| (row.id, row.y + row.height / 2.0))
    };
    let before = rows()
        .filter(|(id, middle)| *id != lane && *middle < y)
        .count();
    let home = rows().position(|(id, _)| id == lane);
    if home == Some(before) {
        return Vec::new();
    }
    let others: Vec<LaneId> = rows().map(|(id, _)| id).filter(|id| *id != lane).collect();
    let place = |id: LaneId| {
        let rest = map.lanes.iter().filter(|held| held.id != lane);
        rest.enumerate()
            .find(|(_, held)| held.id == id)
            .map(|(index, _)| index)
    };
    let index = match before.checked_sub(1).and_then(|last| others.get(last)) {
        Some(previous) => place(*previous).map(|index| index + 1),
        None => others.first().and_then(|first| place(*first)),
    };
    index
        .map(|index| Edit::MoveLane(lane, index))
        .into_iter()
        .collect()
}

/// A stage's right edge on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resize {
    /// Which stage.
    pub stage: StageId,
    /// Its left edge.
    left: f32,
    /// How wide it was.
    width: f32,
    /// Its span then.
    span: Span,
    /// Where it is as wide as another.
    pub guide: Option<f32>,
}

impl Resize {
    /// Takes hold of a stage's edge.
    pub(super) fn begin(stage: StageId, map: &Map, layout: &Layout) -> Option<Self> {
        let column = layout.stages.iter().find(|column| column.id == stage)?;
        Some(Self {
            stage,
            left: column.x,
            width: column.width,
            span: map.stage(stage)?.1.span,
            guide: None,
        })
    }

    /// The edge `by` units further right. Snaps to the widths of the other
    /// stages and to the usual one.
    pub(super) fn moved(self, by: f32, reach: f32, map: &Map) -> (Self, Vec<Edit>) {
        let unit = f64::from(self.width) / self.span.value();
        let width = f64::from(self.width + by);
        let spans = map
            .stages
            .iter()
            .filter(|stage| stage.id != self.stage)
            .map(|stage| stage.span);
        let near = spans
            .chain([Span::default()])
            .map(|span| (span, (span.value() * unit - width).abs()))
            .filter(|(_, distance)| by != 0.0 && *distance <= f64::from(reach))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let span = match near {
            _ if by == 0.0 => self.span,
            Some((span, _)) => span,
            None => Span::rounded(width / unit),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a place in the picture")]
        let guide = near.map(|(span, _)| self.left + (span.value() * unit) as f32);
        let edit = Edit::SetStage(self.stage, StageField::Span(span));
        (Self { guide, ..self }, vec![edit])
    }
}
