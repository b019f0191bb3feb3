//! The bar to look for a text in the map: it floats over the canvas' upper
//! right corner, says how much was found, and goes from one place to the next.
//! It asks for everything and changes nothing.

use egui::{
    Align, Area, Context, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Pos2, Rect,
    TextEdit, Ui, Vec2,
    accesskit::Role,
    text::{CCursor, CCursorRange},
};

use super::{
    icon,
    style::{Chrome, SMALL},
    widgets,
};
use crate::{
    editor::{Editor, Hidden},
    model::Element,
};

/// The room around the bar.
const GAP: f32 = 14.0;
/// The width of the text field.
const FIELD: f32 = 210.0;

/// The bar, while it is open.
#[derive(Debug, Default)]
pub(super) struct FindBar {
    text: String,
    is_open: bool,
    /// The field takes the keyboard, and all of its text is selected.
    takes_keyboard: bool,
    /// Whether the keyboard was in the bar in the last frame.
    had_focus: bool,
    /// How high it was drawn: what is gone to must not lie under it.
    place: Option<Rect>,
}

/// What the bar asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FindAsk {
    /// Look for this text.
    Look(String),
    /// Go to the next place, or the one before.
    Step(bool),
    /// Show what hides the place that was gone to.
    Show(Hidden),
    /// Close the bar.
    Close,
}

/// The id of the field.
pub(super) fn field_id() -> Id {
    Id::unique("find bar field")
}

impl FindBar {
    /// Opens the bar, and gives its field the keyboard.
    pub(super) fn open(&mut self) {
        self.is_open = true;
        self.takes_keyboard = true;
    }

    /// Opens the bar and leaves the keyboard where it is.
    pub(super) fn show(&mut self) {
        self.is_open = true;
    }

    /// Closes the bar; its text is kept for the next time.
    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.place = None;
    }

    /// Whether it is open.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// What was looked for last.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where it was drawn.
    pub(super) fn place(&self) -> Option<Rect> {
        self.place
    }

    /// Draws the bar over the canvas.
    pub(super) fn ui(&mut self, ctx: &Context, canvas: Rect, editor: &Editor) -> Option<FindAsk> {
        if !self.is_open {
            return None;
        }
        let corner = Pos2::new(canvas.right() - GAP, canvas.top() + GAP);
        let shown = Area::new(Id::unique("find bar"))
            .order(Order::Middle)
            .pivot(egui::Align2::RIGHT_TOP)
            .fixed_pos(corner)
            .movable(false)
            .show(ctx, |ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(Role::Search);
                    node.set_label("Find in the map");
                });
                let chrome = Chrome::of(ui);
                Frame::new()
                    .fill(chrome.panel)
                    .stroke((1.0, chrome.line))
                    .corner_radius(10)
                    .shadow(chrome.float())
                    .inner_margin(Margin::symmetric(8, 7))
                    .show(ui, |ui| self.content_ui(ui, editor))
                    .inner
            });
        self.place = Some(shown.response.rect);
        shown.inner
    }

    fn content_ui(&mut self, ui: &mut Ui, editor: &Editor) -> Option<FindAsk> {
        let mut ask = None;
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.horizontal(|ui| {
            self.field_ui(ui, &mut ask);
            let any = !editor.search.matches().is_empty();
            ui.add_space(4.0);
            count_ui(ui, &count(editor, &self.text));
            for (icon, name, keys, forward) in [
                (icon::CARET_UP, "Previous match", "Shift+F3", false),
                (icon::CARET_DOWN, "Next match", "F3", true),
            ] {
                let names = (name, keys);
                if widgets::icon_button_with_keys_ui(ui, icon, names, any).clicked() {
                    ask = Some(FindAsk::Step(forward));
                }
            }
            let names = ("Close the find bar", "Esc");
            if widgets::icon_button_with_keys_ui(ui, icon::X, names, true).clicked() {
                ask = Some(FindAsk::Close);
            }
        });
        self.note_ui(ui, editor, &mut ask);
        // Escape takes the keyboard from a button before the button is drawn.
        if self.had_focus && ui.input(|input| input.key_pressed(Key::Escape)) {
            ask = Some(FindAsk::Close);
        }
        let focused = ui.ctx().memory(egui::Memory::focused);
        let place = self.place;
        let is_here = |id: Id| {
            let held = ui.ctx().read_response(id);
            held.zip(place)
                .is_some_and(|(held, place)| place.contains_rect(held.rect))
        };
        self.had_focus = focused.is_some_and(is_here);
        ask
    }

    fn field_ui(&mut self, ui: &mut Ui, ask: &mut Option<FindAsk>) {
        let id = field_id();
        if ui.memory(|memory| memory.has_focus(id)) {
            // Before the field takes them as the end of typing. With shift
            // first: a key without is found in both.
            let (back, on) = ui.input_mut(|input| {
                let back = input.count_and_consume_key(Modifiers::SHIFT, Key::Enter);
                (
                    back,
                    input.count_and_consume_key(Modifiers::NONE, Key::Enter),
                )
            });
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                *ask = Some(FindAsk::Close);
            }
            if back + on > 0 {
                *ask = Some(FindAsk::Step(on > 0));
            }
        }
        let edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .hint_text("Find in the map")
            .char_limit(200)
            .event_filter(EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                // It closes the bar, and must not unselect what was found.
                escape: true,
            })
            .margin(Margin::symmetric(10, 7))
            .desired_width(FIELD);
        let field = ui.add(edit).accessible_name("Find in the map");
        if std::mem::take(&mut self.takes_keyboard) {
            field.request_focus();
            let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
            let end = CCursor::new(self.text.chars().count());
            let all = CCursorRange::two(CCursor::new(0), end);
            state.cursor.set_char_range(Some(all));
            TextEdit::store_state(ui.ctx(), id, state);
            *ask = Some(FindAsk::Look(self.text.clone()));
        }
        if field.changed() {
            *ask = Some(FindAsk::Look(self.text.clone()));
        }
    }

    /// A second line where the place needs a word: it is in a field that the
    /// picture does not show, or on a lane that is hidden.
    fn note_ui(&self, ui: &mut Ui, editor: &Editor, ask: &mut Option<FindAsk>) {
        let Some(found) = editor.search.current() else {
            return;
        };
        if editor.selection.primary() != Some(found.element) || self.text.is_empty() {
            return;
        }
        if let Some(hidden) = editor.hidden_selection() {
            let (what, verb) = match hidden.by {
                Element::Curve(_) => ("curve", "Show curve"),
                Element::Header
                | Element::Persona(_)
                | Element::Stage(_)
                | Element::Lane(_)
                | Element::Card(_)
                | Element::Point(_)
                | Element::Divider(_) => ("lane", "Show lane"),
            };
            ui.add_space(2.0);
            ui.horizontal(|ui| {
                ui.add_space(6.0);
                let name: String = hidden.name.chars().take(28).collect();
                widgets::note_ui(ui, &format!("On the hidden {what} “{name}”"));
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().interact_size.y = 24.0;
                    if ui.button(egui::RichText::new(verb).size(SMALL)).clicked() {
                        *ask = Some(FindAsk::Show(hidden.clone()));
                    }
                });
            });
        } else if !matches!(found.field, "text" | "word" | "name" | "title") {
            ui.horizontal(|ui| {
                ui.add_space(6.0);
                widgets::note_ui(ui, &format!("In the field “{}”", found.field));
            });
        }
    }
}

/// "3 of 12".
fn count(editor: &Editor, text: &str) -> String {
    let matches = editor.search.matches().len();
    match editor.search.at() {
        _ if text.trim().is_empty() => String::new(),
        _ if matches == 0 => "Not found".into(),
        Some(at) => format!("{} of {matches}", at + 1),
        None => format!("{matches} found"),
    }
}

fn count_ui(ui: &mut Ui, text: &str) {
    let chrome = Chrome::of(ui);
    let color = if text == "Not found" {
        chrome.danger
    } else {
        chrome.muted
    };
    let size = Vec2::new(72.0, 26.0);
    let layout = egui::Layout::centered_and_justified(egui::Direction::LeftToRight);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.label(egui::RichText::new(text).size(SMALL).color(color));
    });
}
