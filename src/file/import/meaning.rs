//! What the columns and rows of a table, the keys of JSON and the headings of a
//! document are about, in the words that people and other tools use. Knows
//! names, not what stands below them.

mod answer;
mod names;
mod shape;

pub(super) use self::answer::is_id;
pub use self::{answer::Answer, shape::Shape};

use self::names::{EXACT, PARTS, STAGE_NAMES};
use super::Layout;
use crate::{
    file::table::labels::{folded, kind_of},
    model::LaneKind,
};

/// What a column or row is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// Names the stage.
    Stage,
    /// Names a step within the stage: a card on a lane of actions.
    Step,
    /// Names the lane of a card.
    LaneName,
    /// The text of a card.
    Text,
    /// The cards of a lane of this kind; of emotion, feelings.
    Lane(LaneKind),
    /// How the moment feels, as a number beside its word.
    Score,
    /// What the stage is about.
    About,
    /// How long the stage takes.
    Duration,
    /// A detail of the row's card.
    Detail(Detail),
    /// A number that the rows are put in order by.
    Order,
    /// A part of what a customer said.
    Answer(Answer),
    /// A part of a shape or line of a flow chart.
    Shape(Shape),
    /// Left out.
    Nothing,
}

/// A detail of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// More about it.
    Note,
    /// Through what it happens.
    Channel,
    /// Who answers for it.
    Owner,
    /// How well it is known.
    Evidence,
    /// Where that is known from.
    Source,
    /// How long the customer waits.
    Wait,
    /// How much it hurts, 1 to 5.
    Severity,
    /// How much it would help, 1 to 5.
    Impact,
    /// How much it would take, 1 to 5.
    Effort,
    /// How far work on it has come.
    Status,
    /// Whether it decides how the journey is remembered.
    MomentOfTruth,
}

impl Meaning {
    /// The meanings that make a difference in a table that lies this way, in
    /// the order in which lists show them.
    #[must_use]
    pub fn choices(layout: Layout) -> Vec<Self> {
        let lanes = || LaneKind::ALL.iter().map(|kind| Self::Lane(*kind));
        let mut choices: Vec<Self> = Vec::new();
        match layout {
            Layout::StagesAcross => {
                choices.extend(lanes());
                choices.extend([Self::Score, Self::About, Self::Duration]);
            }
            Layout::StagesDown => {
                choices.extend([Self::Stage, Self::Step]);
                choices.extend(lanes());
                choices.extend([Self::Score, Self::About, Self::Duration, Self::Order]);
            }
            Layout::Cards => {
                choices.extend([Self::Stage, Self::LaneName, Self::Text, Self::Score]);
                choices.extend(lanes());
                choices.extend([Self::About, Self::Duration]);
                choices.extend(Detail::ALL.map(Self::Detail));
                choices.push(Self::Order);
            }
            Layout::Flow => choices.extend(Shape::ALL.map(Self::Shape)),
            Layout::Feedback => choices.extend(Answer::ALL.map(Self::Answer)),
        }
        choices.push(Self::Nothing);
        choices
    }

    /// Whether one column alone can have this meaning. Of several that are chosen
    /// for it, the first has it.
    #[must_use]
    pub const fn is_single(self) -> bool {
        match self {
            Self::Stage | Self::LaneName | Self::Text | Self::Score | Self::Order => true,
            Self::Answer(answer) => answer.is_single(),
            Self::Shape(shape) => shape.is_single(),
            Self::Step
            | Self::Lane(_)
            | Self::About
            | Self::Duration
            | Self::Detail(_)
            | Self::Nothing => false,
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stage => "Stage",
            Self::Step => "Step of a stage",
            Self::LaneName => "Name of the lane",
            Self::Text => "Text of the card",
            Self::Lane(kind) => kind.label(),
            Self::Score => "Score of the feeling",
            Self::About => "About the stage",
            Self::Duration => "Duration of the stage",
            Self::Detail(detail) => detail.label(),
            Self::Order => "Order of the rows",
            Self::Answer(answer) => answer.label(),
            Self::Shape(shape) => shape.label(),
            Self::Nothing => "Left out",
        }
    }

    /// What a name says; `None` for one that says nothing known.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let word = plain_name(name);
        let list = EXACT
            .iter()
            .find(|(_, words)| words.contains(&word.as_str()));
        list.map(|(meaning, _)| *meaning)
            .or_else(|| kind_like(&word).map(Self::Lane))
    }
}

impl Detail {
    /// Every detail.
    pub const ALL: [Self; 11] = [
        Self::Note,
        Self::Channel,
        Self::Owner,
        Self::Evidence,
        Self::Source,
        Self::Wait,
        Self::Severity,
        Self::Impact,
        Self::Effort,
        Self::Status,
        Self::MomentOfTruth,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Note => "Note of the card",
            Self::Channel => "Channel of the card",
            Self::Owner => "Owner of the card",
            Self::Evidence => "Evidence of the card",
            Self::Source => "Source of the card",
            Self::Wait => "Wait at the card",
            Self::Severity => "Severity of the card",
            Self::Impact => "Impact of the card",
            Self::Effort => "Effort of the card",
            Self::Status => "Status of the card",
            Self::MomentOfTruth => "Moment of truth",
        }
    }
}

/// A name as it is looked up: in lower case, `_` and `camelCase` as blanks,
/// without what stands in brackets at its end or numbers before it.
pub(super) fn plain_name(name: &str) -> String {
    let name = name.trim();
    let bare = name.split_once('(').map_or(name, |(bare, _)| bare).trim();
    let name = if bare.is_empty() { name } else { bare };
    let mut spaced = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if matches!(c, '_' | '-' | '/' | '.') {
            ' '
        } else {
            c
        });
        before = c;
    }
    let word = folded(&spaced);
    let bare = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if bare.is_empty() {
        word.clone()
    } else {
        bare.to_owned()
    }
}

/// The kind of lane that a name speaks of, also by a part of it.
pub(super) fn kind_like(name: &str) -> Option<LaneKind> {
    let word = plain_name(name);
    if word.chars().count() > 48 {
        return None;
    }
    kind_of(&word).or_else(|| {
        let is_in = |part: &&&str| {
            let mut places = word.match_indices(**part);
            let starts = |at: usize| {
                !word
                    .get(..at)
                    .unwrap_or_default()
                    .ends_with(char::is_alphanumeric)
            };
            places.any(|(at, _)| starts(at) || !part.is_ascii())
        };
        let mut lists = PARTS.iter();
        lists
            .find(|(_, parts)| parts.iter().any(|part| is_in(&part)))
            .map(|(kind, _)| *kind)
    })
}

/// Whether a name is one of a stage, as journeys often have them.
pub(super) fn is_stage_name(name: &str) -> bool {
    let word = plain_name(name);
    STAGE_NAMES.contains(&word.as_str())
        || word
            .strip_prefix("stage ")
            .or_else(|| word.strip_prefix("phase "))
            .is_some()
}

/// A fact about the whole map that a name speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Title,
    Purpose,
    Scenario,
    Goal,
    Scope,
    Expectations,
    Owner,
    Kind,
    Persona,
}

impl Fact {
    /// The fact that a name speaks of.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match plain_name(name).as_str() {
            "title" | "journey" | "journey name" | "map" | "map name" | "map title"
            | "journey title" | "project" => Self::Title,
            "purpose" | "overview" | "summary" | "introduction" | "about" | "context"
            | "background" => Self::Purpose,
            "scenario" | "situation" | "description" | "story" | "user story" => Self::Scenario,
            "goal" | "goals" | "user goal" | "customer goal" | "objective" | "job to be done"
            | "jtbd" => Self::Goal,
            "scope" => Self::Scope,
            "expectations" | "expectation" => Self::Expectations,
            "owner" | "journey owner" | "author" => Self::Owner,
            "kind" | "map type" | "journey type" | "state" => Self::Kind,
            "persona" | "personas" | "actor" | "user" | "customer" | "target user"
            | "customer segment" | "segment" => Self::Persona,
            _ => return None,
        })
    }
}

/// A key as people write it: `painPoints` is “Pain points”.
pub(super) fn heading(key: &str) -> String {
    let is_key =
        !key.contains(' ') && (key.contains('_') || key.starts_with(|c: char| c.is_lowercase()));
    if !is_key {
        return key.to_owned();
    }
    let word = plain_name(key);
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
