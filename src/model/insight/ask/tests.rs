//! What is asked of maps that do not know.

use super::*;
use crate::model::insight::trial::Trial;

/// Method, reason and place of each question.
fn asked(trial: &Trial) -> Vec<(Method, Reason, String)> {
    let questions = questions(&trial.map).into_iter();
    questions
        .map(|one| (one.method, one.reason, one.place))
        .collect()
}

#[test]
fn an_unknown_moment_at_a_touchpoint_is_asked_for_there() {
    let mut trial = Trial::new(&["Buy", "Use"]);
    trial.card(0, LaneKind::Touchpoints, "Showroom");
    let point = trial.feel(0, 0.6, None, "");
    trial.feel(1, 0.5, Some(1.0), "");
    let question = questions(&trial.map).remove(0);
    assert_eq!(
        question,
        Question {
            about: vec![Element::Point(point)],
            reason: Reason::Unknown,
            method: Method::Csat,
            place: "“Showroom” in “Buy”".into(),
            text: "How would you rate your overall satisfaction with “Showroom”? (1 very \
                   dissatisfied to 5 very satisfied)"
                .into(),
        }
    );
}

#[test]
fn where_customers_do_the_work_or_wait_they_are_asked_for_effort() {
    let mut trial = Trial::new(&["Buy", "Use"]);
    let web = trial.card_with(0, LaneKind::Touchpoints, "Form", |card| {
        card.channel = Some(Channel::Web);
    });
    let desk = trial.card_with(0, LaneKind::Touchpoints, "Desk", |card| {
        card.wait = "2 h".into();
    });
    for card in [web, desk] {
        let point = trial.feel(0, 0.5, None, "");
        trial.point_mut(point).card = Some(card);
    }
    trial.feel(1, 0.5, Some(1.0), "");
    let methods: Vec<Method> = asked(&trial).iter().map(|one| one.0).collect();
    assert_eq!(methods, [Method::Ces, Method::Ces]);
    assert!(
        questions(&trial.map)[0]
            .text
            .contains("“Form” made it easy")
    );
}

#[test]
fn the_end_of_the_journey_is_asked_for_recommendation() {
    let mut trial = Trial::new(&["Buy", "Use"]);
    trial.card(1, LaneKind::Touchpoints, "Survey");
    trial.feel(0, 0.5, Some(1.0), "");
    trial.feel(1, 0.9, None, "");
    assert_eq!(
        asked(&trial),
        [(
            Method::Nps,
            Reason::Unknown,
            "the end of the journey, “Use”".to_owned()
        )]
    );
}

#[test]
fn a_stage_without_a_moment_is_asked_for_in_an_interview() {
    let mut trial = Trial::new(&["Buy", "Wait", "Use"]);
    trial.feel(0, 0.5, Some(1.0), "");
    trial.feel(2, 0.5, Some(1.0), "");
    let question = questions(&trial.map).remove(0);
    let stage = Element::Stage(trial.map.stages[1].id);
    assert_eq!(
        (question.method, question.about),
        (Method::Interview, vec![stage])
    );
    assert!(
        question
            .text
            .starts_with("Think back to the time of “Wait”")
    );
}

#[test]
fn a_map_without_a_curve_asks_for_every_stage_and_an_empty_one_for_nothing() {
    let mut trial = Trial::new(&["Buy", "Use"]);
    assert_eq!(asked(&trial), []);
    trial.card(0, LaneKind::Actions, "Signs");
    assert_eq!(asked(&trial).len(), 2);
}

#[test]
fn what_is_assumed_is_asked_for_and_what_is_known_is_not() {
    let mut trial = Trial::new(&["Buy"]);
    let assume = |card: &mut Card| card.evidence = Some(Evidence::Assumed);
    trial.card_with(0, LaneKind::Touchpoints, "Desk", assume);
    let (one, two) = (
        trial.card_with(0, LaneKind::Thoughts, "Too dear", assume),
        trial.card_with(0, LaneKind::PainPoints, "Two forms", assume),
    );
    trial.card_with(0, LaneKind::Opportunities, "One form", assume);
    trial.card_with(0, LaneKind::Actions, "Signs", |card| {
        card.evidence = Some(Evidence::Observed);
    });
    trial.feel(0, 0.5, Some(1.0), "");
    let questions = questions(&trial.map);
    let talk = [one, two].map(Element::Card).to_vec();
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0].method, Method::Csat);
    assert_eq!(questions[1].about, talk, "one talk for all of a stage");
    assert!(questions[1].text.contains("“Too dear” and “Two forms”"));
}

#[test]
fn a_moment_of_truth_is_the_reason_that_counts() {
    let mut trial = Trial::new(&["Buy", "Use"]);
    let card = trial.card_with(0, LaneKind::Touchpoints, "Desk", |card| {
        card.moment_of_truth = true;
        card.evidence = Some(Evidence::Assumed);
    });
    let point = trial.feel(0, 0.5, None, "");
    trial.point_mut(point).card = Some(card);
    trial.feel(1, 0.5, Some(1.0), "");
    let questions = questions(&trial.map);
    assert_eq!(questions.len(), 1, "one question about both: {questions:?}");
    assert_eq!(questions[0].reason, Reason::MomentOfTruth);
    let both = [Element::Card(card), Element::Point(point)];
    assert_eq!(questions[0].about, both);
}

#[test]
fn unnamed_things_are_asked_for_by_what_they_are() {
    let mut trial = Trial::new(&["", "Use"]);
    trial.feel(1, 0.5, Some(1.0), "");
    assert_eq!(asked(&trial)[0].2, "stage 1");
}
