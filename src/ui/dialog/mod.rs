//! Dialogs inside the window: they take the keyboard, close with Escape, and
//! say what was decided. Nothing else of the window can be reached meanwhile.

mod about;
mod changes;
mod compare;
mod drawing;
mod export;
mod find;
mod import;
mod licences;
mod merge;
mod message;
mod paste;
mod paste_grid;
mod path;
mod recent;
mod recover;
mod rows;
mod rule_list;
mod rules;
mod settings;
mod sheet;
mod templates;
mod versions;
mod views;

use std::{path::PathBuf, sync::Arc};

use egui::{Context, Frame, Id, Modal as Window, RichText, TextureHandle, Ui};

pub(super) use self::{
    about::KeySheet,
    compare::CompareForm,
    export::{ExportForm, Order as ExportOrder},
    find::{Finder, Found, Recent},
    import::{Brought, ImportForm, Imported},
    licences::Licences,
    merge::{MergeForm, Names},
    message::{Confirm, Message},
    paste::PasteForm,
    path::{PathForm, Purpose},
    recent::RecentList,
    recover::RecoverForm,
    rules::{Ruled, RulesForm},
    versions::{Past, VersionsForm},
    views::{ViewAct, ViewForm},
};
use super::{
    settings::Settings,
    style::{self, Chrome},
};
use crate::{
    editor::{Command, Editor, Filling},
    file::{Consent, recovery::Offer},
    model::{Element, Map, Template},
};

/// What happens once the open map may be left.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Next {
    /// The window closes.
    Close,
    /// A file is asked for and opened.
    Ask,
    /// A file of another program is asked for and opened.
    Import,
    /// A path is asked for and opened.
    AskPath,
    /// This file is opened.
    Open(PathBuf),
    /// A new map is begun.
    New(Template),
    /// A sample map is opened, by its place in the list.
    Sample(usize),
    /// Work that was not saved is opened.
    Recover(Box<Offer>),
    /// A copy of a version is opened.
    Copy(Box<Past>),
    /// A map that comes of a file of another program is opened.
    Imported(Box<Imported>),
}

/// The dialog that is open.
pub(super) enum Modal {
    /// Whether to save a changed map before something else happens.
    Guard(Next),
    /// Something that was not possible, or has to be known.
    Message(Message),
    /// A question before a file is replaced.
    Confirm(Confirm),
    /// Which template a new map begins with.
    Templates,
    /// Which sample map to open.
    Samples,
    /// A path to type, where no file dialog answers.
    Path(PathForm),
    /// How the map is exported.
    Export(Box<ExportForm>),
    /// What a file of another program is understood as.
    Import(Box<ImportForm>),
    /// The rules by which feedback finds its place.
    Rules(Box<RulesForm>),
    /// What comes of the open map and another version.
    Merge(Box<MergeForm>),
    /// What differs from another file.
    Compare(Box<CompareForm>),
    /// Something is being exported; the share that is done.
    Exporting(f32),
    /// Where a pasted table goes.
    Paste(Box<PasteForm>),
    /// Every command and element, to be found by its name.
    Find(Box<Finder>),
    /// Every key.
    Keys(KeySheet),
    /// Every licence.
    Licences(Licences),
    /// What is set for the program.
    Settings(Box<Settings>),
    /// The files that were opened last.
    Recent(RecentList),
    /// Work that was not saved.
    Recover(Box<RecoverForm>),
    /// The versions of the map over time.
    Versions(Box<VersionsForm>),
    /// The name of a saved view, and what is part of it.
    View(Box<ViewForm>),
    /// The saved views.
    Views,
    /// What this program is.
    About,
}

/// What was decided in a dialog.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Decision {
    /// Nothing; the dialog closes.
    Close,
    /// Save, and go on if that worked.
    Save(Next),
    /// Go on without saving.
    Discard(Next),
    /// Save over what is there.
    Replace(PathBuf, Consent, Option<Next>),
    /// Save under another name.
    SaveAs(Option<Next>),
    /// Export over what is there.
    Overwrite(PathBuf, Purpose),
    /// Ask for a path.
    Ask(Purpose),
    /// Begin, or open.
    Leave(Next),
    /// This path was typed.
    Typed(PathForm),
    /// Export it like this.
    Export(Box<ExportOrder>),
    /// Open this map, which comes of a file of another program.
    Import(Box<Imported>),
    /// Add these answers to the log of the open map.
    Bring(Box<Brought>),
    /// Keep these rules, and place feedback by them.
    Rule(Box<Ruled>),
    /// Merge what another program wrote to the file of the open map.
    MergeOwn,
    /// Put this in the place of the open map, of which it was merged.
    Merged(Box<Map>),
    /// Go to this element.
    Select(Element),
    /// Lay the curve of what was compared with over the open map.
    Lay(String, Arc<Map>),
    /// Hold the open map against this version.
    Compare(Box<Past>),
    /// Offer this work no more, but keep it; the dialog stays.
    SetAside(Box<Offer>),
    /// Put this version in the place of the open map.
    Restore(Box<Past>),
    /// Stop exporting.
    StopExport,
    /// Run a command.
    Run(Command),
    /// Paste a table like this.
    Fill(Box<Filling>),
    /// Run this command, or go to this element.
    Found(Found),
    /// Put a text on the clipboard; the dialog stays.
    Copy(String),
    /// Set this; the dialog stays.
    Set(Box<Settings>),
    /// Forget the files that were opened last.
    ForgetRecent,
    /// Do this with a saved view.
    View(ViewAct),
}

/// What dialogs may read.
pub(super) struct Around<'a> {
    /// The name of the document.
    pub name: &'a str,
    /// The open document.
    pub editor: &'a Editor,
    /// The names of the sample maps.
    pub samples: &'a [&'static str],
    /// The pictures of the templates, while one is to be chosen.
    pub pictures: &'a [TextureHandle],
}

/// Inside the edge of a dialog.
const MARGIN: f32 = 22.0;

/// Draws the open dialog.
pub(super) fn modal_ui(
    ctx: &Context,
    modal: &mut Modal,
    around: &Around<'_>,
    is_new: bool,
) -> Option<Decision> {
    let mut decision = None;
    // One that takes the place of another does not begin with its size.
    let id = Id::unique(("dialog", std::mem::discriminant(&*modal)));
    let mut window = Window::new(id);
    if matches!(modal, Modal::Find(_)) {
        // The list below the field changes its length; the field stays.
        let below_bar = egui::Vec2::new(0.0, style::TOP_BAR + 24.0);
        window.area = window.area.anchor(egui::Align2::CENTER_TOP, below_bar);
    }
    let shown = window
        .backdrop_color(backdrop(ctx))
        .frame(frame(ctx))
        .show(ctx, |ui| {
            // Never wider than the window.
            let room = ctx.content_rect().width() - 2.0 * MARGIN - 24.0;
            ui.set_width(width(modal).min(room));
            decision = content_ui(ui, modal, around, is_new);
        });
    settle(ctx, id, shown.response.rect);
    if decision.is_none() && shown.should_close() {
        decision = Some(match modal {
            Modal::Exporting(_) => Decision::StopExport,
            Modal::Guard(_)
            | Modal::Message(_)
            | Modal::Confirm(_)
            | Modal::Templates
            | Modal::Samples
            | Modal::Path(_)
            | Modal::Export(_)
            | Modal::Import(_)
            | Modal::Rules(_)
            | Modal::Merge(_)
            | Modal::Compare(_)
            | Modal::Find(_)
            | Modal::Keys(_)
            | Modal::Licences(_)
            | Modal::Paste(_)
            | Modal::Settings(_)
            | Modal::Recent(_)
            | Modal::Recover(_)
            | Modal::Versions(_)
            | Modal::View(_)
            | Modal::Views
            | Modal::About => Decision::Close,
        });
    }
    decision
}

/// A dialog is put in the middle by the size it had: where that has changed,
/// it takes one more frame.
fn settle(ctx: &Context, id: Id, rect: egui::Rect) {
    let held = id.with("place");
    let before = ctx.data_mut(|data| {
        let before = data.get_temp::<egui::Rect>(held);
        data.insert_temp(held, rect);
        before
    });
    if before != Some(rect) {
        ctx.request_repaint();
    }
}

fn content_ui(
    ui: &mut Ui,
    modal: &mut Modal,
    around: &Around<'_>,
    is_new: bool,
) -> Option<Decision> {
    match modal {
        Modal::Guard(next) => message::guard_ui(ui, around.name, next, is_new),
        Modal::Message(message) => message::message_ui(ui, message, is_new),
        Modal::Confirm(confirm) => message::confirm_ui(ui, confirm, is_new),
        Modal::Templates => templates::templates_ui(ui, around.pictures, is_new),
        Modal::Samples => message::samples_ui(ui, around.samples, is_new),
        Modal::Path(form) => path::path_ui(ui, form, is_new),
        Modal::Export(form) => export::export_ui(ui, form, around, is_new),
        Modal::Import(form) => import::import_ui(ui, form, around.editor.map(), is_new),
        Modal::Rules(form) => rules::rules_ui(ui, form, around.editor.map(), is_new),
        Modal::Merge(form) => merge::merge_ui(ui, form, is_new),
        Modal::Compare(form) => compare::compare_ui(ui, form, is_new),
        Modal::Exporting(share) => export::exporting_ui(ui, *share, is_new),
        Modal::Find(finder) => find::find_ui(ui, finder, around.editor, is_new),
        Modal::Keys(sheet) => about::keys_ui(ui, sheet, is_new),
        Modal::Licences(shown) => licences::licences_ui(ui, shown, is_new),
        Modal::Paste(form) => paste::paste_ui(ui, form, around.editor.map(), is_new),
        Modal::Settings(settings) => settings::settings_ui(ui, settings, is_new),
        Modal::Recent(list) => recent::recent_ui(ui, list, is_new),
        Modal::Recover(form) => recover::recover_ui(ui, form, is_new),
        Modal::Versions(form) => versions::versions_ui(ui, form, is_new),
        Modal::View(form) => views::view_ui(ui, form, around.editor.map(), is_new),
        Modal::Views => views::views_ui(ui, around.editor.map(), is_new),
        Modal::About => about::about_ui(ui, is_new),
    }
}

const fn width(modal: &Modal) -> f32 {
    match modal {
        Modal::Templates => 860.0,
        Modal::Export(_)
        | Modal::Import(_)
        | Modal::Recover(_)
        | Modal::Versions(_)
        | Modal::Compare(_) => 1100.0,
        Modal::Keys(_) | Modal::Merge(_) | Modal::Rules(_) => 820.0,
        Modal::Licences(_) => 640.0,
        Modal::Paste(_) => 1080.0,
        Modal::Find(_) => 600.0,
        Modal::Recent(_) | Modal::View(_) | Modal::Views => 560.0,
        Modal::Message(_) | Modal::Settings(_) => 480.0,
        Modal::Guard(_)
        | Modal::Confirm(_)
        | Modal::Samples
        | Modal::Path(_)
        | Modal::Exporting(_)
        | Modal::About => 420.0,
    }
}

fn chrome_of(ctx: &Context) -> &'static Chrome {
    Chrome::behind(&ctx.global_style().visuals)
}

fn backdrop(ctx: &Context) -> egui::Color32 {
    chrome_of(ctx).backdrop
}

fn frame(ctx: &Context) -> Frame {
    let chrome = chrome_of(ctx);
    Frame::new()
        .fill(chrome.panel)
        .corner_radius(12)
        .shadow(chrome.float())
        .inner_margin(MARGIN)
}

/// The title of a dialog.
fn title_ui(ui: &mut Ui, title: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(RichText::new(title).font(style::bold(16.0)).color(ink));
    ui.add_space(4.0);
}

/// Text of a dialog.
fn text_ui(ui: &mut Ui, text: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(RichText::new(text).size(style::TEXT).color(ink));
}

/// Words in the middle of a place, such as why nothing else is there.
fn middle_ui(ui: &mut Ui, place: egui::Rect, words: &str, color: egui::Color32) {
    let above = (place.height() / 2.0 - 30.0).max(0.0);
    let room = place.shrink2(egui::Vec2::new(40.0, above));
    let layout = egui::Layout::top_down(egui::Align::Center);
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
    ui.label(RichText::new(words).color(color));
}

/// The part of a dialog that scrolls where the window is low: `around` points
/// of the height are for what is above and below it.
fn scroll_ui(ui: &mut Ui, around: f32, content: impl FnOnce(&mut Ui)) {
    let height = ui.ctx().content_rect().height();
    egui::ScrollArea::vertical()
        .max_height((height - around - 60.0).clamp(120.0, 520.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            // The bar that scrolls lies beside the content, not on it.
            ui.set_width(ui.available_width() - 10.0);
            content(ui);
        });
}

/// The row of buttons at the end of a dialog, from the right.
fn buttons_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(16.0);
    let size = egui::Vec2::new(ui.available_width(), style::CONTROL);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, content).inner
}
