//! Copies of cards that can be pasted, and pasting of plain text: lines make
//! cards, a table fills stages by lanes. Pure plans: they say which edits to
//! make and which cards these create.

use std::sync::Arc;

use super::{
    placing::{Maker, card_lanes},
    selection::{Cell, Selection},
};
use crate::model::{At, Card, CardId, Channel, Edit, Element, LaneId, LaneKind, Map, Picture};

/// The most cards that one paste makes.
pub(super) const MOST_PASTED: usize = 5_000;

/// Cards that were copied, in the order of the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    cards: Vec<Copied>,
}

/// A copied card.
#[derive(Clone, Debug, PartialEq)]
struct Copied {
    /// How many stages after the first copied card's.
    stage: usize,
    kind: LaneKind,
    card: Arc<Card>,
    /// The picture it shows: it may be gone when the card is pasted.
    picture: Option<Arc<Picture>>,
}

/// Edits and the cards that they create.
pub(super) type Pasted = (Vec<Edit>, Vec<CardId>);

impl Clip {
    /// Copies the selected cards.
    #[must_use]
    pub fn of(map: &Map, selection: &Selection) -> Self {
        let mut cards = Vec::new();
        let mut first = None;
        for (index, stage) in map.stages.iter().enumerate() {
            for card in &stage.cards {
                let lane = map.lane(card.lane).map(|(place, lane)| (place, lane.kind));
                if let Some((place, kind)) = lane
                    && selection.contains(Element::Card(card.id))
                {
                    let stage = index - *first.get_or_insert(index);
                    let card = Arc::clone(card);
                    let picture = card.picture.as_ref();
                    let picture = picture.and_then(|name| map.pictures.get(name)).cloned();
                    let copied = Copied {
                        stage,
                        kind,
                        card,
                        picture,
                    };
                    cards.push((place, copied));
                }
            }
        }
        cards.sort_by(|(a_lane, a), (b_lane, b)| {
            let at = |copied: &Copied| copied.card.at.value();
            (a.stage, a_lane)
                .cmp(&(b.stage, b_lane))
                .then(at(a).total_cmp(&at(b)))
        });
        Self {
            cards: cards.into_iter().map(|(_, copied)| copied).collect(),
        }
    }

    /// Whether there is nothing to paste.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// The cards as plain text, one a line.
    #[must_use]
    pub fn text(&self) -> String {
        let texts: Vec<String> = self
            .cards
            .iter()
            .map(|copied| copied.card.text.replace('\n', " "))
            .collect();
        texts.join("\n")
    }

    /// Pastes the cards with the first on the target's stage. Cards of one
    /// lane go to the target's lane; others to their own lanes, or to lanes of
    /// the same kind on another map.
    pub(super) fn paste(&self, map: &Map, target: Cell, own_lane: bool) -> Pasted {
        let mut maker = Maker::new(map);
        let mut created = Vec::new();
        let from = map.stage(target.stage).map_or(0, |(index, _)| index);
        let is_one_lane = self
            .cards
            .windows(2)
            .all(|pair| pair[0].card.lane == pair[1].card.lane);
        for copied in &self.cards {
            let index = (from + copied.stage).min(map.stages.len().saturating_sub(1));
            let Some(stage) = map.stages.get(index) else {
                continue;
            };
            let lane = if is_one_lane && !own_lane {
                target.lane
            } else {
                lane_for(copied, map).unwrap_or(target.lane)
            };
            let card = Card {
                lane,
                channel: copied.card.channel.filter(|channel| has(map, *channel)),
                metric: copied.card.metric.filter(|id| map.metric(*id).is_some()),
                picture: pasted_picture(copied, map, &mut maker.edits),
                ..(*copied.card).clone()
            };
            created.push(maker.copy(stage.id, card));
        }
        (maker.edits, created)
    }
}

/// Lines of text as cards of one cell; lines with tabs as a table, its columns
/// over the stages and its rows over the lanes from the target on. What is
/// beyond the last stage or lane goes to the last. `None` when there is no
/// text, or more than [`MOST_PASTED`] cards of it.
pub(super) fn paste_text(text: &str, map: &Map, target: Cell) -> Option<Pasted> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let mut maker = Maker::new(map);
    let mut created = Vec::new();
    let mut add = |cell: Cell, at: f64, text: &str| {
        let card = Card::new(CardId(0), cell.lane, At::clamped(at), text.trim());
        created.push(maker.copy(cell.stage, card));
        created.len() <= MOST_PASTED
    };
    if lines().any(|line| line.contains('\t')) {
        let lanes: Vec<LaneId> = card_lanes(map).map(|lane| lane.id).collect();
        let top = lanes.iter().position(|lane| *lane == target.lane)?;
        let (left, _) = map.stage(target.stage)?;
        for (row, line) in text.lines().enumerate() {
            let lane = *lanes.get((top + row).min(lanes.len() - 1))?;
            for (column, text) in line.split('\t').enumerate() {
                let stage = map
                    .stages
                    .get((left + column).min(map.stages.len() - 1))?
                    .id;
                if !text.trim().is_empty() && !add(Cell { stage, lane }, 0.0, text) {
                    return None;
                }
            }
        }
    } else {
        for (index, line) in lines().enumerate() {
            let at = [0.0, 0.5, 1.0][index % 3];
            if !add(target, at, line) {
                return None;
            }
        }
    }
    (!created.is_empty()).then_some((maker.edits, created))
}

/// The name of a copied card's picture on the map, which gets the picture back
/// if it has lost it.
fn pasted_picture(copied: &Copied, map: &Map, edits: &mut Vec<Edit>) -> Option<String> {
    let name = copied.card.picture.as_ref()?;
    let Some(picture) = &copied.picture else {
        return Some(name.clone());
    };
    let name = match map.pictures.get(name) {
        Some(held) if held == picture => name.clone(),
        _ => map.picture_name(name, picture),
    };
    let add = Edit::AddPicture(name.clone(), Arc::clone(picture));
    if map.pictures.get(&name) != Some(picture) && !edits.contains(&add) {
        edits.push(add);
    }
    Some(name)
}

/// The lane that a copied card goes to: its own, or the first of its kind.
fn lane_for(copied: &Copied, map: &Map) -> Option<LaneId> {
    let own = map.lane(copied.card.lane).map(|(_, lane)| lane);
    let own = own.filter(|lane| lane.kind == copied.kind);
    let like = || map.lanes.iter().find(|lane| lane.kind == copied.kind);
    own.or_else(like).map(|lane| lane.id)
}

/// Whether the map has the channel.
fn has(map: &Map, channel: Channel) -> bool {
    if let Channel::Own(id) = channel {
        map.channels.iter().any(|own| own.id == id)
    } else {
        true
    }
}
