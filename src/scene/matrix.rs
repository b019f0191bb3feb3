//! The board of opportunities as items: four quadrants, the lines between the
//! levels, words, and the cards. One scene serves every export.

use emath::{Pos2, Rect, Vec2, pos2};

use super::{
    content::{glyph, line, text},
    icon,
    item::{Color, Item, Scene, Stroke, group},
    theme::Theme,
};
use crate::{
    layout::{MATRIX_DOT, Matrix, MatrixCard, MatrixTone, tokens},
    model::{Element, Map, Quadrant, Status},
};

/// The picture of the opportunities of a map.
#[must_use]
pub fn matrix(map: &Map, layout: &Matrix, theme: &Theme) -> Scene {
    let (mut items, mut groups) = (Vec::new(), Vec::new());
    ground(layout, theme, &mut items);
    for (placed, tone) in &layout.words {
        let color = match tone {
            MatrixTone::Ink => theme.ink,
            MatrixTone::Quadrant(Quadrant::QuickWin) => theme.positive,
            MatrixTone::Quadrant(Quadrant::BigBet) => theme.accent,
            MatrixTone::Muted | MatrixTone::Quadrant(Quadrant::FillIn | Quadrant::MoneyPit) => {
                theme.muted
            }
        };
        items.push(text(placed, Vec2::ZERO, color));
    }
    for held in &layout.cards {
        let start = items.len();
        card(map, held, theme, &mut items);
        group(&mut groups, Element::Card(held.card.id), start, &items);
    }
    Scene {
        size: layout.size,
        background: theme.paper,
        items,
        groups,
    }
}

/// Quadrants, and the lines between the levels.
fn ground(layout: &Matrix, theme: &Theme, items: &mut Vec<Item>) {
    for (quadrant, rect) in layout.quadrants {
        let fill = match quadrant {
            Quadrant::QuickWin => theme.opportunity.0,
            Quadrant::BigBet => theme.accent_tint(),
            Quadrant::FillIn => theme.offstage,
            Quadrant::MoneyPit => theme.offstage.mix(theme.line, 0.35),
        };
        items.push(Item::Rect {
            rect: rect.shrink(1.0),
            radius: tokens::CARD_RADIUS,
            fill: Some(fill),
            stroke: None,
        });
    }
    let (columns, rows) = (&layout.columns, &layout.rows);
    let mut rule = |from: Pos2, to: Pos2| {
        items.push(line(from, to, 1.0, theme.line, Some((2.0, 4.0))));
    };
    for x in columns.iter().skip(1).take(4) {
        rule(pos2(*x, rows[0]), pos2(*x, rows[5]));
    }
    for y in rows.iter().skip(1).take(4) {
        rule(pos2(columns[0] + 2.0, *y), pos2(columns[5] - 2.0, *y));
    }
}

/// A card with its dot in the color of its stage: a tick when it is done, and
/// hollow when it was dropped.
fn card(map: &Map, held: &MatrixCard, theme: &Theme, items: &mut Vec<Item>) {
    let swatch = held
        .card
        .swatch
        .unwrap_or_else(|| map.stage_swatch(held.stage));
    let is_dropped = held.card.status == Some(Status::Dropped);
    let is_done = held.card.status == Some(Status::Done);
    items.push(Item::Rect {
        rect: held.rect,
        radius: tokens::CARD_RADIUS,
        fill: Some(theme.paper),
        stroke: Some(Stroke {
            width: 1.0,
            color: theme.card.1,
        }),
    });
    let color = theme.text(swatch);
    if is_done {
        let size = 3.2 * MATRIX_DOT;
        let corner = Rect::from_center_size(held.dot, Vec2::splat(size)).min;
        items.push(glyph(icon::status(Status::Done), corner, size, color));
    } else {
        let stroke = Stroke { width: 1.5, color };
        items.push(Item::Circle {
            center: held.dot,
            radius: MATRIX_DOT,
            fill: (!is_dropped).then_some(color),
            stroke: is_dropped.then_some(stroke),
        });
    }
    let ink: Color = if is_dropped { theme.muted } else { theme.ink };
    items.extend(held.text.iter().map(|line| text(line, Vec2::ZERO, ink)));
    let note = held.note.iter();
    items.extend(note.map(|line| text(line, Vec2::ZERO, theme.muted)));
}
