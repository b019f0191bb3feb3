//! JSON as a map: a list of stages, or stages by their names, each with lists,
//! texts, numbers or objects by what they are about; lanes by stages; or rows
//! that are a table. Knows values, not their file.

mod keys;

use serde_json::{Map as Object, Value};

use self::keys::{heading, holds_lanes, name_of, names_stages, person, plain};
use super::{
    Options,
    meaning::{Detail, Fact, Meaning, is_stage_name, kind_like, plain_name},
    sheet::{self, Sheet},
    sketch::{Entry, Sketch},
};
use crate::{file::table::Record, model::LaneKind};

/// Whether a text is JSON without a fault.
pub(super) fn is_sound(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Puts a JSON text into a sketch.
///
/// # Errors
/// It is no JSON, or no journey; the line and the cause.
pub(super) fn read(
    text: &str,
    options: &Options,
    sketch: &mut Sketch,
) -> Result<Option<Sheet>, (usize, String)> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let reason = format!("this is not sound JSON: {error}; correct it in a text editor");
        (error.line().max(1), reason)
    })?;
    let mut reader = Reader { text, sketch };
    if let Value::Array(rows) = &value
        && let Some(records) = rows_of(rows)
    {
        return sheet::read(records, options, reader.sketch).map(Some);
    }
    match &value {
        Value::Array(list) => reader.stages(list),
        Value::Object(object) => {
            if let Some(rows) = object.values().find_map(|value| rows_of(value.as_array()?)) {
                reader.facts(object);
                return sheet::read(rows, options, reader.sketch).map(Some);
            }
            reader.whole(object);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    if reader.sketch.stages.is_empty() {
        let reason = "no stages were found in this JSON; it can be a list of stages, or an object \
                      of stages by their names, with touchpoints, emotions and so on in each";
        return Err((1, reason.into()));
    }
    Ok(None)
}

/// A list of flat objects of which several name the same stage, or which name a
/// lane each: the rows of a table.
fn rows_of(list: &[Value]) -> Option<Vec<Record>> {
    let objects: Vec<&Object<String, Value>> =
        list.iter().map(Value::as_object).collect::<Option<_>>()?;
    let is_flat = objects.iter().all(|object| {
        object
            .values()
            .all(|value| !value.is_array() && !value.is_object())
    });
    let mut names: Vec<&String> = Vec::new();
    for key in objects.iter().flat_map(|object| object.keys()) {
        if !names.contains(&key) {
            names.push(key);
        }
    }
    let means = |meaning: Meaning| names.iter().any(|name| Meaning::of(name) == Some(meaning));
    let is_table = means(Meaning::Stage) || (means(Meaning::Step) && names.len() > 2);
    if objects.len() < 2 || !is_flat || !is_table || names.len() < 2 {
        return None;
    }
    let head = names.iter().copied().cloned().collect();
    let mut records = vec![Record {
        line: 1,
        cells: head,
    }];
    for object in objects {
        let cell = |name: &&String| object.get(name.as_str()).map_or(String::new(), plain);
        records.push(Record {
            line: 1,
            cells: names.iter().map(cell).collect(),
        });
    }
    Some(records)
}

struct Reader<'a, 'b> {
    text: &'a str,
    sketch: &'b mut Sketch,
}

impl Reader<'_, '_> {
    /// The line in which a name stands first.
    fn line_of(&self, name: &str) -> usize {
        let quoted = Value::String(name.to_owned()).to_string();
        let at = self.text.find(&quoted).unwrap_or(0);
        self.text
            .get(..at)
            .unwrap_or_default()
            .matches('\n')
            .count()
            + 1
    }

    /// An object that is the whole journey.
    fn whole(&mut self, object: &Object<String, Value>) {
        let list = object
            .iter()
            .find(|(key, value)| names_stages(key) && (value.is_array() || value.is_object()));
        if let Some((key, value)) = list {
            let rest: Object<String, Value> = object
                .iter()
                .filter(|(other, _)| *other != key)
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            self.facts(&rest);
            match value {
                Value::Array(list) => self.stages(list),
                Value::Object(inner) => self.whole(inner),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
            return;
        }
        let inner = |value: &Value| value.is_object() || value.is_array();
        let parts: Vec<(&String, &Value)> =
            object.iter().filter(|(_, value)| inner(value)).collect();
        let lanes = parts
            .iter()
            .filter(|(key, value)| {
                kind_like(key).is_some() && !is_stage_name(key) && value.is_object()
            })
            .count();
        let rest: Object<String, Value> = object
            .iter()
            .filter(|(_, value)| !inner(value))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        self.facts(&rest);
        if lanes > 0 && lanes * 2 > parts.len() {
            self.by_lane(&parts);
            return;
        }
        let is_fact = |key: &str, value: &Value| {
            Fact::of(key).is_some() && !is_stage_name(key) && !holds_lanes(value)
        };
        for (key, value) in parts {
            if is_fact(key, value) {
                let fact: Object<String, Value> =
                    std::iter::once((key.clone(), value.clone())).collect();
                self.facts(&fact);
                continue;
            }
            let line = self.line_of(key);
            let stage = self.sketch.new_stage(key);
            match value {
                Value::Object(inner) => self.fill(stage, inner, line),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_) => self.value(stage, ("Doing", LaneKind::Actions), value, line),
            }
        }
    }

    /// Lanes by their names, each with its stages.
    fn by_lane(&mut self, parts: &[(&String, &Value)]) {
        for (key, value) in parts {
            let line = self.line_of(key);
            let Some(object) = value.as_object() else {
                self.sketch
                    .remark(line, format!("“{key}” names no stages; it was left out"));
                continue;
            };
            for (name, value) in object {
                let stage = self.sketch.stage(name);
                let kind = kind_like(key).unwrap_or(LaneKind::Custom);
                self.value(stage, (&heading(key), kind), value, line);
            }
        }
    }

    /// Facts about the journey; what is none is a remark.
    fn facts(&mut self, object: &Object<String, Value>) {
        for (key, value) in object {
            let line = self.line_of(key);
            match (Fact::of(key), value) {
                (Some(Fact::Persona), Value::Array(list)) => {
                    for value in list {
                        self.sketch.fact(Fact::Persona, &person(value));
                    }
                }
                (Some(Fact::Persona), value) => self.sketch.fact(Fact::Persona, &person(value)),
                (Some(fact), value) if !holds_lanes(value) => self.sketch.fact(fact, &plain(value)),
                (_, value) => {
                    let text = plain(value);
                    if text.is_empty()
                        || ["id", "version"].contains(&plain_name(key).as_str())
                        || rows_of(value.as_array().map_or(&[], Vec::as_slice)).is_some()
                    {
                        continue;
                    }
                    let is_name = plain_name(key) == "name" && self.sketch.map.title.is_empty();
                    let (fact, text) = if is_name {
                        (Fact::Title, text)
                    } else {
                        (Fact::Purpose, format!("{}: {text}", heading(key)))
                    };
                    self.sketch.fact(fact, &text);
                    if !is_name {
                        self.sketch.remark(
                            line,
                            format!(
                                "“{key}” says nothing of a stage; it is in the purpose of the map"
                            ),
                        );
                    }
                }
            }
        }
    }

    fn stages(&mut self, list: &[Value]) {
        for value in list {
            match value {
                Value::Object(object) => {
                    let (key, name) = name_of(object);
                    let line = self.line_of(&name);
                    let stage = self.sketch.new_stage(&name);
                    let rest: Object<String, Value> = object
                        .iter()
                        .filter(|(other, _)| Some(*other) != key)
                        .map(|(key, value)| (key.clone(), value.clone()))
                        .collect();
                    self.fill(stage, &rest, line);
                }
                Value::Array(inner) => self.stages(inner),
                Value::Null => {}
                Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                    self.sketch.new_stage(&plain(value));
                }
            }
        }
    }

    /// What an object says of a stage.
    fn fill(&mut self, stage: usize, object: &Object<String, Value>, line: usize) {
        let score = object
            .iter()
            .find(|(key, value)| Meaning::of(key) == Some(Meaning::Score) && value.is_number());
        let score = score.and_then(|(_, value)| value.as_f64());
        let felt = object
            .iter()
            .find(|(key, value)| kind_like(key) == Some(LaneKind::Emotion) && value.is_string());
        for (key, value) in object {
            let name = heading(key);
            match (Meaning::of(key), value) {
                (Some(Meaning::Score), value) if value.is_number() && felt.is_some() => {}
                (Some(Meaning::Lane(LaneKind::Emotion)), Value::String(text))
                    if score.is_some() =>
                {
                    let lane = self.sketch.lane_of(&name, LaneKind::Emotion);
                    self.sketch.put(
                        stage,
                        Entry {
                            line,
                            lane,
                            score,
                            text: text.clone(),
                            ..Entry::default()
                        },
                    );
                }
                (Some(meaning @ (Meaning::About | Meaning::Duration)), value) => {
                    sheet::put(
                        self.sketch,
                        (stage, None),
                        (&name, Some(meaning)),
                        (line, &plain(value)),
                    );
                }
                (Some(Meaning::Score), value) => {
                    self.value(stage, ("Emotion", LaneKind::Emotion), value, line);
                }
                (Some(Meaning::Detail(Detail::Channel)), value) => {
                    self.value(stage, (&name, LaneKind::Touchpoints), value, line);
                }
                (Some(Meaning::Detail(Detail::Owner)), value) => {
                    self.value(stage, (&name, LaneKind::Owners), value, line);
                }
                (Some(Meaning::Step), value) => {
                    self.value(stage, (&name, LaneKind::Actions), value, line);
                }
                (Some(Meaning::Lane(kind)), value) => self.value(stage, (&name, kind), value, line),
                (None, Value::Object(inner)) if holds_lanes(value) => self.fill(stage, inner, line),
                _ if ["id", "order", "index", "color", "icon", "position"]
                    .contains(&plain_name(key).as_str()) => {}
                (_, value) => self.value(stage, (&name, LaneKind::Custom), value, line),
            }
        }
    }

    /// Puts a value into a lane of a stage.
    fn value(&mut self, stage: usize, (name, kind): (&str, LaneKind), value: &Value, line: usize) {
        match value {
            Value::Null => {}
            Value::Array(list) => {
                let is_steps = list.len() > 1 && list.iter().any(Value::is_object);
                for (index, value) in list.iter().enumerate() {
                    if let (true, Some(part)) = (is_steps, self.sketch.stages.get_mut(stage)) {
                        part.steps = part.steps.max(index + 1);
                    }
                    let step = is_steps.then_some(index);
                    self.item(stage, (name, kind), value, (line, step));
                }
            }
            Value::String(text) => {
                let meaning = Some(Meaning::Lane(kind));
                sheet::put(self.sketch, (stage, None), (name, meaning), (line, text));
            }
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
                self.item(stage, (name, kind), value, (line, None));
            }
        }
    }

    /// One thing: a text, a number, or an object with details.
    fn item(
        &mut self,
        stage: usize,
        (name, kind): (&str, LaneKind),
        value: &Value,
        (line, step): (usize, Option<usize>),
    ) {
        let lane = self.sketch.lane_of(name, kind);
        let mut entry = Entry {
            line,
            lane,
            step,
            ..Entry::default()
        };
        let Value::Object(object) = value else {
            entry.text = plain(value);
            self.sketch.put(stage, entry);
            return;
        };
        let (named, text) = name_of(object);
        entry.text = text;
        for (key, value) in object.iter().filter(|(key, _)| Some(*key) != named) {
            match (Meaning::of(key), value) {
                (_, Value::Null) => {}
                (Some(Meaning::Score), value) if kind == LaneKind::Emotion && value.is_number() => {
                    entry.score = value.as_f64();
                }
                (Some(Meaning::Score), value) if value.is_number() => {
                    self.item(stage, ("Emotion", LaneKind::Emotion), value, (line, step));
                }
                (Some(Meaning::Detail(detail)), value) => {
                    entry.details.push((detail, plain(value)));
                }
                (Some(Meaning::Lane(other)), value)
                    if other != kind && other != LaneKind::Custom =>
                {
                    let one = std::slice::from_ref(value);
                    for value in value.as_array().map_or(one, Vec::as_slice) {
                        self.item(stage, (&heading(key), other), value, (line, step));
                    }
                }
                _ if ["id", "order", "index"].contains(&plain_name(key).as_str()) => {}
                (_, value) => {
                    let text = plain(value);
                    if !text.is_empty() {
                        entry
                            .details
                            .push((Detail::Note, format!("{}: {text}", heading(key))));
                    }
                }
            }
        }
        self.sketch.put(stage, entry);
    }
}
