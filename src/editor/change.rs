//! One change of everything that is selected and has such a field: what menus
//! offer beside the commands. Pure: reads the map and gives edits.

use super::selection::Selection;
use crate::model::{
    Card, CardField, Channel, CurveField, CurveState, Divider, Edit, Element, EmotionPoint,
    Evidence, KeyMoment, LaneField, LaneId, LaneKind, Level, LineStyle, Map, PersonaField,
    PointField, Stage, StageField, StageId, Status, Swatch, Valence,
};

/// A value that a field gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Of cards: through what it happens.
    Channel(Option<Channel>),
    /// Of cards and points: how well it is known.
    Evidence(Option<Evidence>),
    /// Of pain points: how much it hurts.
    Severity(Option<Level>),
    /// Of opportunities: how much it would help.
    Impact(Option<Level>),
    /// Of opportunities: how much it would take.
    Effort(Option<Level>),
    /// Of cards: how far work on it has come.
    Status(Option<Status>),
    /// Of everything that has a color; none is the usual one.
    Color(Option<Swatch>),
    /// Of points: how it feels.
    Feeling(Option<Valence>),
    /// Of cards: the lane they go to.
    ToLane(LaneId),
    /// Of cards and points: the stage they go to.
    ToStage(StageId),
    /// Of lanes: what their cards are about.
    Kind(LaneKind),
    /// Of a lane: the line above it. A map has each line once.
    LineAbove(Option<Divider>),
    /// Of stages: the key moment they hold.
    KeyMoment(Option<KeyMoment>),
    /// Of curves: how they are drawn.
    LineStyle(LineStyle),
    /// Of curves: whether their points are joined by straight lines.
    Straight(bool),
    /// Of curves: the journey as it is, or as it should be.
    State(CurveState),
    /// Of lanes and curves: whether they are left out of the picture.
    Hidden(bool),
}

impl Change {
    /// What the step is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Channel(_) => "set channel",
            Self::Evidence(_) => "set evidence",
            Self::Severity(_) => "set severity",
            Self::Impact(_) => "set impact",
            Self::Effort(_) => "set effort",
            Self::Status(_) => "set status",
            Self::Color(_) => "set color",
            Self::Feeling(_) => "set feeling",
            Self::ToLane(_) => "move to lane",
            Self::ToStage(_) => "move to stage",
            Self::Kind(_) => "set kind of lane",
            Self::LineAbove(_) => "set line above lane",
            Self::KeyMoment(_) => "set key moment",
            Self::LineStyle(_) | Self::Straight(_) => "set line of curve",
            Self::State(_) => "set state of curve",
            Self::Hidden(true) => "hide",
            Self::Hidden(false) => "show",
        }
    }

    /// The edits that make it, of everything that is selected. Looks at every
    /// card once, however many are selected.
    #[must_use]
    pub fn edits(self, map: &Map, selection: &Selection) -> Vec<Edit> {
        let mut edits = Vec::new();
        for stage in &map.stages {
            for card in &stage.cards {
                if selection.contains(Element::Card(card.id)) {
                    edits.extend(self.of_card(map, stage, card));
                }
            }
            for point in &stage.points {
                if selection.contains(Element::Point(point.id)) {
                    edits.extend(self.of_point(point));
                }
            }
        }
        let others = selection
            .iter()
            .flat_map(|element| self.of_other(map, element));
        edits.extend(others);
        edits
    }

    fn of_card(self, map: &Map, stage: &Stage, card: &Card) -> Option<Edit> {
        let kind = || map.lane(card.lane).map(|(_, lane)| lane.kind);
        let pain = || kind() == Some(LaneKind::PainPoints);
        let opportunity = || kind() == Some(LaneKind::Opportunities);
        let field = match self {
            Self::Channel(channel) => CardField::Channel(channel),
            Self::Evidence(evidence) => CardField::Evidence(evidence),
            Self::Severity(level) if pain() => CardField::Severity(level),
            Self::Impact(level) if opportunity() => CardField::Impact(level),
            Self::Effort(level) if opportunity() => CardField::Effort(level),
            Self::Status(status) => CardField::Status(status),
            Self::Color(swatch) => CardField::Swatch(swatch),
            Self::ToLane(lane) => {
                return (card.lane != lane).then_some(Edit::PlaceCard {
                    card: card.id,
                    stage: stage.id,
                    lane,
                    at: card.at,
                });
            }
            Self::ToStage(to) => {
                return (stage.id != to).then_some(Edit::PlaceCard {
                    card: card.id,
                    stage: to,
                    lane: card.lane,
                    at: card.at,
                });
            }
            Self::Severity(_)
            | Self::Impact(_)
            | Self::Effort(_)
            | Self::Feeling(_)
            | Self::Kind(_)
            | Self::LineAbove(_)
            | Self::KeyMoment(_)
            | Self::LineStyle(_)
            | Self::Straight(_)
            | Self::State(_)
            | Self::Hidden(_) => return None,
        };
        Some(Edit::SetCard(card.id, field))
    }

    fn of_point(self, point: &EmotionPoint) -> Option<Edit> {
        let field = match self {
            Self::Evidence(evidence) => PointField::Evidence(evidence),
            Self::Feeling(feeling) => PointField::Feeling(feeling),
            Self::ToStage(stage) => {
                return Some(Edit::PlacePoint {
                    point: point.id,
                    stage,
                    at: point.at,
                    feeling: point.feeling,
                });
            }
            Self::Channel(_)
            | Self::Severity(_)
            | Self::Impact(_)
            | Self::Effort(_)
            | Self::Status(_)
            | Self::Color(_)
            | Self::ToLane(_)
            | Self::Kind(_)
            | Self::LineAbove(_)
            | Self::KeyMoment(_)
            | Self::LineStyle(_)
            | Self::Straight(_)
            | Self::State(_)
            | Self::Hidden(_) => return None,
        };
        Some(Edit::SetPoint(point.id, field))
    }

    fn of_other(self, map: &Map, element: Element) -> Vec<Edit> {
        let edit = match (element, self) {
            (Element::Stage(id), Self::Color(swatch)) => {
                Edit::SetStage(id, StageField::Swatch(swatch))
            }
            (Element::Stage(id), Self::KeyMoment(moment)) => {
                Edit::SetStage(id, StageField::KeyMoment(moment))
            }
            (Element::Lane(id), Self::Color(swatch)) => {
                Edit::SetLane(id, LaneField::Swatch(swatch))
            }
            (Element::Lane(id), Self::Kind(kind)) => Edit::SetLane(id, LaneField::Kind(kind)),
            (Element::Lane(id), Self::Hidden(hidden)) => {
                Edit::SetLane(id, LaneField::Hidden(hidden))
            }
            (Element::Lane(id), Self::LineAbove(line)) => return line_above(map, id, line),
            (Element::Curve(id), Self::Color(swatch)) => {
                Edit::SetCurve(id, CurveField::Swatch(swatch))
            }
            (Element::Curve(id), Self::LineStyle(style)) => {
                Edit::SetCurve(id, CurveField::Style(style))
            }
            (Element::Curve(id), Self::Straight(on)) => {
                Edit::SetCurve(id, CurveField::Straight(on))
            }
            (Element::Curve(id), Self::State(state)) => {
                Edit::SetCurve(id, CurveField::State(state))
            }
            (Element::Curve(id), Self::Hidden(on)) => Edit::SetCurve(id, CurveField::Hidden(on)),
            (Element::Persona(id), Self::Color(swatch)) => {
                Edit::SetPersona(id, PersonaField::Swatch(swatch))
            }
            _ => return Vec::new(),
        };
        vec![edit]
    }
}

/// The line above a lane, or none there.
fn line_above(map: &Map, lane: LaneId, line: Option<Divider>) -> Vec<Edit> {
    let held = map.lane(lane).and_then(|(_, lane)| lane.divider);
    let edit = match line {
        Some(line) => Some(Edit::MoveDivider(line, Some(lane))),
        None => held.map(|held| Edit::MoveDivider(held, None)),
    };
    edit.into_iter().collect()
}
