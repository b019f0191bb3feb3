//! The small part of Markdown that is a table: a row of names, a row of dashes
//! below it, and the rows after that. What stands around it is left out.

/// Whether the text holds a table.
pub(crate) fn is_table(text: &str) -> bool {
    rule(text).is_some()
}

/// The cells of the first table, its names first. Line breaks within a cell
/// are written `<br>`.
pub(crate) fn records(text: &str) -> Vec<Vec<String>> {
    let Some(rule) = rule(text) else {
        return Vec::new();
    };
    let rows = text.lines().enumerate().skip(rule.saturating_sub(1));
    let rows = rows.take_while(|(_, line)| line.contains('|'));
    let rows = rows.filter(|(index, _)| *index != rule);
    rows.map(|(_, line)| cells(line)).collect()
}

/// The number of the line of dashes, counted from zero.
fn rule(text: &str) -> Option<usize> {
    let mut above: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        if let Some(names) = above
            && names.contains('|')
            && is_rule(line)
            && cells(names).len() == cells(line).len()
        {
            return Some(index);
        }
        above = Some(line);
    }
    None
}

fn is_rule(line: &str) -> bool {
    let dashes = |cell: &String| {
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && line.contains('-') && cells(line).iter().all(dashes)
}

/// The cells of a row: between strokes that are not written `\|`.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('|')) => {
                push(&mut cells, '|');
                chars.next();
            }
            // The stroke at the end of the row begins no cell.
            ('|', None) => {}
            ('|', Some(_)) => cells.push(String::new()),
            _ => push(&mut cells, c),
        }
    }
    cells.iter().map(|cell| plain(cell)).collect()
}

fn push(cells: &mut [String], c: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(c);
    }
}

/// The text of a cell without the marks that make it bold or a line break.
fn plain(cell: &str) -> String {
    let mut text = cell.trim().to_owned();
    for mark in ["<br>", "<br/>", "<br />"] {
        text = text.replace(mark, "\n");
    }
    for mark in ["**", "__", "`"] {
        let inner = text.strip_prefix(mark);
        if let Some(inner) = inner.and_then(|text| text.strip_suffix(mark))
            && !inner.contains(mark)
        {
            text = inner.to_owned();
        }
    }
    text
}
