//! The inspector: every field of what is selected, or of the map itself when
//! nothing is. It reads the map and asks for edits; it holds neither.

mod card;
mod channel;
mod curve;
mod curves;
mod divider;
mod feedback;
mod lane;
mod many;
mod map;
mod metric;
mod persona;
mod picture;
mod place;
mod point;
mod review;
mod stage;
mod votes;

use std::{fmt::Debug, hash::Hash};

use egui::{Color32, Frame, Layout, Margin, Panel, ScrollArea, Slider, Ui};

pub(super) use self::picture::{LARGEST as THUMBNAIL, Thumbnail};
use super::{
    ask::{Ask, Asks},
    icon, panels,
    style::{Chrome, INSPECTOR, PADDING},
    widgets::{self, Set},
};
use crate::{
    editor::{Links, Selection},
    model::{Edit, Element, Evidence, Map, Swatch},
};

/// What the fields read.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The map as it is shown.
    pub map: &'a Map,
    /// The swatches with their names, as the theme of the map has them.
    pub palette: &'a [(Swatch, &'static str, Color32)],
    /// How the picture of the selected element looks.
    pub thumbnail: &'a Thumbnail,
    /// The day it is, as `YYYY-MM-DD`.
    pub today: &'a str,
    /// How much of the feedback log belongs to each stage and card.
    pub links: &'a Links,
}

/// The panel on the right.
pub(super) fn inspector_ui(ui: &mut Ui, shown: Shown<'_>, selection: &Selection, asks: &mut Asks) {
    let chrome = Chrome::of(ui);
    Panel::right("inspector")
        .exact_size(INSPECTOR)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(chrome.panel))
        .show(ui, |ui| {
            let edge = ui.max_rect();
            panels::landmark_ui(ui, panels::Panel::Inspector, "Inspector", edge);
            ui.painter()
                .vline(edge.left() + 0.5, edge.y_range(), (1.0, chrome.line));
            ScrollArea::vertical()
                .id_salt(("inspector", selection.primary()))
                .auto_shrink(false)
                .show(ui, |ui| {
                    Frame::new()
                        .inner_margin(Margin::symmetric(margin(), 14))
                        .show(ui, |ui| {
                            ui.set_width(INSPECTOR - 2.0 * PADDING);
                            fields_ui(ui, shown, selection, asks);
                            ui.add_space(20.0);
                        });
                });
        });
}

#[expect(clippy::cast_possible_truncation, reason = "a small whole number")]
const fn margin() -> i8 {
    PADDING as i8
}

fn fields_ui(ui: &mut Ui, shown: Shown<'_>, selection: &Selection, asks: &mut Asks) {
    if selection.len() > 1 {
        return many::many_ui(ui, shown, selection, asks);
    }
    let map = shown.map;
    match selection.primary() {
        Some(Element::Card(id)) => {
            if let Some((stage, card)) = map.card(id) {
                card::card_ui(ui, shown, stage, card, asks);
            }
        }
        Some(Element::Point(id)) => {
            if let Some((stage, point)) = map.point(id) {
                point::point_ui(ui, shown, stage, point, asks);
            }
        }
        Some(Element::Stage(id)) => {
            if let Some((index, stage)) = map.stage(id) {
                stage::stage_ui(ui, shown, index, stage, asks);
            }
        }
        Some(Element::Lane(id)) => {
            if let Some((_, lane)) = map.lane(id) {
                lane::lane_ui(ui, shown, lane, asks);
            }
        }
        Some(Element::Curve(id)) => {
            if let Some(curve) = map.curve(id) {
                curve::curve_ui(ui, shown, curve, asks);
            }
        }
        Some(Element::Persona(id)) => {
            if let Some(persona) = map.persona(id) {
                persona::persona_ui(ui, shown, persona, asks);
            }
        }
        Some(Element::Divider(divider)) => {
            if let Some((below, _)) = map.divider(divider) {
                divider::divider_ui(ui, shown, divider, below, asks);
            }
        }
        Some(Element::Header) | None => map::map_ui(ui, shown, asks),
    }
}

/// The heading of an element's fields, with buttons to go back to the map and
/// to remove the element.
fn title_ui(ui: &mut Ui, title: &str, element: Element, remove: &'static str, asks: &mut Asks) {
    ui.horizontal(|ui| {
        widgets::heading_ui(ui, title);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if widgets::icon_button_ui(ui, icon::TRASH, "Delete", true).clicked() {
                asks.run(Edit::Remove(element), remove);
            }
            if widgets::icon_button_ui(ui, icon::MAP, "Show the map's own fields", true).clicked() {
                asks.0.push(Ask::SelectNone);
            }
        });
    });
}

/// Pills for how well something is known.
fn evidence_ui(ui: &mut Ui, current: Option<Evidence>) -> Option<Set<Evidence>> {
    widgets::chips_ui(
        ui,
        "Evidence",
        current,
        &words(Evidence::ALL, Evidence::label),
    )
}

/// Words of the model as options.
fn words<T: Copy>(all: &[T], label: impl Fn(T) -> &'static str) -> Vec<(T, String)> {
    all.iter()
        .map(|word| (*word, label(*word).into()))
        .collect()
}

/// Words of the model as options, after one that stands for none of them.
fn words_or_none<T: Copy>(
    none: &str,
    all: &[T],
    label: impl Fn(T) -> &'static str,
) -> Vec<(Option<T>, String)> {
    let words = words(all, label)
        .into_iter()
        .map(|(word, name)| (Some(word), name));
    std::iter::once((None, none.to_owned()))
        .chain(words)
        .collect()
}

/// A name, or words for one that is empty.
fn named<'a>(name: &'a str, otherwise: &'a str) -> &'a str {
    if name.trim().is_empty() {
        otherwise
    } else {
        name
    }
}

/// A rail that is seen on both sides of the knob.
fn look_of_slider(ui: &mut Ui) {
    let chrome = Chrome::of(ui);
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = chrome.accent_ink;
    for state in [
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
    ] {
        state.bg_fill = chrome.strong_line;
        state.fg_stroke = egui::Stroke::NONE;
    }
}

/// A slider under its label, with its value in words. Dragging it is one step.
struct Slide<'a> {
    label: &'a str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    step: f64,
    shown: String,
    logarithmic: bool,
}

/// The height of a slider.
const SLIDER: f32 = 22.0;
/// The width of the value beside a slider.
const VALUE: f32 = 46.0;

impl Slide<'_> {
    /// The knob, in the accent, over the one that the slider has.
    fn paint_knob(&self, ui: &Ui, response: &egui::Response, value: f64) {
        let chrome = Chrome::of(ui);
        let (low, high) = (*self.range.start(), *self.range.end());
        let share = if self.logarithmic {
            (value / low).ln() / (high / low).ln()
        } else {
            (value - low) / (high - low)
        };
        // How egui places it.
        let inset = SLIDER / 2.5;
        let rail = response.rect.x_range().shrink(inset);
        #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
        let x = egui::lerp(rail.min..=rail.max, (share as f32).clamp(0.0, 1.0));
        let center = egui::Pos2::new(x, response.rect.center().y);
        let painter = ui.painter();
        painter.circle_filled(center, inset + 0.7, chrome.panel);
        painter.circle_filled(center, 7.0, chrome.accent_ink);
        if response.hovered() || response.has_focus() {
            let ring = egui::Stroke::new(1.5, chrome.accent_ink.gamma_multiply(0.4));
            painter.circle_stroke(center, inset, ring);
        }
    }

    fn ui(
        self,
        ui: &mut Ui,
        key: impl Hash + Debug,
        asks: &mut Asks,
        label: &'static str,
        edit: impl FnOnce(f64) -> Edit,
    ) {
        let name = widgets::label_ui(ui, self.label);
        // A slider rounds what it is given, which would count as a change.
        let rounded = (self.value / self.step).round() * self.step;
        let mut value = rounded;
        ui.push_id((key, self.label), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.spacing_mut().slider_width = ui.available_width() - VALUE - 8.0;
                ui.spacing_mut().interact_size.y = SLIDER;
                look_of_slider(ui);
                let slider = Slider::new(&mut value, self.range.clone())
                    .show_value(false)
                    .step_by(self.step)
                    .logarithmic(self.logarithmic);
                let response = ui.add(slider).labelled_by(name.id);
                self.paint_knob(ui, &response, value);
                ui.allocate_ui_with_layout(
                    egui::Vec2::new(VALUE, SLIDER),
                    Layout::right_to_left(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(VALUE);
                        widgets::note_ui(ui, &self.shown);
                    },
                );
                // It rounds in another way than we do, and calls that a change.
                if response.changed() && (value - rounded).abs() > self.step / 4.0 {
                    asks.0.push(Ask::Field(edit(value), label));
                }
                if response.drag_stopped() || response.lost_focus() {
                    asks.0.push(Ask::Settle);
                }
            });
        });
    }
}
