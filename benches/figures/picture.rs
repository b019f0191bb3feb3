//! What a PNG costs: everything but starting the process and reading a file.

use std::{hint::black_box, time::Instant};

use criterion::Criterion;
use throughline::{
    export::{Page, png},
    layout::Layouter,
    model::Map,
    scene::{Part, ThemeName, content},
};

use crate::maps::five_by_forty;

/// The sizes of slides, and the seconds a cold command may take.
const SLIDES: [(u32, u32, f64); 2] = [(1920, 1080, 0.045), (3840, 2160, 0.130)];

pub(crate) fn pictures(criterion: &mut Criterion) {
    let map = five_by_forty();
    let mut group = criterion.benchmark_group("picture of 200 cards");
    group.sample_size(20);
    for (width, height, aim) in SLIDES {
        let page = Page::sized(width, height);
        let start = Instant::now();
        let bytes = picture(&map, page);
        let took = start.elapsed().as_secs_f64();
        println!(
            "{width} x {height}: {} kB, the first one {took:.3} s, {:.2} of the {aim} s aimed at",
            bytes.len() / 1000,
            took / aim,
        );
        group.bench_function(format!("{width} by {height}"), |bencher| {
            bencher.iter(|| picture(black_box(&map), page));
        });
    }
    group.finish();
    further_cards();
}

/// Lays out and draws with nothing remembered, as a command does.
fn picture(map: &Map, page: Page) -> Vec<u8> {
    let mut layouter = Layouter::new();
    let layout = layouter.layout(map);
    let scene = content(map, &layout, ThemeName::Light.theme(), Part::whole(&layout));
    png(&scene, layouter.fonts(), &page, &|_| true).unwrap()
}

/// What each card more adds, at most 0.03 ms.
fn further_cards() {
    let page = Page::sized(1920, 1080);
    let seconds = |cards: usize| {
        let map = throughline::model::stress_map(cards);
        let times = (0..5).map(|_| {
            let start = Instant::now();
            black_box(picture(&map, page));
            start.elapsed().as_secs_f64()
        });
        times.fold(f64::INFINITY, f64::min)
    };
    let (few, many) = (seconds(500), seconds(5_500));
    let each = 1000.0 * (many - few) / 5_000.0;
    println!(
        "each further card in a picture: {each:.4} ms, {:.2} of the 0.03 ms aimed at",
        each / 0.03
    );
}
