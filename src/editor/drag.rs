//! Drags of cards and emotion points: what was grabbed, where it was, and the
//! edits that a place of the pointer means. The edits follow from the origin
//! and the pointer's place alone, read on the layout of the map as it was when
//! the drag began.

mod grab;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use self::grab::{CardGrab, PointGrab, grab_cards, grab_point};
use super::{
    document::Label,
    input::Input,
    interaction::Seen,
    placing::Maker,
    snap::{Columns, Guide, REACH, felt},
};
use crate::{
    layout::{Layout, feeling_from, y_from},
    model::{Card, CardId, Edit, Element, EmotionPoint, LaneId, LaneKind, Map, PointId},
};

/// A point whose feeling is not known keeps that until it is dragged this far
/// up or down, in points of the screen.
const UNKNOWN_HOLDS: f32 = 10.0;

/// Cards and points on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// Where the pointer went down.
    pub(super) origin: Pos2,
    /// How far things have moved, before they settle on a place.
    delta: Vec2,
    /// The one that is under the pointer.
    lead: Element,
    cards: Vec<CardGrab>,
    points: Vec<PointGrab>,
    columns: Arc<Columns>,
    /// What the columns were read from: the part in view, and whether the
    /// dragged cards themselves are among them.
    columns_of: (Rect, bool),
    guide: Option<Guide>,
    /// What the drag makes, while it copies: first of the cards, then of the
    /// points, in their order.
    copies: Vec<Element>,
}

impl Drag {
    /// Grabs what is selected, with `lead` under the pointer. Points that
    /// belong to a grabbed card go along with it in time.
    pub(super) fn begin(lead: Element, origin: Pos2, seen: Seen<'_>) -> Option<Self> {
        let mut cards = grab_cards(seen);
        // Placed in the order of time, so that they keep it.
        cards.sort_by(|a, b| a.rect.left().total_cmp(&b.rect.left()));
        let ids: BTreeSet<CardId> = cards.iter().map(|card| card.id).collect();
        let mut points: Vec<PointGrab> = seen
            .selection
            .points()
            .filter_map(|id| grab_point(id, false, seen))
            .collect();
        let linked = seen.map.stages.iter().flat_map(|stage| &stage.points);
        for point in linked.filter(|point| point.card.is_some_and(|card| ids.contains(&card))) {
            if !seen.selection.contains(Element::Point(point.id)) {
                points.extend(grab_point(point.id, true, seen));
            }
        }
        let holds_lead = if let Element::Card(id) = lead {
            ids.contains(&id)
        } else {
            points.iter().any(|point| Element::Point(point.id) == lead)
        };
        holds_lead.then(|| Self {
            origin,
            delta: Vec2::ZERO,
            lead,
            columns: Arc::new(Columns::of(seen.layout, seen.view, &ids)),
            columns_of: (seen.view, false),
            cards,
            points,
            guide: None,
            copies: Vec::new(),
        })
    }

    /// The drag with the pointer at a place, and the edits that means.
    pub(super) fn moved(mut self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Edit>) {
        self.delta = input.pos - self.origin;
        if input.modifiers.shift {
            self.delta = along_one_axis(self.delta);
        }
        let snaps = seen.snapping && !input.modifiers.alt;
        let reach = if snaps { REACH * input.pixel } else { 0.0 };
        let copies = input.modifiers.command && self.delta != Vec2::ZERO;
        if self.columns_of != (seen.view, copies) {
            // A copy may line up with what it is a copy of.
            let held = self.cards.iter().map(|card| card.id);
            let without = held.filter(|_| !copies).collect();
            self.columns = Arc::new(Columns::of(seen.layout, seen.view, &without));
            self.columns_of = (seen.view, copies);
        }
        let mut by = self.delta;
        self.guide = None;
        if snaps
            && by.x != 0.0
            && let Some((further, guide)) = self.snapped(reach, seen.layout)
        {
            by.x += further;
            self.guide = Some(guide);
        }
        let mut edits = self.edits(by, reach, input.pixel, seen.layout);
        self.copies.clear();
        if copies {
            edits = self.copied(&edits, seen.map);
        }
        (self, edits)
    }

    /// The edits that put copies where others put what was grabbed.
    fn copied(&mut self, edits: &[Edit], map: &Map) -> Vec<Edit> {
        let mut maker = Maker::new(map);
        let mut renamed: BTreeMap<CardId, CardId> = BTreeMap::new();
        let mut cards = self.cards.iter();
        for edit in edits {
            if let Edit::PlaceCard {
                card,
                stage,
                lane,
                at,
            } = edit
                && let Some(grab) = cards.find(|grab| grab.id == *card)
            {
                let copy = Card {
                    lane: *lane,
                    at: *at,
                    ..Card::clone(&grab.card)
                };
                let id = maker.copy(*stage, copy);
                renamed.insert(*card, id);
                self.copies.push(Element::Card(id));
            } else if let Edit::PlacePoint {
                point,
                stage,
                at,
                feeling,
            } = edit
                && let Some((_, held)) = map.point(*point)
            {
                let moved = held.feeling != *feeling;
                let copy = EmotionPoint {
                    at: *at,
                    feeling: *feeling,
                    card: held
                        .card
                        .map(|card| renamed.get(&card).copied().unwrap_or(card)),
                    score: held.score.filter(|_| !moved),
                    ..held.clone()
                };
                let id = maker.copy_point(*stage, copy);
                self.copies.push(Element::Point(id));
            }
        }
        maker.edits
    }

    /// What the step is called.
    pub(super) fn label(&self) -> Label {
        match self.copies.as_slice() {
            [] => {}
            [Element::Point(_)] => return "duplicate emotion point".into(),
            [_] => return "duplicate card".into(),
            _ if self.points.is_empty() => {
                return format!("duplicate {} cards", self.copies.len()).into();
            }
            _ => return format!("duplicate {} elements", self.copies.len()).into(),
        }
        let followers = self.followers().count();
        let plural = if followers == 1 { "" } else { "s" };
        let points = self.points.len() - followers;
        match (self.cards.len(), points, followers) {
            (1, 0, 0) => "move card".into(),
            (1, 0, _) => format!("move card and its emotion point{plural}").into(),
            (cards, 0, 0) => format!("move {cards} cards").into(),
            (cards, 0, _) => format!("move {cards} cards and their emotion point{plural}").into(),
            (0, 1, _) => "move emotion point".into(),
            (0, points, _) => format!("move {points} emotion points").into(),
            (cards, points, _) => format!("move {} elements", cards + points).into(),
        }
    }

    /// The points that go along with their cards without being selected.
    pub fn followers(&self) -> impl Iterator<Item = PointId> + '_ {
        let followers = self.points.iter().filter(|point| point.follows);
        followers.map(|point| point.id)
    }

    /// The element under the pointer: while the drag copies, its copy.
    #[must_use]
    pub fn lead(&self) -> Element {
        let cards = self.cards.iter().map(|card| Element::Card(card.id));
        let points = self.points.iter().map(|point| Element::Point(point.id));
        let place = cards.chain(points).position(|held| held == self.lead);
        let copy = place.and_then(|place| self.copies.get(place));
        copy.copied().unwrap_or(self.lead)
    }

    /// What the drag makes, while it copies.
    pub fn copies(&self) -> impl Iterator<Item = Element> + '_ {
        self.copies.iter().copied()
    }

    /// What the lead has lined up with.
    #[must_use]
    pub fn guide(&self) -> Option<Guide> {
        self.guide
    }

    /// Where the card under the pointer would be if it went with it freely.
    #[must_use]
    pub fn floating(&self) -> Option<Rect> {
        self.lead_card().map(|card| card.rect.translate(self.delta))
    }

    /// How far the lead must go further to line up, and with what.
    fn snapped(&self, reach: f32, layout: &Layout) -> Option<(f32, Guide)> {
        if let Some(card) = self.lead_card() {
            let rect = card.rect.translate(self.delta);
            let on_row = self.on_row(rect, layout).unwrap_or(rect);
            self.columns.snap(on_row, reach)
        } else {
            let pos = self.lead_point()?.pos + self.delta;
            self.columns.snap_to_center(pos, reach)
        }
    }

    fn lead_card(&self) -> Option<&CardGrab> {
        let is_lead = |card: &&CardGrab| Element::Card(card.id) == self.lead;
        self.cards.iter().find(is_lead)
    }

    fn lead_point(&self) -> Option<&PointGrab> {
        let is_lead = |point: &&PointGrab| Element::Point(point.id) == self.lead;
        self.points.iter().find(is_lead)
    }

    /// The lead card's box on the row it will land on, to line up with what is
    /// nearest there.
    fn on_row(&self, rect: Rect, layout: &Layout) -> Option<Rect> {
        let row = layout.lanes.iter().find(|row| {
            let pointer = self.origin.y + self.delta.y;
            (row.y..row.y + row.height).contains(&pointer)
        })?;
        let top = row.y + row.curves + crate::layout::tokens::LANE_PAD;
        Some(Rect::from_min_size(pos2(rect.left(), top), rect.size()))
    }

    fn edits(&self, by: Vec2, reach: f32, pixel: f32, layout: &Layout) -> Vec<Edit> {
        let mut edits = Vec::with_capacity(self.cards.len() + self.points.len());
        let rows: Vec<LaneId> = layout
            .lanes
            .iter()
            .filter(|row| row.kind != LaneKind::Emotion)
            .map(|row| row.id)
            .collect();
        let shift = self.row_shift(&rows, layout);
        // Several keep their distances, and one in a column stays in it.
        let settles = if self.cards.len() == 1 && self.guide.is_none() {
            reach
        } else {
            0.0
        };
        for card in &self.cards {
            let to = card.landing(by.x, settles, layout);
            let lane = shifted(&rows, card.home.lane, shift).unwrap_or(card.home.lane);
            edits.push(Edit::PlaceCard {
                card: card.id,
                stage: to.stage,
                lane,
                at: to.at,
            });
        }
        let up = self.feeling_shift(by.y, reach > 0.0);
        for point in &self.points {
            let by = if point.follows {
                vec2(by.x, 0.0)
            } else {
                vec2(by.x, up)
            };
            edits.extend(point.landing(by, UNKNOWN_HOLDS * pixel, layout));
        }
        edits
    }

    /// How many rows of cards the lead goes down.
    fn row_shift(&self, rows: &[LaneId], layout: &Layout) -> isize {
        let Some(lead) = self.lead_card() else {
            return 0;
        };
        let pointer = self.origin + self.delta;
        let is_home = |row: &&crate::layout::LaneRow| row.id == lead.home.lane;
        let home = layout.lanes.iter().find(is_home);
        if home.is_some_and(|row| (row.y..row.y + row.height).contains(&pointer.y)) {
            return 0;
        }
        let Some(place) = layout.place(pos2(lead.rect.left(), pointer.y), lead.rect.width()) else {
            return 0;
        };
        let index = |lane| rows.iter().position(|row| *row == lane);
        match (index(lead.home.lane), index(place.lane)) {
            (Some(from), Some(to)) => to.cast_signed() - from.cast_signed(),
            _ => 0,
        }
    }

    /// How far points go down, so that the lead settles on a step.
    fn feeling_shift(&self, by: f32, snaps: bool) -> f32 {
        let Some(lead) = self.lead_point() else {
            return 0.0;
        };
        if by == 0.0 {
            return by;
        }
        let y = lead.pos.y + by;
        let feeling = felt(feeling_from(lead.zero, y).value(), snaps);
        y_from(lead.zero, feeling) - lead.pos.y
    }
}

/// The row `shift` rows further down, or the last in that direction.
fn shifted(rows: &[LaneId], lane: LaneId, shift: isize) -> Option<LaneId> {
    let from = rows.iter().position(|row| *row == lane)?;
    let last = rows.len().checked_sub(1)?;
    rows.get(from.saturating_add_signed(shift).min(last))
        .copied()
}

/// A movement without its smaller part.
fn along_one_axis(delta: Vec2) -> Vec2 {
    if delta.x.abs() >= delta.y.abs() {
        vec2(delta.x, 0.0)
    } else {
        vec2(0.0, delta.y)
    }
}
