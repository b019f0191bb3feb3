//! A report as Markdown that reads well as plain text too.

use std::fmt::Write as _;

use super::{Block, Report};
use crate::file::table::marked;

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
        Block::Text(words) => writeln!(text, "{}", marked(words)),
        Block::Items(items) => items
            .iter()
            .try_for_each(|item| writeln!(text, "- {}", marked(item))),
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
