//! Cards that show a picture: as wide as the card or, when that would be too
//! high, as high as is allowed and in the middle; the text below as a caption.
//! The shape of a picture is read off the map, never by decoding it.

use emath::{Rect, Vec2, pos2, vec2};

use super::{
    cell::{CardBox, PlacedLine, place_lines},
    measure::Measure,
    tokens,
};
use crate::model::{Card, Map};

/// Where a card shows its picture, relative to the card's corner.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureBox {
    /// The picture, in the shape it has.
    pub rect: Rect,
    /// What is shown when there is no picture: the place of an icon, and lines
    /// with the picture's name.
    pub icon: Rect,
    /// The lines of its name.
    pub name: Vec<PlacedLine>,
    /// The picture's size in pixels; `None` when the map does not have it.
    pixels: Option<(u32, u32)>,
}

/// Lines, size and picture of a card that is laid out.
type Laid = (Vec<PlacedLine>, Vec2, PictureBox);

/// The size of the card's picture in pixels, if the map has it.
fn pixels(card: &Card, map: &Map) -> Option<(u32, u32)> {
    let picture = map.pictures.get(card.picture.as_ref()?)?;
    Some(picture.size())
}

/// Whether a card that was laid out before shows the same picture now.
pub(super) fn is_current(old: &CardBox, card: &Card, map: &Map) -> bool {
    match &old.picture {
        Some(held) => old.card.picture == card.picture && held.pixels == pixels(card, map),
        // Either it has none, or its lane shows none.
        None => old.card.picture.is_some() == card.picture.is_some(),
    }
}

/// Lays a card with a picture out, no wider than `room`; `text` is its caption.
pub(super) fn lay(card: &Card, text: &str, room: f32, map: &Map, measure: &mut Measure) -> Laid {
    let pad = tokens::PICTURE_PAD;
    let (side, edge) = tokens::CARD_PAD;
    // Wider than usual rather than break a word of the caption.
    let word = measure.widest_piece(text, &tokens::CARD) + 2.0 * side + 0.5;
    // In a stage that is a little narrower, two still stand side by side.
    let half = ((room - tokens::CARD_GAP) / 2.0).max(tokens::PICTURE_LEAST);
    let usual = tokens::PICTURE.min(half).min(room);
    let width = word.clamp(usual, room.min(usual * tokens::CARD_WIDENS).max(usual));
    let caption = measure.wrap(text, &tokens::CARD, (width - 2.0 * side).max(1.0));
    let width = width.max(caption.width + 2.0 * side);
    let pixels = pixels(card, map);
    let shape = shape(pixels, (width - 2.0 * pad).max(1.0));
    let left = (width - shape.x) / 2.0;
    let rect = Rect::from_min_size(pos2(left, pad), shape);
    let mut bottom = rect.bottom() + pad;
    let mut lines = Vec::new();
    if !text.is_empty() {
        let below = bottom - 1.0;
        bottom = below + caption.height + edge;
        let room = (width - 2.0 * side).max(1.0);
        lines = place_lines(caption, tokens::CARD, pos2(side, below), room);
    }
    let name = card.picture.as_deref().unwrap_or_default();
    let (icon, name) = stand_in(name, rect, measure);
    let picture = PictureBox {
        rect,
        icon,
        name,
        pixels,
    };
    (lines, vec2(width, bottom), picture)
}

/// How large a picture is drawn in a width. A size that no picture has, as a
/// file may claim it, gives a usual shape.
fn shape(pixels: Option<(u32, u32)>, width: f32) -> Vec2 {
    let (across, down) = pixels
        .filter(|(across, down)| *across > 0 && *down > 0)
        .unwrap_or((4, 3));
    #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more")]
    let ratio = (across as f32 / down as f32).clamp(0.05, 20.0);
    let height = width / ratio;
    if height <= tokens::PICTURE_HIGHEST {
        vec2(width, height)
    } else {
        let highest = tokens::PICTURE_HIGHEST;
        vec2(highest * ratio, highest)
    }
}

/// An icon above the name, in the middle of where the picture would be; as
/// many lines of the name as there is room for.
fn stand_in(name: &str, rect: Rect, measure: &mut Measure) -> (Rect, Vec<PlacedLine>) {
    let style = tokens::SMALL;
    let room = (rect.width() - 8.0).max(1.0);
    let mut block = measure.wrap(name, &style, room);
    let icon = tokens::PICTURE_ICON.min(rect.height());
    let free = (rect.height() - icon - 8.0).max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small count"
    )]
    let fits = (free / style.leading) as usize;
    block.lines.truncate(fits);
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let height = icon + block.lines.len() as f32 * style.leading;
    let top = rect.center().y - height / 2.0;
    let corner = pos2(rect.center().x - icon / 2.0, top);
    let widths: Vec<f32> = block.lines.iter().map(|line| line.width).collect();
    let mut lines = place_lines(block, style, pos2(0.0, top + icon), 0.0);
    for (line, width) in lines.iter_mut().zip(widths) {
        line.pos.x = rect.center().x - width / 2.0;
    }
    (Rect::from_min_size(corner, Vec2::splat(icon)), lines)
}
