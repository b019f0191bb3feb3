//! The list of versions: when each was saved, and what changed with it.

use egui::{ScrollArea, Ui};

use super::{changes::Changes, form::VersionsForm};
use crate::ui::{
    dialog::{
        changes::sentence_case,
        rows::{self, Row},
    },
    style::Chrome,
};

/// Draws the list; the arrow keys walk it from anywhere in the dialog.
pub(super) fn list_ui(ui: &mut Ui, form: &mut VersionsForm) {
    let count = form.listed().len();
    let walked = rows::walk(ui, &mut form.at, count);
    let mut chosen = form.at;
    ScrollArea::vertical()
        .id_salt("versions")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, version) in form.listed().iter().enumerate() {
                let when = sentence_case(&form.when(version));
                let told = Told {
                    when: &when,
                    changes: form.changes(place),
                    place: format!("{} of {count}", place.saturating_add(1)),
                };
                let row = row_ui(ui, &told, place == form.at);
                if place == form.at && walked {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    chosen = place;
                }
            }
        });
    if chosen != form.at {
        form.at = chosen;
        ui.ctx().request_repaint();
    }
}

/// What is told of a version.
struct Told<'a> {
    when: &'a str,
    changes: Option<&'a Changes>,
    /// Two may have been saved in the same minute.
    place: String,
}

/// One version: when it was saved above what changed.
fn row_ui(ui: &mut Ui, told: &Told<'_>, chosen: bool) -> egui::Response {
    let chrome = Chrome::of(ui);
    let (when, changes) = (told.when, told.changes);
    let summary = changes.map_or_else(|| "Being compared…".into(), Changes::summary);
    let below = match changes {
        Some(Changes::Unreadable(_)) => chrome.danger,
        Some(Changes::First(_) | Changes::Some(..) | Changes::Alone) | None => chrome.muted,
    };
    let row = Row {
        spoken: &format!("{when}, {summary}, {}", told.place),
        enabled: true,
        chosen,
        lines: &[(when, chrome.ink), (&summary, below)],
    };
    rows::row_ui(ui, &row)
}
