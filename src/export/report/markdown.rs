//! A report as Markdown that reads well as plain text too.

use std::fmt::Write as _;

use super::{Block, Report};
use crate::{file::table, layout::drawable};

/// The report as a Markdown document.
#[must_use]
pub fn report_markdown(report: &Report) -> String {
    let mut text = format!("# {}\n", marked(&report.title));
    if !report.facts.is_empty() {
        text.push('\n');
    }
    for (name, words) in &report.facts {
        let _ = writeln!(text, "- **{name}**: {}", marked(words));
    }
    for chapter in &report.chapters {
        let _ = write!(text, "\n## {}\n", chapter.title);
        for block in &chapter.blocks {
            text.push('\n');
            write(block, &mut text);
        }
    }
    text
}

fn write(block: &Block, text: &mut String) {
    // Writing to a text never fails.
    let _ = match block {
        Block::Heading(words) => writeln!(text, "### {}", marked(words)),
        Block::Text(words) => writeln!(text, "{}", begun(&marked(words))),
        Block::Items(items) => items
            .iter()
            .try_for_each(|item| writeln!(text, "- {}", begun(&marked(item)))),
        Block::Table(columns, rows) => {
            let head = columns.join(" | ");
            let rule = vec!["---"; columns.len()].join(" | ");
            let _ = writeln!(text, "| {head} |\n| {rule} |");
            rows.iter().try_for_each(|row| {
                let cells: Vec<String> = row.iter().map(|cell| marked(cell)).collect();
                writeln!(text, "| {} |", cells.join(" | "))
            })
        }
        Block::Question {
            place,
            how,
            words,
            has_room,
        } => {
            let room = if *has_room { "\n  Answer:\n" } else { "" };
            let (place, how, words) = (marked(place), marked(how), marked(words));
            writeln!(text, "- **{place}** ({how})<br>{words}{room}")
        }
        Block::Room(_) => writeln!(text, "…"),
    };
}

/// Words that stay words in Markdown; what would hide or turn around what
/// follows is shown as on the canvas.
fn marked(words: &str) -> String {
    table::marked(&drawable(words))
}

/// A line that begins with no sign of a heading, a list or a rule, so that it
/// stays a sentence.
fn begun(line: &str) -> String {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len().saturating_sub(rest.len());
    let is_numbered = digits > 0 && rest.starts_with(['.', ')']);
    match line.split_at_checked(digits).filter(|_| is_numbered) {
        Some((number, rest)) => format!("{number}\\{rest}"),
        None if line.starts_with(['#', '-', '+', '=']) => format!("\\{line}"),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_begins_like_a_heading_or_a_list_stays_one() {
        for (line, told) in [
            ("# one", "\\# one"),
            ("- one", "\\- one"),
            ("+49", "\\+49"),
            ("=1+1", "\\=1+1"),
            ("1. one", "1\\. one"),
            ("12) one", "12\\) one"),
            ("12 one", "12 one"),
            ("one", "one"),
            ("", ""),
        ] {
            assert_eq!(begun(line), told);
        }
    }
}
