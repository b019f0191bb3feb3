//! Files that are broken and what becomes of them: repaired with a list of what
//! was done, or refused. Damage by chance is in `damage`.

use std::{fs, path::Path, sync::Arc};

use arbitrary::{Result as Drawn, Unstructured};
use throughline::{
    file::{self, FileError, Mended, OsDisk, limits},
    model::{
        Card, CardId, Channel, ChannelId, CurveId, LaneId, Map, MetricId, PersonaId, Repair,
        StageId, stress_map,
    },
};

use super::{NAME, line_of, read, refusal};
use crate::maps::{any_map, full_map, law};

pub(super) fn mend(text: impl AsRef<[u8]>) -> Result<Mended, FileError> {
    file::mend(text.as_ref(), Path::new(NAME))
}

/// The only repair that a text needs.
fn only_repair(text: &str) -> (Map, Option<usize>, String) {
    let mended = mend(text).unwrap();
    assert_eq!(mended.cut, None);
    let [repair] = mended.repairs.as_slice() else {
        panic!("{:?}", mended.repairs)
    };
    assert_eq!(mended.map.faults(), []);
    (mended.map, repair.line, repair.text.clone())
}

/// Breaks a rule of a map in a way that is drawn.
fn damage(map: &mut Map, u: &mut Unstructured<'_>) -> Drawn<()> {
    let id = u.int_in_range(0..=40)?;
    let stages = map.stages.len();
    let at = u.int_in_range(0..=stages.saturating_sub(1))?;
    let what = u.int_in_range(0..=13)?;
    if let Some(stage) = map.stages.get_mut(at).map(Arc::make_mut) {
        let nth = u.int_in_range(0..=stage.cards.len().saturating_sub(1))?;
        let card = stage.cards.get_mut(nth).map(Arc::make_mut);
        match (what, card, stage.points.first_mut()) {
            (0, Some(card), _) => card.id = CardId(id),
            (1, Some(card), _) => card.lane = LaneId(id),
            (2, Some(card), _) => card.metric = Some(MetricId(id)),
            (3, Some(card), _) => card.channel = Some(Channel::Own(ChannelId(id))),
            (4, _, Some(point)) => point.curve = CurveId(id),
            (5, _, Some(point)) => point.card = Some(CardId(id)),
            (6, _, Some(point)) => point.score = Some(f64::NAN),
            (7, _, Some(point)) => point.id.0 = id,
            (8, _, _) => stage.id = StageId(id),
            _ => {}
        }
    }
    match what {
        9 => map.lanes.iter_mut().for_each(|lane| lane.id = LaneId(id)),
        10 => map
            .curves
            .iter_mut()
            .for_each(|curve| curve.persona = Some(PersonaId(id))),
        11 => {
            for feedback in Arc::make_mut(&mut map.feedback) {
                let feedback = Arc::make_mut(feedback);
                (feedback.stage, feedback.card) = (Some(StageId(id)), Some(CardId(id)));
                feedback.score = Some(f64::INFINITY);
            }
        }
        12 => map.views.iter_mut().for_each(|view| {
            view.without_lanes.insert(LaneId(id));
            view.without_stages.insert(StageId(id));
        }),
        13 => map.metrics.clear(),
        _ => {}
    }
    Ok(())
}

/// Everything that is written on cards, and how many points and words there are.
fn content(map: &Map) -> (Vec<&str>, usize, usize) {
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let points = map.stages.iter().map(|stage| stage.points.len()).sum();
    let texts = cards.map(|card| card.text.as_str()).collect();
    (texts, points, map.feedback.len())
}

#[test]
fn a_map_damaged_in_any_way_is_repaired_with_a_list_and_loses_nothing() {
    let (mut broken, mut repaired) = (0, 0);
    law(150, 6144, |u| {
        let mut map = any_map(u)?;
        for _ in 0..u.int_in_range(1..=6)? {
            damage(&mut map, u)?;
        }
        let before = map.clone();
        let faults = before.faults().len();
        let repairs = map.repair();
        assert_eq!(map.faults(), []);
        assert_eq!(repairs.is_empty(), faults == 0);
        assert_eq!(content(&map), content(&before));
        assert!(map.lanes.len() <= before.lanes.len() + 1);
        assert_eq!(map.clone().repair(), []);
        broken += usize::from(faults > 0);
        repaired += repairs.len();
        // The file says and gives the same.
        let text = file::write(&before).unwrap();
        let mended = mend(&text).unwrap();
        assert_eq!(mended.map, map);
        let said = mended
            .repairs
            .into_iter()
            .map(|mending| Repair(mending.text));
        assert_eq!(said.collect::<Vec<_>>(), repairs);
        assert_eq!(read(file::write(&map).unwrap()).unwrap(), map);
        Ok(())
    });
    assert!(broken > 75 && repaired > 300, "{broken} {repaired}");
}

#[test]
fn a_sound_file_is_opened_as_it_is_without_repairs() {
    let text = file::write(&full_map()).unwrap();
    let mended = mend(&text).unwrap();
    assert_eq!(mended.map, full_map());
    assert_eq!((mended.repairs, mended.cut), (Vec::new(), None));
}

#[test]
fn broken_rules_are_repaired_and_told_with_their_line() {
    let text = file::write(&full_map()).unwrap();
    for (from, to, says) in [
        (
            "lane: 10,",
            "lane: 99,",
            "is on lane 99, which does not exist; it was put on the new lane “Recovered”",
        ),
        (
            "curve: 30,",
            "curve: 77,",
            "is on curve 77, which does not exist; it was put on the new curve “Recovered”",
        ),
        (
            "metric: Some(70)",
            "metric: Some(700)",
            "shows metric 700, which does not exist; it now shows none",
        ),
        (
            "score: Some(9.5)",
            "score: Some(inf)",
            "has the score inf, which is not a finite number; it was removed",
        ),
        (
            "persona: Some(1)",
            "persona: Some(9)",
            "names persona 9, who does not exist; it now names none",
        ),
        (
            "id: 100,",
            "id: 10,",
            "card “” has the same id 10 as lane “Actions”; it got an id of its own, \
             and what refers to it came along",
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let (map, line, said) = only_repair(&changed);
        assert!(said.contains(says), "{said}");
        assert!(line.is_some(), "{said}");
        assert_eq!(content(&map), content(&full_map()));
        assert!(read(&changed).is_err(), "{from}");
    }
    let changed = text.replacen("lane: 10,", "lane: 99,", 1);
    assert_eq!(only_repair(&changed).1, line_of(&changed, "lane: 99,"));
}

#[test]
fn cards_of_lanes_that_are_gone_share_one_lane_and_channels_come_back_each() {
    let mut map = stress_map(60);
    let count = map.lanes.len();
    for (place, card) in Arc::make_mut(&mut map.stages[0])
        .cards
        .iter_mut()
        .enumerate()
        .take(4)
    {
        let number = u32::try_from(place).unwrap();
        let card = Arc::make_mut(card);
        card.lane = LaneId(900 + number);
        card.channel = Some(Channel::Own(ChannelId(800 + number % 2)));
    }
    let channels = map.channels.len();
    map.repair();
    assert_eq!(map.lanes.len(), count + 1);
    assert_eq!(map.lanes[count].name, "Recovered");
    let names: Vec<&str> = map.channels[channels..]
        .iter()
        .map(|channel| channel.name.as_str())
        .collect();
    assert_eq!(names, ["Recovered channel", "Recovered channel 2"]);
    let cards = &map.stages[0].cards;
    assert!(
        cards[..4]
            .iter()
            .all(|card| card.lane == map.lanes[count].id)
    );
    assert_eq!(cards[0].channel, cards[2].channel);
    assert_ne!(cards[0].channel, cards[1].channel);
}

#[test]
fn references_mean_the_first_of_two_and_follow_the_only_one_of_its_sort() {
    let mut map = full_map();
    let stage = Arc::make_mut(&mut map.stages[0]);
    let (lane, first) = (map.lanes[0].id, stage.cards[0].id);
    // A card with the id of a lane, and a card with the id of another card.
    let second = Card::new(first, lane, throughline::model::At::MIN, "the second");
    let third = Card::new(
        CardId(lane.0),
        lane,
        throughline::model::At::MIN,
        "the third",
    );
    stage.cards.extend([Arc::new(second), Arc::new(third)]);
    Arc::make_mut(&mut Arc::make_mut(&mut map.feedback)[0]).card = Some(first);
    Arc::make_mut(&mut Arc::make_mut(&mut map.feedback)[1]).card = Some(CardId(lane.0));
    let repairs = map.repair();
    assert_eq!(repairs.len(), 2, "{repairs:?}");
    assert_eq!(map.feedback[0].card, Some(first));
    let (_, meant) = map.card(map.feedback[1].card.unwrap()).unwrap();
    assert_eq!(meant.text, "the third");
    assert_eq!(map.lanes[0].id, lane);
}

#[test]
fn a_fresh_id_is_never_one_that_something_refers_to_in_vain() {
    let mut map = full_map();
    let largest = map.mint.0;
    let stage = Arc::make_mut(&mut map.stages[0]);
    let twin = Card::clone(&stage.cards[0]);
    stage.cards.push(Arc::new(twin));
    stage.points[0].card = Some(CardId(largest));
    map.repair();
    assert_eq!(map.faults(), []);
    assert_eq!(map.stages[0].points[0].card, None);
}

/// Numbers that are out of range: what stands there instead, what is read, and
/// what is said.
const NUMBERS: [(&str, &str, &str, &str); 10] = [
    (
        "at: 0.25",
        "at: 1.5",
        "at: 1.0",
        "was 1.5; the nearest that is allowed is 1",
    ),
    ("at: 0.25", "at: -inf", "at: 0.0", "was -inf; the nearest"),
    (
        "at: 0.25",
        "at: NaN",
        "at: 0.0",
        "a position across a stage was NaN",
    ),
    ("at: 0.25", "at: 1_000.5", "at: 1.0", "was 1_000.5"),
    (
        "span: 1.5",
        "span: 9",
        "span: 8.0",
        "the width of a stage was 9",
    ),
    ("span: 1.5", "span: 0", "span: 0.25", "is 0.25"),
    (
        "feeling: Some(-1.75)",
        "feeling: Some( -2.5 )",
        "feeling: Some(-2.0)",
        "a feeling was -2.5",
    ),
    (
        "feeling: Some(-1.75)",
        "feeling: Some(NaN )",
        "feeling: None",
        "no number; it counts as not known",
    ),
    (
        "severity: Some(5)",
        "severity: Some(600)",
        "severity: Some(5)",
        "a level was 600; the nearest",
    ),
    (
        "severity: Some(5)",
        "severity: Some(-3)",
        "severity: Some(1)",
        "a level was -3",
    ),
];

#[test]
fn numbers_out_of_range_become_the_nearest_with_line_old_and_new_value() {
    let text = file::write(&full_map()).unwrap();
    for (from, wrong, right, says) in NUMBERS {
        let broken = text.replacen(from, wrong, 1);
        assert_ne!(broken, text, "{from}");
        let (map, line, said) = only_repair(&broken);
        assert!(said.contains(says), "{said}");
        assert_eq!(line, line_of(&broken, wrong), "{said}");
        let expected = text.replacen(from, right, 1);
        assert_eq!(map, read(expected).unwrap(), "{wrong}");
        assert!(read(&broken).is_err());
    }
    // An id is none of these: what refers to it would be lost.
    assert!(mend(text.replacen("id: 50,", "id: -3,", 1)).is_err());
    let all = text
        .replace("at: 0.25", "at: 9.0")
        .replace("span: 1.5", "span: 99");
    let lines: Vec<_> = mend(&all).unwrap().repairs;
    assert!(lines.len() > 1);
    assert!(lines.is_sorted_by_key(|repair| repair.line));
    assert!(lines[0].to_string().starts_with("line "), "{}", lines[0]);
}

#[test]
fn so_many_numbers_are_repaired_and_no_more() {
    let with = |wrong: usize| {
        let cards = "(id: 9, lane: 2, at: 7.5, text: \"x\"),".repeat(wrong);
        mend(format!(
            "(version: 1, map: (lanes: [(id: 2, name: \"a\", kind: Custom)], \
             stages: [(id: 3, name: \"b\", cards: [{cards}])]))"
        ))
    };
    for wrong in [limits::REPAIRS - 1, limits::REPAIRS] {
        let mended = with(wrong).unwrap();
        // All but one card also share their id.
        assert_eq!(mended.repairs.len(), 2 * wrong - 1);
        assert_eq!(mended.map.card_count(), wrong);
    }
    let said = with(limits::REPAIRS + 1).unwrap_err().to_string();
    assert!(
        said.contains("must be a number from 0 to 1, not 7.5"),
        "{said}"
    );
}

#[test]
fn a_file_cut_off_is_kept_up_to_its_last_whole_element_and_says_so() {
    let text = file::write(&full_map()).unwrap();
    let at = text.find("lane: 10,").unwrap();
    // In the middle of a character.
    let end = at + text[at..].find('\u{301}').unwrap() + 1;
    let mended = mend(&text.as_bytes()[..end]).unwrap();
    let line = text[..end - 1].lines().count();
    assert_eq!(mended.cut.map(|place| place.line), Some(line));
    let [half, first, ..] = mended.repairs.as_slice() else {
        panic!("{:?}", mended.repairs)
    };
    assert!(half.text.contains("half a character"), "{half}");
    assert_eq!(first.line, Some(line));
    assert!(
        first.text.starts_with(&format!(
            "the file ends in the middle of line {line}; everything up to card "
        )),
        "{}",
        first.text
    );
    assert!(
        first.text.contains("what came after is lost"),
        "{}",
        first.text
    );
    assert_eq!(mended.map.lanes, full_map().lanes);
    assert_eq!(mended.map.card_count(), 1);
    // What the card refers to came after, and that is told as well.
    assert_eq!(mended.map.faults(), []);
    let refusal = mended.refusal(Path::new(NAME)).unwrap().to_string();
    assert!(refusal.contains("open it in the window"), "{refusal}");
    // Nothing but the beginning: there is nothing to keep.
    for nothing in [
        "(version: 1, map: (",
        "(version: 1, map: (title: \"Sh",
        "(ver",
    ] {
        assert!(mend(nothing).is_err(), "{nothing}");
    }
}

#[test]
fn what_is_not_understood_stays_refused_with_its_line() {
    let text = file::write(&full_map()).unwrap();
    for (from, to, says) in [
        ("title:", "titel:", "did you mean “title”?"),
        (
            "owner: \"Post room\",",
            "owner: \"a\", owner: \"b\",",
            "twice",
        ),
        ("Some(Assumed)", "Some(Later)", "is not a level of evidence"),
        (
            "participants: [",
            "participants: (",
            "a list in square brackets",
        ),
    ] {
        let error = mend(text.replacen(from, to, 1)).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(error.line(), line_of(&text, from), "{error}");
    }
}

#[test]
fn a_map_in_utf_16_is_read_with_a_word_about_it() {
    let text = file::write(&full_map()).unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for bytes in [
        [b"\xff\xfe", little.as_slice()].concat(),
        [b"\xfe\xff", big.as_slice()].concat(),
        little.clone(),
        big,
        // Half a letter at the end is that of the last line end.
        little[..little.len() - 1].to_vec(),
    ] {
        let mended = mend(&bytes).unwrap();
        assert_eq!(mended.map, full_map());
        assert_eq!(mended.repairs.len(), 1);
        assert!(mended.repairs[0].text.contains("UTF-16"));
        assert!(refusal(&bytes).contains("UTF-16"));
    }
    let crlf: Vec<u8> = text
        .replace('\n', "\r\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(mend(crlf).unwrap().map, full_map());
    // A letter that is half of another is damage, and not guessed at.
    let mut damaged = little;
    damaged[141] = 0xd8;
    assert!(mend(&damaged).unwrap_err().to_string().contains("UTF-16"));
}

#[test]
fn line_ends_of_old_systems_are_read() {
    let text = file::write(&full_map()).unwrap();
    let commented = format!("// ours\n{text}");
    for ends in ["\r", "\r\n"] {
        let mended = mend(commented.replace('\n', ends)).unwrap();
        assert_eq!(mended.map, full_map());
        assert_eq!(mended.repairs, []);
    }
    let error = mend(text.replace('\n', "\r").replacen("title:", "titel:", 1)).unwrap_err();
    assert_eq!(error.line(), line_of(&text, "title:"));
}

#[test]
fn a_conflict_whose_sides_are_maps_points_to_the_merge() {
    let text = file::write(&full_map()).unwrap();
    let goal = "        goal: \"Nothing is lost\",\n";
    let conflict = |ours: &str, theirs: &str| {
        let marks = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n");
        mend(text.replacen(goal, &marks, 1)).unwrap_err()
    };
    let error = conflict("        goal: \"a\",\n", "        goal: \"b\",\n");
    assert_eq!(error.line(), line_of(&text, goal.trim_end()));
    assert!(error.to_string().contains("throughline merge"), "{error}");
    let error = conflict("        goal: \"a\",\n", "        goal: b,\n");
    assert!(!error.to_string().contains("throughline merge"), "{error}");
    assert!(error.to_string().contains("keep one side"), "{error}");
}

#[test]
fn what_was_repaired_keeps_its_file_and_the_bytes_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(NAME);
    let broken = file::write(&full_map())
        .unwrap()
        .replacen("lane: 10,", "lane: 99,", 1);
    fs::write(&path, &broken).unwrap();
    let opened = file::load(&OsDisk, &path).unwrap();
    assert_eq!(opened.repairs.len(), 1);
    assert_eq!(opened.original.as_deref(), Some(broken.as_bytes()));
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    let saved = file::save(
        &OsDisk,
        &path,
        &opened.map,
        Some(opened.stamp),
        file::Consent::default(),
    );
    assert!(saved.is_ok());
    let again = file::load(&OsDisk, &path).unwrap();
    assert_eq!(again.map, opened.map);
    assert_eq!((again.repairs.len(), again.original), (0, None));
}
