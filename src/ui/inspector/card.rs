//! The fields of a card. What its lane is about decides which come first; the
//! rest wait under "More".

use egui::{Id, Key, TextEdit, Ui};

use super::{Shown, evidence_ui, place::place_ui, title_ui, words_or_none};
use crate::{
    model::{
        Card, CardField, Channel, ChannelId, Edit, Element, LaneKind, Level, Metric, MetricId,
        MetricKind, New, Stage, Status,
    },
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// A part of a card's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Channel,
    Severity,
    Worth,
    Status,
    Metric,
    Moment,
    Owner,
    Wait,
    Picture,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Channel,
        Self::Severity,
        Self::Worth,
        Self::Status,
        Self::Metric,
        Self::Moment,
        Self::Owner,
        Self::Wait,
        Self::Picture,
    ];

    /// The parts that a lane of this kind is about.
    const fn of(kind: LaneKind) -> &'static [Self] {
        match kind {
            LaneKind::Touchpoints | LaneKind::PhysicalEvidence => &[Self::Channel, Self::Moment],
            LaneKind::Actions => &[Self::Channel, Self::Moment, Self::Wait],
            LaneKind::PainPoints => &[Self::Severity, Self::Status, Self::Owner],
            LaneKind::Opportunities => &[Self::Worth, Self::Status, Self::Owner],
            LaneKind::Metrics => &[Self::Metric],
            LaneKind::Frontstage | LaneKind::Backstage | LaneKind::SupportProcesses => {
                &[Self::Owner, Self::Wait]
            }
            LaneKind::Pictures => &[Self::Picture],
            LaneKind::Emotion
            | LaneKind::Thoughts
            | LaneKind::Quotes
            | LaneKind::Owners
            | LaneKind::Custom => &[],
        }
    }
}

/// The fields of a card.
pub(super) fn card_ui(ui: &mut Ui, shown: Shown<'_>, stage: &Stage, card: &Card, asks: &mut Asks) {
    let kind = shown
        .map
        .lane(card.lane)
        .map_or(LaneKind::Custom, |(_, lane)| lane.kind);
    title_ui(ui, word(kind), Element::Card(card.id), "delete card", asks);
    let typed = Field::lines("Text", &card.text, 1).ui(ui, card.id);
    asks.typed(typed, "edit card", |text| set(card, CardField::Text(text)));
    lane_ui(ui, shown, stage, card, asks);
    place_ui(
        ui,
        shown,
        stage,
        card.at,
        ("move card", asks),
        |stage, at| Edit::PlaceCard {
            card: card.id,
            stage,
            lane: card.lane,
            at,
        },
    );
    let first = Part::of(kind);
    for part in first {
        part_ui(ui, *part, shown, card, asks);
    }
    let typed = Field::lines("Notes", &card.note, 3).ui(ui, card.id);
    asks.typed(typed, "edit notes", |text| set(card, CardField::Note(text)));
    if let Some(Set(evidence)) = evidence_ui(ui, card.evidence) {
        asks.run(set(card, CardField::Evidence(evidence)), "set evidence");
    }
    let typed = Field::line("Source", &card.source)
        .hint("6 interviews")
        .ui(ui, card.id);
    asks.typed(typed, "edit source", |text| {
        set(card, CardField::Source(text))
    });
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", card.swatch, shown.palette) {
        asks.run(set(card, CardField::Swatch(swatch)), "set color");
    }
    widgets::more_ui(ui, card.id, "More", |ui| {
        for part in Part::ALL.iter().filter(|part| !first.contains(part)) {
            part_ui(ui, *part, shown, card, asks);
        }
    });
}

/// What a card on such a lane is called.
const fn word(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Actions => "Action",
        LaneKind::Touchpoints => "Touchpoint",
        LaneKind::Thoughts => "Thought",
        LaneKind::Quotes => "Quote",
        LaneKind::PainPoints => "Pain point",
        LaneKind::Opportunities => "Opportunity",
        LaneKind::Metrics => "Metric",
        LaneKind::Pictures => "Picture",
        LaneKind::PhysicalEvidence => "Physical evidence",
        LaneKind::Owners => "Owner",
        LaneKind::Emotion
        | LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::Custom => "Card",
    }
}

fn set(card: &Card, field: CardField) -> Edit {
    Edit::SetCard(card.id, field)
}

fn lane_ui(ui: &mut Ui, shown: Shown<'_>, stage: &Stage, card: &Card, asks: &mut Asks) {
    let lanes: Vec<_> = shown
        .map
        .lanes
        .iter()
        .filter(|lane| lane.kind != LaneKind::Emotion || lane.id == card.lane)
        .map(|lane| (lane.id, lane.name.clone()))
        .collect();
    if let Some(lane) = widgets::choice_ui(ui, "Lane", card.lane, &lanes) {
        let edit = Edit::PlaceCard {
            card: card.id,
            stage: stage.id,
            lane,
            at: card.at,
        };
        asks.run(edit, "move card");
    }
}

fn part_ui(ui: &mut Ui, part: Part, shown: Shown<'_>, card: &Card, asks: &mut Asks) {
    match part {
        Part::Channel => channel_ui(ui, shown, card, asks),
        Part::Severity => {
            let ends = ("is a nuisance", "makes people leave");
            if let Some(Set(level)) = level_ui(ui, "Severity", card.severity, ends) {
                asks.run(set(card, CardField::Severity(level)), "set severity");
            }
        }
        Part::Worth => {
            let ends = ("helps a little", "changes the journey");
            if let Some(Set(level)) = level_ui(ui, "Impact", card.impact, ends) {
                asks.run(set(card, CardField::Impact(level)), "set impact");
            }
            let ends = ("is done in days", "takes a year");
            if let Some(Set(level)) = level_ui(ui, "Effort", card.effort, ends) {
                asks.run(set(card, CardField::Effort(level)), "set effort");
            }
        }
        Part::Status => {
            let options = words_or_none("Not set", Status::ALL, Status::label);
            if let Some(status) = widgets::choice_ui(ui, "Status", card.status, &options) {
                asks.run(set(card, CardField::Status(status)), "set status");
            }
        }
        Part::Metric => metric_ui(ui, shown, card, asks),
        Part::Moment => {
            ui.add_space(6.0);
            if let Some(on) = widgets::tick_ui(ui, "Moment of truth", card.moment_of_truth) {
                asks.run(
                    set(card, CardField::MomentOfTruth(on)),
                    "set moment of truth",
                );
            }
        }
        Part::Owner => {
            let typed = Field::line("Owner", &card.owner).ui(ui, card.id);
            asks.typed(typed, "edit owner", |text| {
                set(card, CardField::Owner(text))
            });
        }
        Part::Wait => {
            let typed = Field::line("Wait", &card.wait)
                .hint("Not known")
                .ui(ui, card.id);
            asks.typed(typed, "edit wait", |text| set(card, CardField::Wait(text)));
        }
        Part::Picture => {
            let picture = card.picture.as_deref().unwrap_or_default();
            let typed = Field::line("Picture file", picture)
                .hint("Beside the map's file")
                .ui(ui, card.id);
            asks.typed(typed, "set picture", |text| {
                let picture = (!text.is_empty()).then_some(text);
                set(card, CardField::Picture(picture))
            });
        }
    }
}

fn level_ui(
    ui: &mut Ui,
    label: &str,
    current: Option<Level>,
    ends: (&str, &str),
) -> Option<Set<Level>> {
    let Set(chosen) = widgets::steps_ui(ui, label, current.map(Level::value), ends)?;
    Some(Set(chosen.and_then(|value| Level::try_from(value).ok())))
}

fn channel_ui(ui: &mut Ui, shown: Shown<'_>, card: &Card, asks: &mut Asks) {
    let map = shown.map;
    let own = map.channels.iter().map(|own| Channel::Own(own.id));
    let channels = Channel::COMMON.into_iter().chain(own);
    let options: Vec<_> = std::iter::once((None, "None".to_owned()))
        .chain(channels.map(|channel| (Some(channel), map.channel_label(channel).to_owned())))
        .collect();
    if let Some(channel) = widgets::choice_ui(ui, "Channel", card.channel, &options) {
        asks.run(set(card, CardField::Channel(channel)), "set channel");
    }
    let id = Id::unique(("own channel", card.id));
    let mut name: String = ui.data(|data| data.get_temp(id).unwrap_or_default());
    let response = ui
        .add(
            TextEdit::singleline(&mut name)
                .id(id.with("field"))
                .hint_text("Add a channel of your own")
                .margin(egui::Margin::symmetric(10, 7))
                .desired_width(f32::INFINITY),
        )
        .accessible_name("Own channel");
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && !name.trim().is_empty() {
        let new = ChannelId(map.mint.0.max(1));
        asks.run_all(
            vec![
                Edit::Add(New::Channel(name.trim().to_owned())),
                set(card, CardField::Channel(Some(Channel::Own(new)))),
            ],
            "add channel",
        );
        name.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, name));
}

fn metric_ui(ui: &mut Ui, shown: Shown<'_>, card: &Card, asks: &mut Asks) {
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
                Edit::Add(New::Metric(empty_metric("New metric"))),
                set(card, CardField::Metric(Some(new))),
            ],
            "add metric",
        ),
        Some(metric) => asks.run(set(card, CardField::Metric(metric)), "set metric"),
        None => {}
    }
    if let Some(metric) = card.metric.and_then(|id| map.metric(id)) {
        metric_fields_ui(ui, metric, asks);
    }
}

/// A metric with a name and nothing else.
pub(super) fn empty_metric(name: &str) -> Metric {
    Metric {
        id: MetricId(0),
        name: name.into(),
        kind: MetricKind::Own,
        value: String::new(),
        before: String::new(),
        target: String::new(),
        date: String::new(),
    }
}

/// The fields of a metric.
pub(super) fn metric_fields_ui(ui: &mut Ui, metric: &Metric, asks: &mut Asks) {
    let key = ("metric", metric.id);
    let with = |change: &dyn Fn(&mut Metric)| {
        let mut metric = metric.clone();
        change(&mut metric);
        Edit::SetMetric(metric)
    };
    let typed = Field::line("Metric name", &metric.name).ui(ui, key);
    asks.typed(typed, "edit metric", |text| {
        with(&|metric| metric.name.clone_from(&text))
    });
    let options = super::words(MetricKind::ALL, MetricKind::label);
    if let Some(kind) = widgets::choice_ui(ui, "What it measures", metric.kind, &options) {
        asks.run(with(&|metric| metric.kind = kind), "edit metric");
    }
    let typed = Field::line("Value", &metric.value)
        .hint("5.2 / 7")
        .ui(ui, key);
    asks.typed(typed, "edit metric", |text| {
        with(&|metric| metric.value.clone_from(&text))
    });
    let typed = Field::line("Value before", &metric.before).ui(ui, key);
    asks.typed(typed, "edit metric", |text| {
        with(&|metric| metric.before.clone_from(&text))
    });
    let typed = Field::line("Target", &metric.target).ui(ui, key);
    asks.typed(typed, "edit metric", |text| {
        with(&|metric| metric.target.clone_from(&text))
    });
    let typed = Field::line("Date of the value", &metric.date)
        .hint("YYYY-MM-DD")
        .ui(ui, key);
    asks.typed(typed, "edit metric", |text| {
        with(&|metric| metric.date.clone_from(&text))
    });
}
