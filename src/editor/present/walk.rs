//! A walk: a show in which the room plays the journey stage by stage and says
//! after each what the customer does, says and remembers. It begins with who
//! is there, and counts the notes that are taken.

use crate::{
    editor::{capture::NoteKind, session::Editor},
    model::{CardId, Edit, MapField, StageId},
};

use super::Turn;

impl Editor {
    /// Begins a walk: a show at the map as a whole, asking who is there.
    pub fn walk_through(&mut self) {
        self.present(None);
        if let Some(show) = &mut self.show {
            show.walks = true;
            show.gathers = true;
        }
    }

    /// Whether the show that runs is a walk.
    #[must_use]
    pub fn is_walking(&self) -> bool {
        self.show.as_ref().is_some_and(|show| show.walks)
    }

    /// Whether the walk still asks who is there.
    #[must_use]
    pub fn is_gathering(&self) -> bool {
        self.show.as_ref().is_some_and(|show| show.gathers)
    }

    /// Everybody is there: the walk goes to the first stage.
    pub fn set_out(&mut self) {
        if let Some(show) = &mut self.show {
            show.gathers = false;
        }
        self.turn(Turn::Stage(0));
    }

    /// Adds somebody who takes part. False for a name without letters, or one
    /// that is there already.
    pub fn add_participant(&mut self, name: &str) -> bool {
        let name = name.trim();
        let mut names = self.map().participants.clone();
        if name.is_empty() || names.iter().any(|held| held == name) {
            return false;
        }
        names.push(name.to_owned());
        self.set_participants(names, "add participant");
        true
    }

    /// Takes somebody off the list, by their place in it.
    pub fn remove_participant(&mut self, place: usize) {
        let mut names = self.map().participants.clone();
        if place < names.len() {
            names.remove(place);
            self.set_participants(names, "remove participant");
        }
    }

    fn set_participants(&mut self, names: Vec<String>, label: &'static str) {
        let edit = Edit::SetMap(MapField::Participants(names));
        // A refusal is kept as trouble.
        let _ = self.run(&[edit], label);
    }

    /// Remembers that a card is a note of this show.
    pub(in crate::editor) fn note_captured(&mut self, card: CardId) {
        if let Some(show) = &mut self.show {
            show.noted.insert(card);
        }
    }

    /// How many notes of a kind were taken on a stage in this show and are
    /// still there.
    #[must_use]
    pub fn notes_taken(&self, stage: StageId, kind: NoteKind) -> usize {
        let map = self.map();
        let (Some(show), Some((_, stage))) = (&self.show, map.stage(stage)) else {
            return 0;
        };
        let is_kind = |card: &CardId| {
            let card = stage.cards.iter().find(|held| held.id == *card);
            let lane = card.and_then(|card| map.lane(card.lane));
            lane.is_some_and(|(_, lane)| lane.kind == kind.lane_kind())
        };
        show.noted.iter().filter(|card| is_kind(card)).count()
    }
}
