//! The field of the topic, with topics to choose from below it: those in use,
//! and words that many entries share.

use egui::{Ui, Vec2};

use super::FeedbackLog;
use crate::{
    editor::{Common, Topics},
    model::{Edit, Feedback, FeedbackField, FeedbackId, Map},
    ui::{
        ask::{Asks, Typed},
        widgets::{self, Field},
    },
};

/// So many topics are offered.
const MOST: usize = 6;
/// Of so many of the selected entries the words are looked at.
const READ: usize = 5;

/// Topics to choose from, kept until what they depend on changes.
#[derive(Debug, Default)]
pub(super) struct Offer {
    /// The part of the topic that is being typed.
    typed: String,
    /// For what the names were found.
    seen: Option<(String, u64)>,
    names: Vec<String>,
}

impl Offer {
    /// The topics for what is typed and selected.
    fn update<'a>(
        &mut self,
        topics: &Topics,
        changes: u64,
        entries: impl Iterator<Item = &'a Feedback>,
    ) {
        let wanted = (self.typed.clone(), changes);
        if self.seen.as_ref() != Some(&wanted) {
            let words: Vec<&str> = entries
                .take(READ)
                .map(|entry| entry.verbatim.as_str())
                .collect();
            self.names = topics.suggest(&self.typed, &words, MOST);
            self.seen = Some(wanted);
        }
    }
}

impl FeedbackLog {
    /// The field of the topic.
    pub(super) fn topic_ui(
        &mut self,
        ui: &mut Ui,
        common: &Common,
        ids: &[FeedbackId],
        asks: &mut Asks,
    ) {
        let value = common.topic.as_deref().unwrap_or_default();
        let key = ("feedback", self.log.chosen.changes());
        let field = Field::line("Topic", value).hint(hint(common.topic.is_some()));
        let typed = field.ui(ui, key);
        if let Some(Typed::Text(text)) = &typed {
            let last = text.rsplit(';').next().unwrap_or_default();
            last.trim().clone_into(&mut self.drafts.offer.typed);
        }
        asks.typed(typed, "set topic", |text| {
            Edit::SetFeedback(ids.to_vec(), FeedbackField::Topic(text))
        });
    }

    /// Topics to choose from. One that is pressed takes the place of what was
    /// typed.
    pub(super) fn offer_ui(
        &mut self,
        ui: &mut Ui,
        map: &Map,
        (common, ids): (&Common, &[FeedbackId]),
        asks: &mut Asks,
    ) {
        let entries = self.log.chosen_entries(map);
        let changes = self.log.chosen.changes();
        self.drafts.offer.update(&self.topics, changes, entries);
        let current = common.topic.as_deref().unwrap_or_default();
        let names = self.drafts.offer.names.iter();
        let names: Vec<&String> = names.filter(|name| *name != current).collect();
        if names.is_empty() {
            return;
        }
        let mut chosen = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(5.0);
            ui.spacing_mut().interact_size.y = 24.0;
            ui.horizontal_wrapped(|ui| {
                for name in names {
                    let chip = widgets::chip_ui(ui, name, false);
                    let chip = chip.accessible_name(format!("Topic {name}"));
                    if chip.clicked() {
                        chosen = Some(name.clone());
                    }
                }
            });
        });
        if let Some(name) = chosen {
            let topic = replaced(current, &self.drafts.offer.typed, &name);
            let edit = Edit::SetFeedback(ids.to_vec(), FeedbackField::Topic(topic));
            asks.run(edit, "set topic");
            self.drafts.offer.typed.clear();
        }
    }
}

/// What stands in a field while it is empty.
pub(super) const fn hint(is_shared: bool) -> &'static str {
    if is_shared { "" } else { "Different" }
}

/// The topics with the last one, which is being typed, replaced.
fn replaced(current: &str, typed: &str, name: &str) -> String {
    match current.rsplit_once(';') {
        Some((before, last)) if !typed.is_empty() && last.trim() == typed => {
            format!("{}; {name}", before.trim())
        }
        Some(_) | None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_chosen_topic_takes_the_place_of_what_was_typed_last() {
        assert_eq!(replaced("", "", "Price"), "Price");
        assert_eq!(replaced("pri", "pri", "Price"), "Price");
        assert_eq!(replaced("Speed; pri", "pri", "Price"), "Speed; Price");
        assert_eq!(replaced("Speed", "", "Price"), "Price");
    }
}
