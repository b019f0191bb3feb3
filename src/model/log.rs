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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::model::{Edit, FeedbackKind, MapField, MetricKind, New, Survey, Template};

    /// A map of five stages with two verbatims, the second about the first card.
    fn map() -> (Map, StageId, CardId) {
        let mut map = Template::FiveStages.map();
        let stage = map.stages[0].id;
        let lane = map.lanes[0].id;
        let card =
            crate::model::Card::new(CardId(0), lane, crate::model::At::default(), "Searches");
        map.apply(&Edit::Add(New::Card(stage, Box::new(card))))
            .unwrap();
        let card = map.stages[0].cards.last().unwrap().id;
        let told = ["Slow", "Dear"].map(|said| Feedback::new(FeedbackId(0), said));
        map.apply(&Edit::AddFeedback(Arc::new(told.to_vec())))
            .unwrap();
        let second = map.feedback[1].id;
        let about = FeedbackField::About(Subject::Card(card));
        map.apply(&Edit::SetFeedback(vec![second], about)).unwrap();
        (map, stage, card)
    }

    #[test]
    fn feedback_gets_ids_of_its_own_and_keeps_only_what_is_there() {
        let (mut map, stage, _) = map();
        assert_eq!(map.check(), []);
        let told = Feedback {
            stage: Some(StageId(9_999)),
            score: Some(f64::NAN),
            ..Feedback::new(map.feedback[0].id, "Lost")
        };
        let known = Feedback {
            stage: Some(stage),
            ..told.clone()
        };
        map.apply(&Edit::AddFeedback(Arc::new(vec![told, known])))
            .unwrap();
        let ids: BTreeSet<FeedbackId> = map.feedback.iter().map(|told| told.id).collect();
        assert_eq!(ids.len(), 4);
        assert_eq!(
            (map.feedback[2].subject(), map.feedback[2].score),
            (Subject::Map, None)
        );
        assert_eq!(map.feedback[3].subject(), Subject::Stage(stage));
        assert_eq!(map.check(), []);
    }

    #[test]
    fn an_edit_of_one_entry_shares_the_others() {
        let (map, ..) = map();
        let mut changed = map.clone();
        assert!(Arc::ptr_eq(&map.feedback, &changed.feedback));
        let first = map.feedback[0].id;
        let own = FeedbackField::Kind(Some(FeedbackKind::Own), "Access".into());
        changed.apply(&Edit::SetFeedback(vec![first], own)).unwrap();
        assert_eq!(changed.feedback[0].kind_label(), Some("Access"));
        assert_eq!(map.feedback[0].kind_label(), None);
        assert!(Arc::ptr_eq(&map.feedback[1], &changed.feedback[1]));
    }

    #[test]
    fn an_edit_of_entries_that_are_not_all_there_changes_nothing() {
        let (mut map, ..) = map();
        let before = map.clone();
        let ids = vec![map.feedback[0].id, FeedbackId(9_999)];
        let score = FeedbackField::Score(Some(3.0));
        assert_eq!(
            map.apply(&Edit::SetFeedback(ids.clone(), score)),
            Err(EditError::NoFeedback(FeedbackId(9_999)))
        );
        assert!(map.apply(&Edit::RemoveFeedback(ids)).is_err());
        let survey = FeedbackField::About(Subject::Stage(StageId(9_999)));
        assert!(
            map.apply(&Edit::SetFeedback(vec![map.feedback[0].id], survey))
                .is_err()
        );
        assert_eq!(map, before);
        let gone = vec![map.feedback[0].id];
        map.apply(&Edit::RemoveFeedback(gone)).unwrap();
        assert_eq!(map.feedback.len(), 1);
    }

    #[test]
    fn what_is_gone_is_spoken_of_and_measured_no_more() {
        let (mut map, stage, card) = map();
        let metric = Metric {
            stage: Some(stage),
            ..Metric::new(MetricId(0), MetricKind::Nps, "NPS")
        };
        map.apply(&Edit::Add(New::Metric(metric))).unwrap();
        let rules = [Subject::Stage(stage), Subject::Card(card), Subject::Map].map(|subject| {
            let (stage, card) = subject.parts();
            let words = "slow".into();
            StageRule { words, stage, card }
        });
        let rules = Edit::SetMap(MapField::Rules(rules.to_vec()));
        map.apply(&rules).unwrap();
        assert_eq!(map.rules.len(), 2, "a rule leads somewhere");
        map.apply(&Edit::Remove(Element::Card(card))).unwrap();
        assert_eq!(map.feedback[1].subject(), Subject::Map);
        assert_eq!((map.rules.len(), map.check()), (1, vec![]));
        map.apply(&Edit::Remove(Element::Stage(stage))).unwrap();
        assert_eq!(map.metrics.last().unwrap().subject(), Subject::Map);
        assert_eq!((map.rules.len(), map.check()), (0, vec![]));
    }

    #[test]
    fn a_metric_that_is_removed_is_shown_by_no_card() {
        let (mut map, _, card) = map();
        let metric = Metric::new(MetricId(0), MetricKind::Csat, "CSAT");
        map.apply(&Edit::Add(New::Metric(metric))).unwrap();
        let id = map.metrics.last().unwrap().id;
        let shown = crate::model::CardField::Metric(Some(id));
        map.apply(&Edit::SetCard(card, shown)).unwrap();
        map.apply(&Edit::RemoveMetric(id)).unwrap();
        assert_eq!(map.card(card).unwrap().1.metric, None);
        assert_eq!(
            map.apply(&Edit::RemoveMetric(id)),
            Err(EditError::NoMetric(id))
        );
        assert_eq!(Survey::Ces.range(), (1.0, 7.0));
    }
}
