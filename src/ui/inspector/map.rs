//! The fields of the map itself: its header, and the lists of personas,
//! stages, lanes, curves and metrics.

use egui::{Button, Layout, RichText, Ui, Vec2};

use super::{
    Shown, curves,
    metric::{empty_metric, metric_fields_ui},
    named,
    review::review_ui,
    words, words_or_none,
};
use crate::{
    editor::Command,
    model::{Edit, Element, JourneyKind, LaneField, LaneKind, Map, MapField, MapKind, New},
    scene,
    ui::{
        ask::{Ask, Asks, Typed},
        icon,
        widgets::{self, Field},
    },
};

/// The fields of the map.
pub(super) fn map_ui(ui: &mut Ui, shown: Shown<'_>, asks: &mut Asks) {
    let map = shown.map;
    widgets::heading_ui(ui, "Map");
    field_ui(ui, asks, Field::line("Title", &map.title), MapField::Title);
    let kinds = words(MapKind::ALL, MapKind::label);
    if let Some(kind) = widgets::choice_ui(ui, "State", map.kind, &kinds) {
        asks.run(Edit::SetMap(MapField::Kind(kind)), "set kind of map");
    }
    let scenario = Field::lines("Scenario", &map.scenario, 2).hint("The situation they are in");
    field_ui(ui, asks, scenario, MapField::Scenario);
    let goal = Field::lines("Goal", &map.goal, 2).hint("What they want to reach");
    field_ui(ui, asks, goal, MapField::Goal);
    let scope = Field::lines("Scope", &map.scope, 2).hint("Where the journey begins and ends");
    field_ui(ui, asks, scope, MapField::Scope);
    let expectations =
        Field::lines("Expectations", &map.expectations, 2).hint("What they count on");
    field_ui(ui, asks, expectations, MapField::Expectations);
    personas_ui(ui, map, asks);
    stages_ui(ui, map, asks);
    lanes_ui(ui, map, asks);
    curves::curves_ui(ui, shown, None, asks);
    widgets::rule_ui(ui);
    widgets::heading_ui(ui, "Own channels");
    super::channel::channels_ui(ui, map, asks);
    metrics_ui(ui, map, asks);
    widgets::more_ui(ui, "map", "Review", |ui| review_ui(ui, shown, asks));
    widgets::more_ui(ui, "map", "More", |ui| more_ui(ui, shown, asks));
}

fn field_ui(ui: &mut Ui, asks: &mut Asks, field: Field<'_>, make: impl FnOnce(String) -> MapField) {
    let typed = field.ui(ui, "map");
    asks.typed(typed, "edit header", |text| Edit::SetMap(make(text)));
}

fn more_ui(ui: &mut Ui, shown: Shown<'_>, asks: &mut Asks) {
    let map = shown.map;
    let journeys = words_or_none("Not said", JourneyKind::ALL, JourneyKind::label);
    if let Some(journey) = widgets::choice_ui(ui, "Journey", map.journey, &journeys) {
        asks.run(
            Edit::SetMap(MapField::Journey(journey)),
            "set kind of journey",
        );
    }
    let reason = Field::lines("Why this journey", &map.reason, 2)
        .hint("How often it is made, how much it matters");
    field_ui(ui, asks, reason, MapField::Reason);
    let purpose =
        Field::lines("Purpose", &map.purpose, 2).hint("Why the map was made, how it is used");
    field_ui(ui, asks, purpose, MapField::Purpose);
    field_ui(ui, asks, Field::line("Owner", &map.owner), MapField::Owner);
    list_ui(
        ui,
        asks,
        "Participants, one a line",
        &map.participants,
        MapField::Participants,
    );
    curves::scale_ui(ui, map, asks);
}

/// A field of which every line is an entry of a list. Empty lines go when the
/// field is left.
pub(super) fn list_ui(
    ui: &mut Ui,
    asks: &mut Asks,
    label: &str,
    entries: &[String],
    make: impl Fn(Vec<String>) -> MapField,
) {
    let text = entries.join("\n");
    match Field::lines(label, &text, 2).ui(ui, "map") {
        Some(Typed::Text(text)) => {
            let entries = text.split('\n').map(str::to_owned).collect();
            asks.0
                .push(Ask::Field(Edit::SetMap(make(entries)), "edit header"));
        }
        Some(Typed::Done) => {
            let kept: Vec<String> = entries
                .iter()
                .map(|entry| entry.trim().to_owned())
                .filter(|entry| !entry.is_empty())
                .collect();
            if kept != entries {
                asks.0
                    .push(Ask::Field(Edit::SetMap(make(kept)), "edit header"));
            }
            asks.0.push(Ask::Settle);
        }
        Some(Typed::Cancelled) => asks.0.push(Ask::Cancel),
        None => {}
    }
}

/// The heading of a list, with a button that adds to it.
pub(super) fn list_head_ui(ui: &mut Ui, title: &str, add: &str) -> bool {
    widgets::rule_ui(ui);
    ui.horizontal(|ui| {
        widgets::heading_ui(ui, title);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            widgets::icon_button_ui(ui, icon::PLUS, add, true).clicked()
        })
        .inner
    })
    .inner
}

/// One entry of a list: a click selects the element. An entry that can be
/// hidden has an eye, and says whether that was pressed.
fn entry_ui(
    ui: &mut Ui,
    name: &str,
    element: Element,
    hidden: Option<bool>,
    asks: &mut Asks,
) -> bool {
    ui.horizontal(|ui| {
        let chrome = super::Chrome::of(ui);
        let room = if hidden.is_some() { 34.0 } else { 0.0 };
        let size = Vec2::new(ui.available_width() - room, 28.0);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        widgets::paint_button(ui, rect.expand2(Vec2::new(6.0, 0.0)), &response, false);
        let color = if hidden == Some(true) {
            chrome.muted
        } else {
            chrome.ink
        };
        let font = egui::FontId::proportional(13.0);
        let galley = widgets::elided(ui, name, font, color, rect.width());
        let pos = rect.left_center() - Vec2::new(0.0, galley.size().y / 2.0);
        ui.painter().galley(pos, galley, color);
        if response.clicked() {
            asks.select(element);
        }
        let Some(hidden) = hidden else { return false };
        let (eye, verb) = if hidden {
            (icon::EYE_SLASH, "Show")
        } else {
            (icon::EYE, "Hide")
        };
        widgets::icon_button_ui(ui, eye, &format!("{verb} {name}"), true).clicked()
    })
    .inner
}

fn personas_ui(ui: &mut Ui, map: &Map, asks: &mut Asks) {
    if list_head_ui(ui, "Personas", "Add persona") {
        asks.0.push(Ask::Command(Command::AddPersona));
    }
    for persona in &map.personas {
        let name = named(&persona.name, "Persona without a name");
        entry_ui(ui, name, Element::Persona(persona.id), None, asks);
    }
}

fn stages_ui(ui: &mut Ui, map: &Map, asks: &mut Asks) {
    if list_head_ui(ui, "Stages", "Add stage at the end") {
        asks.0.push(Ask::Command(Command::AddStage));
    }
    for stage in &map.stages {
        let name = named(&stage.name, "Stage without a name");
        entry_ui(ui, name, Element::Stage(stage.id), None, asks);
    }
}

fn lanes_ui(ui: &mut Ui, map: &Map, asks: &mut Asks) {
    widgets::rule_ui(ui);
    ui.horizontal(|ui| {
        widgets::heading_ui(ui, "Lanes");
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let button = widgets::icon_button_ui(ui, icon::PLUS, "Add lane at the end", true);
            egui::Popup::menu(&button).show(|ui| lane_kinds_ui(ui, asks));
        });
    });
    for lane in &map.lanes {
        if let Some(divider) = lane.divider {
            entry_ui(ui, divider.label(), Element::Divider(divider), None, asks);
        }
        let name = named(&lane.name, "Lane without a name");
        let element = Element::Lane(lane.id);
        if entry_ui(ui, name, element, Some(lane.hidden), asks) {
            let label = if lane.hidden {
                "show lane"
            } else {
                "hide lane"
            };
            let edit = Edit::SetLane(lane.id, LaneField::Hidden(!lane.hidden));
            asks.run(edit, label);
        }
    }
}

/// The kinds of lane there are, to add one of.
fn lane_kinds_ui(ui: &mut Ui, asks: &mut Asks) {
    widgets::menu_spacing(ui);
    for kind in LaneKind::ALL {
        let sign = icon::text(scene::icon::lane(*kind), 15.0);
        let button = Button::new((sign, RichText::new(kind.label()))).gap(8.0);
        let button = ui.add(button.min_size(Vec2::new(190.0, 0.0)));
        if button.accessible_name(kind.label()).clicked() {
            asks.0.push(Ask::Command(Command::AddLane(*kind)));
        }
    }
}

fn metrics_ui(ui: &mut Ui, map: &Map, asks: &mut Asks) {
    if list_head_ui(ui, "Metrics", "Add metric") {
        let edit = Edit::Add(New::Metric(empty_metric("New metric")));
        asks.run(edit, "add metric");
    }
    for metric in &map.metrics {
        let title = format!("{} {}", metric.name, map.metric_value(metric));
        ui.push_id(metric.id, |ui| {
            widgets::more_ui(ui, metric.id, title.trim_end(), |ui| {
                metric_fields_ui(ui, map, metric, asks);
            });
        });
    }
}
