//! Cards and emotion points as they were when they were grabbed, and where each
//! lands when the pointer has moved so far.

use std::{collections::BTreeMap, sync::Arc};

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use crate::{
    editor::{interaction::Seen, snap::settled},
    layout::{Layout, Place, feeling_from},
    model::{At, Card, CardId, Edit, Element, PointId, StageId, Valence},
};

/// A card as it was when it was grabbed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CardGrab {
    pub(super) card: Arc<Card>,
    pub(super) id: CardId,
    pub(super) rect: Rect,
    pub(super) home: Place,
}

/// A point as it was when it was grabbed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PointGrab {
    pub(super) id: PointId,
    pub(super) pos: Pos2,
    /// The zero line of its lane.
    pub(super) zero: f32,
    pub(super) stage: StageId,
    pub(super) at: At,
    pub(super) feeling: Option<Valence>,
    /// It goes along with its card, in time only.
    pub(super) follows: bool,
}

impl CardGrab {
    /// The stage and the place across it, `by` units later; within `reach` units
    /// of where cards stand by themselves it goes there.
    pub(super) fn landing(&self, by: f32, reach: f32, layout: &Layout) -> Place {
        if by == 0.0 {
            return self.home;
        }
        let corner = self.rect.left_top() + vec2(by, 0.0);
        let Some(first) = layout.place(corner, self.rect.width()) else {
            return self.home;
        };
        // A card is as wide as its stage's columns; a pill as its text.
        let is_column = (self.rect.width() - layout.card_width(self.home.stage)).abs() < 0.5;
        let width = if is_column {
            layout.card_width(first.stage)
        } else {
            self.rect.width()
        };
        let place = layout
            .place(corner, width)
            .filter(|place| place.stage == first.stage)
            .unwrap_or(first);
        let at = settled(place.at, layout.free_width(place.stage, width), reach);
        Place {
            at: At::rounded(at.value()),
            ..place
        }
    }
}

impl PointGrab {
    pub(super) fn landing(&self, by: Vec2, unknown_holds: f32, layout: &Layout) -> Option<Edit> {
        let (stage, at) = if by.x == 0.0 {
            (self.stage, self.at)
        } else {
            let (stage, at) = layout.moment(self.pos.x + by.x)?;
            (stage, At::rounded(at.value()))
        };
        let is_unknown_still = self.feeling.is_none() && by.y.abs() < unknown_holds;
        let feeling = if by.y == 0.0 || is_unknown_still {
            self.feeling
        } else {
            let feeling = feeling_from(self.zero, self.pos.y + by.y);
            Some(Valence::clamped((feeling.value() * 100.0).round() / 100.0))
        };
        Some(Edit::PlacePoint {
            point: self.id,
            stage,
            at,
            feeling,
        })
    }
}

/// The selected cards that are laid out.
pub(super) fn grab_cards(seen: Seen<'_>) -> Vec<CardGrab> {
    // Looked up one by one when few, all at once when many.
    let all: Option<BTreeMap<CardId, Rect>> = (seen.selection.len() > 8).then(|| {
        let everywhere = Rect::from_min_size(Pos2::ZERO, seen.layout.size);
        seen.layout.visible_cards(everywhere).collect()
    });
    let rect_of = |id| match &all {
        Some(all) => all.get(&id).copied(),
        None => seen.layout.rect_of(Element::Card(id)),
    };
    let mut cards = Vec::new();
    for stage in &seen.map.stages {
        for card in &stage.cards {
            if !seen.selection.contains(Element::Card(card.id)) {
                continue;
            }
            let home = Place {
                stage: stage.id,
                lane: card.lane,
                at: card.at,
            };
            cards.extend(rect_of(card.id).map(|rect| CardGrab {
                card: Arc::clone(card),
                id: card.id,
                rect,
                home,
            }));
        }
    }
    cards
}

pub(super) fn grab_point(id: PointId, follows: bool, seen: Seen<'_>) -> Option<PointGrab> {
    let (stage, point) = seen.map.point(id)?;
    let mark = seen.layout.point_mark(id);
    let (pos, zero) = match mark {
        Some((mark, pos)) => (pos, pos.y - mark.pos.y),
        // What is not drawn still goes along with its card, in time.
        None if follows => (pos2(seen.layout.x_of(stage.id, point.at)?, 0.0), 0.0),
        None => return None,
    };
    Some(PointGrab {
        id,
        pos,
        zero,
        stage: stage.id,
        at: point.at,
        feeling: point.feeling,
        follows,
    })
}
