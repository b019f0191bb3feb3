//! Elements in words: what their shapes are called, what is read aloud for
//! them, and the texts that may be written on them. The lines of a drawing are
//! broken, and turned where they read from right to left; the map has the text
//! as it was typed, and a slide that can be edited needs that one.

use std::collections::BTreeMap;

use super::shape::Label;
use crate::{
    layout::{drawable, mirrored},
    model::{
        Card, Curve, CurveKind, Element, EmotionPoint, KeyMoment, LaneKind, Map, Persona, Stage,
    },
};

/// The texts that may be written somewhere, by their letters.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<Vec<char>, String>);

impl Texts {
    /// The text with the same letters as some lines, in whatever order they
    /// are drawn.
    pub(super) fn of(&self, drawn: &str) -> Option<&str> {
        self.0.get(&letters(drawn)).map(String::as_str)
    }

    fn add(&mut self, text: impl Into<String>) {
        let text = drawable(&text.into()).into_owned();
        let key = letters(&text);
        if !key.is_empty() {
            self.0.entry(key).or_insert(text);
        }
    }

    /// A text, also as a moment of truth and as a quotation.
    fn add_card_text(&mut self, text: &str) {
        for text in [text.to_owned(), format!("★ {text}")] {
            self.add(format!("“{text}”"));
            self.add(text);
        }
    }
}

/// What is drawn of a text, sorted: no blanks; of a bracket and its mirror image the same one.
fn letters(text: &str) -> Vec<char> {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let mut letters: Vec<char> = letters.map(|c| c.min(mirrored(c))).collect();
    letters.sort_unstable();
    letters
}

/// The texts on an element.
pub(super) fn texts(map: &Map, element: Element) -> Texts {
    let mut texts = Texts::default();
    match element {
        Element::Card(id) => {
            if let Some((_, card)) = map.card(id) {
                of_card(map, card, &mut texts);
            }
        }
        Element::Stage(id) => {
            if let Some((_, stage)) = map.stage(id) {
                let known = [stage.duration.trim(), stage.owner.trim()];
                let known = known.into_iter().filter(|text| !text.is_empty());
                texts.add(stage.name.as_str());
                texts.add(known.collect::<Vec<_>>().join(" · "));
                texts.add(stage.key_moment_label().unwrap_or_default());
            }
        }
        Element::Lane(id) => texts.add(map.lane(id).map_or("", |(_, lane)| &lane.name)),
        Element::Header => of_header(map, &mut texts),
        Element::Persona(_) | Element::Point(_) | Element::Curve(_) | Element::Divider(_) => {}
    }
    texts
}

fn of_card(map: &Map, card: &Card, texts: &mut Texts) {
    texts.add_card_text(&card.text);
    if let Some(metric) = card.metric.and_then(|id| map.metric(id)) {
        texts.add(metric.name.as_str());
        texts.add(map.metric_value(metric));
        let figure = map.figure(metric);
        texts.add(figure.map_or_else(String::new, |figure| {
            format!("{}, from feedback", figure.certainty())
        }));
    }
    for text in [&card.wait, &card.owner] {
        texts.add(text.trim());
    }
    let channel = card.channel.map(|channel| map.channel_label(channel));
    texts.add(channel.unwrap_or_default().trim());
}

fn of_header(map: &Map, texts: &mut Texts) {
    for text in [
        &map.title,
        &map.scenario,
        &map.goal,
        &map.scope,
        &map.expectations,
    ] {
        texts.add(text.as_str());
    }
    for persona in &map.personas {
        texts.add(persona.name.trim());
        texts.add(persona.role.as_str());
        texts.add(format!("· {}", persona.role));
        texts.add_card_text(persona.quote.trim());
    }
}

/// The texts that belong to no group of the drawing: words at the curves, the
/// names of curves, the ends of the scale.
pub(super) fn loose_texts(map: &Map) -> Texts {
    let mut texts = Texts::default();
    for point in map.stages.iter().flat_map(|stage| &stage.points) {
        texts.add_card_text(&point.word);
    }
    for curve in &map.curves {
        texts.add(curve.name.trim());
        texts.add(format!("{}, 1 to 5", curve.name.trim()));
    }
    if let Some((best, worst)) = &map.scale {
        texts.add(best.as_str());
        texts.add(worst.as_str());
    }
    texts.add(map.title.trim());
    texts
}

/// The map's title, or what stands for one.
pub(super) fn title(map: &Map) -> &str {
    match map.title.trim() {
        "" => "Untitled journey",
        title => title,
    }
}

/// Whether text is the name of a line between lanes, as it is drawn.
pub(super) fn is_divider(text: &str) -> bool {
    use crate::model::Divider;
    Divider::ALL.iter().any(|divider| divider.label() == text)
}

/// The name of an element's shape and what is read aloud for it.
pub(super) fn label(map: &Map, element: Element) -> Label {
    let found = match element {
        Element::Card(id) => map
            .card(id)
            .map(|(stage, card)| card_label(map, stage, card)),
        Element::Stage(id) => map
            .stage(id)
            .map(|(index, stage)| stage_label(map, index, stage)),
        Element::Lane(id) => map.lane(id).map(|(_, lane)| Label {
            name: format!("Lane: {}", brief(&lane.name)),
            about: format!("Lane {}, {}", lane.name, lane.kind.label().to_lowercase()),
        }),
        Element::Point(id) => map
            .point(id)
            .map(|(stage, point)| point_label(map, stage, point)),
        Element::Curve(id) => map.curve(id).map(|curve| curve_label(map, curve)),
        Element::Header => Some(Label::named("Header")),
        Element::Persona(id) => map.persona(id).map(persona_label),
        Element::Divider(divider) => Some(Label::named(divider.label())),
    };
    found.unwrap_or_default()
}

/// The portrait of a persona.
pub(super) fn persona_label(persona: &Persona) -> Label {
    Label {
        name: format!("Portrait: {}", brief(&persona.name)),
        about: format!("Portrait of {}", persona.name.trim()),
    }
}

fn card_label(map: &Map, stage: &Stage, card: &Card) -> Label {
    let kind = map.lane(card.lane).map(|(_, lane)| lane.kind);
    let lane = map.lane(card.lane).map_or("", |(_, lane)| &lane.name);
    let noun = match kind {
        Some(LaneKind::Touchpoints) => "Touchpoint".into(),
        _ => format!("{lane} card"),
    };
    let metric = card.metric.and_then(|id| map.metric(id));
    let text = match (&card.picture, metric) {
        (Some(picture), _) if card.text.trim().is_empty() => picture.clone(),
        (_, Some(metric)) if card.text.trim().is_empty() => metric.name.clone(),
        _ => card.text.clone(),
    };
    let mut about = vec![format!("{noun} in {}: {}", stage.name, one_line(&text))];
    about.extend(metric.map(|metric| map.metric_in_words(metric)));
    about.extend(
        facts(map, card)
            .into_iter()
            .map(|(what, fact)| format!("{what} {fact}")),
    );
    if card.moment_of_truth {
        about.push("moment of truth".into());
    }
    about.retain(|part| !part.is_empty());
    Label {
        name: format!("Card: {}", brief(&text)),
        about: about.join(", "),
    }
}

/// What is known of a card beside its text and note: what it is, and the words.
pub(super) fn facts(map: &Map, card: &Card) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let channel = card.channel.map(|channel| map.channel_label(channel));
    facts.extend(channel.map(|channel| ("channel", channel.trim().to_owned())));
    for (what, level) in [
        ("severity", card.severity),
        ("impact", card.impact),
        ("effort", card.effort),
    ] {
        facts.extend(level.map(|level| (what, format!("{} of 5", level.value()))));
    }
    facts.extend(
        card.status
            .map(|status| ("status", status.label().to_lowercase())),
    );
    let evidence = card
        .evidence
        .map(|evidence| evidence.label().to_lowercase());
    facts.extend(evidence.map(|evidence| ("evidence", evidence)));
    for (what, text) in [
        ("source", &card.source),
        ("owner", &card.owner),
        ("wait", &card.wait),
    ] {
        let text = one_line(text);
        facts.extend((!text.is_empty()).then_some((what, text)));
    }
    facts
}

fn stage_label(map: &Map, index: usize, stage: &Stage) -> Label {
    let mut about = vec![format!(
        "Stage {} of {}: {}",
        index.saturating_add(1),
        map.stages.len(),
        one_line(&stage.name)
    )];
    for (what, text) in [("", &stage.duration), ("owner ", &stage.owner)] {
        if !text.trim().is_empty() {
            about.push(format!("{what}{}", one_line(text)));
        }
    }
    about.extend(
        stage
            .key_moment
            .map(KeyMoment::label)
            .map(str::to_lowercase),
    );
    Label {
        name: format!("Stage: {}", brief(&stage.name)),
        about: about.join(", "),
    }
}

fn curve_label(map: &Map, curve: &Curve) -> Label {
    let name = match (curve.name.trim(), curve.kind) {
        ("", CurveKind::Emotion) => curve.state.label(),
        ("", CurveKind::Tension) => curve.kind.label(),
        (name, _) => name,
    };
    let kind = match curve.kind {
        CurveKind::Emotion => "Emotion curve",
        CurveKind::Tension => "Dramatic arc",
    };
    let values = map.stages.iter().filter_map(|stage| {
        let mut points: Vec<&EmotionPoint> = stage.points.iter().collect();
        points.retain(|point| point.curve == curve.id);
        points.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
        let values = points.into_iter().map(|point| value(curve.kind, point));
        let values: Vec<String> = values.collect();
        (!values.is_empty()).then(|| format!("{} {}", one_line(&stage.name), values.join(", ")))
    });
    let values: Vec<String> = values.collect();
    Label {
        name: format!("Curve: {}", brief(name)),
        about: format!("{kind} {name}: {}", values.join("; ")),
    }
}

fn point_label(map: &Map, stage: &Stage, point: &EmotionPoint) -> Label {
    let kind = map.curve(point.curve).map(|curve| curve.kind);
    let value = value(kind.unwrap_or_default(), point);
    let word = one_line(&point.word);
    let shown = if word.is_empty() { &value } else { &word };
    let colon = if word.is_empty() { "" } else { ": " };
    let stage = one_line(&stage.name);
    Label {
        name: format!("Point: {}", brief(shown)),
        about: format!("Emotion point in {stage}, {value}{colon}{word}"),
    }
}

/// The value of a point as its scale writes it.
pub(super) fn value(kind: CurveKind, point: &EmotionPoint) -> String {
    let Some(feeling) = point.feeling else {
        return "not known".into();
    };
    let (value, sign) = match kind {
        CurveKind::Emotion if feeling.value() < 0.0 => (-feeling.value(), "−"),
        CurveKind::Emotion if feeling.value() > 0.0 => (feeling.value(), "+"),
        CurveKind::Emotion => (0.0, ""),
        CurveKind::Tension => (feeling.value() + 3.0, ""),
    };
    let number = format!("{value:.2}");
    format!(
        "{sign}{}",
        number.trim_end_matches('0').trim_end_matches('.')
    )
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, for a name in a list.
pub(super) fn brief(text: &str) -> String {
    const MOST: usize = 48;
    let text = one_line(text);
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}
