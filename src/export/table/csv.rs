//! The tables of a map as comma-separated values. UTF-8 with a byte order mark,
//! without which spreadsheets take it for another encoding; lines end in CR LF;
//! every cell is in quotes; all rows are equally long, and a blank one stands
//! between two tables, so that a spreadsheet sorts and filters each on its own.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::{
    export::Written,
    file::{
        limits,
        table::{
            Delimiter, Record,
            form::{Tables, Value},
            guarded, separated, unguarded,
        },
    },
    model::Map,
};

/// Whether text that a spreadsheet could run as a formula gets an apostrophe
/// before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guard {
    /// It does: the file is safe to open. Reading takes the apostrophe away.
    #[default]
    On,
    /// It does not, for programs that run nothing and would show the
    /// apostrophe.
    Off,
}

/// Writes a map as CSV that is safe to open in a spreadsheet.
#[must_use]
pub fn csv(map: &Map) -> Written {
    csv_with(map, Guard::On)
}

/// Writes a map as CSV. Numbers stay numbers, negative ones too: the guard is
/// for text alone.
#[must_use]
pub fn csv_with(map: &Map, guard: Guard) -> Written {
    let tables = Tables::of(map);
    let rows = rows(&tables, guard);
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in &rows {
        // Memory takes whatever is written, and all rows are equally long.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let losses = Tables::losses(map, reread(&text));
    Written { text, losses }
}

/// The rows that a written text has when it is read.
fn reread(text: &str) -> Result<Vec<Record>, String> {
    if text.len() > limits::TABLE_BYTES {
        let limit = limits::TABLE_BYTES >> 20;
        return Err(format!(
            "it is larger than {limit} MiB, the limit for reading tables"
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    let read = separated(text, Delimiter::Comma);
    let mut read = read.map_err(|(line, reason)| format!("line {line}: {reason}"))?;
    for cell in read.records.iter_mut().flat_map(|record| &mut record.cells) {
        let text = unguarded(cell).to_owned();
        *cell = text;
    }
    Ok(read.records)
}

/// The cells of all tables, one below the other.
fn rows(tables: &Tables, guard: Guard) -> Vec<Vec<String>> {
    let cell = |value: &Value| match value {
        Value::Empty => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) if guard == Guard::On => guarded(text),
        Value::Text(text) => text.clone(),
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for block in &tables.blocks {
        if !rows.is_empty() {
            rows.push(Vec::new());
        }
        rows.extend(block.rows.iter().map(|row| row.iter().map(cell).collect()));
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(width, String::new());
    }
    rows
}
