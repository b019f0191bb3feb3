//! Keeps the labels at the curves apart from one another, from the points and,
//! where there is room, from the curves; and inside the lane. A label with no
//! room near its point goes to a row below the scale, with a line to its point.

use emath::{Pos2, Rect, pos2, vec2};

use super::{
    cell::{PlacedLine, place_lines},
    emotion::{CurveLine, Mark, PointMark},
    measure::Measure,
    text::Block,
    tokens,
};
use crate::model::PointId;

/// A label at a curve, in the coordinates of its point.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveLabel {
    /// Whose label it is.
    pub point: PointId,
    /// The place of its curve in the map's list; `None` on the curve that leads.
    pub beside: Option<usize>,
    /// Its place.
    pub rect: Rect,
    /// Its lines.
    pub lines: Vec<PlacedLine>,
    /// A line from the point, when the label is not beside it.
    pub leader: Option<[Pos2; 2]>,
    /// Whether it belongs to a point whose feeling is not known.
    pub unknown: bool,
}

/// How far the emotion lane reaches above and below its zero line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Above, in units.
    pub above: f32,
    /// Below, in units.
    pub below: f32,
}

impl Reach {
    /// The reach of a lane without rows for labels that found no place.
    pub(super) const USUAL: Self = Self {
        above: 2.0 * tokens::VALENCE + tokens::EMOTION_PAD,
        below: 2.0 * tokens::VALENCE + tokens::EMOTION_PAD,
    };
}

/// Places the labels of all points within `width` units, the important first.
pub(super) fn place(
    curves: &[CurveLine],
    width: f32,
    measure: &mut Measure,
) -> (Vec<CurveLabel>, Reach) {
    let mut marks: Vec<Labelled<'_>> = curves
        .iter()
        .flat_map(|curve| curve.points.iter().map(move |mark| (curve, mark)))
        .collect();
    let obstacles: Vec<Rect> = marks
        .iter()
        .map(|(_, mark)| {
            Rect::from_center_size(mark.pos, vec2(2.0, 2.0) * mark.radius()).expand(1.0)
        })
        .collect();
    marks.retain(|(_, mark)| !mark.label.is_empty());
    marks.sort_by_key(|(_, mark)| match mark.mark {
        Mark::Face => 0,
        Mark::SmallFace | Mark::Turn => 1,
        Mark::Unknown => 2,
        Mark::Plain => 3,
    });
    let mut labels: Vec<CurveLabel> = Vec::new();
    let mut homeless = Vec::new();
    for labelled in marks {
        let mark = labelled.1;
        let limit = tokens::CURVE_LABEL_WIDTH.min(width - 8.0).max(1.0);
        let block = measure.wrap(&mark.label, &tokens::CURVE_LABEL, limit);
        let is_free = |rect: &Rect| {
            let apart = |other: &Rect| !other.intersects(rect.expand2(vec2(3.0, 0.5)));
            obstacles.iter().all(apart) && labels.iter().all(|label| apart(&label.rect))
        };
        let best = candidates(mark, &block, width)
            .into_iter()
            .enumerate()
            .filter(|(_, rect)| is_free(rect))
            .min_by_key(|(rank, rect)| (crossings(curves, rect), *rank));
        match best {
            Some((_, rect)) => labels.push(label(labelled, block, rect, None)),
            None => homeless.push((labelled, block)),
        }
    }
    homeless.sort_by(|(a, _), (b, _)| a.1.pos.x.total_cmp(&b.1.pos.x));
    let reach = place_homeless(homeless, width, &mut labels);
    (labels, reach)
}

/// Places near a point, the best first: above or below, then to the sides.
fn candidates(mark: &PointMark, block: &Block, width: f32) -> Vec<Rect> {
    let size = vec2(block.width, block.height);
    let gap = mark.radius() + 4.0;
    let Pos2 { x, y } = mark.pos;
    let up = y - gap - size.y;
    let down = y + gap;
    let is_good = mark.feeling.is_none_or(|feeling| feeling.value() >= 0.0);
    let (near, far) = if is_good { (up, down) } else { (down, up) };
    let left = |share: f32| (x - size.x * share).clamp(2.0, (width - size.x - 2.0).max(2.0));
    let beside = y - size.y / 2.0;
    let mut corners = Vec::new();
    for top in [near, far] {
        corners.extend([0.5, 0.25, 0.75, 0.0, 1.0].map(|share| pos2(left(share), top)));
    }
    corners.push(pos2(x + gap, beside));
    corners.push(pos2(x - gap - size.x, beside));
    corners
        .into_iter()
        .map(|corner| Rect::from_min_size(corner, size))
        .filter(|rect| {
            rect.left() >= 2.0
                && rect.right() <= (width - 2.0).max(rect.width() + 2.0)
                && rect.top() >= -Reach::USUAL.above + 3.0
                && rect.bottom() <= Reach::USUAL.below - 3.0
        })
        .collect()
}

/// How many points of flattened curves run through a label.
fn crossings(curves: &[CurveLine], rect: &Rect) -> usize {
    let grown = rect.expand(2.0);
    let points = curves.iter().flat_map(|curve| &curve.runs).flatten();
    points.filter(|point| grown.contains(**point)).count()
}

/// A point that has a label, on its curve.
type Labelled<'a> = (&'a CurveLine, &'a PointMark);
/// A row of labels: its right end, its height, and each label's left end.
type Row<'a> = (f32, f32, Vec<(Labelled<'a>, Block, f32)>);

/// Sets labels without a place in rows below the scale.
fn place_homeless(
    homeless: Vec<(Labelled<'_>, Block)>,
    width: f32,
    labels: &mut Vec<CurveLabel>,
) -> Reach {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (labelled, block) in homeless {
        let mark = labelled.1;
        let left =
            (mark.pos.x - block.width / 2.0).clamp(2.0, (width - block.width - 2.0).max(2.0));
        let free = rows.iter_mut().find(|(right, ..)| *right + 10.0 <= left);
        if let Some((right, height, members)) = free {
            *right = left + block.width;
            *height = height.max(block.height);
            members.push((labelled, block, left));
        } else {
            let right = left + block.width;
            rows.push((right, block.height, vec![(labelled, block, left)]));
        }
    }
    let mut reach = Reach::USUAL;
    for (_, height, members) in rows {
        for (labelled, block, left) in members {
            let mark = labelled.1;
            let size = vec2(block.width, block.height);
            let rect = Rect::from_min_size(pos2(left, reach.below), size);
            let leader = [
                mark.pos + vec2(0.0, mark.radius() + 1.0),
                pos2(mark.pos.x, rect.top()),
            ];
            labels.push(label(labelled, block, rect, Some(leader)));
        }
        reach.below += height + 4.0;
    }
    reach
}

fn label(
    (curve, mark): Labelled<'_>,
    block: Block,
    rect: Rect,
    leader: Option<[Pos2; 2]>,
) -> CurveLabel {
    let mut lines = place_lines(block, tokens::CURVE_LABEL, rect.min, rect.width());
    for line in &mut lines {
        line.pos.x = rect.left() + (rect.width() - line.width) / 2.0;
    }
    let unknown = mark.mark == Mark::Unknown;
    CurveLabel {
        point: mark.id,
        beside: (!curve.leads).then_some(curve.index),
        rect,
        lines,
        leader,
        unknown,
    }
}
