//! Cards as items: boxes, pills, quotes and metrics, colored by what their
//! lane is about.

use emath::{Rect, pos2, vec2};

use super::{
    content::{glyph, text},
    icon,
    item::{Color, Item, Stroke},
    theme::Theme,
};
use crate::{
    layout::{CardBox, Face, tokens, tokens::Look},
    model::{LaneKind, Swatch},
};

/// A card and what decides how it is drawn.
pub(super) struct Drawn<'a> {
    /// As it is laid out.
    pub(super) card: &'a CardBox,
    /// Its place in the picture.
    pub(super) rect: Rect,
    /// What its lane is about.
    pub(super) kind: LaneKind,
    /// The color of its stage.
    pub(super) stage: Swatch,
    /// Its own color or its lane's.
    pub(super) own: Option<Swatch>,
}

/// Lists the items of a card.
pub(super) fn card(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    match Look::of(drawn.kind) {
        Look::Card => boxed(drawn, theme, items),
        Look::Pill => pill(drawn, theme, items),
        Look::Quote => {
            let color = drawn
                .own
                .map_or(theme.ink.mix(theme.paper, 0.14), |own| theme.text(own));
            for line in &drawn.card.lines {
                items.push(text(line, drawn.rect.min.to_vec2(), color));
            }
        }
        Look::Metric => {
            let color = theme.text(drawn.own.unwrap_or(drawn.stage));
            for line in &drawn.card.lines {
                let is_value = line.style.face == Face::Bold;
                let color = if is_value { color } else { theme.muted };
                items.push(text(line, drawn.rect.min.to_vec2(), color));
            }
        }
    }
}

fn boxed(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    let (rect, radius) = (drawn.rect, tokens::CARD_RADIUS);
    let own = |swatch| {
        (
            theme.tint(swatch),
            theme.paper.mix(theme.strong(swatch), 0.35),
        )
    };
    let (colors, bar) = colors(drawn.kind, theme);
    let (fill, edge) = match (drawn.own, bar) {
        (Some(swatch), None) => own(swatch),
        _ => colors,
    };
    let stroke = Some(Stroke {
        width: 1.0,
        color: edge,
    });
    if let Some(bar) = bar {
        // The bar shows at the left of a box that covers the rest of it.
        let bar = drawn.own.map_or(bar, |swatch| theme.strong(swatch));
        items.push(Item::Rect {
            rect,
            radius,
            fill: Some(bar),
            stroke: None,
        });
        let inner = Rect::from_min_max(pos2(rect.left() + 3.0, rect.top()), rect.max);
        items.push(Item::Rect {
            rect: inner,
            radius: radius - 0.5,
            fill: Some(fill),
            stroke,
        });
    } else {
        items.push(Item::Rect {
            rect,
            radius,
            fill: Some(fill),
            stroke,
        });
    }
    let is_behind = matches!(drawn.kind, LaneKind::Backstage | LaneKind::SupportProcesses);
    let color = if is_behind {
        theme.offstage_ink
    } else {
        theme.ink
    };
    for line in &drawn.card.lines {
        items.push(text(line, rect.min.to_vec2(), color));
    }
}

/// Fill and edge of a card by what its lane is about, and its bar, if any.
fn colors(kind: LaneKind, theme: &Theme) -> ((Color, Color), Option<Color>) {
    match kind {
        LaneKind::PainPoints => (theme.pain, Some(theme.negative)),
        LaneKind::Opportunities => (theme.opportunity, Some(theme.positive)),
        LaneKind::Actions
        | LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Thoughts
        | LaneKind::Quotes
        | LaneKind::Metrics
        | LaneKind::Pictures
        | LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::PhysicalEvidence
        | LaneKind::Owners
        | LaneKind::Custom => (theme.card, None),
    }
}

fn pill(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    let swatch = drawn.own.unwrap_or(drawn.stage);
    let (rect, color) = (drawn.rect, theme.text(swatch));
    let radius = tokens::PILL.min(rect.height()) / 2.0;
    items.push(Item::Rect {
        rect,
        radius,
        fill: Some(theme.tint(swatch)),
        stroke: None,
    });
    let corner = rect.min + vec2(tokens::PILL_PAD.0, (tokens::PILL - tokens::PILL_ICON) / 2.0);
    let icon = icon::channel(drawn.card.card.channel);
    items.push(glyph(icon, corner, tokens::PILL_ICON, color));
    for line in &drawn.card.lines {
        items.push(text(line, rect.min.to_vec2(), color));
    }
}
