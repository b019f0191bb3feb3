//! JSON as a map: a list of stages, or stages by their names, each with lists,
//! texts, numbers or objects by what they are about; lanes by stages; or rows
//! that are a table. Knows values, not their file.

mod fill;
mod keys;
mod lines;
mod rows;

use std::collections::BTreeSet;

use serde_json::{Map as Object, Value};

use self::{
    keys::{holds_lanes, name_of, names_stages, person, plain},
    lines::{Lines, objects_in},
    rows::{is_table, rows_of},
};
use super::{
    Options,
    aside::Aside,
    meaning::{Fact, heading, is_stage_name, kind_like, plain_name},
    sheet::{self, Sheet},
    sketch::Sketch,
};
use crate::{
    file::{limits, table::feeling::number},
    model::LaneKind,
};

/// Whether a text is JSON without a fault.
pub(super) fn is_sound(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// A JSON text, and the parts of it that can be read alone.
pub(super) struct Document<'a> {
    text: &'a str,
    value: Value,
    /// The keys under which a table or stages stand, when there are several.
    parts: Vec<String>,
}

impl<'a> Document<'a> {
    /// Takes a text apart.
    ///
    /// # Errors
    /// It is no JSON, or has more values than the limits allow; the line and
    /// the cause.
    pub(super) fn new(text: &'a str) -> Result<Self, (usize, String)> {
        let signs = text
            .bytes()
            .filter(|byte| matches!(byte, b',' | b'[' | b'{'));
        if signs.count() > limits::TABLE_CELLS {
            let most = limits::TABLE_CELLS;
            let reason = format!("this JSON has more than {most} values, the limit; split it");
            return Err((1, reason));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let reason = format!("this is not sound JSON: {error}; correct it in a text editor");
            (error.line().max(1), reason)
        })?;
        let entries = value.as_object().into_iter().flatten();
        let parts = entries.filter(|(key, value)| is_part(key, value));
        let parts: Vec<String> = parts.map(|(key, _)| key.clone()).collect();
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        Ok(Self { text, value, parts })
    }

    /// What the parts are called in a list; none when there is no choice.
    pub(super) fn labels(&self) -> Vec<String> {
        let label = |key: &String| match self.value.get(key) {
            Some(Value::Array(list)) if is_table(list) => {
                format!("Table under “{key}” ({} rows)", list.len())
            }
            _ => format!("Stages under “{key}”"),
        };
        self.parts.iter().map(label).collect()
    }

    /// Puts a part of it into a sketch, all of it where it has no parts; its
    /// table, if that is one.
    ///
    /// # Errors
    /// It is no journey; the line and the cause.
    pub(super) fn read(
        &self,
        part: usize,
        options: &Options,
        sketch: &mut Sketch,
    ) -> Result<Option<Sheet>, (usize, String)> {
        let mut reader = Reader {
            lines: Lines::new(self.text),
            sketch,
            ordered: BTreeSet::new(),
        };
        let sheet = match &self.value {
            Value::Array(list) if is_table(list) => {
                let rows = rows_of(list, |place| reader.lines.object(place));
                Some(sheet::read(rows, options, reader.sketch)?)
            }
            Value::Array(list) => {
                reader.stages(list);
                None
            }
            Value::Object(object) => reader.part(object, (&self.parts, part), options)?,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        };
        if sketch.stages.is_empty() && sketch.map.feedback.is_empty() {
            let reason = "no stages were found in this JSON; it can be a list of stages, or an \
                          object of stages by their names, with touchpoints, emotions and so on \
                          in each";
            return Err((1, reason.into()));
        }
        Ok(sheet)
    }
}

/// Whether what stands under a key can be read alone.
fn is_part(key: &str, value: &Value) -> bool {
    match value {
        Value::Array(list) => is_table(list) || (names_stages(key) && !list.is_empty()),
        Value::Object(_) => names_stages(key),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

struct Reader<'a, 'b> {
    lines: Lines<'a>,
    sketch: &'b mut Sketch,
    /// Keys whose numbers have put lists in order.
    ordered: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn line_of(&mut self, name: &str) -> usize {
        self.lines.of(name)
    }

    /// A part of an object that holds the journey, or all of it.
    fn part(
        &mut self,
        object: &Object<String, Value>,
        (parts, part): (&[String], usize),
        options: &Options,
    ) -> Result<Option<Sheet>, (usize, String)> {
        let chosen = parts.get(part);
        let rest = object.iter();
        let rest = rest.filter(|(key, _)| Some(*key) == chosen || !parts.contains(key));
        let mut rest: Object<String, Value> = rest
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let table = object.iter().find_map(|(key, value)| {
            let list = value.as_array().filter(|list| is_table(list))?;
            chosen
                .is_none_or(|chosen| chosen == key)
                .then_some((key, list))
        });
        let Some((key, list)) = table else {
            self.whole(&rest);
            return Ok(None);
        };
        let before = object.iter().take_while(|(other, _)| *other != key);
        let before: usize = before
            .map(|(_, value)| objects_in(value))
            .sum::<usize>()
            .saturating_add(1);
        let rows = rows_of(list, |place| {
            self.lines.object(before.saturating_add(place))
        });
        rest.shift_remove(key);
        self.facts(&rest);
        sheet::read(rows, options, self.sketch).map(Some)
    }

    /// The things of a list in the order of their numbers, if each has one.
    fn in_order<'v>(&mut self, list: &'v [Value]) -> Vec<&'v Value> {
        let mut values: Vec<&Value> = list.iter().collect();
        let first = list.first().and_then(Value::as_object);
        let is_order = |value: &Value, key: &str| {
            let cell = value.get(key).map(plain);
            cell.is_some_and(|cell| Aside::of(key, &cell) == Some(Aside::Order))
        };
        let mut keys = first.into_iter().flat_map(Object::keys);
        let Some(key) = keys.find(|key| list.iter().all(|value| is_order(value, key))) else {
            return values;
        };
        let place = |value: &&Value| {
            let told = value.get(key).map(plain);
            told.and_then(|told| number(&told)).unwrap_or(0.0)
        };
        self.ordered.insert(key.clone());
        if !values.is_sorted_by_key(place) {
            values.sort_by(|a, b| place(a).total_cmp(&place(b)));
            let line = self.line_of(key);
            let remark = format!("what stands here was put in the order of its numbers (“{key}”)");
            self.sketch.remark(line, remark);
        }
        values
    }

    /// Whether a value only orders or paints; such is counted.
    fn is_aside(&mut self, key: &str, value: &Value, line: usize) -> bool {
        if value.is_array() || value.is_object() {
            return false;
        }
        let Some(aside) = Aside::of(key, &plain(value)) else {
            return false;
        };
        if aside != Aside::Order || !self.ordered.contains(key) {
            self.sketch.asides.count(aside, line, 1);
        }
        true
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
        if lanes > 0 && lanes.saturating_mul(2) > parts.len() {
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
                let text = plain(value);
                let remark = format!("“{key}” names no stages; it was left out: {text}");
                self.sketch.remark(line, remark);
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
            if self.is_aside(key, value, line) {
                continue;
            }
            match Fact::of(key) {
                Some(Fact::Persona) => {
                    let one = std::slice::from_ref(value);
                    for value in value.as_array().map_or(one, Vec::as_slice) {
                        let (text, ids) = person(value);
                        self.sketch.fact(Fact::Persona, &text);
                        if ids > 0 {
                            self.sketch.asides.count(Aside::Id, line, ids);
                        }
                    }
                }
                Some(fact) if !holds_lanes(value) => self.sketch.fact(fact, &plain(value)),
                Some(_) | None => self.no_fact(key, value, line),
            }
        }
    }

    /// What is no known fact is kept in the purpose of the map.
    fn no_fact(&mut self, key: &str, value: &Value, line: usize) {
        let text = plain(value);
        if text.is_empty() {
            return;
        }
        if plain_name(key) == "name" && self.sketch.map.title.is_empty() {
            self.sketch.fact(Fact::Title, &text);
            return;
        }
        let told = format!("{}: {text}", heading(key));
        self.sketch.fact(Fact::Purpose, &told);
        let remark = format!("“{key}” says nothing of a stage; it is in the purpose of the map");
        self.sketch.remark(line, remark);
    }

    fn stages(&mut self, list: &[Value]) {
        for value in self.in_order(list) {
            if self.sketch.fault().is_some() {
                return;
            }
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
}
