//! How much of what is known of a card is written on it: a part of the map,
//! because a picture shows what the screen shows. What a card holds stays.

use serde::{Deserialize, Serialize};

use super::{stage::Card, words::LaneKind};

/// What cards show beside their text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Details {
    /// Text, channel and moment of truth only: the smallest cards, so the
    /// largest text on a slide.
    Text,
    /// Also how much it hurts (severity), what it is worth (impact and
    /// effort), and where a metric comes from and should go.
    #[default]
    Key,
    /// Also channel, status, wait, owner and evidence: to work with the map.
    All,
}

impl Details {
    /// Every choice, from the least to the most.
    pub const EVERY: [Self; 3] = [Self::Text, Self::Key, Self::All];

    /// The least choice that shows a severity, impact, effort or metric's past.
    #[must_use]
    pub const fn shows_key(self) -> bool {
        matches!(self, Self::Key | Self::All)
    }

    /// What of a card's details is set and not written on it, in words, on a
    /// lane of a kind: touchpoints and owners always show their channel's icon.
    #[must_use]
    pub fn hidden(self, card: &Card, kind: LaneKind) -> Vec<&'static str> {
        let has_icon = matches!(kind, LaneKind::Touchpoints | LaneKind::Owners);
        let key = [
            ("severity", card.severity.is_some()),
            ("impact", card.impact.is_some()),
            ("effort", card.effort.is_some()),
        ];
        let rest = [
            ("channel", card.channel.is_some() && !has_icon),
            ("status", card.status.is_some()),
            ("wait", !card.wait.trim().is_empty()),
            ("owner", !card.owner.trim().is_empty()),
            ("evidence", card.evidence.is_some()),
        ];
        let key = key.into_iter().filter(|_| !self.shows_key());
        let rest = rest.into_iter().filter(|_| self != Self::All);
        let set = key.chain(rest).filter(|(_, is_set)| *is_set);
        set.map(|(word, _)| word).collect()
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Text => "Text only",
            Self::Key => "Key details",
            Self::All => "All details",
        }
    }

    /// The name for the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Key => "key",
            Self::All => "all",
        }
    }
}
