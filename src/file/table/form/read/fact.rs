//! What a map says of itself: a name and a value a row.

use super::Reading;
use crate::{
    file::table::{
        Record,
        form::{
            FORM, FORM_NAME, TITLE, VERSION,
            facts::{DISMISSED, RULE, dismissal, rule},
        },
    },
    model::{Details, JourneyKind, Map, MapKind, ThemeName},
};

impl Reading {
    /// Takes a fact into the map.
    ///
    /// # Errors
    /// The tables are of a form that is not known yet: the line and why.
    pub(super) fn fact(&mut self, map: &mut Map, record: &Record) -> Result<(), (usize, String)> {
        let value = record.cell(1).to_owned();
        let word = value.trim().to_owned();
        let mut unknown = |what: &str| {
            self.remark(
                record.line,
                format!("{what} “{word}” is not known; left as it is usually"),
            );
        };
        let same = |label: &str| label.eq_ignore_ascii_case(&word);
        match record.cell(0).trim() {
            TITLE => map.title = value,
            "Reason" => map.reason = value,
            "Purpose" => map.purpose = value,
            "Scenario" => map.scenario = value,
            "Goal" => map.goal = value,
            "Scope" => map.scope = value,
            "Expectations" => map.expectations = value,
            "Owner" => map.owner = value,
            "Last review" => map.review.reviewed = value,
            "Next review" => map.review.next = value,
            "Participant" => map.participants.push(value),
            "Review trigger" => map.review.triggers.push(value),
            "Trigger that came about" => map.review.happened.push(value),
            RULE => match rule(&value) {
                Some(rule) => map.rules.push(rule),
                None => unknown("the rule for feedback"),
            },
            DISMISSED => match dismissal(&value) {
                Some(dismissal) => map.dismissed.push(dismissal),
                None => unknown("the dismissed insight"),
            },
            "Journey" => match JourneyKind::ALL.iter().find(|kind| same(kind.label())) {
                Some(kind) => map.journey = Some(*kind),
                None => unknown("the kind of journey"),
            },
            "Best feeling" => map.scale.get_or_insert_default().0 = value,
            "Worst feeling" => map.scale.get_or_insert_default().1 = value,
            "Kind" => match MapKind::ALL.iter().find(|kind| same(kind.label())) {
                Some(kind) => map.kind = *kind,
                None => unknown("the kind of map"),
            },
            "Theme" => match ThemeName::ALL.into_iter().find(|theme| same(theme.label())) {
                Some(theme) => map.theme = theme,
                None => unknown("the theme"),
            },
            "Evidence drawn" => map.marks_evidence = same("yes"),
            "Cards show" => match Details::EVERY.into_iter().find(|it| same(it.label())) {
                Some(details) => map.details = details,
                None => unknown("what cards show"),
            },
            FORM => {
                let number = word
                    .strip_prefix(FORM_NAME)
                    .and_then(|number| number.parse().ok());
                if number.is_none_or(|number: u32| number > VERSION) {
                    let reason = format!(
                        "these tables are of the form “{word}”, and this Throughline reads up to \
                         “{FORM_NAME}{VERSION}”; update Throughline to open them"
                    );
                    return Err((record.line, reason));
                }
            }
            other => {
                let remark = format!("there is no fact “{other}” in a map; “{word}” was left out");
                self.remark(record.line, remark);
            }
        }
        Ok(())
    }
}
