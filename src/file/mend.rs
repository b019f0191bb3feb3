//! Opening what is broken. A file whose numbers are out of range, whose
//! elements share ids or refer to what is not there, that is written in UTF-16
//! or ends too early is repaired where that loses nothing silently: every
//! repair is listed with its line. What else is wrong stays refused, because
//! what is not understood would be lost with the next save. Knows how to
//! repair, not where files are.

mod cut;
mod number;

use std::{borrow::Cow, fmt, path::Path};

use super::{
    error::{FileError, LISTED, Place},
    explain, foreign,
    format::{self, Unread},
    limits, locate,
};
use crate::model::{Map, Repair};

/// A map and what was repaired to read it.
#[derive(Debug)]
pub struct Mended {
    /// The map; it keeps every rule.
    pub map: Map,
    /// Every repair, in the order of the file; none for a sound file.
    pub repairs: Vec<Mending>,
    /// Where the file ends too early, if it does: then what came after is lost.
    pub cut: Option<Place>,
}

/// One repair of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// The line, where one was found.
    pub line: Option<usize>,
    /// What was wrong and what was done, as a sentence without its end.
    pub text: String,
}

impl fmt::Display for Mending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.text)
    }
}

impl Mended {
    /// Why a map that lost something is not worked with where nobody looks at
    /// it; `None` when nothing is lost.
    #[must_use]
    pub fn refusal(&self, name: &Path) -> Option<FileError> {
        let place = self.cut?;
        Some(FileError::Unreadable {
            name: name.into(),
            place: Some(place),
            reason: "the file stops here in the middle of the map: it was cut off; restore it \
                     from a backup or an earlier version, or open it in the window, which keeps \
                     what comes before and says what that is"
                .into(),
        })
    }
}

/// The map in the bytes of a file, repaired where it has to be and can be; the
/// name is for messages.
///
/// # Errors
/// The bytes are not a map of a version that is known, or are damaged in a way
/// that would lose something without a word.
pub fn mend(bytes: &[u8], name: &Path) -> Result<Mended, FileError> {
    let mut work = Work {
        name,
        repairs: Vec::new(),
        cut: None,
        spent: 0,
    };
    let text = work.decoded(bytes)?;
    let (mut map, text) = work.read(text)?;
    let repairs = map.repair();
    if !repairs.is_empty()
        && let Some(reason) = limits::exceeded(&map)
    {
        return Err(format::unreadable(name, None, reason));
    }
    work.repairs.extend(located(repairs, &text));
    Ok(Mended {
        map,
        repairs: work.repairs,
        cut: work.cut,
    })
}

/// Repairs of a map with the lines of those that can be looked up in good time.
fn located(repairs: Vec<Repair>, text: &str) -> impl Iterator<Item = Mending> {
    let most = limits::REPAIR_WORK
        .checked_div(text.len())
        .unwrap_or(usize::MAX)
        .clamp(LISTED, limits::REPAIRS);
    let repairs = repairs.into_iter().enumerate();
    repairs.map(move |(place, Repair(said))| Mending {
        line: (place < most)
            .then(|| locate::line_in(&said, text))
            .flatten(),
        text: said,
    })
}

/// A file that is being repaired.
struct Work<'a> {
    name: &'a Path,
    repairs: Vec<Mending>,
    cut: Option<Place>,
    /// How many bytes were read again after a repair.
    spent: usize,
}

impl Work<'_> {
    /// The text of the file, whatever it is encoded in.
    fn decoded<'t>(&mut self, bytes: &'t [u8]) -> Result<Cow<'t, str>, FileError> {
        if let Some(text) = foreign::wide_text(bytes)
            && bytes.len() as u64 <= limits::FILE_BYTES
        {
            self.repairs.push(Mending {
                line: None,
                text: "the file is UTF-16 text; it was read as it is, and saving writes UTF-8"
                    .into(),
            });
            return Ok(Cow::Owned(format::unix_lines(&text).into_owned()));
        }
        if let Err(error) = str::from_utf8(bytes)
            && error.error_len().is_none()
            && let Some(whole) = bytes.get(..error.valid_up_to())
        {
            let text = format::text(whole, self.name)?;
            self.repairs.push(Mending {
                line: Some(explain::end_of(&text).line),
                text: "the file ends with half a character, which was left out".into(),
            });
            return Ok(text);
        }
        format::text(bytes, self.name)
    }

    /// Reads the text, with repairs as long as they help.
    fn read<'t>(&mut self, mut text: Cow<'t, str>) -> Result<(Map, Cow<'t, str>), FileError> {
        loop {
            let unread = match format::parsed(&text, self.name) {
                Ok(map) => return Ok((map, text)),
                Err(unread) => unread,
            };
            if let Some(mended) = self.with_number(&unread, &text) {
                text = Cow::Owned(mended);
            } else if let Some((map, kept)) = self.with_end(&unread, &text) {
                return Ok((map, Cow::Owned(kept)));
            } else {
                return Err(unread.error);
            }
        }
    }

    /// The text with the number in its range that could not be read.
    fn with_number(&mut self, unread: &Unread, text: &str) -> Option<String> {
        let within = self.repairs.len() < limits::REPAIRS
            && text.len() <= limits::REPAIR_BYTES
            && self.spent.saturating_add(text.len()) <= limits::REPAIR_WORK;
        let change = number::clamped(unread.cause.as_ref()?, text).filter(|_| within)?;
        self.spent = self.spent.saturating_add(text.len());
        let mut mended = text.to_owned();
        let begin = text.get(..change.range.start)?;
        let end = text.get(change.range.end..)?;
        mended.clear();
        mended.extend([begin, &change.by, end]);
        self.repairs.push(Mending {
            line: Some(change.place.line),
            text: change.said,
        });
        Some(mended)
    }

    /// The map in a text that ends too early, as far as it is complete.
    fn with_end(&mut self, unread: &Unread, text: &str) -> Option<(Map, String)> {
        let cause = unread.cause.as_ref()?;
        if !explain::is_at_end(cause, text) {
            return None;
        }
        let mut ways = cut::closings(text).into_iter();
        let (map, kept, length) = ways.find_map(|(length, closers)| {
            let kept = text.get(..length)?.to_owned() + &closers;
            let map = format::parsed(&kept, self.name).ok()?;
            Some((map, kept, length))
        })?;
        if map == Map::default() {
            return None;
        }
        let end = explain::end_of(text);
        let last = explain::end_of(text.get(..length)?);
        self.repairs.push(Mending {
            line: Some(end.line),
            text: format!(
                "the file ends in the middle of line {}; everything up to {} in line {} was kept, \
                 what came after is lost; the file itself is untouched until you save",
                end.line,
                last_of(&map),
                last.line
            ),
        });
        self.cut = Some(end);
        Some((map, kept))
    }
}

/// The last element of a map, as it is written in the file.
fn last_of(map: &Map) -> String {
    let staged = || {
        let stage = map.stages.last()?;
        let card = stage.cards.last().filter(|_| stage.points.is_empty());
        Some(match card {
            Some(card) => format!("card {}", quoted(&card.text)),
            None => format!("stage {}", quoted(&stage.name)),
        })
    };
    let named = |what: &str, name: &str| Some(format!("{what} {}", quoted(name)));
    let pictures = map.pictures.keys().next_back();
    pictures
        .and_then(|name| named("picture", name))
        .or_else(|| named("saved view", &map.views.last()?.name))
        .or_else(|| named("metric", &map.metrics.last()?.name))
        .or_else(|| named("feedback", &map.feedback.last()?.verbatim))
        .or_else(staged)
        .or_else(|| named("curve", &map.curves.last()?.name))
        .or_else(|| named("lane", &map.lanes.last()?.name))
        .or_else(|| named("channel", &map.channels.last()?.name))
        .or_else(|| named("persona", &map.personas.last()?.name))
        .unwrap_or_else(|| "what is known of the whole map".into())
}

/// A name in quotes, as far as it tells it apart.
fn quoted(name: &str) -> String {
    let line = name.lines().next().unwrap_or_default();
    let shown: String = line.chars().take(48).collect();
    let more = if shown.len() < name.len() { "…" } else { "" };
    format!("“{shown}{more}”")
}
