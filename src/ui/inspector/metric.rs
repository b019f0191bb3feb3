//! The fields of a metric: what it measures and where, its value (typed, or
//! computed from the answers in the feedback log), where it came from and where
//! it should go. A value that cannot be is remarked on and kept.

use egui::{Frame, Margin, RichText, Ui};

use super::{Shown, words};
use crate::{
    model::{
        Answers, Card, CardField, Edit, LaneKind, Map, Metric, MetricId, MetricKind, New, Subject,
    },
    ui::{
        ask::Asks,
        icon,
        style::{self, Chrome, SMALL},
        widgets::{self, Field, Set},
    },
};

/// The metric that a card shows: a choice, and the fields of the chosen one.
pub(super) fn metric_ui(ui: &mut Ui, shown: Shown<'_>, card: &Card, asks: &mut Asks) {
    let map = shown.map;
    let new = MetricId(map.mint.0.max(1));
    let options: Vec<_> = std::iter::once((None, "None".to_owned()))
        .chain(
            map.metrics
                .iter()
                .map(|metric| (Some(metric.id), metric.name.clone())),
        )
        .chain([(Some(new), "New metric".to_owned())])
        .collect();
    match widgets::choice_ui(ui, "Metric", card.metric, &options) {
        Some(Some(id)) if id == new => asks.run_all(
            vec![
                Edit::Add(New::Metric(empty_metric(match card.text.trim() {
                    "" => "New metric",
                    name => name,
                }))),
                set(card, Some(new)),
            ],
            "add metric",
        ),
        Some(metric) => asks.run(set(card, metric), "set metric"),
        None => {}
    }
    if let Some(metric) = card.metric.and_then(|id| map.metric(id)) {
        metric_fields_ui(ui, map, metric, asks);
    }
}

fn set(card: &Card, metric: Option<MetricId>) -> Edit {
    Edit::SetCard(card.id, CardField::Metric(metric))
}

/// A metric with a name and nothing else.
pub(super) fn empty_metric(name: &str) -> Metric {
    Metric::new(MetricId(0), MetricKind::Own, name)
}

/// The edit that changes one thing of a metric.
fn with(metric: &Metric, change: impl FnOnce(&mut Metric)) -> Edit {
    let mut changed = metric.clone();
    change(&mut changed);
    Edit::SetMetric(changed)
}

/// The fields of a metric.
pub(super) fn metric_fields_ui(ui: &mut Ui, map: &Map, metric: &Metric, asks: &mut Asks) {
    let typed = Field::line("Metric name", &metric.name).ui(ui, ("metric", metric.id));
    asks.typed(typed, "edit metric", |text| {
        with(metric, |metric| metric.name = text)
    });
    let options = words(MetricKind::ALL, MetricKind::label);
    if let Some(kind) = widgets::choice_ui(ui, "What it measures", metric.kind, &options) {
        asks.run(with(metric, |metric| metric.kind = kind), "edit metric");
    }
    let typed = Field::lines("Definition", &metric.definition, 1)
        .hint("How it is measured, and of whom")
        .ui(ui, ("metric", metric.id));
    asks.typed(typed, "edit metric", |text| {
        with(metric, |metric| metric.definition = text)
    });
    subject_ui(ui, map, metric, asks);
    value_ui(ui, map, metric, asks);
    let before = Line {
        label: "Value before",
        text: &metric.before,
        hint: "",
        remark: metric.kind.remark(&metric.before),
    };
    before.ui(ui, metric, asks, |metric, text| metric.before = text);
    keep_ui(ui, map, metric, asks);
    let target = Line {
        label: "Target",
        text: &metric.target,
        hint: "",
        remark: metric.kind.remark(&metric.target),
    };
    target.ui(ui, metric, asks, |metric, text| metric.target = text);
    ui.add_space(12.0);
    let remove = widgets::danger_ui(ui, "Remove metric");
    if remove
        .on_hover_text("Cards that show it stay, with their text alone")
        .clicked()
    {
        asks.run(Edit::RemoveMetric(metric.id), "remove metric");
    }
}

/// A field of a metric, with a remark below it.
struct Line<'a> {
    label: &'a str,
    text: &'a str,
    hint: &'a str,
    remark: Option<String>,
}

impl Line<'_> {
    fn ui(
        self,
        ui: &mut Ui,
        metric: &Metric,
        asks: &mut Asks,
        change: impl FnOnce(&mut Metric, String),
    ) {
        let field = Field::line(self.label, self.text).hint(self.hint);
        let typed = field.ui(ui, ("metric", metric.id));
        asks.typed(typed, "edit metric", |text| {
            with(metric, |metric| change(metric, text))
        });
        if let Some(remark) = &self.remark {
            remark_ui(ui, remark);
        }
    }
}

/// What is wrong with a value, which stays as it is.
fn remark_ui(ui: &mut Ui, remark: &str) {
    let chrome = Chrome::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(icon::text(icon::WARNING, 13.0).color(chrome.caution));
        let words = RichText::new(remark).size(SMALL).color(chrome.caution);
        ui.add(egui::Label::new(words).wrap());
    });
}

/// Where it is measured: the whole map, a stage, or a touchpoint of that stage.
fn subject_ui(ui: &mut Ui, map: &Map, metric: &Metric, asks: &mut Asks) {
    let subject = metric.subject();
    let stage = map.stage_of(subject);
    let whole = (None, "The whole journey".to_owned());
    let stages = map.stages.iter();
    let stages = stages.map(|stage| (Some(stage.id), named(&stage.name, "Stage without a name")));
    let options: Vec<_> = std::iter::once(whole).chain(stages).collect();
    let mut chosen = widgets::choice_ui(ui, "Measured at", stage, &options)
        .map(|stage| stage.map_or(Subject::Map, Subject::Stage));
    if let Some((_, held)) = stage.and_then(|id| map.stage(id)) {
        let card = match subject {
            Subject::Card(id) => map.card(id).map(|(_, card)| card),
            Subject::Map | Subject::Stage(_) => None,
        };
        let of_stage = "The whole stage";
        let name = card.map_or(of_stage.to_owned(), |card| {
            named(&card.text, "Without a text")
        });
        widgets::label_ui(ui, "Touchpoint");
        let width = ui.available_width();
        widgets::menu_field_ui(ui, "Touchpoint", (None, &name), width, |ui| {
            if widgets::option_ui(ui, of_stage, card.is_none()).clicked() {
                chosen = Some(Subject::Stage(held.id));
                ui.close();
            }
            let is_met = |card: &&std::sync::Arc<Card>| {
                let lane = map.lane(card.lane);
                lane.is_some_and(|(_, lane)| lane.kind == LaneKind::Touchpoints)
            };
            for touchpoint in held.cards.iter().filter(is_met) {
                let is_current = subject == Subject::Card(touchpoint.id);
                let name = named(&touchpoint.text, "Without a text");
                if widgets::option_ui(ui, &name, is_current).clicked() {
                    chosen = Some(Subject::Card(touchpoint.id));
                    ui.close();
                }
            }
        });
    }
    if let Some(chosen) = chosen.filter(|chosen| *chosen != subject) {
        let edit = with(metric, |metric| {
            (metric.stage, metric.card) = chosen.parts();
        });
        asks.run(edit, "set where a metric is measured");
    }
}

fn named(name: &str, otherwise: &str) -> String {
    super::named(name, otherwise).to_owned()
}

/// The value: a field to type it in, or what the answers come to.
fn value_ui(ui: &mut Ui, map: &Map, metric: &Metric, asks: &mut Asks) {
    let answers = map.answers(metric);
    let is_computed = metric.computed && answers.is_some();
    if answers.is_some() {
        let options = [
            (false, "Typed".to_owned()),
            (true, "Computed from feedback".to_owned()),
        ];
        if let Some(Set(Some(computed))) =
            widgets::chips_ui(ui, "Value", Some(is_computed), &options)
        {
            let edit = with(metric, |metric| metric.computed = computed);
            asks.run(edit, "set where a value comes from");
        }
    }
    if let Some(answers) = answers.as_ref().filter(|_| is_computed) {
        return computed_ui(ui, answers);
    }
    let value = Line {
        label: if answers.is_some() {
            "Typed value"
        } else {
            "Value"
        },
        text: &metric.value,
        hint: "5.2 / 7",
        remark: metric.kind.remark(&metric.value),
    };
    value.ui(ui, metric, asks, |metric, text| metric.value = text);
    if let Some(figure) = answers.as_ref().and_then(Answers::figure) {
        let said = format!("The feedback comes to {}", figure.in_words());
        widgets::note_ui(ui, &said);
    }
    let date = Line {
        label: "Date of the value",
        text: &metric.date,
        hint: "YYYY-MM-DD",
        remark: None,
    };
    date.ui(ui, metric, asks, |metric, text| metric.date = text);
}

/// What the answers come to: value, interval and counts, and the formula under
/// the pointer.
fn computed_ui(ui: &mut Ui, answers: &Answers) {
    let chrome = Chrome::of(ui);
    ui.add_space(6.0);
    let frame = Frame::new()
        .fill(chrome.tint)
        .corner_radius(style::RADIUS)
        .inner_margin(Margin::symmetric(12, 9));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let Some(figure) = answers.figure() else {
            widgets::note_ui(ui, "No answers yet. Give feedback a score and its survey.");
            return;
        };
        ui.horizontal(|ui| {
            let value = RichText::new(figure.written());
            ui.label(value.font(style::strong(17.0)).color(chrome.ink));
            widgets::note_ui(ui, &figure.certainty());
        });
        widgets::note_ui(ui, &answers.in_words());
        let other = figure.survey.other_reading();
        if let Some(other) = other.and_then(|reading| answers.read(reading)) {
            let what = match other.reading {
                crate::model::Reading::Mean => "Mean",
                crate::model::Reading::Share => "Found it easy",
                crate::model::Reading::Net => "Net",
            };
            widgets::note_ui(ui, &format!("{what} {}", other.in_words()));
        }
        if let Some(left_out) = figure.left_out_in_words() {
            remark_ui(ui, &left_out);
        }
    });
    if let Some(figure) = answers.figure() {
        shown.response.on_hover_text(figure.formula());
        widgets::note_ui(ui, figure.formula());
    } else if let Some(left_out) = answers.left_out_in_words() {
        remark_ui(ui, &left_out);
    }
}

/// A button that makes today's value the one before.
fn keep_ui(ui: &mut Ui, map: &Map, metric: &Metric, asks: &mut Asks) {
    let value = map.metric_value(metric);
    let has_value = map.figure(metric).is_some() || !metric.computed && !value.is_empty();
    if !has_value || value == metric.before {
        return;
    }
    ui.add_space(2.0);
    let keep = widgets::button_ui(ui, "Keep today's value as before");
    if keep
        .on_hover_text(format!("{value} becomes the value before"))
        .clicked()
    {
        let edit = with(metric, |metric| metric.before = value);
        asks.run(edit, "keep value as before");
    }
}
