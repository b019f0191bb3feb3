//! New cards and emotion points: where one goes when a place of the map is
//! clicked, and the edits that make it, with the lane or curve it needs when
//! the map has none.

use std::collections::BTreeSet;

use emath::{Pos2, Rangef, Rect, pos2, vec2};

use super::{
    interaction::Seen,
    landing,
    selection::{Cell, Selection},
    snap::{Columns, REACH, felt, settled},
    tool::Tool,
};
use crate::{
    layout::{LaneRow, feeling_from, tokens, tokens::Look, y_from},
    model::{
        At, Card, CardId, ChannelId, Curve, CurveField, CurveId, Edit, Element, EmotionPoint, Lane,
        LaneField, LaneId, LaneKind, Map, Metric, MetricId, New, PointId, Stage, StageId, Valence,
    },
};

/// Something new that a click would make.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// What makes it; the last edit makes the element itself.
    pub(super) edits: Vec<Edit>,
    /// What the step is called.
    pub(super) label: &'static str,
    /// Where it will be.
    pub(super) ghost: Rect,
    /// Whether its text is typed next.
    pub(super) types: bool,
}

/// What a click with a tool makes. `None` where it can make nothing: beside
/// the stages, or when it would land out of view.
pub(super) fn plan(tool: Tool, pos: Pos2, snaps: bool, pixel: f32, seen: Seen<'_>) -> Option<Plan> {
    if !landing::is_on_stages(pos, seen.layout) {
        return None;
    }
    let plan = match tool {
        Tool::Select => None,
        Tool::EmotionPoint => point_at(pos, snaps, seen),
        Tool::Touchpoint
        | Tool::Card
        | Tool::PainPoint
        | Tool::Opportunity
        | Tool::Thought
        | Tool::Metric => card_at(tool, pos, if snaps { REACH * pixel } else { 0.0 }, seen),
    };
    plan.filter(|plan| seen.view.contains(plan.ghost.center()))
}

/// A new card of a tool's kind: on the lane of that kind nearest to the
/// pointer, which is shown or added when there is none.
fn card_at(tool: Tool, pos: Pos2, reach: f32, seen: Seen<'_>) -> Option<Plan> {
    let layout = seen.layout;
    let column = layout.column_at(pos.x)?;
    let fits = |row: &&LaneRow| match tool.lane_kind() {
        Some(kind) => row.kind == kind,
        None => row.kind != LaneKind::Emotion,
    };
    let away = |row: &LaneRow| (row.y - pos.y).max(pos.y - row.y - row.height).max(0.0);
    let rows = layout.lanes.iter().enumerate();
    let row = rows
        .filter(|(_, row)| fits(row))
        .min_by(|a, b| away(a.1).total_cmp(&away(b.1)));
    let top = match (row, tool.lane_kind()) {
        (Some((_, row)), _) => row.y + row.curves,
        (None, Some(kind)) => landing::top_of_new(kind, seen),
        (None, None) => return None,
    } + tokens::LANE_PAD;
    let kind = row.map(|(_, row)| row.kind).or(tool.lane_kind());
    let column_wide = layout.card_width(column.id);
    let empty = landing::size_of_new(kind, column_wide);
    // A pill is as wide as its text; everything else is given a column.
    let is_pill = kind.map(Look::of) == Some(Look::Pill);
    let width = if is_pill { empty.x } else { column_wide };
    let free = Rect::from_min_size(pos2(pos.x - width / 2.0, top), vec2(width, empty.y));
    let stretch = Rect::from_x_y_ranges(column.x..=column.x + column.width, seen.view.y_range());
    let part = stretch.intersect(seen.view);
    let snapped = Columns::of(layout, part, &BTreeSet::new()).snap(free, reach);
    let ghost = free.translate(vec2(snapped.map_or(0.0, |(by, _)| by), 0.0));
    let at = layout
        .place(ghost.min, width)
        .filter(|place| place.stage == column.id);
    let at = at.map_or_else(At::default, |place| place.at);
    let at = if snapped.is_some() {
        at
    } else {
        settled(at, layout.free_width(column.id, width), reach)
    };
    let at = At::rounded(at.value());
    let mut maker = Maker::new(seen.map);
    let lane = match (row, tool.lane_kind()) {
        (Some((_, row)), _) => row.id,
        (None, Some(kind)) => maker.lane(kind),
        (None, None) => return None,
    };
    maker.card(column.id, lane, at);
    let left = layout.x_of_card(column.id, at, width)?;
    let inner = layout.x_of_card(column.id, at, empty.x)? - column.x;
    let cell = row.and_then(|(index, _)| column.cells.get(index));
    let down = cell.map_or(0.0, |cell| {
        landing::free_row(cell, at, Rangef::new(inner, inner + empty.x))
    });
    let place = Rect::from_min_size(pos2(left, top), ghost.size());
    Some(Plan {
        edits: maker.edits,
        label: label_of(seen.map, lane, tool),
        ghost: place.translate(vec2(0.0, down)),
        types: true,
    })
}

/// A new point on the emotion lane that is nearest: of the selected curve if it
/// is there, else of the first one that is.
pub(super) fn point_at(pos: Pos2, snaps: bool, seen: Seen<'_>) -> Option<Plan> {
    let (stage, at) = seen.layout.moment(pos.x)?;
    let at = At::rounded(at.value());
    let mut maker = Maker::new(seen.map);
    let row = seen.layout.emotion_at(pos.y);
    let lane = match row {
        Some((row, ..)) => row.id,
        None => maker.lane(LaneKind::Emotion),
    };
    let feeling = row.map_or(0.0, |(_, _, origin)| feeling_from(origin.y, pos.y).value());
    let feeling = felt(feeling, snaps);
    let curve = maker.curve_on(lane, selected_curve(seen.map, seen.selection));
    maker.point(stage, curve, at, Some(feeling));
    let x = seen.layout.x_of(stage, at)?;
    let y = match row {
        Some((_, _, origin)) => y_from(origin.y, feeling),
        None => landing::top_of_new(LaneKind::Emotion, seen) + tokens::LANE_PAD,
    };
    Some(Plan {
        edits: maker.edits,
        label: "add emotion point",
        ghost: Rect::from_center_size(pos2(x, y), vec2(1.0, 1.0) * 2.0 * tokens::DOT),
        types: true,
    })
}

/// The curve that is selected, or that a selected point belongs to.
pub(super) fn selected_curve(map: &Map, selection: &Selection) -> Option<CurveId> {
    selection.iter().find_map(|element| {
        if let Element::Curve(id) = element {
            Some(id)
        } else if let Element::Point(id) = element {
            Some(map.point(id)?.1.curve)
        } else {
            None
        }
    })
}

/// A new card in a cell, where the pointer is, or within `reach` of it in line
/// with other cards.
pub(super) fn card_in(cell: Cell, x: f32, reach: f32, seen: Seen<'_>) -> Option<Vec<Edit>> {
    let layout = seen.layout;
    let width = layout.card_width(cell.stage);
    let row = layout.lanes.iter().find(|row| row.id == cell.lane)?;
    let column = layout.stages.iter().find(|it| it.id == cell.stage)?;
    let corner = pos2(x - width / 2.0, row.y + 1.0);
    let free = Rect::from_min_size(corner, vec2(width, tokens::PILL));
    let stretch = Rect::from_x_y_ranges(column.x..=column.x + column.width, seen.view.y_range());
    let columns = Columns::of(layout, stretch.intersect(seen.view), &BTreeSet::new());
    let snapped = columns.snap(free, reach).map(|(by, _)| by);
    let here = layout.place(corner, width)?.at;
    let slack = layout.free_width(cell.stage, width);
    let in_line = snapped.and_then(|by| layout.place(corner + vec2(by, 0.0), width));
    let in_line = in_line.map(|place| place.at);
    let own = settled(here, slack, reach);
    // In the row where there is room, rather than below it and in line.
    let index = layout.lanes.iter().position(|it| it.id == cell.lane)?;
    let boxes = column.cells.get(index).map_or(&[][..], |cell| &cell.cards);
    let is_free = |at: &At| {
        let left = layout.x_of_card(cell.stage, *at, width).unwrap_or(column.x) - column.x;
        let apart = tokens::CARD_APART;
        let mut first = boxes.iter().filter(|held| held.rect.top() <= 0.5);
        first.all(|held| {
            held.rect.right() + apart <= left + 0.05
                || left + width + apart <= held.rect.left() + 0.05
        })
    };
    let mut wanted = in_line.into_iter().chain([own, here]);
    let at = wanted.find(is_free).or(in_line).unwrap_or(own);
    let mut maker = Maker::new(seen.map);
    maker.card(cell.stage, cell.lane, At::rounded(at.value()));
    Some(maker.edits)
}

/// What adding a card to a lane is called.
pub(super) fn label_of(map: &Map, lane: LaneId, tool: Tool) -> &'static str {
    let kind = map
        .lane(lane)
        .map(|(_, lane)| lane.kind)
        .or(tool.lane_kind());
    match kind {
        Some(LaneKind::Touchpoints) => "add touchpoint",
        Some(LaneKind::PainPoints) => "add pain point",
        Some(LaneKind::Opportunities) => "add opportunity",
        Some(LaneKind::Thoughts) => "add thought",
        Some(LaneKind::Quotes) => "add quote",
        Some(LaneKind::Metrics) => "add metric",
        Some(
            LaneKind::Actions
            | LaneKind::Emotion
            | LaneKind::Pictures
            | LaneKind::Frontstage
            | LaneKind::Backstage
            | LaneKind::SupportProcesses
            | LaneKind::PhysicalEvidence
            | LaneKind::Owners
            | LaneKind::Custom,
        )
        | None => "add card",
    }
}

/// A place beside the last card of a cell: where the next one goes when no
/// pointer says where.
pub(super) fn free_place(map: &Map, cell: Cell, after: Option<At>) -> At {
    const STEPS: [f64; 3] = [0.0, 0.5, 1.0];
    let taken: Vec<f64> = map
        .stage(cell.stage)
        .map(|(_, stage)| {
            let here = stage.cards.iter().filter(|card| card.lane == cell.lane);
            here.map(|card| card.at.value()).collect()
        })
        .unwrap_or_default();
    let from = after.map_or(0.0, At::value);
    let is_free = |at: &f64| taken.iter().all(|taken| (taken - at).abs() > 0.25);
    let later = STEPS.into_iter().filter(|at| *at >= from).find(is_free);
    At::clamped(
        later
            .or_else(|| STEPS.into_iter().find(is_free))
            .unwrap_or(from),
    )
}

/// Collects edits, and knows the ids that they will mint.
pub(super) struct Maker<'a> {
    map: &'a Map,
    next: u32,
    pub(super) edits: Vec<Edit>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(map: &'a Map) -> Self {
        Self {
            map,
            next: map.mint.0.max(1),
            edits: Vec::new(),
        }
    }

    fn add(&mut self, new: New) -> u32 {
        let id = self.next;
        self.next += 1;
        self.edits.push(Edit::Add(new));
        id
    }

    /// A lane of a kind: one that is shown, else one that is hidden and now
    /// shown, else a new one below the others.
    pub(super) fn lane(&mut self, kind: LaneKind) -> LaneId {
        let of_kind = || self.map.lanes.iter().filter(|lane| lane.kind == kind);
        if let Some(lane) = of_kind().find(|lane| !lane.hidden) {
            return lane.id;
        }
        if let Some(lane) = of_kind().next() {
            let id = lane.id;
            self.edits.push(Edit::SetLane(id, LaneField::Hidden(false)));
            return id;
        }
        self.new_lane(self.map.lanes.len(), kind, kind.label())
    }

    /// A new lane at a place.
    pub(super) fn new_lane(&mut self, index: usize, kind: LaneKind, name: &str) -> LaneId {
        self.copy_lane(index, Lane::new(LaneId(0), kind, name))
    }

    /// A copy of a lane at a place.
    pub(super) fn copy_lane(&mut self, index: usize, lane: Lane) -> LaneId {
        LaneId(self.add(New::Lane(index, lane)))
    }

    /// A new stage at a place.
    pub(super) fn stage(&mut self, index: usize, name: &str) -> StageId {
        self.copy_stage(index, Stage::new(StageId(0), name))
    }

    /// A copy of a stage with its content, all of which the map must be able
    /// to hold.
    pub(super) fn copy_stage(&mut self, index: usize, stage: Stage) -> StageId {
        let content = stage.cards.len() + stage.points.len();
        let id = self.add(New::Stage(index, Box::new(stage)));
        self.next += u32::try_from(content).unwrap_or(u32::MAX);
        StageId(id)
    }

    /// A channel of the map's own.
    pub(super) fn channel(&mut self, name: &str) -> ChannelId {
        ChannelId(self.add(New::Channel(name.to_owned())))
    }

    /// A metric.
    pub(super) fn metric(&mut self, metric: Metric) -> MetricId {
        MetricId(self.add(New::Metric(metric)))
    }

    /// A copy of a curve.
    pub(super) fn copy_curve(&mut self, curve: &Curve) -> CurveId {
        self.add_curve(Curve {
            persona: None,
            lane: None,
            hidden: false,
            ..curve.clone()
        })
    }

    /// A curve for a new point on an emotion lane: the wanted one if it is
    /// drawn there, else the first that is, else a hidden one that is now
    /// shown, else a new one.
    pub(super) fn curve_on(&mut self, lane: LaneId, wanted: Option<CurveId>) -> CurveId {
        let map = self.map;
        // On a lane that is not there yet, all curves without one of their own
        // will be drawn.
        let lane_is_shown = map.emotion_lanes().any(|held| held.id == lane);
        let is_here = |curve: &&Curve| match map.lane_of_curve(curve) {
            Some(held) => held == lane,
            None => !lane_is_shown && curve.lane.is_none_or(|own| own == lane),
        };
        let here = || map.curves.iter().filter(is_here);
        let wanted = here().find(|curve| Some(curve.id) == wanted);
        let shown = wanted.or_else(|| here().find(|curve| !curve.hidden));
        if let Some(curve) = shown.or_else(|| here().next()) {
            if curve.hidden {
                let show = CurveField::Hidden(false);
                self.edits.push(Edit::SetCurve(curve.id, show));
            }
            return curve.id;
        }
        let first = map
            .emotion_lanes()
            .next()
            .is_none_or(|held| held.id == lane);
        self.add_curve(Curve {
            lane: (!first).then_some(lane),
            ..map.next_curve()
        })
    }

    /// A curve.
    pub(super) fn add_curve(&mut self, curve: Curve) -> CurveId {
        CurveId(self.add(New::Curve(Box::new(curve))))
    }

    /// An empty card.
    pub(super) fn card(&mut self, stage: StageId, lane: LaneId, at: At) -> CardId {
        let card = Card::new(CardId(0), lane, at, "");
        CardId(self.add(New::Card(stage, Box::new(card))))
    }

    /// A copy of a card.
    pub(super) fn copy(&mut self, stage: StageId, card: Card) -> CardId {
        CardId(self.add(New::Card(stage, Box::new(card))))
    }

    /// A copy of an emotion point.
    pub(super) fn copy_point(&mut self, stage: StageId, point: EmotionPoint) -> PointId {
        PointId(self.add(New::Point(stage, Box::new(point))))
    }

    /// An emotion point.
    pub(super) fn point(
        &mut self,
        stage: StageId,
        curve: CurveId,
        at: At,
        feeling: Option<Valence>,
    ) -> PointId {
        self.copy_point(stage, EmotionPoint::new(PointId(0), curve, at, feeling))
    }
}

/// The lanes that hold cards and are shown, top to bottom.
pub(super) fn card_lanes(map: &Map) -> impl DoubleEndedIterator<Item = &Lane> {
    map.lanes
        .iter()
        .filter(|lane| !lane.hidden && lane.kind != LaneKind::Emotion)
}
