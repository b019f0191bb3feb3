//! What can go wrong with a file, in the words of the person who hears of it:
//! the file, the place in it, the cause, and the next step. Knows how to speak,
//! not how to read or write.

use std::{fmt, io, path::PathBuf};

use super::{disk::Kind, save::Stamp};
use crate::model::Problem;

/// How many problems of one file a message lists before it counts the rest.
pub(super) const LISTED: usize = 12;

/// A place in a text, counted from one; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// Why a file was not read or written. Nothing was changed on the disk, except
/// where the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The text is not a map this version can read.
    #[error("{}{}: {reason}", name.display(), At(*place))]
    Unreadable {
        /// The file.
        name: PathBuf,
        /// Where in it, if the fault is at one place.
        place: Option<Place>,
        /// The cause and the next step.
        reason: String,
    },
    /// The file was written by a later version of the program.
    #[error(
        "{} was written by a newer Throughline, file version {found}; this one reads up to {known}. \
         Update Throughline to open it",
        name.display()
    )]
    Newer {
        /// The file.
        name: PathBuf,
        /// Its version, as it is written there.
        found: String,
        /// The newest version this program reads.
        known: u32,
    },
    /// The text is a map, but breaks rules of maps.
    #[error("{}{}", name.display(), List(problems))]
    Unsound {
        /// The file.
        name: PathBuf,
        /// Every broken rule, and the line of the first few where they were
        /// found.
        problems: Vec<(Option<usize>, Problem)>,
    },
    /// There is no file of that name.
    #[error("{} does not exist; check the name, or whether it was moved or renamed", path.display())]
    Missing {
        /// The name.
        path: PathBuf,
    },
    /// The name belongs to something that is not a file.
    #[error("{} is {kind}, not a file; choose another name", path.display())]
    NotAFile {
        /// The name.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// Symbolic links lead in a circle.
    #[error("{} is a link that leads back to itself; choose another name", path.display())]
    LinkLoop {
        /// The name.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("{}: could not {doing}: {}", path.display(), Cause(source))]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What was tried, as a verb.
        doing: &'static str,
        /// Its answer.
        source: io::Error,
    },
    /// The map would not read back as it is, so it was not written.
    #[error("{} was not saved, because it could not be opened again: {reason}", path.display())]
    Unsaveable {
        /// The file.
        path: PathBuf,
        /// What is wrong with the map.
        reason: String,
    },
    /// A question: another program has changed the file since it was opened.
    /// Saving with [`Consent::replace`](super::Consent) keeps ours.
    #[error(
        "{} was changed by another program since it was opened; \
         save under another name, or replace the other version",
        path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A question: there is a file of that name, and it is not the one that
    /// was opened. Saving with [`Consent::replace`](super::Consent) replaces it.
    #[error("{} already exists; choose another name, or replace it", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A question: the file is write-protected. Saving with
    /// [`Consent::read_only`](super::Consent) replaces it all the same.
    #[error(
        "{} is read-only; save under another name, or replace it although it is protected",
        path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// A question: the file has further names (hard links), which a new file in
    /// its place would part from it. Saving with
    /// [`Consent::in_place`](super::Consent) writes into the file itself.
    #[error(
        "{} has {links} names (hard links), which a safe save would part; save under another \
         name, or write into the file itself, so that all its names show the new map: what it \
         holds now is kept as a version first",
        path.display()
    )]
    HardLinks {
        /// The file.
        path: PathBuf,
        /// How many names it has.
        links: u64,
    },
    /// A question: the file may be written to, but no other file can be put in
    /// its place. Saving with [`Consent::in_place`](super::Consent) writes into
    /// the file itself.
    #[error(
        "{} cannot be replaced by a new file, as a safe save does ({source}); save in another \
         folder, or write into the file itself: what it holds now is kept as a version first",
        path.display()
    )]
    OnlyInPlace {
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// No file can be made beside the target, so it cannot be replaced safely.
    #[error(
        "{} was not saved: its folder does not allow new files, which a safe save needs; \
         save in another folder ({source})",
        path.display()
    )]
    FolderReadOnly {
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The disk does not put a new file in the place of an old one.
    #[error(
        "{} was not saved: a new file cannot be put in its place there, which a safe save needs; \
         save in another folder ({source})",
        path.display()
    )]
    NotReplaced {
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// It could only be written in place, and what it holds could not be kept
    /// first.
    #[error(
        "{} was not saved: it can only be written in place, and what it holds could not be \
         kept first ({reason}); save in another folder",
        path.display()
    )]
    NoCopy {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Writing in place failed, and what the file held could not be put back.
    #[error(
        "{} is damaged: it was written in place, and that failed midway ({source}). What it held \
         is kept as a version ({}); save this map in another folder",
        path.display(),
        copy.display()
    )]
    Torn {
        /// The file.
        path: PathBuf,
        /// What it held before, packed.
        copy: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The new content is in place, but the disk did not confirm that it will
    /// survive a power loss. The map counts as not saved.
    #[error(
        "{} was written, but the disk did not confirm it ({source}); save again, or on another disk",
        path.display()
    )]
    Unconfirmed {
        /// The file.
        path: PathBuf,
        /// What is in place now, to save over it next.
        stamp: Stamp,
        /// The system's answer.
        source: io::Error,
    },
}

impl FileError {
    /// The line of the fault in the file, if it is at one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Unreadable { place, .. } => place.map(|place| place.line),
            Self::Unsound { problems, .. } => problems.first().and_then(|(line, _)| *line),
            Self::Newer { .. }
            | Self::Missing { .. }
            | Self::NotAFile { .. }
            | Self::LinkLoop { .. }
            | Self::Disk { .. }
            | Self::Unsaveable { .. }
            | Self::Changed { .. }
            | Self::Exists { .. }
            | Self::ReadOnly { .. }
            | Self::HardLinks { .. }
            | Self::OnlyInPlace { .. }
            | Self::FolderReadOnly { .. }
            | Self::NotReplaced { .. }
            | Self::NoCopy { .. }
            | Self::Torn { .. }
            | Self::Unconfirmed { .. } => None,
        }
    }

    /// Line and cause without the file's name, one entry for each problem: for
    /// lists that show the name elsewhere.
    #[must_use]
    pub fn reasons(&self) -> Vec<(Option<usize>, String)> {
        match self {
            Self::Unreadable { reason, .. } => vec![(self.line(), reason.clone())],
            Self::Unsound { problems, .. } => problems
                .iter()
                .map(|(line, problem)| (*line, problem.to_string()))
                .collect(),
            Self::Newer { .. }
            | Self::Missing { .. }
            | Self::NotAFile { .. }
            | Self::LinkLoop { .. }
            | Self::Disk { .. }
            | Self::Unsaveable { .. }
            | Self::Changed { .. }
            | Self::Exists { .. }
            | Self::ReadOnly { .. }
            | Self::HardLinks { .. }
            | Self::OnlyInPlace { .. }
            | Self::FolderReadOnly { .. }
            | Self::NotReplaced { .. }
            | Self::NoCopy { .. }
            | Self::Torn { .. }
            | Self::Unconfirmed { .. } => vec![(None, self.to_string())],
        }
    }

    /// Whether the person can answer it with yes: the same save with a
    /// [`Consent`](super::Consent) succeeds.
    #[must_use]
    pub const fn is_question(&self) -> bool {
        matches!(
            self,
            Self::Changed { .. }
                | Self::Exists { .. }
                | Self::ReadOnly { .. }
                | Self::HardLinks { .. }
                | Self::OnlyInPlace { .. }
        )
    }
}

/// A place as it follows a file's name.
struct At(Option<Place>);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(Place { line, column: 0 }) => write!(f, ", line {line}"),
            Some(Place { line, column }) => write!(f, ", line {line}, column {column}"),
        }
    }
}

/// Problems as they follow a file's name: one in the sentence, several as lines.
struct List<'a>(&'a [(Option<usize>, Problem)]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |line: &Option<usize>| At(line.map(|line| Place { line, column: 0 }));
        if let [(line, problem)] = self.0 {
            return write!(
                f,
                "{}: {problem}; correct it in a text editor and open the file again",
                at(line)
            );
        }
        let count = self.0.len();
        write!(
            f,
            ": {count} problems; correct them in a text editor and open the file again"
        )?;
        for (line, problem) in self.0.iter().take(LISTED) {
            match line {
                Some(line) => write!(f, "\n- line {line}: {problem}")?,
                None => write!(f, "\n- {problem}")?,
            }
        }
        if count > LISTED {
            write!(f, "\n- and {} more", count.saturating_sub(LISTED))?;
        }
        Ok(())
    }
}

/// The operating system's answer in plain words, with what to do about it.
struct Cause<'a>(&'a io::Error);

impl fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use io::ErrorKind as Kind;
        let words = [
            (
                Kind::StorageFull,
                "the disk is full; free some space, or save on another disk",
            ),
            (
                Kind::QuotaExceeded,
                "your share of the disk is used up; free some space, or save on another disk",
            ),
            (
                Kind::FileTooLarge,
                "the disk does not take files of this size; save on another disk",
            ),
            (
                Kind::PermissionDenied,
                "you are not allowed to; change its permissions, or choose another place",
            ),
            (
                Kind::ReadOnlyFilesystem,
                "the disk is read-only; save on another disk",
            ),
            (
                Kind::NotFound,
                "there is no such folder; choose another place",
            ),
            (
                Kind::NotADirectory,
                "a part of the path is a file, not a folder; choose another place",
            ),
            (
                Kind::InvalidFilename,
                "the name is too long or has characters that the disk does not take; choose another name",
            ),
            (
                Kind::StaleNetworkFileHandle,
                "the network drive is gone; connect it again, or save elsewhere",
            ),
            (
                Kind::TimedOut,
                "the disk did not answer; try again, or save elsewhere",
            ),
        ];
        match words.into_iter().find(|(kind, _)| *kind == self.0.kind()) {
            Some((_, words)) => f.write_str(words),
            None => write!(f, "{}; try again, or choose another place", self.0),
        }
    }
}
