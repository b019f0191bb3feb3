//! Which versions are too many: by their age, and by count and size. Pure
//! functions of times and sizes; they remove nothing.

use std::collections::BTreeSet;

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 30 * DAY;

/// Which of some versions can go, as places in `times`, in order: of the last
/// hour all stay, then the last one of each hour for a day, of each day for a
/// month, of each month after that. The newest and the oldest always stay.
///
/// `times` are in seconds, the newest version first by the order in which they
/// were kept; clocks may have made anything of the times. A version from the
/// future counts as one of now.
#[must_use]
pub fn thin(times: &[i64], now: i64) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let last = times.len().saturating_sub(1);
    let mut gone = Vec::new();
    for (index, time) in times.iter().enumerate() {
        let age = now.saturating_sub(*time);
        let length = if age <= HOUR {
            continue;
        } else if age <= DAY {
            HOUR
        } else if age <= MONTH {
            DAY
        } else {
            MONTH
        };
        let is_first = seen.insert((length, time.div_euclid(length)));
        if !is_first && index != 0 && index != last {
            gone.push(index);
        }
    }
    gone
}

/// Which of some versions must go so that no more than `count` with no more
/// than so many `bytes` in all stay, as places in `sizes` (time and size, the
/// newest first). Those go first that are closest to the one after them. The
/// newest always stays; the one that it replaced and the oldest as long as
/// anything else can go.
pub(super) fn beyond(sizes: &[(i64, u64)], count: usize, bytes: u64) -> Vec<usize> {
    // What is far too much cannot come of saving, and must not take long.
    let most = count.saturating_mul(2);
    let last = sizes.len().saturating_sub(1);
    let mut gone: Vec<usize> = (most..last).collect();
    let kept = sizes.iter().enumerate();
    let mut left: Vec<(usize, i64, u64)> = kept
        .filter(|(index, _)| *index < most || *index == last)
        .map(|(index, (time, size))| (index, *time, *size))
        .collect();
    let sum = |left: &[(usize, i64, u64)]| {
        left.iter()
            .fold(0, |sum: u64, (_, _, size)| sum.saturating_add(*size))
    };
    while left.len() > 1 && (left.len() > count || sum(&left) > bytes) {
        let gaps = left.windows(3).map(|three| match three {
            // What the last save replaced may be another program's.
            [(0, ..), ..] if left.len() > 3 => u64::MAX,
            [(_, newer, _), (_, own, _), _] => newer.abs_diff(*own),
            _ => u64::MAX,
        });
        // The first of a window is the one after it: the inner one is next.
        let closest = gaps.enumerate().min_by_key(|(_, gap)| *gap);
        let at = closest.map_or(1, |(window, _)| window.saturating_add(1));
        gone.push(left.remove(at).0);
    }
    gone.sort_unstable();
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_764_238_809;

    /// Versions every so many seconds, the newest first, just before now.
    fn every(seconds: i64, count: i64) -> Vec<i64> {
        (0..count).map(|back| NOW - back * seconds).collect()
    }

    fn left(times: &[i64], now: i64) -> Vec<i64> {
        let gone = thin(times, now);
        let kept = times.iter().enumerate();
        let kept = kept.filter(|(index, _)| !gone.contains(index));
        kept.map(|(_, time)| *time).collect()
    }

    #[test]
    fn all_of_the_last_hour_stay() {
        let times = every(30, 121);
        assert_eq!(left(&times, NOW), times);
        assert!(left(&every(30, 400), NOW).len() < 130);
    }

    #[test]
    fn then_one_an_hour_a_day_and_a_month_stay() {
        // Every ten minutes for a day: six and one of the hour, then 23 or 24.
        let of_day = left(&every(600, 144), NOW);
        assert!((7 + 23..=7 + 25).contains(&of_day.len()), "{of_day:?}");
        // Every hour for thirty days.
        let of_month = left(&every(HOUR, 720), NOW);
        assert!((24 + 29..=24 + 32).contains(&of_month.len()));
        // Every day for ten years.
        let of_years = left(&every(DAY, 3_650), NOW);
        assert!((30 + 120..=30 + 124).contains(&of_years.len()));
    }

    #[test]
    fn the_newest_and_the_oldest_stay_whatever_their_times() {
        for times in [
            vec![
                NOW - 9 * MONTH,
                NOW - 9 * MONTH,
                NOW - 9 * MONTH,
                NOW - 9 * MONTH,
            ],
            vec![0, 0],
            vec![i64::MIN, i64::MAX, 0, i64::MIN],
            vec![NOW - 2 * DAY],
            vec![],
        ] {
            let gone = thin(&times, NOW);
            assert!(!gone.contains(&0), "{times:?}");
            assert!(
                times.is_empty() || !gone.contains(&(times.len() - 1)),
                "{times:?}"
            );
        }
    }

    #[test]
    fn a_clock_that_jumps_back_removes_nothing() {
        let times = every(600, 100);
        assert_eq!(thin(&times, NOW - 400 * DAY), [] as [usize; 0]);
        assert_eq!(thin(&times, 0), [] as [usize; 0]);
        assert_eq!(thin(&times, i64::MIN), [] as [usize; 0]);
    }

    #[test]
    fn what_was_thinned_once_stays_at_the_same_time() {
        let once = left(&every(777, 5_000), NOW);
        assert_eq!(left(&once, NOW), once);
    }

    #[test]
    fn no_more_stay_than_count_and_size_allow() {
        let sizes: Vec<(i64, u64)> = every(60, 100).into_iter().map(|at| (at, 10)).collect();
        for (count, bytes, stay) in [
            (99, 9_999, 99),
            (100, 999, 99),
            (100, 1_000, 100),
            (1, 9_999, 1),
        ] {
            let gone = beyond(&sizes, count, bytes);
            assert_eq!(100 - gone.len(), stay, "{count} {bytes}");
            assert!(!gone.contains(&0));
        }
        assert_eq!(beyond(&[(NOW, 99)], 5, 10), [] as [usize; 0]);
        assert_eq!(beyond(&[(NOW, 99), (0, 1)], 5, 10), [1]);
    }

    #[test]
    fn those_closest_to_the_next_go_first() {
        let times = [(1_000, 1), (990, 1), (500, 1), (495, 1), (0, 1)];
        assert_eq!(beyond(&times, 4, 99), [3]);
        assert_eq!(beyond(&times, 3, 99), [2, 3]);
        assert_eq!(beyond(&times, 2, 99), [1, 2, 3]);
    }

    #[test]
    fn far_too_many_take_no_time() {
        let many: Vec<(i64, u64)> = every(1, 300_000).into_iter().map(|at| (at, 1)).collect();
        assert_eq!(many.len() - beyond(&many, 200, u64::MAX).len(), 200);
    }
}
