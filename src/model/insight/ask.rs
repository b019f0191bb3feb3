//! *Ask here*: the places of a map that nobody knows, and what to ask there.
//! Unknown stretches of the customer's curve, what is only assumed, and moments
//! of truth without evidence, each with the survey that fits: CES or CSAT at a
//! touchpoint, NPS at the end of the journey, an interview for a whole stage.
//!
//! The wording is that of the standard surveys, so that answers can be held
//! against others:
//! NPS, 0 to 10: *How likely is it that you would recommend us to a friend or
//! colleague?* (Reichheld, The one number you need to grow, 2003).
//! CES, 1 to 7: *… made it easy for me to handle my issue* (version 2.0 of the
//! score by Dixon, Freeman and Toman, Stop trying to delight your customers,
//! 2010; CEB, 2013).
//! CSAT, 1 to 5: *How would you rate your overall satisfaction with …?*
//! In interviews people are asked for the last time it happened, not for an
//! opinion, and for what they did, said and remember.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    proof::unproven_how,
    reading::{Moment, Reading},
    say::{card_name, listed, stage_name},
};
use crate::model::{
    id::Element,
    map::Map,
    stage::{Card, Stage},
    words::{Channel, Evidence, LaneKind},
};

/// How something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Net Promoter Score, 0 to 10.
    Nps,
    /// Customer satisfaction, 1 to 5.
    Csat,
    /// Customer effort score, 1 to 7.
    Ces,
    /// A talk with a few customers.
    Interview,
}

impl Method {
    /// Its name as people read it, with its scale.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nps => "NPS survey, 0 to 10",
            Self::Csat => "CSAT survey, 1 to 5",
            Self::Ces => "CES survey, 1 to 7",
            Self::Interview => "Interview",
        }
    }
}

/// Why something is asked; the first in this order when several apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is a moment of truth, and nothing proves it.
    MomentOfTruth,
    /// Nobody knows how it feels.
    Unknown,
    /// It is only assumed.
    Assumed,
}

impl Reason {
    /// The reason as people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::MomentOfTruth => "Moment of truth without evidence",
            Self::Unknown => "Nobody knows how this feels",
            Self::Assumed => "Only assumed",
        }
    }
}

/// A question to customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the answer would tell about; never empty.
    pub about: Vec<Element>,
    /// Why it is asked.
    pub reason: Reason,
    /// How it is asked.
    pub method: Method,
    /// Where in the journey, in quotes: `“Finance desk” in “Decision”`.
    pub place: String,
    /// What to ask, ready to be used, with the ends of its scale.
    pub text: String,
}

/// The questions that a map should be asked next, in the order of the journey.
/// One thing is asked for once, and one question once. Takes time in
/// proportion to the map.
#[must_use]
pub fn questions(map: &Map) -> Vec<Question> {
    let mut asking = Asking {
        reading: Reading::of(map),
        asked: BTreeSet::new(),
        found: Vec::new(),
        places: BTreeMap::new(),
    };
    let mut moments = asking.reading.moments.clone().into_iter().peekable();
    for (place, stage) in map.stages.iter().enumerate() {
        asking.moments_of_truth(stage);
        let mut has_moment = false;
        while let Some(moment) = moments.next_if(|moment| moment.place == place) {
            has_moment = true;
            asking.moment(&moment);
        }
        if !has_moment && !asking.reading.moments.is_empty() {
            asking.stage(stage, Reason::Unknown);
        }
        asking.assumed_cards(stage);
    }
    if asking.reading.moments.is_empty() && asking.reading.is_begun() {
        asking.journey();
    }
    asking.found
}

/// The questions found so far.
struct Asking<'a> {
    reading: Reading<'a>,
    asked: BTreeSet<Element>,
    found: Vec<Question>,
    /// Where each text is in the list.
    places: BTreeMap<String, usize>,
}

impl<'a> Asking<'a> {
    /// Cards that are moments of truth without evidence.
    fn moments_of_truth(&mut self, stage: &'a Stage) {
        for card in &stage.cards {
            let is_open = card.moment_of_truth
                && self.reading.shows(card)
                && unproven_how(card.evidence, Some(card.id), &self.reading).is_some();
            if is_open {
                self.card(stage, card, Reason::MomentOfTruth);
            }
        }
    }

    /// A moment of the curve that is not known, or not known well.
    fn moment(&mut self, moment: &Moment<'a>) {
        let card = moment.point.card.and_then(|id| self.reading.card(id));
        let evidence = moment.point.evidence;
        let is_open = moment.point.moment_of_truth
            && unproven_how(
                evidence.or(card.and_then(|(_, card)| card.evidence)),
                moment.point.card,
                &self.reading,
            )
            .is_some();
        let reason = match (is_open, moment.point.feeling, evidence) {
            (true, _, _) => Reason::MomentOfTruth,
            (false, None, _) => Reason::Unknown,
            (false, Some(_), Some(Evidence::Assumed)) => Reason::Assumed,
            (
                false,
                Some(_),
                Some(Evidence::Observed | Evidence::Reported | Evidence::Proposed) | None,
            ) => return,
        };
        let element = Element::Point(moment.point.id);
        let last = self.reading.moments.last();
        let ends = last.is_some_and(|last| last.point.id == moment.point.id);
        let is_last_stage = moment.place.saturating_add(1) == self.reading.map.stages.len();
        let stage = stage_name(self.reading.map, moment.stage);
        if ends && is_last_stage {
            let place = format!("the end of the journey, {stage}");
            self.add(element, reason, Method::Nps, place, RECOMMEND.into());
        } else if let Some((of, card)) = card.filter(|(_, card)| is_met(&self.reading, card)) {
            self.touchpoint(element, of, card, reason);
        } else if let Some(card) = self
            .reading
            .nearest_touchpoint(moment)
            .map(|(card, _)| card)
        {
            self.touchpoint(element, moment.stage, card, reason);
        } else {
            self.add(
                element,
                reason,
                Method::Interview,
                stage.clone(),
                interview(&stage),
            );
        }
    }

    /// Cards that are only assumed: touchpoints each by its survey, everything
    /// else of a stage in one talk.
    fn assumed_cards(&mut self, stage: &'a Stage) {
        let mut talk: Vec<&Card> = Vec::new();
        for card in &stage.cards {
            let is_open = card.evidence == Some(Evidence::Assumed)
                && self.reading.shows(card)
                && !self.reading.is_spoken_of(card.id)
                && !self.asked.contains(&Element::Card(card.id));
            if !is_open {
                continue;
            }
            if is_met(&self.reading, card) {
                self.card(stage, card, Reason::Assumed);
            } else if self.reading.kind(card).is_some_and(is_of_customer) {
                talk.push(card);
            }
        }
        if talk.is_empty() {
            return;
        }
        let (name, names) = (
            stage_name(self.reading.map, stage),
            listed(talk.iter().map(|card| card_name(card))),
        );
        let text = format!(
            "Tell me about the last time you were at {name}: what did you do, and what went \
             through your mind? (We assume {names}; listen for whether it comes up by itself.)"
        );
        for card in talk {
            let element = Element::Card(card.id);
            self.add(
                element,
                Reason::Assumed,
                Method::Interview,
                name.clone(),
                text.clone(),
            );
        }
    }

    /// A card, by the survey of its touchpoint or in a talk.
    fn card(&mut self, stage: &'a Stage, card: &'a Card, reason: Reason) {
        let element = Element::Card(card.id);
        if is_met(&self.reading, card) {
            self.touchpoint(element, stage, card, reason);
            return;
        }
        let (name, place) = (card_name(card), stage_name(self.reading.map, stage));
        let text = format!(
            "Think of the last time you came to this point: {name}. What happened, what did you \
             do, and how did it feel?"
        );
        let place = format!("{name} in {place}");
        self.add(element, reason, Method::Interview, place, text);
    }

    /// A touchpoint: how easy it was where customers do the work themselves or
    /// wait, else how satisfied they were.
    fn touchpoint(&mut self, element: Element, stage: &Stage, card: &Card, reason: Reason) {
        let name = card_name(card);
        let place = format!("{name} in {}", stage_name(self.reading.map, stage));
        let is_effort = card.channel.is_some_and(is_self_service) || !card.wait.trim().is_empty();
        let (method, text) = if is_effort {
            let text = format!(
                "How much do you agree? {name} made it easy for me to do what I came for. (1 \
                 strongly disagree to 7 strongly agree)"
            );
            (Method::Ces, text)
        } else {
            let text = format!(
                "How would you rate your overall satisfaction with {name}? (1 very dissatisfied \
                 to 5 very satisfied)"
            );
            (Method::Csat, text)
        };
        self.add(element, reason, method, place, text);
    }

    /// A stage of which nothing is known.
    fn stage(&mut self, stage: &Stage, reason: Reason) {
        let name = stage_name(self.reading.map, stage);
        let text = interview(&name);
        self.add(
            Element::Stage(stage.id),
            reason,
            Method::Interview,
            name,
            text,
        );
    }

    /// The journey of a map without a curve.
    fn journey(&mut self) {
        let map = self.reading.map;
        for stage in &map.stages {
            self.stage(stage, Reason::Unknown);
        }
    }

    /// Adds a question, or what it is about to one with the same text.
    fn add(
        &mut self,
        element: Element,
        reason: Reason,
        method: Method,
        place: String,
        text: String,
    ) {
        if !self.asked.insert(element) {
            return;
        }
        let key = format!("{place}\n{text}");
        let same = self
            .places
            .get(&key)
            .and_then(|place| self.found.get_mut(*place));
        if let Some(question) = same {
            question.about.push(element);
            question.reason = question.reason.min(reason);
            return;
        }
        self.places.insert(key, self.found.len());
        self.found.push(Question {
            about: vec![element],
            reason,
            method,
            place,
            text,
        });
    }
}

/// The question of the Net Promoter Score.
const RECOMMEND: &str = "How likely is it that you would recommend us to a friend or colleague? \
                         (0 not at all likely to 10 extremely likely) What is the main reason for \
                         your answer?";

/// What to ask of a stage as a whole: do, say, remember.
fn interview(stage: &str) -> String {
    format!(
        "Think back to the time of {stage}: what did you do, what did you say or think, and what \
         do you remember most?"
    )
}

/// Whether a card is where customers are met.
fn is_met(reading: &Reading, card: &Card) -> bool {
    let kind = reading.kind(card);
    card.channel.is_some()
        || matches!(
            kind,
            Some(LaneKind::Touchpoints | LaneKind::Frontstage | LaneKind::PhysicalEvidence)
        )
}

/// Whether cards of a lane are the customer's own: what only customers know.
const fn is_of_customer(kind: LaneKind) -> bool {
    match kind {
        LaneKind::Actions | LaneKind::Thoughts | LaneKind::Quotes | LaneKind::PainPoints => true,
        LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Opportunities
        | LaneKind::Metrics
        | LaneKind::Pictures
        | LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::PhysicalEvidence
        | LaneKind::Owners
        | LaneKind::Custom => false,
    }
}

/// Channels in which customers do the work themselves.
const fn is_self_service(channel: Channel) -> bool {
    match channel {
        Channel::Web
        | Channel::App
        | Channel::Email
        | Channel::Phone
        | Channel::Chat
        | Channel::Sms
        | Channel::Product
        | Channel::Document => true,
        Channel::Social
        | Channel::Store
        | Channel::Mail
        | Channel::Ad
        | Channel::Event
        | Channel::Person
        | Channel::Partner
        | Channel::Review
        | Channel::Own(_) => false,
    }
}

#[cfg(test)]
mod tests;
