//! Lining things up: the columns that cards stand in, and what a dragged edge
//! or value settles on. Pure functions of places; knows no state.

use emath::{Pos2, Rect};

use crate::{layout::Layout, model::CardId};

/// How near, in points of the screen, something must come to snap.
pub(super) const REACH: f32 = 6.0;
/// Columns this close, in units, are the same.
const SAME: f32 = 0.05;

/// A line that shows what something has lined up with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// Across.
    pub x: f32,
    /// Its upper end.
    pub top: f32,
    /// Its lower end.
    pub bottom: f32,
}

impl Guide {
    /// The same, long enough to reach these heights.
    fn reaching(self, top: f32, bottom: f32) -> Self {
        Self {
            top: self.top.min(top),
            bottom: self.bottom.max(bottom),
            ..self
        }
    }
}

/// The left edges and the middles of cards, each sorted from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    lefts: Vec<Guide>,
    centers: Vec<Guide>,
}

impl Columns {
    /// The columns of the cards that meet `part`, without some cards.
    pub(super) fn of(layout: &Layout, part: Rect, without: &[CardId]) -> Self {
        let mut columns = Self::default();
        for (id, rect) in layout.visible_cards(part) {
            if !without.contains(&id) {
                let at = |x| Guide {
                    x,
                    top: rect.top(),
                    bottom: rect.bottom(),
                };
                columns.lefts.push(at(rect.left()));
                columns.centers.push(at(rect.center().x));
            }
        }
        merge(&mut columns.lefts);
        merge(&mut columns.centers);
        columns
    }

    /// How far a box must move to line up, and with what: its left edge with
    /// left edges, its middle with middles; the nearer wins,
    /// and of equals the left edge.
    pub(super) fn snap(&self, rect: Rect, reach: f32) -> Option<(f32, Guide)> {
        let left = nearest(&self.lefts, rect.left(), reach);
        let center = nearest(&self.centers, rect.center().x, reach);
        let (by, guide) = match (left, center) {
            (Some(left), Some(center)) if center.0.abs() + SAME < left.0.abs() => center,
            (left, center) => left.or(center)?,
        };
        Some((by, guide.reaching(rect.top(), rect.bottom())))
    }

    /// How far a place must move to the middle of a card, and the line from
    /// that card to it.
    pub(super) fn snap_to_center(&self, pos: Pos2, reach: f32) -> Option<(f32, Guide)> {
        let (by, guide) = nearest(&self.centers, pos.x, reach)?;
        Some((by, guide.reaching(pos.y, pos.y)))
    }
}

/// Makes one of neighbors that are the same.
fn merge(guides: &mut Vec<Guide>) {
    guides.sort_by(|a, b| a.x.total_cmp(&b.x));
    guides.dedup_by(|next, kept| {
        let same = next.x - kept.x < SAME;
        if same {
            kept.top = kept.top.min(next.top);
            kept.bottom = kept.bottom.max(next.bottom);
        }
        same
    });
}

fn nearest(guides: &[Guide], x: f32, reach: f32) -> Option<(f32, Guide)> {
    let after = guides.partition_point(|guide| guide.x < x);
    let before = after.checked_sub(1);
    [before, Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|index| guides.get(index))
        .map(|guide| (guide.x - x, *guide))
        .filter(|(by, _)| by.abs() <= reach)
        .min_by(|a, b| a.0.abs().total_cmp(&b.0.abs()))
}
