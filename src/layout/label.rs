//! Keeps the labels at the curves apart from one another, from the points and,
//! where there is room, from the curves; and inside the lane. A label that is
//! not beside its point has a line to it; one with no room among the curves
//! goes to a row below the scale.

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
    /// Whether a curve runs through it, for want of a free place: painters set
    /// it on a ground of its own.
    pub over_curve: bool,
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
        let is_free = |spot: &Spot| {
            let grown = spot.rect.expand2(vec2(3.0, 0.5));
            let apart = |other: &Rect| {
                let crosses = spot.leader.is_some_and(|leader| meets(leader, other));
                !other.intersects(grown) && !crosses
            };
            let clear = |label: &CurveLabel| {
                let under = label.leader.is_some_and(|leader| meets(leader, &grown));
                apart(&label.rect) && !under
            };
            obstacles.iter().all(apart) && labels.iter().all(clear)
        };
        let best = candidates(mark, &block, width)
            .into_iter()
            .enumerate()
            .filter(|(_, spot)| is_free(spot))
            .map(|(rank, spot)| (crossings(curves, &spot.rect), rank, spot))
            .min_by_key(|(crossings, rank, _)| (*crossings, *rank));
        match best {
            Some((crossings, _, spot)) => labels.push(CurveLabel {
                over_curve: crossings > 0,
                ..label(labelled, block, spot.rect, spot.leader)
            }),
            None => homeless.push((labelled, block)),
        }
    }
    homeless.sort_by(|(a, _), (b, _)| a.1.pos.x.total_cmp(&b.1.pos.x));
    let reach = place_homeless(homeless, width, &mut labels);
    (labels, reach)
}

/// A place for a label, with a line to its point when it is not beside it.
struct Spot {
    rect: Rect,
    leader: Option<[Pos2; 2]>,
}

/// Places near a point, the best first: above or below, then to the sides,
/// then farther above or below.
fn candidates(mark: &PointMark, block: &Block, width: f32) -> Vec<Spot> {
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
    for away in [14.0, 28.0, 42.0] {
        for top in [near, far] {
            let top = if top < y { top - away } else { top + away };
            corners.extend([0.5, 0.1, 0.9].map(|share| pos2(left(share), top)));
        }
    }
    corners
        .into_iter()
        .map(|corner| Rect::from_min_size(corner, size))
        .filter(|rect| {
            rect.left() >= 2.0
                && rect.right() <= (width - 2.0).max(rect.width() + 2.0)
                && rect.top() >= -Reach::USUAL.above + 3.0
                && rect.bottom() <= Reach::USUAL.below - 3.0
        })
        .map(|rect| Spot {
            rect,
            leader: leader(mark, &rect),
        })
        .collect()
}

/// The line from a point to a label that is not beside it.
fn leader(mark: &PointMark, rect: &Rect) -> Option<[Pos2; 2]> {
    let edge = mark.radius() + 2.0;
    let x = mark.pos.x.clamp(rect.left(), rect.right().max(rect.left()));
    let (from, to) = if rect.bottom() < mark.pos.y {
        (mark.pos.y - edge, rect.bottom() + 1.0)
    } else {
        (mark.pos.y + edge, rect.top() - 1.0)
    };
    let is_far = (from - to).abs() > 8.0 && (rect.center().y - mark.pos.y).abs() > edge;
    is_far.then(|| [pos2(mark.pos.x, from), pos2(x, to)])
}

/// How many pieces of curves run through a label.
fn crossings(curves: &[CurveLine], rect: &Rect) -> usize {
    let grown = rect.expand(2.0);
    let runs = curves.iter().flat_map(|curve| &curve.runs);
    runs.map(|run| {
        // Runs go from left to right.
        let first = run.partition_point(|point| point.x < grown.left());
        let last = run.partition_point(|point| point.x <= grown.right());
        let near = run.get(first.saturating_sub(1)..(last + 1).min(run.len()));
        let pieces = near.unwrap_or_default().windows(2);
        pieces
            .filter(|piece| meets([piece[0], piece[1]], &grown))
            .count()
    })
    .sum()
}

/// Whether a straight line meets a box.
fn meets([from, to]: [Pos2; 2], rect: &Rect) -> bool {
    let along = to - from;
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    let sides = [
        (from.x, along.x, rect.left(), rect.right()),
        (from.y, along.y, rect.top(), rect.bottom()),
    ];
    for (start, by, low, high) in sides {
        if by.abs() < 1e-6 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - start) / by, (high - start) / by);
        enters = enters.max(a.min(b));
        leaves = leaves.min(a.max(b));
    }
    enters <= leaves
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
        over_curve: false,
    }
}
