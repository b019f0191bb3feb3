//! When the map was held against reality, when it will be, and what asks for
//! it before that.

use egui::Ui;

use super::{Shown, map::list_ui};
use crate::{
    model::{Edit, MapField, Review},
    ui::{
        ask::Asks,
        style::Chrome,
        when,
        widgets::{self, Field},
    },
};

/// How long a map is good for by itself, in months: the first is the usual.
const MONTHS: [i8; 3] = [6, 9, 12];
/// What asks for a review before its time, as the field names it.
const TRIGGERS: [&str; 5] = [
    "Major product release",
    "New feature",
    "New channel on the market",
    "Shift of preference or behavior",
    "Change of competition",
];

/// The fields of the review.
pub(super) fn review_ui(ui: &mut Ui, shown: Shown<'_>, asks: &mut Asks) {
    let review = &shown.map.review;
    if let Some(due) = review.due(shown.today) {
        let ink = Chrome::of(ui).danger;
        ui.label(egui::RichText::new(due).color(ink));
    }
    let typed = Field::line("Reviewed on", &review.reviewed)
        .hint("YYYY-MM-DD")
        .ui(ui, "map");
    asks.typed(typed, "edit review", |reviewed| {
        set(Review {
            reviewed,
            ..review.clone()
        })
    });
    let typed = Field::line("Next review", &review.next)
        .hint("YYYY-MM-DD")
        .ui(ui, "map");
    asks.typed(typed, "edit review", |next| {
        set(Review {
            next,
            ..review.clone()
        })
    });
    done_ui(ui, shown, asks);
    triggers_ui(ui, review, asks);
}

fn set(review: Review) -> Edit {
    Edit::SetMap(MapField::Review(review))
}

/// Says that the map was reviewed today, and for how long it is good then.
fn done_ui(ui: &mut Ui, shown: Shown<'_>, asks: &mut Asks) {
    widgets::label_ui(ui, "Reviewed today, the next one in");
    ui.horizontal_wrapped(|ui| {
        for months in MONTHS {
            let button = widgets::button_ui(ui, format!("{months} months"));
            let hint = "First see that the sources are still right, and that new features and \
                        channels are on the map";
            if button.on_hover_text(hint).clicked()
                && let Some(next) = when::later(shown.today, months)
            {
                let review = Review {
                    reviewed: shown.today.to_owned(),
                    next,
                    triggers: shown.map.review.triggers.clone(),
                    happened: Vec::new(),
                };
                asks.run(set(review), "review map");
            }
        }
    });
}

/// What asks for a review before its time: tick what has happened.
fn triggers_ui(ui: &mut Ui, review: &Review, asks: &mut Asks) {
    widgets::label_ui(ui, "Review earlier after; tick what has happened");
    for trigger in &review.triggers {
        let has_happened = review.happened.contains(trigger);
        if let Some(on) = widgets::tick_ui(ui, trigger, has_happened) {
            let mut changed = review.clone();
            changed.happened.retain(|held| held != trigger);
            changed.happened.extend(on.then(|| trigger.clone()));
            asks.run(set(changed), "tick what has happened");
        }
    }
    let label = "What asks for a review, one a line";
    list_ui(ui, asks, label, &review.triggers, |triggers| {
        let happened = review.happened.iter();
        let happened = happened.filter(|held| triggers.contains(held)).cloned();
        MapField::Review(Review {
            happened: happened.collect(),
            triggers,
            ..review.clone()
        })
    });
    let open = TRIGGERS.iter().filter(|usual| {
        let mut listed = review.triggers.iter();
        !listed.any(|held| held.eq_ignore_ascii_case(usual))
    });
    for usual in open {
        if widgets::button_ui(ui, format!("Add “{usual}”")).clicked() {
            let mut changed = review.clone();
            changed.triggers.retain(|held| !held.trim().is_empty());
            changed.triggers.push((*usual).to_owned());
            asks.run(set(changed), "edit review");
        }
    }
}
