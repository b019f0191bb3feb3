//! One row of the log: the words in two lines, and beside them as many columns
//! as there is room for. What has no column is told in a third line, so that
//! nothing is hidden in a narrow panel.

use std::sync::Arc;

use egui::{
    Align2, Color32, FontId, Galley, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, accesskit,
    accesskit::Role,
    text::{LayoutJob, TextWrapping},
};

use super::name_of;
use crate::{
    editor::{LogColumn, score_label},
    model::{Feedback, FeedbackId, Map, Subject},
    ui::{
        style::{self, Chrome, SMALL, TEXT},
        widgets,
    },
};

/// The least width of the words.
const WORDS: f32 = 196.0;
/// The room between columns.
pub(super) const GAP: f32 = 10.0;
/// The room at both ends of a row.
pub(super) const EDGE: f32 = 8.0;
/// The most characters of the words that a row looks at.
const READ: usize = 400;

/// Which columns are shown, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    /// The shown columns with their left edges, from the left of the table,
    /// and their widths.
    pub shown: Vec<(LogColumn, f32, f32)>,
    /// Those that there is no room for.
    pub hidden: Vec<LogColumn>,
}

impl Columns {
    /// As many columns as fit, the most telling ones first.
    pub(super) fn new(width: f32) -> Self {
        let order = [
            LogColumn::Place,
            LogColumn::Kind,
            LogColumn::Score,
            LogColumn::Topic,
            LogColumn::Date,
            LogColumn::Source,
        ];
        let mut room = width - 2.0 * EDGE - WORDS;
        let fits = |column: &LogColumn| {
            let wanted = width_of(*column) + GAP;
            let fits = room >= wanted;
            // What is less telling does not come in where this did not.
            room -= if fits { wanted } else { room.max(0.0) };
            fits
        };
        let kept: Vec<LogColumn> = order.into_iter().filter(fits).collect();
        let others: f32 = kept.iter().map(|column| width_of(*column) + GAP).sum();
        let words = width - 2.0 * EDGE - others;
        let mut left = EDGE;
        let mut columns = Self {
            shown: Vec::new(),
            hidden: Vec::new(),
        };
        for column in LogColumn::ALL {
            let wide = if column == LogColumn::Verbatim {
                words
            } else if kept.contains(&column) {
                width_of(column)
            } else {
                columns.hidden.push(column);
                continue;
            };
            columns.shown.push((column, left, wide));
            left += wide + GAP;
        }
        columns
    }

    /// The height of a row.
    pub(super) fn row(&self) -> f32 {
        if self.hidden.is_empty() { 48.0 } else { 64.0 }
    }
}

const fn width_of(column: LogColumn) -> f32 {
    match column {
        LogColumn::Verbatim => WORDS,
        LogColumn::Topic => 104.0,
        LogColumn::Kind | LogColumn::Source => 92.0,
        LogColumn::Score => 42.0,
        LogColumn::Date => 74.0,
        LogColumn::Place => 100.0,
    }
}

/// The id of a row.
pub(super) fn row_id(id: FeedbackId) -> Id {
    Id::unique(("feedback row", id))
}

/// What a row is just now.
#[derive(Clone, Copy)]
pub(super) struct Is {
    /// It is selected.
    pub chosen: bool,
    /// The keyboard is at it.
    pub at: bool,
}

/// Draws a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    map: &Map,
    entry: &Feedback,
    is: Is,
    columns: &Columns,
) -> Response {
    let chrome = Chrome::of(ui);
    let size = Vec2::new(ui.available_width(), columns.row());
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, row_id(entry.id), Sense::DRAG | Sense::CLICK);
    describe(ui, map, entry, (&response, is));
    let fill = if is.chosen {
        chrome.tint
    } else if response.hovered() {
        chrome.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter()
        .rect_filled(rect.shrink2(Vec2::new(0.0, 1.0)), 5, fill);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, (1.0, chrome.line));
    if is.at {
        let ring = Stroke::new(1.5, chrome.accent_ink);
        ui.painter()
            .rect_stroke(rect.shrink(1.5), 5, ring, StrokeKind::Inside);
    }
    for (column, left, width) in &columns.shown {
        let corner = rect.min + Vec2::new(*left, 6.0);
        let place = Rect::from_min_size(corner, Vec2::new(*width, 34.0));
        if *column == LogColumn::Verbatim {
            verbatim_ui(ui, map, entry, place, columns);
        } else {
            cell_ui(ui, map, entry, *column, place);
        }
    }
    response
}

fn verbatim_ui(ui: &Ui, map: &Map, entry: &Feedback, place: Rect, columns: &Columns) {
    let chrome = Chrome::of(ui);
    let words = one_line(&entry.verbatim);
    let (text, color) = if words.is_empty() {
        ("No words".to_owned(), chrome.muted)
    } else {
        (words, chrome.ink)
    };
    let galley = wrapped(ui, text, color, place.width());
    ui.painter().galley(place.min, galley, color);
    if columns.hidden.is_empty() {
        return;
    }
    // What is cut at the end is best known from its beginning.
    let mut hidden = columns.hidden.clone();
    hidden.sort_by_key(|column| *column == LogColumn::Source);
    let told = hidden.iter().map(|column| cell_text(map, entry, *column));
    let told: Vec<String> = told.filter(|text| !text.is_empty()).collect();
    let font = FontId::proportional(SMALL);
    let galley = widgets::elided(ui, &told.join("  ·  "), font, chrome.muted, place.width());
    let pos = Pos2::new(place.left(), place.top() + 36.0);
    ui.painter().galley(pos, galley, chrome.muted);
}

/// The words in at most two lines.
fn wrapped(ui: &Ui, text: String, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text, FontId::proportional(TEXT), color, width);
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: 2,
        break_anywhere: false,
        overflow_character: Some('…'),
    };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn cell_ui(ui: &Ui, map: &Map, entry: &Feedback, column: LogColumn, place: Rect) {
    let chrome = Chrome::of(ui);
    if column == LogColumn::Score {
        return score_ui(ui, entry, place);
    }
    let is_unlinked = column == LogColumn::Place && entry.subject() == Subject::Map;
    let text = if is_unlinked {
        "–".to_owned()
    } else {
        cell_text(map, entry, column)
    };
    let color = if is_unlinked || column == LogColumn::Date || column == LogColumn::Source {
        chrome.muted
    } else {
        chrome.ink
    };
    let font = FontId::proportional(SMALL);
    let mut job = LayoutJob::simple(text, font, color, place.width());
    job.wrap = TextWrapping {
        max_width: place.width(),
        max_rows: 2,
        break_anywhere: false,
        overflow_character: Some('…'),
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let pos = place.min + Vec2::new(0.0, 1.0);
    ui.painter().galley(pos, galley, color);
}

/// The number, and below it whose question it answers.
fn score_ui(ui: &Ui, entry: &Feedback, place: Rect) {
    let chrome = Chrome::of(ui);
    let score = score_label(entry);
    if score.is_empty() {
        return;
    }
    let number = ui.painter().text(
        place.min + Vec2::new(0.0, 1.0),
        Align2::LEFT_TOP,
        score,
        style::strong(TEXT),
        chrome.ink,
    );
    if let Some(survey) = entry.survey {
        ui.painter().text(
            Pos2::new(place.left(), number.bottom() + 1.0),
            Align2::LEFT_TOP,
            survey.label(),
            FontId::proportional(SMALL),
            chrome.muted,
        );
    }
}

/// What an entry says in a column, in one line.
pub(super) fn cell_text(map: &Map, entry: &Feedback, column: LogColumn) -> String {
    match column {
        LogColumn::Verbatim => one_line(&entry.verbatim),
        LogColumn::Topic => one_line(&entry.topic),
        LogColumn::Kind => entry.kind_label().unwrap_or_default().to_owned(),
        LogColumn::Source => entry.source_label().unwrap_or_default().to_owned(),
        LogColumn::Score => {
            let survey = entry.survey.map_or("Score", |survey| survey.label());
            match score_label(entry) {
                score if score.is_empty() => score,
                score => format!("{survey} {score}"),
            }
        }
        LogColumn::Date => entry.date.clone(),
        LogColumn::Place => match entry.subject() {
            Subject::Map => String::new(),
            about @ (Subject::Stage(_) | Subject::Card(_)) => name_of(map, about),
        },
    }
}

/// The beginning of a text without its breaks.
pub(super) fn one_line(text: &str) -> String {
    let begin = match text.char_indices().nth(READ) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    };
    begin.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a screen reader has of a row.
fn describe(ui: &Ui, map: &Map, entry: &Feedback, (response, is): (&Response, Is)) {
    let name = || {
        let cells = LogColumn::ALL
            .iter()
            .map(|column| cell_text(map, entry, *column));
        let cells: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
        cells.join(", ")
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is.chosen, name()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(accesskit::Action::Focus);
        node.set_selected(is.chosen);
    });
}
