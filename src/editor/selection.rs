//! What is selected: an ordered set of elements, one of them the primary, and
//! the cell that new things go to. Never saved and never undone; after undo it
//! drops what no longer exists.

use std::collections::BTreeSet;

use crate::model::{CardId, Element, LaneId, Map, PointId, StageId};

/// So many elements are looked up one by one.
const FEW: usize = 8;

/// A lane of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The column.
    pub stage: StageId,
    /// The row.
    pub lane: LaneId,
}

/// The selected elements. The primary is the one that was touched last; the
/// inspector shows it, and the keyboard walks from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    elements: BTreeSet<Element>,
    primary: Option<Element>,
    cell: Option<Cell>,
}

impl Selection {
    /// Nothing but one element.
    #[must_use]
    pub fn one(element: Element) -> Self {
        Self {
            elements: BTreeSet::from([element]),
            primary: Some(element),
            cell: None,
        }
    }

    /// Nothing but a cell, where the next card goes.
    #[must_use]
    pub fn cell(cell: Cell) -> Self {
        Self {
            cell: Some(cell),
            ..Self::default()
        }
    }

    /// The elements, in the order of their kinds and ids.
    pub fn iter(&self) -> impl Iterator<Item = Element> + '_ {
        self.elements.iter().copied()
    }

    /// The cards among them.
    pub fn cards(&self) -> impl Iterator<Item = CardId> + '_ {
        self.iter().filter_map(|element| {
            if let Element::Card(id) = element {
                Some(id)
            } else {
                None
            }
        })
    }

    /// The emotion points among them.
    pub fn points(&self) -> impl Iterator<Item = PointId> + '_ {
        self.iter().filter_map(|element| {
            if let Element::Point(id) = element {
                Some(id)
            } else {
                None
            }
        })
    }

    /// The element that was touched last.
    #[must_use]
    pub fn primary(&self) -> Option<Element> {
        self.primary
    }

    /// The cell that was last pointed at, when nothing is selected.
    #[must_use]
    pub fn empty_cell(&self) -> Option<Cell> {
        self.cell
    }

    /// How many elements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Whether the element is selected.
    #[must_use]
    pub fn contains(&self, element: Element) -> bool {
        self.elements.contains(&element)
    }

    /// The same with one more, which becomes the primary.
    #[must_use]
    pub fn with(mut self, element: Element) -> Self {
        self.elements.insert(element);
        self.primary = Some(element);
        self.cell = None;
        self
    }

    /// The same with these too; the last becomes the primary.
    #[must_use]
    pub fn with_all(self, elements: impl IntoIterator<Item = Element>) -> Self {
        elements.into_iter().fold(self, Self::with)
    }

    /// The same without one; another becomes the primary if it was that one.
    #[must_use]
    pub fn without(mut self, element: Element) -> Self {
        self.elements.remove(&element);
        if self.primary == Some(element) {
            self.primary = self.elements.last().copied();
        }
        self
    }

    /// With the element if it was not selected, else without it.
    #[must_use]
    pub fn toggled(self, element: Element) -> Self {
        if self.contains(element) {
            self.without(element)
        } else {
            self.with(element)
        }
    }

    /// Drops what is no longer part of the map.
    pub fn retain_in(&mut self, map: &Map) {
        if self.elements.len() <= FEW {
            self.elements.retain(|element| map.contains(*element));
        } else {
            let held = elements_of(map);
            self.elements.retain(|element| {
                let is_content = matches!(element, Element::Card(_) | Element::Point(_));
                if is_content {
                    held.contains(element)
                } else {
                    map.contains(*element)
                }
            });
        }
        if !self.primary.is_some_and(|element| self.contains(element)) {
            self.primary = self.elements.last().copied();
        }
        self.cell = self
            .cell
            .filter(|cell| map.stage(cell.stage).is_some() && map.lane(cell.lane).is_some());
    }
}

/// Every card and emotion point.
fn elements_of(map: &Map) -> BTreeSet<Element> {
    let stages = map.stages.iter();
    stages
        .flat_map(|stage| {
            let cards = stage.cards.iter().map(|card| Element::Card(card.id));
            let points = stage.points.iter().map(|point| Element::Point(point.id));
            cards.chain(points)
        })
        .collect()
}

impl FromIterator<Element> for Selection {
    fn from_iter<I: IntoIterator<Item = Element>>(elements: I) -> Self {
        Self::default().with_all(elements)
    }
}
