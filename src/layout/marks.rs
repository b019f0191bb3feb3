//! What is known of a card beside its text: severity, impact and effort,
//! votes, status, wait, owner, evidence. Small marks below the text, or beside it on
//! a pill; only what is set takes room. Each is told by its shape, not by its
//! color alone.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    body::Body,
    cell::{PlacedLine, place_lines},
    measure::Measure,
    text::TextStyle,
    tokens::{self, Look},
};
use crate::model::{Card, Channel, Details, Evidence, Level, Map, Status};

/// What a mark tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// How many votes it got: a badge with so many dots, from six on with one
    /// and the number. Shown however few details the map shows.
    Votes(u32),
    /// How much it hurts, as so many dots of five.
    Severity(Level),
    /// Impact and effort, in words.
    Worth,
    /// Through what it happens: an icon and the channel's name. A pill has the
    /// icon already.
    Channel(Channel),
    /// How far work has come: an icon and the word.
    Status(Status),
    /// How long the customer waits: an icon and the words.
    Wait,
    /// Who answers for it: an icon and the name.
    Owner,
    /// How well it is known: an icon.
    Evidence(Evidence),
    /// That a metric is computed from feedback, with interval and sample size:
    /// an icon and the words.
    Computed,
}

/// So many votes are dots; more are told as a number.
pub const MOST_DOTS: u32 = 5;

impl Tells {
    /// The width of its icon or dots; 0 for words alone.
    fn sign(self) -> f32 {
        match self {
            Self::Votes(votes) => {
                let dots = if votes > MOST_DOTS { 1 } else { votes.max(1) };
                let steps = (1..dots).map(|_| tokens::VOTE_STEP);
                tokens::VOTE_DOT + steps.sum::<f32>()
            }
            Self::Severity(_) => {
                5.0 * tokens::SEVERITY_DOT + 4.0 * (tokens::SEVERITY_STEP - tokens::SEVERITY_DOT)
            }
            Self::Worth => 0.0,
            Self::Channel(_)
            | Self::Status(_)
            | Self::Wait
            | Self::Owner
            | Self::Evidence(_)
            | Self::Computed => tokens::MARK_ICON,
        }
    }
}

/// A mark on a card, relative to the card's corner.
#[derive(Clone, Debug, PartialEq)]
pub struct CardMark {
    /// What it tells.
    pub tells: Tells,
    /// Its place; its icon or dots stand at the left of the first line.
    pub rect: Rect,
    /// The words beside the icon.
    pub lines: Vec<PlacedLine>,
}

impl Tells {
    /// The room inside its ends; 0 for what has no frame.
    const fn pad(self) -> f32 {
        match self {
            Self::Votes(_) => tokens::VOTE_PAD,
            Self::Severity(_)
            | Self::Worth
            | Self::Channel(_)
            | Self::Status(_)
            | Self::Wait
            | Self::Owner
            | Self::Evidence(_)
            | Self::Computed => 0.0,
        }
    }
}

impl CardMark {
    /// The height of its first line, beside which its icon stands.
    #[must_use]
    pub fn leading(&self) -> f32 {
        let first = self.lines.first();
        first.map_or(self.rect.height(), |line| line.style.leading)
    }
}

/// What is known of a card, and how much of that is shown.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) card: &'a Card,
    details: Details,
    /// The channel and its name, where nothing else shows it.
    channel: Option<(Channel, &'a str)>,
}

impl<'a> Known<'a> {
    /// What `map` shows of a card; a pill has its channel as an icon.
    pub(super) fn new(card: &'a Card, look: Look, map: &'a Map) -> Self {
        let channel = card.channel.filter(|_| look != Look::Pill);
        Self {
            card,
            details: map.details,
            channel: channel.map(|channel| (channel, map.channel_label(channel))),
        }
    }
}

/// The marks of a card, evidence last, in rows from a corner, and the room
/// they take.
pub(super) fn place(
    known: Known<'_>,
    corner: Pos2,
    (room, style): (f32, TextStyle),
    measure: &mut Measure,
) -> (Vec<CardMark>, Vec2) {
    let mut marks = of(known);
    marks.extend(evidence(known));
    rows(marks, corner, (room, style), measure)
}

/// Marks in rows, no wider than `room` where they can be broken.
fn rows(
    told: Vec<(Tells, String)>,
    corner: Pos2,
    (room, style): (f32, TextStyle),
    measure: &mut Measure,
) -> (Vec<CardMark>, Vec2) {
    let (mut marks, mut size) = (Vec::new(), Vec2::ZERO);
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f32);
    for (tells, words) in told {
        let pad = tells.pad();
        let shift = pad
            + match (tells.sign(), words.is_empty()) {
                (sign, false) if sign > 0.0 => sign + tokens::MARK_PAD,
                (sign, _) => sign,
            };
        let block = measure.wrap(&words, &style, (room - shift - pad).max(1.0));
        let extent = vec2(shift + block.width + pad, block.height.max(style.leading));
        if x > 0.0 && x + extent.x > room {
            (x, y, row) = (0.0, y + row, 0.0);
        }
        let rect = Rect::from_min_size(corner + vec2(x, y), extent);
        let mut lines = place_lines(block, style, pos2(rect.left() + shift, rect.top()), 0.0);
        lines.retain(|line| line.width > 0.0);
        marks.push(CardMark { tells, rect, lines });
        row = row.max(extent.y);
        size = vec2(size.x.max(x + extent.x), y + row);
        x += extent.x + tokens::MARK_GAP;
    }
    (marks, size)
}

/// What a card's marks tell, and their words.
fn of(known: Known<'_>) -> Vec<(Tells, String)> {
    let Known { card, details, .. } = known;
    let mut marks = Vec::new();
    if card.votes > 0 {
        let words = if card.votes > MOST_DOTS {
            format!("×{}", card.votes)
        } else {
            String::new()
        };
        marks.push((Tells::Votes(card.votes), words));
    }
    if !details.shows_key() {
        return marks;
    }
    if let Some(severity) = card.severity {
        marks.push((Tells::Severity(severity), String::new()));
    }
    let impact = card.impact.map(|level| format!("I {}", level.value()));
    let effort = card.effort.map(|level| format!("E {}", level.value()));
    let worth: Vec<String> = impact.into_iter().chain(effort).collect();
    if !worth.is_empty() {
        marks.push((Tells::Worth, worth.join(" · ")));
    }
    if details != Details::All {
        return marks;
    }
    if let Some((channel, name)) = known.channel {
        marks.push((Tells::Channel(channel), name.trim().to_owned()));
    }
    if let Some(status) = card.status {
        marks.push((Tells::Status(status), status.label().to_owned()));
    }
    for (tells, words) in [(Tells::Wait, &card.wait), (Tells::Owner, &card.owner)] {
        if !words.trim().is_empty() {
            marks.push((tells, words.trim().to_owned()));
        }
    }
    marks
}

fn evidence(known: Known<'_>) -> Option<(Tells, String)> {
    let shown = known.details == Details::All;
    let evidence = known.card.evidence.filter(|_| shown)?;
    Some((Tells::Evidence(evidence), String::new()))
}

/// Puts the marks of a card below its text, `left` of its edge and with `edge`
/// below them. Evidence, which most cards have, goes to the end of a line that
/// leaves room for it. The card widens rather than cut a mark.
pub(super) fn below(
    mut body: Body,
    known: Known<'_>,
    (left, edge): (f32, f32),
    (room, style): (f32, TextStyle),
    measure: &mut Measure,
) -> Body {
    // In a box it stands at the right edge, else beside the words.
    let aligned = left > 2.0;
    let top = body.size.y - edge + tokens::MARKS_ABOVE;
    let (marks, size) = rows(of(known), pos2(left, top), (room, style), measure);
    if !marks.is_empty() {
        body.size.y = top + size.y + edge;
        body.size.x = body.size.x.max(left + size.x + left.min(edge));
        body.marks.extend(marks);
    }
    let Some((tells, _)) = evidence(known) else {
        return body;
    };
    let icon = vec2(tokens::MARK_ICON, style.leading);
    let right = left + room - icon.x;
    let limit = right - if aligned { 4.0 } else { tokens::MARK_GAP };
    let corner = match free_end(&body, limit) {
        Some((_, middle)) if aligned => pos2(right, middle - icon.y / 2.0),
        Some((end, middle)) => pos2(end + tokens::MARK_GAP, middle - icon.y / 2.0),
        None => {
            let top = body.size.y - edge + tokens::MARKS_ABOVE;
            body.size.y = top + icon.y + edge;
            pos2(if aligned { right.max(left) } else { left }, top)
        }
    };
    body.size.x = body.size.x.max(corner.x + icon.x + left.min(edge));
    body.marks.push(CardMark {
        tells,
        rect: Rect::from_min_size(corner, icon),
        lines: Vec::new(),
    });
    body
}

/// The first of the last line of text and the rows of marks that ends before
/// `limit`: its right end and its middle. A mark of several lines has none.
fn free_end(body: &Body, limit: f32) -> Option<(f32, f32)> {
    let line = body.lines.last().map(|line| {
        let top = line.pos.y - line.style.ascent();
        let beside = body.lines.iter().filter(|it| it.pos.y == line.pos.y);
        let end = beside.fold(0.0_f32, |end, it| end.max(it.pos.x + it.width));
        (end, top + line.style.leading / 2.0)
    });
    let rows = body.marks.iter().filter_map(|mark| {
        let row = body.marks.iter();
        let row = row.filter(|it| it.rect.top() == mark.rect.top());
        let (end, bottom) = row.fold((0.0_f32, 0.0_f32), |(end, bottom), it| {
            (end.max(it.rect.right()), bottom.max(it.rect.bottom()))
        });
        let height = bottom - mark.rect.top();
        let is_low = height <= mark.leading() + 0.1;
        is_low.then_some((end, mark.rect.top() + height / 2.0))
    });
    line.into_iter().chain(rows).find(|(end, _)| *end <= limit)
}

/// Whether two states of a card have the same marks.
pub(super) fn same(old: &Card, new: &Card) -> bool {
    old.votes == new.votes
        && old.severity == new.severity
        && old.impact == new.impact
        && old.effort == new.effort
        && old.status == new.status
        && old.evidence == new.evidence
        && old.wait == new.wait
        && old.owner == new.owner
}
