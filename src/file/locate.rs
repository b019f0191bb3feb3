//! Finding the line of a broken rule. The rules speak of elements by name and
//! number; this looks those up in the text. A help for the reader, not proof:
//! where two elements are written alike, it may name the first.

use crate::model::Problem;

/// The line of a map's file that a problem speaks of, counted from one.
#[must_use]
pub fn line_of(problem: &Problem, bytes: &[u8]) -> Option<usize> {
    line_in(&problem.0, str::from_utf8(bytes).ok()?)
}

/// The line in `text` that a problem speaks of, counted from one.
pub(super) fn line_in(problem: &str, text: &str) -> Option<usize> {
    let line_with = |needle: &str, nth: usize| {
        text.lines()
            .enumerate()
            .filter(|(_, line)| line.contains(needle))
            .nth(nth)
            .map(|(index, _)| index.saturating_add(1))
    };
    if let Some(id) = number_after(problem, "the same id ") {
        return line_with(&format!(" id: {id},"), 1);
    }
    for (words, field) in [("is on lane ", "lane"), ("is on curve ", "curve")] {
        if let Some(id) = number_after(problem, words) {
            return line_with(&format!(" {field}: {id},"), 0);
        }
    }
    let name = first_quoted(problem)?;
    let whole: String = name
        .trim_end_matches('…')
        .chars()
        .flat_map(char::escape_debug)
        .collect();
    let whole = super::readable::unescaped(&format!("\"{whole}\""));
    let needle = if name.ends_with('…') {
        whole.trim_end_matches('"')
    } else {
        &whole
    };
    // An empty name is on many lines.
    (needle.len() > 2).then(|| line_with(needle, 0))?
}

/// What stands between the first opening quote and the one that closes it.
fn first_quoted(problem: &str) -> Option<&str> {
    let (_, rest) = problem.split_once('“')?;
    let mut depth = 0_usize;
    for (index, c) in rest.char_indices() {
        match c {
            '“' => depth = depth.saturating_add(1),
            '”' if depth == 0 => return rest.get(..index),
            '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn number_after<'a>(problem: &'a str, words: &str) -> Option<&'a str> {
    let (_, rest) = problem.split_once(words)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}
