//! The dialog that holds the open map against another: a version of it, another
//! file, or its own future state. What changed in words; both side by side; and
//! what became of pains and feelings. The curve of the other can be laid over
//! the open map from here.

mod form;

use egui::{Align, Layout, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2};

pub(in crate::ui) use self::form::{CompareForm, Page};
use super::{
    Decision, buttons_ui,
    changes::{changes_ui, sentence_ui},
    drawing::Drawn,
    middle_ui, title_ui,
};
use crate::{
    model::Element,
    ui::{
        facts::number,
        icon,
        style::{self, Chrome, SMALL},
        widgets::{self, button_ui, primary_ui},
    },
};

/// The height of the dialog inside its margin, where the window is as high.
const HEIGHT: f32 = 680.0;
/// The height of the row of buttons.
const BUTTONS: f32 = 46.0;
/// Between the two maps, and the height of the name above each.
const BETWEEN: f32 = 10.0;
const NAME: f32 = 20.0;

pub(super) fn compare_ui(ui: &mut Ui, form: &mut CompareForm, is_new: bool) -> Option<Decision> {
    let height = ui.ctx().content_rect().height() - 2.0 * super::MARGIN - 24.0;
    let size = Vec2::new(ui.available_width(), height.min(HEIGHT));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = |ui: &mut Ui, rect: Rect| ui.new_child(UiBuilder::new().max_rect(rect));
    let mut head = at(ui, whole);
    title_ui(&mut head, &format!("Compared with {}", form.name));
    pages_ui(&mut head, form);
    let top = head.min_rect().bottom() + 12.0;
    let body = whole.with_min_y(top).with_max_y(whole.bottom() - BUTTONS);
    let mut goal = None;
    match form.page {
        Page::Changes => list_ui(&mut at(ui, body), form, &mut goal),
        Page::Maps => maps_ui(&mut at(ui, body), form),
        Page::Outcomes => outcomes_ui(&mut at(ui, body), form, &mut goal),
    }
    let below = whole.with_min_y(body.bottom());
    let pressed = ending_ui(&mut at(ui, below), form, is_new);
    pressed.or(goal.map(Decision::Select))
}

fn pages_ui(ui: &mut Ui, form: &mut CompareForm) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for page in Page::ALL {
            let count = match page {
                Page::Changes => Some(form.changes.len()),
                Page::Maps => None,
                Page::Outcomes => Some(form.outcomes.len()),
            };
            let words = count.map_or_else(
                || page.label().to_owned(),
                |count| format!("{} {count}", page.label()),
            );
            if widgets::chip_ui(ui, &words, form.page == page).clicked() {
                form.page = page;
            }
        }
    });
}

fn list_ui(ui: &mut Ui, form: &CompareForm, goal: &mut Option<Element>) {
    let words = if form.changes.is_empty() {
        "Both are the same.".to_owned()
    } else {
        let count = number(form.changes.len(), "change");
        format!(
            "{count} from {} to {}. Click one to go there.",
            form.was, form.is
        )
    };
    widgets::note_ui(ui, &words);
    ui.add_space(6.0);
    scrolled_ui(ui, "changes", |ui| {
        changes_ui(ui, &form.changes, Some(goal));
    });
}

/// Both maps, the one before at the left.
fn maps_ui(ui: &mut Ui, form: &mut CompareForm) {
    let whole = ui.max_rect();
    let chrome = Chrome::of(ui);
    let half = Vec2::new((whole.width() - BETWEEN) / 2.0, whole.height());
    let left = Rect::from_min_size(whole.min, half);
    let right = left.translate(Vec2::new(half.x + BETWEEN, 0.0));
    for (place, rect) in [left, right].into_iter().enumerate() {
        let name = if place == 0 { &form.was } else { &form.is };
        let name = if name.starts_with("the ") {
            super::changes::sentence_case(name)
        } else {
            name.clone()
        };
        let text = RichText::new(name).font(style::strong(SMALL));
        let mut head = ui.new_child(UiBuilder::new().max_rect(rect));
        head.add(egui::Label::new(text.color(chrome.muted)).truncate());
        let desk = rect.with_min_y(rect.top() + NAME);
        ui.painter()
            .rect_filled(desk, style::RADIUS + 2, chrome.hover);
        match form.drawn(ui.ctx(), place) {
            Drawn::NotYet => middle_ui(ui, desk, "The map is being drawn…", chrome.muted),
            Drawn::Nothing => middle_ui(ui, desk, "There are no stages in it.", chrome.muted),
            Drawn::Picture(document) => form.pictures[place].sheet_ui(ui, desk, &document, 0),
        }
    }
}

/// What became of pains and feelings, what asks for a look first.
fn outcomes_ui(ui: &mut Ui, form: &CompareForm, goal: &mut Option<Element>) {
    let words = if form.outcomes.is_empty() {
        "No pain point and no stage became better or worse."
    } else {
        "Fixing one pain can make another: what asks for a look comes first. Click to go there."
    };
    widgets::note_ui(ui, words);
    ui.add_space(6.0);
    let chrome = Chrome::of(ui);
    scrolled_ui(ui, "outcomes", |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, outcome) in form.outcomes.iter().enumerate() {
            let sign = match outcome.kind.is_good() {
                None => (icon::WARNING, chrome.accent_ink),
                Some(false) => (icon::CARET_DOWN, chrome.danger),
                Some(true) => (icon::CARET_UP, chrome.good),
            };
            let leads = outcome.element.is_some();
            let clicked = ui.push_id(place, |ui| sentence_ui(ui, sign, &outcome.words, leads));
            if clicked.inner {
                *goal = outcome.element;
            }
        }
    });
}

fn scrolled_ui(ui: &mut Ui, key: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(key)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            content(ui);
        });
}

fn ending_ui(ui: &mut Ui, form: &CompareForm, is_new: bool) -> Option<Decision> {
    buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        let hint = "A dotted line over the open map, until you stop comparing";
        let lay = form
            .has_curve
            .then(|| button_ui(ui, "Show its curve on the map"));
        let lay = lay.map(|button| button.on_hover_text(hint));
        let layout = Layout::left_to_right(Align::Center);
        let copied = ui
            .with_layout(layout, |ui| {
                !form.is_empty() && button_ui(ui, "Copy the lists").clicked()
            })
            .inner;
        if copied {
            return Some(Decision::Copy(form.text()));
        }
        if lay.is_some_and(|button| button.clicked()) {
            let (name, map) = form.before();
            return Some(Decision::Lay(name.to_owned(), std::sync::Arc::clone(map)));
        }
        close.clicked().then_some(Decision::Close)
    })
}
