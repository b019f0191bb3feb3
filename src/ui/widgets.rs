//! The controls of panels and dialogs: fields with their label above, chips,
//! choices, swatches, buttons. They know the look of the window and nothing
//! of maps; each says what the user did and changes nothing itself.

use std::{fmt::Debug, hash::Hash};

use egui::{
    Align, AtomExt as _, Button, Color32, CornerRadius, Id, Key, Layout, Margin, Popup, Rect,
    Response, RichText, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2, WidgetInfo, accesskit::Role,
};

use super::{
    ask::Typed,
    icon,
    style::{self, CONTROL, Chrome, SMALL, TEXT},
};

/// The room between two fields.
const FIELD_GAP: f32 = 10.0;

/// A label above a control.
pub(super) fn label_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(FIELD_GAP);
    let chrome = Chrome::of(ui);
    let response = ui.label(
        RichText::new(text)
            .font(style::strong(SMALL))
            .color(chrome.muted),
    );
    ui.add_space(-1.0);
    response
}

/// A heading inside a panel.
pub(super) fn heading_ui(ui: &mut Ui, text: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(RichText::new(text).font(style::strong(14.0)).color(ink));
}

/// A note in small, muted text.
pub(super) fn note_ui(ui: &mut Ui, text: &str) {
    let muted = Chrome::of(ui).muted;
    ui.label(RichText::new(text).size(SMALL).color(muted));
}

/// A text field: what it is called, what it holds and how it looks.
pub(super) struct Field<'a> {
    /// Above the field, and its name for screen readers.
    pub label: &'a str,
    /// The text as the map has it.
    pub value: &'a str,
    /// How many lines it shows at least; 0 is a field of one line that cannot
    /// hold more.
    pub rows: usize,
    /// What stands in it while it is empty.
    pub hint: &'a str,
}

/// The most characters a field takes.
const LIMIT: usize = 100_000;

impl<'a> Field<'a> {
    /// A field of one line.
    pub(super) fn line(label: &'a str, value: &'a str) -> Self {
        Self {
            label,
            value,
            rows: 0,
            hint: "",
        }
    }

    /// A field that grows with its text.
    pub(super) fn lines(label: &'a str, value: &'a str, rows: usize) -> Self {
        Self {
            label,
            value,
            rows,
            hint: "",
        }
    }

    /// The same with words that stand in it while it is empty.
    pub(super) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Draws it with its label. `key` tells it from the same field of another
    /// element.
    pub(super) fn ui(self, ui: &mut Ui, key: impl Hash + Debug) -> Option<Typed> {
        let label = label_ui(ui, self.label);
        let width = ui.available_width();
        let (response, typed) = self.bare_ui(ui, key, width);
        response.labelled_by(label.id);
        typed
    }

    /// Draws it alone, in a row with others.
    pub(super) fn bare_ui(
        self,
        ui: &mut Ui,
        key: impl Hash + Debug,
        width: f32,
    ) -> (Response, Option<Typed>) {
        let id = Id::unique(("field", key, self.label));
        let mut text = self.value.to_owned();
        let edit = if self.rows == 0 {
            TextEdit::singleline(&mut text)
        } else {
            TextEdit::multiline(&mut text).desired_rows(self.rows)
        };
        let edit = edit
            .id(id)
            .hint_text(self.hint)
            .char_limit(LIMIT)
            .margin(Margin::symmetric(10, 7))
            .desired_width(width);
        let response = ui.add(edit);
        let typed = if response.changed() {
            Some(Typed::Text(text))
        } else if response.lost_focus() {
            let escaped = ui.input(|input| input.key_pressed(Key::Escape));
            Some(if escaped {
                Typed::Cancelled
            } else {
                Typed::Done
            })
        } else {
            None
        };
        (response, typed)
    }
}

/// A choice that was made: this, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set<T>(pub Option<T>);

/// A list to choose one of, under its label. Says what was chosen.
pub(super) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    current: T,
    options: &[(T, String)],
) -> Option<T> {
    label_ui(ui, label);
    let name = options
        .iter()
        .find(|(value, _)| *value == current)
        .map_or("", |(_, name)| name.as_str());
    let width = ui.available_width();
    let mut chosen = None;
    menu_field_ui(ui, label, name, width, |ui| {
        for (value, name) in options {
            if option_ui(ui, name, *value == current).clicked() {
                chosen = Some(*value);
                ui.close();
            }
        }
    });
    chosen.filter(|value| *value != current)
}

/// A button that looks like a field and opens a menu.
pub(super) fn menu_field_ui(
    ui: &mut Ui,
    label: &str,
    text: &str,
    width: f32,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let chrome = Chrome::of(ui);
    let caret = icon::text(icon::CARET_DOWN, 12.0).color(chrome.muted);
    let button = Button::new(RichText::new(text).size(TEXT))
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
        egui::ScrollArea::vertical()
            .max_height(340.0)
            .show(ui, |ui| {
                ui.with_layout(Layout::top_down_justified(Align::Min), content);
            });
    });
    button
}

/// The spacing of lists that drop down.
pub(super) fn menu_spacing(ui: &mut Ui) {
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
pub(super) fn option_ui(ui: &mut Ui, text: &str, chosen: bool) -> Response {
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
pub(super) fn chips_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    current: Option<T>,
    options: &[(T, String)],
) -> Option<Set<T>> {
    label_ui(ui, label);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        ui.spacing_mut().interact_size.y = 24.0;
        for (value, name) in options {
            let is_current = current == Some(*value);
            if chip_ui(ui, name, is_current).clicked() {
                chosen = Some(Set((!is_current).then_some(*value)));
            }
        }
    });
    chosen
}

/// One pill.
pub(super) fn chip_ui(ui: &mut Ui, text: &str, chosen: bool) -> Response {
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

/// A row of numbered steps, one of them chosen or none.
pub(super) fn steps_ui(
    ui: &mut Ui,
    label: &str,
    current: Option<u8>,
    ends: (&str, &str),
) -> Option<Set<u8>> {
    label_ui(ui, label);
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for step in 1..=5 {
            let is_current = current == Some(step);
            let button = Button::new(step.to_string())
                .min_size(Vec2::new(34.0, 28.0))
                .selected(is_current);
            let name = format!("{label} {step}");
            if ui.add(button).accessible_name(name).clicked() {
                chosen = Some(Set((!is_current).then_some(step)));
            }
        }
        note_ui(ui, if current.is_none() { "Not known" } else { "" });
    });
    note_ui(ui, &format!("1 {}, 5 {}", ends.0, ends.1));
    chosen
}

/// A box to tick, with its name beside it.
pub(super) fn tick_ui(ui: &mut Ui, label: &str, current: bool) -> Option<bool> {
    let mut value = current;
    let changed = ui.checkbox(&mut value, label).changed();
    changed.then_some(value)
}

/// Round colors to choose one of, the first of them "none of its own".
pub(super) fn swatches_ui<T: Copy + PartialEq>(
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

/// The button that does what a dialog or the bar is about.
pub(super) fn primary_ui(ui: &mut Ui, text: &str) -> Response {
    let chrome = Chrome::of(ui);
    filled_ui(
        ui,
        text,
        chrome.accent,
        chrome.accent_hover,
        chrome.on_accent,
    )
}

/// The same for what cannot be taken back.
pub(super) fn danger_ui(ui: &mut Ui, text: &str) -> Response {
    let danger = Chrome::of(ui).danger;
    button_ui(ui, RichText::new(text).color(danger))
}

fn filled_ui(ui: &mut Ui, text: &str, fill: Color32, hover: Color32, ink: Color32) -> Response {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (state, fill) in [
            (&mut widgets.inactive, fill),
            (&mut widgets.hovered, hover),
            (&mut widgets.active, hover),
        ] {
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, fill);
            state.fg_stroke.color = ink;
        }
        let text = RichText::new(text).font(style::strong(TEXT));
        ui.spacing_mut().button_padding.x = 16.0;
        ui.add(Button::new(text).min_size(Vec2::new(0.0, CONTROL)))
    })
    .inner
}

/// A plain button.
pub(super) fn button_ui(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 14.0;
        ui.add(Button::new(text.into()).min_size(Vec2::new(0.0, CONTROL)))
    })
    .inner
}

/// A square button without a frame that shows an icon and is told by its name.
pub(super) fn icon_button_ui(ui: &mut Ui, icon: char, name: &str, enabled: bool) -> Response {
    let chrome = Chrome::of(ui);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(26.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let color = if !enabled {
        chrome.muted.gamma_multiply(0.5)
    } else if response.hovered() {
        chrome.ink
    } else {
        chrome.muted
    };
    paint_button(ui, rect, &response, false);
    paint_icon(ui, rect, icon, 16.0, color);
    response.on_hover_text(name)
}

/// Behind an icon: the tint of what is under the pointer or chosen.
pub(super) fn paint_button(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let chrome = Chrome::of(ui);
    let fill = if chosen {
        chrome.tint
    } else if response.is_pointer_button_down_on() {
        chrome.press
    } else if response.hovered() {
        chrome.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, style::RADIUS, fill);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            style::RADIUS,
            Stroke::new(1.5, chrome.accent_ink),
            StrokeKind::Inside,
        );
    }
}

/// An icon in the middle of a place.
pub(super) fn paint_icon(ui: &Ui, rect: Rect, icon: char, size: f32, color: Color32) {
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icon,
        icon::font(size),
        color,
    );
}

/// A line across the panel.
pub(super) fn rule_ui(ui: &mut Ui) {
    ui.add_space(10.0);
    let line = Chrome::of(ui).line;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, line);
    ui.add_space(4.0);
}

/// What is left out at first, under a heading that opens it.
pub(super) fn more_ui(
    ui: &mut Ui,
    key: impl Hash + Debug,
    title: &str,
    content: impl FnOnce(&mut Ui),
) {
    let id = Id::unique(("more", key, title));
    let open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    ui.add_space(FIELD_GAP);
    let chrome = Chrome::of(ui);
    let size = Vec2::new(ui.available_width(), 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, title));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !open));
    }
    let color = if response.hovered() || response.has_focus() {
        chrome.ink
    } else {
        chrome.muted
    };
    let caret = if open {
        icon::CARET_DOWN
    } else {
        icon::CARET_RIGHT
    };
    let place = Rect::from_min_size(rect.min, Vec2::new(14.0, rect.height()));
    paint_icon(ui, place, caret, 12.0, color);
    ui.painter().text(
        rect.left_center() + Vec2::new(20.0, 0.0),
        egui::Align2::LEFT_CENTER,
        title,
        style::strong(SMALL),
        color,
    );
    if open {
        content(ui);
    }
}

/// One line of text, cut with an ellipsis where the room ends.
pub(super) fn elided(
    ui: &Ui,
    text: &str,
    font: egui::FontId,
    color: Color32,
    room: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
