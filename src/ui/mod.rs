//! The window: canvas, panels, menus and dialogs over the editor. egui is used
//! here and nowhere below; what the hand means, what a command does and how a
//! map looks is decided in the layers underneath.
//!
//! [`App`] is one frame of it; [`run`] is a real window around that.

mod app;
mod arriving;
mod ask;
mod asking;
mod bars;
mod bringing;
mod canvas;
mod clips;
mod commands;
mod comparing;
mod copying;
mod dialog;
mod ending;
mod evidence;
mod exports;
mod facts;
mod files;
mod filter_panel;
mod find_bar;
mod finding;
mod gallery;
mod granting;
mod guest;
mod icon;
mod importing;
mod inspector;
mod job;
mod keeping;
mod keys;
mod menus;
mod modal;
mod notice;
mod outline;
mod panels;
mod pick;
mod pictures;
mod placing;
mod plan;
mod present;
mod restoring;
mod reviewing;
mod samples;
mod saved_views;
mod saving;
mod settings;
mod status_bar;
mod style;
mod surviving;
mod taking;
mod toast;
mod versions;
mod watching;
mod when;
mod widgets;
mod window;
mod workshop;

pub use app::{App, dress};
pub use pick::{Dialogs, Picked, Question, SystemDialogs};
pub use settings::{InterfaceTheme, Settings, WindowPlace};
pub use window::{run, state_folder};
