//! The canvas: shows the map at its pan and zoom, hands what the pointer does
//! to the editor, and names every visible element for screen readers. It
//! decides nothing: what a press means is the editor's to say.

mod context;
mod field;
mod hand;
mod header;
mod hint;
mod leaving;
mod minimap;
mod names;
mod picture;
mod pinned;
mod setting;
mod suggest;
mod typing;

use egui::{
    CursorIcon, EventFilter, Id, Rect, Sense, Ui, Vec2, WidgetInfo, accesskit::Role,
    emath::TSTransform,
};

use self::{
    context::ContextMenu, hand::Hand, minimap::Minimap, names::Names, picture::Picture,
    typing::Typing,
};
use super::{
    panels::{self, Panel},
    pictures::Pictures,
    style::RAIL,
};
use crate::{
    editor::{Command, Cursor, Editor},
    scene::Theme,
};

/// Where the tool rail floats, from the canvas' corner.
pub(super) const RAIL_MARGIN: f32 = 14.0;

/// What the canvas keeps between frames; none of it is part of the map.
#[derive(Default)]
pub(super) struct Canvas {
    hand: Hand,
    picture: Picture,
    /// The pixels of pictures.
    pub(super) pictures: Pictures,
    typing: Typing,
    names: Names,
    context: ContextMenu,
    minimap: Minimap,
    /// How large the map was when it was fitted into the window.
    fitted: Vec2,
    /// The first view of a map, as long as the hand has not changed it.
    first: First,
    /// Whether the canvas has been given the keyboard once, at the start.
    greeted: bool,
    /// Whether the keyboard came by a key, so that it is shown where it is.
    ring: Ring,
}

impl Canvas {
    /// Forgets what is cached, because the fonts have changed.
    pub(super) fn forget_picture(&mut self) {
        self.picture = Picture::default();
    }

    /// Whether something was asked for that only the inspector shows.
    pub(super) fn take_wish(&mut self) -> bool {
        self.typing.take_wish() | self.hand.take_wish() | self.context.take_wish()
    }

    /// Offers every touchpoint that is common, beside the one that is typed.
    pub(super) fn suggest(&mut self) {
        self.typing.suggest();
    }

    /// Where a text is being typed.
    pub(super) fn field(&self) -> Option<Rect> {
        self.typing.place()
    }

    /// Another map is shown from now on.
    pub(super) fn begin(&mut self) {
        self.first = First::Due;
    }

    /// Shows a map for the first time: all of it, or where it would be too
    /// small to read, its beginning. That is done again while the window takes
    /// its size, until the hand changes the view.
    fn look_first(&mut self, editor: &mut Editor, room: Rect) {
        let view = editor.view.screen_from_map();
        let is_due = match self.first {
            First::Due => true,
            First::Seen(seen, _) if seen != view => {
                self.first = First::Left;
                false
            }
            // A map that is shown as a whole stays so without us.
            First::Seen(_, at) => at != room && !editor.view.is_fitted(),
            First::Left => false,
        };
        editor.set_viewport(room);
        if is_due && !editor.document.in_gesture() {
            let size = editor.layout().size;
            editor.view.begin(size);
            self.first = First::Seen(editor.view.screen_from_map(), room);
        }
    }

    /// A map that is shown as a whole stays so when it grows; but not under the
    /// hand.
    fn follow(&mut self, editor: &mut Editor) {
        let size = editor.layout().size;
        if size != self.fitted && !editor.document.in_gesture() && !editor.interaction.is_held() {
            self.fitted = size;
            if editor.view.is_fitted() {
                editor.view.fit(size);
            }
        }
    }

    /// Opens the context menu of what is selected, beside it.
    pub(super) fn open_context(&mut self, editor: &mut Editor) {
        self.context.open_of_selection(editor);
    }

    /// Whether the minimap is shown.
    pub(super) fn shows_minimap(&self) -> bool {
        self.minimap.is_shown()
    }

    /// Shows the minimap if it is hidden, and hides it if it is shown, from now
    /// on whatever the size of the map.
    pub(super) fn toggle_minimap(&mut self) {
        self.minimap.toggle();
    }

    /// Whether the hand pans just now, or is about to.
    pub(super) fn pans(&self) -> bool {
        self.hand.pans()
    }
}

/// How far the first view of a map has come.
#[derive(Clone, Copy, Debug, Default)]
enum First {
    /// The map has not been shown yet.
    #[default]
    Due,
    /// It was shown like this, in this room.
    Seen(TSTransform, Rect),
    /// The hand has changed it.
    Left,
}

/// Whether the canvas shows that it has the keyboard.
#[derive(Clone, Copy, Debug, Default)]
struct Ring {
    had_focus: bool,
    shows: bool,
}

impl Ring {
    /// The ring is for those who came by a key; a press says enough itself.
    fn update(&mut self, ui: &Ui, response: &egui::Response) {
        let has_focus = response.has_focus();
        let by_key =
            ui.input(|input| input.key_pressed(egui::Key::Tab) || input.key_pressed(egui::Key::F6));
        if !has_focus || ui.input(|input| input.pointer.any_pressed()) {
            self.shows = false;
        } else if !self.had_focus && by_key {
            self.shows = true;
        }
        self.had_focus = has_focus;
    }
}

/// The id of the canvas: it has the keyboard while the map is worked on.
pub(super) fn id() -> Id {
    Id::unique("throughline canvas")
}

/// Draws the map in all the room there is and plays what the hand does into
/// the editor. Returns a command that its context menu asked for.
pub(super) fn canvas_ui(
    ui: &mut Ui,
    canvas: &mut Canvas,
    editor: &mut Editor,
    theme: &Theme,
) -> Option<Command> {
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    ui.shrink_clip_rect(rect);
    let response = ui.interact(rect, id(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Journey map"));
    if !canvas.greeted {
        canvas.greeted = true;
        response.request_focus();
    }
    if !canvas.context.is_open() {
        hold_focus(ui, &response);
    }
    canvas.ring.update(ui, &response);
    panels::note(ui, Panel::Canvas, rect, id());
    canvas.look_first(editor, room_beside_rail(rect));
    canvas.follow(editor);
    canvas
        .hand
        .play(ui, &response, editor, canvas.typing.place());
    if let Some(pos) = canvas.typing.take_meant() {
        canvas.hand.double_click(ui, editor, pos);
    }
    ui.ctx()
        .set_cursor_icon_if(&response, canvas.hand.cursor(editor));
    let shown = (theme, &mut canvas.pictures);
    canvas.picture.paint(ui, rect, editor, shown);
    hint::hints_ui(ui, rect, editor, theme);
    pinned::pinned_ui(ui, rect, editor, theme);
    canvas.names.name_elements(ui, rect, editor);
    canvas.typing.typing_ui(ui, editor, theme);
    canvas.minimap.minimap_ui(ui, rect, editor, theme);
    if let Some(pos) = canvas.hand.take_asked() {
        canvas.context.open_at(editor, pos);
    }
    if canvas.ring.shows {
        panels::ring(ui, rect);
    }
    canvas.context.menu_ui(&response, editor, theme)
}

/// What lies over a page that is presented: its names for screen readers, and
/// the field while a text is typed on it.
pub(super) fn over_page_ui(ui: &mut Ui, canvas: &mut Canvas, editor: &mut Editor, theme: &Theme) {
    let rect = ui.max_rect();
    canvas.names.name_elements(ui, rect, editor);
    canvas.typing.typing_ui(ui, editor, theme);
    // What can only be changed in the inspector is not changed here.
    canvas.take_wish();
}

/// The part of the canvas that the tool rail leaves free: the map is fitted
/// into it.
fn room_beside_rail(rect: Rect) -> Rect {
    let mut room = rect;
    room.min.x += (RAIL_MARGIN + RAIL - 8.0).min(rect.width() / 4.0);
    room
}

/// Arrow keys and Escape are for the map while it has the keyboard.
fn hold_focus(ui: &Ui, response: &egui::Response) {
    if response.has_focus() {
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

/// Sets the pointer's shape while it is over a widget.
trait CursorOver {
    fn set_cursor_icon_if(&self, response: &egui::Response, cursor: CursorIcon);
}

impl CursorOver for egui::Context {
    fn set_cursor_icon_if(&self, response: &egui::Response, cursor: CursorIcon) {
        if response.hovered() || response.is_pointer_button_down_on() {
            self.set_cursor_icon(cursor);
        }
    }
}

/// The editor's pointer shapes as egui has them.
fn cursor_icon(cursor: Cursor) -> CursorIcon {
    match cursor {
        Cursor::Default => CursorIcon::Default,
        Cursor::Pointer => CursorIcon::PointingHand,
        Cursor::Grab => CursorIcon::Grab,
        Cursor::Grabbing => CursorIcon::Grabbing,
        Cursor::Copy => CursorIcon::Copy,
        Cursor::Text => CursorIcon::Text,
        Cursor::ResizeHorizontal => CursorIcon::ResizeHorizontal,
        Cursor::Crosshair => CursorIcon::Crosshair,
        Cursor::NotAllowed => CursorIcon::NotAllowed,
    }
}

/// The screen's points as the map's units are: a rectangle of the map, and how
/// large one unit is.
fn visible(editor: &Editor, rect: Rect) -> Rect {
    let map = editor.view.map_from_screen();
    (map * rect).expand2(Vec2::splat(2.0 * editor.view.pixel()))
}
