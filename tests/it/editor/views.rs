//! Pan and zoom.

use emath::{Pos2, Rect, pos2, vec2};
use throughline::editor::{Command, Then, View};

use super::harness::TestEditor;

fn near(a: Pos2, b: Pos2) {
    assert!(a.distance(b) < 0.01, "{a:?} {b:?}");
}

#[test]
fn zooming_keeps_the_place_under_the_pointer() {
    let mut view = View::default();
    let pointer = pos2(400.0, 300.0);
    let held = view.map_from_screen() * pointer;
    for factor in [1.3, 0.4, 5.0, 0.9] {
        view.zoom_at(pointer, factor);
        near(view.map_from_screen() * pointer, held);
    }
    assert!(view.is_zooming());
    view.rest();
    assert!(!view.is_zooming());
}

#[test]
fn zoom_stays_within_its_limits() {
    let mut view = View::default();
    view.zoom_at(Pos2::ZERO, 1e9);
    assert_eq!(view.zoom(), 8.0);
    view.zoom_at(Pos2::ZERO, 1e-9);
    assert_eq!(view.zoom(), 0.05);
    for odd in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        view.zoom_at(Pos2::ZERO, odd);
        assert_eq!(view.zoom(), 0.05);
    }
}

#[test]
fn zoom_steps_are_quarter_octaves_and_reverse_each_other() {
    let mut view = View::default();
    view.zoom_step(1);
    assert!((view.zoom() - 2.0_f32.powf(0.25)).abs() < 1e-5);
    view.zoom_step(-1);
    assert!((view.zoom() - 1.0).abs() < 1e-5);
    view.set_zoom_at(Pos2::ZERO, 1.05);
    view.zoom_step(-1);
    assert!((view.zoom() - 1.0).abs() < 1e-5, "{}", view.zoom());
    for _ in 0..100 {
        view.zoom_step(1);
    }
    assert_eq!(view.zoom(), 8.0);
}

#[test]
fn screen_and_map_are_inverse() {
    let mut view = View::default();
    view.set_zoom_at(pos2(10.0, 20.0), 2.5);
    view.pan_by(vec2(-77.0, 13.0));
    let pos = pos2(123.0, 456.0);
    near(view.screen_from_map() * (view.map_from_screen() * pos), pos);
    assert!((view.pixel() * view.zoom() - 1.0).abs() < 1e-6);
}

#[test]
fn fit_shows_the_whole_map_and_follows_the_window() {
    let mut test = TestEditor::new();
    test.run(Command::Fit);
    let size = test.editor.layout().size;
    let whole = Rect::from_min_size(Pos2::ZERO, size);
    assert!(test.editor.view.visible().contains_rect(whole));
    test.editor
        .set_viewport(Rect::from_min_size(pos2(60.0, 40.0), vec2(500.0, 300.0)));
    assert!(test.editor.view.visible().contains_rect(whole));
    assert!(test.editor.view.is_fitted());
    test.editor.view.pan_by(vec2(50.0, 0.0));
    let zoom = test.editor.view.zoom();
    test.editor
        .set_viewport(Rect::from_min_size(pos2(60.0, 40.0), vec2(900.0, 700.0)));
    assert_eq!(test.editor.view.zoom(), zoom);
}

type Begin = fn(&mut TestEditor);

#[test]
fn a_fitted_view_never_moves_under_a_gesture_and_fits_once_it_has_ended() {
    let begin: [(&str, Begin); 5] = [
        ("press", |test| {
            test.press("Showroom");
        }),
        ("drag", |test| {
            test.press("Showroom").drag_by(90.0, 0.0);
        }),
        ("resize", |test| {
            let edge = test.rect("Decision").right_center();
            test.press_at(edge).drag_by(50.0, 0.0);
        }),
        ("marquee", |test| {
            let cell = test.cell("Advocacy", "Pain points");
            test.press_at(cell).drag_by(-90.0, -90.0);
        }),
        ("typing", |test| {
            test.double_click("Showroom");
        }),
    ];
    for (name, begin) in begin {
        let mut test = TestEditor::new();
        test.run(Command::Fit);
        begin(&mut test);
        let held = test.editor.view.screen_from_map();
        let smaller = Rect::from_min_size(pos2(60.0, 40.0), vec2(500.0, 300.0));
        test.editor.set_viewport(smaller);
        assert_eq!(test.editor.view.screen_from_map(), held, "{name}");
        assert_eq!(test.editor.view.viewport(), smaller, "{name}");
        test.release();
        test.editor.finish_text(Then::Done);
        test.editor.set_viewport(smaller);
        let whole = Rect::from_min_size(Pos2::ZERO, test.editor.layout().size);
        assert!(test.editor.view.visible().contains_rect(whole), "{name}");
    }
}

#[test]
fn zoom_to_selection_brings_it_to_the_middle() {
    let mut test = TestEditor::new();
    test.select(&["Showroom", "Five-day wait"])
        .run(Command::ZoomToSelection);
    let both = test.rect("Showroom").union(test.rect("Five-day wait"));
    near(test.editor.view.visible().center(), both.center());
    assert!(test.editor.view.visible().contains_rect(both));
}

#[test]
fn actual_size_is_one_point_a_unit() {
    let mut test = TestEditor::new();
    test.run(Command::ZoomIn);
    test.run(Command::ZoomActual);
    assert_eq!(test.editor.view.zoom(), 1.0);
}

#[test]
fn panning_and_zooming_change_no_map_and_work_during_a_drag() {
    let mut test = TestEditor::new();
    test.press("Showroom").drag_by(150.0, 0.0);
    let dragged = test.sketch();
    test.editor.view.pan_by(vec2(30.0, 30.0));
    test.run(Command::ZoomOut);
    assert_eq!(test.sketch(), dragged);
    assert!(test.editor.interaction.is_held());
    test.release();
    assert_eq!(test.steps(), 1);
}

#[test]
fn a_view_never_loses_itself_to_odd_numbers() {
    let mut view = View::default();
    view.pan_by(vec2(f32::NAN, 0.0));
    view.fit_rect(Rect::NOTHING, 2.0);
    view.set_viewport(Rect::NOTHING, vec2(0.0, 0.0), false);
    view.fit(vec2(0.0, 0.0));
    assert!(view.visible().is_finite());
    assert!(view.zoom() <= 8.0);
}
