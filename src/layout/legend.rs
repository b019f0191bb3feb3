//! The legend of an emotion lane: what each of several curves is called, after
//! a sample of its line. It has a strip of its own at the top of the lane, so
//! it never meets labels.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    cell::{PlacedLine, place_lines},
    emotion::CurveLine,
    measure::Measure,
    tokens,
};
use crate::model::{Curve, CurveId, CurveKind, Evidence, Map};

/// The widest name of a curve on one line.
const WIDEST: f32 = 260.0;
/// What is drawn dashed and hollow where a map marks its evidence.
const ASSUMED: &str = "Dashed and hollow: assumed, not yet shown";
/// Between the line and the name.
const GAP: f32 = 7.0;
/// Between two entries.
const APART: f32 = 24.0;
/// Above the entries.
const ABOVE: f32 = 8.0;
/// Between two rows of entries.
const BETWEEN: f32 = 3.0;

/// A curve in the legend, in the coordinates of its lane's curves.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Which curve.
    pub curve: CurveId,
    /// Its place in the map's list.
    pub index: usize,
    /// What it measures.
    pub kind: CurveKind,
    /// Whether it says, instead of a name, how what is assumed is drawn.
    pub assumed: bool,
    /// The place of the whole entry.
    pub rect: Rect,
    /// The ends of the sample of its line.
    pub sample: [Pos2; 2],
    /// The lines of its name.
    pub lines: Vec<PlacedLine>,
}

/// The entries of a lane's curves from the top of a strip `width` units wide,
/// and the height of the strip. Nothing where there is nothing to tell apart:
/// a map with one curve, of feelings, that does not mark what is assumed.
pub(super) fn entries(
    map: &Map,
    curves: &[CurveLine],
    width: f32,
    measure: &mut Measure,
) -> (Vec<LegendEntry>, f32) {
    let shown = map.curves.iter().filter(|curve| map.shows_curve(curve.id));
    let has_arc = curves.iter().any(|line| line.kind == CurveKind::Tension);
    let names = if shown.count() < 2 && !has_arc {
        &[]
    } else {
        curves
    };
    let names = names.iter().filter_map(|line| {
        let curve = map.curves.get(line.index)?;
        Some((line, false, name(curve)))
    });
    // Said on every page where it is said on one, so that zero lines stay put.
    let has_assumed = |line: &&CurveLine| {
        let mut points = map.stages.iter().flat_map(|stage| &stage.points);
        points.any(|point| {
            let is_known = point.evidence.is_some_and(Evidence::is_known);
            point.curve == line.id && point.feeling.is_some() && !is_known
        })
    };
    let key = curves
        .iter()
        .find(|line| map.marks_evidence && has_assumed(line));
    let key = key.map(|line| (line, true, ASSUMED.to_owned()));
    let named: Vec<_> = names.chain(key).collect();
    if named.is_empty() {
        return (Vec::new(), 0.0);
    }
    let left = tokens::STAGE_PAD;
    let limit = WIDEST.min(width - 2.0 * left - tokens::LEGEND_LINE - GAP);
    let mut entries = Vec::new();
    let (mut corner, mut row) = (pos2(left, ABOVE), 0.0_f32);
    for (line, assumed, text) in named {
        let block = measure.wrap(&text, &tokens::LEGEND, limit.max(1.0));
        let size = vec2(tokens::LEGEND_LINE + GAP + block.width, block.height);
        if corner.x > left && corner.x + size.x > width - left {
            corner = pos2(left, corner.y + row + BETWEEN);
            row = 0.0;
        }
        let middle = corner + vec2(0.0, tokens::LEGEND.leading / 2.0);
        let text = corner + vec2(tokens::LEGEND_LINE + GAP, 0.0);
        let room = block.width;
        entries.push(LegendEntry {
            curve: line.id,
            index: line.index,
            kind: line.kind,
            assumed,
            rect: Rect::from_min_size(corner, size),
            sample: [middle, middle + vec2(tokens::LEGEND_LINE, 0.0)],
            lines: place_lines(block, tokens::LEGEND, text, room),
        });
        row = row.max(size.y);
        corner.x += size.x + APART;
    }
    (entries, corner.y + row)
}

impl LegendEntry {
    pub(super) fn translate(&mut self, by: Vec2) {
        self.rect = self.rect.translate(by);
        for end in &mut self.sample {
            *end += by;
        }
        for line in &mut self.lines {
            line.pos += by;
        }
    }
}

/// The name of a curve, and the scale of an arc, which is not that of feelings.
fn name(curve: &Curve) -> String {
    let name = match (curve.name.trim(), curve.kind) {
        ("", CurveKind::Emotion) => curve.state.label(),
        ("", CurveKind::Tension) => curve.kind.label(),
        (name, _) => name,
    };
    match curve.kind {
        CurveKind::Emotion => name.into(),
        CurveKind::Tension => format!("{name}, 1 to 5"),
    }
}
