//! Looking at a part of the map: by evidence, channel, persona, owner, status,
//! moments of truth. What does not fit is dimmed on the screen and nowhere
//! else; the map never knows. Pure matching, and what there is to choose from.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Card, Channel, Element, EmotionPoint, Evidence, Map, PersonaId, Stage, Status};

/// Something to look at the map by. `None` and the empty name stand for what
/// has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// How well it is known.
    Evidence(Option<Evidence>),
    /// Through what it happens.
    Channel(Option<Channel>),
    /// Whose feeling it is.
    Persona(PersonaId),
    /// Who answers for it.
    Owner(String),
    /// How far work on it has come.
    Status(Option<Status>),
    /// Whether it decides how the journey is remembered.
    MomentOfTruth,
}

/// The sorts of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// How well it is known.
    Evidence,
    /// Through what it happens.
    Channel,
    /// Whose feeling it is.
    Persona,
    /// Who answers for it.
    Owner,
    /// How far work on it has come.
    Status,
    /// What decides how the journey is remembered.
    Moments,
}

impl Facet {
    /// Every sort, in the order in which the panel shows them.
    pub const ALL: [Self; 6] = [
        Self::Evidence,
        Self::Channel,
        Self::Persona,
        Self::Owner,
        Self::Status,
        Self::Moments,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Evidence => "Evidence",
            Self::Channel => "Channel",
            Self::Persona => "Persona",
            Self::Owner => "Owner",
            Self::Status => "Status",
            Self::Moments => "Moments",
        }
    }
}

impl Choice {
    /// Its sort.
    #[must_use]
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Evidence(_) => Facet::Evidence,
            Self::Channel(_) => Facet::Channel,
            Self::Persona(_) => Facet::Persona,
            Self::Owner(_) => Facet::Owner,
            Self::Status(_) => Facet::Status,
            Self::MomentOfTruth => Facet::Moments,
        }
    }

    /// Whether it stands for what has none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        match self {
            Self::Evidence(None) | Self::Channel(None) | Self::Status(None) => true,
            Self::Owner(name) => name.is_empty(),
            Self::Evidence(Some(_))
            | Self::Channel(Some(_))
            | Self::Status(Some(_))
            | Self::Persona(_)
            | Self::MomentOfTruth => false,
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(&self, map: &Map) -> String {
        match self {
            Self::Evidence(evidence) => evidence.map_or("Not said", Evidence::label).into(),
            Self::Channel(Some(channel)) => map.channel_label(*channel).into(),
            Self::Channel(None) => "No channel".into(),
            Self::Persona(id) => {
                let name = map.persona(*id).map_or("", |persona| &persona.name);
                super::catalog::one_line(name, "Persona without a name")
            }
            Self::Owner(name) if name.is_empty() => "No owner".into(),
            Self::Owner(name) => name.clone(),
            Self::Status(status) => status.map_or("No status", Status::label).into(),
            Self::MomentOfTruth => "Moments of truth".into(),
        }
    }
}

/// What was chosen. Of one sort, any will do; of several sorts, each has to
/// fit. Nothing chosen shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    chosen: BTreeSet<Choice>,
}

impl Filter {
    /// Whether anything is dimmed by it.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// Whether this was chosen.
    #[must_use]
    pub fn has(&self, choice: &Choice) -> bool {
        self.chosen.contains(choice)
    }

    /// What was chosen.
    pub fn chosen(&self) -> impl Iterator<Item = &Choice> {
        self.chosen.iter()
    }

    /// Chooses this, or no longer.
    pub fn toggle(&mut self, choice: Choice) {
        if !self.chosen.remove(&choice) {
            self.chosen.insert(choice);
        }
    }

    /// Shows everything.
    pub fn clear(&mut self) {
        self.chosen.clear();
    }

    /// Whether a card fits.
    #[must_use]
    pub fn shows_card(&self, map: &Map, stage: &Stage, card: &Card) -> bool {
        self.fits(|facet, chosen| match facet {
            // A card is everyone's unless only others feel something there.
            Facet::Persona => {
                let mut whose = personas_of(map, stage, card).peekable();
                whose.peek().is_none() || whose.any(|id| chosen.contains(&&Choice::Persona(id)))
            }
            Facet::Evidence | Facet::Channel | Facet::Owner | Facet::Status | Facet::Moments => {
                of_card(card).iter().any(|own| chosen.contains(&own))
            }
        })
    }

    /// Whether an emotion point fits. It goes with the card it belongs to in
    /// what only cards have.
    #[must_use]
    pub fn shows_point(&self, map: &Map, stage: &Stage, point: &EmotionPoint) -> bool {
        self.fits(|facet, chosen| {
            let has = |choice: Choice| chosen.contains(&&choice);
            match facet {
                Facet::Evidence => has(Choice::Evidence(point.evidence)),
                Facet::Moments => point.moment_of_truth,
                Facet::Persona => {
                    let whose = map.curve(point.curve).and_then(|curve| curve.persona);
                    whose.is_none_or(|id| has(Choice::Persona(id)))
                }
                Facet::Channel | Facet::Owner | Facet::Status => {
                    let mut cards = stage.cards.iter();
                    let card = cards.find(|card| Some(card.id) == point.card);
                    card.is_some_and(|card| of_card(card).iter().any(|own| chosen.contains(&own)))
                }
            }
        })
    }

    /// Whether an element of the map fits; what is neither card nor point
    /// always does.
    #[must_use]
    pub fn shows(&self, map: &Map, element: Element) -> bool {
        match element {
            Element::Card(id) => map
                .card(id)
                .is_none_or(|(stage, card)| self.shows_card(map, stage, card)),
            Element::Point(id) => map
                .point(id)
                .is_none_or(|(stage, point)| self.shows_point(map, stage, point)),
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Curve(_)
            | Element::Divider(_) => true,
        }
    }

    /// How many cards and points fit, and how many there are.
    #[must_use]
    pub fn count(&self, map: &Map) -> (usize, usize) {
        let mut shown = 0;
        let mut all = 0;
        for stage in &map.stages {
            all += stage.cards.len() + stage.points.len();
            let cards = stage.cards.iter();
            shown += cards
                .filter(|card| self.shows_card(map, stage, card))
                .count();
            let points = stage.points.iter();
            shown += points
                .filter(|point| self.shows_point(map, stage, point))
                .count();
        }
        (shown, all)
    }

    fn fits(&self, mut fits: impl FnMut(Facet, &[&Choice]) -> bool) -> bool {
        let chosen: Vec<&Choice> = self.chosen.iter().collect();
        // Choices are in the order of their sorts.
        chosen
            .chunk_by(|a, b| a.facet() == b.facet())
            .all(|of_facet| {
                of_facet
                    .first()
                    .is_none_or(|first| fits(first.facet(), of_facet))
            })
    }
}

/// What a card itself can be chosen by.
fn of_card(card: &Card) -> Vec<Choice> {
    let mut own = vec![
        Choice::Evidence(card.evidence),
        Choice::Channel(card.channel),
        Choice::Owner(card.owner.trim().to_owned()),
        Choice::Status(card.status),
    ];
    if card.moment_of_truth {
        own.push(Choice::MomentOfTruth);
    }
    own
}

/// Whose feelings belong to a card.
fn personas_of<'a>(
    map: &'a Map,
    stage: &'a Stage,
    card: &'a Card,
) -> impl Iterator<Item = PersonaId> + 'a {
    let points = stage.points.iter();
    let own = points.filter(|point| point.card == Some(card.id));
    own.filter_map(|point| map.curve(point.curve)?.persona)
}

/// What can be chosen on a map, sort by sort, with the number of cards and
/// points each would show alone. What stands for none comes last, and only
/// where there is something else to choose.
#[must_use]
pub fn choices(map: &Map, filter: &Filter) -> Vec<(Facet, Vec<(Choice, usize)>)> {
    let mut counts: BTreeMap<Choice, usize> = BTreeMap::new();
    for stage in &map.stages {
        for card in &stage.cards {
            let whose: BTreeSet<PersonaId> = personas_of(map, stage, card).collect();
            let whose = whose.into_iter().map(Choice::Persona);
            for choice in of_card(card).into_iter().chain(whose) {
                *counts.entry(choice).or_default() += 1;
            }
        }
        for point in &stage.points {
            let whose = map.curve(point.curve).and_then(|curve| curve.persona);
            let moment = point.moment_of_truth.then_some(Choice::MomentOfTruth);
            let own = [Some(Choice::Evidence(point.evidence)), moment];
            let own = own.into_iter().chain([whose.map(Choice::Persona)]);
            for choice in own.flatten() {
                *counts.entry(choice).or_default() += 1;
            }
        }
    }
    for choice in filter.chosen() {
        counts.entry(choice.clone()).or_default();
    }
    Facet::ALL
        .into_iter()
        .filter_map(|facet| {
            let of_facet = counts.iter().filter(|(choice, _)| choice.facet() == facet);
            let (none, mut some): (Vec<_>, Vec<_>) = of_facet
                .map(|(choice, count)| (choice.clone(), *count))
                .partition(|(choice, _)| choice.is_none());
            // One persona is the norm, and leaves no choice to make.
            let is_chosen = some.iter().any(|(choice, _)| filter.has(choice));
            if some.is_empty() || (facet == Facet::Persona && some.len() < 2 && !is_chosen) {
                return None;
            }
            some.extend(none);
            Some((facet, some))
        })
        .collect()
}
