//! Finding the line of a broken rule. The rules speak of elements by name and
//! number; this looks those up in the text. A help for the reader, not proof:
//! where two elements are written alike, it may name the first.

/// The line in `text` that a problem speaks of, counted from one.
pub(super) fn line_of(problem: &str, text: &str) -> Option<usize> {
    let line_with = |needle: &str, nth: usize| {
        text.lines()
            .enumerate()
            .filter(|(_, line)| line.contains(needle))
            .nth(nth)
            .map(|(index, _)| index + 1)
    };
    if let Some(id) = number_after(problem, "the same id ") {
        return line_with(&format!(" id: {id},"), 1);
    }
    for (words, field) in [("is on lane ", "lane"), ("is on curve ", "curve")] {
        if let Some(id) = number_after(problem, words) {
            return line_with(&format!(" {field}: {id},"), 0);
        }
    }
    let (_, quoted) = problem.split_once('“')?;
    let (name, _) = quoted.split_once('”')?;
    let name: String = name.chars().flat_map(char::escape_debug).collect();
    line_with(&format!("\"{}\"", super::readable::unescaped(&name)), 0)
}

fn number_after<'a>(problem: &'a str, words: &str) -> Option<&'a str> {
    let (_, rest) = problem.split_once(words)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}
