//! The fields of a card. What its lane is about decides which come first; the
//! rest wait under "More".

use egui::Ui;

use super::{
    Shown, channel::channel_ui, evidence_ui, feedback::feedback_ui, metric::metric_ui,
    picture::picture_ui, place::place_ui, title_ui, votes::votes_ui, words_or_none,
};
use crate::{
    model::{
        self, Card, CardField, Details, Edit, Element, LaneKind, Level, MapField, Stage, Status,
    },
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// A part of a card's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
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
    pub(super) const ALL: [Self; 9] = [
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
    pub(super) const fn of(kind: LaneKind) -> &'static [Self] {
        match kind {
            LaneKind::PhysicalEvidence => &[Self::Channel, Self::Moment],
            LaneKind::Touchpoints | LaneKind::Actions => {
                &[Self::Channel, Self::Moment, Self::Wait, Self::Owner]
            }
            LaneKind::PainPoints => &[Self::Severity, Self::Status, Self::Owner],
            LaneKind::Opportunities => &[Self::Worth, Self::Status, Self::Owner],
            LaneKind::Metrics => &[Self::Metric],
            LaneKind::Frontstage => &[Self::Channel, Self::Owner, Self::Wait],
            LaneKind::Backstage | LaneKind::SupportProcesses => &[Self::Owner, Self::Wait],
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
    let subject = Subject {
        card,
        cards: &[card],
    };
    for part in first {
        part_ui(ui, *part, shown, subject, asks);
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
    feedback_ui(ui, shown, model::Subject::Card(card.id), asks);
    votes_ui(ui, card, asks);
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", card.swatch, shown.palette) {
        asks.run(set(card, CardField::Swatch(swatch)), "set color");
    }
    hidden_ui(ui, shown, (card, kind), asks);
    widgets::more_ui(ui, card.id, "More", |ui| {
        for part in Part::ALL.iter().filter(|part| !first.contains(part)) {
            part_ui(ui, *part, shown, subject, asks);
        }
    });
}

/// Says which of the fields above the map does not show, and shows them.
fn hidden_ui(ui: &mut Ui, shown: Shown<'_>, subject: (&Card, LaneKind), asks: &mut Asks) {
    let hidden = shown.map.details.hidden(subject.0, subject.1);
    if hidden.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::note_ui(ui, &format!("Not shown on cards: {}", hidden.join(", ")));
    if widgets::button_ui(ui, "Show all details")
        .on_hover_text("On every card of the map; View, Details on cards has the choice")
        .clicked()
    {
        let edit = Edit::SetMap(MapField::Details(Details::All));
        asks.run(edit, "set details on cards");
    }
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

/// The cards that a field changes, and what it shows of them.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// One card as it is, or what several have in common.
    pub card: &'a Card,
    /// The cards that change.
    pub cards: &'a [&'a Card],
}

impl Subject<'_> {
    /// The edits that set a field of every card.
    fn set(&self, field: &CardField) -> Vec<Edit> {
        let cards = self.cards.iter();
        cards
            .map(|card| Edit::SetCard(card.id, field.clone()))
            .collect()
    }

    /// Whether the cards have different values.
    fn differs<T: PartialEq>(&self, of: impl Fn(&Card) -> T) -> bool {
        let mut values = self.cards.windows(2);
        values.any(|pair| of(pair[0]) != of(pair[1]))
    }

    /// The level that is shown: that of all cards, or 0 when they differ.
    fn level(&self, of: impl Fn(&Card) -> Option<Level>) -> Option<u8> {
        if self.differs(&of) {
            Some(0)
        } else {
            of(self.card).map(Level::value)
        }
    }

    /// What stands in an empty field: a hint, or that the cards differ.
    fn hint(&self, of: impl Fn(&Card) -> &str, hint: &'static str) -> &'static str {
        if self.cards.iter().any(|card| !of(card).is_empty()) {
            "Different texts"
        } else {
            hint
        }
    }
}

pub(super) fn part_ui(
    ui: &mut Ui,
    part: Part,
    shown: Shown<'_>,
    subject: Subject<'_>,
    asks: &mut Asks,
) {
    let card = subject.card;
    match part {
        Part::Channel => {
            let chosen = channel_ui(ui, shown, card.id, card.channel, asks);
            if let Some((first, channel)) = chosen {
                let edits = subject.set(&CardField::Channel(channel));
                asks.run_all(first.into_iter().chain(edits).collect(), "set channel");
            }
        }
        Part::Severity => {
            let ends = ("is a nuisance", "makes people leave");
            if let Some(Set(level)) =
                level_ui(ui, "Severity", subject.level(|card| card.severity), ends)
            {
                asks.run_all(subject.set(&CardField::Severity(level)), "set severity");
            }
        }
        Part::Worth => {
            let ends = ("helps a little", "changes the journey");
            if let Some(Set(level)) =
                level_ui(ui, "Impact", subject.level(|card| card.impact), ends)
            {
                asks.run_all(subject.set(&CardField::Impact(level)), "set impact");
            }
            let ends = ("is done in days", "takes a year");
            if let Some(Set(level)) =
                level_ui(ui, "Effort", subject.level(|card| card.effort), ends)
            {
                asks.run_all(subject.set(&CardField::Effort(level)), "set effort");
            }
        }
        Part::Status => {
            let differs = subject.differs(|card| card.status);
            let options = words_or_none("Not set", Status::ALL, Status::label);
            let options: Vec<_> = options
                .into_iter()
                .map(|(status, name)| ((false, status), name))
                .collect();
            let current = (differs, card.status);
            if let Some((_, status)) = widgets::choice_ui(ui, "Status", current, &options) {
                asks.run_all(subject.set(&CardField::Status(status)), "set status");
            }
        }
        Part::Metric => metric_ui(ui, shown, card, asks),
        Part::Moment => {
            ui.add_space(6.0);
            if let Some(on) = widgets::tick_ui(ui, "Moment of truth", card.moment_of_truth) {
                let edits = subject.set(&CardField::MomentOfTruth(on));
                asks.run_all(edits, "set moment of truth");
            }
        }
        Part::Owner => {
            let typed = Field::line("Owner", &card.owner)
                .hint(subject.hint(|card| &card.owner, "Who answers for it"))
                .ui(ui, card.id);
            asks.typed_all(typed, "edit owner", |text| {
                subject.set(&CardField::Owner(text))
            });
        }
        Part::Wait => {
            let typed = Field::line("Wait", &card.wait)
                .hint(subject.hint(|card| &card.wait, "Not known"))
                .ui(ui, card.id);
            asks.typed_all(typed, "edit wait", |text| {
                subject.set(&CardField::Wait(text))
            });
        }
        Part::Picture => {
            let current = ("Picture", card.picture.as_deref());
            picture_ui(
                ui,
                shown,
                current,
                set(card, CardField::Picture(None)),
                asks,
            );
        }
    }
}

fn level_ui(
    ui: &mut Ui,
    label: &str,
    current: Option<u8>,
    ends: (&str, &str),
) -> Option<Set<Level>> {
    let Set(chosen) = widgets::steps_ui(ui, label, current, ends)?;
    Some(Set(chosen.and_then(|value| Level::try_from(value).ok())))
}
