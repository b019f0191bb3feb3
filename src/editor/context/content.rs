//! The menus of what lies on the map: cards, emotion points, curves, empty
//! cells, and several of them together.

use emath::Pos2;

use super::{Does, List, Spot};
use crate::{
    editor::{
        Direction, Selection,
        change::Change,
        command::Command,
        interaction::{Action, Seen},
        placing,
        selecting::lane_of,
        selection::Cell,
        snap::REACH,
        tool::Tool,
    },
    layout::Hit,
    model::{
        Card, CardId, Channel, CurveId, CurveState, Element, Evidence, LaneId, LaneKind, Level,
        LineStyle, Map, PointId, StageId, Status, Valence,
    },
    scene::icon,
};

pub(super) fn card(list: &mut List, seen: Seen<'_>, id: CardId) {
    let map = seen.map;
    let Some((stage, card)) = map.card(id) else {
        return;
    };
    let kind = kind_of(map, card);
    list.named(Command::EditText, "Edit text");
    by_kind(list, map, kind, card);
    evidence(list, card.evidence);
    moment_of_truth(list, card.moment_of_truth);
    list.named(Command::AddPoint, "Add emotion point here");
    clipboard(list);
    list.line();
    places(list, map, (Some(stage.id), Some(card.lane)));
    select(list);
    list.colors(card.swatch);
}

/// What a card of such a lane is about.
fn by_kind(list: &mut List, map: &Map, kind: LaneKind, card: &Card) {
    match kind {
        LaneKind::Touchpoints => {
            channels(list, map, card.channel);
            list.command(Command::Suggest);
        }
        LaneKind::Actions
        | LaneKind::PhysicalEvidence
        | LaneKind::Frontstage
        | LaneKind::Backstage => channels(list, map, card.channel),
        LaneKind::PainPoints => {
            let ends = ["1 is a nuisance", "2", "3", "4", "5 makes people leave"];
            levels(list, ("Severity", ends), card.severity, Change::Severity);
            status(list, card.status);
        }
        LaneKind::Opportunities => {
            let ends = ["1 helps little", "2", "3", "4", "5 changes everything"];
            levels(list, ("Impact", ends), card.impact, Change::Impact);
            let ends = ["1 takes days", "2", "3", "4", "5 takes years"];
            levels(list, ("Effort", ends), card.effort, Change::Effort);
            status(list, card.status);
        }
        LaneKind::Pictures => list.command(Command::ChoosePicture),
        LaneKind::Emotion
        | LaneKind::Thoughts
        | LaneKind::Quotes
        | LaneKind::Metrics
        | LaneKind::SupportProcesses
        | LaneKind::Owners
        | LaneKind::Custom => {}
    }
}

pub(super) fn point(list: &mut List, seen: Seen<'_>, id: PointId) {
    let map = seen.map;
    let Some((stage, point)) = map.point(id) else {
        return;
    };
    list.named(Command::EditText, "Name the moment");
    feelings(list, map, point.feeling);
    evidence(list, point.evidence);
    moment_of_truth(list, point.moment_of_truth);
    list.line();
    list.named(Command::Move(Direction::Up), "Better");
    list.named(Command::Move(Direction::Down), "Worse");
    clipboard(list);
    list.line();
    to_stage(list, map, Some(stage.id));
    if let Some(curve) = map.curve(point.curve) {
        let action = Action::Select(Selection::one(Element::Curve(curve.id)));
        list.act(format!("Select the curve {}", curve.name), action);
    }
    select(list);
}

pub(super) fn curve(list: &mut List, seen: Seen<'_>, id: CurveId, spot: Option<Spot>) {
    let Some(curve) = seen.map.curve(id) else {
        return;
    };
    list.named(Command::EditText, "Rename");
    let on_curve = spot.filter(|spot| matches!(spot.hit, Hit::Curve { .. }));
    match on_curve {
        Some(spot) => point_here(list, seen, spot.pos),
        None => list.command(Command::AddPoint),
    }
    list.line();
    list.submenu("Line", |list| {
        for style in LineStyle::ALL {
            let change = Change::LineStyle(*style);
            list.switch(style.label(), curve.style == *style, change);
        }
        list.line();
        list.switch("Smooth", !curve.straight, Change::Straight(false));
        list.switch("Straight", curve.straight, Change::Straight(true));
    });
    list.submenu("State", |list| {
        for state in CurveState::ALL {
            list.switch(state.label(), curve.state == *state, Change::State(*state));
        }
    });
    let (name, hidden) = if curve.hidden {
        ("Show", false)
    } else {
        ("Hide", true)
    };
    list.item(name, Does::Change(Change::Hidden(hidden)));
    list.command(Command::AddCurve);
    list.line();
    list.command(Command::Delete);
    list.colors(curve.swatch);
}

pub(super) fn cell(list: &mut List, seen: Seen<'_>, cell: Cell, spot: Option<Spot>) {
    let map = seen.map;
    let (Some((stage, _)), Some((row, lane))) = (map.stage(cell.stage), map.lane(cell.lane)) else {
        return;
    };
    let pos = spot.map(|spot| spot.pos);
    if lane.kind == LaneKind::Emotion {
        match pos {
            Some(pos) => point_here(list, seen, pos),
            None => list.named(Command::AddPoint, "Add emotion point here"),
        }
    } else {
        let label = placing::label_of(map, cell.lane, Tool::Card);
        let name = format!("{} here", capitalized(label));
        let edits = pos.and_then(|pos| placing::card_in(cell, pos.x, REACH, seen));
        match edits {
            Some(edits) => list.act(name, Action::Write(edits, label.into())),
            None => list.named(Command::AddCard, name),
        }
        if lane.kind == LaneKind::Touchpoints {
            list.command(Command::Suggest);
        }
        list.named(Command::Paste, "Paste here");
        list.command(Command::AddPoint);
    }
    list.line();
    super::frame::new_stage(list, "Add stage before", stage);
    super::frame::new_stage(list, "Add stage after", stage + 1);
    super::frame::new_lane(list, "Add lane above", row);
    super::frame::new_lane(list, "Add lane below", row + 1);
    list.line();
    list.commands([Command::SelectLane, Command::SelectStage]);
    list.line();
    list.command(Command::Fit);
}

pub(super) fn several(list: &mut List, seen: Seen<'_>) {
    let (map, selection) = (seen.map, seen.selection);
    let cards: Vec<&Card> = selected_cards(seen).take(200).collect();
    let has_cards = !cards.is_empty();
    let has_content = has_cards || selection.points().next().is_some();
    if has_content {
        list.submenu("Align", |list| {
            list.commands([
                Command::AlignStart,
                Command::AlignMiddle,
                Command::AlignEnd,
                Command::AlignFirst,
            ]);
        });
        list.command(Command::Distribute);
        list.line();
        if has_cards {
            channels(list, map, same(cards.iter().map(|card| card.channel)));
        }
        evidence(list, same(cards.iter().map(|card| card.evidence)));
        let all = has_cards && cards.iter().all(|card| card.moment_of_truth);
        moment_of_truth(list, all);
        list.line();
        if has_cards {
            let lane = lane_of(map, selection).filter(|lane| cards.iter().all(|c| c.lane == *lane));
            places(list, map, (None, lane));
        } else {
            to_stage(list, map, None);
        }
    } else {
        list.commands([Command::Widen, Command::Narrow]);
    }
    clipboard(list);
    list.line();
    list.command(Command::ZoomToSelection);
    list.colors(same(cards.iter().map(|card| card.swatch)));
}

/// Cut, copy, paste and so on.
pub(super) fn clipboard(list: &mut List) {
    list.line();
    list.commands([
        Command::Cut,
        Command::Copy,
        Command::CopyPicture,
        Command::Paste,
        Command::Duplicate,
        Command::Delete,
    ]);
}

fn select(list: &mut List) {
    list.submenu("Select", |list| {
        list.commands([Command::SelectLane, Command::SelectStage]);
    });
}

fn channels(list: &mut List, map: &Map, current: Option<Channel>) {
    let own = map.channels.iter().map(|own| Channel::Own(own.id));
    let all = Channel::COMMON.into_iter().chain(own);
    let options = all.map(|channel| {
        let name = map.channel_label(channel).to_owned();
        (channel, name, Some(icon::channel(Some(channel))))
    });
    list.choice("Channel", (current, "None"), options, Change::Channel);
}

fn evidence(list: &mut List, current: Option<Evidence>) {
    let options = Evidence::ALL
        .iter()
        .map(|word| (*word, word.label().to_owned(), None));
    list.choice(
        "Evidence",
        (current, "Not known"),
        options,
        Change::Evidence,
    );
}

fn status(list: &mut List, current: Option<Status>) {
    let options = Status::ALL
        .iter()
        .map(|word| (*word, word.label().to_owned(), None));
    list.choice("Status", (current, "None"), options, Change::Status);
}

fn levels(
    list: &mut List,
    (name, words): (&str, [&str; 5]),
    current: Option<Level>,
    change: impl Fn(Option<Level>) -> Change,
) {
    let options = Level::ALL.into_iter().zip(words);
    let options = options.map(|(level, word)| (level, word.to_owned(), None));
    list.choice(name, (current, "Not known"), options, change);
}

fn feelings(list: &mut List, map: &Map, current: Option<Valence>) {
    let (best, worst) = match &map.scale {
        Some((best, worst)) => (best.as_str(), worst.as_str()),
        None => ("Very good", "Very bad"),
    };
    let all = [
        (2.0, format!("+2  {best}")),
        (1.0, "+1  Good".to_owned()),
        (0.0, "0  Neutral".to_owned()),
        (-1.0, "−1  Bad".to_owned()),
        (-2.0, format!("−2  {worst}")),
    ];
    let options = all
        .into_iter()
        .map(|(value, name)| (Valence::clamped(value), name, None));
    list.choice("Feeling", (current, "Not known"), options, Change::Feeling);
}

fn moment_of_truth(list: &mut List, on: bool) {
    let command = Command::ToggleMoment;
    list.full(command.name(), None, Some(on), Does::Command(command));
}

/// The lanes and stages that cards can go to.
fn places(list: &mut List, map: &Map, (stage, lane): (Option<StageId>, Option<LaneId>)) {
    list.submenu("Move to lane", |list| {
        for held in placing::card_lanes(map) {
            let on = Some(lane == Some(held.id));
            let change = Does::Change(Change::ToLane(held.id));
            let name = named(&held.name, "Lane without a name");
            list.full(name, Some(icon::lane(held.kind)), on, change);
        }
    });
    to_stage(list, map, stage);
}

fn to_stage(list: &mut List, map: &Map, stage: Option<StageId>) {
    if map.stages.len() < 2 {
        return;
    }
    list.submenu("Move to stage", |list| {
        for held in &map.stages {
            let on = Some(stage == Some(held.id));
            let name = named(&held.name, "Stage without a name");
            list.full(name, None, on, Does::Change(Change::ToStage(held.id)));
        }
    });
}

fn point_here(list: &mut List, seen: Seen<'_>, pos: Pos2) {
    if let Some(plan) = placing::point_at(pos, seen.snapping, seen) {
        let action = Action::Run(plan.edits, plan.label.into());
        list.act("Add emotion point here", action);
    }
}

fn selected_cards(seen: Seen<'_>) -> impl Iterator<Item = &Card> {
    let cards = seen.map.stages.iter().flat_map(|stage| &stage.cards);
    cards
        .filter(move |card| seen.selection.contains(Element::Card(card.id)))
        .map(|card| &**card)
}

fn kind_of(map: &Map, card: &Card) -> LaneKind {
    map.lane(card.lane)
        .map_or(LaneKind::Custom, |(_, lane)| lane.kind)
}

/// What all of them have, if it is the same.
fn same<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values
        .all(|other| other.as_ref() == Some(&first))
        .then_some(first)
}

pub(super) fn named(name: &str, without: &str) -> String {
    let name = name.lines().next().unwrap_or_default().trim();
    if name.is_empty() {
        return without.to_owned();
    }
    let short: String = name.chars().take(40).collect();
    if short.len() < name.len() {
        format!("{short}…")
    } else {
        short
    }
}

fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
