//! What is on a card of each look: its text, its marks, and the size that they
//! make. Where it sits is the cell's to know.

use emath::{Vec2, pos2, vec2};

use super::{
    Setting,
    cell::{CellKey, PlacedLine, place_lines},
    marks::{self, CardMark, Known},
    measure::Measure,
    metric::{Gauge, metric},
    overview,
    picture::{self, PictureBox},
    tokens::{self, Look},
};
use crate::model::{Card, Map};

/// From this height on, a card on a page of one stage takes more width.
const TALL: f32 = 120.0;

/// Text and marks of a card, relative to its corner, and its size.
pub(super) struct Body {
    pub(super) lines: Vec<PlacedLine>,
    pub(super) marks: Vec<CardMark>,
    pub(super) size: Vec2,
    /// The gauge of a metric.
    pub(super) gauge: Option<Gauge>,
}

/// Breaks a card's text and puts its marks below or beside it.
pub(super) fn of(
    card: &Card,
    key: CellKey,
    map: &Map,
    measure: &mut Measure,
) -> (Body, Option<PictureBox>) {
    let known = Known::new(card, key.look, map);
    let body = match key.look {
        look if key.setting == Setting::Overview => Body {
            lines: Vec::new(),
            marks: Vec::new(),
            size: overview::size(look),
            gauge: None,
        },
        Look::Card if card.picture.is_some() => {
            let (body, shown) = pictured(known, key, map, measure);
            return (body, Some(shown));
        }
        Look::Card => boxed(known, key, measure),
        Look::Pill => pill(known, key, measure),
        Look::Quote => quote(known, key, measure),
        Look::Metric => {
            let room = key.room();
            let style = tokens::SMALL.at_least(key.setting.least());
            let noted = key.details.shows_key().then_some(style);
            let body = metric(card, (room, noted), map, measure);
            let room = ((room - 4.0).max(1.0), key.mark());
            marks::below(body, known, (2.0, 0.0), room, measure)
        }
    };
    (body, None)
}

fn pictured(
    known: Known<'_>,
    key: CellKey,
    map: &Map,
    measure: &mut Measure,
) -> (Body, PictureBox) {
    let card = known.card;
    let (lines, size, shown) = picture::lay(card, &starred(card), key.room(), map, measure);
    // A caption is set as on the sheet.
    let (side, edge) = tokens::CARD_PAD;
    let body = Body {
        lines,
        marks: Vec::new(),
        size,
        gauge: None,
    };
    let room = (size.x - 2.0 * side, key.mark());
    let body = marks::below(body, known, (side, edge), room, measure);
    (body, shown)
}

/// The text of a card, with a star when it is a moment of truth.
fn starred(card: &Card) -> std::borrow::Cow<'_, str> {
    if card.moment_of_truth {
        format!("★ {}", card.text).into()
    } else {
        (&card.text).into()
    }
}

fn boxed(known: Known<'_>, key: CellKey, measure: &mut Measure) -> Body {
    let (side, edge) = key.card_pad();
    let text = starred(known.card);
    let column = key.column();
    // A card widens rather than break a word, up to a limit.
    let widest = key.room().min(column * tokens::CARD_WIDENS);
    let word = measure.widest_piece(&text, &tokens::CARD) + 2.0 * side + 0.5;
    let mut width = word.clamp(column, widest.max(column));
    let mut room = (width - 2.0 * side).max(1.0);
    let mut block = measure.wrap(&text, &tokens::CARD, room);
    while key.setting == Setting::Stage && block.height > TALL && width < key.room() {
        // A long text is read better in few long lines.
        width = (2.0 * width).min(key.room());
        room = (width - 2.0 * side).max(1.0);
        block = measure.wrap(&text, &tokens::CARD, room);
    }
    // A grapheme wider than the card widens it rather than being cut.
    let width = width.max(block.width + 2.0 * side);
    let size = vec2(width, block.height + 2.0 * edge);
    let body = Body {
        lines: place_lines(block, tokens::CARD, pos2(side, edge), room),
        marks: Vec::new(),
        size,
        gauge: None,
    };
    let room = (width - 2.0 * side, key.mark());
    marks::below(body, known, (side, edge), room, measure)
}

fn pill(known: Known<'_>, key: CellKey, measure: &mut Measure) -> Body {
    let room = key.room();
    let (before, between, after) = tokens::PILL_PAD;
    let left = before + tokens::PILL_ICON + between;
    let text_room = (room - left - after).max(1.0);
    let block = measure.wrap(&starred(known.card), &tokens::PILL_TEXT, text_room);
    let edge = (tokens::PILL - tokens::PILL_TEXT.leading) / 2.0;
    let (width, is_one_line) = (block.width, block.lines.len() == 1);
    let body = Body {
        size: vec2(left + width + after, block.height + 2.0 * edge),
        lines: place_lines(block, tokens::PILL_TEXT, pos2(left, edge), width),
        marks: Vec::new(),
        gauge: None,
    };
    // Beside the text where they fit on its line.
    let beside = left + width + if width > 0.0 { tokens::MARK_GAP } else { 0.0 };
    let level = edge + (tokens::PILL_TEXT.leading - key.mark().leading) / 2.0;
    let room_beside = room - beside - after;
    let (marks, size) = marks::place(
        known,
        pos2(beside, level),
        (room_beside, key.mark()),
        measure,
    );
    let fits = is_one_line && size.x <= room_beside && size.y <= key.mark().leading;
    if marks.is_empty() {
        body
    } else if fits {
        Body {
            size: vec2(beside + size.x + after, body.size.y),
            marks,
            ..body
        }
    } else {
        // Under the text, or from the edge in a stage too narrow for that.
        let left = if text_room < tokens::PILL_MARKS {
            before
        } else {
            left
        };
        let room = (room - left - after, key.mark());
        marks::below(body, known, (left, edge), room, measure)
    }
}

fn quote(known: Known<'_>, key: CellKey, measure: &mut Measure) -> Body {
    let room = key.room();
    let text = starred(known.card);
    let is_quoted = text.starts_with(['“', '"', '„', '«', '‘', '「']);
    let text = if is_quoted || text.is_empty() {
        text
    } else {
        format!("“{text}”").into()
    };
    // Thoughts that share a stage share its width.
    let limit = if key.setting == Setting::Page {
        key.column()
    } else {
        (room / f32::from(key.crowd.max(1)) - 4.0).max(key.column())
    };
    let limit = (limit.min(room) - 4.0).max(1.0);
    let block = measure.wrap(&text, &tokens::QUOTE, limit);
    let size = vec2(block.width.max(20.0) + 4.0, block.height + 4.0);
    let width = block.width;
    let body = Body {
        lines: place_lines(block, tokens::QUOTE, pos2(2.0, 2.0), width),
        marks: Vec::new(),
        size,
        gauge: None,
    };
    let room = (limit, key.mark());
    marks::below(body, known, (2.0, 2.0), room, measure)
}
