//! From words to a command, or to what is wrong with the words. Pure: looks at
//! no file, but for telling a misspelled command from a file's name, and the
//! folder to write into from a file.

use std::{borrow::Cow, ffi::OsString, fmt, path::PathBuf};

use lexopt::{
    Arg::{Long, Short, Value},
    Parser,
};
use throughline::file::nearest;

use super::{
    export::{self, Order},
    feedback::{self, Bringing},
    insights::Looking,
    source::Format,
    values::{self, Start, start},
    versions::{self, Comparing, Merging},
};

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    /// Open the editor.
    Open(Vec<PathBuf>),
    /// Write a new map.
    New {
        /// What it starts with.
        start: Start,
        /// Where to.
        output: Output,
    },
    /// Write a map in another form.
    Convert {
        /// Where from.
        input: PathBuf,
        /// Where to.
        output: Output,
        /// Which part of the file, counted from zero.
        part: Option<usize>,
    },
    /// Draw maps, or write their tables.
    Export(Box<Order>),
    /// List what is wrong with files.
    Check {
        /// Which files.
        files: Vec<PathBuf>,
        /// Which part of each, counted from zero.
        part: Option<usize>,
    },
    /// Say what a map says about itself.
    Insights(Looking),
    /// Write what a map tells.
    Report(Box<Order>),
    /// Put two versions of a map together.
    Merge(Box<Merging>),
    /// Say what changed between two maps.
    Diff(Comparing),
    /// Bring feedback into the log of a map.
    Feedback(Box<Bringing>),
    /// Explain.
    Help(Topic),
    /// Tell the version.
    Version,
}

/// A file to be written, and in what form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Output {
    /// Its name.
    pub(super) path: PathBuf,
    /// Its form, by its extension.
    pub(super) format: Format,
}

/// What there is help on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// The program.
    Program,
    /// `new`.
    New,
    /// `convert`.
    Convert,
    /// `export`.
    Export,
    /// `check`.
    Check,
    /// `insights`.
    Insights,
    /// `report`.
    Report,
    /// `merge`.
    Merge,
    /// `diff`.
    Diff,
    /// `feedback`.
    Feedback,
}

impl Topic {
    /// The commands that have a name.
    const COMMANDS: [(Self, &str); 9] = [
        (Self::New, "new"),
        (Self::Convert, "convert"),
        (Self::Export, "export"),
        (Self::Check, "check"),
        (Self::Insights, "insights"),
        (Self::Report, "report"),
        (Self::Merge, "merge"),
        (Self::Diff, "diff"),
        (Self::Feedback, "feedback"),
    ];

    /// Its name as a command, empty for the program.
    pub(super) fn word(self) -> &'static str {
        let named = Self::COMMANDS.iter().find(|(topic, _)| *topic == self);
        named.map_or("", |(_, word)| word)
    }

    /// Its options that take a value.
    const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Program | Self::Diff => &[],
            Self::Check => &["part"],
            Self::Insights => &["part", "today"],
            Self::Report => &["output", "part", "today", "preset", "theme"],
            Self::Merge => &["output", "name", "prefer"],
            Self::New => &["output", "template"],
            Self::Convert => &["output", "part"],
            Self::Export => &export::OPTIONS,
            Self::Feedback => &feedback::OPTIONS,
        }
    }

    /// Its options that take none, but for `--help`.
    const fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Program | Self::New | Self::Convert | Self::Check | Self::Merge => &[],
            Self::Diff => &["exit-code"],
            Self::Insights => &["json"],
            Self::Report => &["hand-out"],
            Self::Export => &export::FLAGS,
            Self::Feedback => &feedback::FLAGS,
        }
    }

    /// Of its options, those that may be given several times.
    fn several(self) -> &'static [&'static str] {
        if self == Self::Feedback {
            &feedback::SEVERAL
        } else {
            &[]
        }
    }
}

/// A wrong use of a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Usage {
    /// Where to read how it is used.
    pub(super) topic: Topic,
    message: String,
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

/// The command that the words ask for.
///
/// # Errors
/// They ask for none.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Command, Usage> {
    if let Some((first, files)) = arguments.split_first()
        && first == "--"
    {
        return Ok(Command::Open(files.iter().map(PathBuf::from).collect()));
    }
    let first = arguments.first().and_then(|word| word.to_str());
    let topic = Topic::COMMANDS
        .iter()
        .find(|(_, word)| Some(*word) == first);
    match topic {
        Some((topic, _)) => {
            let mut parser = Parser::from_args(arguments.into_iter().skip(1));
            command(*topic, &mut parser)
        }
        None => open(arguments),
    }
}

/// `throughline [FILE]...`
fn open(arguments: Vec<OsString>) -> Result<Command, Usage> {
    let mut parser = Parser::from_args(arguments);
    let wrong = |message| Usage {
        topic: Topic::Program,
        message,
    };
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(argument) = parser.next().map_err(|e| wrong(e.to_string()))? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help(Topic::Program)),
            Short('V') | Long("version") => return Ok(Command::Version),
            Value(file) => {
                if files.is_empty()
                    && let Some(message) = misspelled(&file)
                {
                    return Err(wrong(message));
                }
                files.push(file.into());
            }
            Long(name) => {
                let message = unknown_option(name, &["help", "version"]);
                return Err(wrong(message));
            }
            Short(_) => return Err(wrong(argument.unexpected().to_string())),
        }
    }
    Ok(Command::Open(files))
}

/// What to say of a word that is no file but nearly a command.
fn misspelled(word: &OsString) -> Option<String> {
    let text = word.to_str()?;
    let commands = Topic::COMMANDS.map(|(_, word)| word);
    let near = nearest(text, &commands)?;
    let is_name = text.contains(['.', '/', '\\']) || PathBuf::from(word).exists();
    (!is_name).then(|| format!("there is no command “{text}”; did you mean “{near}”?"))
}

/// The words behind a command's name.
#[derive(Default)]
pub(super) struct Words {
    /// Those that are no options, nor values of such.
    pub(super) values: Vec<PathBuf>,
    options: Vec<(&'static str, OsString)>,
    flags: Vec<&'static str>,
}

impl Words {
    /// The value of an option.
    pub(super) fn option(&self, name: &str) -> Option<&OsString> {
        let found = self.options.iter().find(|(option, _)| *option == name);
        found.map(|(_, value)| value)
    }

    /// The values of an option that may be given several times.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &OsString> {
        let named = self
            .options
            .iter()
            .filter(move |(option, _)| *option == name);
        named.map(|(_, value)| value)
    }

    /// The value of an option as a text.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.option(name).map(|value| value.to_string_lossy())
    }

    /// Whether an option without a value is given.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    /// The names of all options that are given.
    pub(super) fn given(&self) -> impl Iterator<Item = &'static str> {
        let options = self.options.iter().map(|(name, _)| *name);
        options.chain(self.flags.iter().copied())
    }
}

fn command(topic: Topic, parser: &mut Parser) -> Result<Command, Usage> {
    let wrong = |message: String| Usage { topic, message };
    let mut words = Words::default();
    while let Some(argument) = parser.next().map_err(|e| wrong(e.to_string()))? {
        let name = match argument {
            Short('h') | Long("help") => return Ok(Command::Help(topic)),
            Value(value) => {
                words.values.push(value.into());
                continue;
            }
            Short('o') => "output",
            Long(name) => name,
            Short(_) => return Err(wrong(argument.unexpected().to_string())),
        };
        let known = [topic.options(), topic.flags()].concat();
        let Some(option) = known.iter().find(|option| **option == name) else {
            return Err(wrong(unknown_option(name, &known)));
        };
        let is_once = !topic.several().contains(option);
        if is_once && words.given().any(|given| given == *option) {
            return Err(wrong(format!("the option --{option} is given twice")));
        }
        if topic.flags().contains(option) {
            words.flags.push(option);
        } else {
            let value = parser.value().map_err(|e| wrong(e.to_string()))?;
            words.options.push((option, value));
        }
    }
    build(topic, words).map_err(wrong)
}

fn build(topic: Topic, mut words: Words) -> Result<Command, String> {
    match topic {
        Topic::Program => Ok(Command::Open(words.values)),
        Topic::New => {
            if let Some(extra) = words.values.first() {
                return Err(format!(
                    "“{}” is one word too many; a new file is named by -o FILE (to open a file \
                     called new, write ./new)",
                    extra.display()
                ));
            }
            Ok(Command::New {
                start: start(words.option("template"))?,
                output: output(&words)?,
            })
        }
        Topic::Convert => Ok(Command::Convert {
            output: output(&words)?,
            part: part(&words)?,
            input: one_input(&mut words.values)?,
        }),
        Topic::Export => export::order(words).map(|order| Command::Export(Box::new(order))),
        Topic::Check if words.values.is_empty() => Err("which files? name at least one".into()),
        Topic::Check => Ok(Command::Check {
            part: part(&words)?,
            files: words.values,
        }),
        Topic::Insights => Ok(Command::Insights(Looking {
            part: part(&words)?,
            today: words
                .text("today")
                .map(|day| values::day(&day))
                .transpose()?,
            json: words.has("json"),
            file: one_input(&mut words.values)?,
        })),
        Topic::Report => export::report(&words).map(|order| Command::Report(Box::new(order))),
        Topic::Merge => versions::merging(words).map(|order| Command::Merge(Box::new(order))),
        Topic::Diff => versions::comparing(words).map(Command::Diff),
        Topic::Feedback => {
            feedback::bringing(words).map(|order| Command::Feedback(Box::new(order)))
        }
    }
}

fn one_input(values: &mut Vec<PathBuf>) -> Result<PathBuf, String> {
    match (values.pop(), values.last()) {
        (Some(input), None) => Ok(input),
        (None, _) => Err("which file? name one to read".into()),
        (Some(extra), Some(_)) => Err(format!(
            "“{}” is one file too many; it reads one and writes the one after -o",
            extra.display()
        )),
    }
}

/// The file after `-o`, in a form that its extension tells.
fn output(words: &Words) -> Result<Output, String> {
    let path = output_path(words)?;
    let format = Format::written(&path).ok_or_else(|| {
        format!(
            "what to write to “{}”? end its name in .journey.ron, .ron, .mmd, .mermaid, .md or .csv",
            path.display()
        )
    })?;
    Ok(Output { path, format })
}

/// The part after `--part`, counted from zero.
pub(super) fn part(words: &Words) -> Result<Option<usize>, String> {
    words
        .text("part")
        .map(|text| values::part(&text))
        .transpose()
}

/// The name after `-o`.
pub(super) fn output_path(words: &Words) -> Result<PathBuf, String> {
    let path = words.option("output").filter(|path| !path.is_empty());
    path.map(PathBuf::from)
        .ok_or_else(|| "where to? name the file to write with -o FILE".into())
}

fn unknown_option(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("there is no option --{name}; did you mean --{near}?"),
        None => format!("there is no option --{name}"),
    }
}
