//! Where answers go that are brought into the log of a map: what the names of
//! stages mean which the map does not have, and the rules by which rows find
//! their stage. Draws and fills the choices; what they come to is found out
//! elsewhere.

use egui::{Color32, FontId, RichText, ScrollArea, Ui, Vec2};

use super::form::ImportForm;
use crate::{
    file::import::{Options, Taken, UnknownStage},
    model::{CardId, LaneKind, Map, StageId, StageRule, Subject},
    ui::{
        ask::Typed,
        facts::number,
        icon,
        style::{self, CONTROL, Chrome, SMALL},
        widgets::{self, Field, button_ui, icon_button_ui, menu_field_ui, option_ui},
    },
};

/// The width of what a row says of its hits, and of the button behind it.
const COUNT: f32 = 74.0;
const REMOVE: f32 = 32.0;
/// Between the parts of a row.
const GAP: f32 = 8.0;
/// The width of a place that is chosen, at most.
const PLACE: f32 = 240.0;
/// So many touchpoints are offered in one list; of larger maps, stages alone.
const OFFERED: usize = 80;

/// Draws it all into the room there is.
pub(super) fn placing_ui(ui: &mut Ui, form: &mut ImportForm, map: &Map, taken: Option<&Taken>) {
    let mut options = form.options.clone();
    let mut typed = None;
    ScrollArea::vertical()
        .id_salt("where answers go")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            if let Some(taken) = taken.filter(|taken| !taken.unknown.is_empty()) {
                unknown_ui(ui, map, &taken.unknown, &mut options);
                ui.add_space(14.0);
            }
            typed = rules_ui(ui, map, taken, &mut options);
        });
    match typed {
        Some(is_begun) => form.type_into(options, is_begun),
        None => form.choose(options),
    }
}

/// The names that no stage has, each with the stage that is meant.
fn unknown_ui(ui: &mut Ui, map: &Map, unknown: &[UnknownStage], options: &mut Options) {
    heading_ui(
        ui,
        "Stages that this map does not have",
        "What speaks of them is kept without a stage, or with the one you choose.",
    );
    let Some(log) = &mut options.log else { return };
    for stage in unknown {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let room = ui.available_width() - PLACE - COUNT - REMOVE - 3.0 * GAP;
            let ink = Chrome::of(ui).ink;
            text_ui(ui, &format!("“{}”", stage.name), room, ink);
            let held = log.stages.get(&stage.word).copied();
            let held = held.map_or(Subject::Map, Subject::Stage);
            let label = format!("What “{}” means", stage.name);
            match subject_ui(ui, map, (&label, "No stage"), held, false) {
                Some(Subject::Stage(id)) => {
                    log.stages.insert(stage.word.clone(), id);
                }
                Some(Subject::Map | Subject::Card(_)) => {
                    log.stages.remove(&stage.word);
                }
                None => {}
            }
            count_ui(ui, stage.lines.len());
        });
    }
}

/// The rules; when the words of one were typed, whether that goes on with what
/// was typed before.
fn rules_ui(ui: &mut Ui, map: &Map, taken: Option<&Taken>, options: &mut Options) -> Option<bool> {
    heading_ui(
        ui,
        "Rules",
        "A row that names no stage follows the first rule that has a word of it, or of its topic.",
    );
    let log = options.log.as_mut()?;
    let (mut typed, mut removed) = (None, None);
    for (place, rule) in log.rules.iter_mut().enumerate() {
        let hits = taken.and_then(|taken| taken.hits.get(place).copied());
        let (is_typed, is_removed) = rule_ui(ui, map, (place, rule), hits);
        typed = typed.or(is_typed);
        if is_removed {
            removed = Some(place);
        }
    }
    if let Some(place) = removed {
        log.rules.remove(place);
    }
    if log.rules.is_empty() {
        widgets::note_ui(
            ui,
            "There are none yet. One could say: “delivery, parcel, late” belongs to your stage \
             of delivery.",
        );
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let has_room = !map.stages.is_empty();
        let add = ui
            .add_enabled_ui(has_room, |ui| button_ui(ui, "Add a rule"))
            .inner;
        if add.clicked() {
            let first = map.stages.first().map(|stage| stage.id);
            log.rules.push(StageRule {
                stage: first,
                ..StageRule::default()
            });
            let id = widgets::field_id(("rule", log.rules.len() - 1), WORDS);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if let Some(taken) = taken {
            let all = taken.feedback.len();
            let words = match all - taken.unassigned {
                0 => "No answer has a stage yet; that can be done in the log, too.".to_owned(),
                placed if placed == all => "Every answer has a stage.".to_owned(),
                placed => format!(
                    "{} of {all} have a stage; the rest can be placed in the log.",
                    number(placed, "answer")
                ),
            };
            widgets::note_ui(ui, &words);
        }
    });
    typed
}

/// The label of the words of a rule.
const WORDS: &str = "Words of the rule";

/// One rule: whether its words were typed, and whether that goes on; whether it
/// is to go.
fn rule_ui(
    ui: &mut Ui,
    map: &Map,
    (place, rule): (usize, &mut StageRule),
    hits: Option<usize>,
) -> (Option<bool>, bool) {
    let mut typed = None;
    let mut removed = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let room = ui.available_width() - PLACE - COUNT - REMOVE - 3.0 * GAP;
        let words = rule.words.clone();
        let field = Field::line(WORDS, &words).hint("delivery, parcel, deliver*");
        let (response, changed) = field.bare_ui(ui, ("rule", place), room - 20.0);
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
fn subject_ui(
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

fn heading_ui(ui: &mut Ui, title: &str, words: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(
        RichText::new(title)
            .font(style::strong(style::TEXT))
            .color(ink),
    );
    widgets::note_ui(ui, words);
    ui.add_space(4.0);
}

/// How many rows something is about.
fn count_ui(ui: &mut Ui, count: usize) {
    let chrome = Chrome::of(ui);
    let ink = if count > 0 { chrome.ink } else { chrome.muted };
    text_ui(ui, &number(count, "row"), COUNT, ink);
}

/// A text in a room of a row.
fn text_ui(ui: &mut Ui, text: &str, room: f32, ink: Color32) {
    let galley = widgets::elided(ui, text, FontId::proportional(SMALL), ink, room);
    let size = Vec2::new(room.max(0.0), CONTROL);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(room.max(0.0));
        ui.label(galley);
    });
}
