//! The fields of an emotion point.

use egui::Ui;

use super::{Shown, Slide, evidence_ui, place::place_ui, title_ui};
use crate::{
    model::{Edit, Element, EmotionPoint, PointField, Stage, Valence},
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// The fields of an emotion point.
pub(super) fn point_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    stage: &Stage,
    point: &EmotionPoint,
    asks: &mut Asks,
) {
    let element = Element::Point(point.id);
    title_ui(ui, "Emotion point", element, "delete emotion point", asks);
    if shown.map.curves.len() > 1
        && let Some(curve) = shown.map.curve(point.curve)
    {
        widgets::note_ui(ui, &format!("On the curve {}", curve.name));
    }
    feeling_ui(ui, shown, point, asks);
    let typed = Field::line("Word", &point.word)
        .hint("The moment in a word or two")
        .ui(ui, point.id);
    asks.typed(typed, "edit emotion point", |text| {
        set(point, PointField::Word(text))
    });
    ui.add_space(6.0);
    if let Some(on) = widgets::tick_ui(ui, "Moment of truth", point.moment_of_truth) {
        let edit = set(point, PointField::MomentOfTruth(on));
        asks.run(edit, "set moment of truth");
    }
    place_ui(
        ui,
        shown,
        stage,
        point.at,
        ("move emotion point", asks),
        |stage, at| Edit::PlacePoint {
            point: point.id,
            stage,
            at,
            feeling: point.feeling,
        },
    );
    let typed = Field::lines("Notes", &point.note, 3).ui(ui, point.id);
    asks.typed(typed, "edit notes", |text| {
        set(point, PointField::Note(text))
    });
    if let Some(Set(evidence)) = evidence_ui(ui, point.evidence) {
        asks.run(set(point, PointField::Evidence(evidence)), "set evidence");
    }
    let typed = Field::line("Source", &point.source)
        .hint("6 interviews")
        .ui(ui, point.id);
    asks.typed(typed, "edit source", |text| {
        set(point, PointField::Source(text))
    });
    card_ui(ui, stage, point, asks);
}

fn set(point: &EmotionPoint, field: PointField) -> Edit {
    Edit::SetPoint(point.id, field)
}

fn feeling_ui(ui: &mut Ui, shown: Shown<'_>, point: &EmotionPoint, asks: &mut Asks) {
    let id = point.id;
    if let Some(feeling) = point.feeling {
        Slide {
            label: "Feeling",
            value: feeling.value(),
            range: -2.0..=2.0,
            step: 0.1,
            shown: signed(feeling),
            logarithmic: false,
        }
        .ui(ui, id, asks, "set feeling", |value| {
            Edit::SetPoint(id, PointField::Feeling(Some(Valence::rounded(value))))
        });
        if let Some((best, worst)) = &shown.map.scale {
            widgets::note_ui(ui, &format!("−2 {worst}, +2 {best}"));
        }
    } else {
        widgets::label_ui(ui, "Feeling");
        widgets::note_ui(ui, "A gap in the curve, and a place to ask.");
    }
    ui.add_space(2.0);
    let unknown = point.feeling.is_none();
    if let Some(unknown) = widgets::tick_ui(ui, "Not known", unknown) {
        let feeling = (!unknown).then(Valence::default);
        asks.run(set(point, PointField::Feeling(feeling)), "set feeling");
    }
    if let Some(score) = point.score {
        widgets::note_ui(ui, &format!("Imported with the score {score}"));
    }
}

/// "+1.5", "0", "−0.8".
fn signed(feeling: Valence) -> String {
    let value = feeling.value();
    if value > 0.0 {
        format!("+{value:.1}")
    } else {
        format!("{value:.1}").replace('-', "−")
    }
}

fn card_ui(ui: &mut Ui, stage: &Stage, point: &EmotionPoint, asks: &mut Asks) {
    let options: Vec<_> = std::iter::once((None, "None".to_owned()))
        .chain(stage.cards.iter().map(|card| {
            let mut name: String = card.text.chars().take(60).collect();
            if name.is_empty() {
                name = "Card without text".into();
            }
            (Some(card.id), name)
        }))
        .collect();
    if let Some(card) = widgets::choice_ui(ui, "Belongs to card", point.card, &options) {
        asks.run(set(point, PointField::Card(card)), "link card");
    }
}
