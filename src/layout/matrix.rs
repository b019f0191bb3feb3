//! Opportunities as a picture: a board of five efforts by five impacts, with
//! every opportunity as a small card in the field of its two levels, and those
//! without a level in a list beside it. A field is as large as its cards need,
//! so nothing overlaps and no text is cut, however many share a place. On a
//! page the board fills it, with text as large as that allows.

mod field;

use std::sync::Arc;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use self::field::{Loose, row_heights};
use super::{
    cell::{PlacedLine, place_lines},
    fit::FOOTER,
    fonts::Face,
    layouter::Layouter,
    measure::Measure,
    text::TextStyle,
    tokens,
};
use crate::model::{Card, Map, Opportunity, Quadrant, StageId};

/// The opportunities of a map on a board.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The size of the whole picture, margins included.
    pub size: Vec2,
    /// The edges between the efforts, 1 at the left, and the two outer ones.
    pub columns: [f32; 6],
    /// The edges between the impacts, 5 at the top, and the two outer ones.
    pub rows: [f32; 6],
    /// The four quadrants, which meet in the middle of the board; their outer
    /// edges hold their names.
    pub quadrants: [(Quadrant, Rect); 4],
    /// Title, names of axes, levels and quadrants.
    pub words: Vec<(PlacedLine, MatrixTone)>,
    /// Every opportunity, those worth most first.
    pub cards: Vec<MatrixCard>,
}

/// How words around the board are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixTone {
    /// Read first.
    Ink,
    /// Stands back.
    Muted,
    /// The name of a quadrant.
    Quadrant(Quadrant),
}

/// An opportunity on the board or beside it.
#[derive(Clone, Debug)]
pub struct MatrixCard {
    /// Which.
    pub card: Arc<Card>,
    /// The place of its stage.
    pub stage: usize,
    /// Where.
    pub rect: Rect,
    /// The middle of its dot.
    pub dot: Pos2,
    /// Its text, at its place in the picture.
    pub text: Vec<PlacedLine>,
    /// What else is known of it, likewise.
    pub note: Vec<PlacedLine>,
}

/// The title of the board.
const TITLE: TextStyle = TextStyle::new(Face::Bold, 19.0, 25.0);
/// The names of axes and quadrants.
const NAME: TextStyle = TextStyle::new(Face::SemiBold, 13.0, 17.0);
/// A level of an axis.
const LEVEL: TextStyle = TextStyle::new(Face::SemiBold, 13.0, 17.0);
/// An opportunity.
const TEXT: TextStyle = TextStyle::new(Face::SemiBold, 12.5, 16.0);
/// What else is known of it, and the ends of axes.
const NOTE: TextStyle = TextStyle::new(Face::Regular, tokens::SMALLEST_ON_A_PAGE, 15.0);

/// Left of the board, for the levels of impact.
const AXIS: f32 = 72.0;
/// Above and below the board, for the names of quadrants.
const STRIP: f32 = 25.0;
/// Below the strip, for the levels of effort and its name.
const BELOW: f32 = 40.0;
/// Between a field and its cards, and between cards.
const GAP: f32 = 6.0;
/// Inside a card: left and right, then above and below.
const PAD: (f32, f32) = (9.0, 6.0);
/// The radius of the dot of a card.
pub(crate) const MATRIX_DOT: f32 = 4.0;
/// Between the dot and the text.
const DOT_GAP: f32 = 7.0;
/// Between the board and the list beside it.
const APART: f32 = 26.0;
/// The narrowest picture, in units: few words are not blown up without end.
const NARROWEST: f32 = 620.0;
/// The width of a board that no page gives one.
const NATURAL: f32 = 1180.0;
/// How much wider a column is the more it holds, as powers of how many share
/// its fullest field; the first is for boards with few in each.
const LEANS: [f32; 4] = [0.35, 0.6, 0.85, 1.1];
/// The widest picture that is tried.
const WIDEST: f32 = 12_000.0;

impl Layouter {
    /// The opportunities of the stages and lanes that are shown, for a page of
    /// a size in points, with room for a line below it where `has_footer`; at a
    /// size of its own when that is `None`.
    pub fn matrix(
        &mut self,
        map: &Map,
        stages: &[StageId],
        (points, has_footer): (Option<Vec2>, bool),
    ) -> Matrix {
        let shown = |held: &Opportunity<'_>| {
            let lane = map.lane(held.card.lane);
            stages.contains(&held.stage.id) && lane.is_some_and(|(_, lane)| !lane.hidden)
        };
        let all = map.opportunities();
        let all: Vec<Opportunity<'_>> = all.into_iter().filter(shown).collect();
        let mut board = Board {
            map,
            all: &all,
            margin: tokens::MARGIN + if has_footer { FOOTER } else { 0.0 },
            lean: LEANS[0],
            measure: &mut self.measure,
        };
        let Some(points) = points else {
            return board.laid(NATURAL, None);
        };
        let points = points.max(Vec2::splat(1.0));
        let aspect = points.y / points.x;
        let least = NARROWEST * (points.x / points.max_elem()).max(0.7);
        let mut width = board.narrowest(least, aspect);
        if width > least && board.lean_for(width) {
            width = board.narrowest(least, aspect).min(width);
        }
        let size = vec2(width, width * aspect);
        let laid = board.laid(width, Some(size.y));
        // What is higher than any page that was tried is shown whole.
        Matrix {
            size: size.max(laid.size),
            ..laid
        }
    }
}

struct Board<'a> {
    map: &'a Map,
    all: &'a [Opportunity<'a>],
    /// Below everything.
    margin: f32,
    /// How much wider columns are that hold more.
    lean: f32,
    measure: &'a mut Measure,
}

impl Board<'_> {
    /// The narrowest page that holds everything, found by halving, as a factor:
    /// it has the largest text.
    fn narrowest(&mut self, least: f32, aspect: f32) -> f32 {
        let mut fits = |width: f32| self.laid(width, None).size.y <= width * aspect;
        if fits(least) {
            return least;
        }
        let (mut low, mut high) = (least, WIDEST);
        while high / low > 1.01 {
            let middle = (low * high).sqrt();
            if fits(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }

    /// Takes the lean by which the board is lowest at a width. Whether it is
    /// another one.
    fn lean_for(&mut self, width: f32) -> bool {
        let heights = LEANS.map(|lean| {
            self.lean = lean;
            (self.laid(width, None).size.y, lean)
        });
        let first = (f32::INFINITY, LEANS[0]);
        let lowest = heights
            .into_iter()
            .fold(first, |low, held| if held.0 < low.0 { held } else { low });
        self.lean = lowest.1;
        self.lean > LEANS[0]
    }

    /// Everything at a width, as high as it needs to be or as it may be.
    fn laid(&mut self, width: f32, height: Option<f32>) -> Matrix {
        let (left, right) = (tokens::MARGIN, width - tokens::MARGIN);
        let mut words = Vec::new();
        let top = self.title(right - left, &mut words);
        let has_list = self.all.iter().any(|held| held.place().is_none());
        let beside = if has_list {
            (0.21 * width).clamp(150.0, 300.0)
        } else {
            0.0
        };
        let list = right - beside;
        let board = if has_list { list - APART } else { right };
        let columns = self.columns(left + AXIS, board);
        let fields = self.fields(&columns);
        let heights = row_heights(&fields);
        let around = top + 2.0 * STRIP + BELOW + self.margin;
        let spare = height.map_or(0.0, |height| height - around - heights.iter().sum::<f32>());
        let mut rows = [top + STRIP; 6];
        let mut y = top + STRIP;
        for (row, height) in rows.iter_mut().skip(1).zip(heights) {
            y += height + spare.max(0.0) / 5.0;
            *row = y;
        }
        let mut cards: Vec<Option<MatrixCard>> = Vec::new();
        cards.resize_with(self.all.len(), || None);
        for (place, field) in fields.into_iter().enumerate() {
            let (row, column) = (place / 5, place % 5);
            let corner = pos2(columns[column] + GAP, rows[row] + GAP);
            for (index, rect, loose) in field.cards {
                cards[index] = Some(self.placed(index, rect.translate(corner.to_vec2()), loose));
            }
        }
        let bottom = self.listed((list, beside, top), (&mut cards, &mut words));
        self.axes(&columns, &rows, &mut words);
        let needed = (rows[5] + STRIP + BELOW).max(bottom) + self.margin;
        Matrix {
            size: vec2(width, needed),
            quadrants: quadrants(&columns, &rows),
            columns,
            rows,
            words,
            cards: cards.into_iter().flatten().collect(),
        }
    }

    /// The title, and the y below it.
    fn title(&mut self, room: f32, words: &mut Vec<(PlacedLine, MatrixTone)>) -> f32 {
        let mut top = tokens::MARGIN;
        let of_map = self.map.title.trim();
        let title = if self.all.is_empty() {
            "No opportunities on this map yet"
        } else {
            "Opportunities: impact by effort"
        };
        for (text, style, tone) in [
            (title, TITLE, MatrixTone::Ink),
            (of_map, NOTE, MatrixTone::Muted),
        ] {
            if text.is_empty() {
                continue;
            }
            let block = self.measure.wrap(text, &style, room);
            let height = block.height;
            let lines = place_lines(block, style, pos2(tokens::MARGIN, top), 0.0);
            words.extend(lines.into_iter().map(|line| (line, tone)));
            top += height;
        }
        top + 10.0
    }

    /// A card at its place.
    fn placed(&self, index: usize, rect: Rect, loose: Loose) -> MatrixCard {
        let moved = |lines: Vec<PlacedLine>| -> Vec<PlacedLine> {
            let lines = lines.into_iter().map(|mut line| {
                line.pos += rect.min.to_vec2();
                line
            });
            lines.collect()
        };
        let held = &self.all[index];
        let middle = PAD.1 + TEXT.leading / 2.0;
        MatrixCard {
            card: Arc::clone(held.card),
            stage: held.index,
            rect,
            dot: rect.min + vec2(PAD.0 + MATRIX_DOT, middle),
            text: moved(loose.text),
            note: moved(loose.note),
        }
    }

    /// The list of those without a place, and where it ends.
    fn listed(
        &mut self,
        (left, width, top): (f32, f32, f32),
        (cards, words): (
            &mut [Option<MatrixCard>],
            &mut Vec<(PlacedLine, MatrixTone)>,
        ),
    ) -> f32 {
        if width <= 0.0 {
            return top;
        }
        let block = self.measure.wrap("Without impact or effort", &NAME, width);
        let mut y = top + block.height.max(STRIP);
        let lines = place_lines(block, NAME, pos2(left, top + 4.0), 0.0);
        words.extend(lines.into_iter().map(|line| (line, MatrixTone::Muted)));
        y += 2.0;
        let all = self.all;
        for (held, (index, slot)) in all.iter().zip(cards.iter_mut().enumerate()) {
            if held.place().is_some() {
                continue;
            }
            let loose = self.loose(held, width);
            let rect = Rect::from_min_size(pos2(left, y), vec2(width, loose.height));
            y = rect.bottom() + GAP;
            *slot = Some(self.placed(index, rect, loose));
        }
        y
    }

    /// The names of axes, levels and quadrants.
    fn axes(
        &mut self,
        columns: &[f32; 6],
        rows: &[f32; 6],
        words: &mut Vec<(PlacedLine, MatrixTone)>,
    ) {
        let (left, right) = (columns[0], columns[5]);
        let (top, bottom) = (rows[0], rows[5]);
        let mut write = |text: &str, style: TextStyle, (x, y, align): (f32, f32, f32), tone| {
            let width = self.measure.line_width(text, &style);
            let corner = pos2(x - align * width, y);
            let block = self.measure.wrap(text, &style, f32::INFINITY);
            let lines = place_lines(block, style, corner, 0.0);
            words.extend(lines.into_iter().map(|line| (line, tone)));
        };
        let muted = MatrixTone::Muted;
        write(
            "Impact ↑",
            NAME,
            (left - 12.0, top - STRIP + 4.0, 1.0),
            MatrixTone::Ink,
        );
        let below = bottom + STRIP + 22.0;
        write("Effort →", NAME, (right, below, 1.0), MatrixTone::Ink);
        let from = "Impact: 1 helps a little, 5 changes the journey · Effort: 1 is done in days, 5 takes a year";
        write(from, NOTE, (left, below, 0.0), muted);
        for level in 1..=5_u8 {
            let at = usize::from(level);
            let name = level.to_string();
            let x = f32::midpoint(columns[at - 1], columns[at]);
            write(&name, LEVEL, (x, bottom + STRIP + 4.0, 0.5), muted);
            let y = f32::midpoint(rows[5 - at], rows[6 - at]) - LEVEL.leading / 2.0;
            write(&name, LEVEL, (left - 12.0, y, 1.0), muted);
        }
        for quadrant in Quadrant::ALL {
            let (x, align) = match quadrant {
                Quadrant::QuickWin | Quadrant::FillIn => (left + 10.0, 0.0),
                Quadrant::BigBet | Quadrant::MoneyPit => (right - 10.0, 1.0),
            };
            let y = match quadrant {
                Quadrant::QuickWin | Quadrant::BigBet => top - STRIP + 5.0,
                Quadrant::FillIn | Quadrant::MoneyPit => bottom + 3.0,
            };
            let tone = MatrixTone::Quadrant(quadrant);
            write(quadrant.label(), NAME, (x, y, align), tone);
        }
    }
}

/// The quadrants with their names, which meet in the middle of the board.
fn quadrants(columns: &[f32; 6], rows: &[f32; 6]) -> [(Quadrant, Rect); 4] {
    let middle = pos2(
        f32::midpoint(columns[2], columns[3]),
        f32::midpoint(rows[2], rows[3]),
    );
    let (left, right) = (columns[0], columns[5]);
    let (top, bottom) = (rows[0] - STRIP, rows[5] + STRIP);
    Quadrant::ALL.map(|quadrant| {
        let corner = match quadrant {
            Quadrant::QuickWin => pos2(left, top),
            Quadrant::BigBet => pos2(right, top),
            Quadrant::FillIn => pos2(left, bottom),
            Quadrant::MoneyPit => pos2(right, bottom),
        };
        (quadrant, Rect::from_two_pos(corner, middle))
    })
}
