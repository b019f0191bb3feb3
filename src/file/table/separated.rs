//! Tables as text with a sign between the cells: CSV and its relatives. Reads
//! what programs really write: quotes that are never closed, quotation marks
//! that are no quoting, rows of different lengths, a first line `sep=;`.
//! Blank rows are kept, because they part the tables of one file, and every
//! row knows its line; the `csv` crate does neither. Knows no map.

use serde::{Deserialize, Serialize};

use crate::file::limits::{TABLE_CELL_BYTES, TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS};

/// The sign between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Stroke,
}

impl Delimiter {
    /// Every sign, the most usual first.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Stroke];

    /// The character.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Stroke => '|',
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comma => "Commas",
            Self::Semicolon => "Semicolons",
            Self::Tab => "Tabs",
            Self::Stroke => "Strokes |",
        }
    }

    /// The sign that makes the most even table of a text, judged by its first
    /// 200 rows; a comma when none makes a table at all.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if let Some((told, _)) = told(text) {
            return told;
        }
        let scored = Self::ALL.map(|delimiter| (evenness(text, delimiter), delimiter));
        let best = scored
            .into_iter()
            .rev()
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(evenness, _)| *evenness > 0.0);
        best.map_or(Self::Comma, |(_, delimiter)| delimiter)
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line of the file it begins in, counted from 1.
    pub line: usize,
    /// Its cells, without their quotes.
    pub cells: Vec<String>,
}

impl Record {
    /// Whether no cell holds anything but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// A cell, empty where the row is too short.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The rows of a text, and lines with what was odd there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Separated {
    /// Top to bottom, blank ones too.
    pub records: Vec<Record>,
    /// A line and what is odd there.
    pub remarks: Vec<(usize, String)>,
}

/// Takes a text apart.
///
/// # Errors
/// It has more rows, columns or bytes in a cell than the limits allow; the
/// line and the cause.
pub fn separated(text: &str, delimiter: Delimiter) -> Result<Separated, (usize, String)> {
    read(text, delimiter, TABLE_ROWS)
}

fn read(text: &str, delimiter: Delimiter, most: usize) -> Result<Separated, (usize, String)> {
    let skipped = told(text).map_or(0, |(_, end)| end);
    let mut reader = Reader {
        text,
        at: skipped,
        line: usize::from(skipped > 0).saturating_add(1),
        sign: delimiter.sign(),
        quotes: true,
        remarks: Vec::new(),
    };
    let mut records = Vec::new();
    let mut cells = 0_usize;
    while reader.at < text.len() {
        if records.len() >= most {
            if most < TABLE_ROWS {
                break;
            }
            let reason = format!("the table has more than {TABLE_ROWS} rows, the limit; split it");
            return Err((reader.line, reason));
        }
        let record = reader.record()?;
        cells = cells.saturating_add(record.cells.len());
        if cells > TABLE_CELLS {
            let reason =
                format!("the table has more than {TABLE_CELLS} cells, the limit; split it");
            return Err((record.line, reason));
        }
        records.push(record);
    }
    Ok(Separated {
        records,
        remarks: reader.remarks,
    })
}

/// The sign that a first line `sep=;` tells, and where the line ends.
fn told(text: &str) -> Option<(Delimiter, usize)> {
    let (first, _) = text.split_once('\n')?;
    let sign = first.trim_end_matches('\r').strip_prefix("sep=")?;
    let found = Delimiter::ALL.into_iter().find(|delimiter| {
        let mut chars = sign.chars();
        chars.next() == Some(delimiter.sign()) && chars.next().is_none()
    })?;
    Some((found, first.len().saturating_add(1)))
}

/// How even a table is that a sign makes: the share of its rows that have the
/// commonest width, and next to nothing for each column: quoted lists have signs, too. Zero without columns.
fn evenness(text: &str, delimiter: Delimiter) -> f64 {
    // Its first 256 KiB tell; no row is longer than that in earnest.
    let end = (0..=text.len().min(1 << 18)).rfind(|at| text.is_char_boundary(*at));
    let start = text.get(..end.unwrap_or_default()).unwrap_or_default();
    let Ok(table) = read(start, delimiter, 200) else {
        return 0.0;
    };
    let rows: Vec<usize> = table
        .records
        .iter()
        .filter(|record| !record.is_blank())
        .map(|record| record.cells.len())
        .collect();
    let count = |width: usize| rows.iter().filter(|row| **row == width).count();
    let Some(width) = rows
        .iter()
        .copied()
        .filter(|width| *width > 1)
        .max_by_key(|width| (count(*width), *width))
    else {
        return 0.0;
    };
    // Nobody types a tab within a sentence.
    let tabs = if delimiter == Delimiter::Tab {
        0.3
    } else {
        0.0
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "at most 200 rows of 500 columns"
    )]
    let evenness = count(width) as f64 / rows.len() as f64 + width as f64 / 100_000.0 + tabs;
    evenness
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    sign: char,
    /// Whether quotation marks still quote: not any more once one is never
    /// closed.
    quotes: bool,
    remarks: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn record(&mut self) -> Result<Record, (usize, String)> {
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (cell, is_last) = self.cell();
            if cell.len() > TABLE_CELL_BYTES {
                let begins: String = cell.chars().take(24).collect();
                let limit = TABLE_CELL_BYTES >> 10;
                let reason = format!(
                    "the cell that begins “{begins}” is longer than {limit} KiB, the limit; shorten it"
                );
                return Err((line, reason));
            }
            cells.push(cell);
            if cells.len() > TABLE_COLUMNS {
                let reason = format!(
                    "the row has more than {TABLE_COLUMNS} columns, the limit; split the table"
                );
                return Err((line, reason));
            }
            if is_last {
                return Ok(Record { line, cells });
            }
        }
    }

    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> (String, bool) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if self.quotes && rest.starts_with('"') {
            match self.quoted(rest) {
                Quoted::Cell(cell, is_last) => return (cell, is_last),
                Quoted::Never => {
                    self.quotes = false;
                    let remark = "a quotation mark opens a cell here and is never closed; \
                                  from here on such marks were read as text";
                    self.remarks.push((self.line, remark.into()));
                }
                Quoted::Bare => {}
            }
        }
        let end = rest.find([self.sign, '\n', '\r']).unwrap_or(rest.len());
        let cell = rest.get(..end).unwrap_or_default().to_owned();
        self.at = self.at.saturating_add(end);
        (cell, self.ends_row())
    }

    /// Steps over the sign or line end behind a cell; whether the row is over.
    fn ends_row(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with(self.sign) {
            self.at = self.at.saturating_add(self.sign.len_utf8());
            return false;
        }
        if rest.starts_with("\r\n") {
            self.at = self.at.saturating_add(2);
        } else if !rest.is_empty() {
            self.at = self.at.saturating_add(1);
        }
        self.line = self.line.saturating_add(1);
        true
    }

    /// A cell in quotes, of which there are two for each that is meant.
    fn quoted(&mut self, rest: &str) -> Quoted {
        let mut cell = String::new();
        let mut from = 1;
        loop {
            let inner = rest.get(from..).unwrap_or_default();
            let Some(close) = inner.find('"') else {
                return Quoted::Never;
            };
            cell.push_str(inner.get(..close).unwrap_or_default());
            let after = inner.get(close.saturating_add(1)..).unwrap_or_default();
            from = from.saturating_add(close.saturating_add(1));
            if after.starts_with('"') {
                cell.push('"');
                from = from.saturating_add(1);
                continue;
            }
            let end = after.find([self.sign, '\n', '\r']).unwrap_or(after.len());
            let tail = after.get(..end).unwrap_or_default();
            let breaks = cell.matches('\n').count();
            // A mark that no other closes before the cell ends is text; only
            // what follows a line break shows that it was.
            if breaks > 0 && !tail.trim().is_empty() {
                return Quoted::Bare;
            }
            if !tail.trim().is_empty() {
                cell.push_str(tail);
            }
            self.at = self.at.saturating_add(from.saturating_add(end));
            self.line = self.line.saturating_add(breaks);
            return Quoted::Cell(cell, self.ends_row());
        }
    }
}

enum Quoted {
    Cell(String, bool),
    /// The quotation mark is text.
    Bare,
    /// It is closed nowhere.
    Never,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;

    fn rows(text: &str, delimiter: Delimiter) -> Vec<Vec<String>> {
        let read = separated(text, delimiter).unwrap();
        read.records
            .into_iter()
            .map(|record| record.cells)
            .collect()
    }

    #[test]
    fn quotes_line_ends_and_blank_rows_are_read() {
        let text = "a,\"b \"\"c\"\"\r\nd\",\r\n\r\n\"x\"y,z";
        let read = separated(text, Delimiter::Comma).unwrap();
        let lines: Vec<usize> = read.records.iter().map(|record| record.line).collect();
        assert_eq!(lines, [1, 3, 4]);
        assert_eq!(
            rows(text, Delimiter::Comma),
            [vec!["a", "b \"c\"\r\nd", ""], vec![""], vec!["xy", "z"]]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named_with_its_line_and_swallows_nothing() {
        let text = "a,b\nc,\"d\ne,f\n";
        let read = separated(text, Delimiter::Comma).unwrap();
        assert_eq!(read.records.len(), 3);
        assert_eq!(read.remarks.len(), 1);
        assert_eq!(read.remarks[0].0, 2);
        // Marks around a word at the start of a sentence are no quoting.
        let text = "\"Wow\" they said\t1\n\"5 stars\t0\nIt was 12\" long\t1\n";
        assert_eq!(rows(text, Delimiter::Tab).len(), 3);
    }

    #[test]
    fn the_delimiter_is_found_and_may_be_told() {
        for (text, found) in [
            ("a,b\nc,d", Delimiter::Comma),
            ("a;b,c\nd;e", Delimiter::Semicolon),
            ("a\tb, c\nd\te, f", Delimiter::Tab),
            ("a|b\nc|d", Delimiter::Stroke),
            ("one\ntwo", Delimiter::Comma),
            ("sep=;\na,b;c", Delimiter::Semicolon),
            ("\"a;b;c\",d\n\"e;f;g\",h", Delimiter::Comma),
        ] {
            assert_eq!(Delimiter::of(text), found, "{text}");
        }
        assert_eq!(rows("sep=;\na;b", Delimiter::Semicolon), [["a", "b"]]);
    }

    #[test]
    fn limits_hold_at_their_edges() {
        for (columns, fits) in [
            (TABLE_COLUMNS - 1, true),
            (TABLE_COLUMNS, true),
            (TABLE_COLUMNS + 1, false),
        ] {
            let row = vec!["x"; columns].join(",");
            assert_eq!(
                separated(&row, Delimiter::Comma).is_ok(),
                fits,
                "{columns} columns"
            );
        }
        for (bytes, fits) in [
            (TABLE_CELL_BYTES - 1, true),
            (TABLE_CELL_BYTES, true),
            (TABLE_CELL_BYTES + 1, false),
        ] {
            let text = "x".repeat(bytes);
            assert_eq!(
                separated(&text, Delimiter::Comma).is_ok(),
                fits,
                "{bytes} bytes"
            );
        }
        for (rows, fits) in [
            (TABLE_ROWS - 1, true),
            (TABLE_ROWS, true),
            (TABLE_ROWS + 1, false),
        ] {
            let text = "x\n".repeat(rows);
            let read = separated(&text, Delimiter::Comma);
            assert_eq!(read.is_ok(), fits, "{rows} rows");
        }
        let error = separated(&"x\n".repeat(TABLE_ROWS + 1), Delimiter::Comma).unwrap_err();
        assert_eq!(error.0, TABLE_ROWS + 1);
    }
}
