//! From the short straight lines of a drawing back to the curves they came
//! from, so that a curve in a presentation has a handful of points to edit and
//! not hundreds. A curve through emotion points is a cubic function of x
//! between two of them, which is a Bézier curve whose control points stand at
//! the thirds. Knows points only.

use emath::{Pos2, Rect, pos2};

use super::shape::Step;

/// How far a curve may be from the line it replaces, in units: less than can be
/// seen at any size that a slide is shown in.
const CLOSE: f32 = 0.04;

/// The fewest points that are taken for a curve: a cubic goes through any four,
/// the corners of straight lines too.
const LEAST: usize = 6;

/// The box around points.
pub(super) fn bounds(points: &[Pos2]) -> Rect {
    Rect::from_points(points)
}

/// A path through all points: curves where the points lie on some, else
/// straight lines.
pub(super) fn path(points: &[Pos2]) -> Vec<Step> {
    let mut steps: Vec<Step> = points
        .first()
        .map(|at| Step::Move(*at))
        .into_iter()
        .collect();
    steps.extend(onward(points));
    steps
}

/// The same without going to the first point.
pub(super) fn onward(points: &[Pos2]) -> Vec<Step> {
    let mut steps = Vec::new();
    let is_function =
        points.len() >= LEAST && points.array_windows().all(|[one, next]| one.x < next.x);
    if !is_function {
        steps.extend(points.iter().skip(1).map(|point| Step::Line(*point)));
        return steps;
    }
    let mut rest = points;
    while let Some((reached, step)) = farthest(rest) {
        steps.push(step);
        rest = rest.get(reached..).unwrap_or_default();
    }
    steps
}

/// The longest stretch from the first point that one curve covers: where it
/// ends, and the step; `None` when there is no point after the first.
fn farthest(points: &[Pos2]) -> Option<(usize, Step)> {
    let last = points.len().saturating_sub(1);
    let mut step = Step::Line(*points.get(1)?);
    let mut good = 1_usize;
    // Twice as far each time, then halfway between what does and what does not.
    let mut reach = LEAST - 1;
    let mut bad = points.len();
    while good < last {
        let to = reach.min(last);
        let Some(found) = points.get(..=to).and_then(cubic) else {
            bad = to;
            break;
        };
        (good, step) = (to, found);
        reach = reach.saturating_mul(2);
    }
    while bad > good.saturating_add(1) {
        let middle = usize::midpoint(good, bad);
        match points.get(..=middle).and_then(cubic) {
            Some(found) => (good, step) = (middle, found),
            None => bad = middle,
        }
    }
    Some((good, step))
}

/// The cubic through a stretch of points, if all lie on it.
fn cubic(points: &[Pos2]) -> Option<Step> {
    let (first, last) = (*points.first()?, *points.last()?);
    let width = last.x - first.x;
    let share = |point: Pos2| (point.x - first.x) / width;
    let (count, third) = (points.len(), points.len() / 3);
    if count < LEAST {
        return None;
    }
    let from_end = count.checked_sub(1)?.checked_sub(third)?;
    let [sample1, sample2] = [*points.get(third)?, *points.get(from_end)?];
    // y(t) = first (1−t)³ + 3 near (1−t)² t + 3 far (1−t) t² + last t³.
    let weights = |point: Pos2| {
        let (t, rest) = (share(point), 1.0 - share(point));
        let ends = first.y * rest * rest * rest + last.y * t * t * t;
        (3.0 * rest * rest * t, 3.0 * rest * t * t, ends)
    };
    let [(near1, far1, ends1), (near2, far2, ends2)] = [sample1, sample2].map(weights);
    let determinant = near1 * far2 - far1 * near2;
    if determinant.abs() < 1e-6 {
        return None;
    }
    let (left1, left2) = (sample1.y - ends1, sample2.y - ends2);
    let near = (left1 * far2 - far1 * left2) / determinant;
    let far = (near1 * left2 - left1 * near2) / determinant;
    let is_close = points.iter().all(|point| {
        let (by_near, by_far, ends) = weights(*point);
        (by_near * near + by_far * far + ends - point.y).abs() <= CLOSE
    });
    is_close.then(|| {
        let third = width / 3.0;
        Step::Cubic(pos2(first.x + third, near), pos2(last.x - third, far), last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points on y = f(x) at whole x.
    fn sampled(from: u8, to: u8, f: impl Fn(f32) -> f32) -> Vec<Pos2> {
        let xs = (from..=to).map(f32::from);
        xs.map(|x| pos2(x, f(x))).collect()
    }

    #[test]
    fn a_cubic_becomes_one_curve_and_two_become_two() {
        let wave = |x: f32| 0.001 * x * x * x - 0.06 * x * x + 40.0;
        let one = path(&sampled(0, 60, wave));
        assert_eq!(one.len(), 2, "{one:?}");
        assert!(matches!(one[1], Step::Cubic(_, _, end) if end.x == 60.0));
        let mut both = sampled(0, 60, wave);
        let bend = wave(60.0);
        both.extend(sampled(61, 120, |x| bend - 0.05 * (x - 60.0) * (x - 120.0)));
        let two = path(&both);
        assert!(two.len() <= 5, "{two:?}");
    }

    #[test]
    fn corners_stay_corners() {
        let zigzag = [
            (-20.0, 7.0),
            (-10.0, 9.0),
            (0.0, 0.0),
            (10.0, 20.0),
            (20.0, 0.0),
            (30.0, 20.0),
            (40.0, 3.0),
        ];
        let points = zigzag.map(|(x, y)| pos2(x, y));
        let steps = path(&points);
        for point in &points[1..] {
            let ends = steps.iter().any(|step| match step {
                Step::Line(end) | Step::Cubic(_, _, end) => end == point,
                Step::Move(_) | Step::Quad(..) | Step::Close => false,
            });
            assert!(ends, "{point:?} is on no end of {steps:?}");
        }
    }
}
