//! What comes to the window from outside, at the beginning of a frame: answers,
//! finished work, dropped files, and the wish to close.

use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::{app::App, dialog::Next};

impl App {
    /// What came in from outside: answers, finished work, dropped files, and
    /// the wish to close.
    pub(super) fn arrivals(&mut self, ctx: &Context) {
        self.take_answer(ctx);
        self.watch_job(ctx);
        self.watch_saves(ctx, Duration::ZERO);
        self.follow_file(ctx);
        self.watch_copying(ctx);
        self.canvas.pictures.update(ctx);
        self.watch_taking(ctx);
        if let Some(path) = self.dropped(ctx) {
            self.take_dropped(ctx, path);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.leaving {
            self.editor.settle();
            if let Some(job) = &self.job {
                // An export is half done: it ends before the window does.
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                job.stop();
                self.after_job = Some(Next::Close);
            } else if self.saves.is_busy() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.leave_for(ctx, Next::Close);
            } else if self.editor.document.is_modified() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                ctx.send_viewport_cmd(ViewportCommand::Focus);
                self.leave_for(ctx, Next::Close);
            }
        }
    }
}
