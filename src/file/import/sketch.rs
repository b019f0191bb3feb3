//! A map in the making: stages, lanes and what stands in them, as far as they
//! are known, whatever the file was. In the end it becomes a map: texts get
//! their places, feelings their scale, steps their order. Knows no file.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    feel::{Scale, feeling_of_words},
    meaning::{Detail, Fact, kind_like, plain_name},
};
use crate::{
    file::{
        plain::cleaned,
        table::{
            feeling::{feeling_of, number},
            labels::folded,
        },
    },
    model::{
        At, Card, CardId, Channel, ChannelId, Curve, CurveId, EmotionPoint, Evidence, Lane, LaneId,
        LaneKind, Level, Map, MapKind, Mint, OwnChannel, Persona, PersonaId, PointId, Span, Stage,
        StageId, Status,
    },
};

/// Something in a stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Where it comes from.
    pub(super) line: usize,
    /// Which lane, counted from zero.
    pub(super) lane: usize,
    pub(super) text: String,
    /// Which step of the stage it belongs to, if the stage has such.
    pub(super) step: Option<usize>,
    /// A number for the feeling that stands beside its word.
    pub(super) score: Option<f64>,
    pub(super) details: Vec<(Detail, String)>,
}

/// A stage in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) duration: String,
    /// How many steps it has; none when its things have no order.
    pub(super) steps: usize,
    pub(super) entries: Vec<Entry>,
}

/// A map in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    /// What is known of the map as a whole.
    pub(super) map: Map,
    pub(super) stages: Vec<Part>,
    pub(super) lanes: Vec<(String, LaneKind)>,
    /// A line, and what to say about it.
    pub(super) remarks: Vec<(usize, String)>,
}

impl Sketch {
    pub(super) fn remark(&mut self, line: usize, remark: impl Into<String>) {
        self.remarks.push((line, remark.into()));
    }

    /// The stage of this name, or a new one at the end.
    pub(super) fn stage(&mut self, name: &str) -> usize {
        let word = folded(name);
        let held = self
            .stages
            .iter()
            .position(|stage| folded(&stage.name) == word && !word.is_empty());
        held.unwrap_or_else(|| self.new_stage(name))
    }

    pub(super) fn new_stage(&mut self, name: &str) -> usize {
        let number = self.stages.len() + 1;
        let name = one_line(name);
        let name = if name.is_empty() {
            format!("Stage {number}")
        } else {
            name
        };
        self.stages.push(Part {
            name,
            ..Part::default()
        });
        number - 1
    }

    /// The lane of this name, or a new one at the end, of the kind that the
    /// name speaks of.
    pub(super) fn lane(&mut self, name: &str) -> usize {
        self.lane_of(name, kind_like(name).unwrap_or(LaneKind::Custom))
    }

    pub(super) fn lane_of(&mut self, name: &str, kind: LaneKind) -> usize {
        // “Emotion” in one place is “Emotions” in another.
        let singular = |name: &str| folded(name).trim_end_matches('s').to_owned();
        let word = singular(name);
        let held = self
            .lanes
            .iter()
            .position(|(held, of)| singular(held) == word && *of == kind);
        held.unwrap_or_else(|| {
            self.lanes.push((one_line(name), kind));
            self.lanes.len() - 1
        })
    }

    pub(super) fn put(&mut self, stage: usize, entry: Entry) {
        if let Some(stage) = self.stages.get_mut(stage)
            && (!entry.text.trim().is_empty() || entry.score.is_some())
        {
            stage.entries.push(entry);
        }
    }

    /// Takes a fact about the whole map, behind what is there already.
    pub(super) fn fact(&mut self, fact: Fact, text: &str) {
        let text = clean(text);
        let append = |held: &mut String| {
            if !held.is_empty() && !text.is_empty() {
                held.push('\n');
            }
            held.push_str(&text);
        };
        let map = &mut self.map;
        match fact {
            Fact::Title => map.title = one_line(&text),
            Fact::Purpose => append(&mut map.purpose),
            Fact::Scenario => append(&mut map.scenario),
            Fact::Goal => append(&mut map.goal),
            Fact::Scope => append(&mut map.scope),
            Fact::Expectations => append(&mut map.expectations),
            Fact::Owner => append(&mut map.owner),
            Fact::Kind => match kind_of_map(&text) {
                Some(kind) => map.kind = kind,
                None => append(&mut map.purpose),
            },
            Fact::Persona => {
                let (name, role) = text.split_once('\n').unwrap_or((&text, ""));
                let persona = Persona::new(PersonaId(0), name.trim());
                map.personas.push(Persona {
                    role: role.trim().to_owned(),
                    ..persona
                });
            }
        }
    }

    /// The map.
    pub(super) fn into_map(mut self) -> (Map, Vec<(usize, String)>) {
        let mut map = std::mem::take(&mut self.map);
        let mut mint = map.mint;
        mint.0 = mint.0.max(1);
        for persona in &mut map.personas {
            persona.id = PersonaId(next(&mut mint));
        }
        for feedback in &mut map.feedback {
            feedback.id.0 = next(&mut mint);
        }
        // What is felt is a curve on the first lane of emotion.
        for (name, kind) in &self.lanes {
            let lane = Lane::new(LaneId(next(&mut mint)), *kind, name.clone());
            if *kind == LaneKind::Emotion {
                let id = CurveId(next(&mut mint));
                let own = (!map.curves.is_empty()).then_some(lane.id);
                map.curves.push(Curve {
                    lane: own,
                    ..Curve::new(id, name.clone())
                });
            }
            map.lanes.push(lane);
        }
        let scales = self.scales();
        let mut making = Making {
            mint,
            scales,
            guessed: None,
            unknown: None,
            remarks: Vec::new(),
        };
        for part in &self.stages {
            let stage = making.stage(part, &mut map);
            map.stages.push(Arc::new(stage));
        }
        self.remarks.append(&mut making.remarks);
        if let Some((line, count, word)) = making.guessed {
            let remark = format!(
                "feelings that were read off their words alone, such as “{word}”: {count}; check them"
            );
            self.remarks.push((line, remark));
        }
        if let Some((line, count, word)) = making.unknown {
            let remark = format!(
                "feelings that are not known, such as that of “{word}”: {count}; they are gaps in the curve"
            );
            self.remarks.push((line, remark));
        }
        map.restore_mint();
        self.remarks.sort_by_key(|(line, _)| *line);
        (map, self.remarks)
    }

    /// The scale of the numbers of each lane of emotion; a remark on each that
    /// is not the program's own.
    fn scales(&mut self) -> BTreeMap<usize, Scale> {
        let mut scales = BTreeMap::new();
        for (lane, (name, kind)) in self.lanes.iter().enumerate() {
            if *kind != LaneKind::Emotion {
                continue;
            }
            let entries = || self.stages.iter().flat_map(|stage| &stage.entries);
            let here = || entries().filter(|entry| entry.lane == lane);
            let numbers: Vec<f64> = here().filter_map(|entry| told(entry).0).collect();
            if numbers.is_empty() {
                continue;
            }
            let scale = Scale::of(&numbers);
            if scale != Scale::of(&[-2.0]) {
                let line = here().map(|entry| entry.line).min().unwrap_or(1);
                let remark = format!(
                    "the numbers of “{name}” were read on a scale from {}",
                    scale.label()
                );
                self.remarks.push((line, remark));
            }
            scales.insert(lane, scale);
        }
        scales
    }
}

/// A sketch on its way to a map.
struct Making {
    mint: Mint,
    scales: BTreeMap<usize, Scale>,
    guessed: Option<(usize, usize, String)>,
    unknown: Option<(usize, usize, String)>,
    remarks: Vec<(usize, String)>,
}

impl Making {
    fn stage(&mut self, part: &Part, map: &mut Map) -> Stage {
        let mut stage = Stage::new(StageId(next(&mut self.mint)), part.name.clone());
        stage.about = clean(&part.about);
        stage.duration = one_line(&part.duration);
        #[expect(clippy::cast_precision_loss, reason = "a few steps")]
        let span = part.steps as f64 / 3.0;
        stage.span = Span::rounded(span.clamp(1.0, 4.0));
        for (place, entry) in part.entries.iter().enumerate() {
            let Some(lane) = map.lanes.get(entry.lane) else {
                continue;
            };
            let (id, kind) = (lane.id, lane.kind);
            let at = at(part, place, entry, kind);
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
            Some((_, count, _)) => *count += 1,
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
            Detail::Channel => card.channel = Some(channel(text, map, &mut self.mint)),
            Detail::Owner => text.clone_into(&mut card.owner),
            Detail::Source => append(&mut card.source, text),
            Detail::Wait => text.clone_into(&mut card.wait),
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

/// The channel of a name, a common one or the map's own.
fn channel(text: &str, map: &mut Map, mint: &mut Mint) -> Channel {
    let word = plain_name(text);
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
        return channel;
    }
    if let Some(own) = map
        .channels
        .iter()
        .find(|own| plain_name(&own.name) == word)
    {
        return Channel::Own(own.id);
    }
    let id = ChannelId(next(mint));
    map.channels.push(OwnChannel {
        id,
        name: one_line(text),
    });
    Channel::Own(id)
}

fn kind_of_map(text: &str) -> Option<MapKind> {
    Some(match folded(text).replace('-', " ").as_str() {
        "as is" | "current" | "current state" | "today" => MapKind::CurrentState,
        "to be" | "future" | "future state" | "target" => MapKind::FutureState,
        "day in the life" => MapKind::DayInTheLife,
        "service blueprint" | "blueprint" => MapKind::ServiceBlueprint,
        _ => return None,
    })
}

/// A number for the feeling, and its word.
fn told(entry: &Entry) -> (Option<f64>, String) {
    let text = one_line(&entry.text);
    if entry.score.is_some() {
        return (entry.score, text);
    }
    let (number, word) = feeling_of(&text);
    if number.is_some() {
        return (
            number,
            word.trim_end_matches([':', '-', '–', '('])
                .trim()
                .to_owned(),
        );
    }
    // “4/5”, “Happy (4/5)”, “60%”.
    let inner = text
        .rsplit_once('(')
        .map_or(text.as_str(), |(_, inner)| inner.trim_end_matches(')'));
    let first = inner.split(['/', '%']).next().unwrap_or_default();
    let number = number_of(inner, first);
    let word = if inner == text {
        String::new()
    } else {
        text.split('(').next().unwrap_or_default().trim().to_owned()
    };
    if number.is_some() {
        (number, word)
    } else {
        (None, text)
    }
}

fn number_of(inner: &str, first: &str) -> Option<f64> {
    let is_told = inner.contains(['/', '%']) || first == inner;
    if is_told { number(first) } else { None }
}

/// Where an entry sits: at its step, else in the order of its cell.
fn at(part: &Part, place: usize, entry: &Entry, kind: LaneKind) -> At {
    #[expect(clippy::cast_precision_loss, reason = "a few entries")]
    let share = |index: usize, count: usize| index as f64 / count as f64;
    let same = |other: &&Entry| other.lane == entry.lane && other.step == entry.step;
    let before = part.entries.iter().take(place).filter(same).count();
    let count = part.entries.iter().filter(same).count();
    if kind == LaneKind::Emotion {
        let within = share(before + 1, count + 1);
        return At::rounded(match entry.step {
            Some(step) if part.steps > 1 => {
                (share(step, part.steps)) + within / share(part.steps, 1)
            }
            _ => within,
        });
    }
    match entry.step {
        Some(step) if part.steps > 1 => At::rounded(share(step, part.steps - 1)),
        _ => match before / count.div_ceil(3).max(1) {
            0 => At::MIN,
            1 => At::rounded(0.5),
            _ => At::MAX,
        },
    }
}

fn details_text(entry: &Entry) -> String {
    let texts = entry.details.iter().map(|(detail, text)| {
        if *detail == Detail::Note {
            text.trim().to_owned()
        } else {
            format!("{}: {}", detail.label(), text.trim())
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn append(held: &mut String, text: &str) {
    if !held.is_empty() && !text.is_empty() {
        held.push('\n');
    }
    held.push_str(text);
}

/// A text from outside, as a map may hold it.
pub(super) fn clean(text: &str) -> String {
    cleaned(text).replace('\t', " ").trim().to_owned()
}

/// The same in one line.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn next(mint: &mut Mint) -> u32 {
    let id = mint.0;
    mint.0 = mint.0.saturating_add(1);
    id
}
