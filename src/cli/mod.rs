//! The command line. Its words, its exit codes and the form of its lines are
//! promises to scripts. Only opening the window touches the interface; every
//! other command works without a display.

mod arguments;
mod check;
mod commands;
mod export;
mod feedback;
mod help;
mod insights;
mod source;
mod values;
mod versions;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use arguments::{Command, parse};
use throughline::{file::FileError, ui};

/// The command was used wrongly.
const WRONG_USAGE: u8 = 2;

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Anything else, as a sentence.
    #[error("{0}")]
    Other(String),
}

/// Runs a command, given without the program's name. Exits with 0 when it is
/// done, 1 when an input or output failed (or versions are in conflict, or
/// differ when that is asked), 2 when it was used wrongly.
pub(crate) fn run(arguments: Vec<OsString>) -> ExitCode {
    let command = match parse(arguments) {
        Ok(command) => command,
        Err(usage) => {
            complain(&format!("{usage}\n{}", help::hint(usage.topic)));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    match perform(command) {
        Ok(code) => code,
        Err(failure) => {
            complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Open(files) => ui::run(files).map_err(Failure::Other),
        Command::New { start, output } => commands::new(&start, &output),
        Command::Convert {
            input,
            output,
            part,
        } => commands::convert(&input, &output, part),
        Command::Export(order) | Command::Report(order) => export::export(&order),
        Command::Check { files, part } => check::check(&files, part),
        Command::Insights(order) => insights::tell(&order),
        Command::Merge(order) => versions::merge_files(&order),
        Command::Diff(order) => {
            let differs = versions::compare_files(&order)?;
            if differs && order.exit_code {
                return Ok(ExitCode::FAILURE);
            }
            Ok(())
        }
        Command::Feedback(order) => feedback::bring(&order),
        Command::Help(topic) => say(help::text(topic)),
        Command::Version => say(concat!("throughline ", env!("CARGO_PKG_VERSION"), "\n")),
    }
    .map(|()| ExitCode::SUCCESS)
}

/// Writes to standard output. A reader that has gone away, as `head` does, has
/// what it wanted.
fn say(text: &str) -> Result<(), Failure> {
    say_bytes(text.as_bytes())
}

/// Writes a file to standard output, as [`say`] does a text.
fn say_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Other(format!(
            "the answer could not be written to standard output: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Writes one message to standard error.
fn complain(message: &str) {
    note(&format!("throughline: {message}"));
}

/// Writes a line to standard error; that nobody listens is no failure.
fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{}", shown(line));
}

/// A text without what a terminal would obey: files and maps may have it in
/// their names.
fn shown(text: &str) -> String {
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(obeyed, "\u{fffd}")
}
