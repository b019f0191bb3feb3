//! The rules by which feedback finds its stage or card, as a list to write
//! them in: the words, where they lead, and how much meets them. Part of the
//! import of a table and of the dialog for the log.

use egui::{Color32, FontId, Ui, Vec2};

use crate::{
    model::{CardId, LaneKind, Map, StageId, StageRule, Subject},
    ui::{
        ask::Typed,
        facts::number,
        icon,
        style::{CONTROL, Chrome, SMALL},
        widgets::{self, Field, button_ui, icon_button_ui, menu_field_ui, option_ui},
    },
};

/// The width of what a row says of its hits, and of the button behind it.
pub(super) const COUNT: f32 = 74.0;
pub(super) const REMOVE: f32 = 32.0;
/// Between the parts of a row.
pub(super) const GAP: f32 = 8.0;
/// The width of a place that is chosen, at most.
pub(super) const PLACE: f32 = 240.0;
/// So many touchpoints are offered in one list; of larger maps, stages alone.
const OFFERED: usize = 80;

/// How much meets each rule, and what that is called.
pub(super) type Hits<'a> = Option<(&'a [usize], &'a str)>;

/// The rules; when the words of one were typed, whether that goes on with what
/// was typed before.
pub(super) fn rules_ui(
    ui: &mut Ui,
    map: &Map,
    rules: &mut Vec<StageRule>,
    hits: Hits<'_>,
) -> Option<bool> {
    let (mut typed, mut removed) = (None, None);
    for (place, rule) in rules.iter_mut().enumerate() {
        let hits = hits.and_then(|(hits, what)| Some((*hits.get(place)?, what)));
        let (is_typed, is_removed) = rule_ui(ui, map, (place, rule), hits);
        typed = typed.or(is_typed);
        if is_removed {
            removed = Some(place);
        }
    }
    if let Some(place) = removed {
        rules.remove(place);
    }
    if rules.is_empty() {
        widgets::note_ui(
            ui,
            "There are none yet. One could say: “delivery, parcel, late” belongs to your stage \
             of delivery.",
        );
    }
    typed
}

/// The button that adds a rule, whose words then have the keyboard.
pub(super) fn add_ui(ui: &mut Ui, map: &Map, rules: &mut Vec<StageRule>) {
    let has_room = !map.stages.is_empty();
    let add = ui
        .add_enabled_ui(has_room, |ui| button_ui(ui, "Add a rule"))
        .inner;
    if add.clicked() {
        begin(ui, map, rules);
    }
}

/// Adds a rule, whose words then have the keyboard.
pub(super) fn begin(ui: &Ui, map: &Map, rules: &mut Vec<StageRule>) {
    rules.push(StageRule {
        stage: map.stages.first().map(|stage| stage.id),
        ..StageRule::default()
    });
    focus(ui, rules.len() - 1);
}

/// Gives the words of a rule the keyboard; whether they had it already.
pub(super) fn focus(ui: &Ui, place: usize) -> bool {
    let id = widgets::field_id(("rule", place), WORDS);
    let had = ui.memory(|memory| memory.has_focus(id));
    if !had {
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.ctx().request_repaint();
    }
    had
}

/// The label of the words of a rule.
const WORDS: &str = "Words of the rule";

/// One rule: whether its words were typed, and whether that goes on; whether it
/// is to go.
fn rule_ui(
    ui: &mut Ui,
    map: &Map,
    (place, rule): (usize, &mut StageRule),
    hits: Option<(usize, &str)>,
) -> (Option<bool>, bool) {
    let mut typed = None;
    let mut removed = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let room = ui.available_width() - PLACE - COUNT - REMOVE - 3.0 * GAP;
        let words = rule.words.clone();
        let field = Field::line(WORDS, &words).hint("delivery, parcel, deliver*");
        let (response, changed) = field.bare_ui(ui, ("rule", place), room);
        let name = format!("Words of rule {}", place + 1);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, &name)
        });
        if let Some(Typed::Text(text)) = changed {
            rule.words = text;
            typed = Some(!response.gained_focus());
        }
        let label = format!("Where rule {} leads", place + 1);
        if let Some(subject) = subject_ui(ui, map, (&label, "Nowhere"), rule.subject(), true) {
            (rule.stage, rule.card) = subject.parts();
        }
        match hits {
            Some(hits) => count_ui(ui, hits),
            None => text_ui(ui, "", COUNT, Color32::TRANSPARENT),
        }
        let name = format!("Remove rule {}", place + 1);
        removed = icon_button_ui(ui, icon::TRASH, &name, true).clicked();
    });
    (typed, removed)
}

/// A list of stages, and of their touchpoints where asked; what was chosen.
pub(super) fn subject_ui(
    ui: &mut Ui,
    map: &Map,
    (label, none): (&str, &str),
    held: Subject,
    with_cards: bool,
) -> Option<Subject> {
    let name = name_of(map, held).unwrap_or_else(|| none.to_owned());
    let mut chosen = None;
    menu_field_ui(ui, label, (None, &name), PLACE, |ui| {
        let mut line_ui = |ui: &mut Ui, name: &str, subject: Subject| {
            if option_ui(ui, name, subject == held).clicked() {
                chosen = Some(subject);
                ui.close();
            }
        };
        line_ui(ui, none, Subject::Map);
        let cards = touchpoints(map);
        let cards = cards.filter(|_| with_cards);
        let has_few = cards.clone().count() <= OFFERED;
        for stage in &map.stages {
            line_ui(ui, &shown(&stage.name), Subject::Stage(stage.id));
            for (_, id, text) in cards.clone().filter(|(of, ..)| has_few && *of == stage.id) {
                line_ui(ui, &format!("    {}", shown(text)), Subject::Card(id));
            }
        }
    });
    chosen.filter(|subject| *subject != held)
}

/// The touchpoints of a map with the stages they are in.
fn touchpoints(map: &Map) -> impl Iterator<Item = (StageId, CardId, &str)> + Clone {
    let is_touchpoint = |lane| {
        let lane = map.lane(lane);
        lane.is_some_and(|(_, lane)| lane.kind == LaneKind::Touchpoints)
    };
    map.stages.iter().flat_map(move |stage| {
        let cards = stage.cards.iter();
        let cards = cards.filter(move |card| is_touchpoint(card.lane));
        cards.map(|card| (stage.id, card.id, card.text.as_str()))
    })
}

fn name_of(map: &Map, subject: Subject) -> Option<String> {
    match subject {
        Subject::Map => None,
        Subject::Stage(id) => map.stage(id).map(|(_, stage)| shown(&stage.name)),
        Subject::Card(id) => map.card(id).map(|(_, card)| shown(&card.text)),
    }
}

/// A name in one line.
fn shown(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return "Without a name".into();
    }
    let short: String = name.chars().take(60).collect();
    if short.len() < name.len() {
        short + "…"
    } else {
        short
    }
}

/// How many rows or entries something is about.
pub(super) fn count_ui(ui: &mut Ui, (count, what): (usize, &str)) {
    let chrome = Chrome::of(ui);
    let ink = if count > 0 { chrome.ink } else { chrome.muted };
    text_ui(ui, &number(count, what), COUNT, ink);
}

/// A text in a room of a row.
pub(super) fn text_ui(ui: &mut Ui, text: &str, room: f32, ink: Color32) {
    let galley = widgets::elided(ui, text, FontId::proportional(SMALL), ink, room);
    let size = Vec2::new(room.max(0.0), CONTROL);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(room.max(0.0));
        ui.label(galley);
    });
}
