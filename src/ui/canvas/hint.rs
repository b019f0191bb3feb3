//! What an empty cell is for, said in it while the pointer is there or it is
//! the one that new cards go to; and what to do first on an empty map. Painted
//! over the map and never a part of it: no export has it.

use std::sync::Arc;

use egui::{Color32, FontId, Rect, Ui, Vec2};

use crate::{
    editor::{Cell, Editor, Interaction},
    layout::{Face, Hit, Layout},
    model::{LaneKind, Map, Stage},
    paint,
    scene::Theme,
};

/// In points of the screen, whatever the zoom.
const SIZE: f32 = 12.0;
/// Where that is too large for a cell.
const SMALLEST: f32 = 10.5;
/// Between the text and the edges of its cell.
const PAD: Vec2 = Vec2::new(9.0, 5.0);

/// Paints the hints there are.
pub(super) fn hints_ui(ui: &Ui, rect: Rect, editor: &mut Editor, theme: &Theme) {
    if editor.text_edit().is_some() {
        return;
    }
    let map = Arc::clone(editor.map());
    let layout = editor.layout();
    if map.stages.is_empty() || layout.lanes.is_empty() {
        return nothing_ui(ui, rect, &map, theme);
    }
    let hovered = if let Interaction::Idle {
        hover: Some(Hit::Cell { stage, lane }),
    } = &editor.interaction
    {
        Some(Cell {
            stage: *stage,
            lane: *lane,
        })
    } else {
        None
    };
    let mut cells: Vec<Cell> = editor.selection.empty_cell().into_iter().collect();
    cells.extend(hovered.filter(|cell| !cells.contains(cell)));
    if cells.is_empty() && is_empty(&map) {
        cells.extend(first_cell(&map, &layout));
    }
    for cell in cells {
        if let Some((hint, place)) = hint(&map, &layout, cell) {
            let screen = editor.view.screen_from_map();
            text_ui(ui, &hint, screen * place, theme);
        }
    }
}

/// Whether nothing is on the map yet.
fn is_empty(map: &Map) -> bool {
    let bare = |stage: &Arc<Stage>| stage.cards.is_empty() && stage.points.is_empty();
    map.stages.iter().all(bare)
}

fn first_cell(map: &Map, layout: &Layout) -> Option<Cell> {
    let mut rows = layout.lanes.iter();
    let row = rows.find(|row| row.kind != LaneKind::Emotion)?;
    Some(Cell {
        stage: map.stages.first()?.id,
        lane: row.id,
    })
}

/// What to say in a cell, if it is empty, and where it is on the map.
fn hint<'a>(map: &'a Map, layout: &Layout, cell: Cell) -> Option<(Hint<'a>, Rect)> {
    let (_, stage) = map.stage(cell.stage)?;
    let row = layout.lanes.iter().find(|row| row.id == cell.lane)?;
    let column = layout
        .stages
        .iter()
        .find(|column| column.id == cell.stage)?;
    let is_free = if row.kind == LaneKind::Emotion {
        stage.points.is_empty()
    } else {
        stage.cards.iter().all(|card| card.lane != cell.lane)
    };
    let about = stage.about.trim();
    let usual = question(row.kind);
    let question = if row.kind == LaneKind::Actions && about.ends_with('?') {
        about
    } else {
        usual
    };
    let by = if row.kind == LaneKind::Emotion {
        "Double-click"
    } else {
        "Double-click or Enter"
    };
    let corner = egui::Pos2::new(column.x, row.y);
    let place = Rect::from_min_size(corner, Vec2::new(column.width, row.height));
    let hint = Hint {
        by,
        question,
        usual,
    };
    is_free.then_some((hint, place))
}

/// What to say in a cell.
struct Hint<'a> {
    /// What to do.
    by: &'static str,
    /// What the card answers.
    question: &'a str,
    /// What cards of the lane answer anywhere.
    usual: &'static str,
}

/// What the cards of a lane answer.
const fn question(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Actions => "what does the customer do here?",
        LaneKind::Touchpoints => "where do they meet you here?",
        LaneKind::Emotion => "how does it feel here?",
        LaneKind::Thoughts => "what do they think here?",
        LaneKind::Quotes => "what did they say, word for word?",
        LaneKind::PainPoints => "what hurts here?",
        LaneKind::Opportunities => "what could be better here?",
        LaneKind::Metrics => "what is measured here?",
        LaneKind::Pictures => "what would a picture show here?",
        LaneKind::Frontstage => "what do staff do in the customer's sight?",
        LaneKind::Backstage => "what do staff do out of sight?",
        LaneKind::SupportProcesses => "which systems and partners help here?",
        LaneKind::PhysicalEvidence => "what can be seen or touched here?",
        LaneKind::Owners => "who answers for this?",
        LaneKind::Custom => "what belongs here?",
    }
}

/// In the cell, wrapped; where there is no room for all of it, the question
/// alone, and where there is none for that, nothing.
fn text_ui(ui: &Ui, hint: &Hint<'_>, place: Rect, theme: &Theme) {
    let room = place.shrink2(PAD);
    let color = paint::color(theme.muted);
    let asked = capitalized(hint.question);
    let usual = capitalized(hint.usual);
    let whole = format!("{}: {}", hint.by, hint.question);
    let texts = [(whole, SIZE), (asked, SIZE), (usual, SIZE)];
    let small = texts.last().map(|(usual, _)| (usual.clone(), SMALLEST));
    let texts = texts.iter().cloned().chain(small);
    let mut shown = texts.map(|(text, size)| {
        let font = FontId::new(size, paint::family(Face::Italic));
        layout_of(ui, &text, font, room.width(), color)
    });
    let fits = |galley: &Arc<egui::Galley>| galley.size().y <= place.height();
    let found = shown.find(fits).filter(|_| room.width() >= 80.0);
    if let Some(galley) = found {
        let top = room.center().y - galley.size().y / 2.0;
        let at = egui::Pos2::new(room.left(), top);
        ui.painter().galley(at, galley, color);
    }
}

fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// A map without stages or lanes says how to get some.
fn nothing_ui(ui: &Ui, rect: Rect, map: &Map, theme: &Theme) {
    let text = if map.stages.is_empty() {
        "No stage yet. Press Ctrl+Shift+N to add the first one, or Ctrl+N for a template."
    } else {
        "No lane to be seen. Add one in the Map menu, or show the hidden ones."
    };
    let color = paint::color(theme.muted);
    let font = FontId::new(SIZE, paint::family(Face::Italic));
    let galley = layout_of(ui, text, font, rect.width() - 60.0, color);
    let at = rect.center_bottom() - Vec2::new(0.5 * galley.size().x, 40.0);
    ui.painter().galley(at, galley, color);
}

fn layout_of(ui: &Ui, text: &str, font: FontId, width: f32, color: Color32) -> Arc<egui::Galley> {
    let painter = ui.painter();
    painter.layout(text.to_owned(), font, color, width.max(1.0))
}
