//! The bar below the canvas: counts, what is filtered, whether unsaved work is
//! kept, a hint, and the zoom. It says what was pressed.

use egui::{Color32, Frame, Panel, RichText, Stroke, Ui, Vec2};

use super::{
    bars::{hairline, tip_of},
    icon, menus,
    style::{self, Chrome, RADIUS, SMALL, STATUS_BAR},
    widgets,
};
use crate::{
    editor::{Command, Editor, Tool},
    model::Element,
};

/// The bar below.
pub(super) fn status_bar_ui(
    ui: &mut Ui,
    editor: &Editor,
    (counts, filter, trouble): (&str, Option<&str>, Option<&str>),
    pans: bool,
) -> Option<Command> {
    let chrome = Chrome::of(ui);
    let mut chosen = None;
    Panel::bottom("status bar")
        .exact_size(STATUS_BAR)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(chrome.panel)
                .inner_margin(egui::Margin::symmetric(14, 0)),
        )
        .show(ui, |ui| {
            hairline(ui, ui.max_rect().expand2(Vec2::new(14.0, 0.0)), false);
            ui.spacing_mut().interact_size.y = 22.0;
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 20.0;
                widgets::note_ui(ui, counts);
                if !editor.selection.is_empty() {
                    widgets::note_ui(ui, &format!("{} selected", editor.selection.len()));
                }
                if let Some(trouble) = trouble {
                    trouble_ui(ui, trouble);
                }
                if let Some(filter) = filter
                    && filter_ui(ui, filter)
                {
                    chosen = Some(Command::ClearFilter);
                }
                menus::at_right(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    zoom_ui(ui, editor, &mut chosen);
                    let room = ui.available_width() - 20.0;
                    let text = hint(editor, pans);
                    let font = egui::FontId::proportional(SMALL);
                    let hint = widgets::elided(ui, text, font, chrome.muted, room);
                    ui.add_space(16.0);
                    ui.add(egui::Label::new(hint));
                });
            });
        });
    chosen
}

/// Says that unsaved work is not kept at the moment, and why.
fn trouble_ui(ui: &mut Ui, why: &str) {
    const WORDS: &str = "Recovery is off";
    let chrome = Chrome::of(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.label(icon::text(icon::WARNING, 14.0).color(chrome.danger));
    let text = RichText::new(WORDS).font(style::strong(SMALL));
    ui.label(text.color(chrome.danger))
        .accessible_name(format!("{WORDS}: {why}"))
        .on_hover_text(format!(
            "Work that is not saved would be lost in a crash: {why}"
        ));
    ui.spacing_mut().item_spacing.x = 20.0;
    ui.add_space(14.0);
}

/// Says that a filter is on; a press takes it off.
fn filter_ui(ui: &mut Ui, words: &str) -> bool {
    let chrome = Chrome::of(ui);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = Vec2::new(8.0, 2.0);
        let text = RichText::new(words).size(SMALL).color(chrome.accent_ink);
        let close = icon::text(icon::X, 10.0).color(chrome.accent_ink);
        let button = egui::Button::new((text, close))
            .gap(6.0)
            .fill(chrome.tint)
            .stroke(Stroke::NONE)
            .min_size(Vec2::new(0.0, 22.0))
            .corner_radius(11);
        let name = format!("{words}. Show everything");
        let tip = "Show everything";
        let response = ui.add(button).accessible_name(name).on_hover_text(tip);
        response.clicked()
    })
    .inner
}

/// Fit, and the zoom with its steps, from the right.
fn zoom_ui(ui: &mut Ui, editor: &Editor, chosen: &mut Option<Command>) {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
        ] {
            state.bg_stroke = Stroke::NONE;
        }
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        ui.spacing_mut().button_padding = Vec2::new(6.0, 2.0);
        let percent = format!("{:.0} %", editor.view.zoom() * 100.0);
        let steps = [
            (
                Command::ZoomIn,
                icon::text(icon::PLUS, 12.0),
                "Zoom in",
                22.0,
            ),
            (
                Command::ZoomActual,
                RichText::new(percent),
                "Actual size",
                46.0,
            ),
            (
                Command::ZoomOut,
                icon::text(icon::MINUS, 12.0),
                "Zoom out",
                22.0,
            ),
            (Command::Fit, RichText::new("Fit"), "Fit map", 30.0),
        ];
        for (command, text, name, width) in steps {
            let color = Chrome::of(ui).muted;
            let text = if matches!(command, Command::ZoomIn | Command::ZoomOut) {
                text.color(color)
            } else {
                text.size(SMALL).color(color)
            };
            let button = egui::Button::new(text)
                .min_size(Vec2::new(width, 22.0))
                .corner_radius(RADIUS - 2);
            let response = ui.add(button).accessible_name(name);
            let response = response.on_hover_text(tip_of(command));
            if response.clicked() {
                *chosen = Some(command);
            }
        }
    });
}

/// What the next move of the hand does, in a few words.
fn hint(editor: &Editor, pans: bool) -> &'static str {
    if pans {
        return "Drag to move the view";
    }
    if let Some(text) = editor.text_edit() {
        if text.is_new() && matches!(text.element, Element::Card(_)) {
            return "Enter begins the next card, Esc takes it back";
        }
        return "Enter keeps the text, Tab goes to the next cell, Esc takes it back";
    }
    if editor.interaction.is_held() {
        return "Shift keeps one axis, Alt moves freely, Ctrl copies, Esc takes it back";
    }
    match editor.interaction.tool() {
        Tool::Select => {}
        Tool::EmotionPoint => return "Click on the emotion lane to place a point, Esc to stop",
        Tool::Touchpoint
        | Tool::Card
        | Tool::PainPoint
        | Tool::Opportunity
        | Tool::Thought
        | Tool::Metric => return "Click where it belongs, Esc to stop",
    }
    match editor.selection.primary() {
        Some(Element::Card(_)) => "Drag to move, Enter to edit, Alt and arrows to nudge",
        Some(Element::Point(_)) => "Drag for time and feeling, Enter to name the moment",
        Some(Element::Stage(_)) => "Drag to reorder, drag the edge to resize, Enter to rename",
        Some(Element::Lane(_)) => "Drag the label to reorder, Enter to rename",
        Some(Element::Divider(_)) => "Drag or alt-arrows to move it, Delete removes it",
        Some(Element::Curve(_)) => "Double-click the curve to add a point",
        Some(Element::Header | Element::Persona(_)) => "Edit its fields in the inspector",
        None => "Double-click a cell to add a card",
    }
}
