//! Context menus as data: what fits what is selected, and the place that was
//! pointed at. A command wherever there is one, so that the menu shows its keys;
//! else a change of what is selected, or an action. Pure; the interface draws
//! the list and runs what is chosen.

use std::sync::Arc;

use emath::{Pos2, Rect};

use super::{
    change::Change,
    command::Command,
    interaction::{Action, Seen},
    selection::{Cell, Selection},
    session::Editor,
    shortcut::Shortcut,
    tool::Tool,
    transition::element_of,
};
use crate::{
    layout::Hit,
    model::{Element, Swatch},
};

mod content;
mod frame;

/// Small things are pointed at this many points of the screen beside them.
const SLOP: f32 = 4.0;

/// The place that a context menu was opened at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// In map units.
    pub pos: Pos2,
    /// What is there.
    pub hit: Hit,
}

/// One entry of a context menu.
#[derive(Clone, Debug, PartialEq)]
pub enum MenuEntry {
    /// Something to choose.
    Item(MenuItem),
    /// A menu of its own.
    Submenu {
        /// Its name.
        name: String,
        /// What is in it; never empty.
        entries: Vec<MenuEntry>,
    },
    /// Colors to choose one of, and the one that is.
    Colors(Option<Swatch>),
    /// A line between groups.
    Line,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    /// As the menu shows it.
    pub name: String,
    /// In front of the name.
    pub icon: Option<char>,
    /// In a list to choose one of, or of what is switched: whether it is on.
    pub on: Option<bool>,
    /// What it does.
    pub does: Does,
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// Runs a command.
    Command(Command),
    /// Changes everything that is selected.
    Change(Change),
    /// This.
    Act(Action),
}

impl MenuItem {
    /// The keys that do the same.
    #[must_use]
    pub fn keys(&self) -> Option<Shortcut> {
        match &self.does {
            Does::Command(command) => command.shortcut(),
            Does::Change(_) | Does::Act(_) => None,
        }
    }
}

/// The menu for what is selected. `spot` is where the pointer is, when it was
/// opened by one.
#[must_use]
pub fn context_menu(seen: Seen<'_>, spot: Option<Spot>) -> Vec<MenuEntry> {
    let mut list = List::default();
    let selection = seen.selection;
    match selection.primary() {
        Some(_) if selection.len() > 1 => content::several(&mut list, seen),
        Some(Element::Card(id)) => content::card(&mut list, seen, id),
        Some(Element::Point(id)) => content::point(&mut list, seen, id),
        Some(Element::Curve(id)) => content::curve(&mut list, seen, id, spot),
        Some(Element::Stage(id)) => frame::stage(&mut list, seen.map, id),
        Some(Element::Lane(id)) => frame::lane(&mut list, seen.map, id),
        Some(Element::Divider(divider)) => frame::divider(&mut list, seen.map, divider),
        Some(Element::Header | Element::Persona(_)) => frame::header(&mut list, seen),
        None => match selection.empty_cell() {
            Some(cell) => content::cell(&mut list, seen, cell, spot),
            None => frame::canvas(&mut list, seen.map),
        },
    }
    list.entries()
}

impl Editor {
    /// The menu for what is at a place of the map. It selects what is there,
    /// unless that is part of a larger selection.
    pub fn context_at(&mut self, pos: Pos2) -> Vec<MenuEntry> {
        self.pick_tool(Tool::Select);
        let hit = self.layout().hit(pos, SLOP * self.view.pixel());
        let selection = match (element_of(hit), hit) {
            (Some(element), _) if self.selection.contains(element) => {
                self.selection.clone().with(element)
            }
            (Some(element), _) => Selection::one(element),
            (None, Hit::Cell { stage, lane }) => Selection::cell(Cell { stage, lane }),
            (None, _) => Selection::default(),
        };
        self.select(selection);
        self.context(Some(Spot { pos, hit }))
    }

    /// The menu for what is selected, and the box on the map to open it at.
    pub fn context_of_selection(&mut self) -> (Vec<MenuEntry>, Option<Rect>) {
        self.pick_tool(Tool::Select);
        let layout = self.layout();
        let cell = self.selection.empty_cell();
        let rect = match self.selection.primary() {
            Some(element) => layout.rect_of(element),
            None => cell.and_then(|cell| layout.cell_rect(cell.stage, cell.lane)),
        };
        (self.context(None), rect)
    }

    fn context(&mut self, spot: Option<Spot>) -> Vec<MenuEntry> {
        let (map, layout) = (Arc::clone(self.map()), self.layout());
        let seen = Seen {
            map: &map,
            layout: &layout,
            selection: &self.selection,
            view: self.view.visible(),
            snapping: self.snapping,
        };
        context_menu(seen, spot)
    }

    /// Does what was chosen in a context menu; a command is left to the caller.
    pub fn choose(&mut self, does: Does) -> Option<Command> {
        match does {
            Does::Command(command) => return Some(command),
            Does::Change(change) => {
                let edits = change.edits(self.map(), &self.selection);
                if !edits.is_empty() {
                    // A refusal is kept as trouble.
                    let _ = self.run(&edits, change.label());
                }
            }
            Does::Act(action) => {
                self.settle();
                self.perform(action);
            }
        }
        None
    }
}

/// A menu while it is put together. What the program cannot do yet is left
/// out, and so are lines with nothing between them.
#[derive(Default)]
struct List(Vec<MenuEntry>);

impl List {
    fn entries(mut self) -> Vec<MenuEntry> {
        while self.0.last() == Some(&MenuEntry::Line) {
            self.0.pop();
        }
        self.0
    }

    fn line(&mut self) {
        if !matches!(self.0.last(), None | Some(MenuEntry::Line)) {
            self.0.push(MenuEntry::Line);
        }
    }

    fn command(&mut self, command: Command) {
        self.named(command, command.name());
    }

    fn commands(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.command(command);
        }
    }

    /// A command under the name it has here.
    fn named(&mut self, command: Command, name: impl Into<String>) {
        if command.exists() {
            self.item(name, Does::Command(command));
        }
    }

    fn item(&mut self, name: impl Into<String>, does: Does) {
        self.full(name.into(), None, None, does);
    }

    fn act(&mut self, name: impl Into<String>, action: Action) {
        self.item(name, Does::Act(action));
    }

    /// Something that is on or off.
    fn switch(&mut self, name: &str, on: bool, change: Change) {
        self.full(name.to_owned(), None, Some(on), Does::Change(change));
    }

    fn full(&mut self, name: String, icon: Option<char>, on: Option<bool>, does: Does) {
        self.0.push(MenuEntry::Item(MenuItem {
            name,
            icon,
            on,
            does,
        }));
    }

    fn submenu(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        let mut list = Self::default();
        fill(&mut list);
        let entries = list.entries();
        if !entries.is_empty() {
            let name = name.to_owned();
            self.0.push(MenuEntry::Submenu { name, entries });
        }
    }

    /// A submenu to choose one value of, the last of them none.
    fn choice<T: Copy + PartialEq>(
        &mut self,
        name: &str,
        (current, none): (Option<T>, &str),
        options: impl IntoIterator<Item = (T, String, Option<char>)>,
        change: impl Fn(Option<T>) -> Change,
    ) {
        self.submenu(name, |list| {
            for (value, name, icon) in options {
                let on = Some(current == Some(value));
                list.full(name, icon, on, Does::Change(change(Some(value))));
            }
            list.line();
            let on = Some(current.is_none());
            list.full(none.to_owned(), None, on, Does::Change(change(None)));
        });
    }

    fn colors(&mut self, current: Option<Swatch>) {
        self.line();
        self.0.push(MenuEntry::Colors(current));
    }
}
