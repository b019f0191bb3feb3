//! Every command there is, once: its name, its menu, its keys and what it
//! needs. Menus, shortcuts and the palette are loops over [`Command::all`].
//! Commands that need a dialog or the window are named here and run by the
//! interface; nothing below it opens anything.

use super::{
    arrange::Arrange,
    entry::{
        ALT, ALT_SHIFT, CTRL, CTRL_SHIFT, Entry, NONE, Needs, SHIFT, edit, file, help, map, view,
    },
    input::Direction,
    session::Editor,
    shortcut::{Key, Shortcut},
    tool::Tool,
};
use crate::model::{Divider, Evidence, LaneKind};

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

/// Defines the commands without a parameter: their order is that of the menus.
macro_rules! commands {
    ($($plain:ident => $entry:expr,)+) => {
        /// A thing the user can ask for by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is told by its name")]
        pub enum Command {
            $($plain,)+
            Move(Direction),
            PickTool(Tool),
            AddLane(LaneKind),
            AddDivider(Divider),
            SetEvidence(Evidence),
            /// A feeling, a severity or an impact: 1 is the least, 5 the most.
            Rate(u8),
        }

        /// Commands without a parameter, in the order in which menus show them.
        const PLAIN: &[Command] = &[$(Command::$plain,)+];

        impl Command {
            /// What there is to say about it.
            fn entry(self) -> Entry {
                match self {
                    $(Self::$plain => $entry,)+
                    Self::Move(direction) => moves(direction),
                    Self::PickTool(tool) => tools(tool),
                    Self::AddLane(kind) => {
                        let name = format!("Add lane: {}", kind.label().to_lowercase());
                        map(0, name, Needs::Rest).within("Add lane")
                    }
                    Self::AddDivider(divider) => {
                        let name = format!("Add {}", divider.label().to_lowercase());
                        map(0, name, Needs::Line(divider)).within("Add line")
                    }
                    Self::SetEvidence(evidence) => {
                        let name = format!("Evidence: {}", evidence.label().to_lowercase());
                        map(3, name, Needs::Moments).within("Evidence")
                    }
                    Self::Rate(level) => {
                        let digit = char::from(b'0'.saturating_add(level));
                        map(3, format!("Rate {level}"), Needs::Rateable)
                            .within("Rate")
                            .keys(NONE, Key::Char(digit))
                    }
                }
            }
        }
    };
}

commands! {
    New => file(0, "New map…", Needs::Always).keys(CTRL, Key::Char('N')).typing(),
    NewBlank => file(0, "New blank map", Needs::Always).typing(),
    Open => file(1, "Open…", Needs::Always).keys(CTRL, Key::Char('O')).typing(),
    OpenPath => file(1, "Open by path…", Needs::Always).typing(),
    Import => file(1, "Import a table or diagram…", Needs::Always).typing(),
    ImportFeedback => file(1, "Import feedback…", Needs::Rest).typing(),
    PasteFeedback => file(1, "Paste a table of feedback…", Needs::Rest).typing(),
    OpenSample => file(1, "Open a sample…", Needs::Always).typing(),
    OpenRecent => file(1, "Open recent…", Needs::Always).within("Recent maps").keys(CTRL_SHIFT, Key::Char('O')).typing(),
    Recover => file(1, "Recover unsaved work…", Needs::Always).typing(),
    Save => file(2, "Save", Needs::Always).keys(CTRL, Key::Char('S')).typing(),
    SaveAs => file(2, "Save as…", Needs::Always).keys(CTRL_SHIFT, Key::Char('S')).typing(),
    SavePath => file(2, "Save to path…", Needs::Always).typing(),
    Versions => file(2, "Versions…", Needs::Always).typing(),
    CompareWith => file(2, "Compare with…", Needs::Always).typing(),
    CompareFuture => file(2, "Compare with the future state", Needs::Always).typing(),
    MergeWith => file(2, "Merge with another version…", Needs::Always).typing(),
    Export => file(3, "Export…", Needs::Always).keys(CTRL, Key::Char('P')).typing(),
    ExportAgain => file(3, "Export again", Needs::Always).keys(CTRL, Key::Char('E')).typing(),
    Report => file(3, "Report…", Needs::Always).typing(),
    HandOut => file(3, "Hand-out for a workshop…", Needs::Always).typing(),
    Settings => file(4, "Settings…", Needs::Always).keys(CTRL, Key::Comma).typing(),
    Close => file(5, "Close map", Needs::Always).keys(CTRL, Key::Char('W')).typing(),
    Quit => file(5, "Quit", Needs::Always).keys(CTRL, Key::Char('Q')).typing(),
    Undo => edit(0, "Undo", Needs::Undo).keys(CTRL, Key::Char('Z')),
    Redo => edit(0, "Redo", Needs::Redo).keys(CTRL_SHIFT, Key::Char('Z')),
    Cut => edit(1, "Cut", Needs::Copyable).keys(CTRL, Key::Char('X')),
    Copy => edit(1, "Copy", Needs::Copyable).keys(CTRL, Key::Char('C')),
    CopyPicture => edit(1, "Copy as picture", Needs::Rest).keys(CTRL_SHIFT, Key::Char('C')),
    Paste => edit(1, "Paste", Needs::Rest).keys(CTRL, Key::Char('V')),
    Duplicate => edit(1, "Duplicate", Needs::Duplicable).keys(CTRL, Key::Char('D')),
    Delete => edit(1, "Delete", Needs::Content).keys(NONE, Key::Delete),
    SelectAll => edit(2, "Select all", Needs::Rest).keys(CTRL, Key::Char('A')),
    SelectLane => edit(2, "Select all in lane", Needs::OnLane).keys(CTRL_SHIFT, Key::Char('L')),
    SelectStage => edit(2, "Select all in stage", Needs::OnStage).keys(CTRL_SHIFT, Key::Char('A')),
    ClearSelection => edit(2, "Select nothing", Needs::Always).keys(NONE, Key::Escape),
    EditText => edit(2, "Edit text", Needs::Selected).keys(NONE, Key::F(2)),
    Find => edit(3, "Find…", Needs::Always).keys(CTRL, Key::Char('F')).typing(),
    FindNext => edit(3, "Find next", Needs::Always).keys(NONE, Key::F(3)).typing(),
    FindPrevious => edit(3, "Find previous", Needs::Always).keys(SHIFT, Key::F(3)).typing(),
    AlignStart => edit(4, "Align at the start of the stage", Needs::Arranges(Arrange::Start)).within("Align"),
    AlignMiddle => edit(4, "Align in the middle of the stage", Needs::Arranges(Arrange::Middle)).within("Align"),
    AlignEnd => edit(4, "Align at the end of the stage", Needs::Arranges(Arrange::End)).within("Align"),
    AlignFirst => edit(4, "Align with the first", Needs::Arranges(Arrange::First)).within("Align"),
    Distribute => edit(4, "Distribute evenly", Needs::Arranges(Arrange::Evenly)).within("Align"),
    Widen => edit(4, "Widen stage", Needs::Wider).keys(ALT_SHIFT, Key::Arrow(Direction::Right)).within("Move selection"),
    Narrow => edit(4, "Narrow stage", Needs::Narrower).keys(ALT_SHIFT, Key::Arrow(Direction::Left)).within("Move selection"),
    ZoomIn => view(0, "Zoom in", Needs::Always).keys(CTRL, Key::Plus).typing(),
    ZoomOut => view(0, "Zoom out", Needs::Always).keys(CTRL, Key::Minus).typing(),
    ZoomActual => view(0, "Actual size", Needs::Always).keys(CTRL, Key::Char('0')).typing(),
    Fit => view(0, "Fit map", Needs::Always).keys(SHIFT, Key::Char('1')),
    ZoomToSelection => view(0, "Zoom to selection", Needs::AnySelection).keys(SHIFT, Key::Char('2')),
    ToggleSnapping => view(1, "Snap to columns", Needs::Always).typing(),
    ToggleInspector => view(1, "Inspector", Needs::Always).keys(CTRL, Key::Char('I')).typing(),
    ToggleOutline => view(1, "Outline", Needs::Always).keys(CTRL_SHIFT, Key::Char('U')).typing(),
    ToggleFeedback => view(1, "Feedback log", Needs::Always).keys(CTRL_SHIFT, Key::Char('K')).typing(),
    ToggleInsights => view(1, "Insights", Needs::Always).keys(CTRL_SHIFT, Key::Char('I')).typing(),
    ToggleOpportunities => view(1, "Opportunities", Needs::Always).keys(CTRL_SHIFT, Key::Char('B')).typing(),
    ToggleMinimap => view(1, "Minimap", Needs::Always).keys(CTRL_SHIFT, Key::Char('M')).typing(),
    NextPanel => view(1, "Go to the next panel", Needs::Always).keys(NONE, Key::F(6)).typing(),
    Filter => view(2, "Filter…", Needs::Always).keys(CTRL_SHIFT, Key::Char('F')).typing(),
    ClearFilter => view(2, "Show everything", Needs::Always).typing(),
    SaveView => view(3, "Save this view…", Needs::Always).within("Saved views").typing(),
    SavedViews => view(3, "Change or remove views…", Needs::SavedView).within("Saved views").typing(),
    ShowAll => view(3, "Show all lanes and curves", Needs::Hidden).within("Saved views"),
    ThemeLight => view(3, "Light theme", Needs::Rest).within("Theme of the map"),
    ThemeDark => view(3, "Dark theme", Needs::Rest).within("Theme of the map"),
    ThemeContrast => view(3, "High-contrast theme", Needs::Rest).within("Theme of the map"),
    DetailsText => view(3, "Text only", Needs::Rest).within("Details on cards"),
    DetailsKey => view(3, "Key details", Needs::Rest).within("Details on cards"),
    DetailsAll => view(3, "All details", Needs::Rest).within("Details on cards"),
    ToggleMarks => view(3, "Mark what is assumed", Needs::Rest).keys(CTRL_SHIFT, Key::Char('H')),
    Present => view(4, "Present", Needs::Rest).keys(NONE, Key::F(5)).typing(),
    PresentStage => view(4, "Present from this stage", Needs::Stages).keys(SHIFT, Key::F(5)).typing(),
    WalkThrough => view(4, "Walk through the map", Needs::Stages).keys(CTRL, Key::F(5)).typing(),
    FullScreen => view(4, "Full screen", Needs::Always).keys(NONE, Key::F(11)).typing(),
    AddStage => map(0, "Add stage", Needs::Rest).keys(CTRL_SHIFT, Key::Char('N')),
    AddCard => map(0, "Add card", Needs::CardPlace).keys(CTRL, Key::Char('J')),
    AddPoint => map(0, "Add emotion point", Needs::Stages).keys(CTRL_SHIFT, Key::Char('E')),
    AddCurve => map(0, "Add curve", Needs::Rest),
    AddPersona => map(0, "Add persona", Needs::Rest),
    Suggest => map(1, "Suggest touchpoints…", Needs::Stages).keys(CTRL, Key::Space).typing(),
    CaptureNote => map(1, "Capture a note…", Needs::Stages).keys(CTRL_SHIFT, Key::Char('J')).typing(),
    ChoosePicture => map(1, "Choose a picture…", Needs::PicturePlace),
    EditRules => map(1, "Rules for placing feedback…", Needs::Rest),
    ApplyRules => map(1, "Place feedback by its rules", Needs::Rest),
    EditHeader => map(2, "Edit title", Needs::Rest),
    ToggleLane => map(2, "Hide or show lane", Needs::Lane),
    ShowLanes => map(2, "Show all lanes", Needs::HiddenLane),
    ToggleMoment => map(3, "Moment of truth", Needs::Moments).keys(CTRL, Key::Char('M')),
    FeelingUnknown => map(3, "Feeling not known", Needs::Points).keys(NONE, Key::Char('0')),
    VoteOnCards => map(4, "Vote on cards", Needs::Stages).keys(CTRL_SHIFT, Key::Char('D')),
    RankVotes => map(4, "Cards by votes…", Needs::Voted),
    ClearVotes => map(4, "Clear all votes", Needs::Voted),
    FindCommand => help(0, "Find a command or an element…", Needs::Always).keys(CTRL, Key::Char('K')).typing(),
    Keys => help(0, "Keys", Needs::Always).keys(NONE, Key::F(1)).typing(),
    Licences => help(1, "Licences…", Needs::Always).typing(),
    About => help(1, "About Throughline", Needs::Always).typing(),
}

fn moves(direction: Direction) -> Entry {
    let name = match direction {
        Direction::Left => "Move left",
        Direction::Right => "Move right",
        Direction::Up => "Move up",
        Direction::Down => "Move down",
    };
    edit(4, name, Needs::Movable(direction))
        .within("Move selection")
        .keys(ALT, Key::Arrow(direction))
}

fn tools(tool: Tool) -> Entry {
    let key = match tool {
        Tool::Select => 'V',
        Tool::Touchpoint => 'T',
        Tool::Card => 'C',
        Tool::EmotionPoint => 'E',
        Tool::PainPoint => 'P',
        Tool::Opportunity => 'O',
        Tool::Thought => 'Q',
        Tool::Metric => 'M',
    };
    edit(4, format!("{} tool", tool.name()), Needs::Rest)
        .within("Tool")
        .keys(NONE, Key::Char(key))
}

impl Command {
    /// Every command, in the order in which menus show them.
    pub fn all() -> impl Iterator<Item = Self> {
        let moves = Direction::ALL.into_iter().map(Self::Move);
        let tools = Tool::ALL.into_iter().map(Self::PickTool);
        let lanes = LaneKind::ALL.iter().copied().map(Self::AddLane);
        let dividers = Divider::ALL.iter().copied().map(Self::AddDivider);
        let evidence = Evidence::ALL.iter().copied().map(Self::SetEvidence);
        let rates = (1..=5).map(Self::Rate);
        let plain = PLAIN.iter().copied();
        let all = plain.chain(moves).chain(tools).chain(lanes);
        let all = all.chain(dividers).chain(evidence).chain(rates);
        all.filter(|command| command.exists())
    }

    /// Whether the program can do it.
    #[must_use]
    pub fn exists(self) -> bool {
        self.entry().needs != Needs::NotYet
    }

    /// The name, as menus and the palette show it.
    #[must_use]
    pub fn name(self) -> String {
        self.entry().name.into_owned()
    }

    /// The menu that shows it.
    #[must_use]
    pub fn menu(self) -> Menu {
        self.entry().menu
    }

    /// The group of the menu that it stands in; a line parts two groups.
    #[must_use]
    pub fn group(self) -> u8 {
        self.entry().group
    }

    /// The submenu that gathers it with others of its sort.
    #[must_use]
    pub fn submenu(self) -> Option<&'static str> {
        self.entry().submenu
    }

    /// Whether it may run while a text is being typed: it takes none of the
    /// keys that typing needs.
    #[must_use]
    pub fn fits_typing(self) -> bool {
        self.entry().typing
    }

    /// Whether it only looks: it leaves what is being typed as it is.
    #[must_use]
    pub fn looks(self) -> bool {
        matches!(self.menu(), Menu::View | Menu::Help)
    }

    /// Whether its keys may be held down: however often they repeat, what they
    /// do is one step, until they are released.
    #[must_use]
    pub fn is_held(self) -> bool {
        matches!(self, Self::Move(_) | Self::Widen | Self::Narrow)
    }

    /// The keys that run it, if it has any. No two commands share them.
    #[must_use]
    pub fn shortcut(self) -> Option<Shortcut> {
        self.entry().keys
    }

    /// The command with these keys.
    #[must_use]
    pub fn of_shortcut(shortcut: Shortcut) -> Option<Self> {
        Self::all().find(|command| command.shortcut() == Some(shortcut))
    }

    /// What is missing so that it can run, as an advice: "Select a lane".
    #[must_use]
    pub fn advice(self) -> &'static str {
        if self == Self::ClearFilter {
            return "No filter is on";
        }
        self.entry().needs.advice()
    }

    /// Whether it can run now.
    #[must_use]
    pub fn is_enabled(self, editor: &Editor) -> bool {
        if self == Self::ClearFilter && !editor.filter.is_on() {
            return false;
        }
        self.entry().needs.are_met(
            &editor.document,
            &editor.selection,
            !editor.interaction.is_held(),
        )
    }
}
