//! The editor, driven like a person and by element name, with no screen. Every
//! step checks every rule of the map.

mod drags;
mod harness;
mod history;
mod keys;
mod laws;
mod pointing;
mod typing;
mod views;
