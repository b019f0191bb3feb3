//! The cards of one stage on one lane: their lines, sizes and rows. A cell is
//! laid out by itself, relative to its own corner, and used again as it is
//! while its cards (compared by address), its width and its look stay.

use std::sync::Arc;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    Setting, body, flow,
    marks::{self, CardMark},
    measure::Measure,
    metric::Gauge,
    overview,
    picture::{self, PictureBox},
    text::{Block, TextStyle},
    tokens::{self, Look},
};
use crate::model::{Card, Details, Map};

/// A line of text at its place, relative to what owns it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLine {
    /// The left end of the baseline.
    pub pos: Pos2,
    /// What is drawn.
    pub text: Arc<str>,
    /// In units.
    pub width: f32,
    /// How it is set.
    pub style: TextStyle,
}

/// A card as it is laid out, relative to the corner of its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CardBox {
    /// The card; held so that its address stays its own.
    pub card: Arc<Card>,
    /// Its place in the cell.
    pub rect: Rect,
    /// Its size, free of the rounding of its place.
    pub(super) size: Vec2,
    /// Its lines, relative to the card's corner.
    pub lines: Vec<PlacedLine>,
    /// What is known of it beside its text.
    pub marks: Vec<CardMark>,
    /// Its picture, if it shows one.
    pub picture: Option<PictureBox>,
    /// Its value on a scale, if it is a metric that has one.
    pub gauge: Option<Gauge>,
}

/// The cards of a stage on a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The cards in the order of time.
    pub cards: Vec<CardBox>,
    /// The height of all rows, without the lane's padding; 0 when empty.
    pub height: f32,
    /// What it was laid out for.
    pub(super) key: CellKey,
    /// Its cards in the order of the stage, to tell by their addresses, and
    /// without reading them, that nothing has changed.
    pub(super) source: Vec<Arc<Card>>,
}

/// What else than its cards decides a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CellKey {
    pub(super) look: Look,
    /// The width of the stage.
    pub(super) width: f32,
    pub(super) setting: Setting,
    /// What cards show beside their text.
    pub(super) details: Details,
    /// How many cards share the cell, up to three: few quotes may be wide.
    pub(super) crowd: u8,
    /// How many cards stand side by side on a page that is filled.
    pub(super) columns: u8,
}

impl CellKey {
    pub(super) fn new(
        look: Look,
        (width, setting, details): (f32, Setting, Details),
        cards: usize,
    ) -> Self {
        let crowd = match (look, cards) {
            (Look::Quote, 0..=1) => 1,
            (Look::Quote, 2) => 2,
            (Look::Quote, _) => 3,
            (Look::Card | Look::Pill | Look::Metric, _) => 0,
        };
        Self {
            look,
            width,
            setting,
            details,
            crowd,
            columns: 1,
        }
    }

    /// How marks are written: on a page they are read from afar.
    pub(super) fn mark(self) -> TextStyle {
        let TextStyle {
            face,
            size,
            leading,
        } = tokens::MARK;
        match self.setting {
            Setting::Sheet | Setting::Overview => tokens::MARK,
            Setting::Stage => TextStyle::new(face, size.max(tokens::SMALLEST), leading),
            Setting::Page => tokens::MARK.at_least(self.setting.least()),
        }
    }

    /// The usual width of a card. On a page of one stage three fill its width.
    pub(super) fn column(self) -> f32 {
        let usual = card_width(self.width);
        match self.setting {
            Setting::Sheet | Setting::Overview => usual,
            Setting::Stage => {
                let gaps = (tokens::COLUMNS - 1.0) * tokens::CARD_GAP;
                usual.max((self.room() - gaps) / tokens::COLUMNS)
            }
            Setting::Page => {
                let columns = f32::from(self.columns.max(1));
                let gaps = (columns - 1.0) * tokens::PAGE_CARD_GAP;
                ((self.room() - gaps) / columns).max(1.0)
            }
        }
    }

    /// Inside a card: left and right, then above and below.
    pub(super) const fn card_pad(self) -> (f32, f32) {
        match self.setting {
            Setting::Sheet | Setting::Overview | Setting::Stage => tokens::CARD_PAD,
            Setting::Page => tokens::PAGE_CARD_PAD,
        }
    }

    /// The same key with so many cards side by side.
    pub(super) const fn in_columns(self, columns: u8) -> Self {
        Self { columns, ..self }
    }

    /// The room between the paddings of the stage.
    pub(super) fn room(self) -> f32 {
        (self.width - 2.0 * tokens::STAGE_PAD).max(1.0)
    }
}

/// The usual width of a card, however wide its stage: a column of a stage of
/// span 1, so that cards align across stages; less in a stage too narrow.
#[must_use]
pub(super) fn card_width(stage_width: f32) -> f32 {
    let inner = tokens::STAGE - 2.0 * tokens::STAGE_PAD;
    let column = (inner - (tokens::COLUMNS - 1.0) * tokens::CARD_GAP) / tokens::COLUMNS;
    column.min(stage_width - 2.0 * tokens::STAGE_PAD).max(1.0)
}

/// The left edge of a box of that width, from the stage's left edge.
#[must_use]
pub(super) fn offset_of(at: f64, stage_width: f32, width: f32) -> f32 {
    let free = (stage_width - 2.0 * tokens::STAGE_PAD - width).max(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
    let at = at as f32;
    tokens::STAGE_PAD + at * free
}

/// How far across its stage a box is whose left edge is at `x` from the
/// stage's left edge; the inverse of [`offset_of`].
#[must_use]
pub(super) fn at_of(x: f32, stage_width: f32, width: f32) -> f64 {
    let free = stage_width - 2.0 * tokens::STAGE_PAD - width;
    if free <= 0.001 {
        0.0
    } else {
        f64::from((x - tokens::STAGE_PAD) / free).clamp(0.0, 1.0)
    }
}

impl Cell {
    /// Lays the cards out, or gives the old cell back when nothing of it has
    /// changed. Cards laid out before for the same key keep their lines.
    pub(super) fn new(
        source: &[&Arc<Card>],
        key: CellKey,
        old: Option<&Arc<Self>>,
        map: &Map,
        measure: &mut Measure,
    ) -> Arc<Self> {
        let old = old.filter(|old| old.key == key);
        if let Some(old) = old
            && key.look != Look::Metric
            && old.source.len() == source.len()
            && old
                .source
                .iter()
                .zip(source)
                .all(|(old, card)| Arc::ptr_eq(old, card))
            && (old.cards.iter()).all(|old| picture::is_current(old, &old.card, map))
        {
            return Arc::clone(old);
        }
        let source: Vec<Arc<Card>> = source.iter().map(|card| Arc::clone(card)).collect();
        let mut cards = source.clone();
        cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
        let known = |card: &Arc<Card>| {
            old?.cards
                .iter()
                .find(|old| old.card.id == card.id && same_text(&old.card, card))
                .filter(|old| picture::is_current(old, card, map))
        };
        let boxes = cards.into_iter().map(|card| match known(&card) {
            Some(old) if key.look != Look::Metric => CardBox {
                card,
                ..old.clone()
            },
            _ => CardBox::new(card, key, map, measure),
        });
        let mut cell = Self {
            cards: boxes.collect(),
            height: 0.0,
            key,
            source,
        };
        cell.height = match key.setting {
            Setting::Sheet | Setting::Stage => place_in_rows(&mut cell.cards, key.width),
            Setting::Page => flow::place_in_order(&mut cell.cards, key.room()),
            Setting::Overview => overview::place_in_one_row(&mut cell.cards, key.width),
        };
        Arc::new(cell)
    }
}

impl Cell {
    /// The same cell with other cards, which lie where they belong.
    pub(super) fn with(&self, cards: Vec<CardBox>) -> Self {
        let height = cards.iter().map(|card| card.rect.bottom());
        Self {
            height: height.fold(0.0, f32::max),
            cards,
            key: self.key,
            source: Vec::new(),
        }
    }
}

/// Whether two states of a card look the same wherever they sit.
fn same_text(old: &Card, new: &Card) -> bool {
    old.text == new.text
        && old.channel == new.channel
        && old.moment_of_truth == new.moment_of_truth
        && marks::same(old, new)
}

/// Puts the boxes, sorted by time, in the first row that has room for each,
/// and gives the height of all rows.
fn place_in_rows(cards: &mut [CardBox], stage_width: f32) -> f32 {
    struct Row {
        taken: Vec<(f32, f32)>,
        members: Vec<usize>,
        height: f32,
    }
    let mut rows: Vec<Row> = Vec::new();
    for (index, card) in cards.iter_mut().enumerate() {
        let size = card.size;
        let left = offset_of(card.card.at.value(), stage_width, size.x);
        let right = left + size.x;
        card.rect = Rect::from_min_size(pos2(left, 0.0), size);
        let apart = tokens::CARD_APART;
        let is_free = |row: &Row| {
            row.taken
                .iter()
                .all(|(from, to)| right + apart <= *from || *to + apart <= left)
        };
        let row = rows.iter().position(is_free).unwrap_or_else(|| {
            rows.push(Row {
                taken: Vec::new(),
                members: Vec::new(),
                height: 0.0,
            });
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(row) {
            row.taken.push((left, right));
            row.members.push(index);
            row.height = row.height.max(size.y);
        }
    }
    let mut top = 0.0;
    for row in &rows {
        for member in &row.members {
            if let Some(card) = cards.get_mut(*member) {
                card.rect = card.rect.translate(vec2(0.0, top));
            }
        }
        top += row.height + tokens::ROW_GAP;
    }
    (top - tokens::ROW_GAP).max(0.0)
}

impl CardBox {
    /// Breaks the card's text and finds its size; its place comes later.
    fn new(card: Arc<Card>, key: CellKey, map: &Map, measure: &mut Measure) -> Self {
        let (body, picture) = body::of(&card, key, map, measure);
        Self {
            card,
            rect: Rect::from_min_size(Pos2::ZERO, body.size),
            size: body.size,
            lines: body.lines,
            marks: body.marks,
            picture,
            gauge: body.gauge,
        }
    }
}

/// Puts the lines of a block below one another from a corner; lines that read
/// from right to left end at the right.
pub(super) fn place_lines(
    block: Block,
    style: TextStyle,
    corner: Pos2,
    room: f32,
) -> Vec<PlacedLine> {
    let mut baseline = corner.y + style.ascent();
    let mut placed = Vec::with_capacity(block.lines.len());
    for line in block.lines {
        let shift = if line.rtl {
            (room - line.width).max(0.0)
        } else {
            0.0
        };
        placed.push(PlacedLine {
            pos: pos2(corner.x + shift, baseline),
            text: line.text,
            width: line.width,
            style,
        });
        baseline += style.leading;
    }
    placed
}
