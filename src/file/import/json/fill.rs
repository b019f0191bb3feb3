//! What the values of JSON say of a stage: lanes, feelings, things with details.
//! Knows one stage at a time.

use serde_json::{Map as Object, Value};

use super::{
    Reader,
    keys::{holds_lanes, is_group, name_of, plain},
};
use crate::{
    file::import::{
        meaning::{Detail, Meaning, heading, kind_like},
        sheet,
        sketch::Entry,
    },
    model::LaneKind,
};

impl Reader<'_, '_> {
    /// What an object says of a stage.
    pub(super) fn fill(&mut self, stage: usize, object: &Object<String, Value>, line: usize) {
        let score = object
            .iter()
            .find(|(key, value)| Meaning::of(key) == Some(Meaning::Score) && value.is_number());
        let scored = score.map(|(key, _)| key);
        let score = score.and_then(|(_, value)| value.as_f64());
        let felt = object
            .iter()
            .find(|(key, value)| kind_like(key) == Some(LaneKind::Emotion) && value.is_string())
            .map(|(key, _)| key);
        for (key, value) in object {
            if self.is_aside(key, value, line) {
                continue;
            }
            let name = heading(key);
            match (Meaning::of(key), value) {
                (Some(Meaning::Score), _) if felt.is_some() && scored == Some(key) => {}
                (Some(Meaning::Lane(LaneKind::Emotion)), Value::String(text))
                    if score.is_some() && felt == Some(key) =>
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
                (None, Value::Object(inner)) if holds_lanes(value) => {
                    // A group of lanes is a part of the stage, unless it says only so.
                    if !is_group(key) {
                        let step = Some(Meaning::Step);
                        sheet::put(self.sketch, (stage, None), ("", step), (line, &name));
                    }
                    self.fill(stage, inner, line);
                }
                (_, value) => self.value(stage, (&name, LaneKind::Custom), value, line),
            }
        }
    }

    /// Puts a value into a lane of a stage.
    pub(super) fn value(
        &mut self,
        stage: usize,
        (name, kind): (&str, LaneKind),
        value: &Value,
        line: usize,
    ) {
        match value {
            Value::Null => {}
            Value::Array(list) => {
                let is_steps = list.len() > 1 && list.iter().any(Value::is_object);
                for (index, value) in self.in_order(list).into_iter().enumerate() {
                    if let (true, Some(part)) = (is_steps, self.sketch.stages.get_mut(stage)) {
                        part.steps = part.steps.max(index.saturating_add(1));
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
        // A key that says nothing known says more than none.
        let unknown = named.filter(|key| Meaning::of(key).is_none());
        entry.text = unknown.map_or(String::new(), |key| format!("{}: ", heading(key))) + &text;
        for (key, value) in object.iter().filter(|(key, _)| Some(*key) != named) {
            if self.is_aside(key, value, line) {
                continue;
            }
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
