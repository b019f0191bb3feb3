//! The model: what a journey map is, in the field's words. Plain data, the one
//! function that changes it ([`Map::apply`]), and the rules it keeps
//! ([`Map::check`]). Knows nothing of files, pixels or windows.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used,
        reason = "no map may end the program"
    )
)]

mod apply;
mod channel;
mod check;
mod coloring;
mod compare;
mod curves;
mod details;
mod divider;
mod edit;
mod feedback;
mod fold;
mod id;
mod insight;
mod log;
mod map;
mod merge;
mod naming;
mod number;
mod opportunity;
mod picture;
mod place;
mod progress;
mod repair;
mod rules;
mod score;
mod set;
mod stage;
mod stress;
mod suggestion;
mod template;
mod theme;
mod view;
mod words;

pub use check::Problem;
pub use compare::{Change, ChangeKind, compare};
pub use details::Details;
pub use edit::{
    CardField, CurveField, Edit, EditError, FeedbackField, LaneField, MapField, New, PersonaField,
    PointField, StageField,
};
pub use feedback::{Dismissal, Feedback, Metric, Review, StageRule, Subject};
pub use fold::fold;
pub use id::{
    CardId, ChannelId, CurveId, Element, FeedbackId, LaneId, MetricId, Mint, PersonaId, PointId,
    StageId,
};
pub use insight::{
    Chapter, Findings, Insight, Method, Question, Reason, findings, insights, questions, wait_hours,
};
pub use map::{Curve, Lane, Map, OwnChannel, Persona};
pub use merge::{Choice, Conflict, Merged, merge, merge_unrelated};
pub use naming::{feeling_label, value_label};
pub use number::{At, Level, OutOfRange, Span, Valence};
pub use opportunity::{Opportunity, Quadrant};
pub use picture::Picture;
pub use progress::{
    Outcome, OutcomeKind, present_and_future, progress, stages_alike, with_curve_of,
};
pub use repair::Repair;
pub use rules::{Placement, Rules};
pub use score::{Answers, Figure, Interval, Reading, Scale, Tally};
pub(crate) use score::{number, same_figures};
pub use stage::{Card, EmotionPoint, Stage};
pub use stress::stress_map;
pub use suggestion::{Phase, SUGGESTIONS, Suggestion, suggestions};
pub use template::Template;
pub use theme::ThemeName;
pub use view::View;
pub use words::{
    Channel, CurveKind, CurveState, Divider, Evidence, FeedbackKind, FeedbackSource, JourneyKind,
    KeyMoment, LaneKind, LineStyle, MapKind, MetricKind, Rule, Side, Status, Survey, Swatch,
};
