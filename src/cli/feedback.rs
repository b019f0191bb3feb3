//! `feedback import TABLE --into FILE`: what customers said, from a table into
//! the log of a map. The map is saved as the window saves it: only if nobody
//! changed the file meanwhile, and with the version before kept.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Failure,
    arguments::Words,
    insights, note, say,
    source::remark_line,
    values::{self, unknown},
};
use throughline::{
    file::{
        self, Consent, OsDisk, Versions,
        import::{
            self, Answer, DateOrder, Encoding, Layout, Log, Meaning, Options, Repeats, Scale,
            Taken, Understood,
        },
        table::Delimiter,
    },
    model::{Edit, Map, Survey},
    ui,
};

/// The options that take a value.
pub(super) const OPTIONS: [&str; 9] = [
    "into",
    "survey",
    "dates",
    "encoding",
    "delimiter",
    "repeats",
    "part",
    "map-column",
    "today",
];

/// Of these, the ones that may be given several times.
pub(super) const SEVERAL: [&str; 1] = ["map-column"];

/// The options that take none.
pub(super) const FLAGS: [&str; 1] = ["dry-run"];

/// What is to be brought in.
#[derive(Debug, PartialEq)]
pub(super) struct Bringing {
    /// The table.
    table: PathBuf,
    /// The map whose log it goes to.
    into: PathBuf,
    options: Options,
    repeats: Repeats,
    /// Names of columns, and what they are about.
    columns: Vec<(String, Meaning)>,
    /// Nothing is written.
    dry_run: bool,
}

/// What the words behind `feedback` ask for.
///
/// # Errors
/// They ask for nothing that can be done.
pub(super) fn bringing(words: Words) -> Result<Bringing, String> {
    let options = Options {
        encoding: chosen(&words, "encoding", &ENCODINGS)?,
        delimiter: chosen(&words, "delimiter", &DELIMITERS)?,
        scale: chosen(&words, "survey", &SURVEYS)?,
        dates: chosen(&words, "dates", &DATES)?,
        part: super::arguments::part(&words)?,
        today: words
            .text("today")
            .map(|day| values::day(&day))
            .transpose()?
            .unwrap_or_else(insights::day_of_clock),
        layout: Some(Layout::Feedback),
        ..Options::default()
    };
    let columns = words.all("map-column");
    let columns = columns.map(|text| column(&text.to_string_lossy()));
    let columns = columns.collect::<Result<_, _>>()?;
    let into = words.option("into").filter(|path| !path.is_empty());
    let into = into.map(PathBuf::from);
    let into = into.ok_or("into which map? name it with --into FILE")?;
    let repeats = chosen(&words, "repeats", &REPEATS)?.unwrap_or_default();
    let dry_run = words.has("dry-run");
    let mut values = words.values.into_iter();
    match values.next() {
        Some(word) if word == Path::new("import") => {}
        _ => return Err("what is to be done? write feedback import TABLE --into FILE".into()),
    }
    let table = values.next().ok_or("which table? name one to read")?;
    if let Some(extra) = values.next() {
        return Err(format!(
            "“{}” is one file too many; it reads one table",
            extra.display()
        ));
    }
    Ok(Bringing {
        table,
        into,
        options,
        repeats,
        columns,
        dry_run,
    })
}

const ENCODINGS: [(&str, Encoding); 7] = [
    ("utf-8", Encoding::Utf8),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("windows-1252", Encoding::Windows1252),
    ("cp949", Encoding::Korean),
    ("shift-jis", Encoding::Japanese),
    ("gb18030", Encoding::Chinese),
];

const DELIMITERS: [(&str, Delimiter); 8] = [
    ("comma", Delimiter::Comma),
    ("semicolon", Delimiter::Semicolon),
    ("tab", Delimiter::Tab),
    ("stroke", Delimiter::Stroke),
    (",", Delimiter::Comma),
    (";", Delimiter::Semicolon),
    ("\t", Delimiter::Tab),
    ("|", Delimiter::Stroke),
];

const SURVEYS: [(&str, Scale); 4] = [
    ("nps", Scale::Survey(Survey::Nps)),
    ("csat", Scale::Survey(Survey::Csat)),
    ("ces", Scale::Survey(Survey::Ces)),
    ("own", Scale::Own),
];

const DATES: [(&str, DateOrder); 3] = [
    ("day-first", DateOrder::DayFirst),
    ("month-first", DateOrder::MonthFirst),
    ("year-first", DateOrder::YearFirst),
];

const REPEATS: [(&str, Repeats); 3] = [
    ("same-id", Repeats::SameId),
    ("equal", Repeats::Equal),
    ("take", Repeats::Taken),
];

const MEANINGS: [(&str, Meaning); 10] = [
    ("verbatim", Meaning::Answer(Answer::Verbatim)),
    ("topic", Meaning::Answer(Answer::Topic)),
    ("type", Meaning::Answer(Answer::Kind)),
    ("source", Meaning::Answer(Answer::Source)),
    ("score", Meaning::Answer(Answer::Score)),
    ("date", Meaning::Answer(Answer::Date)),
    ("stage", Meaning::Answer(Answer::Stage)),
    ("id", Meaning::Answer(Answer::Reference)),
    ("note", Meaning::Answer(Answer::More)),
    ("nothing", Meaning::Nothing),
];

/// The value of an option, of a list of words.
fn chosen<T: Copy>(words: &Words, option: &str, known: &[(&str, T)]) -> Result<Option<T>, String> {
    let Some(text) = words.text(option) else {
        return Ok(None);
    };
    value(&text, option, known).map(Some)
}

fn value<T: Copy>(text: &str, option: &str, known: &[(&str, T)]) -> Result<T, String> {
    let lower = text.to_lowercase();
    let found = known.iter().find(|(word, _)| *word == lower);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| word.len() > 1).collect();
        unknown(&format!("--{option} does not know"), text, &words)
    })
}

/// `Name=topic`: a column and what it is about. The name may have a `=` in it.
fn column(text: &str) -> Result<(String, Meaning), String> {
    let (name, word) = text
        .rsplit_once('=')
        .ok_or_else(|| format!("“{text}” maps no column; write --map-column \"Name=topic\""))?;
    let meaning = value(word.trim(), "map-column", &MEANINGS)?;
    Ok((name.trim().to_owned(), meaning))
}

/// Brings a table into the log of a map, and says what came of it.
///
/// # Errors
/// A file could not be read or written, a column is not there, or the log
/// would be too large.
pub(super) fn bring(order: &Bringing) -> Result<(), Failure> {
    let opened = file::load_sound(&OsDisk, &order.into)?;
    let mut options = order.options.clone();
    let log = Log {
        repeats: order.repeats,
        ..Log::of(&opened.map)
    };
    options.log = Some(log.clone());
    let mut understood = import::load(&OsDisk, &order.table, &options)?;
    if !order.columns.is_empty() {
        options.meanings = meanings(order, &understood)?;
        understood = import::load(&OsDisk, &order.table, &options)?;
    }
    if let Some(others) = understood.other_parts() {
        let remark = format!("{others}; choose with --part N");
        understood.remarks.insert(0, (1, remark));
    }
    let taken = import::take(&understood, &log, &opened.map);
    for (line, remark) in &taken.remarks {
        note(&remark_line(&order.table, *line, remark));
    }
    if let Some(fault) = &taken.fault {
        return Err(Failure::Other(format!("{}: {fault}", order.into.display())));
    }
    say(&columns_told(&understood))?;
    let told = told(&taken, order);
    if !order.dry_run && !taken.feedback.is_empty() {
        save(order, opened.map, opened.stamp, taken.feedback)?;
    }
    say(&told)
}

/// Adds feedback to a map and saves it over the file it comes from.
fn save(
    order: &Bringing,
    mut map: Map,
    stamp: file::Stamp,
    feedback: Vec<throughline::model::Feedback>,
) -> Result<(), Failure> {
    let edit = Edit::AddFeedback(Arc::new(feedback));
    map.apply(&edit)
        .map_err(|error| Failure::Other(error.to_string()))?;
    let versions = Versions::new(Arc::new(OsDisk), ui::state_folder());
    let saved = file::save_keeping(
        &versions,
        &order.into,
        &map,
        Some(stamp),
        Consent::default(),
    )?;
    if let Some(error) = saved.not_kept {
        note(&format!(
            "{}: the version before is not kept: {error}",
            order.into.display()
        ));
    }
    Ok(())
}

/// What the columns that are named are about, by their places.
fn meanings(
    order: &Bringing,
    understood: &Understood,
) -> Result<std::collections::BTreeMap<usize, Meaning>, Failure> {
    let columns = &understood.columns;
    let place = |name: &str| {
        let is = |column: &import::Column| column.name.eq_ignore_ascii_case(name);
        let exact = columns.iter().position(|column| column.name == name);
        exact.or_else(|| columns.iter().position(is))
    };
    let found = order.columns.iter().map(|(name, meaning)| {
        place(name).map(|place| (place, *meaning)).ok_or_else(|| {
            let names: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
            Failure::Other(format!(
                "{}: {}",
                order.table.display(),
                unknown("there is no column", name, &names)
            ))
        })
    });
    found.collect()
}

/// What each column was taken for, one a line.
fn columns_told(understood: &Understood) -> String {
    let columns = understood.columns.iter();
    let lines = columns.map(|column| format!("{}: {}\n", column.name, column.label()));
    lines.collect()
}

/// What was added, or would be.
fn told(taken: &Taken, order: &Bringing) -> String {
    let answers = |count: usize| match count {
        1 => "1 answer".to_owned(),
        count => format!("{count} answers"),
    };
    let begin = if order.dry_run { "would add" } else { "added" };
    let mut text = format!("{begin} {}", answers(taken.feedback.len()));
    let placed = taken.feedback.len().saturating_sub(taken.unassigned);
    if placed > 0 {
        let _ = write!(text, ", {placed} of them with what they speak of");
    }
    if taken.repeated.left_out > 0 {
        let left = taken.repeated.left_out;
        let _ = write!(text, "; left out {left} that are there already");
    }
    text + "\n"
}
