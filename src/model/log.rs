//! The parts of [`Map::apply`] that change what is known from outside: the
//! feedback log, metrics, and the rules by which feedback finds its stage.
//! Copies the log's list of addresses and what changes of it, nothing else.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    edit::{EditError, FeedbackField},
    feedback::{Feedback, Metric, StageRule, Subject},
    id::{CardId, Element, FeedbackId, MetricId, StageId},
    map::Map,
};

impl Map {
    pub(super) fn set_metric(&mut self, metric: &Metric) -> Result<(), EditError> {
        self.require_measured(metric)?;
        let held = self.metrics.iter_mut().find(|held| held.id == metric.id);
        *held.ok_or(EditError::NoMetric(metric.id))? = metric.clone();
        Ok(())
    }

    pub(super) fn remove_metric(&mut self, id: MetricId) -> Result<(), EditError> {
        self.metric(id).ok_or(EditError::NoMetric(id))?;
        self.metrics.retain(|metric| metric.id != id);
        for stage in &mut self.stages {
            if stage.cards.iter().any(|card| card.metric == Some(id)) {
                for card in &mut Arc::make_mut(stage).cards {
                    if card.metric == Some(id) {
                        Arc::make_mut(card).metric = None;
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds feedback with new ids; what it speaks of and the map does not have
    /// is left behind.
    pub(super) fn add_feedback(&mut self, told: &[Feedback]) {
        let there = There::of(self);
        let mut log = std::mem::take(&mut self.feedback);
        let held = Arc::make_mut(&mut log);
        held.reserve(told.len());
        for told in told {
            let (stage, card) = there.known(told.subject()).parts();
            held.push(Arc::new(Feedback {
                id: FeedbackId(self.mint()),
                score: told.score.filter(|score| score.is_finite()),
                stage,
                card,
                ..told.clone()
            }));
        }
        self.feedback = log;
    }

    pub(super) fn set_feedback(
        &mut self,
        ids: &[FeedbackId],
        field: &FeedbackField,
    ) -> Result<(), EditError> {
        if let FeedbackField::About(subject) = field {
            self.require_subject(*subject)?;
        }
        let ids = self.require_feedback(ids)?;
        for told in Arc::make_mut(&mut self.feedback) {
            if ids.contains(&told.id) {
                set(Arc::make_mut(told), field);
            }
        }
        Ok(())
    }

    pub(super) fn remove_feedback(&mut self, ids: &[FeedbackId]) -> Result<(), EditError> {
        let ids = self.require_feedback(ids)?;
        Arc::make_mut(&mut self.feedback).retain(|told| !ids.contains(&told.id));
        Ok(())
    }

    fn require_feedback(&self, ids: &[FeedbackId]) -> Result<BTreeSet<FeedbackId>, EditError> {
        let mut missing: BTreeSet<FeedbackId> = ids.iter().copied().collect();
        let wanted = missing.clone();
        for told in self.feedback.iter() {
            missing.remove(&told.id);
        }
        match missing.first() {
            Some(id) => Err(EditError::NoFeedback(*id)),
            None => Ok(wanted),
        }
    }

    pub(super) fn require_subject(&self, subject: Subject) -> Result<(), EditError> {
        match subject {
            Subject::Map => Ok(()),
            Subject::Stage(id) => self.require(Element::Stage(id)),
            Subject::Card(id) => self.require(Element::Card(id)),
        }
    }

    /// A metric names a stage and a card that are there, if any.
    pub(super) fn require_measured(&self, metric: &Metric) -> Result<(), EditError> {
        self.require_subject(Subject::of(metric.stage, None))?;
        self.require_subject(metric.subject())
    }

    /// The rules that lead to something on the map.
    pub(super) fn sound_rules(&self, rules: Vec<StageRule>) -> Vec<StageRule> {
        let mut rules = rules;
        let there = There::of(self);
        for rule in &mut rules {
            (rule.stage, rule.card) = there.known(rule.subject()).parts();
        }
        rules.retain(|rule| rule.subject() != Subject::Map);
        rules
    }

    pub(super) fn forget_stage(&mut self, id: StageId) {
        self.forget_subjects(|subject| subject == Subject::Stage(id));
    }

    /// Clears every mention of what is gone; rules that lead there go.
    pub(super) fn forget_subjects(&mut self, is_gone: impl Fn(Subject) -> bool) {
        let stage_left = |id: &StageId| !is_gone(Subject::Stage(*id));
        let card_left = |id: &CardId| !is_gone(Subject::Card(*id));
        let loses = |stage: Option<StageId>, card: Option<CardId>| {
            stage.is_some_and(|id| !stage_left(&id)) || card.is_some_and(|id| !card_left(&id))
        };
        if self
            .feedback
            .iter()
            .any(|told| loses(told.stage, told.card))
        {
            for told in Arc::make_mut(&mut self.feedback) {
                if loses(told.stage, told.card) {
                    let told = Arc::make_mut(told);
                    told.stage = told.stage.filter(stage_left);
                    told.card = told.card.filter(card_left);
                }
            }
        }
        for metric in &mut self.metrics {
            metric.stage = metric.stage.filter(stage_left);
            metric.card = metric.card.filter(card_left);
        }
        self.rules.retain(|rule| !loses(rule.stage, rule.card));
    }
}

/// What can be spoken of.
struct There {
    stages: BTreeSet<StageId>,
    cards: BTreeSet<CardId>,
}

impl There {
    fn of(map: &Map) -> Self {
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        Self {
            stages: map.stages.iter().map(|stage| stage.id).collect(),
            cards: cards.map(|card| card.id).collect(),
        }
    }

    fn known(&self, subject: Subject) -> Subject {
        let is_there = match subject {
            Subject::Map => true,
            Subject::Stage(id) => self.stages.contains(&id),
            Subject::Card(id) => self.cards.contains(&id),
        };
        if is_there { subject } else { Subject::Map }
    }
}

fn set(told: &mut Feedback, field: &FeedbackField) {
    match field.clone() {
        FeedbackField::Verbatim(verbatim) => told.verbatim = verbatim,
        FeedbackField::Topic(topic) => told.topic = topic,
        FeedbackField::Kind(kind, name) => (told.kind, told.kind_name) = (kind, name),
        FeedbackField::Source(source, name) => (told.source, told.source_name) = (source, name),
        FeedbackField::Survey(survey) => told.survey = survey,
        FeedbackField::Score(score) => told.score = score.filter(|score| score.is_finite()),
        FeedbackField::Date(date) => told.date = date,
        FeedbackField::Reference(reference) => told.reference = reference,
        FeedbackField::Note(note) => told.note = note,
        FeedbackField::About(subject) => (told.stage, told.card) = subject.parts(),
    }
}
