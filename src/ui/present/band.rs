//! What a workshop needs of the screen: a band below the page, so that nothing
//! of the page is hidden. The questions of a walk or how to vote, the bar of
//! notes, and the timer in its corner. The page is laid out above it.

use egui::{Rect, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, vec2};

use super::timer::Timer;
use crate::{
    editor::{Editor, NoteKind},
    layout::Face,
    model::StageId,
    ui::workshop::{Capture, Look, Where},
};

/// The height of the row of words, in sizes of their text.
const WORDS: f32 = 1.9;
/// The height of the bar of notes.
const NOTES: f32 = 2.6;
/// Above and below the rows.
const PAD: f32 = 0.55;
/// The least height with a timer.
const TIMER: f32 = 5.2;
/// What a vote says, longest first.
const VOTE: [&str; 2] = [
    "Voting: click a card to give it a dot, Shift+click takes one away · O shows the order · V ends",
    "Voting: click gives a dot, Shift+click takes one · O order · V ends",
];

/// What is in the band.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rows {
    words: bool,
    notes: bool,
    timer: bool,
}

impl Rows {
    /// What there is to show.
    pub(super) fn of(editor: &Editor, capture: &Capture, timer: &Timer) -> Self {
        let gathers = editor.is_gathering();
        let on_stage = editor
            .shown_page()
            .is_some_and(|(stage, _)| stage.is_some());
        Self {
            words: !gathers && (editor.is_voting() || (editor.is_walking() && on_stage)),
            notes: !gathers && capture.is_open(),
            timer: timer.is_on(),
        }
    }

    /// How much of the screen it takes; 0 when there is nothing.
    pub(super) fn height(self, look: Look) -> f32 {
        let words = if self.words { WORDS } else { 0.0 };
        let notes = if self.notes { NOTES } else { 0.0 };
        let timer = if self.timer { TIMER } else { 0.0 };
        let rows = match words + notes {
            0.0 => 0.0,
            rows => rows + 2.0 * PAD,
        };
        (rows.max(timer) * look.size).round()
    }
}

/// Draws the band.
pub(super) fn band_ui(
    ui: &mut Ui,
    (rect, look): (Rect, Look),
    rows: Rows,
    (editor, page): (&Editor, Option<StageId>),
    (capture, timer): (&mut Capture, &Timer),
) {
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, look.ground);
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, look.line));
    let mut inner = rect.shrink2(vec2(1.2 * look.size, PAD * look.size));
    if rows.timer {
        let width = timer.width(ui, look);
        let place = inner.with_min_x(inner.right() - width);
        timer.ui(ui, place.expand2(vec2(0.0, 0.2 * look.size)), look);
        inner.max.x -= width + look.size;
    }
    let taken = if rows.words { WORDS } else { 0.0 } + if rows.notes { NOTES } else { 0.0 };
    let top = inner.center().y - taken * look.size / 2.0;
    let words = Rect::from_min_size(
        egui::pos2(inner.left(), top),
        Vec2::new(inner.width(), WORDS * look.size),
    );
    if rows.words {
        if editor.is_voting() {
            vote_ui(ui, words, look);
        } else if let Some(stage) = page {
            questions_ui(ui, words, look, (editor, stage), capture);
        }
    }
    if rows.notes {
        let top = if rows.words { words.bottom() } else { top };
        let size = Vec2::new(inner.width(), NOTES * look.size);
        let place = Rect::from_min_size(egui::pos2(inner.left(), top), size);
        let builder = UiBuilder::new().id_salt("notes").max_rect(place);
        let mut inside = ui.new_child(builder);
        let place = Where {
            map: editor.map(),
            page,
        };
        capture.row_ui(&mut inside, look, place);
    }
}

/// How to vote, with a dot before it as the cards have them.
fn vote_ui(ui: &Ui, rect: Rect, look: Look) {
    let radius = 0.42 * look.size;
    let middle = rect.left_center() + vec2(radius, 0.0);
    ui.painter().circle_filled(middle, radius, look.accent);
    let left = rect.left() + 1.3 * look.size;
    let style = (Face::SemiBold, look.ink);
    let texts = VOTE.map(|words| look.text(ui, words, style));
    let room = rect.right() - left;
    let [long, short] = texts;
    let words = if long.size().x <= room { long } else { short };
    let at = egui::pos2(left, rect.center().y - words.size().y / 2.0);
    ui.painter_at(rect).galley(at, words, look.ink);
    say(ui, rect, "voting", VOTE[0]);
}

/// What the room is asked after a stage, each with how many notes there are.
fn questions_ui(
    ui: &Ui,
    rect: Rect,
    look: Look,
    (editor, stage): (&Editor, StageId),
    capture: &Capture,
) {
    let asked = [NoteKind::Does, NoteKind::Says, NoteKind::Remembers];
    let (now, _) = capture.note();
    let mut left = rect.left();
    let mut spoken = Vec::new();
    for kind in asked {
        let taken = editor.notes_taken(stage, kind);
        let color = if kind == now && capture.is_open() {
            look.ink
        } else {
            look.muted
        };
        let words = look.text(ui, kind.question(), (Face::Regular, color));
        let middle = rect.center().y - words.size().y / 2.0;
        let width = words.size().x;
        ui.painter().galley(egui::pos2(left, middle), words, color);
        left += width + 0.4 * look.size;
        let count = look.text(ui, &taken.to_string(), (Face::Bold, color));
        let width = count.size().x;
        ui.painter().galley(egui::pos2(left, middle), count, color);
        left += width + 1.8 * look.size;
        let notes = if taken == 1 { "note" } else { "notes" };
        spoken.push(format!("{} {taken} {notes}", kind.question()));
    }
    say(ui, rect, "questions", &spoken.join(", "));
}

/// Words that are only painted, for screen readers.
fn say(ui: &Ui, rect: Rect, id: &str, words: &str) {
    let response = ui.interact(rect, egui::Id::unique(id), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}
