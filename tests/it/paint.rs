//! Tests of paint: triangles to pixels, and scenes to shapes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use emath::{Pos2, Rect, TSTransform, Vec2, pos2, vec2};
use epaint::{Color32, ColorImage, Fonts, Mesh, Shape, Vertex};
use throughline::{
    layout::{Face, FontBook},
    paint::{Canvas, Detail, TextSizes, font_definitions, shapes, text_options},
    scene::{Color, Item, Scene, Stroke, TextLine},
};

const RED: Color32 = Color32::from_rgb(200, 40, 30);
const HALF_BLUE: Color32 = Color32::from_rgba_premultiplied(0, 0, 128, 128);

fn white() -> ColorImage {
    ColorImage::filled([1, 1], Color32::WHITE)
}

fn pixels(canvas: &Canvas) -> Vec<Vec<Color32>> {
    canvas.rows().map(<[Color32]>::to_vec).collect()
}

fn drawn(size: (usize, usize), mesh: &Mesh, clip: Rect) -> Vec<Vec<Color32>> {
    let mut canvas = Canvas::new(size.0, 0, size.1, Color32::WHITE);
    canvas.draw(mesh, &white(), clip);
    pixels(&canvas)
}

fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

fn fan(corners: &[Pos2], color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for corner in corners {
        mesh.colored_vertex(*corner, color);
    }
    for last in 2..u32::try_from(corners.len()).unwrap() {
        mesh.add_triangle(0, last - 1, last);
    }
    mesh
}

#[test]
fn a_rectangle_fills_the_pixels_whose_centers_it_holds() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect(1.0, 1.0, 3.0, 2.0), RED);
    mesh.add_colored_rect(rect(3.5, 2.5, 4.5, 3.49), RED);
    let seen = drawn((6, 4), &mesh, Rect::EVERYTHING);
    for (y, row) in seen.iter().enumerate() {
        for (x, pixel) in row.iter().enumerate() {
            let inside = (y == 1 && (x == 1 || x == 2)) || (y == 2 && x == 3);
            let expected = if inside { RED } else { Color32::WHITE };
            assert_eq!(*pixel, expected, "column {x} of row {y}");
        }
    }
}

#[test]
fn nothing_is_drawn_outside_the_clip() {
    let clip = rect(2.0, 1.0, 4.0, 3.0);
    let mut flat = Mesh::default();
    flat.add_colored_rect(rect(-50.0, -50.0, 50.0, 50.0), RED);
    let slanted = fan(
        &[pos2(-90.0, -9.0), pos2(99.0, -80.0), pos2(9.0, 90.0)],
        RED,
    );
    for mesh in [flat, slanted] {
        let seen = drawn((6, 4), &mesh, clip);
        for (y, row) in seen.iter().enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                let inside = (2..4).contains(&x) && (1..3).contains(&y);
                assert_eq!(*pixel == RED, inside, "column {x} of row {y}");
            }
        }
    }
}

#[test]
fn triangles_that_share_edges_blend_no_pixel_twice_and_leave_none_out() {
    // A translucent disc, and a rectangle cut along its diagonal.
    let disc: Vec<Pos2> = (0..40_u8)
        .map(|step| {
            let angle = f32::from(step) / 40.0 * std::f32::consts::TAU;
            pos2(20.3, 20.7) + 17.1 * Vec2::angled(angle)
        })
        .collect();
    let square = [
        pos2(2.5, 2.5),
        pos2(38.5, 2.5),
        pos2(38.5, 37.5),
        pos2(2.5, 37.5),
    ];
    let once = drawn((1, 1), &fan(&square, HALF_BLUE), Rect::EVERYTHING);
    assert_eq!(once[0][0], Color32::WHITE, "outside the square");
    let blended = Color32::from_rgb(127, 127, 255);
    for outline in [disc.as_slice(), &square] {
        let seen = drawn((40, 40), &fan(outline, HALF_BLUE), Rect::EVERYTHING);
        let odd = seen
            .iter()
            .flatten()
            .find(|pixel| **pixel != Color32::WHITE && **pixel != blended);
        assert_eq!(odd, None);
        assert_eq!(seen[20][20], blended);
    }
}

#[test]
fn the_way_round_of_a_triangle_makes_no_difference() {
    let corners = [pos2(1.3, 0.2), pos2(18.9, 7.4), pos2(4.2, 15.8)];
    let [a, b, c] = corners;
    let there = drawn((20, 20), &fan(&[a, b, c], RED), Rect::EVERYTHING);
    let back = drawn((20, 20), &fan(&[a, c, b], RED), Rect::EVERYTHING);
    assert!(there == back);
    assert!(there.iter().flatten().any(|pixel| *pixel == RED));
}

#[test]
fn colors_change_evenly_between_corners() {
    let mut mesh = fan(
        &[
            pos2(0.0, 0.0),
            pos2(256.0, 0.0),
            pos2(256.0, 4.0),
            pos2(0.0, 4.0),
        ],
        Color32::WHITE,
    );
    mesh.vertices[0].color = Color32::BLACK;
    mesh.vertices[3].color = Color32::BLACK;
    let seen = drawn((256, 4), &mesh, Rect::EVERYTHING);
    for row in &seen {
        for (x, pixel) in (0..=255_u8).zip(row) {
            assert!(pixel.r().abs_diff(x) <= 1, "column {x} is {pixel:?}");
        }
    }
}

#[test]
fn a_glyph_on_whole_pixels_is_copied_and_tinted() {
    let mut texture = ColorImage::filled([8, 8], Color32::TRANSPARENT);
    texture[(2, 3)] = Color32::WHITE;
    texture[(3, 3)] = Color32::from_rgba_premultiplied(51, 51, 51, 51);
    let mut mesh = Mesh::default();
    let uv = Rect::from_min_max(pos2(0.25, 0.375), pos2(0.5, 0.5));
    mesh.add_rect_with_uv(rect(1.0, 1.0, 3.0, 2.0), uv, RED);
    let mut canvas = Canvas::new(4, 0, 3, Color32::WHITE);
    canvas.draw(&mesh, &texture, Rect::EVERYTHING);
    let seen = pixels(&canvas);
    assert_eq!(seen[1][1], RED);
    assert_eq!(
        seen[1][2],
        Color32::from_rgb(244, 212, 210),
        "a fifth of the color"
    );
    assert_eq!(seen[1][3], Color32::WHITE);
    assert_eq!(seen[0][1], Color32::WHITE);
}

#[test]
fn a_texture_between_pixels_is_mixed_from_its_neighbors() {
    let mut texture = ColorImage::filled([4, 1], Color32::BLACK);
    texture[(2, 0)] = Color32::WHITE;
    texture[(3, 0)] = Color32::WHITE;
    let mut mesh = Mesh::default();
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    mesh.add_rect_with_uv(rect(0.0, 0.0, 8.0, 1.0), whole, Color32::WHITE);
    let mut canvas = Canvas::new(8, 0, 1, RED);
    canvas.draw(&mesh, &texture, Rect::EVERYTHING);
    let seen: Vec<u8> = pixels(&canvas)[0].iter().map(Color32::r).collect();
    assert_eq!(seen, [0, 0, 0, 64, 191, 255, 255, 255]);
}

#[test]
fn broken_meshes_draw_nothing_and_break_nothing() {
    let mut mesh = fan(&[pos2(0.0, f32::NAN), pos2(9.0, 0.0), pos2(9.0, 9.0)], RED);
    mesh.vertices
        .push(Vertex::untextured(pos2(f32::INFINITY, -1e30), RED));
    mesh.add_triangle(1, 2, 99);
    mesh.add_triangle(1, 1, 1);
    let seen = drawn((4, 4), &mesh, Rect::EVERYTHING);
    assert!(seen.iter().flatten().all(|pixel| *pixel == Color32::WHITE));
}

#[test]
fn bands_hold_the_rows_of_the_whole_picture() {
    let mut mesh = fan(
        &[pos2(3.3, 1.2), pos2(28.8, 11.9), pos2(7.7, 29.1)],
        HALF_BLUE,
    );
    mesh.add_colored_rect(rect(4.0, 4.0, 9.5, 21.0), RED);
    let whole = drawn((32, 32), &mesh, Rect::EVERYTHING);
    let mut canvas = Canvas::new(32, 0, 0, Color32::WHITE);
    let mut stacked = Vec::new();
    for top in (0..32).step_by(5) {
        canvas.reset(top, 5.min(32 - top), Color32::WHITE);
        canvas.draw(&mesh, &white(), Rect::EVERYTHING);
        stacked.extend(pixels(&canvas));
    }
    assert!(stacked == whole);
}

fn scene(items: Vec<Item>) -> Scene {
    Scene {
        size: vec2(400.0, 300.0),
        background: Color::hex(0x00FF_FFFF),
        items,
        groups: Vec::new(),
    }
}

fn line(text: &str, pos: Pos2, size: f32) -> Item {
    Item::Text(TextLine {
        pos,
        text: text.into(),
        face: Face::Regular,
        size,
        color: Color::hex(0x001E_2330),
        width: 100.0,
    })
}

fn shaped(scene: &Scene, scale: f32, change: impl FnOnce(&mut Detail)) -> Vec<Shape> {
    let mut fonts = Fonts::new(text_options(), font_definitions(&FontBook::new()));
    let mut detail = Detail::screen(rect(0.0, 0.0, 400.0, 300.0), 1.0);
    change(&mut detail);
    let mut out = Vec::new();
    let transform = TSTransform::from_scaling(scale);
    shapes(
        scene,
        transform,
        &mut fonts.with_pixels_per_point(1.0),
        &detail,
        &mut out,
    );
    out
}

#[test]
fn what_is_out_of_view_makes_no_shape() {
    let scene = scene(vec![
        line("in view", pos2(20.0, 20.0), 12.0),
        line("below the view", pos2(20.0, 900.0), 12.0),
        Item::Circle {
            center: pos2(-50.0, 10.0),
            radius: 20.0,
            fill: Some(Color::hex(0)),
            stroke: None,
        },
    ]);
    let seen = shaped(&scene, 1.0, |_| ());
    assert_eq!(seen.len(), 1);
    assert!(matches!(seen[0], Shape::Text(_)));
}

#[test]
fn small_things_become_one_mesh_in_their_order() {
    let card = |x: f32| Item::Rect {
        rect: Rect::from_min_size(pos2(x, 40.0), vec2(90.0, 40.0)),
        radius: 7.0,
        fill: Some(Color::hex(0x00FF_FFFF)),
        stroke: Some(Stroke {
            width: 1.0,
            color: Color::hex(0x00E4_E7EC),
        }),
    };
    let mut items = Vec::new();
    for column in 0..20_u8 {
        let x = 100.0 * f32::from(column);
        items.push(card(x));
        items.push(line("too small to read", pos2(x + 9.0, 60.0), 12.0));
    }
    let small = shaped(&scene(items.clone()), 0.15, |_| ());
    assert_eq!(small.len(), 1);
    assert!(matches!(small[0], Shape::Mesh(_)));
    let large = shaped(&scene(items), 1.0, |_| ());
    assert!(large.iter().all(|shape| !matches!(shape, Shape::Mesh(_))));
}

#[test]
fn text_stands_on_its_baseline_at_every_size() {
    for (scale, texts) in [
        (1.0, TextSizes::Exact),
        (1.7, TextSizes::Exact),
        (1.7, TextSizes::Quantized),
        (3.1, TextSizes::Quantized),
    ] {
        // An H stands on the baseline and does not go below.
        let scene = scene(vec![line("HHH", pos2(20.0, 50.0), 20.0)]);
        let seen = shaped(&scene, scale, |detail| detail.texts = texts);
        let bounds = seen[0].visual_bounding_rect();
        let baseline = (50.0 * scale).round();
        assert!(
            (bounds.bottom() - baseline).abs() <= 1.0,
            "{bounds:?} at {scale}, {texts:?}"
        );
        let cap_height = 0.727 * 20.0 * scale;
        assert!(
            (bounds.height() - cap_height).abs() <= 2.0,
            "{bounds:?} at {scale}, {texts:?}"
        );
        let bearing = 0.1 * 20.0 * scale;
        assert!(
            (bounds.left() - 20.0 * scale).abs() <= bearing,
            "{bounds:?} at {scale}, {texts:?}"
        );
    }
}

#[test]
fn zooming_in_small_steps_shapes_few_sizes_of_text() {
    let scene = scene(vec![line("Compare offers", pos2(20.0, 30.0), 12.0)]);
    let mut fonts = Fonts::new(text_options(), font_definitions(&FontBook::new()));
    let mut detail = Detail::screen(rect(0.0, 0.0, 400.0, 300.0), 1.0);
    let mut galleys = |texts| {
        detail.texts = texts;
        let before = fonts.num_galleys_in_cache();
        for step in 0..50_u8 {
            let transform = TSTransform::from_scaling(1.0 + f32::from(step) / 50.0);
            let mut view = fonts.with_pixels_per_point(1.0);
            shapes(&scene, transform, &mut view, &detail, &mut Vec::new());
        }
        fonts.num_galleys_in_cache() - before
    };
    assert_eq!(galleys(TextSizes::Quantized), 5);
    assert!(galleys(TextSizes::Exact) > 40);
}

#[test]
fn the_smallest_dot_is_round() {
    // The eyes of a face on a slide are smaller than a pixel.
    for radius in [0.4, 0.9, 1.6] {
        let dot = Item::Circle {
            center: pos2(50.0, 50.0),
            radius,
            fill: Some(Color::hex(0)),
            stroke: None,
        };
        let seen = shaped(&scene(vec![dot]), 1.0, |_| ());
        assert!(matches!(seen[..], [Shape::Circle(_)]), "{radius}: {seen:?}");
    }
}
