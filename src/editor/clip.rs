//! What was copied: a small map of its own with just the selected parts, so
//! that every field of a card goes along, between maps as within one. As plain
//! text it is lines, or a table of stages by lanes.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use super::{
    selection::Selection,
    table::{escaped, written},
};
use crate::{
    file::{self, limits, table::feeling::feeling_text},
    model::{Card, CardId, Channel, Edit, Element, Lane, LaneKind, Map, Stage, StageId},
};

/// What the file of a copy begins with.
const MARK: &str = "throughline clip 1 ";

/// What was copied or cut.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    pub(super) what: What,
    /// The copied parts: their stages, lanes and curves, and of these only the
    /// content that was copied.
    pub(super) part: Arc<Map>,
}

/// The sort of things in a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum What {
    /// Cards and emotion points.
    #[default]
    Content,
    /// Stages with all that is on them.
    Stages,
    /// Lanes with their cards.
    Lanes,
}

impl What {
    const ALL: [Self; 3] = [Self::Content, Self::Stages, Self::Lanes];

    const fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Stages => "stages",
            Self::Lanes => "lanes",
        }
    }

    /// The sort of an element; `None` for what cannot be copied.
    pub(super) const fn of(element: Element) -> Option<Self> {
        match element {
            Element::Card(_) | Element::Point(_) => Some(Self::Content),
            Element::Stage(_) => Some(Self::Stages),
            Element::Lane(_) => Some(Self::Lanes),
            Element::Header | Element::Persona(_) | Element::Curve(_) | Element::Divider(_) => None,
        }
    }
}

/// Edits and what they create.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pasted {
    pub(super) edits: Vec<Edit>,
    pub(super) created: Vec<Element>,
}

/// The part of a selection that is copied: all that is of the primary's sort.
pub(super) fn copyable(selection: &Selection) -> Vec<Element> {
    let sort = selection.primary().and_then(What::of);
    selection
        .iter()
        .filter(|element| sort.is_some() && What::of(*element) == sort)
        .collect()
}

impl Clip {
    /// Copies what is selected.
    #[must_use]
    pub fn of(map: &Map, selection: &Selection) -> Self {
        let chosen: BTreeSet<Element> = copyable(selection).into_iter().collect();
        let what = chosen.first().copied().and_then(What::of);
        let Some(what) = what else {
            return Self::default();
        };
        let has = |element| chosen.contains(&element);
        let stages = map.stages.iter().map(|stage| match what {
            What::Content => slice(
                stage,
                |card| has(Element::Card(card.id)),
                |id| has(Element::Point(id)),
            ),
            What::Stages if has(Element::Stage(stage.id)) => Stage::clone(stage),
            What::Stages => slice(stage, |_| false, |_| false),
            What::Lanes => slice(stage, |card| has(Element::Lane(card.lane)), |_| false),
        });
        let mut stages: Vec<Stage> = stages.collect();
        match what {
            What::Stages => stages.retain(|stage| has(Element::Stage(stage.id))),
            What::Content => {
                let is_bare = |stage: &Stage| stage.cards.is_empty() && stage.points.is_empty();
                let last = stages.iter().rposition(|stage| !is_bare(stage));
                stages.truncate(last.map_or(0, |last| last + 1));
                let first = stages.iter().position(|stage| !is_bare(stage));
                stages.drain(..first.unwrap_or(0));
            }
            What::Lanes => {}
        }
        let has_points = stages.iter().any(|stage| !stage.points.is_empty());
        let lanes = map.lanes.iter().filter(|lane| {
            let on_it = |stage: &Stage| stage.cards.iter().any(|card| card.lane == lane.id);
            has(Element::Lane(lane.id))
                || stages.iter().any(on_it)
                || (has_points && lane.kind == LaneKind::Emotion)
        });
        let lanes = lanes.cloned().collect();
        Self {
            what,
            part: Arc::new(part_of(map, stages, lanes)),
        }
    }

    /// Whether there is nothing to paste.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.what {
            What::Content | What::Stages => self.part.stages.is_empty(),
            What::Lanes => self.part.lanes.is_empty(),
        }
    }

    /// The copy as plain text: lines when it is of one cell, else a table with
    /// the stages in its first row and the lanes in its first column.
    #[must_use]
    pub fn text(&self) -> String {
        let part = &self.part;
        let rows: Vec<&Lane> = part.lanes.iter().collect();
        if self.what == What::Content && part.stages.len() == 1 {
            let mut filled = rows.iter().map(|lane| self.cell(0, lane));
            let mut filled = filled.by_ref().filter(|cell| !cell.is_empty());
            if let (Some(cell), None) = (filled.next(), filled.next()) {
                return cell.join("\n");
            }
        }
        let names = part.stages.iter().map(|stage| escaped(&stage.name));
        let mut table = vec![std::iter::once(String::new()).chain(names).collect()];
        for lane in rows {
            let cells = (0..part.stages.len()).map(|index| self.cell(index, lane).join("\n"));
            let row: Vec<String> = std::iter::once(escaped(&lane.name)).chain(cells).collect();
            table.push(row);
        }
        let text = written(table);
        text.trim_end_matches('\n').to_owned()
    }

    /// The texts of a cell, in the order of time.
    fn cell(&self, stage: usize, lane: &Lane) -> Vec<String> {
        let Some(stage) = self.part.stages.get(stage) else {
            return Vec::new();
        };
        let mut texts: Vec<(f64, u32, String)> = Vec::new();
        for card in stage.cards.iter().filter(|card| card.lane == lane.id) {
            let text = escaped(&text_of(card, &self.part));
            texts.push((card.at.value(), card.id.0, text));
        }
        let first = self.part.lanes.iter().find(|l| l.kind == LaneKind::Emotion);
        if first.is_some_and(|first| first.id == lane.id) {
            let points = stage.points.iter();
            texts.extend(points.map(|p| (p.at.value(), p.id.0, escaped(&feeling_text(p)))));
        }
        texts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        texts.retain(|(_, _, text)| !text.is_empty());
        texts.into_iter().map(|(_, _, text)| text).collect()
    }

    /// The copy as the content of a file, for other windows; `None` when it is
    /// larger than such a file may be.
    #[must_use]
    pub fn write(&self) -> Option<String> {
        let map = file::write(&self.part).ok()?;
        let text = format!("{MARK}{}\n{map}", self.what.word());
        (!self.is_empty() && text.len() <= limits::CLIP_BYTES).then_some(text)
    }

    /// The copy in such a file. `None` for anything else: a damaged or foreign
    /// file is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > limits::CLIP_BYTES {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let (word, map) = text.strip_prefix(MARK)?.split_once('\n')?;
        let what = What::ALL.into_iter().find(|what| what.word() == word)?;
        let part = file::read(map.as_bytes(), Path::new("the clipboard")).ok()?;
        Some(Self {
            what,
            part: Arc::new(part),
        })
    }

    /// Whether a text on the clipboard is this copy's, so that it can be pasted
    /// with all that it has.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let plain = |text: &str| text.replace("\r\n", "\n").trim_end_matches('\n').to_owned();
        !self.is_empty() && plain(&self.text()) == plain(text)
    }
}

/// What a card says, with the value of its metric where it shows one.
fn text_of(card: &Card, map: &Map) -> String {
    let Some(metric) = card.metric.and_then(|id| map.metric(id)) else {
        return card.text.clone();
    };
    let name = if card.text.is_empty() {
        &metric.name
    } else {
        &card.text
    };
    format!("{name} {}", metric.value).trim().to_owned()
}

/// A stage with some of its content.
fn slice(
    stage: &Stage,
    card: impl Fn(&Card) -> bool,
    point: impl Fn(crate::model::PointId) -> bool,
) -> Stage {
    let cards = stage.cards.iter().filter(|held| card(held)).cloned();
    let points = stage.points.iter().filter(|held| point(held.id)).cloned();
    Stage {
        cards: cards.collect(),
        points: points.collect(),
        ..Stage::new(StageId(stage.id.0), stage.name.clone())
    }
}

/// A map of these stages and lanes with what their content refers to.
fn part_of(map: &Map, mut stages: Vec<Stage>, mut lanes: Vec<Lane>) -> Map {
    for lane in &mut lanes {
        lane.divider = None;
    }
    let cards: BTreeSet<CardId> = stages
        .iter()
        .flat_map(|stage| stage.cards.iter().map(|card| card.id))
        .collect();
    for point in stages.iter_mut().flat_map(|stage| &mut stage.points) {
        point.card = point.card.filter(|card| cards.contains(card));
    }
    let all = || stages.iter().flat_map(|stage| &stage.cards);
    let points = || stages.iter().flat_map(|stage| &stage.points);
    let channels = map.channels.iter().filter(|own| {
        let own = Some(Channel::Own(own.id));
        all().any(|card| card.channel == own)
    });
    let metrics = map.metrics.iter();
    let metrics = metrics.filter(|metric| all().any(|card| card.metric == Some(metric.id)));
    let curves = map.curves.iter();
    let curves = curves.filter(|curve| points().any(|point| point.curve == curve.id));
    let shown: BTreeSet<&String> = all().filter_map(|card| card.picture.as_ref()).collect();
    let pictures = map.pictures.iter();
    let pictures = pictures.filter(|(name, _)| shown.contains(name));
    let mut part = Map {
        pictures: pictures
            .map(|(name, picture)| (name.clone(), Arc::clone(picture)))
            .collect(),
        channels: channels.cloned().collect(),
        metrics: metrics.cloned().collect(),
        curves: curves.cloned().collect(),
        lanes,
        ..Map::default()
    };
    for curve in &mut part.curves {
        curve.persona = None;
    }
    part.stages = stages.into_iter().map(Arc::new).collect();
    part.restore_mint();
    part
}
