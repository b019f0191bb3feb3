//! The items of a cell or a list: one a line, without the marks of a list.
//! Knows texts, no map.

use crate::file::plain::cleaned;

/// The items of a cell, one a line. Where all of them are marked as items of a
/// list, the marks go.
pub(crate) fn items(field: &str) -> Vec<String> {
    let parts = field.split(['\n', '\r']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_list = parts.len() > 1 && parts.iter().all(|part| unmarked(part).is_some());
    let items = parts.into_iter().map(|part| {
        let part = if is_list { unmarked(part) } else { None }.unwrap_or(part);
        item(part)
    });
    items.filter(|item| !item.is_empty()).collect()
}

/// A card's text, without the apostrophe that keeps it from being a formula or a list.
pub(crate) fn item(part: &str) -> String {
    let part = match part.strip_prefix('\'') {
        Some(rest) if needs_escape(rest) => rest,
        _ => part,
    };
    cleaned(part).replace('\t', " ").trim().to_owned()
}

/// A line without its mark of a list: `- `, `* `, `• `, `1. `, `2) `, `[ ] `.
pub(crate) fn unmarked(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix(['-', '*', '+', '•', '‣', '◦', '·', '–']);
    let rest = bullet.or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len().saturating_sub(rest.len());
        let rest = rest.strip_prefix(['.', ')'])?;
        (1..=3).contains(&digits).then_some(rest)
    })?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    let boxes = ["[ ] ", "[x] ", "[X] "];
    let ticked = boxes.iter().find_map(|mark| rest.strip_prefix(mark));
    Some(ticked.unwrap_or(rest))
}

/// Whether a card's text needs an apostrophe before it to stay what it is.
pub(crate) fn needs_escape(line: &str) -> bool {
    let first = line.trim_start_matches('\'');
    let is_formula = first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_number = first.len() == line.len() && line.parse::<f64>().is_ok();
    (is_formula && !is_number) || unmarked(first).is_some()
}
