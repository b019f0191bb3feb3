//! The opportunities: as a list that is edited in place, and as a picture of
//! impact by effort in which they are dragged. Both show the same ones, the
//! list in the order that is chosen, the picture numbered by worth.

mod list;
mod picture;

use std::{cmp::Reverse, sync::Arc};

use egui::{RichText, Ui};

use self::picture::Picture;
use crate::{
    editor::Editor,
    model::{Card, CardId, Map, Opportunity, Status, Swatch},
    ui::{
        ask::Asks,
        style::{Chrome, SMALL},
        widgets::{self, option_ui},
    },
};

/// The state of the tab.
#[derive(Debug, Default)]
pub(super) struct Opportunities {
    /// The map that the rows are of.
    seen: Option<Arc<Map>>,
    /// In the order of worth.
    rows: Vec<Row>,
    /// The rows in the order that is chosen.
    order: Vec<usize>,
    sort: Sort,
    shows_picture: bool,
    picture: Picture,
}

/// An opportunity as the tab shows it.
#[derive(Debug)]
struct Row {
    card: Arc<Card>,
    stage: String,
    swatch: Swatch,
}

/// What a list is in the order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    /// Impact from high to low, then effort from low to high.
    #[default]
    Worth,
    Effort,
    Journey,
    Status,
    Owner,
    Votes,
}

impl Sort {
    const ALL: [Self; 6] = [
        Self::Worth,
        Self::Effort,
        Self::Journey,
        Self::Status,
        Self::Owner,
        Self::Votes,
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Worth => "Worth most first",
            Self::Effort => "Least effort first",
            Self::Journey => "As in the journey",
            Self::Status => "By status",
            Self::Owner => "By owner",
            Self::Votes => "Most votes first",
        }
    }
}

impl Row {
    fn new(map: &Map, held: &Opportunity<'_>) -> Self {
        Self {
            card: Arc::clone(held.card),
            stage: held.stage.name.clone(),
            swatch: map.stage_swatch(held.index),
        }
    }

    fn id(&self) -> CardId {
        self.card.id
    }

    fn text(&self) -> &str {
        match self.card.text.trim() {
            "" => "Without a text",
            text => text,
        }
    }

    /// What a screen reader says of it.
    fn spoken(&self) -> String {
        let level = |what: &str, level: Option<crate::model::Level>| {
            level.map_or(format!("{what} not set"), |level| {
                format!("{what} {} of 5", level.value())
            })
        };
        format!(
            "Opportunity {}, {}, {}, {}",
            self.text(),
            self.stage,
            level("impact", self.card.impact),
            level("effort", self.card.effort)
        )
    }
}

impl Opportunities {
    /// Draws the tab.
    pub(super) fn ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        self.update(editor.map());
        if self.rows.is_empty() {
            return empty_ui(ui);
        }
        self.head_ui(ui);
        ui.add_space(8.0);
        if self.shows_picture {
            self.picture.ui(ui, editor, &self.rows, asks);
        } else {
            let rows: Vec<&Row> = self
                .order
                .iter()
                .filter_map(|place| self.rows.get(*place))
                .collect();
            list::list_ui(ui, editor, &rows, asks);
        }
    }

    /// How many opportunities there are, once it is known.
    pub(super) fn count(&self) -> Option<usize> {
        self.seen.as_ref().map(|_| self.rows.len())
    }

    /// Reads the map anew where it has changed.
    fn update(&mut self, map: &Arc<Map>) {
        if self
            .seen
            .as_ref()
            .is_some_and(|seen| Arc::ptr_eq(seen, map))
        {
            return;
        }
        self.seen = Some(Arc::clone(map));
        let all = map.opportunities();
        self.rows = all.iter().map(|held| Row::new(map, held)).collect();
        let mut journey: Vec<(usize, usize)> = all
            .iter()
            .enumerate()
            .map(|(place, held)| (held.index, place))
            .collect();
        journey.sort_unstable();
        self.order = match self.sort {
            Sort::Journey => journey.into_iter().map(|(_, place)| place).collect(),
            Sort::Worth | Sort::Effort | Sort::Status | Sort::Owner | Sort::Votes => self.sorted(),
        };
    }

    /// The places of the rows in the order that is chosen; what is alike in the
    /// order of worth.
    fn sorted(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        let card = |place: &usize| &self.rows[*place].card;
        match self.sort {
            Sort::Worth | Sort::Journey => {}
            Sort::Effort => order.sort_by_key(|at| (card(at).effort.is_none(), card(at).effort)),
            Sort::Status => order.sort_by_key(|at| {
                let status = card(at).status;
                let places = Status::ALL.iter();
                let place = |status| places.clone().position(|other| *other == status);
                status.and_then(place).unwrap_or(usize::MAX)
            }),
            Sort::Owner => order.sort_by_key(|at| {
                let owner = card(at).owner.trim().to_lowercase();
                (owner.is_empty(), owner)
            }),
            Sort::Votes => order.sort_by_key(|at| Reverse(card(at).votes)),
        }
        order
    }

    /// The switch between list and picture, and the order of the list.
    fn head_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (shows_picture, name) in [(false, "List"), (true, "Picture")] {
                let is_chosen = self.shows_picture == shows_picture;
                if widgets::chip_ui(ui, name, is_chosen).clicked() {
                    self.shows_picture = shows_picture;
                }
            }
            if self.shows_picture {
                return;
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let mut chosen = None;
                let label = ("Order", self.sort.label());
                list::small_menu_ui(ui, label, 150.0, |ui| {
                    for sort in Sort::ALL {
                        if option_ui(ui, sort.label(), sort == self.sort).clicked() {
                            chosen = Some(sort);
                            ui.close();
                        }
                    }
                });
                if let Some(sort) = chosen {
                    self.sort = sort;
                    self.seen = None;
                }
            });
        });
    }
}

/// What there is to say of a map without opportunities.
fn empty_ui(ui: &mut Ui) {
    let chrome = Chrome::of(ui);
    ui.add_space(28.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(300.0);
        widgets::heading_ui(ui, "No opportunities yet");
        ui.add_space(4.0);
        let words = "Cards on an opportunities lane are gathered here, with what they are \
                     worth and what they take.";
        ui.label(RichText::new(words).size(SMALL).color(chrome.muted));
    });
}
