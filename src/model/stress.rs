//! Maps of any size that look like real ones, for measuring and for tests.
//! Plain data made without chance: the same number gives the same map.

#![expect(clippy::cast_precision_loss, reason = "small numbers")]

use std::sync::Arc;

use super::{
    id::{CardId, CurveId, LaneId, PersonaId, PointId, StageId},
    map::{Curve, Lane, Map, Persona},
    number::{At, Level, Span, Valence},
    stage::{Card, EmotionPoint, Stage},
    words::{Channel, Divider, Evidence, LaneKind, Status, Swatch},
};

/// The words that texts are made of; they repeat, as in a real map.
const WORDS: [&str; 72] = [
    "account",
    "advice",
    "agent",
    "answer",
    "appointment",
    "arrives",
    "asks",
    "before",
    "booking",
    "branch",
    "calls",
    "cannot",
    "card",
    "checks",
    "clear",
    "compares",
    "confirmation",
    "confused",
    "contract",
    "cost",
    "customer",
    "delay",
    "delivery",
    "details",
    "email",
    "enters",
    "error",
    "every",
    "expects",
    "explains",
    "finds",
    "first",
    "form",
    "friend",
    "help",
    "hidden",
    "information",
    "invoice",
    "letter",
    "list",
    "looks",
    "manager",
    "message",
    "missing",
    "needs",
    "notification",
    "offer",
    "online",
    "opens",
    "options",
    "page",
    "password",
    "payment",
    "phone",
    "price",
    "quick",
    "reads",
    "receives",
    "reminder",
    "request",
    "returns",
    "review",
    "searches",
    "shop",
    "simple",
    "support",
    "ticket",
    "twice",
    "unsure",
    "update",
    "waits",
    "week",
];

/// The stages of the first ten columns; further ones are numbered.
const STAGES: [&str; 10] = [
    "Awareness",
    "Research",
    "Consideration",
    "Decision",
    "Purchase",
    "Onboarding",
    "First use",
    "Support",
    "Renewal",
    "Advocacy",
];

/// A map with exactly that many cards: ten stages for a few hundred, twelve
/// for ten thousand, fifty for a hundred thousand; every kind of lane; one
/// curve with three points a stage and a gap. Takes time in proportion to the
/// number of cards.
#[must_use]
pub fn stress_map(cards: usize) -> Map {
    let mut dice = Dice(cards as u64);
    let mut ids = 1..;
    let mut mint = || ids.next().unwrap_or(u32::MAX);
    let mut map = Map {
        title: format!("Journey of {cards} cards"),
        scenario: "Changes the contract for a household of four and expects one answer".into(),
        goal: "A contract that fits, without a second call".into(),
        ..Map::default()
    };
    map.personas.push(persona(PersonaId(mint())));
    map.lanes = LaneKind::ALL
        .iter()
        .map(|kind| lane(LaneId(mint()), *kind))
        .collect();
    let curve = CurveId(mint());
    map.curves.push(Curve::new(curve, "Emotion"));
    let rows: Vec<(LaneId, LaneKind)> = map
        .lanes
        .iter()
        .filter(|lane| lane.kind != LaneKind::Emotion)
        .map(|lane| (lane.id, lane.kind))
        .collect();
    let columns = match cards {
        0..=500 => 10,
        501..=20_000 => 12,
        _ => (cards / 2_000).min(100),
    };
    for column in 0..columns {
        let mut stage = stage(StageId(mint()), column);
        let share = cards
            .checked_div(columns)
            .unwrap_or(0)
            .saturating_add(usize::from(
                column < cards.checked_rem(columns).unwrap_or(0),
            ));
        let deep = share.div_ceil(rows.len());
        for (index, (lane, kind)) in rows.iter().cycle().take(share).enumerate() {
            let across = index.checked_div(rows.len()).unwrap_or(0) as f64 / deep.max(1) as f64;
            let at = At::rounded(across + dice.share() * 0.2);
            let card = Card::new(CardId(mint()), *lane, at, String::new());
            stage.cards.push(Arc::new(filled(card, *kind, &mut dice)));
        }
        for part in 0..3 {
            let at = At::rounded(f64::from(part) / 3.0 + 0.15);
            let gap = column == columns / 2 && part == 1;
            let feeling = (!gap).then(|| Valence::rounded(dice.share() * 4.0 - 2.0));
            let mut point = EmotionPoint::new(PointId(mint()), curve, at, feeling);
            point.word = dice.text(1, 3);
            stage.points.push(point);
        }
        map.stages.push(Arc::new(stage));
    }
    map.restore_mint();
    map
}

fn persona(id: PersonaId) -> Persona {
    Persona {
        role: "Two jobs, two children, no time".into(),
        quote: "I only want to know what it costs in the end".into(),
        swatch: Some(Swatch::Teal),
        ..Persona::new(id, "The careful switcher")
    }
}

fn lane(id: LaneId, kind: LaneKind) -> Lane {
    Lane {
        id,
        name: kind.label().into(),
        kind,
        hidden: false,
        divider: match kind {
            LaneKind::Frontstage => Some(Divider::Interaction),
            LaneKind::Backstage => Some(Divider::Visibility),
            LaneKind::SupportProcesses => Some(Divider::InternalInteraction),
            LaneKind::Actions
            | LaneKind::Touchpoints
            | LaneKind::Emotion
            | LaneKind::Thoughts
            | LaneKind::Quotes
            | LaneKind::PainPoints
            | LaneKind::Opportunities
            | LaneKind::Metrics
            | LaneKind::Pictures
            | LaneKind::PhysicalEvidence
            | LaneKind::Owners
            | LaneKind::Custom => None,
        },
        swatch: None,
    }
}

fn stage(id: StageId, column: usize) -> Stage {
    let name = STAGES.get(column).map_or_else(
        || format!("Stage {}", column.saturating_add(1)),
        |name| (*name).to_owned(),
    );
    Stage {
        duration: format!("{} days", (column % 9).saturating_add(1)),
        span: Span::clamped(if column % 5 == 3 { 1.5 } else { 1.0 }),
        ..Stage::new(id, name)
    }
}

/// A card with what cards of its lane usually have.
fn filled(mut card: Card, kind: LaneKind, dice: &mut Dice) -> Card {
    card.text = match kind {
        LaneKind::Touchpoints | LaneKind::Owners | LaneKind::Metrics => dice.text(2, 3),
        LaneKind::Actions
        | LaneKind::Emotion
        | LaneKind::Thoughts
        | LaneKind::Quotes
        | LaneKind::PainPoints
        | LaneKind::Opportunities
        | LaneKind::Pictures
        | LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::PhysicalEvidence
        | LaneKind::Custom => dice.text(2, 12),
    };
    if kind == LaneKind::Touchpoints {
        card.channel = dice.pick(&Channel::COMMON);
    }
    if kind == LaneKind::PainPoints {
        card.severity = dice.pick(&Level::ALL);
    }
    if kind == LaneKind::Opportunities {
        card.impact = dice.pick(&Level::ALL);
        card.effort = dice.pick(&Level::ALL);
        card.status = dice.pick(Status::ALL);
    }
    if dice.share() < 0.4 {
        card.evidence = dice.pick(Evidence::ALL);
    }
    card
}

/// Numbers that look thrown and are the same every time (splitmix64, Steele
/// et al. 2014).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to 1, in steps of a thousandth.
    fn share(&mut self) -> f64 {
        (self.throw() % 1_001) as f64 / 1_000.0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let index = self
            .throw()
            .checked_rem(from.len().max(1) as u64)
            .unwrap_or(0);
        from.get(usize::try_from(index).unwrap_or_default())
            .copied()
    }

    /// So many words, the first with a capital.
    fn text(&mut self, least: u64, most: u64) -> String {
        let count = least.saturating_add(
            self.throw()
                .checked_rem(most.saturating_sub(least).saturating_add(1))
                .unwrap_or(0),
        );
        let mut text = String::new();
        for _ in 0..count {
            let word = self.pick(&WORDS).unwrap_or_default();
            if text.is_empty() {
                let mut letters = word.chars();
                text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                text.push_str(letters.as_str());
            } else {
                text.push(' ');
                text.push_str(word);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stress_map_has_the_cards_that_were_asked_for_and_keeps_every_rule() {
        for cards in [0, 1, 7, 200, 500, 501, 10_000] {
            let map = stress_map(cards);
            assert_eq!(map.card_count(), cards);
            assert_eq!(map.check(), []);
            assert_eq!(map.lanes.len(), LaneKind::ALL.len());
        }
        assert_eq!(stress_map(200), stress_map(200));
    }
}
