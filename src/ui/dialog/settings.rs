//! What is set for the program. Everything takes effect at once and is kept at
//! once; nothing has to be confirmed.

use egui::Ui;

use super::{Decision, buttons_ui, scroll_ui, title_ui};
use crate::ui::{
    settings::{INTERVALS, InterfaceTheme, SIZES, Settings},
    style::{self, Chrome},
    widgets::{self, Set, button_ui, chips_ui, choice_ui, note_ui, primary_ui, tick_ui},
};

pub(super) fn settings_ui(ui: &mut Ui, settings: &mut Settings, is_new: bool) -> Option<Decision> {
    let before = settings.clone();
    title_ui(ui, "Settings");
    let mut forget = false;
    scroll_ui(ui, 150.0, |ui| {
        look_ui(ui, settings);
        group_ui(ui, "Working");
        if let Some(on) = tick_ui(
            ui,
            "Snap to columns when the program starts",
            settings.snapping,
        ) {
            settings.snapping = on;
        }
        autosave_ui(ui, settings);
        group_ui(ui, "Recent maps");
        ui.horizontal(|ui| {
            let count = settings.recent.len();
            let clear = ui.add_enabled_ui(count > 0, |ui| button_ui(ui, "Clear the list"));
            forget = clear.inner.clicked();
            note_ui(
                ui,
                &match count {
                    0 => "No file is remembered".to_owned(),
                    1 => "1 file is remembered".to_owned(),
                    count => format!("{count} files are remembered"),
                },
            );
        });
    });
    let closed = buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        close.clicked()
    });
    if forget {
        settings.recent.clear();
        return Some(Decision::ForgetRecent);
    }
    if *settings != before {
        return Some(Decision::Set(Box::new(settings.clone())));
    }
    closed.then_some(Decision::Close)
}

fn look_ui(ui: &mut Ui, settings: &mut Settings) {
    let themes = InterfaceTheme::ALL.map(|theme| (theme, theme.label().to_owned()));
    if let Some(Set(Some(theme))) = chips_ui(ui, "Interface", Some(settings.theme), &themes) {
        settings.theme = theme;
    }
    note_ui(ui, "Each map has its own theme: View, Theme of the map.");
    let mut sizes = SIZES.to_vec();
    if !sizes.contains(&settings.size) {
        sizes.push(settings.size);
        sizes.sort_unstable();
    }
    let sizes: Vec<_> = sizes
        .into_iter()
        .map(|size| (size, format!("{size} %")))
        .collect();
    if let Some(size) = choice_ui(ui, "Size of the interface", settings.size, &sizes) {
        settings.size = size;
    }
    ui.add_space(10.0);
    if let Some(on) = tick_ui(ui, "Animations", settings.animations) {
        settings.animations = on;
    }
}

fn autosave_ui(ui: &mut Ui, settings: &mut Settings) {
    let name = "Save by itself, once a map has a file";
    if let Some(on) = tick_ui(ui, name, settings.autosave) {
        settings.autosave = on;
    }
    if !settings.autosave {
        return;
    }
    let mut intervals = INTERVALS.to_vec();
    if !intervals.contains(&settings.autosave_seconds) {
        intervals.push(settings.autosave_seconds);
        intervals.sort_unstable();
    }
    let intervals: Vec<_> = intervals
        .into_iter()
        .map(|seconds| (seconds, interval(seconds)))
        .collect();
    let current = settings.autosave_seconds;
    if let Some(seconds) = choice_ui(ui, "After a change, wait", current, &intervals) {
        settings.autosave_seconds = seconds;
    }
}

fn interval(seconds: u32) -> String {
    match seconds {
        60 => "1 minute".into(),
        seconds if seconds.is_multiple_of(60) => format!("{} minutes", seconds / 60),
        seconds => format!("{seconds} seconds"),
    }
}

fn group_ui(ui: &mut Ui, name: &str) {
    widgets::rule_ui(ui);
    ui.add_space(6.0);
    let ink = Chrome::of(ui).ink;
    ui.label(
        egui::RichText::new(name)
            .font(style::strong(style::TEXT))
            .color(ink),
    );
    ui.add_space(2.0);
}
