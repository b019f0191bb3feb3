//! Throughline: an editor for customer journey maps.

pub mod editor;
pub mod export;
pub mod file;
pub mod layout;
pub mod model;
pub mod paint;
pub mod scene;
pub mod ui;
