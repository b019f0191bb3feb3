//! The entries as a table: a heading that sorts, and rows of which those in
//! view alone are built. The table has one place for the keyboard, as the
//! outline has.

use egui::{
    Align2, Event, EventFilter, FontId, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::{self, Role},
};

use super::{
    FeedbackLog,
    carry::Carried,
    row::{Columns, Is, row_id, row_ui},
    search::counted,
};
use crate::{
    editor::{self, Editor, LogColumn, Sieve},
    model::Map,
    ui::{
        ask::Asks,
        canvas, icon,
        style::{self, Chrome, RADIUS, SMALL},
        widgets,
    },
};

/// The height of the heading.
const HEAD: f32 = 26.0;
/// The room of the scroll bar.
const BAR: f32 = 8.0;

/// The id of the table, which has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("feedback table")
}

impl FeedbackLog {
    /// Draws the table in all the room that is left.
    pub(super) fn table_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        let columns = Columns::new(ui.available_width() - BAR);
        self.head_ui(ui, &columns);
        let rect = ui.available_rect_before_wrap();
        let table = ui.interact(rect, id(), Sense::focusable_noninteractive());
        let count = self.log.rows().len();
        let name = format!("Feedback, {}", counted(count));
        table.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, &name));
        if std::mem::take(&mut self.due.focuses) {
            table.request_focus();
        }
        if table.has_focus() {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
            self.keys(ui, editor.map(), rect.height() / columns.row(), asks);
        }
        if count == 0 {
            self.nothing_ui(ui);
            return;
        }
        let builder = egui::UiBuilder::new()
            .accessibility_parent(id())
            .max_rect(rect);
        ui.scope_builder(builder, |ui| {
            self.rows_ui(ui, editor, (&columns, table.has_focus()), asks);
        });
        let current = self.log.chosen.at().map(row_id);
        ui.ctx().accesskit_node_builder(id(), |node| {
            if let Some(id) = current {
                node.set_active_descendant(id.accesskit_id());
            }
        });
        if table.has_focus() && self.log.chosen.at().is_none() {
            let ring = Stroke::new(1.5, Chrome::of(ui).accent_ink);
            let inside = rect.shrink(2.0);
            ui.painter()
                .rect_stroke(inside, RADIUS, ring, StrokeKind::Inside);
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, columns: &Columns) {
        let chrome = Chrome::of(ui);
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(Vec2::new(width, HEAD), Sense::hover());
        for (column, left, wide) in &columns.shown {
            let corner = rect.min + Vec2::new(*left, 0.0);
            let place = Rect::from_min_size(corner, Vec2::new(*wide, HEAD));
            self.column_ui(ui, *column, place);
        }
        ui.painter().hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            (1.0, chrome.strong_line),
        );
        // The rows follow without a gap.
        ui.add_space(-ui.spacing().item_spacing.y);
    }

    /// The heading of a column: a press sorts by it.
    fn column_ui(&mut self, ui: &Ui, column: LogColumn, place: Rect) {
        let chrome = Chrome::of(ui);
        let id = Id::unique(("feedback column", column));
        let response = ui.interact(place.expand2(Vec2::new(4.0, 0.0)), id, Sense::click());
        let by = self.log.order.filter(|order| order.column == column);
        let label = column.label();
        let name = match by {
            None => format!("Sort by {}", label.to_lowercase()),
            Some(order) if order.down => format!("{label}, sorted downward"),
            Some(_) => format!("{label}, sorted upward"),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        let color = if by.is_some() || response.hovered() || response.has_focus() {
            chrome.ink
        } else {
            chrome.muted
        };
        let shown = ui.painter().text(
            place.left_center(),
            Align2::LEFT_CENTER,
            label,
            style::strong(SMALL),
            color,
        );
        if let Some(order) = by {
            let arrow = if order.down {
                icon::CARET_DOWN
            } else {
                icon::CARET_UP
            };
            let corner = egui::pos2(shown.right() + 2.0, place.top());
            let place = Rect::from_min_size(corner, Vec2::new(13.0, HEAD));
            widgets::paint_icon(ui, place, arrow, 11.0, chrome.accent_ink);
        }
        if response.has_focus() {
            let ring = Stroke::new(1.5, chrome.accent_ink);
            ui.painter()
                .rect_stroke(response.rect.shrink(1.0), 5, ring, StrokeKind::Inside);
        }
        if response.clicked() {
            self.log.sort_by(column);
            self.due.scrolls = true;
        }
    }

    /// Says that nothing fits, with the way back.
    fn nothing_ui(&mut self, ui: &mut Ui) {
        ui.add_space(26.0);
        ui.vertical_centered(|ui| {
            let muted = Chrome::of(ui).muted;
            let font = FontId::proportional(style::TEXT);
            let text = egui::RichText::new("Nothing in the log fits.");
            ui.label(text.font(font).color(muted));
            ui.add_space(6.0);
            if self.log.sieve.is_on() && widgets::button_ui(ui, "Show everything").clicked() {
                self.log.sieve = Sieve::default();
                self.follows = false;
            }
        });
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        (columns, focused): (&Columns, bool),
        asks: &mut Asks,
    ) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let row = columns.row();
        let mut area = ScrollArea::vertical()
            .id_salt("feedback rows")
            .auto_shrink(false);
        let place = self.log.chosen.place(self.log.rows());
        if let Some(place) = place.filter(|_| std::mem::take(&mut self.due.scrolls)) {
            #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
            let top = place as f32 * row;
            let high = self.view.end - self.view.start;
            if top < self.view.start {
                area = area.vertical_scroll_offset(top);
            } else if top + row > self.view.end {
                area = area.vertical_scroll_offset((top + row - high).max(0.0));
            }
        }
        let map = editor.map();
        let count = self.log.rows().len();
        let shown = area.show_rows(ui, row, count, |ui, range| {
            ui.set_max_width(ui.available_width() - BAR);
            for place in range {
                self.one_ui(ui, (map, editor), place, (columns, focused), asks);
            }
        });
        let start = shown.state.clamped_offset().y;
        self.view = start..start + shown.inner_rect.height();
    }

    /// A row, and what is done with it.
    fn one_ui(
        &mut self,
        ui: &mut Ui,
        (map, editor): (&Map, &Editor),
        place: usize,
        (columns, focused): (&Columns, bool),
        asks: &mut Asks,
    ) {
        let Some(entry) = self.log.entry(map, place) else {
            let _ = ui.allocate_space(Vec2::new(ui.available_width(), columns.row()));
            return;
        };
        let chosen = &self.log.chosen;
        let is = Is {
            chosen: chosen.has(entry.id),
            at: focused && chosen.at() == Some(entry.id),
        };
        let response = row_ui(ui, map, entry, is, columns);
        let focus = accesskit::Action::Focus;
        let asked = ui.input(|input| input.has_accesskit_action_request(response.id, focus));
        if response.clicked() || asked {
            let held = ui.input(|input| input.modifiers);
            self.press(place, held);
            self.composer = None;
            ui.memory_mut(|memory| memory.request_focus(id()));
        }
        if response.double_clicked() {
            self.due.edits = true;
        }
        let pulls = response.drag_started_by(egui::PointerButton::Primary);
        if (pulls || response.secondary_clicked()) && !is.chosen {
            self.press(place, Modifiers::NONE);
        }
        if pulls {
            self.carried = Some(Carried::new(self.log.chosen.ids(), &entry.verbatim));
        }
        response.context_menu(|ui| self.menu_ui(ui, editor, asks));
    }

    fn press(&mut self, place: usize, held: Modifiers) {
        let held = editor::Modifiers {
            shift: held.shift,
            alt: held.alt,
            command: held.command,
        };
        let rows = self.log.rows().to_vec();
        self.log.chosen.press(&rows, place, held);
    }

    /// The keys of the table. `page` is how many rows are seen.
    fn keys(&mut self, ui: &Ui, map: &Map, page: f32, asks: &mut Asks) {
        let rows = self.log.rows();
        let last = rows.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small number of rows"
        )]
        let page = (page as usize).max(2) - 1;
        let here = self.log.chosen.place(rows);
        let place = here.unwrap_or(0);
        let pressed = |key| {
            ui.input_mut(|input| {
                let shift = input.consume_key(Modifiers::SHIFT, key);
                let plain = input.consume_key(Modifiers::NONE, key);
                (shift || plain).then_some(shift)
            })
        };
        let moves = [
            (Key::ArrowDown, here.map_or(0, |here| (here + 1).min(last))),
            (Key::ArrowUp, place.saturating_sub(1)),
            (Key::Home, 0),
            (Key::End, last),
            (Key::PageDown, (place + page).min(last)),
            (Key::PageUp, place.saturating_sub(page)),
        ];
        for (key, to) in moves {
            if let Some(shift) = pressed(key) {
                let rows = self.log.rows().to_vec();
                self.log.chosen.go(&rows, to, shift);
                self.composer = None;
                self.due.scrolls = true;
                return;
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            let rows = self.log.rows().to_vec();
            self.log.chosen.all(&rows);
        } else if pressed(Key::Enter).is_some() || pressed(Key::F2).is_some() {
            self.due.edits = !self.log.chosen.is_empty();
        } else if pressed(Key::Delete).is_some() || pressed(Key::Backspace).is_some() {
            self.remove(asks);
        } else if pressed(Key::Escape).is_some() {
            self.escape(ui);
        } else if ui.input(|input| input.events.contains(&Event::Copy)) {
            self.copy(map, asks);
        }
    }

    /// Escape ends what is nearest: a drag, the selection, the keyboard here.
    fn escape(&mut self, ui: &Ui) {
        if self.carried.take().is_some() {
        } else if self.log.chosen.is_empty() {
            ui.memory_mut(|memory| memory.request_focus(canvas::id()));
        } else {
            self.log.chosen.none();
        }
    }
}
