//! In which order the feedback log is shown: by any of its columns, up or
//! down. What is empty comes last either way, and what is equal stays in the
//! order in which it came.

use std::cmp::Ordering;

use super::line::{Line, Tables};

/// A column of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogColumn {
    /// The words.
    Verbatim,
    /// What it is about.
    Topic,
    /// Its type.
    Kind,
    /// Where it came from.
    Source,
    /// The score: by its scale, then by its number.
    Score,
    /// The day.
    Date,
    /// Where on the map it belongs, in the order of the map.
    Place,
}

impl LogColumn {
    /// Every column, left to right.
    pub const ALL: [Self; 7] = [
        Self::Verbatim,
        Self::Topic,
        Self::Kind,
        Self::Source,
        Self::Score,
        Self::Date,
        Self::Place,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "Verbatim",
            Self::Topic => "Topic",
            Self::Kind => "Type",
            Self::Source => "Source",
            Self::Score => "Score",
            Self::Date => "Date",
            Self::Place => "Where",
        }
    }
}

/// An order: by a column, and whether the largest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogOrder {
    /// The column.
    pub column: LogColumn,
    /// Whether it runs down.
    pub down: bool,
}

/// Lines by the numbers of their words.
struct Ranks {
    kinds: Vec<u32>,
    sources: Vec<u32>,
    scales: Vec<u32>,
}

/// Puts the numbers of lines in order; without one, in that of the log.
pub(super) fn sort(numbers: &mut [u32], lines: &[Line], tables: &Tables, order: Option<LogOrder>) {
    numbers.sort_unstable();
    let Some(LogOrder { column, down }) = order else {
        return;
    };
    let ranks = Ranks {
        kinds: tables.kinds.ranks(),
        sources: tables.sources.ranks(),
        scales: tables.scales.ranks(),
    };
    numbers.sort_by(|a, b| {
        let (Some(a), Some(b)) = (lines.get(*a as usize), lines.get(*b as usize)) else {
            return Ordering::Equal;
        };
        let empty = is_empty(column, a).cmp(&is_empty(column, b));
        empty.then_with(|| {
            let up = compare(column, (a, b), &ranks);
            if down { up.reverse() } else { up }
        })
    });
}

fn is_empty(column: LogColumn, line: &Line) -> bool {
    match column {
        LogColumn::Verbatim => line.verbatim().is_empty(),
        LogColumn::Topic => line.topic().is_empty(),
        LogColumn::Kind => line.entry.kind.is_none(),
        LogColumn::Source => line.entry.source.is_none(),
        LogColumn::Score => line.entry.score.is_none(),
        LogColumn::Date => line.entry.date.is_empty(),
        LogColumn::Place => line.place.stage == 0,
    }
}

fn compare(column: LogColumn, (a, b): (&Line, &Line), ranks: &Ranks) -> Ordering {
    let rank = |ranks: &[u32], number: u32| ranks.get(number as usize).copied();
    match column {
        LogColumn::Verbatim => a.verbatim().cmp(b.verbatim()),
        LogColumn::Topic => a.topic().cmp(b.topic()),
        LogColumn::Kind => rank(&ranks.kinds, a.kind).cmp(&rank(&ranks.kinds, b.kind)),
        LogColumn::Source => rank(&ranks.sources, a.source).cmp(&rank(&ranks.sources, b.source)),
        LogColumn::Score => {
            let scales = rank(&ranks.scales, a.scale).cmp(&rank(&ranks.scales, b.scale));
            let score = |line: &Line| line.entry.score.unwrap_or_default();
            scales.then_with(|| score(a).total_cmp(&score(b)))
        }
        LogColumn::Date => a.entry.date.cmp(&b.entry.date),
        LogColumn::Place => a.place.cmp(&b.place),
    }
}
