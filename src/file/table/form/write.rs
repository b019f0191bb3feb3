//! From a map to its tables. Knows cells, not the files they are in.

use super::{
    FORM, FORM_NAME, GRID, Reread, TITLE, VERSION, Value,
    columns::{ID, Listed, Measured, Placed},
    facts::{DISMISSED, RULE, dismissal_told, rule_told},
    grid,
    names::{Kind, Names},
    read,
};
use crate::{
    file::table::Record,
    model::{Details, Feedback, Map, Stage, ThemeName},
};

/// A table: its first row names its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What stands above it where there are headings.
    pub heading: &'static str,
    /// Top to bottom, all of one length.
    pub rows: Vec<Vec<Value>>,
}

/// A map as tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// The map's title.
    pub title: String,
    /// The tables: first the facts, then stages by lanes, then the rest.
    pub blocks: Vec<Block>,
}

impl Tables {
    /// The tables of a map.
    #[must_use]
    pub fn of(map: &Map) -> Self {
        let names = names(map);
        let mut blocks = vec![facts(map), stages_by_lanes(map)];
        let stages = map.stages.iter().map(|stage| Stage {
            cards: Vec::new(),
            points: Vec::new(),
            ..Stage::clone(stage)
        });
        let placed = || map.stages.iter().map(|stage| (stage.id, stage));
        let cards = placed().flat_map(|(id, stage)| {
            let cards = stage.cards.iter();
            cards.map(move |card| Placed {
                stage: id,
                it: card.as_ref().clone(),
            })
        });
        let points = placed().flat_map(|(id, stage)| {
            let points = stage.points.iter();
            points.map(move |point| Placed {
                stage: id,
                it: point.clone(),
            })
        });
        blocks.extend(block(stages, &names));
        blocks.extend(block(map.lanes.iter().cloned(), &names));
        blocks.extend(block(cards, &names));
        blocks.extend(block(map.curves.iter().cloned(), &names));
        blocks.extend(block(points, &names));
        blocks.extend(block(map.personas.iter().cloned(), &names));
        blocks.extend(block(map.channels.iter().cloned(), &names));
        let metrics = map.metrics.iter().map(|metric| Measured {
            it: metric.clone(),
            comes_to: map
                .figure(metric)
                .map_or_else(String::new, |figure| figure.in_words()),
        });
        blocks.extend(block(metrics, &names));
        blocks.extend(block(
            map.feedback.iter().map(|told| Feedback::clone(told)),
            &names,
        ));
        Self {
            title: map.title.clone(),
            blocks,
        }
    }

    /// What tables do not hold of a map, one sentence each: what is different
    /// once `reread`, the rows of the written text, are a map again.
    #[must_use]
    pub fn losses(map: &Map, reread: Result<Vec<Record>, String>) -> Vec<String> {
        let mut losses = Vec::new();
        if !map.pictures.is_empty() {
            losses.push(format!(
                "pictures are left out but for their names: {}",
                map.pictures.len()
            ));
        }
        if !map.views.is_empty() {
            losses.push(format!("saved views are left out: {}", map.views.len()));
        }
        let back = match reread.map(|records| read(&records)) {
            Ok(Ok(Reread { map, .. })) => map,
            Ok(Err((line, reason))) => {
                losses.push(format!("it cannot be read back (line {line}): {reason}"));
                return losses;
            }
            Err(reason) => {
                losses.push(format!("it cannot be read back: {reason}"));
                return losses;
            }
        };
        let other = Map {
            pictures: map.pictures.clone(),
            views: map.views.clone(),
            ..back
        };
        if other != *map {
            let parts = differing(map, &other);
            losses.push(format!(
                "some of these would not come back as they are: {parts}"
            ));
        }
        losses
    }
}

/// Which parts of two maps differ, in the words of the file.
fn differing(map: &Map, other: &Map) -> String {
    let parts = |map: &Map| serde_json::to_value(map).unwrap_or_default();
    let (one, two) = (parts(map), parts(other));
    let keys = one.as_object().into_iter().chain(two.as_object());
    let mut keys: Vec<&String> = keys.flat_map(serde_json::Map::keys).collect();
    keys.sort();
    keys.dedup();
    keys.retain(|key| one.get(key.as_str()) != two.get(key.as_str()));
    let keys: Vec<String> = keys.iter().map(|key| key.replace('_', " ")).collect();
    keys.join(", ")
}

/// What every row can refer to.
fn names(map: &Map) -> Names {
    let mut names = Names::default();
    for own in &map.channels {
        names.add(Kind::Channel, own.id.0, &own.name);
    }
    for persona in &map.personas {
        names.add(Kind::Persona, persona.id.0, &persona.name);
    }
    for metric in &map.metrics {
        names.add(Kind::Metric, metric.id.0, &metric.name);
    }
    for lane in &map.lanes {
        names.add(Kind::Lane, lane.id.0, &lane.name);
    }
    for curve in &map.curves {
        names.add(Kind::Curve, curve.id.0, &curve.name);
    }
    for stage in &map.stages {
        names.add(Kind::Stage, stage.id.0, &stage.name);
        for card in &stage.cards {
            names.add(Kind::Card, card.id.0, &card.text);
        }
    }
    names
}

/// The facts: what a map says of itself, a name and a value a row.
fn facts(map: &Map) -> Block {
    let mut rows: Vec<(&str, &str)> = vec![(TITLE, &map.title), ("Kind", map.kind.label())];
    let texts = [
        ("Reason", &map.reason),
        ("Purpose", &map.purpose),
        ("Scenario", &map.scenario),
        ("Goal", &map.goal),
        ("Scope", &map.scope),
        ("Expectations", &map.expectations),
        ("Owner", &map.owner),
        ("Last review", &map.review.reviewed),
        ("Next review", &map.review.next),
    ];
    let set = texts.into_iter().filter(|(_, text)| !text.is_empty());
    rows.extend(set.map(|(name, text)| (name, text.as_str())));
    rows.extend(
        map.participants
            .iter()
            .map(|name| ("Participant", name.as_str())),
    );
    rows.extend(
        map.review
            .triggers
            .iter()
            .map(|name| ("Review trigger", name.as_str())),
    );
    let happened = map.review.happened.iter();
    rows.extend(happened.map(|name| ("Trigger that came about", name.as_str())));
    let rules: Vec<String> = map.rules.iter().map(rule_told).collect();
    rows.extend(rules.iter().map(|rule| (RULE, rule.as_str())));
    let dismissed: Vec<String> = map.dismissed.iter().map(dismissal_told).collect();
    rows.extend(dismissed.iter().map(|held| (DISMISSED, held.as_str())));
    if let Some(journey) = map.journey {
        rows.push(("Journey", journey.label()));
    }
    if let Some((best, worst)) = &map.scale {
        rows.extend([("Best feeling", best.as_str()), ("Worst feeling", worst)]);
    }
    if map.theme != ThemeName::default() {
        rows.push(("Theme", map.theme.label()));
    }
    if map.marks_evidence {
        rows.push(("Evidence drawn", "yes"));
    }
    if map.details != Details::default() {
        rows.push(("Cards show", map.details.label()));
    }
    let form = format!("{FORM_NAME}{VERSION}");
    rows.push((FORM, &form));
    let value = |text: &str| Value::Text(text.to_owned());
    let rows = rows
        .into_iter()
        .map(|(name, text)| vec![value(name), value(text)]);
    Block {
        heading: "",
        rows: rows.collect(),
    }
}

fn stages_by_lanes(map: &Map) -> Block {
    let text = |text: String| {
        if text.is_empty() {
            Value::Empty
        } else {
            Value::Text(text)
        }
    };
    let stages = map
        .stages
        .iter()
        .map(|stage| text(grid::shown(&stage.name)));
    let mut rows = vec![std::iter::once(text(GRID.into())).chain(stages).collect()];
    for (of, label) in grid::rows(map) {
        let cells = map
            .stages
            .iter()
            .map(|stage| text(grid::cell(&grid::items(stage, of))));
        rows.push(std::iter::once(text(label)).chain(cells).collect());
    }
    Block {
        heading: "Stages by lanes",
        rows,
    }
}

/// The table of some things; none when there are none.
fn block<T: Listed>(things: impl Iterator<Item = T>, names: &Names) -> Option<Block> {
    let things: Vec<T> = things.collect();
    if things.is_empty() {
        return None;
    }
    let told = |thing: &T| -> Vec<Value> {
        let columns = T::COLUMNS.iter();
        columns.map(|column| (column.told)(thing, names)).collect()
    };
    let rows: Vec<Vec<Value>> = things.iter().map(told).collect();
    let is_used = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(column));
        column == 0 || cells.any(|cell| *cell != Value::Empty)
    };
    let used: Vec<bool> = (0..T::COLUMNS.len()).map(is_used).collect();
    let kept = |row: Vec<Value>, last: Value| -> Vec<Value> {
        let cells = row.into_iter().zip(&used).filter(|(_, used)| **used);
        cells.map(|(cell, _)| cell).chain([last]).collect()
    };
    let head = T::COLUMNS
        .iter()
        .map(|column| Value::Text(column.name.into()));
    let mut all = vec![kept(head.collect(), Value::Text(ID.into()))];
    for (row, thing) in rows.into_iter().zip(&things) {
        all.push(kept(row, Value::Number(thing.id().into())));
    }
    Some(Block {
        heading: T::HEADING,
        rows: all,
    })
}
