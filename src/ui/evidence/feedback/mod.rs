//! The feedback log: a field to search, choices to filter by, types by stages
//! as a small heat table, the entries as a table, and below it the fields of
//! what is selected, or those of a new entry. Entries are dragged onto the
//! canvas to link them. Knows the map and asks for edits; what is looked at is
//! the view's to know ([`Log`]).

mod carry;
mod composer;
mod empty;
mod fields;
mod heat;
mod menus;
mod more;
mod range;
mod row;
mod search;
mod table;
mod topic;
mod wherein;

use std::sync::Arc;

use egui::{Panel, Ui};

use self::{carry::Carried, composer::Composer, fields::Drafts};
use crate::{
    editor::{Command, Common, Editor, Links, Log, Topics},
    model::{Element, Feedback, Map, Subject},
    ui::{
        ask::{Ask, Asks},
        placing::Placing,
        widgets,
    },
};

use self::table::id as table_id;

/// Whether a command is the log's own while its table has the keyboard.
pub(in crate::ui) fn takes_key(focused: Option<egui::Id>, command: Command) -> bool {
    let own = matches!(
        command,
        Command::SelectAll | Command::Copy | Command::EditText | Command::Duplicate | Command::Cut
    );
    own && focused == Some(table_id())
}

/// The height that the fields begin with.
const FIELDS: f32 = 330.0;

/// The state of the tab.
#[derive(Debug, Default)]
pub(super) struct FeedbackLog {
    log: Log,
    topics: Topics,
    links: Links,
    /// Whether the heat table is unfolded.
    heat: bool,
    /// Whether the log is narrowed to what is selected on the canvas.
    follows: bool,
    /// What the selected entries share, and of which log and selection.
    common: Option<(Seen, Common)>,
    drafts: Drafts,
    composer: Option<Composer>,
    /// How many entries there were when one was added.
    added: Option<usize>,
    carried: Option<Carried>,
    /// What the rules of the map would place.
    placing: Placing,
    due: Due,
    fields: Fields,
    /// What was typed last with letters beyond ASCII.
    typed: String,
    /// What part of the rows was in view.
    view: std::ops::Range<f32>,
}

/// Whether the fields of what is selected are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Fields {
    #[default]
    Closed,
    /// Since this frame: the table does not know yet what room is left to it.
    Opening,
    Open,
}

/// What is to be done once a part of the log is drawn.
#[derive(Debug, Default)]
struct Due {
    /// The table scrolls to where the keyboard is.
    scrolls: bool,
    /// The table takes the keyboard.
    focuses: bool,
    /// The first field of what is selected takes the keyboard.
    edits: bool,
}

/// A state of log and selection.
#[derive(Debug)]
struct Seen(Arc<Vec<Arc<Feedback>>>, u64);

impl FeedbackLog {
    /// Brings the view up to date, and tells which letters are new in it, in
    /// what is typed too.
    pub(super) fn letters(&mut self, editor: &Editor) -> String {
        self.update(editor);
        let typed = self.composer.as_ref().map_or("", Composer::words);
        let typed = format!("{}{typed}", self.log.sieve.words);
        if !typed.is_ascii() && typed != self.typed {
            self.typed.clone_from(&typed);
            return self.log.take_letters() + &typed;
        }
        self.log.take_letters()
    }

    /// Draws the tab.
    pub(super) fn ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        if self.log.is_empty() && self.composer.is_none() {
            if empty::empty_ui(ui, asks) {
                self.compose();
            }
            return;
        }
        self.search_ui(ui, editor, asks);
        self.heat_ui(ui, editor.map());
        // What was typed and pressed above is shown in this frame.
        if !editor.document.in_gesture() {
            self.log.update(editor.map());
        }
        if self.composer.is_some() || !self.log.chosen.is_empty() {
            let most = (ui.available_height() - 150.0).max(120.0);
            Panel::bottom("fields of the feedback log")
                .resizable(true)
                .default_size(FIELDS.min(most * 0.62))
                .size_range(120.0_f32.min(most)..=most)
                .show_separator_line(false)
                .frame(egui::Frame::new())
                .show(ui, |ui| self.below_ui(ui, editor, asks));
        }
        let is_open = self.composer.is_none() && !self.log.chosen.is_empty();
        self.fields = match self.fields {
            _ if !is_open => Fields::Closed,
            Fields::Closed => {
                ui.ctx().request_repaint();
                Fields::Opening
            }
            Fields::Opening => {
                // What they are of is not below them.
                self.due.scrolls = true;
                Fields::Open
            }
            Fields::Open => Fields::Open,
        };
        self.table_ui(ui, editor, asks);
    }

    /// The log was opened: its table takes the keyboard once it is there.
    pub(super) fn opened(&mut self) {
        self.due.focuses = true;
    }

    /// Shows what is said about something.
    pub(super) fn show(&mut self, subject: Subject) {
        self.log.sieve = crate::editor::Sieve {
            about: Some(subject),
            ..crate::editor::Sieve::default()
        };
        self.follows = true;
    }

    /// How many entries belong to something.
    pub(super) fn links(&mut self, map: &Map) -> &Links {
        self.links.update(map);
        &self.links
    }

    fn below_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        widgets::rule_ui(ui);
        if self.composer.is_some() {
            self.composer_ui(ui, editor, asks);
        } else {
            self.fields_ui(ui, editor, asks);
        }
    }

    /// Brings the view up to date; not while a hand is changing the map, so
    /// that rows stay where they are.
    fn update(&mut self, editor: &Editor) {
        let map = editor.map();
        if editor.document.in_gesture() && !self.log.is_empty() {
            return;
        }
        if self.follows
            && let Some(about) = selected_on(editor)
        {
            self.log.sieve.about = Some(about);
        }
        if self.log.sieve.about.is_some_and(|about| !is_on(map, about)) {
            self.log.sieve.about = None;
            self.follows = false;
        }
        self.log.update(map);
        if let Some(before) = self.added
            && map.feedback.len() > before
        {
            self.added = None;
            self.log
                .chosen
                .these(map.feedback.iter().skip(before).map(|entry| entry.id));
            self.due.scrolls = true;
        }
    }

    /// What the selected entries share, worked out once for each state.
    fn common(&mut self, map: &Map) -> Common {
        let changes = self.log.chosen.changes();
        if let Some((Seen(entries, seen), common)) = &self.common
            && Arc::ptr_eq(entries, &map.feedback)
            && *seen == changes
        {
            return common.clone();
        }
        let is_other = self
            .common
            .as_ref()
            .is_none_or(|(Seen(_, seen), _)| *seen != changes);
        if is_other {
            self.drafts = Drafts::default();
        }
        let common = Common::of(self.log.chosen_entries(map));
        let seen = Seen(Arc::clone(&map.feedback), changes);
        self.common = Some((seen, common.clone()));
        common
    }

    /// Begins a new entry.
    fn compose(&mut self) {
        self.composer = Some(Composer::new(&self.log.sieve));
        self.due.focuses = false;
    }

    /// Removes what is selected.
    fn remove(&self, asks: &mut Asks) {
        let ids = self.log.chosen.ids();
        if !ids.is_empty() {
            let label = if ids.len() == 1 {
                "remove feedback"
            } else {
                "remove several pieces of feedback"
            };
            asks.run(crate::model::Edit::RemoveFeedback(ids), label);
        }
    }

    /// Copies the words of what is selected, one a line.
    fn copy(&self, map: &Map, asks: &mut Asks) {
        let words = self.log.chosen_entries(map);
        let lines: Vec<String> = words
            .map(|entry| {
                entry
                    .verbatim
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        if !lines.is_empty() {
            asks.0.push(Ask::CopyText(lines.join("\n")));
        }
    }
}

/// The stage or card that is selected on the canvas.
fn selected_on(editor: &Editor) -> Option<Subject> {
    match editor.selection.primary()? {
        Element::Card(id) => Some(Subject::Card(id)),
        Element::Stage(id) => Some(Subject::Stage(id)),
        Element::Point(id) => {
            let (stage, point) = editor.map().point(id)?;
            Some(point.card.map_or(Subject::Stage(stage.id), Subject::Card))
        }
        Element::Header
        | Element::Persona(_)
        | Element::Lane(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

fn is_on(map: &Map, about: Subject) -> bool {
    element_of(about).is_none_or(|element| map.contains(element))
}

/// What is selected to show what an entry speaks of.
fn element_of(about: Subject) -> Option<Element> {
    match about {
        Subject::Map => None,
        Subject::Stage(id) => Some(Element::Stage(id)),
        Subject::Card(id) => Some(Element::Card(id)),
    }
}

/// What something of the map is called, in one line.
fn name_of(map: &Map, about: Subject) -> String {
    let one_line = |text: &str, none: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            none.to_owned()
        } else {
            text
        }
    };
    match about {
        Subject::Map => "Not assigned".to_owned(),
        Subject::Stage(id) => {
            let name = map.stage(id).map_or("", |(_, stage)| &stage.name);
            one_line(name, "Stage without a name")
        }
        Subject::Card(id) => {
            let text = map.card(id).map_or("", |(_, card)| &card.text);
            one_line(text, "Card without text")
        }
    }
}
