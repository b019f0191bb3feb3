//! What can be done to several selected elements at once.

use egui::Ui;

use super::{Shown, evidence_ui};
use crate::{
    editor::{self, Selection},
    model::{At, CardField, Edit, Element, PointField},
    ui::{
        ask::{Ask, Asks},
        widgets::{self, Set, option_ui},
    },
};

/// The actions that fit every selected element, and the elements.
pub(super) fn many_ui(ui: &mut Ui, shown: Shown<'_>, selection: &Selection, asks: &mut Asks) {
    let map = shown.map;
    widgets::heading_ui(ui, &format!("{} selected", selection.len()));
    let cards = || {
        let all = map.stages.iter().flat_map(|stage| &stage.cards);
        all.filter(|card| selection.contains(Element::Card(card.id)))
    };
    let points = || {
        let all = map.stages.iter().flat_map(|stage| &stage.points);
        all.filter(|point| selection.contains(Element::Point(point.id)))
    };
    let of_cards = cards().map(|card| card.evidence);
    let evidence: Vec<_> = of_cards
        .chain(points().map(|point| point.evidence))
        .collect();
    if !evidence.is_empty()
        && let Some(Set(chosen)) = evidence_ui(ui, common(&evidence))
    {
        let cards = cards().map(|card| Edit::SetCard(card.id, CardField::Evidence(chosen)));
        let points = points().map(|point| Edit::SetPoint(point.id, PointField::Evidence(chosen)));
        asks.run_all(cards.chain(points).collect(), "set evidence");
    }
    let colors: Vec<_> = cards().map(|card| card.swatch).collect();
    if !colors.is_empty()
        && let Some(Set(chosen)) = widgets::swatches_ui(ui, "Color", common(&colors), shown.palette)
    {
        let edits = cards().map(|card| Edit::SetCard(card.id, CardField::Swatch(chosen)));
        asks.run_all(edits.collect(), "set color");
    }
    align_ui(ui, shown, selection, asks);
    widgets::label_ui(ui, "Selected");
    ui.scope(|ui| {
        widgets::menu_spacing(ui);
        ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
            for element in selection.iter().take(60) {
                let name = editor::describe(map, element);
                if option_ui(ui, &name, false).clicked() {
                    asks.select(element);
                }
            }
        });
    });
    ui.add_space(10.0);
    if widgets::danger_ui(ui, "Delete them").clicked() {
        asks.0.push(Ask::Delete);
    }
}

/// What all of them have, if they agree.
fn common<T: Copy + PartialEq>(values: &[Option<T>]) -> Option<T> {
    let first = *values.first()?;
    values
        .iter()
        .all(|value| *value == first)
        .then_some(first)?
}

/// Puts the selected cards at the place of the first one within their stages.
fn align_ui(ui: &mut Ui, shown: Shown<'_>, selection: &Selection, asks: &mut Asks) {
    if selection.cards().count() < 2 {
        return;
    }
    widgets::label_ui(ui, "Align cards in their stages");
    ui.horizontal(|ui| {
        for (name, at) in [("Left", 0.0), ("Middle", 0.5), ("Right", 1.0)] {
            if widgets::button_ui(ui, name).clicked() {
                let edits = shown.map.stages.iter().flat_map(|stage| {
                    let cards = stage.cards.iter();
                    let chosen = cards.filter(|card| selection.contains(Element::Card(card.id)));
                    chosen.map(|card| Edit::PlaceCard {
                        card: card.id,
                        stage: stage.id,
                        lane: card.lane,
                        at: At::rounded(at),
                    })
                });
                asks.run_all(edits.collect(), "align cards");
            }
        }
    });
}
