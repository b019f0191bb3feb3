//! How a picture is exported, and how far that has come.

use egui::{DragValue, ProgressBar, Ui};

use super::{Around, Decision, buttons_ui, title_ui};
use crate::{
    export::Page,
    file::limits::PNG_SIDE,
    layout::tokens,
    scene::ThemeName,
    ui::{
        style::Chrome,
        widgets::{self, Set, button_ui, chips_ui, choice_ui, primary_ui, tick_ui},
    },
};

/// A slide, in points.
const SLIDE: egui::Vec2 = egui::Vec2::new(960.0, 540.0);
/// The smallest text that reads on a screen that is shared, in points.
const ON_A_SCREEN: f32 = 9.0;
/// The smallest text that reads from the back of a room, in points.
const FROM_THE_BACK: f32 = 14.0;

/// How large the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Size {
    /// A page of so many pixels; the map is fitted into it.
    Pixels(u32, u32),
    /// The map's own size, so many pixels to a unit.
    Scale(u8),
}

/// How a picture is exported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct ExportForm {
    /// How large.
    pub size: Size,
    /// In which colors.
    pub theme: ThemeName,
    /// Without the background.
    pub transparent: bool,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self {
            size: Size::Pixels(1920, 1080),
            theme: ThemeName::Light,
            transparent: false,
        }
    }
}

pub(super) fn export_ui(
    ui: &mut Ui,
    form: &mut ExportForm,
    around: &Around<'_>,
    is_new: bool,
) -> Option<Decision> {
    title_ui(ui, "Export as picture");
    let sizes = [
        (Size::Pixels(1920, 1080), "Slide, 1920 × 1080"),
        (Size::Pixels(2560, 1440), "Large slide, 2560 × 1440"),
        (Size::Pixels(3840, 2160), "4K slide, 3840 × 2160"),
        (Size::Scale(1), "Size of the map, 1×"),
        (Size::Scale(2), "Size of the map, 2×"),
        (Size::Scale(3), "Size of the map, 3×"),
        (Size::Scale(4), "Size of the map, 4×"),
    ]
    .map(|(size, name)| (size, name.to_owned()));
    let mut sizes = sizes.to_vec();
    if sizes.iter().all(|(size, _)| *size != form.size) {
        sizes.push((form.size, "Own size".into()));
    }
    if let Some(size) = choice_ui(ui, "Size", form.size, &sizes) {
        form.size = size;
    }
    if let Size::Pixels(width, height) = &mut form.size {
        own_size_ui(ui, width, height);
    }
    let themes = ThemeName::ALL.map(|theme| (theme, theme.label().to_owned()));
    if let Some(Set(Some(theme))) = chips_ui(ui, "Theme", Some(form.theme), &themes) {
        form.theme = theme;
    }
    ui.add_space(8.0);
    if let Some(on) = tick_ui(ui, "Transparent background", form.transparent) {
        form.transparent = on;
    }
    let page = (around.page_of)(form);
    let note = format!("PNG, {} × {} pixels", page.width, page.height);
    widgets::note_ui(ui, &note);
    widgets::note_ui(ui, &card_text(around.map_size, &page));
    let problem = page.check().err();
    if let Some(problem) = &problem {
        let danger = Chrome::of(ui).danger;
        ui.colored_label(danger, problem.to_string());
    }
    buttons_ui(ui, |ui| {
        let export = ui
            .add_enabled_ui(problem.is_none(), |ui| primary_ui(ui, "Export…"))
            .inner;
        if is_new {
            export.request_focus();
        }
        let cancel = button_ui(ui, "Cancel");
        if export.clicked() {
            Some(Decision::Export(*form))
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

/// How large the text of cards is once the picture is on a slide.
fn card_text(map_size: egui::Vec2, page: &Page) -> String {
    let size = card_points(map_size, page);
    let fits = if size >= FROM_THE_BACK {
        "reads from the back of a room".to_owned()
    } else if size >= ON_A_SCREEN {
        format!("reads on a shared screen; {FROM_THE_BACK:.0} pt from the back of a room")
    } else {
        format!(
            "print or zoom only; {ON_A_SCREEN:.0} pt reads on a shared screen, \
             {FROM_THE_BACK:.0} pt from the back of a room"
        )
    };
    format!("Card text: {size:.1} pt on a slide: {fits}")
}

/// The size of the text of cards on a slide of 13.333 by 7.5 inches, which is
/// 960 by 540 points, with the picture as large as it goes.
fn card_points(map_size: egui::Vec2, page: &Page) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "sides of a picture")]
    let page = egui::Vec2::new(page.width as f32, page.height as f32).max(egui::Vec2::splat(1.0));
    let pixels_a_unit = (page / map_size.max(egui::Vec2::splat(1.0))).min_elem();
    let points_a_pixel = (SLIDE / page).min_elem();
    tokens::CARD.size * pixels_a_unit * points_a_pixel
}

/// Width and height as numbers to type or drag.
fn own_size_ui(ui: &mut Ui, width: &mut u32, height: &mut u32) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for (side, name) in [(width, "Width"), (height, "Height")] {
            widgets::note_ui(ui, name);
            let number = DragValue::new(side).range(1..=PNG_SIDE).speed(4);
            ui.add_sized([84.0, 28.0], number).accessible_name(name);
            ui.add_space(8.0);
        }
    });
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
