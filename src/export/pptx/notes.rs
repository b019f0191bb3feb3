//! Speaker notes: what the map knows beyond what the slide shows, stage by
//! stage and card by card, and what customers said. Knows maps and slides, no
//! shapes.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    words::{facts, one_line, value},
    xml::Xml,
};
use crate::{
    export::Sheet,
    model::{Card, CardId, Element, EmotionPoint, Feedback, Map, Stage},
};

/// A paragraph of the notes; a heading is strong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    is_heading: bool,
    text: String,
}

impl Note {
    fn heading(text: &str) -> Self {
        Self {
            is_heading: true,
            text: one_line(text),
        }
    }

    /// Paragraphs of a text, after some first words.
    fn of(before: &str, text: &str) -> impl Iterator<Item = Self> + use<> {
        let text = format!("{before}{}", text.trim());
        let lines: Vec<Self> = text
            .lines()
            .map(|line| Self {
                is_heading: false,
                text: line.trim().to_owned(),
            })
            .collect();
        lines.into_iter()
    }
}

/// The notes of a slide; the first has those of the whole map too.
pub(super) fn notes(map: &Map, sheet: &Sheet, is_first: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    if is_first {
        of_map(map, &mut notes);
    }
    let shown: BTreeSet<Element> = sheet
        .scene
        .groups
        .iter()
        .map(|group| group.element)
        .collect();
    for (id, _) in &sheet.stages {
        let Some((_, stage)) = map.stage(*id) else {
            continue;
        };
        let mut told = Vec::new();
        of_stage(map, stage, &shown, &mut told);
        if !told.is_empty() {
            notes.push(Note::heading(&stage.name));
            notes.append(&mut told);
        }
    }
    notes
}

fn of_map(map: &Map, notes: &mut Vec<Note>) {
    let participants = map.participants.join(", ");
    let journey = map.journey.map_or("", |journey| journey.label()).to_owned();
    for (before, text) in [
        ("Purpose: ", &map.purpose),
        ("Journey: ", &journey),
        ("Why this journey: ", &map.reason),
        ("Owner: ", &map.owner),
        ("Participants: ", &participants),
        ("Reviewed on: ", &map.review.reviewed),
        ("Next review: ", &map.review.next),
    ] {
        if !text.trim().is_empty() {
            notes.extend(Note::of(before, text));
        }
    }
    let of_none = |held: &&Feedback| held.stage.is_none() && held.card.is_none();
    let feedback = map.feedback.iter().map(Arc::as_ref);
    notes.extend(feedback.filter(of_none).flat_map(said));
}

fn of_stage(map: &Map, stage: &Stage, shown: &BTreeSet<Element>, notes: &mut Vec<Note>) {
    if !stage.about.trim().is_empty() {
        notes.extend(Note::of("", &stage.about));
    }
    for lane in &map.lanes {
        let on_lane = stage.cards.iter().filter(|card| card.lane == lane.id);
        let mut cards: Vec<&Card> = on_lane.map(|card| &**card).collect();
        cards.retain(|card| shown.contains(&Element::Card(card.id)));
        cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
        for card in cards {
            of_card(map, card, &lane.name, notes);
        }
    }
    for point in &stage.points {
        if shown.contains(&Element::Point(point.id)) {
            of_point(map, point, notes);
        }
    }
    let cards: BTreeSet<CardId> = stage.cards.iter().map(|card| card.id).collect();
    let here = map.feedback.iter().map(Arc::as_ref).filter(|held| {
        held.stage == Some(stage.id) || held.card.is_some_and(|card| cards.contains(&card))
    });
    notes.extend(here.flat_map(said));
}

fn of_card(map: &Map, card: &Card, lane: &str, notes: &mut Vec<Note>) {
    let has_more = [&card.note, &card.source, &card.owner, &card.wait]
        .iter()
        .any(|text| !text.trim().is_empty());
    let metric = card.metric.and_then(|id| map.metric(id));
    if !has_more && metric.is_none() {
        return;
    }
    let name = match (one_line(&card.text), &card.picture) {
        (text, Some(picture)) if text.is_empty() => picture.clone(),
        (text, _) => text,
    };
    let known = facts(map, card).into_iter();
    let known = known.map(|(what, fact)| format!("{what} {fact}"));
    let measured = metric.map(|metric| map.metric_in_words(metric));
    let defined = metric.map(|metric| one_line(&metric.definition));
    let known = measured.into_iter().chain(known).chain(defined);
    let known: Vec<String> = known.filter(|fact| !fact.is_empty()).collect();
    let known = if known.is_empty() {
        String::new()
    } else {
        format!(" ({})", known.join(", "))
    };
    let before = format!("{}, {name}{known}: ", one_line(lane));
    if card.note.trim().is_empty() {
        notes.extend(Note::of("", before.trim_end_matches(": ")));
    } else {
        notes.extend(Note::of(&before, &card.note));
    }
}

fn of_point(map: &Map, point: &EmotionPoint, notes: &mut Vec<Note>) {
    if point.note.trim().is_empty() && point.source.trim().is_empty() {
        return;
    }
    let kind = map.curve(point.curve).map(|curve| curve.kind);
    let mut known = vec![value(kind.unwrap_or_default(), point)];
    known.extend(
        point
            .evidence
            .map(|evidence| evidence.label().to_lowercase()),
    );
    if !point.source.trim().is_empty() {
        known.push(format!("source {}", one_line(&point.source)));
    }
    let name = match one_line(&point.word) {
        word if word.is_empty() => "Emotion".into(),
        word => word,
    };
    let before = format!("{name} ({}): ", known.join(", "));
    if point.note.trim().is_empty() {
        notes.extend(Note::of("", before.trim_end_matches(": ")));
    } else {
        notes.extend(Note::of(&before, &point.note));
    }
}

/// What a customer said.
fn said(feedback: &Feedback) -> impl Iterator<Item = Note> + use<> {
    let source = feedback.source.map(|source| source.label().to_lowercase());
    let known = [
        one_line(&feedback.topic),
        source.unwrap_or_default(),
        feedback.date.trim().to_owned(),
    ];
    let known: Vec<String> = known.into_iter().filter(|text| !text.is_empty()).collect();
    let known = if known.is_empty() {
        String::new()
    } else {
        format!(" ({})", known.join(", "))
    };
    let said = format!("“{}”{known}", feedback.verbatim.trim());
    Note::of("", &said)
}

/// Notes as paragraphs.
pub(super) fn write(xml: &mut Xml, notes: &[Note]) {
    for note in notes {
        xml.node("a:p", &[], |xml| {
            if note.text.is_empty() {
                return;
            }
            xml.node("a:r", &[], |xml| {
                let strong = u8::from(note.is_heading);
                xml.leaf("a:rPr", &[("b", &strong), ("dirty", &0)]);
                xml.node("a:t", &[], |xml| xml.text(&note.text));
            });
        });
    }
    if notes.is_empty() {
        xml.leaf("a:p", &[]);
    }
}
