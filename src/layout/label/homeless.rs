//! Labels that have no place anywhere near their points: in rows below
//! everything, stepped so that the line to each runs beside the others.

use emath::{Pos2, Rect, pos2, vec2};

use super::{Labelled, Placed, label, room::Room, spots::Spot};
use crate::layout::{emotion::PointMark, text::Block};

/// How far a label begins before the end of the line to it.
const OVERHANG: f32 = 2.0;
/// Between labels of a row.
const APART: f32 = 10.0;
/// Between rows.
const BETWEEN: f32 = 4.0;

/// A label in a row.
struct Held<'a> {
    labelled: Labelled<'a>,
    block: Block,
    left: f32,
    row: usize,
}

impl Held<'_> {
    fn right(&self) -> f32 {
        self.left + self.block.width
    }

    fn x(&self) -> f32 {
        self.labelled.mark.pos.x
    }
}

/// Sets labels in rows below all that is placed.
pub(super) fn place(
    mut homeless: Vec<(Labelled<'_>, Block)>,
    mut room: Room<'_>,
    placed: &mut Placed,
) {
    homeless.sort_by(|(a, _), (b, _)| b.mark.pos.x.total_cmp(&a.mark.pos.x));
    let held = stepped(homeless, room.width);
    let tops = tops(&held, &mut placed.reach.below);
    let spots: Vec<(Held<'_>, Rect)> = held
        .into_iter()
        .map(|held| {
            let top = tops.get(held.row).copied().unwrap_or_default();
            let size = vec2(held.block.width, held.block.height);
            let rect = Rect::from_min_size(pos2(held.left, top), size);
            room.take(&Spot { rect, leader: None });
            (held, rect)
        })
        .collect();
    for (held, rect) in spots {
        let leader = leader(held.labelled.mark, &rect, &room);
        let spot = Spot { rect, leader };
        room.take_line(leader);
        placed.labels.push(label(held.labelled, held.block, &spot));
    }
}

/// Where rows begin, from `bottom` on, which moves below the last.
fn tops(held: &[Held<'_>], bottom: &mut f32) -> Vec<f32> {
    let count = held.iter().map(|held| held.row + 1).max().unwrap_or(0);
    let mut heights = vec![0.0_f32; count];
    for held in held {
        if let Some(height) = heights.get_mut(held.row) {
            *height = height.max(held.block.height);
        }
    }
    let heights = heights.into_iter();
    heights
        .map(|height| {
            let top = *bottom;
            *bottom += height + BETWEEN;
            top
        })
        .collect()
}

/// Gives labels their rows, the last in time first. A label hangs to the right
/// of its line, and below every label whose line would run through it.
fn stepped(homeless: Vec<(Labelled<'_>, Block)>, width: f32) -> Vec<Held<'_>> {
    let mut placed: Vec<Held<'_>> = Vec::with_capacity(homeless.len());
    for (labelled, block) in homeless {
        let highest = (width - block.width - 2.0).max(2.0);
        let left = (labelled.mark.pos.x - OVERHANG).clamp(2.0, highest);
        let mut held = Held {
            labelled,
            block,
            left,
            row: 0,
        };
        let span = left - OVERHANG..=held.right() + OVERHANG;
        let under = placed.iter().filter(|other| span.contains(&other.x()));
        held.row = under.map(|other| other.row + 1).max().unwrap_or(0);
        let mut beside: Vec<usize> = placed
            .iter()
            .filter(|other| other.left < held.right() + APART && left < other.right() + APART)
            .map(|other| other.row)
            .collect();
        beside.sort_unstable();
        for row in beside {
            if row == held.row {
                held.row += 1;
            }
        }
        placed.push(held);
    }
    placed
}

/// The line from a point down to its label, as steep as can be: past points if
/// there is a way, through no label in any case.
fn leader(mark: &PointMark, rect: &Rect, room: &Room<'_>) -> Option<[Pos2; 2]> {
    let from = mark.pos + vec2(0.0, mark.radius() + 1.5);
    let straight = mark.pos.x.clamp(rect.left(), rect.right().max(rect.left()));
    let ends = [0.0, 0.12, 0.25, 0.38, 0.5, 0.62, 0.75, 0.88, 1.0];
    let ends = ends.map(|share| rect.left() + share * rect.width());
    let lines: Vec<[Pos2; 2]> = std::iter::once(straight)
        .chain(ends)
        .map(|x| [from, pos2(x, rect.top() - 1.5)])
        .filter(|line| room.leaves_labels(*line))
        .collect();
    let past = lines.iter().find(|line| room.leaves_points(**line));
    past.or(lines.first()).copied()
}
