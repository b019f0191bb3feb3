//! The window: canvas, panels, menus and dialogs over the editor.
