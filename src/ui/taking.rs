//! Pictures that come into the map from outside: chosen, dropped or pasted.
//! They are read, judged and scaled down on a thread of their own; what comes
//! of it is one step of the editor, or a sentence why not.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

use egui::{ColorImage, Context};

use super::{
    app::App,
    asking::file_name,
    dialog::{Message, Modal, Purpose},
    inspector::{THUMBNAIL, Thumbnail},
};
use crate::{
    editor::PictureTarget,
    file::{
        self, Disk, limits,
        picture::{self, Taken},
    },
    model::Element,
    paint::Textures as _,
};

/// Pictures that are being taken in.
pub(super) struct Taking {
    /// Where they go; not known while the pointer of a drop is not.
    target: Option<PictureTarget>,
    result: mpsc::Receiver<Vec<Result<Taken, Refused>>>,
}

/// A picture that was not taken: its name, and why.
struct Refused(String, String);

impl App {
    /// Whether pictures are being read or decoded.
    #[must_use]
    pub fn is_loading_pictures(&self) -> bool {
        !self.taking.is_empty() || self.canvas.pictures.is_busy()
    }

    /// Asks for a picture file, for what is selected.
    pub(super) fn choose_picture(&mut self, ctx: &Context) {
        self.editor.settle();
        if let Some(target) = self.editor.picture_target() {
            self.ask(ctx, Purpose::TakePicture(target));
        }
    }

    /// Takes files in; without a target, they go to where the pointer is.
    pub(super) fn take_files(
        &mut self,
        ctx: &Context,
        paths: Vec<PathBuf>,
        target: Option<PictureTarget>,
    ) {
        let disk = Arc::clone(&self.disk);
        let work = move || paths.iter().map(|path| read(disk.as_ref(), path)).collect();
        self.begin_taking(ctx, target, work);
    }

    /// Takes a picture of the clipboard in, for what is selected.
    pub(super) fn take_pasted(&mut self, ctx: &Context, image: Arc<ColorImage>) {
        self.editor.settle();
        let target = self.editor.picture_target();
        let work = move || {
            let name = "pasted.png";
            let size = image
                .size
                .map(|side| u32::try_from(side).unwrap_or(u32::MAX));
            let pixels = image.pixels.iter();
            let pixels = pixels
                .flat_map(egui::Color32::to_srgba_unmultiplied)
                .collect();
            let taken = picture::take_pixels(name, size.into(), pixels);
            vec![taken.map_err(|fault| Refused(name.into(), fault.to_string()))]
        };
        self.begin_taking(ctx, target, work);
    }

    fn begin_taking(
        &mut self,
        ctx: &Context,
        target: Option<PictureTarget>,
        work: impl FnOnce() -> Vec<Result<Taken, Refused>> + Send + 'static,
    ) {
        let (sender, result) = mpsc::channel();
        let ctx = ctx.clone();
        thread::spawn(move || {
            // The window may be gone by now.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
        self.taking.push(Taking { target, result });
    }

    /// Looks whether pictures have been read, and shows them.
    pub(super) fn watch_taking(&mut self, ctx: &Context) {
        if self.taking.is_empty() {
            return;
        }
        // Where a drop happened is known once the pointer is back.
        let pointer = ctx.input(|input| input.pointer.latest_pos());
        let pointer = pointer.filter(|pos| self.editor.view.viewport().contains(*pos));
        for index in 0..self.taking.len() {
            if let Some(pos) = pointer
                && self
                    .taking
                    .get(index)
                    .is_some_and(|taking| taking.target.is_none())
            {
                let place = self.editor.view.map_from_screen() * pos;
                let target = self.editor.picture_target_at(place);
                if let Some(taking) = self.taking.get_mut(index) {
                    taking.target = target;
                }
            }
        }
        // A drag under way is not to be ended by what arrives.
        if self.editor.interaction.is_held() {
            return ctx.request_repaint();
        }
        let ended = |taking: &Taking| match taking.result.try_recv() {
            Ok(results) => Some(results),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => {
                let reason = "it could not be read; convert it to PNG and try again";
                Some(vec![Err(Refused("picture".into(), reason.into()))])
            }
        };
        let mut done = self.taking.iter().enumerate();
        let done = done.find_map(|(index, taking)| Some((index, ended(taking)?)));
        if let Some((index, results)) = done {
            let target = self.taking.remove(index).target;
            self.took(target, results);
            ctx.request_repaint();
        }
    }

    /// Shows what was read, and says once what was not.
    fn took(&mut self, target: Option<PictureTarget>, results: Vec<Result<Taken, Refused>>) {
        let count = results.len();
        let (mut taken, mut refused) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok(picture) => taken.push(picture),
                Err(Refused(name, reason)) => refused.push(format!("{name}: {reason}")),
            }
        }
        if !taken.is_empty() {
            let target = target.or_else(|| self.editor.picture_target());
            let shown = match target {
                Some(target) => self.editor.show_pictures(target, taken),
                None => Err("the map has no stage yet to put a picture in; add one first".into()),
            };
            refused.extend(shown.err());
        }
        let form = self.typed.take();
        if refused.is_empty() {
            return;
        }
        let (title, text) = match (count, refused.len()) {
            (1, _) => ("The picture was not taken".into(), refused.remove(0)),
            (_, several) => (
                format!("{several} of {count} pictures were not taken"),
                "What there is to say about them:".to_owned(),
            ),
        };
        self.open_modal(Modal::Message(Message {
            title,
            text,
            details: refused,
            failed: true,
        }));
        if let Some(form) = form {
            self.ask_again(form);
        }
    }

    /// How the picture of the selected element looks.
    pub(super) fn thumbnail(&mut self, ctx: &Context) -> Thumbnail {
        let map = Arc::clone(self.editor.map());
        let name = match self.editor.selection.primary() {
            Some(Element::Persona(id)) => map.persona(id).and_then(|one| one.portrait.as_ref()),
            Some(Element::Card(id)) => map.card(id).and_then(|(_, card)| card.picture.as_ref()),
            _ => None,
        };
        let Some(name) = name else {
            return Thumbnail::default();
        };
        let Some(picture) = map.pictures.get(name) else {
            let problem = "It is not in the map. Choose it again, or put the file beside the map \
                           and open the map again.";
            return Thumbnail {
                texture: None,
                problem: Some(problem.into()),
            };
        };
        let pictures = &mut self.canvas.pictures;
        let (width, height) = picture.size();
        #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more")]
        let size = egui::Vec2::new(width.max(1) as f32, height.max(1) as f32);
        let scale = (THUMBNAIL / size).min_elem() * ctx.pixels_per_point();
        let texture = pictures.asking(ctx).texture(picture, scale);
        let problem = pictures.fault(picture);
        let problem = problem.map(|fault| format!("It cannot be shown: {fault}. Choose it again."));
        Thumbnail { texture, problem }
    }

    /// What was dropped on the window: pictures go into the map, the first
    /// other file is opened.
    pub(super) fn dropped(&mut self, ctx: &Context) -> Option<PathBuf> {
        let paths: Vec<PathBuf> = ctx.input(|input| {
            let dropped = input.raw.dropped_files.iter();
            dropped.map(|file| file.path().to_owned()).collect()
        });
        let (pictures, others): (Vec<_>, Vec<_>) = paths
            .into_iter()
            .partition(|path| picture::is_picture_name(path));
        if !pictures.is_empty() && self.modal.is_none() {
            self.take_files(ctx, pictures, None);
            return None;
        }
        // While something is asked, another file would answer it.
        others.into_iter().next().filter(|_| self.modal.is_none())
    }
}

/// Reads one file.
fn read(disk: &dyn Disk, path: &Path) -> Result<Taken, Refused> {
    let name = file_name(path);
    let refused = |reason: String| Refused(name.clone(), reason);
    let (bytes, _) = file::load_bytes(disk, path, limits::PICTURE_BYTES).map_err(|error| {
        let reasons = error.reasons().into_iter().map(|(_, reason)| reason);
        let reason = reasons.collect::<Vec<_>>().join("; ");
        let path = format!("{}: ", path.display());
        refused(reason.strip_prefix(&path).unwrap_or(&reason).to_owned())
    })?;
    picture::take(&name, bytes).map_err(|fault| refused(fault.to_string()))
}

/// What is said over the canvas while files hang over it.
pub(super) fn drop_hint(ctx: &Context) -> &'static str {
    let is_picture = ctx.input(|input| {
        let files = input.raw.hovered_files.iter();
        let mut paths = files.filter_map(|file| file.path.as_deref());
        paths.any(picture::is_picture_name)
    });
    if is_picture {
        "Drop the picture on a portrait, a card or a stage"
    } else {
        "Drop the file to open it"
    }
}
