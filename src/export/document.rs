//! A map drawn on the pages that a setup asks for: what every format of
//! pictures is made from. Pages are scenes of one size, in units that have a
//! size on paper, so that all formats show the same.

use emath::Vec2;

use super::{
    Background, Content, ExportError, Grade, Page, Report, Setup, Split, report, setup::SLIDE,
};
use crate::{
    layout::{Face, Layouter, Parting},
    model::{Map, StageId},
    scene::{Color, Item, Part, Scene, content, matrix},
};

/// A map on pages.
#[derive(Clone, Debug)]
pub struct Document {
    /// The map's title.
    pub title: String,
    /// The pages, at least one, all of one size.
    pub sheets: Vec<Sheet>,
    /// The size of a page on paper or on the slide, in points (1/72 in).
    pub points: Vec2,
    /// Points of a unit.
    pub scale: f32,
    /// The page in pixels.
    pub page: Page,
    /// The size of the smallest text on any page, in points.
    pub smallest: f32,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What is on it, in units; as large as the page.
    pub scene: Scene,
    /// What it shows, in words: "Awareness to Decision".
    pub name: String,
    /// The stages on it, with their names, in order.
    pub stages: Vec<(StageId, String)>,
}

impl Document {
    /// Draws a map as a setup asks.
    ///
    /// # Errors
    ///
    /// Nothing of the map is left by the setup's scope, or the page is beyond
    /// its limits.
    pub fn new(map: &Map, setup: &Setup, layouter: &mut Layouter) -> Result<Self, ExportError> {
        Self::new_while(map, setup, layouter, &|| true)
    }

    /// The same as long as it is wanted, which is asked now and then.
    ///
    /// # Errors
    ///
    /// Those of [`Self::new`]; [`ExportError::Cancelled`] once it is not wanted.
    pub fn new_while(
        map: &Map,
        setup: &Setup,
        layouter: &mut Layouter,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Self, ExportError> {
        if let Some(points) = setup.paper.points() {
            // Before anything is laid out: an absurd size costs nothing.
            setup.paper.page(points).check()?;
        }
        let map = &super::scope::reduced(map, setup)?;
        match setup.content {
            Content::Map | Content::Report | Content::HandOut => {
                Self::journey(map, setup, layouter, is_wanted)
            }
            Content::Opportunities => Self::opportunities(map, setup, layouter),
        }
    }

    /// The journey map, as it is after the scope, on its pages.
    fn journey(
        map: &Map,
        setup: &Setup,
        layouter: &mut Layouter,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Self, ExportError> {
        let options = setup.options(map);
        let parting = match setup.split {
            Split::Whole => Parting::Pages(1),
            Split::Pages(count) => Parting::Pages(count),
            Split::Stage => Parting::Stage,
        };
        let paper = (setup.paper.points(), parting);
        let (fitted, is_done) = layouter.fit_while(map, paper, &options, is_wanted);
        if !is_done {
            return Err(ExportError::Cancelled);
        }
        let size = fitted.size;
        let theme = setup.theme.unwrap_or(map.theme).theme();
        let count = fitted.pages.len();
        let sheets = fitted.pages.iter().enumerate().map(|(number, layout)| {
            let mut scene = content(map, layout, theme, Part::whole(layout));
            let columns = layout.stages.iter();
            let stages: Vec<(StageId, String)> = columns
                .filter_map(|column| map.stages.get(column.index))
                .map(|stage| (stage.id, stage.name.clone()))
                .collect();
            let name = span_of(&stages);
            super::footer::draw(
                map,
                setup,
                (number, count, &name),
                theme,
                (&mut scene, layouter),
            );
            Sheet {
                scene,
                name,
                stages,
            }
        });
        let mut sheets: Vec<Sheet> = sheets.collect();
        if let Some(kind) = setup.content.report() {
            let told = Report::of(map, kind, &setup.today);
            let points = setup.paper.points().unwrap_or_else(|| on_a_slide(size));
            let unit = 1.0 / (points / size).min_elem().max(1e-3);
            sheets.extend(report::sheets(&told, (size, unit), theme, layouter));
        }
        Self::of_sheets(map, setup, sheets, size)
    }

    /// The board of opportunities, on one page.
    fn opportunities(
        map: &Map,
        setup: &Setup,
        layouter: &mut Layouter,
    ) -> Result<Self, ExportError> {
        let theme = setup.theme.unwrap_or(map.theme).theme();
        let shown = super::scope::shown_stages(map, &setup.scope);
        let board = layouter.matrix(
            map,
            &shown,
            (setup.paper.points(), setup.options(map).footer),
        );
        let stages = map.stages.iter().filter(|stage| shown.contains(&stage.id));
        let mut scene = matrix(map, &board, theme);
        let page = (0, 1, "Opportunities");
        super::footer::draw(map, setup, page, theme, (&mut scene, layouter));
        let sheet = Sheet {
            scene,
            name: "Opportunities".into(),
            stages: stages.map(|stage| (stage.id, stage.name.clone())).collect(),
        };
        Self::of_sheets(map, setup, vec![sheet], board.size)
    }

    /// Pages of a size in units, on the paper of the setup.
    fn of_sheets(
        map: &Map,
        setup: &Setup,
        mut sheets: Vec<Sheet>,
        size: Vec2,
    ) -> Result<Self, ExportError> {
        let mut page = setup.paper.page(size);
        page.transparent = setup.background == Background::Transparent;
        page.packing = setup.packing;
        page.check()?;
        if setup.background == Background::White {
            for sheet in &mut sheets {
                sheet.scene.background = Color::hex(0x00FF_FFFF);
            }
        }
        let points = setup.paper.points().unwrap_or_else(|| on_a_slide(size));
        let scale = (points / size).min_elem();
        let smallest = sheets.iter().map(|sheet| smallest(&sheet.scene));
        Ok(Self {
            title: map.title.clone(),
            smallest: scale * smallest.fold(f32::INFINITY, f32::min),
            sheets,
            points,
            scale,
            page,
        })
    }

    /// How well its smallest text is read.
    #[must_use]
    pub fn grade(&self) -> Grade {
        Grade::of(self.smallest)
    }
}

/// The size in points of something that fills a wide slide as far as it goes.
fn on_a_slide(size: Vec2) -> Vec2 {
    size * (SLIDE / size.max(Vec2::splat(1.0))).min_elem()
}

/// The size of the smallest words of a scene, in units; icons are no words.
fn smallest(scene: &Scene) -> f32 {
    let sizes = scene.items.iter().filter_map(|item| match item {
        Item::Text(line) if line.face != Face::Icon && !line.text.trim().is_empty() => {
            Some(line.size)
        }
        Item::Text(_)
        | Item::Rect { .. }
        | Item::Polygon { .. }
        | Item::Polyline { .. }
        | Item::Circle { .. }
        | Item::Area { .. }
        | Item::Picture { .. } => None,
    });
    sizes.fold(f32::INFINITY, f32::min)
}

/// The first and the last of some stages.
fn span_of(stages: &[(StageId, String)]) -> String {
    match stages {
        [] => String::new(),
        [(_, only)] => only.clone(),
        [(_, first), .., (_, last)] => format!("{first} to {last}"),
    }
}
