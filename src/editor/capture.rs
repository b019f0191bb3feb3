//! Notes that are taken while people talk: a text and what it is about become
//! a card on a stage, on the lane for it, after those that are there. The lane
//! is shown or added when it cannot be seen, in the same step.

use super::{
    onward::place_after,
    placing::{Maker, free_place},
    selection::{Cell, Selection},
    session::Editor,
};
use crate::{
    file::plain::kept,
    model::{At, Card, CardId, Edit, Element, Evidence, LaneId, LaneKind, StageId},
};

/// Where notes of a workshop say that they are known from.
const SOURCE: &str = "Workshop";

/// What a note is about. The first three are what a role-play asks after each
/// stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// What the customer does.
    #[default]
    Does,
    /// What they say, word for word.
    Says,
    /// What they remember of it afterwards.
    Remembers,
    /// What hurts.
    Pain,
    /// What could be better.
    Idea,
}

impl NoteKind {
    /// Every one, in the order of the row of choices.
    pub const ALL: [Self; 5] = [
        Self::Does,
        Self::Says,
        Self::Remembers,
        Self::Pain,
        Self::Idea,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Does => "Does",
            Self::Says => "Says",
            Self::Remembers => "Remembers",
            Self::Pain => "Pain",
            Self::Idea => "Idea",
        }
    }

    /// What the room is asked.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Does => "What do they do?",
            Self::Says => "What do they say?",
            Self::Remembers => "What do they remember?",
            Self::Pain => "What hurts here?",
            Self::Idea => "What could be better?",
        }
    }

    /// The kind of lane that its cards stand on.
    #[must_use]
    pub const fn lane_kind(self) -> LaneKind {
        match self {
            Self::Does => LaneKind::Actions,
            Self::Says => LaneKind::Quotes,
            Self::Remembers => LaneKind::Thoughts,
            Self::Pain => LaneKind::PainPoints,
            Self::Idea => LaneKind::Opportunities,
        }
    }

    /// The next one in the row, or the one before; around its ends.
    #[must_use]
    pub fn beside(self, forward: bool) -> Self {
        let last = Self::ALL.len() - 1;
        let at = Self::ALL.iter().position(|kind| *kind == self).unwrap_or(0);
        let next = match (forward, at) {
            (true, at) if at == last => 0,
            (true, at) => at + 1,
            (false, 0) => last,
            (false, at) => at - 1,
        };
        Self::ALL.get(next).copied().unwrap_or_default()
    }

    const fn step(self) -> &'static str {
        match self {
            Self::Does => "note what they do",
            Self::Says => "note what they say",
            Self::Remembers => "note what they remember",
            Self::Pain => "note a pain point",
            Self::Idea => "note an idea",
        }
    }
}

/// What came of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// The card it became.
    pub card: CardId,
    /// The name of the lane it stands on.
    pub lane: String,
    /// What had to be done so that the lane can be seen.
    pub made: Made,
}

/// What had to be done for a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Nothing: it is shown.
    Nothing,
    /// It was hidden, and is shown now.
    Shown,
    /// There was none of its kind, and now there is.
    Added,
}

impl Editor {
    /// The stage that a note goes to when nobody says which: that of the page
    /// that is shown, else that of what is selected, else the one in the
    /// middle of the view.
    pub fn stage_of_note(&mut self) -> Option<StageId> {
        if let Some((stage, _)) = self.shown_page() {
            return stage;
        }
        let first = self.map().stages.first().map(|stage| stage.id);
        self.stage_to_present().or(first)
    }

    /// Makes a note a card of a stage, as one step; what is selected stays so.
    /// `today`, as `YYYY-MM-DD`, goes to its source. None for a text without
    /// words, or when the stage is gone.
    pub fn capture(
        &mut self,
        stage: StageId,
        kind: NoteKind,
        text: &str,
        today: &str,
    ) -> Option<Captured> {
        self.settle();
        let text = kept(text.trim().to_owned());
        self.map().stage(stage).filter(|_| !text.is_empty())?;
        let (lane, made) = self.lane_of_note(kind);
        let (moves, at) = match lane {
            Some(lane) => self.place_of_note(Cell { stage, lane }),
            None => (Vec::new(), At::default()),
        };
        let map = self.map();
        let mut maker = Maker::new(map);
        let lane = maker.lane(kind.lane_kind());
        let place = |card, at| Edit::PlaceCard {
            card,
            stage,
            lane,
            at,
        };
        let edits = moves.iter().map(|(card, at)| place(*card, *at));
        maker.edits.extend(edits);
        let mut card = Card::new(CardId(0), lane, at, text);
        card.evidence = Some(Evidence::Reported);
        card.source = if today.is_empty() {
            SOURCE.to_owned()
        } else {
            format!("{SOURCE} {today}")
        };
        maker.copy(stage, card);
        let edits = maker.edits;
        let held = self.selection.clone();
        let Ok(Some(Element::Card(card))) = self.run(&edits, kind.step()) else {
            return None;
        };
        self.select(held);
        self.typed.extend(moves);
        self.typed.insert(card, at);
        self.note_captured(card);
        let lane = self.map().lane(lane).map(|(_, lane)| lane.name.clone());
        Some(Captured {
            card,
            lane: lane.unwrap_or_default(),
            made,
        })
    }

    /// The lane that a note goes to, and what has to be done for it; none when
    /// it is still to be added.
    fn lane_of_note(&self, kind: NoteKind) -> (Option<LaneId>, Made) {
        let lanes = self.map().lanes.iter();
        let of_kind = lanes.filter(|lane| lane.kind == kind.lane_kind());
        // `Maker::lane` takes the same one.
        match of_kind.min_by_key(|lane| lane.hidden) {
            Some(lane) if lane.hidden => (Some(lane.id), Made::Shown),
            Some(lane) => (Some(lane.id), Made::Nothing),
            None => (None, Made::Added),
        }
    }

    /// Where the next card of a cell goes: after its last one in time.
    fn place_of_note(&mut self, cell: Cell) -> (Vec<(CardId, At)>, At) {
        let layout = self.sheet_layout();
        let map = self.map();
        let last = map.stage(cell.stage).and_then(|(_, stage)| {
            let here = stage.cards.iter().filter(|card| card.lane == cell.lane);
            here.max_by(|a, b| {
                let by_time = a.at.value().total_cmp(&b.at.value());
                by_time.then(a.id.cmp(&b.id))
            })
        });
        let after = last.and_then(|last| place_after(map, (&layout, &self.typed), cell, last.id));
        after.unwrap_or_else(|| (Vec::new(), free_place(map, cell, None)))
    }

    /// Selects a card in a show and goes to its page; outside one, brings it
    /// into view.
    pub fn show_card(&mut self, card: CardId) {
        let element = Element::Card(card);
        if !self.is_presenting() {
            return self.go_to(element);
        }
        self.settle();
        if let Some((pages, _)) = self.pages() {
            let mut pages = pages.iter();
            let found = pages.find(|page| page.stage.is_some() && page.shows(element));
            if let Some(page) = found {
                self.show_again((page.stage, page.number));
            }
        }
        self.select(Selection::one(element));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_go_around_their_row_both_ways() {
        for kind in NoteKind::ALL {
            assert_eq!(kind.beside(true).beside(false), kind);
        }
        assert_eq!(NoteKind::Idea.beside(true), NoteKind::Does);
        assert_eq!(NoteKind::Does.beside(false), NoteKind::Idea);
    }
}
