//! The outline of a Markdown text: headings, tables, lists, paragraphs and
//! fenced blocks, each with its line. Follows `CommonMark` and the tables of
//! GitHub as far as journeys written by people need it. Knows no map.

use super::{Record, inline::plain};

/// A piece of a Markdown text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The line it begins in, counted from 1.
    pub line: usize,
    /// What it is.
    pub sort: Sort,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A heading of a level from 1.
    Heading(usize, String),
    /// A table: the names of its columns, then its rows.
    Table(Vec<Record>),
    /// An item of a list, so many blanks from the left.
    Item(usize, String),
    /// Anything else, a paragraph.
    Paragraph(String),
    /// A fenced block: what it says it is, and its lines.
    Fence(String, String),
}

/// The pieces of a text, top to bottom.
#[must_use]
pub fn outline(text: &str) -> Vec<Node> {
    let lines: Vec<&str> = text.lines().collect();
    let mut nodes: Vec<Node> = Vec::new();
    let mut at = front_matter(&lines);
    let mut after_blank = true;
    while let Some(line) = lines.get(at) {
        let number = at.saturating_add(1);
        let trimmed = line.trim();
        let is_rule_below = lines
            .get(at.saturating_add(1))
            .is_some_and(|next| is_rule(next));
        let sort = if trimmed.is_empty() || is_comment(trimmed) || is_break(trimmed) {
            after_blank = true;
            at = at.saturating_add(1);
            continue;
        } else if let Some(marks) = fence(trimmed) {
            let (sort, next) = fenced(&lines, at, marks);
            at = next;
            sort
        } else if let Some((level, text)) = heading(trimmed) {
            at = at.saturating_add(1);
            Sort::Heading(level, plain(text))
        } else if trimmed.contains('|')
            && is_rule_below
            && cells(line).len() == cells(lines.get(at.saturating_add(1)).unwrap_or(&"")).len()
        {
            let (sort, next) = table(&lines, at);
            at = next;
            sort
        } else if let Some((indent, text)) = item(line) {
            at = at.saturating_add(1);
            Sort::Item(indent, plain(text))
        } else {
            at = at.saturating_add(1);
            let text = plain(trimmed.trim_start_matches('>'));
            if !after_blank
                && !trimmed.starts_with("**")
                && let Some(Node {
                    sort: Sort::Paragraph(held) | Sort::Item(_, held),
                    ..
                }) = nodes.last_mut()
            {
                held.push(' ');
                held.push_str(&text);
                continue;
            }
            Sort::Paragraph(text)
        };
        after_blank = matches!(sort, Sort::Heading(..) | Sort::Table(_) | Sort::Fence(..));
        nodes.push(Node { line: number, sort });
    }
    nodes
}

/// The rows of all tables of a text, with a blank one between.
#[must_use]
pub fn tables(nodes: &[Node]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for node in nodes {
        if let Sort::Table(rows) = &node.sort {
            records.extend(rows.iter().cloned());
            records.push(Record::default());
        }
    }
    records
}

/// The lines of the front matter of a text, between its marks, with their
/// numbers counted from 1; blank ones are left out.
#[must_use]
pub fn matter(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let end = front_matter(&lines).saturating_sub(1);
    let held = lines.iter().enumerate().take(end).skip(1);
    held.map(|(at, line)| (at.saturating_add(1), line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .collect()
}

/// How many lines the front matter takes.
fn front_matter(lines: &[&str]) -> usize {
    if lines.first().map(|line| line.trim_end()) != Some("---") {
        return 0;
    }
    let end = lines
        .iter()
        .skip(1)
        .position(|line| line.trim_end() == "---");
    end.map_or(0, |end| end.saturating_add(2))
}

fn is_comment(line: &str) -> bool {
    line.starts_with("<!--") && line.ends_with("-->")
}

/// A line across the page.
fn is_break(line: &str) -> bool {
    let mark = line.chars().next().unwrap_or(' ');
    let marks = line.chars().filter(|c| *c == mark).count();
    matches!(mark, '-' | '*' | '_' | '=')
        && marks >= 3
        && line.chars().all(|c| c == mark || c == ' ')
}

fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line
        .len()
        .saturating_sub(line.trim_start_matches(mark).len());
    (length >= 3).then(|| line.get(..length))?
}

fn fenced(lines: &[&str], at: usize, marks: &str) -> (Sort, usize) {
    let info = lines
        .get(at)
        .map_or("", |line| line.trim().trim_start_matches(['`', '~']).trim());
    let body = lines.get(at.saturating_add(1)..).unwrap_or_default();
    let ends = |line: &&str| {
        line.trim().starts_with(marks) && line.trim().trim_matches(['`', '~']).is_empty()
    };
    let length = body.iter().position(ends).unwrap_or(body.len());
    let text = body.get(..length).unwrap_or_default().join("\n");
    (
        Sort::Fence(info.to_owned(), text),
        at.saturating_add(length).saturating_add(2),
    )
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len().saturating_sub(text.len());
    let fits = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    let text = text.trim();
    let closed = text.trim_end_matches('#');
    let text = if closed.is_empty() || closed.ends_with(' ') {
        closed.trim_end()
    } else {
        text
    };
    fits.then_some((level, text))
}

/// An item's distance from the left and its text.
fn item(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start();
    let indent = line
        .chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { 4 } else { 1 })
        .sum();
    super::items::unmarked(text.trim_end()).map(|text| (indent, text))
}

fn table(lines: &[&str], at: usize) -> (Sort, usize) {
    let rows = lines.iter().enumerate().skip(at);
    let rows: Vec<(usize, &&str)> = rows.take_while(|(_, line)| line.contains('|')).collect();
    let next = at.saturating_add(rows.len());
    let records = rows
        .iter()
        .filter(|(index, _)| *index != at.saturating_add(1));
    let records = records.map(|(index, line)| Record {
        line: index.saturating_add(1),
        cells: cells(line).into_iter().map(plain).collect(),
    });
    (Sort::Table(records.collect()), next)
}

fn is_rule(line: &str) -> bool {
    let dashes = |cell: &str| {
        let cell = cell.trim();
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && cells(line).into_iter().all(dashes)
}

/// The cells of a row, as they are written: between strokes without a
/// backslash before them.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in line.char_indices() {
        match c {
            '\\' => escaped = !escaped,
            '|' if !escaped => {
                cells.push(line.get(from..at).unwrap_or_default());
                from = at.saturating_add(1);
            }
            _ => escaped = false,
        }
        if c == '|' {
            escaped = false;
        }
    }
    // The stroke at the end of the row begins no cell.
    if from < line.len() || cells.is_empty() {
        cells.push(line.get(from..).unwrap_or_default());
    }
    cells
}
