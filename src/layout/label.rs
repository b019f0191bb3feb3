//! Keeps the labels at the curves apart from one another, from the points and
//! from the curves; and inside the lane. A label that is not beside its point
//! has a line to it, which meets neither labels nor points.
//!
//! Places are tried in this order: beside the point on as few lines as can be
//! ([`spots`]), near it on as few or on more, in rows above or below the scale
//! ([`rows`]), near it across a curve; and below everything for want of any
//! other ([`homeless`]).

mod homeless;
mod room;
mod rows;
mod spots;

use std::collections::BTreeSet;

use emath::{Pos2, Rect};

use self::{room::Room, spots::Spot};
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

    /// The same for curves that reach farther than the scale usually does.
    pub(super) fn usual(curves: &[CurveLine]) -> Self {
        let points = curves.iter().flat_map(|curve| &curve.points);
        points.fold(Self::USUAL, |reach, mark| Self {
            above: reach.above.max(tokens::EMOTION_PAD - mark.pos.y),
            below: reach.below.max(tokens::EMOTION_PAD + mark.pos.y),
        })
    }

    /// As far as the farther of two.
    pub(super) fn max(self, other: Self) -> Self {
        Self {
            above: self.above.max(other.above),
            below: self.below.max(other.below),
        }
    }

    /// The least reach that holds a label too.
    fn with(self, rect: &Rect) -> Self {
        Self {
            above: self.above.max(EDGE - rect.top()),
            below: self.below.max(rect.bottom() + EDGE),
        }
    }
}

/// Between a label and the lane's upper or lower edge.
const EDGE: f32 = 3.0;

/// A point that has a label, on its curve.
#[derive(Clone, Copy)]
struct Labelled<'a> {
    curve: &'a CurveLine,
    mark: &'a PointMark,
}

/// Places the labels of all points within `width` units, the important first.
/// When some find no good place, those go first the next time.
pub(super) fn place(
    curves: &[CurveLine],
    width: f32,
    measure: &mut Measure,
) -> (Vec<CurveLabel>, Reach) {
    /// How often it is tried again, and for how many labels at most.
    const AGAIN: (usize, usize) = (6, 16);
    let mut marks = labelled(curves);
    let mut urgent = BTreeSet::new();
    let mut best = attempt(&marks, &urgent, Room::new(curves, width), measure);
    let mut lost = best.lost.clone();
    for _ in 0..AGAIN.0 {
        if best.lost.is_empty() || lost.len() > AGAIN.1 {
            break;
        }
        urgent.append(&mut lost);
        marks.sort_by_key(|labelled| !urgent.contains(&labelled.mark.id));
        let next = attempt(&marks, &urgent, Room::new(curves, width), measure);
        lost.clone_from(&next.lost);
        if (next.homeless, next.lost.len()) < (best.homeless, best.lost.len()) {
            best = next;
        }
    }
    (best.labels, best.reach)
}

/// Places labels in an order; the urgent ones are the first of them.
fn attempt(
    marks: &[Labelled<'_>],
    urgent: &BTreeSet<PointId>,
    mut room: Room<'_>,
    measure: &mut Measure,
) -> Placed {
    let mut placed = Placed {
        labels: Vec::new(),
        reach: room.usual,
        lost: BTreeSet::new(),
        homeless: 0,
    };
    // Whoever has a place beside its point keeps it, whatever others need.
    let mut waiting = Vec::new();
    for labelled in marks {
        let mark = labelled.mark;
        let mut blocks = vec![widest(mark, room.width, measure)];
        let found = if urgent.contains(&mark.id) {
            narrow(mark, &mut blocks, measure);
            spots::near(mark, &blocks, &room)
        } else {
            spots::beside(mark, &blocks, &room)
        };
        match found {
            Some(found) => placed.add(*labelled, blocks, &found, &mut room),
            None => waiting.push((*labelled, blocks)),
        }
    }
    let mut crowded = Vec::new();
    for (labelled, mut blocks) in waiting {
        narrow(labelled.mark, &mut blocks, measure);
        match spots::near(labelled.mark, &blocks, &room) {
            Some(found) => placed.add(labelled, blocks, &found, &mut room),
            None => crowded.push((labelled, blocks)),
        }
    }
    placed.add_crowded(crowded, room);
    placed
}

/// The points that have a label, the important first, then in the order of
/// curves and time.
fn labelled(curves: &[CurveLine]) -> Vec<Labelled<'_>> {
    let mut marks: Vec<Labelled<'_>> = curves
        .iter()
        .flat_map(|curve| {
            curve
                .points
                .iter()
                .map(move |mark| Labelled { curve, mark })
        })
        .filter(|labelled| !labelled.mark.label.is_empty())
        .collect();
    marks.sort_by_key(|labelled| match labelled.mark.mark {
        Mark::Face => 0,
        Mark::SmallFace | Mark::Turn => 1,
        Mark::Unknown => 2,
        Mark::Plain => 3,
    });
    marks
}

/// A label on as few lines as can be.
fn widest(mark: &PointMark, width: f32, measure: &mut Measure) -> Block {
    let limit = tokens::CURVE_LABEL_WIDTH.min(width - 8.0).max(1.0);
    measure.wrap(&mark.label, &tokens::CURVE_LABEL, limit)
}

/// Adds further ways to break a label: on two and three lines of about the same
/// width, as long as no word is broken for it.
fn narrow(mark: &PointMark, blocks: &mut Vec<Block>, measure: &mut Measure) {
    /// The most lines a label is broken into on purpose.
    const MOST: u8 = 3;
    /// How much wider than its share of the text a line may be.
    const WIDER: [f32; 7] = [1.0, 1.08, 1.16, 1.25, 1.35, 1.45, 1.6];
    let style = tokens::CURVE_LABEL;
    let most = blocks.iter().map(|block| block.width).fold(0.0, f32::max);
    let lines = blocks.iter().flat_map(|block| &block.lines);
    let total: f32 = lines.map(|line| line.width).sum();
    let least = measure.widest_piece(&mark.label, &style);
    for count in 2..=MOST {
        let lines = usize::from(count);
        if blocks.iter().any(|block| block.lines.len() >= lines) {
            continue;
        }
        let limits = WIDER.map(|wider| total / f32::from(count) * wider);
        let narrow = limits
            .into_iter()
            .filter(|limit| (least..=most).contains(limit))
            .map(|limit| measure.wrap(&mark.label, &style, limit))
            .find(|block| block.lines.len() == lines);
        // A star alone on a line says nothing.
        let narrow = narrow.filter(|block| block.lines.iter().all(|line| &*line.text != "★"));
        blocks.extend(narrow);
    }
}

/// What has been placed so far.
struct Placed {
    labels: Vec<CurveLabel>,
    reach: Reach,
    /// The points whose labels found no good place.
    lost: BTreeSet<PointId>,
    /// How many of them found none at all.
    homeless: usize,
}

/// A place for one of the ways to break a label, by its number.
struct Found {
    block: usize,
    spot: Spot,
    over_curve: bool,
}

impl Placed {
    /// Adds labels that have no good place near their points.
    fn add_crowded(&mut self, crowded: Vec<(Labelled<'_>, Vec<Block>)>, mut room: Room<'_>) {
        let mut homeless = Vec::new();
        for (labelled, blocks) in crowded {
            let mark = labelled.mark;
            let found = rows::aside(mark, &blocks, &mut room)
                .or_else(|| spots::over_curve(mark, &blocks, &room));
            if found.as_ref().is_none_or(|found| found.over_curve) {
                self.lost.insert(mark.id);
            }
            match found {
                Some(found) => self.add(labelled, blocks, &found, &mut room),
                None => homeless.extend(blocks.into_iter().next().map(|block| (labelled, block))),
            }
        }
        self.homeless = homeless.len();
        homeless::place(homeless, room, self);
    }

    fn add(
        &mut self,
        labelled: Labelled<'_>,
        mut blocks: Vec<Block>,
        found: &Found,
        room: &mut Room<'_>,
    ) {
        let Found { block, spot, .. } = found;
        if *block >= blocks.len() {
            return;
        }
        room.take(spot);
        self.reach = self.reach.with(&spot.rect);
        self.labels.push(CurveLabel {
            over_curve: found.over_curve,
            ..label(labelled, blocks.swap_remove(*block), spot)
        });
    }
}

fn label(Labelled { curve, mark }: Labelled<'_>, block: Block, spot: &Spot) -> CurveLabel {
    let Spot { rect, leader } = *spot;
    let mut lines = place_lines(block, tokens::CURVE_LABEL, rect.min, rect.width());
    for line in &mut lines {
        line.pos.x = rect.left() + (rect.width() - line.width) / 2.0;
    }
    CurveLabel {
        point: mark.id,
        beside: (!curve.leads).then_some(curve.index),
        rect,
        lines,
        leader,
        unknown: mark.mark == Mark::Unknown,
        over_curve: false,
    }
}
