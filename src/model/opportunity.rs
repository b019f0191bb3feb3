//! Opportunities: the cards of opportunity lanes in the order of their worth,
//! and what their impact and effort together make of them. Knows no picture.

use std::{cmp::Reverse, sync::Arc};

use super::{
    map::Map,
    number::Level,
    stage::{Card, Stage},
    words::LaneKind,
};

/// An opportunity with where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opportunity<'a> {
    /// The place of its stage.
    pub index: usize,
    /// Its stage.
    pub stage: &'a Arc<Stage>,
    /// Its card.
    pub card: &'a Arc<Card>,
}

/// What impact and effort together make of an opportunity. The words are those
/// of the action priority matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quadrant {
    /// High impact, little effort: first.
    QuickWin,
    /// High impact, much effort: planned well.
    BigBet,
    /// Low impact, little effort: when there is time.
    FillIn,
    /// Low impact, much effort: left alone.
    MoneyPit,
}

impl Quadrant {
    /// All four, from the top left, row by row.
    pub const ALL: [Self; 4] = [Self::QuickWin, Self::BigBet, Self::FillIn, Self::MoneyPit];

    /// What those in it are called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::QuickWin => "Quick wins",
            Self::BigBet => "Big bets",
            Self::FillIn => "Fill-ins",
            Self::MoneyPit => "Money pits",
        }
    }

    /// The one of an impact and an effort; `None` in the middle of either.
    #[must_use]
    pub const fn of(impact: Level, effort: Level) -> Option<Self> {
        match (impact.value(), effort.value()) {
            (4.., ..=2) => Some(Self::QuickWin),
            (4.., 4..) => Some(Self::BigBet),
            (..=2, ..=2) => Some(Self::FillIn),
            (..=2, 4..) => Some(Self::MoneyPit),
            (3, _) | (_, 3) => None,
        }
    }
}

impl Opportunity<'_> {
    /// Impact and effort, when both are set.
    #[must_use]
    pub fn place(&self) -> Option<(Level, Level)> {
        Some((self.card.impact?, self.card.effort?))
    }
}

impl Map {
    /// The cards on opportunity lanes, hidden ones too, those worth most first:
    /// by impact from high to low, then by effort from low to high, what is not
    /// set last; then in the order of the journey.
    #[must_use]
    pub fn opportunities(&self) -> Vec<Opportunity<'_>> {
        let lanes = self.lanes.iter();
        let lanes = lanes.filter(|lane| lane.kind == LaneKind::Opportunities);
        let lanes: Vec<_> = lanes.map(|lane| lane.id).collect();
        let mut found: Vec<Opportunity<'_>> = Vec::new();
        for (index, stage) in self.stages.iter().enumerate() {
            let start = found.len();
            let cards = stage.cards.iter().filter(|card| lanes.contains(&card.lane));
            found.extend(cards.map(|card| Opportunity { index, stage, card }));
            if let Some(of_stage) = found.get_mut(start..) {
                of_stage.sort_by(|a, b| {
                    let by_time = a.card.at.value().total_cmp(&b.card.at.value());
                    by_time.then(a.card.id.cmp(&b.card.id))
                });
            }
        }
        found.sort_by_key(|held| {
            let Card { impact, effort, .. } = **held.card;
            (Reverse(impact), effort.is_none(), effort)
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{At, CardId, Lane, LaneId, StageId};

    fn level(value: u8) -> Option<Level> {
        Level::try_from(value).ok()
    }

    #[test]
    fn those_with_most_impact_for_least_effort_come_first_and_unset_ones_last() {
        let mut map = Map::default();
        let lane = LaneId(1);
        map.lanes
            .push(Lane::new(lane, LaneKind::Opportunities, "Ideas"));
        let mut stage = Stage::new(StageId(2), "Use");
        for (id, impact, effort) in [
            (10, None, level(1)),
            (11, level(5), None),
            (12, level(5), level(4)),
            (13, level(2), level(1)),
            (14, level(5), level(1)),
        ] {
            let mut card = Card::new(CardId(id), lane, At::default(), "idea");
            (card.impact, card.effort) = (impact, effort);
            stage.cards.push(Arc::new(card));
        }
        map.stages.push(Arc::new(stage));
        let order: Vec<u32> = map.opportunities().iter().map(|it| it.card.id.0).collect();
        assert_eq!(order, [14, 12, 11, 13, 10]);
    }

    #[test]
    fn quadrants_meet_in_the_middle_which_belongs_to_none() {
        let of = |impact, effort| {
            let (impact, effort) = (level(impact)?, level(effort)?);
            Quadrant::of(impact, effort)
        };
        assert_eq!(of(5, 1), Some(Quadrant::QuickWin));
        assert_eq!(of(4, 4), Some(Quadrant::BigBet));
        assert_eq!(of(2, 2), Some(Quadrant::FillIn));
        assert_eq!(of(1, 5), Some(Quadrant::MoneyPit));
        assert_eq!(of(3, 1), None);
        assert_eq!(of(5, 3), None);
    }
}
