//! Names for the things of a map. Ids are small numbers, minted by the map,
//! saved in its file, and never told to the user.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::words::Divider;

/// Defines an id type: a number that cannot be mistaken for another kind of id.
macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

id!(
    /// Names a stage.
    StageId,
    /// Names a lane.
    LaneId,
    /// Names a card.
    CardId,
    /// Names an emotion point.
    PointId,
    /// Names an emotion curve.
    CurveId,
    /// Names a persona.
    PersonaId,
    /// Names a channel of the map's own.
    ChannelId,
    /// Names a piece of feedback.
    FeedbackId,
    /// Names a metric.
    MetricId,
);

/// Anything of a map that can be selected, renamed or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// The header of the map: its title, scenario, goal and so on.
    Header,
    /// A persona.
    Persona(PersonaId),
    /// A stage.
    Stage(StageId),
    /// A lane.
    Lane(LaneId),
    /// A card on any lane; on a touchpoint lane, a touchpoint.
    Card(CardId),
    /// A point of an emotion curve.
    Point(PointId),
    /// An emotion curve.
    Curve(CurveId),
    /// A line between lanes; a map has at most one of a kind.
    Divider(Divider),
}

/// The next free id of a map. It is derived when a map is read, not saved,
/// and two maps that differ in it alone are the same map.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mint(pub u32);

impl PartialEq for Mint {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
