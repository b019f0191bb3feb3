//! The reminder that a map should be reviewed: a word when its file is opened,
//! which goes by itself.

use egui::Context;

use super::{
    app::App,
    toast::{Offer, Toast},
    when, widgets,
};
use crate::editor::Selection;

impl App {
    /// The day it is, as `YYYY-MM-DD`: that of the clock, unless one was told.
    pub(super) fn day_it_is(&self) -> String {
        self.day.clone().unwrap_or_else(when::today)
    }

    /// Says that the open map should be reviewed, if it should.
    pub(super) fn remind_of_review(&mut self) {
        let today = self.day_it_is();
        if let Some(due) = self.editor.map().review.due(&today) {
            self.editor.cover(&due);
            self.toast = Some(Toast::new(due, Some(Offer::Review)));
        }
    }

    /// Shows the fields of the review, in the inspector of the map.
    pub(super) fn show_review(&mut self, ctx: &Context) {
        self.editor.settle();
        self.editor.select(Selection::default());
        self.inspector = Some(true);
        widgets::open_more(ctx, "map", "Review");
    }
}
