//! In which colors a map is shown and exported: a part of the map, whatever
//! the window around it looks like. What the colors are is the scene's to know.

use serde::{Deserialize, Serialize};

/// The themes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ThemeName {
    /// Dark on white.
    #[default]
    Light,
    /// Light on near black.
    Dark,
    /// Black on white, with strong lines, for weak projectors.
    HighContrast,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }

    /// The name for the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }
}
