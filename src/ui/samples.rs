//! The sample maps, bundled with the program.

use std::path::Path;

use crate::{
    file,
    model::{Map, Template},
};

/// Their names, the one of the first start first.
pub(super) const NAMES: [&str; 3] = [
    "Replacing an ageing car",
    "Rolling out a planning tool",
    "A planned knee operation",
];

const TEXTS: [&str; 3] = [
    include_str!("../../assets/samples/car-purchase.journey.ron"),
    include_str!("../../assets/samples/planning-tool-rollout.journey.ron"),
    include_str!("../../assets/samples/planned-knee-operation.journey.ron"),
];

/// A sample map by its place in the list. Should one not be readable (a test
/// keeps them so), an empty map stands in for it.
pub(super) fn map(index: usize) -> Map {
    let text = TEXTS.get(index).copied().unwrap_or_default();
    file::read(text.as_bytes(), Path::new("sample map")).unwrap_or_else(|error| {
        log::error!("a sample map cannot be read: {error}");
        Template::FiveStages.map()
    })
}
