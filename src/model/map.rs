//! What a journey map is: plain data that holds meaning, never pixels.
//!
//! A card knows its stage (which owns it), its lane and how far across the
//! stage it sits. Stages and cards are shared (`Arc`), so that a copy of a map
//! costs little and what has not changed can be told by its address.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    details::Details,
    feedback::{Dismissal, Feedback, Metric, Review, StageRule, Subject},
    id::{
        CardId, ChannelId, CurveId, Element, FeedbackId, LaneId, MetricId, Mint, PersonaId,
        PointId, StageId,
    },
    picture::{Picture, table},
    stage::{Card, EmotionPoint, Stage},
    theme::ThemeName,
    view::View,
    words::{
        Channel, CurveKind, CurveState, Divider, JourneyKind, LaneKind, LineStyle, MapKind, Side,
        Swatch,
    },
};

/// True for a field that is at its default and is left out of the file.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A customer journey map: for a persona in a scenario, the stages over time
/// and what happens in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// The title, shown largest.
    pub title: String,
    /// What the map describes.
    #[serde(skip_serializing_if = "is_default")]
    pub kind: MapKind,
    /// Which journey of the customer it is.
    #[serde(skip_serializing_if = "is_default")]
    pub journey: Option<JourneyKind>,
    /// Why this journey was chosen: how often it is made, how much it matters.
    #[serde(skip_serializing_if = "is_default")]
    pub reason: String,
    /// Why the map was made, and for what it is used.
    #[serde(skip_serializing_if = "is_default")]
    pub purpose: String,
    /// The situation the persona is in.
    #[serde(skip_serializing_if = "is_default")]
    pub scenario: String,
    /// What the persona wants to reach, or the job to be done.
    #[serde(skip_serializing_if = "is_default")]
    pub goal: String,
    /// Where the journey begins and ends.
    #[serde(skip_serializing_if = "is_default")]
    pub scope: String,
    /// What the persona expects beforehand.
    #[serde(skip_serializing_if = "is_default")]
    pub expectations: String,
    /// Who answers for the journey.
    #[serde(skip_serializing_if = "is_default")]
    pub owner: String,
    /// Who took part in making the map.
    #[serde(skip_serializing_if = "is_default")]
    pub participants: Vec<String>,
    /// Own names for the ends of the emotion scale: the best, then the worst.
    #[serde(skip_serializing_if = "is_default")]
    pub scale: Option<(String, String)>,
    /// In which colors it is shown and exported.
    #[serde(skip_serializing_if = "is_default")]
    pub theme: ThemeName,
    /// How much cards show beside their text.
    #[serde(skip_serializing_if = "is_default")]
    pub details: Details,
    /// Whether what is only assumed or proposed is drawn differently.
    #[serde(skip_serializing_if = "is_default")]
    pub marks_evidence: bool,
    /// Whose journey it is; one is the norm, the first is shown in the header.
    #[serde(skip_serializing_if = "is_default")]
    pub personas: Vec<Persona>,
    /// Channels of the map's own.
    #[serde(skip_serializing_if = "is_default")]
    pub channels: Vec<OwnChannel>,
    /// The rows, top to bottom.
    #[serde(skip_serializing_if = "is_default")]
    pub lanes: Vec<Lane>,
    /// The emotion curves.
    #[serde(skip_serializing_if = "is_default")]
    pub curves: Vec<Curve>,
    /// The columns, in the order of time.
    #[serde(skip_serializing_if = "is_default")]
    pub stages: Vec<Arc<Stage>>,
    /// What customers said: the feedback log. Shared as a whole, so that a copy
    /// of a map costs nothing for it.
    #[serde(skip_serializing_if = "is_default")]
    pub feedback: Arc<Vec<Arc<Feedback>>>,
    /// Where feedback belongs by its words, the first that is met first.
    #[serde(skip_serializing_if = "is_default")]
    pub rules: Vec<StageRule>,
    /// What was measured.
    #[serde(skip_serializing_if = "is_default")]
    pub metrics: Vec<Metric>,
    /// When the map was looked at, and when it will be.
    #[serde(skip_serializing_if = "is_default")]
    pub review: Review,
    /// Insights that are not to be shown.
    #[serde(skip_serializing_if = "is_default")]
    pub dismissed: Vec<Dismissal>,
    /// What is shown of the map, in sets with names.
    #[serde(skip_serializing_if = "is_default")]
    pub views: Vec<View>,
    /// The pictures of cards and personas, by the names that these give. The
    /// last section of the file, because nobody reads it.
    #[serde(skip_serializing_if = "is_default", deserialize_with = "table")]
    pub pictures: BTreeMap<String, Arc<Picture>>,
    /// The next free id.
    #[serde(skip)]
    pub mint: Mint,
}

/// For whom the journey is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Its id.
    pub id: PersonaId,
    /// A name or a type: "The switching driver".
    #[serde(default)]
    pub name: String,
    /// Who they are, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: String,
    /// What they would say, without quotation marks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quote: String,
    /// What they want.
    #[serde(default, skip_serializing_if = "is_default")]
    pub goals: String,
    /// What drives them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub motivations: String,
    /// What annoys them, and what they dislike.
    #[serde(default, skip_serializing_if = "is_default")]
    pub frustrations: String,
    /// What they like.
    #[serde(default, skip_serializing_if = "is_default")]
    pub likes: String,
    /// Their story: "As a …, I want to …, so that …".
    #[serde(default, skip_serializing_if = "is_default")]
    pub story: String,
    /// From what they are known: interviews, surveys, task reports.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sources: String,
    /// The name of a picture of the map; initials stand in for none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub portrait: Option<String>,
    /// The color of the portrait.
    #[serde(default, skip_serializing_if = "is_default")]
    pub swatch: Option<Swatch>,
}

impl Persona {
    /// A persona with a name and nothing else.
    #[must_use]
    pub fn new(id: PersonaId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            role: String::new(),
            quote: String::new(),
            goals: String::new(),
            motivations: String::new(),
            frustrations: String::new(),
            likes: String::new(),
            story: String::new(),
            sources: String::new(),
            portrait: None,
            swatch: None,
        }
    }
}

/// A channel that the map names itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnChannel {
    /// Its id.
    pub id: ChannelId,
    /// Its name.
    pub name: String,
}

/// A row of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Its id.
    pub id: LaneId,
    /// The label in the gutter.
    pub name: String,
    /// What its cards are about.
    pub kind: LaneKind,
    /// Whether it is left out of the picture.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hidden: bool,
    /// The line drawn above it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub divider: Option<Divider>,
    /// The color of its cards, when it is not the stage's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub swatch: Option<Swatch>,
}

impl Lane {
    /// A visible lane of a kind, with a name.
    #[must_use]
    pub fn new(id: LaneId, kind: LaneKind, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            hidden: false,
            divider: None,
            swatch: None,
        }
    }
}

/// A line through the emotion points that name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curve {
    /// Its id.
    pub id: CurveId,
    /// Its name, in the legend.
    pub name: String,
    /// What it measures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: CurveKind,
    /// Whose feeling it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub persona: Option<PersonaId>,
    /// As it is, or as it should be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: CurveState,
    /// Whose view it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub side: Side,
    /// How it is drawn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub style: LineStyle,
    /// Whether its points are joined by straight lines.
    #[serde(default, skip_serializing_if = "is_default")]
    pub straight: bool,
    /// Whether it is left out of the picture.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hidden: bool,
    /// Its color, when it is not the theme's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub swatch: Option<Swatch>,
    /// The emotion lane it is drawn on, when it is not the first visible one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lane: Option<LaneId>,
}

impl Curve {
    /// A curve with a name and nothing else.
    #[must_use]
    pub fn new(id: CurveId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind: CurveKind::default(),
            persona: None,
            state: CurveState::default(),
            side: Side::default(),
            style: LineStyle::default(),
            straight: false,
            hidden: false,
            swatch: None,
            lane: None,
        }
    }
}

impl Map {
    /// The stage with this id, and its place.
    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<(usize, &Arc<Stage>)> {
        self.stages
            .iter()
            .enumerate()
            .find(|(_, stage)| stage.id == id)
    }

    /// The lane with this id, and its place.
    #[must_use]
    pub fn lane(&self, id: LaneId) -> Option<(usize, &Lane)> {
        self.lanes
            .iter()
            .enumerate()
            .find(|(_, lane)| lane.id == id)
    }

    /// The lane below a line between lanes, and its place.
    #[must_use]
    pub fn divider(&self, divider: Divider) -> Option<(usize, &Lane)> {
        self.lanes
            .iter()
            .enumerate()
            .find(|(_, lane)| lane.divider == Some(divider))
    }

    /// The card with this id, and the stage that owns it.
    #[must_use]
    pub fn card(&self, id: CardId) -> Option<(&Arc<Stage>, &Arc<Card>)> {
        self.stages
            .iter()
            .find_map(|stage| Some((stage, stage.cards.iter().find(|card| card.id == id)?)))
    }

    /// The emotion point with this id, and the stage that owns it.
    #[must_use]
    pub fn point(&self, id: PointId) -> Option<(&Arc<Stage>, &EmotionPoint)> {
        self.stages
            .iter()
            .find_map(|stage| Some((stage, stage.points.iter().find(|point| point.id == id)?)))
    }

    /// The curve with this id.
    #[must_use]
    pub fn curve(&self, id: CurveId) -> Option<&Curve> {
        self.curves.iter().find(|curve| curve.id == id)
    }

    /// The persona with this id.
    #[must_use]
    pub fn persona(&self, id: PersonaId) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.id == id)
    }

    /// The metric with this id.
    #[must_use]
    pub fn metric(&self, id: MetricId) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// The feedback with this id.
    #[must_use]
    pub fn told(&self, id: FeedbackId) -> Option<&Arc<Feedback>> {
        self.feedback.iter().find(|told| told.id == id)
    }

    /// The stage in which something is spoken of or measured; none for the map
    /// as a whole. Walks the map for a card.
    #[must_use]
    pub fn stage_of(&self, subject: Subject) -> Option<StageId> {
        match subject {
            Subject::Map => None,
            Subject::Stage(id) => Some(id),
            Subject::Card(id) => Some(self.card(id)?.0.id),
        }
    }

    /// The color of the stage at `index`: its own, or the one of its place.
    #[must_use]
    pub fn stage_swatch(&self, index: usize) -> Swatch {
        self.stages
            .get(index)
            .and_then(|stage| stage.swatch)
            .unwrap_or(Swatch::of_index(index))
    }

    /// What a channel is called on this map.
    #[must_use]
    pub fn channel_label(&self, channel: Channel) -> &str {
        channel.common_label().unwrap_or_else(|| {
            let own = self.channels.iter();
            own.filter(|own| channel == Channel::Own(own.id))
                .map(|own| own.name.as_str())
                .next()
                .unwrap_or("Unknown channel")
        })
    }

    /// Whether the element is part of the map.
    #[must_use]
    pub fn contains(&self, element: Element) -> bool {
        match element {
            Element::Header => true,
            Element::Persona(id) => self.persona(id).is_some(),
            Element::Stage(id) => self.stage(id).is_some(),
            Element::Lane(id) => self.lane(id).is_some(),
            Element::Card(id) => self.card(id).is_some(),
            Element::Point(id) => self.point(id).is_some(),
            Element::Curve(id) => self.curve(id).is_some(),
            Element::Divider(divider) => self.divider(divider).is_some(),
        }
    }

    /// How many cards there are on all stages.
    #[must_use]
    pub fn card_count(&self) -> usize {
        self.stages.iter().map(|stage| stage.cards.len()).sum()
    }

    /// Sets the next free id above every id in use. Called once a map has been
    /// read.
    pub fn restore_mint(&mut self) {
        let own = self.channels.iter().map(|own| own.id.0);
        let shared = self
            .personas
            .iter()
            .map(|persona| persona.id.0)
            .chain(self.lanes.iter().map(|lane| lane.id.0))
            .chain(self.curves.iter().map(|curve| curve.id.0))
            .chain(self.feedback.iter().map(|feedback| feedback.id.0))
            .chain(self.metrics.iter().map(|metric| metric.id.0));
        let staged = self.stages.iter().flat_map(|stage| {
            let cards = stage.cards.iter().map(|card| card.id.0);
            let points = stage.points.iter().map(|point| point.id.0);
            cards.chain(points).chain([stage.id.0])
        });
        let largest = own.chain(shared).chain(staged).max().unwrap_or(0);
        self.mint = Mint(largest.saturating_add(1));
    }
}
