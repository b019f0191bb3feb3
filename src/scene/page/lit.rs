//! What is talked about on a page: the items that belong to an element, to be
//! drawn once more over the dimmed page, and what says where it belongs.

use std::ops::RangeInclusive;

use emath::{Pos2, Rect};

use crate::{
    layout::{CardBox, Emotion, LaneRow, Layout, Page, PointMark, Setting, StageColumn},
    model::{Element, Map, StageId},
    scene::{
        card, curve,
        headings::{chevron, lane_label},
        item::{Color, Item, Scene},
        picture,
        theme::Theme,
    },
};

/// How much of its color a heading loses that only says where something is.
const FADED: f32 = 0.4;

impl Scene {
    /// What belongs to an element of a page, and the fainter headings of its
    /// lane and its stage. Empty for what is not on the page.
    #[must_use]
    pub fn lit(map: &Map, page: &Page, element: Element, theme: &Theme) -> [Self; 2] {
        let lit = Lit {
            map,
            layout: &page.layout,
            theme,
        };
        let (own, around) = match element {
            Element::Card(_) => lit.card(element),
            Element::Point(_) => lit.point(element),
            Element::Lane(_) => lit.lane(element),
            Element::Stage(id) => lit.stage(id),
            Element::Header | Element::Persona(_) | Element::Curve(_) | Element::Divider(_) => {
                (Vec::new(), Vec::new())
            }
        };
        let around = around.into_iter().map(|item| faded(item, theme.paper));
        [own, around.collect()].map(|items| Self {
            size: page.layout.size,
            background: theme.paper,
            items,
            groups: Vec::new(),
        })
    }
}

/// A page while the items of one element are looked for.
struct Lit<'a> {
    map: &'a Map,
    layout: &'a Layout,
    theme: &'a Theme,
}

/// The items of an element, and those around it.
type Found = (Vec<Item>, Vec<Item>);

impl Lit<'_> {
    fn card(&self, element: Element) -> Found {
        let (mut own, mut around) = (Vec::new(), Vec::new());
        for (row, column, card, rect) in self.boxes() {
            if Element::Card(card.card.id) == element {
                self.draw_card((row, column, card), rect, &mut own);
                lane_label(self.layout, row, self.theme, &mut around);
                chevron(self.map, self.layout, column, self.theme, &mut around);
            }
        }
        (own, around)
    }

    fn point(&self, element: Element) -> Found {
        let (mut own, mut around) = (Vec::new(), Vec::new());
        let is_it = |mark: &PointMark| Element::Point(mark.id) == element;
        for (row, emotion, origin) in self.layout.emotion_rows() {
            let mut curves = emotion.curves.iter();
            if !curves.any(|curve| curve.points.iter().any(is_it)) {
                continue;
            }
            let part = part(emotion, is_it, None);
            curve::lines(
                self.map,
                &part,
                origin,
                self.theme,
                (&mut own, &mut Vec::new()),
            );
            lane_label(self.layout, row, self.theme, &mut around);
        }
        let Element::Point(id) = element else {
            return (own, around);
        };
        let stage = self.map.point(id).map(|(stage, _)| stage.id);
        let mut columns = self.layout.stages.iter();
        if let Some(column) = columns.find(|column| Some(column.id) == stage) {
            chevron(self.map, self.layout, column, self.theme, &mut around);
        }
        (own, around)
    }

    fn lane(&self, element: Element) -> Found {
        let (mut own, mut around) = (Vec::new(), Vec::new());
        for (row, emotion, origin) in self.layout.emotion_rows() {
            if Element::Lane(row.id) == element {
                let width = self.layout.stages_width();
                curve::emotion(
                    self.map,
                    emotion,
                    (origin, width),
                    self.theme,
                    (&mut own, &mut Vec::new()),
                );
            }
        }
        for (row, column, card, rect) in self.boxes() {
            if Element::Lane(row.id) == element {
                self.draw_card((row, column, card), rect, &mut own);
            }
        }
        let mut rows = self.layout.lanes.iter();
        if let Some(row) = rows.find(|row| Element::Lane(row.id) == element) {
            lane_label(self.layout, row, self.theme, &mut own);
            for column in &self.layout.stages {
                chevron(self.map, self.layout, column, self.theme, &mut around);
            }
        }
        (own, around)
    }

    /// A stage with its part of the curves; where its neighbors are, they stay
    /// dimmed.
    fn stage(&self, id: StageId) -> Found {
        let (mut own, mut around) = (Vec::new(), Vec::new());
        let mut columns = self.layout.stages.iter();
        let Some(column) = columns.find(|column| column.id == id) else {
            return (own, around);
        };
        chevron(self.map, self.layout, column, self.theme, &mut own);
        let left = column.x - self.layout.stages_left();
        let stretch = left..=left + column.width;
        let is_here = |mark: &PointMark| {
            let stage = self.map.point(mark.id).map(|(stage, _)| stage.id);
            stage == Some(id)
        };
        for (_, emotion, origin) in self.layout.emotion_rows() {
            let part = part(emotion, is_here, Some(&stretch));
            curve::lines(
                self.map,
                &part,
                origin,
                self.theme,
                (&mut own, &mut Vec::new()),
            );
        }
        for (row, at, card, rect) in self.boxes() {
            if at.id == id {
                self.draw_card((row, at, card), rect, &mut own);
            }
        }
        for row in &self.layout.lanes {
            lane_label(self.layout, row, self.theme, &mut around);
        }
        (own, around)
    }

    fn boxes(&self) -> impl Iterator<Item = (&LaneRow, &StageColumn, &CardBox, Rect)> {
        let sheet = Rect::from_min_size(Pos2::ZERO, self.layout.size);
        self.layout.boxes_in(sheet)
    }

    fn draw_card(
        &self,
        (row, column, card): (&LaneRow, &StageColumn, &CardBox),
        rect: Rect,
        items: &mut Vec<Item>,
    ) {
        let lane = self.map.lanes.get(row.index).and_then(|lane| lane.swatch);
        let drawn = card::Drawn {
            card,
            rect,
            kind: row.kind,
            stage: self.map.stage_swatch(column.index),
            own: card.card.swatch.or(lane),
            assumed: card::assumed(self.map, &card.card, row.kind),
        };
        match self.layout.setting {
            Setting::Sheet | Setting::Page | Setting::Stage => {
                card::card(&drawn, self.theme, items);
                picture::on_card(self.map, card, rect, self.theme, items);
            }
            Setting::Overview => card::shape(&drawn, self.theme, items),
        }
    }
}

/// Of the content of an emotion lane some points with their labels, and the
/// curves along a stretch, if any.
fn part(
    emotion: &Emotion,
    keeps: impl Fn(&PointMark) -> bool,
    stretch: Option<&RangeInclusive<f32>>,
) -> Emotion {
    let mut part = emotion.clone();
    part.legend.clear();
    part.scale.clear();
    for curve in &mut part.curves {
        match stretch {
            Some(stretch) => curve.cut(stretch.clone()),
            None => curve.runs.clear(),
        }
        curve.points.retain(&keeps);
    }
    let points = part.curves.iter().flat_map(|curve| &curve.points);
    let ids: Vec<_> = points.map(|mark| mark.id).collect();
    part.labels.retain(|label| ids.contains(&label.point));
    part
}

/// An item in a color nearer to that of the paper.
fn faded(item: Item, paper: Color) -> Item {
    let pale = |color: Color| color.mix(paper, FADED);
    match item {
        Item::Rect {
            rect,
            radius,
            fill,
            stroke,
        } => Item::Rect {
            rect,
            radius,
            fill: fill.map(pale),
            stroke,
        },
        Item::Polygon { points, fill } => Item::Polygon {
            points,
            fill: pale(fill),
        },
        Item::Text(mut line) => {
            line.color = pale(line.color);
            Item::Text(line)
        }
        Item::Polyline { .. } | Item::Circle { .. } | Item::Area { .. } | Item::Picture { .. } => {
            item
        }
    }
}
