//! Maps to start from.

use std::sync::Arc;

use super::{
    id::{CurveId, LaneId, StageId},
    map::{Curve, Lane, Map},
    stage::Stage,
    words::LaneKind,
};

/// A map to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Awareness to advocacy with the usual lanes, and nothing on them.
    FiveStages,
    /// One empty stage and one lane.
    Blank,
}

impl Template {
    /// Every template, the usual one first.
    pub const ALL: [Self; 2] = [Self::FiveStages, Self::Blank];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FiveStages => "Five stages",
            Self::Blank => "Blank",
        }
    }

    /// The name for the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::FiveStages => "five-stages",
            Self::Blank => "blank",
        }
    }

    /// The map.
    #[must_use]
    pub fn map(self) -> Map {
        match self {
            Self::FiveStages => starting_map(
                &[
                    "Awareness",
                    "Consideration",
                    "Decision",
                    "Retention",
                    "Advocacy",
                ],
                &[
                    (LaneKind::Actions, "Doing"),
                    (LaneKind::Touchpoints, "Touchpoints"),
                    (LaneKind::Emotion, "Emotion"),
                    (LaneKind::Thoughts, "Thinking"),
                    (LaneKind::PainPoints, "Pain points"),
                    (LaneKind::Opportunities, "Opportunities"),
                ],
            ),
            Self::Blank => starting_map(&["First stage"], &[(LaneKind::Actions, "Doing")]),
        }
    }
}

/// An untitled map of stages and lanes, with one emotion curve.
fn starting_map(stages: &[&str], lanes: &[(LaneKind, &str)]) -> Map {
    let mut ids = 1..;
    let mut mint = || ids.next().unwrap_or(u32::MAX);
    let mut map = Map {
        title: "Untitled journey".into(),
        ..Map::default()
    };
    map.lanes = lanes
        .iter()
        .map(|(kind, name)| Lane::new(LaneId(mint()), *kind, *name))
        .collect();
    map.curves = vec![Curve::new(CurveId(mint()), "Emotion")];
    map.stages = stages
        .iter()
        .map(|name| Arc::new(Stage::new(StageId(mint()), *name)))
        .collect();
    map.restore_mint();
    map
}
