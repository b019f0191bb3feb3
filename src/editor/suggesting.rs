//! Touchpoints that are suggested: typing a new one, and taking a suggestion
//! with its channel as a part of the same step.

use std::sync::Arc;

use super::{
    adding::target,
    placing::{Maker, free_place},
    selection::Cell,
    session::{Editor, Gesture},
    text::{TextEdit, Then},
};
use crate::model::{Element, LaneKind, Suggestion};

impl Editor {
    /// Begins to type a touchpoint: the one that is selected, or a new one in
    /// the stage of what is selected. The lane is shown or added when there is
    /// none.
    pub fn write_touchpoint(&mut self) {
        self.settle();
        let map = Arc::clone(self.map());
        if let Some(element @ Element::Card(id)) = self.selection.primary()
            && let Some((_, card)) = map.card(id)
            && let Some((_, lane)) = map.lane(card.lane)
            && lane.kind == LaneKind::Touchpoints
        {
            return self.edit_text(element);
        }
        let stage = target(&map, &self.selection).map(|cell| cell.stage);
        let Some(stage) = stage.or(map.stages.first().map(|stage| stage.id)) else {
            return;
        };
        let mut maker = Maker::new(&map);
        let lane = maker.lane(LaneKind::Touchpoints);
        let at = free_place(&map, Cell { stage, lane }, None);
        maker.card(stage, lane, at);
        self.write(maker.edits, "add touchpoint".into());
    }

    /// Takes a suggestion for the touchpoint that is typed, and ends typing it
    /// or, with `goes_on`, goes on as Enter does.
    pub fn take_suggestion(&mut self, suggestion: &Suggestion, goes_on: bool) {
        if let Gesture::Text(text) = &mut self.gesture {
            text.channel = Some(suggestion.channel);
            self.type_text(suggestion.text.into());
        }
        let then = self.text_edit().filter(|_| goes_on).map(TextEdit::on_enter);
        self.finish_text(then.unwrap_or(Then::Done));
    }
}
