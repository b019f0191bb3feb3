//! The opportunities: as a list that is edited in place, and as a picture of
//! impact by effort in which they are dragged. Both show the same ones, the
//! list in the order that is chosen, the picture numbered by worth.

mod head;
mod list;
mod order;
mod picture;

use std::sync::Arc;

use egui::{RichText, Ui};

use self::{
    order::{Order, Sort},
    picture::Picture,
};
use crate::{
    editor::Editor,
    model::{Card, CardId, Map, Opportunity, Swatch},
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
    places: Vec<usize>,
    order: Order,
    /// Whether the list is to be shown from its start.
    is_anew: bool,
    shows_picture: bool,
    picture: Picture,
}

/// An opportunity as the tab shows it.
#[derive(Debug)]
struct Row {
    card: Arc<Card>,
    /// The place of its stage.
    index: usize,
    stage: String,
    /// The name of its metric.
    metric: String,
    swatch: Swatch,
}

impl Row {
    fn new(map: &Map, held: &Opportunity<'_>) -> Self {
        let metric = held.card.metric.and_then(|id| map.metric(id));
        Self {
            card: Arc::clone(held.card),
            index: held.index,
            stage: held.stage.name.clone(),
            metric: metric.map_or(String::new(), |metric| metric.name.clone()),
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
        self.choices_ui(ui);
        ui.add_space(8.0);
        if self.shows_picture {
            self.picture.ui(ui, editor, &self.rows, asks);
            return;
        }
        if let Some(order) = head::head_ui(ui, self.order) {
            self.sort(order);
        }
        let places = self.places.iter();
        let rows: Vec<&Row> = places.filter_map(|place| self.rows.get(*place)).collect();
        let is_anew = std::mem::take(&mut self.is_anew);
        list::list_ui(ui, editor, (&rows, is_anew), asks);
    }

    fn sort(&mut self, order: Order) {
        self.order = order;
        self.places = order.of(&self.rows);
        self.is_anew = true;
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
        self.places = self.order.of(&self.rows);
    }

    /// The switch between list and picture, and the order of the list.
    fn choices_ui(&mut self, ui: &mut Ui) {
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
                let label = ("Order", self.order.label());
                list::small_menu_ui(ui, label, 160.0, |ui| {
                    for sort in Sort::ALL {
                        let order = Order {
                            sort,
                            turned: false,
                        };
                        if option_ui(ui, order.label(), order == self.order).clicked() {
                            chosen = Some(order);
                            ui.close();
                        }
                    }
                });
                if let Some(order) = chosen {
                    self.sort(order);
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
