//! Which stages go on which page: neighbors together, and the fullest page as
//! empty as can be.

use super::{Job, Parting};

/// The width at which stages are compared, in steps.
const COMPARED: u32 = 34;

/// The stages of every page, by their index; one page without any for a map
/// that shows none.
pub(super) fn groups(job: &mut Job<'_>, shown: &[usize], parting: Parting) -> Vec<Vec<usize>> {
    let count = match parting {
        Parting::Pages(count) => count.clamp(1, shown.len().max(1)),
        Parting::Stage => shown.len().max(1),
    };
    if count == 1 {
        return vec![shown.to_vec()];
    }
    if count == shown.len() {
        return shown.iter().map(|index| vec![*index]).collect();
    }
    let weights: Vec<f32> = shown
        .iter()
        .map(|index| {
            let least = job.least_steps(*index).max(COMPARED);
            let needs = job.needs(*index, least);
            // A stage takes width whatever it holds.
            100.0 + needs.cells.iter().sum::<f32>()
        })
        .collect();
    let mut rest = shown;
    parted(&weights, count)
        .into_iter()
        .map(|size| {
            let (page, others) = rest.split_at(size.min(rest.len()));
            rest = others;
            page.to_vec()
        })
        .collect()
}

/// How many of the weights in a row go on each of `count` pages so that the
/// heaviest is as light as can be. Every page has one at least.
fn parted(weights: &[f32], count: usize) -> Vec<usize> {
    let total = weights.len();
    let sum = |from: usize, to: usize| weights[from..to].iter().sum::<f32>();
    // best[pages - 1][n]: the heaviest page of the first n weights, and where
    // its last page begins.
    let mut best: Vec<Vec<(f32, usize)>> = vec![(0..=total).map(|n| (sum(0, n), 0)).collect()];
    for pages in 2..=count {
        let before = &best[pages - 2];
        let row = (0..=total).map(|n| {
            let starts = (pages - 1..n).map(|start| (before[start].0.max(sum(start, n)), start));
            starts
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap_or((f32::INFINITY, 0))
        });
        let row = row.collect();
        best.push(row);
    }
    let mut sizes = Vec::with_capacity(count);
    let mut end = total;
    for row in best.iter().rev() {
        let start = row[end].1;
        sizes.push(end - start);
        end = start;
    }
    sizes.reverse();
    sizes
}
