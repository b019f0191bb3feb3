//! The session: one open document and how it is looked at and touched. It is
//! a composition of parts with public fields; what can be written as a
//! function of the parts is one. [`Editor::perform`] is the one place where
//! the actions of the pointer have effects.

use std::{mem::discriminant, sync::Arc};

use emath::{Pos2, Rect};

use super::{
    clip::Clip,
    document::{Document, Label},
    filter::Filter,
    input::{Input, Pointer},
    interaction::{Action, Interaction, Seen},
    overlay::{laid_over, overlay},
    packing::Typed,
    present::Show,
    search::Search,
    selection::Selection,
    text::TextEdit,
    view::View,
    walking::{Moment, Stop},
};
use crate::{
    layout::{FontBook, Ghost, Layout, Layouter, Page, Paper},
    model::{Edit, EditError, Element, Map},
    scene::{Item, Theme},
};

/// One open document.
pub struct Editor {
    /// The map and its history.
    pub document: Document,
    /// What is selected.
    pub selection: Selection,
    /// Pan and zoom.
    pub view: View,
    /// What the pointer is doing.
    pub interaction: Interaction,
    /// What was cut or copied.
    pub clip: Clip,
    /// Whether dragged things snap.
    pub snapping: bool,
    /// What part of the map is looked at.
    pub filter: Filter,
    /// What is looked for in the map.
    pub search: Search,
    /// The curve of another map that is laid over this one.
    pub ghost: Option<Ghost>,
    pub(super) gesture: Gesture,
    /// Where on the screen the button went down last.
    pub(super) pressed: Option<Pos2>,
    /// Where walking up or down came to last, and the moment it keeps.
    pub(super) trail: Option<(Stop, Moment)>,
    /// Where typing has put cards.
    pub(super) typed: Typed,
    pub(super) trouble: Option<String>,
    pub(super) show: Option<Show>,
    /// Whether what is pressed on a card is a vote.
    pub(super) voting: bool,
    derived: Derived,
}

/// What is under way without the pointer. It shares the document's one gesture
/// with the pointer: whatever begins next ends what was there.
pub(super) enum Gesture {
    /// Nothing.
    None,
    /// A text is typed on the canvas.
    Text(TextEdit),
    /// Arrow keys move what is selected; the edits so far, and their name.
    Keys(Vec<Edit>, Label),
    /// A field of a panel is being changed: its name, and its edits.
    Field(Label, Vec<Edit>),
}

/// What follows from the map, kept until the map changes.
struct Derived {
    layouter: Layouter,
    /// The base of the running drag and its layout.
    base: Option<(Arc<Map>, Arc<Layout>)>,
}

impl Editor {
    /// Opens a map.
    #[must_use]
    pub fn new(map: Map) -> Self {
        Self {
            document: Document::new(map),
            selection: Selection::default(),
            view: View::default(),
            interaction: Interaction::default(),
            clip: Clip::default(),
            snapping: true,
            filter: Filter::default(),
            search: Search::default(),
            ghost: None,
            gesture: Gesture::None,
            pressed: None,
            trail: None,
            typed: Typed::new(),
            trouble: None,
            show: None,
            voting: false,
            derived: Derived {
                layouter: Layouter::new(),
                base: None,
            },
        }
    }

    /// The map as it is shown: a running gesture included.
    #[must_use]
    pub fn map(&self) -> &Arc<Map> {
        self.document.map()
    }

    /// The layout of the map as it is shown; the very same one as long as the
    /// map has not changed. While it is presented, that of the page.
    pub fn layout(&mut self) -> Arc<Layout> {
        if let Some(layout) = self.page_layout() {
            return layout;
        }
        self.derived.layouter.layout(self.document.map())
    }

    /// The layout of the whole map, whatever is shown.
    pub(super) fn sheet_layout(&mut self) -> Arc<Layout> {
        self.derived.layouter.layout(self.document.map())
    }

    pub(super) fn lay_pages(&mut self, paper: Paper) -> Arc<Vec<Page>> {
        self.derived.layouter.pages(self.document.map(), paper)
    }

    /// The fonts that the layout measured with.
    #[must_use]
    pub fn fonts(&self) -> &FontBook {
        self.derived.layouter.fonts()
    }

    /// Finds fonts for a text that is shown beside the map.
    pub fn cover(&mut self, text: &str) {
        self.derived.layouter.cover(text);
    }

    /// Says where on the screen the canvas is; call it every frame. A fitted
    /// view fits again when that changes, but not before a gesture has ended.
    pub fn set_viewport(&mut self, viewport: Rect) {
        let size = self.layout().size;
        let holds = self.interaction.is_held()
            || self.document.in_gesture()
            || !matches!(self.gesture, Gesture::None);
        self.view.set_viewport(viewport, size, holds);
    }

    /// Hands an event of the pointer to the state machine and does what it
    /// wants. A press ends what is being typed or changed elsewhere.
    pub fn pointer(&mut self, input: &Input) {
        if matches!(input.event, Pointer::Down | Pointer::DoubleClick) {
            self.settle();
            self.pressed = Some(self.view.screen_from_map() * input.pos);
        }
        let (map, layout) = self.seen();
        let seen = Seen {
            map: &map,
            layout: &layout,
            selection: &self.selection,
            view: self.view.visible(),
            snapping: self.snapping,
        };
        let (next, actions) = std::mem::take(&mut self.interaction).next(input, seen);
        self.derived.base = next.is_held().then_some((map, layout));
        self.interaction = next;
        for action in actions {
            self.perform(action);
        }
    }

    /// Does what the state machine, or a panel, wants.
    pub fn perform(&mut self, action: Action) {
        match action {
            Action::Select(selection) => self.select(selection),
            Action::Preview(edits) => {
                if let Err(error) = self.document.preview(&edits) {
                    self.cancel();
                    self.trouble = Some(error.to_string());
                }
            }
            Action::Commit(label) => self.document.commit(label),
            Action::Cancel => self.document.cancel(),
            Action::EditText(element) => self.edit_text(element),
            Action::Write(edits, label) => self.write(edits, label),
            Action::Run(edits, label) => {
                // A refusal is kept as trouble; there is nobody else to tell.
                let _ = self.run(&edits, label);
            }
        }
    }

    /// Selects these elements instead, as far as they are part of the map.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.selection.retain_in(self.document.map());
    }

    /// Makes edits as one step; selects what the last of them created. What is
    /// under way ends first.
    ///
    /// # Errors
    /// An id in the edits is not part of the map; nothing was changed. The
    /// reason is also kept for [`Editor::take_trouble`].
    pub fn run(
        &mut self,
        edits: &[Edit],
        label: impl Into<Label>,
    ) -> Result<Option<Element>, EditError> {
        self.settle();
        self.let_go();
        let result = self.document.edit(label, edits);
        match &result {
            Ok(Some(created)) => self.selection = Selection::one(*created),
            Ok(None) => self.selection.retain_in(self.document.map()),
            Err(error) => self.trouble = Some(error.to_string()),
        }
        result
    }

    /// Puts another map in the place of the open one, as one step. What is
    /// under way ends first. False when the two are equal and nothing was done.
    pub fn replace(&mut self, label: impl Into<Label>, map: Map) -> bool {
        self.settle();
        self.let_go();
        let replaced = self.document.replace(label, map);
        self.selection.retain_in(self.document.map());
        replaced
    }

    /// Shows the edits of a field that is being changed in a panel. They become
    /// one step by [`Editor::settle`], or when something else begins. Each call
    /// starts from the map as it was before the field changed, so pass all of
    /// the field's edits every time.
    pub fn preview_field(&mut self, edits: &[Edit], label: impl Into<Label>) {
        let label = label.into();
        let goes_on = match (&self.gesture, edits) {
            (Gesture::Field(_, held), [first, ..]) => {
                held.first().is_some_and(|held| is_same_field(held, first))
            }
            _ => false,
        };
        if !goes_on {
            self.settle();
            self.let_go();
        }
        match self.document.preview(edits) {
            Ok(_) => {
                self.gesture = Gesture::Field(label, edits.to_vec());
                self.selection.retain_in(self.document.map());
            }
            Err(error) => {
                self.cancel();
                self.trouble = Some(error.to_string());
            }
        }
    }

    /// Makes what is being typed, moved by keys or changed in a field a step.
    /// Drags of the pointer are left alone.
    pub fn settle(&mut self) {
        match std::mem::replace(&mut self.gesture, Gesture::None) {
            Gesture::None => {}
            Gesture::Text(text) => self.keep_text(text),
            Gesture::Keys(_, label) | Gesture::Field(label, _) => self.document.commit(label),
        }
    }

    /// Cancels whatever is under way: a drag, typing, a field, a tool in hand.
    /// True when there was something.
    pub fn cancel(&mut self) -> bool {
        let was_typing = !matches!(self.gesture, Gesture::None);
        let had_tool = matches!(self.interaction, Interaction::Placing { .. });
        let was_held = self.interaction.is_held();
        self.gesture = Gesture::None;
        self.let_go();
        self.interaction = Interaction::default();
        self.document.cancel();
        self.selection.retain_in(self.document.map());
        was_typing || had_tool || was_held
    }

    /// Takes back what is under way, or else the last step.
    pub fn undo(&mut self) -> bool {
        if self.interaction.is_held() {
            return self.cancel();
        }
        self.settle();
        let undone = self.document.undo();
        self.selection.retain_in(self.document.map());
        undone
    }

    /// Makes the step that was last taken back again.
    pub fn redo(&mut self) -> bool {
        self.settle();
        self.let_go();
        let redone = self.document.redo();
        self.selection.retain_in(self.document.map());
        redone
    }

    /// Whether nothing is under way: no drag, no typing, no field.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        !self.interaction.is_held()
            && !self.document.in_gesture()
            && matches!(self.gesture, Gesture::None)
    }

    /// Why the last edit could not be made, once, in the user's words.
    pub fn take_trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// What lies over the map in view: hover, selection, guides, ghosts.
    pub fn overlay(&mut self, theme: &Theme) -> Vec<Item> {
        let layout = self.layout();
        let state = (&self.selection, &self.interaction);
        let pixel = self.view.pixel();
        let ghost = self.ghost.as_ref();
        let mut items = ghost.map_or_else(Vec::new, |ghost| laid_over(&layout, ghost, theme));
        items.extend(overlay(&layout, state, theme, self.view.visible(), pixel));
        items
    }

    /// Ends a drag of the pointer without its effect.
    pub(super) fn let_go(&mut self) {
        if self.interaction.is_held() {
            let input = Input {
                event: Pointer::Cancel,
                ..Input::default()
            };
            self.pointer(&input);
        }
    }

    /// What the machine sees: during a drag the map and layout it began with.
    fn seen(&mut self) -> (Arc<Map>, Arc<Layout>) {
        if self.interaction.is_held()
            && let Some((map, layout)) = &self.derived.base
            && Arc::ptr_eq(map, self.document.base())
        {
            return (Arc::clone(map), Arc::clone(layout));
        }
        let map = if self.interaction.is_held() {
            Arc::clone(self.document.base())
        } else {
            Arc::clone(self.document.map())
        };
        let layout = self.derived.layouter.layout(&map);
        (map, layout)
    }
}

/// Whether two edits change the same field of the same element.
fn is_same_field(a: &Edit, b: &Edit) -> bool {
    match (a, b) {
        (Edit::SetMap(a), Edit::SetMap(b)) => discriminant(a) == discriminant(b),
        (Edit::SetPersona(a, af), Edit::SetPersona(b, bf)) => {
            a == b && discriminant(af) == discriminant(bf)
        }
        (Edit::SetStage(a, af), Edit::SetStage(b, bf)) => {
            a == b && discriminant(af) == discriminant(bf)
        }
        (Edit::SetLane(a, af), Edit::SetLane(b, bf)) => {
            a == b && discriminant(af) == discriminant(bf)
        }
        (Edit::SetCard(a, af), Edit::SetCard(b, bf)) => {
            a == b && discriminant(af) == discriminant(bf)
        }
        (Edit::SetPoint(a, af), Edit::SetPoint(b, bf)) => {
            a == b && discriminant(af) == discriminant(bf)
        }
        (Edit::SetCurve(a, af), Edit::SetCurve(b, bf)) => {
            a == b && discriminant(af) == discriminant(bf)
        }
        (Edit::SetMetric(a), Edit::SetMetric(b)) => a.id == b.id,
        (Edit::RenameChannel(a, _), Edit::RenameChannel(b, _)) => a == b,
        (Edit::PlaceCard { card: a, .. }, Edit::PlaceCard { card: b, .. }) => a == b,
        (Edit::PlacePoint { point: a, .. }, Edit::PlacePoint { point: b, .. }) => a == b,
        _ => false,
    }
}
