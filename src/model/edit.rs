//! Every change a map knows, as values: panels return them, gestures preview
//! them, tests invent them. What they do is in `apply`.

use std::sync::Arc;

use super::{
    details::Details,
    feedback::{Dismissal, Feedback, Metric, Review, StageRule, Subject},
    id::{
        CardId, ChannelId, CurveId, Element, FeedbackId, LaneId, MetricId, PersonaId, PointId,
        StageId,
    },
    map::{Curve, Lane},
    number::{At, Level, Span, Valence},
    picture::Picture,
    stage::{Card, EmotionPoint, Stage},
    theme::ThemeName,
    view::View,
    words::{
        Channel, CurveKind, CurveState, Divider, Evidence, FeedbackKind, FeedbackSource,
        JourneyKind, KeyMoment, LaneKind, LineStyle, MapKind, Side, Status, Survey, Swatch,
    },
};

/// One change of a map. Numbers and places outside the map are clamped; an
/// edit fails only on an id that does not exist, or a view's name that cannot
/// be, and then changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds something new.
    Add(New),
    /// Makes a picture part of the map under a name, in place of the one that
    /// has it; [`Map::picture_name`](super::Map::picture_name) gives a free
    /// one. What shows it is set by further edits of the same step.
    AddPicture(String, Arc<Picture>),
    /// Removes an element and what cannot be without it.
    Remove(Element),
    /// Changes the header.
    SetMap(MapField),
    /// Changes a persona.
    SetPersona(PersonaId, PersonaField),
    /// Changes a stage.
    SetStage(StageId, StageField),
    /// Changes a lane.
    SetLane(LaneId, LaneField),
    /// Changes a card.
    SetCard(CardId, CardField),
    /// Changes an emotion point.
    SetPoint(PointId, PointField),
    /// Changes a curve.
    SetCurve(CurveId, CurveField),
    /// Changes a metric; the id in it says which.
    SetMetric(Metric),
    /// Removes a metric; cards that show it show none then.
    RemoveMetric(MetricId),
    /// Adds to the feedback log, at its end.
    AddFeedback(Arc<Vec<Feedback>>),
    /// Changes one field of some feedback.
    SetFeedback(Vec<FeedbackId>, FeedbackField),
    /// Removes some feedback.
    RemoveFeedback(Vec<FeedbackId>),
    /// Moves a stage to a place among the stages, counted without it.
    MoveStage(StageId, usize),
    /// Moves a lane to a place among the lanes, counted without it. Lines
    /// between lanes stay between the others; of two places at a line it takes
    /// the one on its own side.
    MoveLane(LaneId, usize),
    /// Puts a line above a lane, or takes it off the map. A line that was
    /// there changes places with it.
    MoveDivider(Divider, Option<LaneId>),
    /// Moves a persona to a place among the personas, counted without it; the
    /// first leads the header.
    MovePersona(PersonaId, usize),
    /// Renames a channel of the map's own.
    RenameChannel(ChannelId, String),
    /// Removes a channel of the map's own; cards that use it have none then.
    RemoveChannel(ChannelId),
    /// Moves a curve to a place among the curves, counted without it.
    MoveCurve(CurveId, usize),
    /// Saves a view, in place of the one that has its name. Blanks around the
    /// name are dropped.
    SetView(View),
    /// Gives the view of the first name the second one.
    RenameView(String, String),
    /// Removes the view of a name. What it leaves out stays in the map.
    RemoveView(String),
    /// Puts a card on a stage and lane.
    PlaceCard {
        /// Which card.
        card: CardId,
        /// The stage it goes to.
        stage: StageId,
        /// The lane it goes to.
        lane: LaneId,
        /// How far across the stage.
        at: At,
    },
    /// Puts an emotion point at a moment with a feeling.
    PlacePoint {
        /// Which point.
        point: PointId,
        /// The stage it goes to.
        stage: StageId,
        /// How far across the stage.
        at: At,
        /// How it feels; `None` is *not known*.
        feeling: Option<Valence>,
    },
}

/// Something new for a map. Ids inside are replaced by minted ones.
#[derive(Clone, Debug, PartialEq)]
pub enum New {
    /// A stage at a place, with its content; `cards` and `points` get new ids.
    Stage(usize, Box<Stage>),
    /// A lane at a place.
    Lane(usize, Lane),
    /// A card on a stage.
    Card(StageId, Box<Card>),
    /// An emotion point on a stage.
    Point(StageId, Box<EmotionPoint>),
    /// A curve, after the others.
    Curve(Box<Curve>),
    /// A persona with a name.
    Persona(String),
    /// A channel of the map's own, with a name.
    Channel(String),
    /// A metric.
    Metric(Metric),
}

/// A field of the map's header.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the field of Map with the same name")]
pub enum MapField {
    Title(String),
    Kind(MapKind),
    Journey(Option<JourneyKind>),
    Reason(String),
    Purpose(String),
    Scenario(String),
    Goal(String),
    Scope(String),
    Expectations(String),
    Owner(String),
    Participants(Vec<String>),
    Scale(Option<(String, String)>),
    Review(Review),
    Rules(Vec<StageRule>),
    Dismissed(Vec<Dismissal>),
    Theme(ThemeName),
    Details(Details),
    MarksEvidence(bool),
}

/// A field of a persona.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is the field of Persona with the same name"
)]
pub enum PersonaField {
    Name(String),
    Role(String),
    Quote(String),
    Goals(String),
    Motivations(String),
    Frustrations(String),
    Likes(String),
    Story(String),
    Sources(String),
    Portrait(Option<String>),
    Swatch(Option<Swatch>),
}

/// A field of a stage.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the field of Stage with the same name")]
pub enum StageField {
    Name(String),
    About(String),
    Duration(String),
    Span(Span),
    Swatch(Option<Swatch>),
    KeyMoment(Option<KeyMoment>),
    KeyMomentName(String),
    Owner(String),
}

/// A field of a lane.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the field of Lane with the same name")]
pub enum LaneField {
    Name(String),
    Kind(LaneKind),
    Hidden(bool),
    Swatch(Option<Swatch>),
}

/// A field of a card.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the field of Card with the same name")]
pub enum CardField {
    Text(String),
    Note(String),
    Channel(Option<Channel>),
    Evidence(Option<Evidence>),
    Source(String),
    Owner(String),
    Wait(String),
    Severity(Option<Level>),
    Impact(Option<Level>),
    Effort(Option<Level>),
    Status(Option<Status>),
    MomentOfTruth(bool),
    Votes(u32),
    Metric(Option<MetricId>),
    Picture(Option<String>),
    Swatch(Option<Swatch>),
}

/// A field of an emotion point.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is the field of EmotionPoint with the same name"
)]
pub enum PointField {
    Feeling(Option<Valence>),
    Word(String),
    Note(String),
    Evidence(Option<Evidence>),
    Source(String),
    Card(Option<CardId>),
    MomentOfTruth(bool),
}

/// A field of a curve.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the field of Curve with the same name")]
pub enum CurveField {
    Name(String),
    Persona(Option<PersonaId>),
    State(CurveState),
    Side(Side),
    Style(LineStyle),
    Straight(bool),
    Hidden(bool),
    Swatch(Option<Swatch>),
    Kind(CurveKind),
    Lane(Option<LaneId>),
}

/// A field of feedback.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is the field of Feedback with the same name"
)]
pub enum FeedbackField {
    Verbatim(String),
    Topic(String),
    /// The type, and the name of one of the map's own.
    Kind(Option<FeedbackKind>, String),
    /// The source, and the name of one of the map's own.
    Source(Option<FeedbackSource>, String),
    Survey(Option<Survey>),
    Score(Option<f64>),
    Date(String),
    Reference(String),
    Note(String),
    /// What it speaks of.
    About(Subject),
}

/// Why an edit could not be made. The map is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The element is not part of the map.
    #[error("{0:?} is no longer part of the map; nothing was changed")]
    Missing(Element),
    /// The card's metric is not part of the map.
    #[error("metric {0} is no longer part of the map; nothing was changed")]
    NoMetric(MetricId),
    /// The feedback is not part of the map.
    #[error("feedback {0} is no longer part of the map; nothing was changed")]
    NoFeedback(FeedbackId),
    /// The channel is not part of the map.
    #[error("the channel is no longer part of the map; nothing was changed")]
    NoChannel,
    /// The view is not part of the map.
    #[error("the saved view is no longer part of the map; nothing was changed")]
    NoView,
    /// The view's name is empty or that of another.
    #[error("a saved view needs a name that no other has; nothing was changed")]
    ViewName,
}
