//! The order of a list that both sides may have changed: each pair stands as
//! the side has it that changed it. Knows nothing of what is in the list.

use std::collections::{BTreeMap, BTreeSet};

use super::Choice;

/// The most entries whose pairs are looked at.
const MOST: usize = 2_000;

/// A list as the two sides and their common past have it.
pub(super) struct Lists<'a, K> {
    pub(super) base: &'a [K],
    pub(super) mine: &'a [K],
    pub(super) theirs: &'a [K],
}

/// The order of what is kept, or both sides' orders when they contradict.
pub(super) enum Order<K> {
    /// One order for both.
    One(Vec<K>),
    /// Mine and theirs.
    Two(Vec<K>, Vec<K>),
}

impl<K: Clone> Order<K> {
    /// The order for a choice.
    pub(super) fn chosen(self, choice: Choice) -> Vec<K> {
        match (self, choice) {
            (Self::One(order) | Self::Two(order, _), Choice::Mine)
            | (Self::One(order) | Self::Two(_, order), Choice::Theirs) => order,
        }
    }
}

/// Everything that is kept, in the order of both. What one side alone has
/// stands after what it stands after there.
pub(super) fn ordered<K: Ord + Clone>(kept: &BTreeSet<K>, lists: &Lists<'_, K>) -> Order<K> {
    let with = |orders: Vec<&K>| {
        let orders: Vec<K> = orders.into_iter().cloned().collect();
        inserted(&orders, kept, lists)
    };
    let in_mine: BTreeSet<&K> = lists.mine.iter().collect();
    let in_theirs: BTreeSet<&K> = lists.theirs.iter().collect();
    let is_common =
        |key: &&K| kept.contains(*key) && in_mine.contains(*key) && in_theirs.contains(*key);
    let common = |list: &'_ [K]| list.iter().filter(is_common).cloned().collect::<Vec<K>>();
    let (mine, theirs, base) = (common(lists.mine), common(lists.theirs), common(lists.base));
    let both = if mine == theirs || base == theirs {
        Some(mine.iter().collect())
    } else if base == mine {
        Some(theirs.iter().collect())
    } else {
        by_pairs(&base, &mine, &theirs)
    };
    match both {
        Some(order) => Order::One(with(order)),
        None => Order::Two(with(mine.iter().collect()), with(theirs.iter().collect())),
    }
}

/// The order in which every pair stands as the side has it that changed it;
/// `None` when there is none.
fn by_pairs<'a, K: Ord>(base: &[K], mine: &'a [K], theirs: &[K]) -> Option<Vec<&'a K>> {
    if mine.len() > MOST {
        return None;
    }
    let places = |list: &'_ [K]| -> Vec<Option<usize>> {
        let place: BTreeMap<&K, usize> =
            list.iter().enumerate().map(|(at, key)| (key, at)).collect();
        mine.iter().map(|key| place.get(key).copied()).collect()
    };
    let (in_base, in_theirs) = (places(base), places(theirs));
    // How many others each stands before: every number once, if the pairs
    // agree on one order.
    let mut before = vec![0_usize; mine.len()];
    let all = || std::iter::zip(&in_base, &in_theirs).enumerate();
    for (first, (first_base, first_theirs)) in all() {
        for (second, (second_base, second_theirs)) in all().skip(first.saturating_add(1)) {
            let was_first = first_base.zip(*second_base).map(|(a, b)| a < b);
            let theirs_first = first_theirs < second_theirs;
            // Mine has the first one first. Where that is new, it counts.
            let is_first = was_first != Some(true) || theirs_first;
            let winner = if is_first { first } else { second };
            if let Some(count) = before.get_mut(winner) {
                *count = count.saturating_add(1);
            }
        }
    }
    let mut order: Vec<(usize, &K)> = std::iter::zip(before, mine).collect();
    order.sort_by(|(a, _), (b, _)| b.cmp(a));
    let counts = order.iter().rev().map(|(count, _)| *count);
    let is_one = counts.eq(0..order.len());
    is_one.then(|| order.into_iter().map(|(_, key)| key).collect())
}

/// An order with what one side alone has put in, mine before theirs where both
/// put something after the same.
fn inserted<K: Ord + Clone>(order: &[K], kept: &BTreeSet<K>, lists: &Lists<'_, K>) -> Vec<K> {
    let mut placed: BTreeSet<&K> = order.iter().collect();
    let frame = placed.clone();
    let mut after: BTreeMap<Option<&K>, Vec<&K>> = BTreeMap::new();
    for list in [lists.mine, lists.theirs, lists.base] {
        let mut last = None;
        for key in list.iter().filter(|key| kept.contains(*key)) {
            if frame.contains(key) {
                last = Some(key);
            } else if placed.insert(key) {
                after.entry(last).or_default().push(key);
            }
        }
    }
    let rest = kept.iter().filter(|key| !placed.contains(*key));
    let mut whole: Vec<K> = Vec::with_capacity(kept.len());
    for place in std::iter::once(None).chain(order.iter().map(Some)) {
        whole.extend(place.cloned());
        let follow = after.get(&place).into_iter().flatten();
        whole.extend(follow.map(|key| (*key).clone()));
    }
    whole.extend(rest.cloned());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, mine: &str, theirs: &str) -> Vec<String> {
        let list = |text: &str| text.chars().collect::<Vec<_>>();
        let (base, mine, theirs) = (list(base), list(mine), list(theirs));
        // What one side took out is gone.
        let gone = |key: &char, side: &[char]| base.contains(key) && !side.contains(key);
        let all = mine.iter().chain(&theirs).copied();
        let kept = all.filter(|key| !gone(key, &mine) && !gone(key, &theirs));
        let lists = Lists {
            base: &base,
            mine: &mine,
            theirs: &theirs,
        };
        match ordered(&kept.collect(), &lists) {
            Order::One(order) => vec![order.into_iter().collect()],
            Order::Two(mine, theirs) => {
                vec![mine.into_iter().collect(), theirs.into_iter().collect()]
            }
        }
    }

    #[test]
    fn moves_of_both_sides_are_kept() {
        assert_eq!(merged("abcd", "bcda", "abcd"), ["bcda"]);
        assert_eq!(merged("abcd", "abcd", "dabc"), ["dabc"]);
        assert_eq!(merged("abcd", "bcda", "dabc"), ["dbca"]);
        assert_eq!(merged("abcdef", "bacdef", "abcdfe"), ["bacdfe"]);
        assert_eq!(merged("abc", "bca", "bca"), ["bca"]);
    }

    #[test]
    fn what_is_new_stays_beside_its_neighbor() {
        assert_eq!(merged("abc", "axbc", "abcy"), ["axbcy"]);
        assert_eq!(merged("abc", "xabc", "yabc"), ["xyabc"]);
        assert_eq!(merged("abc", "abmc", "abtc"), ["abmtc"]);
        assert_eq!(merged("abc", "cabx", "abyc"), ["cabxy"]);
        assert_eq!(merged("abc", "ac", "abxc"), ["axc"]);
        assert_eq!(merged("", "ab", "cd"), ["abcd"]);
    }

    #[test]
    fn orders_that_contradict_are_two() {
        assert_eq!(merged("abc", "bac", "acb"), ["bac", "acb"]);
        assert_eq!(merged("abc", "bacx", "acby"), ["byacx", "acxby"]);
    }
}
