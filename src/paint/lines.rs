//! Lines before they are stroked: fewer points where they are closer than can
//! be seen, and dashes. Knows points only.

use emath::{Pos2, Rect};

/// The points without those that come closer than half a pixel to the one
/// before; the ends stay.
pub(super) fn thin_out(points: impl Iterator<Item = Pos2>, pixel: f32) -> Vec<Pos2> {
    let mut kept: Vec<Pos2> = Vec::new();
    let mut dropped = None;
    for point in points {
        let near = kept
            .last()
            .is_some_and(|last| last.distance(point) < 0.5 * pixel);
        if near {
            dropped = Some(point);
        } else {
            kept.push(point);
            dropped = None;
        }
    }
    if let Some(end) = dropped
        && kept.len() > 1
    {
        kept.pop();
        kept.push(end);
    }
    kept
}

/// The dashes of a line that meet `view`, each as its own line. The lengths of
/// dash and gap are counted from the line's first point.
pub(super) fn dashes(points: &[Pos2], (dash, gap): (f32, f32), view: Rect) -> Vec<Vec<Pos2>> {
    let mut pieces = Vec::new();
    let period = dash + gap;
    if period.is_nan() || period <= 0.0 {
        return pieces;
    }
    let mut open: Vec<Pos2> = Vec::new();
    let mut phase = 0.0;
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let length = from.distance(*to);
        if !view.intersects(Rect::from_two_pos(*from, *to)) {
            pieces.extend(Some(std::mem::take(&mut open)).filter(|piece| piece.len() > 1));
            phase = (phase + length) % period;
            continue;
        }
        let mut at = 0.0;
        while at < length {
            let in_dash = phase < dash;
            let left = if in_dash {
                dash - phase
            } else {
                period - phase
            };
            // At least a thousandth, or a phase of nearly a period never ends.
            let step = left.min(length - at).max(0.001 * period);
            let end = *from + (*to - *from) * ((at + step) / length).min(1.0);
            if in_dash {
                if open.is_empty() {
                    open.push(*from + (*to - *from) * (at / length));
                }
                open.push(end);
            }
            at += step;
            phase += step;
            if in_dash && phase >= dash {
                pieces.push(std::mem::take(&mut open));
            }
            if phase >= period {
                phase = 0.0;
            }
        }
    }
    pieces.extend(Some(open).filter(|piece| piece.len() > 1));
    pieces
}

#[cfg(test)]
mod tests {
    use emath::pos2;

    use super::*;

    #[test]
    fn a_line_of_ten_with_dashes_of_two_and_gaps_of_one_has_four_pieces() {
        let line = [pos2(0.0, 0.0), pos2(5.0, 0.0), pos2(5.0, 5.0)];
        let pieces = dashes(&line, (2.0, 1.0), Rect::EVERYTHING);
        let lengths: Vec<f32> = pieces
            .iter()
            .map(|piece| {
                let steps = piece.iter().zip(piece.iter().skip(1));
                steps.map(|(a, b)| a.distance(*b)).sum()
            })
            .collect();
        assert_eq!(lengths, [2.0, 2.0, 2.0, 1.0]);
        assert_eq!(pieces[1], [pos2(3.0, 0.0), pos2(5.0, 0.0)]);
    }

    #[test]
    fn dashes_out_of_view_keep_the_rhythm() {
        let line = [pos2(0.0, 0.0), pos2(1e6, 0.0), pos2(1e6 + 4.0, 0.0)];
        let view = Rect::from_min_max(pos2(1e6 + 0.5, -1.0), pos2(1e6 + 9.0, 1.0));
        let pieces = dashes(&line, (2.0, 2.0), view);
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0], [pos2(1e6, 0.0), pos2(1e6 + 2.0, 0.0)]);
    }

    #[test]
    fn thinning_out_keeps_both_ends() {
        let points = (0..=100_u8).map(|at| pos2(f32::from(at) * 0.1, 0.0));
        let kept = thin_out(points, 1.0);
        assert_eq!(kept.first(), Some(&pos2(0.0, 0.0)));
        assert_eq!(kept.last(), Some(&pos2(10.0, 0.0)));
        assert!(kept.len() < 25, "{} points left", kept.len());
    }
}
