//! A page that is shown to a room: the part of the map that is laid out on it,
//! under a line that says whose journey it is and how far along the page is.

mod lit;

use emath::Vec2;

use super::{
    content::{Part, content, text},
    item::{Item, Scene},
    theme::Theme,
};
use crate::{
    layout::{Page, PlacedLine},
    model::Map,
};

/// The picture of a page.
#[must_use]
pub fn page(map: &Map, page: &Page, theme: &Theme) -> Scene {
    let mut scene = content(map, &page.layout, theme, Part::whole(&page.layout));
    heading(map, page, theme, &mut scene.items);
    scene
}

fn heading(map: &Map, page: &Page, theme: &Theme, items: &mut Vec<Item>) {
    let heading = &page.heading;
    let mut write = |lines: &[PlacedLine], color| {
        items.extend(lines.iter().map(|line| text(line, Vec2::ZERO, color)));
    };
    write(&heading.title, theme.ink);
    write(&heading.persona, theme.muted);
    write(&heading.count, theme.muted);
    for (index, dot) in heading.dots.iter().enumerate() {
        let is_here = map
            .stages
            .get(index)
            .is_some_and(|stage| Some(stage.id) == page.stage);
        // On the overview every stage has its color, for all are there.
        let fill = if is_here || page.stage.is_none() {
            theme.strong(map.stage_swatch(index))
        } else {
            theme.line.mix(theme.neutral, 0.4)
        };
        items.push(Item::Rect {
            rect: *dot,
            radius: dot.height() / 2.0,
            fill: Some(fill),
            stroke: None,
        });
    }
}
