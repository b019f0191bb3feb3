//! Where the elements of a map are: their boxes, their text, and what part of
//! them is in view. Costs what is found, not what the map holds.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{Face, LaneRow, Layout, PointMark, StageColumn, cell::CardBox, tokens, tokens::Look};
use crate::model::{CardId, CurveId, Divider, Element, LaneId, PointId, StageId};

impl Layout {
    /// The box of an element; `None` for what is hidden or has no box.
    #[must_use]
    pub fn rect_of(&self, element: Element) -> Option<Rect> {
        match element {
            Element::Header => Some(Rect::from_min_size(
                self.header_corner(),
                self.header.size - vec2(0.0, 12.0),
            )),
            Element::Persona(id) => {
                let mut personas = self.header.personas.iter();
                let found = personas.find(|persona| persona.id == id)?;
                Some(found.rect.translate(self.header_corner().to_vec2()))
            }
            Element::Stage(id) => self
                .stages
                .iter()
                .find(|column| column.id == id)
                .map(|column| self.chevron_rect(column)),
            Element::Lane(id) => self
                .lanes
                .iter()
                .find(|row| row.id == id)
                .map(|row| self.lane_label_rect(row)),
            Element::Divider(divider) => self.divider_rect(divider),
            Element::Card(id) => self.card_box(id).map(|(_, rect)| rect),
            Element::Point(id) => {
                let (mark, pos) = self.point_mark(id)?;
                Some(Rect::from_center_size(
                    pos,
                    Vec2::splat(2.0 * mark.radius()),
                ))
            }
            Element::Curve(id) => {
                let marks = self.marks().filter(|(curve, ..)| curve.id == id);
                let bounds = marks.fold(Rect::NOTHING, |bounds, (_, _, pos)| {
                    bounds.union(Rect::from_pos(pos))
                });
                let around = bounds.is_finite().then(|| bounds.expand(tokens::FACE));
                around.or_else(|| self.legend_rect(id))
            }
        }
    }

    /// The name of a curve in the legend, with the sample of its line.
    #[must_use]
    pub fn legend_rect(&self, id: CurveId) -> Option<Rect> {
        self.emotion_rows().find_map(|(_, emotion, origin)| {
            let entry = emotion.legend.iter().find(|entry| entry.curve == id)?;
            Some(entry.rect.translate(origin.to_vec2()))
        })
    }

    /// The strip of a line between lanes, over the whole width.
    fn divider_rect(&self, divider: Divider) -> Option<Rect> {
        self.dividers()
            .find(|(held, _)| *held == divider)
            .map(|(_, rect)| rect)
    }

    /// A stage on a lane, as far as that is shown.
    #[must_use]
    pub fn cell_rect(&self, stage: StageId, lane: LaneId) -> Option<Rect> {
        let column = self.stages.iter().find(|column| column.id == stage)?;
        let row = self.lanes.iter().find(|row| row.id == lane)?;
        let size = vec2(column.width, row.height);
        Some(Rect::from_min_size(pos2(column.x, row.y), size))
    }

    /// Where the text of an element is edited in place: its box, face and size.
    #[must_use]
    pub fn text_rect_of(&self, element: Element) -> Option<(Rect, Face, f32)> {
        let inside = |rect: Rect, style: super::TextStyle| Some((rect, style.face, style.size));
        match element {
            Element::Header => {
                let title = self.header.title?.translate(self.header_corner().to_vec2());
                inside(title, tokens::TITLE)
            }
            Element::Persona(_) | Element::Divider(_) => None,
            Element::Curve(id) => {
                let mut rect = self.legend_rect(id)?;
                *rect.left_mut() += tokens::LEGEND_LINE;
                *rect.right_mut() += 48.0;
                inside(rect.expand2(vec2(0.0, 4.0)), tokens::LEGEND)
            }
            Element::Stage(id) => {
                let column = self.stages.iter().find(|column| column.id == id)?;
                let rect = self.chevron_rect(column);
                let left = column.lines.first().map_or(14.0, |line| line.pos.x);
                let min = self.name_corner(column) + vec2(left - 4.0, -2.0);
                #[expect(clippy::cast_precision_loss, reason = "a few lines")]
                let lines = column.name_lines.max(1) as f32;
                let bottom = min.y + lines * tokens::STAGE_NAME.leading + 4.0;
                let max = pos2(rect.right() - tokens::CHEVRON, bottom);
                inside(Rect::from_min_max(min, max), tokens::STAGE_NAME)
            }
            Element::Lane(id) => {
                let row = self.lanes.iter().find(|row| row.id == id)?;
                let rect = self.lane_label_rect(row);
                let left = tokens::LANE_ICON + 5.0;
                let size = vec2(self.gutter - left - 6.0, rect.height().min(40.0));
                inside(
                    Rect::from_min_size(rect.min + vec2(left, 2.0), size),
                    tokens::LANE_NAME,
                )
            }
            Element::Card(id) => {
                let (found, rect) = self.card_box(id)?;
                let style = found.lines.first().map_or(tokens::CARD, |line| line.style);
                inside(rect, style)
            }
            Element::Point(id) => {
                let (mark, pos) = self.point_mark(id)?;
                let size = vec2(110.0, tokens::CURVE_LABEL.leading + 8.0);
                let is_good = mark.feeling.is_none_or(|feeling| feeling.value() >= 0.0);
                let gap = mark.radius() + 3.0;
                let down = if is_good { -gap - size.y } else { gap };
                let label = self.emotion_rows().find_map(|(_, emotion, origin)| {
                    let mut labels = emotion.labels.iter();
                    let label = labels.find(|label| label.point == id)?;
                    Some(label.rect.translate(origin.to_vec2()))
                });
                let rect = match label {
                    Some(label) => label.expand2(vec2(24.0, 4.0)),
                    // Where the label of a point of such a feeling goes first.
                    None => Rect::from_min_size(pos + vec2(-size.x / 2.0, down), size),
                };
                inside(rect, tokens::CURVE_LABEL)
            }
        }
    }

    /// The corner that the lines of a stage's chevron start from.
    #[must_use]
    pub fn name_corner(&self, column: &StageColumn) -> Pos2 {
        let rect = self.chevron_rect(column);
        rect.min + vec2(0.0, (rect.height() - column.text_height) / 2.0)
    }

    /// A card as it is laid out, and its place in the picture.
    #[must_use]
    pub fn card_box(&self, id: CardId) -> Option<(&CardBox, Rect)> {
        self.stages.iter().find_map(|column| {
            column
                .cells
                .iter()
                .zip(&self.lanes)
                .find_map(|(cell, row)| {
                    let found = cell.cards.iter().find(|card| card.card.id == id)?;
                    let corner = self.cell_corner(column, row);
                    Some((found, found.rect.translate(corner.to_vec2())))
                })
        })
    }

    /// An emotion point as it is laid out, and its place in the picture.
    #[must_use]
    pub fn point_mark(&self, id: PointId) -> Option<(&PointMark, Pos2)> {
        let mut marks = self.marks();
        let (_, mark, pos) = marks.find(|(_, mark, _)| mark.id == id)?;
        Some((mark, pos))
    }

    /// The usual width of a new card on a lane of that look, in a stage.
    #[must_use]
    pub fn card_width(&self, stage: StageId) -> f32 {
        let column = self.stages.iter().find(|column| column.id == stage);
        super::cell::card_width(column.map_or(tokens::STAGE, |column| column.width))
    }

    /// The width of a stage that a card of a width leaves free.
    #[must_use]
    pub fn free_width(&self, stage: StageId, width: f32) -> f32 {
        let column = self.stages.iter().find(|column| column.id == stage);
        let whole = column.map_or(tokens::STAGE, |column| column.width);
        (whole - 2.0 * tokens::STAGE_PAD - width).max(0.0)
    }

    /// The columns that meet a stretch from left to right.
    #[must_use]
    pub fn columns_in(&self, view: Rect) -> &[StageColumn] {
        let first = self
            .stages
            .partition_point(|column| column.x + column.width < view.left());
        let last = self
            .stages
            .partition_point(|column| column.x <= view.right());
        self.stages.get(first..last.max(first)).unwrap_or_default()
    }

    /// The rows that meet a stretch from top to bottom, and the number of the
    /// first.
    #[must_use]
    pub fn rows_in(&self, view: Rect) -> (usize, &[LaneRow]) {
        let first = self
            .lanes
            .partition_point(|row| row.y + row.height < view.top());
        let last = self.lanes.partition_point(|row| row.top() <= view.bottom());
        (
            first,
            self.lanes.get(first..last.max(first)).unwrap_or_default(),
        )
    }

    /// The cards in view, cell by cell, with their rows and places.
    pub fn boxes_in(
        &self,
        view: Rect,
    ) -> impl Iterator<Item = (&LaneRow, &StageColumn, &CardBox, Rect)> {
        let (first, rows) = self.rows_in(view);
        let columns = self.columns_in(view);
        rows.iter().enumerate().flat_map(move |(index, row)| {
            columns.iter().flat_map(move |column| {
                let corner = self.cell_corner(column, row).to_vec2();
                let cell = column.cells.get(first + index);
                let cards = cell.map(|cell| cell.cards.as_slice()).unwrap_or_default();
                cards.iter().filter_map(move |card| {
                    let rect = card.rect.translate(corner);
                    rect.intersects(view).then_some((row, column, card, rect))
                })
            })
        })
    }

    /// The cards in view and their places.
    pub fn visible_cards(&self, view: Rect) -> impl Iterator<Item = (CardId, Rect)> {
        self.boxes_in(view)
            .map(|(_, _, card, rect)| (card.card.id, rect))
    }

    /// The emotion points in view and their places.
    pub fn visible_points(&self, view: Rect) -> impl Iterator<Item = (PointId, Pos2)> {
        self.marks().filter_map(move |(_, mark, pos)| {
            view.expand(mark.radius())
                .contains(pos)
                .then_some((mark.id, pos))
        })
    }

    /// The cards and emotion points whose boxes meet a rectangle, for a
    /// marquee.
    #[must_use]
    pub fn elements_in(&self, rect: Rect) -> Vec<Element> {
        let cards = self.visible_cards(rect).map(|(id, _)| Element::Card(id));
        let points = self.visible_points(rect).map(|(id, _)| Element::Point(id));
        cards.chain(points).collect()
    }

    /// How the cards of the row at a place look.
    #[must_use]
    pub fn look_at(&self, y: f32) -> Option<Look> {
        let row = self
            .lanes
            .iter()
            .find(|row| (row.y..=row.y + row.height).contains(&y))?;
        Some(Look::of(row.kind))
    }
}
