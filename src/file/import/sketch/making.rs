//! A sketch on its way to a map: entries become cards and emotion points with
//! ids, words of details what the model knows for them. Knows one stage at a time.

use std::{collections::BTreeMap, sync::Arc};

use super::{Entry, Part, append, clean, next, one_line, told};
use crate::{
    file::{
        import::{
            feel::{Scale, feeling_of_words},
            meaning::{Detail, plain_name},
        },
        limits,
        table::{feeling::number, labels::folded},
    },
    model::{
        At, Card, CardId, Channel, ChannelId, CurveId, EmotionPoint, Evidence, LaneId, LaneKind,
        Level, Map, Mint, OwnChannel, PointId, Span, Stage, StageId, Status,
    },
};

/// A sketch on its way to a map.
pub(super) struct Making {
    pub(super) mint: Mint,
    pub(super) scales: BTreeMap<usize, Scale>,
    pub(super) guessed: Option<(usize, usize, String)>,
    pub(super) unknown: Option<(usize, usize, String)>,
    pub(super) remarks: Vec<(usize, String)>,
}

impl Making {
    /// A stage with its cards and points.
    pub(super) fn stage(&mut self, part: &Part, map: &mut Map) -> Stage {
        let mut stage = Stage::new(StageId(next(&mut self.mint)), part.name.clone());
        stage.about = clean(&part.about);
        stage.duration = one_line(&part.duration);
        #[expect(clippy::cast_precision_loss, reason = "a few steps")]
        let span = part.steps as f64 / 3.0;
        stage.span = Span::rounded(span.clamp(1.0, 4.0));
        let mut cells: BTreeMap<(usize, Option<usize>), (usize, usize)> = BTreeMap::new();
        for entry in &part.entries {
            let (_, count) = cells.entry((entry.lane, entry.step)).or_default();
            *count = count.saturating_add(1);
        }
        for entry in &part.entries {
            let cell = cells.entry((entry.lane, entry.step)).or_default();
            let (before, count) = *cell;
            cell.0 = cell.0.saturating_add(1);
            let Some(lane) = map.lanes.get(entry.lane) else {
                continue;
            };
            let (id, kind) = (lane.id, lane.kind);
            let at = at((part.steps, entry.step), (before, count), kind);
            if kind == LaneKind::Emotion {
                let curve = map.curves.iter().find(|curve| curve.lane == Some(id));
                if let Some(curve) = curve.or(map.curves.first()).map(|curve| curve.id) {
                    let point = self.point(entry, curve, at);
                    stage.points.push(point);
                }
            } else {
                let card = self.card(entry, (id, at), map);
                stage.cards.push(Arc::new(card));
            }
        }
        stage
    }

    fn point(&mut self, entry: &Entry, curve: CurveId, at: At) -> EmotionPoint {
        let (number, word) = told(entry);
        let scale = self.scales.get(&entry.lane);
        let measured = number.and_then(|number| Some(scale?.feeling(number)));
        let guessed = measured.or_else(|| feeling_of_words(&word));
        let count = |held: &mut Option<(usize, usize, String)>| match held {
            Some((_, count, _)) => *count = count.saturating_add(1),
            None => *held = Some((entry.line, 1, word.chars().take(40).collect())),
        };
        let mut point = EmotionPoint::new(PointId(next(&mut self.mint)), curve, at, guessed);
        if measured.is_none() && guessed.is_some() {
            count(&mut self.guessed);
            point.evidence = Some(Evidence::Assumed);
        } else if guessed.is_none() && word.trim() != "?" {
            count(&mut self.unknown);
        }
        point.word = one_line(&word);
        point.note = details_text(entry);
        point
    }

    fn card(&mut self, entry: &Entry, (lane, at): (LaneId, At), map: &mut Map) -> Card {
        let id = CardId(next(&mut self.mint));
        let mut card = Card::new(id, lane, at, clean(&entry.text));
        for (detail, text) in &entry.details {
            if !self.detail(&mut card, *detail, text.trim(), map) {
                let remark = format!("{}: “{text}” is in the note", detail.label());
                self.remarks.push((entry.line, remark));
                append(
                    &mut card.note,
                    &format!("{}: {}", detail.label(), text.trim()),
                );
            }
        }
        card
    }

    /// Sets a detail of a card; false when the text is nothing it can hold.
    fn detail(&mut self, card: &mut Card, detail: Detail, text: &str, map: &mut Map) -> bool {
        let level = |text: &str| {
            let words = [
                ("very low", 1.0),
                ("low", 2.0),
                ("minor", 2.0),
                ("medium", 3.0),
                ("moderate", 3.0),
                ("high", 4.0),
                ("major", 4.0),
                ("very high", 5.0),
                ("critical", 5.0),
            ];
            let word = text.to_lowercase();
            let told = words
                .into_iter()
                .find(|(name, _)| *name == word)
                .map(|(_, level)| level);
            let value = told.or_else(|| number(text.split('/').next().unwrap_or(text)))?;
            Level::ALL
                .into_iter()
                .find(|level| f64::from(level.value()) == value)
        };
        match detail {
            Detail::Note => append(&mut card.note, text),
            Detail::Channel => {
                card.channel = channel(text, map, &mut self.mint);
                return card.channel.is_some();
            }
            Detail::Owner => list(&mut card.owner, text),
            Detail::Source => append(&mut card.source, text),
            Detail::Wait => list(&mut card.wait, text),
            Detail::Evidence => {
                card.evidence = Evidence::ALL
                    .iter()
                    .copied()
                    .find(|it| it.label().eq_ignore_ascii_case(text));
                return card.evidence.is_some();
            }
            Detail::Severity => {
                card.severity = level(text);
                return card.severity.is_some();
            }
            Detail::Impact => {
                card.impact = level(text);
                return card.impact.is_some();
            }
            Detail::Effort => {
                card.effort = level(text);
                return card.effort.is_some();
            }
            Detail::Status => {
                card.status = status(text);
                return card.status.is_some();
            }
            Detail::MomentOfTruth => match text.to_lowercase().as_str() {
                "yes" | "true" | "x" | "1" | "y" | "✓" | "✔" => card.moment_of_truth = true,
                "no" | "false" | "0" | "n" => {}
                _ => return false,
            },
        }
        true
    }
}

/// Adds to what is named already.
fn list(held: &mut String, text: &str) {
    if !held.is_empty() {
        held.push_str(", ");
    }
    held.push_str(text);
}

fn status(text: &str) -> Option<Status> {
    let word = text.to_lowercase().replace(['_', '-'], " ");
    Some(match word.as_str() {
        "open" | "new" | "to do" | "todo" | "backlog" | "idea" => Status::Open,
        "planned" | "next" | "approved" => Status::Planned,
        "in progress" | "doing" | "ongoing" | "started" | "wip" => Status::InProgress,
        "done" | "closed" | "resolved" | "complete" | "completed" | "shipped" => Status::Done,
        "dropped" | "rejected" | "wont do" | "won't do" | "cancelled" => Status::Dropped,
        _ => return None,
    })
}

/// The channel of a name, a common one or the map's own; `None` when the map
/// can hold no further one.
fn channel(text: &str, map: &mut Map, mint: &mut Mint) -> Option<Channel> {
    // What stands in brackets tells it from others.
    let name = |text: &str| {
        if text.contains('(') {
            folded(text)
        } else {
            plain_name(text)
        }
    };
    let word = name(text);
    let usual = match word.as_str() {
        "website" | "web site" | "online" | "site" => Some(Channel::Web),
        "mobile" | "mobile app" => Some(Channel::App),
        "e mail" | "mail" | "newsletter" => Some(Channel::Email),
        "call" | "telephone" | "call center" => Some(Channel::Phone),
        "live chat" | "chatbot" => Some(Channel::Chat),
        "in person" | "face to face" | "staff" => Some(Channel::Person),
        "social" => Some(Channel::Social),
        "shop" | "branch" | "in store" => Some(Channel::Store),
        "ad" | "ads" | "advertising" | "tv" => Some(Channel::Ad),
        "post" | "letter" => Some(Channel::Mail),
        _ => None,
    };
    let common = Channel::COMMON.into_iter();
    let mut named = common.filter(|channel| {
        channel
            .common_label()
            .is_some_and(|label| plain_name(label) == word)
    });
    if let Some(channel) = named.next().or(usual) {
        return Some(channel);
    }
    if let Some(own) = map.channels.iter().find(|own| name(&own.name) == word) {
        return Some(Channel::Own(own.id));
    }
    if map.channels.len() >= limits::CHANNELS {
        return None;
    }
    let id = ChannelId(next(mint));
    map.channels.push(OwnChannel {
        id,
        name: one_line(text),
    });
    Some(Channel::Own(id))
}

/// Where an entry sits: at its step, else in the order of its cell, in which so
/// many stand before it, of so many.
fn at(
    (steps, step): (usize, Option<usize>),
    (before, count): (usize, usize),
    kind: LaneKind,
) -> At {
    #[expect(clippy::cast_precision_loss, reason = "a few entries")]
    let share = |index: usize, count: usize| index as f64 / count as f64;
    if kind == LaneKind::Emotion {
        let within = share(before.saturating_add(1), count.saturating_add(1));
        return At::rounded(match step {
            Some(step) if steps > 1 => share(step, steps) + within / share(steps, 1),
            _ => within,
        });
    }
    match step {
        Some(step) if steps > 1 => At::rounded(share(step, steps.saturating_sub(1))),
        _ => match before.checked_div(count.div_ceil(3).max(1)).unwrap_or(0) {
            0 => At::MIN,
            1 => At::rounded(0.5),
            _ => At::MAX,
        },
    }
}

/// The details of an entry in words.
pub(super) fn details_text(entry: &Entry) -> String {
    let texts = entry.details.iter().map(|(detail, text)| {
        if *detail == Detail::Note {
            text.trim().to_owned()
        } else {
            format!("{}: {}", detail.label(), text.trim())
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}
