//! The known word that was probably meant. Knows letters, not what the words
//! are for.

/// The known word that differs least, if it is close enough to be meant.
#[must_use]
pub fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = |word: &str| word.to_lowercase().replace(['_', '-'], "");
    let found = letters(found);
    known
        .iter()
        .map(|word| (distance(&found, &letters(word)), *word))
        .filter(|(distance, word)| *distance <= (word.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters are to be added, removed, changed or swapped with their
/// neighbor (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(64).collect();
    let other: Vec<char> = other.chars().take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut next = vec![i.saturating_add(1)];
        for (j, against) in other.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&row, j).saturating_add(usize::from(letter != against));
            let mut least = changed
                .min(at(&next, j).saturating_add(1))
                .min(at(&row, j.saturating_add(1)).saturating_add(1));
            let swapped = i > 0
                && j > 0
                && other.get(j.saturating_sub(1)) == Some(letter)
                && one.get(i.saturating_sub(1)) == Some(against);
            if swapped {
                least = least.min(at(&before, j.saturating_sub(1)).saturating_add(1));
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_find_their_word_and_other_words_none() {
        let known = ["title", "kind", "moment_of_truth", "ServiceBlueprint"];
        for (found, meant) in [
            ("titel", Some("title")),
            ("tilte", Some("title")),
            ("Title", Some("title")),
            ("momentOfTruth", Some("moment_of_truth")),
            ("service_blueprnt", Some("ServiceBlueprint")),
            ("kin", Some("kind")),
            ("aims", None),
            ("", None),
        ] {
            assert_eq!(nearest(found, &known), meant, "{found}");
        }
    }
}
