//! The menus, as loops over the editor's commands: a command exists once, and
//! appears here because it exists. Says which was chosen; runs none.

use std::path::PathBuf;

use egui::{
    Align, Button, FocusDirection, Id, Key, Layout, MenuBar, Modifiers, Popup, RichText, Ui,
    containers::menu::SubMenuButton,
};

use super::{
    asking,
    evidence::Tab,
    icon,
    panels::{self, Panel},
    saved_views,
    style::{Chrome, SMALL, TEXT},
    widgets,
};
use crate::{
    editor::{Command, Editor, Menu, Shortcut},
    model::{Details, ThemeName},
};

/// The least width of a menu.
const LEAST: f32 = 220.0;
/// The room between the longest name of a menu and its keys.
const KEYS_GAP: f32 = 28.0;
/// The room that a check mark takes before a name.
pub(super) const MARK: f32 = 13.0;
/// The room between a check mark and a name.
pub(super) const GAP: f32 = 8.0;

/// What menus show as switched on, and of what they speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Switches<'a> {
    /// Whether the inspector is open.
    pub inspector: bool,
    /// Whether the minimap is shown.
    pub minimap: bool,
    /// Whether the outline is open.
    pub outline: bool,
    /// The part of the evidence that is open.
    pub evidence: Option<Tab>,
    /// The file that the last export is repeated to.
    pub again: Option<&'a str>,
}

/// The submenu with the files that were opened last.
const RECENT: &str = "Recent maps";
/// So many of them are in the menu; the rest is in the dialog.
const RECENT_SHOWN: usize = 8;

/// What was chosen in a menu.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chosen {
    /// A command.
    Command(Command),
    /// A file that was opened before.
    Recent(PathBuf),
    /// To forget those files.
    ForgetRecent,
    /// A saved view, by its name.
    View(String),
}

/// The menu bar.
pub(super) fn menus_ui(
    ui: &mut Ui,
    editor: &Editor,
    switches: Switches<'_>,
    recent: &[PathBuf],
) -> Option<Chosen> {
    let mut chosen = None;
    let mut buttons = Vec::new();
    MenuBar::new().ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = egui::Vec2::new(9.0, 6.0);
        for menu in Menu::ALL {
            let title = RichText::new(menu.name()).size(TEXT);
            let button = ui.menu_button(title, |ui| {
                widgets::menu_spacing(ui);
                let commands: Vec<_> = menu.commands().collect();
                chosen = chosen
                    .take()
                    .or(list_ui(ui, &commands, editor, (switches, recent)));
            });
            buttons.push(button.response.id);
            if menu == Menu::File {
                let bar = ui.max_rect();
                panels::note(ui, Panel::Menus, bar, button.response.id);
            }
        }
    });
    walk(ui, &buttons);
    chosen
}

/// F10 opens the first menu, left and right go to the one beside; within a menu
/// egui knows the way.
fn walk(ui: &Ui, buttons: &[Id]) {
    let ctx = ui.ctx();
    let popup = |button: Id| button.with("popup");
    let focused = ctx.memory(egui::Memory::focused);
    let open = buttons
        .iter()
        .position(|button| Popup::is_id_open(ctx, popup(*button)));
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = match open {
        None if pressed(Key::F10) => Some(0),
        None => None,
        Some(open) => {
            let on_button = buttons.get(open).copied() == focused;
            let on_submenu = focused.is_some_and(|id| ctx.data(|data| is_submenu(data, id)));
            let last = buttons.len().saturating_sub(1);
            let by_key = |key| ctx.input(|input| input.key_pressed(key));
            if by_key(Key::ArrowRight) && !on_submenu {
                Some(if open == last { 0 } else { open + 1 })
            } else if by_key(Key::ArrowLeft) && on_button {
                Some(open.checked_sub(1).unwrap_or(last))
            } else {
                None
            }
        }
    };
    if let Some(button) = to.and_then(|to| buttons.get(to)) {
        Popup::open_id(ctx, popup(*button));
        ctx.memory_mut(|memory| {
            // The arrow has done its work.
            memory.move_focus(FocusDirection::None);
            memory.request_focus(*button);
        });
        ctx.request_repaint();
    }
}

/// Whether an entry opens a submenu, or is in one: there the arrows are its own.
fn is_submenu(data: &egui::util::IdTypeMap, entry: Id) -> bool {
    data.get_temp::<bool>(entry.with("submenu entry")) == Some(true)
}

/// The commands of a menu; those of one sort are gathered in a submenu.
fn list_ui(
    ui: &mut Ui,
    commands: &[Command],
    editor: &Editor,
    (switches, recent): (Switches<'_>, &[PathBuf]),
) -> Option<Chosen> {
    let alone: Vec<_> = commands
        .iter()
        .copied()
        .filter(|command| command.submenu().is_none())
        .collect();
    let marks = alone.iter().any(|command| has_mark(*command));
    let switches_of = marks.then_some(switches);
    let again = switches.again;
    ui.set_width(width_of(ui, &alone, (editor, again), marks));
    let mut chosen = None;
    let mut last = None;
    for command in commands {
        let (group, sort) = (command.group(), command.submenu());
        if last.is_some_and(|last| last != group) {
            line_ui(ui);
        }
        last = Some(group);
        let Some(sort) = sort else {
            if item_ui(ui, *command, (editor, again), switches_of) {
                chosen = Some(Chosen::Command(*command));
            }
            continue;
        };
        // The first of its sort stands for all of them.
        let of_sort = |other: &&Command| other.submenu() == Some(sort);
        if commands.iter().find(of_sort) != Some(command) {
            continue;
        }
        let gathered: Vec<_> = commands
            .iter()
            .copied()
            .filter(|one| of_sort(&one))
            .collect();
        let marks = gathered.iter().any(|command| has_mark(*command))
            || (sort == saved_views::SUBMENU && !editor.map().views.is_empty());
        let can = gathered.iter().any(|command| command.is_enabled(editor));
        let button = submenu(ui, sort, switches_of.is_some());
        if !can {
            ui.add_enabled_ui(false, |ui| button.ui(ui, |_| ()));
            continue;
        }
        let (entry, _) = button.ui(ui, |ui| {
            widgets::menu_spacing(ui);
            ui.set_width(width_of(ui, &gathered, (editor, again), marks));
            if sort == RECENT {
                chosen = chosen.take().or(recent_ui(ui, recent));
            } else if sort == saved_views::SUBMENU {
                let view = saved_views::entries_ui(ui, editor);
                chosen = chosen.take().or(view.map(Chosen::View));
            }
            for command in gathered {
                if item_ui(ui, command, (editor, again), marks.then_some(switches)) {
                    chosen = Some(Chosen::Command(command));
                }
            }
        });
        let key = entry.id.with("submenu entry");
        ui.data_mut(|data| data.insert_temp(key, true));
        entry.accessible_name(sort);
    }
    chosen
}

/// The entry that opens a submenu, level with those beside it that may have a
/// check mark.
fn submenu<'a>(ui: &Ui, name: &'a str, after_mark: bool) -> SubMenuButton<'a> {
    let text = RichText::new(name).size(TEXT);
    let arrow = SubMenuButton::arrow_atom(Some(Chrome::of(ui).muted));
    let button = if after_mark {
        let mark = icon::text(icon::CHECK, MARK).color(egui::Color32::TRANSPARENT);
        Button::new((mark, text)).gap(GAP)
    } else {
        Button::new(text)
    };
    SubMenuButton::from_button(button.right_text(arrow))
}

/// The files that were opened last, and to forget them.
fn recent_ui(ui: &mut Ui, recent: &[PathBuf]) -> Option<Chosen> {
    let mut chosen = None;
    for path in recent.iter().take(RECENT_SHOWN) {
        let name = asking::stem(path);
        let shown = RichText::new(&name).size(TEXT);
        let row = ui.add(Button::new(shown).truncate());
        let row = row.accessible_name(name);
        if row.on_hover_text(path.display().to_string()).clicked() {
            chosen = Some(Chosen::Recent(path.clone()));
        }
    }
    if recent.is_empty() {
        widgets::note_ui(ui, "No map was opened yet");
    }
    line_ui(ui);
    let clear = Button::new(RichText::new("Clear this list").size(TEXT));
    if ui.add_enabled(!recent.is_empty(), clear).clicked() {
        chosen = Some(Chosen::ForgetRecent);
    }
    chosen
}

/// How wide a menu is: as its longest name and its longest keys need.
fn width_of(
    ui: &Ui,
    commands: &[Command],
    (editor, again): (&Editor, Option<&str>),
    marks: bool,
) -> f32 {
    let wide = |text: String, size| {
        let font = egui::FontId::proportional(size);
        let color = egui::Color32::PLACEHOLDER;
        ui.painter().layout_no_wrap(text, font, color).size().x
    };
    let most = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0_f32, f32::max);
    let names = most(
        &mut commands
            .iter()
            .map(|one| wide(name_of(*one, editor, again), TEXT)),
    );
    let keys = most(&mut commands.iter().map(|one| wide(keys_of(*one), SMALL)));
    let mark = if marks { MARK + GAP } else { 0.0 };
    let padding = 2.0 * ui.spacing().button_padding.x;
    (names + KEYS_GAP + keys + mark + padding).max(LEAST).ceil()
}

/// A command's name; those that take back and do again say what.
fn name_of(command: Command, editor: &Editor, again: Option<&str>) -> String {
    if let (Command::ExportAgain, Some(file)) = (command, again) {
        format!("{} to {}", command.name(), shortened(file))
    } else if command == Command::Undo {
        editor.document.undo_label()
    } else if command == Command::Redo {
        editor.document.redo_label()
    } else {
        command.name()
    }
}

/// The name of a file, without its middle where it is long.
fn shortened(file: &str) -> String {
    let letters: Vec<char> = file.chars().collect();
    let (Some(first), Some(last)) = (letters.get(..14), letters.get(letters.len().max(14) - 14..))
    else {
        return file.to_owned();
    };
    if letters.len() < 32 {
        return file.to_owned();
    }
    let (first, last): (String, String) = (first.iter().collect(), last.iter().collect());
    format!("{first}…{last}")
}

/// What a submenu shows of a name: "Add lane" need not be said again below it.
fn short_name(command: Command, name: &str) -> String {
    let rest = command.submenu().and_then(|sort| {
        let rest = name.strip_prefix(sort)?;
        rest.strip_prefix(": ")
    });
    let Some(rest) = rest else {
        return name.to_owned();
    };
    let mut letters = rest.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn keys_of(command: Command) -> String {
    command.shortcut().map(Shortcut::label).unwrap_or_default()
}

/// One command: its name and its keys, in a menu with switches after the place
/// of a check mark.
pub(super) fn item_ui(
    ui: &mut Ui,
    command: Command,
    (editor, again): (&Editor, Option<&str>),
    switches: Option<Switches<'_>>,
) -> bool {
    let chrome = Chrome::of(ui);
    let name = name_of(command, editor, again);
    let keys = RichText::new(keys_of(command))
        .size(SMALL)
        .color(chrome.muted);
    let text = RichText::new(short_name(command, &name)).size(TEXT);
    let button = if let Some(switches) = switches {
        let mark = icon::text(icon::CHECK, MARK).color(if is_on(command, editor, switches) {
            chrome.accent_ink
        } else {
            egui::Color32::TRANSPARENT
        });
        Button::new((mark, text)).gap(GAP)
    } else {
        Button::new(text)
    };
    ui.add_enabled(command.is_enabled(editor), button.right_text(keys))
        .accessible_name(name)
        .clicked()
}

pub(super) fn line_ui(ui: &mut Ui) {
    let line = Chrome::of(ui).line;
    ui.add_space(4.0);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::new(width, 1.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0.0, line);
    ui.add_space(4.0);
}

/// Whether a command switches something that can be seen to be on.
fn has_mark(command: Command) -> bool {
    matches!(
        command,
        Command::ThemeLight
            | Command::ThemeDark
            | Command::ThemeContrast
            | Command::DetailsText
            | Command::DetailsKey
            | Command::DetailsAll
            | Command::ToggleInspector
            | Command::ToggleMinimap
            | Command::ToggleOutline
            | Command::ToggleFeedback
            | Command::ToggleInsights
            | Command::ToggleOpportunities
            | Command::ToggleSnapping
            | Command::ToggleMarks
            | Command::VoteOnCards
            | Command::PickTool(_)
    )
}

fn is_on(command: Command, editor: &Editor, switches: Switches<'_>) -> bool {
    let theme = match editor.map().theme {
        ThemeName::Light => Command::ThemeLight,
        ThemeName::Dark => Command::ThemeDark,
        ThemeName::HighContrast => Command::ThemeContrast,
    };
    let details = match editor.map().details {
        Details::Text => Command::DetailsText,
        Details::Key => Command::DetailsKey,
        Details::All => Command::DetailsAll,
    };
    command == theme
        || command == details
        || command == Command::PickTool(editor.interaction.tool())
        || (command == Command::ToggleInspector && switches.inspector)
        || (command == Command::ToggleMinimap && switches.minimap)
        || (command == Command::ToggleOutline && switches.outline)
        || switches
            .evidence
            .is_some_and(|tab| tab.command() == command)
        || (command == Command::VoteOnCards && editor.is_voting())
        || (command == Command::ToggleMarks && editor.map().marks_evidence)
        || (command == Command::ToggleSnapping && editor.snapping)
}

/// Something at the right end of a bar, laid out from there.
pub(super) fn at_right(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), content);
}
