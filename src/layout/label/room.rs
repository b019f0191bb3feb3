//! What is taken around the curves: points, labels and the lines to them, kept
//! by their x, so that a place is compared with its neighbors only.

use std::ops::RangeInclusive;

use emath::{Pos2, Rect, Vec2, vec2};

use super::{Reach, spots::Spot};
use crate::layout::emotion::CurveLine;

/// The curves and everything that has its place among them.
pub(super) struct Room<'a> {
    /// The width of all stages together.
    pub(super) width: f32,
    /// How far labels reach that are not in rows beyond the scale.
    pub(super) usual: Reach,
    curves: &'a [CurveLine],
    points: Strips<Rect>,
    labels: Strips<Rect>,
    leaders: Strips<[Pos2; 2]>,
    /// The x of labels that found no place in any row.
    failed: Strips<f32>,
}

impl<'a> Room<'a> {
    /// The room around curves, where only their points are.
    pub(super) fn new(curves: &'a [CurveLine], width: f32) -> Self {
        let mut room = Self {
            width,
            usual: Reach::usual(curves),
            curves,
            points: Strips::new(width),
            labels: Strips::new(width),
            leaders: Strips::new(width),
            failed: Strips::new(width),
        };
        for mark in curves.iter().flat_map(|curve| &curve.points) {
            let rect = Rect::from_center_size(mark.pos, Vec2::splat(2.0 * mark.radius()));
            room.points.add(rect.expand(1.0), span(&rect.expand(1.0)));
        }
        room
    }

    /// Gives a place to a label, and to the line to it.
    pub(super) fn take(&mut self, spot: &Spot) {
        self.labels.add(spot.rect, span(&spot.rect));
        self.take_line(spot.leader);
    }

    /// Gives a place to a line to a label.
    pub(super) fn take_line(&mut self, line: Option<[Pos2; 2]>) {
        if let Some(line) = line {
            self.leaders.add(line, span(&bounds(line)));
        }
    }

    /// Remembers that a label at an x found no place in any row.
    pub(super) fn fail(&mut self, x: f32) {
        self.failed.add(x, x..=x);
    }

    /// Whether labels near an x have found no place before, so that looking for
    /// one again, at great length, is in vain.
    pub(super) fn is_full(&self, x: f32) -> bool {
        const NEAR: f32 = 24.0;
        let near = self.failed.near(x - NEAR..=x + NEAR);
        near.filter(|failed| (**failed - x).abs() <= NEAR).count() > 1
    }

    /// Whether a label and the line to it meet nothing but curves.
    pub(super) fn is_free(&self, spot: &Spot) -> bool {
        self.holds(&spot.rect) && spot.leader.is_none_or(|leader| self.leaves(leader))
    }

    /// Whether a label meets nothing but curves.
    pub(super) fn holds(&self, rect: &Rect) -> bool {
        let grown = rect.expand2(vec2(3.0, 0.5));
        let apart = |other: &Rect| !other.intersects(grown);
        let clear = |other: &[Pos2; 2]| !meets(*other, &grown);
        self.points.near(span(&grown)).all(apart)
            && self.labels.near(span(&grown)).all(apart)
            && self.leaders.near(span(&grown)).all(clear)
    }

    /// Whether a line to a label meets nothing but curves.
    pub(super) fn leaves(&self, line: [Pos2; 2]) -> bool {
        self.leaves_labels(line) && self.leaves_points(line)
    }

    /// Whether a line meets no label, and no line to one.
    pub(super) fn leaves_labels(&self, line: [Pos2; 2]) -> bool {
        let across = span(&bounds(line));
        let mut labels = self.labels.near(across.clone());
        let mut leaders = self.leaders.near(across);
        labels.all(|label| !meets(line, &label.expand(1.0)))
            && leaders.all(|leader| !crosses(line, *leader))
    }

    /// Whether a line meets no point.
    pub(super) fn leaves_points(&self, line: [Pos2; 2]) -> bool {
        let mut points = self.points.near(span(&bounds(line)));
        points.all(|point| !meets(line, point))
    }

    /// The boxes of what lies within a box, or reaches into it, but of curves.
    pub(super) fn taken(&self, area: Rect) -> impl Iterator<Item = Rect> + '_ {
        let points = self.points.near(span(&area));
        let boxes = points.chain(self.labels.near(span(&area))).copied();
        let leaders = self.leaders.near(span(&area)).copied().map(bounds);
        boxes
            .chain(leaders)
            .filter(move |rect| rect.intersects(area))
    }

    /// How many pieces of curves run through a label.
    pub(super) fn crossings(&self, rect: &Rect) -> usize {
        let grown = rect.expand(2.0);
        self.pieces(span(&grown))
            .filter(|piece| meets(*piece, &grown))
            .count()
    }

    /// How many times a line crosses curves.
    pub(super) fn crossings_of(&self, line: [Pos2; 2]) -> usize {
        self.pieces(span(&bounds(line)))
            .filter(|piece| crosses(line, *piece))
            .count()
    }

    /// The pieces of curves that lie between two x.
    fn pieces(&self, across: RangeInclusive<f32>) -> impl Iterator<Item = [Pos2; 2]> + '_ {
        let runs = self.curves.iter().flat_map(|curve| &curve.runs);
        runs.flat_map(move |run| {
            // Runs go from left to right.
            let first = run.partition_point(|point| point.x < *across.start());
            let last = run.partition_point(|point| point.x <= *across.end());
            let near = run.get(first.saturating_sub(1)..(last + 1).min(run.len()));
            near.unwrap_or_default()
                .windows(2)
                .map(|pair| [pair[0], pair[1]])
        })
    }
}

/// Things by their x, in strips of equal width; one that is in several strips
/// is met several times.
struct Strips<T>(Vec<Vec<T>>);

impl<T> Strips<T> {
    /// How wide a strip is, in units.
    const WIDTH: f32 = 48.0;

    fn new(width: f32) -> Self {
        let count = Self::strip(width).min(9_999) + 1;
        Self((0..count).map(|_| Vec::new()).collect())
    }

    fn near(&self, across: RangeInclusive<f32>) -> impl Iterator<Item = &T> {
        let last = self.0.len().saturating_sub(1);
        let first = Self::strip(*across.start()).min(last);
        let last = Self::strip(*across.end()).min(last);
        self.0
            .get(first..=last)
            .unwrap_or_default()
            .iter()
            .flatten()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what lies before the first strip belongs to it"
    )]
    fn strip(x: f32) -> usize {
        (x / Self::WIDTH) as usize
    }
}

impl<T: Copy> Strips<T> {
    fn add(&mut self, thing: T, across: RangeInclusive<f32>) {
        let last = self.0.len().saturating_sub(1);
        let first = Self::strip(*across.start()).min(last);
        let last = Self::strip(*across.end()).min(last);
        for strip in self.0.get_mut(first..=last).unwrap_or_default() {
            strip.push(thing);
        }
    }
}

/// The x of a box.
fn span(rect: &Rect) -> RangeInclusive<f32> {
    rect.left()..=rect.right()
}

/// The box around a line.
fn bounds([from, to]: [Pos2; 2]) -> Rect {
    Rect::from_two_pos(from, to)
}

/// Whether a straight line meets a box.
pub(super) fn meets([from, to]: [Pos2; 2], rect: &Rect) -> bool {
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

/// Whether two straight lines cross.
fn crosses([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let side = |from: Pos2, to: Pos2, of: Pos2| {
        let (along, away) = (to - from, of - from);
        along.x * away.y - along.y * away.x
    };
    side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0
}
