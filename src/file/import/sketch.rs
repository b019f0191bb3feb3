//! A map in the making: stages, lanes and what stands in them, as far as they
//! are known, whatever the file was. In the end it becomes a map: texts get
//! their places, feelings their scale, steps their order. Knows no file.

mod making;

use std::{collections::BTreeMap, sync::Arc};

use self::making::Making;

use super::{
    aside::Asides,
    feedback::{DateOrder, Heard, Scale as AnswerScale},
    feel::Scale,
    meaning::{Detail, Fact, kind_like},
};
use crate::{
    file::{
        limits,
        plain::cleaned,
        table::{
            feeling::{feeling_of, number},
            labels::folded,
        },
    },
    model::{Curve, CurveId, Lane, LaneId, LaneKind, Map, MapKind, Mint, Persona, PersonaId},
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
    /// What the scores of feedback were taken for.
    pub(super) scale: Option<AnswerScale>,
    /// In which order its dates were read, where there is a choice.
    pub(super) dates: Option<DateOrder>,
    /// What customers said, for a log.
    pub(super) heard: Vec<Heard>,
    /// What only orders or paints.
    pub(super) asides: Asides,
    /// Headings that name nothing of the map, with their lines.
    pub(super) headings: Vec<(usize, String)>,
    /// Stages and lanes by their names as they are compared.
    known: Known,
    /// The limit that is exceeded.
    fault: Option<String>,
}

/// Where stages and lanes are, by their names as they are compared.
#[derive(Clone, Debug, Default)]
struct Known {
    stages: BTreeMap<String, usize>,
    lanes: BTreeMap<(String, LaneKind), usize>,
    /// How many entries all stages have.
    entries: usize,
}

impl Sketch {
    pub(super) fn remark(&mut self, line: usize, remark: impl Into<String>) {
        self.remarks.push((line, remark.into()));
    }

    /// The limit that the file exceeds, as a sentence.
    pub(super) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Whether there is room for one more; remembers where there is none.
    fn has_room(&mut self, held: usize, most: usize, what: &str) -> bool {
        if held >= most && self.fault.is_none() {
            self.fault = Some(format!(
                "more than {most} {what} were found here, the limit of a map; take other columns \
                 for {what}, or split the file"
            ));
        }
        held < most
    }

    /// The stage of this name, or a new one at the end.
    pub(super) fn stage(&mut self, name: &str) -> usize {
        let held = self.known.stages.get(&folded(name)).copied();
        held.unwrap_or_else(|| self.new_stage(name))
    }

    /// A new stage; beyond the limit, the last one.
    pub(super) fn new_stage(&mut self, name: &str) -> usize {
        let place = self.stages.len();
        if !self.has_room(place, limits::STAGES, "stages") {
            return place.saturating_sub(1);
        }
        let word = folded(name);
        if !word.is_empty() {
            self.known.stages.entry(word).or_insert(place);
        }
        let name = one_line(name);
        let name = if name.is_empty() {
            format!("Stage {}", place.saturating_add(1))
        } else {
            name
        };
        self.stages.push(Part {
            name,
            ..Part::default()
        });
        place
    }

    /// The lane of this name, or a new one at the end, of the kind that the
    /// name speaks of.
    pub(super) fn lane(&mut self, name: &str) -> usize {
        self.lane_of(name, kind_like(name).unwrap_or(LaneKind::Custom))
    }

    pub(super) fn lane_of(&mut self, name: &str, kind: LaneKind) -> usize {
        // “Emotion” in one place is “Emotions” in another.
        let word = folded(name).trim_end_matches('s').to_owned();
        if let Some(held) = self.known.lanes.get(&(word.clone(), kind)) {
            return *held;
        }
        let place = self.lanes.len();
        if !self.has_room(place, limits::LANES, "lanes") {
            return place.saturating_sub(1);
        }
        self.known.lanes.insert((word, kind), place);
        self.lanes.push((one_line(name), kind));
        place
    }

    pub(super) fn put(&mut self, stage: usize, mut entry: Entry) {
        if entry.text.trim().is_empty() && entry.score.is_none() {
            // What only has details is called by them.
            entry.text = making::details_text(&entry);
            entry.details.clear();
        }
        if entry.text.trim().is_empty() && entry.score.is_none() {
            return;
        }
        if self.has_room(self.known.entries, limits::CARDS, "cards")
            && let Some(stage) = self.stages.get_mut(stage)
        {
            stage.entries.push(entry);
            self.known.entries = self.known.entries.saturating_add(1);
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
            Fact::Title if map.title.is_empty() => map.title = one_line(&text),
            Fact::Title if map.title == text => {}
            Fact::Title | Fact::Purpose => append(&mut map.purpose),
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
        for feedback in Arc::make_mut(&mut map.feedback) {
            Arc::make_mut(feedback).id.0 = next(&mut mint);
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
        for feedback in Arc::make_mut(&mut map.feedback) {
            let feedback = Arc::make_mut(feedback);
            let stage = feedback.stage.and_then(|it| usize::try_from(it.0).ok());
            let stage = stage.and_then(|place| map.stages.get(place));
            feedback.stage = stage.map(|stage| stage.id);
        }
        map.restore_mint();
        self.remarks.extend(self.asides.remark());
        if let Some((line, _)) = self.headings.first() {
            let names = self.headings.iter();
            let names: Vec<String> = names.map(|(_, name)| format!("“{name}”")).collect();
            let remark = format!(
                "headings that name no stage or lane were left out: {}",
                names.join(", ")
            );
            self.remarks.push((*line, remark));
        }
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
    let (told, word) = feeling_of(&text);
    if told.is_some() {
        return (
            told,
            word.trim_end_matches([':', '-', '–', '('])
                .trim()
                .to_owned(),
        );
    }
    // “4/5”, “Happy (4/5)”, “60%”.
    let (word, inner) = match text.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
        Some((word, inner)) => (word.trim(), inner.trim()),
        None => ("", text.as_str()),
    };
    let (first, rest) = inner.split_once(['/', '%']).unwrap_or((inner, ""));
    let value = number(first).filter(|_| rest.is_empty() || number(rest).is_some());
    if value.is_some() {
        (value, word.to_owned())
    } else {
        (None, text)
    }
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
