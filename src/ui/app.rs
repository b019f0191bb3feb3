//! The window as a whole: one document, its panels, its canvas and the dialog
//! that may be open. One frame: keys and menus give commands, panels give
//! wishes, the canvas plays the hand into the editor; then all of it is done.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::Arc,
};

use egui::{CentralPanel, Context, Frame, Ui, ViewportCommand};

use super::{
    ask::Asks,
    asking::{Asked, file_name},
    bars,
    canvas::{self, Canvas},
    comparing::Comparing,
    dialog::{self, Modal, Next},
    evidence::Evidence,
    exports::Exports,
    facts::Facts,
    finding::Finding,
    gallery::Gallery,
    inspector::{self, Shown},
    job::Job,
    keeping::Keeping,
    menus::{Chosen, Switches},
    modal::OpenModal,
    notice,
    pick::Dialogs,
    present::Presenting,
    restoring::PastMaps,
    samples,
    saving::Saves,
    settings::{
        Autosave, ColumnMemory, ExportMemory, InterfaceTheme, Keeper, Settings, WindowPlace,
    },
    status_bar, style,
    surviving::Faults,
    taking::{self, Taking},
    toast::{self, Offer, Toast},
    watching::Watching,
    workshop::Workshop,
};
use crate::{
    editor::{Command, Editor},
    file::{Disk, Stamp},
    model::{Map, Swatch},
    paint,
};

/// From this width on, a window has room for map and inspector.
const WIDE: f32 = 1100.0;

/// The window.
pub struct App {
    pub(super) editor: Editor,
    pub(super) file: OpenFile,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) dialogs: Box<dyn Dialogs>,
    /// The folder in which windows leave each other what was copied.
    pub(super) clips: Option<PathBuf>,
    pub(super) modal: Option<OpenModal>,
    /// A file that is being asked for, and what for.
    pub(super) asked: Option<Asked>,
    /// The map that may be left without a further question: it was given up.
    pub(super) given_up: Option<Arc<Map>>,
    pub(super) job: Option<Job>,
    /// The path that the export was typed with.
    pub(super) typed: Option<dialog::PathForm>,
    /// What happens when the export has ended.
    pub(super) after_job: Option<Next>,
    pub(super) exports: Exports,
    /// What columns of tables of feedback were taken for.
    pub(super) columns: ColumnMemory,
    pub(super) canvas: Canvas,
    pub(super) settings: Settings,
    keeper: Keeper,
    pub(super) autosave: Autosave,
    pub(super) saves: Saves,
    pub(super) keeping: Keeping,
    pub(super) watching: Watching,
    pub(super) faults: Faults,
    /// Which of the documents that were open in this window is open now.
    pub(super) document: u64,
    /// What is kept of maps that are saved.
    pub(super) past: PastMaps,
    pub(super) gallery: Gallery,
    /// Which of the settings the window looks like.
    worn: Option<(InterfaceTheme, u16, bool)>,
    /// Whether the inspector is open; by itself where there is room for it,
    /// until it is opened or closed.
    pub(super) inspector: Option<bool>,
    /// Whether the window is wide enough for it.
    has_room: bool,
    /// The window may close without asking.
    pub(super) leaving: bool,
    /// The title the window has.
    title: String,
    /// Which fonts the window has: the revision of the map's font book.
    pub(super) fonts: usize,
    /// The keys that nudge are held down.
    pub(super) nudging: bool,
    /// The table of the clipboard was asked for; the frames it may take yet.
    pub(super) awaits_paste: Option<u8>,
    /// What was just done, for some seconds.
    pub(super) toast: Option<Toast>,
    pub(super) facts: Facts,
    /// Pictures that are being taken in.
    pub(super) taking: Vec<Taking>,
    pub(super) presenting: Presenting,
    /// Palette, find bar, filter and outline.
    pub(super) finding: Finding,
    /// What the open map is held against.
    pub(super) comparing: Option<Comparing>,
    /// Feedback, insights and opportunities.
    pub(super) evidence: Evidence,
    /// Notes and votes.
    pub(super) workshop: Workshop,
    /// The day it is, as `YYYY-MM-DD`; `None` reads the clock.
    pub(super) day: Option<String>,
    pub(super) today: String,
}

/// The file of the open map.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenFile {
    /// Where it is, once it is anywhere.
    pub path: Option<PathBuf>,
    /// What it held when it was opened or saved.
    pub stamp: Option<Stamp>,
    /// It holds something else than what is shown of it: it is damaged.
    pub repaired: bool,
    /// The name to begin with when it is saved for the first time.
    pub suggested: Option<String>,
}

impl App {
    /// A window with the first sample map as an unsaved copy, which asks for
    /// files through `dialogs` and reads and writes them on `disk`.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, dialogs: Box<dyn Dialogs>) -> Self {
        Self {
            editor: Editor::new(samples::map(0)),
            file: OpenFile::default(),
            dialogs,
            clips: None,
            modal: None,
            asked: None,
            given_up: None,
            job: None,
            typed: None,
            after_job: None,
            exports: Exports::new(ExportMemory::new(Arc::clone(&disk), None)),
            columns: ColumnMemory::new(Arc::clone(&disk), None),
            canvas: Canvas::default(),
            settings: Settings::default(),
            keeper: Keeper::new(Arc::clone(&disk), None),
            autosave: Autosave::default(),
            saves: Saves::default(),
            keeping: Keeping::default(),
            watching: Watching::default(),
            faults: Faults::default(),
            document: 0,
            past: PastMaps::new(&disk, None),
            gallery: Gallery::default(),
            worn: None,
            inspector: None,
            has_room: true,
            leaving: false,
            title: String::new(),
            fonts: 0,
            nudging: false,
            awaits_paste: None,
            toast: None,
            facts: Facts::default(),
            taking: Vec::new(),
            presenting: Presenting::default(),
            finding: Finding::default(),
            comparing: None,
            evidence: Evidence::default(),
            workshop: Workshop::default(),
            day: None,
            today: String::new(),
            disk,
        }
    }

    /// The same window with the settings that are kept in a folder, which need
    /// not be there yet. Without one, they last as long as the window.
    #[must_use]
    pub fn keeping(mut self, folder: Option<PathBuf>) -> Self {
        let memory = ExportMemory::new(Arc::clone(&self.disk), folder.clone());
        self.exports = Exports::new(memory);
        self.columns = ColumnMemory::new(Arc::clone(&self.disk), folder.clone());
        self.keeper = Keeper::new(Arc::clone(&self.disk), folder);
        let (settings, trouble) = self.keeper.load();
        self.editor.snapping = settings.snapping;
        self.settings = settings;
        self.cover_names();
        self.toast = trouble.map(|text| Toast::new(text, None));
        self
    }

    /// Takes a day, given as `YYYY-MM-DD`, for today, whatever the clock says.
    pub fn set_today(&mut self, day: &str) {
        self.day = Some(day.to_owned());
    }

    /// What is set.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes settings and keeps them.
    pub(super) fn set(&mut self, change: impl Fn(&mut Settings)) {
        let (settings, trouble) = self.keeper.update(&self.settings, change);
        self.settings = settings;
        if let Some(text) = trouble {
            self.toast = Some(Toast::new(text, None));
        }
    }

    /// Keeps where the window is, when it closes.
    pub fn keep_window(&mut self, place: WindowPlace) {
        self.set(|settings| settings.window = Some(place));
    }

    /// Looks as the settings say.
    fn wear(&mut self, ctx: &Context) {
        let settings = &self.settings;
        let wanted = (settings.theme, settings.size, settings.animations);
        if self.worn != Some(wanted) {
            self.worn = Some(wanted);
            style::wear(ctx, settings.theme, settings.animations);
            ctx.set_zoom_factor(settings.zoom());
        }
    }

    /// The open document.
    #[must_use]
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    /// The open document, to work on it without a hand.
    pub fn editor_mut(&mut self) -> &mut Editor {
        &mut self.editor
    }

    /// The file of the open map, once it has one.
    #[must_use]
    pub fn path(&self) -> Option<&std::path::Path> {
        self.file.path.as_deref()
    }

    /// Whether a dialog of the window's own is open.
    #[must_use]
    pub fn has_dialog(&self) -> bool {
        self.modal.is_some()
    }

    /// Draws one frame, and does what was asked for in it. A fault of the
    /// program in it costs what was being done, and never the map.
    pub fn ui(&mut self, ui: &mut Ui) {
        let frame = catch_unwind(AssertUnwindSafe(|| self.frame_ui(ui)));
        if let Err(cause) = frame {
            self.survive(cause);
            ui.ctx().request_repaint();
        }
    }

    fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.today = self.day_it_is();
        self.wear(&ctx);
        self.arrivals(&ctx);
        let was_presenting = self.editor.is_presenting();
        if was_presenting {
            self.present_ui(ui, true);
        }
        if !self.editor.is_presenting() {
            // The key that ends a show is not one for the map as well.
            self.edit_ui(ui, !was_presenting);
        }
        self.end_show(&ctx);
        self.autosave(&ctx);
        self.keep_work(&ctx);
        if let Some(trouble) = self.editor.take_trouble() {
            self.tell("This could not be done", &trouble);
        }
        self.modal_ui(&ctx);
        self.fonts(&ctx);
        self.name_window(&ctx);
    }

    /// The map with all that it is worked on with.
    fn edit_ui(&mut self, ui: &mut Ui, takes_keys: bool) {
        let ctx = ui.ctx().clone();
        self.has_room = ui.max_rect().width() >= WIDE;
        // A drag that ends in this frame ends before the keys that follow it:
        // what is saved then is what was dropped.
        let ends = self.editor.interaction.is_held()
            && ctx.input(|input| input.pointer.primary_released());
        if takes_keys && !ends {
            self.keyboard(&ctx);
            if self.editor.is_presenting() {
                return self.present_ui(ui, false);
            }
        }
        self.facts.update(&self.editor.document);
        let again = self.exports.again();
        let switches = Switches {
            inspector: self.shows_inspector(),
            minimap: self.canvas.shows_minimap(),
            outline: self.finding.outline.is_some(),
            evidence: self.evidence.tab(),
            again: again.as_deref(),
        };
        let name = self.name();
        let top = bars::top_bar_ui(
            ui,
            &self.editor,
            (&name, self.state_word()),
            (switches, &self.settings.recent),
        );
        let answer = self.notice().and_then(|notice| {
            let name = self.file.path.as_deref().map(file_name).unwrap_or_default();
            let state = (&*name, self.facts.modified, self.is_guest());
            notice::notice_ui(ui, &notice, state)
        });
        self.comparing_ui(ui);
        let counts = self.facts.counts.as_str();
        let filter = self.finding.filter.word(&self.editor);
        let trouble = self.recovery_trouble();
        let words = (counts, filter.as_deref(), trouble.as_deref());
        let below = status_bar::status_bar_ui(ui, &self.editor, words, self.canvas.pans());
        let mut asks = self.inspector_ui(ui);
        let asked = self.outline_ui(ui, &mut asks);
        self.evidence_ui(ui, &mut asks);
        let menu = self.canvas_ui(ui);
        self.carry_feedback(&ctx, &mut asks);
        if takes_keys && ends {
            self.keyboard(&ctx);
        }
        self.grant(&ctx, asks);
        if let Some(answer) = answer {
            self.answer_notice(&ctx, answer);
        }
        let below = [below, menu, asked]
            .into_iter()
            .flatten()
            .map(Chosen::Command);
        for chosen in top.into_iter().chain(below) {
            self.chosen(&ctx, chosen);
        }
    }

    /// Whether the inspector is open.
    pub(super) fn shows_inspector(&self) -> bool {
        self.inspector.unwrap_or(self.has_room)
    }

    fn inspector_ui(&mut self, ui: &mut Ui) -> Asks {
        let mut asks = Asks::default();
        if self.shows_inspector() {
            let theme = self.editor.map().theme.theme();
            let palette: Vec<_> = Swatch::ALL
                .iter()
                .map(|swatch| (*swatch, swatch.label(), paint::color(theme.strong(*swatch))))
                .collect();
            let map = Arc::clone(self.editor.map());
            let thumbnail = self.thumbnail(ui.ctx());
            let shown = Shown {
                map: &map,
                palette: &palette,
                thumbnail: &thumbnail,
                today: &self.today,
                links: self.evidence.links(&map),
            };
            inspector::inspector_ui(ui, shown, &self.editor.selection, &mut asks);
        }
        asks
    }

    fn canvas_ui(&mut self, ui: &mut Ui) -> Option<Command> {
        let mut chosen = None;
        let mut offer = None;
        CentralPanel::no_frame().frame(Frame::new()).show(ui, |ui| {
            let rect = ui.max_rect();
            let theme = self.editor.map().theme.theme();
            chosen = canvas::canvas_ui(ui, &mut self.canvas, &mut self.editor, theme);
            if self.canvas.take_wish() {
                self.inspector = Some(true);
            }
            if let Some(tool) = bars::rail_ui(ui, rect, &self.editor) {
                self.editor.settle();
                self.editor.pick_tool(tool);
            }
            self.finding_ui(ui, rect);
            self.workshop_ui(ui, rect);
            offer = toast::toast_ui(ui.ctx(), &mut self.toast, rect);
            if self.modal.is_none() && ui.input(|input| !input.raw.hovered_files.is_empty()) {
                bars::drop_hint_ui(ui, rect, taking::drop_hint(ui.ctx()));
            }
        });
        match offer {
            Some(Offer::CopyPath(path)) => ui.ctx().copy_text(path),
            Some(Offer::Show(_, message)) => self.open_modal(Modal::Message(message)),
            Some(Offer::Undo) => self.command(ui.ctx(), Command::Undo),
            Some(Offer::Review) => self.show_review(ui.ctx()),
            None => {}
        }
        chosen
    }

    /// Gives the window the fonts that the map needs.
    fn fonts(&mut self, ctx: &Context) {
        let revision = self.editor.fonts().revision();
        if revision != self.fonts {
            self.fonts = revision;
            ctx.set_fonts(paint::font_definitions(self.editor.fonts()));
            self.canvas.forget_picture();
            ctx.request_repaint();
        }
    }

    fn name_window(&mut self, ctx: &Context) {
        let mark = if self.facts.modified { "*" } else { "" };
        let title = format!("{mark}{} • Throughline", self.name());
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Gives a window its fonts and its look. Once, before the first frame.
pub fn dress(ctx: &Context) {
    ctx.set_fonts(paint::font_definitions(&crate::layout::FontBook::new()));
    style::wear(ctx, InterfaceTheme::Light, true);
}
