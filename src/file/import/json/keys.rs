//! The keys of JSON objects: what they name, what an object is called by them,
//! and values as words. Knows one value at a time.

use serde_json::{Map as Object, Value};

use crate::{
    file::import::{
        aside::Aside,
        meaning::{Meaning, heading, kind_like, plain_name},
    },
    model::LaneKind,
};

/// A value as words.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".into(),
        Value::Bool(false) => "no".into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list
            .iter()
            .map(plain)
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        Value::Object(object) => {
            let texts = object.iter().map(|(key, value)| (key, plain(value)));
            let texts = texts.filter(|(_, text)| !text.is_empty());
            texts
                .map(|(key, text)| format!("{key}: {text}"))
                .collect::<Vec<_>>()
                .join("; ")
        }
    }
}

/// Whether a key names the list of stages.
pub(super) fn names_stages(key: &str) -> bool {
    let word = plain_name(key);
    Meaning::of(key) == Some(Meaning::Stage)
        || Meaning::of(key) == Some(Meaning::Step)
        || [
            "journey",
            "columns",
            "moments",
            "customer journey",
            "user journey",
            "journey map",
            "timeline",
            "map",
            "data",
        ]
        .contains(&word.as_str())
}

/// What an object is called, and the key that says so.
pub(super) fn name_of(object: &Object<String, Value>) -> (Option<&String>, String) {
    let texts = || object.iter().filter(|(_, value)| value.is_string());
    let of = |meaning: Meaning| texts().find(|(key, _)| Meaning::of(key) == Some(meaning));
    let found = of(Meaning::Stage)
        .or_else(|| of(Meaning::Text))
        .or_else(|| of(Meaning::Step))
        .or_else(|| {
            texts().find(|(key, _)| {
                kind_like(key).is_some() && !matches!(kind_like(key), Some(LaneKind::Emotion))
            })
        })
        .or_else(|| of(Meaning::About))
        .or_else(|| texts().next());
    found.map_or((None, String::new()), |(key, value)| {
        (Some(key), plain(value))
    })
}

/// Whether a value is an object of lanes.
pub(super) fn holds_lanes(value: &Value) -> bool {
    value.as_object().is_some_and(|object| {
        object
            .keys()
            .any(|key| kind_like(key).is_some_and(|kind| kind != LaneKind::Custom))
    })
}

/// Whether a key says no more than that lanes stand below it.
pub(super) fn is_group(key: &str) -> bool {
    const GROUPS: [&str; 9] = [
        "lanes",
        "swimlanes",
        "rows",
        "content",
        "details",
        "data",
        "items",
        "cells",
        "attributes",
    ];
    GROUPS.contains(&plain_name(key).as_str())
}

/// A persona: the name in the first line; and how many ids were left out.
pub(super) fn person(value: &Value) -> (String, usize) {
    let Value::Object(object) = value else {
        return (plain(value), 0);
    };
    let (named, name) = name_of(object);
    let rest = object.iter().filter(|(key, _)| Some(*key) != named);
    let is_id = |(key, value): &(&String, &Value)| Aside::of(key, &plain(value)) == Some(Aside::Id);
    let (ids, rest): (Vec<_>, Vec<_>) = rest.partition(is_id);
    let rest = rest.into_iter();
    let rest = rest.map(|(key, value)| format!("{}: {}", heading(key), plain(value)));
    let lines: Vec<String> = std::iter::once(name).chain(rest).collect();
    (lines.join("\n"), ids.len())
}
