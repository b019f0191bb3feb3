//! What a Mermaid journey does not hold of a map, in plain words.

use super::{
    scores::{Score, Scores},
    tasks_of,
};
use crate::{
    file::mermaid::actors_of_note,
    model::{Card, EmotionPoint, Lane, LaneKind, Map, MapKind, Persona, Stage},
};

/// How many characters Mermaid draws at most, unless it is told otherwise.
const MERMAIDS_LIMIT: usize = 50_000;

/// Everything that was left out, one sentence each.
pub(super) fn losses(
    map: &Map,
    lane: Option<&Lane>,
    scores: &Scores<'_>,
    text: &str,
) -> Vec<String> {
    let mut losses = Vec::new();
    lost_cards(map, lane, &mut losses);
    lost_points(map, lane, scores, &mut losses);
    lost_stages(map, lane, &mut losses);
    lost_personas(map, lane, &mut losses);
    lost_header(map, &mut losses);
    let length = text.chars().count();
    if length > MERMAIDS_LIMIT {
        losses.push(format!(
            "the diagram has {length} characters; Mermaid draws {MERMAIDS_LIMIT} unless maxTextSize is raised"
        ));
    }
    losses
}

fn lost_cards(map: &Map, lane: Option<&Lane>, losses: &mut Vec<String>) {
    if let Some(lane) = lane.filter(|lane| lane.kind != LaneKind::Actions) {
        let name = &lane.name;
        losses.push(format!(
            "there is no lane of actions; the tasks are the cards of “{name}”"
        ));
    }
    let cards = || map.stages.iter().flat_map(|stage| &stage.cards);
    let is_task = |card: &Card| lane.is_some_and(|lane| card.lane == lane.id);
    let mut others = Vec::new();
    for other in &map.lanes {
        let count = cards().filter(|card| card.lane == other.id).count();
        if count > 0 && lane.is_none_or(|lane| lane.id != other.id) {
            others.push(format!("{} on “{}”", cards_of(count), other.name));
        }
    }
    if !others.is_empty() {
        losses.push(format!(
            "cards of other lanes are left out: {}",
            others.join(", ")
        ));
    }
    let detailed = cards()
        .filter(|card| is_task(card) && has_details(card))
        .count();
    if detailed > 0 {
        losses.push(format!(
            "notes, channels, evidence or other details of {} are left out",
            cards_of(detailed)
        ));
    }
    let nameless = cards()
        .filter(|card| is_task(card) && card.text.is_empty())
        .count();
    if nameless > 0 {
        losses.push(format!(
            "an invisible name stands for the text of {}",
            cards_of(nameless)
        ));
    }
}

fn cards_of(count: usize) -> String {
    if count == 1 {
        "1 card".into()
    } else {
        format!("{count} cards")
    }
}

/// Whether a card holds more than its text and who takes part.
fn has_details(card: &Card) -> bool {
    let mut plain = Card::new(card.id, card.lane, card.at, card.text.clone());
    plain.note.clone_from(&card.note);
    let rest = actors_of_note(&card.note).map_or(card.note.as_str(), |(_, rest)| rest);
    plain != *card || !rest.is_empty()
}

fn lost_points(map: &Map, lane: Option<&Lane>, scores: &Scores<'_>, losses: &mut Vec<String>) {
    let (mut unknown, mut read_off) = (0_usize, 0_usize);
    let mut tasks = std::collections::BTreeSet::new();
    for (index, stage) in map.stages.iter().enumerate() {
        for card in tasks_of(stage, lane) {
            tasks.insert(card.id);
            match scores.score(index, card) {
                Score::Unknown => unknown = unknown.saturating_add(1),
                Score::ReadOff(_) => read_off = read_off.saturating_add(1),
                Score::Placed(_) => {}
            }
        }
    }
    if unknown > 0 {
        losses.push(format!(
            "the feeling of {} is not known, which Mermaid draws as if it were neutral",
            cards_of(unknown)
        ));
    }
    if read_off > 0 {
        losses.push(format!(
            "the scores of {} without an emotion point are read off the curve",
            cards_of(read_off)
        ));
    }
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    let own = points.filter(|point| scores.curve.is_some_and(|c| c.id == point.curve));
    let own: Vec<&EmotionPoint> = own.collect();
    let is_task = |point: &EmotionPoint| point.card.is_some_and(|card| tasks.contains(&card));
    let free = own.iter().filter(|point| !is_task(point)).count();
    if free > 0 {
        losses.push(format!(
            "emotion points that belong to no task are left out: {free}"
        ));
    }
    let worded = own.iter().filter(|point| has_words(point)).count();
    if worded > 0 {
        losses.push(format!(
            "emotion points whose words, notes or evidence are left out: {worded}"
        ));
    }
    let others = map.curves.iter();
    let others = others.filter(|curve| scores.curve.is_none_or(|own| own.id != curve.id));
    let others: Vec<String> = others.map(|curve| format!("“{}”", curve.name)).collect();
    if !others.is_empty() {
        losses.push(format!("other curves are left out: {}", others.join(", ")));
    }
}

fn has_words(point: &EmotionPoint) -> bool {
    let mut plain = EmotionPoint::new(point.id, point.curve, point.at, point.feeling);
    plain.card = point.card;
    plain.score = point.score;
    plain != *point
}

fn lost_stages(map: &Map, lane: Option<&Lane>, losses: &mut Vec<String>) {
    let detailed = map.stages.iter().filter(|stage| {
        let stage: &Stage = stage;
        let texts = [&stage.about, &stage.duration, &stage.owner];
        texts.iter().any(|text| !text.is_empty())
            || stage.swatch.is_some()
            || stage.key_moment.is_some()
            || !stage.key_moment_name.is_empty()
    });
    let names: Vec<String> = detailed.map(|stage| format!("“{}”", stage.name)).collect();
    if !names.is_empty() {
        losses.push(format!(
            "durations, colors, owners or key moments of stages are left out: {}",
            names.join(", ")
        ));
    }
    let empty = map
        .stages
        .iter()
        .filter(|stage| tasks_of(stage, lane).is_empty());
    let empty: Vec<String> = empty.map(|stage| format!("“{}”", stage.name)).collect();
    if !empty.is_empty() {
        losses.push(format!(
            "Mermaid does not draw stages without tasks: {}",
            empty.join(", ")
        ));
    }
    let pairs = map.stages.iter().zip(map.stages.iter().skip(1));
    let twins = pairs.filter(|(stage, next)| stage.name == next.name);
    for (stage, _) in twins {
        let name = &stage.name;
        losses.push(format!(
            "Mermaid draws the two adjacent stages “{name}” as one"
        ));
    }
}

fn lost_personas(map: &Map, lane: Option<&Lane>, losses: &mut Vec<String>) {
    let everyone = super::lone_persona(map, lane).unwrap_or_default();
    let cards = map.stages.iter().flat_map(|stage| tasks_of(stage, lane));
    let listed = cards.filter_map(|card| Some(actors_of_note(&card.note)?.0));
    let listed: std::collections::BTreeSet<String> = listed.flatten().chain(everyone).collect();
    let absent = map
        .personas
        .iter()
        .filter(|persona| !listed.contains(&persona.name));
    let absent: Vec<String> = absent
        .map(|persona| format!("“{}”", persona.name))
        .collect();
    if !absent.is_empty() {
        losses.push(format!(
            "personas who take part in no task are left out: {}",
            absent.join(", ")
        ));
    }
    let described = map.personas.iter().filter(|persona| is_described(persona));
    let described: Vec<String> = described
        .map(|persona| format!("“{}”", persona.name))
        .collect();
    if !described.is_empty() {
        losses.push(format!(
            "only the names of personas are kept: {}",
            described.join(", ")
        ));
    }
}

fn is_described(persona: &Persona) -> bool {
    let texts = [
        &persona.role,
        &persona.quote,
        &persona.goals,
        &persona.motivations,
        &persona.frustrations,
        &persona.likes,
        &persona.story,
        &persona.sources,
    ];
    texts.iter().any(|text| !text.is_empty()) || persona.portrait.is_some()
}

fn lost_header(map: &Map, losses: &mut Vec<String>) {
    let fields = [
        ("kind", map.kind != MapKind::CurrentState),
        (
            "which journey it is",
            map.journey.is_some() || !map.reason.is_empty(),
        ),
        ("scenario", !map.scenario.is_empty()),
        ("goal", !map.goal.is_empty()),
        ("scope", !map.scope.is_empty()),
        ("expectations", !map.expectations.is_empty()),
        ("owner", !map.owner.is_empty()),
        ("participants", !map.participants.is_empty()),
        ("names of the emotion scale", map.scale.is_some()),
        ("feedback", !map.feedback.is_empty()),
        ("rules for feedback", !map.rules.is_empty()),
        ("metrics", !map.metrics.is_empty()),
        ("review", map.review != crate::model::Review::default()),
    ];
    let lost = fields.iter().filter(|(_, is_set)| *is_set);
    let lost: Vec<&str> = lost.map(|(name, _)| *name).collect();
    if !lost.is_empty() {
        losses.push(format!("left out of the map: {}", lost.join(", ")));
    }
}
