//! The columns of the tables of a map, in their order: how each is called,
//! what stands in it, and what a cell of it means. Each is a field of the
//! model; the column `Id` keeps apart what has the same name. Knows cells, not
//! the files they are in.

use super::{
    Value,
    names::{Kind, Names},
};
use crate::{
    file::table::feeling::number,
    model::{
        At, Card, CardId, Curve, CurveId, CurveKind, CurveState, Divider, EmotionPoint, Evidence,
        KeyMoment, Lane, LaneId, LaneKind, Level, LineStyle, Metric, MetricId, OwnChannel, Persona,
        PersonaId, Side, Span, Stage, StageId, Status, Swatch, Valence,
    },
};

/// The column of ids, in every table.
pub(super) const ID: &str = "Id";

/// A column of a table of `T`.
pub(super) struct Column<T: 'static> {
    /// Its name.
    pub(super) name: &'static str,
    /// What stands in it.
    pub(super) told: fn(&T, &Names) -> Value,
    /// Takes a cell that is not empty; says what is wrong with it.
    pub(super) take: fn(&mut T, &str, &Names) -> Result<(), String>,
}

/// Something in a stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed<T> {
    /// The stage.
    pub(super) stage: StageId,
    /// What is there.
    pub(super) it: T,
}

/// A metric.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    /// The metric.
    pub(super) it: Metric,
    /// What the feedback comes to, if it is computed, with interval and sample
    /// size.
    pub(super) comes_to: String,
}

/// Something that a table lists.
pub(super) trait Listed: Sized + 'static {
    /// The first column's name, and so the table's.
    const HEAD: &'static str;
    /// The heading above the table where there are headings.
    const HEADING: &'static str;
    /// Its columns but for that of ids.
    const COLUMNS: &'static [Column<Self>];
    /// Its id.
    fn id(&self) -> u32;
    /// An empty one.
    fn blank(id: u32) -> Self;
}

fn text(text: &str) -> Value {
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(text.to_owned())
    }
}

/// A text that may be empty and still be there: an empty one, and one of
/// nothing but quotation marks, stands in quotes.
fn kept_text(text: &str) -> Value {
    if text.bytes().all(|byte| byte == b'"') {
        Value::Text(format!("\"{text}\""))
    } else {
        Value::Text(text.to_owned())
    }
}

fn text_kept(cell: &str) -> String {
    let quotes = cell.len() > 1 && cell.bytes().all(|byte| byte == b'"');
    let text = if quotes { cell.get(2..) } else { None };
    text.unwrap_or(cell).to_owned()
}

fn word_in<T: Copy>(cell: &str, all: &[T], label: fn(T) -> &'static str) -> Result<T, String> {
    let cell = cell.trim();
    let same = |word: &&T| label(**word).eq_ignore_ascii_case(cell);
    all.iter().find(same).copied().ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|word| label(*word)).collect();
        format!("“{cell}” is none of {}", words.join(", "))
    })
}

fn number_in(cell: &str) -> Result<f64, String> {
    number(cell).ok_or_else(|| format!("“{}” is no number", cell.trim()))
}

fn level(cell: &str) -> Result<Level, String> {
    let number = number_in(cell)?;
    let found = Level::ALL
        .into_iter()
        .find(|level| f64::from(level.value()) == number);
    found.ok_or_else(|| format!("“{}” is no level from 1 to 5", cell.trim()))
}

/// Yes and no in the words that spreadsheets use.
fn flag(cell: &str) -> Result<bool, String> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "true" | "x" | "1" | "y" => Ok(true),
        "no" | "false" | "0" | "n" => Ok(false),
        other => Err(format!("“{other}” is neither yes nor no")),
    }
}

/// A column of a field, by what the field holds.
macro_rules! column {
    ($name:literal, text $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| text(&it.$($field).+),
        take: |it, cell, _| { cell.clone_into(&mut it.$($field).+); Ok(()) },
    } };
    ($name:literal, maybe_text $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| it.$($field).+.as_deref().map_or(Value::Empty, kept_text),
        take: |it, cell, _| { it.$($field).+ = Some(text_kept(cell)); Ok(()) },
    } };
    ($name:literal, word $type:ident $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| text(it.$($field).+.label()),
        take: |it, cell, _| { it.$($field).+ = word_in(cell, $type::ALL, $type::label)?; Ok(()) },
    } };
    ($name:literal, maybe_word $type:ident $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| it.$($field).+.map_or(Value::Empty, |word| text(word.label())),
        take: |it, cell, _| { it.$($field).+ = Some(word_in(cell, $type::ALL, $type::label)?); Ok(()) },
    } };
    ($name:literal, level $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| it.$($field).+.map_or(Value::Empty, |level| Value::Number(level.value().into())),
        take: |it, cell, _| { it.$($field).+ = Some(level(cell)?); Ok(()) },
    } };
    ($name:literal, flag $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| text(if it.$($field).+ { "yes" } else { "" }),
        take: |it, cell, _| { it.$($field).+ = flag(cell)?; Ok(()) },
    } };
    ($name:literal, maybe_number $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| it.$($field).+.map_or(Value::Empty, Value::Number),
        take: |it, cell, _| { it.$($field).+ = Some(number_in(cell)?); Ok(()) },
    } };
    ($name:literal, at $($field:ident).+) => { Column {
        name: $name,
        told: |it, _| Value::Number(it.$($field).+.value()),
        take: |it, cell, _| {
            it.$($field).+ = At::try_from(number_in(cell)?).map_err(|error| error.to_string())?;
            Ok(())
        },
    } };
    ($name:literal, named $kind:ident $id:ident $($field:ident).+) => { Column {
        name: $name,
        told: |it, names| names.told(Kind::$kind, it.$($field).+.0),
        take: |it, cell, names| { it.$($field).+ = $id(names.found(Kind::$kind, cell)?); Ok(()) },
    } };
    ($name:literal, maybe_named $kind:ident $id:ident $($field:ident).+) => { Column {
        name: $name,
        told: |it, names| it.$($field).+.map_or(Value::Empty, |id| names.told(Kind::$kind, id.0)),
        take: |it, cell, names| { it.$($field).+ = Some($id(names.found(Kind::$kind, cell)?)); Ok(()) },
    } };
}

// Behind the macro, which it uses.
mod evidence;

impl Listed for Stage {
    const HEAD: &'static str = "Stage";
    const HEADING: &'static str = "Stages";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Stage", text name),
        column!("About", text about),
        column!("Duration", text duration),
        column!("Owner", text owner),
        column!("Key moment", maybe_word KeyMoment key_moment),
        column!("Name of the key moment", text key_moment_name),
        Column {
            name: "Width",
            told: |it, _| {
                let usual = it.span == Span::default();
                if usual {
                    Value::Empty
                } else {
                    Value::Number(it.span.value())
                }
            },
            take: |it, cell, _| {
                it.span = Span::try_from(number_in(cell)?).map_err(|error| error.to_string())?;
                Ok(())
            },
        },
        column!("Color", maybe_word Swatch swatch),
    ];

    fn id(&self) -> u32 {
        self.id.0
    }

    fn blank(id: u32) -> Self {
        Self::new(StageId(id), "")
    }
}

impl Listed for Lane {
    const HEAD: &'static str = "Lane";
    const HEADING: &'static str = "Lanes";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Lane", text name),
        column!("Kind", word LaneKind kind),
        column!("Line above it", maybe_word Divider divider),
        column!("Hidden", flag hidden),
        column!("Color", maybe_word Swatch swatch),
    ];

    fn id(&self) -> u32 {
        self.id.0
    }

    fn blank(id: u32) -> Self {
        Self::new(LaneId(id), LaneKind::Custom, "")
    }
}

impl Listed for Placed<Card> {
    const HEAD: &'static str = "Card";
    const HEADING: &'static str = "Cards";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Card", text it.text),
        column!("Stage", named Stage StageId stage),
        column!("Lane", named Lane LaneId it.lane),
        column!("At", at it.at),
        Column {
            name: "Channel",
            told: |it, names| {
                it.it
                    .channel
                    .map_or(Value::Empty, |channel| names.told_channel(channel))
            },
            take: |it, cell, names| {
                it.it.channel = Some(names.found_channel(cell)?);
                Ok(())
            },
        },
        column!("Evidence", maybe_word Evidence it.evidence),
        column!("Source", text it.source),
        column!("Owner", text it.owner),
        column!("Wait", text it.wait),
        column!("Severity", level it.severity),
        column!("Impact", level it.impact),
        column!("Effort", level it.effort),
        column!("Status", maybe_word Status it.status),
        column!("Moment of truth", flag it.moment_of_truth),
        Column {
            name: "Votes",
            told: |it, _| match it.it.votes {
                0 => Value::Empty,
                votes => Value::Number(votes.into()),
            },
            take: |it, cell, _| {
                let votes = cell.trim().parse();
                it.it.votes = votes.map_err(|_bad| format!("“{}” is no count", cell.trim()))?;
                Ok(())
            },
        },
        column!("Metric", maybe_named Metric MetricId it.metric),
        column!("Note", text it.note),
        column!("Picture", maybe_text it.picture),
        column!("Color", maybe_word Swatch it.swatch),
    ];

    fn id(&self) -> u32 {
        self.it.id.0
    }

    fn blank(id: u32) -> Self {
        let it = Card::new(CardId(id), LaneId(0), At::default(), "");
        Self {
            stage: StageId(0),
            it,
        }
    }
}

impl Listed for Placed<EmotionPoint> {
    const HEAD: &'static str = "Emotion point";
    const HEADING: &'static str = "Emotion points";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Emotion point", text it.word),
        column!("Stage", named Stage StageId stage),
        column!("Curve", named Curve CurveId it.curve),
        column!("At", at it.at),
        Column {
            name: "Feeling",
            told: |it, _| {
                it.it
                    .feeling
                    .map_or_else(|| text("?"), |it| Value::Number(it.value()))
            },
            take: |it, cell, _| {
                it.it.feeling = match cell.trim() {
                    "?" => None,
                    cell => {
                        let feeling = Valence::try_from(number_in(cell)?);
                        Some(feeling.map_err(|error| error.to_string())?)
                    }
                };
                Ok(())
            },
        },
        column!("Moment of truth", flag it.moment_of_truth),
        column!("Card", maybe_named Card CardId it.card),
        column!("Evidence", maybe_word Evidence it.evidence),
        column!("Source", text it.source),
        column!("Note", text it.note),
        column!("Score", maybe_number it.score),
    ];

    fn id(&self) -> u32 {
        self.it.id.0
    }

    fn blank(id: u32) -> Self {
        let it = EmotionPoint::new(crate::model::PointId(id), CurveId(0), At::default(), None);
        Self {
            stage: StageId(0),
            it,
        }
    }
}

impl Listed for Curve {
    const HEAD: &'static str = "Curve";
    const HEADING: &'static str = "Curves";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Curve", text name),
        column!("Measures", word CurveKind kind),
        column!("State", word CurveState state),
        Column {
            name: "View",
            told: |it, _| match it.side {
                Side::Customer => Value::Empty,
                Side::Company => text(it.side.label()),
            },
            take: |it, cell, _| {
                it.side = word_in(cell, Side::ALL, Side::label)?;
                Ok(())
            },
        },
        column!("Persona", maybe_named Persona PersonaId persona),
        column!("Lane", maybe_named Lane LaneId lane),
        column!("Line", word LineStyle style),
        column!("Straight", flag straight),
        column!("Hidden", flag hidden),
        column!("Color", maybe_word Swatch swatch),
    ];

    fn id(&self) -> u32 {
        self.id.0
    }

    fn blank(id: u32) -> Self {
        Self::new(CurveId(id), "")
    }
}

impl Listed for Persona {
    const HEAD: &'static str = "Persona";
    const HEADING: &'static str = "Personas";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Persona", text name),
        column!("Role", text role),
        column!("Quote", text quote),
        column!("Goals", text goals),
        column!("Motivations", text motivations),
        column!("Frustrations", text frustrations),
        column!("Likes", text likes),
        column!("Story", text story),
        column!("Sources", text sources),
        column!("Portrait", maybe_text portrait),
        column!("Color", maybe_word Swatch swatch),
    ];

    fn id(&self) -> u32 {
        self.id.0
    }

    fn blank(id: u32) -> Self {
        Self::new(PersonaId(id), "")
    }
}

impl Listed for OwnChannel {
    const HEAD: &'static str = "Channel";
    const HEADING: &'static str = "Channels";
    const COLUMNS: &'static [Column<Self>] = &[column!("Channel", text name)];

    fn id(&self) -> u32 {
        self.id.0
    }

    fn blank(id: u32) -> Self {
        let id = crate::model::ChannelId(id);
        Self {
            id,
            name: String::new(),
        }
    }
}
