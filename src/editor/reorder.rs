//! Drags of stages, lanes and the lines between them: what order they mean, and how wide a stage
//! becomes. Read on the layout as it was when the drag began.

use super::lanes;
use crate::{
    layout::{LaneRow, Layout, StageColumn},
    model::{Divider, Edit, LaneId, Map, New, Span, Stage, StageField, StageId},
};

/// The edits that put a stage where the pointer is.
pub(super) fn move_stage(stage: StageId, x: f32, layout: &Layout) -> Vec<Edit> {
    let others = layout.stages.iter().filter(|column| column.id != stage);
    let index = others
        .filter(|column| column.x + column.width / 2.0 < x)
        .count();
    vec![Edit::MoveStage(stage, index)]
}

/// The edits that put a copy of a stage, with its content, where the pointer
/// is; and the copy's id.
pub(super) fn copy_stage(
    stage: StageId,
    x: f32,
    map: &Map,
    layout: &Layout,
) -> (Vec<Edit>, Option<StageId>) {
    let Some((_, held)) = map.stage(stage) else {
        return (Vec::new(), None);
    };
    let before = |column: &&StageColumn| column.x + column.width / 2.0 < x;
    let index = layout.stages.iter().filter(before).count();
    let new = New::Stage(index, Box::new(Stage::clone(held)));
    // The first id that the edit mints is the stage's own.
    let id = StageId(map.mint.0.max(1));
    (vec![Edit::Add(new)], Some(id))
}

/// The edits that put a lane where the pointer is, above or below a line that
/// is near.
pub(super) fn move_lane(lane: LaneId, y: f32, map: &Map, layout: &Layout) -> Vec<Edit> {
    let rows = layout.lanes.iter().filter(|row| row.id != lane);
    let rows = rows.map(|row| row.y + row.height / 2.0);
    let lines = layout.dividers().map(|(_, rect)| rect.center().y);
    let above = rows.chain(lines).filter(|middle| *middle < y).count();
    lanes::put_lane(map, lane, above)
}

/// The edits that put a line between the lanes that the pointer is nearest to.
pub(super) fn move_divider(divider: Divider, y: f32, layout: &Layout) -> Vec<Edit> {
    let away = |row: &LaneRow| (f32::midpoint(row.top(), row.y) - y).abs();
    let rows = layout.lanes.iter();
    let nearest = rows.min_by(|a, b| away(a).total_cmp(&away(b)));
    nearest
        .filter(|row| !row.dividers.contains(&divider))
        .map(|row| Edit::MoveDivider(divider, Some(row.id)))
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
