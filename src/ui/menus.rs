//! The menus, as loops over the editor's commands: a command exists once, and
//! appears here because it exists. Says which was chosen; runs none.

use egui::{Align, Button, Layout, MenuBar, RichText, Ui, containers::menu::SubMenuButton};

use super::{
    icon,
    style::{Chrome, TEXT},
    widgets,
};
use crate::{
    editor::{Command, Editor, Menu, Shortcut},
    scene::ThemeName,
};

/// The width of a menu.
const WIDTH: f32 = 236.0;

/// What menus show as switched on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Switches {
    /// The theme of the map and the window.
    pub theme: ThemeName,
    /// Whether the inspector is open.
    pub inspector: bool,
}

/// The menu bar.
pub(super) fn menus_ui(ui: &mut Ui, editor: &Editor, switches: Switches) -> Option<Command> {
    let mut chosen = None;
    MenuBar::new().ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = egui::Vec2::new(9.0, 6.0);
        for menu in Menu::ALL {
            let title = RichText::new(menu.name()).size(TEXT);
            ui.menu_button(title, |ui| {
                widgets::menu_spacing(ui);
                ui.set_width(WIDTH);
                let commands: Vec<_> = menu.commands().collect();
                chosen = chosen.or(list_ui(ui, &commands, editor, switches));
            });
        }
    });
    chosen
}

/// The commands of a menu; those of one sort are gathered in a submenu.
fn list_ui(
    ui: &mut Ui,
    commands: &[Command],
    editor: &Editor,
    switches: Switches,
) -> Option<Command> {
    let mut chosen = None;
    let mut last = None;
    for command in commands {
        let (group, sort) = place(*command);
        if last.is_some_and(|last| last != group) {
            line_ui(ui);
        }
        last = Some(group);
        let Some(sort) = sort else {
            if item_ui(ui, *command, editor, Some(switches)) {
                chosen = Some(*command);
            }
            continue;
        };
        // The first of its sort stands for all of them.
        let of_sort = |other: &&Command| place(**other).1 == Some(sort);
        if commands.iter().find(of_sort) != Some(command) {
            continue;
        }
        SubMenuButton::new(RichText::new(sort).size(TEXT)).ui(ui, |ui| {
            widgets::menu_spacing(ui);
            ui.set_width(190.0);
            for command in commands.iter().filter(of_sort) {
                if item_ui(ui, *command, editor, Some(switches)) {
                    chosen = Some(*command);
                }
            }
        });
    }
    chosen
}

/// One command: its name, a check mark if it is switched on, and its keys.
pub(super) fn item_ui(
    ui: &mut Ui,
    command: Command,
    editor: &Editor,
    switches: Option<Switches>,
) -> bool {
    let chrome = Chrome::of(ui);
    let name = if command == Command::Undo {
        editor.document.undo_label()
    } else if command == Command::Redo {
        editor.document.redo_label()
    } else {
        command.name()
    };
    let on = switches.is_some_and(|switches| is_on(command, editor, switches));
    let mark = icon::text(icon::CHECK, 13.0).color(chrome.accent_ink);
    let keys = command.shortcut().map(Shortcut::label).unwrap_or_default();
    let keys = RichText::new(keys).size(12.0).color(chrome.muted);
    let text = RichText::new(&name).size(TEXT);
    let button = if on {
        Button::new(text).right_text((mark, keys))
    } else {
        Button::new(text).right_text(keys)
    };
    ui.add_enabled(command.is_enabled(editor), button)
        .accessible_name(name)
        .clicked()
}

fn line_ui(ui: &mut Ui) {
    let line = Chrome::of(ui).line;
    ui.add_space(4.0);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::new(width, 1.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0.0, line);
    ui.add_space(4.0);
}

fn is_on(command: Command, editor: &Editor, switches: Switches) -> bool {
    let theme = match switches.theme {
        ThemeName::Light => Command::ThemeLight,
        ThemeName::Dark => Command::ThemeDark,
        ThemeName::HighContrast => Command::ThemeContrast,
    };
    command == theme
        || command == Command::PickTool(editor.interaction.tool())
        || (command == Command::ToggleInspector && switches.inspector)
        || (command == Command::ToggleSnapping && editor.snapping)
}

/// The group of a command within its menu, and the submenu that gathers it.
fn place(command: Command) -> (u8, Option<&'static str>) {
    match command {
        Command::New
        | Command::NewBlank
        | Command::Undo
        | Command::Redo
        | Command::ZoomIn
        | Command::ZoomOut
        | Command::ZoomActual
        | Command::Fit
        | Command::ZoomToSelection
        | Command::AddStage
        | Command::AddCard
        | Command::AddPoint
        | Command::AddPersona
        | Command::FindCommand
        | Command::Keys => (0, None),
        Command::AddLane(_) => (0, Some("Add lane")),
        Command::Open
        | Command::OpenPath
        | Command::OpenSample
        | Command::Cut
        | Command::Copy
        | Command::Paste
        | Command::Duplicate
        | Command::Delete
        | Command::ToggleSnapping
        | Command::ToggleInspector
        | Command::EditHeader
        | Command::ToggleLane
        | Command::About => (1, None),
        Command::Save
        | Command::SaveAs
        | Command::SavePath
        | Command::SelectAll
        | Command::ClearSelection
        | Command::EditText
        | Command::ThemeLight
        | Command::ThemeDark
        | Command::ThemeContrast => (2, None),
        Command::ExportPng | Command::ExportMermaid => (3, None),
        Command::Move(_) => (3, Some("Move selection")),
        Command::PickTool(_) => (3, Some("Tool")),
        Command::Close | Command::Quit => (4, None),
    }
}

/// Something at the right end of a bar, laid out from there.
pub(super) fn at_right(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), content);
}
