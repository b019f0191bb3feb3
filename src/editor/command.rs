//! Every command there is, once: its name, its menu, its shortcut and when it
//! can run. Menus, shortcuts and the palette are loops over [`Command::all`].
//! Commands that need a dialog or the window are named here and run by the
//! interface; nothing below it opens anything.

use super::{
    document::Document,
    input::{Direction, Modifiers},
    keyboard,
    selection::Selection,
    session::Editor,
    shortcut::{Key, Shortcut},
    tool::Tool,
};
use crate::model::{Element, LaneKind};

/// A thing the user can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is told by its name")]
pub enum Command {
    New,
    NewBlank,
    Open,
    OpenPath,
    OpenSample,
    Save,
    SaveAs,
    SavePath,
    ExportPng,
    ExportMermaid,
    Close,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Duplicate,
    Delete,
    SelectAll,
    ClearSelection,
    EditText,
    Move(Direction),
    PickTool(Tool),
    ZoomIn,
    ZoomOut,
    ZoomActual,
    Fit,
    ZoomToSelection,
    ToggleSnapping,
    ToggleInspector,
    ThemeLight,
    ThemeDark,
    ThemeContrast,
    AddStage,
    AddLane(LaneKind),
    AddCard,
    AddPoint,
    AddPersona,
    EditHeader,
    ToggleLane,
    FindCommand,
    Keys,
    About,
}

/// The menus, left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Menu {
    /// Files.
    File,
    /// History, clipboard, selection.
    Edit,
    /// How the map is looked at.
    View,
    /// What the map is made of.
    Map,
    /// Help.
    Help,
}

impl Menu {
    /// Every menu, left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Map, Self::Help];

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Map => "Map",
            Self::Help => "Help",
        }
    }

    /// Its commands, in order.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        Command::all().filter(move |command| command.menu() == self)
    }
}

/// Commands without a parameter, in the order in which menus show them.
const PLAIN: &[Command] = &[
    Command::New,
    Command::NewBlank,
    Command::Open,
    Command::OpenPath,
    Command::OpenSample,
    Command::Save,
    Command::SaveAs,
    Command::SavePath,
    Command::ExportPng,
    Command::ExportMermaid,
    Command::Close,
    Command::Quit,
    Command::Undo,
    Command::Redo,
    Command::Cut,
    Command::Copy,
    Command::Paste,
    Command::Duplicate,
    Command::Delete,
    Command::SelectAll,
    Command::ClearSelection,
    Command::EditText,
    Command::ZoomIn,
    Command::ZoomOut,
    Command::ZoomActual,
    Command::Fit,
    Command::ZoomToSelection,
    Command::ToggleSnapping,
    Command::ToggleInspector,
    Command::ThemeLight,
    Command::ThemeDark,
    Command::ThemeContrast,
    Command::EditHeader,
    Command::AddPersona,
    Command::AddStage,
    Command::AddCard,
    Command::AddPoint,
    Command::ToggleLane,
    Command::FindCommand,
    Command::Keys,
    Command::About,
];

impl Command {
    /// Every command, in the order in which menus show them.
    pub fn all() -> impl Iterator<Item = Self> {
        let moves = Direction::ALL.into_iter().map(Self::Move);
        let tools = Tool::ALL.into_iter().map(Self::PickTool);
        let lanes = LaneKind::ALL.iter().copied().map(Self::AddLane);
        PLAIN.iter().copied().chain(moves).chain(tools).chain(lanes)
    }

    /// The name, as menus and the palette show it.
    #[must_use]
    pub fn name(self) -> String {
        let name = match self {
            Self::New => "New map",
            Self::NewBlank => "New blank map",
            Self::Open => "Open…",
            Self::OpenPath => "Open by path…",
            Self::OpenSample => "Open a sample…",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::SavePath => "Save to path…",
            Self::ExportPng => "Export as picture…",
            Self::ExportMermaid => "Export as Mermaid…",
            Self::Close => "Close map",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Cut => "Cut",
            Self::Copy => "Copy",
            Self::Paste => "Paste",
            Self::Duplicate => "Duplicate",
            Self::Delete => "Delete",
            Self::SelectAll => "Select all",
            Self::ClearSelection => "Select nothing",
            Self::EditText => "Edit text",
            Self::Move(Direction::Left) => "Move left",
            Self::Move(Direction::Right) => "Move right",
            Self::Move(Direction::Up) => "Move up",
            Self::Move(Direction::Down) => "Move down",
            Self::PickTool(tool) => return format!("{} tool", tool.name()),
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomActual => "Actual size",
            Self::Fit => "Fit map",
            Self::ZoomToSelection => "Zoom to selection",
            Self::ToggleSnapping => "Snap to columns",
            Self::ToggleInspector => "Inspector",
            Self::ThemeLight => "Light theme",
            Self::ThemeDark => "Dark theme",
            Self::ThemeContrast => "High-contrast theme",
            Self::AddStage => "Add stage",
            Self::AddLane(kind) => return format!("Add lane: {}", kind.label().to_lowercase()),
            Self::AddCard => "Add card",
            Self::AddPoint => "Add emotion point",
            Self::AddPersona => "Add persona",
            Self::EditHeader => "Edit title",
            Self::ToggleLane => "Hide or show lane",
            Self::FindCommand => "Find a command…",
            Self::Keys => "Keys",
            Self::About => "About Throughline",
        };
        name.into()
    }

    /// The menu that shows it.
    #[must_use]
    pub const fn menu(self) -> Menu {
        match self {
            Self::New
            | Self::NewBlank
            | Self::Open
            | Self::OpenPath
            | Self::OpenSample
            | Self::Save
            | Self::SaveAs
            | Self::SavePath
            | Self::ExportPng
            | Self::ExportMermaid
            | Self::Close
            | Self::Quit => Menu::File,
            Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::Duplicate
            | Self::Delete
            | Self::SelectAll
            | Self::ClearSelection
            | Self::EditText
            | Self::Move(_)
            | Self::PickTool(_) => Menu::Edit,
            Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomActual
            | Self::Fit
            | Self::ZoomToSelection
            | Self::ToggleSnapping
            | Self::ToggleInspector
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ThemeContrast => Menu::View,
            Self::AddStage
            | Self::AddLane(_)
            | Self::AddCard
            | Self::AddPoint
            | Self::AddPersona
            | Self::EditHeader
            | Self::ToggleLane => Menu::Map,
            Self::FindCommand | Self::Keys | Self::About => Menu::Help,
        }
    }

    /// The keys that run it, if it has any. No two commands share them.
    #[must_use]
    pub const fn shortcut(self) -> Option<Shortcut> {
        const NONE: Modifiers = Modifiers::NONE;
        const CTRL: Modifiers = Modifiers {
            command: true,
            ..NONE
        };
        const SHIFT: Modifiers = Modifiers {
            shift: true,
            ..NONE
        };
        const ALT: Modifiers = Modifiers { alt: true, ..NONE };
        const CTRL_SHIFT: Modifiers = Modifiers {
            shift: true,
            ..CTRL
        };
        let (modifiers, key) = match self {
            Self::New => (CTRL, Key::Char('N')),
            Self::Open => (CTRL, Key::Char('O')),
            Self::Save => (CTRL, Key::Char('S')),
            Self::SaveAs => (CTRL_SHIFT, Key::Char('S')),
            Self::ExportPng => (CTRL, Key::Char('E')),
            Self::Close => (CTRL, Key::Char('W')),
            Self::Quit => (CTRL, Key::Char('Q')),
            Self::Undo => (CTRL, Key::Char('Z')),
            Self::Redo => (CTRL_SHIFT, Key::Char('Z')),
            Self::Cut => (CTRL, Key::Char('X')),
            Self::Copy => (CTRL, Key::Char('C')),
            Self::Paste => (CTRL, Key::Char('V')),
            Self::Duplicate => (CTRL, Key::Char('D')),
            Self::Delete => (NONE, Key::Delete),
            Self::SelectAll => (CTRL, Key::Char('A')),
            Self::ClearSelection => (NONE, Key::Escape),
            Self::EditText => (NONE, Key::F(2)),
            Self::Move(direction) => (ALT, Key::Arrow(direction)),
            Self::ZoomIn => (CTRL, Key::Plus),
            Self::ZoomOut => (CTRL, Key::Minus),
            Self::ZoomActual => (CTRL, Key::Char('0')),
            Self::Fit => (SHIFT, Key::Char('1')),
            Self::ZoomToSelection => (SHIFT, Key::Char('2')),
            Self::ToggleInspector => (CTRL, Key::Char('I')),
            Self::AddStage => (CTRL_SHIFT, Key::Char('N')),
            Self::AddCard => (CTRL, Key::Char('J')),
            Self::FindCommand => (CTRL, Key::Char('K')),
            Self::Keys => (NONE, Key::F(1)),
            Self::PickTool(tool) => (
                NONE,
                Key::Char(match tool {
                    Tool::Select => 'V',
                    Tool::Touchpoint => 'T',
                    Tool::Card => 'C',
                    Tool::EmotionPoint => 'E',
                    Tool::PainPoint => 'P',
                    Tool::Opportunity => 'O',
                    Tool::Thought => 'Q',
                    Tool::Metric => 'M',
                }),
            ),
            Self::NewBlank
            | Self::OpenPath
            | Self::OpenSample
            | Self::SavePath
            | Self::ExportMermaid
            | Self::ToggleSnapping
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ThemeContrast
            | Self::AddLane(_)
            | Self::AddPoint
            | Self::AddPersona
            | Self::EditHeader
            | Self::ToggleLane
            | Self::About => return None,
        };
        Some(Shortcut { modifiers, key })
    }

    /// The command with these keys.
    #[must_use]
    pub fn of_shortcut(shortcut: Shortcut) -> Option<Self> {
        Self::all().find(|command| command.shortcut() == Some(shortcut))
    }

    /// Whether it can run now.
    #[must_use]
    pub fn is_enabled(self, editor: &Editor) -> bool {
        self.fits(
            &editor.document,
            &editor.selection,
            !editor.interaction.is_held(),
        )
    }

    /// Whether it fits what is open and selected. `at_rest` is false while a
    /// button is held on the canvas.
    fn fits(self, document: &Document, selection: &Selection, at_rest: bool) -> bool {
        let map = document.map();
        let has_content = selection
            .iter()
            .any(|element| !matches!(element, Element::Header));
        match self {
            Self::Undo => document.can_undo(),
            Self::Redo => document.can_redo(),
            Self::Cut | Self::Copy => selection.cards().next().is_some() && at_rest,
            Self::Duplicate => {
                let is_stage = matches!(selection.primary(), Some(Element::Stage(_)));
                (is_stage || selection.cards().next().is_some()) && at_rest
            }
            Self::Delete => has_content && at_rest,
            Self::Move(direction) => at_rest && keyboard::can_nudge(map, selection, direction),
            Self::EditText => selection.primary().is_some() && at_rest,
            Self::ZoomToSelection => !selection.is_empty(),
            Self::AddCard => {
                at_rest
                    && !map.stages.is_empty()
                    && map.lanes.iter().any(|lane| lane.kind != LaneKind::Emotion)
            }
            Self::AddPoint => at_rest && !map.stages.is_empty(),
            Self::ToggleLane => matches!(selection.primary(), Some(Element::Lane(_))),
            Self::SelectAll
            | Self::Paste
            | Self::AddStage
            | Self::AddLane(_)
            | Self::AddPersona
            | Self::EditHeader
            | Self::PickTool(_) => at_rest,
            Self::ClearSelection
            | Self::New
            | Self::NewBlank
            | Self::Open
            | Self::OpenPath
            | Self::OpenSample
            | Self::Save
            | Self::SaveAs
            | Self::SavePath
            | Self::ExportPng
            | Self::ExportMermaid
            | Self::Close
            | Self::Quit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomActual
            | Self::Fit
            | Self::ToggleSnapping
            | Self::ToggleInspector
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ThemeContrast
            | Self::FindCommand
            | Self::Keys
            | Self::About => true,
        }
    }
}
