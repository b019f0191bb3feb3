//! What lies over the map and is never exported: hover, selection, marquee,
//! guides, landing places and handles, in map units. `pixel` keeps its strokes
//! as thin at every zoom.

use super::{interaction::Interaction, selection::Selection};
use crate::{
    layout::Layout,
    scene::{Item, Theme},
};

/// The overlay of the map as it is shown now, from back to front. `layout` is
/// that of the shown map (a preview included), `pixel` the size of a screen
/// point in units.
#[must_use]
pub fn overlay(
    layout: &Layout,
    selection: &Selection,
    interaction: &Interaction,
    theme: &Theme,
    pixel: f32,
) -> Vec<Item> {
    let _ = (layout, selection, interaction, theme, pixel);
    Vec::new()
}
