//! What can be done to several selected elements at once.

use egui::Ui;

use super::{
    Shown,
    card::{Part, Subject, part_ui},
    evidence_ui,
};
use crate::{
    editor::{self, Selection},
    model::{At, Card, CardField, CardId, Edit, Element, LaneKind, PointField},
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
    let all: Vec<&Card> = cards().map(|card| &**card).collect();
    shared_ui(ui, shown, &all, asks);
    align_ui(ui, shown, selection, asks);
    widgets::label_ui(ui, "Selected");
    ui.scope(|ui| {
        widgets::menu_spacing(ui);
        ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
            for element in selection.iter().take(60) {
                let name = sentence(&editor::describe(map, element));
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

/// The fields that the lanes of the cards are about, with what all cards have
/// in common.
fn shared_ui(ui: &mut Ui, shown: Shown<'_>, cards: &[&Card], asks: &mut Asks) {
    let Some(card) = common_card(cards) else {
        return;
    };
    let kinds = shown.map.lanes.iter();
    let kinds = kinds.filter(|lane| cards.iter().any(|card| card.lane == lane.id));
    let kinds: Vec<LaneKind> = kinds.map(|lane| lane.kind).collect();
    let subject = Subject { card: &card, cards };
    for part in Part::ALL {
        let is_single = matches!(part, Part::Metric | Part::Picture);
        if !is_single && kinds.iter().any(|kind| Part::of(*kind).contains(&part)) {
            part_ui(ui, part, shown, subject, asks);
        }
    }
    if let Some(Set(chosen)) = widgets::swatches_ui(ui, "Color", card.swatch, shown.palette) {
        let edits = cards
            .iter()
            .map(|card| Edit::SetCard(card.id, CardField::Swatch(chosen)));
        asks.run_all(edits.collect(), "set color");
    }
}

/// A card with what all cards have in common, and nothing else.
fn common_card(cards: &[&Card]) -> Option<Card> {
    let first = *cards.first()?;
    let mut common = Card::new(CardId(0), first.lane, first.at, "");
    let agree = |of: &dyn Fn(&Card, &Card) -> bool| cards.iter().all(|card| of(card, first));
    if agree(&|a, b| a.owner == b.owner) {
        common.owner.clone_from(&first.owner);
    }
    if agree(&|a, b| a.wait == b.wait) {
        common.wait.clone_from(&first.wait);
    }
    common.moment_of_truth = cards.iter().all(|card| card.moment_of_truth);
    common.channel = common_of(cards, |card| card.channel);
    common.severity = common_of(cards, |card| card.severity);
    common.impact = common_of(cards, |card| card.impact);
    common.effort = common_of(cards, |card| card.effort);
    common.status = common_of(cards, |card| card.status);
    common.swatch = common_of(cards, |card| card.swatch);
    Some(common)
}

fn common_of<T: Copy + PartialEq>(cards: &[&Card], of: impl Fn(&Card) -> Option<T>) -> Option<T> {
    let values: Vec<Option<T>> = cards.iter().map(|card| of(card)).collect();
    common(&values)
}

/// Words that begin like a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
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
