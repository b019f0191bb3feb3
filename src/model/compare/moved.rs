//! Which of a list were moved, told by the fewest that explain the new order.
//! Knows nothing of what is in the list.

use std::collections::{BTreeMap, BTreeSet};

/// What was moved, with its places in the lists before and after: everything
/// outside the longest run that kept its order. What is in one list only was
/// not moved.
pub(super) fn moved<K: Ord + Clone>(before: &[K], after: &[K]) -> Vec<(K, usize, usize)> {
    let places = before.iter().enumerate();
    let places: BTreeMap<&K, usize> = places.map(|(place, key)| (key, place)).collect();
    let after = after.iter().enumerate();
    let both: Vec<(&K, usize, usize)> = after
        .filter_map(|(place, key)| Some((key, *places.get(key)?, place)))
        .collect();
    let stays = longest_rise(both.iter().map(|(_, before, _)| *before));
    let moved = both
        .into_iter()
        .filter(|(_, before, _)| !stays.contains(before));
    moved
        .map(|(key, from, to)| (key.clone(), from, to))
        .collect()
}

/// The numbers of a longest rising run, which need not be neighbors.
fn longest_rise(numbers: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    // The smallest last number of a run of each length, and what came before.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for number in numbers {
        let length = ends.partition_point(|end| *end < number);
        let last = length.checked_sub(1).and_then(|length| ends.get(length));
        before.insert(number, last.copied());
        match ends.get_mut(length) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    let mut run = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(number) = next {
        run.insert(number);
        next = before.get(&number).copied().flatten();
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_that_explain_an_order_were_moved() {
        let moves = |after: &str| {
            let list = |text: &str| text.chars().collect::<Vec<_>>();
            moved(&list("abcde"), &list(after))
        };
        assert_eq!(moves("abcde"), []);
        assert_eq!(moves("acdbe"), [('b', 1, 3)]);
        assert_eq!(moves("eabcd"), [('e', 4, 0)]);
        // What is new or gone was not moved.
        assert_eq!(moves("xaybze"), []);
        assert_eq!(moves("edcba").len(), 4);
    }
}
