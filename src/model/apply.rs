//! The one function that changes a map. Cascades are written here and nowhere
//! else: what goes with a stage, a lane, a curve or a card that is removed.
//! Copies only the stage and the card that change.

use std::sync::Arc;

use super::{
    edit::{Edit, EditError, New},
    feedback::{Metric, Subject},
    id::{CardId, ChannelId, CurveId, Element, LaneId, MetricId, PersonaId, PointId, StageId},
    map::{Curve, Lane, Map, OwnChannel, Persona},
    number::At,
    set::{set_lane, set_persona, set_stage},
    stage::{Card, EmotionPoint, Stage},
    words::Channel,
};

impl Map {
    /// Makes one change and says which element it created, if any.
    ///
    /// # Errors
    /// An id in the edit is not part of the map; the map is then as it was.
    pub fn apply(&mut self, edit: &Edit) -> Result<Option<Element>, EditError> {
        let at_stake = self.pictures_at_stake(edit);
        let created = self.change(edit)?;
        self.drop_unused(at_stake);
        Ok(created)
    }

    fn change(&mut self, edit: &Edit) -> Result<Option<Element>, EditError> {
        match edit {
            Edit::Add(new) => return self.add(new),
            Edit::AddPicture(name, picture) => {
                self.pictures.insert(name.clone(), Arc::clone(picture));
            }
            Edit::Remove(element) => self.remove(*element)?,
            Edit::SetMap(field) => self.set_map(field),
            Edit::SetPersona(id, field) => set_persona(self.persona_mut(*id)?, field),
            Edit::SetStage(id, field) => set_stage(self.stage_mut(*id)?, field),
            Edit::SetLane(id, field) => set_lane(self.lane_mut(*id)?, field),
            Edit::SetCard(id, field) => self.set_card(*id, field)?,
            Edit::SetPoint(id, field) => self.set_point(*id, field)?,
            Edit::SetCurve(id, field) => self.set_curve(*id, field)?,
            Edit::SetMetric(metric) => self.set_metric(metric)?,
            Edit::RemoveMetric(id) => self.remove_metric(*id)?,
            Edit::AddFeedback(told) => self.add_feedback(told),
            Edit::SetFeedback(ids, field) => self.set_feedback(ids, field)?,
            Edit::RemoveFeedback(ids) => self.remove_feedback(ids)?,
            Edit::MoveStage(id, index) => {
                let (from, _) = self
                    .stage(*id)
                    .ok_or(EditError::Missing(Element::Stage(*id)))?;
                self.rearrange_stages(|stages| {
                    let stage = stages.remove(from);
                    stages.insert((*index).min(stages.len()), stage);
                });
            }
            Edit::MoveLane(id, index) => self.move_lane(*id, *index)?,
            Edit::MoveDivider(divider, above) => self.move_divider(*divider, *above)?,
            Edit::MovePersona(id, index) => self.move_persona(*id, *index)?,
            Edit::RenameChannel(id, name) => self.rename_channel(*id, name)?,
            Edit::RemoveChannel(id) => self.remove_channel(*id)?,
            Edit::MoveCurve(id, index) => self.move_curve(*id, *index)?,
            Edit::SetView(view) => self.set_view(view)?,
            Edit::RenameView(from, to) => self.rename_view(from, to)?,
            Edit::RemoveView(name) => self.remove_view(name)?,
            Edit::PlaceCard {
                card,
                stage,
                lane,
                at,
            } => self.place_card(*card, *stage, *lane, *at)?,
            Edit::PlacePoint {
                point,
                stage,
                at,
                feeling,
            } => {
                self.place_point(*point, *stage, |point| {
                    point.at = *at;
                    if point.feeling != *feeling {
                        point.feeling = *feeling;
                        point.score = None;
                    }
                })?;
            }
        }
        Ok(None)
    }

    /// The next free id.
    pub(super) fn mint(&mut self) -> u32 {
        let id = self.mint.0.max(1);
        self.mint.0 = id.saturating_add(1);
        id
    }

    fn add(&mut self, new: &New) -> Result<Option<Element>, EditError> {
        Ok(Some(match new {
            New::Stage(index, stage) => {
                let stage = self.minted_stage(stage);
                let id = stage.id;
                self.insert_stage(*index, stage);
                Element::Stage(id)
            }
            New::Lane(index, lane) => {
                let id = LaneId(self.mint());
                let lane = Lane {
                    id,
                    ..self.without_known_divider(lane)
                };
                self.lanes.insert((*index).min(self.lanes.len()), lane);
                Element::Lane(id)
            }
            New::Card(stage, card) => {
                self.require(Element::Stage(*stage))?;
                self.require(Element::Lane(card.lane))?;
                self.require_references(card)?;
                let id = CardId(self.mint());
                let card = Arc::new(Card {
                    id,
                    ..(**card).clone()
                });
                self.stage_mut(*stage)?.cards.push(card);
                Element::Card(id)
            }
            New::Point(stage, point) => {
                self.require(Element::Stage(*stage))?;
                self.require(Element::Curve(point.curve))?;
                if let Some(card) = point.card {
                    self.require(Element::Card(card))?;
                }
                let id = PointId(self.mint());
                let point = EmotionPoint {
                    id,
                    ..(**point).clone()
                };
                self.stage_mut(*stage)?.points.push(point);
                Element::Point(id)
            }
            New::Curve(curve) => {
                if let Some(persona) = curve.persona {
                    self.require(Element::Persona(persona))?;
                }
                if let Some(lane) = curve.lane {
                    self.require(Element::Lane(lane))?;
                }
                let id = CurveId(self.mint());
                let curve = Curve {
                    id,
                    ..(**curve).clone()
                };
                self.curves.push(curve);
                Element::Curve(id)
            }
            New::Persona(name) => {
                let id = PersonaId(self.mint());
                self.personas.push(Persona::new(id, name.as_str()));
                Element::Persona(id)
            }
            New::Channel(name) => {
                let id = ChannelId(self.mint());
                self.channels.push(OwnChannel {
                    id,
                    name: name.clone(),
                });
                return Ok(None);
            }
            New::Metric(metric) => {
                self.require_measured(metric)?;
                let id = MetricId(self.mint());
                self.metrics.push(Metric {
                    id,
                    ..metric.clone()
                });
                return Ok(None);
            }
        }))
    }

    /// A copy of a stage with new ids throughout; content that names a lane or
    /// curve the map does not have is left behind.
    fn minted_stage(&mut self, stage: &Stage) -> Stage {
        let id = StageId(self.mint());
        let mut renamed = Vec::new();
        let mut cards = Vec::new();
        for card in &stage.cards {
            if self.lane(card.lane).is_some() && self.require_references(card).is_ok() {
                let id = CardId(self.mint());
                renamed.push((card.id, id));
                cards.push(Arc::new(Card {
                    id,
                    ..(**card).clone()
                }));
            }
        }
        let mut points = Vec::new();
        for point in &stage.points {
            if self.curve(point.curve).is_some() {
                let card = point.card.and_then(|old| {
                    renamed
                        .iter()
                        .find(|(from, _)| *from == old)
                        .map(|(_, to)| *to)
                });
                points.push(EmotionPoint {
                    id: PointId(self.mint()),
                    card,
                    ..point.clone()
                });
            }
        }
        Stage {
            id,
            cards,
            points,
            ..stage.clone()
        }
    }

    fn remove(&mut self, element: Element) -> Result<(), EditError> {
        self.require(element)?;
        self.forget_in_views(element);
        match element {
            Element::Header => {}
            Element::Persona(id) => {
                self.personas.retain(|persona| persona.id != id);
                for curve in &mut self.curves {
                    curve.persona = curve.persona.filter(|persona| *persona != id);
                }
            }
            Element::Stage(id) => {
                let gone: Vec<CardId> = self
                    .stage(id)
                    .map(|(_, stage)| stage.cards.iter().map(|card| card.id).collect())
                    .unwrap_or_default();
                self.rearrange_stages(|stages| stages.retain(|stage| stage.id != id));
                self.forget_stage(id);
                self.forget_cards(&gone);
            }
            Element::Lane(id) => {
                for curve in &mut self.curves {
                    curve.lane = curve.lane.filter(|lane| *lane != id);
                }
                self.take_lane(id);
                let gone = self.drain_cards(|card| card.lane == id);
                self.forget_cards(&gone);
            }
            Element::Card(id) => {
                self.drain_cards(|card| card.id == id);
                self.forget_cards(&[id]);
            }
            Element::Point(id) => self.retain_points(|point| point.id != id),
            Element::Divider(divider) => {
                for lane in &mut self.lanes {
                    lane.divider = lane.divider.filter(|held| *held != divider);
                }
            }
            Element::Curve(id) => {
                self.curves.retain(|curve| curve.id != id);
                self.retain_points(|point| point.curve != id);
            }
        }
        Ok(())
    }

    /// Takes the cards that match off their stages; stages without one are not
    /// copied.
    fn drain_cards(&mut self, matches: impl Fn(&Card) -> bool) -> Vec<CardId> {
        let mut gone = Vec::new();
        for stage in &mut self.stages {
            if stage.cards.iter().any(|card| matches(card)) {
                Arc::make_mut(stage).cards.retain(|card| {
                    let goes = matches(card);
                    gone.extend(goes.then_some(card.id));
                    !goes
                });
            }
        }
        gone
    }

    /// Clears every reference to cards that are gone.
    fn forget_cards(&mut self, gone: &[CardId]) {
        let is_gone = |card: Option<CardId>| card.is_some_and(|card| gone.contains(&card));
        for stage in &mut self.stages {
            if stage.points.iter().any(|point| is_gone(point.card)) {
                for point in &mut Arc::make_mut(stage).points {
                    point.card = point.card.filter(|card| !gone.contains(card));
                }
            }
        }
        self.forget_subjects(|subject| match subject {
            Subject::Card(card) => gone.contains(&card),
            Subject::Map | Subject::Stage(_) => false,
        });
    }

    fn retain_points(&mut self, keep: impl Fn(&EmotionPoint) -> bool) {
        for stage in &mut self.stages {
            if !stage.points.iter().all(&keep) {
                Arc::make_mut(stage).points.retain(&keep);
            }
        }
    }

    fn place_card(
        &mut self,
        id: CardId,
        to: StageId,
        lane: LaneId,
        at: At,
    ) -> Result<(), EditError> {
        self.require(Element::Stage(to))?;
        self.require(Element::Lane(lane))?;
        let (from, _) = self.card(id).ok_or(EditError::Missing(Element::Card(id)))?;
        let from = from.id;
        if from == to {
            let card = self.card_mut(id)?;
            card.lane = lane;
            card.at = at;
            return Ok(());
        }
        let cards = &mut self.stage_mut(from)?.cards;
        let place = cards.iter().position(|card| card.id == id);
        let mut card = cards.remove(place.ok_or(EditError::Missing(Element::Card(id)))?);
        let placed = Arc::make_mut(&mut card);
        placed.lane = lane;
        placed.at = at;
        self.stage_mut(to)?.cards.push(card);
        Ok(())
    }

    pub(super) fn place_point(
        &mut self,
        id: PointId,
        to: StageId,
        place: impl FnOnce(&mut EmotionPoint),
    ) -> Result<(), EditError> {
        self.require(Element::Stage(to))?;
        let (from, _) = self
            .point(id)
            .ok_or(EditError::Missing(Element::Point(id)))?;
        let from = from.id;
        let points = &mut self.stage_mut(from)?.points;
        let index = points
            .iter()
            .position(|point| point.id == id)
            .ok_or(EditError::Missing(Element::Point(id)))?;
        if from == to {
            if let Some(point) = points.get_mut(index) {
                place(point);
            }
            return Ok(());
        }
        let mut point = points.remove(index);
        place(&mut point);
        self.stage_mut(to)?.points.push(point);
        Ok(())
    }

    pub(super) fn require(&self, element: Element) -> Result<(), EditError> {
        if self.contains(element) {
            Ok(())
        } else {
            Err(EditError::Missing(element))
        }
    }

    pub(super) fn require_channel(&self, channel: Channel) -> Result<(), EditError> {
        let is_known = match channel.common_label() {
            Some(_) => true,
            None => self
                .channels
                .iter()
                .any(|own| channel == Channel::Own(own.id)),
        };
        if is_known {
            Ok(())
        } else {
            Err(EditError::NoChannel)
        }
    }

    fn require_references(&self, card: &Card) -> Result<(), EditError> {
        if let Some(metric) = card.metric {
            self.metric(metric).ok_or(EditError::NoMetric(metric))?;
        }
        card.channel
            .map_or(Ok(()), |channel| self.require_channel(channel))
    }

    fn persona_mut(&mut self, id: PersonaId) -> Result<&mut Persona, EditError> {
        let found = self.personas.iter_mut().find(|persona| persona.id == id);
        found.ok_or(EditError::Missing(Element::Persona(id)))
    }

    fn lane_mut(&mut self, id: LaneId) -> Result<&mut Lane, EditError> {
        let found = self.lanes.iter_mut().find(|lane| lane.id == id);
        found.ok_or(EditError::Missing(Element::Lane(id)))
    }

    fn stage_mut(&mut self, id: StageId) -> Result<&mut Stage, EditError> {
        let found = self.stages.iter_mut().find(|stage| stage.id == id);
        found
            .map(Arc::make_mut)
            .ok_or(EditError::Missing(Element::Stage(id)))
    }

    pub(super) fn card_mut(&mut self, id: CardId) -> Result<&mut Card, EditError> {
        let (stage, _) = self.card(id).ok_or(EditError::Missing(Element::Card(id)))?;
        let stage = stage.id;
        let cards = &mut self.stage_mut(stage)?.cards;
        let found = cards.iter_mut().find(|card| card.id == id);
        found
            .map(Arc::make_mut)
            .ok_or(EditError::Missing(Element::Card(id)))
    }
}
