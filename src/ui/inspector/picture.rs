//! The picture of a card or a persona: what it is, how it looks, and buttons
//! to choose another one or to have none.

use egui::{Image, Ui, Vec2, load::SizedTexture};

use super::Shown;
use crate::{
    model::Edit,
    paint::Texture,
    ui::{
        ask::{Ask, Asks},
        style::Chrome,
        widgets::{button_ui, label_ui, note_ui},
    },
};

/// How the picture of the selected element looks.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Thumbnail {
    /// Its texture, once it is decoded.
    pub texture: Option<Texture>,
    /// Why it is not shown, and what to do.
    pub problem: Option<String>,
}

/// The largest that a thumbnail is.
pub(in crate::ui) const LARGEST: Vec2 = Vec2::new(160.0, 110.0);

/// A picture under its label. `clear` makes it none.
pub(super) fn picture_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (label, current): (&str, Option<&str>),
    clear: Edit,
    asks: &mut Asks,
) {
    label_ui(ui, label);
    let thumbnail = shown.thumbnail;
    if let (Some(texture), Some(name)) = (thumbnail.texture, current) {
        let scale = (LARGEST / texture.size).min_elem().min(1.0);
        let sized = SizedTexture::new(texture.id, texture.size * scale);
        let image = Image::from_texture(sized).corner_radius(5).alt_text(name);
        ui.add(image);
    }
    if let Some(name) = current {
        note_ui(ui, name);
    }
    if let Some(problem) = &thumbnail.problem {
        let danger = Chrome::of(ui).danger;
        ui.label(egui::RichText::new(problem).size(12.0).color(danger));
    }
    ui.horizontal(|ui| {
        let verb = if current.is_some() {
            "Replace…"
        } else {
            "Choose a picture…"
        };
        if button_ui(ui, verb).clicked() {
            asks.0.push(Ask::ChoosePicture);
        }
        if current.is_some() && button_ui(ui, "Remove picture").clicked() {
            asks.run(clear, "remove picture");
        }
    });
}
