//! Paints the headings that stay in sight at the edge of the canvas: the names
//! of stages and lanes that have been scrolled away. Where they are and what a
//! press on them means is the editor's to say.

use egui::{Rect, Shape, Ui, Vec2, emath::TSTransform};

use crate::{
    editor::{Editor, Strip},
    layout::{Layout, tokens},
    model::Element,
    paint::{self, Detail},
    scene::{self, Item, Scene, Stroke, Theme},
};

/// Draws what is pinned over the painted map, and tells the view how much of it
/// is covered.
pub(super) fn pinned_ui(ui: &Ui, rect: Rect, editor: &mut Editor, theme: &Theme) {
    let pinned = editor.pinned();
    editor.view.cover(pinned.covers());
    if let Some(strip) = pinned.lanes {
        let layout = editor.layout();
        let mut part = strip.rect;
        part.min.y += pinned.covers().y;
        let mut items = scene::lane_names(&layout, theme, part);
        mark_lanes(editor, &layout, theme, &mut items);
        let mut shown = editor.view.screen_from_map() * strip.rect;
        // The tool rail floats over its beginning.
        shown.min.x = rect.left();
        draw(ui, editor, (shown, strip), items, theme);
        edge(ui, rect, [shown.right_top(), shown.right_bottom()], theme);
    }
    if let Some(strip) = pinned.stages {
        let layout = editor.layout();
        let mut part = strip.rect;
        part.min.x += pinned.covers().x;
        let mut items = scene::stage_names(editor.map(), &layout, theme, part);
        mark_stages(editor, &layout, theme, &mut items);
        let mut shown = editor.view.screen_from_map() * strip.rect;
        let sheet =
            editor.view.screen_from_map() * Rect::from_min_size(egui::Pos2::ZERO, layout.size);
        shown.min.x = rect.left().max(sheet.left());
        shown.max.x = rect.right().min(sheet.right());
        let mut clip = shown;
        if let Some(lanes) = pinned.lanes {
            // No stage passes over the labels of lanes.
            clip.min.x = (editor.view.screen_from_map() * lanes.rect).right();
        }
        ground(ui, rect, shown, theme);
        draw(ui, editor, (clip, strip), items, theme);
        edge(ui, rect, [shown.left_bottom(), shown.right_bottom()], theme);
    }
}

/// Draws items away from their place, on the paper of the map.
fn draw(ui: &Ui, editor: &Editor, (shown, strip): (Rect, Strip), items: Vec<Item>, theme: &Theme) {
    ground(ui, shown, shown, theme);
    let map = editor.view.screen_from_map();
    let moved = TSTransform::new(map.translation + strip.by * map.scaling, map.scaling);
    let scene = Scene {
        size: Vec2::ZERO,
        background: theme.paper,
        items,
        groups: Vec::new(),
    };
    let detail = Detail::screen(shown, ui.pixels_per_point());
    let mut shapes: Vec<Shape> = Vec::new();
    ui.fonts_mut(|fonts| paint::shapes(&scene, moved, fonts, &detail, &mut shapes));
    ui.painter_at(shown).extend(shapes);
}

fn ground(ui: &Ui, clip: Rect, shown: Rect, theme: &Theme) {
    ui.painter_at(clip)
        .rect_filled(shown, 0.0, paint::color(theme.paper));
}

/// The line where the map goes on below the headings.
fn edge(ui: &Ui, clip: Rect, ends: [egui::Pos2; 2], theme: &Theme) {
    let stroke = egui::Stroke::new(1.0, paint::color(theme.neutral.mix(theme.paper, 0.4)));
    ui.painter_at(clip).line_segment(ends, stroke);
}

fn mark_stages(editor: &Editor, layout: &Layout, theme: &Theme, items: &mut Vec<Item>) {
    for element in editor.selection.iter() {
        let Element::Stage(id) = element else {
            continue;
        };
        if let Some(column) = layout.stages.iter().find(|column| column.id == id) {
            items.push(Item::Rect {
                rect: layout.chevron_rect(column).expand(1.5),
                radius: 4.0,
                fill: None,
                stroke: Some(Stroke {
                    width: 2.0,
                    color: theme.accent,
                }),
            });
        }
    }
}

fn mark_lanes(editor: &Editor, layout: &Layout, theme: &Theme, items: &mut Vec<Item>) {
    for element in editor.selection.iter() {
        let Element::Lane(id) = element else { continue };
        if let Some(row) = layout.lanes.iter().find(|row| row.id == id) {
            let mut rect = layout.lane_rect(row);
            rect.set_width(tokens::GUTTER);
            let tint = Item::Rect {
                rect,
                radius: 0.0,
                fill: Some(theme.accent.with_opacity(0.1)),
                stroke: None,
            };
            items.insert(0, tint);
        }
    }
}
