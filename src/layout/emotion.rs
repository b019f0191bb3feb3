//! An emotion lane: points in time and feeling, and the curves through them.
//! A curve is a monotone cubic, so it never leaves the values of its points,
//! and it has a gap wherever a feeling is not known. All places here are
//! relative to the stages' left end and to the lane's zero line.

use emath::{Pos2, pos2};

use super::tokens;
use crate::model::{
    Curve, CurveId, CurveKind, EmotionPoint, Evidence, LaneId, Map, PointId, Valence,
};

/// What a point stands for along its curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A point like others.
    Plain,
    /// Peak, low, end, moment of truth or a point with a word: a face.
    Face,
    /// The same on a curve beside the lane's first: a smaller face.
    SmallFace,
    /// The same on a dramatic arc, which is no feeling: a filled diamond.
    Turn,
    /// The feeling is not known: the curve has a gap here.
    Unknown,
}

/// An emotion point at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PointMark {
    /// Which point.
    pub id: PointId,
    /// Where, from the stages' left end and the zero line.
    pub pos: Pos2,
    /// How it feels.
    pub feeling: Option<Valence>,
    /// What it stands for.
    pub mark: Mark,
    /// What is written beside it; empty for nothing.
    pub label: String,
    /// Whether nobody has observed or reported it.
    pub assumed: bool,
}

impl PointMark {
    /// Half the size of its box.
    #[must_use]
    pub fn radius(&self) -> f32 {
        match self.mark {
            Mark::Face => tokens::FACE + 1.0,
            Mark::SmallFace | Mark::Turn => tokens::SMALL_FACE + 1.0,
            Mark::Plain => tokens::DOT + 1.0,
            Mark::Unknown => tokens::DOT + 3.0,
        }
    }
}

/// A curve, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveLine {
    /// Which curve.
    pub id: CurveId,
    /// Its place in the map's list.
    pub index: usize,
    /// What it measures.
    pub kind: CurveKind,
    /// Whether it is the lane's first of feelings, which stands out.
    pub leads: bool,
    /// Its points in the order of time.
    pub points: Vec<PointMark>,
    /// Unbroken stretches, flattened, left to right; a gap lies between two.
    pub runs: Vec<Vec<Pos2>>,
    /// From where to where the curve is only assumed, left to right: between
    /// two points of which one is.
    pub assumed: Vec<(f32, f32)>,
}

/// The y of a feeling, from the zero line.
#[must_use]
pub(super) fn y_of(feeling: Valence) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a feeling from −2 to +2")]
    let feeling = feeling.value() as f32;
    -feeling * tokens::VALENCE
}

/// Lays out the visible curves of a lane. `x_of` gives the x of a point of the
/// stage at an index.
pub(super) fn curves(map: &Map, lane: LaneId, x_of: impl Fn(usize, f64) -> f32) -> Vec<CurveLine> {
    let here = |curve: &Curve| !curve.hidden && map.lane_of_curve(curve) == Some(lane);
    let visible = map
        .curves
        .iter()
        .enumerate()
        .filter(|(_, curve)| here(curve));
    let mut laid: Vec<CurveLine> = Vec::new();
    let mut gaps = Gaps::default();
    for (index, curve) in visible {
        let mut points: Vec<(f32, &EmotionPoint)> = map
            .stages
            .iter()
            .enumerate()
            .flat_map(|(stage, held)| held.points.iter().map(move |point| (stage, point)))
            .filter(|(_, point)| point.curve == curve.id)
            .map(|(stage, point)| (x_of(stage, point.at.value()), point))
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.id.cmp(&b.1.id)));
        let leads = curve.kind == CurveKind::Emotion && !laid.iter().any(|line| line.leads);
        let look = match (curve.kind, leads) {
            (CurveKind::Emotion, true) => Mark::Face,
            (CurveKind::Emotion, false) => Mark::SmallFace,
            (CurveKind::Tension, _) => Mark::Turn,
        };
        let points = marks(&points, look, &mut gaps);
        laid.push(CurveLine {
            id: curve.id,
            index,
            kind: curve.kind,
            leads,
            runs: runs(&points, curve.straight),
            assumed: assumed(&points),
            points,
        });
    }
    laid
}

/// Where points without a feeling are set: on the zero line, and beside one
/// another when several curves have a gap at the same moment.
#[derive(Default)]
struct Gaps(Vec<Pos2>);

impl Gaps {
    fn place(&mut self, x: f32) -> Pos2 {
        const APART: f32 = 2.0 * (tokens::DOT + 4.0);
        const STEPS: [f32; 5] = [0.0, 1.0, -1.0, 2.0, -2.0];
        let places = STEPS.map(|step| pos2(x, step * APART));
        let is_free = |place: &Pos2| self.0.iter().all(|taken| taken.distance(*place) >= APART);
        let place = places.into_iter().find(is_free).unwrap_or(pos2(x, 0.0));
        self.0.push(place);
        place
    }
}

/// Decides which points stand out, by the mark of that curve for those: the
/// peak and the low (the first of equals), the end, moments of truth, and
/// whatever has been put in words.
fn marks(points: &[(f32, &EmotionPoint)], strong: Mark, gaps: &mut Gaps) -> Vec<PointMark> {
    let special = special(points);
    points
        .iter()
        .map(|(x, point)| {
            let stands_out = point.moment_of_truth
                || !point.word.is_empty()
                || special.contains(&Some(point.id));
            let mark = match point.feeling {
                None => Mark::Unknown,
                Some(_) if stands_out => strong,
                Some(_) => Mark::Plain,
            };
            let label = match (point.moment_of_truth, point.word.is_empty()) {
                // Said once a moment, for the curve that leads.
                (_, true) if mark == Mark::Unknown && strong == Mark::Face => {
                    "Not known yet".into()
                }
                (true, false) => format!("★ {}", point.word),
                (true, true) if strong != Mark::Face => "★".into(),
                _ => point.word.clone(),
            };
            let pos = match point.feeling {
                Some(feeling) => pos2(*x, y_of(feeling)),
                None => gaps.place(*x),
            };
            PointMark {
                id: point.id,
                pos,
                feeling: point.feeling,
                mark,
                label,
                assumed: !point.evidence.is_some_and(Evidence::is_known),
            }
        })
        .collect()
}

/// The peak, the low and the end of a curve, as far as it has them.
fn special(points: &[(f32, &EmotionPoint)]) -> [Option<PointId>; 3] {
    let known = || {
        points
            .iter()
            .filter_map(|(_, point)| Some((point.feeling?, point.id)))
    };
    let first_by = |better: fn(Valence, Valence) -> bool| {
        known().fold(None, |best: Option<(Valence, PointId)>, held| match best {
            Some(best) if !better(held.0, best.0) => Some(best),
            _ => Some(held),
        })
    };
    let (peak, low) = (first_by(|a, b| a > b), first_by(|a, b| a < b));
    let differ = matches!((peak, low), (Some(peak), Some(low)) if peak.0 > low.0);
    let id = |held: Option<(Valence, PointId)>| held.filter(|_| differ).map(|(_, id)| id);
    [id(peak), id(low), known().next_back().map(|(_, id)| id)]
}

/// The stretches between gaps, flattened. A single known point between gaps
/// has no line.
fn runs(points: &[PointMark], straight: bool) -> Vec<Vec<Pos2>> {
    points
        .split(|point| point.feeling.is_none())
        .map(|run| run.iter().map(|point| point.pos).collect::<Vec<_>>())
        .filter(|run| run.len() > 1)
        .map(|run| if straight { run } else { flatten(&run) })
        .collect()
}

/// The stretches between neighbors of which one is assumed.
fn assumed(points: &[PointMark]) -> Vec<(f32, f32)> {
    let mut stretches: Vec<(f32, f32)> = Vec::new();
    for pair in points.windows(2) {
        let (from, to) = (&pair[0], &pair[1]);
        if !(from.assumed || to.assumed) {
            continue;
        }
        match stretches.last_mut() {
            Some(last) if last.1 == from.pos.x => last.1 = to.pos.x,
            _ => stretches.push((from.pos.x, to.pos.x)),
        }
    }
    stretches
}

/// A monotone cubic through points sorted by x, as short straight lines.
///
/// Tangents by F. N. Fritsch and R. E. Carlson, "Monotone piecewise cubic
/// interpolation", SIAM J. Numer. Anal. 17 (1980): between two points the
/// curve stays between their values.
pub(super) fn flatten(points: &[Pos2]) -> Vec<Pos2> {
    // Two moments at the same x become a steep line, not a division by zero.
    let mut knots: Vec<Pos2> = Vec::with_capacity(points.len());
    for point in points {
        let x = knots
            .last()
            .map_or(point.x, |last| point.x.max(last.x + 0.01));
        knots.push(pos2(x, point.y));
    }
    let slopes: Vec<f32> = knots
        .windows(2)
        .map(|pair| (pair[1].y - pair[0].y) / (pair[1].x - pair[0].x))
        .collect();
    let tangents = tangents(&slopes);
    let mut line = Vec::new();
    for (pair, tangent) in knots.windows(2).zip(tangents.windows(2)) {
        let (from, to) = (pair[0], pair[1]);
        let width = to.x - from.x;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bounded"
        )]
        let steps = (width / 2.5).ceil().clamp(1.0, 400.0) as u16;
        for step in 0..steps {
            let t = f32::from(step) / f32::from(steps);
            let y = hermite(t, (from.y, to.y), (tangent[0] * width, tangent[1] * width));
            let (low, high) = (from.y.min(to.y), from.y.max(to.y));
            line.push(pos2(from.x + t * width, y.clamp(low, high)));
        }
    }
    line.extend(knots.last());
    line
}

fn tangents(slopes: &[f32]) -> Vec<f32> {
    let mut tangents: Vec<f32> = Vec::with_capacity(slopes.len() + 1);
    tangents.extend(slopes.first());
    tangents.extend(slopes.windows(2).map(|pair| {
        if pair[0] * pair[1] <= 0.0 {
            0.0
        } else {
            f32::midpoint(pair[0], pair[1])
        }
    }));
    tangents.extend(slopes.last());
    for (index, slope) in slopes.iter().enumerate() {
        let Some([before, after]) = tangents
            .get_mut(index..index + 2)
            .and_then(|pair| <&mut [f32; 2]>::try_from(pair).ok())
        else {
            continue;
        };
        if *slope == 0.0 {
            (*before, *after) = (0.0, 0.0);
            continue;
        }
        let (alpha, beta) = (*before / slope, *after / slope);
        let reach = alpha.hypot(beta);
        if reach > 3.0 {
            *before = 3.0 / reach * alpha * slope;
            *after = 3.0 / reach * beta * slope;
        }
    }
    tangents
}

fn hermite(t: f32, ends: (f32, f32), tangents: (f32, f32)) -> f32 {
    let (square, cube) = (t * t, t * t * t);
    (2.0 * cube - 3.0 * square + 1.0) * ends.0
        + (cube - 2.0 * square + t) * tangents.0
        + (3.0 * square - 2.0 * cube) * ends.1
        + (cube - square) * tangents.1
}
