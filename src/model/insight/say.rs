//! How insights and questions name things: in quotes, with the stage they are
//! in, and lists that end. Knows nothing of rules.

use super::reading::{Moment, Reading};
use crate::model::{
    check::quoted,
    id::{CardId, Element},
    map::Map,
    stage::{Card, Stage},
};

/// A touchpoint this near, in widths of the stage, is where a moment is.
pub(super) const NEAR: f64 = 0.25;
/// How many names a list gives before it counts the rest.
const NAMED: usize = 3;

/// Names as a sentence lists them: `“A”, “B” and “C”`, `“A”, “B” and 4 more`.
pub(super) fn listed(names: impl IntoIterator<Item = String>) -> String {
    let mut names: Vec<String> = names.into_iter().collect();
    if names.len() > NAMED {
        let shown = NAMED.saturating_sub(1);
        let rest = names.len().saturating_sub(shown);
        names.truncate(shown);
        names.push(format!("{rest} more"));
    }
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The text of a card in quotes; what it is instead where it says nothing.
pub(super) fn card_name(card: &Card) -> String {
    match (card.text.trim(), &card.picture) {
        ("", Some(picture)) => quoted(picture),
        ("", None) => "a card without text".into(),
        (text, _) => quoted(text),
    }
}

/// The name of a stage in quotes; its place where it has none.
pub(super) fn stage_name(map: &Map, stage: &Stage) -> String {
    let name = stage.name.trim();
    if !name.is_empty() {
        return quoted(name);
    }
    let place = map.stage(stage.id).map_or(0, |(place, _)| place);
    format!("stage {}", place.saturating_add(1))
}

/// A card with its stage: `“Finance desk” in “Decision”`.
pub(super) fn card_in(map: &Map, stage: &Stage, card: &Card) -> String {
    format!("{} in {}", card_name(card), stage_name(map, stage))
}

/// A moment of a curve with its stage, called by its word, else by the card it
/// belongs to, else by the touchpoint near it.
pub(super) fn moment_name<'a>(reading: &Reading<'a>, moment: &Moment<'a>) -> String {
    let stage = stage_name(reading.map, moment.stage);
    let word = moment.point.word.trim();
    if !word.is_empty() {
        return format!("{} in {stage}", quoted(word));
    }
    let own = moment.point.card.and_then(|id| reading.card(id));
    if let Some((_, card)) = own {
        return format!("{} in {stage}", card_name(card));
    }
    match reading.nearest_touchpoint(moment) {
        Some((card, distance)) if distance <= NEAR => {
            format!("the moment at {} in {stage}", card_name(card))
        }
        Some(_) | None => format!("a moment in {stage}"),
    }
}

/// “1 pain point”, “3 pain points”.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The first letter as a capital, to begin a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

impl Element {
    /// What sort of thing it is, in one lower-case word or few: "stage",
    /// "emotion point".
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Header => "map",
            Self::Persona(_) => "persona",
            Self::Stage(_) => "stage",
            Self::Lane(_) => "lane",
            Self::Card(_) => "card",
            Self::Point(_) => "emotion point",
            Self::Curve(_) => "curve",
            Self::Divider(_) => "line between lanes",
        }
    }

    /// The number its id is in the file; `None` for what has none.
    #[must_use]
    pub const fn number(self) -> Option<u32> {
        match self {
            Self::Persona(id) => Some(id.0),
            Self::Stage(id) => Some(id.0),
            Self::Lane(id) => Some(id.0),
            Self::Card(id) => Some(id.0),
            Self::Point(id) => Some(id.0),
            Self::Curve(id) => Some(id.0),
            Self::Header | Self::Divider(_) => None,
        }
    }
}

impl Map {
    /// What an element is called on this map, without quotes: a card by its
    /// text, an emotion point by its word or its card's text. Empty for what
    /// has no name or is not there.
    #[must_use]
    pub fn name_of(&self, element: Element) -> String {
        let text = |id: CardId| self.card(id).map(|(_, card)| card.text.clone());
        let name = match element {
            Element::Header => Some(self.title.clone()),
            Element::Persona(id) => self.persona(id).map(|persona| persona.name.clone()),
            Element::Stage(id) => self.stage(id).map(|(_, stage)| stage.name.clone()),
            Element::Lane(id) => self.lane(id).map(|(_, lane)| lane.name.clone()),
            Element::Card(id) => text(id),
            Element::Point(id) => self.point(id).and_then(|(_, point)| {
                let word = Some(point.word.clone()).filter(|word| !word.is_empty());
                word.or_else(|| text(point.card?))
            }),
            Element::Curve(id) => self.curve(id).map(|curve| curve.name.clone()),
            Element::Divider(divider) => Some(divider.label().into()),
        };
        name.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_three_and_counts_the_rest() {
        let list = |count: usize| listed((1..=count).map(|number| number.to_string()));
        assert_eq!(list(0), "");
        assert_eq!(list(1), "1");
        assert_eq!(list(2), "1 and 2");
        assert_eq!(list(3), "1, 2 and 3");
        assert_eq!(list(6), "1, 2 and 4 more");
    }
}
