//! The fields of an emotion point.

use egui::Ui;

use super::{Shown, Slide, evidence_ui, place::place_ui, title_ui};
use crate::{
    editor::value_label,
    model::{CurveKind, Edit, Element, EmotionPoint, PointField, Stage, Valence},
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
    card_ui(ui, shown, stage, point, asks);
}

fn set(point: &EmotionPoint, field: PointField) -> Edit {
    Edit::SetPoint(point.id, field)
}

fn feeling_ui(ui: &mut Ui, shown: Shown<'_>, point: &EmotionPoint, asks: &mut Asks) {
    let id = point.id;
    let kind = shown.map.curve(point.curve).map(|curve| curve.kind);
    let kind = kind.unwrap_or_default();
    // A dramatic arc is drawn over the same height, and counted from 1.
    let (label, zero) = match kind {
        CurveKind::Emotion => ("Feeling", 0.0),
        CurveKind::Tension => ("Tension", 3.0),
    };
    if let Some(feeling) = point.feeling {
        Slide {
            label,
            value: feeling.value() + zero,
            range: zero - 2.0..=zero + 2.0,
            step: 0.1,
            shown: value_label(kind, Some(tenths(feeling))),
            logarithmic: false,
        }
        .ui(ui, id, asks, "set feeling", |value| {
            Edit::SetPoint(
                id,
                PointField::Feeling(Some(Valence::rounded(value - zero))),
            )
        });
        match (kind, &shown.map.scale) {
            (CurveKind::Tension, _) => widgets::note_ui(ui, "1 calm, 5 everything is at stake"),
            (CurveKind::Emotion, Some((best, worst))) => {
                widgets::note_ui(ui, &format!("−2 {worst}, +2 {best}"));
            }
            (CurveKind::Emotion, None) => {}
        }
    } else {
        widgets::label_ui(ui, label);
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

/// As far as the slider has steps.
fn tenths(feeling: Valence) -> Valence {
    Valence::clamped((feeling.value() * 10.0).round() / 10.0)
}

/// The card that the point goes along with in time.
fn card_ui(ui: &mut Ui, shown: Shown<'_>, stage: &Stage, point: &EmotionPoint, asks: &mut Asks) {
    let options: Vec<_> = std::iter::once((None, "None".to_owned()))
        .chain(stage.cards.iter().map(|card| {
            let lane = shown.map.lane(card.lane);
            let lane = lane.map_or("", |(_, lane)| lane.name.as_str());
            let mut name: String = card.text.chars().take(60).collect();
            if name.is_empty() {
                name = "Card without text".into();
            }
            (Some(card.id), format!("{lane}: {name}"))
        }))
        .collect();
    if let Some(card) = widgets::choice_ui(ui, "Belongs to card", point.card, &options) {
        asks.run(set(point, PointField::Card(card)), "link card");
    }
    if point.card.is_some() {
        widgets::note_ui(ui, "The point goes along when the card is moved.");
    }
}
