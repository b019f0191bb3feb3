//! Copies of cards that can be pasted, and pasting of plain text: lines make
//! cards, a table fills stages by lanes.

use std::sync::Arc;

use crate::model::Card;

/// Cards that were copied, in the order of the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    pub(super) cards: Vec<Arc<Card>>,
}

impl Clip {
    /// Whether there is nothing to paste.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// The cards as plain text, one a line.
    #[must_use]
    pub fn text(&self) -> String {
        let texts: Vec<_> = self.cards.iter().map(|card| card.text.as_str()).collect();
        texts.join("\n")
    }
}
