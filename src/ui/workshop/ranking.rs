//! The cards with the most votes, in their order: a list that lies over the
//! map or the page, for pointer and keyboard. It says which card is gone to.

use std::sync::Arc;

use egui::{
    Align2, Area, Context, Event, Frame, Id, Key, Order, Rect, Sense, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use super::{capture::margin, look::Look};
use crate::{
    editor::{Ranked, Ranking},
    layout::Face,
    model::{CardId, Map},
};

/// The width of the list, in sizes of its text.
const WIDTH: f32 = 34.0;
/// The height of a row.
const ROW: f32 = 2.5;

/// The list, between frames.
#[derive(Default)]
pub(in crate::ui) struct RankingList {
    is_open: bool,
    /// Which row the keyboard is on, from 0.
    at: usize,
    /// The map that was ranked, and its ranking.
    seen: Option<(Arc<Map>, Ranking)>,
}

impl RankingList {
    /// Opens the list, or closes it.
    pub(in crate::ui) fn toggle(&mut self) {
        self.is_open = !self.is_open;
        self.at = 0;
    }

    /// Closes the list. True when it was open.
    pub(in crate::ui) fn close(&mut self) -> bool {
        std::mem::take(&mut self.is_open)
    }

    /// Whether it is open.
    pub(in crate::ui) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Takes the keys that walk through the open list: arrows, Enter, Escape.
    /// The card that Enter goes to.
    #[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
    pub(in crate::ui) fn take_keys(&mut self, ctx: &Context) -> Option<CardId> {
        if !self.is_open {
            return None;
        }
        let cards = self.seen.as_ref().map(|(_, ranking)| &ranking.cards);
        let (count, chosen) = cards.map_or((0, None), |cards| {
            (cards.len(), cards.get(self.at).map(|ranked| ranked.card))
        });
        let events = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let mut gone = None;
        let mut left = Vec::with_capacity(events.len());
        for event in events {
            let key = match &event {
                Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } if modifiers.is_none() => Some(*key),
                _ => None,
            };
            match key {
                Some(Key::ArrowDown) => self.at = (self.at + 1).min(count.saturating_sub(1)),
                Some(Key::ArrowUp) => self.at = self.at.saturating_sub(1),
                Some(Key::Enter) => {
                    gone = chosen;
                    self.is_open = false;
                }
                Some(Key::Escape) => self.is_open = false,
                _ => left.push(event),
            }
        }
        ctx.input_mut(|input| input.events = left);
        gone
    }

    /// Draws the list in the middle of a place. The card that is gone to.
    pub(in crate::ui) fn list_ui(
        &mut self,
        ctx: &Context,
        rect: Rect,
        map: &Arc<Map>,
        look: Look,
    ) -> Option<CardId> {
        if !self.is_open {
            return None;
        }
        if self
            .seen
            .as_ref()
            .is_none_or(|(seen, _)| !Arc::ptr_eq(seen, map))
        {
            self.seen = Some((Arc::clone(map), Ranking::of(map)));
        }
        let ranking = self.seen.as_ref().map(|(_, ranking)| ranking)?;
        self.at = self.at.min(ranking.cards.len().saturating_sub(1));
        let width = (WIDTH * look.size).min(rect.width() - 4.0 * look.size);
        let frame = Frame::new()
            .fill(look.ground)
            .stroke((1.0, look.line))
            .corner_radius(0.7 * look.size)
            .inner_margin(margin(1.4 * look.size, 1.1 * look.size))
            .shadow(egui::Shadow {
                offset: [0, 6],
                blur: 28,
                spread: 0,
                color: egui::Color32::from_black_alpha(70),
            });
        let shown = Area::new(Id::unique("ranking"))
            .order(Order::Foreground)
            .pivot(Align2::CENTER_CENTER)
            .fixed_pos(rect.center())
            .show(ctx, |ui| {
                frame
                    .show(ui, |ui| {
                        ui.set_width(width);
                        content_ui(ui, (map, ranking), self.at, look)
                    })
                    .inner
            });
        let gone = shown.inner;
        self.is_open &= gone.is_none();
        gone
    }
}

fn content_ui(
    ui: &mut Ui,
    (map, ranking): (&Map, &Ranking),
    at: usize,
    look: Look,
) -> Option<CardId> {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::List);
        node.set_label("Cards by votes");
    });
    ui.spacing_mut().item_spacing.y = 0.15 * look.size;
    let title = egui::RichText::new("Cards by votes").font(look.font(Face::Bold, 1.25));
    ui.label(title.color(look.ink));
    let note = |text: String| {
        let font = look.font(Face::Regular, 0.9);
        egui::RichText::new(text).font(font).color(look.muted)
    };
    ui.label(note(match ranking.votes {
        0 => "No card has a vote yet. A click on a card gives it one.".into(),
        1 => "1 vote so far".into(),
        votes => format!("{votes} votes so far"),
    }));
    ui.add_space(0.5 * look.size);
    let most = ranking.cards.first().map_or(1, |first| first.votes);
    let mut gone = None;
    for (index, ranked) in ranking.cards.iter().enumerate() {
        if row_ui(ui, map, (*ranked, most), index == at, look) {
            gone = Some(ranked.card);
        }
    }
    match ranking.as_many {
        0 => {}
        1 => drop(ui.label(note("One more has as many as the last".into()))),
        more => drop(ui.label(note(format!("{more} more have as many as the last")))),
    }
    gone
}

/// A row: its rank, the card with where it stands, its votes as a bar and a
/// number. Whether it was pressed.
fn row_ui(ui: &mut Ui, map: &Map, (ranked, most): (Ranked, u32), is_at: bool, look: Look) -> bool {
    let Some((stage, card)) = map.card(ranked.card) else {
        return false;
    };
    let size = Vec2::new(ui.available_width(), ROW * look.size);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let lane = map.lane(card.lane).map(|(_, lane)| lane.name.as_str());
    let place = format!("{} · {}", stage.name, lane.unwrap_or_default());
    let name = format!(
        "{}. {}, {place}, {}",
        ranked.rank,
        card.text,
        votes(ranked.votes)
    );
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_at, &name));
    let painter = ui.painter();
    let inside = rect.expand2(Vec2::new(0.5 * look.size, 0.0));
    if is_at {
        let tint = look.accent.gamma_multiply(0.16);
        painter.rect_filled(inside, 0.4 * look.size, tint);
    } else if response.hovered() {
        let tint = look.accent.gamma_multiply(0.08);
        painter.rect_filled(inside, 0.4 * look.size, tint);
    }
    let number = look.text(ui, &ranked.rank.to_string(), (Face::Bold, look.muted));
    let count = look.text(ui, &ranked.votes.to_string(), (Face::Bold, look.ink));
    let left = rect.left() + 2.0 * look.size;
    let right = rect.right() - 8.0 * look.size;
    let room = right - left - 0.8 * look.size;
    let text = card.text.trim();
    let text = if text.is_empty() { "No text" } else { text };
    let words = look.elided(ui, text, (Face::SemiBold, look.ink), room);
    let small = Look {
        size: 0.82 * look.size,
        ..look
    };
    let place = small.elided(ui, &place, (Face::Regular, look.muted), room);
    let height = words.size().y + place.size().y;
    let top = rect.center().y - height / 2.0;
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    painter.galley(egui::pos2(rect.left(), middle(&number)), number, look.muted);
    let below = top + words.size().y;
    painter.galley(egui::pos2(left, top), words, look.ink);
    painter.galley(egui::pos2(left, below), place, look.muted);
    #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
    let share = (f64::from(ranked.votes) / f64::from(most.max(1))) as f32;
    let bar = Vec2::new(
        (5.4 * look.size * share).max(0.6 * look.size),
        0.6 * look.size,
    );
    let bar = Rect::from_min_size(egui::pos2(right, rect.center().y - bar.y / 2.0), bar);
    painter.rect_filled(bar, bar.height() / 2.0, look.accent);
    let end = rect.right() - count.size().x;
    painter.galley(egui::pos2(end, middle(&count)), count, look.ink);
    response.clicked()
}

/// A number of votes in words.
fn votes(count: u32) -> String {
    match count {
        1 => "1 vote".into(),
        count => format!("{count} votes"),
    }
}
