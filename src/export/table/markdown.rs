//! The tables of a map as a Markdown document: its title, what it says of
//! itself, stages by lanes, and every detail under headings.

use std::fmt::Write as _;

use crate::{
    export::Written,
    file::table::{
        form::{Block, Tables, Value},
        marked, outline, tables,
    },
    model::Map,
};

/// Writes a map as a document that reads well in any Markdown viewer.
#[must_use]
pub fn markdown(map: &Map) -> Written {
    let tables = Tables::of(map);
    let title = marked(tables.title.trim());
    let mut text = format!(
        "# {}\n",
        if title.is_empty() {
            "Journey map"
        } else {
            &title
        }
    );
    for block in &tables.blocks {
        write(block, &mut text);
    }
    let losses = Tables::losses(map, Ok(self::tables(&outline(&text))));
    Written { text, losses }
}

fn write(block: &Block, text: &mut String) {
    if !block.heading.is_empty() {
        let _ = write!(text, "\n## {}\n", block.heading);
    }
    text.push('\n');
    for (index, row) in block.rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
        if index == 0 {
            let dashes = vec!["---"; row.len()];
            let _ = writeln!(text, "| {} |", dashes.join(" | "));
        }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => marked(text),
    }
}
