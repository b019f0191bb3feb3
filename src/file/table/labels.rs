//! What lanes are called in the field, in other tools and in older maps: which
//! kind of lane a label speaks of.

use crate::model::LaneKind;

/// Other words for the kinds of lane, in lower case and without signs. The
/// names of the kinds themselves need not stand here.
const WORDS: &[(LaneKind, &[&str])] = &[
    (
        LaneKind::Actions,
        &[
            "action",
            "customer actions",
            "user actions",
            "doing",
            "do",
            "does",
            "activities",
            "activity",
            "behavior",
            "behaviour",
            "steps",
            "step",
            "tasks",
            "task",
            "what they do",
            "process",
        ],
    ),
    (
        LaneKind::Touchpoints,
        &[
            "touchpoint",
            "touch points",
            "touch point",
            "channel",
            "channels",
            "contact points",
            "interactions",
            "where",
        ],
    ),
    (
        LaneKind::Emotion,
        &[
            "emotions",
            "feeling",
            "feelings",
            "feel",
            "mood",
            "sentiment",
            "satisfaction",
            "emotional journey",
            "emotion curve",
            "experience",
        ],
    ),
    (
        LaneKind::Thoughts,
        &[
            "thought",
            "thinking",
            "think",
            "thinks",
            "mindset",
            "questions",
            "what they think",
        ],
    ),
    (
        LaneKind::Quotes,
        &[
            "quote",
            "verbatim",
            "verbatims",
            "saying",
            "says",
            "voice of the customer",
            "voc",
        ],
    ),
    (
        LaneKind::PainPoints,
        &[
            "pain point",
            "pains",
            "pain",
            "painpoints",
            "problems",
            "problem",
            "frustrations",
            "frustration",
            "barriers",
            "issues",
            "friction",
            "obstacles",
        ],
    ),
    (
        LaneKind::Opportunities,
        &[
            "opportunity",
            "ideas",
            "idea",
            "improvements",
            "solutions",
            "solution",
            "recommendations",
            "gains",
        ],
    ),
    (
        LaneKind::Metrics,
        &[
            "metric",
            "kpi",
            "kpis",
            "measures",
            "measurements",
            "numbers",
            "success metrics",
        ],
    ),
    (
        LaneKind::Pictures,
        &[
            "picture",
            "images",
            "image",
            "photos",
            "storyboard",
            "scenes",
        ],
    ),
    (
        LaneKind::Frontstage,
        &[
            "front stage",
            "onstage",
            "on stage",
            "frontstage actions",
            "employee actions",
            "visible actions",
            "onstage actions",
        ],
    ),
    (
        LaneKind::Backstage,
        &[
            "back stage",
            "offstage",
            "off stage",
            "backstage actions",
            "invisible actions",
            "internal actions",
            "behind the scenes",
        ],
    ),
    (
        LaneKind::SupportProcesses,
        &[
            "support process",
            "support",
            "supporting processes",
            "systems",
            "internal systems",
            "technology",
            "partners",
        ],
    ),
    (
        LaneKind::PhysicalEvidence,
        &[
            "evidence",
            "props",
            "artifacts",
            "artefacts",
            "tangibles",
            "materials",
        ],
    ),
    (
        LaneKind::Owners,
        &[
            "owner",
            "responsible",
            "responsibility",
            "responsibilities",
            "ownership",
            "teams",
            "team",
            "department",
            "departments",
            "roles",
            "who",
        ],
    ),
    (LaneKind::Custom, &["other", "notes", "note", "comments"]),
];

/// The kind that a label speaks of; `None` when it says none.
pub(crate) fn kind_of(label: &str) -> Option<LaneKind> {
    let word = folded(label);
    let own = LaneKind::ALL.iter().copied();
    own.clone()
        .find(|kind| folded(kind.label()) == word)
        .or_else(|| {
            let mut lists = WORDS.iter();
            lists
                .find(|(_, words)| words.contains(&word.as_str()))
                .map(|(kind, _)| *kind)
        })
}

/// A name as it is compared: in lower case, its words one blank apart, without
/// signs around them.
pub(crate) fn folded(name: &str) -> String {
    let is_sign = |c: char| !c.is_alphanumeric();
    let words = name
        .split_whitespace()
        .map(|word| word.trim_matches(is_sign));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}
