//! The columns of metrics and of feedback.

use super::{Column, Kind, Listed, Measured, Value, flag, number_in, text, word_in};
use crate::model::{
    CardId, Feedback, FeedbackId, FeedbackKind, FeedbackSource, Metric, MetricId, MetricKind,
    StageId, Survey,
};

impl Listed for Measured {
    const HEAD: &'static str = "Metric";
    const HEADING: &'static str = "Metrics";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Metric", text it.name),
        column!("Measures", word MetricKind it.kind),
        column!("Definition", text it.definition),
        column!("Stage", maybe_named Stage StageId it.stage),
        // By its number: cards name metrics, so that these are read first.
        Column {
            name: "Card",
            told: |it, _| {
                it.it
                    .card
                    .map_or(Value::Empty, |card| text(&format!("#{}", card.0)))
            },
            take: |it, cell, _| {
                let number = cell.trim().strip_prefix('#').map(str::parse);
                let card = number.and_then(Result::ok).map(CardId);
                it.it.card = Some(card.ok_or_else(|| format!("“{}” is no card", cell.trim()))?);
                Ok(())
            },
        },
        column!("Computed", flag it.computed),
        // Told for readers; what is read is computed again.
        Column {
            name: "Computed value",
            told: |it, _| text(&it.comes_to),
            take: |_, _, _| Ok(()),
        },
        column!("Value", text it.value),
        column!("Before", text it.before),
        column!("Target", text it.target),
        column!("Date", text it.date),
    ];

    fn id(&self) -> u32 {
        self.it.id.0
    }

    fn blank(id: u32) -> Self {
        Self {
            it: Metric::new(MetricId(id), MetricKind::Own, ""),
            comes_to: String::new(),
        }
    }
}

impl Listed for Feedback {
    const HEAD: &'static str = "Feedback";
    const HEADING: &'static str = "Feedback";
    const COLUMNS: &'static [Column<Self>] = &[
        column!("Feedback", text verbatim),
        column!("Topic", text topic),
        column!("Type", maybe_word FeedbackKind kind),
        column!("Name of the type", text kind_name),
        column!("Source", maybe_word FeedbackSource source),
        column!("Name of the source", text source_name),
        column!("Survey", maybe_word Survey survey),
        column!("Score", maybe_number score),
        column!("Date", text date),
        column!("Reference", text reference),
        column!("Note", text note),
        column!("Stage", maybe_named Stage StageId stage),
        column!("Card", maybe_named Card CardId card),
    ];

    fn id(&self) -> u32 {
        self.id.0
    }

    fn blank(id: u32) -> Self {
        Self::new(FeedbackId(id), "")
    }
}
