//! What a person sets once for the program, not for a map: looks, snapping,
//! saving by itself, the files opened last and the size of the window. Plain
//! data; [`keeper`] keeps it on the disk, [`autosave`] does what it says.

mod autosave;
pub(super) mod columns;
mod exports;
mod keeper;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

pub(super) use self::{
    autosave::Autosave, columns::ColumnMemory, exports::ExportMemory, keeper::Keeper,
};
use crate::file::Disk;

/// How large the interface can be, in percent.
pub(super) const SIZES: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
/// How often a map can be saved by itself, in seconds.
pub(super) const INTERVALS: [u32; 5] = [10, 30, 60, 120, 300];
/// How many files are remembered.
const MOST_RECENT: usize = 20;

/// How the window around the map looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InterfaceTheme {
    /// As the system says, light where it says nothing.
    #[default]
    System,
    /// Dark on white.
    Light,
    /// Light on near black.
    Dark,
    /// Black on white with strong lines.
    HighContrast,
}

impl InterfaceTheme {
    /// Every theme, in the order in which lists show them.
    pub(super) const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// The name for people.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::System => "Follow the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

/// Everything that is set. A field that a file leaves out is at its default,
/// and one that is not known is passed over: another version wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How the window looks; the theme of a map is in the map.
    pub theme: InterfaceTheme,
    /// How large the interface is, in percent, 80 to 200.
    pub size: u16,
    /// Whether dragged things snap when the program starts.
    pub snapping: bool,
    /// Whether things move and fade; without, they are where they go at once.
    pub animations: bool,
    /// Whether a map that has a file is saved by itself.
    pub autosave: bool,
    /// How long after a change, in seconds, 5 to 3600.
    pub autosave_seconds: u32,
    /// The files that were opened or saved last, the last first.
    pub recent: Vec<PathBuf>,
    /// Where the window was.
    pub window: Option<WindowPlace>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: InterfaceTheme::default(),
            size: 100,
            snapping: true,
            animations: true,
            autosave: false,
            autosave_seconds: 60,
            recent: Vec::new(),
            window: None,
        }
    }
}

impl Settings {
    /// What is kept in a folder, or what is usual.
    pub(super) fn kept_in(disk: Arc<dyn Disk>, folder: Option<PathBuf>) -> Self {
        Keeper::new(disk, folder).peek()
    }

    /// The same with every number in its range: a file can hold any.
    #[must_use]
    pub(super) fn sound(mut self) -> Self {
        self.size = self.size.clamp(80, 200);
        self.autosave_seconds = self.autosave_seconds.clamp(5, 3600);
        self.recent.truncate(MOST_RECENT);
        self.window = self.window.filter(WindowPlace::is_sound);
        self
    }

    /// How many points of the system a point of the interface is.
    pub(super) fn zoom(&self) -> f32 {
        f32::from(self.size) / 100.0
    }

    /// Puts a file first among the recent ones.
    pub(super) fn remember(&mut self, path: &Path) {
        // What is no text cannot be written as text.
        if path.to_str().is_some() {
            self.forget(path);
            self.recent.insert(0, path.to_owned());
            self.recent.truncate(MOST_RECENT);
        }
    }

    /// Drops a file from the recent ones.
    pub(super) fn forget(&mut self, path: &Path) {
        self.recent.retain(|held| held != path);
    }
}

/// Where a window is on the screen, in points of the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Of its inside.
    pub width: f32,
    /// Of its inside.
    pub height: f32,
    /// Where its outer corner is, where the system tells.
    pub corner: Option<(f32, f32)>,
    /// Whether it fills the screen.
    pub maximized: bool,
}

impl WindowPlace {
    fn is_sound(&self) -> bool {
        let side = |side: f32| (200.0..=20_000.0).contains(&side);
        side(self.width) && side(self.height)
    }

    /// The corner, unless it is so far off that no screen has it.
    pub(super) fn corner(&self) -> Option<(f32, f32)> {
        let near = |at: f32| (0.0..8_000.0).contains(&at);
        self.corner.filter(|(x, y)| near(*x) && near(*y))
    }
}
