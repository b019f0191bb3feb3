//! Dot votes: while a vote is on, what is pressed on a card gives it a dot or
//! takes one away. The votes are a part of the map, one undo step each; that a
//! vote is on is not.

use emath::Pos2;

use super::{selection::Selection, session::Editor, tool::Tool};
use crate::{
    layout::Hit,
    model::{CardField, CardId, Edit, Element, Map},
};

/// The most cards that a ranking lists.
const RANKED: usize = 10;

/// The cards with the most votes, the most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// At most ten, and those of a rank in the order of the map.
    pub cards: Vec<Ranked>,
    /// How many more have as many votes as the last one of them.
    pub as_many: usize,
    /// All votes on the map.
    pub votes: u64,
}

/// A card among those with the most votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// From 1. Cards with as many votes share a rank, and the next one is
    /// counted on: 1, 2, 2, 4.
    pub rank: usize,
    /// Which card.
    pub card: CardId,
    /// At least 1.
    pub votes: u32,
}

impl Ranking {
    /// The ranking of the cards of a map.
    #[must_use]
    pub fn of(map: &Map) -> Self {
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        let mut voted: Vec<(u32, CardId)> = cards
            .filter(|card| card.votes > 0)
            .map(|card| (card.votes, card.id))
            .collect();
        // Stable: within a rank the order is that of the map.
        voted.sort_by_key(|(votes, _)| std::cmp::Reverse(*votes));
        let mut ranked: Vec<Ranked> = Vec::new();
        for (index, (votes, card)) in voted.iter().take(RANKED).enumerate() {
            let before = ranked.last().filter(|before| before.votes == *votes);
            ranked.push(Ranked {
                rank: before.map_or(index + 1, |before| before.rank),
                card: *card,
                votes: *votes,
            });
        }
        let least = ranked.last().map(|last| last.votes);
        let beyond = voted.iter().skip(RANKED);
        Self {
            as_many: beyond.filter(|(votes, _)| Some(*votes) == least).count(),
            votes: voted.iter().map(|(votes, _)| u64::from(*votes)).sum(),
            cards: ranked,
        }
    }
}

impl Editor {
    /// Whether a vote is on: what is pressed on a card is a dot then.
    #[must_use]
    pub fn is_voting(&self) -> bool {
        self.voting
    }

    /// Begins a vote, or ends it. The dots stay.
    pub fn set_voting(&mut self, on: bool) {
        self.settle();
        self.cancel();
        self.voting = on;
    }

    /// Gives a card a dot, or takes one away, as one step. The votes that it
    /// has now; none when there is no such card, or nothing to take away.
    pub fn vote(&mut self, card: CardId, more: bool) -> Option<u32> {
        let had = self.map().card(card)?.1.votes;
        let (has, label) = if more {
            (had.checked_add(1)?, "vote")
        } else {
            (had.checked_sub(1)?, "take a vote away")
        };
        let edit = Edit::SetCard(card, CardField::Votes(has));
        self.run(&[edit], label).ok().map(|_| has)
    }

    /// While a vote is on, what a press at a place of the map or the page
    /// means: a dot for the card that is there, or one less. True when that
    /// was a card. The card becomes the one that the keyboard speaks of.
    pub fn vote_at(&mut self, pos: Pos2, more: bool) -> bool {
        if !self.voting || self.interaction.tool() != Tool::Select {
            return false;
        }
        let hit = self.layout().hit(pos, 4.0 * self.view.pixel());
        let Hit::Card(card) = hit else {
            return false;
        };
        // A card without votes has none to take away.
        let _ = self.vote(card, more);
        if !self.is_presenting() {
            self.select(Selection::one(Element::Card(card)));
        }
        true
    }

    /// Takes the votes of all cards away, as one step.
    pub(super) fn clear_votes(&mut self) {
        let stages = self.map().stages.iter();
        let cards = stages.flat_map(|stage| &stage.cards);
        let edits: Vec<Edit> = cards
            .filter(|card| card.votes > 0)
            .map(|card| Edit::SetCard(card.id, CardField::Votes(0)))
            .collect();
        if !edits.is_empty() {
            // A refusal is kept as trouble.
            let _ = self.run(&edits, "clear all votes");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::stress_map;

    /// A map whose first cards have so many votes.
    fn voted(votes: &[u32]) -> (Map, Vec<CardId>) {
        let mut map = stress_map(60);
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        let ids: Vec<CardId> = cards.map(|card| card.id).take(votes.len()).collect();
        for (id, votes) in ids.iter().zip(votes) {
            let edit = Edit::SetCard(*id, CardField::Votes(*votes));
            assert!(map.apply(&edit).is_ok());
        }
        (map, ids)
    }

    #[test]
    fn cards_with_as_many_votes_share_a_rank_and_the_next_is_counted_on() {
        let (map, ids) = voted(&[2, 7, 0, 2, 1]);
        let ranking = Ranking::of(&map);
        let told: Vec<_> = ranking.cards.iter().map(|it| (it.rank, it.card)).collect();
        assert_eq!(told, [(1, ids[1]), (2, ids[0]), (2, ids[3]), (4, ids[4])]);
        assert_eq!((ranking.votes, ranking.as_many), (12, 0));
        assert_eq!(Ranking::of(&stress_map(3)), Ranking::default());
    }

    #[test]
    fn a_tie_at_the_end_of_the_list_is_said() {
        let (map, _) = voted(&[3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        let ranking = Ranking::of(&map);
        assert_eq!((ranking.cards.len(), ranking.as_many), (10, 2));
        assert!(ranking.cards.iter().skip(1).all(|ranked| ranked.rank == 2));
    }

    #[test]
    fn a_dot_is_one_step_and_none_is_taken_from_nothing() {
        let (map, ids) = voted(&[1]);
        let mut editor = Editor::new(map);
        assert_eq!(editor.vote(ids[0], true), Some(2));
        assert_eq!(editor.document.undo_steps(), 1);
        editor.undo();
        assert_eq!(editor.vote(ids[0], false), Some(0));
        assert_eq!(editor.vote(ids[0], false), None);
        assert_eq!(editor.document.undo_steps(), 1);
        assert_eq!(editor.vote(CardId(u32::MAX), true), None);
        assert!(editor.take_trouble().is_none());
    }

    #[test]
    fn all_votes_are_cleared_in_one_step() {
        let (map, _) = voted(&[4, 1, 9]);
        let mut editor = Editor::new(map);
        let before = Arc::clone(editor.map());
        editor.clear_votes();
        assert_eq!(Ranking::of(editor.map()).votes, 0);
        assert_eq!(editor.document.undo_steps(), 1);
        editor.undo();
        assert_eq!(*editor.map(), before);
    }
}
