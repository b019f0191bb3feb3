//! What is exported of a map: as which format, how, and where to. It is what
//! the export dialog fills in, what is remembered for a map, and what is done
//! once more by *Export again*. Knows formats by their names, and no widgets.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{asking::file_name, facts::number};
use crate::{
    editor::Selection,
    export::{self, Background, Format, Scope, Setup},
    file::safe_name,
    model::{Element, Map},
};

/// What is exported, how, and where to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Plan {
    /// As what.
    pub format: Format,
    /// How.
    pub setup: Setup,
    /// Where it went last, once it has.
    pub path: Option<PathBuf>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            format: Format::Png,
            setup: Setup::default(),
            path: None,
        }
    }
}

impl Plan {
    /// The same for a map that has changed: what is gone is not asked for. Of
    /// a choice of which nothing is left, everything is taken.
    pub(super) fn suited(mut self, map: &Map) -> Self {
        let scope = &mut self.setup.scope;
        if let Some(stages) = &mut scope.stages {
            stages.retain(|id| map.stage(*id).is_some());
        }
        if let Some(lanes) = &mut scope.lanes {
            lanes.retain(|id| map.lane(*id).is_some());
        }
        if let Some((cards, points)) = &mut scope.selection {
            cards.retain(|id| map.card(*id).is_some());
            points.retain(|id| map.point(*id).is_some());
        }
        let is_empty = |scope: &Scope| {
            scope.stages.as_ref().is_some_and(BTreeSet::is_empty)
                || scope.lanes.as_ref().is_some_and(BTreeSet::is_empty)
                || scope
                    .selection
                    .as_ref()
                    .is_some_and(|(cards, points)| cards.is_empty() && points.is_empty())
        };
        if is_empty(scope) {
            *scope = Scope::default();
        }
        self
    }

    /// The setup as the format takes it: slides and pages for a browser have
    /// something behind them.
    pub(super) fn setup(&self) -> Setup {
        let mut setup = self.setup.clone();
        if !can_be_transparent(self.format) && setup.background == Background::Transparent {
            setup.background = Background::Theme;
        }
        setup
    }

    /// How many ids it names.
    pub(super) fn names(&self) -> usize {
        let scope = &self.setup.scope;
        let stages = scope.stages.as_ref().map_or(0, BTreeSet::len);
        let lanes = scope.lanes.as_ref().map_or(0, BTreeSet::len);
        let selection = scope.selection.as_ref();
        stages + lanes + selection.map_or(0, |(cards, points)| cards.len() + points.len())
    }
}

/// Whether a format can show what is behind it.
pub(super) const fn can_be_transparent(format: Format) -> bool {
    matches!(format, Format::Png | Format::Svg | Format::Pdf)
}

/// What is selected, as what an export shows; `None` when nothing of it can be
/// seen alone.
pub(super) fn scope_of(selection: &Selection) -> Option<Scope> {
    let cards: BTreeSet<_> = selection.cards().collect();
    let points: BTreeSet<_> = selection.points().collect();
    let mut stages = BTreeSet::new();
    let mut lanes = BTreeSet::new();
    for element in selection.iter() {
        if let Element::Stage(id) = element {
            stages.insert(id);
        } else if let Element::Lane(id) = element {
            lanes.insert(id);
        }
    }
    let has_content = !(cards.is_empty() && points.is_empty());
    let is_empty = !has_content && stages.is_empty() && lanes.is_empty();
    (!is_empty).then(|| Scope {
        stages: (!stages.is_empty()).then_some(stages),
        lanes: (!lanes.is_empty()).then_some(lanes),
        selection: has_content.then_some((cards, points)),
        view: None,
    })
}

/// The name of a format.
pub(super) fn label(format: Format) -> &'static str {
    format.name().unwrap_or("Map copy")
}

/// What a format is good for.
pub(super) const fn good_for(format: Format) -> &'static str {
    match format {
        Format::Png => "A picture for slides, documents and chats.",
        Format::Svg => "A drawing that is sharp at any size, for the web and drawing programs.",
        Format::Pdf => "Pages to print or send, with text to search and copy.",
        Format::Pptx => "Slides whose shapes and texts can be edited.",
        Format::Html => "One page for the browser: the picture, then all content as text.",
        Format::Csv => "A table of all content for spreadsheets.",
        Format::Markdown => "Tables of all content for wikis and notes.",
        Format::Mermaid => "A journey diagram for wikis and repositories.",
        Format::Map => "Another copy of this map, as it is now.",
    }
}

/// The name of a kind of file, and its endings.
pub(super) const fn kind(format: Format) -> (&'static str, &'static [&'static str]) {
    match format {
        Format::Png => ("PNG picture", &["png"]),
        Format::Svg => ("SVG drawing", &["svg"]),
        Format::Pdf => ("PDF document", &["pdf"]),
        Format::Pptx => ("PowerPoint presentation", &["pptx"]),
        Format::Html => ("HTML page", &["html", "htm"]),
        Format::Csv => ("CSV table", &["csv"]),
        Format::Markdown => ("Markdown", &["md", "markdown"]),
        Format::Mermaid => ("Mermaid", &["mmd", "mermaid"]),
        Format::Map => ("Journey map", &["ron"]),
    }
}

/// The name to begin with when a file is asked for: where the last export of
/// this format went, or else `name`.
pub(super) fn suggested(plan: &Plan, name: &str) -> PathBuf {
    let last = plan.path.as_ref();
    let same = last.filter(|path| Format::of(path) == Some(plan.format));
    let new = || PathBuf::from(format!("{}.{}", safe_name(name), plan.format.extension()));
    same.map_or_else(new, Clone::clone)
}

/// The files that so many pages of a format become: one, or numbered ones.
pub(super) fn files(path: &Path, format: Format, pages: usize) -> Vec<PathBuf> {
    if !format.is_single() || pages < 2 {
        return vec![path.to_owned()];
    }
    export::numbered(path, pages)
}

/// "car.png", or "5 files, car-1.png to car-5.png".
pub(super) fn files_in_words(files: &[PathBuf]) -> String {
    let name = |path: &PathBuf| file_name(path);
    match files {
        [] => String::new(),
        [only] => name(only),
        [first, .., last] => format!(
            "{}, {} to {}",
            number(files.len(), "file"),
            name(first),
            name(last)
        ),
    }
}
