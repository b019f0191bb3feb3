//! The places near a point where its label may go.

use emath::{Pos2, Rect, pos2, vec2};

use super::{EDGE, Found, Reach, room::Room};
use crate::layout::{emotion::PointMark, text::Block};

/// A place for a label, with a line to its point when it is not beside it.
pub(super) struct Spot {
    pub(super) rect: Rect,
    pub(super) leader: Option<[Pos2; 2]>,
}

/// The best place beside a point, without a line to it, that no curve runs
/// through.
pub(super) fn beside(mark: &PointMark, blocks: &[Block], room: &Room<'_>) -> Option<Found> {
    best(mark, blocks, room, |spot| spot.leader.is_none())
}

/// The best place near a point that no curve runs through; on more lines than
/// need be only when there is none on fewer.
pub(super) fn near(mark: &PointMark, blocks: &[Block], room: &Room<'_>) -> Option<Found> {
    best(mark, blocks, room, |_| true)
}

fn best(
    mark: &PointMark,
    blocks: &[Block],
    room: &Room<'_>,
    is_wanted: impl Fn(&Spot) -> bool,
) -> Option<Found> {
    blocks.iter().enumerate().find_map(|(block, shape)| {
        let spot = candidates(mark, shape, (room.width, room.usual))
            .into_iter()
            .filter(&is_wanted)
            .find(|spot| room.is_free(spot) && room.crossings(&spot.rect) == 0)?;
        Some(Found {
            block,
            spot,
            over_curve: false,
        })
    })
}

/// The place near a point that the fewest pieces of curves run through.
pub(super) fn over_curve(mark: &PointMark, blocks: &[Block], room: &Room<'_>) -> Option<Found> {
    let shapes = blocks.iter().enumerate();
    let spots = shapes.flat_map(|(block, shape)| {
        let spots = candidates(mark, shape, (room.width, room.usual)).into_iter();
        spots.map(move |spot| (block, spot))
    });
    let (crossings, block, spot) = spots
        .filter(|(_, spot)| room.is_free(spot))
        .map(|(block, spot)| (room.crossings(&spot.rect), block, spot))
        .min_by_key(|(crossings, ..)| *crossings)?;
    Some(Found {
        block,
        spot,
        over_curve: crossings > 0,
    })
}

/// Places near a point, the best first: above or below, then to the sides,
/// then farther above or below.
fn candidates(mark: &PointMark, block: &Block, (width, usual): (f32, Reach)) -> Vec<Spot> {
    let size = vec2(block.width, block.height);
    let gap = mark.radius() + GAP;
    let Pos2 { x, y } = mark.pos;
    let up = y - gap - size.y;
    let down = y + gap;
    let (near, far) = if is_good(mark) {
        (up, down)
    } else {
        (down, up)
    };
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
                && rect.top() >= -usual.above + EDGE
                && rect.bottom() <= usual.below - EDGE
        })
        .map(|rect| Spot {
            rect,
            leader: leader(mark, &rect),
        })
        .collect()
}

/// Between a point and a label beside it.
pub(super) const GAP: f32 = 4.0;

/// Whether a label belongs above its point rather than below.
pub(super) fn is_good(mark: &PointMark) -> bool {
    mark.feeling.is_none_or(|feeling| feeling.value() >= 0.0)
}

/// The line from a point to a label that is not beside it.
pub(super) fn leader(mark: &PointMark, rect: &Rect) -> Option<[Pos2; 2]> {
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
