//! The curve of another map over this one, dotted. Whose it is, the window says.

use crate::{
    layout::{Ghost, Layout},
    scene::{Item, Stroke, Theme},
};

/// The items of a ghost; none where the map shows no emotion lane.
#[must_use]
pub fn laid_over(layout: &Layout, ghost: &Ghost, theme: &Theme) -> Vec<Item> {
    let Some(line) = layout.ghost(ghost) else {
        return Vec::new();
    };
    let mut items = Vec::new();
    let color = theme.accent.mix(theme.paper, 0.15);
    for run in line.runs {
        items.push(Item::Polyline {
            points: run,
            stroke: Stroke { width: 2.2, color },
            dash: Some((2.0, 4.0)),
        });
    }
    for center in &line.points {
        items.push(Item::Circle {
            center: *center,
            radius: 3.0,
            fill: Some(theme.paper),
            stroke: Some(Stroke { width: 1.5, color }),
        });
    }
    items
}
