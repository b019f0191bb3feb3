//! The context menu, drawn from the editor's list: it opens at the pointer, or
//! by keyboard beside what is selected, and says what was chosen.

use egui::{
    Button, Color32, Id, Popup, Pos2, Rect, Response, RichText, ScrollArea, SetOpenCommand, Ui,
    containers::menu::SubMenuButton,
};

use crate::{
    editor::{Change, Command, Does, Editor, MenuEntry, MenuItem, Shortcut},
    model::{Element, Swatch},
    paint,
    scene::Theme,
    ui::{
        icon, menus,
        style::{Chrome, SMALL, TEXT},
        widgets::{self, Set},
    },
};

/// The least width of a menu.
const LEAST: f32 = 190.0;
/// The least width of a menu with colors in it.
const COLORS: f32 = 282.0;
/// The room between the longest name and its keys.
const KEYS_GAP: f32 = 28.0;
/// The room of a check mark or an icon in front of a name.
const MARK: f32 = 14.0;
/// Between mark, icon and name.
const GAP: f32 = 8.0;

/// The context menu, while it is open.
#[derive(Debug, Default)]
pub(super) struct ContextMenu {
    open: Option<Open>,
    /// The inspector has to be there.
    wish: bool,
}

/// An open menu. The list is made once: while it is open nothing changes.
#[derive(Debug)]
struct Open {
    entries: Vec<MenuEntry>,
    pos: Pos2,
    /// It was opened since the last frame.
    is_new: bool,
    /// Its first entry takes the keyboard.
    by_keyboard: bool,
}

impl ContextMenu {
    /// Opens the menu of what is at a place of the screen.
    pub(super) fn open_at(&mut self, editor: &mut Editor, pos: Pos2) {
        let place = editor.view.map_from_screen() * pos;
        let place = editor.pinned().place(place);
        let entries = editor.context_at(place);
        self.show(entries, pos, false);
    }

    /// Opens the menu of what is selected, at its lower left corner as far as
    /// that is in view.
    pub(super) fn open_of_selection(&mut self, editor: &mut Editor) {
        let (entries, rect) = editor.context_of_selection();
        let view = editor.view.viewport().shrink(12.0);
        let rect = rect.map(|rect| editor.view.screen_from_map() * rect);
        let below = |rect: Rect| rect.left_bottom() + egui::vec2(8.0, 2.0);
        let pos = rect.map_or(view.left_top(), below);
        self.show(entries, view.clamp(pos), true);
    }

    fn show(&mut self, entries: Vec<MenuEntry>, pos: Pos2, by_keyboard: bool) {
        self.open = (!entries.is_empty()).then_some(Open {
            entries,
            pos,
            is_new: true,
            by_keyboard,
        });
    }

    /// Whether a menu is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something was asked for that only the inspector shows.
    pub(super) fn take_wish(&mut self) -> bool {
        std::mem::take(&mut self.wish)
    }

    /// Draws the menu, and does what was chosen; a command is returned.
    pub(super) fn menu_ui(
        &mut self,
        canvas: &Response,
        editor: &mut Editor,
        theme: &Theme,
    ) -> Option<Command> {
        let open = self.open.as_mut()?;
        let is_new = std::mem::take(&mut open.is_new);
        let (entries, pos) = (&open.entries, open.pos);
        let takes_focus = std::mem::take(&mut open.by_keyboard);
        let mut chosen = None;
        let shown = Popup::menu(canvas)
            .id(Id::unique("context menu"))
            .open_memory(is_new.then_some(SetOpenCommand::Bool(true)))
            .at_position(pos)
            .gap(0.0)
            .show(|ui| {
                widgets::menu_spacing(ui);
                let first = list_ui(ui, entries, (editor, theme), &mut chosen);
                if let Some(first) = first.filter(|_| takes_focus) {
                    first.request_focus();
                }
            });
        if shown.is_none() || chosen.is_some() {
            self.open = None;
            Popup::close_id(&canvas.ctx, Id::unique("context menu"));
            canvas.request_focus();
            canvas.ctx.request_repaint();
        }
        let does = chosen?;
        let command = editor.choose(does);
        let primary = editor.selection.primary();
        self.wish = matches!(primary, Some(Element::Persona(_)));
        command
    }
}

/// Entries under each other. Returns the first that can have the keyboard.
fn list_ui(
    ui: &mut Ui,
    entries: &[MenuEntry],
    (editor, theme): (&Editor, &Theme),
    chosen: &mut Option<Does>,
) -> Option<Response> {
    ui.set_width(width_of(ui, entries));
    let front = Front::of(entries);
    let mut first = None;
    let mut content = |ui: &mut Ui| {
        for entry in entries {
            match entry {
                MenuEntry::Line => menus::line_ui(ui),
                MenuEntry::Colors(current) => colors_ui(ui, *current, theme, chosen),
                MenuEntry::Item(item) => {
                    let response = item_ui(ui, item, front, editor);
                    if response.clicked() {
                        *chosen = Some(item.does.clone());
                        ui.close();
                    }
                    first.get_or_insert(response);
                }
                MenuEntry::Submenu { name, entries } => {
                    let arrow = SubMenuButton::arrow_atom(Some(Chrome::of(ui).muted));
                    let button = front.button(ui, name, (None, false)).right_text(arrow);
                    let (response, _) = SubMenuButton::from_button(button).ui(ui, |ui| {
                        widgets::menu_spacing(ui);
                        list_ui(ui, entries, (editor, theme), chosen);
                    });
                    first.get_or_insert(response.accessible_name(name));
                }
            }
        }
    };
    let most = ui.ctx().content_rect().height() - 32.0;
    if height_of(ui, entries) > most {
        ui.set_max_height(most);
        ScrollArea::vertical().max_height(most).show(ui, content);
    } else {
        content(ui);
    }
    first
}

/// About how high the entries are.
fn height_of(ui: &Ui, entries: &[MenuEntry]) -> f32 {
    let row = ui.spacing().interact_size.y + ui.spacing().item_spacing.y;
    let heights = entries.iter().map(|entry| match entry {
        MenuEntry::Item(_) | MenuEntry::Submenu { .. } => row,
        MenuEntry::Colors(_) => 56.0,
        MenuEntry::Line => 10.0,
    });
    heights.sum()
}

/// What stands in front of the names of a list.
#[derive(Clone, Copy)]
struct Front {
    marks: bool,
    icons: bool,
}

impl Front {
    fn of(entries: &[MenuEntry]) -> Self {
        let mut front = Self {
            marks: false,
            icons: false,
        };
        for entry in entries {
            if let MenuEntry::Item(item) = entry {
                front.marks |= item.on.is_some();
                front.icons |= item.icon.is_some();
            }
        }
        front
    }

    /// A button of the list with its name, icon and mark.
    fn button<'a>(self, ui: &Ui, name: &'a str, (glyph, on): (Option<char>, bool)) -> Button<'a> {
        let chrome = Chrome::of(ui);
        let text = RichText::new(name).size(TEXT);
        let color = if on {
            chrome.accent_ink
        } else {
            Color32::TRANSPARENT
        };
        let mark = icon::text(icon::CHECK, MARK).color(color);
        let glyph = match glyph {
            Some(glyph) => icon::text(glyph, MARK).color(chrome.muted),
            None => icon::text(icon::CHECK, MARK).color(Color32::TRANSPARENT),
        };
        let button = match (self.marks, self.icons) {
            (true, true) => Button::new((mark, glyph, text)),
            (true, false) => Button::new((mark, text)),
            (false, true) => Button::new((glyph, text)),
            (false, false) => Button::new(text),
        };
        button.gap(GAP)
    }

    fn width(self) -> f32 {
        let one = |is: bool| if is { MARK + GAP } else { 0.0 };
        one(self.marks) + one(self.icons)
    }
}

fn item_ui(ui: &mut Ui, item: &MenuItem, front: Front, editor: &Editor) -> Response {
    let chrome = Chrome::of(ui);
    let enabled = match &item.does {
        Does::Command(command) => command.is_enabled(editor),
        Does::Change(_) | Does::Act(_) => true,
    };
    let button = front.button(ui, &item.name, (item.icon, item.on == Some(true)));
    let keys = RichText::new(keys_of(item)).size(SMALL).color(chrome.muted);
    ui.add_enabled(enabled, button.right_text(keys))
        .accessible_name(&item.name)
}

fn colors_ui(ui: &mut Ui, current: Option<Swatch>, theme: &Theme, chosen: &mut Option<Does>) {
    let colors = Swatch::ALL.iter();
    let palette: Vec<_> = colors
        .map(|swatch| (*swatch, swatch.label(), paint::color(theme.strong(*swatch))))
        .collect();
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 0));
    let picked = frame.show(ui, |ui| {
        widgets::swatches_ui(ui, "Color", current, &palette)
    });
    if let Some(Set(swatch)) = picked.inner {
        *chosen = Some(Does::Change(Change::Color(swatch)));
        ui.close();
    }
    ui.add_space(4.0);
}

fn keys_of(item: &MenuItem) -> String {
    item.keys().map(Shortcut::label).unwrap_or_default()
}

/// As wide as the longest name and the longest keys need.
fn width_of(ui: &Ui, entries: &[MenuEntry]) -> f32 {
    let wide = |text: &str, size| {
        let font = egui::FontId::proportional(size);
        let galley = ui
            .painter()
            .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
        galley.size().x
    };
    let (mut name, mut keys, mut least) = (0.0_f32, 0.0_f32, LEAST);
    for entry in entries {
        match entry {
            MenuEntry::Item(item) => {
                name = name.max(wide(&item.name, TEXT));
                keys = keys.max(wide(&keys_of(item), SMALL));
            }
            // Its arrow takes the room of keys.
            MenuEntry::Submenu { name: text, .. } => name = name.max(wide(text, TEXT)),
            // All of them in one row.
            MenuEntry::Colors(_) => least = COLORS,
            MenuEntry::Line => {}
        }
    }
    let padding = 2.0 * ui.spacing().button_padding.x;
    let gap = if keys > 0.0 { KEYS_GAP } else { 16.0 };
    (name + gap + keys + Front::of(entries).width() + padding)
        .max(least)
        .ceil()
}
