//! What makes small text larger, found by drawing the map again in the ways
//! that there are: on more pages, with larger type, with less on it, on larger
//! paper. A way is given as the words of the command line that ask for it.

use std::{collections::BTreeSet, fmt::Write as _};

use throughline::{
    export::{Document, Paper, Preset, Setup, Split},
    layout::Layouter,
    model::{Details, LaneId, Map},
};

/// Parts that are tried one by one before a page for every stage.
const PARTS: usize = 6;
/// Ways that do not suffice and are named all the same.
const SHORT: usize = 3;

/// A size of text in points as it is written, to a tenth.
pub(super) fn shown(points: f32) -> String {
    format!("{:.1} pt", rounded(points))
}

/// Whether a size is as large as another, as both are written.
pub(super) fn reaches(points: f32, least: f32) -> bool {
    rounded(points) >= rounded(least)
}

fn rounded(points: f32) -> f32 {
    (points * 10.0).round() / 10.0
}

/// A way to larger text.
struct Way {
    words: String,
    points: f32,
}

/// The words for refusing a map whose smallest text is `found` points large
/// and should be at least as large as `least`; they follow its name.
pub(super) fn refusal(
    map: &Map,
    setup: &Setup,
    layouter: &mut Layouter,
    (found, least): (f32, f32),
) -> String {
    let mut text = format!(
        " was not exported: its smallest text would be {} and should be at least {}",
        shown(found),
        shown(least)
    );
    let mut trial = Trial {
        map,
        layouter,
        found,
        least,
    };
    let mut ways = trial.ways(setup);
    if !ways.iter().any(|way| reaches(way.points, least)) {
        ways.extend(trial.together(setup));
    }
    // What suffices stays in order, the smallest change first; of the rest the
    // ways that help most are named.
    let (enough, mut short): (Vec<Way>, Vec<Way>) =
        ways.into_iter().partition(|way| reaches(way.points, least));
    short.sort_by(|one, other| other.points.total_cmp(&one.points));
    for way in &enough {
        let _ = write!(text, "\n  {} gives {}", way.words, shown(way.points));
    }
    for way in short.iter().take(SHORT) {
        let points = shown(way.points);
        let _ = write!(
            text,
            "\n  {} gives {points}, which is too little",
            way.words
        );
    }
    if enough.is_empty() {
        text.push_str("\n  show fewer cards, stages or lanes, or ask for less with --min-text");
    }
    text
}

/// A map that is drawn again in other ways.
struct Trial<'a> {
    map: &'a Map,
    layouter: &'a mut Layouter,
    found: f32,
    least: f32,
}

impl Trial<'_> {
    /// The size of the smallest text in a way, when that is larger than it was.
    fn way(&mut self, words: String, setup: &Setup) -> Option<Way> {
        let document = Document::new(self.map, setup, self.layouter).ok()?;
        let points = document.smallest;
        let is_larger = points.is_finite() && rounded(points) > rounded(self.found);
        is_larger.then_some(Way { words, points })
    }

    /// Every single step that helps.
    fn ways(&mut self, setup: &Setup) -> Vec<Way> {
        let mut ways = Vec::new();
        if !setup.large_type {
            let larger = Setup {
                large_type: true,
                ..setup.clone()
            };
            ways.extend(self.way("--large-type".into(), &larger));
        }
        if setup.details.unwrap_or(self.map.details) != Details::Text {
            let fewer = Setup {
                details: Some(Details::Text),
                ..setup.clone()
            };
            ways.extend(self.way("--details text".into(), &fewer));
        }
        ways.extend(self.larger_paper(setup));
        ways.extend(self.without_a_lane(setup));
        ways.extend(self.parts(setup));
        ways
    }

    /// Fewest pages that suffice, and a page for every stage.
    fn parts(&mut self, setup: &Setup) -> Vec<Way> {
        let stages = setup.scope.stages.as_ref().map(BTreeSet::len);
        let stages = stages.unwrap_or(self.map.stages.len());
        let now = match setup.split {
            Split::Whole => 1,
            Split::Pages(count) => count,
            Split::Stage => return Vec::new(),
        };
        let split = |split| Setup {
            split,
            ..setup.clone()
        };
        let mut ways = Vec::new();
        for count in now + 1..stages.min(PARTS) {
            let way = self.way(format!("--split {count}"), &split(Split::Pages(count)));
            let suffices = way.as_ref().is_some_and(|w| reaches(w.points, self.least));
            if suffices {
                ways.extend(way);
                break;
            }
        }
        if stages > 1 {
            ways.extend(self.way("--split stage".into(), &split(Split::Stage)));
        }
        ways
    }

    /// Leaving out the lane that takes most of the room.
    fn without_a_lane(&mut self, setup: &Setup) -> Option<Way> {
        let shown = |id: &LaneId, hidden: bool| match &setup.scope.lanes {
            Some(chosen) => chosen.contains(id),
            None => !hidden,
        };
        let lanes = self.map.lanes.iter();
        let lanes: BTreeSet<LaneId> = lanes
            .filter(|lane| shown(&lane.id, lane.hidden))
            .map(|lane| lane.id)
            .collect();
        if lanes.len() < 2 {
            return None;
        }
        let mut best: Option<Way> = None;
        for lane in &lanes {
            let mut rest = lanes.clone();
            rest.remove(lane);
            let name = self
                .map
                .lane(*lane)
                .map_or("", |(_, lane)| lane.name.as_str());
            let words = format!("--lanes {} (without “{name}”)", self.numbers(&rest));
            let mut setup = setup.clone();
            setup.scope.lanes = Some(rest);
            let way = self.way(words, &setup);
            if let Some(way) = way
                && best.as_ref().is_none_or(|best| way.points > best.points)
            {
                best = Some(way);
            }
        }
        best
    }

    /// Lanes by their numbers, as the command line takes them: `1-3,5`.
    fn numbers(&self, lanes: &BTreeSet<LaneId>) -> String {
        let numbers = self.map.lanes.iter().enumerate();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (index, _) in numbers.filter(|(_, lane)| lanes.contains(&lane.id)) {
            match runs.last_mut() {
                Some((_, last)) if *last == index => *last = index + 1,
                _ => runs.push((index + 1, index + 1)),
            }
        }
        let runs = runs.iter().map(|(from, to)| match to - from {
            0 => from.to_string(),
            _ => format!("{from}-{to}"),
        });
        runs.collect::<Vec<_>>().join(",")
    }

    /// The next larger sheet that suffices, or the largest. A slide is as large
    /// as a slide is, whatever its pixels.
    fn larger_paper(&mut self, setup: &Setup) -> Option<Way> {
        let Paper::Millimeters(width, height, _) = setup.paper else {
            return None;
        };
        let area = |paper: Paper| match paper {
            Paper::Millimeters(width, height, _) => width * height,
            Paper::Slide(..) | Paper::Canvas(_) => 0.0,
        };
        let mut larger: Vec<Preset> = Preset::ALL.into_iter().collect();
        larger.retain(|preset| area(preset.paper) > width * height * 1.05);
        larger.sort_by(|one, other| area(one.paper).total_cmp(&area(other.paper)));
        let mut best = None;
        for preset in larger {
            let setup = Setup {
                paper: preset.paper,
                ..setup.clone()
            };
            best = self
                .way(format!("--preset {}", preset.word), &setup)
                .or(best);
            if best.as_ref().is_some_and(|w| reaches(w.points, self.least)) {
                break;
            }
        }
        best
    }

    /// Several steps that leave the content as it is: the first that suffice,
    /// or all of them.
    fn together(&mut self, setup: &Setup) -> Option<Way> {
        let split = Setup {
            split: Split::Stage,
            ..setup.clone()
        };
        let large = Setup {
            large_type: true,
            ..split.clone()
        };
        let all = Setup {
            details: Some(Details::Text),
            ..large.clone()
        };
        let plain = Setup {
            details: Some(Details::Text),
            ..split
        };
        let mut last = None;
        for (words, setup) in [
            ("--split stage --large-type", large),
            ("--split stage --details text", plain),
            ("--split stage --large-type --details text", all),
        ] {
            last = self.way(words.into(), &setup);
            let suffices = |way: &Way| reaches(way.points, self.least);
            if last.as_ref().is_some_and(suffices) {
                break;
            }
        }
        last
    }
}
