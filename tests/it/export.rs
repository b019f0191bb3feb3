//! Tests of export: pictures of the size that was asked for, with everything
//! on them, the same on every run.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{cell::Cell, path::Path};

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use image::RgbaImage;
use throughline::{
    export::{self, ExportError, Page, png},
    file::{import, limits::PNG_SIDE},
    layout::{Face, FontBook, Layouter},
    scene::{Color, Item, Scene, Stroke, TextLine},
};

const INK: Color = Color::hex(0x001E_2330);
const LINE: Color = Color::hex(0x00E4_E7EC);
const PAPER: Color = Color::hex(0x00FF_FFFF);
const DESK: Color = Color::hex(0x00EE_F0F4);
const ACCENT: Color = Color::hex(0x0045_53D9);
const POSITIVE: Color = Color::hex(0x0012_876F);
const NEGATIVE: Color = Color::hex(0x00D1_492E);

const fn stroke(width: f32, color: Color) -> Stroke {
    Stroke { width, color }
}

fn text(words: &str, pos: Pos2, face: Face, size: f32, color: Color) -> Item {
    Item::Text(TextLine {
        pos,
        text: words.into(),
        face,
        size,
        color,
        width: size * 0.6 * f32::from(u16::try_from(words.chars().count()).unwrap()),
    })
}

fn card(rect: Rect, radius: f32, fill: Color, edge: Color) -> Item {
    Item::Rect {
        rect,
        radius,
        fill: Some(fill),
        stroke: Some(stroke(1.0, edge)),
    }
}

fn block(left: f32, top: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(left, top), vec2(width, height))
}

fn chevron(left: f32, top: f32, width: f32, height: f32, fill: Color) -> Item {
    let notch = 12.0;
    let (right, bottom, middle) = (left + width, top + height, top + 0.5 * height);
    Item::Polygon {
        // The notch first: every corner is seen from it.
        points: vec![
            pos2(left + notch, middle),
            pos2(left, top),
            pos2(right, top),
            pos2(right + notch, middle),
            pos2(right, bottom),
            pos2(left, bottom),
        ],
        fill,
    }
}

fn wave(from: f32, to: f32, level: f32, height: f32) -> Vec<Pos2> {
    (0..=40_u8)
        .map(|step| {
            let share = f32::from(step) / 40.0;
            let y = level - height * (share * std::f32::consts::PI).sin();
            pos2(from + share * (to - from), y)
        })
        .collect()
}

/// Rules, areas, curves and faces.
fn emotions() -> Vec<Item> {
    let mut items = Vec::new();
    for rule in 0..5_u8 {
        let y = 190.0 + 25.0 * f32::from(rule);
        items.push(Item::Polyline {
            points: vec![pos2(24.0, y), pos2(456.0, y)],
            stroke: stroke(1.0, LINE),
            dash: (rule != 2).then_some((2.0, 3.0)),
        });
    }
    let (up, down) = (
        wave(24.0, 240.0, 240.0, 44.0),
        wave(240.0, 456.0, 240.0, -38.0),
    );
    for (points, color) in [(&up, POSITIVE), (&down, NEGATIVE)] {
        items.push(Item::Area {
            points: points.clone(),
            base: 240.0,
            reach: 50.0,
            strong: color.with_opacity(0.35),
            weak: color.with_opacity(0.02),
        });
    }
    let (curve, now) = (Color::hex(0x0039_415A), [up, down].concat());
    let future = now.iter().map(|point| *point - vec2(0.0, 8.0)).collect();
    for (points, dash) in [(now, None), (future, Some((7.0, 5.0)))] {
        items.push(Item::Polyline {
            points,
            stroke: stroke(2.5, curve),
            dash,
        });
    }
    for (x, y, color) in [(132.0, 196.0, POSITIVE), (348.0, 278.0, NEGATIVE)] {
        items.push(Item::Circle {
            center: pos2(x, y),
            radius: 10.0,
            fill: Some(PAPER),
            stroke: Some(stroke(2.0, color)),
        });
        for eye in [-3.5, 3.5] {
            items.push(Item::Circle {
                center: pos2(x + eye, y - 2.0),
                radius: 1.4,
                fill: Some(color),
                stroke: None,
            });
        }
    }
    items
}

/// One of everything.
fn everything() -> Scene {
    let mut items = vec![
        card(block(8.0, 8.0, 464.0, 304.0), 10.0, PAPER, LINE),
        text("Maya buys a car", pos2(24.0, 44.0), Face::Bold, 25.0, INK),
        text(
            "“I just want it to be easy.”",
            pos2(24.0, 64.0),
            Face::Italic,
            13.5,
            INK,
        ),
        chevron(24.0, 76.0, 140.0, 44.0, ACCENT),
        chevron(170.0, 76.0, 140.0, 44.0, Color::hex(0x000E_7C86)),
        text("Awareness", pos2(46.0, 103.0), Face::SemiBold, 15.5, PAPER),
        text(
            "Consideration",
            pos2(192.0, 103.0),
            Face::SemiBold,
            15.5,
            PAPER,
        ),
        card(block(24.0, 130.0, 134.0, 44.0), 7.0, PAPER, LINE),
        text(
            "Reads two reviews",
            pos2(33.0, 148.0),
            Face::Regular,
            12.5,
            INK,
        ),
        text(
            "on the way to work",
            pos2(33.0, 164.5),
            Face::Regular,
            12.5,
            INK,
        ),
        card(
            block(170.0, 130.0, 120.0, 25.0),
            12.5,
            Color::hex(0x00EC_EEFB),
            ACCENT,
        ),
        text(
            "Search ad",
            pos2(196.0, 147.0),
            Face::SemiBold,
            12.0,
            ACCENT,
        ),
        text("\u{e30c}", pos2(178.0, 148.5), Face::Icon, 14.0, ACCENT),
    ];
    items.extend(emotions());
    Scene {
        size: vec2(480.0, 320.0),
        background: DESK,
        items,
        groups: Vec::new(),
    }
}

fn picture(scene: &Scene, page: Page) -> Vec<u8> {
    png(scene, &FontBook::new(), &page, &|_| true).unwrap()
}

fn pixels(bytes: &[u8]) -> RgbaImage {
    image::load_from_memory(bytes).unwrap().to_rgba8()
}

/// Compares with `tests/golden/NAME.png`, to 3 levels a channel: processors
/// may round differently. `UPDATE_GOLDEN=1` writes it instead.
fn golden(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, bytes).unwrap();
        return;
    }
    let expected = pixels(&std::fs::read(&path).unwrap());
    let seen = pixels(bytes);
    assert_eq!(seen.dimensions(), expected.dimensions(), "{name}");
    let differs = |(seen, expected): (&image::Rgba<u8>, &image::Rgba<u8>)| {
        let pairs = seen.0.iter().zip(expected.0);
        pairs.map(|(a, b)| a.abs_diff(b)).max().unwrap() > 3
    };
    let count = seen
        .pixels()
        .zip(expected.pixels())
        .filter(|pair| differs(*pair))
        .count();
    assert_eq!(count, 0, "pixels differ from {}", path.display());
}

#[test]
fn every_kind_of_item_looks_as_it_did() {
    golden("every-item", &picture(&everything(), Page::sized(480, 320)));
    golden(
        "every-item-large",
        &picture(&everything(), Page::sized(960, 640)),
    );
}

#[test]
fn a_picture_has_exactly_the_size_asked_for() {
    for (width, height) in [(1920, 1080), (1080, 1920), (1, 1), (7, 3000), (1001, 667)] {
        let seen = pixels(&picture(&everything(), Page::sized(width, height)));
        assert_eq!(seen.dimensions(), (width, height));
    }
    let page = Page::scaled(everything().size, 1.5);
    assert_eq!(page, Page::sized(720, 480));
}

/// A scene that is all card, so that its edges can be found.
fn framed() -> Scene {
    Scene {
        size: vec2(200.0, 100.0),
        background: DESK,
        items: vec![Item::Rect {
            rect: Rect::from_min_size(Pos2::ZERO, vec2(200.0, 100.0)),
            radius: 0.0,
            fill: Some(INK),
            stroke: None,
        }],
        groups: Vec::new(),
    }
}

#[test]
fn the_scene_is_in_the_middle_whole_and_unstretched() {
    for (width, height) in [(400, 300), (640, 200), (401, 333)] {
        let seen = pixels(&picture(&framed(), Page::sized(width, height)));
        let inked = |x: u32, y: u32| seen.get_pixel(x, y).0[0] < 0x80;
        let columns: Vec<u32> = (0..width).filter(|x| inked(*x, height / 2)).collect();
        let rows: Vec<u32> = (0..height).filter(|y| inked(width / 2, *y)).collect();
        let scale = (f64::from(width) / 200.0).min(f64::from(height) / 100.0);
        let [across, down] =
            [&columns, &rows].map(|pixels| f64::from(u32::try_from(pixels.len()).unwrap()));
        assert!((across - 200.0 * scale).abs() <= 1.0, "{across} of {width}");
        assert!((down - 100.0 * scale).abs() <= 1.0, "{down} of {height}");
        let (left, right) = (columns[0], width - 1 - columns[columns.len() - 1]);
        let (above, below) = (rows[0], height - 1 - rows[rows.len() - 1]);
        assert!(left.abs_diff(right) <= 1, "{left} left, {right} right");
        assert!(above.abs_diff(below) <= 1, "{above} above, {below} below");
        assert_eq!(
            seen.get_pixel(0, 0).0,
            if left + above > 0 { DESK.0 } else { INK.0 }
        );
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let page = Page::sized(1280, 720);
    assert!(picture(&everything(), page) == picture(&everything(), page));
}

fn chunk(bytes: &[u8], kind: [u8; 4]) -> Option<&[u8]> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap();
        if after.starts_with(&kind) {
            return after.get(4..4 + length);
        }
        rest = after.get(length + 8..)?;
    }
}

#[test]
fn a_picture_fills_a_slide_at_both_sizes() {
    for (width, height, density) in [(1920, 1080, 5669_u32), (3840, 2160, 11_339)] {
        let bytes = picture(&framed(), Page::sized(width, height));
        let size = chunk(&bytes, *b"pHYs").unwrap();
        let expected = [&density.to_be_bytes()[..], &density.to_be_bytes(), &[1]].concat();
        assert_eq!(size, expected);
    }
}

#[test]
fn an_opaque_picture_has_three_channels_and_a_transparent_one_four() {
    let colors = |bytes: &[u8]| chunk(bytes, *b"IHDR").unwrap()[9];
    let opaque = picture(&framed(), Page::sized(300, 300));
    let clear = picture(&framed(), Page::sized(300, 300).transparent());
    assert_eq!((colors(&opaque), colors(&clear)), (2, 6));
    let clear = pixels(&clear);
    assert_eq!(clear.get_pixel(0, 0).0[3], 0);
    assert_eq!(clear.get_pixel(150, 150).0, INK.0);
}

#[test]
fn translucent_colors_keep_their_hue_without_a_background() {
    let mut scene = framed();
    scene.items = vec![Item::Rect {
        rect: Rect::from_min_size(Pos2::ZERO, vec2(200.0, 100.0)),
        radius: 0.0,
        fill: Some(Color([200, 100, 50, 128])),
        stroke: None,
    }];
    let seen = pixels(&picture(&scene, Page::sized(200, 100).transparent()));
    let [red, green, blue, alpha] = seen.get_pixel(100, 50).0;
    assert_eq!(alpha, 128);
    let off = [red.abs_diff(200), green.abs_diff(100), blue.abs_diff(50)];
    assert!(off.into_iter().all(|off| off <= 1), "{red} {green} {blue}");
}

#[test]
fn absurd_sizes_are_refused_with_the_limit_and_a_way_out() {
    let ask = |page: Page| png(&framed(), &FontBook::new(), &page, &|_| true).unwrap_err();
    for page in [
        Page::sized(PNG_SIDE + 1, 10),
        Page::sized(30_000, 30_000),
        Page::sized(u32::MAX, u32::MAX),
        Page::scaled(Vec2::splat(2000.0), 1e30),
    ] {
        let error = ask(page);
        assert!(matches!(error, ExportError::TooLarge { .. }), "{error:?}");
        let message = error.to_string();
        for words in ["32767 pixels a side", "268 million pixels", "smaller size"] {
            assert!(message.contains(words), "{message}");
        }
    }
    for page in [
        Page::sized(0, 10),
        Page::scaled(Vec2::splat(20.0), f32::NAN),
    ] {
        assert!(matches!(ask(page), ExportError::Empty { .. }));
    }
}

#[test]
fn an_empty_or_boundless_scene_is_a_page_of_background() {
    for size in [Vec2::ZERO, Vec2::splat(f32::NAN), Vec2::INFINITY] {
        let scene = Scene {
            size,
            background: DESK,
            items: Vec::new(),
            groups: Vec::new(),
        };
        let seen = pixels(&picture(&scene, Page::sized(20, 10)));
        assert!(seen.pixels().all(|pixel| pixel.0 == DESK.0));
    }
}

#[test]
fn progress_runs_from_nothing_to_all_and_can_stop_the_work() {
    let told = Cell::new(Vec::new());
    let page = Page::sized(4000, 3000);
    let listen = |stop_at: f32| {
        let told = &told;
        move |share: f32| {
            let mut shares = told.take();
            shares.push(share);
            told.set(shares);
            share < stop_at
        }
    };
    png(&framed(), &FontBook::new(), &page, &listen(2.0)).unwrap();
    let shares = told.take();
    assert!(shares.is_sorted() && shares.len() > 5, "{shares:?}");
    assert_eq!((shares[0], shares[shares.len() - 1]), (0.0, 1.0));
    let stopped = png(&framed(), &FontBook::new(), &page, &listen(0.3));
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
    let shares = told.take();
    assert!(shares[shares.len() - 1] < 0.5, "went on to {shares:?}");
}

#[test]
fn text_larger_than_any_glyph_of_the_atlas_is_still_drawn() {
    let mut scene = framed();
    scene.size = vec2(20.0, 10.0);
    scene.items = vec![text("HI", pos2(2.0, 9.0), Face::Bold, 10.0, INK)];
    let share = |scale: f32| {
        let seen = pixels(&picture(&scene, Page::scaled(scene.size, scale)));
        let dark = seen.pixels().filter(|pixel| pixel.0[0] < 0x80).count();
        let [dark, all] =
            [dark, seen.len() / 4].map(|count| f64::from(u32::try_from(count).unwrap()));
        dark / all
    };
    let (usual, huge) = (share(10.0), share(150.0));
    assert!(
        (usual - huge).abs() < 0.1 * usual,
        "{usual} of 10, {huge} of 150"
    );
}

#[test]
fn a_png_that_is_packed_fast_is_larger_and_shows_the_same() {
    let map = crate::samples::bundled("car-purchase");
    let packed = |packing| {
        let setup = export::Setup {
            packing,
            ..export::Setup::default()
        };
        let form = (export::Format::Png, &setup);
        let made = export::export(&map, form, &mut Layouter::new(), &|_| true).unwrap();
        made.files.into_iter().next().unwrap()
    };
    let (small, fast) = (
        packed(export::Packing::Small),
        packed(export::Packing::Fast),
    );
    assert!(fast.len() > small.len());
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8();
    assert!(pixels(&small) == pixels(&fast));
}

#[test]
fn a_map_without_stages_says_that_its_picture_is_a_header() {
    let table = b"Review,Score,Date\nGood,5,2026-01-02\nBad,1,2026-01-03\nFine,3,2026-01-04\n";
    let options = import::Options::default();
    let read = import::understand(table, Path::new("said.csv"), &options).unwrap();
    assert!(read.map.stages.is_empty() && read.map.feedback.len() == 3);
    let losses = |format| {
        let (setup, mut layouter) = (export::Setup::default(), Layouter::new());
        let exported = export::export(&read.map, (format, &setup), &mut layouter, &|_| true);
        exported.unwrap().losses
    };
    let told = "it has no stages, so its picture is a header alone; its 3 answers are in tables \
                and on an HTML page";
    assert_eq!(losses(export::Format::Png), [told]);
    assert_eq!(losses(export::Format::Html), [""; 0]);
}
