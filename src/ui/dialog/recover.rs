//! The list of work that was not saved: what each map is called, where it
//! belongs and when it was written last, with its picture. The chosen one is
//! opened; what is set aside can be had for a month.

use egui::{
    Align, Context, Key, Layout, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2,
};

use super::{
    Decision, buttons_ui,
    drawing::{Drawings, Drawn},
    middle_ui,
    rows::{self, Row},
    sheet::SheetPicture,
    title_ui,
};
use crate::{
    file::{self, limits, recovery::Offer},
    ui::{
        asking::file_name,
        facts::number,
        style::{self, Chrome, SMALL},
        widgets::{self, button_ui, primary_ui},
    },
};

/// The width of the list, the gap beside it, and the height of all.
const LIST: f32 = 320.0;
const GAP: f32 = 20.0;
const HEIGHT: f32 = 560.0;
/// The height of the row of buttons.
const BUTTONS: f32 = 46.0;

/// What can be recovered, and which of it is looked at.
pub(in crate::ui) struct RecoverForm {
    offers: Vec<Offer>,
    at: usize,
    /// The person asked for the list; at the start nobody did.
    asked: bool,
    drawings: Drawings,
    picture: SheetPicture,
}

impl RecoverForm {
    /// A list of offers.
    pub(in crate::ui) fn new(offers: Vec<Offer>, asked: bool, ctx: &Context) -> Self {
        Self {
            offers,
            at: 0,
            asked,
            drawings: Drawings::start(ctx),
            picture: SheetPicture::default(),
        }
    }

    /// Whether pictures are still being drawn.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.drawings.is_busy() || self.picture.is_busy()
    }

    /// The offer that is set aside goes to the end of the list.
    fn set_aside(&mut self) -> Option<Offer> {
        let offer = self.offers.get_mut(self.at)?;
        offer.set_aside = true;
        Some(offer.clone())
    }
}

pub(super) fn recover_ui(ui: &mut Ui, form: &mut RecoverForm, is_new: bool) -> Option<Decision> {
    let height = ui.ctx().content_rect().height() - 2.0 * super::MARGIN - 24.0;
    let size = Vec2::new(ui.available_width(), height.min(HEIGHT));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = |ui: &mut Ui, rect: Rect| ui.new_child(UiBuilder::new().max_rect(rect));
    let mut head = at(ui, whole);
    title_ui(&mut head, "Recover unsaved work");
    widgets::note_ui(&mut head, &said(form));
    let top = head.min_rect().bottom() + 12.0;
    let body = Rect::from_min_max(
        egui::pos2(whole.left(), top),
        egui::pos2(whole.right(), whole.bottom() - BUTTONS),
    );
    let left = body.with_max_x(body.left() + LIST);
    list_ui(&mut at(ui, left), form);
    let right = body.with_min_x(left.right() + GAP);
    picture_ui(&mut at(ui, right), form);
    let below = whole.with_min_y(body.bottom());
    ending_ui(&mut at(ui, below), form, is_new)
}

/// What there is to know, in a sentence.
fn said(form: &RecoverForm) -> String {
    let days = limits::KEPT_DAYS;
    if form.offers.is_empty() {
        return format!(
            "Nothing is waiting. What is not saved when the program ends is kept for {days} days \
             and offered here."
        );
    }
    let count = form.offers.iter().filter(|offer| !offer.set_aside).count();
    let maps = number(count, "map");
    match (form.asked, count) {
        (false, 1) => "The program ended before a map was saved. Nothing of it is lost.".into(),
        (false, _) => {
            format!("The program ended before {maps} were saved. Nothing of them is lost.")
        }
        (true, _) => format!("What was not saved or set aside is kept for {days} days."),
    }
}

fn list_ui(ui: &mut Ui, form: &mut RecoverForm) {
    let walked = rows::walk(ui, &mut form.at, form.offers.len());
    ScrollArea::vertical()
        .id_salt("unsaved work")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            for (index, offer) in form.offers.iter().enumerate() {
                let row = row_ui(ui, offer, index == form.at);
                if index == form.at && walked {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    form.at = index;
                }
            }
        });
}

/// One map: its title above its file and when it was written.
fn row_ui(ui: &mut Ui, offer: &Offer, chosen: bool) -> egui::Response {
    let chrome = Chrome::of(ui);
    let title = match offer.title().trim() {
        "" => "Untitled journey",
        title => title,
    };
    let (file, when) = (place_of(offer), when(offer));
    let row = Row {
        spoken: &format!("{title}, {file}, {when}"),
        enabled: true,
        chosen,
        lines: &[
            (title, chrome.ink),
            (&file, chrome.muted),
            (&when, chrome.muted),
        ],
    };
    rows::row_ui(ui, &row)
}

fn place_of(offer: &Offer) -> String {
    offer.path().map_or_else(
        || "Never saved to a file".into(),
        |path| format!("Changes to {}", file_name(&path)),
    )
}

/// When it was written last; and what became of it.
fn when(offer: &Offer) -> String {
    let ago = ago(file::seconds().saturating_sub(offer.time));
    if offer.set_aside {
        format!("{ago}, set aside")
    } else {
        ago
    }
}

/// "12 minutes ago". A clock that was set back makes it "just now".
fn ago(seconds: u64) -> String {
    let (count, word) = match seconds {
        0..60 => return "just now".into(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    format!("{} ago", number(count, word))
}

fn picture_ui(ui: &mut Ui, form: &mut RecoverForm) {
    let desk = ui.max_rect();
    let chrome = Chrome::of(ui);
    ui.painter()
        .rect_filled(desk, style::RADIUS + 2, chrome.hover);
    let Some(offer) = form.offers.get(form.at) else {
        return middle_ui(ui, desk, "There is nothing to show.", chrome.muted);
    };
    match &offer.map {
        Err(reason) => middle_ui(ui, desk, reason, chrome.danger),
        Ok(map) => match form.drawings.picture(form.at, map) {
            Drawn::NotYet => middle_ui(ui, desk, "The map is being drawn…", chrome.muted),
            Drawn::Nothing => middle_ui(ui, desk, "There are no stages in it.", chrome.muted),
            Drawn::Picture(document) => form.picture.sheet_ui(ui, desk, &document, 0),
        },
    }
}

fn ending_ui(ui: &mut Ui, form: &mut RecoverForm, is_new: bool) -> Option<Decision> {
    let chosen = form.offers.get(form.at);
    let may = chosen.is_some_and(|offer| offer.map.is_ok());
    let may_set_aside = chosen.is_some_and(|offer| !offer.set_aside);
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let has_keyboard = ui.ctx().memory(|memory| memory.focused().is_some());
    let enter = !has_keyboard && ui.input(|input| input.key_pressed(Key::Enter));
    buttons_ui(ui, |ui| {
        let recover = ui.add_enabled_ui(may, |ui| primary_ui(ui, "Recover")).inner;
        let later = button_ui(ui, if form.asked { "Close" } else { "Not now" });
        if is_new {
            if may {
                recover.request_focus();
            } else {
                later.request_focus();
            }
        }
        let aside = ui
            .with_layout(Layout::left_to_right(Align::Center), |ui| {
                let aside = ui.add_enabled_ui(may_set_aside, |ui| button_ui(ui, "Set aside"));
                let muted = Chrome::of(ui).muted;
                let words = "It is offered no more, and can be had from the File menu.";
                ui.label(RichText::new(words).size(SMALL).color(muted));
                aside.inner
            })
            .inner;
        if later.clicked() {
            return Some(Decision::Close);
        }
        if aside.clicked() {
            return form
                .set_aside()
                .map(|offer| Decision::SetAside(Box::new(offer)));
        }
        let goes = (recover.clicked() || goes || enter) && may;
        let offer = form.offers.get(form.at).filter(|_| goes)?;
        Some(Decision::Leave(super::Next::Recover(Box::new(
            offer.clone(),
        ))))
    })
}
