//! Values of answers with their 95 % confidence intervals. Each function is one
//! formula with its source; all take counts and give plain numbers.

use super::student::quantile;

/// The 97.5 % point of the standard normal distribution: 95 % lie within it.
pub(super) const NORMAL: f64 = 1.959_963_984_540_054;

/// Where a value lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    fn around(middle: f64, half: f64, (least, most): (f64, f64)) -> Self {
        Self {
            low: (middle - half).clamp(least, most),
            high: (middle + half).clamp(least, most),
        }
    }
}

/// A net score, −100 to 100: the share of `good` answers minus that of `bad`
/// ones among `n`, which is more than none.
///
/// The interval is the adjusted Wald of B. Rocks, "Interval Estimation for the
/// 'Net Promoter Score'", *The American Statistician* 70 (2016): 3/4 of an
/// answer is added to the good and to the bad ones and 3 answers to `n`, then
/// variance `p + d − (p − d)²` over `n`. Of the six intervals compared there it
/// keeps its 95 % best for few answers and for scores far from the middle;
/// without the added answers, five promoters and nobody else would be ±0. Its
/// middle is drawn a little toward 0, so it is not symmetric around the value.
pub(super) fn net(good: u32, bad: u32, n: u32) -> (f64, Option<Interval>) {
    let count = f64::from(n);
    let value = 100.0 * (f64::from(good) - f64::from(bad)) / count;
    let added = count + 3.0;
    let (p, d) = (
        (f64::from(good) + 0.75) / added,
        (f64::from(bad) + 0.75) / added,
    );
    let middle = p - d;
    let variance = (p + d - middle * middle).max(0.0);
    let half = NORMAL * (variance / added).sqrt();
    let interval = Interval::around(100.0 * middle, 100.0 * half, (-100.0, 100.0));
    (value, Some(interval))
}

/// A share in percent: `good` answers among `n`, which is more than none.
///
/// The interval is the score interval of E. B. Wilson, "Probable Inference, the
/// Law of Succession, and Statistical Inference", *Journal of the American
/// Statistical Association* 22 (1927): the shares from which what was found is
/// no more than 1.96 standard errors away. It stays within 0 and 100 %, also
/// for few answers and for all or none of them.
pub(super) fn share(good: u32, n: u32) -> (f64, Option<Interval>) {
    let (count, found) = (f64::from(n), f64::from(good) / f64::from(n));
    let square = NORMAL * NORMAL;
    let below = 1.0 + square / count;
    let middle = (found + square / (2.0 * count)) / below;
    let spread = found * (1.0 - found) / count + square / (4.0 * count * count);
    let half = NORMAL * spread.sqrt() / below;
    let interval = Interval::around(100.0 * middle, 100.0 * half, (0.0, 100.0));
    (100.0 * found, Some(interval))
}

/// The mean of answers, each with how often it was given, within a range.
///
/// The interval is Student's t with n − 1 degrees of freedom ("The Probable
/// Error of a Mean", *Biometrika* 6, 1908), cut at the range. There is none for
/// one answer, nor when all are the same: without any spread the formula would
/// claim certainty.
pub(super) fn mean(answers: &[(f64, u32)], range: (f64, f64)) -> (f64, Option<Interval>) {
    let n = answers
        .iter()
        .fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
    let weighted = |of: &dyn Fn(f64) -> f64| -> f64 {
        let parts = answers.iter();
        parts
            .map(|(answer, count)| of(*answer) * f64::from(*count))
            .sum()
    };
    let value = weighted(&|answer| answer) / f64::from(n.max(1));
    if n < 2 {
        return (value, None);
    }
    let freedom = n.saturating_sub(1);
    let variance = weighted(&|answer| (answer - value).powi(2)) / f64::from(freedom);
    if answers.iter().filter(|(_, count)| *count > 0).count() < 2 {
        return (value, None);
    }
    let half = quantile(freedom) * (variance / f64::from(n)).sqrt();
    (value, Some(Interval::around(value, half, range)))
}
