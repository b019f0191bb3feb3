//! A picture of the map, or of what is selected, on the clipboard: drawn on a
//! thread of its own as an export draws it, for slides, mails and chats.

use std::{ops::ControlFlow, sync::Arc, sync::mpsc, thread};

use egui::{ColorImage, Context};

use super::{app::App, plan::scope_of, toast::Toast};
use crate::{
    export::{Document, Paper, Setup},
    layout::Layouter,
    model::Map,
    paint::Picture,
};

/// Pixels to a unit of what is selected: sharp on dense screens.
const SHARP: f32 = 2.0;

/// A picture that is being drawn for the clipboard.
pub(super) struct Copying(mpsc::Receiver<Result<ColorImage, String>>);

impl App {
    /// Begins to draw what is selected, or else the map.
    pub(super) fn copy_picture(&mut self, ctx: &Context) {
        let map = Arc::clone(self.editor.document.base());
        let setup = match scope_of(&self.editor.selection) {
            // As large as it is: a few cards fill no slide.
            Some(scope) => Setup {
                paper: Paper::Canvas(SHARP),
                header: false,
                scope,
                ..Setup::default()
            },
            None => Setup::default(),
        };
        let (sender, receiver) = mpsc::channel();
        let wake = ctx.clone();
        thread::spawn(move || {
            // The window may be gone by now.
            let _ = sender.send(drawn(&map, &setup));
            wake.request_repaint();
        });
        self.exports.copying = Some(Copying(receiver));
    }

    /// Puts the picture on the clipboard once it is drawn.
    pub(super) fn watch_copying(&mut self, ctx: &Context) {
        let arrived = self.exports.copying.as_ref();
        let Some(arrived) = arrived.map(|copying| copying.0.try_recv()) else {
            return;
        };
        let result = match arrived {
            Ok(result) => result,
            Err(mpsc::TryRecvError::Empty) => return,
            Err(mpsc::TryRecvError::Disconnected) => {
                Err("the program met a fault of its own in drawing it".to_owned())
            }
        };
        self.exports.copying = None;
        match result {
            Ok(image) => {
                let [width, height] = image.size;
                let text = format!("Copied as picture, {width} × {height}");
                self.toast = Some(Toast::new(text, None));
                ctx.copy_image(image);
            }
            Err(error) => self.tell("The picture was not copied", &error),
        }
    }
}

fn drawn(map: &Map, setup: &Setup) -> Result<ColorImage, String> {
    let mut layouter = Layouter::new();
    // What is too large for a picture of its own size goes on a slide.
    let slide = Setup {
        paper: Setup::default().paper,
        ..setup.clone()
    };
    let document = Document::new(map, setup, &mut layouter)
        .or_else(|_| Document::new(map, &slide, &mut layouter))
        .map_err(|error| error.to_string())?;
    let Some(sheet) = document.sheets.first() else {
        return Err("there is nothing to draw".into());
    };
    let size = [document.page.width, document.page.height];
    let [width, height] = size.map(|side| usize::try_from(side).unwrap_or(0));
    let picture = Picture {
        width,
        height,
        transparent: false,
    };
    let mut pixels = Vec::with_capacity(width * height);
    let _: ControlFlow<()> = picture.draw(&sheet.scene, layouter.fonts(), |band| {
        for row in band.rows() {
            pixels.extend_from_slice(row);
        }
        ControlFlow::Continue(())
    });
    Ok(ColorImage::new([width, height], pixels))
}
