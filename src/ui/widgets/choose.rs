//! Controls to choose by: lists that drop down, pills, steps, boxes to tick,
//! colors. Each says what was chosen and changes nothing.

use egui::{
    Align, AtomExt as _, Button, Color32, CornerRadius, Layout, Popup, Response, RichText, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role,
};

use super::{label_ui, note_ui};
use crate::ui::{
    icon,
    style::{self, CONTROL, Chrome, SMALL, TEXT},
};

/// A choice that was made: this, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Set<T>(pub Option<T>);

/// A list to choose one of, under its label. Says what was chosen. What is
/// none of the options stands for several that differ.
pub(in crate::ui) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    current: T,
    options: &[(T, String)],
) -> Option<T> {
    label_ui(ui, label);
    let name = options
        .iter()
        .find(|(value, _)| *value == current)
        .map_or("Different", |(_, name)| name.as_str());
    let width = ui.available_width();
    let mut chosen = None;
    menu_field_ui(ui, label, (None, name), width, |ui| {
        for (value, name) in options {
            if option_ui(ui, name, *value == current).clicked() {
                chosen = Some(*value);
                ui.close();
            }
        }
    });
    chosen.filter(|value| *value != current)
}

/// A button that looks like a field, with an icon or none, and opens a menu.
pub(in crate::ui) fn menu_field_ui(
    ui: &mut Ui,
    label: &str,
    (sign, text): (Option<char>, &str),
    width: f32,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let chrome = Chrome::of(ui);
    let caret = icon::text(icon::CARET_DOWN, 12.0).color(chrome.muted);
    let words = RichText::new(text).size(TEXT);
    let button = match sign {
        Some(sign) => {
            let sign = icon::text(sign, 15.0).color(chrome.muted);
            Button::new((sign, words.atom_shrink(true))).gap(8.0)
        }
        None => Button::new(words),
    };
    let button = button
        .right_text(caret)
        .truncate()
        .min_size(Vec2::new(width, CONTROL));
    let button = ui.add_sized([width, CONTROL], button);
    let spoken = if text.is_empty() {
        label.to_owned()
    } else {
        format!("{label}: {text}")
    };
    let button = button.accessible_name(spoken);
    Popup::menu(&button).width(width).show(|ui| {
        menu_spacing(ui);
        ui.set_min_width((width - 14.0).max(120.0));
        // All channels there are, where the window is as high.
        let most = (ui.ctx().content_rect().height() - 140.0).clamp(200.0, 560.0);
        egui::ScrollArea::vertical()
            .max_height(most)
            .show(ui, |ui| {
                ui.with_layout(Layout::top_down_justified(Align::Min), content);
            });
    });
    button
}

/// The spacing of lists that drop down.
pub(in crate::ui) fn menu_spacing(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().button_padding = Vec2::new(8.0, 5.0);
    ui.spacing_mut().interact_size.y = 28.0;
    let chrome = Chrome::of(ui);
    let widgets = &mut ui.visuals_mut().widgets;
    for state in [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.bg_stroke = Stroke::NONE;
        state.corner_radius = CornerRadius::same(5);
    }
    widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
    widgets.hovered.weak_bg_fill = chrome.hover;
    widgets.active.weak_bg_fill = chrome.press;
}

/// One line of a list that drops down, with a check mark when it is chosen.
pub(in crate::ui) fn option_ui(ui: &mut Ui, text: &str, chosen: bool) -> Response {
    let chrome = Chrome::of(ui);
    let mark = icon::text(icon::CHECK, 13.0).color(if chosen {
        chrome.accent_ink
    } else {
        Color32::TRANSPARENT
    });
    // The name gives way where there is no room, not the mark.
    let shown = RichText::new(text).atom_shrink(true);
    ui.add(Button::new((mark, shown)).gap(8.0))
        .accessible_name(text)
}

/// Pills of which at most one is chosen, under a label; a click on the chosen
/// one takes the choice back. Says what is chosen now, when that changed.
pub(in crate::ui) fn chips_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    current: Option<T>,
    options: &[(T, String)],
) -> Option<Set<T>> {
    label_ui(ui, label);
    let mut chosen = None;
    ui.scope(|ui| {
        // Rows are as high as the pills.
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.horizontal_wrapped(|ui| {
            for (value, name) in options {
                let is_current = current == Some(*value);
                if chip_ui(ui, name, is_current).clicked() {
                    chosen = Some(Set((!is_current).then_some(*value)));
                }
            }
        });
    });
    chosen
}

/// One pill.
pub(in crate::ui) fn chip_ui(ui: &mut Ui, text: &str, chosen: bool) -> Response {
    let chrome = Chrome::of(ui);
    let (font, color) = if chosen {
        (style::strong(SMALL), chrome.accent_ink)
    } else {
        (egui::FontId::proportional(SMALL), chrome.muted)
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let size = galley.size() + Vec2::new(20.0, 9.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, text));
    if ui.is_rect_visible(rect) {
        let fill = match (chosen, response.hovered()) {
            (true, _) => chrome.tint,
            (false, true) => chrome.hover,
            (false, false) => chrome.panel,
        };
        let edge = match (response.has_focus(), chosen) {
            (true, _) => chrome.accent_ink,
            (false, true) => chrome.tint,
            (false, false) => chrome.line,
        };
        let radius = rect.height() / 2.0;
        ui.painter().rect(
            rect,
            radius,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let pos = rect.center() - galley.size() / 2.0;
        ui.painter().galley(pos, galley, color);
    }
    response
}

/// A row of numbered steps, one of them chosen or none; 0 is several that
/// differ.
pub(in crate::ui) fn steps_ui(
    ui: &mut Ui,
    label: &str,
    current: Option<u8>,
    ends: (&str, &str),
) -> Option<Set<u8>> {
    label_ui(ui, label);
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let width = (ui.available_width() - 5.0 * 6.0) / 6.0;
        for step in (1..=5).map(Some).chain([None]) {
            let is_current = current == step;
            let (shown, name) = match step {
                Some(step) => (step.to_string(), format!("{label} {step}")),
                None => ("–".to_owned(), format!("{label} not known")),
            };
            let response = step_ui(ui, &shown, width, is_current).accessible_name(name);
            let response = match step {
                Some(1) => response.on_hover_text(format!("1 {}", ends.0)),
                Some(5) => response.on_hover_text(format!("5 {}", ends.1)),
                Some(_) => response,
                None => response.on_hover_text("Not known"),
            };
            if response.clicked() {
                chosen = Some(Set(step.filter(|_| !is_current)));
            }
        }
    });
    note_ui(ui, &format!("1 {}, 5 {}", ends.0, ends.1));
    chosen.filter(|Set(step)| *step != current)
}

/// One of the steps, framed; the chosen one in the accent.
fn step_ui(ui: &mut Ui, text: &str, width: f32, chosen: bool) -> Response {
    let chrome = Chrome::of(ui);
    let text = RichText::new(text).color(if chosen {
        chrome.accent_ink
    } else {
        chrome.ink
    });
    let button = Button::new(text).min_size(Vec2::new(width, 28.0));
    let button = if chosen {
        button
            .fill(chrome.tint)
            .stroke(Stroke::new(1.0, chrome.accent_ink))
    } else {
        button
    };
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 2.0;
        ui.add(button)
    })
    .inner
}

/// A box to tick, with its name beside it.
pub(in crate::ui) fn tick_ui(ui: &mut Ui, label: &str, current: bool) -> Option<bool> {
    let mut value = current;
    let changed = ui.checkbox(&mut value, label).changed();
    changed.then_some(value)
}

/// Round colors to choose one of, the first of them "none of its own".
pub(in crate::ui) fn swatches_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    current: Option<T>,
    options: &[(T, &str, Color32)],
) -> Option<Set<T>> {
    label_ui(ui, label);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(2.0);
        if swatch_ui(ui, "Automatic color", None, current.is_none()).clicked() {
            chosen = Some(Set(None));
        }
        for (value, name, color) in options {
            if swatch_ui(ui, name, Some(*color), current == Some(*value)).clicked() {
                chosen = Some(Set(Some(*value)));
            }
        }
    });
    chosen.filter(|Set(value)| *value != current)
}

fn swatch_ui(ui: &mut Ui, name: &str, color: Option<Color32>, chosen: bool) -> Response {
    let chrome = Chrome::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, name));
    let painter = ui.painter();
    let center = rect.center();
    if let Some(color) = color {
        painter.circle_filled(center, 8.0, color);
    } else {
        painter.circle(
            center,
            7.5,
            chrome.panel,
            Stroke::new(1.0, chrome.strong_line),
        );
        let slant = Vec2::splat(5.2);
        let stroke = Stroke::new(1.0, chrome.strong_line);
        painter.line_segment([center - slant, center + slant], stroke);
    }
    if chosen || response.has_focus() {
        painter.circle_stroke(center, 10.0, Stroke::new(2.0, chrome.accent_ink));
    } else if response.hovered() {
        painter.circle_stroke(center, 10.0, Stroke::new(1.0, chrome.strong_line));
    }
    response.on_hover_text(name)
}
