//! The bar above the canvas, with menus, name and export, and the tools that
//! float at its left. They say what was pressed.

use std::path::PathBuf;

use egui::{
    Align2, Area, Frame, Id, Order, Panel, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use super::{
    canvas::RAIL_MARGIN,
    icon, menus,
    menus::{Chosen, Switches},
    style::{self, Chrome, RADIUS, RAIL, SMALL, TEXT, TOP_BAR},
    widgets,
};
use crate::editor::{Command, Editor, Shortcut, Tool};

/// The room that the menus take.
const MENUS: f32 = 300.0;
/// The width of what opens the palette.
const FIELD: f32 = 248.0;
/// From this width on, the bar has room for it.
const FIELD_FROM: f32 = 1160.0;

/// The bar above: menus, the name of the document, undo and export.
pub(super) fn top_bar_ui(
    ui: &mut Ui,
    editor: &Editor,
    (name, state): (&str, &str),
    (switches, recent): (Switches, &[PathBuf]),
) -> Option<Chosen> {
    let chrome = Chrome::of(ui);
    let mut chosen = None;
    Panel::top("top bar")
        .exact_size(TOP_BAR)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(chrome.panel)
                .inner_margin(egui::Margin::symmetric(12, 0)),
        )
        .show(ui, |ui| {
            hairline(ui, ui.max_rect().expand2(Vec2::new(12.0, 0.0)), true);
            let bar = ui.max_rect();
            ui.horizontal_centered(|ui| {
                ui.scope(|ui| {
                    ui.set_max_width(MENUS);
                    chosen = menus::menus_ui(ui, editor, switches, recent);
                });
            });
            let mut pressed = None;
            let right = right_ui(ui, bar, editor, &mut pressed);
            chosen = chosen.take().or(pressed.map(Chosen::Command));
            title_ui(ui, bar, right, (name, state));
        });
    chosen
}

/// Undo, redo and export, from the right end. Returns where they begin.
fn right_ui(ui: &mut Ui, bar: Rect, editor: &Editor, chosen: &mut Option<Command>) -> f32 {
    let builder = egui::UiBuilder::new()
        .max_rect(bar)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    let mut ui = ui.new_child(builder);
    let tip = tip_of(Command::Export);
    let export = widgets::primary_ui(&mut ui, "Export").on_hover_text(tip);
    if export.clicked() {
        *chosen = Some(Command::Export);
    }
    ui.add_space(2.0);
    let tip = tip_of(Command::Present);
    let present = widgets::button_ui(&mut ui, "Present").on_hover_text(tip);
    if present.clicked() {
        *chosen = Some(Command::Present);
    }
    ui.add_space(4.0);
    if find_field_ui(&mut ui, bar.width()) {
        *chosen = Some(Command::FindCommand);
    }
    ui.add_space(2.0);
    for (command, icon, name) in [
        (Command::Redo, icon::REDO, editor.document.redo_label()),
        (Command::Undo, icon::UNDO, editor.document.undo_label()),
    ] {
        let enabled = command.is_enabled(editor);
        let keys = command.shortcut().map(Shortcut::label).unwrap_or_default();
        if widgets::icon_button_with_keys_ui(&mut ui, icon, (&name, &keys), enabled).clicked() {
            *chosen = Some(command);
        }
    }
    ui.min_rect().left()
}

/// What a button does and the keys that do it too.
pub(super) fn tip_of(command: Command) -> String {
    match command.shortcut() {
        Some(keys) => format!("{}  {}", command.name(), keys.label()),
        None => command.name(),
    }
}

/// What opens the palette: it looks like a field, and is an icon where there is
/// no room for one.
fn find_field_ui(ui: &mut Ui, room: f32) -> bool {
    let chrome = Chrome::of(ui);
    let keys = Command::FindCommand
        .shortcut()
        .map(Shortcut::label)
        .unwrap_or_default();
    let name = "Search or run a command";
    if room < FIELD_FROM {
        let names = (name, keys.as_str());
        return widgets::icon_button_with_keys_ui(ui, icon::MAGNIFYING_GLASS, names, true)
            .clicked();
    }
    let (rect, response) = ui.allocate_exact_size(Vec2::new(FIELD, style::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let edge = if response.has_focus() {
        chrome.accent_ink
    } else if response.hovered() {
        chrome.strong_line
    } else {
        chrome.line
    };
    let fill = if response.hovered() {
        chrome.hover
    } else {
        chrome.panel
    };
    let stroke = Stroke::new(1.0, edge);
    let kind = egui::StrokeKind::Inside;
    ui.painter().rect(rect, RADIUS, fill, stroke, kind);
    let inside = rect.shrink2(Vec2::new(10.0, 0.0));
    let glass = Rect::from_min_size(inside.min, Vec2::new(14.0, inside.height()));
    widgets::paint_icon(ui, glass, icon::MAGNIFYING_GLASS, 14.0, chrome.muted);
    for (align, pos, text, size) in [
        (
            Align2::LEFT_CENTER,
            inside.left_center() + Vec2::new(21.0, 0.0),
            name,
            TEXT,
        ),
        (
            Align2::RIGHT_CENTER,
            inside.right_center(),
            keys.as_str(),
            SMALL,
        ),
    ] {
        let font = egui::FontId::proportional(size);
        ui.painter().text(pos, align, text, font, chrome.muted);
    }
    response.clicked()
}

/// The name of the document and whether it is saved, in the middle.
fn title_ui(ui: &Ui, bar: Rect, right: f32, (name, state): (&str, &str)) {
    let chrome = Chrome::of(ui);
    let left = bar.left() + MENUS + 10.0;
    let room = (right - left - 24.0).max(0.0);
    let spoken = format!("{name}: {state}");
    let name = widgets::elided(ui, name, style::strong(TEXT), chrome.ink, room - 50.0);
    let state = ui.painter().layout_no_wrap(
        state.to_owned(),
        egui::FontId::proportional(TEXT),
        chrome.muted,
    );
    let width = name.size().x + 6.0 + state.size().x;
    if width > room {
        return;
    }
    let x = (bar.center().x - width / 2.0).clamp(left, (right - 24.0 - width).max(left));
    let y = bar.center().y - name.size().y / 2.0;
    let after = x + name.size().x + 6.0;
    let place = Rect::from_min_size(Pos2::new(x, y), Vec2::new(width, name.size().y));
    let response = ui.interact(place, Id::unique("document"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    ui.painter().galley(Pos2::new(x, y), name, chrome.ink);
    ui.painter()
        .galley(Pos2::new(after, y), state, chrome.muted);
}

/// A line at an edge of a bar.
pub(super) fn hairline(ui: &Ui, bar: Rect, below: bool) {
    let y = if below {
        bar.bottom() - 0.5
    } else {
        bar.top() + 0.5
    };
    let line = Chrome::of(ui).line;
    ui.painter().hline(bar.x_range(), y, Stroke::new(1.0, line));
}

/// The tools, on a panel that floats over the canvas' left edge.
pub(super) fn rail_ui(ui: &Ui, canvas: Rect, editor: &Editor) -> Option<Tool> {
    let chrome = Chrome::of(ui);
    let mut picked = None;
    let corner = canvas.min + Vec2::splat(RAIL_MARGIN);
    Area::new(Id::unique("tool rail"))
        .order(Order::Middle)
        .fixed_pos(corner)
        .movable(false)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(chrome.panel)
                .corner_radius(10)
                .shadow(chrome.float())
                .inner_margin(5)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.set_width(RAIL - 10.0);
                    let held = editor.interaction.tool();
                    for tool in Tool::ALL {
                        if tool_ui(ui, tool, held == tool) {
                            picked = Some(tool);
                        }
                    }
                });
        });
    picked
}

fn tool_ui(ui: &mut Ui, tool: Tool, held: bool) -> bool {
    let chrome = Chrome::of(ui);
    let size = Vec2::splat(RAIL - 10.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{} tool", tool.name());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, held, &name));
    widgets::paint_button(ui, rect, &response, held);
    let color = if held { chrome.accent_ink } else { chrome.ink };
    widgets::paint_icon(ui, rect, tool_icon(tool), 19.0, color);
    let keys = Command::PickTool(tool)
        .shortcut()
        .map(Shortcut::label)
        .unwrap_or_default();
    // Beside the rail, where it hides no other tool.
    let mut tip = egui::Tooltip::for_enabled(&response);
    tip.popup = tip.popup.align(egui::RectAlign::RIGHT).gap(10.0);
    tip.show(|ui| {
        ui.horizontal(|ui| {
            ui.label(tool.name());
            widgets::note_ui(ui, &keys);
        });
    });
    response.clicked()
}

const fn tool_icon(tool: Tool) -> char {
    match tool {
        Tool::Select => icon::CURSOR,
        Tool::Touchpoint => icon::GLOBE,
        Tool::Card => icon::FILE_TEXT,
        Tool::EmotionPoint => icon::HEART,
        Tool::PainPoint => icon::LIGHTNING,
        Tool::Opportunity => icon::LIGHTBULB,
        Tool::Thought => icon::CHAT_TEXT,
        Tool::Metric => icon::CHART_BAR,
    }
}

/// A place at the canvas' edge that says a file can be dropped.
pub(super) fn drop_hint_ui(ui: &Ui, canvas: Rect, words: &str) {
    let chrome = Chrome::of(ui);
    let rect = canvas.shrink(16.0);
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        Order::Foreground,
        Id::unique("drop hint"),
    ));
    painter.rect(
        rect,
        12.0,
        chrome.tint.gamma_multiply(0.9),
        Stroke::new(2.0, chrome.accent_ink),
        egui::StrokeKind::Inside,
    );
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        words,
        style::strong(16.0),
        chrome.accent_ink,
    );
}
