//! The pixels of pictures for the window: decoded on a thread of their own, at
//! the size at which they are shown, and kept as textures within a bound. What
//! is not there yet is asked for, and what stands in for it is drawn meanwhile.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, mpsc},
    thread,
};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use image::RgbaImage;

use crate::{
    file::picture::{self, PictureFault},
    model::Picture,
    paint::{self, Texture, Textures},
};

/// Memory of textures, in bytes; beyond it those go that are not in view.
const KEPT: usize = 256 * 1024 * 1024;
/// Memory of decoded pictures, in bytes, so that zooming decodes none twice.
const DECODED: usize = 64 * 1024 * 1024;

/// The pictures of the window.
#[derive(Default)]
pub(super) struct Pictures {
    /// By the address of the picture, which is kept alive here, and by how
    /// often it was halved.
    held: BTreeMap<(usize, u32), Held>,
    worker: Option<Worker>,
    /// Counts the frames.
    clock: u64,
    /// Counts what has arrived: whoever keeps shapes draws them anew.
    revision: u64,
}

struct Held {
    picture: Arc<Picture>,
    state: State,
    /// The frame in which it was last asked for.
    seen: u64,
}

enum State {
    Asked,
    Ready(TextureHandle),
    Failed(PictureFault),
}

/// The thread that decodes.
struct Worker {
    orders: mpsc::Sender<Order>,
    done: mpsc::Receiver<(Order, Result<ColorImage, PictureFault>)>,
}

/// A picture, and how often it is to be halved.
struct Order(Arc<Picture>, u32);

impl Pictures {
    /// Takes what the thread has decoded. Once a frame, before anything is
    /// drawn.
    pub(super) fn update(&mut self, ctx: &Context) {
        self.clock += 1;
        let Some(worker) = &self.worker else { return };
        while let Ok((Order(picture, level), result)) = worker.done.try_recv() {
            let state = match result {
                Ok(image) => {
                    let options = TextureOptions::LINEAR;
                    State::Ready(ctx.load_texture("picture", image, options))
                }
                Err(fault) => State::Failed(fault),
            };
            self.revision += 1;
            // What was let go meanwhile is not wanted any more.
            let held = self.held.get_mut(&key(&picture, level));
            if let Some(held) = held.filter(|held| Arc::ptr_eq(&held.picture, &picture)) {
                held.state = state;
            }
        }
    }

    /// Changes whenever a picture has arrived.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// The number of this frame.
    pub(super) fn clock(&self) -> u64 {
        self.clock
    }

    /// Whether pictures are being decoded.
    pub(super) fn is_busy(&self) -> bool {
        let mut states = self.held.values().map(|held| &held.state);
        states.any(|state| matches!(state, State::Asked))
    }

    /// Why a picture is not shown, once that is known.
    pub(super) fn fault(&self, picture: &Arc<Picture>) -> Option<&PictureFault> {
        let address = Arc::as_ptr(picture).addr();
        self.held
            .range((address, 0)..=(address, u32::MAX))
            .find_map(|(_, held)| match &held.state {
                State::Failed(fault) => Some(fault),
                State::Asked | State::Ready(_) => None,
            })
    }

    /// Lets go, when all takes too much memory, of what nobody has asked for
    /// since a frame.
    pub(super) fn let_go(&mut self, since: u64) {
        let size = |held: &Held| match &held.state {
            State::Ready(texture) => texture.byte_size(),
            State::Asked | State::Failed(_) => 0,
        };
        if self.held.values().map(size).sum::<usize>() > KEPT {
            self.held.retain(|_, held| held.seen >= since);
        }
    }

    /// Lets go of everything, for another map.
    pub(super) fn forget(&mut self) {
        self.held.clear();
        self.revision += 1;
    }

    /// Whoever draws asks here.
    pub(super) fn asking<'a>(&'a mut self, ctx: &'a Context) -> Asking<'a> {
        Asking {
            pictures: self,
            ctx,
        }
    }

    fn order(&mut self, ctx: &Context, order: Order) {
        let worker = self.worker.get_or_insert_with(|| Worker::begin(ctx));
        // The thread ends only with this.
        let _ = worker.orders.send(order);
    }
}

fn key(picture: &Arc<Picture>, level: u32) -> (usize, u32) {
    (Arc::as_ptr(picture).addr(), level)
}

/// A painter's view of the pictures.
pub(super) struct Asking<'a> {
    pictures: &'a mut Pictures,
    ctx: &'a Context,
}

impl Textures for Asking<'_> {
    fn texture(&mut self, picture: &Arc<Picture>, scale: f32) -> Option<Texture> {
        let level = paint::level(picture.size(), scale);
        let (address, _) = key(picture, level);
        let clock = self.pictures.clock;
        if let Some(held) = self.pictures.held.get_mut(&(address, level)) {
            held.seen = clock;
        } else {
            let held = Held {
                picture: Arc::clone(picture),
                state: State::Asked,
                seen: clock,
            };
            self.pictures.held.insert((address, level), held);
            let order = Order(Arc::clone(picture), level);
            self.pictures.order(self.ctx, order);
        }
        // The nearest size that there is, until the right one arrives.
        let all = self
            .pictures
            .held
            .range_mut((address, 0)..=(address, u32::MAX));
        let ready = all.filter_map(|((_, found), held)| match &held.state {
            State::Ready(texture) => Some((found.abs_diff(level), texture.clone(), &mut held.seen)),
            State::Asked | State::Failed(_) => None,
        });
        let (_, texture, seen) = ready.min_by_key(|(away, ..)| *away)?;
        *seen = clock;
        Some(Texture {
            id: texture.id(),
            size: paint::size_of(texture.size()),
        })
    }
}

impl Worker {
    fn begin(ctx: &Context) -> Self {
        let (orders, inbox) = mpsc::channel::<Order>();
        let (outbox, done) = mpsc::channel();
        let ctx = ctx.clone();
        thread::spawn(move || {
            let mut decoded = Decoded::default();
            while let Ok(order) = inbox.recv() {
                let Order(picture, level) = &order;
                let result = decoded
                    .get(picture)
                    .map(|image| paint::halved(&image, *level));
                if outbox.send((order, result)).is_err() {
                    break;
                }
                ctx.request_repaint();
            }
        });
        Self { orders, done }
    }
}

/// Decoded pictures, the last used last.
#[derive(Default)]
struct Decoded(VecDeque<(Arc<Picture>, Arc<RgbaImage>)>);

impl Decoded {
    fn get(&mut self, picture: &Arc<Picture>) -> Result<Arc<RgbaImage>, PictureFault> {
        let place = self
            .0
            .iter()
            .position(|(held, _)| Arc::ptr_eq(held, picture));
        let found = place.and_then(|place| self.0.remove(place));
        let (picture, image) = match found {
            Some(found) => found,
            None => (Arc::clone(picture), Arc::new(picture::decode(picture)?)),
        };
        self.0.push_back((picture, Arc::clone(&image)));
        let size = |entry: &(_, Arc<RgbaImage>)| entry.1.as_raw().len();
        while self.0.iter().map(size).sum::<usize>() > DECODED && self.0.pop_front().is_some() {}
        Ok(image)
    }
}
