//! What stands above every page: whose journey it is, which stage of how many
//! is shown, and how far along that is. Names that stand on many pages are
//! shortened where they would take the room of what the page is about.

use emath::{Rect, Vec2, pos2, vec2};

use super::{
    Face, Measure,
    cell::{PlacedLine, place_lines},
    text::{Block, TextStyle},
    tokens,
};
use crate::model::Map;

/// The title on a page.
const TITLE: TextStyle = TextStyle::new(Face::Bold, 15.5, 20.0);
/// The persona beside it.
const PERSONA: TextStyle = TextStyle::new(Face::Regular, 15.5, 20.0);
/// Where in the journey the page is.
const COUNT: TextStyle = TextStyle::new(Face::Regular, 12.0, 20.0);
/// The top of the line.
const TOP: f32 = 14.0;
/// A dot of the progress: its size, and how far one is from the next.
const DOT: Vec2 = vec2(8.0, 6.0);
const DOT_GAP: f32 = 4.0;
/// The width of the dot of the stage that is shown.
const DOT_HERE: f32 = 27.0;
/// With more stages than this, the count alone tells how far it is.
const MOST_DOTS: usize = 20;

/// The line above a page, in the page's units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// The map's title.
    pub title: Vec<PlacedLine>,
    /// Whose journey it is.
    pub persona: Vec<PlacedLine>,
    /// "3 of 5", at the right.
    pub count: Vec<PlacedLine>,
    /// One for each stage, left to right.
    pub dots: Vec<Rect>,
}

/// Where a page is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The place of the stage that is shown; none on the overview.
    pub(super) stage: Option<usize>,
    /// How many stages there are.
    pub(super) stages: usize,
    /// Which of its stage's pages it is, from 1.
    pub(super) number: usize,
    /// How many pages its stage takes.
    pub(super) count: usize,
}

impl Position {
    fn words(self) -> String {
        let place = match self.stage {
            Some(stage) => format!("{} of {}", stage + 1, self.stages),
            None => "Overview".into(),
        };
        if self.count > 1 {
            format!("{place} · page {} of {}", self.number, self.count)
        } else {
            place
        }
    }
}

impl Heading {
    /// Sets the line for a page of a width.
    pub(super) fn new(map: &Map, position: Position, width: f32, measure: &mut Measure) -> Self {
        let mut heading = Self::default();
        let mut right = width - tokens::MARGIN;
        let count = measure.wrap(&position.words(), &COUNT, width);
        right -= count.width;
        let level = TITLE.ascent() - COUNT.ascent();
        heading.count = place_lines(count, COUNT, pos2(right, TOP + level), 0.0);
        right -= 10.0;
        if position.stages <= MOST_DOTS {
            for stage in (0..position.stages).rev() {
                let is_here = position.stage == Some(stage);
                let wide = if is_here { DOT_HERE } else { DOT.x };
                let corner = pos2(right - wide, TOP + (TITLE.leading - DOT.y) / 2.0);
                heading
                    .dots
                    .push(Rect::from_min_size(corner, vec2(wide, DOT.y)));
                right -= wide + DOT_GAP;
            }
            heading.dots.reverse();
        }
        let left = tokens::MARGIN + 2.0;
        heading.place_names(map, (left, right - 24.0), measure);
        heading
    }

    fn place_names(&mut self, map: &Map, (left, right): (f32, f32), measure: &mut Measure) {
        let title = match map.title.trim() {
            "" => "Untitled journey",
            title => title,
        };
        let room = (right - left).max(1.0);
        let title = shortened(title, &TITLE, room, measure);
        let after = left + title.width;
        self.title = place_lines(title, TITLE, pos2(left, TOP), 0.0);
        let names: Vec<&str> = map
            .personas
            .iter()
            .map(|persona| persona.name.trim())
            .filter(|name| !name.is_empty())
            .collect();
        let room = right - after - 5.0;
        if !names.is_empty() && room > 60.0 {
            let text = format!("· {}", names.join(", "));
            let block = shortened(&text, &PERSONA, room, measure);
            self.persona = place_lines(block, PERSONA, pos2(after + 5.0, TOP), 0.0);
        }
    }
}

/// A text on one line, with an ellipsis where it is longer than the room.
pub(super) fn shortened(text: &str, style: &TextStyle, room: f32, measure: &mut Measure) -> Block {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = measure.wrap(&text, style, f32::INFINITY);
    if whole.width <= room {
        return whole;
    }
    let less = room - measure.line_width("…", style);
    let block = measure.wrap(&text, style, less.max(1.0));
    let first = block.lines.first().map(|line| line.text.trim_end());
    measure.wrap(
        &format!("{}…", first.unwrap_or_default()),
        style,
        f32::INFINITY,
    )
}

/// The first lines of a block, with an ellipsis when there are more.
pub(super) fn at_most(mut block: Block, most: usize) -> Block {
    if block.lines.len() <= most {
        return block;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
    let share = most as f32 / block.lines.len() as f32;
    block.height *= share;
    block.lines.truncate(most);
    if let Some(last) = block.lines.last_mut() {
        let mut text: String = last.text.trim_end().to_owned();
        // Room for the ellipsis, in a line that may be full.
        text.pop();
        text.pop();
        last.text = format!("{}…", text.trim_end()).into();
    }
    block
}
