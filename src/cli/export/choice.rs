//! Stages and lanes that are chosen in words: by name, by number, from one
//! number to another. Names come first, so that a stage called “2-4” or one
//! with a comma in its name can be chosen as well.

use std::collections::BTreeSet;

use throughline::file::nearest;

/// How many of the names that there are a message lists.
const LISTED: usize = 20;

/// The ids of those that `text` names among `known`, which are in the order of
/// the map and counted from 1: `2-4`, `1,3`, `3-`, `Awareness,Decision`.
///
/// # Errors
/// One of them is not there; the message lists what is.
pub(super) fn chosen<Id: Copy + Ord>(
    text: &str,
    known: &[(Id, &str)],
    what: &str,
) -> Result<BTreeSet<Id>, String> {
    let pieces: Vec<&str> = text.split(',').collect();
    let mut found = BTreeSet::new();
    let mut rest = pieces.as_slice();
    while let Some((piece, others)) = rest.split_first() {
        // The longest name with commas in it, if there is any.
        let longest = (1..=rest.len()).rev().find_map(|count| {
            let (name, others) = rest.split_at_checked(count)?;
            let ids = named(&name.join(","), known);
            (!ids.is_empty()).then_some((ids, others))
        });
        rest = if let Some((ids, others)) = longest {
            found.extend(ids);
            others
        } else {
            let piece = piece.trim();
            found.extend(counted(piece, known, what)?);
            others
        };
    }
    Ok(found)
}

/// Those of a name; small and capital letters are the same.
fn named<Id: Copy>(name: &str, known: &[(Id, &str)]) -> Vec<Id> {
    let folded = |name: &str| name.trim().to_lowercase();
    let name = folded(name);
    if name.is_empty() {
        return Vec::new();
    }
    let alike = known.iter().filter(|(_, other)| folded(other) == name);
    alike.map(|(id, _)| *id).collect()
}

/// Those that a number or a range of numbers stands for.
fn counted<Id: Copy>(piece: &str, known: &[(Id, &str)], what: &str) -> Result<Vec<Id>, String> {
    let none = || {
        let names: Vec<&str> = known.iter().map(|(_, name)| *name).collect();
        let near = nearest(piece, &names).map(|near| format!("did you mean “{near}”? "));
        let listed = list(&names);
        Err(match (piece.is_empty(), near) {
            (true, _) => format!("a {what} is missing between commas; there are {listed}"),
            (false, near) => {
                let near = near.unwrap_or_default();
                format!("there is no {what} “{piece}”; {near}there are {listed}")
            }
        })
    };
    let Some((from, to)) = range(piece, known.len()) else {
        return none();
    };
    if from > to {
        return Err(format!("“{piece}” runs backward; write {to}-{from}"));
    }
    let within = from
        .checked_sub(1)
        .and_then(|before| known.get(before..to))
        .unwrap_or_default();
    if within.is_empty() {
        return none();
    }
    Ok(within.iter().map(|(id, _)| *id).collect())
}

/// `3`, `2-4`, `3-` or `-2` of so many, as the first and the last.
fn range(piece: &str, count: usize) -> Option<(usize, usize)> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    if let Some(only) = number(piece) {
        return Some((only, only));
    }
    let (from, to) = piece.split_once(['-', '–'])?;
    match (from.trim().is_empty(), to.trim().is_empty()) {
        (true, true) => None,
        (true, false) => Some((1, number(to)?)),
        (false, true) => Some((number(from)?, count.max(number(from)?))),
        (false, false) => Some((number(from)?, number(to)?)),
    }
}

/// What there is, with numbers.
fn list(names: &[&str]) -> String {
    let shown = names.iter().enumerate().take(LISTED);
    let shown: Vec<String> = shown
        .map(|(index, name)| format!("{} {name}", index + 1))
        .collect();
    match names.len().saturating_sub(LISTED) {
        0 if shown.is_empty() => "none in this map".into(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGES: [(u32, &str); 6] = [
        (10, "Awareness"),
        (11, "Decision, with doubts"),
        (12, "2-3"),
        (13, "Use"),
        (14, "Pre-purchase"),
        (15, "Use"),
    ];

    #[test]
    fn stages_are_chosen_by_name_and_by_number() {
        for (text, ids) in [
            ("awareness", vec![10]),
            ("1, 4", vec![10, 13]),
            ("4-", vec![13, 14, 15]),
            ("-2", vec![10, 11]),
            ("4 - 6", vec![13, 14, 15]),
            ("2-3", vec![12]),
            ("Decision, with doubts,Pre-purchase", vec![11, 14]),
            ("Use", vec![13, 15]),
            ("1,1-2,Awareness", vec![10, 11]),
        ] {
            let found = chosen(text, &STAGES, "stage").map(|ids| ids.into_iter().collect());
            assert_eq!(found, Ok(ids), "{text}");
        }
    }

    #[test]
    fn what_is_not_there_is_refused_with_what_is() {
        for (text, said) in [
            (
                "Awarness",
                "did you mean “Awareness”? there are 1 Awareness",
            ),
            ("7", "there is no stage “7”; there are 1 Awareness"),
            ("0", "there is no stage “0”"),
            ("5-9", "there is no stage “5-9”"),
            ("9-", "there is no stage “9-”"),
            ("4-1", "write 1-4"),
            ("1,,2", "missing between commas"),
            ("", "a stage is missing"),
            ("-", "there is no stage “-”"),
        ] {
            let error = chosen(text, &STAGES, "stage").err().unwrap_or_default();
            assert!(error.contains(said), "{text}: {error}");
        }
        let none: [(u32, &str); 0] = [];
        assert!(chosen("a", &none, "lane").is_err_and(|e| e.ends_with("none in this map")));
    }
}
