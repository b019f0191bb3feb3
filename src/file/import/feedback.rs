//! Tables of what customers said: answers, reviews, scores. They are no
//! journey, and become the feedback of a map, which says so; where they name
//! stages, it has those. Knows rows and what their columns are about.

mod calendar;
mod date;
mod digits;
mod month;
mod row;
mod score;
mod trouble;

pub use self::{date::DateOrder, score::Scale};

pub(super) use self::{row::note, trouble::listed};

use std::{collections::BTreeSet, sync::Arc};

use self::{
    date::{Told, order},
    row::Reader,
    score::{Writing, answers, score, survey_of},
};
use super::{
    Column, Options,
    aside::Aside,
    columns::Cells,
    meaning::{Answer, Meaning, is_id, plain_name},
    sheet::Table,
    sketch::Sketch,
};
use crate::{
    file::table::{Record, labels::folded},
    model::{Feedback, StageId, Survey},
};

/// What a row of a table says.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The line of the file that the row begins in, counted from 1.
    pub line: usize,
    /// What is said. It has no id yet, and speaks of nothing.
    pub feedback: Feedback,
    /// The name of the stage it speaks of, as it stands there; may be empty.
    pub stage: String,
}

/// Whether a table holds what customers said, one a row.
pub(super) fn is_feedback(rows: &[Record]) -> bool {
    let Some(head) = rows.first() else {
        return false;
    };
    let names = || head.cells.iter().map(String::as_str);
    let has = |answer: Answer| names().any(|name| Answer::of(name) == Some(answer));
    let names_score = names().any(|name| {
        let word = plain_name(name);
        word.contains("nps") || word.contains("csat") || word.contains("feedback")
    });
    let is_said = has(Answer::Verbatim) && (has(Answer::Score) || has(Answer::Date) && names_score)
        || has(Answer::Score) && names_score && head.cells.len() <= 6;
    // Journeys number no answers, and name each stage once or little more often.
    let is_numbered = names().any(|name| plain_name(name).contains(' ') && is_own_id(name));
    let stage = names().position(|name| Meaning::of(name) == Some(Meaning::Stage));
    is_said
        && stage.filter(|_| !is_numbered).is_none_or(|stage| {
            let body = rows.get(1..).unwrap_or_default();
            let named = body.iter().map(|row| folded(row.cell(stage)));
            let stages: BTreeSet<String> = named.collect();
            stages.len().saturating_mul(2) <= body.len() && has(Answer::Date)
        })
}

/// What columns hold whose names do not say it, or say it wrongly: ids of rows
/// are references, a column of scores has scores in it, and the longest texts
/// are what was said.
pub(super) fn settle(columns: &mut [Column], cells: &Cells<'_>) {
    for (place, column) in columns.iter_mut().enumerate() {
        let aside = cells.aside(place);
        if column.meaning.is_none() && (is_own_id(&column.name) || aside == Some(Aside::Id)) {
            column.meaning = Some(Meaning::Answer(Answer::Reference));
        } else if column.meaning.is_none() && aside == Some(Aside::Order) {
            column.meaning = Some(Meaning::Nothing);
        } else if column.meaning == Some(Meaning::Answer(Answer::Score)) {
            let filled = || cells.body(place).filter(|cell| !cell.is_empty());
            let read = filled().filter(|cell| score(cell).is_some()).count();
            if read.saturating_mul(2) < filled().count() {
                column.meaning = None;
            }
        }
    }
    let has = |columns: &[Column], answer| {
        columns
            .iter()
            .any(|column| column.meaning == Some(Meaning::Answer(answer)))
    };
    if has(columns, Answer::Verbatim) || has(columns, Answer::Score) {
        return;
    }
    let length = |place: &usize| cells.body(*place).map(str::len).sum::<usize>();
    let open = (0..columns.len()).filter(|place| {
        columns
            .get(*place)
            .is_some_and(|column| column.meaning.is_none())
    });
    if let Some(column) = open.max_by_key(length).and_then(|it| columns.get_mut(it)) {
        column.meaning = Some(Meaning::Answer(Answer::Verbatim));
    }
}

/// Whether a name is that of ids of the rows, not of customers or products.
fn is_own_id(name: &str) -> bool {
    const OWN: [&str; 12] = [
        "feedback", "response", "review", "survey", "comment", "answer", "record", "row", "entry",
        "case", "ticket", "item",
    ];
    let word = plain_name(name);
    is_id(name) && (!word.contains(' ') || OWN.iter().any(|own| word.starts_with(own)))
}

/// Puts what was said into a sketch: rows as they are for a log, else the
/// feedback and the stages of a map.
///
/// # Errors
/// No column holds it, nor a score or a topic.
pub(super) fn read(
    table: &Table<'_>,
    options: &Options,
    sketch: &mut Sketch,
) -> Result<(), (usize, String)> {
    let has = |answer: Answer| table.column_of(Meaning::Answer(answer)).is_some();
    if !has(Answer::Verbatim) && !has(Answer::Score) && !has(Answer::Topic) {
        let reason = "no column is taken for what was said, nor for a score; choose one";
        return Err((table.line(), reason.into()));
    }
    let said = table.column_of(Meaning::Answer(Answer::Verbatim));
    let said = said.map_or("", |column| table.name(column));
    if !said.is_empty() && Answer::of(said) != Some(Answer::Verbatim) {
        let remark = format!("“{said}” was taken for what was said; another column can be chosen");
        sketch.remark(table.line(), remark);
    }
    let survey = survey(table, options, sketch);
    sketch.scale = has(Answer::Score).then(|| survey.map_or(Scale::Own, Scale::Survey));
    let order = order_of(table, options, sketch);
    let mut reader = Reader::new(table, (order, &options.today), survey);
    let (mut heard, mut empty) = (Vec::with_capacity(table.body.len()), Vec::new());
    for row in table.body {
        match reader.row(row) {
            Some(row) => heard.push(row),
            None => empty.push(row.line),
        }
    }
    if let Some(line) = empty.first() {
        let remark = format!(
            "{} rows say nothing and were left out: {}",
            empty.len(),
            listed(empty.iter().copied())
        );
        sketch.remark(*line, remark);
    }
    reader.remarks(sketch);
    if options.log.is_some() {
        sketch.heard = heard;
    } else {
        become_map(heard, has(Answer::Stage), table.line(), sketch);
    }
    Ok(())
}

/// Makes the feedback of a map of what was heard, and the stages it names.
fn become_map(heard: Vec<Heard>, has_stages: bool, line: usize, sketch: &mut Sketch) {
    let stages = if has_stages {
        "with their stages"
    } else {
        "without stages"
    };
    let remark = format!(
        "this is a table of feedback, not a journey: its {} rows were taken as the feedback of a \
         map {stages}",
        heard.len()
    );
    // What the table is comes before all else.
    sketch.remarks.insert(0, (line, remark));
    let mut log = Vec::with_capacity(heard.len());
    for Heard {
        mut feedback,
        stage,
        ..
    } in heard
    {
        if !stage.is_empty() {
            let place = sketch.stage(&stage);
            feedback.stage = u32::try_from(place).ok().map(StageId);
        }
        log.push(Arc::new(feedback));
    }
    sketch.map.feedback = Arc::new(log);
}

/// The survey that the scores answer: as it was chosen, else by the name of
/// their column when what stands below bears that out. A remark says which.
fn survey(table: &Table<'_>, options: &Options, sketch: &mut Sketch) -> Option<Survey> {
    let column = table.column_of(Meaning::Answer(Answer::Score))?;
    if let Some(scale) = options.scale {
        return scale.survey();
    }
    let (line, name) = (table.line(), table.name(column));
    let scores = || table.body.iter().filter_map(|row| score(row.cell(column)));
    let Some(survey) = survey_of(name) else {
        // Words are on no scale of a survey, and explained as such.
        if scores().all(|score| score.writing == Writing::Word) {
            return None;
        }
        let remark = format!(
            "nothing tells which survey “{name}” is of; its scores were taken on a scale of their \
             own, and NPS, CSAT or CES can be chosen"
        );
        sketch.remark(line, remark);
        return None;
    };
    let (mut fit, mut all) = (0_usize, 0_usize);
    for score in scores() {
        all = all.saturating_add(1);
        fit = fit.saturating_add(usize::from(answers(score, survey)));
    }
    let (low, high) = survey.range();
    let label = survey.label();
    if fit.saturating_mul(2) < all {
        let remark = format!(
            "“{name}” speaks of {label}, but most of its scores are not from {low} to {high}; they \
             were taken on a scale of their own"
        );
        sketch.remark(line, remark);
        return None;
    }
    let remark = format!(
        "“{name}” was taken for answers of {label}, {low} to {high}; another survey can be chosen"
    );
    sketch.remark(line, remark);
    Some(survey)
}

/// The order of the dates: as it was chosen, else as one of them shows it.
fn order_of(table: &Table<'_>, options: &Options, sketch: &mut Sketch) -> DateOrder {
    let Some(column) = table.column_of(Meaning::Answer(Answer::Date)) else {
        return DateOrder::DayFirst;
    };
    let told = order(table.body.iter().map(|row| row.cell(column)));
    let order = options.dates.unwrap_or(match told {
        Told::Order(order) => order,
        Told::Sure | Told::Open => DateOrder::DayFirst,
    });
    if told == Told::Open && options.dates.is_none() {
        let remark = "nothing tells whether the dates begin with the day or the month; they were \
                      read with the day first";
        sketch.remark(table.line(), remark);
    }
    sketch.dates = (told != Told::Sure).then_some(order);
    order
}
