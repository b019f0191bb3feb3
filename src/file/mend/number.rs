//! A number that is out of its range, put to the nearest that is allowed. Knows
//! how numbers stand in a text, and what the model says of them.

use std::ops::Range;

use ron::error::{Error, Position, SpannedError};

use super::super::error::Place;
use crate::model::OutOfRange;

/// A change of one place of a text.
pub(super) struct Change {
    /// What is replaced.
    pub(super) range: Range<usize>,
    /// What it is replaced by.
    pub(super) by: String,
    /// Where it is.
    pub(super) place: Place,
    /// What is said of it.
    pub(super) said: String,
}

/// The change that brings a number into its range, if that is what is wrong.
pub(super) fn clamped(error: &SpannedError, text: &str) -> Option<Change> {
    let start = offset(text, error.span.start)?;
    let before = text.get(..start)?.trim_end_matches(['-', '+']);
    let start = before.len();
    let rest = text.get(start..)?;
    let ends = |c: char| !(c.is_ascii_alphanumeric() || "+-._".contains(c));
    let found = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    let mut range = start..start.saturating_add(found.len());
    let (what, nearest) = meant(&error.code, before, found)?;
    let place = Place {
        line: error.span.start.line,
        column: error.span.start.col,
    };
    let is_number = !found.trim_start_matches(['-', '+']).starts_with("NaN");
    if let Some(open) = before.trim_end().strip_suffix("Some(")
        && !is_number
    {
        // What is no number is not known, rather than something in the middle.
        let close = text.get(range.end..)?;
        let gap = close.len().saturating_sub(close.trim_start().len());
        close.trim_start().strip_prefix(')')?;
        range = open.len()..range.end.saturating_add(gap).saturating_add(1);
        return Some(Change {
            range,
            by: "None".into(),
            place,
            said: format!("{what} was {found}, which is no number; it counts as not known"),
        });
    }
    Some(Change {
        range,
        by: nearest.to_string(),
        place,
        said: format!("{what} was {found}; the nearest that is allowed is {nearest}"),
    })
}

/// What a number is, and the nearest that is allowed.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's errors may grow; of them two speak of a range"
)]
fn meant<'a>(code: &'a Error, before: &str, found: &str) -> Option<(&'a str, f64)> {
    match code {
        Error::Message(said) => OutOfRange::nearest(said),
        // Too large or small for a level even to be compared.
        Error::IntegerOutOfBounds => {
            let value: f64 = found.replace('_', "").parse().ok()?;
            let field = before.trim_end().strip_suffix("Some(")?.trim_end();
            let field = field.strip_suffix(':')?.trim_end();
            let is_level = ["severity", "impact", "effort"]
                .iter()
                .any(|level| field.ends_with(level));
            is_level.then_some(("a level", value.clamp(1.0, 5.0)))
        }
        _ => None,
    }
}

/// The byte at a position, which counts characters.
fn offset(text: &str, position: Position) -> Option<usize> {
    let mut start = 0_usize;
    for _ in 1..position.line {
        let length = text.get(start..)?.find('\n')?;
        start = start.saturating_add(length).saturating_add(1);
    }
    let line = text.get(start..)?;
    let column = position.col.saturating_sub(1);
    let (within, _) = line.char_indices().nth(column)?;
    Some(start.saturating_add(within))
}
