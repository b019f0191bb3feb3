//! `export IN... -o OUT`: maps as pictures, documents and tables. One map that
//! fails does not keep the others from being written, and nothing of a map is
//! written when a part of it fails.

mod advice;
mod choice;
mod order;
mod place;

use std::{
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use throughline::{
    export::{
        Content, Drawn, Exported, Format, Grade, Paper, Setup, export as exported, still_there,
    },
    file::{Disk as _, OsDisk, write_together},
    layout::Layouter,
    model::{Details, Map},
};

pub(super) use order::{FLAGS, OPTIONS, Order, order, report};

use super::{
    Failure,
    commands::font_remarks,
    complain, note, say_bytes,
    source::{Source, read},
};
use order::Target;
use place::Places;

/// Exports every map of an order.
pub(super) fn export(order: &Order) -> Result<(), Failure> {
    if order.target == Target::Standard && is_binary(order.format) && io::stdout().is_terminal() {
        return Err(Failure::Other(
            "a terminal cannot show this; send it to a file with -o FILE or > FILE".into(),
        ));
    }
    let mut places = Places::new(order);
    if let [input] = order.inputs.as_slice() {
        return one(order, input, &mut places);
    }
    let mut failed = 0;
    for input in &order.inputs {
        if let Err(failure) = one(order, input, &mut places) {
            complain(&failure.to_string());
            failed += 1;
        }
    }
    match (failed, order.inputs.len()) {
        (0, _) => Ok(()),
        (failed, all) => Err(Failure::Other(format!(
            "{failed} of {all} maps could not be exported"
        ))),
    }
}

/// Whether a terminal shows only noise of it.
const fn is_binary(format: Format) -> bool {
    match format {
        Format::Png | Format::Pdf | Format::Pptx => true,
        Format::Svg
        | Format::Html
        | Format::Csv
        | Format::Markdown
        | Format::Mermaid
        | Format::Map => false,
    }
}

/// Exports one map.
fn one(order: &Order, input: &Path, places: &mut Places) -> Result<(), Failure> {
    let about = |error: String| Failure::Other(format!("{}: {error}", input.display()));
    let mut source = read(&OsDisk, input, order.part)?;
    source.title_by(input);
    source.note_remarks(input);
    let Source { map, .. } = &source;
    let setup = setup(order, map).map_err(about)?;
    // A map of its own: fonts are remarked on for each.
    let mut layouter = Layouter::new();
    let exported = exported(map, (order.format, &setup), &mut layouter, &|_| true)
        .map_err(|error| about(error.to_string()))?;
    if let (Some(least), Some(drawn)) = (order.least, &exported.drawn)
        && !advice::reaches(drawn.smallest, least)
    {
        let found = (drawn.smallest, least);
        let advice = advice::refusal(map, &setup, &mut layouter, found);
        return Err(Failure::Other(format!("{}{advice}", input.display())));
    }
    let fonts = font_remarks(layouter.fonts());
    let written = write(exported, input, (order, places))?;
    for loss in &written.losses {
        note(&format!("{}: {loss}", written.name));
    }
    if let Some(drawn) = written.drawn {
        for remark in fonts {
            note(&format!("{}: {remark}", input.display()));
        }
        if let Some(remark) = size_remark(&drawn, (order, &setup, map)) {
            note(&format!("{}: {remark}", written.name));
        }
    }
    Ok(())
}

/// The setup for one map: what is chosen by name is looked up in it.
fn setup(order: &Order, map: &Map) -> Result<Setup, String> {
    let mut setup = order.setup.clone();
    if let Some(text) = &order.stages {
        let stages = map.stages.iter();
        let known: Vec<_> = stages
            .map(|stage| (stage.id, stage.name.as_str()))
            .collect();
        setup.scope.stages = Some(choice::chosen(text, &known, "stage")?);
    }
    if let Some(text) = &order.lanes {
        let lanes = map.lanes.iter();
        let known: Vec<_> = lanes.map(|lane| (lane.id, lane.name.as_str())).collect();
        setup.scope.lanes = Some(choice::chosen(text, &known, "lane")?);
    }
    Ok(setup)
}

/// What was written.
struct Written {
    /// What it is called in remarks.
    name: String,
    losses: Vec<String>,
    drawn: Option<Drawn>,
}

/// Writes what came of one map.
fn write(
    exported: Exported,
    input: &Path,
    (order, places): (&Order, &mut Places),
) -> Result<Written, Failure> {
    let Exported {
        files,
        losses,
        drawn,
    } = exported;
    let name = |name: String| Written {
        name,
        losses,
        drawn,
    };
    let Some(paths) = places.of(input, files.len())? else {
        let [file] = files.as_slice() else {
            return Err(Failure::Other(format!(
                "{} comes to {} pictures, and standard output takes one; write to a file, choose \
                 --stages, or export as PDF",
                input.display(),
                files.len()
            )));
        };
        say_bytes(file)?;
        return Ok(name("standard output".into()));
    };
    if let Target::Folder(folder) = &order.target {
        OsDisk.create_folder(folder, false).map_err(|error| {
            let folder = folder.display();
            Failure::Other(format!("the folder {folder} could not be made: {error}"))
        })?;
    }
    let files: Vec<(PathBuf, Vec<u8>)> = paths.into_iter().zip(files).collect();
    write_together(&OsDisk, &files)?;
    let shown = |file: Option<&(PathBuf, Vec<u8>)>| {
        let path = file.map(|(path, _)| path.display().to_string());
        path.unwrap_or_default()
    };
    let (first, last) = (shown(files.first()), shown(files.last()));
    if files.len() > 1 {
        let count = files.len();
        note(&format!(
            "{}: {count} pages, written as {first} to {last}",
            input.display()
        ));
    }
    if let Some(remark) = still_there(&places.left_over(input, files.len())) {
        note(&format!("{}: {remark}", input.display()));
    }
    Ok(name(first))
}

/// What to say of a slide whose text is too small for a screen, and what would
/// make it larger. Who asked for a size of text has had an answer.
fn size_remark(drawn: &Drawn, (order, setup, map): (&Order, &Setup, &Map)) -> Option<String> {
    let is_slide = matches!(setup.paper, Paper::Slide(..)) && order.format != Format::Html;
    let grade = Grade::of(drawn.smallest);
    if !is_slide || order.least.is_some() || grade != Grade::Print {
        return None;
    }
    if setup.content == Content::Opportunities {
        let shown = advice::shown(drawn.smallest);
        let meaning = grade.meaning();
        return Some(format!(
            "the smallest text is {shown} on a wide slide: {meaning}; it grows with fewer --stages"
        ));
    }
    let details = setup.details.unwrap_or(map.details);
    let helps = [
        (drawn.pages < map.stages.len(), "--split stage"),
        (!setup.large_type, "--large-type"),
        (details != Details::Text, "--details text"),
        (setup.scope.lanes.is_none(), "fewer --lanes"),
    ];
    let helps = helps.into_iter().filter(|(open, _)| *open);
    let helps: Vec<&str> = helps.map(|(_, words)| words).collect();
    let helps = match helps.as_slice() {
        [] => String::new(),
        helps => format!("; it grows with {}", helps.join(", ")),
    };
    Some(format!(
        "the smallest text is {} on a wide slide: {}{helps}",
        advice::shown(drawn.smallest),
        grade.meaning()
    ))
}
