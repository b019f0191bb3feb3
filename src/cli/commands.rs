//! What the commands without a window do, but for `check`.

use std::path::Path;

use super::{
    Failure,
    arguments::{Output, Picture},
    note,
    source::{Format, read, write},
    values::{Size, Start},
};
use throughline::{
    export::{self, Page},
    file::{OsDisk, is_same_file, write_atomically},
    layout::{FontBook, Layouter},
    model::stress_map,
    scene::{Part, content},
};

/// `new [--template NAME] -o FILE`
pub(super) fn new(start: &Start, output: &Output) -> Result<(), Failure> {
    let map = match start {
        Start::Template(template) => template.map(),
        Start::Stress(cards) => stress_map(*cards),
    };
    write(&OsDisk, &map, output)
}

/// `convert IN -o OUT`
pub(super) fn convert(input: &Path, output: &Output) -> Result<(), Failure> {
    let mut source = read(&OsDisk, input)?;
    if output.format == Format::Map {
        source.title_by(input);
    }
    source.note_remarks(input);
    write(&OsDisk, &source.map, output)
}

/// `export IN -o OUT.png`
pub(super) fn export(picture: &Picture) -> Result<(), Failure> {
    let (input, output) = (&picture.input, &picture.output);
    let mut source = read(&OsDisk, input)?;
    source.title_by(input);
    source.note_remarks(input);
    if is_same_file(&OsDisk, input, output)? {
        return Err(Failure::Other(format!(
            "{} is the map itself; export under another name",
            output.display()
        )));
    }
    if let Some(details) = picture.details {
        source.map.details = details;
    }
    let mut layouter = Layouter::new();
    let layout = layouter.layout(&source.map);
    let page = match picture.size {
        Size::Pixels(width, height) => Page::sized(width, height),
        Size::Scale(scale) => Page::scaled(layout.size, scale),
    };
    // Before the scene is built: an absurd size costs nothing.
    page.check()?;
    let scene = content(
        &source.map,
        &layout,
        picture.theme.unwrap_or(source.map.theme).theme(),
        Part::whole(&layout),
    );
    let fonts = layouter.fonts();
    let bytes = export::png(&scene, fonts, &page, &|_| true)?;
    write_atomically(&OsDisk, output, &bytes)?;
    for remark in font_remarks(fonts) {
        note(&format!("{}: {remark}", input.display()));
    }
    Ok(())
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
