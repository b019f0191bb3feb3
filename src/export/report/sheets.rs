//! A report on pages: behind the picture of the map, on pages of its size, with
//! the title and the number of the page above. Knows words and pages.

use emath::{Rect, Vec2, pos2, vec2};

use super::{
    Block, Report,
    flow::{BODY, CHAPTER, Flow, HEADING, LABEL, SMALL, STRONG, paged},
};
use crate::{
    export::Sheet,
    layout::{Face, Layouter, TextStyle},
    scene::{Item, Scene, Theme},
};

/// Around the text, in points.
const MARGIN: f32 = 38.0;
/// Between two columns.
const GUTTER: f32 = 28.0;
/// The line above the text.
const TOP: f32 = 24.0;
/// From this width of a page on, in points, there are two columns.
const WIDE: f32 = 700.0;
/// The title of the report on its first page.
const TITLE: TextStyle = TextStyle::new(Face::Bold, 22.0, 28.0);

/// The pages of a report, each of a size in units; `unit` are the units of a
/// point.
pub(in crate::export) fn sheets(
    report: &Report,
    (size, unit): (Vec2, f32),
    theme: &Theme,
    layouter: &mut Layouter,
) -> Vec<Sheet> {
    let columns = columns(size, unit);
    let column = columns.first().map_or(size, Rect::size);
    let mut flow = Flow {
        layouter,
        theme,
        width: column.x,
        height: column.y,
        unit,
        pieces: Vec::new(),
    };
    write(report, &mut flow);
    let pages = paged(std::mem::take(&mut flow.pieces), &columns);
    let count = pages.len();
    let mut sheets = Vec::with_capacity(count);
    for (place, mut items) in pages.into_iter().enumerate() {
        let number = place.saturating_add(1);
        above(report, (number, count), (size, &mut flow), &mut items);
        sheets.push(Sheet {
            scene: Scene {
                size,
                background: theme.paper,
                items,
                groups: Vec::new(),
            },
            name: format!("{} {number} of {count}", report.kind.label()),
            stages: Vec::new(),
        });
    }
    sheets
}

/// Where the columns of a page are.
fn columns(size: Vec2, unit: f32) -> Vec<Rect> {
    let margin = MARGIN * unit;
    let top = margin + TOP * unit;
    let area = Rect::from_min_max(pos2(margin, top), (size - Vec2::splat(margin)).to_pos2());
    if size.x / unit < WIDE {
        return vec![area];
    }
    let gutter = GUTTER * unit;
    let width = (area.width() - gutter) / 2.0;
    let left = Rect::from_min_size(area.min, vec2(width, area.height()));
    vec![left, left.translate(vec2(width + gutter, 0.0))]
}

/// Whose report it is and which page, above the text.
fn above(
    report: &Report,
    (number, count): (usize, usize),
    (size, flow): (Vec2, &mut Flow<'_>),
    items: &mut Vec<Item>,
) {
    let unit = flow.unit;
    let margin = MARGIN * unit;
    let corner = pos2(margin, margin);
    let muted = flow.theme.muted;
    let words = format!("{}  ·  {}", report.title, report.kind.label());
    let style = flow.style(SMALL);
    let room = (size.x - 2.0 * margin) * 0.8;
    let (text, width) = flow.layouter.one_line(&words, &style, room);
    let page = format!("{number} of {count}");
    let (page, page_width) = flow.layouter.one_line(&page, &style, room);
    let right = size.x - margin - page_width;
    for (text, width, x) in [(text, width, corner.x), (page, page_width, right)] {
        items.push(Item::Text(crate::scene::TextLine {
            pos: pos2(x, corner.y + style.ascent()),
            text,
            face: style.face,
            size: style.size,
            color: muted,
            width,
        }));
    }
    let rule = pos2(margin, corner.y + style.leading + 3.0 * unit);
    items.push(flow.rule(rule, size.x - 2.0 * margin));
}

fn write(report: &Report, flow: &mut Flow<'_>) {
    let (ink, muted) = (flow.theme.ink, flow.theme.muted);
    flow.heading(&report.title, TITLE, 0.0);
    for (name, text) in &report.facts {
        let start = flow.pieces.len();
        flow.text(name, (LABEL, muted), 7.0, 0.0);
        for piece in flow.pieces.iter_mut().skip(start) {
            piece.keeps = true;
        }
        flow.text(text, (BODY, ink), 0.0, 0.0);
    }
    for chapter in &report.chapters {
        flow.heading(chapter.title, CHAPTER, 22.0);
        for block in &chapter.blocks {
            write_block(block, flow);
        }
    }
}

fn write_block(block: &Block, flow: &mut Flow<'_>) {
    let (ink, muted) = (flow.theme.ink, flow.theme.muted);
    match block {
        Block::Heading(text) => flow.heading(text, HEADING, 10.0),
        Block::Text(text) => flow.text(text, (BODY, ink), 5.0, 0.0),
        Block::Items(items) => items.iter().for_each(|item| flow.item(item)),
        Block::Table(columns, rows) => flow.table(columns, rows),
        Block::Question {
            place,
            how,
            words,
            has_room,
        } => {
            flow.heading(place, STRONG, 10.0);
            let start = flow.pieces.len();
            flow.text(how, (SMALL, muted), 0.0, 0.0);
            for piece in flow.pieces.iter_mut().skip(start) {
                piece.keeps = true;
            }
            flow.text(words, (BODY, ink), 2.0, 0.0);
            if *has_room {
                flow.room(2);
            }
        }
        Block::Room(lines) => flow.room(*lines),
    }
}
