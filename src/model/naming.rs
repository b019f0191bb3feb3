//! What the things of a map are called in a sentence: cards by their lane,
//! values by their scale. Knows nothing of who says it.

use super::{
    number::Valence,
    words::{CurveKind, LaneKind},
};

impl LaneKind {
    /// What a card on a lane of this kind is called.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Actions => "action",
            Self::Touchpoints => "touchpoint",
            Self::Thoughts => "thought",
            Self::Quotes => "quote",
            Self::PainPoints => "pain point",
            Self::Opportunities => "opportunity",
            Self::Metrics => "metric",
            Self::Pictures => "picture",
            Self::Emotion
            | Self::Frontstage
            | Self::Backstage
            | Self::SupportProcesses
            | Self::PhysicalEvidence
            | Self::Owners
            | Self::Custom => "card",
        }
    }
}

/// The value of a point as its curve's scale writes it: a feeling from −2 to
/// +2, the tension of a dramatic arc from 1 to 5, or "not known".
#[must_use]
pub fn value_label(kind: CurveKind, value: Option<Valence>) -> String {
    match (kind, value) {
        (CurveKind::Tension, Some(value)) => {
            let number = format!("{:.2}", value.value() + 3.0);
            number.trim_end_matches('0').trim_end_matches('.').into()
        }
        (CurveKind::Emotion, _) | (CurveKind::Tension, None) => feeling_label(value),
    }
}

/// A feeling as the curve's scale writes it: "+1.5", "0", "−2" or "not known".
#[must_use]
pub fn feeling_label(feeling: Option<Valence>) -> String {
    let Some(feeling) = feeling else {
        return "not known".into();
    };
    let value = feeling.value();
    let number = format!("{:.2}", value.abs());
    let number = number.trim_end_matches('0').trim_end_matches('.');
    match number {
        "0" => number.into(),
        _ if value < 0.0 => format!("−{number}"),
        _ => format!("+{number}"),
    }
}
