//! The parts of [`Map::apply`] that put a new value into a field. Each arm is
//! the field of the same name.

use super::{
    edit::{
        CardField, CurveField, EditError, LaneField, MapField, PersonaField, PointField, StageField,
    },
    id::{CardId, CurveId, Element, PointId},
    map::{Lane, Map, Persona},
    number::Span,
    stage::Stage,
};

impl Map {
    pub(super) fn set_map(&mut self, field: &MapField) {
        match field.clone() {
            MapField::Title(title) => self.title = title,
            MapField::Kind(kind) => self.kind = kind,
            MapField::Journey(journey) => self.journey = journey,
            MapField::Reason(reason) => self.reason = reason,
            MapField::Purpose(purpose) => self.purpose = purpose,
            MapField::Scenario(scenario) => self.scenario = scenario,
            MapField::Goal(goal) => self.goal = goal,
            MapField::Scope(scope) => self.scope = scope,
            MapField::Expectations(expectations) => self.expectations = expectations,
            MapField::Owner(owner) => self.owner = owner,
            MapField::Participants(participants) => self.participants = participants,
            MapField::Scale(scale) => self.scale = scale,
            MapField::Review(review) => self.review = review,
            MapField::Rules(rules) => self.rules = self.sound_rules(rules),
            MapField::Dismissed(dismissed) => self.dismissed = dismissed,
            MapField::Theme(theme) => self.theme = theme,
            MapField::Details(details) => self.details = details,
            MapField::MarksEvidence(marks) => self.marks_evidence = marks,
        }
    }

    pub(super) fn set_card(&mut self, id: CardId, field: &CardField) -> Result<(), EditError> {
        if let CardField::Metric(Some(metric)) = field {
            self.metric(*metric).ok_or(EditError::NoMetric(*metric))?;
        }
        if let CardField::Channel(Some(channel)) = field {
            self.require_channel(*channel)?;
        }
        let card = self.card_mut(id)?;
        match field.clone() {
            CardField::Text(text) => card.text = text,
            CardField::Note(note) => card.note = note,
            CardField::Channel(channel) => card.channel = channel,
            CardField::Evidence(evidence) => card.evidence = evidence,
            CardField::Source(source) => card.source = source,
            CardField::Owner(owner) => card.owner = owner,
            CardField::Wait(wait) => card.wait = wait,
            CardField::Severity(severity) => card.severity = severity,
            CardField::Impact(impact) => card.impact = impact,
            CardField::Effort(effort) => card.effort = effort,
            CardField::Status(status) => card.status = status,
            CardField::MomentOfTruth(flag) => card.moment_of_truth = flag,
            CardField::Votes(votes) => card.votes = votes,
            CardField::Metric(metric) => card.metric = metric,
            CardField::Picture(picture) => card.picture = picture,
            CardField::Swatch(swatch) => card.swatch = swatch,
        }
        Ok(())
    }

    pub(super) fn set_point(&mut self, id: PointId, field: &PointField) -> Result<(), EditError> {
        if let PointField::Card(Some(card)) = field {
            self.require(Element::Card(*card))?;
        }
        let stage = self
            .point(id)
            .ok_or(EditError::Missing(Element::Point(id)))?
            .0
            .id;
        self.place_point(id, stage, |point| match field.clone() {
            PointField::Feeling(feeling) => {
                point.feeling = feeling;
                point.score = None;
            }
            PointField::Word(word) => point.word = word,
            PointField::Note(note) => point.note = note,
            PointField::Evidence(evidence) => point.evidence = evidence,
            PointField::Source(source) => point.source = source,
            PointField::Card(card) => point.card = card,
            PointField::MomentOfTruth(flag) => point.moment_of_truth = flag,
        })
    }

    pub(super) fn set_curve(&mut self, id: CurveId, field: &CurveField) -> Result<(), EditError> {
        if let CurveField::Persona(Some(persona)) = field {
            self.require(Element::Persona(*persona))?;
        }
        if let CurveField::Lane(Some(lane)) = field {
            self.require(Element::Lane(*lane))?;
        }
        let curve = self.curves.iter_mut().find(|curve| curve.id == id);
        let curve = curve.ok_or(EditError::Missing(Element::Curve(id)))?;
        match field.clone() {
            CurveField::Name(name) => curve.name = name,
            CurveField::Persona(persona) => curve.persona = persona,
            CurveField::State(state) => curve.state = state,
            CurveField::Side(side) => curve.side = side,
            CurveField::Style(style) => curve.style = style,
            CurveField::Straight(straight) => curve.straight = straight,
            CurveField::Hidden(hidden) => curve.hidden = hidden,
            CurveField::Swatch(swatch) => curve.swatch = swatch,
            CurveField::Kind(kind) => curve.kind = kind,
            CurveField::Lane(lane) => curve.lane = lane,
        }
        Ok(())
    }
}

pub(super) fn set_persona(persona: &mut Persona, field: &PersonaField) {
    match field.clone() {
        PersonaField::Name(name) => persona.name = name,
        PersonaField::Role(role) => persona.role = role,
        PersonaField::Quote(quote) => persona.quote = quote,
        PersonaField::Goals(goals) => persona.goals = goals,
        PersonaField::Motivations(motivations) => persona.motivations = motivations,
        PersonaField::Frustrations(frustrations) => persona.frustrations = frustrations,
        PersonaField::Likes(likes) => persona.likes = likes,
        PersonaField::Story(story) => persona.story = story,
        PersonaField::Sources(sources) => persona.sources = sources,
        PersonaField::Portrait(portrait) => persona.portrait = portrait,
        PersonaField::Swatch(swatch) => persona.swatch = swatch,
    }
}

pub(super) fn set_stage(stage: &mut Stage, field: &StageField) {
    match field.clone() {
        StageField::Name(name) => stage.name = name,
        StageField::About(about) => stage.about = about,
        StageField::Duration(duration) => stage.duration = duration,
        StageField::Span(span) => stage.span = Span::rounded(span.value()),
        StageField::Swatch(swatch) => stage.swatch = swatch,
        StageField::KeyMoment(moment) => stage.key_moment = moment,
        StageField::KeyMomentName(name) => stage.key_moment_name = name,
        StageField::Owner(owner) => stage.owner = owner,
    }
}

pub(super) fn set_lane(lane: &mut Lane, field: &LaneField) {
    match field.clone() {
        LaneField::Name(name) => lane.name = name,
        LaneField::Kind(kind) => lane.kind = kind,
        LaneField::Hidden(hidden) => lane.hidden = hidden,
        LaneField::Swatch(swatch) => lane.swatch = swatch,
    }
}
