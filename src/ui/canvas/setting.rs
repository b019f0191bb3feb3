//! How the texts of elements are set on the map, so that a field over them can
//! be set alike.

use egui::{Pos2, Rect, Vec2};

use crate::{
    layout::{Layout, PlacedLine, tokens::Look},
    model::{Element, LaneKind, Map},
};

/// How the text of an element is set on the map, in units.
pub(super) struct Setting {
    /// From the corner of its box to the top of its first line.
    pub inset: Vec2,
    /// The room at the right of it.
    pub right: f32,
    /// From one baseline to the next.
    pub leading: f32,
}

impl Setting {
    /// How it is set in its box.
    pub(super) fn of(layout: &Layout, element: Element, rect: Rect, size: f32) -> Self {
        let first = |lines: &[PlacedLine], corner: Pos2| {
            let line = lines.first()?;
            let left = lines
                .iter()
                .map(|line| line.pos.x)
                .fold(f32::INFINITY, f32::min);
            let top = line.pos.y - line.style.ascent();
            let inset = corner + Vec2::new(left, top) - rect.min;
            Some((inset, line.style.leading))
        };
        let (found, right, otherwise) = match element {
            Element::Card(id) => {
                let found = layout.card_box(id);
                let found = found.and_then(|(card, rect)| first(&card.lines, rect.min));
                let right = found.map_or(9.0, |(inset, _)| inset.x.clamp(2.0, 9.0));
                (found, right, Vec2::new(9.0, 7.0))
            }
            Element::Stage(id) => {
                let found = layout.stages.iter().find(|column| column.id == id);
                let found =
                    found.and_then(|column| first(&column.lines, layout.name_corner(column)));
                (found, 0.0, Vec2::new(4.0, 4.0))
            }
            Element::Lane(id) => {
                let found = layout.lanes.iter().find(|row| row.id == id);
                let found = found.and_then(|row| first(&row.lines, layout.lane_rect(row).min));
                (found, 0.0, Vec2::new(4.0, 4.0))
            }
            Element::Header => (None, 0.0, Vec2::ZERO),
            Element::Point(_) | Element::Persona(_) | Element::Curve(_) | Element::Divider(_) => {
                (None, 4.0, Vec2::new(4.0, 2.0))
            }
        };
        let (inset, leading) = found.unwrap_or((otherwise, size * 1.32));
        Self {
            inset: inset.max(Vec2::ZERO),
            right,
            leading,
        }
    }
}

/// Whether a card has an icon before its text.
pub(super) fn is_pill(map: &Map, element: Element) -> bool {
    let Element::Card(id) = element else {
        return false;
    };
    let lane = map.card(id).and_then(|(_, card)| map.lane(card.lane));
    lane.is_some_and(|(_, lane)| Look::of(lane.kind) == Look::Pill)
}

/// Whether a card is as narrow as its text: there would be no room to type.
pub(super) fn is_tight(map: &Map, element: Element) -> bool {
    let Element::Card(id) = element else {
        return false;
    };
    let lane = map.card(id).and_then(|(_, card)| map.lane(card.lane));
    lane.is_some_and(|(_, lane)| {
        matches!(
            lane.kind,
            LaneKind::Touchpoints
                | LaneKind::PhysicalEvidence
                | LaneKind::Metrics
                | LaneKind::Quotes
                | LaneKind::Thoughts
        )
    })
}
