//! Pictures as items, with what is drawn in place of one that is not there:
//! not in the map, damaged, or not decoded yet.

use std::sync::Arc;

use emath::{Pos2, Rect, Vec2};

use super::{
    content::{glyph, text},
    icon,
    item::{Item, Stroke},
    theme::Theme,
};
use crate::{
    layout::{CardBox, tokens},
    model::{LaneKind, Map},
};

/// Lists the picture of a card at its place.
pub(super) fn on_card(map: &Map, card: &CardBox, at: Rect, theme: &Theme, items: &mut Vec<Item>) {
    let Some(shown) = &card.picture else { return };
    let corner = at.min.to_vec2();
    let rect = shown.rect.translate(corner);
    let edge = Item::Rect {
        rect,
        radius: tokens::PICTURE_RADIUS,
        fill: None,
        stroke: Some(Stroke {
            width: 1.0,
            color: theme.ink.with_opacity(0.1),
        }),
    };
    let mut instead = vec![
        Item::Rect {
            rect,
            radius: tokens::PICTURE_RADIUS,
            fill: Some(theme.offstage),
            stroke: Some(Stroke {
                width: 1.0,
                color: theme.line,
            }),
        },
        glyph(
            icon::lane(LaneKind::Pictures),
            shown.icon.min + corner,
            shown.icon.height(),
            theme.muted,
        ),
    ];
    let lines = shown.name.iter();
    instead.extend(lines.map(|line| text(line, corner, theme.muted)));
    let name = card.card.picture.as_ref();
    match name.and_then(|name| map.pictures.get(name)) {
        Some(picture) => items.extend([
            Item::Picture {
                rect,
                radius: tokens::PICTURE_RADIUS,
                picture: Arc::clone(picture),
                instead,
            },
            edge,
        ]),
        None => items.extend(instead),
    }
}

/// Lists a portrait in a circle; initials stand in for it.
pub(super) fn portrait(
    map: &Map,
    name: Option<&str>,
    (center, radius): (Pos2, f32),
    initials: Vec<Item>,
    items: &mut Vec<Item>,
) {
    match name.and_then(|name| map.pictures.get(name)) {
        Some(picture) => items.push(Item::Picture {
            rect: Rect::from_center_size(center, Vec2::splat(2.0 * radius)),
            radius,
            picture: Arc::clone(picture),
            instead: initials,
        }),
        None => items.extend(initials),
    }
}
