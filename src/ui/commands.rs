//! Keys and commands, as far as they need the window: the editor runs the rest.

use std::sync::Arc;

use egui::{Context, Event, Key, ViewportCommand};

use super::{
    app::App,
    canvas,
    dialog::{KeySheet, Licences, Modal, Next, Purpose, RecentList},
    evidence::{self, Tab},
    keys,
    menus::Chosen,
    panels, present,
};
use crate::{
    editor::{Command, Ran, Tool},
    export::Content,
    model::{Element, Template},
};

impl App {
    /// Keys that are commands, wherever the keyboard is; and those that are
    /// for the map, while it has the keyboard or nothing has.
    pub(super) fn keyboard(&mut self, ctx: &Context) {
        if self.takes_asked_paste(ctx) {
            return;
        }
        if self.modal.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        self.workshop_keys(ctx);
        let typing = ctx.text_edit_focused();
        let focused = ctx.memory(egui::Memory::focused);
        let on_map = focused.is_none_or(|id| id == canvas::id());
        for event in ctx.input(|input| input.events.clone()) {
            // A text that one key has opened takes those after it.
            if typing || self.editor.text_edit().is_some() {
                let command = keys::command_of(&event).filter(|found| found.fits_typing());
                if let Some(command) = command {
                    self.command(ctx, command);
                }
            } else {
                self.key(ctx, &event, on_map);
            }
        }
        let held = ctx.input(|input| {
            let keys = [
                Key::ArrowLeft,
                Key::ArrowRight,
                Key::ArrowUp,
                Key::ArrowDown,
            ];
            keys.iter().any(|key| input.key_down(*key))
        });
        if self.nudging && !held {
            self.nudging = false;
            self.editor.release_keys();
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "egui's events, not ours")]
    fn key(&mut self, ctx: &Context, event: &Event, on_map: bool) {
        if let Some(command) = keys::command_of(event) {
            let focused = ctx.memory(egui::Memory::focused);
            if evidence::takes_key(focused, command) {
                return;
            }
            let only_map =
                command.is_held() || matches!(command, Command::ClearSelection | Command::Delete);
            if on_map || !only_map {
                self.nudging |= command.is_held();
                self.command(ctx, command);
            }
            return;
        }
        match event {
            Event::Paste(text) if self.brings_pasted(text, on_map) => {}
            Event::Paste(text) => self.paste(text),
            Event::PasteImage(image) => self.take_pasted(ctx, Arc::clone(image)),
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if on_map && !modifiers.alt => {
                if let Some(end) = keys::far_of(*key, *modifiers) {
                    self.editor.walk_far(end);
                } else if *key == Key::Menu || (*key == Key::F10 && modifiers.shift) {
                    self.canvas.open_context(&mut self.editor);
                } else if modifiers.command || self.vote_key(*key) {
                } else if let Some(direction) = keys::direction_of(*key) {
                    if modifiers.shift {
                        self.editor.walk_extending(direction);
                    } else {
                        self.editor.walk(direction);
                    }
                } else if *key == Key::Enter {
                    // The field that opens must not take the key for its own;
                    // those after it are.
                    ctx.input_mut(|input| {
                        let at = input.events.iter().position(|held| held == event);
                        at.map(|at| input.events.remove(at))
                    });
                    let command = self.editor.on_enter();
                    self.command(ctx, command);
                }
            }
            _ => {}
        }
    }

    /// While a vote is on, plus and minus are dots of the card that is
    /// selected. True when the key was one of them.
    fn vote_key(&mut self, key: Key) -> bool {
        let Some(more) = keys::more_or_less(key).filter(|_| self.editor.is_voting()) else {
            return false;
        };
        if let Some(Element::Card(card)) = self.editor.selection.primary() {
            self.vote(card, more);
        }
        true
    }

    /// Runs a command.
    pub(super) fn command(&mut self, ctx: &Context, command: Command) {
        if command == Command::Suggest && self.editor.text_edit().is_some() {
            // Beside what is typed, which goes on.
            return self.canvas.suggest();
        }
        if matches!(command, Command::Undo | Command::Redo) {
            // What it told of is no more.
            self.toast = None;
        }
        if command == Command::ClearSelection && (self.escapes_filter() || self.escapes_vote()) {
            return;
        }
        match self.editor.command(command) {
            Ran::Done => {}
            Ran::Copied(text) => self.copied(ctx, text),
            Ran::ForWindow => self.window_command(ctx, command),
        }
    }

    /// Ends a vote where Escape has nothing else to end.
    fn escapes_vote(&mut self) -> bool {
        let ends = self.editor.is_voting() && self.editor.selection.is_empty();
        if ends {
            self.editor.set_voting(false);
        }
        ends
    }

    /// Closes the panel of the filter where Escape has nothing else to end.
    fn escapes_filter(&mut self) -> bool {
        let idle = self.editor.selection.is_empty()
            && !self.editor.document.in_gesture()
            && self.editor.interaction.tool() == Tool::Select;
        let closes = idle && self.finding.filter.is_open();
        if closes {
            self.finding.filter.toggle();
        }
        closes
    }

    /// Commands that need the window.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the editor ran all others")]
    fn window_command(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::New => self.open_modal(Modal::Templates),
            Command::NewBlank => self.leave_for(ctx, Next::New(Template::Blank)),
            Command::Open => self.leave_for(ctx, Next::Ask),
            Command::Import => self.leave_for(ctx, Next::Import),
            Command::ImportFeedback => self.ask(ctx, Purpose::ImportFeedback),
            Command::PasteFeedback => self.ask_for_pasted(ctx),
            Command::EditRules => self.edit_rules(),
            Command::ApplyRules => self.apply_rules(),
            Command::OpenPath => self.leave_for(ctx, Next::AskPath),
            Command::OpenSample => self.open_modal(Modal::Samples),
            Command::OpenRecent => {
                let list = RecentList::new(&self.settings.recent, self.disk.as_ref());
                self.open_modal(Modal::Recent(list));
            }
            Command::Recover => self.ask_for_work(ctx),
            Command::Settings => {
                let settings = Box::new(self.settings.clone());
                self.open_modal(Modal::Settings(settings));
            }
            Command::CompareFuture => self.compare_future(),
            Command::CompareWith => self.ask(ctx, Purpose::Compare),
            Command::MergeWith => self.ask(ctx, Purpose::Merge),
            Command::Save => self.save(ctx, None),
            Command::SaveAs => self.save_as(ctx, None),
            Command::SavePath => self.ask_for_path(Purpose::Save(None), None),
            Command::Versions => self.open_versions(),
            Command::Export => self.open_export(),
            Command::Report => self.open_document(Content::Report),
            Command::HandOut => self.open_document(Content::HandOut),
            Command::ExportAgain => self.export_again(ctx),
            Command::CopyPicture => self.copy_picture(ctx),
            Command::ChoosePicture => self.choose_picture(ctx),
            Command::Close => {
                let template = Template::FiveStages;
                self.leave_for(ctx, Next::New(template));
            }
            Command::Quit => self.leave_for(ctx, Next::Close),
            Command::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::ToggleMinimap => self.canvas.toggle_minimap(),
            Command::ToggleInspector => self.inspector = Some(!self.shows_inspector()),
            Command::Suggest => {
                self.editor.write_touchpoint();
                self.canvas.suggest();
            }
            Command::Present => self.begin_show(ctx, None),
            Command::PresentStage => {
                let stage = self.editor.stage_to_present();
                self.begin_show(ctx, stage);
            }
            Command::WalkThrough => self.begin_walk(ctx),
            Command::CaptureNote => self.open_capture(),
            Command::RankVotes => self.workshop.ranking.toggle(),
            Command::FullScreen => {
                let full = present::is_full(ctx);
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Command::FindCommand => self.open_palette(),
            Command::Find => self.find(),
            Command::FindNext => self.find_step(true),
            Command::FindPrevious => self.find_step(false),
            Command::Filter => self.finding.filter.toggle(),
            Command::ToggleOutline => self.toggle_outline(ctx),
            Command::ToggleFeedback => self.toggle_evidence(ctx, Tab::Feedback),
            Command::ToggleInsights => self.toggle_evidence(ctx, Tab::Insights),
            Command::ToggleOpportunities => self.toggle_evidence(ctx, Tab::Opportunities),
            Command::NextPanel => panels::go_to_next(ctx),
            Command::SaveView => self.ask_for_view(),
            Command::SavedViews => self.open_modal(Modal::Views),
            Command::Keys => self.open_modal(Modal::Keys(KeySheet::default())),
            Command::Licences => self.open_modal(Modal::Licences(Licences::default())),
            Command::About => self.open_modal(Modal::About),
            _ => log::debug!("{command:?} is the editor's to run"),
        }
    }

    /// Does what was chosen in a menu or a bar.
    pub(super) fn chosen(&mut self, ctx: &Context, chosen: Chosen) {
        match chosen {
            Chosen::Command(command) => self.command(ctx, command),
            Chosen::Recent(path) => self.leave_for(ctx, Next::Open(path)),
            Chosen::View(name) => self.show_view(&name),
            Chosen::ForgetRecent => self.set(|settings| settings.recent.clear()),
        }
    }
}
