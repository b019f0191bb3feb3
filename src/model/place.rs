//! Many edits at once. The same as one after the other; only that many cards
//! that are placed are found in one walk over the map, so that dragging
//! thousands of them costs what there is, not its square.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    edit::{Edit, EditError},
    id::{CardId, Element, LaneId, StageId},
    map::Map,
    number::At,
    stage::Card,
};

/// So many cards are placed one by one.
const FEW: usize = 8;

/// Where a card is to go.
type Target = (StageId, LaneId, At);

impl Map {
    /// Makes edits one after the other, and says which element the last of
    /// them that created one created.
    ///
    /// # Errors
    /// An id in the edits is not part of the map. The edits before it may have
    /// been made: apply to a copy.
    pub fn apply_all(&mut self, edits: &[Edit]) -> Result<Option<Element>, EditError> {
        let mut created = None;
        let is_place = |edit: &Edit| matches!(edit, Edit::PlaceCard { .. });
        for run in edits.chunk_by(|a, b| is_place(a) && is_place(b)) {
            match targets(run) {
                Some(targets) => self.place_cards(run, targets)?,
                None => {
                    for edit in run {
                        created = self.apply(edit)?.or(created);
                    }
                }
            }
        }
        Ok(created)
    }

    /// Places different cards, as the edits say.
    fn place_cards(
        &mut self,
        edits: &[Edit],
        mut targets: BTreeMap<CardId, Target>,
    ) -> Result<(), EditError> {
        for (stage, lane, _) in targets.values() {
            self.require(Element::Stage(*stage))?;
            self.require(Element::Lane(*lane))?;
        }
        let mut leaving: BTreeMap<CardId, (StageId, Arc<Card>)> = BTreeMap::new();
        for stage in &mut self.stages {
            if !stage
                .cards
                .iter()
                .any(|card| targets.contains_key(&card.id))
            {
                continue;
            }
            let here = stage.id;
            Arc::make_mut(stage).cards.retain_mut(|card| {
                let Some((to, lane, at)) = targets.remove(&card.id) else {
                    return true;
                };
                let placed = Arc::make_mut(card);
                placed.lane = lane;
                placed.at = at;
                if to != here {
                    leaving.insert(card.id, (to, Arc::clone(card)));
                }
                to == here
            });
        }
        if let Some((id, _)) = targets.first_key_value() {
            return Err(EditError::Missing(Element::Card(*id)));
        }
        // They arrive in the order of the edits.
        for edit in edits {
            if let Edit::PlaceCard { card, .. } = edit
                && let Some((to, card)) = leaving.remove(card)
                && let Some(stage) = self.stages.iter_mut().find(|stage| stage.id == to)
            {
                Arc::make_mut(stage).cards.push(card);
            }
        }
        Ok(())
    }
}

/// Where each card goes, when the edits place many different cards and do
/// nothing else.
fn targets(edits: &[Edit]) -> Option<BTreeMap<CardId, Target>> {
    if edits.len() <= FEW {
        return None;
    }
    let mut targets = BTreeMap::new();
    for edit in edits {
        let Edit::PlaceCard {
            card,
            stage,
            lane,
            at,
        } = edit
        else {
            return None;
        };
        if targets.insert(*card, (*stage, *lane, *at)).is_some() {
            return None;
        }
    }
    Some(targets)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::model::stress_map;

    /// Edits that place many cards here and there.
    fn many(map: &Map) -> Vec<Edit> {
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        let places = cards.enumerate().filter(|(index, _)| index % 3 != 0);
        let mut edits: Vec<Edit> = places
            .map(|(index, card)| Edit::PlaceCard {
                card: card.id,
                stage: map.stages[index * 7 % map.stages.len()].id,
                lane: map.lanes[index % map.lanes.len()].id,
                at: At::MAX,
            })
            .collect();
        edits.reverse();
        edits
    }

    #[test]
    fn placing_many_cards_at_once_is_placing_them_one_by_one() {
        let start = stress_map(200);
        let mut edits = many(&start);
        let (mut once, mut each) = (start.clone(), start.clone());
        // And a card that is placed twice.
        for _ in 0..2 {
            assert_eq!(once.apply_all(&edits), Ok(None));
            for edit in &edits {
                each.apply(edit).unwrap();
            }
            assert_eq!(once, each);
            assert_ne!(once, start);
            edits = many(&once);
            edits.push(edits[0].clone());
        }
    }

    #[test]
    fn a_card_stage_or_lane_that_is_missing_is_refused() {
        let start = stress_map(50);
        let edits = many(&start);
        let broken = |change: fn(&mut CardId, &mut StageId, &mut LaneId)| {
            let mut edits = edits.clone();
            if let Some(Edit::PlaceCard {
                card, stage, lane, ..
            }) = edits.get_mut(5)
            {
                change(card, stage, lane);
            }
            start.clone().apply_all(&edits).unwrap_err()
        };
        let missing = EditError::Missing;
        let (card, stage, lane) = (CardId(99_999), StageId(99_999), LaneId(99_999));
        assert_eq!(
            broken(|card, _, _| *card = CardId(99_999)),
            missing(Element::Card(card))
        );
        assert_eq!(
            broken(|_, stage, _| *stage = StageId(99_999)),
            missing(Element::Stage(stage))
        );
        assert_eq!(
            broken(|_, _, lane| *lane = LaneId(99_999)),
            missing(Element::Lane(lane))
        );
    }
}
