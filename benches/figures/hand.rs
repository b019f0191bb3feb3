//! What a map of any size costs the hand: the work of the processor for one
//! frame of a window of 1600 by 900 points, from the pointer's event to the
//! triangles, without handing them to a graphics card.

use std::{
    hint::black_box,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::Criterion;
use emath::{Pos2, Rect, Vec2, vec2};
use epaint::{ClippedShape, Fonts, Shape, TessellationOptions, Tessellator, text::ViewportKey};
use throughline::{
    editor::{Editor, Input, Pointer},
    file,
    layout::Layout,
    model::{CardId, Map, stress_map},
    paint::{Detail, font_definitions, shapes, text_options},
    scene::{Part, Scene, Theme, ThemeName, content},
};

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const MOVES: usize = 200;
/// Cards in view, about, in maps of any size: what is out of view must not
/// cost, and what is in view does.
const IN_VIEW: usize = 40;
/// The same gesture is made so often, and the least time of each of its moves
/// counts: what is more was the machine doing something else.
const TURNS: usize = 4;

pub(crate) fn dragging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("twenty moves of a drag");
    group.sample_size(10);
    let mut first = None;
    for cards in SIZES {
        let mut window = Window::open(stress_map(cards));
        let card = window.look_at_a_card();
        window.frame();
        let view = window.editor.view.visible();
        let seen = window.editor.layout().visible_cards(view).count();
        let times = Times::of(|| drag(&mut window, card, MOVES));
        let p95 = times.share(95);
        let few = *first.get_or_insert(p95);
        println!(
            "drag among {cards} cards, {seen} in view: median {:.2} ms, p95 {p95:.2} ms, \
             {:.2} times that of 100 cards, {:.2} of the 2 ms aimed at",
            times.share(50),
            p95 / few,
            p95 / 2.0,
        );
        group.bench_function(format!("among {cards} cards"), |bencher| {
            bencher.iter_custom(|times| {
                let mut run = || drag(&mut window, card, 20).into_iter().sum::<Duration>();
                (0..times).map(|_| run()).sum()
            });
        });
    }
    group.finish();
}

pub(crate) fn hovering(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hover");
    for cards in SIZES {
        let mut window = Window::open(stress_map(cards));
        window.look_at_a_card();
        window.frame();
        let center = window.editor.view.visible().center();
        let mut step = |turn: f32| {
            window.send(Pointer::Move, center + 200.0 * Vec2::angled(turn));
            window.frame();
        };
        let moves = || (0..200_u8).map(|at| 0.1 * f32::from(at));
        let times = Times::of(|| moves().map(|turn| timed(|| step(turn))).collect());
        println!(
            "hover over {cards} cards: p95 {:.3} ms, {:.2} of the 1 ms aimed at",
            times.share(95),
            times.share(95),
        );
        let mut turns = moves().cycle();
        group.bench_function(format!("over {cards} cards"), |bencher| {
            bencher.iter(|| step(turns.next().unwrap()));
        });
    }
    group.finish();
}

pub(crate) fn opening(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open to the first scene");
    group.sample_size(10);
    for cards in [100, 1_000, 10_000] {
        let text = file::write(&stress_map(cards)).unwrap();
        let name = Path::new("stress.journey.ron");
        let open = || {
            let map = file::read(text.as_bytes(), name).unwrap();
            let mut window = Window::open(map);
            window.frame();
            window.editor.layout().size
        };
        let start = Instant::now();
        black_box(open());
        let took = start.elapsed().as_secs_f64();
        println!(
            "open {cards} cards: {took:.3} s the first time, {:.2} of the 0.3 s aimed at",
            took / 0.3
        );
        group.bench_function(format!("of {cards} cards"), |bencher| {
            bencher.iter(|| black_box(open()));
        });
    }
    group.finish();
}

/// The times of the moves of a gesture, sorted.
struct Times(Vec<Duration>);

impl Times {
    /// Makes a gesture [`TURNS`] times.
    fn of(mut gesture: impl FnMut() -> Vec<Duration>) -> Self {
        let mut least = gesture();
        for _ in 1..TURNS {
            for (least, time) in least.iter_mut().zip(gesture()) {
                *least = time.min(*least);
            }
        }
        least.sort();
        Self(least)
    }

    /// The time, in milliseconds, that this share of the moves keep to.
    fn share(&self, percent: usize) -> f64 {
        1000.0 * self.0[(self.0.len() - 1) * percent / 100].as_secs_f64()
    }
}

fn timed(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Drags the card through the middle of the view and back: the times of the
/// moves.
fn drag(window: &mut Window, card: CardId, moves: usize) -> Vec<Duration> {
    let start = rect_of(&window.editor.layout(), card).center();
    window.send(Pointer::Move, start);
    window.send(Pointer::Down, start);
    window.send(Pointer::Move, start + vec2(9.0, 9.0));
    window.frame();
    let mut turn = 0.0;
    let times = (0..moves).map(|_| {
        turn += 0.05;
        let swing = vec2(260.0 * f32::sin(turn), 120.0 * f32::sin(0.7 * turn));
        timed(|| {
            window.send(Pointer::Move, start + swing);
            window.frame();
        })
    });
    let times = times.collect();
    window.send(Pointer::Cancel, start);
    window.frame();
    times
}

fn rect_of(layout: &Layout, card: CardId) -> Rect {
    let everything = Rect::from_min_size(Pos2::ZERO, layout.size);
    let mut cards = layout.visible_cards(everything);
    cards.find(|(id, _)| *id == card).unwrap().1
}

/// What a window does for a frame, as far as the processor is concerned.
struct Window {
    editor: Editor,
    theme: &'static Theme,
    fonts: Fonts,
    revision: usize,
    /// What was drawn last, kept while map and view stay.
    drawn: Option<(Arc<Layout>, Rect)>,
    content: Vec<Shape>,
}

impl Window {
    fn open(map: Map) -> Self {
        let mut editor = Editor::new(map);
        editor.set_viewport(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 900.0)));
        let fonts = Fonts::new(text_options(), font_definitions(editor.fonts()));
        Self {
            revision: editor.fonts().revision(),
            editor,
            theme: ThemeName::Light.theme(),
            fonts,
            drawn: None,
            content: Vec::new(),
        }
    }

    /// Brings the card that is nearest to the middle of the map into view, at
    /// the zoom that shows about [`IN_VIEW`] of them.
    fn look_at_a_card(&mut self) -> CardId {
        let layout = self.editor.layout();
        let middle = (0.5 * layout.size).to_pos2();
        let everything = Rect::from_min_size(Pos2::ZERO, layout.size);
        let (card, rect) = layout
            .visible_cards(everything)
            .min_by(|a, b| {
                let far = |rect: &Rect| rect.center().distance(middle);
                far(&a.1).total_cmp(&far(&b.1))
            })
            .unwrap();
        let view = &mut self.editor.view;
        let near = (-4..=4_i8).map(|quarter| {
            let zoom = (0.25 * f32::from(quarter)).exp2();
            view.set_zoom_at(view.viewport().center(), zoom);
            let off = view.viewport().center() - view.screen_from_map() * rect.center();
            view.pan_by(off);
            let seen = layout.visible_cards(view.visible()).count();
            (seen.abs_diff(IN_VIEW), view.clone())
        });
        self.editor.view = near.min_by_key(|(off, _)| *off).unwrap().1;
        card
    }

    fn send(&mut self, event: Pointer, pos: Pos2) {
        self.editor.pointer(&Input {
            event,
            pos,
            ..Input::default()
        });
    }

    fn frame(&mut self) {
        let layout = self.editor.layout();
        if self.revision != self.editor.fonts().revision() {
            self.revision = self.editor.fonts().revision();
            self.fonts = Fonts::new(text_options(), font_definitions(self.editor.fonts()));
        }
        let viewport = self.editor.view.viewport();
        let transform = self.editor.view.screen_from_map();
        let part = Part {
            view: self.editor.view.visible(),
            scale: transform.scaling,
        };
        let detail = Detail::screen(viewport, 1.0);
        self.fonts
            .begin_pass(text_options(), ViewportKey::default());
        let mut fonts = self.fonts.with_pixels_per_point(1.0);
        let is_drawn = self
            .drawn
            .as_ref()
            .is_some_and(|(old, view)| Arc::ptr_eq(old, &layout) && *view == part.view);
        if !is_drawn {
            let scene = content(self.editor.map(), &layout, self.theme, part);
            self.content.clear();
            shapes(&scene, transform, &mut fonts, &detail, &mut self.content);
        }
        let overlay = Scene {
            size: layout.size,
            background: self.theme.paper,
            items: self.editor.overlay(self.theme),
            groups: Vec::new(),
        };
        let mut all = self.content.clone();
        shapes(&overlay, transform, &mut fonts, &detail, &mut all);
        self.drawn = Some((layout, part.view));
        let atlas = self.fonts.texture_atlas();
        let (size, discs) = (atlas.size(), atlas.prepared_discs());
        let mut tessellator = Tessellator::new(1.0, TessellationOptions::default(), size, discs);
        let all = all
            .into_iter()
            .map(|shape| ClippedShape::new(viewport, shape));
        black_box(tessellator.tessellate_shapes(all.collect()));
    }
}
