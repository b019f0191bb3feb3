//! Lists of flat objects in JSON as the rows of a table. Knows values and
//! names, not what becomes of them.

use std::collections::BTreeSet;

use serde_json::{Map as Object, Value};

use super::keys::plain;
use crate::file::{import::meaning::Meaning, limits, table::Record};

/// Whether a list is one of flat objects that name their stage, or their step
/// and more: the rows of a table.
pub(super) fn is_table(list: &[Value]) -> bool {
    let is_flat = |value: &Value| {
        let object = value.as_object();
        let is_inner = |value: &Value| value.is_array() || value.is_object();
        object.is_some_and(|object| !object.values().any(is_inner))
    };
    if list.len() < 2 || !list.iter().all(is_flat) {
        return false;
    }
    let names = names(list);
    let means = |meaning: Meaning| names.iter().any(|name| Meaning::of(name) == Some(meaning));
    let is_said = means(Meaning::Stage) || (means(Meaning::Step) && names.len() > 2);
    is_said && (2..=limits::TABLE_COLUMNS).contains(&names.len())
}

/// The keys of all objects of a list, in the order in which they come up; one
/// more than a table may have at most.
fn names(list: &[Value]) -> Vec<&String> {
    let mut names: Vec<&String> = Vec::new();
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let objects = list.iter().filter_map(Value::as_object);
    for key in objects.flat_map(Object::keys) {
        if seen.len() <= limits::TABLE_COLUMNS && seen.insert(key) {
            names.push(key);
        }
    }
    names
}

/// The rows of a table, with the lines in which its objects begin.
pub(super) fn rows_of(list: &[Value], line: impl Fn(usize) -> usize) -> Vec<Record> {
    let names = names(list);
    let head = names.iter().map(|name| (*name).clone()).collect();
    let mut records = vec![Record {
        line: line(0),
        cells: head,
    }];
    for (place, value) in list.iter().enumerate() {
        let cell = |name: &&String| value.get(name.as_str()).map_or(String::new(), plain);
        records.push(Record {
            line: line(place),
            cells: names.iter().map(cell).collect(),
        });
    }
    records
}
