//! Headings that stay in sight on a large map.

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use throughline::{
    editor::{Command, Pinned},
    model::Element,
};

use super::harness::TestEditor;

/// The editor at 100 %, scrolled so that `corner` of the map is at the corner
/// of a small canvas.
fn scrolled_to(corner: Pos2) -> TestEditor {
    let mut test = TestEditor::new();
    let canvas = Rect::from_min_size(pos2(60.0, 40.0), vec2(700.0, 420.0));
    test.editor.set_viewport(canvas);
    test.run(Command::ZoomActual);
    let shown = test.editor.view.visible().min;
    test.editor.view.pan_by(shown - corner);
    test
}

#[test]
fn nothing_is_pinned_while_the_headings_are_in_view() {
    let mut test = scrolled_to(Pos2::ZERO);
    assert_eq!(test.editor.pinned(), Pinned::default());
    assert_eq!(test.editor.pinned().covers(), Vec2::ZERO);
    let pos = pos2(300.0, 200.0);
    assert_eq!(test.editor.pinned().place(pos), pos);
}

#[test]
fn a_press_on_a_pinned_heading_means_the_heading() {
    let corner = pos2(260.0, 230.0);
    let mut test = scrolled_to(corner);
    let pinned = test.editor.pinned();
    let (stages, lanes) = (pinned.stages.unwrap(), pinned.lanes.unwrap());
    assert_eq!(stages.rect.min, corner);
    assert_eq!(lanes.rect.left(), corner.x);
    let layout = test.editor.layout();
    for name in ["Retention", "Decision"] {
        let own = test.rect(name);
        let shown = own.translate(stages.by);
        assert!(stages.rect.y_range().contains(shown.center().y));
        if !stages.rect.contains(shown.center()) || lanes.rect.x_range().contains(shown.center().x)
        {
            continue;
        }
        let meant = pinned.place(shown.center());
        assert_eq!(meant, own.center(), "{name}");
    }
    let row = layout
        .lanes
        .iter()
        .find(|row| row.y > corner.y + 60.0)
        .unwrap();
    let own = layout.lane_label_rect(row).center();
    assert_eq!(pinned.place(own + lanes.by), own);
    test.click_at(pinned.place(own + lanes.by));
    assert_eq!(test.editor.selection.primary(), Some(Element::Lane(row.id)));
    // What lies beside them is what it is.
    let free = corner + vec2(400.0, 200.0);
    assert_eq!(pinned.place(free), free);
}

#[test]
fn what_is_walked_to_is_not_hidden_under_pinned_headings() {
    let mut test = scrolled_to(pos2(260.0, 230.0));
    let covers = test.editor.pinned().covers();
    assert!(covers.x > 100.0 && covers.y > 40.0, "{covers:?}");
    test.editor.view.cover(covers);
    let rect = test.rect("Showroom");
    test.editor.view.reveal(rect);
    let free = test.editor.view.visible().min + covers;
    let rect = test.rect("Showroom");
    assert!(rect.top() >= free.y || test.editor.pinned().stages.is_none());
    assert!(rect.left() >= free.x || test.editor.pinned().lanes.is_none());
}

#[test]
fn headings_do_not_take_a_canvas_that_is_too_small_for_them() {
    let mut test = scrolled_to(pos2(260.0, 230.0));
    let zoom = 4.0;
    let center = test.editor.view.viewport().center();
    test.editor.view.set_zoom_at(center, zoom);
    assert_eq!(test.editor.pinned().stages, None);
    assert_eq!(test.editor.pinned().lanes, None);
}
