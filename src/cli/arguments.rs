//! From words to a command, or to what is wrong with the words. Pure: looks at
//! no file, but for telling a misspelled command from a file's name.

use std::{ffi::OsString, fmt, path::PathBuf};

use lexopt::{
    Arg::{Long, Short, Value},
    Parser,
};
use throughline::{file::nearest, model::Details, scene::ThemeName};

use super::{
    source::Format,
    values::{Size, Start, details, pixels, start, theme, units},
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
    },
    /// Draw a map.
    Export(Picture),
    /// List what is wrong with files.
    Check(Vec<PathBuf>),
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

/// A picture to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    /// The map.
    pub(super) input: PathBuf,
    /// The PNG.
    pub(super) output: PathBuf,
    /// How large.
    pub(super) size: Size,
    /// In which colors, when they are not the map's own.
    pub(super) theme: Option<ThemeName>,
    /// What cards show beside their text; as the map has it when `None`.
    pub(super) details: Option<Details>,
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
}

impl Topic {
    /// The commands that have a name.
    const COMMANDS: [(Self, &str); 4] = [
        (Self::New, "new"),
        (Self::Convert, "convert"),
        (Self::Export, "export"),
        (Self::Check, "check"),
    ];

    /// Its name as a command, empty for the program.
    pub(super) fn word(self) -> &'static str {
        let named = Self::COMMANDS.iter().find(|(topic, _)| *topic == self);
        named.map_or("", |(_, word)| word)
    }

    /// Its options but for `--help`; they take a value.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Program | Self::Check => &[],
            Self::New => &["output", "template"],
            Self::Convert => &["output"],
            Self::Export => &["output", "size", "scale", "theme", "details"],
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
struct Words {
    values: Vec<PathBuf>,
    options: Vec<(&'static str, OsString)>,
}

impl Words {
    fn option(&self, name: &str) -> Option<&OsString> {
        let found = self.options.iter().find(|(option, _)| *option == name);
        found.map(|(_, value)| value)
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
        let Some(option) = topic.options().iter().find(|option| **option == name) else {
            return Err(wrong(unknown_option(name, topic.options())));
        };
        let value = parser.value().map_err(|e| wrong(e.to_string()))?;
        if words.option(option).is_some() {
            return Err(wrong(format!("the option --{option} is given twice")));
        }
        words.options.push((option, value));
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
            input: one_input(&mut words.values)?,
        }),
        Topic::Export => picture(words).map(Command::Export),
        Topic::Check if words.values.is_empty() => Err("which files? name at least one".into()),
        Topic::Check => Ok(Command::Check(words.values)),
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
    let format = Format::of(&path).ok_or_else(|| {
        format!(
            "what to write to “{}”? end its name in .journey.ron, .ron, .mmd, .mermaid or .md",
            path.display()
        )
    })?;
    Ok(Output { path, format })
}

fn output_path(words: &Words) -> Result<PathBuf, String> {
    let path = words.option("output").filter(|path| !path.is_empty());
    path.map(PathBuf::from)
        .ok_or_else(|| "where to? name the file to write with -o FILE".into())
}

fn picture(mut words: Words) -> Result<Picture, String> {
    let output = output_path(&words)?;
    let is_png = output
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("png"));
    if !is_png {
        return Err(format!(
            "pictures are written as PNG; end the name “{}” in .png",
            output.display()
        ));
    }
    let size = match (words.option("size"), words.option("scale")) {
        (Some(_), Some(_)) => return Err("--size and --scale exclude each other".into()),
        (Some(size), None) => pixels(&size.to_string_lossy())?,
        (None, Some(scale)) => units(scale)?,
        (None, None) => Size::Pixels(1920, 1080),
    };
    let theme = match words.option("theme") {
        Some(word) => Some(theme(&word.to_string_lossy())?),
        None => None,
    };
    let details = match words.option("details") {
        Some(word) => Some(details(&word.to_string_lossy())?),
        None => None,
    };
    let input = one_input(&mut words.values)?;
    Ok(Picture {
        input,
        output,
        size,
        theme,
        details,
    })
}

fn unknown_option(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("there is no option --{name}; did you mean --{near}?"),
        None => format!("there is no option --{name}"),
    }
}
