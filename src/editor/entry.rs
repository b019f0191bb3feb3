//! What there is to say about a command: one row of the table in
//! [`command`](super::command), and what a command needs so that it can run.

use std::borrow::Cow;

use super::{
    arrange::{self, Arrange, arrange},
    clip::What,
    command::Menu,
    curves,
    document::Document,
    input::{Direction, Modifiers},
    keyboard, selecting,
    selection::Selection,
    shortcut::{Key, Shortcut},
};
use crate::model::{Divider, Element, LaneKind};

pub(super) const NONE: Modifiers = Modifiers::NONE;
pub(super) const CTRL: Modifiers = Modifiers {
    command: true,
    ..NONE
};
pub(super) const SHIFT: Modifiers = Modifiers {
    shift: true,
    ..NONE
};
pub(super) const ALT: Modifiers = Modifiers { alt: true, ..NONE };
pub(super) const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..CTRL
};
pub(super) const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..ALT };

/// A row of the table of commands.
pub(super) struct Entry {
    pub name: Cow<'static, str>,
    pub menu: Menu,
    /// The group within the menu; a line parts two groups.
    pub group: u8,
    /// The submenu that gathers it with others of its sort.
    pub submenu: Option<&'static str>,
    pub keys: Option<Shortcut>,
    /// Whether it may run while a text is being typed.
    pub typing: bool,
    pub needs: Needs,
}

type Name = Cow<'static, str>;

pub(super) fn file(group: u8, name: impl Into<Name>, needs: Needs) -> Entry {
    Entry::new(Menu::File, group, name.into(), needs)
}

pub(super) fn edit(group: u8, name: impl Into<Name>, needs: Needs) -> Entry {
    Entry::new(Menu::Edit, group, name.into(), needs)
}

pub(super) fn view(group: u8, name: impl Into<Name>, needs: Needs) -> Entry {
    Entry::new(Menu::View, group, name.into(), needs)
}

pub(super) fn map(group: u8, name: impl Into<Name>, needs: Needs) -> Entry {
    Entry::new(Menu::Map, group, name.into(), needs)
}

pub(super) fn help(group: u8, name: impl Into<Name>, needs: Needs) -> Entry {
    Entry::new(Menu::Help, group, name.into(), needs)
}

impl Entry {
    const fn new(menu: Menu, group: u8, name: Name, needs: Needs) -> Self {
        Self {
            name,
            menu,
            group,
            submenu: None,
            keys: None,
            typing: false,
            needs,
        }
    }

    /// The keys that run the command.
    pub(super) fn keys(self, modifiers: Modifiers, key: Key) -> Self {
        let keys = Some(Shortcut { modifiers, key });
        Self { keys, ..self }
    }

    /// It stands in a submenu of this name.
    pub(super) fn within(self, submenu: &'static str) -> Self {
        let submenu = Some(submenu);
        Self { submenu, ..self }
    }

    /// It may run while a text is being typed.
    pub(super) fn typing(self) -> Self {
        Self {
            typing: true,
            ..self
        }
    }
}

/// What a command needs so that it can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing.
    Always,
    /// The program cannot do it yet; nothing shows it.
    NotYet,
    /// No button held on the canvas. So do all that follow, if they change
    /// the map.
    Rest,
    /// A step to take back.
    Undo,
    /// A step to make again.
    Redo,
    /// Something that can go to the clipboard.
    Copyable,
    /// Something that can be made twice.
    Duplicable,
    /// Something that can be removed.
    Content,
    /// An element that is the primary of the selection.
    Selected,
    /// Any element.
    AnySelection,
    /// Something that can go that way.
    Movable(Direction),
    /// A lane.
    Lane,
    /// A lane that is hidden.
    HiddenLane,
    /// A lane or a curve that is hidden.
    Hidden,
    /// A saved view.
    SavedView,
    /// A line of this kind to add, and a lane to add it above.
    Line(Divider),
    /// Cards or emotion points.
    Moments,
    /// A stage of the map, and a lane that holds cards.
    CardPlace,
    /// A stage of the map.
    Stages,
    /// A lane that the selection speaks of, with something on it.
    OnLane,
    /// A stage that the selection speaks of, with something on it.
    OnStage,
    /// Something that is not yet lined up like this.
    Arranges(Arrange),
    /// A stage that can be wider.
    Wider,
    /// A stage that can be narrower.
    Narrower,
    /// A stage of the map, or a persona.
    PicturePlace,
    /// An emotion point.
    Points,
    /// An emotion point, a pain point or an opportunity.
    Rateable,
    /// A card that has a vote.
    Voted,
}

impl Needs {
    /// What to do so that the command can run.
    pub(super) const fn advice(self) -> &'static str {
        match self {
            Self::Always | Self::NotYet => "",
            Self::Rest => "Let go first",
            Self::Undo => "Nothing to undo",
            Self::Redo => "Nothing to redo",
            Self::Copyable => "Select a card",
            Self::Duplicable => "Select a card or a stage",
            Self::Content | Self::Selected | Self::AnySelection => "Select something",
            Self::Movable(_) => "Select what can move there",
            Self::Lane => "Select a lane",
            Self::HiddenLane => "No lane is hidden",
            Self::Hidden => "Nothing is hidden",
            Self::SavedView => "Save a view first",
            Self::Line(_) => "Select a lane that has no such line above it",
            Self::Moments => "Select cards or emotion points",
            Self::OnLane => "Select a lane, or something on it",
            Self::OnStage => "Select a stage, or something in it",
            Self::Arranges(_) => "Select several cards or points",
            Self::Wider | Self::Narrower => "Select a stage",
            Self::Points => "Select an emotion point",
            Self::Rateable => "Select a point, a pain point or an opportunity",
            Self::Voted => "No card has a vote",
            Self::PicturePlace => "Select what can have a picture",
            Self::CardPlace => "Add a stage and a lane",
            Self::Stages => "Add a stage",
        }
    }

    /// Whether what is open and selected has it. `at_rest` is false while a
    /// button is held on the canvas.
    pub(super) fn are_met(self, document: &Document, selection: &Selection, at_rest: bool) -> bool {
        let map = document.map();
        match self {
            Self::Always => true,
            Self::NotYet => false,
            Self::Rest => at_rest,
            Self::Undo => document.can_undo(),
            Self::Redo => document.can_redo(),
            Self::Copyable => at_rest && selection.primary().and_then(What::of).is_some(),
            Self::Duplicable => {
                let primary = selection.primary();
                let is_curve = matches!(primary, Some(Element::Curve(_)));
                at_rest && (is_curve || primary.and_then(What::of).is_some())
            }
            Self::Content => {
                let is_content = |element| !matches!(element, Element::Header);
                at_rest && selection.iter().any(is_content)
            }
            Self::Selected => {
                // A line has no text of its own.
                let has_text = |element| !matches!(element, Element::Divider(_));
                at_rest && selection.primary().is_some_and(has_text)
            }
            Self::AnySelection => !selection.is_empty(),
            Self::Movable(direction) => at_rest && keyboard::can_nudge(map, selection, direction),
            Self::Lane => matches!(selection.primary(), Some(Element::Lane(_))),
            Self::HiddenLane => at_rest && map.lanes.iter().any(|lane| lane.hidden),
            Self::Hidden => {
                let lane = map.lanes.iter().any(|lane| lane.hidden);
                at_rest && (lane || map.curves.iter().any(|curve| curve.hidden))
            }
            Self::SavedView => !map.views.is_empty(),
            Self::Line(divider) => {
                let has_room = map.lanes.iter().any(|lane| lane.divider.is_none());
                at_rest && has_room && map.divider(divider).is_none()
            }
            Self::Moments => {
                at_rest
                    && (selection.cards().next().is_some() || selection.points().next().is_some())
            }
            Self::CardPlace => {
                let mut lanes = map.lanes.iter();
                at_rest
                    && !map.stages.is_empty()
                    && lanes.any(|lane| lane.kind != LaneKind::Emotion)
            }
            Self::Stages => at_rest && !map.stages.is_empty(),
            Self::OnLane => at_rest && !selecting::all_in_lane(map, selection).is_empty(),
            Self::OnStage => at_rest && !selecting::all_in_stage(map, selection).is_empty(),
            Self::Arranges(how) => at_rest && !arrange(map, selection, how).0.is_empty(),
            Self::Wider => at_rest && arrange::resize(map, selection, true).is_some(),
            Self::Narrower => at_rest && arrange::resize(map, selection, false).is_some(),
            Self::PicturePlace => at_rest && !(map.stages.is_empty() && map.personas.is_empty()),
            Self::Points => at_rest && selection.points().next().is_some(),
            Self::Rateable => at_rest && curves::can_rate(map, selection),
            Self::Voted => {
                let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
                at_rest && cards.any(|card| card.votes > 0)
            }
        }
    }
}
