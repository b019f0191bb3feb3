//! The header of a map: whose journey it is at the left; scenario, goal, scope
//! and state at the right. It grows with its texts.

mod slim;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    Face, Setting,
    cell::{PlacedLine, place_lines},
    measure::Measure,
    text::{Block, TextStyle},
    tokens,
};
use crate::model::{Map, Persona, PersonaId, Swatch};

/// How strong a text of the header stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The map's own words.
    Ink,
    /// What stands back: roles, labels.
    Muted,
    /// On the tag of the map's kind.
    Accent,
    /// The initials in the portrait.
    Portrait,
    /// The name of a further persona, on its pill.
    Further,
}

/// Where a persona is on the header, relative to the header's corner.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonaBox {
    /// Which persona.
    pub id: PersonaId,
    /// Its color.
    pub swatch: Option<Swatch>,
    /// Its name, role and quote, or its pill.
    pub rect: Rect,
}

/// The header, relative to its own corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Its size.
    pub size: Vec2,
    /// The lines of text and how strong they are.
    pub lines: Vec<(PlacedLine, Tone)>,
    /// The circle with the leading persona's initials.
    pub portrait: Option<(Pos2, f32)>,
    /// The leading persona, then the others, each with a pill.
    pub personas: Vec<PersonaBox>,
    /// The pill around the kind of map.
    pub tag: Option<Rect>,
    /// Where the title is, for editing it in place.
    pub title: Option<Rect>,
    /// What it is laid out for.
    setting: Setting,
}

impl Header {
    /// Lays the header out in a width.
    pub(super) fn new(map: &Map, width: f32, setting: Setting, measure: &mut Measure) -> Self {
        let usual = Self::with_facts(map, (width, (tokens::FACT, 0.64), setting), measure);
        if setting != Setting::Page {
            return usual;
        }
        // On a page, facts may be narrower, or take more of the width, when that
        // makes the header lower.
        let ways = [0.64, 0.74, 0.5].into_iter();
        let ways = ways.flat_map(|all| [1.0, 0.85, 0.7, 1.2].map(|each| (each, all)));
        ways.skip(1).fold(usual, |best, (each, all)| {
            let fact = (tokens::FACT * each, all);
            let next = Self::with_facts(map, (width, fact, setting), measure);
            if next.size.y < best.size.y - 0.5 {
                next
            } else {
                best
            }
        })
    }

    fn with_facts(
        map: &Map,
        (width, (fact, share), setting): (f32, (f32, f32), Setting),
        measure: &mut Measure,
    ) -> Self {
        let mut header = Self {
            setting,
            ..Self::default()
        };
        let facts = facts(map);
        let tag = measure.wrap(map.kind.label(), &header.tag_style(), tokens::FACT);
        let state_width = tag.width + 20.0;
        // Facts take at most their share of the width, whole columns of it; the
        // map's kind stands at the right of them, as wide as it is.
        let step = fact + tokens::FACT_GAP;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small count"
        )]
        let fits = ((width * share - state_width) / step) as usize;
        let columns = fits.clamp(1, facts.len().max(1));
        #[expect(clippy::cast_precision_loss, reason = "a small count")]
        let facts_width = if facts.is_empty() {
            0.0
        } else {
            columns as f32 * step
        };
        let facts_left = (width - state_width - facts_width).max(0.0);
        let left_width = (facts_left - tokens::FACT_GAP).max(120.0);
        let left = header.place_persona(map, left_width, measure);
        let corner = pos2(width - state_width, 0.0);
        let state = header.place_state(tag, corner, measure);
        let right = header
            .place_facts(&facts, (columns, fact), facts_left, measure)
            .max(state);
        let (least, below) = match setting {
            Setting::Sheet | Setting::Overview | Setting::Stage => (tokens::HEADER - 16.0, 16.0),
            // Nobody's portrait needs no room.
            Setting::Page if header.portrait.is_none() => (0.0, 12.0),
            Setting::Page => (tokens::PORTRAIT + 4.0, 12.0),
        };
        header.size = vec2(width, left.max(right).max(least) + below);
        header
    }

    fn tag_style(&self) -> TextStyle {
        tokens::TAG.at_least(self.setting.least())
    }

    fn label_style(&self) -> TextStyle {
        tokens::FACT_LABEL.at_least(self.setting.least())
    }

    /// Title, persona and quote; gives the bottom.
    fn place_persona(&mut self, map: &Map, width: f32, measure: &mut Measure) -> f32 {
        let mut x = 0.0;
        if let Some(persona) = map.personas.first() {
            let radius = tokens::PORTRAIT / 2.0;
            let center = pos2(radius, radius + 2.0);
            self.portrait = Some((center, radius));
            let style = TextStyle::new(Face::Bold, 23.0, 28.0);
            let block = measure.wrap(&initials(persona), &style, tokens::PORTRAIT);
            let corner = center - vec2(block.width / 2.0, style.leading / 2.0);
            self.add(place_lines(block, style, corner, 0.0), Tone::Portrait);
            x = tokens::PORTRAIT + 16.0;
        }
        let room = (width - x).max(1.0);
        let title = if map.title.is_empty() {
            "Untitled journey"
        } else {
            &map.title
        };
        let block = measure.wrap(title, &tokens::TITLE, room);
        let mut y = block.height;
        self.title = Some(Rect::from_min_size(pos2(x, 0.0), vec2(room, block.height)));
        let tone = if map.title.is_empty() {
            Tone::Muted
        } else {
            Tone::Ink
        };
        self.add(place_lines(block, tokens::TITLE, pos2(x, 0.0), room), tone);
        let Some((lead, others)) = map.personas.split_first() else {
            return y;
        };
        let top = y;
        y = self.place_name(
            lead,
            Rect::from_min_size(pos2(x, y), vec2(room, 0.0)),
            measure,
        );
        let quote = lead.quote.trim();
        if !quote.is_empty() {
            let quoted = if quote.starts_with(['“', '"', '„', '«']) {
                quote.into()
            } else {
                format!("“{quote}”")
            };
            let block = measure.wrap(&quoted, &tokens::HEADER_QUOTE, room);
            let height = block.height;
            self.add(
                place_lines(block, tokens::HEADER_QUOTE, pos2(x, y + 1.0), room),
                Tone::Ink,
            );
            y += height + 1.0;
        }
        self.personas.push(PersonaBox {
            id: lead.id,
            swatch: lead.swatch,
            rect: Rect::from_min_max(pos2(x, top), pos2(x + room, y)),
        });
        if others.is_empty() {
            y
        } else {
            self.place_others(others, Rect::from_x_y_ranges(x..=x + room, y..=y), measure)
        }
    }

    /// The leading persona's name and role; gives the bottom.
    fn place_name(&mut self, persona: &Persona, area: Rect, measure: &mut Measure) -> f32 {
        let (corner, room) = (area.min, area.width());
        let name = measure.wrap(&persona.name, &tokens::PERSONA, room);
        let (name_width, name_lines, mut height) = (name.width, name.lines.len(), name.height);
        self.add(place_lines(name, tokens::PERSONA, corner, room), Tone::Ink);
        if !persona.role.is_empty() {
            let shift = name_width + 5.0;
            let style = tokens::HEADER_TEXT;
            let beside = format!("· {}", persona.role);
            let block = measure.wrap(&beside, &style, (room - shift).max(1.0));
            let fits = name_lines == 1 && block.lines.len() == 1 && shift + block.width <= room;
            let lines = if fits {
                let level = tokens::PERSONA.ascent() - style.ascent();
                place_lines(block, style, corner + vec2(shift, level), 0.0)
            } else {
                let block = measure.wrap(&persona.role, &style, room);
                let below = corner + vec2(0.0, height);
                height += block.height;
                place_lines(block, style, below, room)
            };
            self.add(lines, Tone::Muted);
        }
        corner.y + height
    }

    /// The other personas as pills in rows; gives the bottom.
    fn place_others(&mut self, others: &[Persona], area: Rect, measure: &mut Measure) -> f32 {
        let (style, pad) = (self.tag_style(), tokens::PERSONA_PAD);
        let (mut x, mut y, mut bottom) = (area.left(), area.top() + 5.0, area.top());
        for persona in others {
            let name = persona.name.trim();
            let name = if name.is_empty() { "?" } else { name };
            let block = measure.wrap(name, &style, (area.width() - 2.0 * pad.x).max(1.0));
            let size = vec2(block.width, block.height) + 2.0 * pad;
            if x > area.left() && x + size.x > area.right() {
                (x, y) = (area.left(), bottom + tokens::PERSONA_GAP);
            }
            let rect = Rect::from_min_size(pos2(x, y), size);
            self.add(
                place_lines(block, style, rect.min + pad, 0.0),
                Tone::Further,
            );
            self.personas.push(PersonaBox {
                id: persona.id,
                swatch: persona.swatch,
                rect,
            });
            x = rect.right() + tokens::PERSONA_GAP;
            bottom = bottom.max(rect.bottom());
        }
        bottom
    }

    /// Scenario, goal and so on in columns from `left`; gives the bottom.
    fn place_facts(
        &mut self,
        facts: &[(&str, &str)],
        (columns, fact): (usize, f32),
        left: f32,
        measure: &mut Measure,
    ) -> f32 {
        let (mut top, mut bottom) = (0.0, 0.0_f32);
        for row in facts.chunks(columns) {
            // A row that is not full stands at the right.
            #[expect(clippy::cast_precision_loss, reason = "a small count")]
            let missing = (columns - row.len()) as f32;
            let mut x = left + missing * (fact + tokens::FACT_GAP);
            for (label, text) in row {
                let style = self.label_style();
                let block = measure.wrap(label, &style, fact);
                let y = top + block.height;
                self.add(place_lines(block, style, pos2(x, top), 0.0), Tone::Muted);
                let block = measure.wrap(text, &tokens::FACT_TEXT, fact);
                bottom = bottom.max(y + block.height);
                let lines = place_lines(block, tokens::FACT_TEXT, pos2(x, y), fact);
                self.add(lines, Tone::Ink);
                x += fact + tokens::FACT_GAP;
            }
            top = bottom + 6.0;
        }
        bottom
    }

    /// The map's kind as a pill under its label; gives the bottom.
    fn place_state(&mut self, tag: Block, corner: Pos2, measure: &mut Measure) -> f32 {
        let style = self.label_style();
        let label = measure.wrap("State", &style, tokens::FACT);
        let y = corner.y + label.height + 2.0;
        self.add(place_lines(label, style, corner, 0.0), Tone::Muted);
        let size = vec2(tag.width + 20.0, tag.height + 6.0);
        let rect = Rect::from_min_size(pos2(corner.x, y), size);
        self.tag = Some(rect);
        self.add(
            place_lines(tag, self.tag_style(), rect.min + vec2(10.0, 3.0), 0.0),
            Tone::Accent,
        );
        rect.bottom()
    }

    fn add(&mut self, lines: Vec<PlacedLine>, tone: Tone) {
        self.lines
            .extend(lines.into_iter().map(|line| (line, tone)));
    }
}

/// What the header tells beside the persona; empty fields take no place.
fn facts(map: &Map) -> Vec<(&'static str, &str)> {
    let fields = [
        ("Scenario", map.scenario.as_str()),
        ("Goal", map.goal.as_str()),
        ("Scope", map.scope.as_str()),
        ("Expectations", map.expectations.as_str()),
    ];
    fields
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// The first letters of the first and last word of the name: "SD" for "The
/// switching driver".
fn initials(persona: &Persona) -> String {
    let words: Vec<&str> = persona
        .name
        .split_whitespace()
        .filter(|word| !["the", "a", "an"].contains(&word.to_lowercase().as_str()))
        .collect();
    let letter = |word: &&str| word.chars().find(|c| c.is_alphanumeric());
    let first = words.first().and_then(letter);
    let last = words.get(1..).and_then(<[&str]>::last).and_then(letter);
    let letters: String = first.into_iter().chain(last).collect();
    if letters.is_empty() {
        "?".into()
    } else {
        letters.to_uppercase()
    }
}
