//! The words of `export` as an order: which maps, where to, as what, and how.
//! Pure but for asking whether the name after `-o` is a folder; what is chosen
//! of a map by name is looked up when that map is read.

use std::{
    ffi::OsStr,
    path::{MAIN_SEPARATOR, Path, PathBuf},
};

use throughline::export::{Background, Content, Format, Packing, Paper, Setup, Split};

use crate::cli::{
    arguments::{Words, output_path, part},
    insights, values,
};

/// The options that take a value.
pub(in crate::cli) const OPTIONS: [&str; 18] = [
    "output",
    "content",
    "format",
    "preset",
    "size",
    "dpi",
    "scale",
    "stages",
    "lanes",
    "view",
    "split",
    "theme",
    "background",
    "details",
    "date",
    "min-text",
    "packing",
    "part",
];

/// The options that take none.
pub(in crate::cli) const FLAGS: [&str; 6] = [
    "transparent",
    "large-type",
    "no-header",
    "no-legend",
    "page-title",
    "text",
];

/// What is to be exported, where to and how.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) struct Order {
    /// The maps, at least one.
    pub(super) inputs: Vec<PathBuf>,
    /// Where to.
    pub(super) target: Target,
    /// As what.
    pub(super) format: Format,
    /// How; without the stages and lanes that are chosen.
    pub(super) setup: Setup,
    /// Which stages, in the words of the command line.
    pub(super) stages: Option<String>,
    /// Which lanes, in the words of the command line.
    pub(super) lanes: Option<String>,
    /// Which part of each file, counted from zero.
    pub(super) part: Option<usize>,
    /// The smallest text that is good enough, in points.
    pub(super) least: Option<f32>,
}

/// Where an export goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Target {
    /// A file, or several with numbers in its name.
    File(PathBuf),
    /// A folder, in which files are called as the maps.
    Folder(PathBuf),
    /// Standard output.
    Standard,
}

/// The order that the words give.
///
/// # Errors
/// They give none; the message says why.
pub(in crate::cli) fn order(words: Words) -> Result<Order, String> {
    let (target, format) = target(&words)?;
    for name in words.given() {
        applies(name, format)?;
    }
    if words.values.is_empty() {
        return Err("which file? name at least one to read".into());
    }
    let text = |name| words.text(name).map(std::borrow::Cow::into_owned);
    Ok(Order {
        target,
        format,
        setup: setup(&words)?,
        stages: text("stages"),
        lanes: text("lanes"),
        part: part(&words)?,
        least: value(&words, "min-text", values::points)?,
        inputs: words.values,
    })
}

/// The report or the hand-out that the words ask for: an export too, of words
/// behind the picture.
///
/// # Errors
/// They ask for none; the message says why.
pub(in crate::cli) fn report(words: &Words) -> Result<Order, String> {
    let path = output_path(words)?;
    let format = Format::of(&path);
    let format =
        format.filter(|format| matches!(format, Format::Markdown | Format::Html | Format::Pdf));
    let format = format.ok_or_else(|| {
        format!(
            "what to write to “{}”? end its name in .pdf, .html or .md",
            path.display()
        )
    })?;
    let content = if words.has("hand-out") {
        Content::HandOut
    } else {
        Content::Report
    };
    let paper = value(words, "preset", values::preset)?;
    let today = value(words, "today", values::day)?;
    let inputs = words.values.clone();
    match inputs.as_slice() {
        [] => return Err("which file? name one to read".into()),
        [_] => {}
        [_, extra, ..] => {
            return Err(format!(
                "“{}” is one file too many; a report is of one map",
                extra.display()
            ));
        }
    }
    Ok(Order {
        target: Target::File(path),
        format,
        setup: Setup {
            content,
            paper: paper.unwrap_or(Paper::Millimeters(297.0, 210.0, 300.0)),
            theme: value(words, "theme", values::theme)?,
            today: today.unwrap_or_else(insights::day_of_clock),
            ..Setup::default()
        },
        stages: None,
        lanes: None,
        part: part(words)?,
        least: None,
        inputs,
    })
}

/// The value of an option, if it is given.
fn value<T>(
    words: &Words,
    name: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, String> {
    words.text(name).map(|text| read(&text)).transpose()
}

/// Where to, and as what: told by the name's end, or by `--format`.
fn target(words: &Words) -> Result<(Target, Format), String> {
    let path = output_path(words)?;
    let asked = value(words, "format", format)?;
    let shown = path.display();
    if path == Path::new("-") {
        if let [_, extra, ..] = words.values.as_slice() {
            let extra = extra.display();
            return Err(format!(
                "standard output takes one map, and “{extra}” is one more; write into a folder"
            ));
        }
        let format = asked.ok_or("standard output tells no format; add --format png or another")?;
        return Ok((Target::Standard, format));
    }
    let told = Format::of(&path);
    let several = words.values.len() > 1;
    if is_folder(&path) || (several && told.is_none()) {
        let format = asked
            .ok_or_else(|| format!("what to write into “{shown}”? add --format png or another"))?;
        return Ok((Target::Folder(path), format));
    }
    if several {
        return Err(format!(
            "several maps go into a folder, and “{shown}” is a file; write -o FOLDER/ and --format"
        ));
    }
    let format = match (told, asked) {
        (Some(told), Some(asked)) if told != asked => {
            return Err(format!(
                "“{shown}” is a name for {}, and --format asks for {}; change one of them",
                title(told),
                title(asked)
            ));
        }
        (told, asked) => asked.or(told).ok_or_else(|| {
            format!(
                "what to write to “{shown}”? end its name in .png, .svg, .pdf, .pptx, .html, \
                 .csv, .md, .mmd or .journey.ron, or add --format"
            )
        })?,
    };
    Ok((Target::File(path), format))
}

/// Whether a name is meant as a folder: it ends as such, or there is one.
fn is_folder(path: &Path) -> bool {
    let last = path.as_os_str().as_encoded_bytes().last().copied();
    let ends = |separator: char| last.map(char::from) == Some(separator);
    ends('/') || ends(MAIN_SEPARATOR) || path.is_dir()
}

/// A format by its word.
fn format(word: &str) -> Result<Format, String> {
    let lower = word.to_ascii_lowercase();
    let bare = lower.strip_prefix('.').unwrap_or(&lower);
    let bare = bare.strip_prefix("journey.").unwrap_or(bare);
    Format::of_word(bare).ok_or_else(|| {
        let words = Format::ALL.map(|format| short(format).to_owned());
        values::unknown(
            "there is no format",
            word,
            &words.each_ref().map(String::as_str),
        )
    })
}

/// The word of a format.
fn short(format: Format) -> &'static str {
    let extension = format.extension();
    extension.rsplit('.').next().unwrap_or(extension)
}

/// What a format is called.
fn title(format: Format) -> &'static str {
    format.name().unwrap_or("a map")
}

/// Refuses an option that a format has no use for.
fn applies(name: &str, format: Format) -> Result<(), String> {
    let only = match name {
        "output" | "format" | "part" | "stages" | "lanes" | "view" => return Ok(()),
        "content" => (
            format.is_drawn() || matches!(format, Format::Csv | Format::Markdown),
            "what is drawn, and for tables (CSV, Markdown)",
        ),
        "packing" => (format == Format::Png, "PNG"),
        "text" => (format == Format::Svg, "SVG"),
        _ => (
            format.is_drawn(),
            "what is drawn (PNG, SVG, PDF, PowerPoint, HTML)",
        ),
    };
    match only {
        (true, _) => Ok(()),
        (false, which) => Err(format!(
            "--{name} is for {which} and does not apply to {}; leave it out",
            title(format)
        )),
    }
}

fn setup(words: &Words) -> Result<Setup, String> {
    let background = value(words, "background", values::background)?;
    let background = match (words.has("transparent"), background) {
        (true, Some(_)) => return Err("--transparent and --background exclude each other".into()),
        (true, None) => Background::Transparent,
        (false, background) => background.unwrap_or_default(),
    };
    let mut setup = Setup {
        paper: paper(words)?,
        content: value(words, "content", values::content)?.unwrap_or_default(),
        split: value(words, "split", values::split)?.unwrap_or(Split::Whole),
        theme: value(words, "theme", values::theme)?,
        background,
        details: value(words, "details", values::details)?,
        large_type: words.has("large-type"),
        header: !words.has("no-header"),
        legend: !words.has("no-legend"),
        title: words.has("page-title"),
        date: words.text("date").unwrap_or_default().into_owned(),
        packing: value(words, "packing", values::packing)?.unwrap_or(Packing::Small),
        svg_text: words.has("text"),
        ..Setup::default()
    };
    if setup.date.contains(char::is_control) {
        return Err("--date takes one line of text".into());
    }
    setup.scope.view = value(words, "view", |name| {
        let name = name.trim();
        let empty = || "which view? name one that is saved in the map".into();
        (!name.is_empty())
            .then(|| name.to_owned())
            .ok_or_else(empty)
    })?;
    Ok(setup)
}

/// The paper; a wide slide of 1920 by 1080 pixels when nothing is said.
fn paper(words: &Words) -> Result<Paper, String> {
    let ways = ["preset", "size", "scale"];
    let given: Vec<&str> = ways
        .into_iter()
        .filter(|way| words.option(way).is_some())
        .collect();
    if let [one, other, ..] = given.as_slice() {
        return Err(format!("--{one} and --{other} exclude each other"));
    }
    let preset = value(words, "preset", values::preset)?;
    let size = value(words, "size", values::size)?;
    let scale = value(words, "scale", values::scale)?;
    let paper = preset.or(size).or(scale);
    let paper = paper.unwrap_or(Setup::default().paper);
    match (paper, value(words, "dpi", values::dpi)?) {
        (Paper::Millimeters(width, height, _), Some(dpi)) => {
            Ok(Paper::Millimeters(width, height, dpi))
        }
        (paper, None) => Ok(paper),
        (Paper::Slide(..) | Paper::Canvas(_), Some(_)) => Err(
            "--dpi is for a sheet, as in --preset a4 or --size 297x210mm; the pixels of a slide \
             are its --size"
                .into(),
        ),
    }
}

/// The name of a file without what tells its form: `car.journey.ron` is `car`.
pub(super) fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(OsStr::to_string_lossy);
    let stem = stem.unwrap_or_default();
    stem.strip_suffix(".journey").unwrap_or(&stem).to_owned()
}
