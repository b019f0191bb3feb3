//! A stage on a page: what it is, then lane by lane what happens in it.

use super::{Shown, card, cards_on, style::swatch_class, write::Page};
use crate::model::{
    Curve, CurveKind, CurveState, Divider, EmotionPoint, Lane, LaneKind, Map, Stage, Valence,
};

/// The stage at a place among those that are shown.
pub(super) fn stage(page: &mut Page, shown: &Shown<'_>, place: usize) {
    let Some((index, stage)) = shown.stages.get(place).copied() else {
        return;
    };
    let map = shown.map;
    let class = format!("stage {}", swatch_class(map.stage_swatch(index)));
    let anchor = format!("stage-{}", index.saturating_add(1));
    page.open_with("section", &class, &[("id", &anchor)]);
    let number = format!("Stage {} of {}", index.saturating_add(1), map.stages.len());
    page.element("p", "step", &number);
    let name = stage.name.trim();
    page.element(
        "h2",
        "",
        if name.is_empty() {
            "Without a name"
        } else {
            name
        },
    );
    page.element("p", "about", &stage.about);
    let moment = stage.key_moment_label().unwrap_or_default();
    page.facts(
        "meta",
        &[
            ("Duration", stage.duration.clone()),
            ("Owner", stage.owner.clone()),
            ("Key moment", moment.to_owned()),
        ],
    );
    page.open("div", "lanes");
    lanes(page, shown, stage);
    page.close("div");
    page.close("section");
}

/// The lanes that hold anything of a stage, and the lines between them.
fn lanes(page: &mut Page, shown: &Shown<'_>, stage: &Stage) {
    let map = shown.map;
    let mut line: Option<Divider> = None;
    for held in &map.lanes {
        // A line above a hidden lane is told before the next one that is shown.
        line = held.divider.or(line);
        let drawn = shown.lanes.iter().find(|lane| lane.id == held.id);
        let Some(lane) = drawn.filter(|lane| has_content(shown, stage, lane)) else {
            continue;
        };
        if let Some(line) = line.take() {
            page.element("p", "divider", line.label());
        }
        on_lane(page, shown, stage, lane);
    }
}

/// Whether there is anything of a stage on a lane.
fn has_content(shown: &Shown<'_>, stage: &Stage, lane: &Lane) -> bool {
    stage.cards.iter().any(|card| card.lane == lane.id)
        || curves(shown.map, stage, lane).next().is_some()
}

/// The curves on a lane that have points in a stage.
fn curves<'a>(
    map: &'a Map,
    stage: &'a Stage,
    lane: &'a Lane,
) -> impl Iterator<Item = &'a Curve> + use<'a> {
    map.curves.iter().filter(move |curve| {
        !curve.hidden
            && map.lane_of_curve(curve) == Some(lane.id)
            && stage.points.iter().any(|point| point.curve == curve.id)
    })
}

fn on_lane(page: &mut Page, shown: &Shown<'_>, stage: &Stage, lane: &Lane) {
    page.open("div", &format!("lane {}", look(lane.kind)));
    let name = lane.name.trim();
    let name = if name.is_empty() {
        lane.kind.label()
    } else {
        name
    };
    page.element("h3", "", name);
    for curve in curves(shown.map, stage, lane) {
        if shown.map.curves.len() > 1 {
            page.element("h4", "", &curve_name(shown.map, curve));
        }
        points(page, shown.map, stage, curve);
    }
    let cards = cards_on(stage, lane.id);
    if !cards.is_empty() {
        page.open("ul", "cards");
        for held in cards {
            card::card(page, shown.map, held, lane.kind);
        }
        page.close("ul");
    }
    page.close("div");
}

/// How the cards of a kind of lane look.
const fn look(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Touchpoints => "touch",
        LaneKind::PainPoints => "pain",
        LaneKind::Opportunities => "chance",
        LaneKind::Thoughts | LaneKind::Quotes => "words",
        LaneKind::Backstage | LaneKind::SupportProcesses => "off",
        LaneKind::Actions
        | LaneKind::Emotion
        | LaneKind::Metrics
        | LaneKind::Pictures
        | LaneKind::Frontstage
        | LaneKind::PhysicalEvidence
        | LaneKind::Owners
        | LaneKind::Custom => "plain",
    }
}

/// A curve's name, whose it is, and what it speaks of.
fn curve_name(map: &Map, curve: &Curve) -> String {
    let persona = curve.persona.and_then(|id| map.persona(id));
    let persona = persona
        .map(|persona| persona.name.trim())
        .unwrap_or_default();
    let future = match curve.state {
        CurveState::Current => "",
        CurveState::Future => CurveState::Future.label(),
    };
    let kind = match curve.kind {
        CurveKind::Emotion => "",
        CurveKind::Tension => CurveKind::Tension.label(),
    };
    let name = curve.name.trim();
    let mut parts = vec![if name.is_empty() { "Curve" } else { name }];
    for part in [persona, future, kind] {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(" · ")
}

fn points(page: &mut Page, map: &Map, stage: &Stage, curve: &Curve) {
    let of_curve = stage.points.iter().filter(|point| point.curve == curve.id);
    let mut points: Vec<&EmotionPoint> = of_curve.collect();
    points.sort_by(|a, b| {
        let by_time = a.at.value().total_cmp(&b.at.value());
        by_time.then(a.id.cmp(&b.id))
    });
    page.open("ol", "cards curve");
    for point in points {
        let value = point.feeling.map_or(0.0, Valence::value);
        let class = match curve.kind {
            CurveKind::Emotion if value > 0.0 => "card good",
            CurveKind::Emotion if value < 0.0 => "card bad",
            CurveKind::Emotion | CurveKind::Tension => "card",
        };
        page.open("li", class);
        page.element("p", "text", &point.word);
        page.open("div", "feeling");
        if point.feeling.is_some() {
            let place = format!("left:{}%", (value + 2.0) * 25.0);
            page.open_with("span", "meter", &[("aria-hidden", "true")]);
            page.open_with("i", "", &[("style", &place)]);
            page.close("i");
            page.close("span");
        }
        page.element("span", "", &in_words(map, curve.kind, point.feeling));
        page.close("div");
        if point.moment_of_truth {
            page.element("p", "truth", "★ Moment of truth");
        }
        let score = point
            .score
            .map_or_else(String::new, |score| score.to_string());
        let card = point.card.and_then(|id| map.card(id));
        let belongs = card.map_or_else(String::new, |(_, card)| card.text.clone());
        let evidence = card::evidence(point.evidence, &point.source);
        let marks = [
            ("Belongs to", belongs),
            ("Evidence", evidence),
            ("Score where it was imported", score),
        ];
        page.facts("marks", &marks);
        page.element("p", "note", &point.note);
        page.close("li");
    }
    page.close("ol");
}

/// A value in figures and in words: "+1.5, good".
fn in_words(map: &Map, kind: CurveKind, value: Option<Valence>) -> String {
    let Some(value) = value.map(Valence::value) else {
        return "Not known yet".into();
    };
    let short = |value: f64| {
        let digits = format!("{value:.2}");
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        digits.to_owned()
    };
    if kind == CurveKind::Tension {
        return format!("{} of 5", short(value + 3.0));
    }
    let scale = map.scale.as_ref();
    let word = if value >= 1.5 {
        scale.map_or("very good", |(best, _)| best.as_str())
    } else if value > 0.0 {
        "good"
    } else if value == 0.0 {
        "neutral"
    } else if value > -1.5 {
        "bad"
    } else {
        scale.map_or("very bad", |(_, worst)| worst.as_str())
    };
    let sign = match short(value.abs()).as_str() {
        "0" => "",
        _ if value < 0.0 => "−",
        _ => "+",
    };
    format!("{sign}{}, {word}", short(value.abs()))
}
