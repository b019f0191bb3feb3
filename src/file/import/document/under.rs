//! What the texts of a document belong to: the stage, lane or fact of the
//! headings above them, and what each heading, paragraph and item adds.

use super::{has_content, is_container};
use crate::{
    file::{
        import::{
            meaning::{Detail, Fact, Meaning, is_stage_name, kind_like},
            sheet::{self, parts},
            sketch::{Entry, Sketch, one_line},
        },
        table::Node,
    },
    model::LaneKind,
};

/// What the texts of a document are about, from its headings on.
pub(super) struct Under {
    /// The stage they belong to.
    pub(super) stage: Option<usize>,
    /// The lane they belong to.
    pub(super) lane: Option<(String, LaneKind)>,
    /// The fact they state.
    pub(super) fact: Option<Fact>,
    /// Whether the items of a list are stages.
    pub(super) lists_stages: bool,
    /// The lane that an item of a list names, and how far in it stands.
    pub(super) item_lane: Option<(usize, String, LaneKind)>,
}

/// A heading begins a stage, a lane or a fact.
pub(super) fn head(
    nodes: &[Node],
    place: usize,
    (level, stages): (usize, Option<usize>),
    text: &str,
    (under, sketch): (&mut Under, &mut Sketch),
) {
    let name = unnumbered(text);
    under.item_lane = None;
    under.lane = None;
    under.fact = None;
    let is_stage = stages == Some(level)
        && !is_container(name)
        && (is_stage_name(name) || Fact::of(name).is_none());
    if level == 1 && sketch.map.title.is_empty() && stages != Some(1) {
        sketch.fact(Fact::Title, name);
        under.lists_stages = stages.is_none();
    } else if stages.is_some_and(|stage| level > stage) && under.stage.is_some() {
        let kind = kind_like(name).unwrap_or(LaneKind::Custom);
        under.lane = Some((name.to_owned(), kind));
    } else if is_stage && has_content(nodes, place, level) {
        under.stage = Some(sketch.new_stage(name));
    } else {
        under.stage = None;
        under.fact = Fact::of(name);
        under.lists_stages = stages.is_none() && under.fact.is_none();
        if under.fact.is_none() {
            let line = nodes.get(place).map_or(1, |node| node.line);
            sketch.headings.push((line, one_line(name)));
        }
        if under.fact.is_none() && !is_container(name) {
            under.fact = Some(Fact::Purpose);
            under.lists_stages = stages.is_none() && has_content(nodes, place, level);
        }
    }
}

/// `Name: text` with a short name.
pub(super) fn labelled(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    (name.chars().count() <= 40 && !name.contains("//")).then(|| (name.trim(), rest.trim()))
}

/// A paragraph is a card, or says something of its stage or of the map.
pub(super) fn paragraph(text: &str, line: usize, under: &mut Under, sketch: &mut Sketch) {
    under.item_lane = None;
    let named = labelled(text);
    if let (Some(stage), Some((name, rest))) = (under.stage, named)
        && (kind_like(name).is_some() || Meaning::of(name).is_some())
    {
        under.lane = Some((name.to_owned(), kind_like(name).unwrap_or(LaneKind::Custom)));
        sheet::put(
            sketch,
            (stage, None),
            (name, Meaning::of(name)),
            (line, rest),
        );
        return;
    }
    if let (None, Some((name, rest))) = (under.stage, named)
        && let Some(fact) = Fact::of(name)
    {
        sketch.fact(fact, rest);
        return;
    }
    match (under.stage, under.lane.clone()) {
        (Some(stage), Some((name, kind))) => {
            sheet::put(
                sketch,
                (stage, None),
                (&name, Some(Meaning::Lane(kind))),
                (line, text),
            );
        }
        (Some(stage), None) => sheet::put(
            sketch,
            (stage, None),
            ("", Some(Meaning::About)),
            (line, text),
        ),
        (None, _) => sketch.fact(under.fact.unwrap_or(Fact::Purpose), text),
    }
}

/// An item of a list is a stage, a lane, a card or a fact, by what it is under.
pub(super) fn item(
    (indent, first, leads): (usize, usize, bool),
    text: &str,
    line: usize,
    (under, sketch): (&mut Under, &mut Sketch),
) {
    if under.lists_stages && indent <= first {
        if let Some((name, rest)) =
            labelled(text).filter(|(name, _)| Fact::of(name).is_some() && !is_stage_name(name))
        {
            sketch.fact(Fact::of(name).unwrap_or(Fact::Purpose), rest);
            return;
        }
        let (name, rest) = labelled(text).unwrap_or((text, ""));
        under.item_lane = None;
        under.lane = None;
        let stage = sketch.new_stage(unnumbered(name));
        under.stage = Some(stage);
        sheet::put(
            sketch,
            (stage, None),
            ("", Some(Meaning::About)),
            (line, rest),
        );
        return;
    }
    let Some(stage) = under.stage else {
        match labelled(text).and_then(|(name, rest)| Some((Fact::of(name)?, rest))) {
            Some((fact, rest)) => sketch.fact(fact, rest),
            None => sketch.fact(under.fact.unwrap_or(Fact::Purpose), text),
        }
        return;
    };
    if under
        .item_lane
        .as_ref()
        .is_some_and(|(own, ..)| indent <= *own)
    {
        under.item_lane = None;
    }
    if let Some((name, rest)) = labelled(text).filter(|(name, _)| {
        kind_like(name).is_some()
            || matches!(
                Meaning::of(name),
                Some(Meaning::About | Meaning::Duration | Meaning::Score)
            )
    }) {
        let meaning = match Meaning::of(name) {
            Some(Meaning::Detail(Detail::Channel)) => Some(Meaning::Lane(LaneKind::Touchpoints)),
            Some(Meaning::Detail(Detail::Owner)) => Some(Meaning::Lane(LaneKind::Owners)),
            other => other,
        };
        sheet::put(sketch, (stage, None), (name, meaning), (line, rest));
        under.item_lane = Some((
            indent,
            name.to_owned(),
            kind_like(name).unwrap_or(LaneKind::Custom),
        ));
        return;
    }
    if leads
        && text.chars().count() <= 40
        && kind_like(text).is_some()
        && under.lane.is_none()
        && under.item_lane.is_none()
    {
        under.item_lane = Some((
            indent,
            text.to_owned(),
            kind_like(text).unwrap_or(LaneKind::Custom),
        ));
        return;
    }
    let lane = under
        .item_lane
        .as_ref()
        .map(|(_, name, kind)| (name.clone(), *kind));
    let (name, kind) = lane
        .or_else(|| under.lane.clone())
        .unwrap_or_else(|| ("Doing".into(), LaneKind::Actions));
    let lane = sketch.lane_of(&name, kind);
    let texts = if kind == LaneKind::Actions {
        vec![text.to_owned()]
    } else {
        parts(text, kind)
    };
    for text in texts {
        sketch.put(
            stage,
            Entry {
                line,
                lane,
                text,
                ..Entry::default()
            },
        );
    }
}

/// A heading without the number before it: `1. `, `Stage 2: `, `3) `.
pub(super) fn unnumbered(text: &str) -> &str {
    let text = text.trim().trim_end_matches(':');
    for word in ["Stage ", "Phase ", "Step ", "stage ", "phase ", "step "] {
        if let Some(rest) = text.strip_prefix(word)
            && let Some((number, name)) = rest.split_once([':', '.', '–', '-', '—'])
            && number.trim().chars().all(|c| c.is_ascii_digit())
            && !name.trim().is_empty()
        {
            return name.trim();
        }
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest
        .strip_prefix(['.', ')', ':'])
        .filter(|_| rest.len() < text.len());
    rest.map(str::trim)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}
