//! Pictures of the templates, drawn once by the program's own pipeline. A bare
//! template is all lines, so each is shown with a few cards without words: what
//! is seen is which lanes there are and how they look.

use std::ops::ControlFlow;

use egui::{ColorImage, Context, Rangef, TextureHandle, TextureOptions};

use crate::{
    layout::Layouter,
    model::{
        At, Card, CardId, Edit, EmotionPoint, LaneKind, Map, New, PointId, Span, StageField,
        Template, Valence,
    },
    paint::{self, Picture},
    scene::{self, Part},
};

/// In pixels: sharp on screens of twice the density.
const SIZE: [usize; 2] = [416, 234];
/// Above and below stages and lanes, in units of the map.
const EDGE: f32 = 14.0;
/// Feelings of the curve in the pictures, from the first stage on.
const FEELINGS: [f64; 8] = [0.2, 1.1, -1.2, -0.4, 1.6, 0.6, -0.8, 1.2];

/// The pictures, once they are needed.
#[derive(Default)]
pub(super) struct Gallery(Vec<TextureHandle>);

impl Gallery {
    /// A picture of each template, in the order of [`Template::ALL`].
    pub(super) fn pictures(&mut self, ctx: &Context) -> &[TextureHandle] {
        if self.0.is_empty() {
            let loaded = Template::ALL.into_iter().map(|template| {
                let name = format!("template {}", template.word());
                ctx.load_texture(name, picture(template), TextureOptions::LINEAR)
            });
            self.0 = loaded.collect();
        }
        &self.0
    }
}

fn picture(template: Template) -> ColorImage {
    let map = with_cards(template.map());
    let mut layouter = Layouter::new();
    let layout = layouter.layout(&map);
    let theme = map.theme.theme();
    let scene = scene::content(&map, &layout, theme, Part::whole(&layout));
    // Stages and lanes without the header, as large as they go.
    let lanes = Rangef::new(layout.stage_top - EDGE, layout.lanes_bottom() + EDGE);
    let [width, height] = SIZE.map(pixels);
    let scale = (width / layout.size.x).min(height / lanes.span());
    let whole = (layout.size * scale).ceil();
    let page = Picture {
        width: count(whole.x),
        height: count(whole.y),
        transparent: false,
    };
    let top = count(lanes.min * scale);
    let high = count(lanes.span() * scale).min(SIZE[1]);
    let corner = [
        (SIZE[0].saturating_sub(page.width)) / 2,
        (SIZE[1] - high) / 2,
    ];
    let mut image = ColorImage::filled(SIZE, paint::color(theme.paper));
    let mut at = 0;
    let _: ControlFlow<()> = page.draw(&scene, layouter.fonts(), |band| {
        for row in band.rows() {
            if (top..top + high).contains(&at) {
                let y = corner[1] + at - top;
                let line = image.pixels.iter_mut().skip(y * SIZE[0] + corner[0]);
                for (pixel, drawn) in line.zip(row.iter().take(SIZE[0])) {
                    *pixel = *drawn;
                }
            }
            at += 1;
        }
        ControlFlow::Continue(())
    });
    image
}

#[expect(clippy::cast_precision_loss, reason = "the side of a small picture")]
const fn pixels(side: usize) -> f32 {
    side as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and is small"
)]
fn count(pixels: f32) -> usize {
    pixels as usize
}

/// The map with cards and a curve.
fn with_cards(mut map: Map) -> Map {
    let mut edits = Vec::new();
    for (index, stage) in map.stages.iter().enumerate() {
        // Narrow stages are seen better in a small picture.
        let span = StageField::Span(Span::clamped(0.5));
        edits.push(Edit::SetStage(stage.id, span));
        for (row, lane) in map.lanes.iter().enumerate() {
            let cards = cards_on(lane.kind, index, row);
            for card in 0..cards {
                let at = At::clamped(if card == 0 { 0.0 } else { 1.0 });
                let card = Card::new(CardId(0), lane.id, at, "Some words on a card");
                edits.push(Edit::Add(New::Card(stage.id, Box::new(card))));
            }
        }
        let feeling = FEELINGS.get(index).copied().map(Valence::clamped);
        if let Some(curve) = map.curves.first() {
            let point = EmotionPoint::new(PointId(0), curve.id, At::clamped(0.5), feeling);
            edits.push(Edit::Add(New::Point(stage.id, Box::new(point))));
        }
    }
    for edit in &edits {
        // An id that is not there would leave out a card of a picture.
        let _ = map.apply(edit);
    }
    map
}

/// How many cards a cell of a picture has.
const fn cards_on(kind: LaneKind, stage: usize, row: usize) -> usize {
    match kind {
        LaneKind::Emotion => 0,
        LaneKind::PainPoints | LaneKind::Opportunities => (stage + row) % 2,
        LaneKind::Metrics
        | LaneKind::Owners
        | LaneKind::Pictures
        | LaneKind::Actions
        | LaneKind::Touchpoints
        | LaneKind::Thoughts
        | LaneKind::Quotes
        | LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::PhysicalEvidence
        | LaneKind::Custom => 1,
    }
}
