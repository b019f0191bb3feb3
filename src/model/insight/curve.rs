//! What the customer's curve says: its peak, its low, its end, and where it
//! falls most. Peak and end are what a journey is remembered by (peak–end rule:
//! Fredrickson and Kahneman, 1993). A moment that is not known is no feeling,
//! and a stretch with one in it, or a stage without any, is no fall.

use super::{
    Insight,
    reading::{Moment, Reading},
    say::{listed, moment_name, sentence, stage_name},
};
use crate::model::{id::Element, naming::feeling_label, words::Rule};

/// Feelings closer than this are the same: a hand places no finer.
const SAME: f64 = 1e-6;
/// A fall of less than this is none worth telling: one step of the scale.
const FALL: f64 = 1.0;
/// How many falls of the same depth are told.
const FALLS: usize = 3;

/// The highest moment; all of them when several are as high. Nothing on a
/// curve that is flat or known in one place only, where there is no peak.
pub(super) fn peak(reading: &Reading) -> Vec<Insight> {
    extreme(reading, f64::max)
        .map(|(value, moments)| {
            let label = label(moments.first());
            let names = names(reading, &moments);
            let sentence = match (value > 0.0, moments.len()) {
                (true, 1) => format!("The best moment is {names} ({label})."),
                (true, _) => format!("The best moments are {names} (each {label})."),
                (false, 1) => {
                    format!("Even the best moment, {names}, is not a good one ({label}).")
                }
                (false, _) => {
                    format!("Even the best moments, {names}, are not good ones (each {label}).")
                }
            };
            let weight = if value > 0.0 { 40 } else { 75 };
            insight(Rule::Peak, &moments, sentence, weight)
        })
        .into_iter()
        .collect()
}

/// The lowest moment; all of them when several are as low.
pub(super) fn low(reading: &Reading) -> Vec<Insight> {
    extreme(reading, f64::min)
        .map(|(value, moments)| {
            let label = label(moments.first());
            let names = names(reading, &moments);
            let sentence = match (value < 0.0, moments.len()) {
                (true, 1) => format!("The worst moment is {names} ({label})."),
                (true, _) => format!("The worst moments are {names} (each {label})."),
                (false, 1) => format!("Even the weakest moment, {names}, is not bad ({label})."),
                (false, _) => {
                    format!("Even the weakest moments, {names}, are not bad (each {label}).")
                }
            };
            let weight = if value < 0.0 { 80 } else { 30 };
            insight(Rule::Low, &moments, sentence, weight)
        })
        .into_iter()
        .collect()
}

/// How the journey ends: with the last moment of the curve. That it is not
/// known, or that the last stages have no moment, is said as well.
pub(super) fn end(reading: &Reading) -> Vec<Insight> {
    let Some(last) = reading.moments.last() else {
        return Vec::new();
    };
    let known = reading.moments.iter().any(|one| one.feeling().is_some());
    if !known {
        return Vec::new();
    }
    let point = Element::Point(last.point.id);
    if let Some(stage) = reading.map.stages.last().filter(|s| s.id != last.stage.id) {
        let name = stage_name(reading.map, stage);
        let sentence = format!(
            "How the journey ends is not known: the curve stops before {name}, the last stage."
        );
        let about = vec![Element::Stage(stage.id)];
        return vec![Insight::new(Rule::End, about, sentence, 65)];
    }
    let name = moment_name(reading, last);
    let label = label(Some(last));
    let (sentence, weight) = match last.feeling() {
        None => (
            format!("How the journey ends is not known: nobody has said how {name} feels."),
            65,
        ),
        Some(value) if value < 0.0 => (
            format!("The journey ends badly, with {name} ({label})."),
            78,
        ),
        Some(_) => (format!("The journey ends with {name} ({label})."), 35),
    };
    vec![Insight::new(Rule::End, vec![point], sentence, weight)]
}

/// The steepest fall between neighbors that are both known; up to three of the
/// same depth.
pub(super) fn steepest_fall(reading: &Reading) -> Vec<Insight> {
    let falls: Vec<(f64, Moment, Moment)> = neighbors(&reading.moments)
        .filter_map(|(from, to)| Some((from.feeling()? - to.feeling()?, from, to)))
        .collect();
    let deepest = falls.iter().map(|fall| fall.0).fold(0.0, f64::max);
    if deepest < FALL - SAME {
        return Vec::new();
    }
    let deepest_ones = falls.iter().filter(|fall| fall.0 > deepest - SAME);
    deepest_ones
        .take(FALLS)
        .map(|(_, from, to)| {
            let sentence = format!(
                "Feelings fall most from {} ({}) to {} ({}).",
                moment_name(reading, from),
                label(Some(from)),
                moment_name(reading, to),
                label(Some(to)),
            );
            let about = [to, from].map(|moment| Element::Point(moment.point.id));
            Insight::new(Rule::SteepestFall, about.into(), sentence, 70)
        })
        .collect()
}

/// Moments that follow each other without a stage in between of which nothing
/// is known.
pub(super) fn neighbors<'a>(
    moments: &[Moment<'a>],
) -> impl Iterator<Item = (Moment<'a>, Moment<'a>)> {
    let pairs = moments.iter().zip(moments.iter().skip(1));
    let near = pairs.filter(|(from, to)| to.place.saturating_sub(from.place) <= 1);
    near.map(|(from, to)| (*from, *to))
}

/// The moments with the extreme feeling, and that feeling.
fn extreme<'a>(
    reading: &Reading<'a>,
    further: fn(f64, f64) -> f64,
) -> Option<(f64, Vec<Moment<'a>>)> {
    let feelings = || reading.moments.iter().filter_map(Moment::feeling);
    let value = feelings().reduce(further)?;
    let is_there = |feeling: f64| (feeling - value).abs() < SAME;
    if feelings().all(is_there) {
        return None;
    }
    let moments = reading.moments.iter().copied();
    let there = moments.filter(|moment| moment.feeling().is_some_and(is_there));
    Some((value, there.collect()))
}

fn insight(rule: Rule, moments: &[Moment], sentence: String, weight: u8) -> Insight {
    let about = moments.iter().map(|moment| Element::Point(moment.point.id));
    Insight::new(rule, about.collect(), sentence, weight)
}

fn names(reading: &Reading, moments: &[Moment]) -> String {
    listed(moments.iter().map(|moment| moment_name(reading, moment)))
}

fn label(moment: Option<&Moment>) -> String {
    feeling_label(moment.and_then(|moment| moment.point.feeling))
}

/// A moment at the beginning of a sentence.
pub(super) fn begin(reading: &Reading, moment: &Moment) -> String {
    sentence(&moment_name(reading, moment))
}

#[cfg(test)]
mod tests {
    use crate::model::{LaneKind, Rule, insight::trial::Trial};

    fn feelings(values: &[Option<f64>]) -> Trial {
        let names = ["First", "Second", "Third", "Fourth", "Fifth"];
        let mut trial = Trial::new(&names[..values.len()]);
        for (stage, value) in values.iter().enumerate() {
            trial.feel(stage, 0.5, *value, ["a", "b", "c", "d", "e"][stage]);
        }
        trial
    }

    #[test]
    fn peak_and_low_are_named_with_their_stage() {
        let trial = feelings(&[Some(0.5), Some(2.0), Some(-1.5)]);
        assert_eq!(
            trial.says(Rule::Peak),
            ["The best moment is “b” in “Second” (+2)."]
        );
        assert_eq!(
            trial.says(Rule::Low),
            ["The worst moment is “c” in “Third” (−1.5)."]
        );
    }

    #[test]
    fn a_tie_names_all_and_selects_all() {
        let trial = feelings(&[Some(1.0), Some(-1.0), Some(1.0)]);
        let peak = trial.found(Rule::Peak).remove(0);
        assert_eq!(
            peak.sentence,
            "The best moments are “a” in “First” and “c” in “Third” (each +1)."
        );
        assert_eq!(peak.about.len(), 2);
    }

    #[test]
    fn a_curve_that_is_never_good_or_never_bad_is_told_so() {
        let trial = feelings(&[Some(-2.0), Some(-0.5)]);
        assert_eq!(
            trial.says(Rule::Peak),
            ["Even the best moment, “b” in “Second”, is not a good one (−0.5)."]
        );
        let trial = feelings(&[Some(2.0), Some(0.0), Some(0.0)]);
        assert_eq!(
            trial.says(Rule::Low),
            ["Even the weakest moments, “b” in “Second” and “c” in “Third”, are not bad (each 0)."]
        );
    }

    #[test]
    fn a_flat_curve_or_one_known_moment_has_neither_peak_nor_low() {
        for values in [&[Some(1.0), Some(1.0)][..], &[Some(1.0), None], &[None]] {
            let trial = feelings(values);
            assert_eq!(trial.found(Rule::Peak), [], "{values:?}");
            assert_eq!(trial.found(Rule::Low), [], "{values:?}");
        }
    }

    #[test]
    fn a_moment_without_a_word_goes_by_its_card_or_its_stage() {
        let mut trial = Trial::new(&["First", "Second"]);
        let card = trial.card(0, LaneKind::Touchpoints, "Finance desk");
        let point = trial.feel(0, 0.5, Some(1.0), "");
        trial.point_mut(point).card = Some(card);
        trial.feel(1, 0.5, Some(-1.0), " ");
        assert_eq!(
            trial.says(Rule::Peak),
            ["The best moment is “Finance desk” in “First” (+1)."]
        );
        assert_eq!(
            trial.says(Rule::Low),
            ["The worst moment is a moment in “Second” (−1)."]
        );
    }

    #[test]
    fn the_end_is_the_last_moment_and_weighs_more_when_it_is_bad() {
        let good = feelings(&[Some(-1.0), Some(1.0)]).found(Rule::End);
        let bad = feelings(&[Some(1.0), Some(-1.0)]).found(Rule::End);
        assert_eq!(
            good[0].sentence,
            "The journey ends with “b” in “Second” (+1)."
        );
        assert_eq!(
            bad[0].sentence,
            "The journey ends badly, with “b” in “Second” (−1)."
        );
        assert!(bad[0].weight > good[0].weight);
    }

    #[test]
    fn an_end_that_is_not_known_is_said() {
        let trial = feelings(&[Some(1.0), None]);
        assert_eq!(
            trial.says(Rule::End),
            ["How the journey ends is not known: nobody has said how “b” in “Second” feels."]
        );
        let mut trial = Trial::new(&["First", "Last"]);
        trial.feel(0, 0.5, Some(1.0), "a");
        assert_eq!(
            trial.says(Rule::End),
            ["How the journey ends is not known: the curve stops before “Last”, the last stage."]
        );
        assert_eq!(feelings(&[None]).found(Rule::End), [], "nothing is known");
    }

    #[test]
    fn the_steepest_fall_is_told_with_both_ends() {
        let trial = feelings(&[Some(0.5), Some(2.0), Some(-1.0), Some(-2.0)]);
        let falls = trial.found(Rule::SteepestFall);
        assert_eq!(
            falls[0].sentence,
            "Feelings fall most from “b” in “Second” (+2) to “c” in “Third” (−1)."
        );
        assert_eq!((falls.len(), falls[0].about.len()), (1, 2));
    }

    #[test]
    fn what_is_not_known_in_between_is_no_fall() {
        assert_eq!(
            feelings(&[Some(2.0), None, Some(-2.0)]).found(Rule::SteepestFall),
            []
        );
        let mut trial = Trial::new(&["First", "Silent", "Last"]);
        trial.feel(0, 0.5, Some(2.0), "a");
        trial.feel(2, 0.5, Some(-2.0), "b");
        assert_eq!(trial.found(Rule::SteepestFall), [], "a stage in between");
    }

    #[test]
    fn small_falls_are_not_told_and_equal_ones_are_all_told() {
        let trial = feelings(&[Some(1.0), Some(0.5), Some(2.0)]);
        assert_eq!(trial.found(Rule::SteepestFall), []);
        let trial = feelings(&[Some(1.0), Some(-1.0), Some(1.0), Some(-1.0)]);
        assert_eq!(trial.found(Rule::SteepestFall).len(), 2);
    }
}
