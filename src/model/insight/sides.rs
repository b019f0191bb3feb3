//! The company's view against the customer's view of the same moments: how far
//! apart the two curves are, where both are known. A moment that the company
//! takes for a strength and customers feel as friction is named as such.

use std::collections::BTreeMap;

use super::{
    Insight,
    curve::{begin, neighbors},
    reading::{Moment, Reading, curves, moments_of},
    say::moment_name,
};
use crate::model::{
    id::{CardId, Element},
    naming::feeling_label,
    number::Valence,
    words::{CurveState, Rule, Side},
};

/// Differences below one step of the scale are none.
const APART: f64 = 1.0;
/// From here on a moment is a strength; below its negative, a friction.
const CLEAR: f64 = 0.5;
/// How many are told.
const TOLD: usize = 5;

/// A moment, what the company thinks of it, and the company's points near it.
struct Difference<'a> {
    moment: Moment<'a>,
    customer: f64,
    company: f64,
    near: Vec<Element>,
}

/// The largest differences between the customer's curve and the company's, at
/// most five, the largest first. Between two of its points the company's view
/// is read off the straight line between them.
pub(super) fn disagreements(reading: &Reading) -> Vec<Insight> {
    let company = curves(reading.map, Side::Company, CurveState::Current).next();
    let Some(company) = company.map(|curve| moments_of(reading.map, curve.id)) else {
        return Vec::new();
    };
    let mut found = differences(&reading.moments, &company);
    found.retain(|one| (one.company - one.customer).abs() > APART - 1e-6);
    found.sort_by(|a, b| {
        let size = |one: &Difference| (one.company - one.customer).abs();
        size(b).total_cmp(&size(a))
    });
    found.truncate(TOLD);
    found.iter().map(|one| insight(reading, one)).collect()
}

/// Both views of every moment where both are known: of a card's moment the
/// company's on that card, else the one at that time. Both lists are in the
/// order of time, so one walk over them is enough.
fn differences<'a>(customer: &[Moment<'a>], company: &[Moment<'a>]) -> Vec<Difference<'a>> {
    let known = company.iter().filter(|own| own.feeling().is_some());
    let on_cards: BTreeMap<CardId, &Moment> = known
        .filter_map(|own| Some((own.point.card?, own)))
        .collect();
    let pairs: Vec<_> = neighbors(company).collect();
    let mut pair = pairs.iter().peekable();
    let mut found = Vec::new();
    for moment in customer {
        let Some(feeling) = moment.feeling() else {
            continue;
        };
        while pair.next_if(|(_, to)| to.time() < moment.time()).is_some() {}
        let own = moment.point.card.and_then(|card| on_cards.get(&card));
        let view = match own {
            Some(own) => own.feeling().map(|value| (value, vec![**own])),
            None => pair.peek().and_then(|(from, to)| between(moment, from, to)),
        };
        let alone = || {
            let near = company.iter().find(|own| same_time(own, moment))?;
            Some((near.feeling()?, vec![*near]))
        };
        if let Some((company, near)) = view.or_else(alone) {
            let near = near.iter().map(|own| Element::Point(own.point.id));
            found.push(Difference {
                moment: *moment,
                customer: feeling,
                company,
                near: near.collect(),
            });
        }
    }
    found
}

fn same_time(a: &Moment, b: &Moment) -> bool {
    a.place == b.place && (a.time() - b.time()).abs() < 0.05
}

/// The value between two moments, and those that it was read from.
fn between<'a>(at: &Moment, from: &Moment<'a>, to: &Moment<'a>) -> Option<(f64, Vec<Moment<'a>>)> {
    let (low, high) = (from.feeling()?, to.feeling()?);
    let width = to.time() - from.time();
    let share = (at.time() - from.time()) / width;
    if width <= 0.0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let near = if share < 0.5 { *from } else { *to };
    Some((low + (high - low) * share, vec![near]))
}

fn insight(reading: &Reading, one: &Difference) -> Insight {
    let name = moment_name(reading, &one.moment);
    let label = |value: f64| feeling_label(Some(Valence::clamped((value * 10.0).round() / 10.0)));
    let (ours, theirs) = (label(one.company), label(one.customer));
    let (sentence, weight) = if one.company >= CLEAR && one.customer <= -CLEAR {
        let sentence = format!(
            "A strength that is a friction: the company rates {name} at {ours}, customers feel \
             {theirs}."
        );
        (sentence, 85)
    } else if one.company <= -CLEAR && one.customer >= CLEAR {
        let sentence = format!(
            "A friction that is a strength: the company rates {name} at {ours}, customers feel \
             {theirs}."
        );
        (sentence, 55)
    } else {
        let name = begin(reading, &one.moment);
        let sentence = format!("{name} feels {theirs} to customers; the company rates it {ours}.");
        (sentence, 50)
    };
    let about = [Element::Point(one.moment.point.id)].into_iter();
    let about = about.chain(one.near.iter().copied()).collect();
    Insight::new(Rule::Disagreement, about, sentence, weight)
}

#[cfg(test)]
mod tests {
    use crate::model::{CurveState, LaneKind, Rule, Side, insight::trial::Trial};

    /// Both curves at the same moments.
    fn views(pairs: &[(Option<f64>, Option<f64>)]) -> Trial {
        let names = [
            "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Last",
        ];
        let mut trial = Trial::new(&names[..pairs.len()]);
        let ours = trial.add_curve("Ours", Side::Company, CurveState::Current);
        for (stage, (customer, company)) in pairs.iter().enumerate() {
            trial.feel(stage, 0.5, *customer, "Call");
            trial.feel_on(ours, (stage, 0.5), *company, "");
        }
        trial
    }

    #[test]
    fn a_strength_that_is_a_friction_is_named_as_such() {
        let trial = views(&[(Some(-1.5), Some(1.0)), (Some(0.0), Some(0.5))]);
        let found = trial.found(Rule::Disagreement);
        assert_eq!(
            found[0].sentence,
            "A strength that is a friction: the company rates “Call” in “First” at +1, customers \
             feel −1.5."
        );
        assert_eq!((found.len(), found[0].about.len()), (1, 2));
    }

    #[test]
    fn the_other_way_round_and_mere_differences_have_their_own_words() {
        let trial = views(&[(Some(1.5), Some(-1.0)), (Some(0.0), Some(2.0))]);
        assert_eq!(
            trial.says(Rule::Disagreement),
            [
                "A friction that is a strength: the company rates “Call” in “First” at −1, \
                 customers feel +1.5.",
                "“Call” in “Second” feels 0 to customers; the company rates it +2.",
            ]
        );
    }

    #[test]
    fn what_one_side_does_not_know_is_no_difference() {
        let trial = views(&[
            (None, Some(2.0)),
            (Some(-2.0), None),
            (Some(1.0), Some(1.0)),
        ]);
        assert_eq!(trial.found(Rule::Disagreement), []);
        let mut trial = Trial::new(&["A"]);
        trial.feel(0, 0.5, Some(-2.0), "");
        assert_eq!(
            trial.found(Rule::Disagreement),
            [],
            "no curve of the company"
        );
    }

    #[test]
    fn the_five_largest_are_told_the_largest_first() {
        let pairs: Vec<_> = (0..7)
            .map(|n| (Some(-2.0), Some(f64::from(n) * 0.5 - 0.9)))
            .collect();
        let trial = views(&pairs);
        let found = trial.says(Rule::Disagreement);
        assert_eq!(found.len(), 5);
        assert!(found[0].contains("“Last”"), "{found:?}");
    }

    #[test]
    fn between_two_points_the_companys_view_is_on_the_line() {
        let mut trial = Trial::new(&["A"]);
        let ours = trial.add_curve("Ours", Side::Company, CurveState::Current);
        trial.feel_on(ours, (0, 0.0), Some(0.0), "");
        trial.feel_on(ours, (0, 1.0), Some(2.0), "");
        trial.feel(0, 0.75, Some(-1.0), "Call");
        assert_eq!(
            trial.says(Rule::Disagreement),
            [
                "A strength that is a friction: the company rates “Call” in “A” at +1.5, customers \
              feel −1."
            ]
        );
    }

    #[test]
    fn views_of_one_card_are_compared_wherever_they_stand() {
        let mut trial = Trial::new(&["A"]);
        let card = trial.card(0, LaneKind::Touchpoints, "Desk");
        let ours = trial.add_curve("Ours", Side::Company, CurveState::Current);
        let (here, there) = (
            trial.feel(0, 0.1, Some(-1.0), ""),
            trial.feel_on(ours, (0, 0.9), Some(1.0), ""),
        );
        trial.point_mut(here).card = Some(card);
        trial.point_mut(there).card = Some(card);
        assert_eq!(trial.found(Rule::Disagreement).len(), 1);
    }
}
