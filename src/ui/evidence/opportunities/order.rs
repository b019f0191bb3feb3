//! In which order the list stands: what it goes by, and which end comes first.
//! What is not set comes last either way; what is alike stands by its worth.

use super::Row;
use crate::model::Status;

/// What a list is in the order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    /// Impact from high to low, then effort from low to high.
    #[default]
    Worth,
    Journey,
    Votes,
    Impact,
    Effort,
    Status,
    Owner,
    Metric,
}

/// An order, and whether it is turned around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) sort: Sort,
    pub(super) turned: bool,
}

impl Sort {
    pub(super) const ALL: [Self; 8] = [
        Self::Worth,
        Self::Journey,
        Self::Votes,
        Self::Impact,
        Self::Effort,
        Self::Status,
        Self::Owner,
        Self::Metric,
    ];

    /// Whether it begins with the most.
    const fn falls(self) -> bool {
        match self {
            Self::Worth | Self::Votes | Self::Impact => true,
            Self::Journey | Self::Effort | Self::Status | Self::Owner | Self::Metric => false,
        }
    }

    /// What it goes by in a row of worth: whether that is not set, then a
    /// number, then a text.
    fn key(self, row: &Row, place: usize) -> (bool, usize, String) {
        let level = |level: Option<crate::model::Level>| {
            let value = level.map_or(0, |level| usize::from(level.value()));
            (level.is_none(), value, String::new())
        };
        let text = |text: &str| {
            let text = text.trim().to_lowercase();
            (text.is_empty(), 0, text)
        };
        match self {
            Self::Worth => (false, usize::MAX - place, String::new()),
            Self::Journey => (false, row.index, String::new()),
            Self::Votes => (row.card.votes == 0, row.card.votes as usize, String::new()),
            Self::Impact => level(row.card.impact),
            Self::Effort => level(row.card.effort),
            Self::Status => {
                let mut all = Status::ALL.iter();
                let place = row
                    .card
                    .status
                    .and_then(|own| all.position(|it| *it == own));
                (place.is_none(), place.unwrap_or(0), String::new())
            }
            Self::Owner => text(&row.card.owner),
            Self::Metric => text(&row.metric),
        }
    }
}

impl Order {
    /// What it is called.
    pub(super) const fn label(self) -> &'static str {
        match (self.sort, self.turned) {
            (Sort::Worth, false) => "Worth most first",
            (Sort::Worth, true) => "Worth least first",
            (Sort::Journey, false) => "As in the journey",
            (Sort::Journey, true) => "Journey backward",
            (Sort::Votes, false) => "Most votes first",
            (Sort::Votes, true) => "Fewest votes first",
            (Sort::Impact, false) => "Most impact first",
            (Sort::Impact, true) => "Least impact first",
            (Sort::Effort, false) => "Least effort first",
            (Sort::Effort, true) => "Most effort first",
            (Sort::Status, false) => "By status",
            (Sort::Status, true) => "By status, done first",
            (Sort::Owner, false) => "By owner",
            (Sort::Owner, true) => "By owner, Z to A",
            (Sort::Metric, false) => "By metric",
            (Sort::Metric, true) => "By metric, Z to A",
        }
    }

    /// Whether it goes from more to less.
    pub(super) const fn is_downward(self) -> bool {
        self.sort.falls() != self.turned
    }

    /// The order after a press on the heading of a column: by that column, and
    /// with a further press turned around.
    pub(super) fn pressed(self, sort: Sort) -> Self {
        let turned = self.sort == sort && !self.turned;
        Self { sort, turned }
    }

    /// The places of rows, which stand in the order of worth, in this order.
    pub(super) fn of(self, rows: &[Row]) -> Vec<usize> {
        let rows = rows.iter().enumerate();
        let mut keys: Vec<_> = rows
            .map(|(place, row)| (self.sort.key(row, place), place))
            .collect();
        keys.sort_by(
            |((a_unset, a_number, a_text), _), ((b_unset, b_number, b_text), _)| {
                let by_value = a_number.cmp(b_number).then_with(|| a_text.cmp(b_text));
                let by_value = if self.is_downward() {
                    by_value.reverse()
                } else {
                    by_value
                };
                a_unset.cmp(b_unset).then(by_value)
            },
        );
        keys.into_iter().map(|(_, place)| place).collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use std::sync::Arc;

    use super::*;
    use crate::model::{At, Card, CardId, LaneId, Level, Swatch};

    /// Rows with votes, effort and owner, in the order of worth.
    fn rows() -> Vec<Row> {
        let all = [
            (0, 4, "Sales"),
            (3, 1, ""),
            (7, 0, "design"),
            (3, 2, "Billing"),
        ];
        let row = |(place, (votes, effort, owner)): (usize, (u32, u8, &str))| {
            let id = CardId(u32::try_from(place).unwrap());
            let mut card = Card::new(id, LaneId(1), At::default(), "An idea");
            card.votes = votes;
            card.effort = Level::try_from(effort).ok();
            card.owner = owner.into();
            Row {
                card: Arc::new(card),
                index: 4 - place,
                stage: String::new(),
                metric: String::new(),
                swatch: Swatch::Indigo,
            }
        };
        all.into_iter().enumerate().map(row).collect()
    }

    fn order(sort: Sort, turned: bool) -> Vec<usize> {
        Order { sort, turned }.of(&rows())
    }

    #[test]
    fn what_is_alike_stands_by_its_worth_and_what_is_not_set_comes_last() {
        assert_eq!(order(Sort::Worth, false), [0, 1, 2, 3]);
        assert_eq!(order(Sort::Votes, false), [2, 1, 3, 0]);
        assert_eq!(order(Sort::Effort, false), [1, 3, 0, 2]);
        assert_eq!(order(Sort::Owner, false), [3, 2, 0, 1], "whatever the case");
        assert_eq!(order(Sort::Journey, false), [3, 2, 1, 0]);
        assert_eq!(order(Sort::Metric, false), [0, 1, 2, 3]);
    }

    #[test]
    fn a_turned_order_still_has_last_what_is_not_set() {
        assert_eq!(order(Sort::Worth, true), [3, 2, 1, 0]);
        assert_eq!(order(Sort::Votes, true), [1, 3, 2, 0]);
        assert_eq!(order(Sort::Effort, true), [0, 3, 1, 2]);
        assert_eq!(order(Sort::Owner, true), [0, 2, 3, 1]);
    }

    #[test]
    fn a_second_press_on_a_heading_turns_the_order_around() {
        let by_votes = Order::default().pressed(Sort::Votes);
        assert_eq!(by_votes.label(), "Most votes first");
        assert!(by_votes.is_downward());
        let turned = by_votes.pressed(Sort::Votes);
        assert_eq!(turned.label(), "Fewest votes first");
        assert!(!turned.is_downward());
        assert_eq!(turned.pressed(Sort::Votes), by_votes);
        assert_eq!(turned.pressed(Sort::Owner).label(), "By owner");
    }
}
