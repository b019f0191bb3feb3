//! What can be done to several selected elements at once.

use egui::Ui;

use super::{Shown, evidence_ui};
use crate::{
    editor::{self, Selection},
    model::{CardField, Edit, Element, Evidence, PointField, Swatch},
    ui::{
        ask::Asks,
        widgets::{self, Set, option_ui},
    },
};

/// The actions that fit every selected element, and the elements.
pub(super) fn many_ui(ui: &mut Ui, shown: Shown<'_>, selection: &Selection, asks: &mut Asks) {
    let map = shown.map;
    widgets::heading_ui(ui, &format!("{} selected", selection.len()));
    let evidence: Vec<Option<Evidence>> = selection
        .cards()
        .filter_map(|id| Some(map.card(id)?.1.evidence))
        .chain(
            selection
                .points()
                .filter_map(|id| Some(map.point(id)?.1.evidence)),
        )
        .collect();
    if !evidence.is_empty()
        && let Some(Set(chosen)) = evidence_ui(ui, common(&evidence))
    {
        let cards = selection
            .cards()
            .map(|id| Edit::SetCard(id, CardField::Evidence(chosen)));
        let points = selection
            .points()
            .map(|id| Edit::SetPoint(id, PointField::Evidence(chosen)));
        asks.run_all(cards.chain(points).collect(), "set evidence");
    }
    let colors: Vec<Option<Swatch>> = selection
        .cards()
        .filter_map(|id| Some(map.card(id)?.1.swatch))
        .collect();
    if !colors.is_empty()
        && let Some(Set(chosen)) = widgets::swatches_ui(ui, "Color", common(&colors), shown.palette)
    {
        let edits = selection
            .cards()
            .map(|id| Edit::SetCard(id, CardField::Swatch(chosen)));
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
        let edits = removals(shown, selection);
        asks.run_all(edits, "delete selection");
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
                let edits = selection.cards().filter_map(|id| {
                    let (stage, card) = shown.map.card(id)?;
                    Some(Edit::PlaceCard {
                        card: id,
                        stage: stage.id,
                        lane: card.lane,
                        at: crate::model::At::rounded(at),
                    })
                });
                asks.run_all(edits.collect(), "align cards");
            }
        }
    });
}

/// Removes every selected element; what goes with a removed stage, lane or
/// curve is not removed twice.
fn removals(shown: Shown<'_>, selection: &Selection) -> Vec<Edit> {
    let map = shown.map;
    selection
        .iter()
        .filter(|element| match element {
            Element::Header => false,
            Element::Card(id) => map.card(*id).is_some_and(|(stage, card)| {
                !selection.contains(Element::Stage(stage.id))
                    && !selection.contains(Element::Lane(card.lane))
            }),
            Element::Point(id) => map.point(*id).is_some_and(|(stage, point)| {
                !selection.contains(Element::Stage(stage.id))
                    && !selection.contains(Element::Curve(point.curve))
            }),
            Element::Persona(_) | Element::Stage(_) | Element::Lane(_) | Element::Curve(_) => true,
        })
        .map(Edit::Remove)
        .collect()
}
