//! Pictures that come in: where one goes that is dropped, chosen or pasted,
//! and the one step that puts it there. Knows neither files nor decoding.

use std::sync::Arc;

use emath::Pos2;

use super::{
    placing::{Maker, free_place},
    selection::Cell,
    session::Editor,
};
use crate::{
    file::{limits, picture::Taken},
    layout::Hit,
    model::{
        At, Card, CardField, CardId, Edit, Element, LaneId, LaneKind, Map, PersonaField, PersonaId,
        StageId,
    },
};

/// Where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PictureTarget {
    /// The portrait of a persona.
    Portrait(PersonaId),
    /// A card that there is.
    Card(CardId),
    /// A new card on a lane of pictures; without a lane on the first of them,
    /// which is added if there is none.
    New {
        /// The stage.
        stage: StageId,
        /// The lane.
        lane: Option<LaneId>,
        /// How far across the stage; where there is room, if it is not known.
        at: Option<At>,
    },
}

impl Editor {
    /// Where a picture goes that is dropped at a place of the map: on the
    /// portrait or a card with pictures if it is let go there, else on the
    /// lane of pictures at that moment. `None` on a map without stages.
    pub fn picture_target_at(&mut self, pos: Pos2) -> Option<PictureTarget> {
        let layout = self.layout();
        let map = Arc::clone(self.map());
        let on_portrait = layout.header.portrait.is_some_and(|(center, radius)| {
            (center + layout.header_corner().to_vec2()).distance(pos) <= radius + 4.0
        });
        if let (true, Some(persona)) = (on_portrait, map.personas.first()) {
            return Some(PictureTarget::Portrait(persona.id));
        }
        let hit = layout.hit(pos, 2.0 * self.view.pixel());
        if let Hit::Card(id) = hit
            && shows_pictures(&map, id)
        {
            return Some(PictureTarget::Card(id));
        }
        let lane = if let Hit::Cell { lane, .. } = hit {
            let (_, lane) = map.lane(lane)?;
            (lane.kind == LaneKind::Pictures).then_some(lane.id)
        } else {
            None
        };
        let column = layout.column_at(pos.x)?;
        let at = lane.and_then(|lane| {
            let row = layout.lanes.iter().find(|row| row.id == lane)?;
            let width = crate::layout::tokens::PICTURE;
            let corner = Pos2::new(pos.x - width / 2.0, row.y + 1.0);
            Some(layout.place(corner, width)?.at)
        });
        Some(PictureTarget::New {
            stage: column.id,
            lane,
            at: at.map(|at| At::rounded(at.value())),
        })
    }

    /// Where a picture goes when no pointer says where: to what is selected.
    #[must_use]
    pub fn picture_target(&self) -> Option<PictureTarget> {
        let map = self.map();
        let new = |stage, lane| PictureTarget::New {
            stage,
            lane,
            at: None,
        };
        let of_kind = |id: LaneId| {
            let (_, lane) = map.lane(id)?;
            (lane.kind == LaneKind::Pictures).then_some(id)
        };
        let first = map.stages.first().map(|stage| stage.id);
        let anywhere = || {
            let persona = map.personas.first();
            let portrait = persona.map(|persona| PictureTarget::Portrait(persona.id));
            first.map(|stage| new(stage, None)).or(portrait)
        };
        match self.selection.primary() {
            Some(Element::Persona(id)) => Some(PictureTarget::Portrait(id)),
            Some(Element::Card(id)) if shows_pictures(map, id) => Some(PictureTarget::Card(id)),
            Some(Element::Card(id)) => map.card(id).map(|(stage, _)| new(stage.id, None)),
            Some(Element::Stage(id)) => Some(new(id, None)),
            Some(Element::Point(id)) => map.point(id).map(|(stage, _)| new(stage.id, None)),
            Some(Element::Lane(id)) => first.map(|stage| new(stage, of_kind(id))),
            Some(Element::Header | Element::Curve(_) | Element::Divider(_)) => anywhere(),
            None => match self.selection.empty_cell() {
                Some(cell) => Some(new(cell.stage, of_kind(cell.lane))),
                None => anywhere(),
            },
        }
    }

    /// Makes pictures part of the map and shows them at a place, as one step.
    /// Further pictures than the first become cards beside it.
    ///
    /// # Errors
    /// Not all could be taken, in the user's words; those before were.
    pub fn show_pictures(
        &mut self,
        target: PictureTarget,
        pictures: Vec<Taken>,
    ) -> Result<(), String> {
        self.settle();
        let mut plan = Plan::new(self.map(), target);
        let count = pictures.len();
        let mut refused = None;
        for taken in pictures {
            if let Some(reason) = plan.add(taken) {
                refused = Some(reason);
                break;
            }
        }
        let Plan { edits, added, .. } = plan;
        if added > 0 {
            let label = match (target, added) {
                (PictureTarget::Portrait(_), _) => "set portrait".into(),
                (PictureTarget::Card(_), 1) => "set picture".into(),
                (_, 1) => "add picture".into(),
                (_, several) => format!("add {several} pictures"),
            };
            // The reason is told here, not as trouble.
            let done = self.run(&edits, label);
            self.take_trouble();
            done.map_err(|error| error.to_string())?;
        }
        match refused {
            Some(reason) if count > 1 => Err(format!("{added} of {count} were taken: {reason}")),
            Some(reason) => Err(reason),
            None => Ok(()),
        }
    }
}

/// Whether a card is one of pictures: by its lane, or because it shows one.
fn shows_pictures(map: &Map, id: CardId) -> bool {
    map.card(id).is_some_and(|(_, card)| {
        let lane = map.lane(card.lane);
        card.picture.is_some() || lane.is_some_and(|(_, lane)| lane.kind == LaneKind::Pictures)
    })
}

/// The edits of one step, and the map as they leave it.
struct Plan {
    map: Map,
    target: PictureTarget,
    edits: Vec<Edit>,
    added: usize,
}

impl Plan {
    fn new(map: &Map, target: PictureTarget) -> Self {
        Self {
            map: map.clone(),
            target,
            edits: Vec::new(),
            added: 0,
        }
    }

    /// Adds one picture; gives the reason why it is not taken.
    fn add(&mut self, taken: Taken) -> Option<String> {
        let name = self.map.picture_name(&taken.name, &taken.picture);
        let mut edits = Vec::new();
        if !self.map.pictures.contains_key(&name) {
            let room = limits::no_room_for_picture(&self.map, taken.picture.weight());
            if let Some(reason) = room {
                return Some(format!("{}: {reason}", taken.name));
            }
            edits.push(Edit::AddPicture(name.clone(), Arc::new(taken.picture)));
        }
        match self.target {
            PictureTarget::Portrait(id) => {
                if self.added > 0 {
                    return Some("a portrait is one picture; drop the others on a lane".into());
                }
                edits.push(Edit::SetPersona(id, PersonaField::Portrait(Some(name))));
            }
            PictureTarget::Card(id) if self.added == 0 => {
                edits.push(Edit::SetCard(id, CardField::Picture(Some(name))));
            }
            PictureTarget::Card(id) => {
                let (stage, card) = self.map.card(id)?;
                let (stage, lane) = (stage.id, card.lane);
                self.new_card(Cell { stage, lane }, None, name, &mut edits);
            }
            PictureTarget::New { stage, lane, at } => {
                let mut maker = Maker::new(&self.map);
                let lane = lane.unwrap_or_else(|| maker.lane(LaneKind::Pictures));
                edits.extend(maker.edits);
                let at = at.filter(|_| self.added == 0);
                self.new_card(Cell { stage, lane }, at, name, &mut edits);
            }
        }
        match self.map.apply_all(&edits) {
            Ok(_) => {
                self.edits.extend(edits);
                self.added += 1;
                None
            }
            Err(error) => Some(error.to_string()),
        }
    }

    fn new_card(&self, cell: Cell, at: Option<At>, name: String, edits: &mut Vec<Edit>) {
        let at = at.unwrap_or_else(|| free_place(&self.map, cell, None));
        let card = Card {
            picture: Some(name),
            ..Card::new(CardId(0), cell.lane, at, "")
        };
        let new = crate::model::New::Card(cell.stage, Box::new(card));
        edits.push(Edit::Add(new));
    }
}
