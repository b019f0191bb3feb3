//! The picture of impact by effort: a dot an opportunity, numbered by worth,
//! in the field of its two levels. A dot is dragged to another field, or moved
//! by the arrow keys; either is one step that is taken back as one. Below it
//! are the names, with those that have no place yet.

use egui::{
    Align2, Color32, EventFilter, FontId, Id, Key, Modifiers, Pos2, Rect, Response, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::Row;
use crate::{
    editor::Editor,
    model::{CardField, CardId, Edit, Element, Level, Quadrant},
    paint,
    ui::{
        ask::{Ask, Asks},
        style::{self, Chrome, SMALL, TEXT},
        widgets,
    },
};

/// The radius of a dot.
const DOT: f32 = 10.0;
/// From one dot of a field to the next, at most.
const STEP: f32 = 23.0;
/// The height of a name below the picture.
const NAME: f32 = 28.0;
/// Left of and below the board, for the levels.
const AXIS: Vec2 = vec2(26.0, 40.0);

/// What step a move of a dot is.
const STEP_NAME: &str = "set impact and effort";

/// The state of the picture.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// The dot that is dragged; nothing more is shown of a drag that Escape
    /// has ended.
    drag: Option<CardId>,
    /// The dot or name under the pointer in the last frame.
    hovered: Option<CardId>,
}

/// The board on the screen.
#[derive(Clone, Copy)]
struct Board {
    rect: Rect,
}

impl Board {
    fn field(self, impact: Level, effort: Level) -> Rect {
        let size = self.rect.size() / 5.0;
        let column = f32::from(effort.value()) - 1.0;
        let row = 5.0 - f32::from(impact.value());
        let corner = self.rect.min + vec2(column * size.x, row * size.y);
        Rect::from_min_size(corner, size)
    }

    /// The levels at a place; the nearest for one a little outside.
    fn levels(self, at: Pos2) -> Option<(Level, Level)> {
        if !self.rect.expand(24.0).contains(at) {
            return None;
        }
        let share = (at - self.rect.min) / self.rect.size();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to five levels"
        )]
        let level = |share: f32| Level::try_from((share * 5.0).clamp(0.0, 4.0) as u8 + 1).ok();
        Some((level(1.0 - share.y)?, level(share.x)?))
    }
}

/// The places of so many dots in a field, side by side in as few rows as let
/// them stand apart.
fn fan(count: usize, field: Rect) -> Vec<Pos2> {
    let room = field.shrink(DOT + 1.0).size().max(Vec2::splat(1.0));
    let per_row = |columns: usize| count.div_ceil(columns);
    #[expect(clippy::cast_precision_loss, reason = "a count of dots")]
    let step = |columns: usize| {
        let across = room.x / (columns.max(2) - 1) as f32;
        let down = room.y / (per_row(columns).max(2) - 1) as f32;
        across.min(down).min(STEP)
    };
    let best = (1..=count.clamp(1, 40)).max_by(|a, b| step(*a).total_cmp(&step(*b)).then(a.cmp(b)));
    let columns = best.unwrap_or(1);
    let step = step(columns);
    let rows = per_row(columns);
    #[expect(clippy::cast_precision_loss, reason = "a count of dots")]
    let place = |index: usize| {
        let in_row = columns.min(count - index / columns * columns);
        let x = (index % columns) as f32 - (in_row - 1) as f32 / 2.0;
        let y = (index / columns) as f32 - (rows - 1) as f32 / 2.0;
        field.center() + step * vec2(x, y)
    };
    (0..count).map(place).collect()
}

impl Picture {
    /// Draws board and names.
    pub(super) fn ui(&mut self, ui: &mut Ui, editor: &Editor, rows: &[Row], asks: &mut Asks) {
        let width = ui.available_width() - 4.0;
        let high = (0.78 * (width - AXIS.x)).min(0.58 * ui.available_height());
        let size = vec2(width, high.max(160.0) + AXIS.y);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let board = Board {
            rect: Rect::from_min_max(
                pos2(rect.left() + AXIS.x, rect.top()),
                pos2(rect.right(), rect.bottom() - AXIS.y),
            ),
        };
        board_ui(ui, board);
        if self.drag.is_some() && ui.input_mut(|it| it.consume_key(Modifiers::NONE, Key::Escape)) {
            self.drag = None;
            asks.0.push(Ask::Cancel);
        }
        let mut hovered = None;
        let mut fields: std::collections::BTreeMap<(Level, Level), Vec<usize>> =
            std::collections::BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            if let (Some(impact), Some(effort)) = (row.card.impact, row.card.effort) {
                fields.entry((impact, effort)).or_default().push(place);
            }
        }
        for ((impact, effort), places) in fields {
            let dots = fan(places.len(), board.field(impact, effort));
            for (place, at) in places.into_iter().zip(dots) {
                if let Some(row) = rows.get(place) {
                    let is_over = self.dot_ui(ui, editor, (place, row, at), (board, asks));
                    hovered = is_over.then_some(row.id()).or(hovered);
                }
            }
        }
        ui.add_space(6.0);
        self.names_ui(ui, editor, rows, (board, asks, &mut hovered));
        self.hovered = hovered;
    }

    /// A dot on the board. Whether the pointer is over it.
    fn dot_ui(
        &mut self,
        ui: &Ui,
        editor: &Editor,
        (place, row, at): (usize, &Row, Pos2),
        (board, asks): (Board, &mut Asks),
    ) -> bool {
        let chrome = Chrome::of(ui);
        let id = Id::unique(("opportunity dot", row.id()));
        let target = Rect::from_center_size(at, Vec2::splat(2.0 * DOT));
        let response = ui.interact(target, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, row.spoken()));
        self.moved(ui, editor, (row, &response), (board, asks));
        let is_dragged = self.drag == Some(row.id());
        let pointer = ui.input(|input| input.pointer.interact_pos());
        let center = pointer.filter(|_| is_dragged).unwrap_or(at);
        let theme = editor.map().theme.theme();
        let color = paint::color(theme.strong(row.card.swatch.unwrap_or(row.swatch)));
        let is_selected = editor.selection.contains(Element::Card(row.id()));
        let painter = ui.painter();
        let is_lit = self.hovered == Some(row.id()) || response.has_focus();
        if is_dragged && let (Some(impact), Some(effort)) = (row.card.impact, row.card.effort) {
            let field = board.field(impact, effort).shrink(2.0);
            let stroke = Stroke::new(1.5, chrome.accent_ink);
            painter.rect_stroke(field, 5, stroke, StrokeKind::Inside);
        }
        painter.circle(center, DOT, color, Stroke::new(1.5, chrome.panel));
        if is_selected || is_lit {
            let stroke = Stroke::new(2.0, chrome.accent_ink);
            painter.circle_stroke(center, DOT + 2.0, stroke);
        }
        let ink = paint::color(theme.on_strong);
        let number = (place + 1).to_string();
        let font = style::strong(if number.len() > 2 { 9.0 } else { 11.0 });
        painter.text(center, Align2::CENTER_CENTER, number, font, ink);
        let is_over = response.hovered();
        if !is_dragged {
            response.on_hover_text(row.text());
        }
        is_over
    }

    /// What the hand or the keyboard did to a dot or a name.
    fn moved(
        &mut self,
        ui: &Ui,
        editor: &Editor,
        (row, response): (&Row, &Response),
        (board, asks): (Board, &mut Asks),
    ) {
        if response.clicked() {
            response.request_focus();
            asks.select(Element::Card(row.id()));
        }
        if response.drag_started_by(egui::PointerButton::Primary) {
            self.drag = Some(row.id());
        }
        if self.drag == Some(row.id()) {
            let pointer = ui.input(|input| input.pointer.interact_pos());
            let levels = pointer.and_then(|at| board.levels(at));
            if let Some(levels) = levels.filter(|levels| Some(*levels) != placed(row)) {
                asks.0.push(Ask::Fields(edits(row.id(), levels), STEP_NAME));
            }
            if response.drag_stopped() {
                self.drag = None;
                asks.0.push(Ask::Settle);
            }
        }
        if response.has_focus() && !editor.document.in_gesture() {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: false,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            if let Some(levels) = stepped(ui, row) {
                asks.run_all(edits(row.id(), levels), STEP_NAME);
            }
        }
    }

    /// The names of all, by number, which can be dragged onto the board.
    fn names_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        rows: &[Row],
        (board, asks, hovered): (Board, &mut Asks, &mut Option<CardId>),
    ) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().auto_shrink(false);
        area.show_rows(ui, NAME, rows.len(), |ui, range| {
            for place in range {
                if let Some(row) = rows.get(place)
                    && self.name_ui(ui, editor, (place, row), (board, asks))
                {
                    *hovered = Some(row.id());
                }
            }
        });
    }

    fn name_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        (place, row): (usize, &Row),
        (board, asks): (Board, &mut Asks),
    ) -> bool {
        let chrome = Chrome::of(ui);
        let size = vec2(ui.available_width() - 6.0, NAME);
        let (_, rect) = ui.allocate_space(size);
        let id = Id::unique(("opportunity name", row.id()));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let is_selected = editor.selection.contains(Element::Card(row.id()));
        response
            .widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_selected, row.spoken()));
        let from_here = placed(row).is_none() || self.drag == Some(row.id());
        if from_here || response.clicked() || response.has_focus() {
            self.moved(ui, editor, (row, &response), (board, asks));
        }
        let is_lit = self.hovered == Some(row.id());
        let fill = match (is_selected, is_lit) {
            (true, _) => chrome.tint,
            (false, true) => chrome.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        let painter = ui.painter();
        painter.rect_filled(rect, 5, fill);
        if response.has_focus() {
            let stroke = Stroke::new(1.0, chrome.accent_ink);
            painter.rect_stroke(rect, 5, stroke, StrokeKind::Inside);
        }
        let middle = rect.center().y;
        let number = match placed(row) {
            Some(_) => (place + 1).to_string(),
            None => "–".into(),
        };
        let at = pos2(rect.left() + 24.0, middle);
        let font = style::strong(SMALL);
        painter.text(at, Align2::RIGHT_CENTER, number, font, chrome.muted);
        let words = match (row.card.impact, row.card.effort) {
            (Some(impact), Some(effort)) => Quadrant::of(impact, effort)
                .map_or(String::new(), |quadrant| quadrant.label().to_owned()),
            (Some(_), None) => "Effort not set".into(),
            (None, Some(_)) => "Impact not set".into(),
            (None, None) => "Drag onto the board".into(),
        };
        let font = FontId::proportional(SMALL);
        let at = pos2(rect.right() - 8.0, middle);
        let side = painter.text(at, Align2::RIGHT_CENTER, words, font, chrome.muted);
        let left = rect.left() + 32.0;
        let room = side.left() - 8.0 - left;
        let font = FontId::proportional(TEXT);
        let text = widgets::elided(ui, row.text(), font, chrome.ink, room);
        let at = pos2(left, middle - text.size().y / 2.0);
        ui.painter().galley(at, text, chrome.ink);
        response.hovered()
    }
}

/// Impact and effort, when both are set.
fn placed(row: &Row) -> Option<(Level, Level)> {
    Some((row.card.impact?, row.card.effort?))
}

/// The edits that put a card in a field.
fn edits(card: CardId, (impact, effort): (Level, Level)) -> Vec<Edit> {
    vec![
        Edit::SetCard(card, CardField::Impact(Some(impact))),
        Edit::SetCard(card, CardField::Effort(Some(effort))),
    ]
}

/// Where the arrow keys lead; to the middle for one that has no place.
fn stepped(ui: &Ui, row: &Row) -> Option<(Level, Level)> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let more = (pressed(Key::ArrowUp), pressed(Key::ArrowRight));
    let less = (pressed(Key::ArrowDown), pressed(Key::ArrowLeft));
    if !(more.0 || more.1 || less.0 || less.1) {
        return None;
    }
    let step = |level: Level, more: bool, less: bool| {
        let value = level.value() + u8::from(more) - u8::from(less);
        Level::try_from(value.clamp(1, 5)).ok()
    };
    let next = match placed(row) {
        Some((impact, effort)) => (step(impact, more.0, less.0)?, step(effort, more.1, less.1)?),
        None => (Level::try_from(3).ok()?, Level::try_from(3).ok()?),
    };
    (Some(next) != placed(row)).then_some(next)
}

/// Quadrants, their names, lines between levels, and the axes.
fn board_ui(ui: &Ui, board: Board) {
    let chrome = Chrome::of(ui);
    let painter = ui.painter();
    let Board { rect } = board;
    let middle = rect.center();
    for quadrant in Quadrant::ALL {
        let corner = match quadrant {
            Quadrant::QuickWin => rect.left_top(),
            Quadrant::BigBet => rect.right_top(),
            Quadrant::FillIn => rect.left_bottom(),
            Quadrant::MoneyPit => rect.right_bottom(),
        };
        let fill = match quadrant {
            Quadrant::QuickWin => chrome.tint,
            Quadrant::BigBet | Quadrant::FillIn => chrome.hover,
            Quadrant::MoneyPit => chrome.press,
        };
        let area = Rect::from_two_pos(corner, middle).shrink(1.0);
        painter.rect_filled(area, 6, fill);
        let (align, inset) = match quadrant {
            Quadrant::QuickWin => (Align2::LEFT_TOP, vec2(8.0, 5.0)),
            Quadrant::BigBet => (Align2::RIGHT_TOP, vec2(-8.0, 5.0)),
            Quadrant::FillIn => (Align2::LEFT_BOTTOM, vec2(8.0, -5.0)),
            Quadrant::MoneyPit => (Align2::RIGHT_BOTTOM, vec2(-8.0, -5.0)),
        };
        let font = style::strong(SMALL);
        painter.text(corner + inset, align, quadrant.label(), font, chrome.muted);
    }
    let line = Stroke::new(1.0, chrome.line);
    for step in 1..5_u8 {
        let share = f32::from(step) / 5.0;
        painter.vline(rect.left() + share * rect.width(), rect.y_range(), line);
        painter.hline(rect.x_range(), rect.top() + share * rect.height(), line);
    }
    let font = FontId::proportional(SMALL);
    for level in Level::ALL {
        let field = board.field(level, level);
        let name = level.value().to_string();
        let at = pos2(rect.left() - 8.0, field.center().y);
        painter.text(at, Align2::RIGHT_CENTER, &name, font.clone(), chrome.muted);
        let at = pos2(field.center().x, rect.bottom() + 5.0);
        painter.text(at, Align2::CENTER_TOP, &name, font.clone(), chrome.muted);
    }
    let strong = style::strong(SMALL);
    let below = rect.bottom() + 21.0;
    let at = pos2(rect.left(), below);
    painter.text(at, Align2::LEFT_TOP, "Impact ↑", strong.clone(), chrome.ink);
    let at = pos2(rect.right(), below);
    painter.text(at, Align2::RIGHT_TOP, "Effort →", strong, chrome.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_a_field_stand_apart_and_inside_it() {
        let field = Rect::from_min_size(pos2(40.0, 30.0), vec2(84.0, 62.0));
        for count in 1..=6 {
            let dots = fan(count, field);
            assert_eq!(dots.len(), count);
            for (index, dot) in dots.iter().enumerate() {
                assert!(field.shrink(DOT).contains(*dot), "{count}: {dot:?}");
                for other in dots.iter().skip(index + 1) {
                    assert!(dot.distance(*other) >= 2.0 * DOT, "{count}: {dots:?}");
                }
            }
        }
        assert_eq!(fan(500, field).len(), 500);
    }

    #[test]
    fn a_place_on_the_board_has_the_levels_of_its_field() {
        let board = Board {
            rect: Rect::from_min_size(pos2(100.0, 50.0), vec2(500.0, 250.0)),
        };
        let values = |at| {
            let (impact, effort) = board.levels(at)?;
            Some((impact.value(), effort.value()))
        };
        for impact in Level::ALL {
            for effort in Level::ALL {
                let center = board.field(impact, effort).center();
                assert_eq!(values(center), Some((impact.value(), effort.value())));
            }
        }
        assert_eq!(values(pos2(90.0, 45.0)), Some((5, 1)), "a little outside");
        assert_eq!(values(pos2(20.0, 45.0)), None);
    }
}
