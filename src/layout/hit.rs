//! What is under the pointer, and which place of the map a place of the
//! picture means. Places are nearest ones: a card let go beside the map lands
//! on the closest stage and lane.

use emath::{Pos2, Rect, Vec2};

use super::{CurveLine, Emotion, LaneRow, Layout, LegendEntry, StageColumn, cell, emotion, tokens};
use crate::model::{
    At, CardId, CurveId, Divider, LaneId, LaneKind, PersonaId, PointId, StageId, Valence,
};

/// What is at a place, the topmost first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hit {
    /// A card.
    Card(CardId),
    /// An emotion point.
    Point(PointId),
    /// A curve, at a moment between its points.
    Curve {
        /// Which curve.
        curve: CurveId,
        /// The stage of the moment.
        stage: StageId,
        /// The moment.
        at: At,
    },
    /// The name of a curve in the legend.
    Legend(CurveId),
    /// The right edge of a stage's chevron, by which it is resized.
    StageEdge(StageId),
    /// A stage's chevron.
    Stage(StageId),
    /// A lane's label.
    Lane(LaneId),
    /// A line between lanes, anywhere along it.
    Divider(Divider),
    /// A persona on the header: its portrait, its words or its pill.
    Persona(PersonaId),
    /// The header.
    Header,
    /// An empty place of a stage on a lane.
    Cell {
        /// The stage.
        stage: StageId,
        /// The lane.
        lane: LaneId,
    },
    /// The sheet, where it is empty.
    Paper,
    /// Beside the sheet.
    Desk,
}

/// A place for a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The stage.
    pub stage: StageId,
    /// The lane.
    pub lane: LaneId,
    /// How far across the stage.
    pub at: At,
}

impl Layout {
    /// What is at a place; small things are also hit `slop` units beside them.
    #[must_use]
    pub fn hit(&self, pos: Pos2, slop: f32) -> Hit {
        if !Rect::from_min_size(Pos2::ZERO, self.size).contains(pos) {
            return Hit::Desk;
        }
        if let Some(hit) = self.hit_emotion(pos, slop) {
            return hit;
        }
        let near = Rect::from_center_size(pos, Vec2::ZERO);
        // The last drawn is on top; boxes never overlap, so any is right.
        if let Some((_, _, card, _)) = self.boxes_in(near).last() {
            return Hit::Card(card.card.id);
        }
        if let Some(hit) = self.hit_stage(pos, slop) {
            return hit;
        }
        let header = Rect::from_min_size(self.header_corner(), self.header.size);
        if header.contains(pos) {
            return self.hit_header(pos - self.header_corner().to_vec2());
        }
        let row = self
            .lanes
            .iter()
            .find(|row| self.lane_rect(row).contains(pos));
        let Some(row) = row else {
            let mut dividers = self.dividers();
            return dividers
                .find(|(_, rect)| rect.contains(pos))
                .map_or(Hit::Paper, |(divider, _)| Hit::Divider(divider));
        };
        if pos.x < self.stages_left() {
            return Hit::Lane(row.id);
        }
        let column = self
            .stages
            .iter()
            .find(|column| (column.x..column.x + column.width).contains(&pos.x));
        column.map_or(Hit::Paper, |column| Hit::Cell {
            stage: column.id,
            lane: row.id,
        })
    }

    fn hit_header(&self, pos: Pos2) -> Hit {
        let header = &self.header;
        let on_portrait = header
            .portrait
            .is_some_and(|(center, radius)| center.distance(pos) <= radius);
        let lead = header.personas.first().filter(|_| on_portrait);
        let mut personas = header.personas.iter();
        let persona = lead.or_else(|| personas.find(|persona| persona.rect.contains(pos)));
        persona.map_or(Hit::Header, |persona| Hit::Persona(persona.id))
    }

    fn hit_stage(&self, pos: Pos2, slop: f32) -> Option<Hit> {
        if !(self.stage_top..=self.stage_top + self.chevron).contains(&pos.y) {
            return None;
        }
        let edge = slop.max(4.0);
        let is_near = |column: &&StageColumn| (pos.x - column.x - column.width).abs() <= edge;
        if let Some(column) = self.stages.iter().find(is_near) {
            return Some(Hit::StageEdge(column.id));
        }
        let rect = |column: &&StageColumn| self.chevron_rect(column).contains(pos);
        self.stages
            .iter()
            .find(rect)
            .map(|column| Hit::Stage(column.id))
    }

    fn hit_emotion(&self, pos: Pos2, slop: f32) -> Option<Hit> {
        let is_near = |row: &LaneRow| self.lane_rect(row).expand(slop).contains(pos);
        let mut rows = self.emotion_rows().filter(|(row, ..)| is_near(row));
        rows.find_map(|(_, emotion, origin)| {
            self.hit_curves(emotion, pos - origin.to_vec2(), (pos.x, slop))
        })
    }

    /// The point of a curve at a place, though others may lie on top of it.
    #[must_use]
    pub fn hit_point_of(&self, curve: CurveId, pos: Pos2, slop: f32) -> Option<PointId> {
        let own = self.marks().filter(|(held, ..)| held.id == curve);
        let away = own.map(|(_, mark, at)| (mark.id, (at - pos).length() - mark.radius()));
        let nearest = away.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.filter(|(_, away)| *away <= slop).map(|(id, _)| id)
    }

    /// What of an emotion lane is at a place in its own coordinates.
    fn hit_curves(&self, emotion: &Emotion, at: Pos2, (x, slop): (f32, f32)) -> Option<Hit> {
        let marks = emotion.curves.iter().flat_map(|curve| &curve.points);
        let nearest = marks
            .map(|mark| (mark, (mark.pos - at).length() - mark.radius()))
            .filter(|(_, distance)| *distance <= slop)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((mark, _)) = nearest {
            return Some(Hit::Point(mark.id));
        }
        if let Some(label) = emotion.labels.iter().find(|label| label.rect.contains(at)) {
            return Some(Hit::Point(label.point));
        }
        let is_named = |entry: &&LegendEntry| entry.rect.expand(slop.min(3.0)).contains(at);
        if let Some(entry) = emotion.legend.iter().find(is_named) {
            return Some(Hit::Legend(entry.curve));
        }
        let away = |curve: &CurveLine| {
            let runs = curve.runs.iter().map(|run| distance_to(run, at));
            runs.fold(f32::INFINITY, f32::min)
        };
        let curves = emotion.curves.iter().map(|curve| (curve, away(curve)));
        let (curve, _) = curves
            .filter(|(_, distance)| *distance <= slop.max(3.0))
            .min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (stage, at) = self.moment(x)?;
        Some(Hit::Curve {
            curve: curve.id,
            stage,
            at,
        })
    }

    /// Where a card of a width lands when its top left corner is at a place.
    /// `None` without stages or without a lane for cards.
    #[must_use]
    pub fn place(&self, corner: Pos2, width: f32) -> Option<Place> {
        let column = self.column_at(corner.x + width / 2.0)?;
        let rows = self
            .lanes
            .iter()
            .filter(|row| row.kind != LaneKind::Emotion);
        let row = rows.min_by(|a, b| distance(a, corner.y).total_cmp(&distance(b, corner.y)))?;
        let at = At::clamped(cell::at_of(corner.x - column.x, column.width, width));
        Some(Place {
            stage: column.id,
            lane: row.id,
            at,
        })
    }

    /// The left edge of a card of a width at a place; the inverse of
    /// [`Layout::place`] in x.
    #[must_use]
    pub fn x_of_card(&self, stage: StageId, at: At, width: f32) -> Option<f32> {
        let column = self.stages.iter().find(|column| column.id == stage)?;
        Some(column.x + cell::offset_of(at.value(), column.width, width))
    }

    /// The moment that an x means, for emotion points.
    #[must_use]
    pub fn moment(&self, x: f32) -> Option<(StageId, At)> {
        let column = self.column_at(x)?;
        let room = column.width - 2.0 * column.point_pad();
        let at = f64::from((x - column.x - column.point_pad()) / room.max(1.0));
        Some((column.id, At::clamped(at)))
    }

    /// The x of a moment; the inverse of [`Layout::moment`].
    #[must_use]
    pub fn x_of(&self, stage: StageId, at: At) -> Option<f32> {
        let column = self.stages.iter().find(|column| column.id == stage)?;
        Some(column.x_of_point(at.value()))
    }

    /// The feeling that a y means on the emotion lane that is nearest, clamped
    /// to the scale.
    #[must_use]
    pub fn feeling(&self, y: f32) -> Valence {
        let zero = self.emotion_at(y).map_or(y, |(_, _, origin)| origin.y);
        feeling_from(zero, y)
    }

    /// The y of a feeling on the first emotion lane; `None` when none is
    /// visible.
    #[must_use]
    pub fn y_of(&self, feeling: Valence) -> Option<f32> {
        let (_, _, origin) = self.emotion_rows().next()?;
        Some(y_from(origin.y, feeling))
    }

    /// The stage at an x, or the nearest.
    #[must_use]
    pub fn column_at(&self, x: f32) -> Option<&StageColumn> {
        let after = self
            .stages
            .partition_point(|column| column.x + column.width <= x);
        self.stages.get(after).or(self.stages.last())
    }
}

impl StageColumn {
    /// Between the edges of the stage and its emotion points.
    fn point_pad(&self) -> f32 {
        tokens::POINT_PAD.min(self.width / 4.0)
    }

    /// The x of a moment of this stage.
    #[must_use]
    pub fn x_of_point(&self, at: f64) -> f32 {
        self.x + Self::x_of_moment(at, self.width)
    }

    /// The same from the left edge of a stage of a width.
    pub(super) fn x_of_moment(at: f64, width: f32) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
        let at = at as f32;
        let pad = tokens::POINT_PAD.min(width / 4.0);
        pad + at * (width - 2.0 * pad)
    }
}

/// The feeling that a y means on a lane with its zero line at `zero`, clamped
/// to the scale.
#[must_use]
pub fn feeling_from(zero: f32, y: f32) -> Valence {
    Valence::clamped(f64::from((zero - y) / tokens::VALENCE))
}

/// The y of a feeling on a lane with its zero line at `zero`.
#[must_use]
pub fn y_from(zero: f32, feeling: Valence) -> f32 {
    zero + emotion::y_of(feeling)
}

/// How far a y is from a row; 0 inside.
fn distance(row: &LaneRow, y: f32) -> f32 {
    (row.y - y).max(y - row.y - row.height).max(0.0)
}

/// How far a place is from a line through points.
fn distance_to(line: &[Pos2], pos: Pos2) -> f32 {
    line.windows(2).fold(f32::INFINITY, |nearest, pair| {
        let (from, along) = (pair[0], pair[1] - pair[0]);
        let share = ((pos - from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
        nearest.min((pos - from - along * share).length())
    })
}
