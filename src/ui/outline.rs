//! The outline: the whole map as a tree at the left, for those who cannot see
//! the canvas, and for whatever is out of view. It has one place for the
//! keyboard, and builds the rows in view alone.

use std::{ops::Range, sync::Arc};

use egui::{
    Align2, EventFilter, FontId, Frame, Id, Key, Modifiers, Panel, Rect, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::{Action, Role},
};

use super::{
    ask::{Ask, Asks},
    icon,
    panels::{self, Panel as Place},
    style::{self, Chrome, SMALL, TEXT},
    widgets,
};
use crate::{
    editor::{self, Command, Editor, Entry, Group, OutlineRow},
    model::{Element, Map},
    scene,
};

/// The width of the panel.
const WIDTH: f32 = 264.0;
/// The height of a row.
const ROW: f32 = 26.0;
/// How far a row is indented for each level.
const INDENT: f32 = 14.0;

/// The outline, while it is open.
#[derive(Debug, Default)]
pub(super) struct Outline {
    rows: editor::Outline,
    /// The map that is shown: without a running gesture.
    map: Option<Arc<Map>>,
    /// The row that the keyboard is at.
    at: Option<Entry>,
    /// What was selected when the rows were last scrolled.
    primary: Option<Element>,
    /// What part of the rows was in view.
    view: Range<f32>,
}

/// The id of the tree, which has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("outline tree")
}

fn row_id(entry: Entry) -> Id {
    Id::unique(("outline row", entry))
}

impl Outline {
    /// Draws the panel. Returns a command that a key asked for.
    pub(super) fn ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) -> Option<Command> {
        if self.map.is_none() || !editor.document.in_gesture() {
            self.map = Some(Arc::clone(editor.map()));
        }
        let map = Arc::clone(self.map.as_ref()?);
        let mut command = None;
        let chrome = Chrome::of(ui);
        Panel::left("outline")
            .exact_size(WIDTH)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(chrome.panel))
            .show(ui, |ui| {
                let edge = ui.max_rect();
                ui.painter()
                    .vline(edge.right() - 0.5, edge.y_range(), (1.0, chrome.line));
                ui.add_space(12.0);
                ui.horizontal(|ui| {
                    ui.add_space(14.0);
                    widgets::heading_ui(ui, "Outline");
                });
                ui.add_space(4.0);
                command = self.tree_ui(ui, &map, editor, asks);
            });
        command
    }

    fn tree_ui(
        &mut self,
        ui: &mut Ui,
        map: &Arc<Map>,
        editor: &Editor,
        asks: &mut Asks,
    ) -> Option<Command> {
        let rect = ui.available_rect_before_wrap();
        let tree = ui.interact(rect, id(), Sense::focusable_noninteractive());
        tree.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Outline"));
        panels::note(ui, Place::Outline, rect, id());
        self.follow(map, editor);
        let mut command = None;
        let mut moved = false;
        if tree.has_focus() {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: false,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
            (command, moved) = self.keys(ui, map, asks);
        }
        let scrolls = moved
            || std::mem::replace(&mut self.primary, editor.selection.primary())
                != editor.selection.primary();
        let builder = egui::UiBuilder::new()
            .accessibility_parent(id())
            .max_rect(rect);
        ui.scope_builder(builder, |ui| {
            self.rows_ui(ui, map, (editor, tree.has_focus()), scrolls, asks);
        });
        let current = self.at.map(row_id);
        ui.ctx().accesskit_node_builder(id(), |node| {
            if let Some(id) = current {
                node.set_active_descendant(id.accesskit_id());
            }
        });
        if tree.has_focus() {
            let ring = Stroke::new(1.5, Chrome::of(ui).accent_ink);
            let inside = rect.shrink(3.0);
            ui.painter()
                .rect_stroke(inside, style::RADIUS, ring, StrokeKind::Inside);
        }
        command
    }

    /// What is selected elsewhere is where the keyboard is here.
    fn follow(&mut self, map: &Arc<Map>, editor: &Editor) {
        let primary = editor.selection.primary();
        if let Some(element) = primary
            && self.primary != primary
        {
            self.rows.open_to(map, element);
            self.at = Some(Entry::Element(element));
        }
    }

    /// The keys of a tree. Says whether the keyboard went to another row.
    fn keys(&mut self, ui: &Ui, map: &Arc<Map>, asks: &mut Asks) -> (Option<Command>, bool) {
        let rows = self.rows.rows(map);
        let last = rows.len().saturating_sub(1);
        let here = rows.iter().position(|row| Some(row.entry) == self.at);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let place = here.unwrap_or(0);
        let row = rows.get(place).cloned();
        let to = if pressed(Key::ArrowDown) {
            here.map_or(0, |here| (here + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            place.saturating_sub(1)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else if pressed(Key::PageDown) {
            (place + 12).min(last)
        } else if pressed(Key::PageUp) {
            place.saturating_sub(12)
        } else if pressed(Key::ArrowLeft) {
            self.fold(map, row.as_ref(), place)
        } else if pressed(Key::ArrowRight) {
            self.unfold(row.as_ref(), place)
        } else if pressed(Key::Delete) {
            return (Some(Command::Delete), false);
        } else if pressed(Key::Enter) {
            return (self.enter(row.as_ref()), false);
        } else {
            return (None, false);
        };
        let entry = self.rows.rows(map).get(to).map(|row| row.entry);
        if let Some(entry) = entry.filter(|entry| Some(*entry) != self.at) {
            self.go(entry, asks);
        }
        (None, true)
    }

    /// Left: folds the row away, or goes to the one above it in the tree.
    fn fold(&mut self, map: &Arc<Map>, row: Option<&OutlineRow>, place: usize) -> usize {
        let Some(row) = row else { return place };
        if row.is_parent && !self.rows.is_closed(row.entry) {
            self.rows.set_closed(row.entry, true);
            return place;
        }
        let above = self.rows.rows(map).get(..place).unwrap_or_default();
        let parent = above.iter().rposition(|other| other.depth < row.depth);
        parent.unwrap_or(place)
    }

    /// Right: unfolds the row, or goes to the first one under it.
    fn unfold(&mut self, row: Option<&OutlineRow>, place: usize) -> usize {
        match row {
            Some(row) if row.is_parent && self.rows.is_closed(row.entry) => {
                self.rows.set_closed(row.entry, false);
                place
            }
            Some(row) if row.is_parent => place + 1,
            Some(_) | None => place,
        }
    }

    /// Enter: edits the text, begins a card in a cell, or folds a heading.
    fn enter(&mut self, row: Option<&OutlineRow>) -> Option<Command> {
        let row = row?;
        match row.entry {
            Entry::Element(_) => Some(Command::EditText),
            Entry::Cell(..) => Some(Command::AddCard),
            Entry::Group(_) => {
                let closed = self.rows.is_closed(row.entry);
                self.rows.set_closed(row.entry, !closed);
                None
            }
        }
    }

    /// Puts the keyboard at a row, and selects what it stands for.
    fn go(&mut self, entry: Entry, asks: &mut Asks) {
        self.at = Some(entry);
        match entry {
            Entry::Element(element) => {
                // The rows need not scroll to what was chosen in them.
                self.primary = Some(element);
                asks.select(element);
            }
            Entry::Cell(stage, lane) => {
                asks.0.push(Ask::SelectCell(editor::Cell { stage, lane }));
            }
            Entry::Group(_) => {}
        }
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        map: &Arc<Map>,
        (editor, focused): (&Editor, bool),
        scrolls: bool,
        asks: &mut Asks,
    ) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let at = self.at;
        let rows = Arc::clone(self.rows.rows(map));
        let mut area = ScrollArea::vertical()
            .id_salt("outline rows")
            .auto_shrink(false);
        if let Some(place) = rows.iter().position(|row| Some(row.entry) == at)
            && scrolls
        {
            #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
            let top = place as f32 * ROW;
            let high = self.view.end - self.view.start;
            if top < self.view.start || top + ROW > self.view.end {
                area = area.vertical_scroll_offset((top - high / 2.0).max(0.0));
            }
        }
        let mut clicked = None;
        let shown = area.show_rows(ui, ROW, rows.len(), |ui, range| {
            for place in range {
                let Some(row) = rows.get(place) else { continue };
                let is = Is {
                    closed: self.rows.is_closed(row.entry),
                    selected: is_selected(editor, row.entry),
                    at: focused && Some(row.entry) == at,
                };
                if let Some(pressed) = row_ui(ui, map, row, &is) {
                    clicked = Some((row.entry, row.is_parent, pressed));
                }
            }
        });
        let start = shown.state.clamped_offset().y;
        self.view = start..start + shown.inner_rect.height();
        if let Some((entry, is_parent, pressed)) = clicked {
            let is_heading = matches!(entry, Entry::Group(_));
            if is_parent && (pressed == Pressed::Caret || is_heading) {
                let closed = self.rows.is_closed(entry);
                self.rows.set_closed(entry, !closed);
            } else {
                self.go(entry, asks);
            }
            ui.memory_mut(|memory| memory.request_focus(id()));
        }
    }
}

fn is_selected(editor: &Editor, entry: Entry) -> bool {
    match entry {
        Entry::Element(element) => editor.selection.contains(element),
        Entry::Cell(..) => {
            editor.selection.empty_cell().is_some() && editor.selection.empty_cell() == entry.cell()
        }
        Entry::Group(_) => false,
    }
}

/// What a row is just now.
struct Is {
    closed: bool,
    selected: bool,
    at: bool,
}

/// What of a row was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Caret,
    Name,
}

/// A row. The tree has the keyboard, so that Tab leads out of it.
fn row_ui(ui: &mut Ui, map: &Map, row: &OutlineRow, is: &Is) -> Option<Pressed> {
    let chrome = Chrome::of(ui);
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), ROW));
    let response = ui.interact(rect, row_id(row.entry), Sense::CLICK);
    describe(ui, map, row, (&response, is));
    let inside = rect.shrink2(Vec2::new(6.0, 0.0));
    let fill = if is.selected {
        chrome.tint
    } else if response.hovered() {
        chrome.hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(inside, 5, fill);
    if is.at {
        let ring = Stroke::new(1.0, chrome.accent_ink);
        ui.painter()
            .rect_stroke(inside, 5, ring, StrokeKind::Inside);
    }
    let left = inside.left() + 4.0 + f32::from(row.depth) * INDENT;
    let caret = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(14.0, ROW));
    if row.is_parent {
        let icon = if is.closed {
            icon::CARET_RIGHT
        } else {
            icon::CARET_DOWN
        };
        widgets::paint_icon(ui, caret, icon, 11.0, chrome.muted);
    }
    let mut x = caret.right() + 4.0;
    if let Some(icon) = icon_of(map, row.entry) {
        let place = Rect::from_min_size(egui::pos2(x, rect.top()), Vec2::new(14.0, ROW));
        widgets::paint_icon(ui, place, icon, 13.0, chrome.muted);
        x = place.right() + 6.0;
    }
    let heading = matches!(
        row.entry,
        Entry::Group(_) | Entry::Element(Element::Stage(_))
    );
    let font = if heading {
        style::strong(TEXT)
    } else {
        FontId::proportional(TEXT)
    };
    let color = if row.is_hidden {
        chrome.muted
    } else {
        chrome.ink
    };
    let right = inside.right() - 8.0;
    let aside = ui.painter().text(
        egui::pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        &row.aside,
        FontId::proportional(SMALL),
        chrome.muted,
    );
    let room = if row.aside.is_empty() {
        right
    } else {
        aside.left() - 8.0
    } - x;
    let text = widgets::elided(ui, &row.text, font, color, room);
    let pos = egui::pos2(x, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(pos, text, color);
    let asked = ui.input(|input| input.has_accesskit_action_request(response.id, Action::Focus));
    if !response.clicked() && !asked {
        return None;
    }
    let on_caret = response
        .interact_pointer_pos()
        .is_some_and(|pos| pos.x < caret.right());
    Some(if on_caret {
        Pressed::Caret
    } else {
        Pressed::Name
    })
}

/// What a screen reader has of a row.
fn describe(ui: &Ui, map: &Map, row: &OutlineRow, (response, is): (&egui::Response, &Is)) {
    let name = || match row.entry {
        Entry::Element(element) => editor::describe(map, element),
        Entry::Cell(stage, _) => {
            let stage = map.stage(stage).map_or("", |(_, stage)| &stage.name);
            format!("{}, {stage}, {}", row.text, count_of(&row.aside))
        }
        Entry::Group(group) => match group {
            Group::Personas | Group::Curves | Group::Lanes | Group::Stages => {
                format!("{}, {}", row.text, row.aside)
            }
        },
    };
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, is.selected, name()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(Action::Focus);
        node.set_selected(is.selected);
        node.set_level(usize::from(row.depth) + 1);
        if row.is_parent {
            node.set_expanded(!is.closed);
        }
        if let Entry::Element(element) = row.entry {
            let value = editor::value_of(map, element);
            if !value.is_empty() {
                node.set_value(value);
            }
        }
    });
}

fn count_of(aside: &str) -> String {
    match aside {
        "" => "empty".into(),
        "1" => "1 element".into(),
        count => format!("{count} elements"),
    }
}

fn icon_of(map: &Map, entry: Entry) -> Option<char> {
    match entry {
        Entry::Cell(_, lane) | Entry::Element(Element::Lane(lane)) => {
            map.lane(lane).map(|(_, lane)| scene::icon::lane(lane.kind))
        }
        Entry::Element(Element::Header) => Some(icon::MAP),
        Entry::Element(Element::Persona(_)) => Some(icon::USER),
        Entry::Element(Element::Curve(_)) => Some(icon::HEART),
        Entry::Element(Element::Divider(_)) => Some(icon::MINUS),
        Entry::Group(_)
        | Entry::Element(Element::Stage(_) | Element::Card(_) | Element::Point(_)) => None,
    }
}
