//! Rows above and below the curves for labels that find no place near their
//! points: good feelings go up, bad ones down, past the scale's ends if need
//! be, and each label stands as near to its point as the others leave room.

use emath::{Pos2, Rangef, Rect, Vec2, pos2, vec2};

use super::{
    EDGE, Found, Reach,
    room::Room,
    spots::{GAP, Spot, is_good, leader},
};
use crate::layout::{emotion::PointMark, text::Block, tokens};

/// How far rows may go beyond the usual reach of the lane.
const BEYOND: f32 = 52.0;
/// From one row to the next.
const STEP: f32 = tokens::CURVE_LABEL.leading / 2.0;
/// The farthest that a label is moved to the side.
const ASIDE: f32 = 150.0;
/// How many places of a row are tried.
const PLACES: usize = 10;
/// What a curve that is crossed by a leader counts for, in units of its length.
const CROSSING: f32 = 50.0;
/// The same for each line more than need be.
const LINE: f32 = 10.0;

/// The side of a point where a row lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

impl Side {
    /// Where labels of a point may be on this side, top to bottom.
    fn range(self, mark: &PointMark, usual: Reach) -> Rangef {
        let gap = mark.radius() + GAP;
        match self {
            Self::Above => Rangef::new(EDGE - usual.above - BEYOND, mark.pos.y - gap),
            Self::Below => Rangef::new(mark.pos.y + gap, usual.below + BEYOND - EDGE),
        }
    }
}

/// The nearest place in a row above or below a point, on its own side of the
/// scale if there is one.
pub(super) fn aside(mark: &PointMark, blocks: &[Block], room: &mut Room<'_>) -> Option<Found> {
    if room.is_full(mark.pos.x) {
        return None;
    }
    let sides = if is_good(mark) {
        [Side::Above, Side::Below]
    } else {
        [Side::Below, Side::Above]
    };
    let mut sides = sides.into_iter();
    let found = sides.find_map(|side| on_side(mark, blocks, side, room));
    if found.is_none() {
        room.fail(mark.pos.x);
    }
    found
}

/// The place on one side that costs the least.
fn on_side(mark: &PointMark, blocks: &[Block], side: Side, room: &Room<'_>) -> Option<Found> {
    let mut best: Option<(f32, Found)> = None;
    for (cost, block, rect) in places(mark, blocks, side, room) {
        if best.as_ref().is_some_and(|(least, _)| cost >= *least) {
            break;
        }
        if !room.holds(&rect) || room.crossings(&rect) > 0 {
            continue;
        }
        let Some((leader, crossed)) = line(mark, &rect, room) else {
            continue;
        };
        let cost = cost + number_of(crossed) * CROSSING;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            let spot = Spot { rect, leader };
            let found = Found {
                block,
                spot,
                over_curve: false,
            };
            best = Some((cost, found));
        }
    }
    best.map(|(_, found)| found)
}

/// The line to a label, if it needs one, and how many curves it crosses; it
/// leans where it meets anything else.
fn line(mark: &PointMark, rect: &Rect, room: &Room<'_>) -> Option<(Option<[Pos2; 2]>, usize)> {
    let Some([from, to]) = leader(mark, rect) else {
        return Some((None, 0));
    };
    let leaning = [0.0, 5.0, -5.0, 10.0, -10.0, 18.0, -18.0].map(|by| to.x + by);
    let inside = leaning
        .into_iter()
        .filter(|x| (rect.left()..=rect.right()).contains(x));
    inside
        .map(|x| [from, pos2(x, to.y)])
        .filter(|line| room.leaves(*line))
        .map(|line| (Some(line), room.crossings_of(line)))
        .min_by_key(|(_, crossed)| *crossed)
}

/// The places on one side for all ways to break a label, and what each costs
/// by itself; the best first.
fn places(
    mark: &PointMark,
    blocks: &[Block],
    side: Side,
    room: &Room<'_>,
) -> Vec<(f32, usize, Rect)> {
    let widest = blocks.iter().map(|block| block.width).fold(0.0, f32::max);
    let around = Rangef::point(mark.pos.x).expand(widest + ASIDE);
    let area = Rect::from_x_y_ranges(around, side.range(mark, room.usual));
    let taken: Vec<Rect> = room.taken(area).collect();
    let mut places = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let size = vec2(block.width, block.height);
        for top in tops(side, side.range(mark, room.usual), size.y) {
            places.extend(
                lefts(mark, size, (top, room.width), &taken)
                    .into_iter()
                    .map(|left| {
                        let rect = Rect::from_min_size(pos2(left, top), size);
                        (
                            cost(mark, &rect, room.usual) + number_of(number) * LINE,
                            number,
                            rect,
                        )
                    }),
            );
        }
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places
}

#[expect(clippy::cast_precision_loss, reason = "a few lines or crossings")]
fn number_of(count: usize) -> f32 {
    count as f32
}

/// The tops of a label in the rows of a side, from the point outward.
fn tops(side: Side, range: Rangef, height: f32) -> impl Iterator<Item = f32> {
    let (first, step) = match side {
        Side::Above => (range.max - height, -STEP),
        Side::Below => (range.min, STEP),
    };
    let is_inside = move |top: &f32| range.min <= *top && *top + height <= range.max;
    std::iter::successors(Some(first), move |top| Some(top + step)).take_while(is_inside)
}

/// The left ends of a label in a row of a lane: over the point, and beside
/// whatever is in the way; the nearest to the point first.
fn lefts(mark: &PointMark, size: Vec2, (top, width): (f32, f32), taken: &[Rect]) -> Vec<f32> {
    /// A little more than what is kept free around a label.
    const APART: f32 = 4.0;
    let x = mark.pos.x;
    let highest = (width - size.x - 2.0).max(2.0);
    let ideal = (x - size.x / 2.0).clamp(2.0, highest);
    let row = Rect::from_min_size(pos2(ideal, top), size).expand2(vec2(ASIDE, 1.0));
    let mut lefts = vec![ideal, x - 6.0, x - size.x + 6.0];
    for taken in taken.iter().filter(|taken| taken.intersects(row)) {
        lefts.push(taken.right() + APART);
        lefts.push(taken.left() - APART - size.x);
    }
    lefts.retain(|left| (2.0..=highest).contains(left) && (left - ideal).abs() <= ASIDE);
    lefts.sort_by(|a, b| (a - ideal).abs().total_cmp(&(b - ideal).abs()));
    lefts.dedup();
    lefts.truncate(PLACES);
    lefts
}

/// How bad a place is: how far from the point, how far to its side, and how
/// much higher the lane gets for it.
fn cost(mark: &PointMark, rect: &Rect, usual: Reach) -> f32 {
    let away = rect.distance_to_pos(mark.pos);
    let aslant = (mark.pos.x - rect.left())
        .min(0.0)
        .min(rect.right() - mark.pos.x)
        .abs();
    let reach = usual.with(rect);
    let grown = reach.above - usual.above + reach.below - usual.below;
    away + aslant + grown / 2.0
}
