//! What there is to say about a line between lanes.

use egui::Ui;

use super::title_ui;
use crate::{
    model::{Divider, Element, Lane},
    ui::{ask::Asks, widgets},
};

/// A line between lanes, and the lane below it.
pub(super) fn divider_ui(ui: &mut Ui, divider: Divider, below: &Lane, asks: &mut Asks) {
    let element = Element::Divider(divider);
    title_ui(ui, divider.label(), element, "delete line", asks);
    widgets::note_ui(ui, &format!("Above the lane {}", below.name));
}
