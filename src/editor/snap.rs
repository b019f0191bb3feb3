//! Lining things up: the columns that cards stand in, and what a dragged edge
//! or value settles on. Pure functions of places; knows no state.

use std::collections::BTreeSet;

use emath::{Pos2, Rangef, Rect};

use crate::{
    layout::Layout,
    model::{At, CardId, Valence},
};

/// How near, in points of the screen, something must come to snap.
pub(super) const REACH: f32 = 6.0;
/// Columns this close, in units, are the same.
pub(super) const SAME: f32 = 0.5;

/// What something has lined up with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// Where, across.
    pub x: f32,
    /// The card there: of several the nearest above or below.
    pub card: CardId,
}

/// A card's edge or middle.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stop {
    x: f32,
    height: Rangef,
    card: CardId,
}

/// The left edges and the middles of cards, each sorted from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    lefts: Vec<Stop>,
    centers: Vec<Stop>,
}

impl Columns {
    /// The columns of the cards that meet `part`, without some cards.
    pub(super) fn of(layout: &Layout, part: Rect, without: &BTreeSet<CardId>) -> Self {
        let mut columns = Self::default();
        for (card, rect) in layout.visible_cards(part) {
            if !without.contains(&card) {
                let height = rect.y_range();
                let at = |x| Stop { x, height, card };
                columns.lefts.push(at(rect.left()));
                columns.centers.push(at(rect.center().x));
            }
        }
        columns.lefts.sort_by(|a, b| a.x.total_cmp(&b.x));
        columns.centers.sort_by(|a, b| a.x.total_cmp(&b.x));
        columns
    }

    /// How far a box must move to line up, and with what: its left edge with
    /// left edges, its middle with middles; the nearer wins,
    /// and of equals the left edge.
    pub(super) fn snap(&self, rect: Rect, reach: f32) -> Option<(f32, Guide)> {
        let left = nearest(&self.lefts, rect.left(), rect.y_range(), reach);
        let center = nearest(&self.centers, rect.center().x, rect.y_range(), reach);
        match (left, center) {
            (Some(left), Some(center)) if center.0.abs() + 0.05 < left.0.abs() => Some(center),
            (left, center) => left.or(center),
        }
    }

    /// How far a place must move to the middle of a card, and which.
    pub(super) fn snap_to_center(&self, pos: Pos2, reach: f32) -> Option<(f32, Guide)> {
        nearest(&self.centers, pos.x, Rangef::point(pos.y), reach)
    }
}

/// Where across its stage a card settles that lines up with no other: near
/// flush left, the middle or flush right it goes there. `free` is the width of
/// the stage that the card leaves, in units.
pub(super) fn settled(at: At, free: f32, reach: f32) -> At {
    let reach = f64::from(reach) / f64::from(free.max(0.1));
    let stops = [0.0, 0.5, 1.0].into_iter();
    let near = stops
        .filter(|stop| (stop - at.value()).abs() <= reach)
        .min_by(|a, b| (a - at.value()).abs().total_cmp(&(b - at.value()).abs()));
    near.map_or(at, At::clamped)
}

/// A feeling that is placed by hand: tenths, and half steps when it is near one.
/// Without snapping, hundredths.
pub(super) fn felt(feeling: f64, snaps: bool) -> Valence {
    let half = (feeling * 2.0).round() / 2.0;
    Valence::clamped(if !snaps {
        (feeling * 100.0).round() / 100.0
    } else if (half - feeling).abs() <= 0.15 {
        half
    } else {
        (feeling * 10.0).round() / 10.0
    })
}

fn nearest(stops: &[Stop], x: f32, height: Rangef, reach: f32) -> Option<(f32, Guide)> {
    let after = stops.partition_point(|stop| stop.x < x);
    let beside = [after.checked_sub(1), Some(after)];
    let beside = beside.into_iter().flatten();
    let column = beside
        .filter_map(|index| stops.get(index))
        .map(|stop| stop.x)
        .filter(|column| (column - x).abs() <= reach)
        .min_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs()))?;
    let first = stops.partition_point(|stop| stop.x < column - SAME);
    let same = stops.iter().skip(first);
    let away = |stop: &Stop| {
        let above = height.min - stop.height.max;
        (stop.height.min - height.max).max(above).max(0.0)
    };
    let card = same
        .take_while(|stop| stop.x <= column + SAME)
        .min_by(|a, b| away(a).total_cmp(&away(b)))?
        .card;
    Some((column - x, Guide { x: column, card }))
}
