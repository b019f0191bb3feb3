//! What `new` and `convert` do.

use std::path::Path;

use super::{
    Failure,
    arguments::Output,
    source::{Format, read, write},
    values::Start,
};
use throughline::{file::OsDisk, layout::FontBook, model::stress_map};

/// `new [--template NAME] -o FILE`
pub(super) fn new(start: &Start, output: &Output) -> Result<(), Failure> {
    let map = match start {
        Start::Template(template) => template.map(),
        Start::Stress(cards) => stress_map(*cards),
    };
    write(&OsDisk, &map, output)
}

/// `convert IN -o OUT [--part N]`
pub(super) fn convert(input: &Path, output: &Output, part: Option<usize>) -> Result<(), Failure> {
    let mut source = read(&OsDisk, input, part)?;
    if output.format == Format::Map {
        source.title_by(input);
    }
    source.note_remarks(input);
    write(&OsDisk, &source.map, output)
}

/// Which of the system's fonts stood in, and which characters no font has.
pub(super) fn font_remarks(fonts: &FontBook) -> Vec<String> {
    let mut remarks = Vec::new();
    let names: Vec<&str> = fonts.fallback_names().into_iter().collect();
    if !names.is_empty() {
        remarks.push(format!(
            "scripts that Inter lacks are set in {}",
            names.join(", ")
        ));
    }
    let missing = fonts.missing();
    if !missing.is_empty() {
        let shown: Vec<String> = missing
            .iter()
            .take(12)
            .map(|character| format!("{character} (U+{:04X})", u32::from(*character)))
            .collect();
        let more = missing.len().saturating_sub(shown.len());
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        remarks.push(format!(
            "no installed font has {}{more}; install one, such as fonts-noto",
            shown.join(", ")
        ));
    }
    remarks
}
