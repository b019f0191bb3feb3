//! The export dialog: what is chosen on the left, and on the right the very
//! pages that will be written, how well their text is read, and what helps.
//! Nothing is written before a file is named.

mod choices;
mod content;
mod form;
mod helps;
mod preview;
mod verdict;

use egui::{
    Align, Key, Layout, Modifiers, ProgressBar, Rect, RichText, ScrollArea, Ui, UiBuilder, Vec2,
};

pub(in crate::ui) use self::form::ExportForm;
use self::preview::Shown;
use super::{Around, Decision, buttons_ui, middle_ui, title_ui};
use crate::{
    export::Document,
    model::Map,
    ui::{
        icon,
        plan::{self, Plan},
        style::{self, Chrome, SMALL},
        widgets::{self, button_ui, icon_button_with_keys_ui, note_ui, primary_ui},
    },
};

/// What is exported, and how many pages the preview had of it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Order {
    /// As what, and how.
    pub plan: Plan,
    /// How many pages; several may be several files.
    pub pages: usize,
}

/// The width of the choices.
const CHOICES: f32 = 318.0;
/// Between choices and preview.
const GAP: f32 = 22.0;
/// The height of the dialog inside its margin, where the window is as high.
const HEIGHT: f32 = 660.0;
/// The height of the title, and of the row of buttons.
const TITLE: f32 = 32.0;
const BUTTONS: f32 = 46.0;
/// The least height of what is said below the preview.
const BELOW: f32 = 66.0;
/// The height of the row that turns pages.
const TURNS: f32 = 30.0;

pub(super) fn export_ui(
    ui: &mut Ui,
    form: &mut ExportForm,
    around: &Around<'_>,
    is_new: bool,
) -> Option<Decision> {
    let map = around.editor.document.base();
    keys(ui, form);
    form.update(ui.ctx(), map);
    let height = ui.ctx().content_rect().height() - 2.0 * super::MARGIN - 24.0;
    let size = Vec2::new(ui.available_width(), height.min(HEIGHT));
    let (whole, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let at = |ui: &mut Ui, rect: Rect| ui.new_child(UiBuilder::new().max_rect(rect));
    title_ui(&mut at(ui, whole), "Export");
    let body = whole.with_min_y(whole.top() + TITLE);
    let body = body.with_max_y(whole.bottom() - BUTTONS);
    let left = body.with_max_x(body.left() + CHOICES);
    let before = form.plan.clone();
    choosing_ui(&mut at(ui, left), form, around);
    form.note(before);
    let right = body.with_min_x(left.right() + GAP);
    preview_ui(&mut at(ui, right), form, map);
    let below = whole.with_min_y(body.bottom());
    ending_ui(&mut at(ui, below), form, (around.name, is_new))
}

/// Keys of the dialog as a whole.
fn keys(ui: &Ui, form: &mut ExportForm) {
    let ctx = ui.ctx();
    if egui::Popup::is_any_open(ctx) {
        return;
    }
    let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    if !ctx.text_edit_focused() && pressed(Modifiers::COMMAND, Key::Z) {
        form.undo();
        ctx.request_repaint();
    }
    for (key, forward) in [(Key::PageUp, false), (Key::PageDown, true)] {
        if pressed(Modifiers::NONE, key) {
            form.turn(forward);
        }
    }
}

/// The choices, which scroll where the window is low.
fn choosing_ui(ui: &mut Ui, form: &mut ExportForm, around: &Around<'_>) {
    ScrollArea::vertical()
        .id_salt("export choices")
        .auto_shrink(false)
        .show(ui, |ui| {
            // The bar that scrolls lies beside the choices, not on them; and a
            // ring around the first of them is not cut.
            ui.set_width(ui.available_width() - 12.0);
            ui.add_space(-8.0);
            let mut shows_lanes = form.shows_lanes;
            choices::choices_ui(ui, &mut form.plan, around.editor, &mut shows_lanes);
            form.shows_lanes = shows_lanes;
        });
}

/// The page that is looked at, the way to the others, and what there is to
/// say about it.
fn preview_ui(ui: &mut Ui, form: &mut ExportForm, map: &Map) {
    let whole = ui.max_rect();
    let is_drawn = form.document().is_some();
    let turns = if form.pages() > 1 { TURNS } else { 0.0 };
    let below = if is_drawn {
        form.below.max(BELOW) + turns
    } else {
        0.0
    };
    let desk = whole.with_max_y(whole.bottom() - below);
    let chrome = Chrome::of(ui);
    ui.painter()
        .rect_filled(desk, style::RADIUS + 2, chrome.hover);
    let shown = form.preview().and_then(preview::Preview::shown).cloned();
    match &shown {
        Some(Shown::Pages(document)) => {
            let page = form.page;
            form.picture.sheet_ui(ui, desk, document, page);
        }
        Some(Shown::Text(text, more)) => text_ui(ui, desk, text, *more),
        Some(Shown::Refused(why)) => middle_ui(ui, desk, why, chrome.danger),
        None => {}
    }
    let is_behind = form.preview().is_none_or(preview::Preview::is_behind);
    if is_behind {
        updating_ui(ui, desk, shown.is_none());
    }
    if let Some(Shown::Pages(document)) = shown {
        let rest = whole.with_min_y(desk.bottom() + 6.0);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rest));
        if turns > 0.0 {
            turns_ui(&mut ui, form, &document);
        }
        let said = ui.scope(|ui| verdict::verdict_ui(ui, form, map));
        let height = said.response.rect.height() + 8.0;
        if height > form.below {
            // The preview gives way once, and does not come and go.
            form.below = height;
            ui.ctx().request_repaint();
        }
    }
}

/// Says that the preview is not the newest yet.
fn updating_ui(ui: &mut Ui, desk: Rect, is_first: bool) {
    let chrome = Chrome::of(ui);
    if is_first {
        return middle_ui(ui, desk, "The preview is being made…", chrome.muted);
    }
    let words = RichText::new("Updating…").size(SMALL).color(chrome.muted);
    let corner = Rect::from_min_size(
        desk.left_top() + Vec2::new(12.0, 1.0),
        Vec2::new(90.0, 14.0),
    );
    ui.put(corner, egui::Label::new(words).halign(Align::Min));
}

/// The first lines of a text that is exported.
fn text_ui(ui: &mut Ui, desk: Rect, text: &str, more: usize) {
    let room = desk.shrink(12.0);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(room));
    ScrollArea::both()
        .id_salt("export text")
        .auto_shrink(false)
        .show(&mut ui, |ui| {
            let words = RichText::new(text).monospace().color(Chrome::of(ui).ink);
            ui.add(egui::Label::new(words).extend());
            if more > 0 {
                note_ui(ui, &format!("and {more} more lines"));
            }
        });
}

/// The way to the pages before and after.
fn turns_ui(ui: &mut Ui, form: &mut ExportForm, document: &Document) {
    let count = document.sheets.len();
    let size = Vec2::new(ui.available_width(), TURNS - 6.0);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        let page = form.page;
        let back = ("Previous page", "Page Up");
        if icon_button_with_keys_ui(ui, icon::CARET_LEFT, back, page > 0).clicked() {
            form.turn(false);
        }
        let on = ("Next page", "Page Down");
        if icon_button_with_keys_ui(ui, icon::CARET_RIGHT, on, page + 1 < count).clicked() {
            form.turn(true);
        }
        let name = document.sheets.get(page).map_or("", |sheet| &sheet.name);
        let number = format!("Page {} of {count}", page + 1);
        ui.label(RichText::new(number).font(style::strong(SMALL)));
        let room = ui.available_width();
        let muted = Chrome::of(ui).muted;
        let font = egui::FontId::proportional(SMALL);
        let galley = widgets::elided(ui, name, font, muted, room);
        ui.label(galley);
    });
}

/// Which files there will be, and the buttons.
fn ending_ui(ui: &mut Ui, form: &mut ExportForm, (name, is_new): (&str, bool)) -> Option<Decision> {
    let refused = matches!(
        form.preview().and_then(preview::Preview::shown),
        Some(Shown::Refused(_))
    );
    let pages = form.pages();
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let has_keyboard = ui.ctx().memory(|memory| memory.focused().is_some());
    let enter = !has_keyboard && ui.input(|input| input.key_pressed(Key::Enter));
    let files = plan::files(&plan::suggested(&form.plan, name), form.plan.format, pages);
    buttons_ui(ui, |ui| {
        let export = ui
            .add_enabled_ui(!refused, |ui| primary_ui(ui, "Export…"))
            .inner;
        if is_new {
            export.request_focus();
        }
        let cancel = button_ui(ui, "Cancel");
        if files.len() > 1 {
            let words = format!("Becomes {}", plan::files_in_words(&files));
            let room = ui.available_width() - 8.0;
            let (font, muted) = (egui::FontId::proportional(SMALL), Chrome::of(ui).muted);
            let galley = widgets::elided(ui, &words, font, muted, room);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.label(galley));
        }
        if (export.clicked() || goes || enter) && !refused {
            let plan = form.plan.clone();
            Some(Decision::Export(Box::new(Order { plan, pages })))
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

pub(super) fn exporting_ui(ui: &mut Ui, share: f32, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Exporting");
    let accent = Chrome::of(ui).accent;
    ui.add(
        ProgressBar::new(share)
            .desired_height(6.0)
            .corner_radius(3)
            .fill(accent),
    )
    .accessible_name("Progress of the export");
    buttons_ui(ui, |ui| {
        let stop = button_ui(ui, "Cancel");
        if is_new {
            stop.request_focus();
        }
        stop.clicked().then_some(Decision::StopExport)
    })
}
