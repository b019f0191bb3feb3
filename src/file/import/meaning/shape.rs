//! What the columns of a table of shapes and lines are about, by their names.
//! Knows words, not what stands below them.

use super::plain_name;

/// A part of a shape or line of a flow chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// What others call it by.
    Id,
    /// What is written on it.
    Text,
    /// What it is: a shape, a line, a page, the document.
    Kind,
    /// The shape that it stands in.
    Within,
    /// For a line, the shape that it begins at.
    From,
    /// For a line, the shape that it leads to.
    To,
    /// Anything else; it is kept in a note, under the column's name.
    Note,
}

impl Shape {
    /// Every part, in the order in which lists show them.
    pub const ALL: [Self; 7] = [
        Self::Id,
        Self::Text,
        Self::Kind,
        Self::Within,
        Self::From,
        Self::To,
        Self::Note,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Id => "Id of the shape",
            Self::Text => "Text on the shape",
            Self::Kind => "Kind of shape",
            Self::Within => "Shape it stands in",
            Self::From => "Shape the line begins at",
            Self::To => "Shape the line leads to",
            Self::Note => "Note of the shape",
        }
    }

    /// Whether one column alone can have this meaning.
    pub(super) const fn is_single(self) -> bool {
        match self {
            Self::Id | Self::Kind | Self::From | Self::To => true,
            Self::Text | Self::Within | Self::Note => false,
        }
    }

    /// What a name says; `None` for one that says nothing known.
    pub(in crate::file::import) fn of(name: &str) -> Option<Self> {
        let word = plain_name(name);
        Some(match word.as_str() {
            "id" | "shape id" => Self::Id,
            "text" | "label" | "title" => Self::Text,
            "name" | "type" | "shape type" => Self::Kind,
            "contained by" | "group" | "parent" => Self::Within,
            "line source" | "source" | "from" => Self::From,
            "line destination" | "target" | "destination" | "to" => Self::To,
            _ if word.starts_with("text area") => Self::Text,
            _ => return None,
        })
    }

    /// Whether a column says only how a shape is drawn.
    pub(in crate::file::import) fn is_drawing(name: &str) -> bool {
        matches!(
            plain_name(name).as_str(),
            "shape library" | "page id" | "source arrow" | "destination arrow"
        )
    }
}
