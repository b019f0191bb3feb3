//! What a pasted text holds: lines, or a table as spreadsheets, documents and
//! exports write it. Finds out which, and takes it apart. Knows no map.

use csv::{QuoteStyle, ReaderBuilder, WriterBuilder};

use crate::file::{
    limits,
    table::{
        items::{item, items, needs_escape, unmarked},
        markdown,
    },
};

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Every line is a card.
    Lines,
    /// A table from a spreadsheet: tabs between the cells.
    Tabs,
    /// A table with commas between the cells.
    Commas,
    /// A table with semicolons between the cells.
    Semicolons,
    /// A table with upright strokes between the cells, as Markdown has it.
    Markdown,
}

impl Reading {
    /// Every way to read a text.
    pub const ALL: [Self; 5] = [
        Self::Tabs,
        Self::Commas,
        Self::Semicolons,
        Self::Markdown,
        Self::Lines,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Lines => "Lines",
            Self::Tabs => "Spreadsheet",
            Self::Commas => "Commas",
            Self::Semicolons => "Semicolons",
            Self::Markdown => "Markdown",
        }
    }

    /// How a text is most likely meant.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if markdown::is_table(text) {
            Self::Markdown
        } else if text.lines().any(|line| line.trim().contains('\t')) {
            Self::Tabs
        } else if is_separated(text, b';') {
            Self::Semicolons
        } else if is_separated(text, b',') {
            Self::Commas
        } else {
            Self::Lines
        }
    }

    /// Whether the text can be read so and gives more than one column, or is
    /// read as lines.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Lines => true,
            Self::Tabs => text.contains('\t'),
            Self::Commas => text.contains(','),
            Self::Semicolons => text.contains(';'),
            Self::Markdown => markdown::is_table(text),
        }
    }
}

/// The items of a cell, each of which is a card.
pub(super) type Items = Vec<String>;

/// Rows of cells. All rows are equally long.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Top to bottom.
    pub rows: Vec<Vec<Vec<String>>>,
}

/// Why nothing was pasted. The map is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// The text as a whole is too large.
    #[error(
        "nothing was pasted: the clipboard holds {} MiB of text, and {} MiB is the limit; copy a part of it",
        .0 >> 20,
        limits::PASTED_BYTES >> 20
    )]
    Large(usize),
    /// It makes too many cards.
    #[error(
        "nothing was pasted: the text makes {0} cards, and {most} at once is the limit; paste it in parts",
        most = limits::PASTED_CARDS
    )]
    Cards(usize),
    /// One text is too long.
    #[error(
        "nothing was pasted: the text that begins “{0}” is longer than {most} characters, the limit for one text; shorten it",
        most = limits::TEXT_CHARS
    )]
    Long(String),
    /// The map would be too large.
    #[error(
        "nothing was pasted: the map would have {count} {what}, and {limit} is the limit; paste a part of it"
    )]
    Map {
        /// What there would be too many of.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// There is nothing in it that could become a card.
    #[error(
        "nothing was pasted: the text on the clipboard has no words; copy the cells or lines again"
    )]
    Empty,
}

impl Table {
    /// Takes a text apart.
    ///
    /// # Errors
    /// The text, or one cell of it, is too large.
    pub fn read(text: &str, reading: Reading) -> Result<Self, PasteError> {
        if text.len() > limits::PASTED_BYTES {
            return Err(PasteError::Large(text.len()));
        }
        let text = text.trim_start_matches('\u{feff}');
        let cells: Vec<Vec<Items>> = match reading {
            Reading::Lines => vec![vec![lines(text)]],
            Reading::Tabs => rows_of(&records(text, b'\t')),
            Reading::Commas => rows_of(&records(text, b',')),
            Reading::Semicolons => rows_of(&records(text, b';')),
            Reading::Markdown => rows_of(&markdown::records(text)),
        };
        let table = Self { rows: cells }.even();
        table.check()?;
        Ok(table)
    }

    /// The same with rows and columns changed.
    #[must_use]
    pub fn swapped(&self) -> Self {
        let rows = (0..self.width()).map(|column| {
            let cell = |row: &Vec<Items>| row.get(column).cloned().unwrap_or_default();
            self.rows.iter().map(cell).collect()
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Makes ragged rows equally long, and drops columns at the right and rows
    /// at the bottom that hold nothing.
    fn even(mut self) -> Self {
        let last = |row: &Vec<Items>| row.iter().rposition(|cell| !cell.is_empty());
        let ends = self.rows.iter().filter_map(last);
        let width = ends.max().map_or(0, |last| last + 1);
        let height = self.rows.iter().rposition(|row| last(row).is_some());
        self.rows.truncate(height.map_or(0, |last| last + 1));
        for row in &mut self.rows {
            row.resize(width, Vec::new());
        }
        self
    }

    fn check(&self) -> Result<(), PasteError> {
        let items = || self.rows.iter().flatten().flatten();
        if let Some(long) = items()
            .filter(|item| item.len() > limits::TEXT_CHARS)
            .find(|item| item.chars().count() > limits::TEXT_CHARS)
        {
            return Err(PasteError::Long(long.chars().take(24).collect()));
        }
        match items().count() {
            0 => Err(PasteError::Empty),
            count if count > limits::PASTED_CARDS => Err(PasteError::Cards(count)),
            _ => Ok(()),
        }
    }
}

/// The fields of a text with a sign between them. A quote that is never closed
/// is a quotation mark and no quoting.
fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let quotes = text.bytes().filter(|byte| *byte == b'"').count();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quotes.is_multiple_of(2))
        .from_reader(text.as_bytes());
    // A text is UTF-8, so that every record can be read.
    let records = reader.records().filter_map(Result::ok);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

fn rows_of(records: &[Vec<String>]) -> Vec<Vec<Items>> {
    let row = |record: &Vec<String>| record.iter().map(|field| items(field)).collect();
    records.iter().map(row).collect()
}

/// The cards of a text of lines.
fn lines(text: &str) -> Items {
    if let Some(column) = quoted_column(text) {
        return column.iter().flat_map(|field| items(field)).collect();
    }
    let lines = text.split(['\n', '\r']).map(str::trim);
    let items = lines.map(|line| item(unmarked(line).unwrap_or(line)));
    items.filter(|item| !item.is_empty()).collect()
}

/// One column of a spreadsheet, where cells with several lines are quoted.
/// Only what a spreadsheet would have written just so is taken for one.
fn quoted_column(text: &str) -> Option<Vec<String>> {
    if !text.contains("\"\n") && !text.ends_with('"') {
        return None;
    }
    let column: Vec<String> = records(text, b'\t').into_iter().flatten().collect();
    let is_one = column.iter().any(|field| field.contains('\n'))
        && written(column.iter().map(|field| [field.as_str()])).trim_end() == text.trim_end();
    is_one.then_some(column)
}

/// Whether commas or semicolons part the columns of a table: most rows have
/// equally many, and they are not those of sentences.
fn is_separated(text: &str, delimiter: u8) -> bool {
    if text.len() > limits::PASTED_BYTES || !text.as_bytes().contains(&delimiter) {
        return false;
    }
    let rows = records(text, delimiter);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let full = rows.iter().filter(|row| row.len() == widest).count();
    let sentence = [delimiter, b' '];
    let signs = text.bytes().filter(|byte| *byte == delimiter).count();
    let spaced = text.as_bytes().windows(2).filter(|two| *two == sentence);
    rows.len() >= 2 && widest >= 2 && full * 5 >= rows.len() * 4 && spaced.count() * 2 < signs
}

/// A card's text as a cell of a table holds it: in one line, and so that a
/// spreadsheet takes it for words and not for a formula. [`Table::read`] gives
/// the text back.
pub(super) fn escaped(text: &str) -> String {
    // The mark of a line's end within a paragraph keeps a card in one line.
    let line = text.trim().replace('\n', "\u{2028}");
    let line = line.replace(['\t', '\r'], " ");
    if needs_escape(&line) {
        format!("'{line}")
    } else {
        line
    }
}

/// Rows as a spreadsheet reads them: tabs between, quotes where needed.
pub(super) fn written<R, F>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = F>,
    F: AsRef<[u8]>,
{
    let mut writer = WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(QuoteStyle::Necessary)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Memory takes whatever is written.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
