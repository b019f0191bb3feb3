//! Maps from the files of others: CSV and other text with signs between the
//! cells, Markdown, JSON; and our own tables, which come back exactly.
//!
//! [`understand`] takes the bytes of a file and says everything it took them
//! for: the encoding, the sign between the cells, which way a table lies, what
//! each column is about, and the map that comes of it. [`Options`] overrule any
//! of that, so that a preview can let people choose. What could not be taken as
//! it stands there is a remark with its line; nothing is dropped without one.
//!
//! `decode` finds the encoding; `guess` says which way a table lies and `sheet`
//! takes it, `document` Markdown, `json` JSON, `flow` tables of shapes,
//! `feedback` tables of answers;
//! `meaning` knows the words for what a column is about, `feel` numbers and
//! words of feelings; `sketch` collects what is found and makes the map. Pure:
//! only [`load`] knows of files.

mod decode;
mod document;
mod feedback;
mod feel;
mod flow;
mod guess;
mod json;
mod meaning;
mod sheet;
mod sketch;

use std::path::Path;

use super::{
    Disk, FileError, Place, foreign, limits, load_bytes, mermaid,
    table::{Delimiter, Record, form, outline, separated, tables, unguarded},
};
use crate::model::{LaneKind, Map};

pub use decode::Encoding;
pub use meaning::{Detail, Meaning};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A map as the program writes it into tables.
    Tables,
    /// A table as text with signs between the cells.
    Separated,
    /// A Markdown document.
    Markdown,
    /// A Mermaid journey, alone or in Markdown.
    Mermaid,
    /// JSON.
    Json,
}

impl Kind {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tables => "Tables of Throughline",
            Self::Separated => "Table",
            Self::Markdown => "Markdown",
            Self::Mermaid => "Mermaid journey",
            Self::Json => "JSON",
        }
    }

    /// The kind that a file's name tells; `None` for a file that is not read
    /// here.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "csv" | "tsv" | "tab" | "txt" => Some(Self::Separated),
            "md" | "markdown" => Some(Self::Markdown),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Which way a table lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// A column a stage, a row a lane.
    StagesAcross,
    /// A row a stage or a step of one, a column a lane.
    StagesDown,
    /// A row a card, which names its stage and lane.
    Cards,
    /// A row a shape or a line of a flow chart.
    Flow,
    /// A row what a customer said; no journey.
    Feedback,
}

impl Layout {
    /// Every layout, in the order in which lists show them.
    pub const ALL: [Self; 5] = [
        Self::StagesAcross,
        Self::StagesDown,
        Self::Cards,
        Self::Flow,
        Self::Feedback,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StagesAcross => "Stages across, lanes down",
            Self::StagesDown => "Lanes across, stages down",
            Self::Cards => "One card a row",
            Self::Flow => "Shapes and lines",
            Self::Feedback => "Feedback",
        }
    }

    /// Whether the first row usually names the columns.
    const fn has_header(self) -> bool {
        match self {
            Self::StagesAcross | Self::StagesDown | Self::Cards | Self::Flow | Self::Feedback => {
                true
            }
        }
    }
}

/// What is known better than a glance at the file tells; all of it may be left
/// open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The sign between the cells.
    pub delimiter: Option<Delimiter>,
    /// Which way the table lies.
    pub layout: Option<Layout>,
    /// Whether the first row names the columns (for stages across, the stages).
    pub header: Option<bool>,
    /// What columns are about, counted from zero; for stages across, the rows
    /// below the header.
    pub meanings: sheet::Meanings,
}

/// A column, or for stages across a row, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file.
    pub name: String,
    /// What it is taken for; `None` for a lane of a kind of its own.
    pub meaning: Option<Meaning>,
}

impl Column {
    /// What it is taken for, in the words of a list.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.meaning
            .map_or(LaneKind::Custom.label(), Meaning::label)
    }
}

/// A file as it is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What the file is.
    pub kind: Kind,
    /// Its encoding.
    pub encoding: Encoding,
    /// The sign between its cells; for text with such signs alone.
    pub delimiter: Option<Delimiter>,
    /// Its table as texts, to be looked at: the first of a document, none of
    /// lists and nested JSON.
    pub grid: Vec<Vec<String>>,
    /// Which way that table lies.
    pub layout: Option<Layout>,
    /// Whether its first row names the columns.
    pub header: bool,
    /// What its columns are about; for stages across, its rows.
    pub columns: Vec<Column>,
    /// The map that comes of it. It keeps the rules; its title may be empty.
    pub map: Map,
    /// Lines, counted from 1, and what was assumed or left out there, in order.
    pub remarks: Vec<(usize, String)>,
}

/// Says what a file is and makes a map of it. The name tells what it should be
/// by its extension; what is in it decides.
///
/// # Errors
/// It is empty, larger than the limits allow, no text, or no journey: the line,
/// if the fault is at one, and the cause with the next step.
pub fn understand(
    bytes: &[u8],
    name: &Path,
    options: &Options,
) -> Result<Understood, (Option<usize>, String)> {
    if bytes.len() > limits::TABLE_BYTES {
        let limit = limits::TABLE_BYTES >> 20;
        return Err((
            None,
            format!("the file is larger than {limit} MiB, the limit for tables; split it"),
        ));
    }
    let encoding = options.encoding.unwrap_or_else(|| Encoding::of(bytes));
    let is_wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    if let Some(reason) = foreign::not_text(bytes).filter(|_| !is_wide) {
        return Err((None, reason));
    }
    let (text, bad) = encoding.text(bytes);
    if text.trim().is_empty() {
        return Err((
            None,
            "there is nothing in the file but blanks; choose another".into(),
        ));
    }
    let told = Kind::of(name).unwrap_or(Kind::Separated);
    let file = File {
        text: &text,
        encoding,
        options,
    };
    let mut understood = file
        .understood(told)
        .map_err(|(line, reason)| (Some(line), reason))?;
    if encoding != Encoding::Utf8 && options.encoding.is_none() && !is_wide {
        let remark = format!(
            "the text was read as {}; another encoding can be chosen",
            encoding.label()
        );
        understood.remarks.insert(0, (1, remark));
    }
    if let Some(line) = bad {
        let remark = format!(
            "bytes that are no {} text stand here and further on as �",
            encoding.label()
        );
        understood.remarks.push((line, remark));
    }
    understood.remarks.sort_by_key(|(line, _)| *line);
    if let Some(reason) = limits::exceeded(&understood.map) {
        return Err((None, reason));
    }
    Ok(understood)
}

/// Reads a file and makes a map of it.
///
/// # Errors
/// It is not there, not a file, too large, or as [`understand`] says.
pub fn load(disk: &dyn Disk, path: &Path, options: &Options) -> Result<Understood, FileError> {
    let (bytes, _) = load_bytes(disk, path, limits::TABLE_BYTES as u64)?;
    understand(&bytes, path, options).map_err(|(line, reason)| FileError::Unreadable {
        name: path.into(),
        place: line.map(|line| Place { line, column: 0 }),
        reason,
    })
}

/// A text that is to be understood.
struct File<'a> {
    text: &'a str,
    encoding: Encoding,
    options: &'a Options,
}

impl File<'_> {
    fn understood(&self, told: Kind) -> Result<Understood, (usize, String)> {
        let start = self.text.trim_start();
        let is_json = told == Kind::Json
            || (told == Kind::Separated
                && start.starts_with(['{', '['])
                && serde_json::from_str::<serde_json::Value>(start).is_ok());
        match told {
            _ if is_json => self.json(),
            Kind::Mermaid => self.mermaid(),
            Kind::Markdown => self.markdown(),
            Kind::Separated | Kind::Tables | Kind::Json => self.separated(),
        }
    }

    fn bare(&self, kind: Kind, map: Map, remarks: Vec<(usize, String)>) -> Understood {
        Understood {
            kind,
            encoding: self.encoding,
            delimiter: None,
            grid: Vec::new(),
            layout: None,
            header: false,
            columns: Vec::new(),
            map,
            remarks,
        }
    }

    fn sketched(
        &self,
        kind: Kind,
        sketch: sketch::Sketch,
        sheet: Option<sheet::Shown>,
    ) -> Understood {
        let (map, remarks) = sketch.into_map();
        let mut understood = self.bare(kind, map, remarks);
        if let Some((sheet, records)) = sheet {
            understood.grid = records.into_iter().map(|record| record.cells).collect();
            understood.layout = Some(sheet.layout);
            understood.header = sheet.header;
            understood.columns = sheet.columns;
        }
        understood
    }

    fn own(&self, records: &[Record]) -> Result<Understood, (usize, String)> {
        let read = form::read(records)?;
        let mut understood = self.bare(Kind::Tables, read.map, read.remarks);
        understood.grid = records.iter().map(|record| record.cells.clone()).collect();
        Ok(understood)
    }

    fn mermaid(&self) -> Result<Understood, (usize, String)> {
        let imported = mermaid::import(self.text);
        let imported = imported.map_err(|error| (error.line, error.fault.to_string()))?;
        let warnings = imported.warnings.into_iter();
        let remarks = warnings
            .map(|warning| (warning.line, warning.text))
            .collect();
        Ok(self.bare(Kind::Mermaid, imported.map, remarks))
    }

    fn markdown(&self) -> Result<Understood, (usize, String)> {
        let nodes = outline(self.text);
        let rows = tables(&nodes);
        if form::is_form(&rows) {
            return self.own(&rows);
        }
        // A journey that is drawn says most; whatever is wrong with it is told.
        if mermaid::has_journey(self.text) || nodes.is_empty() {
            return self.mermaid();
        }
        let mut sketch = sketch::Sketch::default();
        match document::read(&nodes, self.options, &mut sketch) {
            Ok(sheet) => Ok(self.sketched(Kind::Markdown, sketch, sheet)),
            // A diagram that is no journey says best what it is.
            Err(fault) => match self.mermaid() {
                Err(_) if !self.text.contains("mermaid") => Err(fault),
                other => other,
            },
        }
    }

    fn json(&self) -> Result<Understood, (usize, String)> {
        let mut sketch = sketch::Sketch::default();
        let sheet = json::read(self.text, self.options, &mut sketch)?;
        Ok(self.sketched(Kind::Json, sketch, sheet))
    }

    fn separated(&self) -> Result<Understood, (usize, String)> {
        let delimiter = self
            .options
            .delimiter
            .unwrap_or_else(|| Delimiter::of(self.text));
        let mut read = separated(self.text, delimiter)?;
        for cell in read.records.iter_mut().flat_map(|record| &mut record.cells) {
            if cell.starts_with('\'') {
                *cell = unguarded(cell).to_owned();
            }
        }
        let mut understood = if form::is_form(&read.records) {
            self.own(&read.records)?
        } else {
            let mut sketch = sketch::Sketch::default();
            let sheet = sheet::read(&read.records, self.options, &mut sketch);
            if sketch.stages.is_empty() && sketch.map.feedback.is_empty() {
                return Err((
                    1,
                    "no table of a journey was found here; it needs stages and something in them"
                        .into(),
                ));
            }
            self.sketched(Kind::Separated, sketch, Some((sheet, read.records)))
        };
        understood.delimiter = Some(delimiter);
        understood.remarks.extend(read.remarks);
        Ok(understood)
    }
}
