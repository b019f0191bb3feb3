//! The tools of the rail: what the next click on the canvas makes.

use crate::model::LaneKind;

/// What a click on the canvas does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// Selects and moves.
    #[default]
    Select,
    /// Adds a touchpoint.
    Touchpoint,
    /// Adds a card to the lane that is clicked.
    Card,
    /// Adds an emotion point.
    EmotionPoint,
    /// Adds a pain point.
    PainPoint,
    /// Adds an opportunity.
    Opportunity,
    /// Adds a thought.
    Thought,
    /// Adds a metric.
    Metric,
}

impl Tool {
    /// Every tool, in the order of the rail.
    pub const ALL: [Self; 8] = [
        Self::Select,
        Self::Touchpoint,
        Self::Card,
        Self::EmotionPoint,
        Self::PainPoint,
        Self::Opportunity,
        Self::Thought,
        Self::Metric,
    ];

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Select => "Select",
            Self::Touchpoint => "Touchpoint",
            Self::Card => "Card",
            Self::EmotionPoint => "Emotion point",
            Self::PainPoint => "Pain point",
            Self::Opportunity => "Opportunity",
            Self::Thought => "Thought",
            Self::Metric => "Metric",
        }
    }

    /// The kind of lane its card belongs to; `None` when any lane will do or
    /// no card is made.
    #[must_use]
    pub const fn lane_kind(self) -> Option<LaneKind> {
        match self {
            Self::Select | Self::Card => None,
            Self::Touchpoint => Some(LaneKind::Touchpoints),
            Self::EmotionPoint => Some(LaneKind::Emotion),
            Self::PainPoint => Some(LaneKind::PainPoints),
            Self::Opportunity => Some(LaneKind::Opportunities),
            Self::Thought => Some(LaneKind::Thoughts),
            Self::Metric => Some(LaneKind::Metrics),
        }
    }
}
