//! The opportunities of a map as one table, those worth most first: to be
//! handed on, not to be read back. Knows the maps' words, not where they go.

use std::fmt::Write as _;

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::{
    file::table::{guarded, marked},
    model::{Level, Map, Opportunity, Quadrant, Status},
};

/// The columns.
const COLUMNS: [&str; 9] = [
    "Opportunity",
    "Impact",
    "Effort",
    "Kind",
    "Stage",
    "Status",
    "Owner",
    "Metric",
    "Votes",
];

/// The opportunities as CSV that is safe to open in a spreadsheet.
#[must_use]
pub fn opportunities_csv(map: &Map) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    // Memory takes whatever is written, and all rows are equally long.
    let _ = writer.write_record(COLUMNS);
    for held in map.opportunities() {
        let _ = writer.write_record(row(map, &held).map(|cell| guarded(&cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The opportunities as a table of Markdown under a heading.
#[must_use]
pub fn opportunities_markdown(map: &Map) -> String {
    let title = marked(map.title.trim());
    let mut text = String::from("# Opportunities");
    if !title.is_empty() {
        let _ = write!(text, ": {title}");
    }
    let _ = write!(
        text,
        "\n\n| {} |\n|{}\n",
        COLUMNS.join(" | "),
        " --- |".repeat(COLUMNS.len())
    );
    for held in map.opportunities() {
        let cells = row(map, &held).map(|cell| marked(&cell));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

fn row(map: &Map, held: &Opportunity<'_>) -> [String; 9] {
    let card = held.card;
    let level =
        |level: Option<Level>| level.map_or_else(String::new, |level| level.value().to_string());
    let quadrant = held.place();
    let quadrant = quadrant.and_then(|(impact, effort)| Quadrant::of(impact, effort));
    let metric = card.metric.and_then(|id| map.metric(id));
    let votes = match card.votes {
        0 => String::new(),
        votes => votes.to_string(),
    };
    [
        card.text.trim().to_owned(),
        level(card.impact),
        level(card.effort),
        quadrant.map_or("", Quadrant::label).to_owned(),
        held.stage.name.trim().to_owned(),
        card.status.map_or("", Status::label).to_owned(),
        card.owner.trim().to_owned(),
        metric.map_or_else(String::new, |metric| metric.name.trim().to_owned()),
        votes,
    ]
}
