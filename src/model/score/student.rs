//! The 97.5 % point of Student's t distribution, for any number of degrees of
//! freedom, without a table: two formulas of M. Abramowitz and I. A. Stegun,
//! *Handbook of Mathematical Functions* (1964).

use std::f64::consts::FRAC_2_PI;

use super::interval::NORMAL;

/// How much of the distribution lies within the two points.
const CONFIDENCE: f64 = 0.95;
/// From so many degrees of freedom on the expansion is right to eight digits.
const EXPANDS: u32 = 40;

/// The t within which 95 % lie, both sides taken together, with so many
/// degrees of freedom; one at least.
pub(super) fn quantile(freedom: u32) -> f64 {
    let freedom = freedom.max(1);
    if freedom >= EXPANDS {
        return expanded(f64::from(freedom));
    }
    // With one degree of freedom it is 12.7; halving 64 sixty times leaves
    // nothing of the difference.
    let (mut low, mut high) = (0.0, 64.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if within(middle, freedom) < CONFIDENCE {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The share that lies within −t and t: the finite sums 26.7.3 and 26.7.4.
fn within(t: f64, freedom: u32) -> f64 {
    let angle = (t / f64::from(freedom).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let is_odd = !freedom.is_multiple_of(2);
    let mut term = if is_odd { cosine } else { 1.0 };
    let mut sum = if freedom == 1 { 0.0 } else { term };
    // Each term is the last one times cos² and the next of 2/3, 4/5, … or of
    // 1/2, 3/4, …
    let first = if is_odd { 3 } else { 2 };
    for at in (first..freedom.saturating_sub(1)).step_by(2) {
        let at = f64::from(at);
        term *= cosine * cosine * (at - 1.0) / at;
        sum += term;
    }
    if is_odd {
        FRAC_2_PI * (angle + sine * sum)
    } else {
        sine * sum
    }
}

/// Fisher and Cornish's expansion around the normal distribution, 26.7.5.
fn expanded(freedom: f64) -> f64 {
    let x = NORMAL;
    let power = |exponent: i32| x.powi(exponent);
    let first = (power(3) + x) / 4.0;
    let second = (5.0 * power(5) + 16.0 * power(3) + 3.0 * x) / 96.0;
    let third = (3.0 * power(7) + 19.0 * power(5) + 17.0 * power(3) - 15.0 * x) / 384.0;
    let fourth =
        (79.0 * power(9) + 776.0 * power(7) + 1482.0 * power(5) - 1920.0 * power(3) - 945.0 * x)
            / 92160.0;
    x + first / freedom
        + second / freedom.powi(2)
        + third / freedom.powi(3)
        + fourth / freedom.powi(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share within −t and t by Simpson's rule: with t = √ν tan φ the
    /// density becomes a power of the cosine.
    fn by_integration(t: f64, freedom: u32) -> f64 {
        let power = f64::from(freedom) - 1.0;
        let up_to = |end: f64| {
            let steps = 40_000_u32;
            let step = end / f64::from(steps);
            let sum: f64 = (0..=steps)
                .map(|index| {
                    let weight = match index {
                        0 => 1.0,
                        _ if index == steps => 1.0,
                        _ if index % 2 == 1 => 4.0,
                        _ => 2.0,
                    };
                    weight * (f64::from(index) * step).cos().max(0.0).powf(power)
                })
                .sum();
            sum * step / 3.0
        };
        let end = (t / f64::from(freedom).sqrt()).atan();
        up_to(end) / up_to(std::f64::consts::FRAC_PI_2)
    }

    #[test]
    fn the_share_within_it_is_ninety_five_percent_by_numeric_integration() {
        for freedom in [1, 2, 3, 4, 5, 8, 9, 20, 31, 39, 40, 41, 60, 99, 500, 10_000] {
            let found = by_integration(quantile(freedom), freedom);
            assert!((found - 0.95).abs() < 2e-8, "{freedom}: {found}");
        }
    }

    #[test]
    fn it_is_as_printed_in_tables() {
        for (freedom, printed) in [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (5, 2.571),
            (10, 2.228),
            (29, 2.045),
            (30, 2.042),
            (40, 2.021),
            (60, 2.000),
            (120, 1.980),
            (999_999, 1.960),
        ] {
            assert!((quantile(freedom) - printed).abs() < 5.1e-4, "{freedom}");
        }
    }

    #[test]
    fn it_falls_toward_the_normal_distribution_without_a_step() {
        let mut last = f64::INFINITY;
        for freedom in 1..200 {
            let next = quantile(freedom);
            assert!(next < last && next > NORMAL, "{freedom}");
            last = next;
        }
        let step = quantile(EXPANDS - 1) - quantile(EXPANDS);
        let before = quantile(EXPANDS - 2) - quantile(EXPANDS - 1);
        assert!(step > 0.0 && step < before);
        assert!((quantile(u32::MAX) - NORMAL).abs() < 1e-8);
    }
}
