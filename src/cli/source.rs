//! Reading and writing a map in any of its forms, told by the extension.

use std::path::Path;

use super::{Failure, arguments::Output, note, shown};
use throughline::{
    export,
    file::{self, Consent, Disk, Mended, import, limits, mermaid, picture},
    model::Map,
};

/// The forms a map is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// A map of the program: `.journey.ron`, `.ron`.
    Map,
    /// A Mermaid journey: `.mmd`, `.mermaid`.
    Mermaid,
    /// A document with tables, or with a Mermaid journey: `.md`, `.markdown`.
    Markdown,
    /// A table: `.csv`; `.tsv` and `.txt` are read alone.
    Table,
    /// JSON: `.json`, which is read alone.
    Json,
}

impl Format {
    /// The form that a file's name tells.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "ron" => Some(Self::Map),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" | "tsv" | "tab" | "txt" => Some(Self::Table),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The form that a file of this name is written in; `None` for those that
    /// are read alone.
    pub(super) fn written(path: &Path) -> Option<Self> {
        let is_csv = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let format = Self::of(path)?;
        let is_written = match format {
            Self::Map | Self::Mermaid | Self::Markdown => true,
            Self::Table => is_csv,
            Self::Json => false,
        };
        is_written.then_some(format)
    }
}

/// A map that was read, and what there is to say about its file.
#[derive(Debug)]
pub(super) struct Source {
    /// The map.
    pub(super) map: Map,
    /// Lines of the file and remarks on them.
    pub(super) remarks: Vec<(usize, String)>,
    /// How many of them, the first, are repairs without which the file could
    /// not be read.
    pub(super) repairs: usize,
}

impl Source {
    /// Says on standard error what was assumed or left out.
    pub(super) fn note_remarks(&self, path: &Path) {
        for (line, remark) in &self.remarks {
            note(&remark_line(path, *line, remark));
        }
    }

    /// Gives a map without a title the name of its file.
    pub(super) fn title_by(&mut self, path: &Path) {
        if self.map.title.trim().is_empty() {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let name = name.strip_suffix(".journey").unwrap_or(&name);
            self.map.title = name.into();
        }
    }
}

/// A remark as every command writes it: `FILE:LINE: text`.
pub(super) fn remark_line(path: &Path, line: usize, remark: &str) -> String {
    // One remark is one line, whatever it quotes.
    let remark = remark.replace('\n', " ");
    shown(&format!("{}:{line}: {remark}", path.display()))
}

/// Reads a map, of a file with several readable parts the one that is chosen,
/// counted from zero. A file whose extension tells nothing is taken for a map.
pub(super) fn read(disk: &dyn Disk, path: &Path, part: Option<usize>) -> Result<Source, Failure> {
    match Format::of(path) {
        Some(Format::Mermaid | Format::Map) | None if part.is_some() => {
            Err(Failure::Other(format!(
                "{}: this file has no parts; leave --part out",
                path.display()
            )))
        }
        Some(Format::Markdown | Format::Table | Format::Json) => {
            let options = import::Options {
                part,
                ..import::Options::default()
            };
            let mut read = import::load(disk, path, &options)?;
            if let Some(others) = read.other_parts() {
                let remark = format!("{others}; choose with --part N");
                read.remarks.insert(0, (1, remark));
            }
            Ok(Source {
                map: read.map,
                remarks: read.remarks,
                repairs: 0,
            })
        }
        Some(Format::Mermaid) => {
            let imported = mermaid::load(disk, path)?;
            let warnings = imported.warnings.into_iter();
            Ok(Source {
                map: imported.map,
                remarks: warnings
                    .map(|warning| (warning.line, warning.text))
                    .collect(),
                repairs: 0,
            })
        }
        Some(Format::Map) | None => read_map(disk, path),
    }
}

/// Reads a map of the program. It is repaired where that loses nothing; one
/// that is cut off is not, since nobody may be there to see what is lost.
fn read_map(disk: &dyn Disk, path: &Path) -> Result<Source, Failure> {
    let (bytes, _) = file::load_bytes(disk, path, limits::FILE_BYTES)?;
    let mended = file::mend(&bytes, path)?;
    if let Some(refusal) = mended.refusal(path) {
        return Err(refusal.into());
    }
    let Mended {
        mut map, repairs, ..
    } = mended;
    let line = |flaw| file::line_of(flaw, &bytes).unwrap_or(1);
    let mut flaws = picture::embed_beside(disk, path, &mut map);
    flaws.extend(map.check());
    flaws.extend(picture::deep_flaws(&map));
    let flaws = flaws.iter().map(|flaw| (line(flaw), flaw.to_string()));
    Ok(Source {
        map,
        repairs: repairs.len(),
        remarks: repairs
            .into_iter()
            .map(|repair| (repair.line.unwrap_or(1), repair.text))
            .chain(flaws)
            .collect(),
    })
}

/// Writes a map, replacing what is there; says what the form cannot hold.
pub(super) fn write(disk: &dyn Disk, map: &Map, output: &Output) -> Result<(), Failure> {
    let path = &output.path;
    if output.format == Format::Map {
        file::save(disk, path, map, None, Consent::REPLACE)?;
        return Ok(());
    }
    let written = match output.format {
        Format::Markdown => export::markdown(map),
        Format::Table => export::csv(map),
        Format::Mermaid | Format::Json | Format::Map => export::mermaid(map),
    };
    file::write_atomically(disk, path, written.text.as_bytes())?;
    for loss in &written.losses {
        note(&format!("{}: {loss}", path.display()));
    }
    Ok(())
}
