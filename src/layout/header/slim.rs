//! The header of the second and every further page of a map: one line that
//! says whose journey it is and which page this is. All else stands on the
//! first page; what is repeated takes no room from the cards.

use emath::{Rect, pos2, vec2};

use super::{Header, Tone};
use crate::{
    layout::{
        Face, Setting,
        cell::place_lines,
        heading::shortened,
        measure::Measure,
        text::{Block, TextStyle},
        tokens,
    },
    model::Map,
};

/// The title.
const TITLE: TextStyle = TextStyle::new(Face::SemiBold, 14.0, 20.0);
/// The persona beside it, and which page it is.
const BESIDE: TextStyle = TextStyle::new(Face::Regular, 12.5, 20.0);
/// Below the line.
const BELOW: f32 = 8.0;
/// Between title and persona.
const GAP: f32 = 8.0;

impl Header {
    /// The header of a page that is not the first: `number` from 1, of `count`.
    /// A title that is too long for one line is shortened.
    pub(in crate::layout) fn slim(
        map: &Map,
        (number, count): (usize, usize),
        (width, setting): (f32, Setting),
        measure: &mut Measure,
    ) -> Self {
        let mut header = Self {
            size: vec2(width, TITLE.leading + BELOW),
            setting,
            ..Self::default()
        };
        let mut room = width;
        let place = measure.wrap(&format!("{number} of {count}"), &BESIDE, width);
        room -= place.width + tokens::FACT_GAP;
        header.put(place, BESIDE, width, Tone::Muted);
        let title = match map.title.trim() {
            "" => "Untitled journey",
            title => title,
        };
        let title = shortened(title, &TITLE, room.max(1.0), measure);
        let end = title.width;
        header.title = Some(Rect::from_min_size(
            pos2(0.0, 0.0),
            vec2(end, TITLE.leading),
        ));
        header.put(title, TITLE, end, Tone::Ink);
        if let Some(lead) = map.personas.first() {
            let name = measure.wrap(lead.name.trim(), &BESIDE, f32::INFINITY);
            // Said on the first page: shown where it fits, as a whole.
            let right = end + GAP + name.width;
            if name.lines.len() == 1 && name.width > 0.0 && right <= room {
                header.put(name, BESIDE, right, Tone::Muted);
            }
        }
        header
    }

    /// Adds a line that ends at `right`, level with the title.
    fn put(&mut self, block: Block, style: TextStyle, right: f32, tone: Tone) {
        let corner = pos2(right - block.width, TITLE.ascent() - style.ascent());
        self.add(place_lines(block, style, corner, 0.0), tone);
    }
}
