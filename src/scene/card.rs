//! Cards as items: boxes, pills, quotes and metrics, colored by what their
//! lane is about.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    content::{glyph, text},
    gauge, icon,
    item::{Color, Item, Stroke},
    theme::Theme,
};
use crate::{
    layout::{CardBox, CardMark, Face, MOST_DOTS, Tells, tokens, tokens::Look},
    model::{Card, LaneKind, Level, Map, Swatch},
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
    /// Whether it is to be seen that it is only assumed.
    pub(super) assumed: bool,
}

/// Whether a map shows that a card is only assumed. Ideas, figures, names and
/// pictures need no evidence, unless they say what theirs is.
pub(super) fn assumed(map: &Map, card: &Card, kind: LaneKind) -> bool {
    let needs_none = matches!(
        kind,
        LaneKind::Opportunities | LaneKind::Metrics | LaneKind::Owners | LaneKind::Pictures
    );
    map.marks_evidence
        && match card.evidence {
            Some(evidence) => !evidence.is_known(),
            None => !needs_none,
        }
}

/// Lists the items of a card.
pub(super) fn card(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    let mut ink = theme.muted;
    match Look::of(drawn.kind) {
        Look::Card => {
            if let Some(swatch) = tinted(drawn) {
                ink = theme.text(swatch);
            }
            boxed(drawn, theme, items);
            if drawn.assumed {
                let (colors, bar) = colors(drawn.kind, theme);
                let edge = bar.unwrap_or(colors.1.mix(theme.muted, 0.6));
                hollow((drawn.rect, tokens::CARD_RADIUS), edge, items);
            }
        }
        Look::Pill => {
            ink = pill_colors(drawn, theme).1;
            pill(drawn, theme, items);
            if drawn.assumed {
                let radius = tokens::PILL.min(drawn.rect.height()) / 2.0;
                hollow((drawn.rect, radius), ink, items);
            }
        }
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
            if let Some(shown) = &drawn.card.gauge {
                gauge::gauge(shown, drawn.rect.min.to_vec2(), color, theme, items);
            }
        }
    }
    for mark in &drawn.card.marks {
        card_mark(mark, drawn.rect.min.to_vec2(), ink, theme, items);
    }
}

/// The dashed outline of what is only assumed.
fn hollow((rect, radius): (Rect, f32), color: Color, items: &mut Vec<Item>) {
    let rect = rect.shrink(0.5);
    let radius = radius.min(rect.height() / 2.0).min(rect.width() / 2.0);
    let turn = std::f32::consts::FRAC_PI_2;
    let corners = [
        (pos2(rect.right() - radius, rect.top() + radius), -turn),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), turn),
        (pos2(rect.left() + radius, rect.top() + radius), 2.0 * turn),
    ];
    let mut points = Vec::with_capacity(29);
    for (center, from) in corners {
        for step in 0_u8..=6 {
            let angle = from + turn * f32::from(step) / 6.0;
            points.push(center + vec2(angle.cos(), angle.sin()) * radius);
        }
    }
    points.extend(points.first().copied());
    items.push(Item::Polyline {
        points,
        stroke: Stroke { width: 1.2, color },
        dash: Some((4.0, 3.0)),
    });
}

/// A mark: its sign, then its words.
fn card_mark(mark: &CardMark, corner: Vec2, ink: Color, theme: &Theme, items: &mut Vec<Item>) {
    let at = mark.rect.min + corner;
    let sign = match mark.tells {
        Tells::Votes(votes) => return badge(mark, votes, corner, theme, items),
        Tells::Severity(level) => {
            severity(level, at, (mark.leading(), theme.negative), items);
            None
        }
        Tells::Worth => None,
        Tells::Channel(channel) => Some(icon::channel(Some(channel))),
        Tells::Status(status) => Some(icon::status(status)),
        Tells::Wait => Some(icon::WAIT),
        Tells::Owner => Some(icon::OWNER),
        Tells::Evidence(evidence) => Some(icon::evidence(evidence)),
        Tells::Computed => Some(icon::COMPUTED),
    };
    // Most cards have evidence: it stands back.
    let faint = matches!(mark.tells, Tells::Evidence(_));
    let color = ink.mix(theme.paper, if faint { 0.15 } else { 0.0 });
    if let Some(sign) = sign {
        let level = vec2(0.0, (mark.leading() - tokens::MARK_ICON) / 2.0);
        items.push(glyph(sign, at + level, tokens::MARK_ICON, color));
    }
    for line in &mark.lines {
        items.push(text(line, corner, ink));
    }
}

/// The votes of a card: dots on a round ground, which tells them from those of
/// severity without their color.
fn badge(mark: &CardMark, votes: u32, corner: Vec2, theme: &Theme, items: &mut Vec<Item>) {
    let rect = mark.rect.translate(corner);
    items.push(Item::Rect {
        rect,
        radius: rect.height().min(mark.leading()) / 2.0,
        fill: Some(theme.accent),
        stroke: None,
    });
    let radius = tokens::VOTE_DOT / 2.0;
    let mut center = rect.min + vec2(tokens::VOTE_PAD + radius, mark.leading() / 2.0);
    let dots = if votes > MOST_DOTS { 1 } else { votes };
    for _ in 0..dots {
        items.push(Item::Circle {
            center,
            radius,
            fill: Some(theme.paper),
            stroke: None,
        });
        center.x += tokens::VOTE_STEP;
    }
    for line in &mark.lines {
        items.push(text(line, corner, theme.paper));
    }
}

/// Five dots, as many filled as it is severe.
fn severity(level: Level, at: Pos2, (leading, color): (f32, Color), items: &mut Vec<Item>) {
    let radius = tokens::SEVERITY_DOT / 2.0;
    let mut center = at + vec2(radius, leading / 2.0);
    for dot in 1..=5 {
        let is_full = dot <= level.value();
        let width = 1.0;
        items.push(Item::Circle {
            center,
            radius: if is_full {
                radius
            } else {
                radius - width / 2.0
            },
            fill: is_full.then_some(color),
            stroke: (!is_full).then_some(Stroke { width, color }),
        });
        center.x += tokens::SEVERITY_STEP;
    }
}

/// Lists the items of a card whose text is left out: its outline, in the
/// colors of its lane.
pub(super) fn shape(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    let rect = drawn.rect;
    let mut plain = |rect: Rect, radius: f32, fill: Color| {
        items.push(Item::Rect {
            rect,
            radius: radius.min(rect.width() / 2.0),
            fill: Some(fill),
            stroke: None,
        });
    };
    match Look::of(drawn.kind) {
        Look::Card => {
            let (colors, bar) = colors(drawn.kind, theme);
            let own = drawn.own.map(|swatch| theme.strong(swatch));
            if let Some(bar) = bar {
                plain(rect, 3.0, own.unwrap_or(bar));
            } else {
                let edge = theme.neutral.mix(theme.paper, 0.35);
                plain(rect, 3.0, own.unwrap_or(edge));
                plain(rect.shrink(1.0), 2.0, colors.0);
            }
        }
        Look::Pill => {
            let swatch = drawn.own.unwrap_or(drawn.stage);
            plain(rect, rect.width() / 2.0, theme.tint(swatch));
            // In a narrow stage the icon is as small as its pill.
            let size = (rect.height() * 0.66).min(rect.width() * 0.8);
            if size >= 6.0 {
                let corner = rect.center() - vec2(size, size) / 2.0;
                let icon = icon::channel(drawn.card.card.channel);
                items.push(glyph(icon, corner, size, theme.text(swatch)));
            }
        }
        Look::Quote => {
            let color = drawn.own.map_or(theme.neutral, |own| theme.text(own));
            for (top, share) in [(1.5, 1.0), (7.5, 0.62)] {
                let size = vec2(rect.width() * share, 3.0);
                let line = Rect::from_min_size(rect.min + vec2(0.0, top), size);
                plain(line, 1.5, color.mix(theme.paper, 0.3));
            }
        }
        Look::Metric => {
            let color = theme.text(drawn.own.unwrap_or(drawn.stage));
            for (left, share) in [(0.0, 0.45), (0.36, 0.75), (0.72, 1.0)] {
                let size = vec2(rect.width() * 0.28, rect.height() * share);
                let corner = pos2(rect.left() + rect.width() * left, rect.bottom() - size.y);
                plain(Rect::from_min_size(corner, size), 1.0, color);
            }
        }
    }
}

fn boxed(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    let rect = drawn.rect;
    // People's work has round corners, that of systems sharp ones.
    let radius = if drawn.kind == LaneKind::SupportProcesses {
        tokens::SYSTEM_RADIUS
    } else {
        tokens::CARD_RADIUS
    };
    let own = |swatch| {
        (
            theme.tint(swatch),
            theme.paper.mix(theme.strong(swatch), 0.35),
        )
    };
    let (colors, bar) = colors(drawn.kind, theme);
    let (fill, edge) = tinted(drawn).map_or(colors, own);
    let fill = if drawn.assumed { theme.paper } else { fill };
    let edge = if drawn.assumed { fill } else { edge };
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
    } else if drawn.kind == LaneKind::PhysicalEvidence {
        sheet(rect, fill, edge, items);
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

/// The color that a box is tinted with: its own, unless it has a bar for that;
/// what the customer sees of the company has the color of its stage.
fn tinted(drawn: &Drawn<'_>) -> Option<Swatch> {
    if matches!(drawn.kind, LaneKind::PainPoints | LaneKind::Opportunities) {
        return None;
    }
    let seen = (drawn.kind == LaneKind::Frontstage).then_some(drawn.stage);
    drawn.own.or(seen)
}

/// Something the customer can take in the hand: a sheet with a corner turned
/// down.
fn sheet(rect: Rect, fill: Color, edge: Color, items: &mut Vec<Item>) {
    let ear = tokens::EAR.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let rect = rect.shrink(0.5);
    let (round, cut) = (3.0, 0.9);
    let fold = [
        pos2(rect.right() - ear, rect.top()),
        pos2(rect.right(), rect.top() + ear),
    ];
    let mut outline = Vec::with_capacity(12);
    outline.extend(fold);
    for (corner, first, last) in [
        (rect.right_bottom(), vec2(0.0, -1.0), vec2(-1.0, 0.0)),
        (rect.left_bottom(), vec2(1.0, 0.0), vec2(0.0, -1.0)),
        (rect.left_top(), vec2(0.0, 1.0), vec2(1.0, 0.0)),
    ] {
        outline.push(corner + first * round);
        outline.push(corner + (first + last) * cut);
        outline.push(corner + last * round);
    }
    items.push(Item::Polygon {
        points: outline.clone(),
        fill,
    });
    items.push(Item::Polygon {
        points: vec![fold[0], pos2(fold[0].x, fold[1].y), fold[1]],
        fill: edge,
    });
    outline.push(fold[0]);
    items.push(Item::Polyline {
        points: outline,
        stroke: Stroke {
            width: 1.0,
            color: edge,
        },
        dash: None,
    });
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

/// Fill and text of a pill. Owners stand back: they are no moments of the
/// journey.
fn pill_colors(drawn: &Drawn<'_>, theme: &Theme) -> (Color, Color) {
    let (fill, ink) = full_pill_colors(drawn, theme);
    (if drawn.assumed { theme.paper } else { fill }, ink)
}

fn full_pill_colors(drawn: &Drawn<'_>, theme: &Theme) -> (Color, Color) {
    match (drawn.kind, drawn.own) {
        (LaneKind::Owners, None) => (theme.card.0, theme.muted),
        (_, own) => {
            let swatch = own.unwrap_or(drawn.stage);
            (theme.tint(swatch), theme.text(swatch))
        }
    }
}

fn pill(drawn: &Drawn<'_>, theme: &Theme, items: &mut Vec<Item>) {
    let rect = drawn.rect;
    let (fill, color) = pill_colors(drawn, theme);
    let radius = tokens::PILL.min(rect.height()) / 2.0;
    let is_owner = drawn.kind == LaneKind::Owners;
    items.push(Item::Rect {
        rect,
        radius,
        fill: Some(fill),
        stroke: is_owner.then_some(Stroke {
            width: 1.0,
            color: theme.card.1,
        }),
    });
    let corner = rect.min + vec2(tokens::PILL_PAD.0, (tokens::PILL - tokens::PILL_ICON) / 2.0);
    let icon = match drawn.card.card.channel {
        None if is_owner => icon::OWNER,
        channel => icon::channel(channel),
    };
    items.push(glyph(icon, corner, tokens::PILL_ICON, color));
    for line in &drawn.card.lines {
        items.push(text(line, rect.min.to_vec2(), color));
    }
}
