//! Commands as the editor runs them. What needs the window or the system's
//! clipboard is left to the interface.

use super::{
    adding::{place_of_primary, target},
    arrange::{Arrange, arrange},
    command::Command,
    interaction::Interaction,
    onward::cell_of,
    placing::free_place,
    selecting::{self, all_in_lane, all_in_stage},
    selection::Selection,
    session::Editor,
    tool::Tool,
};
use crate::model::{Details, Edit, Element, MapField, New, ThemeName};

/// What a command left for its caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// Nothing: it is done.
    Done,
    /// This text belongs on the system's clipboard.
    Copied(String),
    /// It needs the window or the clipboard; the interface runs it.
    ForWindow,
}

impl Editor {
    /// Runs a command, if it is the editor's to run. A disabled one does
    /// nothing. Typing and fields are made a step first, except by commands
    /// that only look.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is not the editor's is for the window"
    )]
    pub fn command(&mut self, command: Command) -> Ran {
        if command != Command::ClearSelection && !command.looks() && !command.is_held() {
            self.settle();
        }
        if !command.is_enabled(self) {
            return Ran::Done;
        }
        match command {
            Command::Undo => {
                self.undo();
            }
            Command::Redo => {
                self.redo();
            }
            Command::Cut => return Ran::Copied(self.cut()),
            Command::Copy => return Ran::Copied(self.copy()),
            Command::Duplicate => self.duplicate(),
            Command::Delete => self.delete(),
            Command::SelectAll => self.select_all(),
            Command::ClearSelection => {
                if !self.cancel() {
                    self.selection = Selection::default();
                }
            }
            Command::EditText => {
                if let Some(element) = self.selection.primary() {
                    self.edit_text(element);
                }
            }
            Command::SelectLane => self.select(all_in_lane(self.map(), &self.selection)),
            Command::SelectStage => self.select(all_in_stage(self.map(), &self.selection)),
            Command::AlignStart => self.arrange(Arrange::Start),
            Command::AlignMiddle => self.arrange(Arrange::Middle),
            Command::AlignEnd => self.arrange(Arrange::End),
            Command::AlignFirst => self.arrange(Arrange::First),
            Command::Distribute => self.arrange(Arrange::Evenly),
            Command::Move(direction) => self.nudge(direction),
            Command::Widen => self.resize_stages(true),
            Command::Narrow => self.resize_stages(false),
            Command::PickTool(tool) => self.pick_tool(tool),
            Command::ZoomIn => self.view.zoom_step(1),
            Command::ZoomOut => self.view.zoom_step(-1),
            Command::ZoomActual => {
                let center = self.view.viewport().center();
                self.view.set_zoom_at(center, 1.0);
            }
            Command::Fit => {
                let size = self.layout().size;
                self.view.fit(size);
            }
            Command::ZoomToSelection => self.zoom_to_selection(),
            Command::ClearFilter => self.filter.clear(),
            Command::ToggleSnapping => self.snapping = !self.snapping,
            Command::ThemeLight => self.set_theme(ThemeName::Light),
            Command::ThemeDark => self.set_theme(ThemeName::Dark),
            Command::ThemeContrast => self.set_theme(ThemeName::HighContrast),
            Command::DetailsText => self.set_details(Details::Text),
            Command::DetailsKey => self.set_details(Details::Key),
            Command::DetailsAll => self.set_details(Details::All),
            Command::ToggleMarks => self.toggle_marks(),
            Command::AddStage => self.add_stage(),
            Command::AddLane(kind) => self.add_lane(kind),
            Command::AddCard => {
                if let Some(cell) = target(self.map(), &self.selection) {
                    let after = place_of_primary(self.map(), &self.selection);
                    let at = free_place(self.map(), cell, after);
                    self.write_card(cell, at);
                }
            }
            Command::AddPoint => self.add_point(),
            Command::AddCurve => self.add_curve(),
            Command::Rate(level) => self.rate(level),
            Command::FeelingUnknown => self.forget_feeling(),
            Command::AddPersona => {
                let new = New::Persona("New persona".into());
                // A refusal is kept as trouble.
                let _ = self.run(&[Edit::Add(new)], "add persona");
                if let Some(element @ Element::Persona(_)) = self.selection.primary() {
                    self.edit_text(element);
                }
            }
            Command::EditHeader => self.edit_text(Element::Header),
            Command::ToggleLane => self.toggle_lane(),
            Command::ShowLanes => self.show_lanes(),
            Command::ShowAll => self.show_all(),
            Command::AddDivider(divider) => self.add_divider(divider),
            Command::SetEvidence(evidence) => self.set_evidence(evidence),
            Command::VoteOnCards => self.set_voting(!self.is_voting()),
            Command::ClearVotes => self.clear_votes(),
            Command::ToggleMoment => self.toggle_moment(),
            _ => return Ran::ForWindow,
        }
        Ran::Done
    }

    /// Takes a tool of the rail in hand.
    pub fn pick_tool(&mut self, tool: Tool) {
        self.settle();
        self.let_go();
        self.interaction = Interaction::with_tool(tool);
    }

    /// The colors of the map are a part of it: exports keep them.
    fn set_theme(&mut self, theme: ThemeName) {
        if self.map().theme != theme {
            let edit = Edit::SetMap(MapField::Theme(theme));
            // A refusal is kept as trouble.
            let _ = self.run(&[edit], "set theme of the map");
        }
    }

    /// So is what its cards show.
    fn set_details(&mut self, details: Details) {
        if self.map().details != details {
            let edit = Edit::SetMap(MapField::Details(details));
            // A refusal is kept as trouble.
            let _ = self.run(&[edit], "set details on cards");
        }
    }

    fn toggle_marks(&mut self) {
        let edit = Edit::SetMap(MapField::MarksEvidence(!self.map().marks_evidence));
        // A refusal is kept as trouble.
        let _ = self.run(&[edit], "mark what is assumed");
    }

    pub(super) fn delete(&mut self) {
        let mut elements: Vec<Element> = self
            .selection
            .iter()
            .filter(|element| !matches!(element, Element::Header))
            .collect();
        // What is owned goes before its owner, so that nothing goes twice.
        elements.sort_by_key(|element| match element {
            Element::Card(_) | Element::Point(_) => 0,
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Curve(_)
            | Element::Divider(_) => 1,
        });
        let edits: Vec<Edit> = elements.iter().copied().map(Edit::Remove).collect();
        let label = match elements.as_slice() {
            [] => return,
            [Element::Card(_)] => "delete card".into(),
            [Element::Point(_)] => "delete emotion point".into(),
            [Element::Stage(_)] => "delete stage".into(),
            [Element::Lane(_)] => "delete lane".into(),
            [Element::Curve(_)] => "delete curve".into(),
            [Element::Divider(_)] => "delete line".into(),
            [Element::Persona(_)] => "delete persona".into(),
            several => format!("delete {} elements", several.len()),
        };
        let primary = self.selection.primary();
        let cell = primary.and_then(|element| cell_of(self.map(), element));
        if self.run(&edits, label).is_ok() {
            self.select(cell.map(Selection::cell).unwrap_or_default());
        }
    }

    fn select_all(&mut self) {
        let all = selecting::shown(self.map());
        self.selection = all.map(|(_, _, element, _)| element).collect();
    }

    fn arrange(&mut self, how: Arrange) {
        let (edits, label) = arrange(self.map(), &self.selection, how);
        if !edits.is_empty() {
            // A refusal is kept as trouble.
            let _ = self.run(&edits, label);
        }
    }

    fn zoom_to_selection(&mut self) {
        let layout = self.layout();
        let rects = self.selection.iter().filter_map(|e| layout.rect_of(e));
        if let Some(rect) = rects.reduce(emath::Rect::union) {
            self.view.fit_rect(rect, 2.0);
        }
    }
}
