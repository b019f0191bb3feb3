//! A laid out map as items, from back to front: ground and lines, chevrons,
//! lane labels, the emotion lane, cards, header. Only what meets the part in
//! view is listed.

use std::sync::Arc;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    card, curve,
    headings::{chevron, lane_label},
    item::{Color, Item, Scene, Stroke, TextLine, group},
    picture,
    theme::Theme,
};
use crate::{
    layout::{Face, Layout, PlacedLine, Setting, Tone, tokens},
    model::{Divider, Element, Map},
};

/// The part of a picture that is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// In map units; what does not meet it is left out.
    pub view: Rect,
    /// Pixels a unit, to leave out what is too small to be seen.
    pub scale: f32,
}

impl Part {
    /// Everything, in full.
    #[must_use]
    pub fn whole(layout: &Layout) -> Self {
        Self {
            view: Rect::from_min_size(Pos2::ZERO, layout.size),
            scale: 1.0,
        }
    }
}

/// The picture of a map, or of the part of it that is in view.
#[must_use]
pub fn content(map: &Map, layout: &Layout, theme: &Theme, part: Part) -> Scene {
    let (mut items, mut groups) = (Vec::new(), Vec::new());
    ground(layout, theme, part.view, &mut items);
    for column in layout.columns_in(part.view) {
        if layout.chevron_rect(column).intersects(part.view) {
            let start = items.len();
            chevron(map, layout, column, theme, &mut items);
            group(&mut groups, Element::Stage(column.id), start, &items);
        }
    }
    for row in layout.rows_in(part.view).1 {
        if part.view.left() <= layout.stages_left() {
            let start = items.len();
            lane_label(layout, row, theme, &mut items);
            group(&mut groups, Element::Lane(row.id), start, &items);
        }
    }
    for (row, emotion, origin) in layout.emotion_rows() {
        if layout.lane_rect(row).intersects(part.view) {
            let width = layout.stages_width();
            let out = (&mut items, &mut groups);
            curve::emotion(map, emotion, (origin, width), theme, out);
        }
    }
    for (row, column, card, rect) in layout.boxes_in(part.view) {
        let swatch = map.stage_swatch(column.index);
        let lane = map.lanes.get(row.index).and_then(|lane| lane.swatch);
        let color = card.card.swatch.or(lane);
        let drawn = card::Drawn {
            card,
            rect,
            kind: row.kind,
            stage: swatch,
            own: color,
            assumed: card::assumed(map, &card.card, row.kind),
        };
        let start = items.len();
        match layout.setting {
            Setting::Sheet | Setting::Page | Setting::Stage => {
                card::card(&drawn, theme, &mut items);
                picture::on_card(map, card, rect, theme, &mut items);
            }
            Setting::Overview => card::shape(&drawn, theme, &mut items),
        }
        group(&mut groups, Element::Card(card.card.id), start, &items);
    }
    if part.view.top() <= layout.stage_top {
        let start = items.len();
        header(map, layout, theme, &mut items);
        group(&mut groups, Element::Header, start, &items);
    }
    Scene {
        size: layout.size,
        background: theme.paper,
        items,
        groups,
    }
}

/// A line of text at its place in the picture.
pub(super) fn text(line: &PlacedLine, corner: Vec2, color: Color) -> Item {
    Item::Text(TextLine {
        pos: line.pos + corner,
        text: Arc::clone(&line.text),
        face: line.style.face,
        size: line.style.size,
        color,
        width: line.width,
    })
}

/// An icon whose box has its top left corner at a place.
pub(super) fn glyph(icon: char, corner: Pos2, size: f32, color: Color) -> Item {
    // Where Phosphor's em sits so that an icon is level with text beside it.
    Item::Text(TextLine {
        pos: pos2(corner.x, corner.y + size * 0.93),
        text: icon.encode_utf8(&mut [0; 4]).into(),
        face: Face::Icon,
        size,
        color,
        width: size,
    })
}

/// A straight line.
pub(super) fn line(
    from: Pos2,
    to: Pos2,
    width: f32,
    color: Color,
    dash: Option<(f32, f32)>,
) -> Item {
    Item::Polyline {
        points: vec![from, to],
        stroke: Stroke { width, color },
        dash,
    }
}

/// Bands, the lines between lanes and stages, and dividers with their names.
fn ground(layout: &Layout, theme: &Theme, view: Rect, items: &mut Vec<Item>) {
    let (left, right) = (tokens::MARGIN, layout.size.x - tokens::MARGIN);
    let rows = layout.rows_in(view).1;
    for row in rows.iter().filter(|row| row.offstage) {
        let fill = Some(theme.offstage);
        items.push(Item::Rect {
            rect: layout.lane_rect(row),
            radius: 0.0,
            fill,
            stroke: None,
        });
    }
    let top = layout.stage_top + layout.chevron + tokens::STAGE_ROW_GAP;
    let first = layout.stages.first().map(|column| column.id);
    for column in layout
        .columns_in(view.expand(2.0))
        .iter()
        .filter(|column| Some(column.id) != first)
    {
        let (from, to) = (pos2(column.x, top), pos2(column.x, layout.lanes_bottom()));
        items.push(line(from, to, 1.0, theme.line.mix(theme.paper, 0.25), None));
    }
    for row in rows.iter().filter(|row| row.dividers.is_empty()) {
        let y = row.y;
        items.push(line(pos2(left, y), pos2(right, y), 1.0, theme.line, None));
    }
    for (divider, rect) in layout.dividers() {
        if rect.intersects(view) {
            let set = (layout.gutter, layout.setting.least());
            between(divider, rect, set, theme, items);
        }
    }
}

/// A line between lanes with its name.
fn between(
    divider: Divider,
    rect: Rect,
    (gutter, least): (f32, f32),
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let (from, to) = (rect.left_top(), rect.right_top());
    items.push(line(from, to, 1.2, theme.neutral, Some((4.0, 3.0))));
    let style = tokens::SMALL.at_least(least);
    items.push(Item::Text(TextLine {
        pos: from + vec2(2.0, 1.5 + style.ascent()),
        text: divider.label().into(),
        face: style.face,
        size: style.size,
        color: theme.muted,
        width: gutter,
    }));
}

fn header(map: &Map, layout: &Layout, theme: &Theme, items: &mut Vec<Item>) {
    let corner = layout.header_corner().to_vec2();
    let header = &layout.header;
    let (lead, others) = match header.personas.split_first() {
        Some((lead, others)) => (lead.swatch, others),
        None => (None, [].as_slice()),
    };
    if let Some((center, radius)) = header.portrait {
        let color = lead.map_or(theme.accent, |swatch| theme.strong(swatch));
        let ink = lead.map_or(theme.accent, |swatch| theme.text(swatch));
        let fill = Some(theme.paper.mix(color, 0.2));
        let center = center + corner;
        let mut initials = vec![Item::Circle {
            center,
            radius,
            fill,
            stroke: None,
        }];
        let letters = header.lines.iter();
        let letters = letters.filter(|(_, tone)| *tone == Tone::Portrait);
        initials.extend(letters.map(|(placed, _)| text(placed, corner, ink)));
        let lead = map.personas.first();
        let name = lead.and_then(|persona| persona.portrait.as_deref());
        picture::portrait(map, name, (center, radius), initials, items);
    }
    if let Some(tag) = header.tag {
        let (rect, radius) = (tag.translate(corner), tag.height() / 2.0);
        items.push(Item::Rect {
            rect,
            radius,
            fill: Some(theme.accent_tint()),
            stroke: None,
        });
    }
    for other in others {
        let (rect, radius) = (other.rect.translate(corner), other.rect.height() / 2.0);
        let fill = other
            .swatch
            .map_or(theme.offstage, |swatch| theme.tint(swatch));
        items.push(Item::Rect {
            rect,
            radius: radius.min(tokens::CARD_RADIUS + 3.0),
            fill: Some(fill),
            stroke: None,
        });
    }
    for (placed, tone) in &header.lines {
        let color = match tone {
            Tone::Ink => theme.ink,
            Tone::Muted | Tone::Further => theme.muted,
            Tone::Portrait => continue,
            Tone::Accent => theme.accent,
        };
        items.push(text(placed, corner, color));
    }
}
