//! Parts of the sentences: what something held, where it went. Knows nothing
//! of which sentences there are.

use super::{
    index::{Index, Item, picture_words},
    key::Key,
};
use crate::model::{At, Map};

/// What came or went with something: “, with 3 cards and 1 emotion point”.
pub(in crate::model) fn content_words(index: &Index<'_>, key: &Key) -> String {
    let (mut cards, mut points) = (0_usize, 0_usize);
    match (key, index.item(key)) {
        (Key::Stage(_), Some(Item::Stage(stage))) => {
            (cards, points) = (stage.cards.len(), stage.points.len());
        }
        (Key::Lane(id), _) => {
            let all = index.map.stages.iter().flat_map(|stage| &stage.cards);
            cards = all.filter(|card| card.lane == *id).count();
        }
        (Key::Curve(id), _) => {
            let all = index.map.stages.iter().flat_map(|stage| &stage.points);
            points = all.filter(|point| point.curve == *id).count();
        }
        (Key::Picture(_), Some(Item::Picture(picture))) => {
            return format!(" ({})", picture_words(picture));
        }
        _ => {}
    }
    let counts = [(cards, "card"), (points, "emotion point")];
    let words = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = words.map(|(count, noun)| counted(count, noun)).collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(", with {}", words.join(" and "))
    }
}

/// A number of things: “1 card”, “3 cards”.
pub(in crate::model) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// From where to where something went: “moved from stage “A” to stage “B””.
/// `None` when it stayed.
pub(in crate::model) fn place_words(
    was: &Item<'_>,
    is: &Item<'_>,
    maps: (&Map, &Map),
) -> Option<String> {
    let (from, to) = (was.holders(), is.holders());
    let (at_was, at_is) = (at_of(was)?, at_of(is)?);
    if from == to && at_was == at_is {
        return None;
    }
    let pairs = std::iter::zip(&from, &to).filter(|(from, to)| from != to);
    let words = pairs.map(|(from, to)| {
        let (from, to) = (from.called(maps.0), to.called(maps.1));
        format!("from {from} to {to}")
    });
    let words: Vec<String> = words.collect();
    Some(if words.is_empty() {
        let (from, to) = (percent(at_was), percent(at_is));
        format!("moved from {from} to {to} of the stage")
    } else {
        format!("moved {}", words.join(" and "))
    })
}

/// How far across its stage something sits.
pub(super) fn at_of(item: &Item<'_>) -> Option<At> {
    match item {
        Item::Card(_, card) => Some(card.at),
        Item::Point(_, point) => Some(point.at),
        Item::Persona(_)
        | Item::Channel(_)
        | Item::Lane(_)
        | Item::Curve(_)
        | Item::Stage(_)
        | Item::Feedback(_)
        | Item::Metric(_)
        | Item::View(_)
        | Item::Picture(_) => None,
    }
}

/// A position in percent, with what decimals it needs.
pub(in crate::model) fn percent(at: At) -> String {
    let number = format!("{:.2}", at.value() * 100.0);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{number} %")
}

/// The place at an index in words: “1st”.
pub(super) fn ordinal(index: usize) -> String {
    let place = index.saturating_add(1);
    let ending = match (place % 100, place % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_people_do() {
        let words = [0, 1, 2, 3, 10, 11, 12, 20, 21, 110].map(ordinal);
        let said = [
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "111th",
        ];
        assert_eq!(words, said);
        assert_eq!(percent(At::clamped(0.125)), "12.5 %");
        assert_eq!(percent(At::clamped(0.0)), "0 %");
    }
}
