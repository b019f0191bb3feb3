//! What the columns and rows of a table, the keys of JSON and the headings of a
//! document are about, in the words that people and other tools use. Knows
//! names, not what stands below them.

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
    /// Every meaning, in the order in which lists show them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let first = [
            Self::Stage,
            Self::Step,
            Self::LaneName,
            Self::Text,
            Self::Score,
        ];
        let lanes = LaneKind::ALL.iter().map(|kind| Self::Lane(*kind));
        let details = Detail::ALL.into_iter().map(Self::Detail);
        let all = first
            .into_iter()
            .chain(lanes)
            .chain([Self::About, Self::Duration]);
        all.chain(details).chain([Self::Nothing]).collect()
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

/// Names that mean one thing alone.
const EXACT: [(Meaning, &[&str]); 18] = [
    (
        Meaning::Stage,
        &[
            "stage",
            "stages",
            "phase",
            "phases",
            "journey stage",
            "journey phase",
            "journey stages",
            "journey phases",
            "stage name",
            "phase name",
            "customer journey stage",
            "episode",
            "milestone",
            "chapter",
            "section",
            "phase stage",
            "stage phase",
            "phasen",
            "etapa",
            "fase",
            "étape",
            "단계",
            "阶段",
            "階段",
            "フェーズ",
            "ステージ",
        ],
    ),
    (
        Meaning::Step,
        &[
            "step",
            "steps",
            "sub stage",
            "substage",
            "sub step",
            "moment",
            "step name",
            "schritt",
            "ステップ",
            "步骤",
        ],
    ),
    (
        Meaning::LaneName,
        &[
            "lane",
            "swimlane",
            "swim lane",
            "row",
            "dimension",
            "category",
            "type",
            "layer",
            "lane name",
            "card type",
            "item type",
            "kind",
        ],
    ),
    (
        Meaning::Text,
        &[
            "text",
            "card",
            "content",
            "title",
            "name",
            "label",
            "item",
            "body",
            "value",
            "card text",
            "sticky",
            "sticky note",
        ],
    ),
    (
        Meaning::Score,
        &[
            "score",
            "rating",
            "emotion score",
            "emotion level",
            "emotion value",
            "sentiment score",
            "feeling score",
            "satisfaction score",
            "mood score",
            "emotion rating",
            "valence",
            "emotional score",
            "experience score",
            "level",
            "emotion index",
        ],
    ),
    (
        Meaning::About,
        &[
            "description",
            "about",
            "summary",
            "objective",
            "stage description",
            "definition",
        ],
    ),
    (
        Meaning::Duration,
        &[
            "duration",
            "time",
            "timing",
            "timeline",
            "time frame",
            "timeframe",
            "how long",
            "dauer",
            "days",
        ],
    ),
    (
        Meaning::Detail(Detail::Note),
        &[
            "note", "notes", "comment", "comments", "details", "remarks", "remark",
        ],
    ),
    (
        Meaning::Detail(Detail::Channel),
        &["channel", "medium", "device", "platform"],
    ),
    (
        Meaning::Detail(Detail::Owner),
        &["owner", "responsible", "assignee", "accountable"],
    ),
    (
        Meaning::Detail(Detail::Evidence),
        &["evidence level", "confidence", "certainty"],
    ),
    (
        Meaning::Detail(Detail::Source),
        &["source", "sources", "research source", "reference"],
    ),
    (
        Meaning::Detail(Detail::Wait),
        &["wait", "wait time", "waiting time", "delay"],
    ),
    (
        Meaning::Detail(Detail::Severity),
        &["severity", "pain level", "criticality"],
    ),
    (
        Meaning::Detail(Detail::Impact),
        &["impact", "benefit", "business value"],
    ),
    (
        Meaning::Detail(Detail::Effort),
        &["effort", "complexity", "cost"],
    ),
    (
        Meaning::Detail(Detail::Status),
        &["status", "state", "progress"],
    ),
    (
        Meaning::Detail(Detail::MomentOfTruth),
        &[
            "moment of truth",
            "mot",
            "is moment of truth",
            "critical moment",
            "magic moment",
            "key moment",
            "moment that matters",
        ],
    ),
];

/// Parts of names that tell a kind of lane, the surest first.
const PARTS: [(LaneKind, &[&str]); 15] = [
    (
        LaneKind::Opportunities,
        &[
            "opportunit",
            "improvement",
            "how might we",
            "hmw",
            "idea",
            "recommend",
            "solution",
            "chancen",
            "oportunidad",
            "기회",
            "机会",
            "機会",
        ],
    ),
    (
        LaneKind::PainPoints,
        &[
            "pain",
            "friction",
            "barrier",
            "frustration",
            "obstacle",
            "challenge",
            "problem",
            "schmerz",
            "dolor",
            "痛点",
            "課題",
            "페인",
        ],
    ),
    (
        LaneKind::Touchpoints,
        &[
            "touchpoint",
            "touch point",
            "kontaktpunkt",
            "channel",
            "contact point",
            "puntos de contacto",
            "접점",
            "터치포인트",
            "触点",
            "接触点",
            "タッチポイント",
        ],
    ),
    (
        LaneKind::Emotion,
        &[
            "emotion",
            "feeling",
            "mood",
            "sentiment",
            "emocion",
            "gefühl",
            "감정",
            "情绪",
            "感情",
        ],
    ),
    (
        LaneKind::Thoughts,
        &[
            "thought",
            "thinking",
            "mindset",
            "question",
            "gedanken",
            "pensamiento",
            "생각",
            "想法",
            "思考",
        ],
    ),
    (
        LaneKind::Quotes,
        &["quote", "verbatim", "voice of", "zitat"],
    ),
    (
        LaneKind::Metrics,
        &[
            "metric", "kpi", "measure", "kennzahl", "지표", "指标", "指標",
        ],
    ),
    (
        LaneKind::Frontstage,
        &[
            "front stage",
            "frontstage",
            "onstage",
            "on stage",
            "front of stage",
            "visible",
        ],
    ),
    (
        LaneKind::Backstage,
        &[
            "back stage",
            "backstage",
            "offstage",
            "off stage",
            "behind the scenes",
            "internal action",
            "invisible",
        ],
    ),
    (
        LaneKind::SupportProcesses,
        &[
            "support process",
            "supporting",
            "systems",
            "technology",
            "back end",
        ],
    ),
    (
        LaneKind::PhysicalEvidence,
        &[
            "physical evidence",
            "artifact",
            "artefact",
            "props",
            "tangible",
        ],
    ),
    (
        LaneKind::Pictures,
        &["storyboard", "picture", "image", "photo", "screenshot"],
    ),
    (
        LaneKind::Owners,
        &[
            "responsib",
            "ownership",
            "owner",
            "department",
            "stakeholder",
        ],
    ),
    (
        LaneKind::Actions,
        &[
            "action",
            "activit",
            "doing",
            "behavior",
            "behaviour",
            "task",
            "aktivität",
            "handlung",
            "행동",
            "行动",
            "行動",
            "what they do",
            "user does",
            "customer does",
        ],
    ),
    (
        LaneKind::Custom,
        &["goal", "need", "expectation", "motivation"],
    ),
];

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

/// Words that name stages of a journey rather than anything else.
const STAGE_NAMES: [&str; 46] = [
    "awareness",
    "discovery",
    "discover",
    "consideration",
    "consider",
    "research",
    "decision",
    "decide",
    "purchase",
    "buy",
    "acquisition",
    "onboarding",
    "first use",
    "use",
    "usage",
    "retention",
    "loyalty",
    "advocacy",
    "advocate",
    "support",
    "service",
    "renewal",
    "expansion",
    "evaluation",
    "evaluate",
    "delivery",
    "post purchase",
    "before",
    "during",
    "after",
    "interest",
    "compare",
    "comparison",
    "entice",
    "enter",
    "engage",
    "exit",
    "extend",
    "engagement",
    "signup",
    "sign up",
    "adoption",
    "inspire",
    "search",
    "booking",
    "arrival",
];

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
