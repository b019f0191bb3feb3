//! Copying, cutting, pasting and duplicating: what goes to the system's
//! clipboard as text, and what comes back from it. The interface holds the
//! clipboard; here it is only a text.

use std::sync::Arc;

use super::{
    adding::target,
    clip::{Clip, Pasted, What, copyable},
    filling::{Counts, Filling, room},
    pasting::Target,
    selecting::{lane_of_element, stage_of},
    selection::{Cell, Selection},
    session::Editor,
};
use crate::model::{Element, LaneId, Map};

impl Editor {
    /// Pastes a text: what was copied here if this is its text, or there is
    /// none; lines as cards. A table is given back instead, to be seen before
    /// it goes on by [`Editor::fill`].
    pub fn paste(&mut self, text: &str) -> Option<Filling> {
        self.settle();
        self.let_go();
        let is_blank = text.trim().is_empty();
        if self.clip.is(text) || (is_blank && !self.clip.is_empty()) {
            self.paste_clip();
            return None;
        }
        if is_blank {
            return None;
        }
        let from = target(self.map(), &self.selection);
        match Filling::of(text, self.map(), from) {
            Ok(filling) if filling.is_table() => return Some(filling),
            Ok(filling) => self.fill(&filling),
            Err(error) => self.trouble = Some(error.to_string()),
        }
        None
    }

    /// Pastes a table as it was seen in its preview, as one step.
    pub fn fill(&mut self, filling: &Filling) {
        self.settle();
        self.let_go();
        let map = Arc::clone(self.map());
        if let Err(error) = filling.check(&map) {
            self.trouble = Some(error.to_string());
            return;
        }
        let counts = filling.counts();
        let (noun, count) = match (counts.cards, counts.points) {
            (0, points) if points > 0 => ("emotion point", points),
            (cards, 0) => ("card", cards),
            (cards, points) => ("element", cards + points),
        };
        self.make(filling.edits(&map), counted("paste", noun, count));
    }

    /// What is selected is the clip from now on; its text belongs on the
    /// system's clipboard.
    pub(super) fn copy(&mut self) -> String {
        self.clip = Clip::of(self.map(), &self.selection);
        self.clip.text()
    }

    /// The same, and what was copied is removed.
    pub(super) fn cut(&mut self) -> String {
        let text = self.copy();
        let gone = copyable(&self.selection);
        if gone.len() < self.selection.len() {
            self.selection = gone.into_iter().collect();
        }
        self.delete();
        text
    }

    fn paste_clip(&mut self) {
        let map = Arc::clone(self.map());
        let clip = self.clip.clone();
        let pasted = match clip.what {
            What::Content => {
                let Some(cell) = self.place_for(&clip) else {
                    let why = "nothing was pasted: add a stage and a lane first";
                    self.trouble = Some(why.into());
                    return;
                };
                clip.paste_content(&map, Target::Cell(cell))
            }
            What::Stages => {
                let after = stage_of(&map, &self.selection).and_then(|id| map.stage(id));
                let index = after.map_or(map.stages.len(), |(index, _)| index + 1);
                clip.paste_stages(&map, index)
            }
            What::Lanes => {
                let after = lane_of(&map, &self.selection).and_then(|id| map.lane(id));
                let index = after.map_or(map.lanes.len(), |(index, _)| index + 1);
                clip.paste_lanes(&map, index)
            }
        };
        self.paste_parts(&clip, pasted, "paste");
    }

    /// The cell that a copy of cards or points goes to. Points need no lane of
    /// cards: where the emotion lane was pointed at, its stage counts.
    fn place_for(&self, clip: &Clip) -> Option<Cell> {
        let map = self.map();
        let pointed = self.selection.empty_cell();
        let found = target(map, &self.selection);
        let has_cards = clip.part.stages.iter().any(|stage| !stage.cards.is_empty());
        if has_cards {
            return found;
        }
        let stage = pointed.map(|cell| cell.stage);
        let stage = stage.or(found.map(|cell| cell.stage));
        Some(Cell {
            stage: stage.or(map.stages.first().map(|stage| stage.id))?,
            lane: found
                .map(|cell| cell.lane)
                .or(map.lanes.first().map(|l| l.id))?,
        })
    }

    pub(super) fn duplicate(&mut self) {
        if let Some(Element::Curve(id)) = self.selection.primary() {
            return self.duplicate_curve(id);
        }
        let map = Arc::clone(self.map());
        let clip = Clip::of(&map, &self.selection);
        let chosen = copyable(&self.selection);
        let stages = || map.stages.iter();
        let pasted = match clip.what {
            What::Content => {
                let first = stages().find(|stage| {
                    let mut cards = stage.cards.iter().map(|card| Element::Card(card.id));
                    let mut points = stage.points.iter().map(|point| Element::Point(point.id));
                    cards.any(|card| chosen.contains(&card))
                        || points.any(|point| chosen.contains(&point))
                });
                let Some(first) = first else { return };
                clip.paste_content(&map, Target::Own(first.id))
            }
            What::Stages => {
                let is_chosen = |id| chosen.contains(&Element::Stage(id));
                let last = stages().rposition(|stage| is_chosen(stage.id));
                clip.paste_stages(&map, last.map_or(map.stages.len(), |last| last + 1))
            }
            What::Lanes => {
                let is_chosen = |id| chosen.contains(&Element::Lane(id));
                let last = map.lanes.iter().rposition(|lane| is_chosen(lane.id));
                clip.paste_lanes(&map, last.map_or(map.lanes.len(), |last| last + 1))
            }
        };
        self.paste_parts(&clip, pasted, "duplicate");
    }

    fn paste_parts(&mut self, clip: &Clip, pasted: Pasted, verb: &str) {
        let part = &clip.part;
        let counts = Counts {
            cards: part.card_count(),
            points: part.stages.iter().map(|stage| stage.points.len()).sum(),
            stages: match clip.what {
                What::Stages => part.stages.len(),
                What::Content | What::Lanes => 0,
            },
            lanes: match clip.what {
                What::Lanes => part.lanes.len(),
                What::Content | What::Stages => 0,
            },
            left_out: 0,
        };
        if let Err(error) = room(self.map(), counts) {
            self.trouble = Some(error.to_string());
            return;
        }
        let label = counted(verb, clip.noun(), pasted.created.len());
        self.make(pasted, label);
    }

    /// Makes the edits a step and selects what they created.
    fn make(&mut self, pasted: Pasted, label: String) {
        if self.run(&pasted.edits, label).is_ok() && !pasted.created.is_empty() {
            self.select(pasted.created.into_iter().collect());
        }
    }
}

/// The lane that is selected, or that holds the card that is.
fn lane_of(map: &Map, selection: &Selection) -> Option<LaneId> {
    match selection.primary() {
        None => selection.empty_cell().map(|cell| cell.lane),
        Some(element) => lane_of_element(map, element),
    }
}

fn counted(verb: &str, noun: &str, count: usize) -> String {
    match count {
        1 => format!("{verb} {noun}"),
        count => format!("{verb} {count} {noun}s"),
    }
}
