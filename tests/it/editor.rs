//! Tests of editor.
