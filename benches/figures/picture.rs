//! What an export costs: everything but starting the process and reading a
//! file. The map is fitted to its page, drawn and written, with nothing
//! remembered, as a command does.

use std::{hint::black_box, time::Instant};

use criterion::Criterion;
use emath::vec2;
use throughline::{
    export::{Format, Page, Paper, Setup, export, png},
    layout::{FitOptions, Layouter, Parting},
    model::Map,
    scene::{Part, ThemeName, content},
};

use crate::maps::five_by_forty;

/// What is written, and the seconds that a cold command may take.
const WORKS: [(&str, Format, Paper, f64); 5] = [
    (
        "PNG 1920 by 1080",
        Format::Png,
        Paper::Slide(1920, 1080),
        0.045,
    ),
    (
        "PNG 3840 by 2160",
        Format::Png,
        Paper::Slide(3840, 2160),
        0.130,
    ),
    ("SVG", Format::Svg, Paper::Slide(1920, 1080), 0.020),
    ("PDF", Format::Pdf, Paper::Slide(1920, 1080), 0.030),
    ("PPTX", Format::Pptx, Paper::Slide(1920, 1080), 0.030),
];

pub(crate) fn pictures(criterion: &mut Criterion) {
    let map = five_by_forty();
    let mut group = criterion.benchmark_group("export of 200 cards");
    group.sample_size(20);
    for (name, format, paper, aim) in WORKS {
        let start = Instant::now();
        let size = exported(&map, format, paper);
        let took = start.elapsed().as_secs_f64();
        println!(
            "{name}: {} kB, the first one {took:.3} s, {:.2} of the {aim} s aimed at",
            size / 1000,
            took / aim,
        );
        group.bench_function(name, |bencher| {
            bencher.iter(|| exported(black_box(&map), format, paper));
        });
    }
    // As often as a live preview lays out: words are remembered.
    let mut layouter = Layouter::new();
    let options = FitOptions {
        stages: map.stages.iter().map(|stage| stage.id).collect(),
        header: true,
        legend: true,
        ..FitOptions::default()
    };
    let slide = Some(vec2(960.0, 540.0));
    group.bench_function("fit to a slide alone", |bencher| {
        bencher.iter(|| layouter.fit(black_box(&map), slide, Parting::Pages(1), &options));
    });
    group.finish();
    further_cards();
}

fn exported(map: &Map, format: Format, paper: Paper) -> usize {
    let setup = Setup {
        paper,
        ..Setup::default()
    };
    let made = export(map, (format, &setup), &mut Layouter::new(), &|_| true).unwrap();
    made.files.iter().map(Vec::len).sum()
}

/// What each card more adds to a picture of the sheet, at most 0.03 ms.
fn further_cards() {
    let page = Page::sized(1920, 1080);
    let picture = |map: &Map| {
        let mut layouter = Layouter::new();
        let layout = layouter.layout(map);
        let scene = content(map, &layout, ThemeName::Light.theme(), Part::whole(&layout));
        png(&scene, layouter.fonts(), &page, &|_| true).unwrap()
    };
    let seconds = |cards: usize| {
        let map = throughline::model::stress_map(cards);
        let times = (0..5).map(|_| {
            let start = Instant::now();
            black_box(picture(&map));
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
