//! What only orders or paints the things of a file: ids, numbers of rows,
//! colors, icons, places on a sheet. It is left out and counted, so that one
//! remark tells of it all. Knows names and values, not where they stand.

use std::collections::BTreeMap;

use super::meaning::{is_id, plain_name};
use crate::file::table::feeling::number;

/// Something that only orders or paints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aside {
    Id,
    Order,
    Color,
    Icon,
    Place,
    Drawing,
}

impl Aside {
    const fn label(self) -> &'static str {
        match self {
            Self::Id => "ids",
            Self::Order => "numbers of the order",
            Self::Color => "colors",
            Self::Icon => "icons",
            Self::Place => "places and sizes",
            Self::Drawing => "how shapes are drawn",
        }
    }

    /// What a value is when its name and its look say that it only orders or
    /// paints; `None` for one that may mean something.
    pub(super) fn of(name: &str, value: &str) -> Option<Self> {
        let (name, value) = (name.trim(), value.trim());
        let word = plain_name(name);
        let is_one_word = !value.is_empty() && !value.contains(char::is_whitespace);
        let aside = match word.as_str() {
            "" if name == "#" => Self::Order,
            "order" | "index" | "position" | "sort" | "sort order" | "sequence" | "seq" | "no"
            | "nr" | "number" | "step number" | "stage number" | "stage order" | "step order"
            | "row" | "z index" => Self::Order,
            "color" | "colour" | "background" | "background color" | "fill" | "stroke"
            | "text color" | "swatch" => Self::Color,
            "icon" | "emoji" => Self::Icon,
            "x" | "y" | "width" | "height" | "left" | "top" => Self::Place,
            "card id" | "row id" | "item id" | "stage id" | "phase id" | "step id" | "lane id"
            | "key" => Self::Id,
            _ if is_id(name) && !word.contains(' ') => Self::Id,
            _ => return None,
        };
        let fits = match aside {
            Self::Order | Self::Place => number(value).is_some(),
            Self::Color => is_one_word && is_color(value),
            Self::Id | Self::Icon | Self::Drawing => is_one_word,
        };
        fits.then_some(aside)
    }
}

fn is_color(value: &str) -> bool {
    let is_hex = |rest: &str| rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    value.strip_prefix('#').is_some_and(is_hex)
        || ["rgb(", "rgba(", "hsl(", "hsla(", "var(", "bg-", "text-"]
            .iter()
            .any(|start| value.starts_with(start))
        || [
            "red", "green", "blue", "yellow", "orange", "purple", "violet", "pink", "gray", "grey",
            "black", "white", "teal", "cyan", "indigo", "brown", "amber", "lime", "magenta",
        ]
        .contains(&value.to_lowercase().as_str())
}

/// What was left out so far: where first, and how often.
#[derive(Clone, Debug, Default)]
pub(super) struct Asides(BTreeMap<Aside, (usize, usize)>);

impl Asides {
    /// Counts what was left out, so often, from a line on.
    pub(super) fn count(&mut self, aside: Aside, line: usize, often: usize) {
        let held = self.0.entry(aside).or_insert((line, 0));
        held.0 = held.0.min(line);
        held.1 = held.1.saturating_add(often);
    }

    /// One remark on it all, at the first line of any; `None` for nothing.
    pub(super) fn remark(&self) -> Option<(usize, String)> {
        let line = self.0.values().map(|(line, _)| *line).min()?;
        let counts = self.0.iter();
        let counts = counts.map(|(aside, (_, often))| format!("{} ({often})", aside.label()));
        let counts: Vec<String> = counts.collect();
        let text = format!(
            "left out: {}; they only order or paint what was read",
            counts.join(", ")
        );
        Some((line, text))
    }
}
