//! Elements in words, for screen readers, tests and the status bar.

use crate::model::{
    Card, Curve, CurveKind, Divider, Element, EmotionPoint, Evidence, KeyMoment, LaneKind, Map,
    Stage,
};

pub use crate::model::{feeling_label, value_label};

/// The element in words: `touchpoint "Finance desk", Decision, 2 of 3`.
#[must_use]
pub fn describe(map: &Map, element: Element) -> String {
    let words = match element {
        Element::Header => Some(format!("map \"{}\"", map.title)),
        Element::Persona(id) => map
            .persona(id)
            .map(|persona| format!("persona \"{}\"", persona.name)),
        Element::Stage(id) => map.stage(id).map(|(index, stage)| {
            let (name, of) = (&stage.name, map.stages.len());
            format!("stage \"{name}\", {} of {of}", index + 1)
        }),
        Element::Lane(id) => map.lane(id).map(|(index, lane)| {
            let (name, of) = (&lane.name, map.lanes.len());
            let hidden = if lane.hidden { ", hidden" } else { "" };
            format!("lane \"{name}\", {} of {of}{hidden}", index + 1)
        }),
        Element::Card(id) => map
            .card(id)
            .map(|(stage, card)| describe_card(map, stage, card)),
        Element::Point(id) => map
            .point(id)
            .map(|(stage, point)| describe_point(map, stage, point)),
        Element::Divider(divider) => map
            .divider(divider)
            .map(|(place, _)| describe_divider(map, divider, place)),
        Element::Curve(id) => map.curve(id).map(|curve| describe_curve(map, curve)),
    };
    words.unwrap_or_else(|| "nothing".into())
}

/// A line between lanes: `line of visibility, between "Pain points" and
/// "Backstage"`.
fn describe_divider(map: &Map, divider: Divider, place: usize) -> String {
    let name = divider.label().to_lowercase();
    let (before, after) = map.lanes.split_at(place.min(map.lanes.len()));
    let above = before.iter().rfind(|lane| !lane.hidden);
    let below = after.iter().find(|lane| !lane.hidden);
    match (above, below) {
        (Some(above), Some(below)) => {
            format!("{name}, between \"{}\" and \"{}\"", above.name, below.name)
        }
        (None, Some(below)) => format!("{name}, above \"{}\"", below.name),
        (Some(above), None) => format!("{name}, below \"{}\"", above.name),
        (None, None) => name,
    }
}

/// A card in words; costs less than [`describe`] where its stage is at hand.
#[must_use]
pub fn describe_card(map: &Map, stage: &Stage, card: &Card) -> String {
    let lane = map.lane(card.lane).map(|(_, lane)| lane);
    let noun = lane.map_or("card", |lane| lane.kind.noun());
    let on = match lane {
        Some(lane) if noun == "card" => format!(" on {}", lane.name),
        _ => String::new(),
    };
    let mates = || stage.cards.iter().filter(|mate| mate.lane == card.lane);
    let before = mates()
        .filter(|mate| (mate.at.value(), mate.id) < (card.at.value(), card.id))
        .count();
    let text = match &card.picture {
        Some(picture) if card.text.is_empty() => picture,
        _ => &card.text,
    };
    let (name, of) = (&stage.name, mates().count());
    format!("{noun} \"{text}\"{on}, {name}, {} of {of}", before + 1)
}

/// An emotion point in words; costs less than [`describe`] where its stage is
/// at hand.
#[must_use]
pub fn describe_point(map: &Map, stage: &Stage, point: &EmotionPoint) -> String {
    let curve = map.curve(point.curve);
    let kind = curve.map(|curve| curve.kind).unwrap_or_default();
    // With one curve there is nothing to tell apart.
    let of_curve = curve
        .filter(|_| map.curves.len() > 1)
        .map_or_else(String::new, |curve| format!(" of \"{}\"", curve.name));
    let word = if point.word.is_empty() {
        String::new()
    } else {
        format!(" \"{}\"", point.word)
    };
    let mates = || stage.points.iter().filter(|mate| mate.curve == point.curve);
    let before = mates()
        .filter(|mate| (mate.at.value(), mate.id) < (point.at.value(), point.id))
        .count();
    let (feeling, name, of) = (
        value_label(kind, point.feeling),
        &stage.name,
        mates().count(),
    );
    format!(
        "emotion point{word}{of_curve}, {feeling}, {name}, {} of {of}",
        before + 1
    )
}

fn describe_curve(map: &Map, curve: &Curve) -> String {
    let place = map.curves.iter().position(|held| held.id == curve.id);
    let (place, of) = (place.map_or(1, |place| place + 1), map.curves.len());
    let kind = match curve.kind {
        CurveKind::Emotion => "",
        CurveKind::Tension => "dramatic arc, ",
    };
    let state = curve.state.label().to_lowercase();
    let hidden = if curve.hidden { ", hidden" } else { "" };
    let name = &curve.name;
    format!("curve \"{name}\", {kind}{state}, {place} of {of}{hidden}")
}

/// What a card on a lane of a kind is, as a list writes it.
#[must_use]
pub const fn kind_of(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Actions => "Action",
        LaneKind::Touchpoints => "Touchpoint",
        LaneKind::Emotion => "Emotion point",
        LaneKind::Thoughts => "Thought",
        LaneKind::Quotes => "Quote",
        LaneKind::PainPoints => "Pain point",
        LaneKind::Opportunities => "Opportunity",
        LaneKind::Metrics => "Metric",
        LaneKind::Pictures => "Picture",
        LaneKind::PhysicalEvidence => "Physical evidence",
        LaneKind::Owners => "Owner",
        LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::Custom => "Card",
    }
}

/// What there is to know of an element beside its name, in few words: "Email,
/// reported by 6 interviews, moment of truth". Empty where there is nothing.
#[must_use]
pub fn value_of(map: &Map, element: Element) -> String {
    let mut words: Vec<String> = Vec::new();
    match element {
        Element::Card(id) => {
            if let Some((_, card)) = map.card(id) {
                words = of_card(map, card);
            }
        }
        Element::Point(id) => {
            if let Some((_, point)) = map.point(id) {
                let kind = map.curve(point.curve).map(|curve| curve.kind);
                let kind = kind.unwrap_or_default();
                let noun = match kind {
                    CurveKind::Emotion => "feeling",
                    CurveKind::Tension => "tension",
                };
                words.push(format!("{noun} {}", value_label(kind, point.feeling)));
                words.extend(known(point.evidence, &point.source));
                words.extend(point.moment_of_truth.then(|| "moment of truth".into()));
            }
        }
        Element::Stage(id) => {
            if let Some((_, stage)) = map.stage(id) {
                words.extend(said("", &stage.duration));
                let moment = stage.key_moment.map(KeyMoment::label);
                words.extend(moment.map(str::to_lowercase));
                words.extend(said("owner ", &stage.owner));
            }
        }
        Element::Lane(id) => {
            if let Some((_, lane)) = map.lane(id) {
                words.push(lane.kind.label().to_lowercase());
            }
        }
        Element::Curve(id) => {
            if let Some(curve) = map.curve(id) {
                words.push(curve.state.label().to_lowercase());
                let persona = curve.persona.and_then(|id| map.persona(id));
                words.extend(persona.and_then(|persona| said("", &persona.name)));
            }
        }
        Element::Persona(id) => {
            words.extend(map.persona(id).and_then(|persona| said("", &persona.role)));
        }
        Element::Header => {
            words.push(map.kind.label().to_lowercase());
            words.extend(said("scenario: ", &map.scenario));
            words.extend(said("goal: ", &map.goal));
        }
        Element::Divider(_) => {}
    }
    words.join(", ")
}

fn of_card(map: &Map, card: &Card) -> Vec<String> {
    let mut words = Vec::new();
    let channel = card.channel.map(|channel| map.channel_label(channel));
    words.extend(channel.map(str::to_owned));
    let metric = card.metric.and_then(|id| map.metric(id));
    words.extend(metric.and_then(|metric| said("", &metric.value)));
    for (name, level) in [
        ("severity", card.severity),
        ("impact", card.impact),
        ("effort", card.effort),
    ] {
        words.extend(level.map(|level| format!("{name} {} of 5", level.value())));
    }
    words.extend(match card.votes {
        0 => None,
        1 => Some("1 vote".into()),
        votes => Some(format!("{votes} votes")),
    });
    words.extend(card.status.map(|status| status.label().to_lowercase()));
    words.extend(known(card.evidence, &card.source));
    words.extend(said("owner ", &card.owner));
    words.extend(said("wait ", &card.wait));
    words.extend(card.moment_of_truth.then(|| "moment of truth".into()));
    words
}

fn known(evidence: Option<Evidence>, source: &str) -> Option<String> {
    let word = evidence?.label().to_lowercase();
    Some(match said(", ", source) {
        Some(source) => word + &source,
        None => word,
    })
}

fn said(before: &str, text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| format!("{before}{text}"))
}
