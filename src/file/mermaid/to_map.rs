//! From a journey to a map. A section becomes a stage (one for each `section`
//! line), a task a card on the lane “Doing” with an emotion point at its
//! place, an actor a persona. Who takes part in a task is the first line of
//! the card's note, in a form that can be turned back.

use std::sync::Arc;

use super::{
    Warning,
    entity::plain,
    journey::{Journey, Task},
    number::{is_space, trim},
};
use crate::model::{
    At, Card, CardId, Curve, CurveId, EmotionPoint, Lane, LaneId, LaneKind, Map, Persona,
    PersonaId, PointId, Span, Stage, StageId, Valence,
};

/// How the first line of a note starts that lists who takes part.
const ACTORS: &str = "Actors:";
/// How the first line of a purpose starts that holds Mermaid's `accTitle`.
const ACC_TITLE: &str = "Accessible title: ";

/// Makes a map of a journey; says what could not be taken over as it was.
pub(super) fn map(journey: &Journey, warnings: &mut Vec<Warning>) -> Map {
    let mut ids = 1..;
    let mut mint = || ids.next().unwrap_or(u32::MAX);
    let scale = Scale::of(journey, warnings);
    let mut map = Map {
        title: plain(journey.shown_title()),
        purpose: purpose(&plain(&journey.acc_title), &plain(&journey.acc_descr)),
        personas: personas(journey, &mut mint, warnings),
        ..Map::default()
    };
    let doing = LaneId(mint());
    map.lanes = vec![
        Lane::new(doing, LaneKind::Actions, "Doing"),
        Lane::new(LaneId(mint()), LaneKind::Emotion, "Emotion"),
    ];
    let curve = Curve::new(CurveId(mint()), "Emotion");
    let lanes = (doing, curve.id);
    map.curves = vec![curve];
    let stray = journey
        .tasks
        .iter()
        .take_while(|task| task.section.is_none());
    let stray: Vec<&Task> = stray.collect();
    if let Some(first) = stray.first() {
        let remark = "tasks before the first section are on a stage without a name";
        warnings.push(Warning::new(first.line, remark));
        map.stages
            .push(Arc::new(stage("", &stray, lanes, &scale, &mut mint)));
    }
    let mut rest = journey.tasks.get(stray.len()..).unwrap_or_default();
    for (index, section) in journey.sections.iter().enumerate() {
        let own = rest
            .iter()
            .take_while(|task| task.section == Some(index))
            .count();
        let (own, later) = rest.split_at(own);
        rest = later;
        let own: Vec<&Task> = own.iter().collect();
        let name = plain_name(&section.name);
        map.stages
            .push(Arc::new(stage(&name, &own, lanes, &scale, &mut mint)));
    }
    report_titles(journey, warnings);
    map.restore_mint();
    map
}

/// A stage and its tasks, spread evenly; it is wide enough for them to stand
/// in one row.
fn stage(
    name: &str,
    tasks: &[&Task],
    (lane, curve): (LaneId, CurveId),
    scale: &Scale,
    mint: &mut impl FnMut() -> u32,
) -> Stage {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a text has at most 20,000 lines"
    )]
    let place = |index: usize| match tasks.len() {
        0 | 1 => At::clamped(0.5),
        count => At::rounded(index as f64 / count.saturating_sub(1) as f64),
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "a text has at most 20,000 lines"
    )]
    let span = Span::rounded((tasks.len() as f64 / 3.0).clamp(1.0, 4.0));
    let mut stage = Stage {
        span,
        ..Stage::new(StageId(mint()), name)
    };
    for (index, task) in tasks.iter().enumerate() {
        let at = place(index);
        let mut card = Card::new(CardId(mint()), lane, at, plain_name(&task.name));
        card.note = note(task);
        let (feeling, score) = scale.feeling(task.score);
        let mut point = EmotionPoint::new(PointId(mint()), curve, at, feeling);
        point.score = score;
        point.card = Some(card.id);
        stage.cards.push(Arc::new(card));
        stage.points.push(point);
    }
    stage
}

/// A name as people read it. A name that is only the invisible character
/// U+200B is how an empty one is written.
fn plain_name(raw: &str) -> String {
    let name = plain(raw);
    if name == "\u{200b}" {
        String::new()
    } else {
        name
    }
}

/// Who takes part in a task, and what else its line says.
fn note(task: &Task) -> String {
    let people: Vec<String> = task.people.iter().map(|name| plain(name)).collect();
    let actors = (!people.is_empty()).then(|| actors_note(&people));
    let rest = task.rest.iter().map(|text| plain(text));
    let rest = rest.filter(|text| !text.is_empty());
    actors
        .into_iter()
        .chain(rest)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first line of a card's note that lists who takes part: `Actors: Me,
/// Cat`. A backslash stands before a comma, a backslash or a blank at the end
/// of a name, and `\n` for a line break.
#[must_use]
pub fn actors_note(people: &[String]) -> String {
    let list: Vec<String> = people.iter().map(|name| escaped(name)).collect();
    let list = list.join(", ");
    if list.is_empty() {
        ACTORS.into()
    } else {
        format!("{ACTORS} {list}")
    }
}

fn escaped(name: &str) -> String {
    let inner = trim(name);
    let start = name
        .len()
        .saturating_sub(name.trim_start_matches(is_space).len());
    let inside = start..start.saturating_add(inner.len());
    let mut escaped = String::with_capacity(name.len());
    for (at, character) in name.char_indices() {
        match character {
            '\n' => escaped.push_str("\\n"),
            ',' | '\\' => escaped.extend(['\\', character]),
            edge if !inside.contains(&at) => escaped.extend(['\\', edge]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Who takes part, and the rest of a card's note; `None` for a note that does
/// not list anyone. Turns [`actors_note`] back.
#[must_use]
pub fn actors_of_note(note: &str) -> Option<(Vec<String>, &str)> {
    let (first, rest) = note.split_once('\n').unwrap_or((note, ""));
    let list = first.strip_prefix(ACTORS)?;
    let mut people = Vec::new();
    let mut name = String::new();
    // Blanks count only once something follows them, or when escaped.
    let mut blanks = String::new();
    let mut characters = list.chars();
    while let Some(character) = characters.next() {
        let read = match character {
            ',' => {
                people.push(std::mem::take(&mut name));
                blanks.clear();
                continue;
            }
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some(escaped) => escaped,
                None => '\\',
            },
            blank if is_space(blank) => {
                blanks.push(blank);
                continue;
            }
            other => other,
        };
        if name.is_empty() {
            blanks.clear();
        }
        name.push_str(&blanks);
        blanks.clear();
        name.push(read);
    }
    people.push(name);
    Some((people, rest))
}

/// Mermaid's texts for screen readers, as one text that can be parted again.
fn purpose(acc_title: &str, acc_descr: &str) -> String {
    match (acc_title, acc_descr) {
        ("", descr) => descr.into(),
        (title, "") => format!("{ACC_TITLE}{title}"),
        (title, descr) => format!("{ACC_TITLE}{title}\n{descr}"),
    }
}

/// The title and the description for screen readers in a map's purpose.
#[must_use]
pub fn accessible_texts(purpose: &str) -> (&str, &str) {
    let (first, rest) = purpose.split_once('\n').unwrap_or((purpose, ""));
    match first.strip_prefix(ACC_TITLE) {
        Some(title) => (title, rest),
        None => ("", purpose),
    }
}

/// One persona for each actor, in the order of Mermaid's legend.
fn personas(
    journey: &Journey,
    mint: &mut impl FnMut() -> u32,
    warnings: &mut Vec<Warning>,
) -> Vec<Persona> {
    let nameless = |task: &&Task| task.people.iter().any(String::is_empty);
    if let Some(task) = journey.tasks.iter().find(nameless) {
        let count = journey.tasks.iter().filter(nameless).count();
        let where_else = if count > 1 {
            format!(" and in {} more lines", count.saturating_sub(1))
        } else {
            String::new()
        };
        let remark = format!("an actor without a name, here{where_else}, became no persona");
        warnings.push(Warning::new(task.line, remark));
    }
    let names = journey.actors().into_iter().filter(|name| !name.is_empty());
    names
        .map(|name| Persona::new(PersonaId(mint()), plain(name)))
        .collect()
}

/// Says what became of titles.
fn report_titles(journey: &Journey, warnings: &mut Vec<Warning>) {
    match (&journey.title, &journey.front_title) {
        (Some((line, title)), Some((front, other))) if title != other => {
            let remark = format!("the front matter's title “{other}” gives way to line {line}");
            warnings.push(Warning::new(*front, remark));
        }
        (None, None) => warnings.push(Warning::new(1, "the journey has no title")),
        _ => {}
    }
    if let Some(line) = journey.acc_line {
        let what = match (journey.acc_title.as_str(), journey.acc_descr.as_str()) {
            (_, "") => "accTitle",
            ("", _) => "accDescr",
            _ => "accTitle and accDescr",
        };
        let remark = format!("{what} became the purpose of the map");
        warnings.push(Warning::new(line, remark));
    }
}

/// How scores become feelings: 1 to 5 are −2 to +2, and when a journey uses
/// numbers outside, all of its range is.
#[derive(Clone, Copy, Debug)]
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale of a journey; says so when it is not 1 to 5.
    fn of(journey: &Journey, warnings: &mut Vec<Warning>) -> Self {
        let mut scale = Self {
            low: 1.0,
            high: 5.0,
        };
        let finite = |task: &&Task| task.score.is_some_and(f64::is_finite);
        for score in journey
            .tasks
            .iter()
            .filter(finite)
            .filter_map(|task| task.score)
        {
            scale.low = scale.low.min(score);
            scale.high = scale.high.max(score);
        }
        for task in &journey.tasks {
            let Some(score) = task.score else { continue };
            let outside = !(1.0..=5.0).contains(&score);
            if outside && score.is_finite() {
                let remark = format!(
                    "the score {score} is outside 1 to 5; all scores were read on a scale from {} to {}, and the numbers kept",
                    scale.low, scale.high
                );
                warnings.push(Warning::new(task.line, remark));
            } else if outside {
                let remark = "an infinite score was read as the end of the scale";
                warnings.push(Warning::new(task.line, remark));
            }
        }
        scale
    }

    /// The feeling for a score, and the score itself when the feeling alone
    /// does not tell it.
    fn feeling(&self, score: Option<f64>) -> (Option<Valence>, Option<f64>) {
        let Some(score) = score else {
            return (None, None);
        };
        // Halved first, so that a range of more than f64::MAX stays finite.
        let share = (score / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        let feeling = Valence::rounded(share.clamp(0.0, 1.0) * 4.0 - 2.0);
        let usual = self.low == 1.0 && self.high == 5.0;
        let told = usual && (feeling.value() + 3.0 - score).abs() < 1e-9;
        (Some(feeling), (!told && score.is_finite()).then_some(score))
    }
}
