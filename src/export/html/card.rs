//! A card on a page: its text, its picture, everything that is known of it, and
//! its note.

use super::{picture, style::swatch_class, write::Page};
use crate::model::{Card, Channel, Evidence, LaneKind, Level, Map, Status};

/// A card of a lane of a kind, as an item of a list.
pub(super) fn card(page: &mut Page, map: &Map, card: &Card, kind: LaneKind) {
    let class = card.swatch.map_or_else(
        || "card".to_owned(),
        |swatch| format!("card {}", swatch_class(swatch)),
    );
    page.open("li", &class);
    if let Some(name) = &card.picture {
        show(page, map, card, name);
    }
    let text = card.text.trim();
    let is_quote = kind == LaneKind::Quotes && !text.is_empty() && !text.starts_with(['“', '"']);
    if is_quote {
        page.element("p", "text", &format!("“{text}”"));
    } else {
        page.element("p", "text", text);
    }
    if card.moment_of_truth {
        page.element("p", "truth", "★ Moment of truth");
    }
    let (mut measured, metric) = metric(map, card);
    if measured == text {
        "Value".clone_into(&mut measured);
    }
    let marks = [
        (measured.as_str(), metric),
        ("Channel", channel(map, card.channel)),
        ("Severity", level(card.severity)),
        ("Impact", level(card.impact)),
        ("Effort", level(card.effort)),
        ("Status", status(card.status).to_owned()),
        ("Wait", card.wait.clone()),
        ("Owner", card.owner.clone()),
        ("Evidence", evidence(card.evidence, &card.source)),
    ];
    page.facts("marks", &marks);
    page.element("p", "note", &card.note);
    page.close("li");
}

/// A picture of a card, or what there is to say in its place.
fn show(page: &mut Page, map: &Map, card: &Card, name: &str) {
    if let Some(held) = picture::held(page, map, name) {
        // The text of the card is read beside it.
        let says = if card.text.trim().is_empty() {
            name
        } else {
            ""
        };
        picture::whole(page, held, says);
    } else {
        page.element("p", "truth", &format!("Picture “{name}” cannot be shown"));
    }
}

/// What a card measures, and its value with what came before and should come.
fn metric(map: &Map, card: &Card) -> (String, String) {
    let Some(metric) = card.metric.and_then(|id| map.metric(id)) else {
        return (String::new(), String::new());
    };
    let name = match metric.name.trim() {
        "" => metric.kind.label(),
        name => name,
    };
    (name.into(), map.metric_in_words(metric))
}

fn channel(map: &Map, channel: Option<Channel>) -> String {
    let label = channel.map(|channel| map.channel_label(channel));
    label.unwrap_or_default().to_owned()
}

/// A level of five: "4 of 5".
pub(super) fn level(level: Option<Level>) -> String {
    level.map_or_else(String::new, |level| format!("{} of 5", level.value()))
}

/// How far work has come; empty when nobody said.
pub(super) fn status(status: Option<Status>) -> &'static str {
    status.map_or("", Status::label)
}

/// How well something is known, and from where: "Reported (6 interviews)".
pub(super) fn evidence(evidence: Option<Evidence>, source: &str) -> String {
    match (evidence, source.trim()) {
        (Some(evidence), "") => evidence.label().into(),
        (Some(evidence), source) => format!("{} ({source})", evidence.label()),
        (None, source) => source.into(),
    }
}
