//! The fields of a board while they are filled: how wide each effort is, how
//! the cards of a field stand in stacks, and how high each impact becomes.

use emath::{Rect, Vec2, pos2, vec2};

use super::{Board, DOT_GAP, GAP, MATRIX_DOT, NOTE, PAD, TEXT};
use crate::{
    layout::cell::{PlacedLine, place_lines},
    model::{Map, Opportunity, Status},
};

/// The least width of a card that stands beside another one in a field.
const BESIDE: f32 = 150.0;
/// The least size of a field.
const FIELD: Vec2 = vec2(40.0, 36.0);

/// A card before it has a place: its lines relative to its corner.
pub(super) struct Loose {
    pub(super) text: Vec<PlacedLine>,
    pub(super) note: Vec<PlacedLine>,
    pub(super) height: f32,
}

/// A field of the board while it is filled.
pub(super) struct Field {
    width: f32,
    /// How many cards stand side by side, and how high each of these stacks is.
    stacks: Vec<f32>,
    pub(super) cards: Vec<(usize, Rect, Loose)>,
}

impl Field {
    /// An empty field with so much room; `width` is that of a card in it.
    fn new(room: f32) -> Self {
        let mut beside = 1_u8;
        while room >= f32::from(beside + 1) * (BESIDE + GAP) && beside < 8 {
            beside += 1;
        }
        let width = (room + GAP) / f32::from(beside) - GAP;
        Self {
            width,
            stacks: vec![0.0; usize::from(beside)],
            cards: Vec::new(),
        }
    }

    /// Puts a card on the lowest stack.
    fn add(&mut self, index: usize, loose: Loose) {
        let lowest = self.stacks.iter().enumerate();
        let lowest = lowest.min_by(|a, b| a.1.total_cmp(b.1));
        let stack = lowest.map_or(0, |(stack, _)| stack);
        #[expect(clippy::cast_precision_loss, reason = "at most eight")]
        let x = stack as f32 * (self.width + GAP);
        let corner = pos2(x, self.stacks[stack]);
        let rect = Rect::from_min_size(corner, vec2(self.width, loose.height));
        self.stacks[stack] = rect.bottom() + GAP;
        self.cards.push((index, rect, loose));
    }
}

/// The heights of the impacts, 5 first.
pub(super) fn row_heights(fields: &[Field]) -> [f32; 5] {
    std::array::from_fn(|row| {
        let fields = fields.iter().skip(5 * row).take(5);
        let stacks = fields.flat_map(|field| &field.stacks);
        let highest = stacks.fold(0.0_f32, |high, stack| high.max(*stack));
        (highest + GAP).max(FIELD.y)
    })
}

impl Board<'_> {
    /// The edges of the efforts: those that hold much are wide, empty ones
    /// narrow.
    pub(super) fn columns(&self, left: f32, right: f32) -> [f32; 6] {
        let mut counts = [[0_u8; 5]; 5];
        for (impact, effort) in self.all.iter().filter_map(Opportunity::place) {
            let field = &mut counts[usize::from(impact.value() - 1)];
            let count = &mut field[usize::from(effort.value() - 1)];
            *count = count.saturating_add(1);
        }
        let weight = |column: usize| {
            let most = counts.iter().map(|row| row[column]).max().unwrap_or(0);
            match most {
                0 => 0.42,
                most => f32::from(most).powf(self.lean),
            }
        };
        let weights: [f32; 5] = std::array::from_fn(weight);
        let all: f32 = weights.iter().sum();
        // A single card can still be read beside a crowd.
        let weights = weights.map(|weight| weight.max(if weight < 1.0 { 0.0 } else { 0.11 * all }));
        let all: f32 = weights.iter().sum();
        let mut edges = [left; 6];
        let mut x = left;
        for (edge, weight) in edges.iter_mut().skip(1).zip(weights) {
            x += (right - left) * weight / all;
            *edge = x;
        }
        edges
    }

    /// The cards of every field, relative to its corner, impact 5 first.
    pub(super) fn fields(&mut self, columns: &[f32; 6]) -> Vec<Field> {
        let mut fields: Vec<Field> = (0..25)
            .map(|place| {
                let column = place % 5;
                let room = columns[column + 1] - columns[column] - 2.0 * GAP;
                Field::new(room.max(FIELD.x))
            })
            .collect();
        for (index, held) in self.all.iter().enumerate() {
            let Some((impact, effort)) = held.place() else {
                continue;
            };
            let row = 5 - usize::from(impact.value());
            let place = 5 * row + usize::from(effort.value()) - 1;
            let width = fields[place].width;
            let loose = self.loose(held, width);
            fields[place].add(index, loose);
        }
        fields
    }

    /// The lines of an opportunity on a card of a width.
    pub(super) fn loose(&mut self, held: &Opportunity<'_>, width: f32) -> Loose {
        let indent = 2.0 * MATRIX_DOT + DOT_GAP;
        let room = (width - 2.0 * PAD.0 - indent).max(1.0);
        let text = match held.card.text.trim() {
            "" => "Without a text",
            text => text,
        };
        let block = self.measure.wrap(text, &TEXT, room);
        let mut height = PAD.1 + block.height;
        let corner = pos2(PAD.0 + indent, PAD.1);
        let text = place_lines(block, TEXT, corner, room);
        let known = known(self.map, held);
        let block = self.measure.wrap(&known, &NOTE, room);
        let corner = pos2(PAD.0 + indent, height + 1.0);
        height += if known.is_empty() {
            0.0
        } else {
            block.height + 1.0
        };
        let mut note = place_lines(block, NOTE, corner, room);
        note.retain(|line| line.width > 0.0);
        Loose {
            text,
            note,
            height: height + PAD.1,
        }
    }
}

/// Where it is, who answers for it, how far it has come, what it is to move and
/// how many votes it has: as far as it is known.
fn known(map: &Map, held: &Opportunity<'_>) -> String {
    let card = held.card;
    let half = match (card.impact, card.effort) {
        (Some(impact), None) => format!("impact\u{a0}{}", impact.value()),
        (None, Some(effort)) => format!("effort\u{a0}{}", effort.value()),
        (Some(_), Some(_)) | (None, None) => String::new(),
    };
    let status = card.status.filter(|status| *status != Status::Open);
    let status = status.map_or("", Status::label).to_lowercase();
    let metric = card.metric.and_then(|id| map.metric(id));
    let votes = match card.votes {
        0 => String::new(),
        1 => "1\u{a0}vote".into(),
        votes => format!("{votes}\u{a0}votes"),
    };
    let parts = [
        held.stage.name.trim().to_owned(),
        half,
        card.owner.trim().to_owned(),
        status,
        metric.map_or_else(String::new, |metric| metric.name.trim().to_owned()),
        votes,
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
