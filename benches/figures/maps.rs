//! The maps that are measured.

use throughline::model::{
    At, Card, CardId, Channel, Edit, EmotionPoint, LaneKind, Map, New, PointId, Template, Valence,
};

/// What people write on cards, in turn.
const TEXTS: [&str; 12] = [
    "Reads two reviews on the way to work",
    "Compares three offers at the kitchen table",
    "Asks a friend who bought one last year",
    "Cannot find the total price anywhere on the page",
    "Calls the branch and waits for eleven minutes",
    "“I just want somebody to tell me what fits us.”",
    "Gets a letter that contradicts the email",
    "Signs on a tablet, then once more on paper",
    "Show the full price before the form begins",
    "Let the customer keep the appointment when moving",
    "Understands the first invoice without help",
    "Recommends it to two colleagues at lunch",
];

/// Names of touchpoints, which are short.
const TOUCHPOINTS: [&str; 5] = ["Search ad", "Web shop", "Branch", "Hotline", "Welcome mail"];

/// Five stages with forty cards each over the usual lanes, and a curve: the
/// map that the peers were measured on.
pub(crate) fn five_by_forty() -> Map {
    let mut map = Template::FiveStages.map();
    map.title = "Switching to a new provider".into();
    let lanes = map.lanes.clone();
    let curve = map.curves[0].id;
    let stages: Vec<_> = map.stages.iter().map(|stage| stage.id).collect();
    let mut turn = 0_usize;
    for stage in stages {
        let rows = lanes.iter().filter(|lane| lane.kind != LaneKind::Emotion);
        for (index, lane) in rows.cycle().take(40).enumerate() {
            turn += 1;
            let is_touchpoint = lane.kind == LaneKind::Touchpoints;
            let text = if is_touchpoint {
                TOUCHPOINTS[turn % TOUCHPOINTS.len()]
            } else {
                TEXTS[(turn * 5) % TEXTS.len()]
            };
            let at = At::rounded(f64::from(u8::try_from(index).unwrap()) / 40.0);
            let mut card = Card::new(CardId(0), lane.id, at, text);
            card.channel = is_touchpoint.then_some(Channel::Web);
            map.apply(&Edit::Add(New::Card(stage, Box::new(card))))
                .unwrap();
        }
        for (at, feeling) in [(0.2, 0.5), (0.5, -1.5), (0.8, 1.5)] {
            let feeling = Some(Valence::rounded(feeling));
            let point = EmotionPoint::new(PointId(0), curve, At::rounded(at), feeling);
            map.apply(&Edit::Add(New::Point(stage, Box::new(point))))
                .unwrap();
        }
    }
    map
}
