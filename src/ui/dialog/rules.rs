//! The rules by which the log's feedback finds its stage or card: written here,
//! with how much each would place, and kept with the map. Says what was
//! decided; changes no map.

use egui::{Key, Modifiers, Ui};

use super::{Decision, buttons_ui, rule_list, scroll_ui, title_ui};
use crate::{
    model::{Edit, Map, Placement, StageRule},
    ui::{
        facts::number,
        placing::Placing,
        widgets::{button_ui, note_ui, primary_ui},
    },
};

/// The rules while they are written.
pub(in crate::ui) struct RulesForm {
    rules: Vec<StageRule>,
    placing: Placing,
    /// The words of the first rule, which was begun for the user, are to have
    /// the keyboard.
    begins: bool,
    /// Placing was asked for and waits for what is being found out.
    is_awaited: bool,
}

impl RulesForm {
    /// The rules of a map.
    pub(in crate::ui) fn new(map: &Map) -> Self {
        Self {
            rules: map.rules.clone(),
            placing: Placing::default(),
            begins: false,
            is_awaited: false,
        }
    }

    /// Whether it is still being found out what the rules place.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.placing.is_busy()
    }
}

/// What becomes of the rules.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Ruled {
    /// The rules, which the map keeps.
    pub rules: Vec<StageRule>,
    /// What puts feedback where they say; empty when they are only kept.
    pub edits: Vec<Edit>,
    /// How much feedback that is.
    pub count: usize,
}

pub(super) fn rules_ui(
    ui: &mut Ui,
    form: &mut RulesForm,
    map: &Map,
    is_new: bool,
) -> Option<Decision> {
    title_ui(ui, "Rules for placing feedback");
    note_ui(
        ui,
        "Entries without a place go where the first rule leads that has one of their words, or \
         of their topic. Entries with a place stay there. An asterisk stands for any ending: \
         deliver*.",
    );
    ui.add_space(10.0);
    if is_new && form.rules.is_empty() && !map.stages.is_empty() {
        rule_list::begin(ui, map, &mut form.rules);
        form.begins = true;
    } else if form.begins {
        // What has opened the dialog may take the keyboard back at first.
        form.begins = !rule_list::focus(ui, 0);
    }
    form.placing.update(ui.ctx(), &map.feedback, &form.rules);
    scroll_ui(ui, 270.0, |ui| {
        let known = form.placing.known();
        let hits = known.map(|known| (known.hits.as_slice(), "entry"));
        rule_list::rules_ui(ui, map, &mut form.rules, hits);
        ui.add_space(6.0);
        rule_list::add_ui(ui, map, &mut form.rules);
    });
    // What was typed in this frame counts.
    form.placing.update(ui.ctx(), &map.feedback, &form.rules);
    ui.add_space(6.0);
    note_ui(ui, &told(form, map));
    ending_ui(ui, form, map)
}

/// What the rules would do.
fn told(form: &RulesForm, map: &Map) -> String {
    let Some(known) = form.placing.known() else {
        return "Counting…".to_owned();
    };
    if map.stages.is_empty() {
        return "The map has no stages yet for a rule to lead to.".to_owned();
    }
    let unplaced = match known.unplaced {
        0 if map.feedback.is_empty() => return "The log has no entries yet.".to_owned(),
        0 => return "Every entry of the log has a place.".to_owned(),
        1 => "the one entry without a place".to_owned(),
        many => format!("the {many} entries without a place"),
    };
    match known.count() {
        0 => format!("These rules place none of {unplaced}."),
        count => format!("These rules place {count} of {unplaced}."),
    }
}

fn ending_ui(ui: &mut Ui, form: &mut RulesForm, map: &Map) -> Option<Decision> {
    let count = form.placing.known().map_or(0, Placement::count);
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let (mut keeps, mut cancels) = (false, false);
    buttons_ui(ui, |ui| {
        let name = match count {
            0 => "Place entries".to_owned(),
            count => format!("Place {}", number(count, "entry")),
        };
        let place = ui.add_enabled_ui(count > 0, |ui| primary_ui(ui, &name));
        form.is_awaited |= count > 0 && (place.inner.clicked() || goes);
        let is_changed = written(&form.rules) != map.rules;
        let keep = ui.add_enabled_ui(is_changed, |ui| button_ui(ui, "Keep the rules only"));
        keeps = keep.inner.clicked();
        cancels = button_ui(ui, "Cancel").clicked();
    });
    let ruled = |edits, count| {
        let rules = written(&form.rules);
        Some(Decision::Rule(Box::new(Ruled {
            rules,
            edits,
            count,
        })))
    };
    if cancels {
        return Some(Decision::Close);
    }
    if keeps {
        return ruled(Vec::new(), 0);
    }
    if form.is_awaited && !form.placing.is_busy() {
        let known = form.placing.known()?;
        return ruled(known.edits.clone(), known.count());
    }
    None
}

/// The rules that say anything.
fn written(rules: &[StageRule]) -> Vec<StageRule> {
    let rules = rules.iter().filter(|rule| !rule.words.trim().is_empty());
    rules.cloned().collect()
}
