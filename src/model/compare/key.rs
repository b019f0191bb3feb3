//! Names for everything a map holds, finer than what can be selected, and what
//! each is called in a sentence. Knows nothing of what changed.

use crate::model::{
    Card, CardId, ChannelId, CurveId, Divider, Element, EmotionPoint, FeedbackId, LaneId, Map,
    MetricId, PersonaId, PointId, Stage, StageId, check::quoted,
};

/// Anything of a map that is compared and merged by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::model) enum Key {
    /// The map itself: its header.
    Header,
    /// A persona.
    Persona(PersonaId),
    /// A channel of the map's own.
    Channel(ChannelId),
    /// A line between lanes.
    Divider(Divider),
    /// A lane.
    Lane(LaneId),
    /// A curve.
    Curve(CurveId),
    /// A stage.
    Stage(StageId),
    /// A card.
    Card(CardId),
    /// An emotion point.
    Point(PointId),
    /// What a customer said.
    Feedback(FeedbackId),
    /// A metric.
    Metric(MetricId),
    /// A saved view, by its name; the number tells apart those of one name.
    View(String, usize),
    /// A picture, by its name.
    Picture(String),
}

impl Key {
    /// The number in it; what is known by a name has none.
    pub(in crate::model) const fn number(&self) -> Option<u32> {
        Some(match self {
            Self::Persona(id) => id.0,
            Self::Channel(id) => id.0,
            Self::Lane(id) => id.0,
            Self::Curve(id) => id.0,
            Self::Stage(id) => id.0,
            Self::Card(id) => id.0,
            Self::Point(id) => id.0,
            Self::Feedback(id) => id.0,
            Self::Metric(id) => id.0,
            Self::Header | Self::Divider(_) | Self::View(..) | Self::Picture(_) => return None,
        })
    }

    /// What of it can be selected.
    pub(in crate::model) const fn element(&self) -> Option<Element> {
        Some(match self {
            Self::Header | Self::Feedback(_) | Self::Metric(_) | Self::Channel(_) => {
                Element::Header
            }
            Self::Persona(id) => Element::Persona(*id),
            Self::Divider(divider) => Element::Divider(*divider),
            Self::Lane(id) => Element::Lane(*id),
            Self::Curve(id) => Element::Curve(*id),
            Self::Stage(id) => Element::Stage(*id),
            Self::Card(id) => Element::Card(*id),
            Self::Point(id) => Element::Point(*id),
            Self::View(..) | Self::Picture(_) => return None,
        })
    }

    /// Its name in quotes, where the field says what it is: “Decision”.
    pub(in crate::model) fn named(&self, map: &Map) -> String {
        let called = self.called(map);
        match (self, called.find('“')) {
            (Self::Card(_), _) | (_, None) => called,
            (_, Some(at)) => called.get(at..).unwrap_or_default().to_owned(),
        }
    }

    /// What it is called on a map: “touchpoint “Finance desk” in Decision”.
    /// Walks the map for a card or a point; [`card_called`] does not.
    pub(in crate::model) fn called(&self, map: &Map) -> String {
        let named = |noun: &str, name: Option<&str>| match name {
            Some(name) => format!("{noun} {}", quoted(name)),
            None => format!("a {noun} that is not there"),
        };
        match self {
            Self::Header => "the map".into(),
            Self::Persona(id) => named("persona", map.persona(*id).map(|it| &*it.name)),
            Self::Channel(id) => {
                let own = map.channels.iter().find(|own| own.id == *id);
                named("channel", own.map(|own| &*own.name))
            }
            Self::Divider(divider) => format!("the {}", divider.label().to_lowercase()),
            Self::Lane(id) => named("lane", map.lane(*id).map(|(_, lane)| &*lane.name)),
            Self::Curve(id) => named("curve", map.curve(*id).map(|curve| &*curve.name)),
            Self::Stage(id) => named("stage", map.stage(*id).map(|(_, stage)| &*stage.name)),
            Self::Card(id) => map.card(*id).map_or_else(
                || named("card", None),
                |(stage, card)| card_called(map, stage, card),
            ),
            Self::Point(id) => map.point(*id).map_or_else(
                || named("emotion point", None),
                |(stage, point)| point_called(map, stage, point),
            ),
            Self::Feedback(id) => {
                let told = map.feedback.iter().find(|told| told.id == *id);
                named("feedback", told.map(|told| &*told.verbatim))
            }
            Self::Metric(id) => named("metric", map.metric(*id).map(|metric| &*metric.name)),
            Self::View(name, _) => named("saved view", Some(name)),
            Self::Picture(name) => named("picture", Some(name)),
        }
    }
}

/// What a card is called where its stage is at hand.
pub(in crate::model) fn card_called(map: &Map, stage: &Stage, card: &Card) -> String {
    let lane = map.lane(card.lane).map(|(_, lane)| lane);
    let noun = lane.map_or("card", |lane| lane.kind.noun());
    let text = match &card.picture {
        Some(picture) if card.text.is_empty() => picture,
        _ => &card.text,
    };
    let on = match lane {
        Some(lane) if noun == "card" => format!(" on {}", plain(&lane.name)),
        _ => String::new(),
    };
    format!("{noun} {}{on} in {}", quoted(text), plain(&stage.name))
}

/// What an emotion point is called where its stage is at hand.
pub(in crate::model) fn point_called(map: &Map, stage: &Stage, point: &EmotionPoint) -> String {
    let word = if point.word.is_empty() {
        String::new()
    } else {
        format!(" {}", quoted(&point.word))
    };
    // With one curve there is nothing to tell apart.
    let curve = map.curve(point.curve).filter(|_| map.curves.len() > 1);
    let curve = curve.map_or_else(String::new, |curve| format!(" of {}", quoted(&curve.name)));
    format!("emotion point{word}{curve} in {}", plain(&stage.name))
}

/// A name inside another's: without quotation marks as long as it is one.
pub(in crate::model) fn plain(name: &str) -> String {
    let shown = quoted(name);
    match shown.trim_start_matches('“').trim_end_matches('”') {
        "" => shown,
        name => name.to_owned(),
    }
}
