//! The line below the map on a page: whose journey it is, which stages, which
//! page of how many, and a date.

use emath::pos2;

use super::Setup;
use crate::{
    layout::{FOOTER, Layouter, TextStyle, tokens},
    model::Map,
    scene::{Item, Scene, TextLine, Theme},
};

/// Between the words at the left and those at the right.
const APART: f32 = 24.0;

/// Writes the footer of a page that is `number` (from 0) of `count` and shows
/// the stages of that name.
pub(super) fn draw(
    map: &Map,
    setup: &Setup,
    (number, count, name): (usize, usize, &str),
    theme: &Theme,
    (scene, layouter): (&mut Scene, &mut Layouter),
) {
    let mut left = Vec::new();
    let mut right = Vec::new();
    if setup.title {
        left.push(map.title.trim());
    }
    let position = format!("{} of {count}", number.saturating_add(1));
    if setup.title && count > 1 {
        left.push(name);
        right.push(position.as_str());
    }
    right.push(setup.date.trim());
    let join = |words: Vec<&str>| {
        let words = words.into_iter().filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" · ")
    };
    let style = tokens::SMALL.at_least(tokens::SMALLEST_ON_A_PAGE);
    let (from, to) = (tokens::MARGIN, scene.size.x - tokens::MARGIN);
    let baseline = scene.size.y - tokens::MARGIN - FOOTER + style.leading;
    let mut write = |x: f32, line: &(std::sync::Arc<str>, f32), style: TextStyle| {
        scene.items.push(Item::Text(TextLine {
            pos: pos2(x, baseline),
            text: std::sync::Arc::clone(&line.0),
            face: style.face,
            size: style.size,
            color: theme.muted,
            width: line.1,
        }));
    };
    let mut room = to - from;
    let end = layouter.one_line(&join(right), &style, room / 2.0);
    if end.1 > 0.0 {
        write(to - end.1, &end, style);
        room -= end.1 + APART;
    }
    let begin = layouter.one_line(&join(left), &style, room);
    if begin.1 > 0.0 {
        write(from, &begin, style);
    }
}
