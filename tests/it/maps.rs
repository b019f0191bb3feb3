//! Maps for tests: any map at all, and one that has everything.
//!
//! `any_map(u)` makes up to 12 stages, 20 lanes, 500 cards and some of all the
//! rest, and every map keeps the rules (`Map::check` is empty). `any_text(u)` is
//! one of its texts: 0, 1, about 40 or about 400 characters of plain words,
//! without blanks, Chinese, German compounds, combining marks, Hebrew and
//! Arabic, emoji, or characters that need care in a file. `full_map()` has
//! every field of every type set, and every word of every list.
#![expect(clippy::cast_precision_loss, reason = "small numbers")]

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
};

use arbitrary::{Result, Unstructured};
use throughline::model::{
    At, Card, CardId, Channel, ChannelId, Curve, CurveId, CurveKind, CurveState, Details,
    Dismissal, Divider, EmotionPoint, Evidence, Feedback, FeedbackId, FeedbackKind, FeedbackSource,
    JourneyKind, KeyMoment, Lane, LaneId, LaneKind, Level, LineStyle, Map, MapKind, Metric,
    MetricId, MetricKind, Mint, OwnChannel, Persona, PersonaId, Picture, PointId, Review, Rule,
    Side, Span, Stage, StageId, StageRule, Status, Survey, Swatch, ThemeName, Valence, View,
};

/// Checks a law with `count` different seeds, the same on every run, so that
/// nothing hangs on how fast the machine is. `bytes` is how much there is to
/// choose by: more make larger maps. `LAW_SEED=7` tries other seeds, `LAW_TIMES`
/// so many times as many; a failure is tried again with less and less to choose
/// by, and prints the smallest seed that still fails.
pub(crate) fn law(
    count: u64,
    bytes: u64,
    mut holds: impl FnMut(&mut Unstructured<'_>) -> Result<()>,
) {
    let number = |name: &str| std::env::var(name).map(|it| it.parse::<u64>().unwrap());
    let base = number("LAW_SEED").unwrap_or(0);
    for number in 0..count * number("LAW_TIMES").unwrap_or(1) {
        let noise = (base * 1_000_003 + number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The lower half of a seed says how many bytes there are to choose by.
        let seed = noise << 32 | bytes;
        let tried = catch_unwind(AssertUnwindSafe(|| {
            arbtest::arbtest(&mut holds).seed(seed);
        }));
        if let Err(cause) = tried {
            eprintln!("seed 0x{seed:016x} fails; a smaller one is looked for");
            arbtest::arbtest(&mut holds)
                .seed(seed)
                .budget_ms(20_000)
                .minimize();
            resume_unwind(cause);
        }
    }
}

/// So many bytes at random, the same for the same seed.
pub(crate) fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    // Never zero, from which this would not move.
    let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let byte = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    });
    byte.take(bytes).collect()
}

/// A text of 0, 1, about 40 or about 400 characters, in any of many scripts.
pub(crate) fn any_text(u: &mut Unstructured<'_>) -> Result<String> {
    const PIECES: [&[&str]; 9] = [
        &[
            "waits ", "for ", "the ", "answer ", "of ", "a ", "clerk ", "don't ", "(again) ",
        ],
        &["Unbreakable", "longword", "x"],
        &["客户", "等待", "一个", "回答", "。", "新しい", "契約"],
        &[
            "Kraftfahrzeughaftpflichtversicherung",
            "Rechnungsprüfung ",
            "Straße ",
        ],
        &["e\u{301}", "o\u{308}\u{323}", "n\u{303} ", "क्षि", "ที่"],
        &["שלום ", "לקוח ", "عميل ", "رحلة "],
        &["👍🏽", "👩\u{200d}👩\u{200d}👧 ", "❤\u{fe0f}", "🇪🇺"],
        &[
            "\"quoted\" ",
            "back\\slash ",
            "line\n",
            "tab\t",
            "'",
            "\\u{41}",
        ],
        &[
            "\u{0}",
            "\u{1b}[0m",
            "\u{202e}",
            "\u{feff}",
            "\u{301}",
            "\r\n",
            "\u{85}",
            "\u{2028}",
            "//",
            "/*",
        ],
    ];
    let pieces = u.choose(&PIECES)?;
    let length = *u.choose(&[0, 1, 1, 40, 40, 40, 400])?;
    let mut turn: usize = u.int_in_range(0..=255)?;
    let mut text = String::new();
    let mut letters = 0;
    while letters < length {
        let piece = pieces[turn % pieces.len()];
        // A step that visits all pieces in an order that does not repeat soon.
        turn = (turn * 5 + 3 + letters) % 1_009;
        if length == 1 {
            text.extend(piece.chars().next());
            letters += 1;
        } else {
            text.push_str(piece);
            letters += piece.chars().count();
        }
    }
    Ok(text)
}

/// Any map that keeps the rules, up to 12 stages, 20 lanes and 500 cards.
pub(crate) fn any_map(u: &mut Unstructured<'_>) -> Result<Map> {
    let mut map = Map {
        title: any_text(u)?,
        kind: *u.choose(MapKind::ALL)?,
        scenario: any_text(u)?,
        goal: maybe_text(u)?,
        scale: maybe(u, |u| Ok((any_text(u)?, any_text(u)?)))?,
        participants: list(u, 2, any_text)?,
        ..Map::default()
    };
    map.restore_mint();
    map.personas = list(u, 2, |u| any_persona(u, PersonaId(mint(&mut map.mint))))?;
    map.channels = list(u, 2, |u| {
        Ok(OwnChannel {
            id: ChannelId(mint(&mut map.mint)),
            name: any_text(u)?,
        })
    })?;
    map.metrics = list(u, 2, |u| any_metric(u, MetricId(mint(&mut map.mint))))?;
    map.lanes = list(u, 20, |u| any_lane(u, LaneId(mint(&mut map.mint))))?;
    // A map has one line of a kind.
    let places = *u.choose(&[[99; 3], [1, 5, 9], [2, 3, 4], [0, 1, 19]])?;
    for (place, divider) in places.into_iter().zip(Divider::ALL) {
        if let Some(lane) = map.lanes.get_mut(place) {
            lane.divider = Some(*divider);
        }
    }
    let personas: Vec<PersonaId> = map.personas.iter().map(|persona| persona.id).collect();
    let lanes: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
    map.curves = list(u, 4, |u| {
        any_curve(u, CurveId(mint(&mut map.mint)), &personas, &lanes)
    })?;
    let stages = u.int_in_range(0..=12)?;
    let cards = u.int_in_range(0..=500)?;
    for _ in 0..stages {
        let stage = any_stage(u, &mut map, cards / stages)?;
        map.stages.push(Arc::new(stage));
    }
    map.feedback = any_feedback(u, &mut map)?;
    any_evidence(u, &mut map)?;
    if let Some(persona) = map.personas.first_mut()
        && map.pictures.is_empty()
        && u.ratio(1, 8)?
    {
        let (name, picture) = any_picture(u)?;
        persona.portrait = Some(name.clone());
        map.pictures.insert(name, Arc::new(picture));
    }
    map.views = any_views(u, &map)?;
    map.details = *u.choose(&[Details::All, Details::Key, Details::Text])?;
    map.restore_mint();
    Ok(map)
}

/// Views of a map, each with a name of its own.
fn any_views(u: &mut Unstructured<'_>, map: &Map) -> Result<Vec<View>> {
    let count: usize = u.int_in_range(0..=2)?;
    let view = |number| {
        Ok(View {
            name: format!("{number}{}", any_text(u)?).trim().into(),
            without_stages: some_of(u, map.stages.iter().map(|stage| stage.id))?,
            without_lanes: some_of(u, map.lanes.iter().map(|lane| lane.id))?,
            without_curves: some_of(u, map.curves.iter().map(|curve| curve.id))?,
            without_personas: some_of(u, map.personas.iter().map(|persona| persona.id))?,
        })
    };
    (0..count).map(view).collect()
}

fn some_of<T: Ord>(u: &mut Unstructured<'_>, from: impl Iterator<Item = T>) -> Result<BTreeSet<T>> {
    let mut some = BTreeSet::new();
    for one in from {
        if u.ratio(1, 4)? {
            some.insert(one);
        }
    }
    Ok(some)
}

/// Any bytes of any size under any name: whoever draws has to cope.
fn any_picture(u: &mut Unstructured<'_>) -> Result<(String, Picture)> {
    let size = (u.int_in_range(0..=20_000)?, u.int_in_range(0..=20_000)?);
    let bytes = (0..u.int_in_range(0..=300)?).map(|_| u.arbitrary());
    let bytes = bytes.collect::<Result<_>>()?;
    Ok((any_text(u)?, Picture::new(size, bytes)))
}

fn any_stage(u: &mut Unstructured<'_>, map: &mut Map, cards: usize) -> Result<Stage> {
    let mut stage = Stage {
        id: StageId(mint(&mut map.mint)),
        name: any_text(u)?,
        about: maybe_text(u)?,
        duration: maybe_text(u)?,
        span: Span::rounded(f64::from(u.int_in_range(1..=32)?) / 4.0),
        swatch: maybe_of(u, Swatch::ALL)?,
        key_moment: maybe_of(u, KeyMoment::ALL)?,
        key_moment_name: maybe_text(u)?,
        owner: maybe_text(u)?,
        cards: Vec::new(),
        points: Vec::new(),
    };
    if !map.lanes.is_empty() {
        for _ in 0..cards {
            let card = any_card(u, map)?;
            stage.cards.push(Arc::new(card));
        }
    }
    if !map.curves.is_empty() {
        for _ in 0..u.int_in_range(0..=6)? {
            let point = any_point(u, map, &stage.cards)?;
            stage.points.push(point);
        }
    }
    Ok(stage)
}

fn any_card(u: &mut Unstructured<'_>, map: &mut Map) -> Result<Card> {
    let lane = u.choose(&map.lanes)?.id;
    let id = CardId(mint(&mut map.mint));
    let mut card = Card::new(id, lane, any_at(u)?, any_text(u)?);
    if u.ratio(1, 4)? {
        card.note = maybe_text(u)?;
        card.channel = maybe_of(u, &Channel::COMMON)?;
        if !map.channels.is_empty() && u.ratio(1, 4)? {
            card.channel = Some(Channel::Own(u.choose(&map.channels)?.id));
        }
        card.evidence = maybe_of(u, Evidence::ALL)?;
        card.wait = maybe_text(u)?;
        card.severity = maybe_of(u, &Level::ALL)?;
        card.impact = maybe_of(u, &Level::ALL)?;
        card.effort = maybe_of(u, &Level::ALL)?;
        card.status = maybe_of(u, Status::ALL)?;
        card.moment_of_truth = u.arbitrary()?;
        card.swatch = maybe_of(u, Swatch::ALL)?;
        if !map.metrics.is_empty() && u.ratio(1, 4)? {
            card.metric = Some(u.choose(&map.metrics)?.id);
        }
        if u.ratio(1, 6)? {
            let (name, picture) = any_picture(u)?;
            card.picture = Some(name.clone());
            map.pictures.entry(name).or_insert(Arc::new(picture));
        }
    }
    Ok(card)
}

fn any_point(u: &mut Unstructured<'_>, map: &mut Map, cards: &[Arc<Card>]) -> Result<EmotionPoint> {
    let curve = u.choose(&map.curves)?.id;
    let feeling = maybe(u, |u| {
        Ok(Valence::rounded(
            f64::from(u.int_in_range(-200..=200)?) / 100.0,
        ))
    })?;
    let id = PointId(mint(&mut map.mint));
    let mut point = EmotionPoint::new(id, curve, any_at(u)?, feeling);
    point.word = maybe_text(u)?;
    point.moment_of_truth = u.arbitrary()?;
    point.evidence = maybe_of(u, Evidence::ALL)?;
    point.score = maybe(u, |u| {
        let score: f64 = u.arbitrary()?;
        Ok(if score.is_finite() { score } else { 7.0 })
    })?;
    if !cards.is_empty() && u.ratio(1, 4)? {
        point.card = Some(u.choose(cards)?.id);
    }
    Ok(point)
}

fn any_persona(u: &mut Unstructured<'_>, id: PersonaId) -> Result<Persona> {
    Ok(Persona {
        id,
        name: any_text(u)?,
        role: maybe_text(u)?,
        quote: maybe_text(u)?,
        goals: maybe_text(u)?,
        motivations: maybe_text(u)?,
        frustrations: maybe_text(u)?,
        likes: maybe_text(u)?,
        story: maybe_text(u)?,
        sources: maybe_text(u)?,
        portrait: None,
        swatch: maybe_of(u, Swatch::ALL)?,
    })
}

fn any_lane(u: &mut Unstructured<'_>, id: LaneId) -> Result<Lane> {
    Ok(Lane {
        id,
        name: any_text(u)?,
        kind: *u.choose(LaneKind::ALL)?,
        hidden: u.ratio(1, 8)?,
        divider: None,
        swatch: maybe_of(u, Swatch::ALL)?,
    })
}

fn any_curve(
    u: &mut Unstructured<'_>,
    id: CurveId,
    personas: &[PersonaId],
    lanes: &[LaneId],
) -> Result<Curve> {
    Ok(Curve {
        id,
        name: any_text(u)?,
        kind: *u.choose(CurveKind::ALL)?,
        persona: maybe_of(u, personas)?,
        state: *u.choose(CurveState::ALL)?,
        side: *u.choose(Side::ALL)?,
        style: *u.choose(LineStyle::ALL)?,
        straight: u.arbitrary()?,
        hidden: u.ratio(1, 8)?,
        swatch: maybe_of(u, Swatch::ALL)?,
        lane: maybe_of(u, lanes)?,
    })
}

fn any_metric(u: &mut Unstructured<'_>, id: MetricId) -> Result<Metric> {
    let mut metric = Metric {
        id,
        name: any_text(u)?,
        kind: *u.choose(MetricKind::ALL)?,
        definition: maybe_text(u)?,
        stage: None,
        card: None,
        computed: u.arbitrary()?,
        value: maybe_text(u)?,
        before: maybe_text(u)?,
        target: maybe_text(u)?,
        date: any_date(u)?,
    };
    // A value is one that its kind can have.
    if !metric.remarks().is_empty() {
        let values = [&mut metric.value, &mut metric.before, &mut metric.target];
        for value in values {
            value.clear();
        }
    }
    Ok(metric)
}

/// Where metrics are measured, rules for feedback, dismissed insights, votes.
fn any_evidence(u: &mut Unstructured<'_>, map: &mut Map) -> Result<()> {
    let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let cards: Vec<CardId> = cards.take(50).map(|card| card.id).collect();
    for metric in &mut map.metrics {
        (metric.stage, metric.card) = (maybe_of(u, &stages)?, maybe_of(u, &cards)?);
    }
    map.rules = list(u, 2, |u| {
        Ok(StageRule {
            words: any_text(u)?,
            stage: maybe_of(u, &stages)?,
            card: maybe_of(u, &cards)?,
        })
    })?;
    map.dismissed = list(u, 2, |u| {
        Ok(Dismissal {
            rule: *u.choose(Rule::ALL)?,
            about: maybe(u, |u| u.int_in_range(0..=99))?,
            reason: maybe_text(u)?,
        })
    })?;
    map.marks_evidence = u.arbitrary()?;
    map.journey = maybe_of(u, JourneyKind::ALL)?;
    map.reason = maybe_text(u)?;
    let stage = map.stages.first_mut().map(Arc::make_mut);
    if let Some(card) = stage.and_then(|stage| stage.cards.first_mut()) {
        Arc::make_mut(card).votes = u.int_in_range(0..=30)?;
    }
    Ok(())
}

fn any_feedback(u: &mut Unstructured<'_>, map: &mut Map) -> Result<Arc<Vec<Arc<Feedback>>>> {
    let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
    let told = list(u, 3, |u| {
        Ok(Arc::new(Feedback {
            id: FeedbackId(mint(&mut map.mint)),
            verbatim: any_text(u)?,
            topic: maybe_text(u)?,
            kind: maybe_of(u, FeedbackKind::ALL)?,
            kind_name: maybe_text(u)?,
            source: maybe_of(u, FeedbackSource::ALL)?,
            source_name: maybe_text(u)?,
            survey: maybe_of(u, Survey::ALL)?,
            reference: maybe_text(u)?,
            note: maybe_text(u)?,
            score: maybe(u, |u| Ok(f64::from(u.int_in_range(-100..=100)?)))?,
            date: any_date(u)?,
            stage: maybe_of(u, &stages)?,
            card: None,
        }))
    })?;
    Ok(Arc::new(told))
}

fn any_at(u: &mut Unstructured<'_>) -> Result<At> {
    Ok(At::rounded(f64::from(u.int_in_range(0..=100)?) / 100.0))
}

fn any_date(u: &mut Unstructured<'_>) -> Result<String> {
    Ok((*u.choose(&["", "2025-03-31", "1999-12-01"])?).to_owned())
}

fn maybe<T>(
    u: &mut Unstructured<'_>,
    make: impl FnOnce(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Option<T>> {
    if u.ratio(1, 2)? {
        make(u).map(Some)
    } else {
        Ok(None)
    }
}

fn maybe_of<T: Copy>(u: &mut Unstructured<'_>, from: &[T]) -> Result<Option<T>> {
    if from.is_empty() {
        return Ok(None);
    }
    maybe(u, |u| u.choose(from).copied())
}

/// A text, more often than not an empty one.
fn maybe_text(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(if u.ratio(1, 3)? {
        any_text(u)?
    } else {
        String::new()
    })
}

fn list<T>(
    u: &mut Unstructured<'_>,
    most: usize,
    mut make: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    (0..u.int_in_range(0..=most)?).map(|_| make(u)).collect()
}

fn mint(mint: &mut Mint) -> u32 {
    mint.0 += 1;
    mint.0 - 1
}

/// A map with every field of every type set, and every word of every list.
/// Written without `..`, so that a new field must be added here.
pub(crate) fn full_map() -> Map {
    let mut map = Map {
        title: "Every field".into(),
        kind: MapKind::ServiceBlueprint,
        journey: Some(JourneyKind::Onboarding),
        reason: "Everyone makes it once".into(),
        purpose: "To be read for ever".into(),
        scenario: "A file from the first release".into(),
        goal: "Nothing is lost".into(),
        scope: "From the first letter to the last".into(),
        expectations: "The same bytes".into(),
        owner: "The archive".into(),
        participants: vec!["Ada".into(), "Björn".into()],
        scale: Some(("Delighted".into(), "Furious".into())),
        theme: ThemeName::HighContrast,
        details: Details::All,
        marks_evidence: true,
        personas: vec![full_persona()],
        channels: vec![OwnChannel {
            id: ChannelId(2),
            name: "Pigeon".into(),
        }],
        lanes: full_lanes(),
        curves: full_curves(),
        stages: Vec::new(),
        feedback: Arc::new(full_feedback().into_iter().map(Arc::new).collect()),
        rules: vec![StageRule {
            words: "weeks, waiting".into(),
            stage: Some(StageId(40)),
            card: Some(CardId(50)),
        }],
        metrics: full_metrics(),
        review: Review {
            reviewed: "2025-01-31".into(),
            next: "2025-07-31".into(),
            triggers: vec!["A release".into(), "A new channel".into()],
            happened: vec!["A release".into()],
        },
        dismissed: Rule::ALL
            .iter()
            .map(|rule| Dismissal {
                rule: *rule,
                about: Some(40),
                reason: "Known".into(),
            })
            .collect(),
        views: full_views(),
        pictures: full_pictures(),
        mint: Mint::default(),
    };
    map.stages = full_stages();
    map.restore_mint();
    map
}

/// Two views: one that leaves out something of every sort, one that does not.
fn full_views() -> Vec<View> {
    let all = View {
        name: "Everything".into(),
        ..View::default()
    };
    vec![
        View {
            name: "What customers see".into(),
            without_stages: [StageId(43), StageId(42)].into(),
            without_lanes: [LaneId(21)].into(),
            without_curves: [CurveId(32)].into(),
            without_personas: [PersonaId(1)].into(),
        },
        all,
    ]
}

fn full_pictures() -> BTreeMap<String, Arc<Picture>> {
    let dot = include_bytes!("../fixtures/dot.png");
    let letter = include_bytes!("../fixtures/letter.jpg");
    let pictures = [
        ("archivist.png", Picture::new((2, 2), dot.to_vec())),
        ("letter.jpg", Picture::new((4, 3), letter.to_vec())),
    ];
    pictures
        .map(|(name, picture)| (name.into(), Arc::new(picture)))
        .into()
}

fn full_persona() -> Persona {
    Persona {
        likes: "Order".into(),
        story: "As an archivist, I want to find everything, so that nothing is lost".into(),
        sources: "Twelve shelves".into(),
        id: PersonaId(1),
        name: "The archivist".into(),
        role: "Keeps what others forget".into(),
        quote: "It opened yesterday, it has to open in ten years".into(),
        goals: "Find it".into(),
        motivations: "Order".into(),
        frustrations: "“Unknown format”".into(),
        portrait: Some("archivist.png".into()),
        swatch: Some(Swatch::Plum),
    }
}

/// A lane of every kind, the first with everything set.
fn full_lanes() -> Vec<Lane> {
    (10..)
        .zip(LaneKind::ALL)
        .enumerate()
        .map(|(index, (id, kind))| Lane {
            id: LaneId(id),
            name: kind.label().into(),
            kind: *kind,
            hidden: index == 0,
            divider: Divider::ALL.get(index).copied(),
            swatch: Swatch::ALL.get(index).copied(),
        })
        .collect()
}

fn full_curves() -> Vec<Curve> {
    (30..)
        .zip(LineStyle::ALL)
        .enumerate()
        .map(|(index, (id, style))| Curve {
            id: CurveId(id),
            name: style.label().into(),
            kind: CurveKind::ALL[index % 2],
            persona: (index == 1).then_some(PersonaId(1)),
            state: CurveState::ALL[index % 2],
            side: Side::ALL[index % 2],
            style: *style,
            straight: index == 1,
            hidden: index == 2,
            swatch: (index == 1).then_some(Swatch::Rose),
            lane: (index == 1).then_some(LaneId(12)),
        })
        .collect()
}

fn full_stages() -> Vec<Arc<Stage>> {
    let stage = |index: usize, id, cards, points| {
        Arc::new(Stage {
            id: StageId(id),
            name: format!("Stage {}", index + 1),
            about: "What it is about".into(),
            duration: "4 days".into(),
            span: Span::clamped(1.5),
            swatch: Swatch::ALL.get(index).copied(),
            key_moment: KeyMoment::ALL.get(index).copied(),
            key_moment_name: if index == 3 {
                "First invoice".to_owned()
            } else {
                String::new()
            },
            owner: "Sales".into(),
            cards,
            points,
        })
    };
    let plain = stage(1, 41, full_cards(), Vec::new());
    let more = stage(2, 42, Vec::new(), Vec::new());
    let last = stage(3, 43, Vec::new(), Vec::new());
    vec![
        stage(0, 40, vec![Arc::new(full_card())], full_points()),
        plain,
        more,
        last,
    ]
}

fn full_card() -> Card {
    Card {
        votes: 7,
        id: CardId(50),
        lane: LaneId(10),
        at: At::clamped(0.25),
        text: "Writes “a letter”, isn't \"sure\"\nand waits\t…".into(),
        note: "e\u{301} ब्लॉग 客户 עברית 👩\u{200d}👧 \u{1b} \u{202e} C:\\maps".into(),
        channel: Some(Channel::Own(ChannelId(2))),
        evidence: Some(Evidence::Observed),
        source: "6 interviews".into(),
        owner: "Post room".into(),
        wait: "2 weeks".into(),
        severity: Some(Level::ALL[4]),
        impact: Some(Level::ALL[2]),
        effort: Some(Level::ALL[0]),
        status: Some(Status::Open),
        moment_of_truth: true,
        metric: Some(MetricId(70)),
        picture: Some("letter.jpg".into()),
        swatch: Some(Swatch::Olive),
    }
}

/// A card through every channel, with the words of the other lists in turn.
fn full_cards() -> Vec<Arc<Card>> {
    (100..)
        .zip(Channel::COMMON)
        .enumerate()
        .map(|(index, (id, channel))| {
            let at = At::rounded(index as f64 / 15.0);
            let mut card = Card::new(CardId(id), LaneId(11), at, "");
            card.channel = Some(channel);
            card.evidence = Evidence::ALL.get(index).copied();
            card.status = Status::ALL.get(index).copied();
            card.swatch = Swatch::ALL.get(index).copied();
            Arc::new(card)
        })
        .collect()
}

fn full_points() -> Vec<EmotionPoint> {
    let point = EmotionPoint {
        id: PointId(60),
        curve: CurveId(30),
        at: At::clamped(0.125),
        feeling: Some(Valence::clamped(-1.75)),
        word: "Doubt".into(),
        note: "Said twice".into(),
        evidence: Some(Evidence::Assumed),
        source: "One mail".into(),
        card: Some(CardId(50)),
        moment_of_truth: true,
        score: Some(9.5),
    };
    let gap = EmotionPoint::new(PointId(61), CurveId(31), At::MAX, None);
    vec![point, gap]
}

fn full_feedback() -> Vec<Feedback> {
    (80..)
        .zip(FeedbackKind::ALL.iter().zip(FeedbackSource::ALL))
        .map(|(id, (kind, source))| Feedback {
            id: FeedbackId(id),
            verbatim: "It took two weeks!".into(),
            topic: "Speed".into(),
            kind: Some(*kind),
            kind_name: "Accessibility".into(),
            source: Some(*source),
            source_name: "Letters".into(),
            survey: Survey::ALL.get(id as usize % 4).copied(),
            reference: "007".into(),
            note: "Region: north".into(),
            score: Some(-0.5),
            date: "2025-02-28".into(),
            stage: Some(StageId(40)),
            card: Some(CardId(50)),
        })
        .chain([Feedback {
            source: Some(FeedbackSource::Own),
            ..Feedback::new(FeedbackId(90), "")
        }])
        .collect()
}

fn full_metrics() -> Vec<Metric> {
    (70..)
        .zip(MetricKind::ALL)
        .map(|(id, kind)| Metric {
            id: MetricId(id),
            name: kind.label().into(),
            kind: *kind,
            definition: "The mean of all answers".into(),
            stage: Some(StageId(40)),
            card: Some(CardId(50)),
            computed: true,
            value: "5.2 / 7".into(),
            before: "4.9 / 7".into(),
            target: "6 / 7".into(),
            date: "2025-02-28".into(),
        })
        .collect()
}
