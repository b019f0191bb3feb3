//! The keyboard on the map: walking by meaning, and moving what is selected.
