//! Two changes of one text put together line by line, where they do not touch:
//! the classic three-way merge of lines. Knows nothing of maps.

/// The most pairs of lines that are compared.
const MOST: usize = 1_000_000;

/// The text with the changes of both, when they are in different lines.
pub(in crate::model) fn joined_lines(base: &str, mine: &str, theirs: &str) -> Option<String> {
    let lines = |text: &'_ str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let joined = joined_texts(&lines(base), &lines(mine), &lines(theirs))?;
    Some(joined.join("\n"))
}

/// The list with the changes of both, when they are of different entries.
pub(in crate::model) fn joined_texts(
    base: &[String],
    mine: &[String],
    theirs: &[String],
) -> Option<Vec<String>> {
    let (in_mine, in_theirs) = (partners(base, mine)?, partners(base, theirs)?);
    let mut joined = Vec::new();
    // The first lines that were not put together yet.
    let mut next = (0, 0, 0);
    let pairs = std::iter::zip(&in_mine, &in_theirs).enumerate();
    let stable = pairs.filter_map(|(at, (mine, theirs))| Some((at, (*mine)?, (*theirs)?)));
    let end = (base.len(), mine.len(), theirs.len());
    for place in stable.chain([end]) {
        let (in_base, in_mine, in_theirs) = (
            base.get(next.0..place.0)?,
            mine.get(next.1..place.1)?,
            theirs.get(next.2..place.2)?,
        );
        let taken = if in_mine == in_base || in_mine == in_theirs {
            in_theirs
        } else if in_theirs == in_base {
            in_mine
        } else {
            return None;
        };
        joined.extend_from_slice(taken);
        joined.extend(base.get(place.0).cloned());
        let after = |index: usize| index.saturating_add(1);
        next = (after(place.0), after(place.1), after(place.2));
    }
    Some(joined)
}

/// The list with the changes of both, as a set: what one side took out is gone,
/// what either added is there, mine first. `None` when both put something in
/// place of the same entry, which is then a conflict.
pub(in crate::model) fn joined_values<T: Clone + PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
) -> Option<Vec<T>> {
    let gone = |side: &[T]| base.iter().any(|held| !side.contains(held));
    let adds = |side: &[T]| side.iter().any(|held| !base.contains(held));
    if gone(mine) && gone(theirs) && adds(mine) && adds(theirs) {
        return None;
    }
    let kept = |held: &&T| !base.contains(held) || theirs.contains(held);
    let mut joined: Vec<T> = mine.iter().filter(kept).cloned().collect();
    for held in theirs.iter().filter(|held| !base.contains(held)) {
        if !joined.contains(held) {
            joined.push(held.clone());
        }
    }
    Some(joined)
}

/// For each line of `a` the line of `b` that it is, if it is one: a longest
/// common sequence. `None` when the texts are too long to be compared.
fn partners(a: &[String], b: &[String]) -> Option<Vec<Option<usize>>> {
    let same = |(a, b): &(&String, &String)| a == b;
    let start = std::iter::zip(a, b).take_while(same).count();
    let (rest_a, rest_b) = (a.get(start..)?, b.get(start..)?);
    let backwards = std::iter::zip(rest_a.iter().rev(), rest_b.iter().rev());
    let end = backwards.take_while(same).count();
    let mid_a = rest_a.get(..rest_a.len().saturating_sub(end))?;
    let mid_b = rest_b.get(..rest_b.len().saturating_sub(end))?;
    let mut partners: Vec<Option<usize>> = (0..start).map(Some).collect();
    let inner = longest_common(mid_a, mid_b)?;
    let shifted = inner.into_iter().map(|at| Some(at?.saturating_add(start)));
    partners.extend(shifted);
    let from = b.len().saturating_sub(end);
    partners.extend((from..b.len()).map(Some));
    Some(partners)
}

fn longest_common(a: &[String], b: &[String]) -> Option<Vec<Option<usize>>> {
    if a.len().saturating_mul(b.len()) > MOST {
        return None;
    }
    // Row by row from the end: the length of the longest common rest.
    let mut rows: Vec<Vec<u32>> = vec![vec![0; b.len().saturating_add(1)]];
    for line in a.iter().rev() {
        let below = rows.last()?;
        let mut row = vec![0; b.len().saturating_add(1)];
        for (at, other) in b.iter().enumerate().rev() {
            let right = row.get(at.saturating_add(1)).copied()?;
            let diagonal = below.get(at.saturating_add(1)).copied()?;
            let longest = if line == other {
                diagonal.saturating_add(1)
            } else {
                right.max(below.get(at).copied()?)
            };
            *row.get_mut(at)? = longest;
        }
        rows.push(row);
    }
    rows.reverse();
    let mut at = 0;
    let mut partners = Vec::new();
    for (line, (row, below)) in std::iter::zip(a, std::iter::zip(&rows, rows.iter().skip(1))) {
        // Lines of the other that are in no longest sequence are passed by.
        while b.get(at).is_some_and(|other| other != line)
            && row.get(at.saturating_add(1)) == row.get(at)
        {
            at = at.saturating_add(1);
        }
        let is_partner = b.get(at) == Some(line) && row.get(at) != below.get(at);
        partners.push(is_partner.then_some(at));
        if is_partner {
            at = at.saturating_add(1);
        }
    }
    Some(partners)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_different_lines_are_put_together() {
        let base = "one\ntwo\nthree\nfour\nfive";
        let joined = joined_lines(
            base,
            "ONE\ntwo\nthree\nfour\nfive",
            "one\ntwo\nthree\nfive\nsix",
        );
        assert_eq!(joined.as_deref(), Some("ONE\ntwo\nthree\nfive\nsix"));
        // The same change on both sides is one.
        let both = "one\nzwei\nthree\nfour\nfive";
        assert_eq!(joined_lines(base, both, both).as_deref(), Some(both));
        let more = "one\nzwei\nthree\nfour\nfive\nsix";
        assert_eq!(joined_lines(base, both, more).as_deref(), Some(more));
        let repeats = joined_lines("a\nb\na\nb", "x\na\nb\na\nb", "a\nb\na\nb\ny");
        assert_eq!(repeats.as_deref(), Some("x\na\nb\na\nb\ny"));
        let gone = joined_lines("a\nb\nc\nd\ne", "a\nc\nd\ne", "a\nb\nc\nd");
        assert_eq!(gone.as_deref(), Some("a\nc\nd"));
    }

    #[test]
    fn what_either_side_adds_to_a_set_is_in_it() {
        let joined = joined_values(&[1, 2], &[1, 2, 3], &[2, 4]);
        assert_eq!(joined, Some(vec![2, 3, 4]));
        assert_eq!(joined_values(&[], &[5], &[5, 6]), Some(vec![5, 6]));
        // Both put something else in place of an entry.
        assert_eq!(joined_values(&[1], &[2], &[3]), None);
    }

    #[test]
    fn changes_of_the_same_line_are_not() {
        assert_eq!(joined_lines("one", "mine", "theirs"), None);
        assert_eq!(joined_lines("", "mine", "theirs"), None);
        assert_eq!(joined_lines("a\nb", "a\nmine", "a\ntheirs"), None);
        assert_eq!(joined_lines("a", "a\nmine", "a\ntheirs"), None);
        let long = "line\n".repeat(1_200);
        let (mine, theirs) = (format!("m{long}n"), format!("t{long}u"));
        assert_eq!(joined_lines(&long, &mine, &theirs), None);
    }
}
