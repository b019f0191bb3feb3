//! Sizes and distances of the layout, in map units, and the styles of text.
//! One place to change how tight or generous a map is set.

use emath::{Vec2, vec2};

use super::{fonts::Face, text::TextStyle};
use crate::model::LaneKind;

/// Around the map, inside its sheet.
pub const MARGIN: f32 = 22.0;
/// The width of the lane labels at the left.
pub const GUTTER: f32 = 150.0;
/// The width of a stage with span 1.
pub const STAGE: f32 = 300.0;
/// The least width of all stages together, for maps of one or two stages.
pub const STAGES_AT_LEAST: f32 = 780.0;
/// Between a stage's edge and its cards.
pub const STAGE_PAD: f32 = 9.0;
/// Cards that fit side by side on a stage of span 1.
pub const COLUMNS: f32 = 3.0;
/// How many times its usual width a card may take to keep a word whole.
pub const CARD_WIDENS: f32 = 1.7;
/// Between cards side by side. Layout promises at least 4.
pub const CARD_GAP: f32 = 8.0;
/// The least distance between two cards that share a row.
pub const CARD_APART: f32 = 4.0;
/// Between rows of cards.
pub const ROW_GAP: f32 = 6.0;
/// Above and below the cards of a lane.
pub const LANE_PAD: f32 = 9.0;
/// The least height of a lane.
pub const LANE: f32 = 40.0;
/// Inside a card, left and right, then above and below.
pub const CARD_PAD: (f32, f32) = (9.0, 7.0);
/// Inside a card on a page that is filled.
pub const PAGE_CARD_PAD: (f32, f32) = (7.0, 5.0);
/// Between cards side by side on such a page.
pub const PAGE_CARD_GAP: f32 = 6.0;
/// Between rows of cards on such a page.
pub const PAGE_ROW_GAP: f32 = 5.0;
/// The radius of a card's corners.
pub const CARD_RADIUS: f32 = 7.0;
/// The radius of the corners of a card about systems.
pub const SYSTEM_RADIUS: f32 = 1.5;
/// The side of the corner that is turned down on physical evidence.
pub const EAR: f32 = 9.0;
/// The usual width of a card with a picture: half a stage of span 1.
pub const PICTURE: f32 = 137.0;
/// The width below which a card with a picture does not shrink so that two of
/// them fit a narrow stage.
pub const PICTURE_LEAST: f32 = 108.0;
/// Around the picture on its card.
pub const PICTURE_PAD: f32 = 5.0;
/// The radius of a picture's corners.
pub const PICTURE_RADIUS: f32 = 4.0;
/// The highest that a picture is drawn on a card.
pub const PICTURE_HIGHEST: f32 = 150.0;
/// The size of the icon that stands in for a picture.
pub const PICTURE_ICON: f32 = 24.0;
/// Inside a pill: before the icon, between icon and text, after the text.
pub const PILL_PAD: (f32, f32, f32) = (8.0, 5.0, 10.0);
/// The height of a pill of one line.
pub const PILL: f32 = 24.0;
/// The size of the icon on a pill.
pub const PILL_ICON: f32 = 14.0;
/// The size of an icon among the marks of a card.
pub const MARK_ICON: f32 = 11.5;
/// The least room for marks under the text of a pill.
pub const PILL_MARKS: f32 = 45.0;
/// Between the icon of a mark and its words.
pub const MARK_PAD: f32 = 2.5;
/// Between two marks of a card.
pub const MARK_GAP: f32 = 8.0;
/// Between a card's text and its marks.
pub const MARKS_ABOVE: f32 = 4.0;
/// The diameter of a dot of severity.
pub const SEVERITY_DOT: f32 = 5.5;
/// From one dot of severity to the next.
pub const SEVERITY_STEP: f32 = 8.0;
/// The usual width of a metric's gauge, and its height.
pub const GAUGE: Vec2 = vec2(112.0, 9.0);
/// The width below which a gauge does not shrink to stand beside the value.
pub const GAUGE_LEAST: f32 = 32.0;
/// Between the value and a gauge beside it.
pub const GAUGE_BESIDE: f32 = 8.0;
/// The height of the bar of a gauge.
pub const GAUGE_BAR: f32 = 4.0;
/// Between a metric's words and its gauge.
pub const GAUGE_ABOVE: f32 = 3.0;
/// The diameter of a dot of the badge of votes.
pub const VOTE_DOT: f32 = 5.5;
/// From one of its dots to the next.
pub const VOTE_STEP: f32 = 7.5;
/// Between the ends of that badge and what is in it.
pub const VOTE_PAD: f32 = 5.0;
/// The strip that holds a divider's line and its name.
pub const DIVIDER: f32 = 19.0;
/// The least height of the header.
pub const HEADER: f32 = 88.0;
/// The diameter of the portrait.
pub const PORTRAIT: f32 = 60.0;
/// The width of a fact of the header (scenario, goal, …).
pub const FACT: f32 = 180.0;
/// Inside the pill of a further persona.
pub const PERSONA_PAD: Vec2 = vec2(9.0, 2.5);
/// Between two pills of personas.
pub const PERSONA_GAP: f32 = 6.0;
/// Between facts.
pub const FACT_GAP: f32 = 26.0;
/// The height of the row of chevrons, when names take one line.
pub const STAGE_ROW: f32 = 56.0;
/// Between the chevrons and the first lane.
pub const STAGE_ROW_GAP: f32 = 8.0;
/// How far a chevron's tip reaches.
pub const CHEVRON: f32 = 12.0;
/// From one value of the emotion scale to the next.
pub const VALENCE: f32 = 27.0;
/// Above +2 and below −2 of the emotion lane.
pub const EMOTION_PAD: f32 = 34.0;
/// Between a stage's edge and its emotion points.
pub const POINT_PAD: f32 = 20.0;
/// The radius of a face on the curve.
pub const FACE: f32 = 9.0;
/// The radius of a face on a curve beside the first, and of a turning point
/// of a dramatic arc.
pub const SMALL_FACE: f32 = 6.5;
/// The radius of a plain point on the curve.
pub const DOT: f32 = 4.5;
/// The widest label at the curve.
pub const CURVE_LABEL_WIDTH: f32 = 190.0;
/// The size of the icon beside a lane's name.
pub const LANE_ICON: f32 = 16.0;

/// The map's title.
pub const TITLE: TextStyle = TextStyle::new(Face::Bold, 25.0, 31.0);
/// The persona's name.
pub const PERSONA: TextStyle = TextStyle::new(Face::SemiBold, 13.5, 20.0);
/// Text of the header.
pub const HEADER_TEXT: TextStyle = TextStyle::new(Face::Regular, 13.5, 18.0);
/// The persona's quote.
pub const HEADER_QUOTE: TextStyle = TextStyle::new(Face::Italic, 13.5, 18.0);
/// What a fact of the header is.
pub const FACT_LABEL: TextStyle = TextStyle::new(Face::SemiBold, 11.5, 17.0);
/// A fact of the header.
pub const FACT_TEXT: TextStyle = TextStyle::new(Face::Regular, 13.0, 17.0);
/// A pill in the header.
pub const TAG: TextStyle = TextStyle::new(Face::SemiBold, 11.5, 15.0);
/// A stage's name.
pub const STAGE_NAME: TextStyle = TextStyle::new(Face::SemiBold, 15.5, 20.0);
/// The size of the flag at a key moment.
pub const FLAG: f32 = 13.0;
/// A stage's duration, owner and key moment.
pub const STAGE_DURATION: TextStyle = TextStyle::new(Face::Regular, 11.5, 15.0);
/// A lane's name.
pub const LANE_NAME: TextStyle = TextStyle::new(Face::SemiBold, 13.0, 17.0);
/// A card.
pub const CARD: TextStyle = TextStyle::new(Face::Regular, 12.5, 16.5);
/// A thought or a quote.
pub const QUOTE: TextStyle = TextStyle::new(Face::Italic, 12.5, 16.5);
/// A touchpoint.
pub const PILL_TEXT: TextStyle = TextStyle::new(Face::SemiBold, 12.0, 16.0);
/// The name of a metric.
pub const METRIC_NAME: TextStyle = TextStyle::new(Face::Regular, 12.5, 20.0);
/// The value of a metric.
pub const METRIC_VALUE: TextStyle = TextStyle::new(Face::Bold, 17.0, 20.0);
/// The words of a mark on a card.
pub const MARK: TextStyle = TextStyle::new(Face::Regular, 10.5, 13.5);
/// A label at the curve.
pub const CURVE_LABEL: TextStyle = TextStyle::new(Face::SemiBold, 12.0, 15.0);
/// The name of a curve in the legend.
pub const LEGEND: TextStyle = TextStyle::new(Face::Regular, 12.0, 15.0);
/// The length of a curve's line in the legend.
pub const LEGEND_LINE: f32 = 34.0;
/// The numbers of the emotion scale, and a divider's name.
pub const SMALL: TextStyle = TextStyle::new(Face::Regular, 11.0, 14.0);

/// The size of the smallest text on a page: a page that is presented is scaled
/// so that this one can be read from the back of the room.
pub const SMALLEST: f32 = SMALL.size;

/// The size of the smallest words on a page that a picture is exported on.
pub const SMALLEST_ON_A_PAGE: f32 = PILL_TEXT.size;

/// How the cards of a lane look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A box of text, one column wide.
    Card,
    /// A pill with an icon, as wide as its text.
    Pill,
    /// Words without a box, in quotation marks.
    Quote,
    /// A name and a strong value.
    Metric,
}

impl Look {
    /// The look of a kind of lane.
    #[must_use]
    pub const fn of(kind: LaneKind) -> Self {
        match kind {
            LaneKind::Touchpoints | LaneKind::Owners => Self::Pill,
            LaneKind::Thoughts | LaneKind::Quotes => Self::Quote,
            LaneKind::Metrics => Self::Metric,
            LaneKind::Actions
            | LaneKind::Emotion
            | LaneKind::PainPoints
            | LaneKind::Opportunities
            | LaneKind::Pictures
            | LaneKind::Frontstage
            | LaneKind::Backstage
            | LaneKind::SupportProcesses
            | LaneKind::PhysicalEvidence
            | LaneKind::Custom => Self::Card,
        }
    }
}
