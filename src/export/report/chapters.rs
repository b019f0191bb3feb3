//! The chapters of reports: which there are, and what each holds. Knows maps and
//! what is found in them, no format.

use super::{Block, Chapter, evidence};
use crate::model::{
    Card, Chapter as Sort, LaneKind, Map, Question, Stage, Status, Subject, feeling_label,
    findings, questions,
};

/// What the map says of itself.
pub(super) fn facts(map: &Map, today: &str) -> Vec<(&'static str, String)> {
    let persona = map.personas.iter().map(|persona| {
        let parts = [&persona.name, &persona.role];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        let named = joined(&parts, ", ");
        match persona.quote.trim() {
            "" => named,
            quote => format!("{named}: “{quote}”"),
        }
    });
    let stories = map.personas.iter().map(|persona| persona.story.trim());
    let stories: Vec<&str> = stories.collect();
    let known = map.personas.iter().map(|persona| persona.sources.trim());
    let known: Vec<&str> = known.collect();
    let journey = map.journey.map_or("", |journey| journey.label());
    let all = [
        ("Persona", persona.collect::<Vec<_>>().join("\n")),
        ("User story", joined(&stories, "\n")),
        ("Known from", joined(&known, "\n")),
        ("Scenario", map.scenario.clone()),
        ("Goal", map.goal.clone()),
        ("Scope", map.scope.clone()),
        ("Expectations", map.expectations.clone()),
        ("State", map.kind.label().to_owned()),
        ("Journey", journey.to_owned()),
        ("Why this journey", map.reason.clone()),
        ("Purpose", map.purpose.clone()),
        ("Owner", map.owner.clone()),
        ("Participants", map.participants.join(", ")),
        ("Reviewed on", map.review.reviewed.clone()),
        ("Next review", map.review.next.clone()),
        ("Review", map.review.due(today).unwrap_or_default()),
    ];
    let said = all.into_iter().filter(|(_, text)| !text.trim().is_empty());
    said.map(|(name, text)| (name, text.trim().to_owned()))
        .collect()
}

fn joined(parts: &[&str], sign: &str) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.copied().collect::<Vec<_>>().join(sign)
}

/// Everything a map tells.
pub(super) fn report(map: &Map, today: &str) -> Vec<Chapter> {
    let asked = questions(map);
    vec![
        chapter("The journey", stages(map)),
        chapter("Insights", insights(map, today)),
        chapter("What to ask next", asks(&asked, false)),
        chapter("Metrics", metrics(map)),
        chapter("Pain points", pains(map)),
        chapter("Opportunities", opportunities(map)),
        chapter("What customers said", evidence::said(map)),
        chapter("What it rests on", evidence::ground(map)),
        chapter("Set aside", set_aside(map, today)),
    ]
}

/// What is taken along: what to ask, and room for what comes to mind.
pub(super) fn hand_out(map: &Map) -> Vec<Chapter> {
    let asked = questions(map);
    vec![
        chapter("What to ask", asks(&asked, true)),
        chapter("Votes", voted(map)),
        chapter("Notes", vec![Block::Room(8)]),
    ]
}

fn chapter(title: &'static str, blocks: Vec<Block>) -> Chapter {
    Chapter { title, blocks }
}

/// A table, unless it has no rows; columns that nothing stands in are left out.
pub(super) fn table(columns: Vec<&'static str>, rows: Vec<Vec<String>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let is_used = |place: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(place));
        place == 0 || cells.any(|cell| !cell.is_empty())
    };
    let used: Vec<bool> = (0..columns.len()).map(is_used).collect();
    let kept = |row: Vec<String>| -> Vec<String> {
        let cells = row.into_iter().zip(&used).filter(|(_, used)| **used);
        cells.map(|(cell, _)| cell).collect()
    };
    let names = columns.into_iter().zip(&used).filter(|(_, used)| **used);
    let names = names.map(|(name, _)| name).collect();
    let rows = rows.into_iter().map(kept).collect();
    vec![Block::Table(names, rows)]
}

/// Stage by stage: what the customer does, where, and how it feels.
fn stages(map: &Map) -> Vec<Block> {
    let rows = map.stages.iter().map(|stage| {
        vec![
            joined(&[stage.name.trim(), stage.duration.trim()], ", "),
            on_lanes(map, stage, LaneKind::Actions),
            on_lanes(map, stage, LaneKind::Touchpoints),
            felt(map, stage),
        ]
    });
    table(
        vec!["Stage", "Customer actions", "Touchpoints", "Feeling"],
        rows.collect(),
    )
}

fn on_lanes(map: &Map, stage: &Stage, kind: LaneKind) -> String {
    let texts = cards(map, stage, kind);
    let texts: Vec<&str> = texts.iter().map(|card| card.text.trim()).collect();
    joined(&texts, "; ")
}

/// The cards of a stage on visible lanes of a kind, in the order of time.
fn cards<'a>(map: &Map, stage: &'a Stage, kind: LaneKind) -> Vec<&'a Card> {
    let is_here = |card: &&Card| {
        let lane = map.lane(card.lane);
        lane.is_some_and(|(_, lane)| lane.kind == kind && !lane.hidden)
    };
    let found = stage.cards.iter().map(AsRef::as_ref);
    let mut found: Vec<&Card> = found.filter(is_here).collect();
    found.sort_by(|a, b| {
        let by_time = a.at.value().total_cmp(&b.at.value());
        by_time.then(a.id.cmp(&b.id))
    });
    found
}

/// The words and values of the leading curve in a stage.
fn felt(map: &Map, stage: &Stage) -> String {
    let current = map.lead_curve(crate::model::CurveState::Current);
    let curve = current.or_else(|| map.lead_curve(crate::model::CurveState::Future));
    let points = stage.points.iter();
    let mut points: Vec<_> = points
        .filter(|point| curve.is_some_and(|curve| curve.id == point.curve))
        .collect();
    points.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()));
    let words = points.iter().map(|point| {
        let value = feeling_label(point.feeling);
        match point.word.trim() {
            "" => value,
            word => format!("{word} ({value})"),
        }
    });
    words.collect::<Vec<_>>().join("; ")
}

fn insights(map: &Map, today: &str) -> Vec<Block> {
    let found = findings(map, today);
    let mut blocks = Vec::new();
    for sort in Sort::ALL {
        let of = found.active.iter().filter(|it| it.rule.chapter() == sort);
        let sentences: Vec<String> = of.map(|it| it.sentence.clone()).collect();
        if !sentences.is_empty() {
            blocks.push(Block::Heading(sort.label().to_owned()));
            blocks.push(Block::Items(sentences));
        }
    }
    blocks
}

fn set_aside(map: &Map, today: &str) -> Vec<Block> {
    let found = findings(map, today);
    let rows = found.dismissed.into_iter();
    let rows = rows.map(|(insight, reason)| vec![insight.sentence, reason]);
    table(vec!["Insight", "Why it is set aside"], rows.collect())
}

fn asks(asked: &[Question], has_room: bool) -> Vec<Block> {
    let blocks = asked.iter().map(|question| Block::Question {
        place: question.place.clone(),
        how: format!("{}: {}", question.method.label(), question.reason.label()),
        words: question.text.clone(),
        has_room,
    });
    blocks.collect()
}

/// Where something is measured or said.
pub(super) fn place(map: &Map, subject: Subject) -> String {
    match subject {
        Subject::Map => "The journey".to_owned(),
        Subject::Stage(id) => map
            .stage(id)
            .map_or_else(String::new, |(_, stage)| stage.name.trim().to_owned()),
        Subject::Card(id) => map.card(id).map_or_else(String::new, |(stage, card)| {
            let names = [card.text.trim(), stage.name.trim()];
            joined(&names, ", ")
        }),
    }
}

fn metrics(map: &Map) -> Vec<Block> {
    let rows = map.metrics.iter().map(|metric| {
        let name = match metric.name.trim() {
            "" => metric.kind.label(),
            name => name,
        };
        let certainty = map.figure(metric).map(|figure| figure.certainty());
        let origin = if metric.computed { "computed" } else { "typed" };
        let origin = match certainty {
            Some(certainty) => format!("{origin}, {certainty}"),
            None => origin.to_owned(),
        };
        vec![
            name.to_owned(),
            place(map, metric.subject()),
            map.metric_value(metric),
            origin,
            metric.before.trim().to_owned(),
            metric.target.trim().to_owned(),
        ]
    });
    let columns = vec!["Metric", "Of", "Value", "Origin", "Before", "Target"];
    let mut blocks = table(columns, rows.collect());
    let defined = map
        .metrics
        .iter()
        .filter(|it| !it.definition.trim().is_empty());
    let defined = defined.map(|it| format!("{}: {}", it.name.trim(), it.definition.trim()));
    let defined: Vec<String> = defined.collect();
    if !defined.is_empty() {
        blocks.push(Block::Items(defined));
    }
    blocks
}

fn pains(map: &Map) -> Vec<Block> {
    let mut found: Vec<(&Stage, &Card)> = Vec::new();
    for stage in &map.stages {
        let cards = cards(map, stage, LaneKind::PainPoints).into_iter();
        found.extend(cards.map(|card| (&**stage, card)));
    }
    found.sort_by_key(|(_, card)| std::cmp::Reverse(card.severity));
    let rows = found.into_iter().map(|(stage, card)| {
        let severity = card.severity.map(|level| format!("{} of 5", level.value()));
        vec![
            card.text.trim().to_owned(),
            severity.unwrap_or_default(),
            stage.name.trim().to_owned(),
            card.status.map_or("", Status::label).to_owned(),
            card.owner.trim().to_owned(),
        ]
    });
    let columns = vec!["Pain point", "Severity", "Stage", "Status", "Owner"];
    table(columns, rows.collect())
}

fn opportunities(map: &Map) -> Vec<Block> {
    let rows = map.opportunities().into_iter().map(|held| {
        let card = held.card;
        let level = |level: Option<crate::model::Level>| {
            level.map_or_else(String::new, |level| level.value().to_string())
        };
        let metric = card.metric.and_then(|id| map.metric(id));
        vec![
            card.text.trim().to_owned(),
            level(card.impact),
            level(card.effort),
            held.stage.name.trim().to_owned(),
            card.owner.trim().to_owned(),
            metric.map_or_else(String::new, |metric| metric.name.trim().to_owned()),
            card.status.map_or("", Status::label).to_owned(),
        ]
    });
    let columns = vec![
        "Opportunity",
        "Impact",
        "Effort",
        "Stage",
        "Owner",
        "Metric",
        "Status",
    ];
    table(columns, rows.collect())
}

/// What a workshop voted for, most votes first.
fn voted(map: &Map) -> Vec<Block> {
    let mut found: Vec<(&Stage, &Card)> = Vec::new();
    for stage in &map.stages {
        let voted = stage.cards.iter().filter(|card| card.votes > 0);
        found.extend(voted.map(|card| (&**stage, &**card)));
    }
    found.sort_by_key(|(_, card)| std::cmp::Reverse(card.votes));
    let rows = found.into_iter().map(|(stage, card)| {
        vec![
            card.text.trim().to_owned(),
            stage.name.trim().to_owned(),
            card.votes.to_string(),
        ]
    });
    table(vec!["Card", "Stage", "Votes"], rows.collect())
}
