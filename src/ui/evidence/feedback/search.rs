//! The upper part of the log: the field to search, the pills to filter and to
//! sort by, and how much of the log is shown.

use std::collections::BTreeSet;

use egui::{Button, Color32, Key, Margin, RichText, TextEdit, Ui, Vec2};

use super::{
    FeedbackLog,
    menus::{menu_chip_ui, option_ui},
    name_of, range, selected_on, table_id,
};
use crate::{
    editor::{Editor, LogColumn, Sieve, Term, toggle},
    model::{FeedbackKind, FeedbackSource, Map, StageId, Subject, Survey},
    ui::{
        ask::Asks,
        facts::number,
        icon,
        style::{Chrome, SMALL, TEXT},
        widgets,
    },
};

/// What a choice is called.
type Label<'a, T> = &'a dyn Fn(&T) -> String;

/// So many topics are offered in a list.
const TOPICS: usize = 60;

impl FeedbackLog {
    /// Draws search, filter and sorting.
    pub(super) fn search_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        self.words_ui(ui, editor, asks);
        ui.add_space(2.0);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(5.0);
            ui.spacing_mut().interact_size.y = 25.0;
            ui.horizontal_wrapped(|ui| {
                self.kinds_ui(ui);
                self.sources_ui(ui);
                self.places_ui(ui, editor.map());
                self.scores_ui(ui);
                self.days_ui(ui);
                self.topics_ui(ui);
                self.order_ui(ui);
                self.selected_chip_ui(ui, editor);
            });
        });
    }

    fn words_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        ui.horizontal(|ui| {
            let name = "Add feedback".to_owned();
            let font = egui::FontId::proportional(TEXT);
            let galley = ui
                .painter()
                .layout_no_wrap(name, font, Color32::PLACEHOLDER);
            // The name between its paddings, and the edge; the menu before it.
            let button = galley.size().x + 30.0 + 34.0;
            let width = (ui.available_width() - button - 8.0).max(120.0);
            let edit = TextEdit::singleline(&mut self.log.sieve.words)
                .id(egui::Id::unique("feedback search"))
                .hint_text("Search the log")
                .char_limit(200)
                .margin(Margin {
                    left: 30,
                    right: 28,
                    top: 7,
                    bottom: 7,
                })
                .desired_width(width);
            let field = ui.add(edit).accessible_name("Search the log");
            if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                // On to what was found.
                ui.memory_mut(|memory| memory.request_focus(table_id()));
            }
            let chrome = Chrome::of(ui);
            let place =
                egui::Rect::from_min_size(field.rect.min, Vec2::new(32.0, field.rect.height()));
            widgets::paint_icon(ui, place, icon::MAGNIFYING_GLASS, 15.0, chrome.muted);
            if !self.log.sieve.words.is_empty() {
                let place = egui::Rect::from_center_size(
                    field.rect.right_center() - Vec2::new(16.0, 0.0),
                    Vec2::splat(22.0),
                );
                let clear = ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
                    widgets::icon_button_ui(ui, icon::X, "Clear the search", true)
                });
                if clear.inner.clicked() {
                    self.log.sieve.words.clear();
                }
            }
            self.more_ui(ui, editor, asks);
            if widgets::button_ui(ui, "Add feedback").clicked() {
                self.compose();
            }
        });
    }

    /// Narrows the log to what is selected on the canvas.
    fn selected_chip_ui(&mut self, ui: &mut Ui, editor: &Editor) {
        let Some(about) = self.log.sieve.about.or_else(|| selected_on(editor)) else {
            return;
        };
        let is_on = self.log.sieve.about.is_some();
        let name = short(&name_of(editor.map(), about), 24);
        let chip = widgets::chip_ui(ui, &format!("Selected: {name}"), is_on);
        let help = if is_on {
            "Show the whole log again"
        } else {
            "Show only what speaks of what is selected on the map"
        };
        if chip.on_hover_text(help).clicked() {
            self.follows = !is_on;
            self.log.sieve.about = (!is_on).then_some(about);
        }
    }

    fn kinds_ui(&mut self, ui: &mut Ui) {
        let mut chosen = std::mem::take(&mut self.log.sieve.kinds);
        let label = |kind: &Term<FeedbackKind>| kind.label().to_owned();
        facet_ui(ui, "Type", &self.log.counts().kinds, (&mut chosen, &label));
        self.log.sieve.kinds = chosen;
    }

    fn sources_ui(&mut self, ui: &mut Ui) {
        let mut chosen = std::mem::take(&mut self.log.sieve.sources);
        let label = |source: &Term<FeedbackSource>| source.label().to_owned();
        facet_ui(
            ui,
            "Source",
            &self.log.counts().sources,
            (&mut chosen, &label),
        );
        self.log.sieve.sources = chosen;
    }

    fn places_ui(&mut self, ui: &mut Ui, map: &Map) {
        let mut stages = std::mem::take(&mut self.log.sieve.stages);
        let mut linked = self.log.sieve.linked;
        let label = |stage: &Option<StageId>| {
            stage.map_or_else(
                || "Not assigned".to_owned(),
                |id| name_of(map, Subject::Stage(id)),
            )
        };
        let more = (linked == Some(true)).then(|| "On the map".to_owned());
        let text = summary("Where", &stages, &label, more);
        let is_on = !stages.is_empty() || linked.is_some();
        menu_chip_ui(ui, (&text, &format!("Where: {text}")), is_on, |ui| {
            if option_ui(ui, "Anywhere on the map", None, linked == Some(true)).clicked() {
                linked = (linked != Some(true)).then_some(true);
            }
            options_ui(ui, &self.log.counts().stages, (&mut stages, &label));
            clear_ui(ui, is_on, || {
                stages.clear();
                linked = None;
            });
        });
        self.log.sieve.stages = stages;
        self.log.sieve.linked = linked;
    }

    fn scores_ui(&mut self, ui: &mut Ui) {
        let mut scales = std::mem::take(&mut self.log.sieve.scales);
        let mut limits = self.log.sieve.scores;
        let label = |scale: &Term<Survey>| scale.label().to_owned();
        let text = summary("Score", &scales, &label, range::scores_label(limits));
        let is_on = !scales.is_empty() || limits != (None, None);
        menu_chip_ui(ui, (&text, &format!("Score: {text}")), is_on, |ui| {
            options_ui(ui, &self.log.counts().scales, (&mut scales, &label));
            range::scores_ui(ui, &mut limits);
            clear_ui(ui, is_on, || {
                scales.clear();
                limits = (None, None);
            });
        });
        self.log.sieve.scales = scales;
        self.log.sieve.scores = limits;
    }

    fn days_ui(&mut self, ui: &mut Ui) {
        let mut days = self.log.sieve.days.clone();
        let label = range::days_label(&days);
        let is_on = label.is_some();
        let text = label.unwrap_or_else(|| "Date".to_owned());
        menu_chip_ui(ui, (&text, &format!("Date: {text}")), is_on, |ui| {
            range::days_ui(ui, &mut days);
            clear_ui(ui, is_on, || days = (String::new(), String::new()));
        });
        self.log.sieve.days = days;
    }

    fn topics_ui(&mut self, ui: &mut Ui) {
        let mut topics = std::mem::take(&mut self.log.sieve.topics);
        let label = |topic: &String| {
            if topic.is_empty() {
                "No topic".to_owned()
            } else {
                topic.clone()
            }
        };
        let all = self.log.counts().topics.as_slice();
        let most = all.get(..TOPICS).unwrap_or(all);
        let mut has = self.log.sieve.has_topic;
        let more = (has == Some(true)).then(|| "With a topic".to_owned());
        let text = summary("Topic", &topics, &label, more);
        let is_on = !topics.is_empty() || has.is_some();
        menu_chip_ui(ui, (&text, &format!("Topic: {text}")), is_on, |ui| {
            if option_ui(ui, "With a topic", None, has == Some(true)).clicked() {
                has = (has != Some(true)).then_some(true);
            }
            options_ui(ui, most, (&mut topics, &label));
            if all.len() > most.len() {
                widgets::note_ui(ui, "Search finds the others.");
            }
            clear_ui(ui, is_on, || {
                topics.clear();
                has = None;
            });
        });
        self.log.sieve.topics = topics;
        self.log.sieve.has_topic = has;
    }

    fn order_ui(&mut self, ui: &mut Ui) {
        let order = self.log.order;
        let text = match order {
            None => "Sort".to_owned(),
            Some(order) => {
                let arrow = if order.down { "↓" } else { "↑" };
                format!("{} {arrow}", order.column.label())
            }
        };
        let name = match order {
            None => "Sort".to_owned(),
            Some(order) if order.down => format!("Sorted by {}, downward", order.column.label()),
            Some(order) => format!("Sorted by {}, upward", order.column.label()),
        };
        menu_chip_ui(ui, (&text, &name), order.is_some(), |ui| {
            if option_ui(ui, "As it came", None, order.is_none()).clicked() {
                self.log.order = None;
            }
            for column in LogColumn::ALL {
                let is_by = order.is_some_and(|order| order.column == column);
                if option_ui(ui, column.label(), None, is_by).clicked() {
                    self.log.sort_by(column);
                }
            }
        });
    }

    /// How much of the log is shown, with a way back to all of it.
    pub(super) fn shown_ui(&mut self, ui: &mut Ui) {
        let (shown, all) = (self.log.rows().len(), self.log.len());
        let muted = Chrome::of(ui).muted;
        ui.spacing_mut().interact_size.y = 24.0;
        if self.log.sieve.is_on() {
            let text = RichText::new("Show all").size(SMALL);
            if ui.add(Button::new(text).frame(false)).clicked() {
                self.log.sieve = Sieve::default();
                self.follows = false;
            }
        }
        let text = if shown == all {
            counted(all)
        } else {
            format!("{shown} of {all}")
        };
        ui.label(RichText::new(text).size(SMALL).color(muted));
    }
}

/// "1 entry", "346 entries".
pub(super) fn counted(count: usize) -> String {
    number(count, "entry")
}

/// A pill for one sort of choices and nothing more.
fn facet_ui<T: Ord + Clone>(
    ui: &mut Ui,
    name: &str,
    options: &[(T, usize)],
    (chosen, label): (&mut BTreeSet<T>, Label<'_, T>),
) {
    let text = summary(name, chosen, label, None);
    let is_on = !chosen.is_empty();
    menu_chip_ui(ui, (&text, &format!("{name}: {text}")), is_on, |ui| {
        options_ui(ui, options, (chosen, label));
        clear_ui(ui, is_on, || chosen.clear());
    });
}

/// What there is to choose from; what is chosen and occurs no more comes last.
fn options_ui<T: Ord + Clone>(
    ui: &mut Ui,
    options: &[(T, usize)],
    (chosen, label): (&mut BTreeSet<T>, Label<'_, T>),
) {
    let is_listed = |choice: &&T| options.iter().any(|(option, _)| option == *choice);
    let gone: Vec<T> = chosen
        .iter()
        .filter(|one| !is_listed(one))
        .cloned()
        .collect();
    let gone = gone.iter().map(|choice| (choice, 0));
    let options = options.iter().map(|(choice, count)| (choice, *count));
    for (choice, count) in options.chain(gone) {
        let is_chosen = chosen.contains(choice);
        if option_ui(ui, &label(choice), Some(count), is_chosen).clicked() {
            toggle(chosen, choice.clone());
        }
    }
}

/// The way back from choices of one sort.
fn clear_ui(ui: &mut Ui, is_on: bool, clear: impl FnOnce()) {
    if is_on {
        ui.separator();
        if option_ui(ui, "Any", None, false).clicked() {
            clear();
        }
    }
}

/// What a pill says: the choice, the number of choices, or the sort.
fn summary<T: Ord>(
    name: &str,
    chosen: &BTreeSet<T>,
    label: Label<'_, T>,
    more: Option<String>,
) -> String {
    let count = chosen.len() + usize::from(more.is_some());
    match (count, chosen.first(), more) {
        (0, ..) => name.to_owned(),
        (1, Some(one), _) => short(&label(one), 20),
        (1, None, Some(more)) => more,
        (several, ..) => format!("{name}: {several}"),
    }
}

/// A text of at most so many characters.
pub(super) fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}
